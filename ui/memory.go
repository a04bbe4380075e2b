package ui

import (
	"maps"
	"sync"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/ui/timeline"
	"github.com/kreader/kreader/ui/viewer"
)

// Place is a place in an article that outlives its layout.
type Place = viewer.Position

// Part is a part of an article's text.
type Part = model.Span

// Memory is what is to be known of a reading the next time.
type Memory struct {
	Article string            // ID of the one that was open last, "" when none was
	Event   string            // ID of the one that was chosen then
	Passage int               // the one of its passages that was marked, -1 when none was
	Zoom    string            // how much of the timeline the reader chose to see, as timeline.Zoom names it; "" when that was left open
	Places  map[string]Place  // where each was left, by ID
	Read    map[string][]Part // what of each has been read, by ID, in order
	Named   []NamedPlace      // the latest first
	Outlets []string          // in the order of their colours and marks
	Recent  []string          // what was chosen in the palette, the latest first
	Theme   string            // the name of the one that was chosen, "" when none was
}

// memory is the Memory so far. It is written with every key and read by
// whoever saves it, at any time; its slices are replaced, never changed.
type memory struct {
	mu sync.Mutex
	Memory
}

// note notes where the reader is.
func (m *Model) note() {
	if m.data == nil || m.sel.article < 0 || m.layout.tooSmall() {
		return
	}
	k := &m.memory
	at := m.viewer.Here()
	id := m.data.Articles[m.sel.article].ID
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.Places == nil {
		k.Places = map[string]Place{}
	}
	k.Article, k.Places[id], k.Event, k.Passage = id, at, "", m.sel.passage
	if m.sel.event >= 0 {
		k.Event = m.data.Events[m.sel.event].ID
	}
	if m.focus == onArticle && m.overlay == nil && m.covers.now == uncovered && !m.data.partial {
		if k.Read == nil {
			k.Read = map[string][]Part{}
		}
		k.Read[id] = add(k.Read[id], m.viewer.Seen())
	}
}

// Memory returns where the reader has been. It may be called from any
// goroutine.
func (m *Model) Memory() Memory {
	k := &m.memory
	k.mu.Lock()
	defer k.mu.Unlock()
	return Memory{k.Article, k.Event, k.Passage, k.Zoom, maps.Clone(k.Places), maps.Clone(k.Read), k.Named, m.load.seats.outlets(), k.Recent, k.Theme}
}

// resume opens the article that was open last when it is among those that have
// come, at the place where it was left.
func (m *Model) resume() bool {
	at, ok := m.data.articles[m.last]
	if !ok || m.last == "" {
		return m.resumed
	}
	m.resumed = true
	m.openArticle(at)
	if e, ok := m.data.events[m.lastEvent]; ok {
		m.sel.event, m.sel.passage = e, m.lastPassage
		if m.lastPassage >= len(m.data.Events[e].Passages) {
			m.sel.passage = -1
		}
		if p := m.chosen(); p != nil && p.Article == at {
			m.viewer.Point(p.Span)
		}
		m.timeline.Select(e, m.sel.passage)
	}
	return true
}

// noteZoom notes that the timeline shows as much as the reader wants to see.
func (m *Model) noteZoom() {
	k := &m.memory
	k.mu.Lock()
	defer k.mu.Unlock()
	k.Zoom = m.view().Zoom.String()
}

// Seen returns which events of a collection, as indexes in order, the timeline
// shows to a reader who comes back to it at the chosen event, -1 for none: the key
// events where there are many, unless another one is chosen or all were to be seen.
func Seen(c *model.Collection, at Memory, chosen int) []int {
	zoom, wanted := timeline.ZoomNamed(at.Zoom)
	key := timeline.Key(c.Events)
	few := wanted && zoom == timeline.KeyEvents || !wanted && timeline.Crowded(c.Events) && chosen >= 0 && key[chosen]
	var out []int
	for i := range c.Events {
		if !few || key[i] || i == chosen {
			out = append(out, i)
		}
	}
	return out
}
