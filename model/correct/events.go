package correct

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/edtf"
	"github.com/kreader/kreader/model/source"
)

// Events puts right what the passages were joined into: titles, dates, which
// passages are one event, what matters. It returns the events that are left, in
// no new order; events whose passages have changed have no differences until
// they are looked for again.
func (s *Set) Events(c *model.Collection, es []model.Event) (left []model.Event, orphans []model.Diagnostic) {
	r := &replay{c: c, events: es}
	hidden := 0
	for e := range s.of(onEvents) {
		if e.Kind == NoDifference {
			continue
		}
		at, passage, ok := r.locate(e.At)
		if !ok {
			orphans = append(orphans, r.orphan(e, e.At))
			continue
		}
		ev := &r.events[at]
		switch e.Kind {
		case EventDate:
			r.redate(ev, e)
		case Title:
			if ev.Title != e.Value {
				r.note(ev, fmt.Sprintf("title %s (was %s)", e.by(), quoted(ev.Title)))
				ev.Title = e.Value
			}
		case Pin:
			ev.Importance = 1
			r.note(ev, "pinned by "+cmp.Or(e.Who, "the reader"))
		case Hide:
			ev.Passages = nil
			hidden++
		case Split:
			r.split(at, passage, e)
		case Join:
			other, _, ok := r.locate(e.With)
			if !ok {
				orphans = append(orphans, r.orphan(e, e.With))
				continue
			}
			r.join(at, other, e)
		}
	}
	left = slices.DeleteFunc(r.events, func(e model.Event) bool { return len(e.Passages) == 0 })
	if hidden > 0 {
		orphans = append(orphans, model.Diagnostic{
			Path: FileName, Article: -1, Stage: "correct", Severity: model.Note,
			Message: fmt.Sprintf("events that the reader has hidden: %d", hidden),
		})
	}
	return left, orphans
}

// Settled takes out the differences that the reader says are none, in place.
func (s *Set) Settled(c *model.Collection, es []model.Event) (orphans []model.Diagnostic) {
	r := &replay{c: c, events: es}
	for e := range s.of(onEvents) {
		if e.Kind != NoDifference {
			continue
		}
		at, _, ok := r.locate(e.At)
		if !ok {
			orphans = append(orphans, r.orphan(e, e.At))
			continue
		}
		es[at].Differences = slices.DeleteFunc(slices.Clone(es[at].Differences), func(d model.Difference) bool {
			return e.Value == d.About || e.Value == d.Key()
		})
	}
	return orphans
}

type replay struct {
	c      *model.Collection
	events []model.Event
}

// orphan says that a place is not found, or that no event is told there.
func (r *replay) orphan(e *Entry, at Anchor) model.Diagnostic {
	if _, ok := at.find(r.c.Articles); ok {
		return lost(e, "the words "+quoted(at.Exact)+" are of no event any more")
	}
	o := *e
	o.At = at
	return orphan(&o)
}

// locate returns the event, and the passage of it, that tells the words of an
// anchor: of several the one that shares most of them.
func (r *replay) locate(t Anchor) (event, passage int, ok bool) {
	p, ok := t.find(r.c.Articles)
	if !ok {
		return 0, 0, false
	}
	most := 0
	for i := range r.events {
		for k := range r.events[i].Passages {
			q := &r.events[i].Passages[k]
			if q.Article != p.article || !q.Span.Overlaps(p.span) {
				continue
			}
			shared := 2 * (min(q.Span.End, p.span.End) - max(q.Span.Start, p.span.Start))
			if q.Span == p.span {
				shared++
			}
			if shared > most {
				event, passage, most = i, k, shared
			}
		}
	}
	return event, passage, most > 0
}

func (r *replay) note(e *model.Event, what string) {
	if !slices.Contains(e.Corrected, what) {
		e.Corrected = append(slices.Clone(e.Corrected), what)
	}
}

func (r *replay) redate(ev *model.Event, e *Entry) {
	v, _ := edtf.Parse(e.Value)
	if v == ev.When {
		return
	}
	r.note(ev, fmt.Sprintf("date %s (was %s)", e.by(), cmp.Or(ev.When.String(), "undated")))
	ev.When = v
}

// split makes an event of one passage.
func (r *replay) split(at, passage int, e *Entry) {
	ev := &r.events[at]
	if len(ev.Passages) < 2 {
		return
	}
	p := ev.Passages[passage]
	ev.Passages = slices.Delete(slices.Clone(ev.Passages), passage, passage+1)
	ev.Differences = nil
	r.note(ev, "a passage split off by "+cmp.Or(e.Who, "the reader"))
	own := model.Event{
		ID: ev.ID + "-" + e.ID, When: p.When, Title: headline(p.Span.Of(r.c.Articles[p.Article].Text)),
		Importance: ev.Importance / 2, Passages: []model.Passage{p},
	}
	r.note(&own, "split off from "+quoted(ev.Title)+" by "+cmp.Or(e.Who, "the reader"))
	r.events = append(r.events, own)
}

// join moves the passages of one event to another.
func (r *replay) join(from, to int, e *Entry) {
	if from == to {
		return
	}
	a, b := &r.events[from], &r.events[to]
	b.Passages = slices.Concat(b.Passages, a.Passages)
	slices.SortStableFunc(b.Passages, func(p, q model.Passage) int {
		return cmp.Or(cmp.Compare(p.Article, q.Article), cmp.Compare(p.Span.Start, q.Span.Start))
	})
	b.Passages = slices.CompactFunc(b.Passages, func(p, q model.Passage) bool { return p.Article == q.Article && p.Span == q.Span })
	if b.When.IsZero() {
		b.When = a.When
	}
	b.Importance = max(a.Importance, b.Importance)
	b.Differences = nil
	r.note(b, "joined with "+quoted(a.Title)+" by "+cmp.Or(e.Who, "the reader"))
	a.Passages = nil
}

// headline cuts a sentence to what a line holds, at a word.
func headline(s string) string {
	const longest = 70
	r := []rune(source.Line(s))
	if len(r) <= longest {
		return string(r)
	}
	n := longest
	for n > longest/2 && r[n] != ' ' {
		n--
	}
	return string(r[:n]) + "…"
}
