package event

import (
	"cmp"
	"slices"

	"github.com/kreader/kreader/model/edtf"
)

// joinClusters is the likeness from which two clusters are one event;
// joinNear the one for clusters dated to neighbouring days, which only outlets
// that differ about the day, or report it a day later, have in common.
const (
	joinClusters = .3
	joinNear     = .62
)

// storyClusters is how much it tells that the articles of two clusters report
// one story: more than for a sentence, as there are more of them.
const storyClusters = .3

// merge joins clusters that came to tell the same event from different sides:
// early joins see few mentions, merging sees all of them.
func (j *joiner) merge() {
	all := slices.Concat(j.dated, j.loose)
	slices.SortStableFunc(all, func(a, b *cluster) int {
		return cmp.Or(-cmp.Compare(len(a.items), len(b.items)), cmp.Compare(a.items[0].article, b.items[0].article), cmp.Compare(a.items[0].m.Clause.Start, b.items[0].m.Clause.Start))
	})
	j.told = map[edtf.Value]int{}
	for _, c := range j.dated {
		j.told[edtf.Value{Lo: c.when.Lo, Hi: c.when.Hi}]++
	}
	j.sameTime = newByTime(j.dated)
	j.number = map[*cluster]int32{}
	x := newIndex()
	for i, c := range all {
		j.number[c] = int32(i)
		x.clusters = append(x.clusters, c)
		x.noteTerms(int32(len(x.clusters)-1), c.sum)
	}
	small := len(all) < 4000
	for n, c := range x.clusters {
		if !j.pace.goesOn(merging, len(x.clusters)) {
			return
		}
		if c.dead || len(c.items) < 2 && !small {
			continue
		}
		for range 8 {
			k := j.likest(x, int32(n))
			if k < 0 {
				break
			}
			j.take(c, x.clusters[k])
			x.noteTerms(int32(n), c.sum)
		}
	}
}

// likest returns the cluster that is most like cluster n and may be joined to
// it, -1 when there is none.
func (j *joiner) likest(x *index, n int32) int32 {
	c := x.clusters[n]
	best, most := int32(-1), float32(0)
	candidates := x.rankedTerms(c.sum, 12, func(d *cluster) bool { return d != c })
	if !c.when.IsZero() {
		// Where little is told of a time, all of it is looked at.
		for _, d := range j.sameTime.around(c.when, 12) {
			if k := j.number[d]; d != c && !d.dead && !slices.Contains(candidates, k) {
				candidates = append(candidates, k)
			}
		}
	}
	for _, k := range candidates {
		d := x.clusters[k]
		if c.when.IsZero() != d.when.IsZero() && !j.allTell(c, d) {
			continue
		}
		need, ok := j.mayJoin(c, d)
		if !ok {
			continue
		}
		if s := j.likeness(c, d); s >= need && s > most {
			best, most = k, s
		}
	}
	return best
}

// allTell reports whether each sentence of an undated cluster tells the event
// of a dated one.
func (j *joiner) allTell(dated, undated *cluster) bool {
	if dated.when.IsZero() {
		return false // its turn is another
	}
	for _, it := range undated.items {
		if j.tells(dated, it, 0) == 0 {
			return false
		}
	}
	return true
}

// mayJoin reports whether two clusters can be one event as far as time and
// those it is done to allow, and how alike they must be.
func (j *joiner) mayJoin(c, d *cluster) (need float32, ok bool) {
	need = joinClusters
	if c.sentences.meet(d.sentences) {
		return 0, false // one sentence tells them apart
	}
	switch {
	case (c.when.IsZero() || d.when.IsZero()) && j.storyOf(c, d) < otherStory:
		return 0, false
	case c.when.IsZero() || d.when.IsZero():
		if !c.when.IsZero() && d.published && d.last < c.when.Lo || !d.when.IsZero() && c.published && c.last < d.when.Lo {
			return 0, false // told before it happened
		}
		need += max(j.stale(c, d.items[0]), j.stale(d, c.items[0])) + c.sated() + d.sated()
	case lasts(c.when) && d.when.Days() <= 31 || lasts(d.when) && c.when.Days() <= 31:
		return 0, false
	case c.when.Lo == d.when.Lo && c.when.Hi == d.when.Hi:
		need -= j.telling(c.when)
	case c.when.Contains(d.when):
		need += .05 - j.telling(c.when) - j.within(c, d)
	case d.when.Contains(c.when):
		need += .05 - j.telling(d.when) - j.within(d, c)
	case c.when.Gran == edtf.ByDay && d.when.Gran == edtf.ByDay && c.when.Lo-d.when.Lo <= 1 && d.when.Lo-c.when.Lo <= 1:
		need = joinNear
		if !c.inferred && !d.inferred && c.articles.meet(d.articles) {
			return 0, false // one article tells the two days apart
		}
	default:
		return 0, false
	}
	p, q := c.victim(), d.victim()
	if p >= 0 && q >= 0 && p != q && c.names.of(q) == 0 && d.names.of(p) == 0 {
		return 0, false
	}
	return need, true
}

