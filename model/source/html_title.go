package source

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"
)

// separators part the title of a page from the name of its site.
var separators = []string{" | ", " - ", " – ", " — ", " · ", " • ", " :: ", " » ", " « ", " / ", " // ", " ‹ ", " › ", "｜", " : ", " ~ ", " ǀ ", " │ ", " ¦ ", " ： ", "：", " －", " ● "}

// headline chooses the title: of what the page calls itself in different places,
// what most of them agree on; the words on the page win a tie.
func (s *survey) headline(linked []map[string]any, site string) string {
	names := s.siteNames(linked, site)
	window, said := plainTitle(s.title), ""
	if len(linked) > 0 {
		said = plainTitle(textOf(linked[0]["headline"]))
	}
	b := ballot{}
	for i, h := range s.heads {
		if key(h) != key(said) {
			h = s.bare[i]
		}
		switch k := key(h); {
		case isSite(k, names):
		case s.closesTitle(h, names):
			names = append(names, k)
		case textWords(h) < 3:
			b.vote(h, 1, "h1") // perhaps a section of the site
		default:
			b.vote(h, 4, "h1")
		}
	}
	if len(b) == 0 {
		for _, h := range s.called {
			if k := key(h); !isSite(k, names) && k != "" {
				b.vote(h, 4, "h1")
				break
			}
		}
	}
	shown := len(b)
	segments := s.segments()
	segment := func(h string) bool { return segments[key(h)] }
	for _, h := range s.lesser {
		if !segment(h) || isSite(key(h), names) || textWords(h) < 3 {
			continue
		}
		b.vote(h, 3, "h2")
		if !slices.ContainsFunc(b[:shown], func(c candidate) bool { return segment(c.text) }) {
			b.vote(h, 2, "window")
		}
		break
	}
	for _, n := range metaTitle {
		for _, v := range s.named[n] {
			b.vote(cutSite(plainTitle(v), names), 2, "meta")
		}
	}
	b.vote(said, 3, "linked")
	b.vote(cutSite(window, names), 2, "window")
	for i := range b[:shown] {
		if segment(b[i].text) && (textWords(b[i].text) > 2 || strings.HasPrefix(key(window), key(b[i].text))) {
			b.vote(b[i].text, 2, "window")
		}
		if shown > 1 && len(b[i].voters) == 1 {
			b[i].votes /= 2 // one of several, and nothing else speaks for it
		}
	}
	if best := b.best(); best >= 0 {
		return s.asPrinted(b, best, shown, linked)
	}
	return ""
}

// asPrinted returns the title that was chosen, the one of b at best, as the page prints
// it; the first of b, as many as shown, are headings.
func (s *survey) asPrinted(b ballot, best, shown int, linked []map[string]any) string {
	// A heading that holds more than the headline, such as a line above it.
	if best < shown {
		for i := shown; i < len(b); i++ {
			if b[i].voters["meta"] || b[i].voters["linked"] {
				if p := s.part(b[i].text); p != "" {
					return p
				}
			}
		}
		return s.punctuated(b[best].text, linked)
	}
	if p := s.part(b[best].text); p != "" {
		return p
	}
	for i := range b[:shown] {
		if !b[best].voters["linked"] && lengthened(b[i].text, b[best].text) {
			return b[i].text
		}
	}
	// A heading, and the one below it.
	for i := 0; i+1 < len(s.lesser); i++ {
		if h := s.lesser[i]; textWords(h) > 2 && key(h)+" "+key(s.lesser[i+1]) == key(b[best].text) {
			return h
		}
	}
	if len(b) == 1 && shown == 0 {
		return s.longest(b[best].text)
	}
	return b[best].text
}

// longest returns the longest part of a title of the window that has several, of which
// nothing tells which is the headline: the others are the site and its sections. Of two
// parts that can be told only in the scripts that put no spaces between words.
func (s *survey) longest(title string) string {
	parts := segmentsOf(title)
	if len(parts) < 2 || len(parts) == 2 && firstRune(title) < '\u2e80' {
		return title
	}
	most := parts[0]
	for _, p := range parts[1:] {
		if textWords(p) > textWords(most) {
			most = p
		}
	}
	return most
}

