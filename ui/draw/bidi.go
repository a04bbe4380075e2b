package draw

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"golang.org/x/text/unicode/bidi"
)

// Text that is written from right to left is put in the order in which it is seen
// (UAX #9), a row at a time, after it has been laid out: terminals draw characters
// from left to right. Directions are worked out by x/text; nothing that an outlet
// wrote embeds, overrides or isolates: those characters count as spaces.

// Piece is a part of a text, bytes [Start, End), that is drawn in one direction.
type Piece struct {
	Start, End int
	Back       bool // its characters are drawn from the last to the first
}

// Turns reports whether s has a character that is written from right to left.
func Turns(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c < 0xd6 || c == 0xe2 { // below Hebrew; punctuation, box drawing, signs
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if r >= 0x590 {
			p, _ := bidi.LookupRune(r)
			if c := p.Class(); c == bidi.R || c == bidi.AL || c == bidi.AN {
				return true
			}
		}
		i += n - 1
	}
	return false
}

// mostStrong is how many bytes are looked through for the direction of a paragraph.
const mostStrong = 4 << 10

// RightToLeft reports whether a paragraph is written from right to left: its first
// letter is (rules P2 and P3).
func RightToLeft(paragraph string) bool {
	for i, r := range paragraph {
		if i > mostStrong {
			break
		}
		p, _ := bidi.LookupRune(r)
		switch p.Class() {
		case bidi.L:
			return false
		case bidi.R, bidi.AL:
			return true
		}
	}
	return false
}

// Order returns the pieces of text[from:to], a row of a paragraph, from left to
// right. What stands before and after the row decides with it; rtl is the direction
// of the paragraph.
func Order(text string, from, to int, rtl bool) []Piece {
	at, classes, levels := levels(text, rtl)
	first, last := 0, len(classes)
	for first < last && at[first] < from {
		first++
	}
	for last > first && at[last-1] >= to {
		last--
	}
	base := uint8(0)
	if rtl {
		base = 1
	}
	for i := last - 1; i >= first && (classes[i] == bidi.WS || classes[i] == bidi.S); i-- { // rule L1
		levels[i] = base
	}
	var out []Piece
	var depth []uint8
	for i := first; i < last; i++ {
		end := to
		if i+1 < last {
			end = at[i+1]
		}
		if n := len(out); n > 0 && depth[n-1] == levels[i] {
			out[n-1].End = end
			continue
		}
		out = append(out, Piece{at[i], end, levels[i]%2 == 1})
		depth = append(depth, levels[i])
	}
	for level := uint8(2); level > 0; level-- { // rule L2
		for i := 0; i < len(out); i++ {
			j := i
			for j < len(out) && depth[j] >= level {
				j++
			}
			if j > i {
				slices.Reverse(out[i:j])
				slices.Reverse(depth[i:j])
				i = j
			}
		}
	}
	return out
}

// levels returns, for each character of a text, where it begins, its class and its
// embedding level: 0 to 2, because nothing is embedded.
func levels(text string, rtl bool) (at []int, classes []bidi.Class, levels []uint8) {
	var plain []rune
	for i, r := range text {
		p, _ := bidi.LookupRune(r)
		c := p.Class()
		switch c {
		case bidi.L, bidi.R, bidi.EN, bidi.ES, bidi.ET, bidi.AN, bidi.CS, bidi.S, bidi.WS, bidi.ON, bidi.BN, bidi.NSM, bidi.AL:
		default: // ends a paragraph, or steers
			r, c = ' ', bidi.WS
		}
		at, classes = append(at, i), append(classes, c)
		plain = append(plain, r)
	}
	pairBrackets(plain, classes, rtl)
	levels = make([]uint8, len(classes))
	var p bidi.Paragraph
	direction := bidi.LeftToRight
	if rtl {
		direction = bidi.RightToLeft
	}
	skip := 0
	if !rtl { // the direction of the paragraph, for x/text
		skip = 1
		plain = append([]rune{leftMark}, plain...)
	}
	p.SetString(string(plain), bidi.DefaultDirection(direction))
	o, err := p.Order()
	if err != nil || len(classes) == 0 {
		return at, classes, levels
	}
	for i := range o.NumRuns() {
		run := o.Run(i)
		start, last := run.Pos()
		start, end := max(start-skip, 0), min(last+1-skip, len(levels))
		switch back := run.Direction() == bidi.RightToLeft; {
		case back:
			fill(levels[start:end], 1)
		case rtl:
			fill(levels[start:end], 2)
		default:
			numbers(classes, levels, start, end)
		}
	}
	return at, classes, levels
}

