package ui

import (
	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/ui/action"
	"github.com/kreader/kreader/ui/timeline"
	"github.com/kreader/kreader/ui/viewer"
)

// marks is where the reader's notes and bookmarks are, and what is new, worked out
// once. It is read-only.
type marks struct {
	events   []timeline.Sign          // by event
	passages map[[2]int]timeline.Sign // of an event, those that have any
	notes    map[int][]viewer.Note    // by article
	fresh    []bool                   // article → it was not there the last time
	freshly  int                      // how many were not
	any      bool                     // there is one, also one that has lost its place
	only     map[string]timeline.Only // the choices of events that there are any of, by name
}

// newMarks works out where the marks of c are, and what in it is new; news are
// the IDs of new articles.
func newMarks(c *model.Collection, news map[string]bool) *marks {
	k := &marks{
		events: make([]timeline.Sign, len(c.Events)), passages: map[[2]int]timeline.Sign{}, notes: map[int][]viewer.Note{},
		any: len(c.Marks) > 0, fresh: make([]bool, len(c.Articles)),
	}
	for i := range c.Articles {
		if news[c.Articles[i].ID] {
			k.fresh[i] = true
			k.freshly++
		}
	}
	of := map[int][]*model.Mark{}
	for i := range c.Marks {
		if m := &c.Marks[i]; m.Article >= 0 {
			of[m.Article] = append(of[m.Article], m)
			k.notes[m.Article] = append(k.notes[m.Article], viewer.Note{Span: m.Span, Bookmark: m.Bookmark})
		}
	}
	if len(of) == 0 && k.freshly == 0 {
		return k
	}
	for e := range c.Events {
		for i := range c.Events[e].Passages {
			p := &c.Events[e].Passages[i]
			var sign timeline.Sign
			if k.fresh[p.Article] {
				sign = timeline.Added
			}
			for _, m := range of[p.Article] {
				if m.On(p) {
					sign |= signOf(m)
				}
			}
			if sign != 0 {
				k.events[e] |= sign
				k.passages[[2]int{e, i}] = sign
			}
		}
	}
	k.only = map[string]timeline.Only{
		onlyMarked: k.choose(onlyMarked, timeline.Noted|timeline.Bookmarked), onlyNew: k.choose(onlyNew, timeline.Added),
	}
	return k
}

func signOf(m *model.Mark) timeline.Sign {
	if m.Bookmark {
		return timeline.Bookmarked
	}
	return timeline.Noted
}

// mark shows the collection with other notes and bookmarks.
func (m *Model) mark(c *model.Collection, k *marks) {
	if m.data == nil || len(c.Events) != len(m.data.Events) {
		return // another collection has come meanwhile, with its own
	}
	d := *m.data
	d.Collection, d.kept = c, k
	m.data = &d
	m.showSigns()
	if v := m.view(); v.Only.Name != "" {
		v.Only = m.data.kept.only[v.Only.Name]
		m.setFilter(v)
	}
	m.renewOverlay()
}

// showSigns tells the panes what has a sign.
func (m *Model) showSigns() {
	d := m.data
	m.timeline.SetSigns(timeline.Signs{Events: d.kept.events, Passage: func(event, passage int) timeline.Sign {
		return d.kept.passages[[2]int{event, passage}]
	}})
	if m.sel.article >= 0 {
		m.viewer.SetNotes(d.kept.notes[m.sel.article])
	}
}

// The choices of events that the timeline can be limited to.
const (
	onlyMarked = "what you marked"
	onlyNew    = "what is new"
)

// choose makes a choice of the events that have one of the signs; the zero Only where
// there are none.
func (k *marks) choose(name string, signs timeline.Sign) timeline.Only {
	o := timeline.Only{Name: name, Events: make([]bool, len(k.events))}
	found := false
	for i, s := range k.events {
		o.Events[i] = s&signs != 0
		found = found || o.Events[i]
	}
	if !found {
		return timeline.Only{}
	}
	return o
}

// toggleOnly shows only the events of a choice, or all again.
func (m *Model) toggleOnly(name, none string) {
	if m.data == nil {
		m.sayNone("nothing is open")
		return
	}
	v := m.view()
	was := v.Only.Name
	v.Only = timeline.Only{}
	if was != name {
		if v.Only = m.data.kept.only[name]; v.Only.Name == "" {
			m.say(none)
			return
		}
	}
	m.filter(v, m.sayShown)
}

// nextNew goes to the next event that an article tells which was not there the
// last time, and to what it says; round at the end. Where no event is new, to the
// next new article.
func (m *Model) nextNew() {
	d := m.data
	if d == nil || d.kept.freshly == 0 {
		m.sayNone("nothing is new since the last time")
		return
	}
	n := len(d.Events)
	for k := 1; k <= n; k++ {
		e := (m.sel.event + k) % n
		if d.kept.events[e]&timeline.Added == 0 {
			continue
		}
		for i := range d.Events[e].Passages {
			if d.kept.passages[[2]int{e, i}]&timeline.Added != 0 {
				m.choose(e, i)
				m.sayNew()
				return
			}
		}
	}
	for k := 1; k <= len(d.Articles); k++ {
		if i := (m.sel.article + k) % len(d.Articles); d.kept.fresh[i] {
			m.openArticle(i)
			m.setFocus(onArticle)
			m.follow()
			m.say("this article is new; it tells no event")
			return
		}
	}
}

func (m *Model) sayNew() {
	m.say(plural(m.data.kept.freshly, "article") + " new since the last time" + m.hint(action.NewOnly, "shows only what they tell"))
}
