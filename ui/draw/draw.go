// Package draw has the pure functions that put cells together: measure, cut,
// pad, lay one piece over another. Lines are strings that may hold SGR
// sequences; nothing else of ANSI is expected in them, and text from outside
// has gone through [Line].
//
// Widths are those of x/ansi, which is what bubbletea's renderer cuts by, so a
// line that fits here is never cut there.
package draw

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// Width returns the number of cells that s takes. It equals
// ansi.StringWidth(s), which a fuzz test holds, and is quicker for lines of
// Latin, Greek and Cyrillic letters and the signs that screens are drawn with.
func Width(s string) int {
	w, i := 0, 0
	for i < len(s) {
		switch c := s[i]; {
		case c >= 0x20 && c < 0x7f:
			w++
			i++
		case c == 0x1b && i+1 < len(s) && s[i+1] == '[':
			n := sgr(s[i:])
			if n == 0 {
				return ansi.StringWidth(s)
			}
			i += n
		case c >= 0xc2:
			r, n := utf8.DecodeRuneInString(s[i:])
			if !single(r) {
				return ansi.StringWidth(s)
			}
			w++
			i += n
		default:
			return ansi.StringWidth(s)
		}
	}
	return w
}

// Cluster returns the first grapheme cluster of s, which has no SGR sequences,
// and the cells that it takes by [Width]: a mark with a width of its own has it
// after a letter of ASCII too, which x/ansi counts apart.
func Cluster(s string) (string, int) {
	c, w := ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
	if len(c) > 1 && c[0] < utf8.RuneSelf {
		w = ansi.StringWidth(c)
	}
	return c, w
}

// sgr returns the length of the SGR sequence that s begins with, or 0.
func sgr(s string) int {
	for i := 2; i < len(s); i++ {
		switch c := s[i]; {
		case c >= '0' && c <= '9' || c == ';' || c == ':':
		case c == 'm':
			return i + 1
		default:
			return 0
		}
	}
	return 0
}

// single reports whether r is one cell wide, joins with nothing, and is common
// enough to be worth asking. False does not mean that it is not.
func single(r rune) bool {
	switch {
	case r >= 0xa1 && r <= 0x2ff:
		return r != 0xad && r != 0xa9 && r != 0xae // soft hyphen; © and ® may be emoji
	case r >= 0x391 && r <= 0x3ff, r >= 0x400 && r <= 0x481:
		return true
	case r >= 0x2010 && r <= 0x2027: // dashes, quotes, bullet, ellipsis
		return true
	case r >= 0x2190 && r <= 0x2193: // arrows
		return true
	case r >= 0x2500 && r <= 0x259f: // box drawing, blocks
		return true
	case r == '●' || r == '▲' || r == '■' || r == '◆' || r == '▼' || r == '◇' || r == '□' || r == '△' || r == '○' || r == '▽' || r == '◐' || r == '★' || r == '☆':
		return true
	}
	return false
}

// Truncate returns s cut to at most w cells; where something is cut, tail ends
// it and is counted. A wide character that would stand half outside is left
// out whole.
func Truncate(s string, w int, tail string) string {
	if w <= 0 {
		return ""
	}
	if Width(s) <= w {
		return s
	}
	if Width(tail) > w {
		tail = ""
	}
	return ansi.Truncate(s, w, tail)
}

const blanks = "                                                                                                                                "

// Spaces returns n spaces; "" when n is not positive.
func Spaces(n int) string {
	if n <= 0 {
		return ""
	}
	if n <= len(blanks) {
		return blanks[:n]
	}
	return strings.Repeat(" ", n)
}

// PadRight returns s with spaces after it up to w cells. A wider s is
// returned as it is.
func PadRight(s string, w int) string { return s + Spaces(w-Width(s)) }

// PadLeft returns s with spaces before it up to w cells. A wider s is
// returned as it is.
func PadLeft(s string, w int) string { return Spaces(w-Width(s)) + s }

// Fit returns s cut or padded to exactly w cells.
func Fit(s string, w int) string {
	if w <= 0 {
		return ""
	}
	n := Width(s)
	if n > w {
		s = ansi.Truncate(s, w, "")
		n = Width(s)
	}
	return s + Spaces(w-n)
}

// Ends returns a line of exactly w cells with left at its left end and right
// at its right end. When they do not fit with a gap, left is cut first, and
// right is dropped when less than half the line would remain for left.
func Ends(left, right string, w int, tail string) string {
	r := Width(right)
	if r == 0 || r+1 > w/2 && Width(left)+1+r > w {
		return Fit(Truncate(left, w, tail), w)
	}
	return Fit(Truncate(left, w-r-1, tail), w-r) + right
}

// Line returns text as one line: line breaks, tabs and other control
// characters become spaces, and marks that it begins with stand on a dotted
// circle, so that they join nothing drawn before them. It is the last guard
// before text from outside is drawn; model/source has cleaned articles before.
func Line(s string) string {
	for i := range len(s) {
		if c := s[i]; c < 0x20 || c == 0x7f || c >= 0x80 {
			return based(settle(strings.Map(func(r rune) rune {
				switch {
				case r < 0x20 || r >= 0x7f && r < 0xa0 || r == 0x2028 || r == 0x2029:
					return ' '
				case r == 0xad || r >= 0x200b && r <= 0x200f || r >= 0x202a && r <= 0x202e || r >= 0x2060 && r <= 0x2069 ||
					r == 0x61c || r == 0xfeff || r >= 0xe0000 && r <= 0xe0fff: // soft hyphen, zero width, bidi controls, tags
					return -1
				}
				return r
			}, strings.ToValidUTF8(s, "\ufffd"))))
		}
	}
	return s
}

