package timex

import (
	"maps"
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/edtf"
)

// monthDay is a day of a month, or with day 0 a whole month.
type monthDay struct{ month, day int8 }

// saidYear is a year that a text gives to a day or a month, and where.
type saidYear struct {
	year      int
	candidate int
	block     int
}

// docMemory is which years a text itself gives to each day and month.
type docMemory map[monthDay][]saidYear

// rememberDocument notes every day and month that is said with its year.
func rememberDocument(found []candidate) docMemory {
	var d docMemory
	for i := range found {
		f := &found[i].f
		if found[i].as != asDate || !f.is(sYear) || !f.is(sMonth) {
			continue
		}
		if d == nil {
			d = docMemory{}
		}
		k := keyOf(f)
		d[k] = append(d[k], saidYear{f.get(sYear), i, found[i].block})
	}
	return d
}

func keyOf(f *frame) monthDay { return monthDay{int8(f.get(sMonth)), int8(f.or(sDay, 0))} }

// monthReach is how many blocks on a month without a year is still the one
// that was said with it.
const monthReach = 3

// year returns the year that the text gives to the day or month of candidate
// i: where it was said last before it, else first after it. A month counts
// only from the blocks just before.
func (d docMemory) year(f *frame, i, block int) (int, bool) {
	if !f.is(sMonth) {
		return 0, false
	}
	said := d[keyOf(f)]
	k := sort.Search(len(said), func(k int) bool { return said[k].candidate >= i })
	switch {
	case k > 0 && (f.is(sDay) || block-said[k-1].block <= monthReach):
		return said[k-1].year, true
	case k < len(said) && f.is(sDay):
		return said[k].year, true
	}
	return 0, false
}

// Memory is which years the articles of a collection give to a day, with the
// words of the sentences that say so.
type Memory struct{ days map[monthDay]*said }

// said is what is said of one day of a year: in sentences with the same names, and
// so many of them, the same year. Having tells by name which these are.
type said struct {
	years  []int
	times  []int
	having map[string][]int32
	known  map[string]int32 // the same by year and names
}

// note notes that a sentence with names gives a year.
func (s *said) note(year int, names map[string]bool) {
	sorted := slices.Sorted(maps.Keys(names))
	k := strconv.Itoa(year) + " " + strings.Join(sorted, " ")
	at, ok := s.known[k]
	if !ok {
		at = int32(len(s.years))
		s.known[k] = at
		s.years, s.times = append(s.years, year), append(s.times, 0)
		for _, n := range sorted {
			s.having[n] = append(s.having[n], at)
		}
	}
	s.times[at]++
}

// Remember builds the memory of a collection from what a first pass of Tag
// found in each article: the days of which the words state the year.
//
// It is for a second pass of Tag over the articles for which Yearless holds.
func Remember(c *model.Collection) *Memory {
	m := &Memory{days: map[monthDay]*said{}}
	for a := range c.Timexes {
		text := c.Articles[a].Text
		for _, t := range c.Timexes[a] {
			if !t.Stated || t.When.Gran != edtf.ByDay {
				continue
			}
			y, mo, d := t.When.Lo.Date()
			k := monthDay{int8(mo), int8(d)}
			s := sentenceAround(text, t.Span, c.Sentences[a])
			if m.days[k] == nil {
				m.days[k] = &said{having: map[string][]int32{}, known: map[string]int32{}}
			}
			m.days[k].note(y, names(text[s.Start:t.Span.Start], text[t.Span.End:max(s.End, t.Span.End)]))
		}
	}
	return m
}

// Yearless reports whether a second pass with the memory could read any of the
// expressions in another way: one is a day whose year was worked out.
func (m *Memory) Yearless(ts []model.Timex) bool {
	for _, t := range ts {
		if t.Stated || t.Type != model.Date && t.Type != model.Time || len(t.Value) < 10 || t.Value[4] != '-' || t.Value[7] != '-' {
			continue
		}
		mo, d := number2(t.Value[5:7]), number2(t.Value[8:10])
		if m.days[monthDay{int8(mo), int8(d)}] != nil {
			return true
		}
	}
	return false
}

func number2(s string) int {
	if s[0] < '0' || s[0] > '9' || s[1] < '0' || s[1] > '9' {
		return 0
	}
	return int(s[0]-'0')*10 + int(s[1]-'0')
}

// sharedNames is how many names two sentences must share to be taken to speak
// of the same day.
const sharedNames = 2

// year returns the year that the other articles give to the day of f in
// sentences that share names with what stands before and after it in its own; false when they do not agree.
func (m *Memory) year(f *frame, before, after string) (int, bool) {
	if m == nil || !f.is(sMonth) || !f.is(sDay) {
		return 0, false
	}
	said := m.days[keyOf(f)]
	if said == nil {
		return 0, false
	}
	shared := make([]int, len(said.years))
	for w := range names(before, after) {
		for _, at := range said.having[w] {
			shared[at]++
		}
	}
	votes := map[int]int{}
	for at, n := range shared {
		if n >= sharedNames {
			votes[said.years[at]] += n * said.times[at]
		}
	}
	years := make([]int, 0, len(votes))
	for y := range votes {
		years = append(years, y)
	}
	if len(years) == 0 {
		return 0, false
	}
	sort.Slice(years, func(i, j int) bool {
		if votes[years[i]] != votes[years[j]] {
			return votes[years[i]] > votes[years[j]]
		}
		return years[i] > years[j]
	})
	if len(years) > 1 && votes[years[1]]*2 > votes[years[0]] {
		return 0, false
	}
	return years[0], true
}

// names returns the words with a capital letter, in lower case, those of fewer
// than three letters left out.
func names(parts ...string) map[string]bool {
	out := map[string]bool{}
	for _, s := range parts {
		for _, w := range strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) }) {
			if r, _ := utf8.DecodeRuneInString(w); len(w) > 2 && unicode.IsUpper(r) {
				out[strings.ToLower(w)] = true
			}
		}
	}
	return out
}

// longestSentence bounds how far sentenceAround looks.
const longestSentence = 2000

// sentenceAround returns the sentence that holds s: one of sents, which are in
// order, else the piece of text between two full stops or line ends.
func sentenceAround(text string, s model.Span, sents []model.Span) model.Span {
	i := sort.Search(len(sents), func(i int) bool { return sents[i].End > s.Start })
	if i < len(sents) && sents[i].Start <= s.Start {
		return sents[i]
	}
	back := text[max(0, s.Start-longestSentence):s.Start]
	on := text[s.End:min(len(text), s.End+longestSentence)]
	from := s.Start - len(back) + strings.LastIndexAny(back, ".!?\n") + 1
	to := strings.IndexAny(on, ".!?\n")
	if to < 0 {
		to = len(on)
	}
	return model.Span{Start: from, End: s.End + to}
}
