package source

import (
	"net/url"
	"slices"
	"strings"
	"unicode"
)

// byline returns who wrote the page, separated by ", ": the first of its
// statements that names somebody. The outlet itself, the name of an account and a
// post count only when no other does.
func (s *survey) byline(linked []map[string]any, site string) string {
	own := s.siteNames(linked, site)
	spare := ""
	pick := func(statements ...[]string) string {
		for _, st := range statements {
			names := authorNames(st)
			for i := range names {
				names[i] = withoutOutlet(names[i], own)
			}
			names = withoutOwn(names, own)
			if len(names) == 0 {
				continue
			}
			if isSite(key(strings.Join(st, " ")), own) || len(names) == 1 && (isSite(key(names[0]), own) || isHandle(names[0]) || post(names[0]) || s.goesWithHost(names[0])) {
				if spare == "" {
					spare = names[0]
				}
				continue
			}
			return strings.Join(names, ", ")
		}
		return ""
	}
	if by := pick(s.credits(linked)...); by != "" {
		return by
	}
	for _, b := range s.signed {
		by := credit(b)
		if by == "" {
			by, _, _, _ = bylineOf(b)
		}
		if n := withoutBy(b); by == "" {
			if first, _, _ := strings.Cut(n, ","); n != b || words(n) == 1 || words(n) <= 4 && looksLikeNames(first) {
				by = n
			}
		}
		by = withoutSite(by, own)
		if by = pick([]string{by}); by != "" {
			return by
		}
	}
	if by := pick(s.linkedAuthors()); by != "" {
		return by
	}
	for _, l := range s.lines() {
		by := credit(l)
		if by == "" {
			by = besideSite(l, own)
		}
		if by = pick([]string{withoutSite(by, own)}); by != "" {
			return by
		}
	}
	return spare
}

// withoutSite returns a list of names without the site's own at its end.
func withoutSite(by string, own []string) string {
	if i := strings.LastIndex(by, ", "); i > 0 && isSite(key(by[i+2:]), own) {
		return by[:i]
	}
	return by
}

// withoutOwn returns names without the site's own where they hold that of a person; with
// nothing but agencies the site's desk is an author too.
func withoutOwn(names, own []string) []string {
	site := func(n string) bool {
		k := key(n)
		return isSite(k, own) || slices.ContainsFunc(own, func(o string) bool { return len(o) > 3 && strings.HasPrefix(k, o+" ") })
	}
	if !slices.ContainsFunc(names, func(n string) bool { return !site(n) && !bylineWords().agencies[key(n)] }) {
		return names
	}
	return slices.DeleteFunc(names, site)
}

// withoutOutlet returns a name without the site's own behind it: "Anna Example" of
// "Anna Example for the Coast Post".
func withoutOutlet(name string, own []string) string {
	for _, sep := range []string{" for the ", " for ", " - ", " – ", " — ", " at ", " für ", " pour ", " para ", " per "} {
		if head, site, ok := strings.Cut(name, sep); ok && words(head) >= 2 && site != "" && isSite(key(site), own) {
			return head
		}
	}
	return name
}

// profile is a link to what a site says of one of its authors.
type profile struct {
	name string
	at   int // bytes of text before it
}

// authorPaths are the parts of addresses under which sites keep the pages of authors.
var authorPaths = set("author authors autor autores autoren autori autorin auteur auteurs autore redakteur redakteure redaktion-autoren journalist journalists journaliste journalistes reporter reporters profile profiles columnist columnists " +
	"contributor contributors people staff person personen byline bylines by writer writers yazar yazarlar muhabir forfatter skribent skribenter journalister penulis kolumnist opinionista firmas firma avtor avtory author-profile correspondents")

// leadsToAuthor reports the address of the page of an author.
func leadsToAuthor(href string) bool {
	if len(href) > 300 {
		return false
	}
	u, err := url.Parse(href)
	if err != nil {
		return false
	}
	parts := strings.Split(strings.Trim(u.Path, "/"), "/")
	for _, p := range parts[:max(0, len(parts)-1)] {
		if authorPaths[strings.ToLower(p)] {
			return true
		}
	}
	return false
}

