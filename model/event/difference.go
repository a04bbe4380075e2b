package event

import (
	"cmp"
	"slices"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/edtf"
	"github.com/kreader/kreader/model/word"
)

// differences returns what the passages of an event disagree about. Precision
// first: what is shown must be one to a careful reader.
func differences(c *model.Collection, ps []model.Passage) []model.Difference {
	return append(onDays(c, ps), onNumbers(c, ps)...)
}

// given is a figure and the passage that gives it.
type given struct {
	figure
	passage int
}

// freshFor is for how many days a count may still grow: of counts given on
// different days of that time the later is news, not a contradiction.
const freshFor = 30

// onNumbers returns the counts that differ: of the same things, given by
// different outlets at the same time, where no interval of one outlet meets one
// of the other. What an outlet itself gives differently is an update or two
// things.
func onNumbers(c *model.Collection, ps []model.Passage) (out []model.Difference) {
	by := map[string][]given{}
	var slots []string
	if len(ps) < 2 {
		return nil
	}
	for i := range ps {
		p := &ps[i]
		a := &c.Articles[p.Article]
		inDate := func(s model.Span) bool {
			if p.Article >= len(c.Timexes) {
				return false
			}
			tx := c.Timexes[p.Article]
			k, found := slices.BinarySearchFunc(tx, s.Start, func(t model.Timex, at int) int { return cmp.Compare(t.Span.End, at+1) })
			return (found || k < len(tx)) && tx[k].Span.Overlaps(s)
		}
		here := map[string]int{}
		fs := figures(a.Text, p.Span, inDate)
		for _, f := range fs {
			here[f.slot]++
		}
		for _, f := range fs {
			if f.crowd || here[f.slot] > 1 || here[""] > 0 && isRole[f.slot] {
				continue // it tells of several: which is the one?
			}
			if by[f.slot] == nil {
				slots = append(slots, f.slot)
			}
			by[f.slot] = append(by[f.slot], given{f, i})
		}
	}
	for _, s := range slots {
		if d, ok := differing(c, ps, by[s]); ok {
			out = append(out, d)
		}
	}
	return out
}

// differing returns the difference among figures of one slot.
func differing(c *model.Collection, ps []model.Passage, gs []given) (d model.Difference, ok bool) {
	clash := make([]bool, len(gs))
	for i := range gs {
		for j := range gs[:i] {
			if rivals(c, ps, gs, i, j) {
				clash[i], clash[j], ok = true, true, true
			}
		}
	}
	if !ok {
		return d, false
	}
	d = model.Difference{About: "number", What: gs[0].what}
	for i, g := range gs {
		if !clash[i] {
			continue
		}
		at := slices.IndexFunc(d.Values, func(v model.DifferingValue) bool { return v.Value == g.text })
		if at < 0 {
			at = len(d.Values)
			d.Values = append(d.Values, model.DifferingValue{Value: g.text})
		}
		if !slices.Contains(d.Values[at].Passages, g.passage) {
			d.Values[at].Passages = append(d.Values[at].Passages, g.passage)
		}
	}
	return d, len(d.Values) > 1
}

// rivals reports whether two figures contradict each other, and so does
// everything else that their outlets give.
func rivals(c *model.Collection, ps []model.Passage, gs []given, i, j int) bool {
	a, b := outletOf(c, ps[gs[i].passage].Article), outletOf(c, ps[gs[j].passage].Article)
	if a == b || !together(c, ps, gs[i].passage, gs[j].passage) {
		return false
	}
	p, q := &ps[gs[i].passage], &ps[gs[j].passage]
	part := .35
	switch {
	case p.When.IsZero() && q.When.IsZero():
		return false // they may tell of different times
	case p.When.IsZero() || q.When.IsZero():
		part = .5
	case p.When.Days() > 31 || q.When.Days() > 31:
		part = .6 // much happens in a year
	}
	if !alike(c, p, q, part, 1) {
		return false
	}
	for _, g := range gs {
		for _, h := range gs {
			if outletOf(c, ps[g.passage].Article) == a && outletOf(c, ps[h.passage].Article) == b && g.low <= h.high && h.low <= g.high {
				return false
			}
		}
	}
	return true
}

