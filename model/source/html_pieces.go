package source

import (
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/kreader/kreader/model"
)

// htmlPieces takes the nodes below root apart into pieces: headings, paragraphs,
// quotes, items of lists, tables, code and captions. What a browser would not
// show is left out; what belongs to the page and not to its article is not its
// concern. base is the address that links are relative to, "" when unknown.
//
// Its time is linear in the size of the tree, and everything it returns is
// clean.
func htmlPieces(root *html.Node, base string) []Piece {
	w := &htmlWalker{}
	w.base, _ = url.Parse(base)
	w.children(root, place{})
	w.flush(place{})
	return w.out
}

// htmlWalker turns a tree of HTML into pieces.
type htmlWalker struct {
	base  *url.URL
	out   []Piece
	skip  map[*html.Node]bool // elements that are left out
	until *html.Node          // where to end
	done  bool
	// The block that is being written.
	inlineWriter
	space bool      // a space is due before the next word
	tight bool      // only a line break parts it from the block before
	shown picture   // how it begins, when that is a picture
	open  []htmlRun // the inline runs that it is inside of, outermost first
}

// htmlRun is an inline run that has not ended yet.
type htmlRun struct {
	kind model.InlineKind
	url  string
	from int
}

func (w *htmlWalker) children(n *html.Node, at place) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if w.done = w.done || w.until != nil && c == w.until; w.done {
			return
		}
		switch c.Type {
		case html.TextNode:
			if n.Namespace != "svg" || n.Data == "foreignObject" { // else part of a picture
				w.words(c.Data)
			}
		case html.ElementNode:
			at.nodes++
			w.element(c, at)
			at.nodes--
		}
	}
}

func (w *htmlWalker) element(n *html.Node, at place) {
	if unshown(n) || w.skip[n] {
		return
	}
	switch n.DataAtom {
	case atom.Img:
		if len(w.buf) == 0 {
			w.shown.there = true
		}
	case atom.Br:
		w.lineBreak(at)
	case atom.Hr:
		w.flush(at)
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		w.block(n, at, place{kind: model.Heading, level: int(n.Data[1] - '0')})
	case atom.Blockquote:
		in := at
		if in.kind != model.List {
			in.kind = model.Quote
		}
		in.level = min(in.level+1, maxNesting)
		w.block(n, at, in)
	case atom.Ul, atom.Ol, atom.Menu, atom.Dir:
		w.flush(at)
		w.list(n, at)
	case atom.Li:
		in := at
		if in.kind != model.List { // an item without its list
			in.kind, in.level, in.marker = model.List, 1, ""
		}
		w.block(n, at, in)
	case atom.Pre, atom.Listing, atom.Xmp:
		w.flush(at)
		w.code(n)
	case atom.Table:
		w.flush(at)
		if isGrid(n) {
			w.grid(n)
		} else {
			w.children(n, at)
			w.flush(at)
		}
	case atom.Figcaption, atom.Caption:
		w.block(n, at, place{kind: model.Caption})
	case atom.Q:
		w.words("“")
		w.children(n, at)
		w.space = false
		w.words("”")
	default:
		if kind, target, ok := w.inlineKind(n); ok {
			w.run(n, at, kind, target)
		} else if blockElement(n) {
			in := at
			if at.kind == model.Paragraph && captioned(n) {
				in = place{kind: model.Caption}
			}
			w.block(n, at, in)
		} else {
			w.children(n, at)
		}
	}
}

// block writes what is in n as a block, or several, of its own.
func (w *htmlWalker) block(n *html.Node, outer, inner place) {
	inner.nodes = outer.nodes
	w.flush(outer)
	w.shown = picture{set: n.DataAtom == atom.P || inner.kind != model.Paragraph}
	w.children(n, inner)
	w.flush(inner)
	w.shown = picture{set: true}
}

// picture is what is known of the picture that a block begins with.
type picture struct {
	there bool
	over  bool // a line break follows it
	set   bool // the block is one that a picture may stand in beside its text
}

// maxCaption is the length in bytes past which text is no caption.
const maxCaption = 400

// captions reports whether p is the caption of the picture: what stands under it
// in the same block, or beside it alone, set apart by its make or its words.
func (s picture) captions(p *Piece) bool {
	if !s.there || p.Kind != model.Paragraph || len(p.Text) > maxCaption {
		return false
	}
	return s.over || !s.set || whollyEmphasised(p) || numbered(p.Text)
}

// numbered reports a text that begins as captions do: "Fig. 3: …".
func numbered(s string) bool {
	for _, w := range []string{"Fig", "Abb", "Image", "Photo", "Foto", "Bild", "Figur", "Imagen", "Рис", "Фото"} {
		if strings.HasPrefix(s, w) {
			i := strings.IndexAny(s, ":.0123456789")
			return i > 0 && i < 14
		}
	}
	return false
}

