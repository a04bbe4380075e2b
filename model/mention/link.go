package mention

import (
	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/edtf"
	"github.com/kreader/kreader/model/word"
)

// group is a run of tokens of a sentence that tells one event.
type group struct {
	from, to int   // tokens
	timex    int   // index into the article's temporal expressions, or -1
	refers   bool  // the date is only a point of reference
	main     int   // index into the sentence's triggers, or -1
	triggers []int // all triggers between from and to
}

// dating reports whether a temporal expression can date an event by itself.
func dating(t *model.Timex) bool {
	if t.When.IsZero() || t.When.Gran == edtf.ByCentury || t.Type == model.Set || t.Value == "PRESENT_REF" || t.Value == "PAST_REF" || t.Value == "FUTURE_REF" {
		return false
	}
	if t.Type == model.Duration && t.When.Days() > 3700 {
		return false
	}
	return true
}

// dated is a temporal expression of a sentence: its tokens and the trigger it
// is linked to.
type dated struct {
	timex       int
	first, last int
	seg         int
	trigger     int // -1: none
	refers      bool
}

// group divides a sentence among its dates. Each date governs the clause it
// stands in, the clause of the trigger it is linked to, and what lies between;
// a clause that none governs goes with the date before it, or, at the start of
// the sentence, stands for itself when something of weight happens in it.
func (x *extractor) group(s *sentence) []group {
	ds := x.dates(s)
	if len(ds) == 0 {
		g := group{from: 0, to: len(s.tokens), timex: -1, main: -1}
		return []group{fill(s, g)}
	}
	ds = x.mergeSame(ds)
	var out []group
	at := 0
	for i, d := range ds {
		from := reach(s, d, at)
		if i == 0 && from > 0 && !x.worthItself(s, at, from, d) {
			from = 0
		}
		if from > at && i == 0 {
			out = append(out, fill(s, group{from: at, to: from, timex: -1, main: -1}))
		} else if from > at {
			// What lies between two dates goes with the first.
			out[len(out)-1].to = from
			out[len(out)-1] = fill(s, out[len(out)-1])
		}
		to := len(s.tokens)
		if i+1 < len(ds) {
			to = x.border(s, d, ds[i+1])
		}
		out = append(out, fill(s, group{from: max(from, at), to: to, timex: d.timex, refers: d.refers, main: d.trigger}))
		at = to
	}
	return out
}

// dates returns the dating expressions of a sentence, each linked to its
// trigger.
func (x *extractor) dates(s *sentence) []dated {
	var out []dated
	for _, ti := range s.tx {
		t := &x.tx[ti]
		if !dating(t) {
			continue
		}
		d := dated{timex: ti, first: -1, trigger: -1}
		for i := range s.tokens {
			if s.tokens[i].Start < t.Span.End && t.Span.Start < s.tokens[i].End {
				if d.first < 0 {
					d.first = i
				}
				d.last = i
			}
		}
		if d.first < 0 {
			continue
		}
		for si, g := range s.segs {
			if d.first >= g.from && d.first < g.to {
				d.seg = si
			}
		}
		x.link(s, &d)
		if x.describes(s, &d) {
			s.describing = append(s.describing, ti)
			continue
		}
		out = append(out, d)
	}
	return out
}

// describes reports whether a year or a decade only says of what time something
// is in which nothing happens: "the 1999 film", "a star of the 1940s".
func (x *extractor) describes(s *sentence, d *dated) bool {
	if w := x.tx[d.timex].When; w.Gran != edtf.ByYear && w.Gran != edtf.ByDecade || d.first == 0 {
		return false
	}
	if d.trigger >= 0 {
		if t := &s.triggers[d.trigger]; (t.nominal || t.first == d.last+1) && x.modifies(s, d, t) {
			return false // it happened then: "the 1999 bombing"
		}
	}
	first := d.first
	if s.tokens[first].Kind == word.Number && s.tokens[first-1].Lower == "the" {
		first--
	}
	if first > 1 && s.tokens[first-1].Lower == "of" {
		return !partsOfDay[s.tokens[first-2].Lower]
	}
	prev, next := &s.tokens[d.first-1], d.last+1
	if !determiners[prev.Lower] && !prev.Possessive || next >= len(s.tokens) {
		return false
	}
	n := &s.tokens[next]
	return n.Kind == word.Word && !prepositions[n.Lower] && !word.Stop(n.Lower) && !isVerbForm(n.Lower)
}

// farthest is the cost above which a date and a trigger have nothing to do
// with each other: about three clauses apart.
const farthest = 40

