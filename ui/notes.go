package ui

import (
	"fmt"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/correct"
	"github.com/kreader/kreader/model/edtf"
	"github.com/kreader/kreader/ui/action"
	"github.com/kreader/kreader/ui/draw"
)

// noteHere returns what a note or a bookmark is put on, without its words: what
// is selected; on the timeline the event, or the passage where the cursor is on
// one; in the article the passage that is read there, else the sentence.
func (m *Model) noteHere(typ correct.Type) (e correct.Entry, ok bool) {
	e.Type = typ
	if p := m.passageHere(); !m.pick.on && m.focus == onTimeline && p != nil {
		if _, passage := m.timeline.At(); passage < 0 {
			e.Kind = correct.OnEvent
		}
		e.At = m.anchor(p)
		return e, true
	}
	if m.sel.article < 0 {
		return e, false
	}
	article, span, _ := m.toCopy(action.Copy)
	if span.Len() == 0 {
		return e, false
	}
	e.At = correct.AnchorOf(&m.data.Articles[article], span, m.correct.root)
	return e, true
}

// alike returns the mark that is put where e would be, the last of several; nil
// when there is none.
func (m *Model) alike(e *correct.Entry) (found *model.Mark) {
	for i := range m.data.Marks {
		k := &m.data.Marks[i]
		if k.Article >= 0 && k.Bookmark == (e.Type == correct.Bookmark) && k.OnEvent == (e.Kind == correct.OnEvent) &&
			k.Quote == e.At.Exact && m.anchorOf(k).Article == e.At.Article {
			found = k
		}
	}
	return found
}

// anchorOf returns where a mark is now; where it was when that is not found.
func (m *Model) anchorOf(k *model.Mark) correct.Anchor {
	if k.Article < 0 {
		return correct.Anchor{Title: k.Source, Exact: k.Quote}
	}
	return correct.AnchorOf(&m.data.Articles[k.Article], k.Span, m.correct.root)
}

// bookmark puts a bookmark where the reader is, or takes it away.
func (m *Model) bookmark() tea.Cmd {
	e, ok := m.noteHere(correct.Bookmark)
	if !ok {
		m.sayNone("there is nothing here to mark")
		return nil
	}
	m.endPick()
	if old := m.alike(&e); old != nil {
		e.Of = old.ID
	}
	return m.amend(Change{Entry: e})
}

// writeNote asks for a note where the reader is.
func (m *Model) writeNote() {
	e, ok := m.noteHere(correct.Note)
	if !ok {
		m.sayNone("there is nothing here to write a note on")
		return
	}
	m.endPick()
	m.noteOn(e)
}

// noteOn asks for the words of a note; for other words where there is one.
func (m *Model) noteOn(e correct.Entry) {
	old := m.alike(&e)
	if old != nil {
		e.Of = old.ID
	}
	m.askNote(e, old)
}

func (m *Model) askNote(e correct.Entry, old *model.Mark) {
	label := "note:"
	if e.Kind == correct.OnEvent {
		label = "note on the event:"
	}
	m.correct.note = e
	m.line = &input{id: action.Note, label: label, sel: m.sel}
	if old != nil {
		m.line.text = []rune(old.Note)
		m.line.before = old.Note
	}
}

// noteText returns what may stand in a note: lines of text.
func noteText(s string) string {
	lines := strings.Split(strings.ReplaceAll(s, "\r\n", "\n"), "\n")
	for i := range lines {
		lines[i] = draw.Line(lines[i])
	}
	return strings.Join(lines, "\n")
}

// acceptNote keeps the note that was typed. Without words it removes the one
// that it would replace.
func (m *Model) acceptNote() tea.Cmd {
	e := m.correct.note
	e.Text = strings.TrimSpace(string(m.line.text))
	switch {
	case e.Text == "" && e.Of == "":
		m.line.result = "the note is empty"
		return nil
	case e.Text == m.line.before:
		m.line = nil
		m.say("the note is as it was")
		return nil
	}
	m.line = nil
	return m.amend(Change{Entry: e})
}

// noteList is the list of notes and bookmarks.
type noteList struct {
	query string
	rows  []int // of the collection's marks
}

// openNotes reports whether there is something to list.
func (m *Model) openNotes() bool {
	if !m.data.kept.any {
		m.sayNone("there is no note or bookmark yet" + m.hint(action.Note, "writes a note"))
		return false
	}
	m.correct.list.query = ""
	return true
}

