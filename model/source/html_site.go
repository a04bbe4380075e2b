package source

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/publicsuffix"
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
	out = slices.DeleteFunc(slices.Compact(out), func(h string) bool { return h == "" })
	for _, u := range s.nearby {
		if h := host(u); h != "" && len(out) == 0 {
			out = append(out, h)
		}
	}
	return out
}

// domainLabel returns the part of a host that names the site: "example" of
// news.example.co.uk and of example.blogs.example, where anybody may have a blog.
func domainLabel(h string) string {
	if d, err := publicsuffix.EffectiveTLDPlusOne(h); err == nil {
		h = d
	}
	label, _, _ := strings.Cut(h, ".")
	return label
}

// isSite reports whether k, a key, is one of names.
func isSite(k string, names []string) bool {
	return k == "" || slices.Contains(names, k) || slices.Contains(names, strings.ReplaceAll(k, " ", ""))
}

// siteName is what a page may call its site.
type siteName struct {
	name  string
	score int
	from  string // what of the page says so
}

// How much what a page calls its site is trusted, by where it says so. A name that goes
// with the address counts more than any that does not; below trusted no name is taken.
const (
	withHost  = 4
	trusted   = 3
	ownDomain = 5  // the domain, as the site spells it
	company   = -4 // it has a legal form, as owners have
	agreement = 2  // at most, a point for each other place that gives it
)

// site returns the name of the outlet as people write it: of the names that the
// page gives, one that goes with its address, in preference to an address.
func (s *survey) site(linked []map[string]any) string {
	var all []siteName
	add := func(raw, from string, score int) {
		name := s.outletName(raw)
		if name == "" || len(name) > 80 || strings.ContainsAny(name, "{}") || strings.HasPrefix(name, "@") {
			return
		}
		related := s.goesWithHost(name)
		bare := withoutLegalForm(name)
		switch {
		case !strings.Contains(name, ".") || strings.Contains(name, " "):
			if related {
				score += withHost
			}
			if bare != name {
				name, score = bare, score+company
			}
		case !related || score < trusted-1:
			return
		default:
			score = ownDomain
		}
		all = append(all, siteName{name, score, from})
	}
	s.siteNamesInOrder(linked, add)
	best, most := "", trusted-1
	for _, c := range all {
		others := map[string]bool{}
		for _, o := range all {
			if o.from != c.from && joined(o.name) == joined(c.name) {
				others[o.from] = true
			}
		}
		if c.score += min(len(others), agreement); c.score > most {
			best, most = c.name, c.score
		}
	}
	for _, c := range all {
		same := strings.ReplaceAll(key(c.name), " ", "") == strings.ReplaceAll(key(best), " ", "")
		if same && (words(c.name) > words(best) || best == strings.ToLower(best) && words(c.name) == words(best)) {
			best = c.name // with its spaces and its capitals
		}
	}
	return best
}

// siteNamesInOrder calls add with everything in which a page names its site, the most
// reliable first.
func (s *survey) siteNamesInOrder(linked []map[string]any, add func(name, from string, score int)) {
	meta := func(score int, strict bool, names ...string) {
		for _, n := range names {
			for _, v := range s.named[n] {
				if v = strings.TrimPrefix(v, "@"); !strict || s.goesWithHost(v) {
					add(v, n, score)
				}
			}
		}
	}
	meta(5, false, "og:site_name")
	for _, m := range linked {
		if p := s.linked.resolve(m["publisher"]); p != nil {
			add(textOf(p["name"]), "publisher", 4)
		} else {
			add(textOf(m["publisher"]), "publisher", 4)
		}
		if whole := s.linked.resolve(m["isPartOf"]); isType(whole, "Product", "Newspaper", "Periodical", "CreativeWork") {
			add(textOf(whole["name"]), "isPartOf", 1)
		}
	}
	meta(4, false, "citation_journal_title")
	meta(3, false, "application-name", "apple-mobile-web-app-title")
	meta(2, false, "publisher", "dc.publisher", "dcterms.publisher")
	for _, m := range s.linked.nodes {
		if isType(m, "WebSite") {
			add(textOf(m["name"]), "website", 2)
		}
	}
	for _, name := range s.inWindow() {
		add(name, "window", 2)
	}
	if name := s.afterHeadline(); name != "" {
		add(name, "window", trusted)
	}
	for _, name := range s.marks {
		if s.goesWithHost(name) {
			add(name, "mark", 0)
		}
	}
	for _, m := range s.linked.nodes {
		if name := textOf(m["name"]); isType(m, "Organization") && s.goesWithHost(name) {
			add(name, "organization", 0)
		}
	}
	meta(-1, true, "al:android:app_name", "al:ios:app_name", "twitter:site")
}