// leftMark and rightMark have a direction, and no width.
const (
	leftMark  = '\u200e'
	rightMark = '\u200f'
)

// pairBrackets puts marks in place of brackets that have the direction of what they
// enclose or follow (rule N0): x/text pairs an opening bracket with no other
// character than itself.
func pairBrackets(text []rune, classes []bidi.Class, rtl bool) {
	base, opposite := bidi.L, bidi.R
	if rtl {
		base, opposite = bidi.R, bidi.L
	}
	// The directions of letters and numbers; other characters have none.
	strong := make([]bidi.Class, len(text))
	last := base
	var open []int
	var pairs [][2]int
	for i, c := range classes {
		strong[i] = bidi.ON
		switch c {
		case bidi.L:
			last, strong[i] = bidi.L, bidi.L
		case bidi.R, bidi.AL:
			last, strong[i] = bidi.R, bidi.R
		case bidi.AN:
			strong[i] = bidi.R
		case bidi.EN:
			strong[i] = last
		}
		p, _ := bidi.LookupRune(text[i])
		switch {
		case !p.IsBracket():
		case p.IsOpeningBracket():
			open = append(open, i)
		default:
			other := Mirror(string(text[i]))
			for k := len(open) - 1; k >= 0; k-- {
				if string(text[open[k]]) == other {
					pairs = append(pairs, [2]int{open[k], i})
					open = open[:k]
					break
				}
			}
		}
	}
	slices.SortFunc(pairs, func(a, b [2]int) int { return a[0] - b[0] })
	for _, pair := range pairs {
		within := strong[pair[0]+1 : pair[1]]
		to := base
		switch {
		case slices.Contains(within, base):
		case !slices.Contains(within, opposite):
			continue
		default:
			before := pair[0] - 1
			for before >= 0 && strong[before] == bidi.ON {
				before--
			}
			if before >= 0 {
				to = strong[before]
			}
		}
		for _, i := range pair {
			strong[i] = to
			text[i] = map[bidi.Class]rune{bidi.L: leftMark, bidi.R: rightMark}[to]
		}
	}
}

func fill(levels []uint8, level uint8) {
	for i := range levels {
		levels[i] = level
	}
}

// numbers raises the numbers at either end of a run that is drawn from left to
// right in a paragraph that is: those that belong to what is written from right to
// left beside them (rules W2, W4, W5, I1). x/text tells only the direction.
func numbers(classes []bidi.Class, levels []uint8, start, end int) {
	if start > 0 {
		arabic := false
		for i := start - 1; i >= 0; i-- {
			if c := classes[i]; c == bidi.AL || c == bidi.R || c == bidi.L {
				arabic = c == bidi.AL
				break
			}
		}
		last := start
	prefix:
		for i := start; i < end; i++ {
			switch classes[i] {
			case bidi.EN, bidi.AN:
				last = i + 1
			case bidi.ES, bidi.CS, bidi.ET, bidi.NSM, bidi.BN:
			default:
				break prefix
			}
		}
		for last > start && last < end && (classes[last] == bidi.NSM || classes[last] == bidi.ET && !arabic) {
			last++
		}
		fill(levels[start:last], 2)
	}
	if end < len(classes) {
		for i := end - 1; i >= start && (classes[i] == bidi.AN || classes[i] == bidi.CS || classes[i] == bidi.NSM); i-- {
			if classes[i] == bidi.AN {
				fill(levels[i:end], 2)
			}
		}
	}
}

