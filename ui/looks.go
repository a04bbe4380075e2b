package ui

import (
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/kreader/kreader/ui/action"
	"github.com/kreader/kreader/ui/draw"
	"github.com/kreader/kreader/ui/theme"
)

// Looks are the themes that the screen can change to. Its functions are called
// outside Update.
type Looks struct {
	List func() []Look
	Make func(name string) (*theme.Theme, error)
	Now  string // the name of the one in use
	// Fixed says what names the theme whatever is chosen here, such as "config.toml";
	// "" when what is chosen holds the next time too.
	Fixed string
}

// Look is a theme that can be chosen.
type Look struct{ Name, Help string }

// dressing is the changing of the theme: the one at the cursor of the list is
// seen at once, and the one before comes back unless another is kept.
type dressing struct {
	Looks
	list []Look
	worn string // the name of what is seen
	gen  int
}

type looksListed struct{ list []Look }

// dressed carries a theme back to Update, with the outlets as it shows them.
type dressed struct {
	gen   int
	name  string
	theme *theme.Theme
	of    *data // what outlets are of
	data  *data
	err   error
}

// listLooks lists the themes.
func (m *Model) listLooks() tea.Cmd {
	list := m.looks.List
	if list == nil || m.looks.Make == nil {
		m.say("there is no other theme")
		return nil
	}
	return guard(func() tea.Msg { return looksListed{list()} })
}

func (m *Model) openLooks(l looksListed) {
	m.looks.list, m.looks.worn = l.list, m.looks.Now
	m.closeOverlay()
	m.overlay = m.newSheet(lookSheet)
	m.overlay.cursor = max(slices.IndexFunc(l.list, func(k Look) bool { return k.Name == m.looks.Now }), 0)
	m.resizeOverlay()
}

func (m *Model) lookSheet() *sheet {
	s := &sheet{title: "Theme", count: len(m.looks.list), foot: "Enter keeps it"}
	s.draw = func(i, w int, cursor bool) string {
		l := m.looks.list[i]
		name := " " + draw.PadRight(draw.Truncate(draw.Line(l.Name), 20, m.theme.Glyphs.Ellipsis), 20) + "  "
		return m.row(name+draw.Line(l.Help), w, cursor)
	}
	return s
}

// dress asks for the theme at the cursor of the list; without the list, for the
// one that was kept.
func (m *Model) dress() tea.Cmd {
	k := &m.looks
	want := k.Now
	if s := m.overlay; s != nil && s.kind == lookSheet {
		if s.cursor >= len(k.list) {
			return nil
		}
		want = k.list[s.cursor].Name
	}
	if want == k.worn || k.Make == nil {
		return nil
	}
	k.worn = want
	k.gen++
	return m.tailor(k.gen, want)
}

// dressing returns cmd, and with it what asks for another theme, if one is due.
func (m *Model) dressing(cmd tea.Cmd) tea.Cmd {
	if d := m.dress(); d != nil {
		return tea.Batch(cmd, d)
	}
	return cmd
}

// tailor makes a theme, and what of the collection depends on it.
func (m *Model) tailor(gen int, name string) tea.Cmd {
	d, made := m.data, m.looks.Make
	return guard(func() tea.Msg {
		t, err := made(name)
		out := dressed{gen: gen, name: name, theme: t, of: d, err: err}
		if err == nil && d != nil {
			out.data = d.dressedIn(t)
		}
		return out
	})
}

// wear shows everything in a theme.
func (m *Model) wear(d dressed) tea.Cmd {
	switch {
	case d.gen != m.looks.gen:
		return nil
	case d.err != nil:
		m.say(d.err.Error())
		return nil
	case d.of != m.data: // another collection has come meanwhile
		return m.tailor(d.gen, d.name)
	}
	m.theme = d.theme
	m.load.look.Store(d.theme)
	m.viewer.SetTheme(d.theme)
	m.dressCovers()
	if m.data = d.data; m.data != nil {
		m.timeline.SetTheme(d.theme, m.data.outlets)
		if a := m.sel.article; a >= 0 {
			m.viewer.Show(&m.data.Articles[a], m.data.outlet(a), m.data.marks[a])
		}
	} else {
		m.timeline.SetTheme(d.theme, nil)
	}
	m.syncCover()
	return nil
}

// keepLook keeps the theme at the cursor of the list.
func (m *Model) keepLook() tea.Cmd {
	k := &m.looks
	k.Now = k.list[m.overlay.cursor].Name
	m.closeOverlay()
	m.memory.mu.Lock()
	m.memory.Theme = k.Now
	m.memory.mu.Unlock()
	if k.Fixed != "" {
		m.say("theme " + k.Now + " until kreader ends: " + k.Fixed + " names another")
	} else {
		m.say("theme " + k.Now + ", the next time too" + m.hint(action.Theme, "changes it"))
	}
	return nil
}

// dressedIn returns d as a theme shows it.
func (d *data) dressedIn(t *theme.Theme) *data {
	n := *d
	n.outlets = make([]theme.Outlet, len(d.outlets))
	for i, o := range d.outlets {
		if o.Unknown {
			n.outlets[i] = t.Unknown(d.seatOf[i], o.Name)
		} else {
			n.outlets[i] = t.Outlet(d.seatOf[i], o.Name)
		}
	}
	table := *d.table
	table.Outlets = n.outlets
	n.table = &table
	return &n
}
