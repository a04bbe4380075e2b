package source

import (
	"bytes"
	"encoding/hex"
	"strings"
	"unicode/utf16"
)

// maxCodes is how many codes a font may explain.
const maxCodes = 1 << 17

// characters reads a table of characters, which says what the codes of a font
// mean (ISO 32000, 9.10.3), and returns the text of each code.
func characters(table []byte) map[string]string {
	m := map[string]string{}
	var (
		args []cmapString
		list *cmapString // the list that is open
	)
	for len(table) > 0 && len(m) < maxCodes {
		switch c := table[0]; {
		case c == '<' && len(table) > 1 && table[1] != '<':
			end := bytes.IndexByte(table, '>')
			if end < 0 {
				return m
			}
			s := cmapString{bytes: hexBytes(table[1:end])}
			if list != nil {
				list.list = append(list.list, s)
			} else {
				args = append(args, s)
			}
			table = table[end+1:]
		case c == '[':
			args = append(args, cmapString{})
			list = &args[len(args)-1]
			table = table[1:]
		case c == ']':
			list = nil
			table = table[1:]
		case c == '%':
			_, table, _ = bytes.Cut(table, []byte("\n"))
		case c|0x20 >= 'a' && c|0x20 <= 'z':
			n := 0
			for n < len(table) && table[n]|0x20 >= 'a' && table[n]|0x20 <= 'z' {
				n++
			}
			word := string(table[:n])
			table, list = table[n:], nil
			switch {
			case strings.HasPrefix(word, "begin"):
				args = args[:0]
			case word == "endbfchar":
				for i := 0; i+1 < len(args); i += 2 {
					m[string(args[i].bytes)] = wideText(args[i+1].bytes)
				}
			case word == "endbfrange":
				for i := 0; i+2 < len(args); i += 3 {
					characterRange(m, args[i].bytes, args[i+1].bytes, args[i+2])
				}
			}
		default:
			table = table[1:]
		}
	}
	return m
}

// cmapString is a string of a table of characters, or a list of them.
type cmapString struct {
	bytes []byte
	list  []cmapString
}

// hexBytes reads hexadecimal digits, with space between them.
func hexBytes(s []byte) []byte {
	digits := bytes.Join(bytes.Fields(s), nil)
	if len(digits)%2 == 1 {
		digits = append(digits, '0')
	}
	out := make([]byte, len(digits)/2)
	n, _ := hex.Decode(out, digits) // up to what is no digit
	return out[:n]
}

// wideText reads UTF-16 with the high byte first.
func wideText(b []byte) string {
	u := make([]uint16, len(b)/2)
	for i := range u {
		u[i] = uint16(b[2*i])<<8 | uint16(b[2*i+1])
	}
	return string(utf16.Decode(u))
}

// characterRange adds the codes from lo to hi, which differ in their last byte.
func characterRange(m map[string]string, lo, hi []byte, to cmapString) {
	if len(lo) == 0 || len(lo) != len(hi) {
		return
	}
	code := bytes.Clone(lo)
	for k := 0; k <= int(hi[len(hi)-1])-int(lo[len(lo)-1]) && len(m) < maxCodes; k++ {
		code[len(code)-1] = lo[len(lo)-1] + byte(k)
		if to.bytes == nil {
			if k < len(to.list) {
				m[string(code)] = wideText(to.list[k].bytes)
			}
			continue
		}
		if r := []rune(wideText(to.bytes)); len(r) > 0 {
			r[len(r)-1] += rune(k)
			m[string(code)] = string(r)
		}
	}
}
