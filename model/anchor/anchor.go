// Package anchor estimates when an article that does not say so was published,
// from the dates it states itself and from what the other articles of the
// collection say about the same things.
package anchor

import (
	"fmt"
	"math"
	"sort"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/edtf"
	"github.com/kreader/kreader/model/lang"
	"github.com/kreader/kreader/model/timex"
)

// Result is the estimated publication date of one article.
type Result struct {
	Article int        // index into Collection.Articles
	When    edtf.Value // marked Uncertain; a day, a month or a year, by how sure it is
	Why     string     // for people
	// Earliest and Latest are the days between which the article must have
	// been published for its words to agree with the other articles; equal to
	// the bounds of When when nothing was compared.
	Earliest, Latest edtf.Day
}

// Estimate returns an estimate for each article that has no publication date
// and of which anything can be told, in the order of the articles. It needs
// the articles, their sentences, and the temporal expressions of a first pass
// in which the undated articles had no anchor.
//
// The latest date that an article states is the earliest it can be of. Words
// such as "Sunday" are then compared with the dates that similar sentences of
// other articles have: the day of publication is one from which they mean the
// same. Nothing else is asked: never the clock, never a file.
func Estimate(c *model.Collection) []Result {
	undated := 0
	for i := range c.Articles {
		if c.Articles[i].Published.IsZero() {
			undated++
		}
	}
	if undated == 0 {
		return nil
	}
	x := indexSentences(c)
	var out []Result
	for i := range c.Articles {
		if !c.Articles[i].Published.IsZero() {
			continue
		}
		if e, ok := estimate(c, x, i); ok {
			out = append(out, e)
		}
	}
	return out
}

func estimate(c *model.Collection, x *index, i int) (Result, bool) {
	low, text := latestStated(c, i, x.last)
	votes, named, said := votesFor(c, x, i)
	if !named.IsZero() && later(named, low) {
		low, text = named, said
	}
	if e, ok := byAgreement(c, votes, i, len(x.places), low); ok {
		return e, true
	}
	if low.IsZero() || !x.first.IsZero() && low.Hi < x.first.Lo && low.Hi.Year() < x.first.Lo.Year() {
		return Result{}, false // nothing but history
	}
	y, m, _ := low.Hi.Date()
	when := edtf.InYear(y)
	// A day or a month stated at the beginning of an article is what it is
	// about; further down it may be history.
	if low.Gran <= edtf.ByMonth && text.Start < leadBytes {
		when = edtf.InMonth(y, m)
	}
	when.Uncertain = true
	words := text.Of(c.Articles[i].Text)
	return Result{Article: i, When: when, Earliest: when.Lo, Latest: when.Hi,
		Why: fmt.Sprintf("the latest date it gives is %q", words)}, true
}

// leadBytes is how much of an article counts as its beginning.
const leadBytes = 600

// latestStated returns the latest date that the article itself states, and
// the words that state it; zero when it states none. Dates to come do not
// count, nor do those far after horizon, when the newest article was published.
func latestStated(c *model.Collection, i int, horizon edtf.Value) (edtf.Value, model.Span) {
	var best edtf.Value
	var span model.Span
	for _, t := range c.Timexes[i] {
		if !t.Stated || t.When.IsZero() || t.When.Gran > edtf.ByYear || t.Mod != "" && t.Mod != "APPROX" {
			continue
		}
		if !horizon.IsZero() && t.When.Lo > horizon.Hi+farAhead {
			continue
		}
		if later(t.When, best) && !timex.SpeaksOfFuture(c.Articles[i].Text, t.Span, lang.For(c.Articles[i].Language)) {
			best, span = t.When, t.Span
		}
	}
	return best, span
}

// farAhead is how many days after the newest article another may have been
// published; a date beyond it is a plan.
const farAhead = 3660

// published returns the publication dates of the oldest and the newest dated
// article, zero when there is none.
func published(c *model.Collection) (first, last edtf.Value) {
	for i := range c.Articles {
		p := c.Articles[i].Published
		if p.IsZero() {
			continue
		}
		if last.IsZero() || p.Hi > last.Hi {
			last = p
		}
		if first.IsZero() || p.Lo < first.Lo {
			first = p
		}
	}
	return first, last
}

// later reports whether v begins after w, or says more closely when in it.
func later(v, w edtf.Value) bool {
	if w.IsZero() || v.Lo > w.Hi {
		return true
	}
	if w.Contains(v) {
		return v.Days() < w.Days()
	}
	return v.Lo > w.Lo && !v.Contains(w)
}

