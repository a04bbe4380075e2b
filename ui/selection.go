package ui

import (
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/ui/action"
	"github.com/kreader/kreader/ui/finder"
	"github.com/kreader/kreader/ui/timeline"
	"github.com/kreader/kreader/ui/viewer"
)

// selection is what is chosen. It is kept here and nowhere else; the panes are
// told.
type selection struct {
	article int // the one in the article pane, -1 when none is open
	event   int // the chosen event, -1 when there is none
	passage int // the one of the event that is marked, -1 when none is
}

var nothing = selection{-1, -1, -1}

// show shows a collection in place of the one before. What the reader was
// looking at stays where it is: the same article at the same words, and the
// event at the cursor when it is still there.
func (m *Model) show(d *data) tea.Cmd {
	old, was, searching, v := m.data, m.sel, m.searching, m.view()
	m.data, m.sel = d, nothing
	if d.unread > 0 && (old == nil || old.unread != d.unread) {
		m.say(plural(d.unread, "file") + " could not be read" + m.hint(action.Diagnostics, "says why"))
	}
	if old != nil && !slices.Equal(old.seatOf, d.seatOf) {
		v.Hidden = d.stillHidden(old, v.Hidden)
	}
	event, passage := -1, -1
	if old != nil && was.event >= 0 {
		event, passage = d.chosenAgain(old, was)
	}
	if old != nil && was.article >= 0 {
		m.reopen(old, was.article, searching)
	}
	first := old == nil || old.partial || len(old.Events) == 0
	if first {
		v.Zoom = m.startZoom(d)
	}
	if v.Only.Name != "" {
		v.Only = d.kept.only[v.Only.Name]
	}
	m.showView(v, event)
	m.showSigns()
	lost := old != nil && was.article >= 0 && m.sel.article < 0 // the article that was open
	switch {
	case lost && event >= 0:
		m.choose(event, -1)
	case event >= 0:
		m.sel.event, m.sel.passage = event, passage
		if p := m.chosen(); p != nil && p.Article == m.sel.article {
			m.viewer.Point(p.Span)
		}
		if passage >= 0 {
			m.timeline.Select(event, passage)
		}
	case !m.touched && m.resume():
	case !m.touched && d.central >= 0:
		m.choose(d.central, -1)
	case m.sel.article < 0 && len(d.Articles) > 0:
		m.openArticle(0)
	}
	if first && m.memory.Zoom == "" && m.sel.event >= 0 && !m.timeline.Select(m.sel.event, m.sel.passage) {
		m.showAlso(m.sel.event, m.sel.passage)
	}
	switch {
	case lost && m.sel.article < 0 && len(d.Articles) > 0: // its passages are hidden
		m.openArticle(0)
	case lost && m.sel.article < 0:
		m.viewer.Show(nil, viewer.Outlet{}, nil)
	}
	if m.sel.event < 0 {
		m.sel.event, _ = m.timeline.At()
		if mark, ok := m.reading(); ok && m.timeline.Select(mark.Event, -1) {
			m.sel.event = mark.Event
		}
	}
	// Until there are events there is only the article to read.
	switch hasEvents := len(d.Events) > 0; {
	case !hasEvents && len(d.Articles) > 0:
		m.setFocus(onArticle)
	case hasEvents && !m.touched:
		m.setFocus(onTimeline)
	case hasEvents && m.focus == onArticle && (old == nil || len(old.Events) == 0):
		m.say(plural(len(d.Events), "event") + " found" + m.hint(action.SwitchPane, "goes to the timeline"))
	}
	m.find.results = finder.Results{} // they count what was there before
	if m.line != nil || !m.keepHunt(old) {
		m.endHunt()
	}
	m.endPick()
	m.tellProgress()
	m.renewOverlay()
	if m.line != nil { // what is being typed goes on
		m.line.sel = m.sel
		return m.apply()
	}
	return nil
}

// openArticle shows an article at the place where it was left.
func (m *Model) openArticle(i int) {
	if i != m.sel.article {
		m.endPick()
	}
	m.searching = m.searching && i == m.sel.article
	m.sel.article = i
	m.viewer.Show(&m.data.Articles[i], m.data.outlet(i), m.data.marks[i])
	m.viewer.SetNotes(m.data.kept.notes[i])
	if m.hunt.walking {
		m.viewer.ShowFound(m.hunt.in(i), model.Span{})
	}
}

// choose makes an event the chosen one and brings a passage of it into view;
// for a negative passage that is the one that says best when it happened, and
// the timeline stands on the event itself.
func (m *Model) choose(event, passage int) {
	m.timeline.Select(event, passage)
	if passage < 0 {
		passage = m.data.dating(event, m.passages(event))
	}
	m.sel.event, m.sel.passage = event, passage
	if passage < 0 {
		return
	}
	p := m.data.Events[event].Passages[passage]
	m.openArticle(p.Article)
	m.viewer.Choose(p.Span)
	m.follow()
}

