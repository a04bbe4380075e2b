package ui

import (
	"slices"
	"strconv"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/ui/action"
	"github.com/kreader/kreader/ui/compare"
	"github.com/kreader/kreader/ui/draw"
	"github.com/kreader/kreader/ui/matrix"
	"github.com/kreader/kreader/ui/timeline"
	"github.com/kreader/kreader/ui/viewer"
)

// cover is what stands in place of the panes.
type cover uint8

const (
	uncovered cover = iota
	comparing
	covering
)

// covers are the views that take the place of the panes. What is chosen is kept in
// the selection; the comparison is told it, and the table has a cursor of its own
// until something is chosen in it.
type covers struct {
	now     cover
	back    cover // where the comparison was asked for
	listed  bool  // it was asked for in the list of differences
	compare *compare.Pane
	matrix  *matrix.Pane
	of      shownIn // what the table was made of
}

// shownIn is what decides which rows and columns the table has.
type shownIn struct {
	data *data
	view timeline.View
}

func (s shownIn) equal(o shownIn) bool {
	same := slices.Equal(s.view.Hidden, o.view.Hidden)
	s.view.Hidden, o.view.Hidden = nil, nil
	return same && s.data == o.data && s.view.Zoom == o.view.Zoom && s.view.Text == o.view.Text &&
		s.view.Period == o.view.Period && s.view.Differences == o.view.Differences
}

func (m *Model) newCovers() covers {
	return covers{compare: compare.New(m.theme, m.layExcerpts()), matrix: matrix.New(m.theme)}
}

// layExcerpts returns what lays out the passages of the comparison.
func (m *Model) layExcerpts() compare.Layout {
	excerpts := viewer.NewExcerpts(m.theme, m.logical)
	return func(e compare.Excerpt, w int) []string { return excerpts.Lines(viewer.Excerpt(e), w) }
}

// dressCovers shows the views in the theme there is now.
func (m *Model) dressCovers() {
	m.covers.compare.SetTheme(m.theme, m.layExcerpts())
	m.covers.matrix.SetTheme(m.theme)
}

// openCover puts a view in place of the panes.
func (m *Model) openCover(c cover) {
	if m.data == nil || len(m.data.Events) == 0 {
		m.sayNone("there is no event")
		return
	}
	if m.zen {
		m.setZen(false)
	}
	switch {
	case c == covering:
		m.uncover()
		m.covers.now = covering
		m.syncCover()
		article := m.sel.article
		if p := m.chosen(); p != nil {
			article = p.Article
		}
		m.covers.matrix.Select(m.sel.event, article)
	case m.sel.event < 0:
		m.say("no event is chosen")
	case len(m.passages(m.sel.event)) == 0:
		m.say("all outlets that tell this event are hidden" + m.hint(action.ShowAll, "drops the filters"))
	default:
		if m.sel.passage < 0 { // the reader was elsewhere when the events came
			m.choose(m.sel.event, -1)
		}
		m.covers.back, m.covers.listed = m.covers.now, false
		m.covers.now = comparing
		m.syncCover()
	}
}

// uncover goes back to the panes.
func (m *Model) uncover() { m.covers.now, m.covers.back, m.covers.listed = uncovered, uncovered, false }

// closeCover goes back to where the view was asked for.
func (m *Model) closeCover() {
	back, listed := m.covers.back, m.covers.listed && m.covers.now == comparing
	m.uncover()
	m.covers.now = back
	if listed {
		m.toggleSheet(action.Differences)
	}
	m.syncCover()
}

// syncCover tells the view in place of the panes what has changed since: another
// event, another collection, another filter.
func (m *Model) syncCover() {
	d := m.data
	switch m.covers.now {
	case covering:
		of := shownIn{d, m.timeline.Filter()}
		of.view.Hidden = slices.Clone(of.view.Hidden)
		if !of.equal(m.covers.of) {
			m.covers.of = of
			m.covers.matrix.Show(d.table, m.timeline.Events(), of.view.Hidden)
		}
	case comparing:
		if m.sel.event < 0 || len(m.passages(m.sel.event)) == 0 {
			m.closeCover()
			return
		}
		m.covers.compare.Show(m.subject(), m.sel.passage)
	}
}

