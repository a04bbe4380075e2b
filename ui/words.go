package ui

import (
	"slices"
	"strconv"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/ui/action"
	"github.com/kreader/kreader/ui/finder"
	"github.com/kreader/kreader/ui/viewer"
)

// Where nothing is drawn (see [Options].Words) the model is the same, and so are the
// actions. What is different is here: the article is read by paragraphs, lists and
// pages have no size, and what is about the look of a screen says so.

// The sizes that the panes are given where nothing is drawn: lines that are not
// broken, an article that is read one paragraph at a time, and a comparison in which
// every passage fits, one below the other.
const (
	longLine   = 4096
	rowOfWords = 240
	pageOfRows = 20
	stacked    = 80
	manyRows   = 100_000
)

func (m *Model) layInWords() {
	m.layout = newLayout(rowOfWords, pageOfRows, m.split, 0)
	m.layout.wide = false
	m.timeline.SetSize(rowOfWords, pageOfRows)
	m.viewer.SetMaxWidth(longLine)
	m.viewer.SetSize(longLine, 1)
	m.covers.compare.SetSize(stacked, manyRows)
	m.covers.matrix.SetSize(rowOfWords, pageOfRows)
	m.resizeOverlay()
}

// fitInWords gives a sheet its rows: a list has a page of them to move by, a page is
// read line by line.
func (s *sheet) fitInWords() {
	s.w, s.h, s.below = rowOfWords, pageOfRows+frame, 0
	if s.write != nil {
		lines, at := s.write(longLine)
		if s.lines == nil {
			s.offset = at
		}
		s.lines, s.count, s.h = lines, len(lines), 1+frame
	}
	s.reveal()
}

// unseen says why an action does nothing where nothing is drawn; "" when it does
// something.
func (m *Model) unseen(id action.ID) string {
	if !m.words {
		return ""
	}
	switch id {
	case action.Narrower, action.Wider:
		return "no panes stand side by side here"
	case action.Zen:
		return "there is never more than one thing here"
	case action.WiderText, action.NarrowerText:
		return "the terminal breaks the lines here"
	case action.Mouse:
		return "the mouse is the terminal's here"
	case action.Theme:
		return "there are no colours here"
	case action.DeleteChar, action.DeleteWord, action.DeleteNext, action.DeleteRest, action.NewLine, action.CursorLeft, action.CursorRight, action.LineStart, action.LineEnd:
		return "what is typed is a whole line here, which takes the place of what was there"
	case action.Follow:
		return "the timeline stays at the chosen event here: Enter on a paragraph chooses what it tells"
	}
	return ""
}

// block returns which paragraph of the open article is being read, from 0; -1 for the
// title.
func (m *Model) block() int { return m.viewer.Here().Block }

// moveInWords goes to another paragraph of the article.
func (m *Model) moveInWords(id action.ID) {
	if m.sel.article < 0 {
		m.sayNone("no article is open")
		return
	}
	last := len(m.data.Articles[m.sel.article].Blocks) - 1
	was := m.block()
	to := was
	switch id {
	case action.Down, action.NextPart:
		to++
	case action.Up, action.PrevPart:
		to--
	case action.HalfPageDown:
		to += pageOfRows / 4
	case action.HalfPageUp:
		to -= pageOfRows / 4
	case action.PageDown:
		to += pageOfRows / 2
	case action.PageUp:
		to -= pageOfRows / 2
	case action.Top:
		to = -1
	case action.Bottom:
		to = last
	}
	if to = max(min(to, last), -1); to == was {
		m.sayEnd(id)
		return
	}
	if to < 0 {
		m.viewer.Do(action.Top)
	} else {
		m.viewer.GoTo(to+1, false)
	}
	m.follow()
}

// marksHere returns the passages of the paragraph that is being read.
func (m *Model) marksHere() (out []viewer.Mark) {
	at := m.block()
	if m.sel.article < 0 || at < 0 {
		return nil
	}
	here := m.data.Articles[m.sel.article].Blocks[at].Span
	for _, k := range m.data.marks[m.sel.article] {
		if k.Span.Overlaps(here) {
			out = append(out, k)
		}
	}
	slices.SortStableFunc(out, func(a, b viewer.Mark) int { return a.Span.Start - b.Span.Start })
	return out
}

// enterInWords chooses the event that the paragraph tells; of several the one after
// that which is chosen already.
func (m *Model) enterInWords() {
	marks := m.marksHere()
	if len(marks) == 0 {
		m.say("this paragraph tells no event")
		return
	}
	at := -1
	if p := m.chosen(); p != nil && p.Article == m.sel.article {
		at = slices.IndexFunc(marks, func(k viewer.Mark) bool { return k.Event == m.sel.event && k.Span == p.Span })
	}
	if at >= 0 && len(marks) == 1 {
		m.say("this event is chosen already" + m.hint(action.NextPassage, "goes to its next passage"))
		return
	}
	k := marks[(at+1)%len(marks)]
	ps := m.data.Events[k.Event].Passages
	m.choose(k.Event, slices.IndexFunc(ps, func(p model.Passage) bool { return p.Article == m.sel.article && p.Span == k.Span }))
	if !m.timeline.Select(k.Event, m.sel.passage) {
		m.say("the timeline does not show this event now" + m.hint(action.ShowAll, "drops the filters"))
	}
}

// Scopes returns the scopes that hold now, the inner ones first.
func (m *Model) Scopes() []action.Scope { return m.scopes() }

// Typing reports whether what comes next is to be typed: words, or a letter.
func (m *Model) Typing() bool { return m.line != nil || m.prefix.letter != action.None }

// Perform performs an action as often as count says, once for 0; key is the binding
// that asked for it, "" when its name did.
func (m *Model) Perform(id action.ID, key string, count int) tea.Cmd {
	m.message, m.touched = "", true
	m.dropPrefix()
	var cmd tea.Cmd
	line, why := m.line, m.unseen(id)
	switch {
	case why != "":
		m.say(why)
	case line != nil:
		if id == action.Bottom {
			cmd = m.chooseRow(count)
		} else {
			cmd = m.edit(id)
		}
		if m.line == nil {
			m.leapt(action.Accept, line.from, line.from.article != "")
		}
	default:
		m.count = min(max(count, 0), maxCount)
		cmd = m.started(id, key)
	}
	m.syncCover()
	m.note()
	return cmd
}

// chooseRow chooses a row, from 1, of a list that is narrowed by typing.
func (m *Model) chooseRow(n int) tea.Cmd {
	s := m.overlay
	if s == nil || s.draw == nil || n < 1 || n > s.count {
		m.say("there is no row " + strconv.Itoa(n))
		return nil
	}
	s.cursor = n - 1
	return m.edit(action.Choose)
}

// Answer gives what is to be typed, all of it. What narrows a list goes on being
// typed: another answer takes the place of this one.
func (m *Model) Answer(text string) tea.Cmd {
	m.message, m.touched = "", true
	if m.line == nil {
		for _, r := range text {
			m.takeLetter(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}})
			break
		}
		return nil
	}
	m.line.put("", "")
	cmd := m.typed(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(text), Paste: true})
	switch {
	case m.overlay == nil:
		return tea.Batch(cmd, m.Perform(action.Accept, "", 0))
	case m.line != nil && m.line.id == action.Help:
		m.endNarrow(true)
	}
	return cmd
}

// kindOf names a kind of what can be found.
func kindOf(k finder.Kind) string {
	switch k {
	case finder.Event:
		return "event:"
	case finder.Article:
		return "article:"
	case finder.Outlet:
		return "outlet:"
	case finder.Command:
		return "command:"
	}
	return "words:"
}
