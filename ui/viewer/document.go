package viewer

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/ui/draw"
)

// A document is an article laid out to a width, a piece at a time and only
// where somebody looks. Its pieces are the title, the blocks of the article,
// and parts of blocks that are very long; each is a unit of rows. Nothing here
// takes time that grows with the article, but for the binary search over its
// blocks.
type document struct {
	article *model.Article
	blocks  []model.Block
	title   title
	width   int // of the text, in cells; at least 2
	markup  *renderer

	units map[unitID]*unit
	held  int           // rows in units
	forms map[int]*form // what glamour made of blocks, nil where it was no use
}

// unitID names a unit: the block, -1 for the title, and which part of it.
type unitID struct{ block, part int }

// unit is a laid-out piece of a document. It has at least one row.
type unit struct {
	text      string // that the rows' spans lie in: Article.Text or the title's
	base      base
	runs      []run  // what is set apart, by place, not overlapping
	first     string // what stands before the first row: a bullet, the bar of a quotation
	rest      string // before the others
	leadWidth int    // of first and of rest, in cells
	tab       string // what a tab is drawn as
	rows      []row

	whole model.Span // the paragraph, which decides the directions in a row; empty: each row does
	rtl   bool       // it is written from right to left
}

// row is one row of cells.
type row struct {
	span model.Span // what it shows: bytes of the unit's text; empty in gaps
	lead leadKind
	gap  bool   // the empty row above a block
	part []part // what it is put together from, when that is not span alone
}

// part is a run of text of a table's row, or, when span is empty, decoration.
type part struct {
	span model.Span
	deco string
}

type leadKind uint8

const (
	noLead    leadKind = iota
	firstLead          // bullet
	restLead           // as wide as the bullet, or the bar of a quotation
)

// place is a row of a document at its present width.
type place struct {
	unitID
	row int
}

// position is a place that outlives a resize: the first byte of the row, and
// whether the row is the gap above the block.
type position struct {
	block int
	at    int
	gap   bool
}

// Long blocks are laid out in parts of about partSize bytes, cut at white
// space, so that no key waits for the whole of a paragraph of four megabytes.
// The last row of a part may be short; nobody finds it among two hundred.
const (
	wholeSize = 48 << 10 // blocks up to this size are one part
	partSize  = 16 << 10
)

// maxHeld is how many rows are kept laid out. It is about a megabyte.
const maxHeld = 20_000

func newDocument(a *model.Article, t title, width int, m *renderer) *document {
	d := &document{article: a, title: t, width: max(2, width), markup: m, units: map[unitID]*unit{}, forms: map[int]*form{}}
	d.blocks = a.Blocks
	if len(d.blocks) == 0 && a.Text != "" {
		d.blocks = []model.Block{{Span: model.Span{End: len(a.Text)}}}
	}
	return d
}

// resize forgets the rows, but not what glamour said about the blocks: that
// does not depend on the width, except for tables.
func (d *document) resize(width int) {
	d.width = max(2, width)
	clear(d.units)
	d.held = 0
	for i, f := range d.forms {
		if f != nil && f.table != nil {
			delete(d.forms, i)
		}
	}
}

// span returns the bytes of a block; those of a faulty article are put right.
func (d *document) span(block int) model.Span {
	s := d.blocks[block].Span
	s.Start = min(max(s.Start, 0), len(d.article.Text))
	s.End = min(max(s.End, s.Start), len(d.article.Text))
	return s
}

// parts returns into how many parts a block is cut.
func (d *document) parts(block int) int {
	if block < 0 {
		return 1
	}
	if n := d.span(block).Len(); n > wholeSize {
		return n / partSize
	}
	return 1
}

// part returns the bytes of a part of a block.
func (d *document) part(id unitID) model.Span {
	s, n := d.span(id.block), d.parts(id.block)
	return model.Span{Start: d.cut(id.block, s, id.part, n), End: d.cut(id.block, s, id.part+1, n)}
}

// cut returns where the i-th of n parts begins: after the last white space
// (line break, in code and tables) before its nominal place, else at the
// nearest place before it where two characters meet.
func (d *document) cut(block int, s model.Span, i, n int) int {
	switch {
	case i <= 0:
		return s.Start
	case i >= n:
		return s.End
	}
	at := s.Start + i*partSize
	back := d.article.Text[at-partSize/4 : at]
	breaks := " \t\n\v\f\r"
	if k := d.blocks[block].Kind; k == model.Code || k == model.Table {
		breaks = "\n"
	}
	if j := strings.LastIndexAny(back, breaks); j >= 0 {
		return at - len(back) + j + 1
	}
	for j := at; j > at-len(back); j-- {
		if joint(d.article.Text, j) {
			return j
		}
	}
	return at
}