// plainTitle returns a title that a page gives for machines as text: without markup,
// references to characters taken for what they mean, and the marks between its parts
// set apart in the scripts that write them without spaces.
func plainTitle(s string) string {
	for range 2 {
		if i := strings.IndexByte(s, '&'); i < 0 || strings.IndexByte(s[i:], ';') < 0 {
			break
		}
		s = html.UnescapeString(s)
	}
	return apart(Line(unmarked(s)))
}

// unmarked returns a text without markup.
func unmarked(s string) string {
	i := strings.IndexByte(s, '<')
	if i < 0 || strings.IndexByte(s[i:], '>') < 0 {
		return s
	}
	var b strings.Builder
	for c := range htmlTree(s[:min(len(s), 2000)]).Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}

// apart sets the marks that part a title and the name of a site apart by spaces, where
// they stand between letters that take up a square.
func apart(s string) string {
	if strings.IndexFunc(s, wide) < 0 {
		return s
	}
	r := []rune(s)
	var b strings.Builder
	for i, c := range r {
		between := i > 0 && i+1 < len(r) && r[i-1] != ' ' && r[i+1] != ' ' && (wide(r[i-1]) || wide(r[i+1]))
		switch {
		case !between:
			b.WriteRune(c)
		case c == '|' || c == '｜' || c == '_':
			b.WriteString(" | ")
		case c == '-' || c == '－':
			b.WriteString(" - ")
		case c == '：' || c == '–' || c == '—':
			b.WriteString(" " + string(c) + " ")
		default:
			b.WriteRune(c)
		}
	}
	return b.String()
}

// wide reports the letters of the scripts that put no spaces between words, or few.
func wide(r rune) bool { return r >= 0x2e80 && unicode.IsLetter(r) }

// textWords counts the words of s, two letters for one where a script puts no spaces
// between words.
func textWords(s string) int {
	n, letters := words(s), 0
	for _, r := range s {
		if wide(r) || unicode.Is(unicode.Thai, r) {
			letters++
		}
	}
	return n + letters/3
}

// part returns the part of a heading that says title, as it is printed there.
func (s *survey) part(title string) string {
	for _, p := range s.parts {
		if key(p) == key(title) {
			return p
		}
	}
	return ""
}

// punctuated returns a heading that is made of several elements with the marks
// that stand between them where the page gives it for machines.
func (s *survey) punctuated(heading string, linked []map[string]any) string {
	made := slices.ContainsFunc(s.parts, func(p string) bool { return strings.HasPrefix(heading, p) })
	if !made || slices.Contains(s.parts, heading) {
		return heading
	}
	said := slices.Clone(s.named["og:title"])
	if len(linked) > 0 {
		said = append(said, textOf(linked[0]["headline"]))
	}
	for _, v := range said {
		if v = plainTitle(v); key(v) == key(heading) {
			return v
		}
	}
	return heading
}

// lengthened reports whether title is a heading of several words with something
// for search engines behind it.
func lengthened(heading, title string) bool {
	rest, ok := strings.CutPrefix(title, heading)
	if !ok || words(heading) < 3 {
		return false
	}
	if strings.HasPrefix(rest, ", ") {
		return words(rest) <= 3
	}
	return slices.ContainsFunc(separators, func(sep string) bool { return strings.HasPrefix(rest, sep) })
}

// ballot is the titles that a page gives itself, in the order of preference.
type ballot []candidate

type candidate struct {
	text   string
	votes  int
	voters map[string]bool
}

// vote counts weight for text; a voter has one vote for each.
func (b *ballot) vote(text string, weight int, voter string) {
	k := key(text)
	if k == "" || len(text) > 400 {
		return
	}
	for i := range *b {
		if c := &(*b)[i]; key(c.text) == k || shortened(text, c.text) {
			if !c.voters[voter] {
				c.votes += weight
				c.voters[voter] = true
			}
			return
		}
	}
	*b = append(*b, candidate{text, weight, map[string]bool{voter: true}})
}

// shortened reports whether a text is the beginning of another, with dots for the rest.
func shortened(text, whole string) bool {
	head := strings.TrimRight(strings.TrimSuffix(text, "…"), ". ")
	return len(head) < len(text) && len(head) >= 20 && len(head) < len(whole) && strings.HasPrefix(key(whole), key(head))
}

func (b ballot) best() int {
	best := -1
	for i := range b {
		if best < 0 || b[i].votes > b[best].votes {
			best = i
		}
	}
	return best
}

