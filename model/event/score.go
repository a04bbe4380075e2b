package event

import (
	"math"
	"slices"

	"github.com/kreader/kreader/model/edtf"
)

// cluster is a set of mentions that tell one event.
type cluster struct {
	items       []*item
	extra       []*item // undated sentences that speak of it and do not change what it is
	ahead       []*item // sentences of articles published before it, which announce it
	dated       int     // how many of the items have a date of their own
	planned     bool    // only announced
	also        []*item // sentences of other events that speak of it
	when        edtf.Value
	inferred    bool // dated only by the publication of articles that open with it
	sum         []weighted
	square      float64 // of the length of sum
	norm        float32 // its length
	names       tally
	patients    tally
	kinds       []int32 // by family, how many of its triggers; a main one counts twice
	anyKind     bool
	stems       tally
	told        []int32 // up to toldArticles of its articles
	articles    ids
	sentences   ids
	published   bool     // whether it is known when its articles were published
	first, last edtf.Day // when they were
	dead        bool
}

func newCluster(it *item, when edtf.Value) *cluster {
	c := &cluster{when: when}
	c.add(it)
	return c
}

func (c *cluster) add(it *item) {
	c.items = append(c.items, it)
	if len(c.items) == 1 {
		c.sum = slices.Clone(it.vec)
		c.square = square(it.vec)
	} else {
		c.square += 2*float64(dot(it.vec, c.sum)) + square(it.vec)
		c.sum = plus(c.sum, it.vec)
	}
	c.norm = float32(math.Sqrt(c.square))
	if !it.m.When.IsZero() && !it.m.Evidence.Inferred {
		c.dated++
	}
	for _, n := range it.names {
		c.names.add(n)
	}
	if it.patient >= 0 {
		c.patients.add(it.patient)
	}
	for i, f := range it.kinds {
		for int(f) >= len(c.kinds) {
			c.kinds = append(c.kinds, 0)
		}
		c.kinds[f]++
		if i == 0 {
			c.kinds[f]++
		}
		c.anyKind = true
	}
	for _, s := range it.stems {
		c.stems.add(s)
	}
	if n := len(c.told); n < toldArticles && (n == 0 || c.told[n-1] != it.article) {
		c.told = append(c.told, it.article)
	}
	c.articles.add(it.article)
	c.sentences.add(it.sentence)
	if p := it.published; !p.IsZero() && p.Days() <= 3 {
		if !c.published || p.Lo < c.first {
			c.first = p.Lo
		}
		if !c.published || p.Hi > c.last {
			c.last = p.Hi
		}
		c.published = true
	}
}

// attach adds a sentence that does not change what the cluster is: loose
// evidence must not attract looser.
func (c *cluster) attach(it *item) {
	c.extra = append(c.extra, it)
	c.articles.add(it.article)
	c.sentences.add(it.sentence)
}

// toldArticles is how many articles stand for all of a cluster when it is asked
// what its articles are about.
const toldArticles = 4

// cosine returns how alike the words of an item and of a cluster are, 0..1.
func (c *cluster) cosine(it *item) float32 {
	if c.norm == 0 {
		return 0
	}
	return dot(it.vec, c.sum) / c.norm
}

// alike returns how alike the words of two clusters are, 0..1.
func (c *cluster) alike(d *cluster) float32 {
	if c.norm == 0 || d.norm == 0 {
		return 0
	}
	return dot(c.sum, d.sum) / (c.norm * d.norm)
}

// trigger returns how far an item and a cluster tell the same kind of thing:
// 1 the same word, .8 the same class or family as the main one, .5 one of
// several, .4 when the word has no class and may mean anything.
func (f *features) trigger(c *cluster, it *item) float32 {
	if len(it.stems) == 0 {
		return .3
	}
	n := len(c.items)
	if c.stems.of(it.stems[0])*3 >= n {
		return 1
	}
	if it.kind == noKind || !c.anyKind {
		return .4
	}
	var best float32
	for g, k := range c.kinds {
		if a := f.affinity[it.kind][g]; k > 0 && a > 0 {
			best = max(best, .8*a*min(1, float32(k)/float32(n)))
		}
	}
	for _, g := range it.kinds[1:] {
		if c.ofKind(g)*2 > n {
			best = max(best, .5)
		}
	}
	return best
}

// ofKind returns how many of the triggers of a cluster are of a family.
func (c *cluster) ofKind(k int32) int {
	if int(k) >= len(c.kinds) {
		return 0
	}
	return int(c.kinds[k])
}

// participants returns how far the same people and places take part: a
// weighted share of the item's names. Those who are in nearly every article
// count little. ok is false when the item names nobody.
func (c *cluster) participants(it *item, share []float32) (p float32, ok bool) {
	var both, all float32
	for _, n := range it.names {
		w := 1.2 - min(1, share[n])
		all += w
		if c.names.of(n) > 0 {
			both += w
		}
	}
	if all == 0 || len(c.names) == 0 {
		return 0, false
	}
	return both / all, true
}

// veto reports whether an item cannot be of this cluster because something is
// done to somebody else in it.
func (c *cluster) veto(it *item) bool {
	if it.patient < 0 || len(c.patients) == 0 || c.patients.of(it.patient) > 0 || c.names.of(it.patient) > 0 {
		return false
	}
	switch it.family {
	case "violence", "custody", "court", "office", "leaving", "life":
		if c.ofKind(it.kind) == 0 {
			return false
		}
		for _, p := range c.patients {
			if slices.Contains(it.names, p.id) {
				return false
			}
		}
		return true
	}
	return false
}