// linkedAuthors returns the names on the links to the pages of authors beside the
// headline: the first, and those right behind it.
func (s *survey) linkedAuthors() []string {
	const beside, list = 800, 120
	var out []string
	last := 0
	for _, p := range s.profiles {
		if n := words(p.name); n < 2 || n > 5 || !looksLikeNames(p.name) || s.fromTitle(p.at) > beside {
			continue
		}
		if len(out) > 0 && p.at-last > list {
			break
		}
		out, last = append(out, p.name), p.at
	}
	return out
}

// besideSite returns the name in a line that holds nothing but it and the name of the
// site: "Anna Example - Coast Post".
func besideSite(line string, own []string) string {
	if len(line) > 80 {
		return ""
	}
	for _, sep := range []string{" - ", " | ", " – ", " — ", ", "} {
		name, site, ok := strings.Cut(line, sep)
		if n := words(name); ok && isSite(key(site), own) && site != "" && n >= 2 && n <= 4 && looksLikeNames(name) {
			return name
		}
	}
	return ""
}

// credits returns what the page says for machines of who wrote it, and what
// stands in elements that are there for that.
func (s *survey) credits(linked []map[string]any) [][]string {
	var out [][]string
	for _, m := range linked {
		said := len(out)
		for _, f := range []string{"author", "creator", "contributor"} {
			if a := s.linked.people(m[f]); len(a) > 0 {
				out = append(out, a)
			}
		}
		if len(out) > said {
			break
		}
	}
	for _, n := range metaAuthor {
		if v := s.named[n]; len(v) > 0 {
			if strings.HasPrefix(n, "dc") || strings.HasPrefix(n, "citation") {
				v = slices.Clone(v)
				for i := range v {
					v[i] = asSpoken(v[i])
				}
			}
			out = append(out, v)
		}
	}
	for _, i := range []string{"1", "2", "3"} {
		if saysWritten(s.first([]string{"twitter:label" + i})) {
			out = append(out, s.named["twitter:data"+i])
		}
	}
	out = append(out, s.authors)
	for _, n := range s.namesLike("author", "byline") {
		if !slices.Contains(metaAuthor, n) {
			out = append(out, s.named[n])
		}
	}
	return out
}

// asSpoken returns a name written "Family, Given", the way catalogues do, in the
// order in which it is spoken.
func asSpoken(v string) string {
	if strings.Count(v, ",") != 1 || !reversed(v) {
		return v
	}
	family, given, _ := strings.Cut(v, ",")
	return strings.TrimSpace(given) + " " + strings.TrimSpace(family)
}

// authorNames makes a list of names of what a page gives as authors.
func authorNames(said []string) []string {
	var out, posts []string
	for _, v := range said {
		if addressOnly(v) {
			continue
		}
		v = authorField(Line(v))
		for _, label := range []string{"Author", "Autor", "Auteur", "Von", "By"} {
			if rest, ok := strings.CutPrefix(v, label); ok && unicode.IsUpper(firstRune(rest)) {
				v = rest // a label without the space that its style gives
			}
		}
		for _, part := range splitAuthors(v) {
			if part = authorName(part); post(part) {
				posts = append(posts, part)
				continue
			}
			if part != "" && !slices.ContainsFunc(out, func(o string) bool { return key(o) == key(part) }) {
				out = append(out, part)
			}
			if len(out) >= maxAuthors {
				return out
			}
		}
	}
	if len(out) == 0 && len(posts) > 0 {
		return posts[:1]
	}
	return out
}