// mirrored are the signs, beside brackets, that are drawn the other way round in
// text that runs from right to left.
var mirrored = map[string]string{"<": ">", ">": "<", "«": "»", "»": "«", "‹": "›", "›": "‹", "≤": "≥", "≥": "≤"}

// Mirror returns how a character is drawn in a piece that is drawn backwards
// (rule L4).
func Mirror(cluster string) string {
	if m, ok := mirrored[cluster]; ok {
		return m
	}
	if len(cluster) <= utf8.UTFMax {
		if r, n := utf8.DecodeRuneInString(cluster); n == len(cluster) {
			if p, _ := bidi.LookupRune(r); p.IsBracket() {
				return bidi.ReverseString(cluster)
			}
		}
	}
	return cluster
}

// Visual returns a line of the screen, which may be styled, in the order in which
// it is seen. What stands between rules, or two spaces apart, keeps its place.
func Visual(line string) string {
	if !Turns(line) {
		return line
	}
	var b strings.Builder
	cells := cellsOf(line)
	for len(cells) > 0 {
		n := column(cells)
		writeCells(&b, inOrder(cells[:n]))
		cells = cells[n:]
	}
	if out := b.String(); ansi.StringWidth(out) == ansi.StringWidth(line) {
		return out
	}
	return line // characters that joined would have moved the columns
}

// styled is a character and the sequences that style it.
type styled struct{ text, style string }

func cellsOf(line string) (out []styled) {
	style := ""
	for i := 0; i < len(line); {
		if line[i] == 0x1b && i+1 < len(line) && line[i+1] == '[' {
			if n := sgr(line[i:]); n > 0 {
				if seq := line[i : i+n]; seq == "\x1b[0m" || seq == "\x1b[m" {
					style = ""
				} else {
					style += seq
				}
				i += n
				continue
			}
		}
		c, _ := ansi.FirstGraphemeCluster(line[i:], ansi.GraphemeWidth)
		if j := strings.IndexByte(c, 0x1b); j > 0 {
			c = c[:j]
		}
		if c == "" {
			c = line[i : i+1]
		}
		out = append(out, styled{c, style})
		i += len(c)
	}
	return out
}

// column returns how many cells belong together at the beginning of a line: up to a
// rule, or to two spaces.
func column(cells []styled) int {
	apart := func(i int) bool {
		r, _ := utf8.DecodeRuneInString(cells[i].text)
		return r >= 0x2500 && r <= 0x259f || cells[i].text == " " && i+1 < len(cells) && cells[i+1].text == " "
	}
	if apart(0) {
		return 1
	}
	for i := 1; i < len(cells); i++ {
		if apart(i) {
			return i
		}
	}
	return len(cells)
}

func inOrder(cells []styled) []styled {
	var text strings.Builder
	from := make(map[int]int, len(cells)) // byte → cell
	for i, c := range cells {
		from[text.Len()] = i
		text.WriteString(c.text)
	}
	s := text.String()
	if !Turns(s) {
		return cells
	}
	from[len(s)] = len(cells)
	var out []styled
	for _, p := range Order(s, 0, len(s), false) {
		var piece []styled
		for at := p.Start; at < p.End; at++ {
			if i, begins := from[at]; begins {
				piece = append(piece, cells[i])
			}
		}
		if p.Back {
			slices.Reverse(piece)
			for i := range piece {
				piece[i].text = Mirror(piece[i].text)
			}
		}
		out = append(out, piece...)
	}
	return out
}

func writeCells(b *strings.Builder, cells []styled) {
	style := ""
	for _, c := range cells {
		if c.style != style {
			if style != "" {
				b.WriteString("\x1b[0m")
			}
			style = c.style
			b.WriteString(style)
		}
		b.WriteString(c.text)
	}
	if style != "" {
		b.WriteString("\x1b[0m")
	}
}
