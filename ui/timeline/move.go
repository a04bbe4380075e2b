package timeline

import (
	"sort"

	"github.com/kreader/kreader/ui/action"
)

// Do performs an action and reports whether it changed anything.
func (p *Pane) Do(id action.ID) bool {
	was := p.cursor
	page := max(p.body()-1, 1)
	switch id {
	case action.Down:
		p.move(1)
	case action.Up:
		p.move(-1)
	case action.HalfPageDown:
		p.move(max(page/2, 1))
	case action.HalfPageUp:
		p.move(-max(page/2, 1))
	case action.PageDown:
		p.move(page)
	case action.PageUp:
		p.move(-page)
	case action.NextPart:
		p.part(1)
	case action.PrevPart:
		p.part(-1)
	case action.Top:
		p.first()
	case action.Bottom:
		p.last()
	default:
		return false
	}
	p.hold()
	return p.cursor != was
}

// Scroll moves the view by n rows and leaves the cursor where it is.
func (p *Pane) Scroll(n int) {
	p.offset += n
	p.clamp()
	p.hold()
}

// ClickRow puts the cursor on the row at y and reports whether there is an
// event.
func (p *Pane) ClickRow(y int) bool {
	i := p.offset + y - p.head()
	if y < p.head() || y >= p.h || i >= len(p.rows) || p.rows[i].event < 0 {
		return false
	}
	p.cursor = i
	p.hold()
	return true
}

// move moves the cursor by n rows that can be stood on, headings not counted
// when going by one.
func (p *Pane) move(n int) {
	if len(p.rows) == 0 {
		return
	}
	step := 1
	if n < 0 {
		step = -1
	}
	to := min(max(p.cursor+n, 0), len(p.rows)-1)
	for to >= 0 && to < len(p.rows) && p.rows[to].event < 0 {
		to += step
	}
	if to < 0 {
		p.offset = 0 // the heading above the first event
		to = max(p.cursor, 0)
	}
	if to < len(p.rows) {
		p.cursor = to
	}
	p.reveal()
}

// part moves to the first event under the next heading, or under this one or
// the one before.
func (p *Pane) part(step int) {
	if p.cursor < 0 || p.cursor >= len(p.rows) {
		return
	}
	h := p.rows[p.cursor].head
	if step > 0 || p.cursor-1 >= 0 && p.rows[p.cursor-1].event < 0 {
		h += int32(step)
	}
	if h < 0 || int(h) >= len(p.heads) {
		return
	}
	// Rows are in the order of their headings.
	p.cursor = 1 + sort.Search(len(p.rows), func(i int) bool { return p.rows[i].head >= h })
	p.reveal()
}

// GoTo moves to the n-th event that is shown, from 1, or to so many hundredths
// of the rows. It reports whether there is any.
func (p *Pane) GoTo(n int, percent bool) bool {
	if len(p.rows) == 0 {
		return false
	}
	if percent {
		p.cursor = 0
		p.move(max((len(p.rows)-1)*n/100, 1))
		p.hold()
		return true
	}
	return p.Select(int(p.shown[min(max(n, 1), len(p.shown))-1]), -1)
}

func (p *Pane) first() {
	p.cursor, p.offset = -1, 0
	if len(p.rows) > 1 {
		p.cursor = 1 // row 0 is a heading
	}
}

func (p *Pane) last() {
	p.cursor = len(p.rows) - 1 // a heading is never the last row
	p.reveal()
}

// reveal scrolls so that the cursor is visible with a row or two around it,
// and the heading above the first event is seen with it.
func (p *Pane) reveal() { p.revealRow(p.cursor) }

func (p *Pane) revealRow(i int) {
	n := p.body()
	if i < 0 || n <= 0 {
		return
	}
	margin := min(2, (n-1)/2)
	top := i
	if top > 0 && p.rows[top-1].event < 0 && n > 1 {
		top--
	}
	if far := i - p.offset - n/2; far > n || far < -n {
		p.offset = top - n/3 // from far away it comes with what is around it
	}
	p.offset = min(p.offset, max(top-margin, 0), i)
	p.offset = max(p.offset, i+margin-n+1)
	p.clamp()
	p.offset = min(p.offset, i)
}

func (p *Pane) clamp() {
	p.offset = max(min(p.offset, len(p.rows)-p.body()), 0)
}