// closesTitle reports whether a heading is what the title of the window ends
// with, as the name of a site is.
func (s *survey) closesTitle(h string, names []string) bool {
	title := Line(s.title)
	for _, sep := range separators {
		if head, ok := strings.CutSuffix(title, sep+h); ok {
			return words(h) <= 4 && words(head) > words(h) && !isSiteName(head, names)
		}
	}
	return false
}

// segments returns the keys of the parts of the window's title, and of what the page
// calls itself elsewhere.
func (s *survey) segments() map[string]bool {
	out := map[string]bool{}
	for _, title := range append([]string{s.title}, s.named["og:title"]...) {
		for _, p := range segmentsOf(plainTitle(title)) {
			out[key(p)] = true
		}
	}
	delete(out, "")
	return out
}

// segmentsOf returns the parts of a title.
func segmentsOf(title string) []string {
	for _, sep := range separators {
		title = strings.ReplaceAll(title, sep, "\n")
	}
	return strings.Split(title, "\n")
}

// cutSite returns a title without the name of the site at its end or start, and without
// the day and the sections that stand around it there.
func cutSite(title string, names []string) string {
	title = cutDay(title)
	// After a bar nearly always the name of the site stands, known or not.
	for {
		i := strings.LastIndex(title, " | ")
		if i < 12 || words(title[i+3:]) > 5 {
			break
		}
		title = strings.TrimSpace(title[:i])
	}
	for _, sep := range separators {
		for {
			i := strings.LastIndex(title, sep)
			if i <= 0 || !isSiteName(title[i+len(sep):], names) {
				break
			}
			title = strings.TrimSpace(title[:i])
		}
		if i := strings.Index(title, sep); i > 0 && isSiteName(title[:i], names) {
			title = strings.TrimSpace(title[i+len(sep):])
		}
	}
	return cutDay(cutClosely(title, names))
}

// cutClosely returns a title without a name of the site that stands closer to it than
// the marks between its parts allow: "Painted white-Coast Post", "Coast Post: Painted
// white", "Painted white (Coast Post)".
func cutClosely(title string, names []string) string {
	own := func(part string) bool { return key(part) != "" && isSite(key(part), names) }
	for _, mark := range []string{"- ", "-", ": ", ", ", " (", " ["} {
		if i := strings.LastIndex(title, mark); i > 0 && own(title[i+len(mark):]) && words(title[:i]) > 1 {
			return strings.TrimRight(title[:i], " -")
		}
	}
	if head, rest, ok := strings.Cut(title, ": "); ok && own(head) && words(rest) > 1 {
		return rest
	}
	return title
}

// cutDay returns a title without a part at its end that is a date.
func cutDay(title string) string {
	for _, sep := range separators {
		if i := strings.LastIndex(title, sep); i > 0 && dayOnly(title[i+len(sep):]) {
			return strings.TrimSpace(title[:i])
		}
	}
	return title
}

// dayOnly reports a part of a title that is a date and nothing else.
func dayOnly(part string) bool {
	if !hasDigit(part) || len(part) > 40 {
		return false
	}
	parts, dated := undated(part)
	return dated && len(parts) == 0 || slashedDay(part)
}

// slashedDay reports a date in figures of which nothing tells the month: 04/05/2031.
func slashedDay(s string) bool {
	f := strings.FieldsFunc(s, func(r rune) bool { return r == '/' || r == '.' || r == '-' })
	return len(f) == 3 && len(f[2]) == 4 && len(s) <= 10 && strings.Trim(s, "0123456789/.-") == ""
}

// isSiteName reports whether the end of a title names the site: one of its
// names, or one that begins or ends with it.
func isSiteName(part string, names []string) bool {
	k := key(part)
	if isSite(k, names) {
		return true
	}
	squeezed := strings.ReplaceAll(k, " ", "")
	for _, n := range names {
		if n = strings.ReplaceAll(n, " ", ""); len(n) >= 4 && len(squeezed) <= 40 && (strings.HasPrefix(squeezed, n) || strings.HasSuffix(squeezed, n) || len(n) >= 8 && strings.Contains(squeezed, n) || len(squeezed) >= 4 && strings.HasPrefix(n, squeezed)) {
			return true
		}
	}
	return false
}