// joint reports whether a character may end before i and another begin there:
// not inside UTF-8, nor before a mark, nor in anything joined.
func joint(text string, i int) bool {
	if !utf8.RuneStart(text[i]) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(text[i:])
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	if r < utf8.RuneSelf && before < utf8.RuneSelf {
		return r != '\n'
	}
	for _, c := range [...]rune{before, r} {
		if unicode.In(c, unicode.M, unicode.Cf, unicode.Sk) || 0x1f1e6 <= c && c <= 0x1f1ff {
			return false
		}
	}
	return true
}

// unit returns a unit of the document, laid out.
func (d *document) unit(id unitID) *unit {
	if u, ok := d.units[id]; ok {
		return u
	}
	var u *unit
	if id.block < 0 {
		u = d.title.layOut(d.width)
	} else {
		u = d.layOut(id)
	}
	if d.held > maxHeld {
		clear(d.units)
		d.held = 0
		if len(d.forms) > maxHeld {
			clear(d.forms)
		}
	}
	d.units[id] = u
	d.held += len(u.rows)
	return u
}

// layOut lays out a part of a block.
func (d *document) layOut(id unitID) *unit {
	b, s := d.blocks[id.block], d.part(id)
	u := &unit{text: d.article.Text, base: baseOf(b), tab: " "}
	if id.part == 0 && d.gapAbove(id.block) {
		u.rows = append(u.rows, row{span: model.Span{Start: s.Start, End: s.Start}, gap: true})
	}
	f := d.form(id.block)
	if f != nil && f.table != nil {
		u.runs, u.rows = f.runs, append(u.rows, f.table...)
		return u
	}
	if f != nil {
		u.runs = f.runs
	} else {
		f = d.markup.plainForm(b)
		u.runs = flatten(near(b.Inline, s), u.text, s)
	}
	u.setLead(f, b, d.width)
	w := wrapper{width: max(2, d.width-u.leadWidth), tab: " "}
	lead := noLead
	if u.leadWidth > 0 {
		lead = restLead
		if id.part == 0 {
			lead = firstLead
		}
	}
	if w.width >= 8 {
		switch b.Kind {
		case model.Code:
			w.tab = codeTab
		case model.Table:
			w.tab = cellTab
		}
	}
	u.tab, w.hard = w.tab, b.Kind == model.Code
	if b.Kind == model.Code || b.Kind == model.Table {
		u.rows = lines(u.rows, u.text, s, w, lead)
	} else {
		u.whole, u.rtl = s, draw.RightToLeft(d.span(id.block).Of(u.text))
		u.rows = paragraph(u.rows, u.text, s, w, lead)
	}
	return u
}

const (
	codeTab = "    " // a tab in code
	cellTab = " | "  // between the cells of a table that is shown as lines
)

// form returns what glamour made of a block, nil when it needs none or is no
// help with it.
func (d *document) form(block int) *form {
	b, s := d.blocks[block], d.span(block)
	if !marked(b) || s.Len() > maxMarkup {
		return nil
	}
	f, ok := d.forms[block]
	if !ok {
		f = d.markup.form(d.article.Text, b, s, d.width)
		d.forms[block] = f
	}
	return f
}

// maxLevel is how deep lists and quotations are shown to nest.
const maxLevel = 16

// setLead works out what stands before the rows of a block. In a narrow column
// it gives way to the text.
func (u *unit) setLead(f *form, b model.Block, width int) {
	if f.first == "" || width < 8 {
		return
	}
	first := draw.Truncate(f.first, max(4, width/3), "… ")
	level := min(max(b.Level, 1), maxLevel, 1+max(0, width-20)/4)
	if b.Kind == model.Quote {
		u.first = strings.Repeat(first, level)
		u.rest = u.first
	} else {
		u.first = draw.Spaces(2*(level-1)) + first
		u.rest = draw.Spaces(draw.Width(u.first))
	}
	u.leadWidth = draw.Width(u.first)
}

// paragraph appends the rows of one paragraph, at least one.
func paragraph(rows []row, text string, s model.Span, w wrapper, lead leadKind) []row {
	at := s.Start
	for at < s.End && isSpace(text[at]) {
		at++
	}
	for {
		end, next := w.row(text, at, s.End)
		rows = append(rows, row{span: model.Span{Start: at, End: end}, lead: lead})
		if lead == firstLead {
			lead = restLead
		}
		if at = next; at >= s.End {
			return rows
		}
	}
}

