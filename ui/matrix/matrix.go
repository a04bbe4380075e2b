// Package matrix is the coverage table: the events of a collection against the
// outlets that tell them, or against the articles, each cell shaded by the number
// of passages and with that number beside it.
//
// What is counted comes from model/coverage; here is what of it is shown. The
// rows are an array that is made when the view changes; moving and drawing touch
// only what is visible.
package matrix

import (
	"slices"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/coverage"
	"github.com/kreader/kreader/ui/action"
	"github.com/kreader/kreader/ui/draw"
	"github.com/kreader/kreader/ui/theme"
)

// Data is what the table is of. It is read-only.
type Data struct {
	Collection *model.Collection
	Coverage   *coverage.Table
	Outlets    []theme.Outlet // as they are shown
	OutletOf   []int          // article → outlet
}

// Pane is the table. Make it with New.
type Pane struct {
	theme *theme.Theme
	w, h  int
	d     *Data

	events   []int32 // those of the view, by date
	hidden   []bool  // by outlet; nil hides none
	articles bool    // the columns are articles
	weighed  bool    // the rows are sorted by importance

	rows    []int32 // events, as they are sorted
	columns []int   // outlets or articles, none of them hidden
	totals  []coverage.Total
	known   int // of how many rows it is known who told them first
	row     int // of the cursor, -1 when there are none
	col     int
	top     int
	left    int
	longest int // cells of the longest name of a column
	shape   shape
}

// New returns an empty table.
func New(t *theme.Theme) *Pane { return &Pane{theme: t, row: -1} }

// SetTheme changes how everything looks, before the next Show.
func (p *Pane) SetTheme(t *theme.Theme) { p.theme = t }

// SetSize says how many cells there are.
func (p *Pane) SetSize(w, h int) {
	p.w, p.h = max(w, 0), max(h, 0)
	p.reveal()
}

// Show shows a collection: of its events those given, by date, and of its outlets
// those that are not hidden. The cursor stays on its event and column where they
// are left.
func (p *Pane) Show(d *Data, events []int32, hidden []bool) {
	event, column := p.event(), p.column()
	if p.d == nil || p.d.Collection != d.Collection {
		event, column = -1, -1
	}
	p.d, p.events, p.hidden = d, events, hidden
	p.rebuild(event, column)
}

// rebuild makes the rows and columns anew and stands on an event and a column
// again, or near them.
func (p *Pane) rebuild(event, column int) {
	p.rows, p.columns = p.sorted(), p.columns[:0]
	for i := range p.grid().Columns() {
		if o := p.outletOf(i); o >= len(p.hidden) || !p.hidden[o] {
			p.columns = append(p.columns, i)
		}
	}
	if p.articles { // outlet by outlet, so that the columns of one stand together
		slices.SortStableFunc(p.columns, func(a, b int) int { return p.outletOf(a) - p.outletOf(b) })
	}
	p.longest = 0
	for _, c := range p.columns[:min(len(p.columns), mostNames)] {
		p.longest = max(p.longest, draw.Width(p.name(c, widest)))
	}
	p.totals, p.known = p.grid().Totals(p.events)
	if at := slices.Index(p.rows, int32(event)); at >= 0 {
		p.row = at
	}
	if at := slices.Index(p.columns, column); at >= 0 {
		p.col = at
	}
	p.row = min(max(p.row, 0), len(p.rows)-1)
	p.col = max(min(p.col, len(p.columns)-1), 0)
	p.reveal()
}

func (p *Pane) sorted() []int32 {
	if !p.weighed {
		return p.events
	}
	shown := make([]bool, len(p.d.Collection.Events))
	for _, e := range p.events {
		shown[e] = true
	}
	out := make([]int32, 0, len(p.events))
	for _, e := range p.d.Coverage.ByImportance() {
		if shown[e] {
			out = append(out, e)
		}
	}
	return out
}

func (p *Pane) grid() *coverage.Grid {
	if p.articles {
		return p.d.Coverage.Articles
	}
	return p.d.Coverage.Outlets
}

