package ui

import (
	"fmt"
	"strings"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"github.com/kreader/kreader/ui/action"
	"github.com/kreader/kreader/ui/draw"
)

// Collections are what can be opened in place of what is open. Its functions are
// called outside Update; without List there is nothing to choose from.
type Collections struct {
	List   func() []Known
	Open   func(Known) tea.Msg // what it returns is for whoever runs the model
	Forget func(Known) error
	// Missing is what was to be opened and is not there, "" when nothing was: the
	// list is then opened at once.
	Missing string
}

// Known is a collection that was opened before.
type Known struct {
	Name     string
	Where    string   // its paths, as people write them
	Paths    []string // nil is the sample
	Articles int      // 0 when it is not known
	Opened   string   // when it was last, "" when it is not known
	Missing  string   // why it cannot be opened now, "" when it can
	Here     bool     // it is open
}

// shelf is the list of collections.
type shelf struct {
	Collections
	list []Known
}

// Messages of the list.
type (
	collectionsListed struct{ list []Known }
	forgotten         struct {
		name string
		err  error
	}
)

// listCollections lists the collections.
func (m *Model) listCollections() tea.Cmd {
	if s := m.overlay; s != nil && s.kind == collectionSheet {
		m.closeOverlay()
		return nil
	}
	list := m.shelf.List
	if list == nil {
		m.say("there is no other collection to open")
		return nil
	}
	return guard(func() tea.Msg { return collectionsListed{list()} })
}

func (m *Model) openCollections(l collectionsListed) {
	at := 0
	if s := m.overlay; s != nil && s.kind == collectionSheet { // it is listed anew
		at = s.cursor
	}
	m.shelf.list = l.list
	m.closeOverlay()
	m.overlay = m.newSheet(collectionSheet)
	m.overlay.cursor = at
	m.resizeOverlay()
}

func (m *Model) collectionSheet() *sheet {
	t, list := m.theme, m.shelf.list
	s := &sheet{title: "Collections", count: len(list), detailed: 1}
	name, when := 0, 0
	for i := range list {
		name = max(name, draw.Width(draw.Line(list[i].Name)))
		when = max(when, draw.Width(list[i].Opened))
	}
	s.draw = func(i, w int, cursor bool) string {
		k := &list[i]
		style := t.Text
		if cursor {
			style = t.Bright
		}
		count := ""
		if k.Articles > 0 {
			count = plural(k.Articles, "article")
		}
		switch {
		case k.Missing != "":
			style, count = t.Dim, "not there"
		case k.Here:
			count = "open now"
		}
		right := ""
		if w >= 50 {
			right = draw.PadLeft(count, 16) + "  " + draw.PadLeft(k.Opened, when)
		}
		column := min(name, max(w/3, 12))
		label := draw.PadRight(draw.Truncate(draw.Line(k.Name), column, t.Glyphs.Ellipsis), column)
		where := shortened(draw.Line(k.Where), w-column-4-draw.Width(right), t.Glyphs.Ellipsis)
		return draw.Ends(style.Render(label)+"  "+t.Dim.Render(where), t.Dim.Render(right), w, t.Glyphs.Ellipsis)
	}
	s.detail = func(i, w int) []string {
		k := &list[i]
		if k.Missing != "" {
			return []string{draw.Line(k.Missing)}
		}
		return []string{shortened(draw.Line(k.Where), w, t.Glyphs.Ellipsis)}
	}
	return s
}

// shortened returns a path in at most w cells: its end says more than its
// beginning.
func shortened(path string, w int, ellipsis string) string {
	if w < 2 {
		return ""
	}
	if n := draw.Width(path) - w; n > 0 {
		return ansi.TruncateLeft(path, n+1, ellipsis)
	}
	return path
}

// inCollections performs an action of the list of collections.
func (m *Model) inCollections(id action.ID) tea.Cmd {
	s := m.overlay
	if s.cursor >= len(m.shelf.list) {
		return nil
	}
	k := m.shelf.list[s.cursor]
	switch id {
	case action.Choose:
		switch {
		case k.Missing != "":
			m.say(k.Missing)
			return nil
		case k.Here:
			m.closeOverlay()
			m.say("this collection is open already")
			return nil
		}
		m.closeOverlay()
		m.say("opening " + draw.Line(k.Name) + " " + m.theme.Glyphs.Ellipsis)
		open := m.shelf.Open
		return guard(func() tea.Msg { return open(k) })
	case action.Forget:
		if k.Paths == nil {
			m.say("the sample stays")
			return nil
		}
		forget := m.shelf.Forget
		return guard(func() tea.Msg { return forgotten{k.Name, forget(k)} })
	}
	return nil
}

// takeForgotten lists the collections anew.
func (m *Model) takeForgotten(f forgotten) tea.Cmd {
	if f.err != nil {
		m.say(f.err.Error())
		return nil
	}
	m.say(draw.Line(f.name) + " is not listed any more; its files stay where they are")
	list := m.shelf.List
	return guard(func() tea.Msg { return collectionsListed{list()} })
}

// tellMissing says what was to be opened and is not there.
func (m *Model) tellMissing() string {
	return strings.TrimSpace(fmt.Sprintf("not there now: %s; %s lists the collections", draw.Line(m.shelf.Missing), m.keys.First(action.Collections)))
}