// inWindow returns the parts of the window's title that may name the site: the last,
// the first, and one in between that says just what the page's domain says.
func (s *survey) inWindow() []string {
	parts := segmentsOf(cutDay(plainTitle(s.title)))
	var out []string
	for i := len(parts) - 1; i >= 0 && len(parts) > 1; i-- {
		last := i == len(parts)-1
		if s.isHost(parts[i]) && (last || i == 0 || s.fit(parts[i]) == len(joined(parts[i]))) || last && s.fit(parts[i]) >= 4 && words(parts[i]) <= 5 {
			out = append(out, parts[i])
		}
	}
	if head, rest, ok := strings.Cut(parts[0], ": "); ok && len(parts) == 1 && words(rest) > 1 && s.fit(head) == len(joined(head)) {
		out = append(out, head)
	}
	return out
}

// afterHeadline returns the last part of the window's title, where all that stands
// before it is what the page's only heading or its card for other sites calls the page.
func (s *survey) afterHeadline() string {
	title := plainTitle(s.title)
	own := slices.Clone(s.named["og:title"])
	if len(s.heads) == 1 {
		own = append(own, s.heads[0])
	}
	for _, o := range own {
		for _, sep := range separators {
			if name, ok := strings.CutPrefix(title, plainTitle(o)+sep); ok && o != "" && words(name) <= 4 && len(segmentsOf(name)) == 1 && withoutBy(name) == name && !hasDigit(name) {
				return name
			}
		}
	}
	return ""
}

// outletName returns what names the outlet in a field for the name of a site: without
// what the site is about, "Coast Post" of "Coast Post - News, Sport & Weather" and of
// "News from the harbour | Coast Post".
func (s *survey) outletName(raw string) string {
	name := strings.TrimSpace(strings.Map(func(r rune) rune {
		if r == '®' || r == '™' || r == '©' {
			return -1
		}
		return r
	}, plainTitle(raw)))
	if _, rest, ok := strings.Cut(name, "://"); ok && !strings.Contains(name, " ") {
		name, _, _ = strings.Cut(rest, "/")
	}
	name = strings.TrimSuffix(strings.TrimPrefix(name, "www."), " App")
	parts := segmentsOf(name)
	for _, weak := range []string{": ", ", "} {
		if head, _, ok := strings.Cut(parts[0], weak); ok && s.fit(head) > 0 && words(head) <= 5 {
			parts[0] = head
		}
	}
	best, most := 0, 0
	for i, p := range parts {
		if f := s.fit(p); f > most {
			best, most = i, f
		}
	}
	if most == 0 && len(parts) > 1 && strings.Contains(name, " - ") && !strings.ContainsAny(name, "|–—•·") {
		return name // perhaps a name with a dash in it
	}
	return strings.Trim(parts[best], " -–—|•·:,»")
}

// isHost reports whether a part of a title says what the page's domain says, with few
// other words: it may be the headline that names the site, or a section of it.
func (s *survey) isHost(name string) bool {
	n := joined(name)
	return slices.ContainsFunc(s.hosts(), func(h string) bool {
		label := joined(domainLabel(h))
		switch {
		case strings.Contains(n, label):
			return len(n) <= 2*len(label)+4
		case strings.HasPrefix(label, n) || strings.HasSuffix(label, n):
			return 5*len(n) >= 3*len(label)
		}
		return goesWith(name, label) && !strings.Contains(label, n)
	})
}

// fit returns how many letters of the page's domain a name accounts for.
func (s *survey) fit(name string) int {
	most := 0
	for _, h := range s.hosts() {
		if label := domainLabel(h); goesWith(name, label) {
			most = max(most, min(len(joined(name)), len(label)))
		}
	}
	return most
}

// joined returns the key of a name without its spaces and its article.
func joined(name string) string {
	return strings.ReplaceAll(strings.TrimPrefix(key(name), "the "), " ", "")
}

// legalForms end the names of companies.
var legalForms = set("gmbh mbh ag se kg ohg ltd limited llc inc incorporated corp corporation co plc pty pvt sa sas sarl sl slu srl spa bv nv ab as oy oyj kft zrt nyrt sro doo dd jsc ooo oao ao пао ооо ао зао тов sae")

// withoutLegalForm returns the name of a company without its legal form: "Coast Post" of
// "Coast Post GmbH & Co. KG".
func withoutLegalForm(name string) string {
	fields := strings.Fields(name)
	for n := len(fields); n > 1; n-- {
		w := strings.ToLower(strings.NewReplacer(".", "", ",", "", "/", "", "(", "", ")", "").Replace(fields[n-1]))
		upper := unicode.IsUpper(firstRune(fields[n-1])) || strings.Contains(fields[n-1], ".") || w == "mbh"
		if w != "" && (!legalForms[w] || !upper) && fields[n-1] != "&" {
			return strings.TrimRight(strings.Join(fields[:n], " "), ",")
		}
	}
	return name
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
	for f := range strings.FieldsSeq(strings.TrimPrefix(name, "The ")) {
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
