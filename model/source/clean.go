package source

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxCluster is how many combining marks and joiners may follow one base
// character. No living script needs more than four on a letter, and the
// longest emoji sequences in use have five; past that it is vandalism.
const maxCluster = 8

// plain reports of each byte whether it is an ASCII character that may reach
// the screen as it is: everything printable, line feed and tab.
var plain = func() (t [256]bool) {
	for c := 0x20; c < 0x7f; c++ {
		t[c] = true
	}
	t['\n'], t['\t'] = true, true
	return t
}()

// Clean returns s without anything that could act on a terminal or forge what
// a reader sees, and is the one gate that text from outside passes through:
// articles, titles, paths and error messages alike.
//
// What it returns is valid UTF-8 (bytes that are not become U+FFFD), has no
// control character but line feed and tab, no bidirectional control, tag or
// other invisible format character, and no more than a few combining marks on
// a character. A well-formed escape sequence goes as a whole, with the payload
// of a terminated control string; of a broken one only the control characters
// go. Every kind of line break (CR, CRLF, VT, FF, NEL, U+2028, U+2029) becomes
// a line feed. Joiners stay where a script or an emoji needs them.
//
// Clean is idempotent, linear, and returns s itself when nothing has to change.
func Clean(s string) string {
	var (
		out  []byte // what is written, once something had to change
		done int    // s[:done] is in out or dropped
		prev rune   // the last character kept
		run  int    // marks and joiners since the last base character
	)
	for i := 0; i < len(s); {
		if plain[s[i]] {
			for i++; i < len(s) && plain[s[i]]; i++ {
			}
			prev, run = rune(s[i-1]), 0
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		keep, with := true, ""
		switch {
		case r == utf8.RuneError && n == 1:
			keep, with = false, "\uFFFD"
		case r == '\u2019' || r == '\u201c' || r == '\u201d' || r >= 0xc0 && r < 0x300:
			prev, run = r, 0
		case r < 0xa0: // C0, DEL, C1
			keep = false
			n, with = control(s[i:], r, n)
		default:
			keep, with, run = judge(s[i+n:], r, prev, run)
			if keep {
				prev = r
			}
		}
		if !keep {
			if out == nil {
				out = make([]byte, 0, len(s))
			}
			out = append(append(out, s[done:i]...), with...)
			if with != "" {
				prev, run = rune(with[0]), 0
			}
			done = i + n
		}
		i += n
	}
	if done == 0 {
		return s
	}
	return string(append(out, s[done:]...))
}

// control returns how many bytes to drop at the start of s, where the control
// character r of n bytes stands, and what to put in their place.
func control(s string, r rune, n int) (int, string) {
	switch r {
	case '\r':
		if len(s) > 1 && s[1] == '\n' {
			n++
		}
		return n, "\n"
	case '\v', '\f', 0x85:
		return n, "\n"
	case 0x1b, 0x90, 0x98, 0x9b, 0x9d, 0x9e, 0x9f:
		return sequence(s, r, n), ""
	}
	return n, ""
}

// judge decides about a character outside ASCII and Latin: whether it is kept,
// what replaces it when not, and the new length of the run of marks. rest is
// what follows it.
func judge(rest string, r, prev rune, run int) (keep bool, with string, newRun int) {
	switch {
	case r == '\u2028' || r == '\u2029':
		return false, "\n", 0
	case r == '\u200c' || r == '\u200d':
		next, _ := utf8.DecodeRuneInString(rest)
		if run < maxCluster && (joining(prev) && joining(next) && unicode.IsLetter(next) ||
			r == '\u200d' && (pictograph(prev) || prev == '\ufe0f' || skinTone(prev)) && pictograph(next)) {
			return true, "", run + 1
		}
		return false, "", run
	case r == '\ufe0e' || r == '\ufe0f':
		// Text or emoji presentation, of a character that has both.
		keep = run < maxCluster && (pictograph(prev) || prev >= '#' && prev <= '9')
		return keep, "", run + 1
	case invisible(r):
		return false, "", run
	case noncharacter(r):
		return false, "\uFFFD", 0
	case unicode.In(r, unicode.Mn, unicode.Me):
		return run < maxCluster, "", run + 1
	case skinTone(r):
		return true, "", run + 1
	case prev == '\u200d':
		return true, "", run
	}
	return true, "", 0
}

// invisible reports the characters that take no room and carry no text, but
// can hide or reorder it: Unicode's format characters (Cf) except the few that
// are drawn, the variation selectors without use in running text, and the
// letters and marks that are blank by definition (Default_Ignorable_Code_Point,
// DerivedCoreProperties.txt).
func invisible(r rune) bool {
	switch {
	case r >= 0x600 && r <= 0x605, r == 0x6dd, r == 0x70f, r == 0x890, r == 0x891, r == 0x8e2, r == 0x110bd, r == 0x110cd:
		return false // Arabic, Syriac and Kaithi signs that enclose a number
	case r == 0x34f, r == 0x115f, r == 0x1160, r == 0x17b4, r == 0x17b5, r == 0x3164, r == 0xffa0, r == 0x2065:
		return true
	case r >= 0xfe00 && r <= 0xfe0d, r >= 0xfff0 && r <= 0xfff8, r >= 0xe0000 && r <= 0xe0fff:
		return true
	}
	return unicode.Is(unicode.Cf, r)
}

// noncharacter reports the 66 code points that are never assigned.
func noncharacter(r rune) bool { return r&0xfffe == 0xfffe || r >= 0xfdd0 && r <= 0xfdef }

// joining reports the letters and marks of the scripts in which a joiner or
// non-joiner changes how a word is written: Arabic to Sinhala, Myanmar, Khmer
// and Mongolian.
func joining(r rune) bool {
	return (r >= 0x600 && r <= 0xdff || r >= 0x1000 && r <= 0x109f || r >= 0x1780 && r <= 0x18af) &&
		(unicode.IsLetter(r) || unicode.IsMark(r))
}

func pictograph(r rune) bool {
	return r >= 0x1f000 && r <= 0x1faff && !skinTone(r) || r >= 0x2600 && r <= 0x27bf || r >= 0x2190 && r <= 0x23ff ||
		r >= 0x2b00 && r <= 0x2bff || r == 0xa9 || r == 0xae
}

func skinTone(r rune) bool { return r >= 0x1f3fb && r <= 0x1f3ff }

// sequence returns the length of the control sequence or control string (ECMA-48
// 5.4 and 5.6) that the introducer r, n bytes long, begins at the start of s.
// When it is not complete, that is the length of the introducer alone, so that
// the rest stays visible as text.
func sequence(s string, r rune, n int) int {
	i := n
	if r == 0x1b {
		if len(s) < 2 {
			return n
		}
		switch c := s[1]; {
		case c == '[':
			i, r = 2, 0x9b
		case c == ']' || c == 'P' || c == 'X' || c == '^' || c == '_':
			i, r = 2, 0x9d
		case c >= 0x20 && c <= 0x7e: // nF: intermediates and a final byte; the others: one byte
			for i < len(s) && s[i] >= 0x20 && s[i] <= 0x2f {
				i++
			}
			if i < len(s) && s[i] >= 0x30 && s[i] <= 0x7e {
				return i + 1
			}
			return n
		default:
			return n
		}
	}
	if r == 0x9b {
		for i < len(s) && s[i] >= 0x20 && s[i] <= 0x3f {
			i++
		}
		if i < len(s) && s[i] >= 0x40 && s[i] <= 0x7e {
			return i + 1
		}
		return n
	}
	// A string runs to ST or BEL. Any other control character breaks it off, as
	// a line break does: text of the next line is never swallowed.
	for ; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\a':
			return i + 1
		case c == 0x1b:
			if i+1 < len(s) && s[i+1] == '\\' {
				return i + 2
			}
			return n
		case c == 0xc2 && i+1 < len(s) && s[i+1] == 0x9c:
			return i + 2
		case c == 0xc2 && i+1 < len(s) && s[i+1] < 0xa0, c < 0x20, c == 0x7f:
			return n
		}
	}
	return n
}

