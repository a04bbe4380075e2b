// Package compare shows an event's passages side by side, a column for each
// outlet, or one below another where the window is narrow.
//
// The columns move together: the first passage of each outlet stands in the first
// row, the second in the second. A row is laid out when it is looked at; the
// laying out itself is the article pane's, which is handed in.
package compare

import (
	"slices"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/ui/action"
	"github.com/kreader/kreader/ui/theme"
)

// Excerpt is a passage with what stands around it, to be laid out.
type Excerpt struct {
	Article *model.Article
	Part    model.Span   // all that is shown, within one block
	Passage model.Span   // within Part; the rest of it is quiet
	Dates   []model.Span // temporal expressions, in order, disjoint
	Marked  []model.Span // what differs, in order, disjoint
	Chosen  bool
}

// Layout lays an excerpt out in lines of exactly w cells.
type Layout func(e Excerpt, w int) []string

// Subject is what is compared.
type Subject struct {
	Collection *model.Collection
	Event      int
	Passages   []int          // those of the event that are shown, in reading order
	Outlets    []theme.Outlet // all of the collection
	OutletOf   []int          // article → outlet
	Silent     []int          // outlets that do not tell the event and are not hidden
	Articles   func(outlet int) int
}

// Pane is the comparison. Make it with New.
type Pane struct {
	theme *theme.Theme
	lay   Layout
	w, h  int

	s        Subject
	columns  []column
	differs  [][]model.Span // passage of the event → what differs in it, made when it is asked for
	disjoint map[int]bool   // passages whose date no other outlet's holds
	col, row int            // of the cursor
	goal     int            // the column that the cursor would be in

	left   int // the first column that is seen
	top    int // the first band that is seen
	skip   int // lines of it that are not
	bands  map[int][]string
	across int // columns that fit; 0 when they are stacked
}

// column is an outlet and its passages.
type column struct {
	outlet   int
	passages []int
	articles int
}

// New returns an empty comparison that lays passages out with lay.
func New(t *theme.Theme, lay Layout) *Pane {
	return &Pane{theme: t, lay: lay, bands: map[int][]string{}}
}

// SetTheme changes how everything looks, and forgets what was shown.
func (p *Pane) SetTheme(t *theme.Theme, lay Layout) {
	w, h := p.w, p.h
	*p = *New(t, lay)
	p.SetSize(w, h)
}

// Widths: columns stand side by side in a pane of at least sideBySide cells, each
// at least narrowest wide, with a line between them.
const (
	sideBySide = 100
	narrowest  = 34
)

// SetSize says how many cells there are.
func (p *Pane) SetSize(w, h int) {
	p.w, p.h = max(w, 0), max(h, 0)
	p.arrange()
}

// Show shows an event, with the cursor on one of its passages.
func (p *Pane) Show(s Subject, passage int) {
	if p.s.Collection == s.Collection && p.s.Event == s.Event && slices.Equal(p.s.Passages, s.Passages) {
		p.Select(passage)
		return
	}
	p.s = s
	p.columns, p.left, p.top, p.skip = nil, 0, 0, 0
	ps := s.Collection.Events[s.Event].Passages
	last := -1
	for _, i := range s.Passages {
		article := ps[i].Article
		o := s.OutletOf[article]
		at := slices.IndexFunc(p.columns, func(c column) bool { return c.outlet == o })
		if at < 0 {
			at = len(p.columns)
			p.columns = append(p.columns, column{outlet: o})
		}
		p.columns[at].passages = append(p.columns[at].passages, i)
		if article != last {
			p.columns[at].articles++
			last = article
		}
	}
	slices.SortStableFunc(p.columns, func(a, b column) int { return a.outlet - b.outlet })
	p.findDifferences()
	p.col, p.row, p.goal = 0, 0, 0
	p.arrange()
	p.Select(passage)
}

// arrange works out how many columns fit, and forgets what was laid out.
func (p *Pane) arrange() {
	p.across = 0
	if p.w >= sideBySide && len(p.columns) > 0 {
		p.across = min((p.w+1)/(narrowest+1), len(p.columns))
	}
	p.forget()
	p.reveal()
}

func (p *Pane) forget() { clear(p.bands) }

