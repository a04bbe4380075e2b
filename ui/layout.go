package ui

import (
	"fmt"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"github.com/kreader/kreader/ui/action"
	"github.com/kreader/kreader/ui/draw"
	"github.com/kreader/kreader/ui/status"
)

// The smallest window that shows anything, the narrowest that shows both
// panes, and the timeline's share of it, in hundredths.
const (
	minWidth, minHeight = 20, 5
	wideFrom            = 100
	usualSplit          = 38
	besidesText         = 6 // columns of the article pane that its lines do not take
	minSplit, maxSplit  = 24, 60
	splitStep           = 4
)

// layout is where everything is, worked out once for a size: rows from the
// top, -1 for what there is no room for.
type layout struct {
	w, h int
	wide bool // both panes are seen

	header, above, body, below, why, hints int
	bodyHeight                             int
	divider                                int // column of the line between the panes
}

// article is how long the lines of the article get.
func newLayout(w, h, split, article int) layout {
	l := layout{w: w, h: h, wide: w >= wideFrom, header: -1, above: -1, below: -1, why: -1, hints: -1, divider: -1}
	if l.tooSmall() {
		return l
	}
	// What goes first when there is little height: the rules, then the hints.
	l.header, l.why, l.hints = 0, h-1, -1
	l.body = 1
	switch {
	case h >= 10:
		l.above, l.body = 1, 2
		l.below, l.why, l.hints = h-3, h-2, h-1
		l.bodyHeight = h - 5
	case h >= 8:
		l.above, l.body = 1, 2
		l.why, l.hints = h-2, h-1
		l.bodyHeight = h - 4
	default:
		l.bodyHeight = h - 2
	}
	if l.wide {
		l.divider = w * split / 100
		if split == 0 { // the reader has not said: what the article has no use for is the timeline's
			l.divider = max(w*usualSplit/100, min(w-article-besidesText, w/2))
		}
	}
	return l
}

func (l *layout) tooSmall() bool { return l.w < minWidth || l.h < minHeight }

// in reports whether row y is one of the panes', and which row of them.
func (l *layout) in(y int) (int, bool) {
	return y - l.body, !l.tooSmall() && y >= l.body && y < l.body+l.bodyHeight
}

// zenLayout leaves nothing but the article and the line that says why.
func zenLayout(w, h int) layout {
	l := newLayout(w, h, 0, 0)
	if l.tooSmall() {
		return l
	}
	return layout{w: w, h: h, header: -1, above: -1, below: -1, hints: -1, divider: -1, why: h - 1, bodyHeight: h - 1}
}

// setZen shows the article alone, or everything again.
func (m *Model) setZen(on bool) {
	if on && m.sel.article < 0 {
		m.sayNone("no article is open")
		return
	}
	m.zen = on
	if on {
		m.setFocus(onArticle)
	}
	m.viewer.SetCentred(on)
	m.resize(m.layout.w, m.layout.h)
	m.follow()
}

// widenText makes the lines of the article longer or shorter.
func (m *Model) widenText(id action.ID) {
	step := 1
	if id == action.NarrowerText {
		step = -1
	}
	m.say(fmt.Sprintf("lines of %d characters", m.viewer.Widen(step)))
}

func (m *Model) resize(w, h int) {
	if m.words {
		m.layInWords()
		return
	}
	m.layout = newLayout(max(w, 0), max(h, 0), m.split, m.viewer.Widest())
	if m.zen {
		m.layout = zenLayout(max(w, 0), max(h, 0))
	}
	l := &m.layout
	if l.tooSmall() {
		return
	}
	m.timeline.SetBar(!l.wide)
	if l.wide {
		m.timeline.SetSize(l.divider, l.bodyHeight)
		m.viewer.SetSize(l.w-l.divider-1, l.bodyHeight)
	} else {
		m.timeline.SetSize(l.w, l.bodyHeight)
		m.viewer.SetSize(l.w, l.bodyHeight)
	}
	m.resizeCovers()
	m.resizeOverlay()
}

// widen gives the timeline more of the window, or less.
func (m *Model) widen(step int) {
	if !m.layout.wide {
		m.say("in a window narrower than 100 columns there is one pane at a time")
		return
	}
	now := (m.layout.divider*100 + m.layout.w - 1) / m.layout.w
	split := min(max(now+step, minSplit), maxSplit)
	if split == now {
		m.say("the timeline goes no further")
		return
	}
	m.split = split
	m.resize(m.layout.w, m.layout.h)
}