// overlap says how much agreeing in time tells: two reports of one day are
// likely of one event, two of one year hardly.
func overlap(a, b edtf.Value) float32 {
	if !a.Overlaps(b) {
		return 0
	}
	fine, coarse := min(a.Days(), b.Days()), max(a.Days(), b.Days())
	switch {
	case coarse == 1:
		return 1
	case coarse <= 7:
		return .9
	case coarse <= 31:
		return .8
	case coarse <= 92:
		return .7
	case coarse <= 366 && fine <= 366:
		return .5
	}
	return .3
}

// score says how likely an item tells the event of a cluster, 0..1, as a
// weighted mean of time, kind, participants and words. Undated items are
// scored without time.
func (f *features) score(c *cluster, it *item, when edtf.Value) float32 {
	if c.veto(it) || c.sentences.has(it.sentence) {
		return 0 // a sentence that is divided tells its events apart
	}
	story := f.sameStory(c, it.article)
	if when.IsZero() && story < otherStory {
		return 0
	}
	cos := c.cosine(it)
	recalls := it.m.Evidence.Definite && c.articles.has(it.article)
	if when.IsZero() && !recalls && !f.alike(cos) {
		return 0
	}
	kind := f.trigger(c, it)
	if when.IsZero() && !recalls && !f.related(kind, cos) {
		return 0
	}
	var sum, weight float32
	part := func(w, v float32) { sum += w * v; weight += w }
	if !when.IsZero() && !c.when.IsZero() {
		t := overlap(c.when, when)
		if t == 0 {
			return 0
		}
		part(f.timeWeight(when), t)
	}
	part(.25*f.rarity(it), kind)

	// Sentences that tell one event in different words share about a third of
	// what they weigh; nobody gains from more than twice that.
	part(.3, min(1, 1.6*cos))
	if p, ok := c.participants(it, f.people); ok {
		part(.15, p)
	} else {
		part(.07, 0)
	}
	v := sum/weight + storyScore(story, !when.IsZero())
	if when.IsZero() {
		v -= f.stale(c, it) + c.sated()
	}
	return v
}

// related reports whether an undated sentence has enough in common with an
// event to be considered: some of the words, and the kind of happening, unless
// the words are the same to a large part. With a handful of articles it is not
// known which words are telling, and more of them must be the same.
func (f *features) related(kind, cosine float32) bool {
	most := float32(.2)
	if f.few() {
		most = .35
	}
	return f.alike(cosine) && (kind >= .4 || cosine >= most)
}

// alike is the first half of related: whether enough of the words agree.
func (f *features) alike(cosine float32) bool {
	if f.few() {
		return cosine >= .16
	}
	return cosine >= .1
}

// timeWeight is how much it tells that two mentions are of one time: less when
// many mentions are, for then it is no coincidence.
func (f *features) timeWeight(v edtf.Value) float32 {
	switch n := f.mentioned[edtf.Value{Lo: v.Lo, Hi: v.Hi}]; {
	case n <= 12:
		return .3
	case n <= 60:
		return .22
	}
	return .15
}

// rarity says how much it tells that two mentions are of one kind, 0..1: all
// when one in fifty is, little when every fourth is.
func (f *features) rarity(it *item) float32 {
	share := float64(f.ofKind[it.kind]) / 2
	if len(it.stems) > 0 {
		share = max(share, float64(f.ofStem[it.stems[0]]))
	}
	share /= float64(max(1, len(f.items)))
	if share <= .02 {
		return 1
	}
	return float32(max(.2, math.Log(1/share)/math.Log(50)))
}

// sated says how much more a sentence without a date must have in common with
// an event of which many passages give the date: the reader has enough of them
// and needs no doubtful ones.
func (c *cluster) sated() float32 {
	return .02 * float32(min(10, max(0, c.dated-10)))
}

const (
	// mostStale is the most that it tells against an undated sentence meaning an
	// event that the time between them is long; staleDays is how many days it
	// takes for two thirds of that. Taking the dates out of dated reports showed
	// that nearly all of them were of the last days.
	mostStale = .3
	staleDays = 5
	// fresh is how much it tells for an event that it happened on the day of the
	// report or the day before.
	fresh = .1
)

// stale says how much the time between an event and an undated sentence tells
// against joining them, less than 0 when it tells for it. A report tells of the last days when it gives no date,
// a profile may mean anything; what points back ("the attack") may as well.
func (f *features) stale(c *cluster, it *item) float32 {
	p := it.published
	if p.IsZero() || p.Days() > 3 || p.Uncertain {
		return 0
	}
	var gap float64
	switch {
	case !c.when.IsZero():
		gap = float64(p.Lo - c.when.Hi)
	case c.published && p.Lo > c.last:
		gap = 2 * float64(p.Lo-c.last) // nobody gives either a date
	case c.published && p.Hi < c.first:
		gap = 2 * float64(c.first-p.Hi)
	}
	if gap <= 1 {
		if gap < 0 || c.when.IsZero() || f.few() {
			return 0
		}
		return -fresh * f.recent[it.article]
	}
	v := float32(mostStale * (1 - math.Exp(-gap/staleDays)))
	if it.m.Evidence.Definite {
		v /= 2
	}
	return v * f.recent[it.article]
}
