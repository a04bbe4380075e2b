// Package event joins mentions of different articles into events.
//
// In: a collection with its mentions. Out: its events, each with the passages
// that tell it, its time, a title made of their words, and how much it matters.
//
// Articles are grouped by story first (story.go). Then mentions are joined from
// the firmest to the loosest evidence: those dated to a day, day by day; then
// those dated to a week, a month, a year, which join an event inside that time
// when one is clearly the best; then those without a date, which join an event
// that was over when their article was published, or each other, or what their
// story mainly tells (gather.go). Candidates come from an index of time and of
// telling words, never from all pairs. See docs/events.md.
package event

import (
	"cmp"
	"slices"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/edtf"
	"github.com/kreader/kreader/model/word"
)

// Cluster joins the mentions that tell the same event. It reads c.Articles,
// c.Sentences, c.Timexes and c.Mentions, and returns the events by date,
// undated ones last. The same collection gives the same events. Of the mentions, which
// are of no use afterwards, it lets go what it has compared them by.
func Cluster(c *model.Collection) []model.Event { return join(newFeatures(c), nil) }

// ClusterWith is Cluster that tells how far it is. When it is not to go on it
// ends soon, and returns nothing of use.
func ClusterWith(c *model.Collection, progress Progress) []model.Event {
	p := &pace{progress: progress}
	f := newFeatures(c)
	if !p.goesOn(measuring, 1) {
		return nil
	}
	return join(f, p)
}

func join(f *features, p *pace) []model.Event {
	j := &joiner{features: f, pace: p, all: newIndex(), stem: word.Stemmer{}}
	j.days()
	j.leads()
	j.coarse()
	j.undated()
	j.merge()
	j.gather()
	j.also()
	return j.events()
}

// joiner makes clusters out of items.
type joiner struct {
	*features
	pace   *pace
	all    *index
	dated  []*cluster
	loose  []*cluster         // undated
	told   map[edtf.Value]int // how many clusters are of a time
	mainOf map[span]*cluster  // the largest cluster of a time
	stem   word.Stemmer
	own    []*cluster // by item, the cluster that tells it, see owners

	sameTime *byTime
	number   map[*cluster]int32
}

// joinDay is the score from which a mention dated to a day tells an event of
// that day: the same day and kind suffice (.3+.25 of 1), the same day alone
// does not.
const joinDay = .5

// days joins the mentions that are dated to a day.
func (j *joiner) days() {
	byDay := map[edtf.Day][]*item{}
	var order []edtf.Day
	for i := range j.items {
		it := &j.items[i]
		m := it.m
		if m.When.Gran != edtf.ByDay || m.Evidence.Inferred {
			continue
		}
		if m.Evidence.Refers || m.Hedged || ahead(it) {
			continue
		}
		if byDay[m.When.Lo] == nil {
			order = append(order, m.When.Lo)
		}
		byDay[m.When.Lo] = append(byDay[m.When.Lo], it)
	}
	slices.Sort(order)
	for _, d := range order {
		if !j.pace.goesOn(dating, len(order)) {
			return
		}
		j.dated = append(j.dated, j.agglomerate(byDay[d], joinDay)...)
	}
	j.announced()
	for _, c := range j.dated {
		j.all.put(c)
	}
}

// ahead reports whether a mention tells of a day that was still to come when
// its article was published: it announces, nothing has happened yet.
func ahead(it *item) bool {
	p := it.published
	return !p.IsZero() && p.Gran == edtf.ByDay && !p.Uncertain && it.m.When.Gran == edtf.ByDay && it.m.When.Lo > p.Hi
}

// announced adds announcements to the events that came of them; the others are
// events that are only planned.
func (j *joiner) announced() {
	days := newByTime(j.dated)
	fresh := map[edtf.Day][]*item{}
	var order []edtf.Day
	for i := range j.items {
		it := &j.items[i]
		m := it.m
		if !ahead(it) || m.Evidence.Refers || m.Hedged || m.Evidence.Inferred {
			continue
		}
		var best *cluster
		var most float32
		for _, c := range days.within(m.When) {
			if s := j.score(c, it, m.When); s > most && s >= joinDay {
				best, most = c, s
			}
		}
		if best != nil {
			best.ahead = append(best.ahead, it)
			continue
		}
		if fresh[m.When.Lo] == nil {
			order = append(order, m.When.Lo)
		}
		fresh[m.When.Lo] = append(fresh[m.When.Lo], it)
	}
	slices.Sort(order)
	for _, d := range order {
		for _, c := range j.agglomerate(fresh[d], joinDay) {
			c.planned = true
			j.dated = append(j.dated, c)
		}
	}
}

