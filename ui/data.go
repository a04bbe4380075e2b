package ui

import (
	"context"
	"slices"
	"strings"
	"sync"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/coverage"
	"github.com/kreader/kreader/model/index"
	"github.com/kreader/kreader/ui/finder"
	"github.com/kreader/kreader/ui/matrix"
	"github.com/kreader/kreader/ui/theme"
	"github.com/kreader/kreader/ui/timeline"
	"github.com/kreader/kreader/ui/viewer"
)

// data is a collection with everything the screen asks of it, worked out once,
// in the goroutine that loads. It is read-only.
type data struct {
	*model.Collection
	outlets  []theme.Outlet // as they are shown, the known ones first
	seatOf   []int          // outlet → its place among the colours and marks
	outletOf []int          // article → outlet
	index    *timeline.Index
	marks    [][]viewer.Mark  // article → its passages
	starts   [][]int          // article → where its passages begin, in order
	told     []int            // article → how many events it tells
	central  int              // the event that matters most, -1 when there is none
	articles map[string]int   // ID → article
	events   map[string]int   // ID → event
	paths    map[string][]int // path → the articles in that file
	table    *matrix.Data     // who tells what
	differs  []differ         // all that outlets differ about
	unread   int              // files that opened as no article
	undated  int              // articles of which it is not known when they were published
	foreign  int              // articles that are known to be in another language than events are found in
	partial  bool             // see [Update.Partial]
	news     map[string]bool  // see [Update.New]
	came     news             // what it has that was not shown before, where it is another reading
	kept     *marks           // what the reader has marked, and what is new

	items    func() *finder.List // what the palette finds, made when it is first asked for
	words    index.Kept          // see [Update.Words]
	texts    func() *index.Index // what is searched, made likewise
	byOutlet func() []int        // the articles in the order of their outlets, made likewise
}

// seats gives outlets their places among the colours and marks, in the order in
// which they are first seen, for good: what is read later, or read again, changes
// none. An article whose outlet is unknown has its own.
type seats struct {
	mu    sync.Mutex
	taken map[string]int
}

func (s *seats) at(who string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	i, ok := s.taken[who]
	if !ok {
		if s.taken == nil {
			s.taken = map[string]int{}
		}
		i = len(s.taken)
		s.taken[who] = i
	}
	return i
}

// mostKept is how many outlets keep their places for the next time.
const mostKept = 256

const ofOutlet = "outlet "

// seat gives outlets the places they had the last time.
func (s *seats) seat(outlets []string) {
	for _, name := range outlets {
		s.at(ofOutlet + name)
	}
}

// outlets returns the outlets in the order of their places.
func (s *seats) outlets() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []string
	for who := range s.taken {
		if name, ok := strings.CutPrefix(who, ofOutlet); ok {
			out = append(out, name)
		}
	}
	slices.SortFunc(out, func(a, b string) int { return s.taken[ofOutlet+a] - s.taken[ofOutlet+b] })
	return out[:min(len(out), mostKept)]
}

func prepare(c *model.Collection, t *theme.Theme, s *seats) *data {
	d := &data{
		Collection: c, outletOf: make([]int, len(c.Articles)), central: -1,
		marks: make([][]viewer.Mark, len(c.Articles)), told: make([]int, len(c.Articles)),
		articles: make(map[string]int, len(c.Articles)), events: make(map[string]int, len(c.Events)),
		paths: make(map[string][]int, len(c.Articles)),
	}
	d.nameOutlets(t, s)
	for i := range c.Diagnostics {
		if c.Diagnostics[i].Severity == model.Failure {
			d.unread++
		}
	}
	for i := range c.Articles {
		if c.Articles[i].Published.IsZero() {
			d.undated++
		}
		if l := c.Articles[i].Language; l != "" && !strings.HasPrefix(l, "en") {
			d.foreign++
		}
	}
	for e := range c.Events {
		d.events[c.Events[e].ID] = e
		if d.central < 0 || c.Events[e].Importance > c.Events[d.central].Importance {
			d.central = e
		}
		last := -1
		for _, p := range c.Events[e].Passages {
			d.marks[p.Article] = append(d.marks[p.Article], viewer.Mark{Span: p.Span, Event: e, Dates: dates(c, p)})
			if p.Article != last { // passages are in order of the articles
				d.told[p.Article]++
				last = p.Article
			}
		}
	}
	for e := range c.Events {
		for i := range c.Events[e].Differences {
			d.differs = append(d.differs, differ{e, i})
		}
	}
	d.table = &matrix.Data{Collection: c, Coverage: coverage.New(c, d.outletOf), Outlets: d.outlets, OutletOf: d.outletOf}
	d.index = timeline.NewIndex(c, d.outletOf)
	d.starts = passageStarts(d)
	d.kept = newMarks(c, nil)
	d.items = sync.OnceValue(d.newItems)
	d.texts = sync.OnceValue(func() *index.Index { return index.With(context.Background(), c, d.words) })
	d.byOutlet = sync.OnceValue(d.sortByOutlet)
	return d
}

