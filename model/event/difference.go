package event

import (
	"iter"
	"slices"
	"sort"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/edtf"
	"github.com/kreader/kreader/model/word"
)

// differences returns what the passages of an event disagree about. Precision
// first: what is shown must be one to a careful reader. Each kind of difference
// has a file that reads what passages claim of it and says when two claims
// contradict each other; here is what holds for all of them. Spellings of names
// are compared once for the whole collection, see spell.
func differences(c *model.Collection, ps []model.Passage) []model.Difference {
	if len(ps) < 2 || oneOutlet(c, ps) {
		return nil
	}
	s := &sayings{c: c, ps: ps, toks: make([][]word.Token, len(ps)), content: make([]map[string]bool, len(ps)), stem: word.Borrow()}
	defer s.stem.Return()
	var out []model.Difference
	for _, kind := range []func(*sayings) []model.Difference{onDays, onTenures, onNumbers, onMeans, onPlaces, onAuthors} {
		out = append(out, kind(s)...)
	}
	return out
}

// oneOutlet reports whether only one outlet tells an event: what an outlet itself
// gives differently is an update, or two things.
func oneOutlet(c *model.Collection, ps []model.Passage) bool {
	first := outletOf(c, ps[0].Article)
	return !slices.ContainsFunc(ps, func(p model.Passage) bool { return outletOf(c, p.Article) != first })
}

// sayings are the passages of an event and what was worked out of them.
type sayings struct {
	c       *model.Collection
	ps      []model.Passage
	toks    [][]word.Token
	content []map[string]bool
	stem    word.Stemmer
}

// tokens returns the words of a passage.
func (s *sayings) tokens(i int) []word.Token {
	if s.toks[i] == nil {
		p := &s.ps[i]
		s.toks[i] = word.Tokens(s.text(i), p.Span)
	}
	return s.toks[i]
}

// text returns the text of the article that a passage is in.
func (s *sayings) text(i int) string { return s.c.Articles[s.ps[i].Article].Text }

func (s *sayings) outlet(i int) string { return outletOf(s.c, s.ps[i].Article) }

// mentions returns the mentions that a passage is made of.
func (s *sayings) mentions(i int) iter.Seq[*model.Mention] {
	p, all := &s.ps[i], s.c.Mentions // by article, then place
	at := sort.Search(len(all), func(k int) bool {
		return all[k].Article > p.Article || all[k].Article == p.Article && all[k].Sentence.End > p.Span.Start
	})
	return func(yield func(*model.Mention) bool) {
		for ; at < len(all) && all[at].Article == p.Article && all[at].Sentence.Start < p.Span.End; at++ {
			if all[at].Clause.Overlaps(p.Span) && !yield(&all[at]) {
				return
			}
		}
	}
}

// claim is something that a passage says.
type claim struct {
	passage int
	slot    string // only claims of one slot can differ
	what    string // the slot for people
	value   string // as printed
}

// weigh returns the differences among claims: slot by slot, those of which
// rivals says that they contradict each other. One outlet never contradicts
// itself.
func (s *sayings) weigh(about string, claims []claim, rivals func(i, j int) bool) (out []model.Difference) {
	by := map[string][]int{}
	var slots []string
	for i, c := range claims {
		if by[c.slot] == nil {
			slots = append(slots, c.slot)
		}
		by[c.slot] = append(by[c.slot], i)
	}
	for _, slot := range slots {
		clash := map[int]bool{}
		for k, i := range by[slot] {
			for _, j := range by[slot][:k] {
				if s.outlet(claims[i].passage) != s.outlet(claims[j].passage) && rivals(i, j) {
					clash[i], clash[j] = true, true
				}
			}
		}
		d := model.Difference{About: about, What: claims[by[slot][0]].what}
		for _, i := range by[slot] {
			if clash[i] {
				add(&d, claims[i].value, claims[i].passage)
			}
		}
		if len(d.Values) > 1 {
			out = append(out, d)
		}
	}
	return out
}

// add notes that a passage gives a value.
func add(d *model.Difference, value string, passage int) {
	at := slices.IndexFunc(d.Values, func(v model.DifferingValue) bool { return v.Value == value })
	if at < 0 {
		at = len(d.Values)
		d.Values = append(d.Values, model.DifferingValue{Value: value})
	}
	if !slices.Contains(d.Values[at].Passages, passage) {
		d.Values[at].Passages = append(d.Values[at].Passages, passage)
	}
}

// sameTime reports whether two passages may speak of one time.
func (s *sayings) sameTime(i, j int) bool {
	p, q := s.ps[i].When, s.ps[j].When
	return p.IsZero() || q.IsZero() || p.Overlaps(q)
}

// alike reports whether two passages say the same but for what differs: of the
// words that carry meaning they share a part, counted in the shorter one, and two
// at least. known is how many are known to be shared.
func (s *sayings) alike(i, j int, part float64, known int) bool {
	a, b := s.words(i), s.words(j)
	shared := known
	for w := range a {
		if b[w] {
			shared++
		}
	}
	return shared >= 2 && float64(shared) >= part*float64(min(len(a), len(b)))
}

// words returns the stems of the words of a passage that carry meaning.
func (s *sayings) words(i int) map[string]bool {
	if s.content[i] == nil {
		s.content[i] = map[string]bool{}
		for _, t := range s.tokens(i) {
			if t.Kind == word.Word && len(t.Lower) > 2 && !word.Stop(t.Lower) && smallNumbers[t.Lower] == 0 {
				s.content[i][s.stem.Stem(t.Lower)] = true
			}
		}
	}
	return s.content[i]
}

// freshFor is for how many days a count may still grow: of counts given on
// different days of that time the later is news, not a contradiction.
const freshFor = 30

// together reports whether two passages were published when the same was known:
// within a day of each other, or both long after.
func (s *sayings) together(i, j int) bool {
	p, q := s.c.Articles[s.ps[i].Article].Published, s.c.Articles[s.ps[j].Article].Published
	if p.IsZero() || q.IsZero() {
		return false
	}
	when := s.ps[i].When
	if when.IsZero() {
		when = s.ps[j].When
	}
	if !when.IsZero() && p.Lo > when.Hi+freshFor && q.Lo > when.Hi+freshFor {
		return true
	}
	return p.Lo <= q.Hi+1 && q.Lo <= p.Hi+1
}

// onDays returns the days that differ: only those that different outlets state,
// and that no outlet states both of.
func onDays(s *sayings) []model.Difference {
	var days []edtf.Day
	by := map[edtf.Day][]int{}
	outlets := map[edtf.Day]map[string]bool{}
	for i := range s.ps {
		p := &s.ps[i]
		if p.When.Gran != edtf.ByDay || p.When.Uncertain || p.When.Approx || p.Says == "" {
			continue
		}
		d := p.When.Lo
		if by[d] == nil {
			days = append(days, d)
			outlets[d] = map[string]bool{}
		}
		by[d] = append(by[d], i)
		outlets[d][s.outlet(i)] = true
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
	if !s.told(days, by) {
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
func (s *sayings) told(days []edtf.Day, by map[edtf.Day][]int) bool {
	for i, d := range days {
		for _, e := range days[i+1:] {
			for _, p := range by[d][:min(len(by[d]), mostCompared)] {
				for _, q := range by[e][:min(len(by[e]), mostCompared)] {
					// "On Sunday" may be when it was said: only dates in full differ.
					if s.ps[p].Why == stated && s.ps[q].Why == stated && s.alike(p, q, .4, 0) {
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
