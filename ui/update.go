package ui

import (
	"fmt"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/ui/action"
	"github.com/kreader/kreader/ui/finder"
	"github.com/kreader/kreader/ui/timeline"
	"github.com/kreader/kreader/ui/viewer"
)

// say sets the message that stands in place of the why line until the next
// key.
func (m *Model) say(s string) { m.message = s }

// hint says which key does something: ": 0 drops the filters". It is nothing
// where no key does.
func (m *Model) hint(id action.ID, what string) string {
	if key := m.keys.First(id); key != "" {
		return ": " + key + " " + what
	}
	return ""
}

// scopes returns the scopes that hold now, the inner ones first.
func (m *Model) scopes() []action.Scope {
	switch {
	case m.line != nil && m.overlay != nil:
		return []action.Scope{action.Finder, action.Input}
	case m.line != nil:
		return []action.Scope{action.Input}
	case m.overlay != nil && m.overlay.kind == outletSheet:
		return []action.Scope{action.Outlet, action.Moving, action.Everywhere}
	case m.overlay != nil && m.overlay.kind == noteSheet:
		return []action.Scope{action.Notes, action.Moving, action.Everywhere}
	case m.overlay != nil && m.overlay.kind == collectionSheet:
		return []action.Scope{action.Shelf, action.Moving, action.Everywhere}
	case m.overlay != nil && m.overlay.draw != nil:
		return []action.Scope{action.List, action.Moving, action.Everywhere}
	case m.overlay != nil:
		return []action.Scope{action.Page, action.Moving, action.Everywhere}
	}
	if m.covers.now != uncovered {
		return []action.Scope{m.coverScope(), action.Moving, action.Everywhere}
	}
	pane := action.Timeline
	if m.focus == onArticle {
		pane = action.Article
	}
	s := []action.Scope{pane, action.Panes, action.Moving, action.Everywhere}
	if m.pick.on {
		return append([]action.Scope{action.Selecting}, s...)
	}
	if m.searching || m.hunt.walking {
		s = append([]action.Scope{action.Matches}, s...)
	}
	return s
}

// key takes a key. Several characters that the terminal has sent at once are
// as many keys, unless they were pasted.
func (m *Model) key(msg tea.KeyMsg) tea.Cmd {
	m.message = ""
	if line := m.line; line != nil {
		cmd := m.typed(msg)
		if m.line == nil {
			m.leapt(action.Accept, line.from, line.from.article != "")
		}
		return cmd
	}
	if msg.Paste {
		return nil
	}
	if msg.Type == tea.KeyRunes && len(msg.Runes) > 1 {
		var cmds []tea.Cmd
		for _, r := range msg.Runes {
			if cmd := m.key(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}, Alt: msg.Alt}); cmd != nil {
				cmds = append(cmds, cmd)
			}
		}
		return tea.Batch(cmds...)
	}
	if m.prefix.letter != action.None {
		m.takeLetter(msg)
		return nil
	}
	scopes := m.scopes()
	pressed := action.After(m.prefix.keys, msg.String())
	if m.keys.Leads(pressed, scopes...) {
		return m.await(prefix{keys: pressed})
	}
	id, ok := m.keys.Resolve(pressed, scopes...)
	if m.countDigit(pressed, ok) {
		return nil
	}
	if !ok && m.prefix.keys != "" && msg.Type != tea.KeyEsc {
		m.say(action.Label(pressed) + " does nothing: wait after " + action.Label(m.prefix.keys) + " to see what may follow")
	}
	m.dropPrefix()
	if !ok {
		m.count = 0
		return nil
	}
	return m.started(id, pressed)
}

// started performs the action that a key asked for, as often as the number before
// it says, and remembers where it began.
func (m *Model) started(id action.ID, key string) tea.Cmd {
	from, somewhere := m.here()
	cmd := m.times(id, key)
	m.leapt(id, from, somewhere)
	if m.line != nil {
		m.line.from = from
	}
	return cmd
}

