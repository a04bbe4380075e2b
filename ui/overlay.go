package ui

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/kreader/kreader/ui/action"
	"github.com/kreader/kreader/ui/draw"
	"github.com/kreader/kreader/ui/theme"
	"github.com/kreader/kreader/ui/viewer"
)

// sheet is a list or a page that lies over the panes. A list draws the rows
// that are visible; a page is short, and is made for a width.
type sheet struct {
	kind  sheetKind
	title string
	foot  string // says something about the whole, in the lower border
	line  *input // what is typed to narrow the rows, drawn above them; nil: nothing can be

	// detail says more about row i in at most detailed lines, which stand below
	// the rows where there is room; nil: there is no more to say.
	detail   func(i, w int) []string
	detailed int

	count  int                                  // rows of a list
	draw   func(i, w int, cursor bool) string   // a row of a list; nil for a page
	write  func(w int) (lines []string, at int) // a page, and the line that is to be seen first
	lines  []string                             // of the page, at the width it has
	links  []viewer.Link                        // of the list of links
	empty  func() []string                      // what is said where there is no row; nil: nothing
	cursor int
	offset int

	x, y, w, h int // the box, with its border
	below      int // lines below the rows: a rule and the details
}

type sheetKind uint8

const (
	helpSheet sheetKind = iota
	articleSheet
	outletSheet
	diagnosticSheet
	whySheet
	linkSheet
	paletteSheet
	huntSheet
	differenceSheet
	lookSheet
	correctSheet
	joinSheet
	noDifferenceSheet
	noteSheet
	citationSheet
	collectionSheet
	sheetKinds // how many there are
)

var sheetOf = map[action.ID]sheetKind{
	action.Help: helpSheet, action.Articles: articleSheet, action.Outlets: outletSheet,
	action.Diagnostics: diagnosticSheet, action.Why: whySheet, action.Links: linkSheet, action.Differences: differenceSheet, action.NoteList: noteSheet,
}

// toggleSheet opens a sheet in place of any other, or closes it.
func (m *Model) toggleSheet(id action.ID) {
	kind := sheetOf[id]
	if m.overlay != nil && m.overlay.kind == kind {
		m.overlay = nil
		return
	}
	if kind != helpSheet && m.data == nil {
		m.sayNone("nothing is open")
		return
	}
	if kind == differenceSheet && len(m.data.differs) == 0 {
		m.sayNone("outlets differ about none of these events")
		return
	}
	if kind == whySheet && m.sel.event < 0 {
		m.sayNone("no event is chosen")
		return
	}
	if kind == linkSheet && m.sel.article < 0 {
		m.sayNone("no article is open")
		return
	}
	if kind == linkSheet {
		if links, _ := m.viewer.Links(1); len(links) == 0 {
			m.say("this article has no links")
			return
		}
	}
	if kind == noteSheet && !m.openNotes() {
		return
	}
	m.overlay = m.newSheet(kind)
	m.resizeOverlay()
}

func (m *Model) newSheet(kind sheetKind) *sheet {
	s := map[sheetKind]func() *sheet{
		helpSheet: m.helpSheet, articleSheet: m.articleSheet, outletSheet: m.outletSheet,
		diagnosticSheet: m.diagnosticSheet, whySheet: m.whySheet, paletteSheet: m.paletteSheet, huntSheet: m.huntSheet, linkSheet: m.linkSheet,
		differenceSheet: m.differenceSheet,
		lookSheet:       m.lookSheet,
		correctSheet:    m.correctSheet, joinSheet: m.joinSheet, noDifferenceSheet: m.noDifferenceSheet, noteSheet: m.noteSheet, citationSheet: m.citationSheet, collectionSheet: m.collectionSheet,
	}[kind]()
	s.kind = kind
	return s
}

// renewOverlay makes the open sheet again, of the collection that has come.
func (m *Model) renewOverlay() {
	old := m.overlay
	if old == nil || old.kind == whySheet && m.sel.event < 0 || old.kind == linkSheet && m.sel.article < 0 ||
		old.kind == differenceSheet && len(m.data.differs) == 0 || old.kind == noteSheet && !m.data.kept.any {
		m.closeOverlay()
		return
	}
	m.overlay = m.newSheet(old.kind)
	m.overlay.line = old.line
	m.overlay.cursor, m.overlay.offset, m.overlay.lines = old.cursor, old.offset, old.lines
	m.overlay.reveal()
	m.resizeOverlay()
}

// resizeOverlay fits the open sheet to the window.
func (m *Model) resizeOverlay() {
	s := m.overlay
	if s == nil || m.layout.tooSmall() {
		return
	}
	if m.words {
		s.fitInWords()
		return
	}
	s.fit(m.layout.w, m.layout.h)
}

const (
	sheetWidth = 104 // of the box of a page, at most: longer lines are hard to read
	listWidth  = 140 // of that of a list
	margin     = 4   // columns left and right of a list that is wider than a page
	frame      = 2   // rows or columns that the border takes
	roomy      = 16  // the height of a window with room for details
	typedRows  = 18  // of a list that is narrowed by typing: it stays as high as it is
)