// noteSheet lists the notes and bookmarks by place; those that have lost theirs
// come last. Below stands what the one at the cursor is on.
func (m *Model) noteSheet() *sheet {
	l, t := &m.correct.list, m.theme
	l.rows = m.marksWith(l.query)
	s := &sheet{title: m.noteTitle(), count: len(l.rows), cursor: m.nearestMark(), detailed: 3}
	s.draw = m.noteRow
	s.detail = func(i, w int) []string {
		k := &m.data.Marks[l.rows[i]]
		var out []string
		where := m.markPlace(k)
		if by := markBy(k); by != "" {
			where += " " + t.Glyphs.Dot + " " + by
		}
		if k.Quote != "" {
			out = draw.Wrap(t.Glyphs.QuoteLeft+draw.Line(k.Quote)+t.Glyphs.QuoteRight, w)
			out = out[:min(len(out), 2)]
		}
		return append(out, where)
	}
	return s
}

// noteTitle counts them.
func (m *Model) noteTitle() string {
	notes, lost := 0, 0
	for i := range m.data.Marks {
		if k := &m.data.Marks[i]; !k.Bookmark {
			notes++
		}
		if m.data.Marks[i].Article < 0 {
			lost++
		}
	}
	s := plural(notes, "note") + ", " + plural(len(m.data.Marks)-notes, "bookmark")
	if lost > 0 {
		s += fmt.Sprintf(", %d without a place", lost)
	}
	return s
}

// marksWith returns the marks that have all words of a query, in the note, the
// words that it is on, the article or its outlet.
func (m *Model) marksWith(query string) (rows []int) {
	words := strings.Fields(strings.ToLower(query))
	for i := range m.data.Marks {
		k := &m.data.Marks[i]
		all := k.Note + "\n" + k.Quote + "\n" + k.Source + "\n" + k.Who + "\n" + m.markPlace(k)
		if k.Bookmark {
			all += "\nbookmark"
		}
		all = strings.ToLower(all)
		if !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(all, w) }) {
			rows = append(rows, i)
		}
	}
	return rows
}

// nearestMark returns the row of the mark at the passage that is chosen, or the
// first one of the open article.
func (m *Model) nearestMark() int {
	p := m.passageHere()
	first := -1
	for row, i := range m.correct.list.rows {
		k := &m.data.Marks[i]
		if p != nil && k.On(p) {
			return row
		}
		if first < 0 && k.Article >= 0 && k.Article == m.sel.article {
			first = row
		}
	}
	return max(first, 0)
}

// noteRow draws a row: the outlet's mark, the sign, the note or the words that
// are marked, and the article at the right where there is room.
func (m *Model) noteRow(i, w int, cursor bool) string {
	d, t := m.data, m.theme
	k := &d.Marks[m.correct.list.rows[i]]
	sign, text := t.Glyphs.Note, k.Note
	if k.Bookmark {
		sign = t.Glyphs.Bookmark
		if text == "" {
			text = t.Glyphs.QuoteLeft + k.Quote + t.Glyphs.QuoteRight
		}
	}
	left, right := t.Dim.Render("?")+" ", "  "+t.Dim.Render("no place")
	if k.Article >= 0 {
		o := d.outlets[d.outletOf[k.Article]]
		left, right = o.Marked()+" ", "  "+o.Style.Render(draw.Truncate(outletOrUnknown(o), 22, t.Glyphs.Ellipsis))
	}
	if w < 50 {
		right = ""
	}
	style := t.Text
	if cursor {
		style = t.Bright
	}
	room := max(w-draw.Width(left)-2-draw.Width(right), 0)
	text = draw.Truncate(draw.Line(strings.ReplaceAll(text, "\n", " ")), room, t.Glyphs.Ellipsis)
	return draw.Ends(left+t.Accent.Render(sign)+" "+style.Render(text), right, w, t.Glyphs.Ellipsis)
}

// markPlace names what a mark is on: the event, or the article.
func (m *Model) markPlace(k *model.Mark) string {
	d, dot := m.data, " "+m.theme.Glyphs.Dot+" "
	if k.Article < 0 {
		return "not found here any more" + dot + draw.Line(k.Source)
	}
	a := &d.Articles[k.Article]
	o := d.outlets[d.outletOf[k.Article]]
	s := outletOrUnknown(o) + dot + published(a) + dot + draw.Line(titleOf(a))
	if e, _ := m.markedEvent(k); e >= 0 && k.OnEvent {
		s = "event: " + draw.Line(d.Events[e].Title) + dot + s
	}
	return s
}

