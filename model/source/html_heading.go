package source

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// heading keeps a heading of the first level, unless it is the site's own: one
// that leads to its front page.
func (s *survey) heading(n *html.Node) {
	t, bare := headingText(n)
	if t == "" || hidden(n) || s.apart > 0 || len(s.heads) >= 16 {
		return
	}
	inner := n
	for {
		var only *html.Node
		texts, elements := 0, 0
		for c := inner.FirstChild; c != nil; c = c.NextSibling {
			switch {
			case c.Type == html.TextNode && strings.TrimSpace(c.Data) != "":
				texts++
			case isElement(c) && c.DataAtom != atom.Br && c.DataAtom != atom.Img:
				elements++
				only = c
			}
			if c.DataAtom == atom.A && front(attr(c, "href"), s.base) {
				return
			}
		}
		if texts > 0 || elements != 1 {
			break
		}
		inner = only
	}
	s.heads, s.bare, s.headsAt = append(s.heads, t), append(s.bare, bare), append(s.headsAt, s.read)
	var parts []string
	for c := inner.FirstChild; c != nil; c = c.NextSibling {
		p := ""
		if c.Type == html.TextNode {
			p = Line(c.Data)
		} else if isElement(c) {
			p = nodeLine(c, 1000)
		}
		if p != "" {
			parts = append(parts, p)
		}
	}
	if len(parts) > 1 && len(parts) < 8 {
		s.parts = append(s.parts, parts...)
	}
}

// headingText returns the text of a heading as it is shown, and without what its
// elements are named as standing around the headline; the two are mostly the same.
func headingText(n *html.Node) (shown, bare string) {
	shown, bare = textBut(n, false), textBut(n, true)
	if words(bare) < 2 && len(bare) < len(shown)/2 {
		bare = shown // what is left is less than a headline
	}
	return shown, bare
}

// textBut returns the text below n that is shown, on one line, without what stands
// around a headline if aside says so. It is "" when it is longer than any heading.
func textBut(n *html.Node, aside bool) string {
	var b strings.Builder
	var add func(n *html.Node)
	add = func(n *html.Node) {
		for c := n.FirstChild; c != nil && b.Len() <= 1000; c = c.NextSibling {
			switch {
			case c.Type == html.TextNode:
				b.WriteString(c.Data)
			case !isElement(c) || unshown(c) || aside && aroundHeadline(c):
				b.WriteByte(' ')
			case blockElement(c) || c.DataAtom == atom.Br || c.DataAtom == atom.Span && c.PrevSibling != nil && isElement(c.PrevSibling):
				b.WriteByte(' ')
				add(c)
				if blockElement(c) {
					b.WriteByte(' ')
				}
			default:
				add(c)
			}
		}
	}
	add(n)
	if b.Len() > 1000 {
		return ""
	}
	return Line(b.String())
}

// Words in the names of elements inside a heading that say that they are not the
// headline: the line above it, the one below it, a mark of what kind of article it is.
var (
	aroundWords = set("kicker overline topline highline roofline eyebrow dachzeile spitzmarke surtitle suptitle supertitle surtitre pretitle pretitulo antetitulo occhiello " +
		"subtitle subline subheadline subhead untertitel underrubrik bajada sottotitolo topic category rubric rubrik rubrique section label badge tag flag premium paywall paid")
	aroundStems = []string{"kicker", "overline", "topline", "highline", "roofline", "eyebrow", "dachzeile", "spitzmarke", "surtitre", "pretitle", "antetitulo", "supertitle", "badge", "label", "subtitle"}
)

// aroundHeadline reports an element inside a heading that is named as standing around
// the headline.
func aroundHeadline(n *html.Node) bool {
	for w := range strings.FieldsSeq(nodeWords(n)) {
		if aroundWords[w] {
			return true
		}
		for _, stem := range aroundStems {
			if strings.HasSuffix(w, stem) {
				return true
			}
		}
	}
	return false
}

// calledHeadline reports an element that is named as the headline of the page's
// article.
func calledHeadline(n *html.Node) bool {
	for w := range strings.FieldsSeq(attr(n, "itemprop")) {
		if w == "headline" {
			return true
		}
	}
	names := nameWords(attr(n, "class"))
	for _, name := range []string{"entry title", "post title", "article title", "article headline", "story title", "story headline", "news title"} {
		if has(names, name) {
			return !aroundHeadline(n)
		}
	}
	return false
}

// listLine returns the text below n on one line, with a comma between links and items
// of a list that nothing parts.
func listLine(n *html.Node, limit int) string {
	var b strings.Builder
	ended := 0 // what was written when the last link or item ended
	var add func(n *html.Node)
	add = func(n *html.Node) {
		for c := n.FirstChild; c != nil && b.Len() <= 2*limit; c = c.NextSibling {
			part := c.DataAtom == atom.A || c.DataAtom == atom.Li
			switch {
			case c.Type == html.TextNode:
				b.WriteString(c.Data)
			case !isElement(c) || unshown(c):
			case part:
				if ended > 0 && strings.TrimSpace(b.String()[ended:]) == "" {
					b.WriteString(", ")
				} else if c.PrevSibling != nil && isElement(c.PrevSibling) {
					b.WriteByte(' ')
				}
				before := b.Len()
				if add(c); strings.TrimSpace(b.String()[before:]) != "" {
					ended = b.Len()
				}
			default:
				if blockElement(c) || c.DataAtom == atom.Br || c.DataAtom == atom.Span && c.PrevSibling != nil && isElement(c.PrevSibling) {
					b.WriteByte(' ')
				}
				add(c)
			}
		}
	}
	add(n)
	if s := Line(b.String()); len(s) <= limit {
		return s
	}
	return ""
}