// authorField returns what names the authors in a field for them: without dates,
// addresses of mail, what is said of others, and words for a post in the languages of
// East Asia.
func authorField(v string) string {
	if names := eastAsianCredit(v); names != "" {
		return names
	}
	if strings.Contains(v, "@") {
		if head, name, ok := strings.Cut(v, " ("); ok && strings.Contains(head, "@") {
			v = strings.TrimSuffix(name, ")")
		}
		v = strings.Join(slices.DeleteFunc(strings.Fields(v), func(f string) bool { return strings.IndexByte(f, '@') >= 0 }), " ")
	}
	if hasDigit(v) {
		if parts, dated := undated(v); dated {
			v = strings.Join(parts, ", ")
		}
	}
	return beforeOthers(withoutBy(strings.TrimRight(v, " →»›")))
}

// reversed reports a name written "Family, Given" the way catalogues do: one word
// before the comma, one or two with initials after it.
func reversed(v string) bool {
	family, given, _ := strings.Cut(v, ",")
	given = strings.TrimSpace(given)
	return words(family) == 1 && words(given) >= 1 && words(given) <= 2 && !strings.Contains(given, " and ") &&
		(words(given) == 1 || strings.HasSuffix(given, ".")) && !unicode.IsLower(firstRune(given)) && !post(given)
}

// authorName returns the name in part of a byline, "" when it is none: an
// address, a date, a handle, a post.
func authorName(s string) string {
	s = strings.TrimSpace(withoutBy(strings.TrimSpace(s)))
	s = withoutBrackets(s)
	if i := strings.IndexByte(s, '|'); i > 0 {
		s = strings.TrimSpace(s[:i])
	}
	if head := beforeSmallWord(s); words(head) > 1 {
		s = head
	}
	for _, sep := range []string{" - ", " – ", " — "} {
		if head, tail, ok := strings.Cut(s, sep); ok && words(head) >= 2 && (post(tail) || words(tail) == 1 && !bylineWords().agencies[key(tail)]) {
			s = head
		}
	}
	s = bareName(s)
	if n := len(s); n < 2 || n > 80 || words(s) > 8 || strings.Contains(s, "http") || strings.ContainsAny(s, "@") || strings.HasPrefix(s, "www.") {
		return ""
	}
	if strings.IndexAny(s, "0123456789") >= 0 && (strings.ContainsAny(s, ":/") || looksDated(s)) {
		return ""
	}
	if strings.IndexFunc(s, unicode.IsLetter) < 0 || notNames[key(s)] {
		return ""
	}
	return s
}

// bareName returns a name without the marks around it; the stop of an initial stays.
func bareName(s string) string {
	stop := strings.HasSuffix(s, " Jr.") || strings.HasSuffix(s, " Sr.") || len(s) > 3 && s[len(s)-1] == '.' && (s[len(s)-3] == ' ' || s[len(s)-3] == '.')
	if s = strings.Trim(s, " .,:;-–—|•·*()[]"); stop && s != "" {
		s += "."
	}
	return s
}

func looksDated(s string) bool {
	t := dateTokens(s, 80)
	for i := range t {
		if _, n := dateAt(t, i); n > 0 {
			return true
		}
	}
	return false
}

// notNames is what publishing systems put where an author belongs.
var notNames = set(`|admin|administrator|author|authors|editor|editors|webmaster|unknown|anonymous|none|null|undefined|n a|user|staff|guest|root|home|share|posted|published|updated|comments|more|follow|written|name|by|von|par|por|di|publiziert am|veröffentlicht am|erstellt am|posted on|posted by|published on|written by|published by|datum|date|autor|autorin|autoren|auteur|autore|autores|автор|fotograf|foto|quelle|source|alle beiträge|alle artikel|no author|no authors|zur person|over de auteur|about|wires|wire reports|wire services|agencies|agency|news agencies|agencias|agences|agenturen|agenzie|agências|other agencies|false|true|not provided|noreply|object object`)

// post reports a post or a desk instead of a name, such as "Senior Political Reporter".
func post(s string) bool {
	k := key(s)
	return bylineWords().posts[k[strings.LastIndexByte(k, ' ')+1:]]
}
