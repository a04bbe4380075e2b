package event

import (
	"cmp"
	"slices"

	"github.com/kreader/kreader/model/edtf"
)

// index finds the clusters that share telling words with an item, without
// looking at all of them.
type index struct {
	postings map[int32][]int32 // term to clusters
	noted    []ids             // by cluster, under which terms it is
	clusters []*cluster
	waiting  []note // of items, while there are few clusters

	weight  []float32 // by cluster, all 0 between look-ups
	touched []int32
}

// note is an item by the words of which a cluster is to be found.
type note struct {
	cluster int32
	it      *item
}

func newIndex() *index { return &index{postings: map[int32][]int32{}} }

// keyTerms is how many of the heaviest terms of a mention are looked up: the
// others are too common to tell where to look.
const keyTerms = 10

// longest is how many clusters of one term are looked at, the latest: a term
// of more is no help in choosing.
const longest = 400

// heaviest returns the heaviest terms of v, the heaviest first where there are more
// than that. It may use the room.
func heaviest(v []weighted, room *[keyTerms]weighted) []weighted {
	if len(v) <= keyTerms {
		return v
	}
	heavier := func(a, b weighted) bool { return a.weight > b.weight || a.weight == b.weight && a.term < b.term }
	n := 0
	for _, t := range v {
		i := n
		switch {
		case n < keyTerms:
			n++
		case heavier(t, room[n-1]):
			i--
		default:
			continue
		}
		for ; i > 0 && heavier(t, room[i-1]); i-- {
			room[i] = room[i-1]
		}
		room[i] = t
	}
	return room[:n]
}

// put enters a cluster and returns its number.
func (x *index) put(c *cluster) int32 {
	x.clusters = append(x.clusters, c)
	n := int32(len(x.clusters) - 1)
	for _, it := range c.items {
		x.note(n, it)
	}
	return n
}

// note makes cluster n findable by the words of it.
func (x *index) note(n int32, it *item) {
	x.waiting = append(x.waiting, note{n, it})
	if len(x.clusters) > fewClusters {
		x.settle()
	}
}

// settle notes what has waited. Of most times so little is told that all clusters are
// looked at, and it never comes to that.
func (x *index) settle() {
	for _, w := range x.waiting {
		x.noteTerms(w.cluster, w.it.vec)
	}
	x.waiting = x.waiting[:0]
}

func (x *index) noteTerms(n int32, v []weighted) {
	for int(n) >= len(x.noted) {
		x.noted = append(x.noted, nil)
	}
	var room [keyTerms]weighted
	for _, t := range heaviest(v, &room) {
		if i, ok := slices.BinarySearch(x.noted[n], t.term); !ok {
			x.noted[n] = slices.Insert(x.noted[n], i, t.term)
			x.postings[t.term] = append(x.postings[t.term], n)
		}
	}
}

// candidates returns the clusters that share the most weight of words with it
// and satisfy keep, the best first, at most n.
func (x *index) candidates(it *item, n int, keep func(*cluster) bool) []*cluster {
	var out []*cluster
	for _, k := range x.ranked(it, n, keep) {
		out = append(out, x.clusters[k])
	}
	return out
}

// numbers is candidates for all clusters, by number.
func (x *index) numbers(it *item, n int) []int32 {
	return x.ranked(it, n, func(*cluster) bool { return true })
}

func (x *index) ranked(it *item, n int, keep func(*cluster) bool) []int32 {
	return x.rankedTerms(it.vec, n, keep)
}

func (x *index) rankedTerms(v []weighted, n int, keep func(*cluster) bool) []int32 {
	for len(x.weight) < len(x.clusters) {
		x.weight = append(x.weight, 0)
	}
	x.settle()
	x.touched = x.touched[:0]
	var room [keyTerms]weighted
	for _, t := range heaviest(v, &room) {
		p := x.postings[t.term]
		if len(p) > longest {
			p = p[len(p)-longest:]
		}
		for _, c := range p {
			if x.weight[c] == 0 {
				x.touched = append(x.touched, c)
			}
			x.weight[c] += t.weight * t.weight
		}
	}
	out := make([]int32, 0, n+1)
	better := func(a, b int32) bool {
		return x.weight[a] > x.weight[b] || x.weight[a] == x.weight[b] && a < b
	}
	for _, c := range x.touched {
		if len(out) == n && !better(c, out[n-1]) {
			continue
		}
		if cl := x.clusters[c]; cl.dead || !keep(cl) {
			continue
		}
		i := len(out)
		out = append(out, c)
		for ; i > 0 && better(c, out[i-1]); i-- {
			out[i] = out[i-1]
		}
		out[i] = c
		if len(out) > n {
			out = out[:n]
		}
	}
	for _, c := range x.touched {
		x.weight[c] = 0
	}
	return out
}

// byTime finds clusters by their first day.
type byTime struct {
	clusters []*cluster // sorted by when.Lo
}

func newByTime(cs []*cluster) *byTime {
	s := slices.Clone(cs)
	slices.SortStableFunc(s, func(a, b *cluster) int { return cmp.Compare(a.when.Lo, b.when.Lo) })
	return &byTime{s}
}

// within returns the clusters that begin within v.
func (b *byTime) within(v edtf.Value) []*cluster {
	lo, _ := slices.BinarySearchFunc(b.clusters, v.Lo, func(c *cluster, d edtf.Day) int { return cmp.Compare(c.when.Lo, d) })
	hi, _ := slices.BinarySearchFunc(b.clusters, v.Hi+1, func(c *cluster, d edtf.Day) int { return cmp.Compare(c.when.Lo, d) })
	return b.clusters[lo:hi]
}

// around returns the clusters that begin within v, and those of the month and
// the year that v begins in; nil when there are more than most.
func (b *byTime) around(v edtf.Value, most int) []*cluster {
	if len(b.within(v)) > most {
		return nil
	}
	out := slices.Clone(b.within(v))
	y, m, _ := v.Lo.Date()
	for _, w := range []edtf.Value{edtf.InMonth(y, m), edtf.InYear(y)} {
		for _, c := range b.within(edtf.OnDay(w.Lo)) {
			if c.when.Lo == w.Lo && c.when.Hi == w.Hi && !slices.Contains(out, c) {
				out = append(out, c)
			}
			if len(out) > most {
				return nil
			}
		}
	}
	return out
}
