package source

import (
	"slices"
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
	headline bool // holds the headline
	leading  bool // holds a heading that is a link
	marked   bool // is named as the body of an article
}

// articlePieces returns the body of the article on a page.
func articlePieces(root *html.Node, s *survey, m Meta) []Piece {
	f := &bodyFinder{survey: s, title: key(m.Title), skip: map[*html.Node]bool{}}
	pieces := f.find(root)
	if size(pieces) < 200 {
		// Perhaps what is named as furniture is the article.
		g := &bodyFinder{survey: s, title: f.title, skip: map[*html.Node]bool{}, lenient: true}
		if more := g.find(root); size(more) > 3*size(pieces) {
			pieces = more
		}
	}
	if said := s.articleBody(); size(said) >= minSaid && !covers(pieces, said) {
		// The page says more than it shows, or something else was found.
		return append(slices.DeleteFunc(pieces, func(p Piece) bool { return !f.described(p.Text) }), said...)
	}
	return pieces
}

// minSaid is how long the body in a page's JSON-LD must be to count, in bytes:
// shorter ones are summaries.
const minSaid = 600

// articleBody returns the body of the article that the page's JSON-LD gives.
func (s *survey) articleBody() []Piece {
	for _, m := range s.main() {
		body := textOf(m["articleBody"])
		switch {
		case len(body) < minSaid:
		case strings.Contains(body, "</"):
			return htmlPieces(htmlTree(body), "")
		default:
			return textPieces(Clean(strings.ReplaceAll(body, "\n", "\n\n")))
		}
	}
	return nil
}

// covers reports whether ps hold most of what said does: half of some samples of
// it, spread over its length.
func covers(ps, said []Piece) bool {
	all, wanted := squeezed(ps), squeezed(said)
	const samples, length = 20, 24
	found := 0
	for i := range samples {
		from := i * (len(wanted) - length) / samples
		if from >= 0 && strings.Contains(all, wanted[from:from+length]) {
			found++
		}
	}
	return found*2 >= samples
}

// squeezed returns the ASCII letters and all other bytes above them of ps, as one
// string.
func squeezed(ps []Piece) string {
	var b []byte
	for i := range ps {
		for j := 0; j < len(ps[i].Text); j++ {
			if c := ps[i].Text[j]; c >= 0x80 || c|0x20 >= 'a' && c|0x20 <= 'z' {
				b = append(b, c)
			}
		}
	}
	return string(b)
}

func size(ps []Piece) int {
	n := 0
	for i := range ps {
		n += len(ps[i].Text)
	}
	return n
}

type bodyFinder struct {
	survey  *survey
	title   string
	skip    map[*html.Node]bool
	lenient bool // names say nothing
}

// find returns the body of the article below root, with what leads to it from
// the headline on.
func (f *bodyFinder) find(root *html.Node) []Piece {
	path := f.descend(f.weigh(root))
	best := path[len(path)-1]
	w := &htmlWalker{base: f.survey.base, skip: f.skip}
	w.children(best.n, place{})
	w.flush(place{})
	for i := len(path) - 2; i >= 0 && !best.headline; i-- {
		if path[i].headline {
			return append(f.lead(path[i].n, best.n, w.out), w.out...)
		}
	}
	return w.out
}

// lead returns what stands between the headline and the body that was found,
// where a page sets the two apart: the lines that introduce the article, and its
// picture's caption.
func (f *bodyFinder) lead(around, until *html.Node, follows []Piece) []Piece {
	said := map[string]bool{}
	for i := range follows[:min(len(follows), 8)] {
		said[key(follows[i].Text)] = true
	}
	w := &htmlWalker{base: f.survey.base, skip: f.skip, until: until}
	w.children(around, place{})
	w.flush(place{})
	from := 1 + max(-1, slices.IndexFunc(w.out, func(p Piece) bool { return p.Kind == model.Heading && key(p.Text) == f.title }))
	var out []Piece
	for _, p := range w.out[from:] {
		switch {
		case said[key(p.Text)]:
		case p.Kind == model.Caption, p.Kind != model.Heading && len(p.Text) >= 50 && body(&p) && !linkOnly(&p):
			out = append(out, p)
		case len(p.Text) >= 50 && f.described(p.Text):
			p.Kind, p.Level = model.Paragraph, 0
			out = append(out, p)
		}
	}
	return out
}

