package source

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// dateToken is a word, a number or a mark of a text that may hold a date.
type dateToken struct {
	word       string // lower case; "" for numbers
	num        int    // numbers of up to 8 digits, else -1
	digits     int
	mark       rune
	start, end int
}

// dateTokens splits at most the first limit bytes of s.
func dateTokens(s string, limit int) []dateToken {
	var out []dateToken
	for i := 0; i < len(s) && i < limit; {
		start := i
		k, n := dateKind(s[i:])
		switch k {
		case 'd':
			value, digits := 0, 0
			for k == 'd' {
				if digits++; digits <= 8 {
					value = value*10 + digitAt(s[i:])
				}
				i += n
				k, n = dateKind(s[i:])
			}
			if digits > 8 {
				value = -1
			}
			out = append(out, dateToken{num: value, digits: digits, start: start, end: i})
		case 'w':
			for k == 'w' || k == '.' {
				i += n
				if k, n = dateKind(s[i:]); k == '.' && !abbreviates(s[:i], s[i+1:]) {
					break
				}
			}
			out = append(out, dateToken{word: lowerWord(s[start:i]), num: -1, start: start, end: i})
		case ' ':
			i += n
		default:
			i += n
			out = append(out, dateToken{mark: firstRune(s[start:]), num: -1, start: start, end: i})
		}
	}
	return out
}

// dateKind returns what s begins with, and how many bytes that takes: a digit 'd', a
// letter or what belongs to it 'w', a stop '.', a space ' ', a mark 'm', or nothing.
func dateKind(s string) (kind byte, size int) {
	if s == "" {
		return 0, 0
	}
	switch c := s[0]; {
	case c >= '0' && c <= '9':
		return 'd', 1
	case c|0x20 >= 'a' && c|0x20 <= 'z':
		return 'w', 1
	case c == ' ' || c == '\t' || c == '\n':
		return ' ', 1
	case c == '.':
		return '.', 1
	case c < utf8.RuneSelf:
		return 'm', 1
	}
	r, n := utf8.DecodeRuneInString(s)
	switch {
	case r == '\u00a0' || r == '\u202f':
		return ' ', n
	case unicode.IsDigit(r):
		return 'd', n
	case unicode.IsLetter(r) || unicode.IsMark(r):
		return 'w', n
	}
	return 'm', n
}

// digitAt returns the value of the decimal digit that s begins with, of any script.
func digitAt(s string) int {
	r := firstRune(s)
	if r < utf8.RuneSelf {
		return int(r - '0')
	}
	value := 0
	for value < 9 && unicode.IsDigit(r-1) {
		r--
		value++
	}
	return value
}

// hasDigit reports whether s has a decimal digit of any script.
func hasDigit(s string) bool {
	return strings.IndexFunc(s, unicode.IsDigit) >= 0
}

// abbreviates reports whether the stop between before and after is inside a word, as
// in the names of the months in Thai: ม.ค.
func abbreviates(before, after string) bool {
	r, _ := utf8.DecodeLastRuneInString(before)
	return unicode.Is(unicode.Thai, r) && unicode.Is(unicode.Thai, firstRune(after))
}

// lowerWord returns a word in lower case, the Turkish İ as i.
func lowerWord(w string) string {
	w = strings.ToLower(w)
	if strings.Contains(w, "i\u0307") {
		w = strings.ReplaceAll(w, "i\u0307", "i")
	}
	return w
}
