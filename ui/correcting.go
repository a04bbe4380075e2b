package ui

import (
	"context"
	"errors"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/correct"
	"github.com/kreader/kreader/ui/action"
	"github.com/kreader/kreader/ui/draw"
)

// Change is what the reader wants kept: an entry, or that the last one is taken
// back or given back.
type Change struct {
	Entry correct.Entry
	Undo  bool
	Redo  bool
	Shown *model.Collection // what is on the screen
	news  map[string]bool   // and what is new in it
}

// Corrector keeps a change and reads again what it concerns. It returns the
// entry as it was kept, and the collection that follows, nil when it is the same;
// of a note or a bookmark that is the one shown, with other marks.
type Corrector func(ctx context.Context, c Change) (correct.Entry, *model.Collection, error)

// correcting is how far the reader's changes are. They are kept one after
// another, in a command of their own.
type correcting struct {
	keep    Corrector // nil: nothing can be kept
	root    string    // see correct.AnchorOf
	waiting []Change
	busy    bool
	item    int           // of the menu, for what is being typed
	note    correct.Entry // that is being written
	list    noteList
}

// amended is what came of a change.
type amended struct {
	change Change
	entry  correct.Entry
	data   *data             // nil when the articles and events are the same
	marked *model.Collection // nil when the notes and bookmarks are the same, too
	marks  *marks            // of marked
	err    error
}

// item is a row of the menu of corrections.
type item struct {
	typ   correct.Type
	kind  correct.Kind
	label string
	asks  string // what is to be typed, "" when nothing is
	about aboutWhat
}

// aboutWhat is what a correction is about.
type aboutWhat uint8

const (
	anEvent aboutWhat = iota
	aPassage
	anArticle
	everything
)

var items = []item{
	{correct.Correction, correct.EventDate, "date of the event", "date:", anEvent},
	{correct.Correction, correct.Title, "title of the event", "title:", anEvent},
	{correct.Correction, correct.Join, "it is the same event as …", "", anEvent},
	{correct.Correction, correct.Pin, "pin: it matters as much as any", "", anEvent},
	{correct.Correction, correct.Hide, "hide the event", "", anEvent},
	{correct.Correction, correct.NoDifference, "what is marked ! is no difference", "", anEvent},
	{correct.Correction, correct.Date, "date that this passage gives", "date:", aPassage},
	{correct.Correction, correct.Split, "this passage tells another event", "", aPassage},
	{correct.Correction, correct.NotEvent, "this passage tells no event", "", aPassage},
	{correct.Note, correct.OnEvent, "note on the event", "note:", anEvent},
	{correct.Note, "", "note on this passage", "note:", aPassage},
	{correct.Correction, correct.Published, "publication date of this article", "published:", anArticle},
	{correct.Correction, correct.Outlet, "outlet of this article", "outlet:", anArticle},
	{correct.Correction, correct.Language, "language of this article", "language:", anArticle},
	{correct.Correction, correct.Alias, "two spellings are one name", "spelling = name:", everything},
}

// passageHere returns the passage that a correction is about: the chosen one,
// else the one that is shown for the chosen event.
func (m *Model) passageHere() *model.Passage {
	if p := m.chosen(); p != nil {
		return p
	}
	if m.data == nil || m.sel.event < 0 {
		return nil
	}
	if i := m.data.dating(m.sel.event, m.passages(m.sel.event)); i >= 0 {
		return &m.data.Events[m.sel.event].Passages[i]
	}
	return nil
}

// correctSheet is the menu.
func (m *Model) correctSheet() *sheet {
	s := &sheet{title: "Put right", count: len(items), foot: "U takes the last one back"}
	if key := m.keys.First(action.Undo); key != "" {
		s.foot = key + " takes the last one back"
	}
	s.draw = func(i, w int, cursor bool) string {
		text := " " + items[i].label
		if v := m.valueOf(items[i]); v != "" {
			text += m.theme.Dim.Render("  now " + draw.Line(v))
		}
		return m.row(text, w, cursor)
	}
	return s
}

// joinSheet lists the events that the chosen one may be joined with.
func (m *Model) joinSheet() *sheet {
	d := m.data
	s := &sheet{title: "The same event as", count: len(d.Events), cursor: max(m.sel.event, 0)}
	s.draw = func(i, w int, cursor bool) string {
		return m.row(" "+draw.Fit(draw.Date(d.Events[i].When), 16)+" "+draw.Line(d.Events[i].Title), w, cursor)
	}
	return s
}

// noDifferenceSheet lists what outlets differ about at the chosen event, to
// dismiss one of it.
func (m *Model) noDifferenceSheet() *sheet {
	e := &m.data.Events[m.sel.event]
	s := &sheet{title: "Which is no difference?", count: len(e.Differences)}
	s.draw = func(i, w int, cursor bool) string {
		return m.row(" "+m.differenceLine(e, e.Differences[i:i+1]), w, cursor)
	}
	return s
}

