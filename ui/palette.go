package ui

import (
	"context"
	"fmt"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/kreader/kreader/ui/action"
	"github.com/kreader/kreader/ui/draw"
	"github.com/kreader/kreader/ui/finder"
)

// finding is the search behind the palette. It runs outside Update; what comes
// back of a query that has been typed over is dropped.
type finding struct {
	gen     int
	cancel  context.CancelFunc
	results finder.Results
}

// found carries the results of one query back to Update.
type found struct {
	gen     int
	results finder.Results
}

// openPalette opens the list of what can be gone to or done, with something
// typed already.
func (m *Model) openPalette(typed string) tea.Cmd {
	m.closeOverlay()
	m.line = &input{id: action.Palette, label: m.theme.Glyphs.Prompt, text: []rune(typed), sel: m.sel}
	m.find.results = finder.Results{}
	m.overlay = m.newSheet(paletteSheet)
	m.overlay.line = m.line
	m.resizeOverlay()
	return m.apply()
}

func (m *Model) paletteSheet() *sheet {
	var signs []string
	for _, s := range finder.Signs {
		signs = append(signs, s.Char+" "+s.Name)
	}
	s := &sheet{title: "Find", foot: strings.Join(signs, "   "), count: len(m.find.results.Found)}
	s.draw = func(i, w int, cursor bool) string {
		f := m.find.results.Found[i]
		sign, right := m.describe(f.Item)
		if m.words {
			sign = kindOf(f.Item.Kind)
		}
		return finder.Row(m.theme, f, sign, right, w, cursor)
	}
	return s
}

// findTyped asks for what is typed in the palette.
func (m *Model) findTyped() tea.Cmd {
	if m.find.cancel != nil {
		m.find.cancel()
	}
	ctx, cancel := context.WithCancel(m.load.ctx)
	m.find.gen++
	m.find.cancel = cancel
	gen, typed, recent, commands, d := m.find.gen, m.line.shown(), m.memory.Recent, m.commands(), m.data
	return guard(func() tea.Msg {
		lists := []*finder.List{finder.NewList(commands)}
		if d != nil {
			lists = append(lists, d.items())
		}
		r := finder.Find(ctx, typed, recent, lists...)
		if ctx.Err() != nil {
			return nil
		}
		return found{gen, r}
	})
}

func (m *Model) showFound(f found) {
	if f.gen != m.find.gen || m.overlay == nil || m.overlay.kind != paletteSheet {
		return
	}
	s := m.overlay
	m.find.results = f.results
	if words := finder.WordsOf(m.line.shown()); words != "" {
		it := finder.Item{Kind: finder.Words, Key: "words " + words, Label: "search all articles for " + words}
		m.find.results.Found = append(m.find.results.Found, finder.Found{Item: it})
	}
	s.count, s.cursor, s.offset = len(m.find.results.Found), 0, 0
	s.reveal()
	m.line.result = fmt.Sprintf("%d", f.results.Total)
}

// chooseFound goes to what the cursor of the palette stands on, or does it.
func (m *Model) chooseFound() tea.Cmd {
	s := m.overlay
	if s.cursor >= len(m.find.results.Found) {
		m.say("nothing of that name: fewer letters find more")
		return nil
	}
	it := m.find.results.Found[s.cursor].Item
	if it.Kind == finder.Words {
		return m.openHunt(finder.WordsOf(m.line.shown()))
	}
	m.closeOverlay()
	m.remember(it.Key)
	switch it.Kind {
	case finder.Event:
		m.uncover()
		m.choose(it.At, -1)
		m.bringUp()
		m.setFocus(onArticle)
		m.follow()
	case finder.Article:
		m.uncover()
		m.openArticle(it.At)
		m.setFocus(onArticle)
		m.follow()
	case finder.Outlet:
		m.onlyOutlet(it.At)
	case finder.Command:
		return m.run(m.keys.Specs()[it.At])
	}
	return nil
}

// mostRecent is how many chosen things are remembered: of several collections,
// some of each.
const mostRecent = 60

// remember notes what was chosen, so that it comes first the next time.
func (m *Model) remember(key string) {
	k := &m.memory
	k.mu.Lock()
	defer k.mu.Unlock()
	rest := slices.DeleteFunc(slices.Clone(k.Recent), func(old string) bool { return old == key })
	k.Recent = append([]string{key}, rest[:min(len(rest), mostRecent-1)]...)
}

// run performs the action of a row of the table where it holds.
func (m *Model) run(s action.Spec) tea.Cmd {
	switch s.Scope {
	case action.Panes:
		if s.ID != action.Compare && s.ID != action.Coverage && s.ID != action.Differences && s.ID != action.Why {
			m.uncover()
		}
	case action.Timeline:
		m.uncover()
		m.setFocus(onTimeline)
	case action.Article:
		m.uncover()
		m.setFocus(onArticle)
	}
	return m.act(s.ID, "")
}

// onlyOutlet hides all outlets but one.
func (m *Model) onlyOutlet(i int) {
	v := m.view()
	v.Hidden = make([]bool, len(m.data.outlets))
	for k := range v.Hidden {
		v.Hidden[k] = k != i
	}
	m.setFilter(v)
	m.say("only " + m.data.outlets[i].Short + " is shown" + m.hint(action.ShowAll, "drops the filters"))
}

// commands returns what of the table of actions can be asked for by name: what
// makes sense without a key under the finger.
func (m *Model) commands() []finder.Item {
	var out []finder.Item
	for i, s := range m.keys.Specs() {
		switch s.Scope {
		case action.Panes, action.Timeline, action.Article, action.Everywhere:
		default:
			continue
		}
		switch s.ID {
		case action.Palette, action.Command, action.Choose, action.NthOutlet, action.Escape, action.Back:
			continue
		}
		out = append(out, finder.Item{
			Kind: finder.Command, At: i, Key: "command " + string(s.ID), Label: s.Help, Also: string(s.ID), Weight: 2,
		})
	}
	return out
}

// items returns what of the collection can be found.
func (d *data) newItems() *finder.List {
	var out []finder.Item
	for i := range d.Events {
		e := &d.Events[i]
		out = append(out, finder.Item{
			Kind: finder.Event, At: i, Key: "event " + e.ID, Label: e.Title, Also: draw.Date(e.When) + " " + e.When.String(), Weight: int(10 * e.Importance),
		})
	}
	for i := range d.Articles {
		a := &d.Articles[i]
		also := a.Outlet + " " + a.Byline + " " + published(a)
		out = append(out, finder.Item{Kind: finder.Article, At: i, Key: "article " + a.ID, Label: titleOf(a), Also: also, Weight: 5})
	}
	for i, o := range d.outlets {
		if !o.Unknown {
			out = append(out, finder.Item{Kind: finder.Outlet, At: i, Key: "outlet " + o.Name, Label: o.Name, Weight: 4})
		}
	}
	return finder.NewList(out)
}

// describe returns the sign before an item and what is said at the right of it.
func (m *Model) describe(it finder.Item) (sign, right string) {
	t := m.theme
	sign = t.Dim.Render(finder.SignOf(it.Kind))
	switch it.Kind {
	case finder.Event:
		e := &m.data.Events[it.At]
		if right = draw.Date(e.When); right == "" {
			right = "undated"
		}
	case finder.Article:
		return m.data.outlets[m.data.outletOf[it.At]].Marked(), published(&m.data.Articles[it.At])
	case finder.Outlet:
		return m.data.outlets[it.At].Marked(), "only this outlet"
	case finder.Command:
		right = strings.Join(m.keys.Specs()[it.At].Labels(), " ")
	}
	return sign, right
}