// A vote says that an expression of the undated article means what a sentence
// of another article says when it was published on one of the days.
type vote struct {
	days       [window]bool // from the day of the event on
	from       edtf.Day
	weight     float64
	said, with model.Span
	other      int // the article that agrees
}

// window is how many days after an event an article that calls it by a
// weekday, or by "yesterday", can have been published.
const window = 8

const (
	clear    = 0.75 // a second answer this close makes it no answer
	nearness = 0.4  // how much the publication of the articles that agree counts
	ownDay   = 0.03 // a paper calls its own day by the weekday less often than the day before
	fading   = 3    // days by which that has fallen to about a third
)

// thresholds returns how much agreement it takes to give a month, and a day:
// the more dated sentences there are, the more alike two are by chance.
func thresholds(dated int) (enough, sure float64) {
	n := math.Log(float64(dated + 1))
	return 0.3 + 0.02*n, 0.32 + 0.035*n
}

// byAgreement finds the days on which the most expressions of the article mean
// what the other articles say.
func byAgreement(c *model.Collection, votes [][]vote, i, dated int, low edtf.Value) (Result, bool) {
	enough, sure := thresholds(dated)
	score, agree := tally(c, votes, low)
	days := make([]edtf.Day, 0, len(score))
	for d := range score {
		days = append(days, d)
	}
	if len(days) == 0 {
		return Result{}, false
	}
	sort.Slice(days, func(a, b int) bool { return days[a] < days[b] })
	best := days[0]
	for _, d := range days {
		if score[d] > score[best]+1e-9 {
			best = d
		}
	}
	first, last := best, best
	for agree[first-1] >= agree[best]-1e-9 {
		first--
	}
	for agree[last+1] >= agree[best]-1e-9 {
		last++
	}
	rival := 0.0
	for _, d := range days {
		if d < first-window || d > last+window {
			rival = max(rival, score[d])
		}
	}
	if agree[best] < enough || rival > score[best]*clear {
		return Result{}, false
	}
	return conclude(c, i, votes, best, first, last, agree[best] >= sure), true
}

// tally adds up the votes for each day. agree counts them alone; score counts
// in as well how near the day is to the publication of those who agree, for a
// story is told again within days.
func tally(c *model.Collection, votes [][]vote, low edtf.Value) (score, agree map[edtf.Day]float64) {
	score, agree = map[edtf.Day]float64{}, map[edtf.Day]float64{}
	for _, alternatives := range votes {
		most := map[edtf.Day]vote{}
		for _, v := range alternatives { // the most similar first
			for k, ok := range v.days {
				d := v.from + edtf.Day(k)
				if _, have := most[d]; ok && !have && (low.IsZero() || d >= low.Lo) {
					most[d] = v
				}
			}
		}
		for d, v := range most { // each day on its own: the order does not matter
			agree[d] += v.weight
			score[d] += v.weight
			if p := c.Articles[v.other].Published; p.Gran == edtf.ByDay {
				away := float64(max(d-p.Lo, p.Lo-d))
				score[d] += nearness * v.weight * math.Exp(-away/fading)
			} else if d == v.from {
				score[d] -= ownDay * v.weight
			}
		}
	}
	return score, agree
}

// conclude words the reason for the day that was found.
func conclude(c *model.Collection, i int, votes [][]vote, day, first, last edtf.Day, sure bool) Result {
	best := vote{weight: -1}
	for _, alternatives := range votes {
		for _, v := range alternatives {
			if k := day - v.from; k >= 0 && k < window && v.days[k] && v.weight > best.weight {
				best = v
			}
		}
	}
	v := edtf.OnDay(day)
	if !sure {
		y, m, _ := day.Date()
		v = edtf.InMonth(y, m)
	}
	v.Uncertain = true
	why := fmt.Sprintf("%q in it agrees with %q in %s", best.said.Of(c.Articles[i].Text), best.with.Of(c.Articles[best.other].Text), nameOf(&c.Articles[best.other]))
	if last > first {
		why += fmt.Sprintf(" when published from %s to %s", first, last)
	} else {
		why += fmt.Sprintf(" when published on %s", first)
	}
	return Result{Article: i, When: v, Why: why, Earliest: first, Latest: last}
}

func nameOf(a *model.Article) string {
	switch {
	case a.Outlet != "" && a.Title != "":
		return a.Outlet + ", “" + a.Title + "”"
	case a.Title != "":
		return "“" + a.Title + "”"
	case a.Outlet != "":
		return a.Outlet
	}
	return a.Path
}
