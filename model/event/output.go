package event

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/account"
	"github.com/kreader/kreader/model/edtf"
	"github.com/kreader/kreader/model/word"
)

// events turns the clusters that are worth showing into events.
func (j *joiner) events() []model.Event {
	importance := j.newImportance()
	var shown []*cluster
	for _, c := range slices.Concat(j.dated, j.loose) {
		if !c.dead && j.worthShowing(c) {
			shown = append(shown, c)
		}
	}
	out := make([]model.Event, len(shown))
	spread(len(shown), func() func(int) {
		w := *j
		w.stem = word.Stemmer{} // it remembers, so that each worker has its own
		return func(i int) {
			if j.pace.goesOn(writing, len(shown)) {
				out[i] = w.event(shown[i])
			}
		}
	})
	if !j.pace.goesOn(writing, len(shown)) {
		return nil
	}
	for i, c := range shown {
		out[i].Importance = importance.of(c)
	}
	importance.scale(out)
	spell(j.c, out)
	arrange(out)
	return out
}

// event makes an event of a cluster, all but its importance.
func (j *joiner) event(c *cluster) model.Event {
	e := model.Event{When: c.when, Passages: j.passages(c)}
	e.Title = j.title(c)
	e.Differences = differences(j.c, e.Passages)
	e.Accounts = account.Of(j.c, e.Passages)
	e.ID = id(&e, j.c)
	return e
}

// Revise looks again for what the passages of events disagree about and which of
// them are copies, and puts
// the events into their order, both in place: for when they have been changed
// since Cluster.
func Revise(c *model.Collection, es []model.Event) {
	for i := range es {
		es[i].Differences = differences(c, es[i].Passages)
		es[i].Accounts = account.Of(c, es[i].Passages)
	}
	spell(c, es)
	arrange(es)
}

// arrange puts events into their order and makes their IDs unique.
func arrange(out []model.Event) {
	slices.SortStableFunc(out, func(a, b model.Event) int {
		return cmp.Or(edtf.Compare(a.When, b.When), -cmp.Compare(a.Importance, b.Importance), strings.Compare(a.ID, b.ID))
	})
	unique(out)
}

// worthShowing leaves out what tells nothing: dates that are only referred to,
// and undated sentences of which no two articles tell the same happening.
func (f *features) worthShowing(c *cluster) bool {
	if c.when.IsZero() {
		return len(c.articles) > 1 && (!f.few() || f.happensTwice(c))
	}
	for _, it := range c.items {
		if !it.m.Evidence.Refers && !it.m.Hedged && len(it.m.Evidence.Triggers) > 0 {
			return true
		}
	}
	return false
}

// happensTwice reports whether sentences of two articles of an undated cluster
// tell the same kind of happening, by the same word or by others, and have
// another word in common. Sentences that only share a word ("precisely", "name")
// tell nothing in common.
func (f *features) happensTwice(c *cluster) bool {
	items := slices.Concat(c.items, c.extra)
	for i, it := range items {
		for _, o := range items[:i] {
			if it.article != o.article && f.sameSort(it, o) && f.inCommon(it, o) > 1 {
				return true
			}
		}
	}
	return false
}

// sameSort reports whether two sentences tell the same kind of happening.
func (f *features) sameSort(it, o *item) bool {
	for _, s := range it.stems {
		if slices.Contains(o.stems, s) && !f.vague[s] {
			return true
		}
	}
	return it.kind != noKind && o.kind != noKind && f.affinity[it.kind][o.kind] >= .7
}

// inCommon returns how many telling terms two sentences share.
func (f *features) inCommon(it, o *item) int {
	n := 0
	for _, t := range it.vec {
		_, ok := slices.BinarySearchFunc(o.vec, t.term, func(w weighted, id int32) int { return cmp.Compare(w.term, id) })
		if ok && !f.common[t.term] {
			n++
		}
	}
	return n
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
	items = j.lead(c, items)
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

// whyJoined says in words what an undated mention shares with its event: names
// that are not all over the story, the word for what happened, and the words
// that weigh most.
func (j *joiner) whyJoined(c *cluster, it *item) string {
	var shared []string
	for _, n := range it.m.Evidence.Names {
		if id := j.registry.ID(n); c.names.of(id) > 0 && j.people[id] <= everywhere && len(shared) < 2 {
			shared = append(shared, n)
		}
	}
	shared = append(shared, j.sharedWords(c, it, 4-len(shared))...)
	if len(shared) == 0 {
		return "no date of its own; joined because the article points back to it"
	}
	return "no date of its own; joined because it also has " + strings.Join(shared, ", ")
}

// sharedWords returns up to n words of an item, as printed, that its cluster
// has as well: first the one that tells what happened, then by weight.
func (j *joiner) sharedWords(c *cluster, it *item, n int) []string {
	type hit struct {
		text   string
		weight float32
	}
	var hits []hit
	text := j.c.Articles[it.m.Article].Text
	for _, t := range word.Tokens(text, it.m.Clause) {
		if t.Kind != word.Word || word.Stop(t.Lower) {
			continue
		}
		id, ok := j.terms[j.stem.Stem(t.Lower)]
		if !ok {
			continue
		}
		k, own := slices.BinarySearchFunc(it.vec, id, func(w weighted, id int32) int { return cmp.Compare(w.term, id) })
		i, its := slices.BinarySearchFunc(c.sum, id, func(w weighted, id int32) int { return cmp.Compare(w.term, id) })
		if !own || !its || c.when.IsZero() && c.sum[i].weight <= 1.01*it.vec[k].weight {
			continue // the last: nobody else has it
		}
		h := hit{"“" + text[t.Start:t.End] + "”", it.vec[k].weight}
		if slices.Contains(it.triggerTerms, id) {
			h.weight++
		}
		if !slices.ContainsFunc(hits, func(o hit) bool { return o.text == h.text }) {
			hits = append(hits, h)
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int { return cmp.Compare(b.weight, a.weight) })
	var out []string
	for _, h := range hits[:min(n, len(hits))] {
		out = append(out, h.text)
	}
	return out
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
