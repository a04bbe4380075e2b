package event

import (
	"cmp"
	"math"
	"slices"
	"sort"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/edtf"
	"github.com/kreader/kreader/model/name"
)

// term is a word, or a part of a name, by number; weight is how much it tells.
type weighted struct {
	term   int32
	weight float32
}

// item is a mention made ready for comparing.
type item struct {
	m        *model.Mention
	vec      []weighted // by term, of length 1
	names    []int32    // numbers of the names across the collection
	patient  int32      // -1: none
	person   int32      // -1: none
	article  int32
	outlet   int32
	family   string
	number   int32   // its own
	sentence int32   // the number of the first item of its sentence
	kind     int32   // the number of the family
	kinds    []int32 // the families of all its triggers, the main one first
	stems    []int32 // the numbers of its triggers, the main one first

	triggerTerms []int32 // its triggers among the terms
	published    edtf.Value
	stock        bool // an outlet's standing words, which tell nothing
}

// features turns the mentions of a collection into items.
type features struct {
	c          *model.Collection
	items      []item
	terms      map[string]int32
	registry   *name.Registry
	isName     []bool             // by term, whether it is a part of names
	people     []float32          // by name, the share of articles that have it
	stories    *stories           // which articles report one thing
	recent     []float32          // for each article, the share of its dates in the month before publication
	mentioned  map[edtf.Value]int // how many mentions are of a time
	ofKind     []int              // how many are of a kind
	ofStem     []int              // how many have a trigger
	datedStems []int              // how many dated mentions have a trigger
	vague      []bool             // by trigger, see mention.Vague
	common     []bool             // by term, whether most articles of the story have it
	share      []float32          // by term, the share of articles that have it
	affinity   [][]float32        // how far two kinds are one
	work       int                // how many articles were compared; tests bound it
}

func newFeatures(c *model.Collection) *features {
	f := &features{c: c, terms: map[string]int32{}, registry: name.NewRegistry()}
	for i := range c.Mentions {
		for _, n := range c.Mentions[i].Evidence.Names {
			f.registry.Add(n)
		}
	}
	f.registry.Join()
	numbers := newKinds()
	outlets := map[string]int32{}
	for i, o := range c.Outlets {
		outlets[o] = int32(i)
	}
	var (
		small room[int32] // for what an item has few of
		list  []int32
	)
	f.items = make([]item, len(c.Mentions))
	bags := make([][]int32, len(c.Mentions))
	stock := boilerplate(c)
	for i := range c.Mentions {
		m := &c.Mentions[i]
		it := &f.items[i]
		it.m, it.number, it.sentence, it.article, it.stock = m, int32(i), int32(i), int32(m.Article), stock[i]
		if i > 0 && c.Mentions[i-1].Article == m.Article && c.Mentions[i-1].Sentence.Start == m.Sentence.Start {
			it.sentence = f.items[i-1].sentence
		}
		it.published = c.Articles[m.Article].Published
		it.outlet = -1 - int32(m.Article) // an unknown outlet stands for itself
		if o, ok := outlets[c.Articles[m.Article].Outlet]; ok {
			it.outlet = o
		}
		it.patient, it.person = f.nameID(m.Evidence.Patient), f.nameID(m.Evidence.Person)
		list = list[:0]
		for _, n := range m.Evidence.Names {
			if id := f.nameID(n); id >= 0 && !slices.Contains(list, id) {
				list = append(list, id)
			}
		}
		it.names = small.keep(list)
		numbers.read(it, &small)
		list = f.bag(list[:0], m)
		bags[i] = small.keep(list)
		list = list[:0]
		for _, t := range m.Evidence.Triggers {
			if id, ok := f.terms[t]; ok {
				list = append(list, id)
			}
		}
		it.triggerTerms = small.keep(list)
		m.Evidence.Words, m.Evidence.Classes = nil, nil // they are half of what a mention takes
	}
	f.weigh(bags)
	f.recency()
	f.mentioned, f.ofKind, f.ofStem = map[edtf.Value]int{}, make([]int, len(numbers.families)), make([]int, len(numbers.stems))
	f.affinity, f.datedStems, f.vague = numbers.affinity(), make([]int, len(numbers.stems)), numbers.vague
	for i := range f.items {
		it := &f.items[i]
		f.mentioned[edtf.Value{Lo: it.m.When.Lo, Hi: it.m.When.Hi}]++
		f.ofKind[it.kind]++
		for _, t := range it.stems {
			if !it.m.When.IsZero() && !it.m.Evidence.Refers && !it.m.Hedged {
				f.datedStems[t]++
			}
			f.ofStem[t]++
		}
	}
	return f
}

