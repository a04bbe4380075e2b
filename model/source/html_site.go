package source

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// siteNames returns the keys of what the site is called.
func (s *survey) siteNames(linked []map[string]any, site string) []string {
	var out []string
	add := func(v string) {
		if k := key(Line(v)); k != "" && len(k) < 60 {
			out = append(out, k, strings.ReplaceAll(k, " ", ""))
		}
	}
	add(site)
	for _, n := range metaSite {
		for _, v := range s.named[n] {
			add(v)
		}
	}
	for _, m := range linked {
		add(textOf(s.linked.resolve(m["publisher"])["name"]))
	}
	for _, h := range s.hosts() {
		add(h)
		add(domainLabel(h))
	}
	return out
}

// hosts returns the hosts of the page's addresses.
func (s *survey) hosts() []string {
	var out []string
	if s.base != nil {
		out = append(out, host(s.base.String()))
	}
	if u := absolute(s.base, s.address); u != "" {
		out = append(out, host(u))
	}
	if u := absolute(s.base, s.first([]string{"og:url"})); u != "" {
		out = append(out, host(u))
	}
	return slices.DeleteFunc(slices.Compact(out), func(h string) bool { return h == "" })
}

// domainLabel returns the part of a host that names the site: "example" of
// news.example.co.uk.
func domainLabel(h string) string {
	parts := strings.Split(h, ".")
	n := len(parts)
	if n >= 3 && len(parts[n-1]) == 2 && (len(parts[n-2]) <= 3 || parts[n-2] == "gouv") {
		return parts[n-3]
	}
	if n >= 2 {
		return parts[n-2]
	}
	return h
}

// isSite reports whether k, a key, is one of names.
func isSite(k string, names []string) bool {
	return k == "" || slices.Contains(names, k) || slices.Contains(names, strings.ReplaceAll(k, " ", ""))
}

// site returns the name of the outlet as people write it: of the names that the
// page gives, one that goes with its address, in preference to an address.
func (s *survey) site(linked []map[string]any) string {
	type candidate struct {
		name  string
		score int
	}
	var all []candidate
	add := func(name string, score int) {
		name = Line(name)
		if name == "" || len(name) > 80 || strings.ContainsAny(name, "{}") || strings.Contains(name, "://") || strings.HasPrefix(name, "@") {
			return
		}
		name = strings.TrimPrefix(name, "www.")
		if i := strings.IndexFunc(name, func(r rune) bool { return r == '|' || r == '–' || r == '—' }); i > 0 {
			name = strings.TrimSpace(name[:i])
		}
		for _, sep := range []string{" - ", ": "} {
			if head, _, ok := strings.Cut(name, sep); ok && s.goesWithHost(head) {
				name = head // before what the site is about
			}
		}
		if strings.Contains(name, ".") && !strings.Contains(name, " ") {
			score -= 3 // an address
		}
		if s.goesWithHost(name) {
			score += 3
		}
		all = append(all, candidate{name, score})
	}
	for i, n := range metaSite[:6] {
		for _, v := range s.named[n] {
			add(v, 5-i)
		}
	}
	for _, m := range linked {
		if p := s.linked.resolve(m["publisher"]); p != nil {
			add(textOf(p["name"]), 4)
		} else {
			add(textOf(m["publisher"]), 4)
		}
	}
	for _, m := range s.linked.nodes {
		if isType(m, "WebSite") {
			add(textOf(m["name"]), 2)
		}
	}
	for _, sep := range separators[:4] {
		if i := strings.LastIndex(s.title, sep); i > 0 && words(s.title[i+len(sep):]) <= 5 {
			add(s.title[i+len(sep):], 0)
		}
	}
	for _, name := range s.marks {
		if s.goesWithHost(name) {
			add(name, 1)
		}
	}
	for _, m := range s.linked.nodes {
		if name := textOf(m["name"]); isType(m, "Organization") && s.goesWithHost(name) {
			add(name, 1)
		}
	}
	for _, n := range []string{"al:android:app_name", "al:ios:app_name", "twitter:site"} {
		for _, v := range s.named[n] {
			if v = strings.TrimPrefix(v, "@"); s.goesWithHost(v) {
				add(v, 0)
			}
		}
	}
	best, most := "", 2
	for _, c := range all {
		if c.score > most {
			best, most = c.name, c.score
		}
	}
	return best
}

// goesWithHost reports whether a name belongs to the domain of the page.
func (s *survey) goesWithHost(name string) bool {
	return slices.ContainsFunc(s.hosts(), func(h string) bool { return goesWith(name, domainLabel(h)) })
}

// goesWith reports whether a name and the label of a domain belong together: one
// holds the other, spaces aside, or the label is made of the name's initials.
func goesWith(name, label string) bool {
	fold := func(s string) string {
		return strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				return plainLetter(unicode.ToLower(r))
			}
			return -1
		}, s)
	}
	n, l := fold(name), fold(label)
	if len(n) < 2 || len(l) < 2 {
		return false
	}
	if strings.Contains(n, l) || strings.Contains(l, n) || strings.Contains(l, strings.TrimPrefix(n, "the")) {
		return true
	}
	var initials []byte
	for f := range strings.FieldsSeq(name) {
		r, _ := utf8.DecodeRuneInString(f)
		if r = plainLetter(unicode.ToLower(r)); r < utf8.RuneSelf {
			initials = append(initials, byte(r))
		}
	}
	return len(initials) >= 2 && strings.HasPrefix(l, string(initials))
}

// plainLetter returns the letter that stands for r in a domain.
func plainLetter(r rune) rune {
	const marked, plain = "àáâãäåçèéêëìíîïñòóôõöøùúûüýÿšžćčđłńśźżęąşğı", "aaaaaaceeeeiiiinoooooouuuuyyszccdlnszzeasgi"
	for i, m := range []rune(marked) {
		if m == r {
			return rune(plain[i])
		}
	}
	return r
}