func (m *Model) row(text string, w int, cursor bool) string {
	text = draw.Fit(draw.Truncate(text, w, m.theme.Glyphs.Ellipsis), w)
	if cursor {
		return m.theme.Bright.Render(text)
	}
	return text
}

// valueOf returns what holds now.
func (m *Model) valueOf(it item) string {
	if m.data == nil {
		return ""
	}
	switch e, p := m.sel.event, m.passageHere(); {
	case it.kind == correct.EventDate && e >= 0:
		return m.data.Events[e].When.String()
	case it.kind == correct.Title && e >= 0:
		return m.data.Events[e].Title
	case it.kind == correct.Date && p != nil:
		return p.When.String()
	case m.sel.article < 0:
		return ""
	case it.kind == correct.Published:
		return m.data.Articles[m.sel.article].Published.String()
	case it.kind == correct.Outlet:
		return m.data.Articles[m.sel.article].Outlet
	case it.kind == correct.Language:
		return m.data.Articles[m.sel.article].Language
	}
	return ""
}

// canCorrect says why nothing can be put right now; "" when it can.
func (m *Model) canCorrect() string {
	switch {
	case m.data == nil || m.load.going:
		if p := m.progress(); p != "" {
			return "not yet: " + p
		}
		return "nothing is open"
	case m.correct.keep == nil:
		return "nothing can be kept here"
	}
	return ""
}

// corrects performs the actions of correcting.
func (m *Model) corrects(id action.ID) tea.Cmd {
	if why := m.canCorrect(); why != "" {
		m.say(why)
		return nil
	}
	switch id {
	case action.Correct:
		m.overlay = m.newSheet(correctSheet)
		m.resizeOverlay()
	case action.Undo:
		return m.amend(Change{Undo: true})
	case action.Redo:
		return m.amend(Change{Redo: true})
	case action.Bookmark:
		return m.bookmark()
	case action.Note:
		m.writeNote()
	}
	return nil
}

func (m *Model) anchor(p *model.Passage) correct.Anchor {
	return correct.AnchorOf(&m.data.Articles[p.Article], p.Span, m.correct.root)
}

// chooseCorrection does what the row of the menu says, or asks for what is to
// be typed first.
func (m *Model) chooseCorrection(i int) tea.Cmd {
	it := items[i]
	m.closeOverlay()
	e, why := m.entry(it)
	switch {
	case why != "":
		m.say(why)
	case it.kind == correct.Join:
		m.overlay = m.newSheet(joinSheet)
		m.resizeOverlay()
	case it.kind == correct.NoDifference && len(m.data.Events[m.sel.event].Differences) > 1:
		m.overlay = m.newSheet(noDifferenceSheet)
		m.resizeOverlay()
	case it.typ == correct.Note:
		m.noteOn(e)
	case it.asks == "":
		return m.amend(Change{Entry: e})
	default:
		m.correct.item = i
		m.line = &input{id: action.Correct, label: it.asks, text: []rune(draw.Line(m.valueOf(it))), sel: m.sel}
	}
	return nil
}

// chooseNoDifference dismisses one of the differences of the chosen event.
func (m *Model) chooseNoDifference(i int) tea.Cmd {
	m.closeOverlay()
	e, why := m.entry(item{typ: correct.Correction, kind: correct.NoDifference, about: anEvent})
	ds := m.data.Events[m.sel.event].Differences
	if why != "" || i >= len(ds) {
		m.say(why)
		return nil
	}
	e.Value = ds[i].Key()
	return m.amend(Change{Entry: e})
}

// chooseJoin joins the chosen event with another.
func (m *Model) chooseJoin(other int) tea.Cmd {
	m.closeOverlay()
	e, why := m.entry(item{typ: correct.Correction, kind: correct.Join})
	switch {
	case why != "":
		m.say(why)
		return nil
	case other == m.sel.event:
		m.say("that is the event itself: choose another")
		return nil
	}
	e.With = m.anchor(&m.data.Events[other].Passages[0])
	return m.amend(Change{Entry: e})
}