// passages returns the indexes of the event's passages whose outlets are not
// hidden.
func (m *Model) passages(event int) []int {
	hidden := m.timeline.Filter().Hidden
	all := m.data.Events[event].Passages
	out := make([]int, 0, len(all))
	for i := range all {
		if o := m.data.outletOf[all[i].Article]; o >= len(hidden) || !hidden[o] {
			out = append(out, i)
		}
	}
	return out
}

// stepPassage walks the passages of the chosen event, round at the ends.
func (m *Model) stepPassage(step int) {
	if m.sel.event < 0 {
		m.sayNone("no event is chosen")
		return
	}
	ps := m.passages(m.sel.event)
	at := slices.Index(ps, m.sel.passage)
	switch {
	case len(ps) == 0:
		m.say("its passages are all hidden" + m.hint(action.ShowAll, "drops the filters"))
		return
	case at < 0:
		m.choose(m.sel.event, ps[0])
		return
	case len(ps) == 1:
		m.say("told once: there is no other passage" + m.notShown(m.sel.event, 1))
	case at+step >= len(ps):
		m.say("round to the first passage")
	case at+step < 0:
		m.say("round to the last passage")
	}
	m.choose(m.sel.event, ps[(at+step+len(ps))%len(ps)])
}

// notShown says how many passages of an event are hidden when n are not.
func (m *Model) notShown(event, n int) string {
	if len(m.data.Events[event].Passages) > n {
		return " among those shown"
	}
	return ""
}

// stepEvent goes to the next event that the timeline shows.
func (m *Model) stepEvent(step int) {
	switch next := m.timeline.Next(m.sel.event, step); {
	case next >= 0:
		m.choose(next, -1)
	case m.sel.event < 0:
		m.sayNone("there is no event")
	case step > 0:
		m.say("this is the last event")
	default:
		m.say("this is the first event")
	}
}

// preview shows what the cursor of the timeline stands on.
func (m *Model) preview() {
	if event, passage := m.timeline.At(); event >= 0 && (event != m.sel.event || passage >= 0 && passage != m.sel.passage || m.sel.passage < 0) {
		m.choose(event, passage)
	}
}

// enter does what Enter does in the pane with the focus.
func (m *Model) enter() {
	if m.focus == onTimeline {
		event, passage := m.timeline.At()
		if event < 0 {
			m.sayNone("there is no event here")
			return
		}
		if passage < 0 && event == m.sel.event {
			passage = m.sel.passage
		}
		m.choose(event, passage)
		m.setFocus(onArticle)
		return
	}
	if m.words {
		m.enterInWords()
		return
	}
	mark, ok := m.reading()
	if !ok {
		m.sayNone("no passage on this page tells an event")
		return
	}
	m.chooseMark(mark.Event, mark.Span)
}

// chooseMark chooses an event by one of its passages in the open article. When
// that is the chosen one already, another event that the same sentence tells is
// chosen.
func (m *Model) chooseMark(event int, span model.Span) {
	if p := m.chosen(); p != nil && p.Article == m.sel.article && p.Span == span {
		if event = m.otherEvent(event, span); event == m.sel.event {
			m.timeline.Select(event, m.sel.passage)
			m.say("this event is chosen already" + m.hint(action.NextPassage, "goes to its next passage"))
			return
		}
	}
	ps := m.data.Events[event].Passages
	m.choose(event, slices.IndexFunc(ps, func(p model.Passage) bool { return p.Article == m.sel.article && p.Span == span }))
	m.bringUp()
}

// bringUp moves the timeline to the chosen event, showing all events where only
// the zoom leaves it out, or says that the filters do.
func (m *Model) bringUp() {
	if m.timeline.Select(m.sel.event, m.sel.passage) {
		return
	}
	v := m.view()
	if v.Filters() || v.Zoom != timeline.KeyEvents {
		m.say("the timeline does not show this event now" + m.hint(action.ShowAll, "drops the filters"))
		return
	}
	m.showAlso(m.sel.event, m.sel.passage)
	m.noteZoom()
	m.say("all events" + m.hint(action.ZoomOut, "shows the key events"))
}

// showAlso shows all events where the timeline has only key events, with the
// cursor on the given one.
func (m *Model) showAlso(event, passage int) {
	v := m.view()
	v.Zoom = max(v.Zoom, timeline.AllEvents)
	m.filter(v, func() { m.timeline.Select(event, passage) })
}

// startZoom returns how much the timeline shows at first: what the reader chose the
// last time, or of many events the key events. A part of a collection has been
// made of the events that are to be seen, and shows them all.
func (m *Model) startZoom(d *data) timeline.Zoom {
	chosen, ok := timeline.ZoomNamed(m.memory.Zoom)
	switch {
	case d.partial:
		return max(chosen, timeline.AllEvents)
	case ok:
		return chosen
	case timeline.Crowded(d.Events):
		return timeline.KeyEvents
	}
	return timeline.AllEvents
}

