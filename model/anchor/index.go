package anchor

import (
	"math"
	"slices"
	"sort"
	"strings"
	"unicode"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/edtf"
	"github.com/kreader/kreader/model/lang"
	"github.com/kreader/kreader/model/timex"
)

// place is a sentence with a day of its own.
type place struct {
	article int
	span    model.Span
	day     edtf.Day
	said    model.Span // the words that give the day
	weight  float64    // of all its telling words
}

// index finds the dated sentences that share words with another one.
type index struct {
	places   []place
	postings map[string][]int32 // of a word, the places that have it
	count    map[string]int     // in how many sentences a word stands
	total    int

	first, last edtf.Value // when the oldest and the newest dated article were published
}

// mostPostings is in how many dated sentences a word may stand and still be
// looked up: this keeps the work near to linear.
const mostPostings = 200

func indexSentences(c *model.Collection) *index {
	x := &index{postings: map[string][]int32{}, count: map[string]int{}}
	x.first, x.last = published(c)
	var words []string
	for a := range c.Articles {
		text := c.Articles[a].Text
		k := 0
		for _, s := range c.Sentences[a] {
			words = telling(words[:0], s.Of(text))
			x.total++
			for _, w := range words {
				x.count[w]++
			}
			for ; k < len(c.Timexes[a]) && c.Timexes[a][k].Span.Start < s.End; k++ {
				t := &c.Timexes[a][k]
				if t.When.Gran != edtf.ByDay || t.Span.Start < s.Start {
					continue
				}
				for _, w := range words {
					x.postings[w] = append(x.postings[w], int32(len(x.places)))
				}
				x.places = append(x.places, place{article: a, span: s, day: t.When.Lo, said: t.Span})
			}
		}
	}
	for i := range x.places {
		p := &x.places[i]
		words = telling(words[:0], p.span.Of(c.Articles[p.article].Text))
		for _, w := range words {
			p.weight += x.rarity(w)
		}
	}
	return x
}

// rarity is the weight of a word: the rarer, the more it tells.
func (x *index) rarity(w string) float64 {
	return math.Log(float64(x.total+1) / float64(x.count[w]+1))
}

// stemLength is how many letters of a word are compared, so that attacked and
// attacks are one.
const stemLength = 6

// telling appends to an empty list the beginnings of the words of a sentence that have
// at least four letters, each once, sorted.
func telling(out []string, s string) []string {
	for w := range strings.FieldsFuncSeq(s, func(r rune) bool { return !unicode.IsLetter(r) }) {
		n := 0
		for i := range w {
			if n == stemLength {
				w = w[:i]
				break
			}
			n++
		}
		if n >= 4 {
			out = append(out, strings.ToLower(w))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// match is a dated sentence that tells much the same.
type match struct {
	place  int
	weight float64 // share of the telling words in common, 0..1
}

const (
	leastShared = 3    // words
	leastShare  = 0.33 // of the weight of both sentences
	extraFrom   = 60   // long sentences share much and have much else: what they share counts for itself
	mostExtra   = 0.3
	mostMatches = 6 // for one sentence
)

// similar returns the dated sentences of other articles that share the most
// with the sentence, the most similar first.
func (x *index) similar(c *model.Collection, article int, s model.Span) []match {
	words := telling(nil, s.Of(c.Articles[article].Text))
	total := 0.0
	shared := map[int32]float64{}
	count := map[int32]int{}
	for _, w := range words {
		r := x.rarity(w)
		total += r
		list := x.postings[w]
		if len(list) > mostPostings {
			continue
		}
		for _, p := range list {
			if x.places[p].article != article {
				shared[p] += r
				count[p]++
			}
		}
	}
	var out []match
	for p, w := range shared {
		share := w/max(1e-9, math.Sqrt(total*x.places[p].weight)) + min(mostExtra, w/extraFrom)
		if count[p] >= leastShared && share >= leastShare {
			out = append(out, match{int(p), share})
		}
	}
	sort.Slice(out, func(i, j int) bool {
		if out[i].weight != out[j].weight {
			return out[i].weight > out[j].weight
		}
		return out[i].place < out[j].place
	})
	return out[:min(len(out), mostMatches)]
}

// votesFor compares the expressions of the article that have no date for want
// of an anchor with the similar sentences of the others. It returns what the
// days of the week say, one list for each expression; and the latest of the
// days that a month and a day name once a similar sentence gives the year.
func votesFor(c *model.Collection, x *index, i int) (votes [][]vote, low edtf.Value, said model.Span) {
	a := &c.Articles[i]
	l := lang.For(a.Language)
	k := 0
	for _, s := range c.Sentences[i] {
		var matches []match
		for ; k < len(c.Timexes[i]) && c.Timexes[i][k].Span.Start < s.End; k++ {
			t := &c.Timexes[i][k]
			if t.Stated || !t.When.IsZero() || !hangsOnAnchor(t) || t.Span.Start < s.Start {
				continue
			}
			if matches == nil {
				matches = x.similar(c, i, s)
			}
			if t.Value[5] != 'X' && t.Value[5] != 'W' { // a day of a month
				if day, ok := x.yearFrom(t, matches); ok && !timex.SpeaksOfFuture(a.Text, t.Span, l) && (low.IsZero() || day > low.Lo) {
					low, said = edtf.OnDay(day), t.Span
				}
				continue
			}
			if vs := x.votesOn(t, matches, s.Of(a.Text), t.Span.Start-s.Start, l); len(vs) > 0 {
				votes = append(votes, vs)
			}
		}
	}
	return votes, low, said
}

// votesOn returns what the matches say of one expression, each day of theirs
// once, the most similar first.
func (x *index) votesOn(t *model.Timex, matches []match, sentence string, at int, l *lang.Language) []vote {
	var out []vote
	seen := map[edtf.Day]bool{}
	for _, m := range matches {
		p := x.places[m.place]
		if seen[p.day] {
			continue
		}
		seen[p.day] = true
		v := vote{from: p.day, weight: m.weight, said: t.Span, with: p.said, other: p.article}
		if v.read(sentence, at, l) {
			out = append(out, v)
		}
	}
	return out
}

// yearFrom returns the day that t names in the year of the most similar
// sentence that has the same month and day.
func (x *index) yearFrom(t *model.Timex, matches []match) (edtf.Day, bool) {
	for _, m := range matches {
		if d := x.places[m.place].day; len(t.Value) >= 10 && d.String()[4:] == t.Value[4:10] {
			return d, true
		}
	}
	return 0, false
}

// hangsOnAnchor reports whether the expression is a day that only the day of
// publication can tell.
func hangsOnAnchor(t *model.Timex) bool {
	return (t.Type == model.Date || t.Type == model.Time) && strings.HasPrefix(t.Value, "XXXX-") && len(t.Value) > len("XXXX-XX")
}

// singleDay lessens what "today" and a mere time of day say: nearly every
// article has them, so that they agree by chance.
const singleDay = 0.6

// read tries each day of publication and keeps those from which the expression
// at byte at of the sentence means the day of the vote.
func (v *vote) read(sentence string, at int, l *lang.Language) bool {
	days := 0
	for k := range v.days {
		d := v.from + edtf.Day(k)
		for _, t := range timex.Tag(sentence, timex.Context{Lang: l, Anchor: edtf.OnDay(d)}) {
			if t.Span.Start == at && t.When.Gran == edtf.ByDay && t.When.Lo == v.from {
				v.days[k] = true
				days++
			}
		}
	}
	if days == 1 {
		v.weight *= singleDay
	}
	return days > 0
}
