package event

import (
	"cmp"
	"slices"
)

// Reports of one thing tell it over and over, mostly without a date: in the
// headline, in the first sentences, in other words further down. Words and
// kinds alone leave these in many small clusters. Where one event is a large
// part of what a story's articles tell, a sentence of them most likely means it,
// and little more need agree. In a portrait, or a story of many days, no event
// is so large a part, and nothing is gathered.

const (
	// mainShare is the part of a story's sentences from which an event is one of
	// its main ones: a report of ten sentences tells its event in one at least.
	mainShare = .1
	// gatherCluster and gatherItem are how much undated sentences must have in
	// common with a main event of their story. A cluster has more words than a
	// sentence, which makes likeness of words weigh more, so it needs less.
	gatherCluster = .15
	gatherItem    = .3
	// gatherKind is how much being of one kind counts beside the likeness of
	// words, gatherShare how much the event's part of the story does, and
	// gatherLate how much being told at the end of an article takes away, where
	// reports turn to the background.
	gatherKind  = .3
	gatherShare = .3
	gatherLate  = .2
)

// mainEvent is a cluster that is a large part of a story.
type mainEvent struct {
	*cluster
	share float32 // of what the story's articles tell
}

// gather joins what is left of the sentences without a date to the main events
// of their stories.
func (j *joiner) gather() {
	if j.few() {
		return // what a handful of articles mainly tells cannot be known
	}
	live := slices.DeleteFunc(slices.Concat(j.dated, j.loose), func(c *cluster) bool { return c.dead })
	mains := j.mains(live)
	joined := make([]bool, len(j.items))
	for _, c := range live {
		for _, list := range [3][]*item{c.items, c.extra, c.ahead} {
			for _, it := range list {
				joined[it.number] = true
			}
		}
	}
	for _, d := range live {
		if d.when.IsZero() && !d.dead {
			j.gatherCluster(mains[j.stories.of[d.items[0].article]], d)
		}
	}
	for i := range j.items {
		it := &j.items[i]
		if !joined[i] && !it.stock && (it.m.When.IsZero() || it.m.Hedged) {
			j.gatherItem(mains[j.stories.of[it.article]], it)
		}
	}
}

// mains returns for each story its main events, the largest first: clusters of
// more than one article that are told mostly by the story's own.
func (j *joiner) mains(live []*cluster) [][]mainEvent {
	total := make([]int, len(j.stories.groups))
	for i := range j.items {
		total[j.stories.of[j.items[i].article]]++
	}
	out := make([][]mainEvent, len(total))
	count := map[int32]int{}
	for _, c := range live {
		if len(c.articles) < 2 {
			continue
		}
		clear(count)
		for _, list := range [2][]*item{c.items, c.extra} {
			for _, it := range list {
				count[j.stories.of[it.article]]++
			}
		}
		for g, n := range count {
			if s := float32(n) / float32(total[g]); s >= mainShare && 2*n >= len(c.items)+len(c.extra) {
				out[g] = append(out[g], mainEvent{c, s})
			}
		}
	}
	for _, m := range out {
		slices.SortStableFunc(m, func(a, b mainEvent) int { return -cmp.Compare(a.share, b.share) })
	}
	return out
}

// gatherCluster joins an undated cluster to the main event that it is most
// like, if it is like one.
func (j *joiner) gatherCluster(mains []mainEvent, d *cluster) {
	var best *cluster
	most := float32(gatherCluster)
	late := float32(0)
	for _, it := range d.items {
		late += lateness(it) / float32(len(d.items))
	}
	for _, c := range mains {
		if c.cluster == d || c.dead || c.when.IsZero() && len(c.items)+len(c.extra) < len(d.items)+len(d.extra) {
			continue
		}
		if _, ok := j.mayJoin(c.cluster, d); !ok {
			continue
		}
		cos, kind := c.alike(d), j.sameKind(c.cluster, d)
		if !j.akin(kind, cos) {
			continue
		}
		if s := cos + gatherKind*kind + gatherShare*c.share - gatherLate*late; s >= most {
			best, most = c.cluster, s
		}
	}
	if best != nil {
		j.take(best, d)
	}
}

// gatherItem is gatherCluster for a sentence that is in no cluster: one that
// only says what will happen, or in which no word is known to tell anything.
func (j *joiner) gatherItem(mains []mainEvent, it *item) {
	var best *cluster
	most := float32(gatherItem)
	for _, c := range mains {
		if c.dead || c.sentences.has(it.sentence) || c.veto(it) || !before(c.cluster, it) {
			continue
		}
		cos, kind := c.cosine(it), j.trigger(c.cluster, it)
		if !j.akin(kind, cos) {
			continue
		}
		if s := cos + gatherKind*kind + gatherShare*c.share - gatherLate*lateness(it); s >= most {
			best, most = c.cluster, s
		}
	}
	if best != nil {
		best.attach(it)
	}
}

// akin reports whether undated sentences have anything in common with a main
// event besides the story: the kind of happening or some of the words.
func (f *features) akin(kind, cosine float32) bool { return kind >= .3 || f.alike(cosine) }

// lateness says how far down in its article a sentence stands: 0 at its head, 1
// from the end of its first page on.
func lateness(it *item) float32 { return float32(min(it.m.Evidence.Place, page)) / page }
