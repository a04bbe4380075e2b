package compare

import (
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/edtf"
	"github.com/kreader/kreader/model/mention"
)

// findDifferences works out which passages are dated otherwise than another
// outlet's, and forgets what was marked before.
func (p *Pane) findDifferences() {
	ps := p.s.Collection.Events[p.s.Event].Passages
	p.differs, p.disjoint = make([][]model.Span, len(ps)), map[int]bool{}
	type reach struct{ earliest, latest edtf.Day } // the first of the ends, the last of the beginnings
	by := make([]reach, len(p.columns))
	for k, c := range p.columns {
		by[k] = reach{1<<31 - 1, -1 << 31}
		for _, i := range c.passages {
			if lo, hi, ok := said(&ps[i]); ok {
				by[k] = reach{min(by[k].earliest, hi), max(by[k].latest, lo)}
			}
		}
	}
	for k, c := range p.columns {
		others := reach{1<<31 - 1, -1 << 31}
		for j := range by {
			if j != k {
				others = reach{min(others.earliest, by[j].earliest), max(others.latest, by[j].latest)}
			}
		}
		for _, i := range c.passages {
			lo, hi, ok := said(&ps[i])
			p.disjoint[i] = ok && (others.earliest < lo || others.latest > hi)
		}
	}
}

// said returns the days between which a passage itself says that the event was; ok
// is false when it does not say so, or only about. Where a week begins is not for
// us to say: it is taken to reach into both of its neighbours.
func said(p *model.Passage) (lo, hi edtf.Day, ok bool) {
	v := p.When
	if p.Says == "" || v.IsZero() || v.Approx || v.Uncertain {
		return 0, 0, false
	}
	if v.Gran == edtf.ByWeek {
		return v.Lo - 6, v.Hi + 6, true
	}
	return v.Lo, v.Hi, true
}

// excerpt returns what is shown of a passage: the sentence, with the one before
// and the one after it where those do not stand in the column already.
func (p *Pane) excerpt(col, row int, chosen bool) Excerpt {
	c := p.columns[col].passages
	i := c[row]
	ps := p.passage(i)
	a := &p.s.Collection.Articles[ps.Article]
	part := ps.Span
	if ps.Sentence.Contains(part) {
		part = ps.Sentence
	}
	before, after := p.around(ps)
	if row > 0 {
		if prev := p.passage(c[row-1]); prev.Article == ps.Article {
			_, its := p.around(prev)
			if before.Overlaps(prev.Span) || before.Overlaps(prev.Sentence) || before.Overlaps(its) {
				before = model.Span{}
			}
		}
	}
	if row+1 < len(c) {
		if next := p.passage(c[row+1]); next.Article == ps.Article && (after.Overlaps(next.Span) || after.Overlaps(next.Sentence)) {
			after = model.Span{}
		}
	}
	if before.Len() > 0 {
		part.Start = min(part.Start, before.Start)
	}
	if after.Len() > 0 {
		part.End = max(part.End, after.End)
	}
	return Excerpt{Article: a, Part: part, Passage: ps.Span, Dates: p.dates(ps), Marked: p.marked(i), Chosen: chosen}
}

// longest is how many bytes of a sentence are shown before or after a passage.
const longest = 600

// around returns the sentences before and after that of a passage, within its
// block; empty where there is none, or where it is too long to stand aside.
func (p *Pane) around(ps *model.Passage) (before, after model.Span) {
	c := p.s.Collection
	if ps.Article >= len(c.Sentences) || ps.Block >= len(c.Articles[ps.Article].Blocks) {
		return before, after
	}
	own, block := ps.Span, c.Articles[ps.Article].Blocks[ps.Block].Span
	if ps.Sentence.Contains(own) {
		own = ps.Sentence
	}
	all := c.Sentences[ps.Article]
	at := sort.Search(len(all), func(i int) bool { return all[i].End > own.Start })
	fits := func(s model.Span) bool { return block.Contains(s) && s.Len() <= longest }
	if at > 0 && fits(all[at-1]) {
		before = all[at-1]
	}
	for ; at < len(all) && all[at].Start < own.End; at++ {
	}
	if at < len(all) && fits(all[at]) {
		after = all[at]
	}
	return before, after
}

// dates returns the temporal expressions in a passage.
func (p *Pane) dates(ps *model.Passage) []model.Span {
	c := p.s.Collection
	if ps.Article >= len(c.Timexes) {
		return nil
	}
	all := c.Timexes[ps.Article]
	var out []model.Span
	for i := sort.Search(len(all), func(i int) bool { return all[i].Span.End > ps.Span.Start }); i < len(all) && all[i].Span.Start < ps.Span.End; i++ {
		out = append(out, all[i].Span)
	}
	return out
}

// marked returns what differs in a passage, in order and disjoint.
func (p *Pane) marked(i int) []model.Span {
	if p.differs[i] != nil {
		return p.differs[i]
	}
	ps, e := p.passage(i), &p.s.Collection.Events[p.s.Event]
	out := []model.Span{}
	add := func(s model.Span) {
		if s.Len() > 0 {
			out = append(out, s)
		}
	}
	if p.disjoint[i] {
		add(p.find(ps, ps.Says))
	}
	for _, d := range e.Differences {
		for _, v := range d.Values {
			if !slices.Contains(v.Passages, i) {
				continue
			}
			if d.About == "date" || d.About == "tenure" {
				add(p.find(ps, ps.Says))
				continue
			}
			if s := p.find(ps, v.Value); s.Len() > 0 {
				add(s)
				continue
			}
			add(p.number(ps, v.Value))
		}
	}
	slices.SortFunc(out, func(a, b model.Span) int { return a.Start - b.Start })
	p.differs[i] = slices.CompactFunc(out, func(a, b model.Span) bool { return a.Overlaps(b) })
	return p.differs[i]
}

// find returns where words stand in a passage, whatever their case, else in its
// sentence; empty when they do not.
func (p *Pane) find(ps *model.Passage, words string) model.Span {
	text := p.s.Collection.Articles[ps.Article].Text
	for _, in := range []model.Span{ps.Span, ps.Sentence} {
		for at := in.Start; words != "" && at+len(words) <= in.End; at++ {
			s := model.Span{Start: at, End: at + len(words)}
			if strings.EqualFold(s.Of(text), words) && alone(text, s) {
				return s
			}
		}
	}
	return model.Span{}
}

// alone reports whether a span is not a part of longer words.
func alone(text string, s model.Span) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:s.Start])
	after, _ := utf8.DecodeRuneInString(text[s.End:])
	word := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	return !word(before) && !word(after)
}

// number returns where a number is printed that a difference gives in digits.
func (p *Pane) number(ps *model.Passage, value string) model.Span {
	n, err := strconv.ParseFloat(strings.ReplaceAll(value, ",", ""), 64)
	if err != nil {
		return model.Span{}
	}
	c := p.s.Collection
	var tx []model.Timex
	if ps.Article < len(c.Timexes) {
		tx = c.Timexes[ps.Article]
	}
	for _, q := range mention.Numbers(c.Articles[ps.Article].Text, ps.Sentence, tx) {
		if q.Low == n || q.High == n {
			return p.find(ps, q.Text)
		}
	}
	return model.Span{}
}