// entry returns the entry that a row of the menu makes, without what is typed,
// or why there is none.
func (m *Model) entry(it item) (e correct.Entry, why string) {
	e = correct.Entry{Type: it.typ, Kind: it.kind}
	p := m.passageHere()
	switch it.about {
	case anEvent, aPassage:
		if p == nil {
			return e, "no event is chosen"
		}
		e.At = m.anchor(p)
		if it.kind == correct.NoDifference {
			ds := m.data.Events[m.sel.event].Differences
			if len(ds) == 0 {
				return e, "nobody differs about this event"
			}
			e.Value = ds[0].Key()
		}
		if it.kind == correct.Split && len(m.data.Events[m.sel.event].Passages) < 2 {
			return e, "it is the only passage of its event"
		}
	case anArticle:
		if m.sel.article < 0 {
			return e, "no article is open"
		}
		e.At = correct.ArticleAnchor(&m.data.Articles[m.sel.article], m.correct.root)
	}
	return e, ""
}

// acceptCorrection takes what was typed, or says what is wrong with it and lets
// the reader go on typing.
func (m *Model) acceptCorrection() tea.Cmd {
	it := items[m.correct.item]
	e, why := m.entry(it)
	text := strings.TrimSpace(string(m.line.text))
	e.Value = text
	if it.kind == correct.Alias {
		of, name, _ := strings.Cut(text, "=")
		e.Of, e.Value = strings.TrimSpace(of), strings.TrimSpace(name)
	}
	if err := e.Check(); err != nil {
		why = err.Error()
	}
	if why != "" {
		m.line.result = why
		return nil
	}
	m.line = nil
	return m.amend(Change{Entry: e})
}

// amend keeps a change, after those that are still being kept.
func (m *Model) amend(c Change) tea.Cmd {
	m.correct.waiting = append(m.correct.waiting, c)
	if c.Undo || c.Redo || c.Entry.Type == correct.Correction {
		m.say("keeping it, and reading again …")
	}
	return m.nextChange()
}

func (m *Model) nextChange() tea.Cmd {
	if m.correct.busy || len(m.correct.waiting) == 0 {
		return nil
	}
	c := m.correct.waiting[0]
	m.correct.waiting = m.correct.waiting[1:]
	m.correct.busy = true
	c.Shown, c.news = m.data.Collection, m.data.news
	keep, ctx, prep := m.correct.keep, m.load.ctx, m.load.prep
	return guard(func() tea.Msg {
		out := amended{change: c}
		var col *model.Collection
		switch out.entry, col, out.err = keep(ctx, c); {
		case col == nil:
		case out.entry.Type == correct.Correction:
			out.data = prep(Update{Collection: col, New: c.news})
		default:
			out.marked, out.marks = col, newMarks(col, c.news)
		}
		return out
	})
}

// takeAmended shows what came of a change. The reader stays at the passage.
func (m *Model) takeAmended(a amended) tea.Cmd {
	m.correct.busy = false
	var cmds []tea.Cmd
	if a.data != nil {
		cmds = append(cmds, m.showAgain(a.data))
	}
	if a.marked != nil {
		m.mark(a.marked, a.marks)
	}
	switch {
	case errors.Is(a.err, context.Canceled):
	case errors.Is(a.err, correct.ErrNothing) && a.change.Undo:
		m.say("there is nothing to take back")
	case errors.Is(a.err, correct.ErrNothing):
		m.say("there is nothing to give back")
	case a.err != nil:
		m.say("not kept: " + draw.Line(a.err.Error()))
	case a.change.Undo:
		m.say("taken back: " + told(a.entry) + m.hint(action.Redo, "gives it back"))
	case a.change.Redo:
		m.say("given back: " + told(a.entry))
	default:
		m.say(kept(a.entry) + m.hint(action.Undo, "takes it back"))
	}
	return tea.Batch(append(cmds, m.nextChange())...)
}

// kept says what has been kept.
func kept(e correct.Entry) string {
	if e.Type != correct.Correction && e.Of != "" && e.Text == "" {
		return string(e.Type) + " removed"
	}
	return "kept: " + told(e)
}

// told names an entry.
func told(e correct.Entry) string {
	what := string(e.Type)
	if e.Type != correct.Correction {
		return strings.TrimSpace(what + " " + draw.Truncate(draw.Line(e.Text), 60, "…"))
	}
	if e.Kind != "" {
		what = strings.ReplaceAll(string(e.Kind), "-", " ")
	}
	if e.Value != "" {
		what += " " + draw.Line(e.Value)
	}
	return what
}

// showAgain shows the collection after a change. The event that tells the
// passage stays chosen, whatever it is now.
func (m *Model) showAgain(d *data) tea.Cmd {
	old, p := m.data, m.passageHere()
	var at model.Passage
	if p != nil {
		at = *p
	}
	cmd := m.show(d)
	if p == nil {
		return cmd
	}
	article := d.again(old, at.Article)
	for e := range d.Events {
		i := slices.IndexFunc(d.Events[e].Passages, func(q model.Passage) bool { return q.Article == article && q.Span == at.Span })
		if i >= 0 {
			m.choose(e, i)
			break
		}
	}
	return cmd
}