func (p *Pane) outletOf(column int) int {
	if p.articles {
		return p.d.OutletOf[column]
	}
	return column
}

// event returns the event of the cursor's row, -1 when there is none.
func (p *Pane) event() int {
	if p.row < 0 || p.row >= len(p.rows) {
		return -1
	}
	return int(p.rows[p.row])
}

// column returns the outlet or article of the cursor's column, -1 when there is
// none.
func (p *Pane) column() int {
	if p.col >= len(p.columns) {
		return -1
	}
	return p.columns[p.col]
}

// At returns the event at the cursor, -1 when there is none, and the first of
// its passages that the cursor's column tells, -1 for a blank.
func (p *Pane) At() (event, passage int) {
	event, passage = p.event(), -1
	if event >= 0 && p.column() >= 0 {
		if c, ok := p.grid().At(event, p.column()); ok {
			passage = int(c.First)
		}
	}
	return event, passage
}

// Select moves the cursor to an event and to an article, or its outlet; what is
// not shown or negative is left as it is.
func (p *Pane) Select(event, article int) {
	column := -1
	if article >= 0 {
		column = article
		if !p.articles {
			column = p.d.OutletOf[article]
		}
	}
	p.rebuild(event, column)
}

// Do performs an action and reports whether that changed anything.
func (p *Pane) Do(id action.ID) bool {
	row, col := p.row, p.col
	page := max(p.shape.rows-1, 1)
	switch id {
	case action.Down:
		p.row++
	case action.Up:
		p.row--
	case action.HalfPageDown:
		p.row += max(page/2, 1)
	case action.HalfPageUp:
		p.row -= max(page/2, 1)
	case action.PageDown:
		p.row += page
	case action.PageUp:
		p.row -= page
	case action.Top:
		p.row = 0
	case action.Bottom:
		p.row = len(p.rows) - 1
	case action.NextColumn:
		p.col++
	case action.PrevColumn:
		p.col--
	case action.Sort:
		p.weighed = !p.weighed
		p.rebuild(p.event(), p.column())
		return true
	case action.ByArticle:
		return p.turn()
	}
	p.row = min(max(p.row, 0), len(p.rows)-1)
	p.col = max(min(p.col, len(p.columns)-1), 0)
	p.reveal()
	return p.row != row || p.col != col
}

// GoTo moves the cursor to the n-th row, from 1, or to the last.
func (p *Pane) GoTo(n int) {
	p.row = max(min(n, len(p.rows))-1, min(0, len(p.rows)-1))
	p.reveal()
}

// turn makes articles of the columns, or outlets again. The cursor stays with
// the outlet.
func (p *Pane) turn() bool {
	if p.column() < 0 {
		return false
	}
	event, passage := p.At()
	column := -1
	switch {
	case p.articles:
		column = p.outletOf(p.column())
	case passage >= 0:
		column = p.d.Collection.Events[event].Passages[passage].Article
	default:
		column = slices.Index(p.d.OutletOf, p.column())
	}
	p.articles, p.left = !p.articles, 0
	p.rebuild(event, column)
	return true
}

// reveal brings the cursor into view.
func (p *Pane) reveal() {
	if p.d == nil {
		return
	}
	p.shape = p.measure()
	s := p.shape
	p.top = max(min(p.top, p.row), p.row-s.rows+1)
	p.top = max(min(p.top, len(p.rows)-s.rows), 0)
	p.left = max(min(p.left, p.col), p.col-s.columns+1)
	p.left = max(min(p.left, len(p.columns)-s.columns), 0)
}

// Click moves the cursor to the cell at a place of the pane; it reports whether
// there is one, and whether the cursor was there already.
func (p *Pane) Click(x, y int) (hit, again bool) {
	s := p.shape
	row := p.top + y - 1
	if y < 1 || y > s.rows || row >= len(p.rows) {
		return false, false
	}
	col := p.col
	if at := (x - s.label) / max(s.column, 1); x >= s.label && at < s.columns && p.left+at < len(p.columns) {
		col = p.left + at
	}
	again = p.row == row && p.col == col
	p.row, p.col = row, col
	p.reveal()
	return true, again
}
