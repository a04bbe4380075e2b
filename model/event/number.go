package event

import (
	"cmp"
	"slices"

	"github.com/kreader/kreader/model"
)

// given is a figure and the passage that gives it.
type given struct {
	figure
	passage int
}

// onNumbers returns the counts that differ: of the same things, given by
// different outlets at the same time, where no interval of one outlet meets one
// of the other. What an outlet itself gives differently is an update or two
// things.
func onNumbers(s *sayings) []model.Difference {
	var gs []given
	var claims []claim
	for i := range s.ps {
		here := map[string]int{}
		fs := figures(s.text(i), s.tokens(i), s.inDate(i))
		for _, f := range fs {
			here[f.slot]++
		}
		for _, f := range fs {
			if f.crowd || here[f.slot] > 1 || here[""] > 0 && isRole.has(f.slot) {
				continue // it tells of several: which is the one?
			}
			gs = append(gs, given{f, i})
			claims = append(claims, claim{i, f.slot, f.what, f.text})
		}
	}
	return s.weigh("number", claims, func(i, j int) bool { return s.rivals(gs, i, j) })
}

// inDate returns a function that reports whether a part of a passage is in a date.
func (s *sayings) inDate(i int) func(model.Span) bool {
	a := s.ps[i].Article
	if a >= len(s.c.Timexes) {
		return func(model.Span) bool { return false }
	}
	tx := s.c.Timexes[a]
	return func(of model.Span) bool {
		k, _ := slices.BinarySearchFunc(tx, of.Start+1, func(t model.Timex, at int) int { return cmp.Compare(t.Span.End, at) })
		return k < len(tx) && tx[k].Span.Overlaps(of)
	}
}

// ofTheDay is within how many days of an event a report is that need not say when
// it was. A later one without a date may tell of another of its kind.
const ofTheDay = 3

// rivals reports whether two figures contradict each other, and so does
// everything else that their outlets give.
func (s *sayings) rivals(gs []given, i, j int) bool {
	a, b := s.outlet(gs[i].passage), s.outlet(gs[j].passage)
	if !s.together(gs[i].passage, gs[j].passage) || !sameVerb(gs[i], gs[j]) {
		return false
	}
	p, q := &s.ps[gs[i].passage], &s.ps[gs[j].passage]
	part := .35
	switch {
	case p.When.IsZero() && q.When.IsZero():
		return false // they may tell of different times
	case p.When.IsZero() || q.When.IsZero():
		if !s.fresh(gs[i].passage, gs[j].passage) {
			return false
		}
		part = .5
	case p.When.Days() > 31 || q.When.Days() > 31:
		part = .6 // much happens in a year
	}
	if !s.alike(gs[i].passage, gs[j].passage, part, 1) {
		return false
	}
	for _, g := range gs {
		for _, h := range gs {
			if g.slot == gs[i].slot && h.slot == g.slot && s.outlet(g.passage) == a && s.outlet(h.passage) == b && g.low <= h.high && h.low <= g.high {
				return false
			}
		}
	}
	return true
}

// fresh reports whether of a passage with a date and one without the latter was
// published right after that date.
func (s *sayings) fresh(i, j int) bool {
	if s.ps[i].When.IsZero() {
		i, j = j, i
	}
	p, when := s.c.Articles[s.ps[j].Article].Published, s.ps[i].When
	return p.Lo >= when.Lo && p.Hi <= when.Hi+ofTheDay
}

// sameVerb reports whether what is counted is counted of one act. What became of
// people is the act itself; of other things, the word before the number or after
// the noun must be one that both have: boats that were seen are not those that
// were caught.
func sameVerb(a, b given) bool {
	if isRole.has(a.slot) {
		return true
	}
	for _, v := range a.acts {
		if slices.Contains(b.acts, v) {
			return true
		}
	}
	return false
}