// markBy says who made a mark, and when: "noted by Ada, 4 May 2019"; "" when
// neither is known.
func markBy(k *model.Mark) string {
	what := "noted"
	if k.Bookmark {
		what = "marked"
	}
	day := ""
	if !k.Made.IsZero() {
		y, mon, d := k.Made.UTC().Date()
		day = draw.Day(edtf.DayOf(y, int(mon), d))
	}
	switch who := draw.Line(k.Who); {
	case who != "" && day != "":
		return what + " by " + who + ", " + day
	case who != "":
		return what + " by " + who
	case day != "":
		return what + " " + day
	}
	return ""
}

// markedEvent returns the event of which a mark is on a passage, and the passage;
// of several the chosen one; -1 when it is on none.
func (m *Model) markedEvent(k *model.Mark) (event, passage int) {
	event, passage = -1, -1
	for _, x := range m.data.marks[k.Article] {
		if !x.Span.Overlaps(k.Span) || event >= 0 && x.Event != m.sel.event {
			continue
		}
		ps := m.data.Events[x.Event].Passages
		event = x.Event
		passage = slices.IndexFunc(ps, func(p model.Passage) bool { return p.Article == k.Article && p.Span == x.Span })
	}
	return event, passage
}

// inNotes does what an action asks for in the list, and reports whether it was
// one of the list's own.
func (m *Model) inNotes(id action.ID) bool {
	s, l := m.overlay, &m.correct.list
	switch {
	case id == action.Search:
		if s.line == nil {
			s.line = &input{id: action.NoteList, label: m.theme.Glyphs.Prompt}
		}
		m.line = s.line
		m.narrowNotes()
	case s.cursor >= len(l.rows):
		return id == action.Choose || id == action.Note || id == action.RemoveNote
	case id == action.Choose:
		m.goToMark(&m.data.Marks[l.rows[s.cursor]])
	case id == action.Note:
		k := &m.data.Marks[l.rows[s.cursor]]
		switch why := m.canCorrect(); {
		case k.Bookmark:
			m.say("a bookmark has no words")
		case why != "":
			m.say(why)
		default:
			m.closeOverlay()
			m.askNote(m.replacing(k), k)
		}
	default:
		return false
	}
	return true
}

// replacing returns an entry that stands for a mark from now on.
func (m *Model) replacing(k *model.Mark) correct.Entry {
	e := correct.Entry{Type: correct.Note, Of: k.ID, At: m.anchorOf(k)}
	if k.Bookmark {
		e.Type = correct.Bookmark
	}
	if k.OnEvent {
		e.Kind = correct.OnEvent
	}
	return e
}

// changeListed removes the mark at the cursor of the list, or takes a change back
// or gives it back, without leaving the list.
func (m *Model) changeListed(id action.ID) tea.Cmd {
	if why := m.canCorrect(); why != "" {
		m.say(why)
		return nil
	}
	switch id {
	case action.Undo:
		return m.amend(Change{Undo: true})
	case action.Redo:
		return m.amend(Change{Redo: true})
	}
	return m.amend(Change{Entry: m.replacing(&m.data.Marks[m.correct.list.rows[m.overlay.cursor]])})
}

// goToMark closes the list and shows the place of a mark.
func (m *Model) goToMark(k *model.Mark) {
	if k.Article < 0 {
		m.say("its place is not found: the words are in none of " + these(len(m.data.Articles)))
		return
	}
	m.closeOverlay()
	m.uncover()
	m.endSearch()
	if event, passage := m.markedEvent(k); event >= 0 {
		m.choose(event, passage)
	} else {
		m.openArticle(k.Article)
		m.viewer.Choose(k.Span)
	}
	m.setFocus(onArticle)
	m.follow()
}

// narrowNotes lists what has the words that are typed.
func (m *Model) narrowNotes() {
	s, l := m.overlay, &m.correct.list
	l.query = m.line.shown()
	l.rows = m.marksWith(l.query)
	s.count, s.cursor = len(l.rows), 0
	m.line.result = fmt.Sprintf("%d of %d", len(l.rows), len(m.data.Marks))
	m.resizeOverlay()
}

// endNotesNarrow lists all of them again.
func (m *Model) endNotesNarrow() {
	m.line, m.overlay.line = nil, nil
	m.correct.list.query = ""
	m.correct.list.rows = m.marksWith("")
	m.overlay.count = len(m.correct.list.rows)
	m.overlay.cursor = m.nearestMark()
	m.resizeOverlay()
}
