package event

import "slices"

// joinAlso is the score from which a sentence that tells one event is also
// shown with another that it speaks of.
const joinAlso = .36

// also adds to each event the sentences that mainly tell another but speak of
// it as well: "a man was charged over the fire" tells the charge and speaks of
// the fire. They do not change what the event is.
func (j *joiner) also() {
	x := newIndex()
	j.owners()
	for _, list := range [2][]*cluster{j.dated, j.loose} {
		for _, c := range list {
			if c.dead {
				continue
			}
			if len(c.items) > 1 && len(c.articles) > 1 {
				x.clusters = append(x.clusters, c)
				x.noteTerms(int32(len(x.clusters)-1), c.sum)
			}
		}
	}
	type hit struct {
		c  *cluster
		it *item
	}
	var hits []hit
	var spoken []*cluster
	for i := range j.items {
		if !j.pace.goesOn(gathering, len(j.items)) {
			return
		}
		it := &j.items[i]
		if (it.m.Hedged || it.m.Evidence.Generic) && !it.m.Evidence.Definite || it.m.Evidence.Refers || it.stock {
			continue
		}
		spoken = spoken[:0]
		for _, n := range x.numbers(it, 10) {
			c := x.clusters[n]
			if c == j.own[it.number] || c.sentences.has(it.sentence) || !before(c, it) || c.veto(it) {
				continue
			}
			if j.speaksOf(c, it) >= joinAlso && j.alsoTells(c, it) {
				spoken = append(spoken, c)
			}
		}
		for _, c := range j.meant(spoken, j.own[it.number], it) {
			hits = append(hits, hit{c, it})
		}
	}
	for _, h := range hits {
		h.c.also = append(h.c.also, h.it)
	}
}

// meant returns those of the clusters that an item speaks of that it can mean: of
// those that have a time, when it gives none itself, only those of the time that
// is clearly the best, what it mainly tells aside.
func (j *joiner) meant(cs []*cluster, own *cluster, it *item) []*cluster {
	if !it.m.When.IsZero() || !slices.ContainsFunc(cs, func(c *cluster) bool { return !c.when.IsZero() }) {
		return cs
	}
	dated := slices.DeleteFunc(j.happened(it, 0), func(c *cluster) bool { return c == own })
	best := j.clearest(dated, it)
	return slices.DeleteFunc(cs, func(c *cluster) bool {
		return !c.when.IsZero() && (best == nil || !sameTime(c, best))
	})
}

// alsoTells is tells for a sentence that mainly tells something else.
func (j *joiner) alsoTells(c *cluster, it *item) bool {
	if c.when.IsZero() {
		return !j.few() || it.m.When.IsZero() && j.sameHappening(c, it)
	}
	from := 0
	if !it.m.When.IsZero() && !it.m.When.Overlaps(c.when) {
		from = 1
	}
	return j.tells(c, it, from) > 0
}

// before reports whether the event can have happened when the item was said.
func before(c *cluster, it *item) bool {
	switch {
	case c.when.IsZero():
		return true
	case !it.m.When.IsZero():
		return c.when.Lo <= it.m.When.Hi
	case !it.published.IsZero():
		return c.when.Lo <= it.published.Hi
	}
	return true
}

// speaksOf is score for any of the triggers of an item instead of its main
// one, without time.
func (j *joiner) speaksOf(c *cluster, it *item) float32 {
	story := j.sameStory(c, it.article)
	if story < otherStory {
		return 0
	}
	cos := c.cosine(it)
	if !j.alike(cos) {
		return 0
	}
	var kind float32
	n := len(c.items)
	triggers, kinds := it.stems, it.kinds
	if !it.m.When.IsZero() && !c.when.IsZero() && !it.m.When.Overlaps(c.when) {
		// What is dated otherwise is another event; what else the sentence speaks
		// of may be this one.
		if len(triggers) < 2 || c.ofKind(it.kind) > 0 || it.kind == noKind {
			return 0
		}
		triggers, kinds = triggers[1:], kinds[1:]
	}
	if it.kind == noKind || !c.anyKind {
		kind = .4
	}
	for _, t := range triggers {
		if c.stems.of(t)*2 >= n {
			kind = 1
		}
	}
	for _, f := range kinds {
		for g, k := range c.kinds {
			if a := j.affinity[f][g]; k > 0 && a > 0 {
				kind = max(kind, .8*a*min(1, float32(k)/float32(n+1)))
			}
		}
	}
	if !j.related(kind, cos) {
		return 0
	}
	r := .25 * j.rarity(it)
	s := r*kind + .3*min(1, 1.6*cos)
	rest := storyScore(story, false) - j.stale(c, it) - c.sated()
	if p, ok := j.participants(c, it); ok {
		return (s+.15*p)/(r+.45) + rest
	}
	return s/(r+.37) + rest
}

func (j *joiner) participants(c *cluster, it *item) (float32, bool) {
	return c.participants(it, j.people)
}