// described reports whether a text is what the page gives as its description.
func (f *bodyFinder) described(text string) bool {
	k := key(text)
	for _, n := range []string{"og:description", "description", "twitter:description"} {
		for _, v := range f.survey.named[n] {
			if d := key(Line(v)); len(d) >= 40 && (strings.HasPrefix(k, d) || strings.HasPrefix(d, k)) {
				return true
			}
		}
	}
	return false
}

// weigh returns the box of n, with what it holds summed up.
func (f *bodyFinder) weigh(n *html.Node) *box {
	b := &box{n: n}
	run := textRun{}
	f.gather(b, n, &run)
	run.end(b)
	b.marked = markedBody(n)
	if level := headingLevelOf(n); level > 0 {
		if f.title != "" && (level == 1 || level < 4 && !f.survey.headed(f.title)) {
			shown, bare := headingText(n)
			b.headline = key(shown) == f.title || key(bare) == f.title
		}
		b.leading = b.linked*10 > b.chars*8
	}
	b.furnish = f.furniture(b)
	return b
}

// headingLevelOf returns the level of a heading, 0 for any other element.
func headingLevelOf(n *html.Node) int {
	if len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6' {
		return int(n.Data[1] - '0')
	}
	return 0
}

// headed reports whether a heading of the first level is the headline.
func (s *survey) headed(title string) bool {
	for i, h := range s.heads {
		if key(h) == title || key(s.bare[i]) == title {
			return true
		}
	}
	return false
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
func (f *bodyFinder) gather(b *box, n *html.Node, run *textRun) {
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
			chars, linked := b.chars, b.linked
			before := run.chars
			f.gather(b, c, run)
			run.linked += max(0, run.chars-before)
			if b.chars > chars { // blocks inside a link
				b.linked = linked + b.chars - chars
				b.leading = true
			}
		case boxed(c):
			run.end(b)
			b.add(f.weigh(c), f)
		default:
			f.gather(b, c, run)
		}
	}
}

// add sums a child up.
func (b *box) add(in *box, f *bodyFinder) {
	b.children = append(b.children, in)
	if in.furnish {
		f.skip[in.n] = true
		return
	}
	b.chars += in.chars
	b.linked += in.linked
	b.weight += in.weight
	b.blocks += in.blocks
	b.headline = b.headline || in.headline
	b.leading = b.leading || in.leading
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

// descend returns the boxes from b down to the one that holds the article.
func (f *bodyFinder) descend(b *box) []*box {
	path := []*box{b}
	for {
		var most *box
		for _, c := range b.children {
			if !c.furnish && (most == nil || worth(c) > worth(most)) {
				most = c
			}
		}
		if h := b.story(); h != nil {
			most = h
		} else if most == nil || most.blocks < 2 && !most.marked || !most.outweighs(b) {
			return path
		}
		b = most
		path = append(path, b)
	}
}

// outweighs reports whether b holds so much of what around holds that the rest
// is not worth keeping.
func (b *box) outweighs(around *box) bool {
	switch b.n.DataAtom {
	case atom.Ul, atom.Ol, atom.Blockquote, atom.P:
		return false
	}
	share := 0.8
	if b.marked {
		share = 0.3
	}
	return float64(b.weight) >= share*float64(around.weight)
}

// minStory is the least running text of an article that is told from others by
// its headline alone, in bytes.
const minStory = 300

// story returns the child of b that holds the headline and running text under
// it, where all the others are other articles: none has more, and what they have
// stands under headings that are links.
func (b *box) story() *box {
	var own *box
	rest, most := 0, 0
	for _, c := range b.children {
		switch {
		case c.furnish:
		case c.headline && headingLevelOf(c.n) == 0:
			own = c
		case !c.leading:
			rest += c.weight
		default:
			most = max(most, c.weight)
		}
	}
	if own == nil || own.blocks < 2 || own.weight < minStory || own.weight < 2*rest || own.weight < most {
		return nil
	}
	return own
}

func worth(b *box) int {
	if b.marked {
		return 3 * b.weight
	}
	return b.weight
}
