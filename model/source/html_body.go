package source

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/kreader/kreader/model"
)

// The body of an article is found in three steps. Every element that can be a
// block is weighed: how much running text it holds outside links and outside
// what its name says is furniture. Then the search goes down from the top as
// long as one child holds nearly everything. Last, what is left inside that is
// made of links, or named as furniture, is left out.

// box is an element on its way to being weighed.
type box struct {
	n        *html.Node
	children []*box
	chars    int // of text, in bytes
	linked   int // of them, inside links
	weight   int // of running text
	blocks   int // how many pieces of running text
	furnish  bool
	headline bool // holds a headline
	marked   bool // is named as the body of an article
}

// articlePieces returns the body of the article on a page.
func articlePieces(root *html.Node, s *survey, m Meta) []Piece {
	f := &bodyFinder{survey: s, title: key(m.Title), skip: map[*html.Node]bool{}}
	top := f.weigh(root, 0)
	best := f.descend(top)
	base := ""
	if s.base != nil {
		base = s.base.String()
	}
	w := &htmlWalker{base: s.base, skip: f.skip}
	w.children(best.n, place{})
	w.flush(place{})
	pieces := w.out
	if size(pieces) < 200 && top.chars > 600 {
		// What is named as furniture was the article.
		if all := htmlPieces(root, base); size(all) > 3*size(pieces) {
			pieces = all
		}
	}
	return append(f.head(root), pieces...)
}

func size(ps []Piece) int {
	n := 0
	for i := range ps {
		n += len(ps[i].Text)
	}
	return n
}

type bodyFinder struct {
	survey *survey
	title  string
	skip   map[*html.Node]bool
	start  *html.Node
}

// maxBoxes is how deep boxes nest; the parser goes no deeper.
const maxBoxes = 600

// weigh returns the box of n, with what it holds summed up.
func (f *bodyFinder) weigh(n *html.Node, depth int) *box {
	b := &box{n: n}
	run := textRun{}
	f.gather(b, n, &run, depth)
	run.end(b)
	b.marked = markedBody(n)
	if n.DataAtom == atom.H1 && f.title != "" {
		b.headline = key(nodeLine(n, 1000)) == f.title
	}
	b.furnish = f.furniture(b)
	return b
}

// textRun is the text between two blocks.
type textRun struct {
	chars, linked, commas int
}

// end adds the run to b.
func (r *textRun) end(b *box) {
	if r.chars == 0 {
		return
	}
	b.chars += r.chars
	b.linked += r.linked
	own := r.chars - r.linked
	if own >= 40 && r.linked*2 < r.chars {
		b.weight += own + 20*r.commas
		b.blocks++
	}
	*r = textRun{}
}

// gather adds what is below n to b: its text to the run, its blocks as boxes.
func (f *bodyFinder) gather(b *box, n *html.Node, run *textRun, depth int) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
			t := strings.TrimSpace(c.Data)
			if t == "" || n.Namespace == "svg" {
				continue
			}
			run.chars += len(t)
			run.commas += strings.Count(t, ", ")
		case !isElement(c) || unshown(c):
		case c.DataAtom == atom.A:
			before := run.chars
			f.gather(b, c, run, depth+1)
			run.linked += max(0, run.chars-before)
		case boxed(c):
			run.end(b)
			in := f.weigh(c, depth+1)
			b.children = append(b.children, in)
			if in.furnish {
				f.skip[c] = true
				continue
			}
			b.chars += in.chars
			b.linked += in.linked
			b.weight += in.weight
			b.blocks += in.blocks
			b.headline = b.headline || in.headline
		default:
			f.gather(b, c, run, depth+1)
		}
	}
}

// boxed reports the elements that are weighed by themselves.
func boxed(n *html.Node) bool {
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Ul, atom.Ol, atom.Li, atom.Blockquote, atom.Pre, atom.Table, atom.Figcaption:
		return true
	case 0: // an element of the page's own, or of SVG
		return n.Namespace == ""
	}
	return blockElement(n)
}

// descend returns the box that holds the article.
func (f *bodyFinder) descend(b *box) *box {
	for {
		var most *box
		for _, c := range b.children {
			if !c.furnish && (most == nil || worth(c) > worth(most)) {
				most = c
			}
		}
		if most == nil || most.blocks < 2 && !most.marked {
			return b
		}
		share := 0.8
		if most.marked {
			share = 0.3
		}
		if float64(most.weight) < share*float64(b.weight) {
			return b
		}
		switch most.n.DataAtom {
		case atom.Ul, atom.Ol, atom.Blockquote, atom.P, atom.Table:
			if most.n.DataAtom != atom.Table {
				return b
			}
		}
		b = most
	}
}

func worth(b *box) int {
	if b.marked {
		return 3 * b.weight
	}
	return b.weight
}

// head returns the lines around the headline that say who wrote the article and
// when; the page's head is no part of the body that was found.
func (f *bodyFinder) head(*html.Node) []Piece {
	var out []Piece
	for _, t := range f.survey.signed {
		if _, _, ok := dateLine(t); ok {
			out = append(out, Piece{Text: t})
		}
	}
	return out
}

var _ = model.Paragraph