// alike reports whether two passages say the same but for what differs: of the
// words that carry meaning they share a part, counted in the shorter one, and two
// at least. known is how many are known to be shared.
func alike(c *model.Collection, p, q *model.Passage, part float64, known int) bool {
	a, b := contentOf(c, p), contentOf(c, q)
	shared := known
	for w := range a {
		if b[w] {
			shared++
		}
	}
	return shared >= 2 && float64(shared) >= part*float64(min(len(a), len(b)))
}

// contentOf returns the stems of the words of a passage that carry meaning.
func contentOf(c *model.Collection, p *model.Passage) map[string]bool {
	out := map[string]bool{}
	for _, t := range word.Tokens(c.Articles[p.Article].Text, p.Span) {
		if t.Kind == word.Word && len(t.Lower) > 2 && !word.Stop(t.Lower) && smallNumbers[t.Lower] == 0 {
			out[word.Stemmer{}.Stem(t.Lower)] = true
		}
	}
	return out
}

// together reports whether two passages were published when the same was known:
// within a day of each other, or both long after.
func together(c *model.Collection, ps []model.Passage, i, j int) bool {
	p, q := c.Articles[ps[i].Article].Published, c.Articles[ps[j].Article].Published
	if p.IsZero() || q.IsZero() {
		return false
	}
	when := ps[i].When
	if when.IsZero() {
		when = ps[j].When
	}
	if !when.IsZero() && p.Lo > when.Hi+freshFor && q.Lo > when.Hi+freshFor {
		return true
	}
	return p.Lo <= q.Hi+1 && q.Lo <= p.Hi+1
}

// onDays returns the days that differ: only those that different outlets state,
// and that no outlet states both of.
func onDays(c *model.Collection, ps []model.Passage) []model.Difference {
	var days []edtf.Day
	by := map[edtf.Day][]int{}
	outlets := map[edtf.Day]map[string]bool{}
	for i := range ps {
		p := &ps[i]
		if p.When.Gran != edtf.ByDay || p.When.Uncertain || p.When.Approx || p.Says == "" {
			continue
		}
		d := p.When.Lo
		if by[d] == nil {
			days = append(days, d)
			outlets[d] = map[string]bool{}
		}
		by[d] = append(by[d], i)
		outlets[d][outletOf(c, p.Article)] = true
	}
	if len(days) < 2 {
		return nil
	}
	slices.Sort(days)
	for i, d := range days {
		for _, e := range days[i+1:] {
			for o := range outlets[d] {
				if outlets[e][o] {
					return nil // one outlet gives both: an update, or two things
				}
			}
		}
	}
	if !told(c, ps, days, by) {
		return nil
	}
	diff := model.Difference{About: "date"}
	for _, d := range days {
		diff.Values = append(diff.Values, model.DifferingValue{Value: d.String(), Passages: by[d]})
	}
	return []model.Difference{diff}
}

// told reports whether of two of the days passages speak that are alike enough
// to speak of one happening.
func told(c *model.Collection, ps []model.Passage, days []edtf.Day, by map[edtf.Day][]int) bool {
	for i, d := range days {
		for _, e := range days[i+1:] {
			for _, p := range by[d][:min(len(by[d]), mostCompared)] {
				for _, q := range by[e][:min(len(by[e]), mostCompared)] {
					// "On Sunday" may be when it was said: only dates in full differ.
					if ps[p].Why == stated && ps[q].Why == stated && alike(c, &ps[p], &ps[q], .4, 0) {
						return true
					}
				}
			}
		}
	}
	return false
}

// stated is how a date is explained that the words themselves give.
const stated = "stated"

// mostCompared bounds how many passages of a day are compared with those of
// another.
const mostCompared = 20

// outletOf returns what tells the outlet of an article from others; an unknown
// outlet stands for itself.
func outletOf(c *model.Collection, article int) string {
	if o := c.Articles[article].Outlet; o != "" {
		return o
	}
	return "\x00" + c.Articles[article].ID
}