// agglomerate joins items of one time: each joins the best of the clusters so
// far, or founds one; then clusters whose members would have joined are merged.
func (j *joiner) agglomerate(items []*item, threshold float32) []*cluster {
	x := newIndex()
	// The fullest sentences first, so that clusters form around what says most.
	slices.SortStableFunc(items, func(a, b *item) int { return cmp.Compare(rank(a), rank(b)) })
	for _, it := range items {
		var best *cluster
		var bestScore float32
		var bestN int32
		for n, c := range x.near(it) {
			if s := j.score(c, it, it.m.When); s > bestScore {
				best, bestScore, bestN = c, s, n
			}
		}
		if best != nil && bestScore >= threshold {
			best.add(it)
			best.when = firmer(best.when, it.m.When)
			x.note(bestN, it)
			continue
		}
		x.put(newCluster(it, it.m.When))
	}
	return x.clusters
}

// firmer returns v unless w says the same and states it.
func firmer(v, w edtf.Value) edtf.Value {
	if v.Lo == w.Lo && v.Hi == w.Hi {
		v.Uncertain = v.Uncertain && w.Uncertain
		v.Approx = v.Approx && w.Approx
	}
	return v
}

// rank orders mentions by how well they can stand for an event.
func rank(it *item) int {
	r := 0
	if it.m.Class == "" || it.m.Class == "OTHER" {
		r += 2
	}
	if len(it.names) == 0 {
		r++
	}
	return r
}

// fewClusters is up to how many clusters all are looked at.
const fewClusters = 40

// near returns, by number, the clusters that an item may belong to.
func (x *index) near(it *item) func(func(int32, *cluster) bool) {
	return func(yield func(int32, *cluster) bool) {
		if len(x.clusters) <= fewClusters {
			for n, c := range x.clusters {
				if !yield(int32(n), c) {
					return
				}
			}
			return
		}
		for _, n := range x.numbers(it, 20) {
			if !yield(n, x.clusters[n]) {
				return
			}
		}
	}
}

// leads joins the sentences that articles open with, dated only by their
// publication, to what is told of that day or the day before.
func (j *joiner) leads() {
	days := newByTime(j.dated)
	fresh := map[edtf.Day][]*item{}
	var order []edtf.Day
	for i := range j.items {
		it := &j.items[i]
		if !it.m.Evidence.Inferred || it.stock {
			continue
		}
		d := it.m.When.Lo
		var best *cluster
		var bestScore float32
		for _, c := range days.within(edtf.Value{Lo: d - 1, Hi: d, Gran: edtf.Range}) {
			if s := j.score(c, it, edtf.Value{}); s > bestScore {
				best, bestScore = c, s
			}
		}
		if best != nil && bestScore >= .42 {
			best.add(it)
			continue
		}
		// A look back opens with what happened long ago.
		if c := j.known(it, d); c != nil {
			c.attach(it)
			continue
		}
		if fresh[d] == nil {
			order = append(order, d)
		}
		fresh[d] = append(fresh[d], it)
	}
	slices.Sort(order)
	for _, d := range order {
		for _, c := range j.agglomerate(fresh[d], joinDay) {
			c.inferred = true
			j.dated = append(j.dated, c)
			j.all.put(c)
		}
	}
}

// coarse joins the mentions dated more coarsely than to a day, the finer
// first.
func (j *joiner) coarse() {
	groups := map[edtf.Value][]*item{}
	var order []edtf.Value
	for i := range j.items {
		it := &j.items[i]
		m := it.m
		if m.When.IsZero() || m.Evidence.Refers || m.Hedged || m.When.Gran == edtf.ByDay {
			continue
		}
		v := edtf.Value{Lo: m.When.Lo, Hi: m.When.Hi, Gran: m.When.Gran}
		if groups[v] == nil {
			order = append(order, v)
		}
		groups[v] = append(groups[v], it)
	}
	slices.SortFunc(order, func(a, b edtf.Value) int {
		return cmp.Or(cmp.Compare(a.Days(), b.Days()), cmp.Compare(a.Lo, b.Lo), cmp.Compare(a.Gran, b.Gran))
	})
	for _, v := range order {
		var rest []*item
		for _, it := range groups[v] {
			if c := j.inside(it, v); c != nil {
				c.add(it)
				continue
			}
			rest = append(rest, it)
		}
		for _, c := range j.agglomerate(rest, j.threshold(v)) {
			j.dated = append(j.dated, c)
			j.all.put(c)
		}
	}
}

