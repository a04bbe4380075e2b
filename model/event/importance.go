package event

import (
	"math"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/edtf"
	"github.com/kreader/kreader/model/mention"
)

// importance knows how many articles speak of each day.
type importance struct {
	articles map[edtf.Day]int
	most     map[edtf.Day]float64 // the size of the largest event of a day
}

func (j *joiner) newImportance() *importance {
	m := &importance{map[edtf.Day]int{}, map[edtf.Day]float64{}}
	type key struct {
		day     edtf.Day
		article int32
	}
	seen := map[key]bool{}
	for a := range j.c.Timexes {
		for i := range j.c.Timexes[a] {
			t := &j.c.Timexes[a][i]
			if t.When.Gran != edtf.ByDay {
				continue
			}
			if k := (key{t.When.Lo, int32(a)}); !seen[k] {
				seen[k] = true
				m.articles[t.When.Lo]++
			}
		}
	}
	for _, c := range j.dated {
		if c.when.Gran == edtf.ByDay && !c.dead {
			m.most[c.when.Lo] = max(m.most[c.when.Lo], size(c))
		}
	}
	return m
}

// size is how much a cluster is told of: its articles, and a little for every
// further passage.
func size(c *cluster) float64 {
	return float64(len(c.articles)) + .1*float64(len(c.items))
}

// of returns how much an event matters, not yet scaled. What others chose to
// tell counts most: how many articles speak of its day at all, and how large a
// part of that is this event; then outlets, articles published later that come
// back to it, leads, and the kind of thing it is.
func (m *importance) of(c *cluster) float64 {
	outlets := map[int32]bool{}
	later, leads := map[int32]bool{}, 0
	class := 0.0
	for _, it := range c.items {
		outlets[it.outlet] = true
		if !it.published.IsZero() && !c.when.IsZero() && it.published.Lo > c.when.Hi+1 {
			later[it.article] = true
		}
		if it.m.Evidence.Place == 0 {
			leads++
		}
		class += mention.Weight(it.m.Class)
	}
	class /= float64(len(c.items))
	v := math.Log2(1+float64(len(outlets))) + math.Log2(1+float64(len(c.articles))) + .5*math.Log2(1+float64(len(later))) + .5*math.Log2(1+float64(leads)) + class
	if c.when.Gran == edtf.ByDay {
		d := c.when.Lo
		n := float64(m.articles[d])
		around := 0.0
		for k := edtf.Day(1); k <= 3; k++ {
			around += float64(m.articles[d-k]+m.articles[d+k]) / 6
		}
		day := math.Log2(1+n) + .5*max(0, math.Log2((1+n)/(1+around)))
		v += day * math.Sqrt(size(c)/max(size(c), m.most[d])) * 2
	}
	if c.when.IsZero() {
		v /= 2
	}
	if c.inferred {
		v *= .7
	}
	return v
}

// scale brings the importance of events into 0..1.
func (m *importance) scale(es []model.Event) {
	top := 0.0
	for i := range es {
		top = max(top, es[i].Importance)
	}
	for i := range es {
		if top > 0 {
			es[i].Importance = math.Round(es[i].Importance/top*1e4) / 1e4
		}
	}
}
