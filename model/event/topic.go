package event

import (
	"math"
	"slices"

	"github.com/kreader/kreader/model"
)

// onTopic says how far an item is about what the whole story is about: the mean
// share of the articles that have one of its words, 0..1. Words that half the
// articles have tell events least apart, and tell best that this is the story
// and not something that one of its articles also mentions.
func (f *features) onTopic(it *item) float32 {
	var sum float32
	for _, t := range it.vec {
		sum += f.share[t.term]
	}
	return sum / float32(max(1, len(it.vec)))
}

// topicality is onTopic for a cluster.
func (f *features) topicality(c *cluster) float64 {
	var sum float32
	for _, it := range c.items {
		sum += f.onTopic(it)
	}
	return float64(sum) / float64(len(c.items))
}

// usualTopic is the mean topicality of the clusters that have a time.
func (j *joiner) usualTopic() float64 {
	sum, n := 0.0, 0
	for _, c := range j.dated {
		if !c.dead {
			sum += j.topicality(c)
			n++
		}
	}
	return sum / float64(max(1, n))
}

// centrality says for each article how far it is about what the whole story is
// about: the cosine of its set of words and of the shares of articles that have
// them, relative to the mean over the articles. With a handful of articles
// nobody can say what the story is about, and all are 1.
func (f *features) centrality() []float64 {
	out := make([]float64, len(f.c.Articles))
	if f.few() {
		for a := range out {
			out[a] = 1
		}
		return out
	}
	sum, n := 0.0, 0
	var terms []int32 // of an article
	for i := 0; i < len(f.items); {
		a := f.items[i].article
		terms = terms[:0]
		for ; i < len(f.items) && f.items[i].article == a; i++ {
			for _, t := range f.items[i].vec {
				terms = append(terms, t.term)
			}
		}
		slices.Sort(terms)
		terms = slices.Compact(terms)
		for _, t := range terms {
			out[a] += float64(f.share[t])
		}
		out[a] /= math.Sqrt(float64(max(1, len(terms))))
		sum += out[a]
		n++
	}
	for a := range out {
		out[a] *= float64(n) / sum
	}
	return out
}

const (
	// manyArticles is how many articles make a collection that nobody reads in
	// full: there the first passage must be worth it. In a smaller one every
	// passage is.
	manyArticles = 50
	// leadsFrom is how many passages an event has at least that opens with the
	// one that tells it.
	leadsFrom = 4
	// nearlyBest is the share of what the best passage of an event has for it
	// that the first one must have: waiting for the very best would leave out a
	// third of the passages, for a sentence that says no more.
	nearlyBest = .75
	// longSentence is how many words a sentence has with which a page's headings
	// and captions were run together, or that nobody takes in at once.
	longSentence = 40
)

// lead returns the items of a cluster, which are in reading order, from the
// first on that tells its event nearly as well as the best of them. Those before
// it speak of the event more in passing, and a reader would meet them first.
func (j *joiner) lead(c *cluster, items []*item) []*item {
	if len(items) < leadsFrom || len(j.c.Articles) < manyArticles {
		return items
	}
	counts := map[int32]float32{}
	for _, it := range items {
		for _, t := range it.vec {
			counts[t.term]++
		}
	}
	own := make(ids, len(c.items))
	for i, it := range c.items {
		own[i] = it.number
	}
	slices.Sort(own)
	scores := make([]float32, len(items))
	for i, it := range items {
		scores[i] = j.standsFor(own, it, counts)
	}
	best := slices.Max(scores)
	return items[slices.IndexFunc(scores, func(s float32) bool { return s >= nearlyBest*best }):]
}

// standsFor says how well an item tells the event of a cluster that has its own
// items, and of which each term has so many sentences: how close it is to what they have in common and to
// what the story is about, and twice that when it tells nothing else and is of
// readable length.
func (j *joiner) standsFor(own ids, it *item, counts map[int32]float32) float32 {
	var near float32
	for _, t := range it.vec {
		near += counts[t.term]
	}
	s := near / float32(math.Sqrt(float64(max(1, len(it.vec))))) * j.onTopic(it)
	if own.has(it.number) && len(it.stems) > 0 && it.m.Clause == it.m.Sentence && words(it.m.Sentence, j.c.Articles[it.m.Article].Text) <= longSentence {
		s *= 2
	}
	return s
}

// words counts the words of a span.
func words(s model.Span, text string) int {
	n, in := 0, false
	for _, b := range []byte(s.Of(text)) {
		space := b == ' ' || b == '\n' || b == '\t'
		if !space && !in {
			n++
		}
		in = !space
	}
	return n
}
