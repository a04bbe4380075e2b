package event

import (
	"cmp"
	"math"
	"slices"
)

// A collection may hold several stories side by side: two fires, two quakes,
// each told by its own articles. Which of them an article reports is easier to
// see than which event a sentence tells, for an article has a hundred times as
// many words. So the articles are grouped first, and what a sentence without a
// date is compared with is first of all what its own group tells.
//
// Groups are joined from the most alike on while two of them are, on average
// over their articles, not much less alike than two articles of the collection
// usually are (average linkage). Merging any two groups that are each other's
// nearest gives the same tree as merging the nearest of all, and needs no table
// of all pairs.

const (
	// storyTerms is how many terms say what an article is about.
	storyTerms = 60
	// storyLead is how many sentences at the head of an article say most about
	// it; what they and the names say counts twice.
	storyLead = 4
	// storyLikeness is how alike two groups must be, as a share of what is usual
	// in the collection, to be one.
	storyLikeness = .7
)

// stories are the groups of articles that report one thing.
type stories struct {
	of     []int32 // for each article, its group
	groups []group
	usual  float32 // how alike two articles usually are
	seat   []int32 // for each group that is left, which one it is
	left   int     // how many there are
	known  []pair  // what likeness has worked out last, by the seats of two groups
}

// pair is two groups, the lower first, and how alike they are.
type pair struct {
	g, h  int32
	alike float32
}

// mostPairs bounds the pairs of groups that are remembered: all where there are up
// to a thousand groups.
const mostPairs = 1 << 20

// group is a group of articles.
type group struct {
	sum  []weighted // of the articles' vectors
	size float32
	dead bool
}

// newStories groups articles by their vectors, each of length 1. Fewer than
// fewArticles are one story: which of their words tell them apart is not known.
func newStories(about [][]weighted) *stories {
	s := &stories{of: make([]int32, len(about)), groups: make([]group, len(about))}
	sum := map[int32]float64{}
	var own float64
	for i, v := range about {
		s.of[i] = int32(i)
		s.groups[i] = group{sum: slices.Clone(v), size: 1}
		for _, t := range v {
			sum[t.term] += float64(t.weight)
		}
		own += square(v)
	}
	var all float64
	for _, v := range about {
		for _, t := range v {
			all += float64(t.weight) * sum[t.term]
		}
	}
	if n := float64(len(about)); n > 1 {
		s.usual = float32((all - own) / (n * (n - 1)))
	}
	if len(about) < fewArticles {
		clear(s.of)
	} else {
		s.join()
	}
	s.seat = make([]int32, len(s.groups))
	for g := range s.groups {
		if !s.groups[g].dead {
			s.seat[g] = int32(s.left)
			s.left++
		}
	}
	s.known = make([]pair, min(s.left*s.left, mostPairs))
	return s
}

// join merges groups that are each other's nearest until none are alike
// enough.
func (s *stories) join() {
	near := make([]int32, len(s.groups))
	joined := map[int32]int32{} // a group to the one that took it in
	fresh := make([]bool, len(s.groups))
	r := newRound(s.groups)
	for i := range fresh {
		fresh[i] = true
	}
	for {
		r.list(s.groups)
		for g := range s.groups {
			if !s.groups[g].dead && (fresh[g] || near[g] >= 0 && fresh[near[g]]) {
				near[g] = s.nearest(int32(g), r)
			}
		}
		clear(fresh)
		merged := false
		for g := range s.groups {
			h := near[g]
			if s.groups[g].dead || h <= int32(g) || near[h] != int32(g) {
				continue
			}
			s.groups[g].sum = plus(s.groups[g].sum, s.groups[h].sum)
			s.groups[g].size += s.groups[h].size
			s.groups[h] = group{dead: true}
			joined[h] = int32(g)
			fresh[g], fresh[h], merged = true, true, true
		}
		if !merged {
			break
		}
	}
	for a := range s.of {
		for g, ok := joined[s.of[a]]; ok; g, ok = joined[g] {
			s.of[a] = g
		}
	}
}

// round is what nearest works with, made once for all groups.
type round struct {
	first    []int32    // for each term, where its groups begin in having; one more than terms
	having   []weighted // the groups that have a term, one term after the other
	likeness []float32  // for each group, 0 between the calls of nearest
	touched  []int32
}

func newRound(groups []group) *round {
	terms, all := int32(0), 0
	for _, g := range groups {
		all += len(g.sum)
		if n := len(g.sum); n > 0 {
			terms = max(terms, g.sum[n-1].term+1)
		}
	}
	return &round{first: make([]int32, terms+1), having: make([]weighted, all), likeness: make([]float32, len(groups))}
}

