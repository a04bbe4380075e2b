package event

import (
	"iter"
	"slices"

	"github.com/kreader/kreader/model/edtf"
	"github.com/kreader/kreader/model/mention"
)

// A sentence without a date that is shown with an event it does not tell costs
// the reader's trust; one that is left out costs little. So it must name the
// same kind of happening, and something else that tells this happening from
// others of its kind: a participant who is not all over the story, a number,
// words that are typical of the event, or the article's own pointing back
// ("the attack"). What only the story's people or one common word have in
// common with an event says nothing.

const (
	// recallNamed is the share of a sentence's weight that must be typical of
	// the event when it names one of the event's participants, counts the same
	// or points back; recallWords when it does not.
	recallNamed = .12
	recallWords = .3
	// grave is the weight of a kind of happening from which one that the whole
	// story has only once is meant whenever it is named: "an assassination attempt".
	grave = .8
	// recallMargin is by how much the best event must beat each of another time:
	// which of the events of one day is meant may be doubtful, the day may not.
	recallMargin = .1
)

// tells says how firmly a sentence without a date tells the event of a cluster,
// or speaks of it with one of its triggers from the number from on: 0 when it
// does not, about 1 when most of its words are the event's.
func (j *joiner) tells(c *cluster, it *item, from int) float32 {
	if len(it.stems) <= from || c.veto(it) || c.sentences.has(it.sentence) {
		return 0
	}
	story := j.sameStory(c, it.article)
	if story < otherStory {
		return 0
	}
	cover, named := j.typicalOf(c, it)
	kind, main := j.kindOf(c, it, from)
	if from == 0 && mention.PointsBack(it.m.Class) && j.pointedTo(it) == c {
		kind, main = .9, true
	}
	if kind == 0 {
		return 0
	}
	need := float32(recallWords)
	switch {
	case main && it.m.Evidence.Definite && (kind >= .9 && j.pointedTo(it) == c || kind >= .7 && cover > 0 && j.recalls(c, it, few)):
		need = 0
		cover += .3
	case kind >= .7 && (named || j.sameNumber(c, it)):
		need = recallNamed
		cover += .1
	case kind >= .9 && !it.m.Hedged && j.distinctive(c, it.stems[from]):
		need = recallNamed
		if mention.Weight(it.m.Class) >= grave {
			need = 0
		}
	case kind < .7 && !named:
		return 0
	case kind < .7:
		need += .1
	}
	need += j.stale(c, it) + c.sated()
	if cover < need {
		return 0
	}
	return min(1, cover+.2*kind+storyScore(story, false)/2)
}

// fewArticles is how many articles it takes to know which of their words are
// telling.
const fewArticles = 8

// few reports whether a collection has fewer.
func (f *features) few() bool { return len(f.c.Articles) < fewArticles }

// muchAlike is the likeness of words from which two undated sentences of a
// small collection need nothing else in common.
const muchAlike = .25

// sameHappening is the test of undated sentences with each other in a small
// collection.
func (j *joiner) sameHappening(c *cluster, it *item) bool {
	return c.cosine(it) >= muchAlike || j.tells(c, it, 0) > 0
}

// kindOf says how far a sentence names the kind of happening that a cluster
// is: 1 by the same word, less by one of the same kind; main reports whether
// its main trigger does.
func (f *features) kindOf(c *cluster, it *item, from int) (kind float32, main bool) {
	n := len(c.items)
	for i, s := range it.stems[from:] {
		if c.stems.of(s)*3 < n || f.vague[s] && i+from > 0 {
			continue
		}
		v := float32(1)
		switch {
		case f.vague[s]:
			v = .5 // a word that may mean anything
		case i+from > 0:
			v = .8
		}
		if v > kind {
			kind, main = v, i+from == 0
		}
	}
	if from > 0 || it.kind == noKind {
		return kind, main
	}
	for g, k := range c.kinds {
		// A main trigger counts twice.
		if a := f.affinity[it.kind][g]; int(k) >= n && a >= .5 && .75*a > kind {
			kind, main = .75*a, true
		}
	}
	return kind, main
}

// typicalOf returns the share of an item's weight that is typical of a cluster,
// the words that tell the kind apart, and whether it names one of the
// cluster's participants who is not in most of the story.
func (f *features) typicalOf(c *cluster, it *item) (cover float32, named bool) {
	n := float32(len(c.items))
	least := typical * n
	if n >= 4 {
		least = max(least, 1.4) // a word of one sentence is typical of that one
	}
	at := 0
	for _, t := range it.vec {
		i, ok := slices.BinarySearchFunc(c.sum[at:], t.term, func(w weighted, id int32) int { return int(w.term) - int(id) })
		at += i
		if ok && !f.common[t.term] && !slices.Contains(it.triggerTerms, t.term) && c.sum[at].weight >= least*t.weight {
			cover += t.weight * t.weight
		}
	}
	for _, p := range it.names {
		if f.people[p] <= everywhere && float32(c.names.of(p)) >= typical*n && c.names.of(p) > 0 {
			named = true
		}
	}
	return cover, named
}

const (
	// typical is the share of an event's sentences that have what is typical of it.
	typical = .15
	// everywhere is the share of articles from which a name is that of the whole
	// story.
	everywhere = .3
)

