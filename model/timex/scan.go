package timex

import (
	"unicode"
	"unicode/utf8"
)

// token is a word, a number or a mark of the text.
type token struct {
	start, end int32
	bits       uint64 // its classes
	around     uint64 // its context classes
	id         uint32 // of its entry; 0 for a word the lexicon does not know, and for numbers
	num        int32  // the value of a number, whatever its class
	lit        uint16
	kind       tokenKind
	capital    bool
	glued      bool // no white space before it
	opens      bool // phrases begin with it
}

type tokenKind uint8

const (
	tWord tokenKind = iota
	tNumber
	tMark
	tStop // the end of a sentence, or a mark that no expression crosses
)

// scanner cuts text into tokens, reusing its room.
type scanner struct{ toks []token }

const (
	bOther = iota
	bSpace
	bLetter
	bDigit
	bHigh
)

var byteKind = func() (t [256]uint8) {
	for i := range t {
		switch {
		case i >= utf8.RuneSelf:
			t[i] = bHigh
		case i <= ' ' || i == 0x7f:
			t[i] = bSpace
		case i >= '0' && i <= '9':
			t[i] = bDigit
		case i >= 'a' && i <= 'z' || i >= 'A' && i <= 'Z':
			t[i] = bLetter
		}
	}
	return t
}()

// scanInto appends the tokens of text[from:to].
func (s *scanner) scanInto(x *lexicon, text string, from, to int) {
	glued := false
	for i := from; i < to; {
		switch byteKind[text[i]] {
		case bSpace:
			i++
			glued = false
		case bLetter:
			i = s.word(x, text, i, to, glued)
			glued = true
		case bDigit:
			i = s.number(x, text, i, to, glued)
			glued = true
		case bHigh:
			r, n := utf8.DecodeRuneInString(text[i:to])
			switch {
			case invisible(r):
				glued = glued && !unicode.IsSpace(r)
				i += n
			case unicode.IsLetter(r):
				i = s.word(x, text, i, to, glued)
				glued = true
			default:
				s.mark(x, r, i, i+n, text, to, glued)
				i = s.last().endInt()
				glued = true
			}
		default:
			s.mark(x, rune(text[i]), i, i+1, text, to, glued)
			i = s.last().endInt()
			glued = true
		}
	}
}

func (s *scanner) last() *token { return &s.toks[len(s.toks)-1] }
func (t *token) endInt() int    { return int(t.end) }

func (t *token) has(c class) bool {
	if c < firstContext {
		return t.bits&(1<<c) != 0
	}
	return t.around&(1<<(c-firstContext)) != 0
}

// valueAs returns the value of the token as a member of class c.
func (x *lexicon) valueAs(t *token, c class) int32 {
	if t.kind == tNumber {
		return t.num
	}
	return x.entries[t.id].value(c)
}

// invisible reports whether r separates or is not seen: no-break spaces,
// joiners, the byte order mark, direction marks.
func invisible(r rune) bool {
	switch {
	case r == 0xFEFF, r == 0x00AD, r >= 0x200B && r <= 0x200F, r >= 0x202A && r <= 0x202E, r >= 0x2060 && r <= 0x2069:
		return true
	}
	return unicode.IsSpace(r)
}

func wordEnd(text string, i, to int) int {
	for i < to {
		b := text[i]
		if byteKind[b] == bLetter {
			i++
			continue
		}
		if b < utf8.RuneSelf {
			return i
		}
		r, n := utf8.DecodeRuneInString(text[i:to])
		if !unicode.IsLetter(r) && !unicode.IsMark(r) && r != 0x00AD {
			return i
		}
		i += n
	}
	return i
}

func (s *scanner) word(x *lexicon, text string, i, to int, glued bool) int {
	j := wordEnd(text, i, to)
	if j == i+1 && j+2 < to+1 && text[j] == '.' { // a.m., p.m.
		if k := dotted(text, i, to); k > j+1 {
			if e := x.find(trimDot(text[i:k])); e != nil {
				s.push(x, e, text, i, k, glued)
				return k
			}
		}
	}
	if j < to && (byteKind[text[j]] == bDigit || text[j] == '_') { // B1900: a code, but Q3 is a quarter
		if e := x.find(text[i:min(to, j+1)]); e != nil && (j+1 >= to || !wordByte(text[j+1])) {
			s.push(x, e, text, i, j+1, glued)
			return j + 1
		}
		if e := x.find(text[i:j]); e == nil || byteKind[text[j]] != bDigit || !e.in(x.role[roleFiscal]) { // FY2013
			return s.code(x, text, i, j, to, glued)
		}
	}
	e := x.find(text[i:j])
	if e != nil && e.abbr && j < to && text[j] == '.' {
		j++
	}
	s.push(x, e, text, i, j, glued)
	return j
}