func (s *sheet) fit(w, h int) {
	s.w = min(w, sheetWidth)
	if s.draw != nil {
		s.w = min(w, max(sheetWidth, min(w-2*margin, listWidth)))
	}
	if s.write != nil {
		lines, at := s.write(max(s.w-frame-2, 1))
		if s.lines == nil {
			s.offset = at
		}
		s.lines, s.count = lines, len(lines)
	}
	s.below = 0
	if s.detail != nil && h >= roomy {
		s.below = 1 + s.detailed
	}
	rows := s.count
	if s.line != nil {
		rows = typedRows + s.head()
	}
	s.h = min(rows+s.below+frame, h-2)
	if h < 10 {
		s.h = min(rows+frame, h)
	}
	s.h = max(s.h, min(3, h))
	s.x, s.y = (w-s.w)/2, (h-s.h)/2
	s.reveal()
}

func (s *sheet) rows() int { return max(s.h-frame-s.below-s.head(), 1) }

// head returns how many rows stand above the list: what is typed, and a rule
// where there is room.
func (s *sheet) head() int {
	switch {
	case s.line == nil:
		return 0
	case s.h > 0 && s.h < 10:
		return 1
	}
	return 2
}

func (s *sheet) reveal() {
	if s.draw != nil {
		s.cursor = max(min(s.cursor, s.count-1), 0)
		s.offset = max(min(s.offset, s.cursor), s.cursor-s.rows()+1)
	}
	s.offset = max(min(s.offset, s.count-s.rows()), 0)
}

// move moves the cursor of a list, or scrolls a page, and reports whether it
// was an action for moving.
func (s *sheet) move(id action.ID) bool {
	at := &s.cursor
	if s.draw == nil {
		at = &s.offset
	}
	page := max(s.rows()-1, 1)
	switch id {
	case action.Down:
		*at++
	case action.Up:
		*at--
	case action.HalfPageDown:
		*at += max(page/2, 1)
	case action.HalfPageUp:
		*at -= max(page/2, 1)
	case action.PageDown:
		*at += page
	case action.PageUp:
		*at -= page
	case action.Top:
		*at = 0
	case action.Bottom:
		*at = s.count
	default:
		return false
	}
	s.reveal()
	return true
}

// step moves the cursor of a list, round at the ends.
func (s *sheet) step(by int) {
	if s.count > 0 {
		s.cursor = (s.cursor + by + s.count) % s.count
		s.reveal()
	}
}

// drawOn lays the sheet over the lines of the screen; turn puts its lines in the
// order in which they are seen.
func (s *sheet) drawOn(lines []string, t *theme.Theme, turn func(string) string) {
	g := t.Glyphs
	inner := s.w - frame
	box := make([]string, 0, s.h)
	box = append(box, border(t, g.TopLeft, g.TopRight, s.title, t.Bright, inner))
	side := t.Rule.Render(g.Vertical)
	if s.line != nil {
		box = append(box, side+draw.Fit(s.line.draw(t, inner), inner)+side)
		if s.head() > 1 {
			box = append(box, side+" "+t.Rule.Render(strings.Repeat(g.Horizontal, max(inner-2, 0)))+" "+side)
		}
	}
	first, n := draw.Thumb(s.rows(), s.count, s.offset)
	instead := s.instead(inner - 2)
	for i := range s.rows() {
		line := ""
		if i < len(instead) {
			line = " " + t.Dim.Render(instead[i])
		}
		if at := s.offset + i; at < s.count {
			if s.draw != nil {
				line = s.draw(at, inner-2, at == s.cursor)
			} else {
				line = s.lines[at]
			}
			line = " " + draw.Fit(line, inner-2) + " "
			if s.draw != nil && at == s.cursor {
				line = t.Selected.Under(line)
			}
		}
		edge := side
		if i >= first && i < first+n {
			edge = t.Dim.Render(g.Thumb)
		}
		box = append(box, side+draw.Fit(line, inner)+edge)
	}
	box = append(box, s.details(t, inner)...)
	foot := s.foot
	if s.offset+s.rows() < s.count && foot == "" {
		foot = g.Down + " more"
	}
	box = append(box, border(t, g.BottomLeft, g.BottomRight, foot, t.Dim, inner))
	for i := range box {
		box[i] = turn(box[i])
	}
	draw.Overlay(lines, box, s.x, s.y)
}

// instead returns what stands in place of rows where there are none.
func (s *sheet) instead(w int) (out []string) {
	if s.count > 0 || s.empty == nil {
		return nil
	}
	for _, sentence := range s.empty() {
		out = append(append(out, draw.Wrap(draw.Line(sentence), w)...), "")
	}
	return out
}