// link finds the trigger that a date belongs to.
func (x *extractor) link(s *sentence, d *dated) {
	leading := d.first <= s.segs[d.seg].from+2
	best := farthest
	for i := range s.triggers {
		t := &s.triggers[i]
		if s.compounds(i) {
			continue
		}
		var cost int
		switch {
		case t.last < d.first:
			cost = d.first - t.last
		case leading:
			cost = t.first - d.last
		default:
			cost = (t.first - d.last) * 3 / 2
		}
		between := abs(t.seg - d.seg)
		cost += 6 * between
		if t.say() {
			cost += 8
			if between > 0 || cost > 12 {
				cost += 12
			}
		}
		if t.class == nil {
			cost += 4
		}
		if t.nominal {
			if x.modifies(s, d, t) {
				cost = 0
			} else {
				cost += 3
			}
		}
		if cost < best {
			best, d.trigger = cost, i
		}
	}
	if d.first == 0 {
		return
	}
	prev := s.tokens[d.first-1].Lower
	if prev == "of" && d.first > 1 && !partsOfDay[s.tokens[d.first-2].Lower] && (d.trigger < 0 || !x.modifies(s, d, &s.triggers[d.trigger])) {
		d.refers = true // "the memory of 3 May"
	}
	switch prev {
	case "before", "after", "since", "until", "till", "than", "following", "by", "from", "prior":
		// A point of reference, unless a noun follows that happens then:
		// "after the 3 May talks" dates the talks.
		if d.trigger < 0 || !s.triggers[d.trigger].nominal || !x.modifies(s, d, &s.triggers[d.trigger]) {
			if !(prev == "from" && x.tx[d.timex].When.Gran == edtf.Range) && !(prev == "by" && d.trigger >= 0) {
				d.refers = true
			}
		}
	}
}

// partsOfDay go with a date by "of" without anything of their own happening.
var partsOfDay = set(`hours morning evening night afternoon day dawn eve midnight week weekend month months summer winter spring autumn fall beginning start
 end middle part half`)

// modifies reports whether a date stands right before a noun ("the 3 May drone
// attack") or right after it ("the talks of 3 May").
func (x *extractor) modifies(s *sentence, d *dated, t *trigger) bool {
	if t.first > d.last {
		if t.first-d.last > 3 {
			return false
		}
		for k := d.last + 1; k < t.first; k++ {
			if s.tokens[k].Kind == word.Mark && s.tokens[k].Lower != "," || prepositions[s.tokens[k].Lower] || determiners[s.tokens[k].Lower] || auxiliaries[s.tokens[k].Lower] {
				return false
			}
		}
		return true
	}
	return d.first-t.last <= 2 && d.first-t.last > 0 && (d.first-t.last == 1 || prepositions[s.tokens[t.last+1].Lower])
}

// mergeSame drops dates that say the same again, or more coarsely, of the same
// trigger: "on Friday, 3 May".
func (x *extractor) mergeSame(ds []dated) []dated {
	out := ds[:1]
	for _, d := range ds[1:] {
		p := &out[len(out)-1]
		a, b := x.tx[p.timex].When, x.tx[d.timex].When
		if a.Overlaps(b) && (p.trigger == d.trigger || d.trigger < 0 || a == b) || d.trigger == p.trigger && d.refers {
			if b.Days() < a.Days() && a.Overlaps(b) {
				p.timex = d.timex
			}
			p.last = d.last
			continue
		}
		if p.trigger == d.trigger && p.refers && !d.refers {
			*p = d
			continue
		}
		out = append(out, d)
	}
	return out
}

// reach returns the first token that a date governs, not before at.
func reach(s *sentence, d dated, at int) int {
	from := s.segs[d.seg].from
	if d.trigger >= 0 {
		from = min(from, s.segs[s.triggers[d.trigger].seg].from)
	}
	return max(from, at)
}

// border returns the token where what d governs ends and what e governs
// begins.
func (x *extractor) border(s *sentence, d, e dated) int {
	if from := reach(s, e, 0); from > d.last && (d.trigger < 0 || from > s.triggers[d.trigger].first) {
		return from
	}
	// In one clause: cut before what belongs to the second date.
	first := e.first
	if e.trigger >= 0 && s.triggers[e.trigger].first > d.last {
		first = min(first, s.triggers[e.trigger].first)
	}
	for k := first; k > d.last; k-- {
		if s.tokens[k].Lower == "and" || s.tokens[k].Lower == "to" || s.tokens[k].Lower == "," || s.tokens[k].Lower == "before" || s.tokens[k].Lower == "after" {
			return k
		}
	}
	for first > d.last+1 && (prepositions[s.tokens[first-1].Lower] || determiners[s.tokens[first-1].Lower]) {
		first--
	}
	return max(first, d.last+1)
}

// worthItself reports whether the tokens from, to-1 tell something of weight
// that the first date of the sentence does not date: of another kind than what
// is dated, or in a clause that is set against it ("... before serving as").
func (x *extractor) worthItself(s *sentence, from, to int, d dated) bool {
	kind := ""
	if d.trigger >= 0 && s.triggers[d.trigger].class != nil && !openers[s.tokens[to].Lower] {
		kind = s.triggers[d.trigger].class.Family
	}
	for i := range s.triggers {
		t := &s.triggers[i]
		if t.first >= from && t.last < to && t.class != nil && !t.say() && t.weight() >= .4 && t.class.Family != kind {
			return true
		}
	}
	return false
}

// fill notes the triggers of a group.
func fill(s *sentence, g group) group {
	g.triggers = g.triggers[:0:0]
	for i := range s.triggers {
		if t := &s.triggers[i]; t.first >= g.from && t.first < g.to {
			g.triggers = append(g.triggers, i)
		}
	}
	if g.main >= 0 && (s.triggers[g.main].first < g.from || s.triggers[g.main].first >= g.to) {
		g.main = -1
	}
	return g
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
