// Package status draws the lines around the panes: above them what is open and
// which outlets tell it, below them why the date is what it is and which keys
// go on from here. Each is a function from what is to be said to one line of
// exactly w cells.
package status

import (
	"strconv"
	"strings"

	"github.com/kreader/kreader/ui/action"
	"github.com/kreader/kreader/ui/draw"
	"github.com/kreader/kreader/ui/theme"
)

// Header is what the first line says.
type Header struct {
	Title   string
	Facts   string // such as "4 articles · 3 outlets"
	Outlets []theme.Outlet
	Hidden  []bool // by outlet; nil hides none
}

// Hit is where an outlet stands in the legend: cells [From, To).
type Hit struct{ From, To, Outlet int }

// Line draws the header. When there is little room, names in the legend are
// cut, then the facts go, then the names.
func (h Header) Line(t *theme.Theme, w int) (string, []Hit) {
	title := draw.Truncate(draw.Line(h.Title), max(w-2, 0), t.Glyphs.Ellipsis)
	room := w - 4 - min(draw.Width(title), w/2)
	facts := 0
	if h.Facts != "" {
		facts = 3 + draw.Width(h.Facts)
	}
	longest := 0
	switch {
	case h.size(16) <= room-facts:
		longest = 24
		for h.size(longest) > room-facts {
			longest--
		}
	case h.size(12) <= room-facts:
		longest = 12
	case h.size(10) <= room:
		longest = 24
		for h.size(longest) > room {
			longest--
		}
	}
	legend, hits, n := h.drawLegend(t, longest, room, w)
	left := " " + t.Bright.Render(draw.Truncate(title, w-2-n, t.Glyphs.Ellipsis))
	if h.Facts != "" && draw.Width(left)+facts+n+2 <= w {
		left += "   " + t.Dim.Render(h.Facts)
	}
	return draw.Fit(left, w-n) + legend, hits
}

// size returns the width of the whole legend with names of at most longest
// cells; beyond any window's when there are too many outlets to ask.
func (h Header) size(longest int) int {
	const many = 100
	if len(h.Outlets) > many {
		return 1 << 20
	}
	total := 1
	for i, o := range h.Outlets {
		if total += width(o, longest); i > 0 {
			total += gap(longest)
		}
	}
	return total
}

func gap(longest int) int {
	if longest == 0 {
		return 1
	}
	return 2
}

func width(o theme.Outlet, longest int) int {
	if longest == 0 {
		return 1
	}
	return 2 + min(draw.Width(draw.Line(o.Short)), longest)
}

func (h Header) drawLegend(t *theme.Theme, longest, room, w int) (string, []Hit, int) {
	var b strings.Builder
	var hits []Hit
	n := 0
	for i, o := range h.Outlets {
		g := 0
		if i > 0 {
			g = gap(longest)
		}
		left := len(h.Outlets) - i
		if longest == 0 && n+g+2*left > room && n+g+1+1+4 > room { // the rest as a number
			more := " +" + strconv.Itoa(left)
			if n+len(more)+1 <= room {
				t.Dim.Append(&b, more)
				n += len(more)
			}
			break
		}
		b.WriteString(draw.Spaces(g))
		n += g
		style, mark := o.Style, o.Mark
		if i < len(h.Hidden) && h.Hidden[i] {
			style, mark = t.Struck, t.Glyphs.Hidden
		}
		text := mark
		if longest > 0 {
			o.Short = draw.Line(o.Short)
			text += " " + t.ShortIn(o, longest)
		}
		style.Append(&b, text)
		k := draw.Width(text)
		hits = append(hits, Hit{n, n + k, i})
		n += k
	}
	if n == 0 {
		return "", nil, 0
	}
	n++
	for i := range hits {
		hits[i].From += w - n
		hits[i].To += w - n
	}
	return b.String() + " ", hits, n
}

// Rule draws a line across, with a joint at column at (none when negative); a
// label, if any, stands near its left end.
func Rule(t *theme.Theme, w, at int, joint, label string) string {
	h := t.Glyphs.Horizontal
	if label != "" {
		label = draw.Truncate(label, max(w-2, 0), "")
		return t.Rule.Render(h) + label + t.Rule.Render(strings.Repeat(h, max(w-1-draw.Width(label), 0)))
	}
	if at < 0 || at >= w {
		return t.Rule.Render(strings.Repeat(h, w))
	}
	return t.Rule.Render(strings.Repeat(h, at) + joint + strings.Repeat(h, w-at-1))
}