// settle replaces the characters that would join a space after them, or the
// one that a line is filled up with: a cell would be missing.
func settle(s string) string {
	if !strings.ContainsFunc(s, Prepends) {
		return s
	}
	rs := []rune(s)
	for i := len(rs) - 1; i >= 0; i-- {
		if Prepends(rs[i]) && (i+1 == len(rs) || rs[i+1] == utf8.RuneError || unicode.IsSpace(rs[i+1])) {
			rs[i] = utf8.RuneError
		}
	}
	return string(rs)
}

// based returns s with a dotted circle before it when it begins with what joins
// the character before it (UAX #29, Extend and SpacingMark).
func based(s string) string {
	if c, _ := Cluster(" " + s); len(c) > 1 {
		return "\u25cc" + s
	}
	return s
}

// joins reports whether right changes its width when it stands after left.
func joins(left, right string) bool { return Width(left+right) != Width(left)+Width(right) }

// Prepends reports whether r joins whatever follows it (UAX #29, Prepend).
func Prepends(r rune) bool {
	switch {
	case r < 0x600:
		return false
	case r <= 0x605, r == 0x6dd, r == 0x70f, 0x890 <= r && r <= 0x891, r == 0x8e2, r == 0xd4e:
		return true
	case r < 0x110bd:
		return false
	}
	switch r {
	case 0x110bd, 0x110cd, 0x111c2, 0x111c3, 0x113d1, 0x1193f, 0x11941, 0x11a3a, 0x11d46, 0x11f02:
		return true
	}
	return 0x11a84 <= r && r <= 0x11a89
}

// Lines splits text into exactly h lines of exactly w cells.
func Lines(lines []string, w, h int) string {
	var b strings.Builder
	b.Grow(h * (w + 8))
	for i := range h {
		if i > 0 {
			b.WriteByte('\n')
		}
		if i < len(lines) {
			b.WriteString(Fit(lines[i], w))
		} else {
			b.WriteString(Spaces(w))
		}
	}
	return b.String()
}

// Overlay lays box over the lines of base with its upper left corner at column
// x and row y, both from 0. What lies outside base is cut. base is changed.
func Overlay(base, box []string, x, y int) {
	for i, line := range box {
		row := y + i
		if row < 0 || row >= len(base) {
			continue
		}
		under, w := base[row], Width(base[row])
		if x >= w {
			continue
		}
		left, at := "", x
		if x < 0 {
			line = dropLeft(line, -x)
			at = 0
		} else {
			left = PadRight(ansi.Truncate(under, x, ""), x)
		}
		line = Truncate(line, w-at, "")
		end := at + Width(line)
		base[row] = join(join(left, line), dropLeft(under, end))
	}
}

// join returns left with right after it, as wide as both. A character that the
// seam would make one with its neighbour, such as the second half of a flag, is
// drawn as U+FFFD.
func join(left, right string) string {
	for i := 0; joins(left, right) && i < len(right); {
		if strings.HasPrefix(right[i:], "\x1b[") {
			i += max(1, sgr(right[i:]))
			continue
		}
		c, w := Cluster(right[i:])
		sign := Fit("\ufffd", w)
		right = right[:i] + sign + right[i+len(c):]
		i += len(sign)
	}
	return left + right
}

// dropLeft returns s without its first n cells; half of a wide character that
// is left over becomes a space.
func dropLeft(s string, n int) string {
	w := Width(s)
	if n >= w {
		return ""
	}
	for k := n; k < w; k++ {
		if right := ansi.TruncateLeft(s, k, ""); Width(right) <= w-n {
			return PadLeft(right, w-n)
		}
	}
	return Spaces(w - n)
}

// Thumb returns the first row and the number of rows of a scroll bar's thumb in
// a bar of h rows, for total rows of which h from offset are seen. n is 0 when
// all of them are.
func Thumb(h, total, offset int) (first, n int) {
	if h <= 0 || total <= h {
		return 0, 0
	}
	n = max(1, h*h/total)
	first = offset * (h - n) / (total - h)
	return min(max(first, 0), h-n), n
}

// Wrap breaks plain text at spaces into lines of at most w cells; a word that
// is longer is broken, and a character wider than w is left out. The text is a
// single paragraph.
func Wrap(s string, w int) []string {
	if w <= 0 {
		return nil
	}
	var out []string
	line, n := "", 0
	for word := range strings.FieldsSeq(s) {
		k := Width(word)
		if n > 0 && n+1+k <= w {
			line, n = line+" "+word, n+1+k
			continue
		}
		if n > 0 {
			out = append(out, line)
		}
		if k > w {
			var head string
			for head, word = split(word, w); word != ""; head, word = split(word, w) {
				if head != "" {
					out = append(out, head)
				}
			}
			word, k = head, Width(head)
		}
		line, n = word, k
	}
	if n > 0 {
		out = append(out, line)
	}
	return out
}

// split returns as many of the characters of a word as take w cells, and the
// rest of it. A character wider than w is dropped.
func split(word string, w int) (head, rest string) {
	n, i := 0, 0
	for i < len(word) {
		c, k := Cluster(word[i:])
		if n+k > w {
			if i == 0 {
				return "", word[len(c):]
			}
			break
		}
		n, i = n+k, i+len(c)
	}
	return word[:i], word[i:]
}