// subject returns what is compared: the passages of the chosen event.
func (m *Model) subject() compare.Subject {
	d := m.data
	hidden, tellers := m.timeline.Filter().Hidden, d.index.Tellers(m.sel.event)
	s := compare.Subject{
		Collection: d.Collection, Event: m.sel.event, Passages: m.passages(m.sel.event),
		Outlets: d.outlets, OutletOf: d.outletOf, Articles: d.table.Coverage.Outlets.Articles,
	}
	for o := range d.outlets {
		if (o >= len(hidden) || !hidden[o]) && !slices.Contains(tellers, int32(o)) && len(s.Silent) < mostSilent {
			s.Silent = append(s.Silent, o)
		}
	}
	return s
}

// mostSilent is how many outlets are named that do not tell an event: as many as
// a line may have room for.
const mostSilent = 24

// inCover performs an action in the view in place of the panes; ok is false for
// one that is not for it.
func (m *Model) inCover(id action.ID, key string) (_ tea.Cmd, ok bool) {
	switch id {
	case action.Coverage, action.Compare:
		if m.covers.now == covering && id == action.Compare && !m.chooseCell() {
			return nil, true
		}
		m.openCover(map[action.ID]cover{action.Coverage: covering, action.Compare: comparing}[id])
		return nil, true
	}
	switch m.covers.now {
	case comparing:
		return nil, m.inComparison(id)
	case covering:
		return nil, m.inTable(id, key)
	}
	return nil, false
}

func (m *Model) inComparison(id action.ID) bool {
	switch id {
	case action.Choose:
		m.uncover()
		m.setFocus(onArticle)
		m.choose(m.sel.event, m.sel.passage)
		return true
	case action.NextPassage, action.PrevPassage, action.NextEvent, action.PrevEvent:
		m.perform(id)
		return true
	}
	p := m.covers.compare
	if !p.Do(id) {
		m.sayEdge(id, "outlet")
	}
	if at := p.At(); at >= 0 && at != m.sel.passage {
		m.choose(m.sel.event, at)
	}
	return true
}

func (m *Model) inTable(id action.ID, key string) bool {
	p := m.covers.matrix
	switch id {
	case action.Choose:
		if event, passage := p.At(); event >= 0 && passage < 0 {
			m.say(draw.Line(p.Plain()))
			return true
		}
		if m.chooseCell() {
			m.uncover()
			m.setFocus(onArticle)
			m.follow()
		}
		return true
	case action.NthOutlet:
		m.toggleOutlet(m.keys.Nth(id, key, action.Covering) - 1)
		return true
	case action.DifferencesOnly, action.ShowAll:
		m.inPanes(id, key)
		return true
	}
	if !p.Do(id) {
		m.sayEdge(id, "column")
	}
	return true
}

// sayEdge says why a key that moves did not.
func (m *Model) sayEdge(id action.ID, what string) {
	switch id {
	case action.NextColumn:
		m.say("this is the last " + what)
	case action.PrevColumn:
		m.say("this is the first " + what)
	case action.ByArticle:
		m.say("there is no column")
	default:
		m.sayEnd(id)
	}
}

// chooseCell chooses what the cursor of the table stands on, and reports whether
// that is an event.
func (m *Model) chooseCell() bool {
	event, passage := m.covers.matrix.At()
	if event < 0 {
		m.say("there is no event here")
		return false
	}
	m.choose(event, passage)
	return true
}

// coverScope returns where the keys of the view in place of the panes hold.
func (m *Model) coverScope() action.Scope {
	if m.covers.now == comparing {
		return action.Comparing
	}
	return action.Covering
}

// resizeCovers fits the views to the window.
func (m *Model) resizeCovers() {
	w, h := m.layout.w, m.layout.bodyHeight
	m.covers.compare.SetSize(w, h)
	m.covers.matrix.SetSize(w, h)
}

// coverHeader draws the line above the view in place of the panes.
func (m *Model) coverHeader() string {
	w := m.layout.w
	if m.covers.now == covering {
		return m.covers.matrix.Title(w)
	}
	t := m.theme
	e := &m.data.Events[m.sel.event]
	ps := m.passages(m.sel.event)
	dot := " " + t.Glyphs.Dot + " "
	date := draw.Date(e.When)
	if date == "" {
		date = "undated"
	}
	if e.When.Uncertain {
		date += " (inferred)"
	}
	told := 0
	hidden := m.timeline.Filter().Hidden
	for _, o := range m.data.index.Tellers(m.sel.event) {
		if int(o) >= len(hidden) || !hidden[o] {
			told++
		}
	}
	left := " " + t.Bright.Render(date+"  "+draw.Line(e.Title))
	passages := plural(len(ps), "passage")
	by := dot + "told by " + strconv.Itoa(told) + " of " + plural(len(m.data.outlets), "outlet") + m.notShown(m.sel.event, len(ps)) + " "
	right := passages + accounts(e, " in ") + by
	if draw.Width(right) >= w/2 && e.Told() > len(e.Accounts) { // how few there are says more than of how many
		right = passages + dot + plural(len(e.Accounts), "account") + by
	}
	if draw.Width(right) >= w/2 {
		right = passages + by
	}
	return draw.Ends(left, t.Dim.Render(right), w, t.Glyphs.Ellipsis)
}