// page and few are how many sentences ago an article may have told of what it
// points back to: by the same word ("the attack"), by another ("this murder"), with
// which it must have something else in common.
const (
	page = 12
	few  = 3
	// weighty is the weight of a kind of happening that may be called an incident or
	// a tragedy.
	weighty = .7
)

// recalls reports whether the item's article told of the event at most so many
// sentences before.
func (j *joiner) recalls(c *cluster, it *item, sentences int) bool {
	for o := range j.backwards(it, sentences) {
		if j.own[o.number] == c {
			return true
		}
	}
	return false
}

// pointedTo returns what an item that points back ("the attack") means: the last
// event so called that its article told of, not more than a page before; nil when
// that is unknown.
func (j *joiner) pointedTo(it *item) *cluster {
	for o := range j.backwards(it, page) {
		switch c := j.own[o.number]; {
		case mention.PointsBack(it.m.Class):
			if c != nil && mention.Weight(c.items[0].m.Class) >= weighty {
				return c
			}
		case c != nil && c.stems.of(it.stems[0])*3 >= len(c.items):
			return c
		case c == nil && !o.m.Evidence.Definite && slices.Contains(o.stems, it.stems[0]):
			return nil
		}
	}
	return nil
}

// backwards yields the items of at most so many sentences before the one of an
// item in its article, the last first; none before it is known what tells what.
func (j *joiner) backwards(it *item, sentences int) iter.Seq[*item] {
	return func(yield func(*item) bool) {
		for i := it.number - 1; i >= 0 && j.own != nil && j.items[i].article == it.article; i-- {
			switch d := it.m.Evidence.Place - j.items[i].m.Evidence.Place; {
			case d > sentences || d > 0 && !yield(&j.items[i]):
				return
			}
		}
	}
}

// owners notes which cluster tells each item.
func (j *joiner) owners() {
	j.own = make([]*cluster, len(j.items))
	for _, list := range [2][]*cluster{j.dated, j.loose} {
		for _, c := range list {
			if c.dead {
				continue
			}
			for _, it := range slices.Concat(c.items, c.extra) {
				j.own[it.number] = c
			}
		}
	}
}

// sameNumber reports whether the item counts as many of something as one of the
// cluster's sentences does.
func (f *features) sameNumber(c *cluster, it *item) bool {
	for _, q := range it.m.Evidence.Numbers {
		for _, o := range c.items[:min(len(c.items), 20)] {
			for _, p := range o.m.Evidence.Numbers {
				if p.Noun == q.Noun && p.Low == q.Low && p.High == q.High && p.Low > 2 {
					return true
				}
			}
		}
	}
	return false
}

// distinctive reports whether a trigger belongs to one event: nearly all dated
// sentences of the collection that have it tell this one, and there are some.
func (f *features) distinctive(c *cluster, stem int32) bool {
	n := c.stems.of(stem)
	return n > 1 && n*4 >= f.datedStems[stem]*3
}

// known returns the dated cluster that an undated item tells, nil when none
// clearly does.
func (j *joiner) known(it *item, before edtf.Day) *cluster {
	return j.clearest(j.happened(it, before), it)
}

// happened returns the dated clusters that share the most with an undated item,
// that can have happened when its article was published, and before a day unless
// that is 0. In a small collection the one that it points back to is among them:
// there it is not known which words to go by.
func (j *joiner) happened(it *item, before edtf.Day) []*cluster {
	past := func(c *cluster) bool {
		if c.when.IsZero() || before != 0 && c.when.Hi >= before {
			return false
		}
		return it.published.IsZero() || c.when.Lo <= it.published.Hi
	}
	out := j.all.candidates(it, 20, past)
	if j.few() && it.m.Evidence.Definite && len(it.stems) > 0 {
		if c := j.pointedTo(it); c != nil && past(c) && !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	return out
}

// clearest returns the one of the clusters that an undated item tells, nil when
// none is told or there is doubt about the day.
func (j *joiner) clearest(cs []*cluster, it *item) *cluster {
	var best *cluster
	var first float32
	scores := make([]float32, len(cs))
	for i, c := range cs {
		scores[i] = j.tells(c, it, 0)
		if scores[i] > first {
			best, first = c, scores[i]
		}
	}
	if best == nil || j.tooOld(best, cs, it) {
		return nil
	}
	for i, c := range cs {
		if first-scores[i] < recallMargin && !sameTime(c, best) {
			return nil
		}
	}
	return best
}

// sameTime reports whether two clusters are of one time.
func sameTime(c, d *cluster) bool { return c.when.Lo == d.when.Lo && c.when.Hi == d.when.Hi }

// olderShort is by how much less an undated sentence of a report may be like an
// event of before the day before than like an event of another time. Taking the
// dates out of dated reports showed that two in three were of the last two days,
// and that those found with an older day mostly had words of another event.
const olderShort = .05

// tooOld reports whether an event is of before the day before the item's article
// was published, and what else happened is more like the item. What points back
// to what the article told of may be of any time.
func (j *joiner) tooOld(best *cluster, cs []*cluster, it *item) bool {
	p := it.published
	if p.IsZero() || p.Days() > 3 || p.Uncertain || best.when.Hi >= p.Lo-1 {
		return false
	}
	if it.m.Evidence.Definite && j.recalls(best, it, page) {
		return false
	}
	like := best.cosine(it) + olderShort
	return slices.ContainsFunc(cs, func(c *cluster) bool { return !sameTime(c, best) && c.cosine(it) > like })
}
