package source

import (
	"slices"
	"strings"
)

// separators part the title of a page from the name of its site.
var separators = []string{" | ", " - ", " – ", " — ", " · ", " • ", " :: ", " » ", " « ", " / ", " ‹ ", " › ", "｜", " : ", " ~ "}

// headline chooses the title: of what the page calls itself in different places,
// what most of them agree on; the words on the page win a tie.
func (s *survey) headline(linked []map[string]any, site string) string {
	names := s.siteNames(linked, site)
	b := ballot{}
	for _, h := range s.heads {
		switch k := key(h); {
		case isSite(k, names):
		case s.closesTitle(h, names):
			names = append(names, k)
		case words(h) < 3:
			b.vote(h, 1, "h1") // perhaps a section of the site
		default:
			b.vote(h, 4, "h1")
		}
	}
	shown := len(b)
	segments := s.segments()
	for _, h := range s.lesser {
		if k := key(h); segments[k] && !isSite(k, names) && words(h) > 2 {
			b.vote(h, 3, "h2")
			break
		}
	}
	for _, n := range metaTitle {
		for _, v := range s.named[n] {
			b.vote(cutSite(Line(v), names), 2, "meta")
		}
	}
	if len(linked) > 0 {
		b.vote(Line(textOf(linked[0]["headline"])), 3, "linked")
	}
	b.vote(cutSite(s.title, names), 2, "window")
	for i := range b[:shown] {
		if k := key(b[i].text); segments[k] && (words(b[i].text) > 2 || strings.HasPrefix(key(s.title), k)) {
			b.vote(b[i].text, 2, "window")
		}
		if shown > 1 && len(b[i].voters) == 1 {
			b[i].votes /= 2 // one of several, and nothing else speaks for it
		}
	}
	best := b.best()
	if best < 0 {
		return ""
	}
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
	return b[best].text
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
	if !made {
		return heading
	}
	said := slices.Clone(s.named["og:title"])
	if len(linked) > 0 {
		said = append(said, textOf(linked[0]["headline"]))
	}
	for _, v := range said {
		if v = Line(v); key(v) == key(heading) {
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
		if c := &(*b)[i]; key(c.text) == k {
			if !c.voters[voter] {
				c.votes += weight
				c.voters[voter] = true
			}
			return
		}
	}
	*b = append(*b, candidate{text, weight, map[string]bool{voter: true}})
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

// segments returns the keys of the parts of the window's title.
func (s *survey) segments() map[string]bool {
	title := Line(s.title)
	for _, sep := range separators {
		title = strings.ReplaceAll(title, sep, "\n")
	}
	out := map[string]bool{}
	for p := range strings.SplitSeq(title, "\n") {
		out[key(p)] = true
	}
	delete(out, "")
	return out
}

// cutSite returns a title without the name of the site at its end or start.
func cutSite(title string, names []string) string {
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
	return title
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