// lasts reports whether a time is a stretch of years: what was so from 1990 to
// 1994 is none of what happened on a day meanwhile.
func lasts(v edtf.Value) bool { return v.Gran == edtf.Range && v.Days() > 366 }

// within is how much less alike an event of a month or year and one of a day
// inside it must be when both are of one kind and done by or to the same
// people: who "died in June" died on the day that others give.
func (j *joiner) within(coarse, fine *cluster) float32 {
	if coarse.when.Days() > 366 || coarse.when.Days() <= fine.when.Days() || j.sameKind(coarse, fine) < .7 {
		return 0
	}
	if p, q := coarse.victim(), fine.victim(); p >= 0 && p == q {
		return .15
	}
	for _, n := range coarse.names {
		if n.n*2 >= len(coarse.items) && fine.names.of(n.id)*2 >= len(fine.items) {
			return .1
		}
	}
	return 0
}

// victim returns whom the event is done to by most of its mentions, -1 when
// fewer than a third of them name somebody: one of many may be misread.
func (c *cluster) victim() int32 {
	best, most := int32(-1), 0
	for _, p := range c.patients {
		if p.n > most {
			best, most = p.id, p.n
		}
	}
	if 3*most < len(c.items) {
		return -1
	}
	return best
}

// telling is how much it tells that two clusters are of one time: much when
// the collection tells little of that time, nothing when it tells a lot.
func (j *joiner) telling(v edtf.Value) float32 {
	var bonus float32
	switch n := j.told[edtf.Value{Lo: v.Lo, Hi: v.Hi}]; {
	case n <= 4:
		bonus = .16
	case n <= 12:
		bonus = .08
	}
	if v.Days() > 31 {
		bonus /= 2
	}
	return bonus
}

// likeness says how alike two clusters are in what they tell, 0..1.
func (j *joiner) likeness(c, d *cluster) float32 {
	cos := c.alike(d)
	if (c.when.IsZero() || d.when.IsZero()) && !j.related(j.sameKind(c, d), cos) {
		return 0
	}
	var both, all float32
	for _, p := range [2][2]*cluster{{c, d}, {d, c}} {
		for _, n := range p[0].names {
			w := (1.2 - min(1, j.people[n.id])) * float32(n.n)
			all += w
			if p[1].names.of(n.id) > 0 {
				both += w
			}
		}
	}
	r := .3 * min(j.rarity(c.items[0]), j.rarity(d.items[0]))
	s := (r*j.sameKind(c, d) + .5*min(1, 1.4*cos)) * .8 / (r + .5)
	story := storyClusters * j.storyOf(c, d)
	if all > 0 {
		return s + .2*both/all + story
	}
	return s/.8 + story
}

// sameKind says how far two clusters tell the same kind of thing.
func (f *features) sameKind(c, d *cluster) float32 {
	var stem, fam float32
	if !c.anyKind || !d.anyKind {
		fam = .5
	}
	for _, s := range c.stems {
		if m := d.stems.of(s.id); m > 0 {
			stem = max(stem, min(1, float32(s.n)/float32(len(c.items)))*min(1, float32(m)/float32(len(d.items))))
		}
	}
	for k, n := range c.kinds {
		if n == 0 {
			continue
		}
		for g, m := range d.kinds {
			if a := f.affinity[k][g]; m > 0 && a > 0 {
				fam = max(fam, a*min(1, float32(n)/float32(len(c.items)+1))*min(1, float32(m)/float32(len(d.items)+1)))
			}
		}
	}
	return max(stem, .8*fam)
}

// take moves everything of d into c.
func (j *joiner) take(c, d *cluster) {
	c.absorb(d)
	for _, list := range [2][]*item{d.items, d.extra} {
		for _, it := range list {
			j.own[it.number] = c
		}
	}
}

// absorb moves everything of d into c, and keeps the finer and firmer date.
func (c *cluster) absorb(d *cluster) {
	switch {
	case d.when.IsZero():
	case c.when.IsZero(), c.inferred && !d.inferred, d.when.Days() < c.when.Days() && c.inferred == d.inferred:
		c.when, c.inferred = d.when, d.inferred
	case c.when.Days() == d.when.Days() && c.inferred == d.inferred && c.when.Lo != d.when.Lo:
		// Neighbouring days: the one that more articles give.
		if len(d.articles) > len(c.articles) || len(d.articles) == len(c.articles) && d.when.Lo < c.when.Lo {
			c.when = d.when
		}
	}
	if d.when.IsZero() && !c.when.IsZero() {
		for _, it := range d.items {
			c.attach(it)
		}
	} else {
		for _, it := range d.items {
			c.add(it)
		}
	}
	for _, it := range d.extra {
		c.attach(it)
	}
	c.ahead = append(c.ahead, d.ahead...)
	c.planned = c.planned && d.planned
	d.dead = true
}