// room is where many short lists stand one after the other, which takes less than each
// by itself does.
type room[T any] struct{ free []T }

// keep returns a copy of list, which nothing is to be appended to in place.
func (r *room[T]) keep(list []T) []T {
	if len(list) == 0 {
		return nil
	}
	if len(list) > len(r.free) {
		r.free = make([]T, max(4096, len(list)))
	}
	n := copy(r.free, list)
	out := r.free[:n:n]
	r.free = r.free[n:]
	return out
}

// stockArticles is how many articles must print a sentence word for word, over
// more than stockDays, for it to be an outlet's standing words ("The opinions
// expressed here are not those of ..."). Agencies repeat background as well,
// but that is dated.
const (
	stockArticles = 4
	stockDays     = 3
)

// boilerplate tells for each mention whether it is an outlet's standing words.
func boilerplate(c *model.Collection) []bool {
	type seen struct {
		count       int
		last        int
		first, late edtf.Day
	}
	by := map[string]*seen{}
	text := func(m *model.Mention) string { return m.Sentence.Of(c.Articles[m.Article].Text) }
	for i := range c.Mentions {
		m := &c.Mentions[i]
		p := c.Articles[m.Article].Published
		if m.Timex >= 0 || p.IsZero() {
			continue
		}
		s := by[text(m)]
		if s == nil {
			s = &seen{last: -1, first: p.Lo, late: p.Lo}
			by[text(m)] = s
		}
		if s.last != m.Article {
			s.count++
			s.last = m.Article
		}
		s.first, s.late = min(s.first, p.Lo), max(s.late, p.Lo)
	}
	out := make([]bool, len(c.Mentions))
	for i := range c.Mentions {
		if m := &c.Mentions[i]; m.Timex < 0 {
			if s := by[text(m)]; s != nil && s.count >= stockArticles && s.late-s.first > stockDays {
				out[i] = true
			}
		}
	}
	return out
}

func (f *features) nameID(n string) int32 {
	if n == "" {
		return -1
	}
	return f.registry.ID(n)
}

// bag appends the terms of a mention to an empty list: its words, and the parts of its
// names in the spelling that stands for all spellings.
func (f *features) bag(bag []int32, m *model.Mention) []int32 {
	add := func(s string, ofName bool) {
		id, ok := f.terms[s]
		if !ok {
			id = int32(len(f.terms))
			f.terms[s] = id
			f.isName = append(f.isName, ofName)
		}
		if !slices.Contains(bag, id) {
			bag = append(bag, id)
		}
	}
	for _, w := range m.Evidence.Words {
		add(w, false)
	}
	for _, n := range m.Evidence.Names {
		if f.registry.Group(n) {
			continue // its words are among the words
		}
		for _, p := range f.registry.Parts(n) {
			add("@"+p, true)
		}
	}
	slices.Sort(bag)
	return bag
}

// weigh turns bags of terms into vectors: inverse document frequency over
// sentences, and less for what nearly every article of the story says.
func (f *features) weigh(bags [][]int32) {
	df := make([]int, len(f.terms))
	inArticles := make([]int, len(f.terms))
	lastArticle := make([]int32, len(f.terms))
	for i := range lastArticle {
		lastArticle[i] = -1
	}
	articles, told, last := 0, 0, int32(-1)
	for i, bag := range bags {
		a := f.items[i].article
		if a != last {
			articles++
			last = a
		}
		if len(f.items[i].stems) > 0 {
			told++
		}
		for _, t := range bag {
			if len(f.items[i].stems) > 0 {
				df[t]++
			}
			if lastArticle[t] != a {
				lastArticle[t] = a
				inArticles[t]++
			}
		}
	}
	idf := make([]float32, len(f.terms))
	f.common, f.share = make([]bool, len(f.terms)), make([]float32, len(f.terms))
	for t := range idf {
		f.share[t] = float32(inArticles[t]) / float32(max(1, articles))
		if share := float64(inArticles[t]) / float64(max(1, articles)); articles >= 3 && share > .5 && (articles >= 8 || f.isName[t]) {
			f.common[t] = true
		}
		w := math.Log(1 + float64(max(1, told))/float64(max(1, df[t])))
		// Words of the whole story tell its events less apart; with few
		// articles that cannot be judged.
		if share := float64(inArticles[t]) / float64(max(1, articles)); articles >= 8 && share > .4 {
			w *= max(.1, (1-share)/.6)
		} else if articles >= 3 && share > .6 && f.isName[t] {
			w *= .3 // the names of the story's people are in all of it
		}
		idf[t] = float32(w)
	}
	var (
		vectors room[weighted]
		v       []weighted
	)
	for i, bag := range bags {
		v = v[:0]
		var sum float64
		for _, t := range bag {
			v = append(v, weighted{t, idf[t]})
			sum += float64(idf[t]) * float64(idf[t])
		}
		if n := float32(math.Sqrt(sum)); n > 0 {
			for k := range v {
				v[k].weight /= n
			}
		}
		f.items[i].vec = vectors.keep(v)
	}
	f.shares(articles)
	f.stories = newStories(f.about(bags, inArticles, articles))
}

