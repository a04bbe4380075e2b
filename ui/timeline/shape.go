package timeline

import (
	"slices"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/edtf"
)

// Shape is a view of a collection laid out as rows. It is read-only and may be made in
// any goroutine.
type Shape struct {
	index  *Index // nil: nothing is open
	view   View
	rows   []row
	heads  []heading
	rowOf  []int32 // event → its row, -1 when it is not shown
	shown  []int32 // the events shown, by date
	dated  []int32 // those of them that have a date: the first ones
	column int     // cells of the dates
}

// row is a line of the timeline: a heading when event is -1, an event when
// passage is -1, else a passage. head is the heading it is or stands under.
type row struct{ event, passage, head int32 }

// atOnce is how many events are laid out while somebody waits. It is a bound, so that
// what a key does is the same for a thousand events and for a million.
const atOnce = 4000

// AtHand reports whether [Index.Shape] has a view at once: of a collection that is not
// large any, else what is shown without filters and passages.
func (x *Index) AtHand(v View) bool {
	return x == nil || len(x.Collection.Events) <= atOnce || v.Zoom < WithPassages && !v.Filters()
}

// Shape lays out a view. Unless it is at hand, that is linear in the events and, with
// a text to look for, in what is searched. Of no collection the shape has no rows.
func (x *Index) Shape(v View) *Shape {
	if x == nil {
		return &Shape{view: v, column: dateWidth}
	}
	if v.Zoom < WithPassages && !v.Filters() {
		s := *x.whole[v.Zoom]
		s.view = v
		return &s
	}
	return x.layOut(v)
}

func (x *Index) layOut(v View) *Shape {
	events := x.Collection.Events
	s := &Shape{index: x, view: v, column: dateWidth, rowOf: make([]int32, len(events))}
	q := read(v.Text)
	for i := range events {
		s.rowOf[i] = -1
		if !x.shows(i, &v, &q) {
			continue
		}
		s.shown = append(s.shown, int32(i))
		if !events[i].When.IsZero() {
			s.dated = s.shown
		}
	}
	g := grouping{func(i int32) edtf.Value { return events[i].When }, s.addGroup}
	g.divide(s.dated, byYear)
	if rest := s.shown[len(s.dated):]; len(rest) > 0 {
		s.addGroup(heading{label: "undated"}, rest)
	}
	return s
}

// addGroup appends a heading and the rows of the events under it.
func (s *Shape) addGroup(h heading, events []int32) {
	if n := len(s.heads); n > 0 && h.dated {
		last := &s.heads[n-1]
		const year = 360
		h.later = later(last.hi, h.lo, h.hi-h.lo > year || last.hi-last.lo > year)
	}
	head := int32(len(s.heads))
	s.heads = append(s.heads, h)
	s.rows = append(s.rows, row{-1, -1, head})
	for _, i := range events {
		e := s.event(i)
		if h.fold {
			s.column = max(s.column, foldedWidth(e.When))
		}
		s.rowOf[i] = int32(len(s.rows))
		s.rows = append(s.rows, row{i, -1, head})
		if s.view.Zoom != WithPassages {
			continue
		}
		for j := range e.Passages {
			if !s.view.hides(int32(s.index.outletOf[e.Passages[j].Article])) {
				s.rows = append(s.rows, row{i, int32(j), head})
			}
		}
	}
}

func (s *Shape) event(i int32) *model.Event { return &s.index.Collection.Events[i] }

// Shown returns how many events are shown, of how many.
func (s *Shape) Shown() (n, of int) {
	if s.index == nil {
		return 0, 0
	}
	return len(s.shown), len(s.index.Collection.Events)
}

// Events returns the events that are shown, by date. The slice is not to be changed.
func (s *Shape) Events() []int32 { return s.shown }

// Place returns which of the events that are shown an event is, from 1; 0 when it is
// not shown.
func (s *Shape) Place(event int) int {
	if i, ok := slices.BinarySearch(s.shown, int32(event)); ok {
		return i + 1
	}
	return 0
}

// Next returns the next event that is shown after event, or before it for a
// negative step; -1 when there is none. Of no event the next is the first.
func (s *Shape) Next(event, step int) int {
	i, ok := slices.BinarySearch(s.shown, int32(event))
	switch {
	case event < 0:
		i = 0
	case step < 0:
		i--
	case ok:
		i++
	}
	if i < 0 || i >= len(s.shown) {
		return -1
	}
	return int(s.shown[i])
}