// act performs an action. key is the key that asked for it, "" when something
// else did.
func (m *Model) act(id action.ID, key string) tea.Cmd {
	if why := m.unseen(id); why != "" {
		m.say(why)
		return nil
	}
	switch id {
	case action.Quit:
		return m.quit()
	case action.Suspend:
		return tea.Suspend
	case action.Redraw:
		return tea.ClearScreen
	case action.Back:
		if !m.back() {
			return m.quit()
		}
		return nil
	case action.Escape:
		if !m.back() && !m.stopStage() {
			m.say("there is nothing to go back from" + m.hint(action.Back, "quits"))
		}
		return nil
	case action.Help, action.Articles, action.Outlets, action.Diagnostics, action.Why, action.Links, action.Differences, action.NoteList:
		if id == action.Why && m.overlay == nil && m.covers.now == covering && !m.chooseCell() {
			return nil
		}
		m.toggleSheet(id)
		return nil
	case action.Citations:
		m.openCitations()
		return nil
	case action.Collections:
		return m.listCollections()
	case action.Reread:
		m.reread()
		return nil
	case action.Watch:
		return m.watch()
	case action.Theme:
		return m.listLooks()
	case action.Palette:
		return m.openPalette("")
	case action.Copy, action.CopyCited, action.CopySentence, action.CopyLink:
		return m.copyAs(id)
	case action.Mouse:
		return m.giveMouse()
	case action.SearchAll:
		return m.openHunt("")
	case action.Command:
		return m.openPalette(finder.SignOf(finder.Command))
	}
	if m.overlay != nil {
		return m.inOverlay(id, key)
	}
	if cmd, ok := m.inCover(id, key); ok {
		return cmd
	}
	if id == action.Mark || id == action.GoToMark {
		return m.askLetter(id)
	}
	if id == action.Correct || id == action.Undo || id == action.Redo || id == action.Bookmark || id == action.Note {
		return m.corrects(id)
	}
	m.inPanes(id, key)
	return nil
}

// inPanes performs what concerns the panes as a whole, and hands the rest to
// them.
func (m *Model) inPanes(id action.ID, key string) {
	if m.inPick(id) {
		return
	}
	switch id {
	case action.Select:
		m.startPick()
	case action.SwitchPane:
		m.sayEmpty()
		m.setFocus(onArticle - m.focus)
		m.follow()
	case action.FocusTimeline, action.FocusArticle:
		to := onTimeline
		if id == action.FocusArticle {
			to = onArticle
		}
		if m.focus == to {
			m.say("the keys go to this pane already")
		} else {
			m.sayEmpty()
		}
		m.setFocus(to)
		m.follow()
	case action.Narrower:
		m.widen(-splitStep)
	case action.Wider:
		m.widen(splitStep)
	case action.Search, action.Filter, action.GoToDate:
		m.prompt(id)
	case action.NthOutlet:
		m.toggleOutlet(m.keys.Nth(id, key, action.Panes) - 1)
	case action.ShowAll:
		m.showAll()
	case action.DifferencesOnly:
		m.differencesOnly()
	case action.PeriodOnly:
		m.periodOnly()
	case action.NextNew:
		m.nextNew()
	case action.NewOnly:
		m.toggleOnly(onlyNew, "nothing is new since the last time")
	case action.NotedOnly:
		m.toggleOnly(onlyMarked, "no event has a note or a bookmark"+m.hint(action.Note, "writes a note"))
	case action.JumpBack, action.JumpForward:
		m.jump(id)
	case action.Percent:
		m.say("type a number first: 50% is the middle")
	case action.Follow:
		m.switchFollow()
	case action.Zen:
		m.setZen(!m.zen)
	case action.WiderText, action.NarrowerText:
		m.widenText(id)
	default:
		m.perform(id)
	}
}

// differencesOnly shows only the events about which outlets differ, or all
// again.
func (m *Model) differencesOnly() {
	v := m.view()
	v.Differences = !v.Differences
	if v.Differences && m.data != nil && len(m.data.differs) == 0 {
		m.say("outlets differ about none of these events")
		return
	}
	m.filter(v, func() {
		if n, _ := m.timeline.Shown(); n > 0 || !v.Differences {
			m.sayShown()
			return
		}
		v.Differences = false
		m.filter(v, func() { m.say("outlets differ about none of these events") })
	})
}

// periodOnly shows only the events under the heading where the cursor of the
// timeline is, or all again.
func (m *Model) periodOnly() {
	v := m.view()
	if v.Period != (timeline.Period{}) {
		v.Period = timeline.Period{}
		m.filter(v, m.sayShown)
		return
	}
	p, ok := m.timeline.Period()
	if !ok {
		m.say("this event has no date")
		return
	}
	v.Period = p
	m.filter(v, m.sayShown)
}

