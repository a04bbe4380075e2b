package ui

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/kreader/kreader/ui/action"
	"github.com/kreader/kreader/ui/draw"
)

// prefix is the keys pressed so far of a binding of several.
type prefix struct {
	keys   string    // "" when none are
	letter action.ID // the action that waits for a letter; None when none does
	shown  bool      // what may follow is on the screen
	gen    int       // counts the prefixes, so that a late tick is told from its own
}

// waits reports whether another key is to come.
func (p *prefix) waits() bool { return p.keys != "" || p.letter != action.None }

// hesitation is how long somebody must think about the next key to be shown
// what it may be: whoever knows it has pressed it by then.
const hesitation = 350 * time.Millisecond

type hesitated struct{ gen int }

// await waits for the key after those of p.
func (m *Model) await(p prefix) tea.Cmd {
	gen := m.prefix.gen + 1
	p.shown, p.gen = m.prefix.shown, gen
	m.prefix = p
	if m.words { // what may follow is told at once
		return nil
	}
	return tea.Tick(hesitation, func(time.Time) tea.Msg { return hesitated{gen} })
}

func (m *Model) hesitate(h hesitated) {
	if m.prefix.waits() && h.gen == m.prefix.gen {
		m.prefix.shown = true
	}
}

// dropPrefix forgets the keys pressed so far.
func (m *Model) dropPrefix() { m.prefix = prefix{gen: m.prefix.gen} }

// mayFollow returns what may come next, under a heading.
func (m *Model) mayFollow() (title string, next []action.Next) {
	if m.prefix.letter != action.None {
		return m.letterRows()
	}
	return action.Label(m.prefix.keys) + " " + m.theme.Glyphs.Ellipsis, m.keys.Following(m.prefix.keys, m.scopes()...)
}

// drawPrefix lays what may follow over the lower right corner of the lines.
func (m *Model) drawPrefix(lines []string) {
	if !m.prefix.shown {
		return
	}
	t := m.theme
	title, next := m.mayFollow()
	column, widest := 0, 0
	for _, n := range next {
		column = max(column, draw.Width(n.Keys))
	}
	for _, n := range next {
		widest = max(widest, column+2+draw.Width(n.Help))
	}
	inner := min(max(widest, draw.Width(title)+3)+2, m.layout.w-frame)
	side := t.Rule.Render(t.Glyphs.Vertical)
	box := []string{border(t, t.Glyphs.TopLeft, t.Glyphs.TopRight, title, t.Bright, inner)}
	for _, n := range next {
		row := " " + t.Key.Render(draw.PadRight(n.Keys, column)) + "  " + n.Help
		box = append(box, side+draw.Fit(m.turn(draw.Truncate(row, inner-1, t.Glyphs.Ellipsis)), inner)+side)
	}
	box = append(box, border(t, t.Glyphs.BottomLeft, t.Glyphs.BottomRight, "", t.Dim, inner))
	if most := len(lines); len(box) > most {
		box = box[len(box)-most:]
	}
	draw.Overlay(lines, box, m.layout.w-inner-frame, len(lines)-len(box))
}