// lines appends the rows of text whose line breaks count, at least one.
func lines(rows []row, text string, s model.Span, w wrapper, lead leadKind) []row {
	for at := s.Start; ; {
		end, last := s.End, true
		if i := strings.IndexByte(text[at:s.End], '\n'); i >= 0 {
			end, last = at+i, false
		}
		for first := at; ; {
			shown, next := w.row(text, first, end)
			rows = append(rows, row{span: model.Span{Start: first, End: shown}, lead: lead})
			if lead == firstLead {
				lead = restLead
			}
			if first = next; first >= end {
				break
			}
		}
		if at = end + 1; last || at >= s.End {
			return rows
		}
	}
}

// gapAbove reports whether an empty row goes before a block: always, except
// between the items of a list. The title brings its own.
func (d *document) gapAbove(block int) bool {
	return block > 0 && (d.blocks[block].Kind != model.List || d.blocks[block-1].Kind != model.List)
}

// next returns the row below p, and whether there is one.
func (d *document) next(p place) (place, bool) {
	if p.row+1 < len(d.unit(p.unitID).rows) {
		p.row++
		return p, true
	}
	switch {
	case p.part+1 < d.parts(p.block):
		return place{unitID{p.block, p.part + 1}, 0}, true
	case p.block+1 < len(d.blocks):
		return place{unitID{p.block + 1, 0}, 0}, true
	}
	return p, false
}

// prev returns the row above p, and whether there is one.
func (d *document) prev(p place) (place, bool) {
	id := p.unitID
	switch {
	case p.row > 0:
		p.row--
		return p, true
	case p.part > 0:
		id.part--
	case p.block >= 0:
		id.block--
		id.part = d.parts(id.block) - 1
	default:
		return p, false
	}
	return place{id, len(d.unit(id).rows) - 1}, true
}

// move returns the row n below p, above when n is negative, or the last one
// that way; moved is how far it is.
func (d *document) move(p place, n int) (q place, moved int) {
	step := d.next
	if n < 0 {
		n, step = -n, d.prev
	}
	for ; moved < n; moved++ {
		var ok bool
		if p, ok = step(p); !ok {
			break
		}
	}
	return p, moved
}

func (d *document) first() place { return place{unitID{-1, 0}, 0} }

func (d *document) last() place {
	id := unitID{block: len(d.blocks) - 1}
	id.part = d.parts(id.block) - 1
	return place{id, len(d.unit(id).rows) - 1}
}

// row returns the row at p.
func (d *document) row(p place) (*unit, *row) {
	u := d.unit(p.unitID)
	return u, &u.rows[p.row]
}

// position returns what to remember p by.
func (d *document) position(p place) position {
	_, r := d.row(p)
	return position{p.block, r.span.Start, r.gap}
}

// locate returns the row that shows a position, or the nearest before it.
func (d *document) locate(at position) place {
	id := unitID{block: min(at.block, len(d.blocks)-1)}
	if id.block >= 0 {
		n := d.parts(id.block)
		s := d.span(id.block)
		id.part = min(max((at.at-s.Start)/partSize, 0), n-1)
		for id.part > 0 && d.part(id).Start > at.at {
			id.part--
		}
		for id.part+1 < n && d.part(id).End <= at.at {
			id.part++
		}
	}
	rows := d.unit(id).rows
	if at.gap && rows[0].gap {
		return place{id, 0}
	}
	best := 0
	for i, r := range rows {
		if !r.gap && (r.span.Start <= at.at || rows[best].gap) && (r.part == nil || rows[best].gap || r.shows(at.at)) {
			best = i
		}
	}
	return place{id, best}
}

// shows reports whether a byte is on a row that is put together from parts.
func (r *row) shows(at int) bool {
	for _, p := range r.part {
		if p.span.Start <= at && at < p.span.End {
			return true
		}
	}
	return false
}

// at returns the row that shows a byte of the article's text.
func (d *document) at(byteOffset int) place {
	if len(d.blocks) == 0 {
		return d.first()
	}
	i := sort.Search(len(d.blocks), func(i int) bool { return d.blocks[i].Span.End > byteOffset })
	return d.locate(position{block: min(i, len(d.blocks)-1), at: byteOffset})
}

// before reports whether p is above q.
func (p place) before(q place) bool {
	switch {
	case p.block != q.block:
		return p.block < q.block
	case p.part != q.part:
		return p.part < q.part
	}
	return p.row < q.row
}