// threshold is the score from which mentions of one coarse time are of one
// event: the coarser the time, the more else must agree.
func (j *joiner) threshold(v edtf.Value) float32 {
	if v.Days() <= 31 {
		return .52
	}
	return .5
}

// inside returns the cluster within the time of a coarsely dated item that it
// tells, nil when none is clearly the best.
func (j *joiner) inside(it *item, v edtf.Value) *cluster {
	if v.Gran == edtf.Range && it.family == "office" {
		v = edtf.InYear(v.Lo.Year()) // who was minister from 1990 to 1994 became so in 1990
	}
	if v.Gran == edtf.ByWeek {
		v.Lo-- // "this week", said on a Monday or Tuesday, may mean the Sunday
	}
	cs := j.all.candidates(it, 20, func(c *cluster) bool { return !c.when.IsZero() && v.Contains(c.when) && c.when.Days() < v.Days() })
	return j.clear(cs, it, v, .5, .06)
}

// clear returns the best-scoring cluster when it reaches the threshold and
// beats every one of another time by the margin: which of the events of one day
// is meant may be doubtful, the day is not.
func (j *joiner) clear(cs []*cluster, it *item, when edtf.Value, threshold, margin float32) *cluster {
	var best *cluster
	scores := make([]float32, len(cs))
	var first float32
	for i, c := range cs {
		scores[i] = j.score(c, it, when)
		if scores[i] > first {
			best, first = c, scores[i]
		}
	}
	if best == nil || first < threshold {
		return nil
	}
	for i, c := range cs {
		if first-scores[i] < margin && (c.when.Lo != best.when.Lo || c.when.Hi != best.when.Hi) {
			return nil
		}
	}
	return best
}

// undated joins the mentions without a date to an event that had happened when
// their article was published, or to each other.
func (j *joiner) undated() {
	j.owners()
	var rest []*item
	for i := range j.items {
		if !j.pace.goesOn(guessing, len(j.items)) {
			return
		}
		it := &j.items[i]
		m := it.m
		if m.Evidence.Refers && !m.When.IsZero() {
			j.refer(it)
			continue
		}
		if !m.When.IsZero() && !m.Hedged || m.Evidence.Inferred || it.stock {
			continue
		}
		if (m.Evidence.Generic || m.Hedged) && !m.Evidence.Definite {
			continue
		}
		if c := j.known(it, 0); c != nil {
			c.attach(it)
			if j.few() { // in a large collection one guess upon another leads far off
				j.own[it.number] = c
			}
			continue
		}
		if m.When.IsZero() && len(it.stems) > 0 {
			rest = append(rest, it)
		}
	}
	x := newIndex()
	for _, it := range rest {
		var best *cluster
		var bestScore float32
		var bestN int32
		for _, n := range x.numbers(it, 12) {
			c := x.clusters[n]
			if s := j.score(c, it, edtf.Value{}); s > bestScore && (!j.few() || j.sameHappening(c, it)) {
				best, bestScore, bestN = c, s, n
			}
		}
		if best != nil && bestScore >= joinLoose {
			best.add(it)
			x.note(bestN, it)
			continue
		}
		x.put(newCluster(it, edtf.Value{}))
	}
	j.loose = x.clusters
}

// joinLoose is the score from which two mentions without a date tell one event.
const joinLoose = .5

// span is a time without its qualifiers.
type span struct{ lo, hi edtf.Day }

// refer adds an item that only refers to a time to the main event of that time: a
// day or a month may stand for what happened then, a year only if the item names it.
func (j *joiner) refer(it *item) {
	if j.mainOf == nil {
		j.mainOf = map[span]*cluster{}
		for _, c := range j.dated {
			k := span{c.when.Lo, c.when.Hi}
			if best := j.mainOf[k]; best == nil || len(c.items) > len(best.items) {
				j.mainOf[k] = c
			}
		}
	}
	c := j.mainOf[span{it.m.When.Lo, it.m.When.Hi}]
	if c != nil && (c.when.Days() <= 31 || j.tells(c, it, 0) > 0) {
		c.attach(it)
	}
}
