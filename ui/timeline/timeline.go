// Package timeline is the left pane: the events of a collection on an axis of
// time, grouped as their density asks, with a mark for each outlet that tells
// them.
//
// The rows of a view are an array, a [Shape], that is made when the view changes, of
// large collections away from the keys; moving and drawing touch only what is visible.
package timeline

import (
	"strings"

	"github.com/kreader/kreader/ui/draw"
	"github.com/kreader/kreader/ui/theme"
)

// Pane is the timeline. Make it with New.
type Pane struct {
	theme   *theme.Theme
	w, h    int
	focus   bool
	barless bool   // somebody else draws the scroll bar
	notice  string // shown when there is no event to show, and above those there are
	advice  Advice
	outlets []theme.Outlet
	signs   Signs

	*Shape
	axis   axis
	read   int // the event that is told where the article is read, -1 for none
	cursor int // row, -1 when there is none to stand on
	offset int // first visible row

	held int  // offset, and whether the cursor was visible, when either last
	seen bool // changed for another reason than the size
}

// New returns an empty timeline.
func New(t *theme.Theme) *Pane {
	return &Pane{theme: t, cursor: -1, read: -1, Shape: &Shape{view: View{Zoom: AllEvents}, column: dateWidth}}
}

// SetTheme changes the theme.
func (p *Pane) SetTheme(t *theme.Theme, outlets []theme.Outlet) { p.theme, p.outlets = t, outlets }

// SetSize says how many cells there are. The cursor stays visible if it was,
// and coming back to a size comes back to the same rows.
func (p *Pane) SetSize(w, h int) {
	p.w, p.h = max(w, 0), max(h, 0)
	p.measure()
	p.offset = p.held
	if p.seen {
		p.reveal()
	}
	p.clamp()
}

// hold remembers where the view is, for when the size has changed. Everything
// that moves it calls hold, but SetSize.
func (p *Pane) hold() {
	p.held = p.offset
	p.seen = p.body() == 0 || p.cursor >= p.offset && p.cursor < p.offset+p.body()
}

// SetBar says whether the pane draws its scroll bar itself, in its last
// column; otherwise see [Pane.Thumb].
func (p *Pane) SetBar(on bool) { p.barless = !on }

// Thumb returns the rows of the pane that are the thumb of the scroll bar:
// [first, last), empty when everything is seen.
func (p *Pane) Thumb() (first, last int) {
	first, n := draw.Thumb(p.body(), len(p.rows), p.offset)
	return p.head() + first, p.head() + first + n
}

// SetFocus says whether the keys go to this pane.
func (p *Pane) SetFocus(on bool) { p.focus = on }

// Show shows another collection, keeping the event of the cursor when old
// tells which one that is in the new collection (-1: the first).
func (p *Pane) Show(s *Shape, outlets []theme.Outlet, event int) {
	p.outlets, p.read = outlets, -1
	p.take(s)
	if !p.Select(event, -1) {
		p.first()
		p.hold()
	}
}

// Filter returns which events are shown, and how.
func (p *Pane) Filter() View { return p.view }

// SetFilter changes what is shown, whatever the size of the collection; see
// [Pane.SetShape].
func (p *Pane) SetFilter(v View) { p.SetShape(p.index.Shape(v)) }

// SetShape changes what is shown to a view of the collection that is. The cursor
// stays on its event, or moves to the nearest that is left.
func (p *Pane) SetShape(s *Shape) {
	event, passage := p.At()
	p.take(s)
	p.SelectNear(event, passage)
}

func (p *Pane) take(s *Shape) {
	p.Shape, p.cursor = s, -1
	p.measure()
	p.clamp()
}

// SelectNear is Select, or moves the cursor to the next event that is shown,
// or to the last.
func (p *Pane) SelectNear(event, passage int) {
	if p.Select(event, passage) {
		return
	}
	if next := p.Next(event, 1); next >= 0 {
		p.Select(next, -1)
		return
	}
	p.last()
	p.hold()
}

// At returns the event at the cursor, and the passage when the cursor is on
// one, as indexes; -1 for none.
func (p *Pane) At() (event, passage int) {
	if p.cursor < 0 || p.cursor >= len(p.rows) {
		return -1, -1
	}
	r := p.rows[p.cursor]
	return int(r.event), int(r.passage)
}

// Period returns the stretch of time that the cursor is in, as its heading
// tells it; ok is false when that has no date.
func (p *Pane) Period() (_ Period, ok bool) {
	if p.cursor < 0 || p.cursor >= len(p.rows) {
		return Period{}, false
	}
	h := &p.heads[p.rows[p.cursor].head]
	return Period{h.label, h.lo, h.hi}, h.dated
}

// Select moves the cursor to an event, or to its passage when passages are
// shown. It reports whether the event is shown.
func (p *Pane) Select(event, passage int) bool {
	if event < 0 || event >= len(p.rowOf) || p.rowOf[event] < 0 {
		return false
	}
	p.cursor = int(p.rowOf[event])
	if passage >= 0 && p.view.Zoom == WithPassages {
		for i := p.cursor + 1; i < len(p.rows) && int(p.rows[i].event) == event; i++ {
			if int(p.rows[i].passage) == passage {
				p.cursor = i
			}
		}
	}
	p.reveal()
	p.hold()
	return true
}

// SetReading says which event is told where the article is being read, -1 for
// none: its row gets a rail. With reveal it is scrolled into view.
func (p *Pane) SetReading(event int, reveal bool) {
	p.read = event
	if reveal && event >= 0 && event < len(p.rowOf) && p.rowOf[event] >= 0 {
		p.revealRow(int(p.rowOf[event]))
		p.hold()
	}
}

// body returns the number of rows for events, head that of the lines above
// them, which say what the view leaves out.
func (p *Pane) body() int { return max(p.h-p.head(), 0) }

func (p *Pane) head() int {
	n := 0
	if p.hasAxis() {
		n++
	}
	if p.hasSummary() {
		n++
	}
	return n
}

func (p *Pane) hasAxis() bool { return len(p.axis.bins) > 0 }

func (p *Pane) hasSummary() bool {
	if p.h < 4 || p.index == nil || len(p.rows) == 0 {
		return false
	}
	n, of := p.Shown()
	return n < of || p.view.Filters() || p.notice != ""
}

// View draws the pane: exactly h lines of w cells.
func (p *Pane) View() string {
	if len(p.rows) == 0 {
		return p.empty()
	}
	var b strings.Builder
	b.Grow(p.w * p.h * 2)
	y := 0
	if p.hasAxis() {
		b.WriteString(p.drawAxis())
		y++
	}
	if p.hasSummary() {
		if y > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(p.summary())
		y++
	}
	first, last := p.Thumb()
	for i := p.offset; y < p.h; i++ {
		if y > 0 {
			b.WriteByte('\n')
		}
		edge := " "
		switch {
		case p.barless:
			edge = ""
		case y >= first && y < last:
			edge = p.theme.Rule.Render(p.theme.Glyphs.Thumb)
		}
		if i < len(p.rows) {
			p.draw(&b, i, edge)
		} else {
			b.WriteString(draw.Spaces(p.w))
		}
		y++
	}
	return b.String()
}