// again returns which article of d is article i of old, or has come in its place;
// -1 when it is gone.
func (d *data) again(old *data, i int) int {
	a := &old.Articles[i]
	if at, ok := d.articles[a.ID]; ok {
		return at
	}
	for _, at := range d.paths[a.Path] { // its text has changed; a file may hold several
		if d.Articles[at].Title == a.Title {
			return at
		}
	}
	if same := d.paths[a.Path]; len(same) > 0 {
		return same[0]
	}
	return -1
}

// nameOutlets gives every outlet its place. An article whose outlet is unknown
// stands for itself, after those that are known.
func (d *data) nameOutlets(t *theme.Theme, s *seats) {
	known := make(map[string]int, len(d.Outlets))
	for i, name := range d.Outlets {
		known[name] = i
		d.seatOf = append(d.seatOf, s.at("outlet "+name))
		d.outlets = append(d.outlets, t.Outlet(d.seatOf[i], name))
	}
	for i := range d.Articles {
		a := &d.Articles[i]
		d.articles[a.ID] = i
		d.paths[a.Path] = append(d.paths[a.Path], i)
		at, ok := known[a.Outlet]
		if a.Outlet == "" || !ok {
			at = len(d.outlets)
			var o theme.Outlet
			var seat int
			if a.Outlet == "" {
				seat = s.at("article " + a.Path + "\n" + a.Title)
				o = t.Unknown(seat, titleOf(a))
			} else {
				seat = s.at(ofOutlet + a.Outlet)
				o = t.Outlet(seat, a.Outlet)
				known[a.Outlet] = at
			}
			d.seatOf = append(d.seatOf, seat)
			d.outlets = append(d.outlets, o)
		}
		d.outletOf[i] = at
	}
}

// sortByOutlet returns the articles outlet by outlet.
func (d *data) sortByOutlet() []int {
	order := make([]int, len(d.Articles))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return d.outletOf[a] - d.outletOf[b] })
	return order
}

// dates returns the temporal expressions within a passage.
func dates(c *model.Collection, p model.Passage) []model.Span {
	if p.Article >= len(c.Timexes) {
		return nil
	}
	tx := c.Timexes[p.Article]
	lo, hi := 0, len(tx)
	for lo < hi {
		if mid := (lo + hi) / 2; tx[mid].Span.End <= p.Span.Start {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	var out []model.Span
	for ; lo < len(tx) && tx[lo].Span.Start < p.Span.End; lo++ {
		if p.Span.Contains(tx[lo].Span) {
			out = append(out, tx[lo].Span)
		}
	}
	return out
}

// dating returns the passage of an event that is shown for it: of those given,
// in reading order, the first that says most precisely when it happened, and
// not another date than the event's. Where none says when, it is the first; -1
// when none is given.
func (d *data) dating(event int, passages []int) int {
	e := &d.Events[event]
	best, trust, days := -1, -1, 0
	for _, i := range passages {
		p := &e.Passages[i]
		t, n := 0, p.When.Days()
		switch {
		case p.Says == "":
		case p.When.Overlaps(e.When):
			t = 2
		default:
			t = 1
		}
		if t > trust || t == trust && t == 2 && n < days {
			best, trust, days = i, t, n
		}
	}
	return best
}

// outlet returns the outlet of an article as the viewer shows it.
func (d *data) outlet(article int) viewer.Outlet {
	o := d.outlets[d.outletOf[article]]
	if o.Unknown {
		o.Name = ""
	}
	return viewer.Outlet{Name: o.Name, Mark: o.Mark, Style: o.Style}
}
