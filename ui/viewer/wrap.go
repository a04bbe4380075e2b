package viewer

import (
	"strings"
	"unicode/utf8"
)

// wrapper breaks text into rows.
type wrapper struct {
	width int    // cells, at least 1
	tab   string // what a tab is drawn as
	hard  bool   // break at the width alone, as code is
}

// maxRowBytes bounds the bytes of one row: text that takes no room (a million
// joiners) must not gather on one line.
func (w wrapper) maxRowBytes() int { return 64*w.width + 256 }

// row returns the row of text that begins at start, where text ends at end:
// the end of what it shows, and where the next row begins. next > start unless
// start == end. Between shown and next there is white space only, and no row
// but the first of a block begins with white space that a break left over.
//
// Rows are filled greedily. They break after white space, after a hyphen or a
// dash inside a word, and beside wide characters; a word that is longer than a
// row is broken where the row is full.
func (w wrapper) row(text string, start, end int) (shown, next int) {
	var (
		i, col            = start, 0
		breakEnd, breakAt = -1, -1 // the last place to break: end of the row, start of the next
		inSpace, prevWide = false, false
		limit             = min(end, start+w.maxRowBytes())
		upTo              = text[:end]
		prevMayEnd, soft  = true, !w.hard
	)
	for i < limit {
		c := text[i]
		if ' ' < c && c < 0x7f && (i+1 == end || text[i+1] < utf8.RuneSelf) { // the common case
			if col >= w.width {
				return w.full(text, start, i, breakEnd, breakAt)
			}
			i, col = i+1, col+1
			inSpace, prevWide = false, false
			if c == '-' && soft && i-2 >= start && isAlnum(text[i-2]) && isLetterAt(upTo, i) {
				breakEnd, breakAt = i, i
			}
			continue
		}
		if isSpace(c) {
			if soft && !inSpace {
				breakEnd = i
			}
			_, _, cw := cell(upTo[i:], w.tab)
			if w.hard && col+cw > w.width && i > start {
				return i, i
			}
			// Spaces at the end of a row hang over its edge and are not shown.
			i, col = i+1, col+cw
			if soft {
				breakAt = i
			}
			inSpace, prevWide = true, false
			continue
		}
		n, out, cw := cell(upTo[i:], w.tab)
		wide := cw == 2
		if soft && i > start && !inSpace && (wide || prevWide) && prevMayEnd && mayBegin(out) && cw > 0 {
			breakEnd, breakAt = i, i
		}
		if out != "" && col+cw > w.width && i > start {
			return w.full(text, start, i, breakEnd, breakAt)
		}
		zeroWidthSpace := out == "" && !inSpace && strings.HasPrefix(upTo[i:], "\u200b")
		i, col = i+n, col+cw
		if out != "" {
			inSpace = false
		}
		if cw > 0 {
			prevWide, prevMayEnd = wide, !wide || mayEnd(out)
		}
		if soft && (zeroWidthSpace || (out == "—" || out == "–") && isLetterAt(upTo, i)) {
			breakEnd, breakAt = i, i
		}
	}
	if i < end { // more bytes than a row may have
		return w.full(text, start, i, breakEnd, breakAt)
	}
	if inSpace && soft {
		return breakEnd, end
	}
	return end, end
}

// full ends a row that has no room for what is at i.
func (w wrapper) full(text string, start, i, breakEnd, breakAt int) (shown, next int) {
	if breakAt > start {
		return breakEnd, breakAt
	}
	return i, i
}