// captioned reports an element that is named as the caption of a picture.
func captioned(n *html.Node) bool {
	for w := range strings.FieldsSeq(nameWords(attr(n, "class"))) {
		switch w {
		case "caption", "captions", "figcaption", "imagecaption", "bildunterschrift", "bildtext", "bildlegende", "legende", "leyenda", "didascalia":
			return true
		}
	}
	return false
}

// printedNumber is the attribute in which the readers of office documents, which write
// HTML, give the number of an item as it is printed. What is longer than maxMarker bytes
// is no number.
const (
	printedNumber = "data-number"
	maxMarker     = 24
)

// list writes the items of a list, numbered as a browser numbers them.
func (w *htmlWalker) list(n *html.Node, at place) {
	ordered := n.DataAtom == atom.Ol
	at.kind, at.level, at.marker = model.List, min(at.level+1, maxNesting), ""
	number, step := 1, 1
	if s, err := strconv.Atoi(attr(n, "start")); err == nil && s > -1e6 && s < 1e6 {
		number = s
	}
	if _, ok := attribute(n, "reversed"); ok {
		step = -1
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
			w.words(c.Data)
		case c.Type != html.ElementNode:
		case c.DataAtom == atom.Li && !unshown(c):
			w.flush(at)
			at.marker = ""
			if ordered {
				if v, err := strconv.Atoi(attr(c, "value")); err == nil && v > -1e6 && v < 1e6 {
					number = v
				}
				at.marker = numeral(number, attr(n, "type")) + "."
				number += step
			}
			if m := Line(attr(c, printedNumber)); m != "" && len(m) <= maxMarker {
				at.marker = m
			}
			w.block(c, at, at)
		default:
			w.element(c, at)
		}
	}
	w.flush(at)
}

// run writes an inline run. A block inside it ends it and begins it again.
func (w *htmlWalker) run(n *html.Node, at place, kind model.InlineKind, target string) {
	if len(w.open) >= maxRuns {
		w.children(n, at)
		return
	}
	w.open = append(w.open, htmlRun{kind, target, len(w.buf)})
	w.children(n, at)
	w.end(w.open[len(w.open)-1])
	w.open = w.open[:len(w.open)-1]
}

// end keeps the run r, which ends here.
func (w *htmlWalker) end(r htmlRun) {
	for r.from < len(w.buf) && isSpace(w.buf[r.from]) {
		r.from++
	}
	w.inlineWriter.run(r.kind, r.from, r.url)
}

// inlineKind returns what kind of run an element is, and where a link leads. A
// link that leads nowhere that can be opened is none: its words stay.
func (w *htmlWalker) inlineKind(n *html.Node) (model.InlineKind, string, bool) {
	switch n.DataAtom {
	case atom.Em, atom.I, atom.Cite, atom.Dfn, atom.Var:
		return model.Emphasis, "", true
	case atom.Strong, atom.B:
		return model.Strong, "", true
	case atom.Code, atom.Kbd, atom.Samp, atom.Tt:
		return model.CodeSpan, "", true
	case atom.A:
		if target := absolute(w.base, attr(n, "href")); target != "" {
			return model.Link, target, true
		}
	}
	return 0, "", false
}

// words writes text with its space folded, as a browser does.
func (w *htmlWalker) words(s string) {
	s = Clean(s)
	for s != "" {
		i := 0
		for i < len(s) {
			n := spaceAt(s[i:])
			if n == 0 {
				break
			}
			i += n
		}
		if i > 0 {
			w.space = true
			s = s[i:]
			continue
		}
		for i < len(s) && (s[i] > ' ' && s[i] < utf8.RuneSelf || spaceAt(s[i:]) == 0) {
			i++
		}
		if w.space && len(w.buf) > 0 {
			w.buf = append(w.buf, ' ')
		}
		w.space = false
		w.buf = append(w.buf, s[:i]...)
		s = s[i:]
	}
}

// spaceAt returns the length of the space that s begins with, of any of
// Unicode's kinds; 0 when it begins with none.
func spaceAt(s string) int {
	switch c := s[0]; {
	case c == ' ' || c == '\n' || c == '\t':
		return 1
	case c == 0xc2 && len(s) > 1 && s[1] == 0xa0:
		return 2
	case c == 0xe1 && strings.HasPrefix(s, "\u1680"), c == 0xe3 && strings.HasPrefix(s, "\u3000"),
		c == 0xe2 && len(s) > 2 && (s[1] == 0x80 && (s[2] <= 0x8a || s[2] == 0xaf) || s[1] == 0x81 && s[2] == 0x9f):
		return 3
	}
	return 0
}

// lineBreak ends a line. The next one is a piece of its own, tight to this; an
// empty line between them makes it a paragraph. Headings and captions are one
// line however they are set.
func (w *htmlWalker) lineBreak(at place) {
	if at.kind == model.Heading || at.kind == model.Caption {
		w.space = true
		return
	}
	some := len(w.buf) > 0
	w.shown.over = w.shown.there && !some
	w.flush(at)
	w.tight = some
}

