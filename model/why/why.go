// Package why explains, for people, what the engine decided about a passage: what
// its date could have been instead and why it is not, and what the passages of an
// event have in common and how sure it is that they tell one. It decides nothing
// itself and changes nothing: everything is read from a collection.
package why

import (
	"fmt"
	"slices"
	"strings"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/edtf"
	"github.com/kreader/kreader/model/lang"
	"github.com/kreader/kreader/model/mention"
	"github.com/kreader/kreader/model/name"
	"github.com/kreader/kreader/model/word"
)

// Turned is a date that words could have meant.
type Turned struct {
	When edtf.Value
	Why  string // it is not meant
}

// Date returns the dates that the words of a passage could have meant as well,
// nearest first; none where the words themselves leave no choice, or where the
// article has no date that they are read against.
func Date(c *model.Collection, p *model.Passage) []Turned {
	t, ok := expression(c, p)
	a := &c.Articles[p.Article]
	if !ok || t.Stated || t.When != p.When || a.Published.IsZero() {
		return nil
	}
	words := strings.Fields(strings.ToLower(t.Span.Of(a.Text)))
	l := lang.For(a.Language)
	day, month := anyOf(words, l.Time.Words["weekday"]), anyOf(words, l.Time.Words["month"])
	switch {
	case month && !year(words):
		return around(t, a.Published, "a year", func(v edtf.Value, n int) edtf.Value { return years(v, n) })
	case day && !month && t.When.Gran == edtf.ByDay:
		return around(t, a.Published, "a week", func(v edtf.Value, n int) edtf.Value {
			v.Lo, v.Hi = v.Lo+edtf.Day(7*n), v.Hi+edtf.Day(7*n)
			return v
		})
	}
	return nil
}

// around returns what lies one step after a date and before it.
func around(t *model.Timex, published edtf.Value, step string, move func(edtf.Value, int) edtf.Value) (out []Turned) {
	for _, n := range []int{1, -1} {
		v := move(t.When, n)
		if v.IsZero() {
			continue
		}
		why := step + " further from what it is read against"
		switch {
		case v.Lo > published.Hi && t.When.Lo <= published.Hi:
			why = "after publication, and no word says that it was to come"
		case v.Hi < published.Lo && t.When.Lo > published.Hi:
			why = "over by publication, and the words speak of what was to come"
		}
		out = append(out, Turned{v, why})
	}
	return out
}

// years moves a date by years; the zero value where the calendar has no such day.
func years(v edtf.Value, n int) edtf.Value {
	move := func(d edtf.Day) (edtf.Day, bool) {
		y, m, day := d.Date()
		return edtf.DayOf(y+n, m, day), edtf.Valid(y+n, m, day)
	}
	lo, ok := move(v.Lo)
	hi, ok2 := move(v.Hi)
	if !ok || !ok2 {
		return edtf.Value{}
	}
	v.Lo, v.Hi = lo, hi
	return v
}

// expression returns the temporal expression that dates a passage.
func expression(c *model.Collection, p *model.Passage) (*model.Timex, bool) {
	if p.Says == "" || p.Article >= len(c.Timexes) {
		return nil, false
	}
	text := c.Articles[p.Article].Text
	within := p.Span
	if p.Sentence.Contains(within) {
		within = p.Sentence
	}
	for i := range c.Timexes[p.Article] {
		if t := &c.Timexes[p.Article][i]; within.Contains(t.Span) && t.Span.Of(text) == p.Says {
			return t, true
		}
	}
	return nil, false
}

func anyOf(words []string, class map[string][]string) bool {
	for _, of := range class {
		for _, w := range of {
			if slices.ContainsFunc(words, func(v string) bool { return strings.Trim(v, ".,;:’'") == strings.TrimSuffix(strings.ToLower(w), ".") }) {
				return true
			}
		}
	}
	return false
}

// year reports whether words name a year, or count from one: "last March" is read
// by its own rule.
func year(words []string) bool {
	for _, w := range words {
		w = strings.Trim(w, ".,;:’'")
		if len(w) == 4 && strings.Trim(w, "0123456789") == "" || w == "last" || w == "next" || w == "this" {
			return true
		}
	}
	return false
}

// Sure is how sure it is that a passage tells an event.
type Sure uint8

// The degrees, from the least.
const (
	Doubtful Sure = iota // little in common: it may be of another event
	Likely
	Certain // the same date, and more that agrees
)

// String returns the word for it.
func (s Sure) String() string { return [...]string{"doubtful", "likely", "sure"}[s] }

// Shared is what a passage has in common with others of its event.
type Shared struct {
	Date  string   // it is of the same date as so many others: "4 others"; "" when it gives none
	Kind  bool     // the same kind of happening
	Names []string // as the passage has them
	Words []string // as printed
	Sure  Sure
}

// Event knows what the passages of an event have in common. Make it with Of.
type Event struct {
	c        *model.Collection
	event    *model.Event
	mentions []*model.Mention // of each passage, nil when it is none's any more
	kinds    counts
	names    counts
	words    counts
}

// counts is in how many articles something is; in how many passages where one
// article tells the event.
type counts map[string]*struct{ n, last int }