// list notes for each term which groups have it. Merging makes them no more.
func (r *round) list(groups []group) {
	clear(r.first)
	for _, g := range groups {
		for _, t := range g.sum {
			r.first[t.term]++
		}
	}
	var end int32
	for t, n := range r.first {
		end += n
		r.first[t] = end
	}
	for g := len(groups) - 1; g >= 0; g-- { // from the back, so that each list is by group
		for _, t := range groups[g].sum {
			r.first[t.term]--
			r.having[r.first[t.term]] = weighted{int32(g), t.weight}
		}
	}
}

// of returns the groups that have a term.
func (r *round) of(term int32) []weighted { return r.having[r.first[term]:r.first[term+1]] }

// nearest returns the group that is most like g and enough so, -1 when there
// is none.
func (s *stories) nearest(g int32, r *round) int32 {
	touched, likeness := r.touched[:0], r.likeness
	for _, t := range s.groups[g].sum {
		having := r.of(t.term)
		if len(having) > longest {
			continue // what so many say tells none apart
		}
		for _, p := range having {
			if likeness[p.term] == 0 {
				touched = append(touched, p.term)
			}
			likeness[p.term] += t.weight * p.weight
		}
	}
	r.touched = touched
	best, most := int32(-1), storyLikeness*s.usual*s.groups[g].size
	for _, h := range touched {
		v := likeness[h] / s.groups[h].size
		likeness[h] = 0
		if h != g && (v > most || v == most && best >= 0 && h < best) {
			best, most = h, v
		}
	}
	return best
}

// likeness says whether two articles report one story: 1 when they do, down to
// -1 when their groups have nothing in common, 0 when that cannot be said.
func (s *stories) likeness(a, b int32) float32 {
	g, h := s.of[a], s.of[b]
	if g == h {
		return 1
	}
	if s.usual == 0 {
		return 0
	}
	if g > h {
		g, h = h, g
	}
	p := &s.known[(int(s.seat[g])*s.left+int(s.seat[h]))%len(s.known)]
	if p.g != g || p.h != h {
		*p = pair{g, h, min(0, dot(s.groups[g].sum, s.groups[h].sum)/(s.groups[g].size*s.groups[h].size*s.usual*storyLikeness)-1)}
	}
	return p.alike
}

// about returns for each article the terms that say what it is about, as a
// vector of length 1: the words of its mentions, the rarer among the articles
// the more, names and its first sentences twice.
func (f *features) about(bags [][]int32, inArticles []int, articles int) [][]weighted {
	out := make([][]weighted, len(f.c.Articles))
	for i := 0; i < len(f.items); {
		a := f.items[i].article
		count, lead := map[int32]float64{}, map[int32]bool{}
		for ; i < len(f.items) && f.items[i].article == a; i++ {
			for _, t := range bags[i] {
				count[t]++
				lead[t] = lead[t] || f.items[i].m.Evidence.Place < storyLead
			}
		}
		v := make([]weighted, 0, len(count))
		for t, n := range count {
			if inArticles[t] < 2 {
				continue
			}
			w := (1 + math.Log(n)) * math.Log(float64(articles+1)/float64(inArticles[t]))
			if f.isName[t] {
				w *= 2
			}
			if lead[t] {
				w *= 2
			}
			v = append(v, weighted{t, float32(w)})
		}
		slices.SortFunc(v, func(a, b weighted) int { return cmp.Or(-cmp.Compare(a.weight, b.weight), cmp.Compare(a.term, b.term)) })
		v = v[:min(storyTerms, len(v))]
		slices.SortFunc(v, func(a, b weighted) int { return cmp.Compare(a.term, b.term) })
		if n := length(v); n > 0 {
			for k := range v {
				v[k].weight /= n
			}
		}
		out[a] = v
	}
	return out
}

// otherStory is the likeness below which articles report different things: what
// has no date in one is not meant in the other.
const otherStory = -.05

// sameStory says how far an article reports the story of the articles of a
// cluster, see stories.likeness.
func (f *features) sameStory(c *cluster, article int32) float32 {
	f.work += 1 + len(c.told)
	var sum float32
	for _, a := range c.told {
		sum += f.stories.likeness(a, article)
	}
	return sum / float32(max(1, len(c.told)))
}

// storyOf is sameStory for the articles of two clusters.
func (f *features) storyOf(c, d *cluster) float32 {
	var sum float32
	for _, a := range d.told {
		sum += f.sameStory(c, a)
	}
	return sum / float32(max(1, len(d.told)))
}

// storyScore says how much it tells for or against one event that articles are
// of one story or not. Two different stories are two events even on one day.
// One story speaks for one event where there is no date; where there is, the
// day has said as much, and a large story tells many things of one day.
func storyScore(likeness float32, dated bool) float32 {
	switch {
	case likeness < 0:
		return likeness
	case dated:
		return 0
	}
	return .2 * likeness
}