// At returns the passage at the cursor, an index into those of the event; -1 when
// there is none.
func (p *Pane) At() int {
	if p.col >= len(p.columns) {
		return -1
	}
	return p.columns[p.col].passages[p.row]
}

// Select moves the cursor to a passage.
func (p *Pane) Select(passage int) {
	for i, c := range p.columns {
		if at := slices.Index(c.passages, passage); at >= 0 && (p.col != i || p.row != at) {
			p.to(i, at)
			p.goal = i
		}
	}
}

// to moves the cursor and brings it into view.
func (p *Pane) to(col, row int) {
	p.col, p.row = col, row
	p.forget()
	p.reveal()
}

// Do performs an action and reports whether that changed anything.
func (p *Pane) Do(id action.ID) bool {
	if len(p.columns) == 0 {
		return false
	}
	switch id {
	case action.Down:
		return p.step(1)
	case action.Up:
		return p.step(-1)
	case action.NextColumn:
		return p.turn(1)
	case action.PrevColumn:
		return p.turn(-1)
	case action.HalfPageDown:
		return p.scroll(max(p.body()/2, 1))
	case action.HalfPageUp:
		return p.scroll(-max(p.body()/2, 1))
	case action.PageDown:
		return p.scroll(max(p.body()-1, 1))
	case action.PageUp:
		return p.scroll(-max(p.body()-1, 1))
	case action.Top, action.Bottom:
		return p.end(id == action.Bottom)
	}
	return false
}

// GoTo goes to the n-th row of passages, from 1, to the n-th passage where they
// are stacked, or to the last. It reports whether that is another.
func (p *Pane) GoTo(n int) bool {
	to := max(min(n, p.count()), 1) - 1
	if p.across == 0 {
		return p.toBand(to)
	}
	return to != p.row && p.toRow(to)
}

// step goes to the next row of passages, or to the next passage where they are
// stacked. What does not fit into the pane is scrolled through first.
func (p *Pane) step(by int) bool {
	if p.read(by) {
		return true
	}
	if p.across == 0 {
		return p.toBand(p.band() + by)
	}
	return p.toRow(p.row + by)
}

// toRow goes to a row of passages, into the column that has one there and is next
// to the one where the cursor would be.
func (p *Pane) toRow(row int) bool {
	if row < 0 {
		return false
	}
	best := -1
	for i, c := range p.columns {
		if row < len(c.passages) && (best < 0 || distance(i, p.goal) < distance(best, p.goal)) {
			best = i
		}
	}
	if best < 0 {
		return false
	}
	p.to(best, row)
	return true
}

func distance(a, b int) int { return max(a-b, b-a) }

// turn goes to the next outlet.
func (p *Pane) turn(by int) bool {
	col := p.col + by
	if col < 0 || col >= len(p.columns) {
		return false
	}
	p.goal = col
	row := min(p.row, len(p.columns[col].passages)-1)
	if p.across == 0 {
		row = 0
	}
	p.to(col, row)
	return true
}

// end goes to the first row of passages, or to the last.
func (p *Pane) end(last bool) bool {
	if p.across == 0 {
		to := 0
		if last {
			to = p.count() - 1
		}
		return p.toBand(to)
	}
	row := 0
	if last {
		row = p.count() - 1
	}
	was := p.At()
	p.toRow(row)
	return p.At() != was
}

// band returns which band the cursor is in: a row of passages, or a passage where
// they are stacked.
func (p *Pane) band() int {
	if p.across > 0 {
		return p.row
	}
	n := p.row
	for _, c := range p.columns[:p.col] {
		n += len(c.passages)
	}
	return n
}

// count returns how many bands there are.
func (p *Pane) count() int {
	n := 0
	for _, c := range p.columns {
		if p.across > 0 {
			n = max(n, len(c.passages))
		} else {
			n += len(c.passages)
		}
	}
	return n
}

// inBand returns the passage that a band of a stack is.
func (p *Pane) inBand(band int) (col, row int) {
	for i, c := range p.columns {
		if band < len(c.passages) {
			return i, band
		}
		band -= len(c.passages)
	}
	return 0, 0
}

// toBand goes to a passage of a stack.
func (p *Pane) toBand(band int) bool {
	if band < 0 || band >= p.count() || band == p.band() {
		return false
	}
	col, row := p.inBand(band)
	p.goal = col
	p.to(col, row)
	return true
}
