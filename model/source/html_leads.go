package source

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/kreader/kreader/model"
)

const (
	minLeads   = 5   // links to other articles, on a page that holds nothing else
	minTeasers = 3   // headings that are links, each with the beginning of what it leads to
	maxTeaser  = 400 // bytes of such a beginning
)

// leadsOnly returns how many links to other articles a page has that holds no article
// itself, 0 for any other page: a list of links, or the front page of a section, where
// every heading leads elsewhere and has one short paragraph below it. pieces is the body
// that was found. A page that says that it is an article is believed.
func (s *survey) leadsOnly(root *html.Node, pieces []Piece) int {
	if s.saysArticle() {
		return 0
	}
	if n := teasers(pieces, linkedHeadings(root)); n >= minTeasers {
		return n
	}
	if slices.ContainsFunc(pieces, func(p Piece) bool { return p.Kind != model.Heading && !linkOnly(&p) && words(p.Text) > 0 }) {
		return 0
	}
	if n := leads(root); n >= minLeads {
		return n
	}
	return 0
}

// saysArticle reports whether a page says for machines that it is an article.
func (s *survey) saysArticle() bool {
	if slices.ContainsFunc(s.main(), func(m map[string]any) bool { return isType(m, articleTypes...) }) {
		return true
	}
	return slices.ContainsFunc(s.named["og:type"], func(t string) bool { return strings.EqualFold(strings.TrimSpace(t), "article") })
}

// linkedHeadings returns the keys of the headings that are links. In a page that was
// saved without its address a link that begins at the site's root leads nowhere, and is
// none in what was read of it.
func linkedHeadings(root *html.Node) map[string]bool {
	out := map[string]bool{}
	for c := range root.Descendants() {
		if c.DataAtom != atom.A {
			continue
		}
		for _, n := range []*html.Node{c.Parent, c.FirstChild} {
			if n != nil && isHeading(n) && key(nodeLine(n, 400)) == key(nodeLine(c, 400)) {
				out[key(nodeLine(n, 400))] = true
			}
		}
	}
	delete(out, "")
	return out
}

func isHeading(n *html.Node) bool {
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return true
	}
	return false
}

// teasers counts the headings of a page that are links with one short paragraph below, 0
// when anything else stands in its body but the first heading.
func teasers(pieces []Piece, linked map[string]bool) int {
	n, below := 0, 0
	for i := range pieces {
		p := &pieces[i]
		switch {
		case p.Kind == model.Heading && (linkOnly(p) || linked[key(p.Text)]):
			n, below = n+1, 0
		case p.Kind == model.Heading && n == 0, linkOnly(p):
		case p.Kind == model.Paragraph && n > 0 && below == 0 && len(p.Text) <= maxTeaser:
			below++
		default:
			return 0
		}
	}
	return n
}

// leads counts the links of several words below root.
func leads(root *html.Node) int {
	n := 0
	for c := range root.Descendants() {
		if c.DataAtom == atom.A && textWords(nodeLine(c, 300)) > 2 {
			n++
		}
	}
	return n
}