// Why is what is known of a passage: its date, the words that give it and how
// they were read.
type Why struct {
	Lead     string // such as "here:", before the date
	Date     string // "" when undated
	Inferred bool
	Title    string // of the event, where it is not to be seen elsewhere
	Says     string // the words, "" when the passage has none
	How      string
}

// Line draws why with what is said at the right end, which may be styled.
func (y Why) Line(t *theme.Theme, w int, right string) string {
	var b strings.Builder
	b.WriteByte(' ')
	date := y.Date
	if date == "" {
		date = "undated"
	}
	if y.Lead != "" {
		t.Dim.Append(&b, y.Lead+" ")
	}
	t.Bright.Append(&b, date)
	if y.Inferred {
		t.Dim.Append(&b, " (inferred)")
	}
	if y.Title != "" {
		b.WriteString(" " + draw.Line(y.Title))
	}
	if y.Says != "" || y.How != "" {
		t.Dim.Append(&b, " "+t.Glyphs.From+" ")
	}
	if y.Says != "" {
		b.WriteString(t.Glyphs.QuoteLeft + draw.Line(y.Says) + t.Glyphs.QuoteRight)
	}
	if y.How != "" {
		how := draw.Dates(draw.Line(y.How))
		if y.Says != "" {
			how = ", " + how
		}
		t.Dim.Append(&b, how)
	}
	return draw.Ends(b.String(), right, w, t.Glyphs.Ellipsis)
}

// Message draws a message, with what is said at the right end where there is room
// for both.
func Message(t *theme.Theme, w int, text, right string) string {
	if draw.Width(draw.Line(text))+draw.Width(right)+2 > w {
		right = ""
	}
	return draw.Ends(" "+draw.Line(text), right, w, t.Glyphs.Ellipsis)
}

// Prompt draws a line of input: what it is for, what is typed before and after the
// caret, and at the right end what came of it. Of a long input the part with the
// caret is what is seen.
func Prompt(t *theme.Theme, w int, label, before, after, right string) string {
	room := w - draw.Width(label) - 3 - draw.Width(right) - 1
	if room < 8 {
		right = ""
		room = w - draw.Width(label) - 4
	}
	caret, n := draw.Cluster(after)
	after = after[len(caret):]
	if n == 0 { // at the end, or on what takes no cell
		n, caret = 1, t.Accent.Render(t.Glyphs.Rail)
	} else {
		caret = t.Current.Render(caret)
	}
	room = max(room+1-n, 1) // beside the caret
	for draw.Width(before) > room {
		c, _ := draw.Cluster(before)
		before = before[len(c):]
	}
	after = draw.Truncate(after, room-draw.Width(before), "")
	return draw.Ends(" "+t.Accent.Render(label)+" "+before+caret+after, right, w, t.Glyphs.Ellipsis)
}

// Hints draws as many of the hints as fit, and state at the right end; the last
// two, which lead to the help and out, are the last to go.
func Hints(t *theme.Theme, w int, hints []action.Hint, state string) string {
	if n := draw.Width(state); n > 0 && n < w/2 {
		return Hints(t, w-n, hints, "") + t.Dim.Render(state)
	}
	const gap = 3
	size := func(h action.Hint) int { return draw.Width(h.Keys) + 1 + draw.Width(h.Word) + gap }
	last := max(len(hints)-2, 0)
	room := w - 1 + gap
	for _, h := range hints[last:] {
		room -= size(h)
	}
	var b strings.Builder
	b.WriteByte(' ')
	first := true
	put := func(h action.Hint) {
		if !first {
			b.WriteString(draw.Spaces(gap))
		}
		first = false
		t.Key.Append(&b, h.Keys)
		t.Dim.Append(&b, " "+h.Word)
	}
	for _, h := range hints[:last] {
		if room -= size(h); room < 0 {
			break
		}
		put(h)
	}
	for _, h := range hints[last:] {
		put(h)
	}
	return draw.Fit(b.String(), w)
}