// longestDotted bounds abbreviations such as a.m. and p.m.
const longestDotted = 12

// dotted returns the end of single letters each followed by a full stop.
func dotted(text string, i, to int) int {
	to = min(to, i+longestDotted)
	for i+1 < to && byteKind[text[i]] == bLetter && text[i+1] == '.' {
		i += 2
	}
	if i < to && byteKind[text[i]] == bLetter { // p.m without the last stop
		if j := wordEnd(text, i, to); j == i+1 {
			return j
		}
	}
	return i
}

func trimDot(s string) string {
	if s[len(s)-1] == '.' {
		return s[:len(s)-1]
	}
	return s
}

func wordByte(b byte) bool { return byteKind[b] == bLetter || byteKind[b] == bDigit || b == '_' }

// code takes a run of letters and digits that is no word and no number.
func (s *scanner) code(x *lexicon, text string, i, j, to int, glued bool) int {
	for j < to && (wordByte(text[j]) || text[j] >= utf8.RuneSelf) {
		if text[j] >= utf8.RuneSelf {
			r, n := utf8.DecodeRuneInString(text[j:to])
			if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
				break
			}
			j += n
			continue
		}
		j++
	}
	if e := x.find(text[i:j]); e != nil { // 3Q
		s.push(x, e, text, i, j, glued)
		return j
	}
	s.toks = append(s.toks, token{start: int32(i), end: int32(j), kind: tWord, glued: glued})
	return j
}

func (s *scanner) push(x *lexicon, e *entry, text string, i, j int, glued bool) {
	t := token{start: int32(i), end: int32(j), glued: glued}
	b := text[i]
	t.capital = b >= 'A' && b <= 'Z'
	if b >= utf8.RuneSelf {
		r, _ := utf8.DecodeRuneInString(text[i:j])
		t.capital = unicode.IsUpper(r)
	}
	if e != nil {
		t.id, t.bits, t.around, t.lit = e.id, e.bits, e.around, e.lit
		t.opens = e.phrases != nil
		if !t.capital {
			t.bits &^= x.capital
		}
	}
	s.toks = append(s.toks, t)
}

// mark takes one character that is neither letter nor digit. An apostrophe
// takes the s, or the figures of a year, that follow it.
func (s *scanner) mark(x *lexicon, r rune, i, j int, text string, to int, glued bool) {
	t := token{start: int32(i), end: int32(j), kind: tMark, glued: glued}
	switch r {
	case '\'', 0x2019, 0x2018, 0x02BC:
		if glued && j < to && (text[j] == 's' || text[j] == 'S') && (j+1 == to || !wordByte(text[j+1])) {
			t.end = int32(j + 1)
			t.lit = x.sign[signPossessive]
			break
		}
		if !glued && j+2 <= to && byteKind[text[j]] == bDigit && byteKind[text[j+1]] == bDigit {
			k := j + 2
			n := int32(text[j]-'0')*10 + int32(text[j+1]-'0')
			switch {
			case n%10 == 0 && k < to && text[k] == 's' && (k+1 == to || !wordByte(text[k+1])):
				t = token{start: t.start, end: int32(k + 1), kind: tNumber, num: 190 + n/10, bits: 1 << cDecade}
				s.toks = append(s.toks, t)
				return
			case k == to || !wordByte(text[k]):
				year := int32(1900) + n
				if n < 30 {
					year += 100
				}
				t = token{start: t.start, end: int32(k), kind: tNumber, num: year, bits: 1 << cYear2}
				s.toks = append(s.toks, t)
				return
			}
		}
		t.lit = x.sign[signApostrophe]
	case 0xBD: // one half
		t.kind, t.num, t.bits = tNumber, 1, 1<<cFraction
	case ',':
		t.lit = x.sign[signComma]
	case '-', 0x2010, 0x2011:
		t.lit = x.sign[signHyphen]
	case 0x2012, 0x2013:
		t.lit = x.sign[signDash]
	case '/':
		t.lit = x.sign[signSlash]
	case '(':
		t.lit = x.sign[signOpen]
	case ')':
		t.lit = x.sign[signClose]
	case '.', '!', '?', ';', ':', 0x2026:
		t.kind = tStop
	}
	s.toks = append(s.toks, t)
}
