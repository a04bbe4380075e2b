package ui

import (
	"fmt"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/kreader/kreader/model/edtf"
	"github.com/kreader/kreader/ui/action"
	"github.com/kreader/kreader/ui/draw"
	"github.com/kreader/kreader/ui/timeline"
)

// input is a line that is being typed. What it is for is done with every
// character.
type input struct {
	id     action.ID // what it is for: action.Search, action.Filter, action.Palette ...
	label  string
	text   []rune
	after  int       // how many of its characters stand after the caret
	before string    // what it was when typing began, for Esc
	sel    selection // what was chosen then
	from   spot      // where the reader was then
	result string    // what came of it so far
}

// longest is how many characters may be typed or pasted.
const longest = 200

// longestNote is how many a note may have.
const longestNote = 4000

func (in *input) longest() int {
	if in.id == action.Note {
		return longestNote
	}
	return longest
}

func (in *input) shown() string { return string(in.text) }

// prompt opens the line for a search or a filter.
func (m *Model) prompt(id action.ID) {
	if m.data == nil || len(m.data.Articles) == 0 {
		m.sayNone("nothing is open")
		return
	}
	m.line = &input{id: id, label: "filter:", sel: m.sel}
	if id == action.Search {
		m.endSearch()
		m.line.label = "/"
		m.setFocus(onArticle)
		return
	}
	m.setFocus(onTimeline)
	if id == action.GoToDate {
		m.line.label = "go to date:"
		return
	}
	v := m.view()
	m.line.before, m.line.text = v.Text, []rune(v.Text)
	m.apply()
}

// typed takes a key while a line is being typed.
func (m *Model) typed(msg tea.KeyMsg) tea.Cmd {
	if !msg.Paste {
		if id, ok := m.keys.Resolve(msg.String(), m.scopes()...); ok {
			return m.edit(id)
		}
	}
	if msg.Type != tea.KeyRunes && msg.Type != tea.KeySpace || msg.Alt {
		return nil
	}
	text := []rune(draw.Line(string(msg.Runes)))
	if m.line.id == action.Note { // what is pasted keeps its lines
		text = []rune(noteText(string(msg.Runes)))
	}
	m.line.insert(text)
	return m.apply()
}

func (m *Model) edit(id action.ID) tea.Cmd {
	in := m.line
	switch id {
	case action.Quit:
		return m.quit()
	case action.Suspend:
		return tea.Suspend
	case action.Up, action.Down:
		if m.overlay.write != nil {
			return m.inOverlay(id, "")
		}
		if m.overlay.count < 2 {
			m.sayStays(id)
		}
		m.overlay.step(map[action.ID]int{action.Up: -1, action.Down: 1}[id])
		return nil
	case action.Choose, action.PageUp, action.PageDown:
		return m.inOverlay(id, "")
	case action.Accept:
		switch in.id {
		case action.Correct:
			return m.acceptCorrection()
		case action.Note:
			return m.acceptNote()
		}
		m.accept()
		return nil
	case action.Cancel:
		m.cancelInput()
		return nil
	case action.NewLine:
		if in.id != action.Note {
			m.sayTyping("this is a single line")
			return nil
		}
		in.insert([]rune{'\n'})
		return m.apply()
	}
	if id == action.DeleteChar && len(in.text) == 0 { // there is nothing to delete but the line itself
		m.cancelInput()
		return nil
	}
	length := len(in.text)
	if why, _ := in.change(id); why != "" {
		m.sayTyping(why)
		return nil
	}
	if len(in.text) == length { // only the caret has moved
		return nil
	}
	return m.apply()
}

// sayTyping says something while a line is being typed: at its end, or below the list
// that it is in.
func (m *Model) sayTyping(s string) {
	if m.overlay != nil {
		m.say(s)
		return
	}
	m.line.result = s
}

// apply does what the line is for with what is typed so far.
func (m *Model) apply() tea.Cmd {
	in := m.line
	text := string(in.text)
	switch in.id {
	case action.Palette:
		return m.findTyped()
	case action.SearchAll:
		return m.hunts()
	case action.Help:
		m.renarrow()
		return nil
	case action.NoteList:
		m.narrowNotes()
		return nil
	case action.Correct, action.Note: // it is looked at when it is accepted
		in.result = ""
		return nil
	}
	if in.id == action.GoToDate {
		m.goToDate(text)
		return nil
	}
	if in.id == action.Search {
		n := m.viewer.Search(text)
		in.result = ""
		if text != "" {
			in.result = strings.Replace(plural(n, "match"), "matchs", "matches", 1)
		}
		m.follow()
		return nil
	}
	v := m.view()
	v.Text = text
	m.setView(v, func() {
		m.timeline.SelectNear(in.sel.event, in.sel.passage)
		m.preview()
		n, of := m.timeline.Shown()
		in.result = fmt.Sprintf("%d of %d events", n, of)
	})
	return nil
}

// goToDate goes to what is typed so far, as soon as that is a date. A month without
// its year is of that of the event where typing began.
func (m *Model) goToDate(text string) {
	in := m.line
	in.result = ""
	v, ok := timeline.ReadDate(text, m.whenChosen(in.sel))
	if !ok {
		if in.result = "such as 2020, 2020-05 or 7 May 2020"; in.sel.event >= 0 && m.sel != in.sel {
			m.choose(in.sel.event, in.sel.passage)
		}
		return
	}
	n, ok := m.timeline.GoToDate(v)
	if !ok {
		in.result = "no event shown has a date"
		return
	}
	m.preview()
	in.result = draw.Date(v) + ": " + plural(n, "event")
}

// whenChosen returns when the event of a selection was, nothing when there is none.
func (m *Model) whenChosen(s selection) edtf.Value {
	if s.event < 0 || s.event >= len(m.data.Events) {
		return edtf.Value{}
	}
	return m.data.Events[s.event].When
}

func (m *Model) accept() {
	in := m.line
	m.line = nil
	switch in.id {
	case action.Filter:
		return
	case action.GoToDate:
		if _, ok := timeline.ReadDate(string(in.text), m.whenChosen(in.sel)); !ok && len(in.text) > 0 {
			m.say("no date: " + string(in.text))
		}
		return
	}
	if _, n := m.viewer.Match(); n > 0 {
		m.searching, m.query = true, string(in.text)
		return
	}
	m.endSearch()
	if len(in.text) > 0 {
		m.say("not in this article: " + string(in.text) + m.hint(action.SearchAll, "searches all articles for it"))
		m.endHunt()
		m.hunt.query = string(in.text)
	}
}

func (m *Model) cancelInput() {
	in := m.line
	m.line = nil
	if in.id == action.Help {
		m.endNarrow(false)
		return
	}
	if in.id == action.NoteList {
		m.endNotesNarrow()
		return
	}
	if m.overlay != nil && m.overlay.line == in {
		m.overlay = nil
		return
	}
	if in.id == action.Correct || in.id == action.Note {
		return
	}
	if in.id == action.Search {
		m.viewer.Search("")
		m.endSearch()
		m.follow()
		return
	}
	back := func() {
		if in.sel.event >= 0 {
			m.choose(in.sel.event, in.sel.passage)
		}
		m.follow()
	}
	if in.id != action.Filter {
		back()
		return
	}
	v := m.view()
	v.Text = in.before
	m.setView(v, back)
}
