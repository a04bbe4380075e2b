package event

import (
	"math"
	"slices"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/edtf"
	"github.com/kreader/kreader/model/mention"
)

// importance knows how many articles speak of each day, an article counting by
// how far it is about what the whole story is about.
type importance struct {
	*features
	articles map[edtf.Day]float64
	most     map[edtf.Day]float64 // the size of the largest event of which a day is stated
	central  []float64            // see centrality
	topic    float64              // the mean topicality of the events
}

func (j *joiner) newImportance() *importance {
	m := &importance{j.features, map[edtf.Day]float64{}, map[edtf.Day]float64{}, j.centrality(), j.usualTopic()}
	type key struct {
		day     edtf.Day
		article int32
	}
	seen := map[key]bool{}
	central := m.central
	for a := range j.c.Timexes {
		for i := range j.c.Timexes[a] {
			t := &j.c.Timexes[a][i]
			if t.When.Gran != edtf.ByDay {
				continue
			}
			if k := (key{t.When.Lo, int32(a)}); !seen[k] {
				seen[k] = true
				m.articles[t.When.Lo] += central[a] * speaks(j.c.Articles[a].Published, t.When.Lo)
			}
		}
		// What an article reports happened on the day it was published, if it
		// does not say otherwise.
		if p := j.c.Articles[a].Published; p.Gran == edtf.ByDay && !p.Uncertain && !seen[key{p.Lo, int32(a)}] {
			m.articles[p.Lo] += central[a] * speaks(p, p.Lo)
		}
	}
	for _, c := range j.dated {
		if c.when.Gran == edtf.ByDay && !c.inferred && !c.dead && j.worthShowing(c) {
			m.most[c.when.Lo] = max(m.most[c.when.Lo], m.size(c))
		}
	}
	return m
}

// speaks is how much an article that names a day tells of the day's weight:
// most when it comes back to it later, less on the day itself, when anything is
// news, and before, when nothing has happened yet.
func speaks(published edtf.Value, d edtf.Day) float64 {
	if published.IsZero() || published.Lo > d || published.Days() > 3 {
		return 1
	}
	return .7
}

// size is how much a cluster is told of: its articles, and a little for every
// further passage; the more, the more of its words are those of the story. Of
// two events of a day that as many articles tell, the one that the story is
// about comes first, not the weather.
func (m *importance) size(c *cluster) float64 {
	t := m.topicality(c)
	return (float64(len(c.articles)) + .1*float64(len(c.items)+len(c.extra))) * t * t
}

// beside returns how large a cluster is beside the largest of its day, 0..1. One
// that has no telling word at all is of no size.
func (m *importance) beside(c *cluster, largest float64) float64 {
	n := m.size(c)
	if n == 0 {
		return 0
	}
	return n / max(n, largest)
}

// told is how many articles tell a cluster that has no day, each by how far it
// is about what the whole story is about; what a report only looks back to, by
// how far it does that at all; and all by how far the event is of the story.
func (m *importance) told(c *cluster) float64 {
	if m.few() {
		return float64(len(c.articles))
	}
	n := 0.0
	for _, a := range c.articles {
		w := m.central[a]
		if p := m.c.Articles[a].Published; !p.IsZero() && c.when.Hi < p.Lo-lookBack {
			w *= 1 - float64(m.recent[a])
		}
		n += w
	}
	return n * min(1, m.topicality(c)/m.topic)
}

// lookBack is from how many days ago on an event is background to a report of
// the last days.
const lookBack = 366

// dayWeight is how much more the day's own weight counts than anything about
// the event: a plain count of the articles that mention a day finds the days
// that journalists put on their timelines better than any trained model of its
// time did (Ghalandari and Ifrim 2020), and what else is known of an event only
// decides between days that are spoken of about equally. From 20 on nothing
// changes.
const dayWeight = 20

// blocks returns what kind of block an item stands in.
func (m *importance) blocks(it *item) model.BlockKind {
	return m.c.Articles[it.m.Article].Blocks[it.m.Block].Kind
}

// of returns how much an event matters, not yet scaled. What others chose to
// tell counts most: how many articles speak of its day at all, and how large
// this event is beside the largest of that day; then outlets, articles published
// later that come back to it, leads, and the kind of thing it is.
func (m *importance) of(c *cluster) float64 {
	outlets := map[int32]bool{}
	later, leads, captions := map[int32]bool{}, 0, 0
	class := 0.0
	for _, it := range slices.Concat(c.items, c.extra) {
		outlets[it.outlet] = true
		if !it.published.IsZero() && !c.when.IsZero() && it.published.Lo > c.when.Hi+1 {
			later[it.article] = true
		}
		if it.m.Evidence.Place == 0 {
			leads++
		}
		class += mention.Weight(it.m.Class)
		if m.blocks(it) == model.Caption {
			captions++
		}
	}
	class /= float64(len(c.items) + len(c.extra))
	v := math.Log2(1+float64(len(outlets))) + math.Log2(1+float64(len(c.articles))) + .5*math.Log2(1+float64(len(later))) + .5*math.Log2(1+float64(leads)) + class
	switch {
	case c.when.Gran == edtf.ByDay:
		d := c.when.Lo
		n := m.articles[d]
		around := 0.0
		for k := edtf.Day(1); k <= 3; k++ {
			around += (m.articles[d-k] + m.articles[d+k]) / 6
		}
		day := math.Log2(1+n) + .8*max(0, math.Log2((2+n)/(2+around)))
		v += dayWeight * day * math.Sqrt(m.beside(c, m.most[d]))
	case !c.when.IsZero():
		// Nobody counts the articles that speak of a month: those of the event
		// stand for them.
		v += dayWeight * math.Log2(1+m.told(c))
	}
	if c.when.IsZero() {
		v /= 2
	}
	if c.inferred || c.planned || captions == len(c.items)+len(c.extra) {
		v *= .7 // nobody states the day, or nobody tells it
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
