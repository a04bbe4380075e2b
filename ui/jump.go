package ui

import (
	"slices"

	"github.com/kreader/kreader/ui/action"
	"github.com/kreader/kreader/ui/viewer"
)

// spot is where the reader was before a jump: it outlives that articles are
// read again.
type spot struct {
	article string // ID
	at      viewer.Position
	event   string // ID, "" when none was chosen
	passage int
}

// jumps is the list of spots, as less and vim keep it: going back does not
// shorten it, jumping from there does.
type jumps struct {
	spots []spot
	at    int // the spot that going forward leads to is at+1; len(spots) at its end
}

const maxJumps = 100

// leaps are the actions that may be far from home; others are steps, which one
// takes back by the step the other way.
var leaps = []action.ID{
	action.Choose, action.NextPassage, action.PrevPassage, action.NextEvent, action.PrevEvent, action.NextArticle, action.PrevArticle,
	action.NextMatch, action.PrevMatch, action.NextNew, action.Top, action.Bottom, action.Percent, action.Search, action.Accept, action.GoToMark,
}

// here returns where the reader is.
func (m *Model) here() (s spot, ok bool) {
	if m.data == nil || m.sel.article < 0 {
		return s, false
	}
	s = spot{article: m.data.Articles[m.sel.article].ID, at: m.viewer.Here(), passage: m.sel.passage}
	if m.sel.event >= 0 {
		s.event = m.data.Events[m.sel.event].ID
	}
	return s, true
}

// leapt notes where the reader was before an action that has led elsewhere.
func (m *Model) leapt(id action.ID, from spot, ok bool) {
	if !ok || !slices.Contains(leaps, id) {
		return
	}
	if to, there := m.here(); !there || to.article == from.article && to.at == from.at && to.event == from.event {
		return
	}
	j := &m.jumps
	j.spots = append(j.spots[:j.at], from)
	if len(j.spots) > maxJumps {
		j.spots = j.spots[1:]
	}
	j.at = len(j.spots)
}

// jump goes back to where a jump began, or forward again.
func (m *Model) jump(id action.ID) {
	j := &m.jumps
	if id == action.JumpBack {
		if j.at == 0 {
			m.say("this is where the first jump began")
			return
		}
		if j.at == len(j.spots) { // so that forward leads here again
			if s, ok := m.here(); ok {
				j.spots = append(j.spots, s)
			}
		}
		j.at--
	} else {
		if j.at+1 >= len(j.spots) {
			m.say("no jump was taken back")
			return
		}
		j.at++
	}
	m.land(j.spots[j.at])
	if id == action.JumpForward && j.at == len(j.spots)-1 { // here again, as before going back
		j.spots = j.spots[:j.at]
	}
}

// land shows a spot.
func (m *Model) land(s spot) {
	at, ok := m.data.articles[s.article]
	if !ok {
		m.say("the article is not there any more")
		return
	}
	if e, ok := m.data.events[s.event]; ok && s.event != "" {
		passage := s.passage
		if passage >= len(m.data.Events[e].Passages) {
			passage = -1
		}
		m.timeline.Select(e, passage)
		m.sel.event, m.sel.passage = e, passage
	}
	m.openArticle(at)
	if p := m.chosen(); p != nil && p.Article == at {
		m.viewer.Choose(p.Span)
	}
	m.viewer.Return(s.at)
	m.follow()
}
