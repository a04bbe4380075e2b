package viewer

import (
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/kreader/kreader/model"
)

// Position is a place in an article that outlives that the article is laid out
// anew, and the program.
type Position struct {
	Block  int // -1: the title
	Offset int // bytes into the block's text; -1: the empty row above it
}

// Here returns the position of the row at the top.
func (p *Pane) Here() Position { return p.doc.public(p.anchor) }

// Return goes to a position. One that the article does not have any more is
// the nearest that it has.
func (p *Pane) Return(at Position) {
	if p.doc != nil {
		p.goTo(p.doc.locate(p.doc.private(at)))
	}
}

// Keep says where the article with this ID is to be shown when it is first
// opened.
func (p *Pane) Keep(id string, at Position) {
	if p.left == nil {
		p.left = map[string]Position{}
	}
	p.left[id] = at
}

// Renew says that an article has become another, which is to be shown at the place
// where that was left: at the same words where it has them.
func (p *Pane) Renew(from, to *model.Article) {
	at, known := p.kept[from.ID]
	if p.article != nil && p.article.ID == from.ID {
		at, known = p.anchor, true
	}
	if known {
		p.kept[to.ID] = carried(at, from, to)
	}
}

// To find a place again, so many bytes of the text are looked for, so far away.
const (
	landmark = 80
	nearby   = 1 << 20
)

// carried returns where a place of an article is in another version of it.
func carried(at position, from, to *model.Article) position {
	if at.block < 0 || from.Text == to.Text || at.at > len(from.Text) {
		return at
	}
	words := from.Text[at.at:min(at.at+landmark, len(from.Text))]
	for len(words) > 0 && len(words) < len(from.Text)-at.at && !utf8.RuneStart(from.Text[at.at+len(words)]) {
		words = words[:len(words)-1]
	}
	best, end := -1, min(at.at+nearby, len(to.Text))
	for i := max(at.at-nearby, 0); words != "" && i < end; {
		k := strings.Index(to.Text[i:end], words)
		if k < 0 {
			break
		}
		i += k
		if best < 0 || max(i-at.at, at.at-i) < max(best-at.at, at.at-best) {
			best = i
		}
		i++
	}
	if best < 0 { // the words have gone: as far down as it was
		at.block = min(at.block, len(to.Blocks)-1)
		if at.block >= 0 {
			s := to.Blocks[at.block].Span
			at.at = min(max(at.at, s.Start), s.End)
		}
		return at
	}
	at.at = best
	at.block = sort.Search(len(to.Blocks), func(i int) bool { return to.Blocks[i].Span.End >= best })
	return at
}

func (d *document) public(at position) Position {
	switch {
	case d == nil || at.block < 0 || at.block >= len(d.blocks):
		return Position{Block: -1}
	case at.gap:
		return Position{at.block, -1}
	}
	return Position{at.block, at.at - d.span(at.block).Start}
}

func (d *document) private(at Position) position {
	if at.Block < 0 || len(d.blocks) == 0 {
		return position{block: -1}
	}
	block := min(at.Block, len(d.blocks)-1)
	s := d.span(block)
	return position{block, s.Start + min(max(at.Offset, 0), s.Len()), at.Offset < 0}
}

// GoTo goes to the n-th block of the article, from 1, or to so many hundredths
// of its text.
func (p *Pane) GoTo(n int, percent bool) {
	switch {
	case p.doc == nil || len(p.doc.blocks) == 0:
	case percent:
		p.goTo(p.doc.at(int(int64(len(p.article.Text)) * int64(n) / 100)))
	default:
		p.toBlock(n - 1)
	}
}

// toBlock puts the first row of a block at the top.
func (p *Pane) toBlock(i int) {
	i = min(max(i, 0), len(p.doc.blocks)-1)
	pl := place{unitID{i, 0}, 0}
	if u := p.doc.unit(pl.unitID); u.rows[0].gap && len(u.rows) > 1 {
		pl.row = 1
	}
	p.goTo(pl)
}

// part goes to the next block, or to the beginning of this one or the one
// before.
func (p *Pane) part(step int) {
	if p.doc == nil || len(p.doc.blocks) == 0 {
		return
	}
	i := p.top.block
	_, r := p.doc.row(p.top)
	switch {
	case step > 0 && (i < 0 || !r.gap):
		i++
	case step < 0 && i <= 0:
		p.goTo(p.doc.first())
		return
	case step < 0 && r.span.Start <= p.doc.span(i).Start:
		i--
	}
	if i >= len(p.doc.blocks) {
		p.goTo(p.doc.last())
		return
	}
	p.toBlock(i)
}

// Link is a link of an article.
type Link struct {
	Span model.Span // its words
	URL  string
}

// Links returns the links of the article in order, at most most, and which of
// them is the first on screen or below it.
func (p *Pane) Links(most int) (links []Link, first int) {
	if p.doc == nil {
		return nil, 0
	}
	from := 0
	if rows := p.screen(); len(rows) > 0 {
		from = p.byteAt(rows[0])
	}
	for _, b := range p.doc.blocks {
		for _, x := range b.Inline {
			if x.Kind == model.Link && x.URL != "" && len(links) < most {
				links = append(links, Link{x.Span, x.URL})
			}
		}
	}
	first = sort.Search(len(links), func(i int) bool { return links[i].Span.End > from })
	return links, min(first, max(len(links)-1, 0))
}