// otherEvent returns the event after the given one, round at the end, that a
// passage of the open article with this span tells.
func (m *Model) otherEvent(event int, span model.Span) int {
	first, next := event, -1
	for _, k := range m.data.marks[m.sel.article] {
		if k.Span == span {
			first = min(first, k.Event)
			if k.Event > event && (next < 0 || k.Event < next) {
				next = k.Event
			}
		}
	}
	if next < 0 {
		return first
	}
	return next
}

// stepArticle opens the next or previous article.
func (m *Model) stepArticle(step int) {
	if m.data == nil || len(m.data.Articles) == 0 {
		m.sayNone("no article is open")
		return
	}
	n := len(m.data.Articles)
	if n == 1 {
		m.say("there is no other article")
		return
	}
	m.openArticle((m.sel.article + step + n) % n)
	m.setFocus(onArticle)
	m.follow()
}

// switchFollow lets the timeline move with the reading, or leaves it where it is.
func (m *Model) switchFollow() {
	m.held = !m.held
	if m.held {
		m.say("the timeline stays where it is" + m.hint(action.Follow, "lets it follow the reading again"))
		return
	}
	m.say("the timeline follows the reading" + m.hint(action.Follow, "leaves it where it is"))
	m.follow()
}

// following says whether the timeline follows, where the article is read beside
// it.
func (m *Model) following() string {
	switch {
	case m.data == nil || len(m.data.Events) == 0 || !m.layout.wide || m.focus != onArticle || m.zen || m.overlay != nil || m.covers.now != uncovered || m.pick.on:
		return ""
	case m.held:
		return "timeline stays "
	}
	return "timeline follows "
}

// follow lets the timeline show which event is being told where the article
// is read.
func (m *Model) follow() {
	mark, ok := m.reading()
	if !ok {
		mark.Event = -1
	}
	m.timeline.SetReading(mark.Event, m.focus == onArticle && !m.held)
}

// toggleOutlet hides or shows an outlet, by its index.
func (m *Model) toggleOutlet(i int) {
	if m.data == nil || i < 0 || i >= len(m.data.outlets) {
		m.say("there are not so many outlets")
		return
	}
	v := m.view()
	hidden := make([]bool, len(m.data.outlets))
	copy(hidden, v.Hidden)
	hidden[i] = !hidden[i]
	v.Hidden = hidden
	if !slices.Contains(hidden, true) {
		v.Hidden = nil
	}
	m.setFilter(v)
	if hidden[i] {
		m.say(m.data.outlets[i].Short + " is hidden")
	} else {
		m.say(m.data.outlets[i].Short + " is shown")
	}
}

// perform does what an action asks for in the panes.
func (m *Model) perform(id action.ID) {
	switch id {
	case action.NextPassage:
		m.stepPassage(1)
	case action.PrevPassage:
		m.stepPassage(-1)
	case action.NextEvent:
		m.stepEvent(1)
	case action.PrevEvent:
		m.stepEvent(-1)
	case action.NextArticle:
		m.stepArticle(1)
	case action.PrevArticle:
		m.stepArticle(-1)
	case action.NextMatch, action.PrevMatch:
		step := 1
		if id == action.PrevMatch {
			step = -1
		}
		if m.hunt.walking {
			m.stepHit(step)
			return
		}
		m.viewer.SearchNext(step)
		m.follow()
	case action.EndSearch:
		m.endSearch()
	case action.Choose:
		m.enter()
	case action.ZoomIn, action.ZoomOut:
		m.zoom(id)
	default:
		m.move(id)
	}
}

// move hands an action to the pane with the focus. Beside a timeline that has
// no events yet it is the article that moves: there is nothing else to move in.
func (m *Model) move(id action.ID) {
	alone := m.layout.wide && m.load.going && m.sel.article >= 0 && len(m.data.Events) == 0
	if m.words && m.focus == onArticle {
		m.moveInWords(id)
		return
	}
	if m.focus == onArticle || alone {
		was := m.viewer.Top()
		m.viewer.Do(id)
		m.follow()
		if m.viewer.Top() == was {
			m.sayEnd(id)
		}
		return
	}
	if m.timeline.Do(id) {
		m.preview()
		return
	}
	if n, _ := m.timeline.Shown(); n == 0 {
		m.sayNone("there is no event to move to")
		return
	}
	m.sayEnd(id)
}

// sayEnd says why a key that moves did not.
func (m *Model) sayEnd(id action.ID) {
	switch id {
	case action.Down, action.HalfPageDown, action.PageDown, action.Bottom, action.NextPart:
		if m.data != nil && m.data.partial {
			m.say("the rest is still being read")
			return
		}
		m.say("this is the end")
	case action.Up, action.HalfPageUp, action.PageUp, action.Top, action.PrevPart:
		m.say("this is the top")
	}
}