func (c counts) add(key string, unit int) {
	switch k := c[key]; {
	case k == nil:
		c[key] = &struct{ n, last int }{1, unit}
	case k.last != unit: // passages are in order of the articles
		k.n++
		k.last = unit
	}
}

func (c counts) of(key string) int {
	if k := c[key]; k != nil {
		return k.n
	}
	return 0
}

// mostArticles is how many articles are compared with each other: those around the
// passage that is asked about. What the mentions of an article were compared by is
// found again, which takes a millisecond or two.
const mostArticles = 30

// Of gathers what the passages of an event have, those near the passage at if there
// are many: near the first when at is negative. Its cost grows with the articles that
// they are of.
func Of(c *model.Collection, e *model.Event, at int) *Event {
	x := &Event{c: c, event: e, mentions: make([]*model.Mention, len(e.Passages)), kinds: counts{}, names: counts{}, words: counts{}}
	from, to := window(e, max(at, 0))
	one := !slices.ContainsFunc(e.Passages, func(p model.Passage) bool { return p.Article != e.Passages[0].Article })
	var told []model.Mention // of the article of the passage
	for i := from; i < to; i++ {
		p := &e.Passages[i]
		if i == from || p.Article != e.Passages[i-1].Article {
			told = mention.Of(c, p.Article)
		}
		m := mentionOf(told, p)
		x.mentions[i] = m
		if m == nil {
			continue
		}
		unit := p.Article
		if one {
			unit = i
		}
		x.kinds.add(m.Class, unit)
		for _, n := range keys(m.Evidence.Names) {
			x.names.add(n, unit)
		}
		for _, w := range m.Evidence.Words {
			x.words.add(w, unit)
		}
	}
	return x
}

// window returns which passages are of the articles around that of the passage at:
// those from one number to before the other.
func window(e *model.Event, at int) (from, to int) {
	from, to = at, at
	other := func(i, k int) bool { return e.Passages[i].Article != e.Passages[k].Article }
	for n := 0; (from > 0 || to < len(e.Passages)) && n <= mostArticles; {
		if to < len(e.Passages) {
			for to++; to < len(e.Passages) && !other(to, to-1); to++ {
			}
			n++
		}
		if from > 0 {
			for from--; from > 0 && !other(from, from-1); from-- {
			}
			n++
		}
	}
	return from, to
}

// most is how many names, and how many words, are given at most.
const most = 4

// Passage returns what a passage shares with the others; ok is false when there is
// no other, or nothing is known of it.
func (x *Event) Passage(i int) (s Shared, ok bool) {
	m := x.mentions[i]
	if m == nil || len(x.event.Passages) < 2 {
		return s, false
	}
	p := &x.event.Passages[i]
	same := 0
	for k := range x.event.Passages {
		if q := &x.event.Passages[k]; k != i && p.Says != "" && q.Says != "" && p.When.Overlaps(q.When) {
			same++
		}
	}
	if same > 0 {
		s.Date = fmt.Sprintf("%d others", same)
		if same == 1 {
			s.Date = "1 other"
		}
	}
	s.Kind = m.Class != "" && m.Class != "OTHER" && x.kinds.of(m.Class) > 1
	for k, key := range keys(m.Evidence.Names) {
		if x.names.of(key) > 1 && len(s.Names) < most {
			s.Names = append(s.Names, m.Evidence.Names[k])
		}
	}
	s.Words = x.shared(m)
	s.Sure = sure(&s, m, p.Says != "" && m.Evidence.Inferred)
	return s, true
}

// shared returns the words of a mention that others have, those that fewest have
// first: they say most.
func (x *Event) shared(m *model.Mention) []string {
	var out []string
	for _, w := range m.Evidence.Words {
		if x.words.of(w) > 1 {
			out = append(out, w)
		}
	}
	slices.SortStableFunc(out, func(a, b string) int { return x.words.of(a) - x.words.of(b) })
	out = out[:min(len(out), most)]
	text := x.c.Articles[m.Article].Text
	for _, t := range word.Tokens(text, m.Clause) {
		if i := slices.Index(out, word.Stemmer{}.Stem(t.Lower)); i >= 0 {
			out[i] = t.Of(text)
		}
	}
	return out
}

// sure weighs what is shared: a stated date and one thing more is as good as
// certain; without a date it takes three things to be likely.
func sure(s *Shared, m *model.Mention, inferred bool) Sure {
	agree := min(len(s.Names), 2)
	if s.Kind {
		agree++
	}
	if len(s.Words) > 1 {
		agree++
	}
	switch {
	case s.Date != "" && !inferred && !m.Hedged && agree > 0:
		return Certain
	case s.Date != "", agree > 2:
		return Likely
	}
	return Doubtful
}

// keys returns names as they are compared.
func keys(names []string) []string {
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = strings.Join(name.Parts(n), " ")
	}
	return out
}

// mentionOf returns the mention that a passage is made of, among those of its article;
// nil when there is none.
func mentionOf(told []model.Mention, p *model.Passage) *model.Mention {
	var best *model.Mention
	for i := range told {
		if m := &told[i]; m.Clause == p.Span || best == nil && m.Clause.Overlaps(p.Span) {
			best = m
		}
	}
	return best
}