// View draws the screen: at most as wide as the window, and exactly as high.
// Blank ends of lines are left out; the renderer clears them for less.
func (m *Model) View() string {
	l := &m.layout
	if l.w <= 0 || l.h <= 0 {
		return ""
	}
	if l.tooSmall() {
		lines := make([]string, l.h)
		lines[0] = draw.Truncate("window too small: kreader needs 20 × 5", l.w, "")
		return strings.Join(lines, "\n")
	}
	lines := make([]string, l.h)
	put := func(row int, line string) {
		if row >= 0 {
			lines[row] = line
		}
	}
	if m.covers.now == uncovered {
		header, _ := m.header().Line(m.theme, l.w)
		put(l.header, m.turn(header))
		put(l.above, m.ruleAbove())
		put(l.below, m.ruleBelow())
	} else {
		put(l.header, m.turn(m.coverHeader()))
		put(l.above, status.Rule(m.theme, l.w, -1, "", ""))
		put(l.below, status.Rule(m.theme, l.w, -1, "", ""))
	}
	put(l.why, m.turn(m.why()))
	if l.hints >= 0 {
		put(l.hints, status.Hints(m.theme, l.w, m.hints(), m.following()))
	}
	m.drawPanes(lines[l.body : l.body+l.bodyHeight])
	if m.overlay != nil {
		for i := l.body; i < l.body+l.bodyHeight; i++ {
			lines[i] = m.theme.Dim.Render(ansi.Strip(lines[i]))
		}
		m.overlay.drawOn(lines, m.theme, m.turn)
	}
	m.drawPrefix(lines[l.body : l.body+l.bodyHeight])
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " ")
	}
	return strings.Join(lines, "\n")
}

// turn puts a line in the order in which it is seen, where it has letters that run
// from right to left.
func (m *Model) turn(line string) string {
	if m.logical {
		return line
	}
	return draw.Visual(line)
}

// hints returns the hints for what can be done now; q is said to go back where
// it does not quit.
func (m *Model) hints() []action.Hint {
	hints := m.keys.Hints(m.scopes()...)
	if (m.data == nil || len(m.data.Events) == 0) && m.overlay == nil && m.line == nil {
		hints = slices.DeleteFunc(hints, func(h action.Hint) bool { return slices.Contains(eventHints, h.ID) })
	}
	if (m.data == nil || len(m.data.Articles) == 0) && m.overlay == nil {
		hints = slices.DeleteFunc(hints, func(h action.Hint) bool { return h.ID == action.Search || h.ID == action.SwitchPane })
	}
	if m.overlay != nil && m.overlay.kind != helpSheet && m.overlay.kind != noteSheet {
		hints = slices.DeleteFunc(hints, func(h action.Hint) bool { return h.ID == action.Search })
	}
	for i := range hints {
		if hints[i].Word == "quit" && m.inner() != outermost {
			hints[i].Word = "back"
		}
	}
	// What leads out comes last: that is where it is looked for, and it stays longest.
	if i := slices.IndexFunc(hints, func(h action.Hint) bool { return h.ID == action.Back }); i >= 0 {
		hints = append(slices.Delete(slices.Clone(hints), i, i+1), hints[i])
	}
	return hints
}

func (m *Model) drawPanes(lines []string) {
	switch m.covers.now {
	case comparing:
		copy(lines, strings.Split(m.covers.compare.View(), "\n"))
		return
	case covering:
		for i, line := range strings.Split(m.covers.matrix.View(), "\n") {
			lines[i] = m.turn(line)
		}
		return
	}
	if !m.layout.wide {
		if m.focus == onArticle {
			copy(lines, strings.Split(m.viewer.View(), "\n"))
			return
		}
		for i, line := range strings.Split(m.timeline.View(), "\n") {
			lines[i] = m.turn(line)
		}
		return
	}
	t := m.theme
	first, last := m.timeline.Thumb() // of the scroll bar, which is the line between the panes
	left, right := m.timeline.View(), m.viewer.View()
	for i := range lines {
		var a, b string
		a, left, _ = strings.Cut(left, "\n")
		b, right, _ = strings.Cut(right, "\n")
		divider := t.Glyphs.Vertical
		if i >= first && i < last {
			divider = t.Glyphs.Thumb
		}
		lines[i] = t.Rule.Join(m.turn(a), divider) + b
	}
}

// ruleAbove draws the line under the header. In a narrow window it says which
// pane is seen and how to get to the other.
func (m *Model) ruleAbove() string {
	t := m.theme
	if m.layout.wide {
		return status.Rule(t, m.layout.w, m.layout.divider, t.Glyphs.TeeDown, "")
	}
	here, other := "timeline", "article"
	if m.focus == onArticle {
		here, other = other, here
	}
	key := ""
	if k := m.switchKey(); k != "" {
		key = t.Dim.Render(" ") + t.Key.Render(k) + t.Dim.Render(" "+other+" ")
	}
	return status.Rule(t, m.layout.w, -1, "", t.Bright.Render(" "+here+" ")+t.Rule.Render(t.Glyphs.Horizontal)+key)
}

// switchKey returns the key that goes to the other pane, as people write it.
func (m *Model) switchKey() string {
	if keys := m.keys.Keys(action.SwitchPane, action.Panes); len(keys) > 0 {
		return keys[0]
	}
	return ""
}