// coverFoot draws the line below it that says more: what outlets differ about,
// or what the cursor of the table stands on.
func (m *Model) coverFoot() string {
	w, t := m.layout.w, m.theme
	if m.covers.now == covering {
		return m.covers.matrix.Foot(w)
	}
	e := &m.data.Events[m.sel.event]
	if len(e.Differences) == 0 {
		return m.whyHere().Line(t, w, m.where())
	}
	return draw.Ends(" "+t.Accent.Render("differ")+"  "+m.differenceLine(e, e.Differences), m.where(), w, t.Glyphs.Ellipsis)
}

// coverMouse takes the wheel and clicks.
func (m *Model) coverMouse(msg tea.MouseMsg, wheel int) tea.Cmd {
	y, ok := m.layout.in(msg.Y)
	if !ok || msg.X < 0 || msg.X >= m.layout.w {
		return nil
	}
	if wheel != 0 {
		id := action.Down
		if wheel < 0 {
			id = action.Up
		}
		m.inCover(id, "")
		m.syncCover()
		return nil
	}
	click := m.covers.matrix.Click
	if m.covers.now == comparing {
		click = m.covers.compare.Click
	}
	hit, again := click(msg.X, y)
	switch {
	case again:
		m.inCover(action.Choose, "")
	case hit && m.covers.now == comparing:
		m.choose(m.sel.event, m.covers.compare.At())
	}
	m.syncCover()
	return nil
}

// differ is a difference of an event.
type differ struct{ event, at int }

// differenceSheet lists all that outlets differ about, event by event. Below
// stand two passages that do.
func (m *Model) differenceSheet() *sheet {
	d, t := m.data, m.theme
	s := &sheet{title: plural(len(d.differs), "difference"), count: len(d.differs), detailed: 4}
	for i, f := range d.differs {
		if f.event == m.sel.event {
			s.cursor = i
			break
		}
	}
	s.draw = func(i, w int, cursor bool) string {
		f := d.differs[i]
		e := &d.Events[f.event]
		style := t.Text
		if cursor {
			style = t.Bright
		}
		date := draw.Truncate(draw.Date(e.When), 14, t.Glyphs.Ellipsis)
		title := draw.Truncate(draw.Line(e.Title), max(w*2/5-16, 8), t.Glyphs.Ellipsis)
		left := ""
		if w >= 60 {
			left = t.Dim.Render(draw.PadLeft(date, 14)) + "  "
		}
		left += style.Render(draw.PadRight(title, max(w*2/5-16, 8))) + "  "
		return draw.Truncate(left+m.differenceLine(e, e.Differences[f.at:f.at+1]), w, t.Glyphs.Ellipsis)
	}
	s.detail = func(i, w int) []string { return m.differing(d.differs[i], w) }
	return s
}

// differing quotes a passage for each of the values of a difference.
func (m *Model) differing(f differ, w int) []string {
	d, t := m.data, m.theme
	e := &d.Events[f.event]
	var out []string
	for _, v := range e.Differences[f.at].Values {
		if len(v.Passages) == 0 {
			continue
		}
		p := &e.Passages[v.Passages[0]]
		words := model.Span{Start: p.Span.Start, End: min(p.Span.End, p.Span.Start+4*w)}
		out = append(out, ansi.Strip(m.markOrName(d.outletOf[p.Article]))+" "+draw.Dates(draw.Line(v.Value))+": "+t.Glyphs.QuoteLeft+draw.Line(words.Of(d.Articles[p.Article].Text))+t.Glyphs.QuoteRight)
	}
	return out
}

// compareListed opens the comparison of the event at the cursor of the list of
// differences.
func (m *Model) compareListed() {
	s := m.overlay
	f := m.data.differs[s.cursor]
	m.closeOverlay()
	passage := -1
	shown := m.passages(f.event)
	for _, v := range m.data.Events[f.event].Differences[f.at].Values {
		for _, i := range v.Passages {
			if passage < 0 && slices.Contains(shown, i) {
				passage = i
			}
		}
	}
	m.choose(f.event, passage)
	m.openCover(comparing)
	m.covers.listed = m.covers.now == comparing
}
