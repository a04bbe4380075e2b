package timeline

import (
	"math"
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
	most     int       // outlets that tell one event
	key      []bool    // event → whether it is one of the key events
	folded   []string  // event → what the text filter searches, in lower case
	whole    [2]*Shape // by zoom, what is shown without filters and passages
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
		x.most = max(x.most, len(x.tellers[i]))
		x.folded[i] = fold(c, e, &budget)
	}
	x.key = Key(c.Events)
	for zoom := range x.whole {
		x.whole[zoom] = x.layOut(View{Zoom: Zoom(zoom)})
	}
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

const mostKeyEvents = 80

// Key picks the key events: the quarter of the events that matter most, at least 12 and
// at most [mostKeyEvents]: about a screenful, whatever the size of the story.
func Key(events []model.Event) []bool {
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
	n := min(max(len(events)/4, 12), mostKeyEvents)
	for _, i := range order[:min(n, len(order))] {
		key[i] = true
	}
	return key
}

// Crowded reports whether there are so many events that a reader who opens the
// collection sees more in its key events than in all of them.
func Crowded(events []model.Event) bool { return len(events) > 3*mostKeyEvents }

// View says which events are shown, and how. A text is looked for in all events,
// whatever the zoom.
type View struct {
	Zoom        Zoom
	Hidden      []bool // by outlet; nil hides none
	Text        string // all of its words must occur; of A..B, a span of time, some day must
	Period      Period // events outside it are not shown, unless it is the zero Period
	Differences bool   // only events about which outlets differ
	Only        Only   // only some others
}

// Period is a stretch of the timeline, under the name that its heading has.
type Period struct {
	Name   string
	Lo, Hi edtf.Day
}

// Zoom is how much of the timeline is shown.
type Zoom uint8

// The zooms.
const (
	KeyEvents Zoom = iota
	AllEvents
	WithPassages
)

// String returns the name of a zoom: "key", "all" or "passages".
func (z Zoom) String() string { return zooms[min(int(z), len(zooms)-1)] }

var zooms = [...]string{"key", "all", "passages"}

// ZoomNamed returns the zoom of that name, false when none has it.
func ZoomNamed(name string) (Zoom, bool) {
	i := slices.Index(zooms[:], name)
	return Zoom(max(i, 0)), i >= 0
}

func (v *View) hides(outlet int32) bool { return int(outlet) < len(v.Hidden) && v.Hidden[outlet] }

// Filters reports whether anything but the zoom leaves events out.
func (v *View) Filters() bool {
	return v.Text != "" || v.Differences || v.Only.Name != "" || v.Period != Period{} || slices.Contains(v.Hidden, true)
}

// query is the text of a filter taken apart.
type query struct {
	words []string // in lower case
	spans []Period // the names are not used
}

// read takes the text of a filter apart. A span is two dates as precise as one
// likes with two stops between them, "2019..2020-05"; one of them may be left
// out. What is none is a word.
func read(text string) (q query) {
	for _, w := range strings.Fields(strings.ToLower(text)) {
		if p, ok := span(w); ok {
			q.spans = append(q.spans, p)
		} else {
			q.words = append(q.words, w)
		}
	}
	return q
}

func span(w string) (p Period, ok bool) {
	from, to, ok := strings.Cut(w, "..")
	if !ok || from == "" && to == "" {
		return p, false
	}
	p = Period{Lo: math.MinInt32, Hi: math.MaxInt32}
	if from != "" {
		v, err := edtf.Parse(from)
		if err != nil || v.IsZero() {
			return p, false
		}
		p.Lo = v.Lo
	}
	if to != "" {
		v, err := edtf.Parse(to)
		if err != nil || v.IsZero() {
			return p, false
		}
		p.Hi = v.Hi
	}
	return p, true
}

// within reports whether an event may have been in a period. One without a date
// is in none.
func (p Period) within(v edtf.Value) bool { return !v.IsZero() && v.Lo <= p.Hi && v.Hi >= p.Lo }

// shows reports whether event i is in the view, whose text q is.
func (x *Index) shows(i int, v *View, q *query) bool {
	when := x.Collection.Events[i].When
	if v.Only.hides(i) || v.Period != (Period{}) && !v.Period.within(when) {
		return false
	}
	for _, p := range q.spans {
		if !p.within(when) {
			return false
		}
	}
	if v.Zoom == KeyEvents && v.Text == "" && !x.key[i] || v.Differences && len(x.Collection.Events[i].Differences) == 0 {
		return false
	}
	if v.Hidden != nil && len(x.tellers[i]) > 0 && !slices.ContainsFunc(x.tellers[i], func(o int32) bool { return !v.hides(o) }) {
		return false
	}
	for _, w := range q.words {
		if !strings.Contains(x.folded[i], w) {
			return false
		}
	}
	return true
}

// Tellers returns the outlets that tell an event, in their order, each once.
// The slice is not to be changed.
func (x *Index) Tellers(event int) []int32 { return x.tellers[event] }