// Line returns s cleaned and on one line: space of every kind is folded to
// single spaces, and none is left at the ends.
func Line(s string) string {
	s = Clean(s)
	folded := true
	for i := 0; i < len(s); i++ {
		if c := s[i]; c == '\n' || c == '\t' || c == ' ' && (i == 0 || i == len(s)-1 || s[i+1] == ' ') || c >= 0x80 {
			folded = false
			break
		}
	}
	if folded {
		return s
	}
	return strings.Join(strings.Fields(s), " ")
}

// Visible returns a path or another name on one line, with each control or
// hidden character spelt out, such as \x1b or \u202e, so that two names that
// differ look different.
func Visible(s string) string {
	if Clean(s) == s && !strings.ContainsAny(s, "\n\t") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		c := s[i : i+n]
		switch {
		case r == utf8.RuneError && n == 1 || r < 0x20 || r == 0x7f:
			b.WriteString(hexEscape('x', uint32(s[i]), 2))
		case r < 0xa0 && r >= 0x80 || r >= 0xa0 && r <= 0xffff && Clean(c) != c:
			b.WriteString(hexEscape('u', uint32(r), 4))
		case r > 0xffff && Clean(c) != c:
			b.WriteString(hexEscape('U', uint32(r), 8))
		default:
			b.WriteString(c)
		}
		i += n
	}
	return Clean(b.String())
}

func hexEscape(kind byte, v uint32, digits int) string {
	out := []byte{'\\', kind}
	for d := digits - 1; d >= 0; d-- {
		out = append(out, "0123456789abcdef"[v>>(4*d)&0xf])
	}
	return string(out)
}
