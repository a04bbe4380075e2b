package export

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// obeyed reports whether a terminal, or the one who reads it, would be misled
// by r: the control characters C0, DEL and C1, and the format characters that
// reorder or hide text (bidirectional controls, tag characters; see Trojan
// Source, CVE-2021-42574).
func obeyed(r rune) bool {
	switch {
	case r < 0x20, 0x7f <= r && r < 0xa0:
		return true
	case r == 0x061c, r == 0x200e, r == 0x200f, 0x202a <= r && r <= 0x202e, 0x2066 <= r && r <= 0x2069:
		return true
	case r == 0x2028, r == 0x2029, r == 0xfeff, 0xe0000 <= r && r <= 0xe007f:
		return true
	}
	return false
}

// line returns s as it may stand on a line of text: characters that would be
// obeyed become U+FFFD, line breaks and tabs a space.
func line(s string) string {
	if isPlain(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\t', r == '\r':
			return ' '
		case obeyed(r):
			return utf8.RuneError
		}
		return r
	}, s)
}

// lines is line for text whose line breaks and tabs are kept.
func lines(s string) string {
	if isPlain(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if obeyed(r) && r != '\n' && r != '\t' {
			return utf8.RuneError
		}
		return r
	}, s)
}

func isPlain(s string) bool {
	for i := range len(s) {
		if s[i] < 0x20 || s[i] >= 0x7f {
			return false
		}
	}
	return true
}

// jsonSafe writes JSON to w with the characters that would be obeyed escaped.
// They can stand in strings only, so the escaped text means the same. Each
// Write must end where a character ends.
type jsonSafe struct{ w io.Writer }

// Write implements [io.Writer].
func (j jsonSafe) Write(p []byte) (int, error) {
	done := 0 // p[:done] is written
	for i := 0; i < len(p); {
		if p[i] < 0x7f { // below 0x20 only line breaks between values are left
			i++
			continue
		}
		r, n := utf8.DecodeRune(p[i:])
		if obeyed(r) {
			if _, err := j.w.Write(p[done:i]); err != nil {
				return 0, err
			}
			if _, err := io.WriteString(j.w, jsonEscape(r)); err != nil {
				return 0, err
			}
			done = i + n
		}
		i += n
	}
	if _, err := j.w.Write(p[done:]); err != nil {
		return 0, err
	}
	return len(p), nil
}

func jsonEscape(r rune) string {
	if r > 0xffff {
		r -= 0x10000
		return fmt.Sprintf(`\u%04x\u%04x`, 0xd800+r>>10, 0xdc00+r&0x3ff)
	}
	return fmt.Sprintf(`\u%04x`, r)
}
