package ui

import (
	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/ui/timeline"
	"github.com/kreader/kreader/ui/viewer"
)

// marks is where the reader's notes and bookmarks are, worked out once. It is
// read-only.
type marks struct {
	events   []timeline.Sign          // by event
	passages map[[2]int]timeline.Sign // of an event, those that have any
	notes    map[int][]viewer.Note    // by article
	any      bool                     // there is one, also one that has lost its place
}

// newMarks works out where the marks of c are.
func newMarks(c *model.Collection) *marks {
	k := &marks{
		events: make([]timeline.Sign, len(c.Events)), passages: map[[2]int]timeline.Sign{}, notes: map[int][]viewer.Note{},
		any: len(c.Marks) > 0,
	}
	of := map[int][]*model.Mark{}
	for i := range c.Marks {
		if m := &c.Marks[i]; m.Article >= 0 {
			of[m.Article] = append(of[m.Article], m)
			k.notes[m.Article] = append(k.notes[m.Article], viewer.Note{Span: m.Span, Bookmark: m.Bookmark})
		}
	}
	if len(of) == 0 {
		return k
	}
	for e := range c.Events {
		for i := range c.Events[e].Passages {
			p := &c.Events[e].Passages[i]
			for _, m := range of[p.Article] {
				if m.On(p) {
					k.events[e] |= signOf(m)
					k.passages[[2]int{e, i}] |= signOf(m)
				}
			}
		}
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
	if v := m.timeline.Filter(); v.Only.Name != "" {
		v.Only = m.only(v.Only.Name)
		m.setFilter(v)
	}
}

// The choices of events that the timeline can be limited to.
const (
	onlyMarked = "what you marked"
)

// only returns the events of a choice; the zero Only where there are none.
func (m *Model) only(name string) timeline.Only {
	o := timeline.Only{Name: name, Events: make([]bool, len(m.data.Events))}
	found := false
	for i, s := range m.data.kept.events {
		o.Events[i] = name == onlyMarked && s&(timeline.Noted|timeline.Bookmarked) != 0
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
	v := m.timeline.Filter()
	was := v.Only.Name
	v.Only = timeline.Only{}
	if was != name {
		if v.Only = m.only(name); v.Only.Name == "" {
			m.say(none)
			return
		}
	}
	m.setFilter(v)
	m.sayShown()
}
