package viewer

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"github.com/kreader/kreader/ui/draw"
)

// replacement stands for what must not be sent to a terminal.
const replacement = "\uFFFD"

// maxRunes is how many runes of one grapheme cluster are drawn. The longest
// that mean anything (families, flags, Indic conjuncts, vocalised Arabic) have
// fewer; beyond it a letter under a thousand accents would cost a screenful of
// bytes a key.
const maxRunes = 24

// cell returns the first grapheme cluster of s, which must not be empty: its
// length in bytes, what is drawn for it, and the cells that takes. A cluster
// is as wide as bubbletea takes it to be (x/ansi), so that the line it draws
// and the line laid out here are of one width.
//
// Whatever s holds, out is free of control characters: white space becomes a
// space, tab the given string, invisible marks nothing, and everything that
// could steer a terminal or turn the direction of the text U+FFFD.
func cell(s, tab string) (n int, out string, w int) {
	if c := s[0]; c < utf8.RuneSelf && (len(s) == 1 || s[1] < utf8.RuneSelf) {
		switch {
		case ' ' <= c && c < 0x7f:
			return 1, s[:1], 1
		case c == '\t':
			return 1, tab, ansi.StringWidth(tab)
		case '\n' <= c && c <= '\r':
			return 1, " ", 1
		}
		return 1, replacement, 1
	}
	if len(s) > maxCluster {
		s = s[:runeStart(s, maxCluster)]
	}
	if r, size := utf8.DecodeRuneInString(s); r == utf8.RuneError && size <= 1 {
		return 1, replacement, 1
	}
	cluster, w := draw.Cluster(s)
	if i := invalid(cluster); i > 0 {
		cluster, w = draw.Cluster(cluster[:i])
	}
	n = len(cluster)
	if n == 0 {
		return 1, replacement, 1
	}
	if isSpace(cluster[0]) { // a white space with marks on it
		if cluster[0] == '\t' {
			return 1, tab, ansi.StringWidth(tab)
		}
		return 1, " ", 1
	}
	out, clean := printable(cluster)
	if last, _ := utf8.DecodeLastRuneInString(out); draw.Prepends(last) { // at the end of a row it would join the border
		return n, replacement, 1
	}
	if !clean {
		w = ansi.StringWidth(out)
	}
	return n, out, w
}

// invalid returns where s stops being UTF-8, -1 when it does not. The cluster
// of a byte that is none would depend on how much text follows it, so that a
// row would have another width than the text it was cut from.
func invalid(s string) int {
	for i, r := range s {
		if r == utf8.RuneError {
			if _, size := utf8.DecodeRuneInString(s[i:]); size == 1 {
				return i
			}
		}
	}
	return -1
}

// printable returns what may be drawn of a cluster, and whether that is all of
// it.
func printable(cluster string) (out string, clean bool) {
	count := 0
	for _, r := range cluster {
		if count++; count > maxRunes || fate(r) != keep {
			return reprint(cluster), false
		}
	}
	return cluster, true
}

func reprint(cluster string) string {
	var b strings.Builder
	count := 0
	for _, r := range cluster {
		switch fate(r) {
		case keep:
			b.WriteRune(r)
		case blank:
			b.WriteByte(' ')
		case drop:
			continue
		case refuse:
			b.WriteString(replacement)
		}
		if count++; count > maxRunes {
			if first, _ := utf8.DecodeRuneInString(cluster); unicode.Is(unicode.M, first) {
				return "" // the rest of a cluster that was too long
			}
			break
		}
	}
	return b.String()
}

// maxCluster is the longest cluster, in bytes; a longer one is taken for
// several.
const maxCluster = 512

type runeFate uint8

const (
	keep   runeFate = iota
	blank           // drawn as a space
	drop            // not drawn, takes no room
	refuse          // drawn as U+FFFD
)

// fate says what becomes of r on the screen. Bidirectional overrides, tag
// characters and noncharacters are shown, not obeyed: they can make a line
// read as other words than it holds (CVE-2021-42574).
func fate(r rune) runeFate {
	switch {
	case r < 0x20:
		if '\t' <= r && r <= '\r' {
			return blank
		}
		return refuse
	case r < 0x7f:
		return keep
	case r < 0xa0:
		if r == 0x85 {
			return blank
		}
		return refuse
	case r < 0x300:
		if r == 0xad { // soft hyphen: terminals do not agree on its width
			return drop
		}
		return keep
	}
	switch {
	case r == 0x61c, r == 0x200b, r == 0x200e, r == 0x200f, 0x2060 <= r && r <= 0x2064, r == 0xfeff:
		return drop
	case r == 0x2028, r == 0x2029:
		return blank
	case 0x202a <= r && r <= 0x202e, 0x2066 <= r && r <= 0x206f, 0xfff9 <= r && r <= 0xfffb, 0xe0000 <= r && r <= 0xe0fff:
		return refuse
	case r&0xfffe == 0xfffe, 0xfdd0 <= r && r <= 0xfdef:
		return refuse
	}
	return keep
}

// drawn returns s as it may be drawn on one line.
func drawn(s string) string {
	var b strings.Builder
	for len(s) > 0 {
		n, out, _ := cell(s, " ")
		b.WriteString(out)
		s = s[n:]
	}
	return b.String()
}

func isSpace(c byte) bool { return c == ' ' || '\t' <= c && c <= '\r' }

// East Asian text is broken between any two wide characters, but no line
// begins with the one or ends with the other of these (a small part of UAX #14,
// classes CL, NS, EX and OP).
const (
	noLineStart = "、。，．！？：；）」』】〉》〕］｝々ーぁぃぅぇぉっゃゅょァィゥェォッャュョ・…"
	noLineEnd   = "（「『【〈《〔［｛"
)

func mayBegin(cluster string) bool { return !strings.Contains(noLineStart, cluster) }
func mayEnd(cluster string) bool   { return !strings.Contains(noLineEnd, cluster) }

func isAlnum(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' || c >= utf8.RuneSelf
}

func isLetterAt(s string, i int) bool {
	if i >= len(s) {
		return false
	}
	if c := s[i]; c < utf8.RuneSelf {
		return 'a' <= c|0x20 && c|0x20 <= 'z'
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	return unicode.IsLetter(r)
}