// details draws the lines below the rows of a list.
func (s *sheet) details(t *theme.Theme, inner int) []string {
	if s.below == 0 {
		return nil
	}
	side := t.Rule.Render(t.Glyphs.Vertical)
	out := []string{side + " " + t.Rule.Render(strings.Repeat(t.Glyphs.Horizontal, max(inner-2, 0))) + " " + side}
	var says []string
	if s.cursor < s.count {
		says = s.detail(s.cursor, inner-2)
	}
	for i := range s.below - 1 {
		line := ""
		if i < len(says) {
			line = t.Dim.Render(draw.Truncate(says[i], inner-2, t.Glyphs.Ellipsis))
		}
		out = append(out, side+" "+draw.Fit(line, inner-2)+" "+side)
	}
	return out
}

// border draws the upper or lower border with a title in it.
func border(t *theme.Theme, left, right, title string, style theme.Style, inner int) string {
	if title != "" {
		title = " " + draw.Truncate(draw.Line(title), max(inner-4, 0), t.Glyphs.Ellipsis) + " "
	}
	rule := max(inner-1-draw.Width(title), 0)
	return t.Rule.Render(left+t.Glyphs.Horizontal) + style.Render(title) +
		t.Rule.Render(strings.Repeat(t.Glyphs.Horizontal, rule)+right)
}

// closeOverlay closes what lies over the panes, and ends what is typed in it.
func (m *Model) closeOverlay() {
	if m.overlay != nil && m.overlay.line != nil && m.overlay.line == m.line {
		m.line = nil
	}
	m.overlay = nil
}

// inOverlay performs an action in the open sheet.
func (m *Model) inOverlay(id action.ID, key string) tea.Cmd {
	s := m.overlay
	cursor, offset := s.cursor, s.offset
	if s.move(id) {
		if s.cursor == cursor && s.offset == offset {
			m.sayStays(id)
		}
		return nil
	}
	switch {
	case s.kind == noteSheet && m.inNotes(id):
	case s.kind == collectionSheet && s.count > 0 && (id == action.Choose || id == action.Forget):
		return m.inCollections(id)
	case s.kind == noteSheet && (id == action.RemoveNote || id == action.Undo || id == action.Redo):
		return m.changeListed(id)
	case id == action.Search:
		m.narrowHelp()
	case id == action.Choose && s.kind == helpSheet && m.line != nil:
		m.endNarrow(true)
	case id == action.Choose && s.kind == paletteSheet:
		return m.chooseFound()
	case id == action.Choose && s.kind == huntSheet:
		return m.chooseHit()
	case id == action.Choose && s.kind == lookSheet && s.count > 0:
		return m.keepLook()
	case id == action.Choose && s.kind == linkSheet:
		return m.openLink(s)
	case id == action.Choose && s.kind == correctSheet:
		return m.chooseCorrection(s.cursor)
	case id == action.Choose && s.kind == joinSheet && s.count > 0:
		return m.chooseJoin(s.cursor)
	case id == action.Choose && s.kind == noDifferenceSheet && s.count > 0:
		return m.chooseNoDifference(s.cursor)
	case id == action.Choose && s.kind == citationSheet:
		return m.chooseCitation(s.cursor)
	case id == action.Choose && s.kind == articleSheet && s.count > 0:
		m.overlay = nil
		m.uncover()
		m.openArticle(s.cursor)
		m.setFocus(onArticle)
		m.follow()
	case id == action.Choose && s.kind == differenceSheet && s.count > 0:
		m.compareListed()
	case id == action.ToggleOutlet:
		m.toggleOutlet(s.cursor)
	case id == action.NthOutlet:
		m.toggleOutlet(m.keys.Nth(id, key, action.Outlet) - 1)
	case id == action.ShowAll:
		v := m.view()
		v.Hidden = nil
		m.setFilter(v)
		m.say("all outlets are shown")
	}
	return nil
}

// sayStays says why a key that moves in the open sheet did not.
func (m *Model) sayStays(id action.ID) {
	s := m.overlay
	switch {
	case s.count == 0:
		m.say("there is nothing in this list")
	case s.draw == nil && s.count <= s.rows():
		m.say("this is all of it")
	case s.draw != nil && s.count == 1:
		m.say("there is no other row")
	default:
		m.sayEnd(id)
	}
}

// mouseOverlay takes the mouse while a sheet is open: the wheel scrolls, a
// click outside closes, a click on a row is Enter.
func (m *Model) mouseOverlay(msg tea.MouseMsg, wheel int) tea.Cmd {
	s := m.overlay
	if wheel != 0 {
		id := action.Down
		if wheel < 0 {
			id = action.Up
		}
		for range max(wheel, -wheel) {
			s.move(id)
		}
		return nil
	}
	if msg.X < s.x || msg.X >= s.x+s.w || msg.Y < s.y || msg.Y >= s.y+s.h {
		m.closeOverlay()
		return nil
	}
	row := msg.Y - s.y - 1 - s.head()
	if s.draw == nil || row < 0 || row >= s.rows() || s.offset+row >= s.count {
		return nil
	}
	s.cursor = s.offset + row
	if s.kind == outletSheet {
		m.toggleOutlet(s.cursor)
		return nil
	}
	return m.inOverlay(action.Choose, "")
}
