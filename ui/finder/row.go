package finder

import (
	"strings"

	"github.com/kreader/kreader/ui/draw"
	"github.com/kreader/kreader/ui/theme"
)

// Row draws what was found in exactly w cells: a sign, which may be styled, the label with what matched set off, and what is said at the right
// end.
func Row(t *theme.Theme, f Found, sign, right string, w int, cursor bool) string {
	if right != "" {
		right = "  " + draw.Line(right)
		if draw.Width(right) > w/2 {
			right = draw.Truncate(right, w/2, t.Glyphs.Ellipsis)
		}
	}
	room := w - draw.Width(sign) - 1 - draw.Width(right)
	label := draw.Line(f.Label)
	if label != f.Label { // its characters are no longer those that were counted
		f.Hits = nil
	}
	style := t.Text
	if cursor {
		style = t.Bright
	}
	label = draw.Truncate(paint(label, f.Hits, style, t.Accent), room, t.Glyphs.Ellipsis)
	return draw.Fit(sign+" "+label+draw.Spaces(room-draw.Width(label))+t.Dim.Render(right), w)
}

// paint renders the runes of s whose indexes are in hits in one style and the
// others in another.
func paint(s string, hits []int, rest, hit theme.Style) string {
	var b strings.Builder
	from, n, in := 0, 0, false
	flush := func(to int) {
		style := rest
		if in {
			style = hit
		}
		style.Append(&b, s[from:to])
		from = to
	}
	for i := range s {
		is := len(hits) > 0 && hits[0] == n
		if is {
			hits = hits[1:]
		}
		if is != in {
			flush(i)
			in = is
		}
		n++
	}
	flush(len(s))
	return b.String()
}