// flush ends the block that is being written.
func (w *htmlWalker) flush(at place) {
	tight := w.tight
	w.space, w.tight = false, false
	if len(w.buf) == 0 {
		return
	}
	for i := range w.open {
		w.end(w.open[i])
		w.open[i].from = 0
	}
	p := Piece{Kind: at.kind, Level: at.level, Marker: at.marker, Tight: tight}
	p.Text, p.Inline = w.finish()
	w.inlineWriter = inlineWriter{buf: w.buf[:0]}
	if c := Clean(p.Text); c != p.Text {
		// Parts that were clean alone are not so together: text made to deceive.
		p.Text, p.Inline = strings.TrimSpace(c), nil
	}
	if p.Kind == model.Caption && len(p.Text) > 2*maxCaption {
		p.Kind = model.Paragraph
	}
	if w.shown.captions(&p) {
		p.Kind = model.Caption
	}
	w.shown = picture{set: true}
	if p.Text != "" {
		w.out = append(w.out, p)
	}
}

// code writes text whose line breaks stand for themselves.
func (w *htmlWalker) code(n *html.Node) {
	var b strings.Builder
	writeText(&b, n, "\n")
	s := strings.Trim(Clean(b.String()), "\n")
	if strings.TrimSpace(s) != "" {
		w.out = append(w.out, Piece{Kind: model.Code, Text: s})
	}
}

// grid writes a table of data.
func (w *htmlWalker) grid(n *html.Node) {
	var rows []string
	var caption *html.Node
	cells := 0
	eachRow(n, func(tr *html.Node) bool {
		var row []string
		for c := tr.FirstChild; c != nil && cells < maxCells; c = c.NextSibling {
			if c.Type == html.ElementNode && !unshown(c) {
				var b strings.Builder
				writeText(&b, c, " ")
				row = append(row, Line(b.String()))
				cells++
			}
		}
		if s := strings.TrimRight(strings.Join(row, "\t"), "\t"); s != "" {
			rows = append(rows, s)
		}
		return cells < maxCells
	})
	for c := n.FirstChild; c != nil && caption == nil; c = c.NextSibling {
		if c.DataAtom == atom.Caption {
			caption = c
		}
	}
	if caption != nil {
		w.element(caption, place{})
	}
	if len(rows) > 0 {
		// Joining may bring together what was clean apart.
		w.out = append(w.out, Piece{Kind: model.Table, Text: Clean(strings.Join(rows, "\n"))})
	}
}

// eachRow calls f with the rows of a table, until it returns false.
func eachRow(table *html.Node, f func(tr *html.Node) bool) {
	for c := table.FirstChild; c != nil; c = c.NextSibling {
		switch c.DataAtom {
		case atom.Tr:
			if !unshown(c) && !f(c) {
				return
			}
		case atom.Thead, atom.Tbody, atom.Tfoot:
			for r := c.FirstChild; r != nil; r = r.NextSibling {
				if r.DataAtom == atom.Tr && !unshown(r) && !f(r) {
					return
				}
			}
		}
	}
}

// maxLayout is how many nodes of a table are looked at to tell whether it holds
// data or the page.
const maxLayout = 4096

// isGrid reports a table of data: at least two rows and two columns of cells
// that hold words and not blocks. Other tables are a way to lay out a page.
func isGrid(table *html.Node) bool {
	if r := attr(table, "role"); r == "presentation" || r == "none" {
		return false
	}
	rows, columns, nodes := 0, 0, 0
	grid := true
	eachRow(table, func(tr *html.Node) bool {
		n := 0
		for c := tr.FirstChild; c != nil && grid; c = c.NextSibling {
			if c.Type == html.ElementNode {
				n++
				grid = cellOfWords(c, &nodes)
			}
		}
		if n > 0 {
			rows++
			columns = max(columns, n)
		}
		return grid && nodes < maxLayout
	})
	return grid && rows > 1 && columns > 1
}

// cellOfWords reports whether a cell holds words and not blocks; it counts the
// nodes it looks at in nodes.
func cellOfWords(cell *html.Node, nodes *int) bool {
	size, paragraphs := 0, 0
	for c := range cell.Descendants() {
		if *nodes++; *nodes > maxLayout {
			return true
		}
		switch {
		case c.Type == html.TextNode:
			size += len(c.Data)
		case c.DataAtom == atom.P:
			paragraphs++
		case c.DataAtom == atom.Table, c.DataAtom == atom.Article, c.DataAtom == atom.Section, c.DataAtom == atom.H1, c.DataAtom == atom.H2,
			c.DataAtom == atom.Blockquote, c.DataAtom == atom.Form, c.DataAtom == atom.Figure:
			return false
		}
		if size > 600 || paragraphs > 3 {
			return false
		}
	}
	return true
}
