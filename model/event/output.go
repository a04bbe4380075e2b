package event

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/edtf"
)

// events turns the clusters that are worth showing into events.
func (j *joiner) events() []model.Event {
	var out []model.Event
	importance := j.newImportance()
	for _, c := range slices.Concat(j.dated, j.loose) {
		if c.dead || !worthShowing(c) {
			continue
		}
		e := model.Event{When: c.when, Passages: j.passages(c)}
		e.Title = j.title(c)
		e.Differences = differences(j.c, e.Passages)
		e.Importance = importance.of(c)
		e.ID = id(&e, j.c)
		out = append(out, e)
	}
	importance.scale(out)
	slices.SortStableFunc(out, func(a, b model.Event) int {
		return cmp.Or(edtf.Compare(a.When, b.When), -cmp.Compare(a.Importance, b.Importance), strings.Compare(a.ID, b.ID))
	})
	unique(out)
	return out
}

// worthShowing leaves out what tells nothing: dates that are only referred to,
// and undated sentences that no second article tells.
func worthShowing(c *cluster) bool {
	if c.when.IsZero() {
		return len(c.articles) > 1
	}
	for _, it := range c.items {
		if !it.m.Evidence.Refers && !it.m.Hedged && len(it.m.Evidence.Triggers) > 0 {
			return true
		}
	}
	return false
}

// enoughReports is how many articles must report an event for those that only
// announced it to be left out.
const enoughReports = 3

// passages returns the sentences of a cluster in reading order. A sentence
// that tells the event in two clauses is one passage.
func (j *joiner) passages(c *cluster) []model.Passage {
	items := slices.Concat(c.items, c.extra, c.also)
	if len(c.articles) < enoughReports {
		items = append(items, c.ahead...)
	}
	slices.SortStableFunc(items, func(a, b *item) int {
		return cmp.Or(cmp.Compare(a.article, b.article), cmp.Compare(a.m.Clause.Start, b.m.Clause.Start))
	})
	var out []model.Passage
	for _, it := range items {
		m := it.m
		p := model.Passage{Article: m.Article, Block: m.Block, Span: m.Clause, Sentence: m.Sentence, When: m.When, Why: m.Why}
		if m.Timex >= 0 {
			p.Says = j.c.Timexes[m.Article][m.Timex].Span.Of(j.c.Articles[m.Article].Text)
		}
		if m.When.IsZero() || !near(m.When, c.when) {
			p.Says, p.When = "", edtf.Value{}
			p.Why = j.whyJoined(c, it)
		}
		if n := len(out); n > 0 && out[n-1].Article == p.Article && out[n-1].Sentence == p.Sentence {
			out[n-1].Span.End = max(out[n-1].Span.End, p.Span.End)
			if out[n-1].Says == "" {
				out[n-1].Says, out[n-1].When, out[n-1].Why = p.Says, p.When, p.Why
			}
			continue
		}
		out = append(out, p)
	}
	return out
}

// near reports whether a passage's own date is that of its event, or of the
// day next to it.
func near(v, event edtf.Value) bool {
	return !event.IsZero() && v.Lo <= event.Hi+1 && event.Lo-1 <= v.Hi
}

// whyJoined says in words what an undated mention shares with its event.
func (j *joiner) whyJoined(c *cluster, it *item) string {
	var shared []string
	for _, n := range it.m.Evidence.Names {
		if id := j.registry.ID(n); c.names.of(id) > 1 && len(shared) < 2 {
			shared = append(shared, n)
		}
	}
	for _, t := range it.stems {
		if c.stems.of(t) > 1 && len(shared) < 3 {
			shared = append(shared, "“"+it.m.Trigger.Of(j.c.Articles[it.m.Article].Text)+"”")
			break
		}
	}
	what := "no date of its own; joined by its words"
	if len(shared) > 0 {
		what = "no date of its own; joined because it also has " + strings.Join(shared, ", ")
	}
	return what
}

// id names an event by its time and its first passage.
func id(e *model.Event, c *model.Collection) string {
	h := sha256.New()
	fmt.Fprint(h, e.When)
	for i := range min(2, len(e.Passages)) {
		p := &e.Passages[i]
		fmt.Fprint(h, "\x00", c.Articles[p.Article].ID, p.Span.Start, p.Span.End)
	}
	return hex.EncodeToString(h.Sum(nil)[:6])
}

// unique makes the IDs of events told by the same passages different.
func unique(es []model.Event) {
	seen := map[string]int{}
	for i := range es {
		seen[es[i].ID]++
		if n := seen[es[i].ID]; n > 1 {
			es[i].ID = fmt.Sprintf("%s-%d", es[i].ID, n)
		}
	}
}