// recency works out how far each article is a report of the last days rather
// than a look back: the share of its dated mentions that are of the month
// around its publication, 1 when it has none.
func (f *features) recency() {
	f.recent = make([]float32, len(f.c.Articles))
	all := make([]float32, len(f.c.Articles))
	for i := range f.items {
		it := &f.items[i]
		if it.m.When.IsZero() || it.published.IsZero() || it.m.Evidence.Inferred {
			continue
		}
		all[it.article]++
		if it.m.When.Hi >= it.published.Lo-30 && it.m.When.Lo <= it.published.Hi+30 && it.m.When.Days() <= 31 {
			f.recent[it.article]++
		}
	}
	for i := range all {
		f.recent[i] = (f.recent[i] + 1) / (all[i] + 1)
	}
}

// shares works out in which share of the articles each name occurs.
func (f *features) shares(articles int) {
	var last []int32 // by name, the article that it was met in last, and one
	for i := range f.items {
		it := &f.items[i]
		for _, n := range it.names {
			for int(n) >= len(last) {
				last, f.people = append(last, 0), append(f.people, 0)
			}
			if last[n] != it.article+1 {
				last[n] = it.article + 1
				f.people[n] += 1 / float32(max(1, articles))
			}
		}
	}
}

// dot returns the scalar product of two vectors.
func dot(a, b []weighted) float32 {
	if len(a) > len(b) {
		a, b = b, a
	}
	var sum float32
	if len(b) > 8*len(a) {
		for _, x := range a {
			if i := sort.Search(len(b), func(i int) bool { return b[i].term >= x.term }); i < len(b) && b[i].term == x.term {
				sum += x.weight * b[i].weight
			}
		}
		return sum
	}
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i].term < b[j].term:
			i++
		case a[i].term > b[j].term:
			j++
		default:
			sum += a[i].weight * b[j].weight
			i++
			j++
		}
	}
	return sum
}

// mostTerms is how many words a cluster is known by. One that has so many is
// known well enough, and adding to it must not take ever longer.
const mostTerms = 2000

// plus returns the sum of two vectors; it may change a, which must not be
// used afterwards. When b has no term of its own, as most sentences have not
// that are added to a large cluster, nothing is allocated. Past mostTerms the
// terms that a lacks are left out.
func plus(a, b []weighted) []weighted {
	if addTo(a, b) {
		return a
	}
	n := len(a)
	i, j := 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case a[i].term < b[j].term:
			i++
		case a[i].term > b[j].term:
			j++
			n++
		default:
			i++
			j++
		}
	}
	n += len(b) - j
	// Merged from the back, into room that is there more often than not.
	i, j = len(a)-1, len(b)-1
	a = slices.Grow(a, n-len(a))[:n]
	for k := n - 1; j >= 0; k-- {
		switch {
		case i >= 0 && a[i].term > b[j].term:
			a[k] = a[i]
			i--
		case i >= 0 && a[i].term == b[j].term:
			a[k] = weighted{a[i].term, a[i].weight + b[j].weight}
			i--
			j--
		default:
			a[k] = b[j]
			j--
		}
	}
	return a
}

// addTo adds b to a in place. It reports false, and does nothing, when b has a
// term that a lacks and has room for.
func addTo(a, b []weighted) bool {
	at := 0
	var found [64]int32
	where := found[:0]
	for _, x := range b {
		i, ok := slices.BinarySearchFunc(a[at:], x.term, func(w weighted, t int32) int { return cmp.Compare(w.term, t) })
		at += i
		if ok {
			where = append(where, int32(at))
			at++
		} else if len(a) < mostTerms {
			return false
		}
	}
	for _, x := range b {
		if len(where) > 0 && a[where[0]].term == x.term {
			a[where[0]].weight += x.weight
			where = where[1:]
		}
	}
	return true
}

func square(a []weighted) (sum float64) {
	for _, x := range a {
		sum += float64(x.weight) * float64(x.weight)
	}
	return sum
}

func length(a []weighted) float32 { return float32(math.Sqrt(square(a))) }
