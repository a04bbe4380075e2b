package timeline

import (
	"slices"
	"strings"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/edtf"
	"github.com/kreader/kreader/ui/draw"
)

// Index is what the timeline needs to know of a collection, worked out once,
// away from the keys. It is read-only and may be made in any goroutine.
type Index struct {
	Collection *model.Collection

	outletOf []int     // article → outlet
	tellers  [][]int32 // event → the outlets that tell it, in their order, each once
	key      []bool    // event → whether it is one of the key events
	folded   []string  // event → what the text filter searches, in lower case
	monthly  bool      // the groups are months, not years
}

// searchBudget is how many bytes of folded passages an index may hold; events
// beyond it are searched by title and date only.
const searchBudget = 24 << 20

// NewIndex prepares a collection. outletOf gives the outlet of each article, as
// an index into what is later passed to [Pane.Show].
func NewIndex(c *model.Collection, outletOf []int) *Index {
	x := &Index{
		Collection: c, outletOf: outletOf,
		tellers: make([][]int32, len(c.Events)), folded: make([]string, len(c.Events)),
	}
	budget := searchBudget
	for i := range c.Events {
		e := &c.Events[i]
		for _, p := range e.Passages {
			x.tellers[i] = append(x.tellers[i], int32(outletOf[p.Article]))
		}
		slices.Sort(x.tellers[i])
		x.tellers[i] = slices.Compact(x.tellers[i])
		x.folded[i] = fold(c, e, &budget)
	}
	x.key = keyEvents(c.Events)
	x.monthly = dense(c.Events)
	return x
}

func fold(c *model.Collection, e *model.Event, budget *int) string {
	var b strings.Builder
	b.WriteString(e.Title)
	b.WriteByte('\n')
	b.WriteString(e.When.String() + "\n" + draw.Date(e.When))
	for _, p := range e.Passages {
		if *budget -= p.Span.Len(); *budget < 0 {
			break
		}
		b.WriteByte('\n')
		b.WriteString(p.Span.Of(c.Articles[p.Article].Text))
	}
	return strings.ToLower(b.String())
}

// keyEvents picks the quarter of the events that matter most, at least 12 and
// at most 80: about a screenful, whatever the size of the story.
func keyEvents(events []model.Event) []bool {
	key := make([]bool, len(events))
	order := make([]int, len(events))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch x, y := events[a].Importance, events[b].Importance; {
		case x > y:
			return -1
		case x < y:
			return 1
		}
		return len(events[b].Passages) - len(events[a].Passages)
	})
	n := min(max(len(events)/4, 12), 80)
	for _, i := range order[:min(n, len(order))] {
		key[i] = true
	}
	return key
}

// dense reports whether years would be groups of more than a screenful: then
// months group better.
func dense(events []model.Event) bool {
	const screenful = 30
	years, dated, last := 0, 0, 0
	for i := range events {
		if w := events[i].When; !w.IsZero() {
			if y := w.Lo.Year(); dated == 0 || y != last {
				years, last = years+1, y
			}
			dated++
		}
	}
	return years > 0 && dated > screenful*years
}

// group is the heading that an event stands under: the year, or the year and
// month; undated ones have their own.
type group struct{ year, month int }

var undated = group{year: -1 << 31}

func (x *Index) group(e *model.Event) group {
	if e.When.IsZero() {
		return undated
	}
	y, m, _ := e.When.Lo.Date()
	if !x.monthly || coarse(e.When) {
		return group{year: y}
	}
	return group{y, m}
}

// coarse reports whether v says less than a month.
func coarse(v edtf.Value) bool {
	switch v.Gran {
	case edtf.ByDay, edtf.ByWeek, edtf.ByMonth:
		return false
	case edtf.Range:
		return v.Days() > 31
	}
	return true
}

// View says which events are shown, and how.
type View struct {
	Zoom        Zoom
	Hidden      []bool // by outlet; nil hides none
	Text        string // all of its words must occur
	Differences bool   // only events about which outlets differ
}

// Zoom is how much of the timeline is shown.
type Zoom uint8

// The zooms.
const (
	KeyEvents Zoom = iota
	AllEvents
	WithPassages
)

func (v *View) hides(outlet int32) bool { return int(outlet) < len(v.Hidden) && v.Hidden[outlet] }

// Filters reports whether anything but the zoom leaves events out.
func (v *View) Filters() bool {
	return v.Text != "" || v.Differences || slices.Contains(v.Hidden, true)
}

// shows reports whether event i is in the view. words are those of v.Text in
// lower case.
func (x *Index) shows(i int, v *View, words []string) bool {
	if v.Zoom == KeyEvents && !x.key[i] || v.Differences && len(x.Collection.Events[i].Differences) == 0 {
		return false
	}
	if v.Hidden != nil && len(x.tellers[i]) > 0 && !slices.ContainsFunc(x.tellers[i], func(o int32) bool { return !v.hides(o) }) {
		return false
	}
	for _, w := range words {
		if !strings.Contains(x.folded[i], w) {
			return false
		}
	}
	return true
}

// Tellers returns the outlets that tell an event, in their order, each once.
// The slice is not to be changed.
func (x *Index) Tellers(event int) []int32 { return x.tellers[event] }