func (m *Model) sayShown() {
	n, of := m.timeline.Shown()
	m.say(fmt.Sprintf("%d of %d events", n, of))
}

// showAll drops every filter. The zoom stays, unless it alone would then leave out
// the chosen event.
func (m *Model) showAll() {
	v := m.view()
	switch {
	case !v.Filters() && v.Zoom == timeline.KeyEvents:
		m.say("nothing is filtered: these are the key events" + m.hint(action.ZoomIn, "shows all"))
		return
	case !v.Filters():
		m.say("nothing is filtered")
		return
	}
	v = timeline.View{Zoom: v.Zoom}
	if key := v.Zoom == timeline.KeyEvents; key && m.sel.event >= 0 && m.data.index.Shape(v).Place(m.sel.event) == 0 {
		v.Zoom = timeline.AllEvents
	}
	m.filter(v, func() { m.say("no filter: " + zooms[v.Zoom]) })
	m.noteZoom()
}

// zooms say what the timeline shows of what no filter leaves out.
var zooms = [...]string{"key events", "all events", "all events with their passages"}

func (m *Model) zoom(id action.ID) {
	v := m.view()
	switch {
	case id == action.ZoomIn && v.Zoom == timeline.WithPassages:
		m.say("every passage is shown already" + m.hint(action.ZoomOut, "shows less"))
		return
	case id == action.ZoomOut && v.Zoom == timeline.KeyEvents:
		m.say("only the key events are shown already" + m.hint(action.ZoomIn, "shows more"))
		return
	case id == action.ZoomIn:
		v.Zoom++
	default:
		v.Zoom--
	}
	m.filter(v, func() { m.say(zooms[v.Zoom]) })
	m.noteZoom()
}

// level is what back would close.
type level uint8

const (
	outermost level = iota // nothing: the program ends
	filtered
	inArticle // of a window that shows one pane
	alone     // the article, without anything else
	searched
	picked
	placed  // a view in place of the panes
	covered // by a sheet
)

// inner returns the innermost level that is open.
func (m *Model) inner() level {
	v := m.view()
	switch {
	case m.overlay != nil:
		return covered
	case m.covers.now != uncovered:
		return placed
	case m.pick.on:
		return picked
	case m.searching || m.hunt.walking:
		return searched
	case m.zen:
		return alone
	case !m.layout.wide && m.focus == onArticle && m.sel.event >= 0:
		return inArticle
	case v.Text != "" || v.Differences || v.Only.Name != "" || v.Period != timeline.Period{}:
		return filtered
	}
	return outermost
}

// back closes what is open, the innermost first, and reports whether anything
// was.
func (m *Model) back() bool {
	switch m.inner() {
	case covered:
		m.closeOverlay()
	case placed:
		m.closeCover()
	case picked:
		m.endPick()
	case searched:
		m.endSearch()
	case alone:
		m.setZen(false)
	case inArticle:
		m.setFocus(onTimeline)
	case filtered:
		v := m.view()
		v.Text, v.Differences, v.Only, v.Period = "", false, timeline.Only{}, timeline.Period{}
		m.setFilter(v)
	case outermost:
		return false
	}
	return true
}

func (m *Model) endSearch() {
	m.searching, m.query, m.hunt.walking = false, "", false
	m.viewer.EndSearch()
}

func (m *Model) quit() tea.Cmd {
	m.load.cancel()
	return tea.Quit
}

// reading returns the passage where the article is being read.
func (m *Model) reading() (viewer.Mark, bool) {
	if m.data == nil || m.sel.article < 0 {
		return viewer.Mark{}, false
	}
	mark, ok := m.viewer.At()
	if p := m.chosen(); ok && p != nil && p.Article == m.sel.article && p.Span == mark.Span {
		mark.Event = m.sel.event // a sentence may tell several
	}
	return mark, ok
}

// chosen returns the chosen passage, nil when there is none.
func (m *Model) chosen() *model.Passage {
	if m.sel.event < 0 || m.sel.passage < 0 {
		return nil
	}
	return &m.data.Events[m.sel.event].Passages[m.sel.passage]
}
