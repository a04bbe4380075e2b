package timex

import (
	"unicode/utf8"

	"github.com/kreader/kreader/model/edtf"
)

// number takes what begins with a digit at i: a number, a time of day, a date
// in figures, or a code.
func (s *scanner) number(x *lexicon, text string, i, to int, glued bool) int {
	t := token{start: int32(i), kind: tNumber, glued: glued}
	j := i
	n := 0
	for j < to && byteKind[text[j]] == bDigit {
		if n < 100000000 {
			n = n*10 + int(text[j]-'0')
		}
		j++
	}
	width := j - i
	t.num = int32(n)
	if money(text, i) {
		return s.plain(text, i, j, to, glued)
	}
	if k, ok := s.figures(x, text, i, j, to, &t); ok {
		t.end = int32(k)
		s.toks = append(s.toks, t)
		if t.bits == 1<<cISO {
			k = s.stampTime(x, text, k, to)
		}
		return k
	}
	if k, ok := x.pointClock(text, i, j, to, &t); ok {
		t.end = int32(k)
		s.toks = append(s.toks, t)
		return k
	}
	if j < to && (text[j] == ',' || text[j] == '.') && j+1 < to && byteKind[text[j+1]] == bDigit {
		return s.separated(text, i, j, to, glued)
	}
	if j < to && text[j] == '%' || j+2 < to && text[j] == 0xC2 && text[j+1] == 0xB0 { // per cent, degrees
		return s.plain(text, i, j, to, glued)
	}
	if j < to && (byteKind[text[j]] == bLetter || text[j] == '_' || text[j] >= utf8.RuneSelf) {
		if k, ok := suffixed(x, text, i, j, to, n, width, &t); ok {
			t.end = int32(k)
			s.toks = append(s.toks, t)
			return k
		}
		if k := wordEnd(text, j, to); k > j {
			if e := x.find(text[j:k]); e == nil || k-j > 3 || k < to && byteKind[text[k]] == bDigit {
				return s.code(x, text, i, j, to, glued)
			}
		}
	}
	t.bits = numberBits(n, width)
	if x.dotted && j+2 < to && text[j] == '.' && n > 0 && n < 100 && byteKind[text[j+1]] == bSpace && byteKind[text[j+2]] != bSpace {
		t.bits |= 1 << cOrdinal
		j++
	}
	t.end = int32(j)
	s.toks = append(s.toks, t)
	return j
}

// stampTime takes the time of day of a time stamp right after its date at i:
// T10:30:00Z, T10:30+01:00.
func (s *scanner) stampTime(x *lexicon, text string, i, to int) int {
	if i+2 >= to || text[i] != 'T' || byteKind[text[i+1]] != bDigit {
		return i
	}
	h, w, j := digits(text, i+1, to)
	t := token{start: int32(i), kind: tNumber, glued: true, num: int32(h)}
	k, ok := s.figures(x, text, i+1, j, to, &t)
	if w != 2 || !ok || t.bits != 1<<cClock {
		return i
	}
	if k+1 < to && text[k] == '.' && byteKind[text[k+1]] == bDigit {
		_, _, k = digits(text, k+1, to)
	}
	if k < to && (text[k] == 'Z' || text[k] == '+' || text[k] == '-') {
		for k++; k < to && (byteKind[text[k]] == bDigit || text[k] == ':'); k++ {
		}
	}
	t.end = int32(k)
	s.toks = append(s.toks, t)
	return k
}

// pointClock reads a time of day with a point, which the words after it must
// tell from other numbers: 10.30am, 7.30 Uhr.
func (x *lexicon) pointClock(text string, i, j, to int, t *token) (end int, ok bool) {
	if j+1 >= to || text[j] != '.' || j-i > 2 || t.num > 24 || byteKind[text[j+1]] != bDigit {
		return 0, false
	}
	mm, w, k := digits(text, j+1, to)
	if w != 2 || mm > 59 {
		return 0, false
	}
	next := k
	if next < to && text[next] == ' ' {
		next++
	}
	if next >= to || byteKind[text[next]] != bLetter {
		return 0, false
	}
	e := wordEnd(text, next, to)
	if e == next+1 {
		e = dotted(text, next, to)
	}
	if w := trimDot(text[next:e]); !isOf(x, w, roleHalfDay) && !isOf(x, w, roleOClock) {
		return 0, false
	}
	t.num, t.bits = t.num*60+int32(mm), 1<<cClock
	return k, true
}

// isOf reports whether w is a word of the role.
func isOf(x *lexicon, w string, r role) bool {
	e := x.find(w)
	return e != nil && e.in(x.role[r])
}

// numberBits returns the classes of a number written with width figures.
func numberBits(n, width int) uint64 {
	b := uint64(1 << cInt)
	if n >= 1 && n <= 31 && width <= 2 {
		b |= 1 << cDay
	}
	if width == 4 && n >= 1000 && n <= 2999 {
		b |= 1 << cYear
	}
	if width == 2 {
		b |= 1 << cTwo
	}
	if n <= 24 && width <= 2 {
		b |= 1 << cHour
	}
	if width == 4 && n/100 <= 24 && n%100 < 60 {
		b |= 1 << cMilitary
	}
	return b
}

// money reports whether a sign before the number at i makes it something else
// than a date: $ £ € # № § or a decimal point.
func money(text string, i int) bool {
	if i == 0 {
		return false
	}
	switch text[i-1] {
	case '$', '#', '+', '=', '&', '_', '.', '@':
		return text[i-1] != '.' || i > 1 && (byteKind[text[i-2]] == bDigit || byteKind[text[i-2]] == bSpace)
	}
	r, _ := utf8.DecodeLastRuneInString(text[:i])
	return r == '£' || r == '€' || r == '¥' || r == '№' || r == '§' || r == '₹'
}

// plain takes a number that can be no time.
func (s *scanner) plain(text string, i, j, to int, glued bool) int {
	for j < to && (byteKind[text[j]] == bDigit || (text[j] == ',' || text[j] == '.') && j+1 < to && byteKind[text[j+1]] == bDigit) {
		j++
	}
	s.toks = append(s.toks, token{start: int32(i), end: int32(j), kind: tNumber, glued: glued})
	return j
}

// separated takes 1,200 and 3.5: numbers that count but are no years.
func (s *scanner) separated(text string, i, j, to int, glued bool) int {
	n, frac := 0, 0
	k, point := i, -1
	for k < to {
		b := text[k]
		if byteKind[b] == bDigit {
			if n < 100000000 && point < 0 {
				n = n*10 + int(b-'0')
			}
			k++
			continue
		}
		if (b == ',' || b == '.') && k+1 < to && byteKind[text[k+1]] == bDigit && point < 0 {
			if b == '.' {
				point = k
			}
			k++
			continue
		}
		break
	}
	t := token{start: int32(i), end: int32(k), kind: tNumber, num: int32(n), glued: glued}
	if point < 0 {
		t.bits = 1 << cInt
	} else if text[point+1:k] == "5" {
		t.bits = 1 << cInt
		frac = 1
	}
	t.lit = 0
	if frac == 1 {
		t.capital = true // marks the half; figures have no case
	}
	if k < to && text[k] == '%' {
		t.bits = 0
	}
	s.toks = append(s.toks, t)
	return k
}

// suffixed reads 7th, 1990s, and the like: digits with letters at once.
func suffixed(x *lexicon, text string, i, j, to, n, width int, t *token) (end int, ok bool) {
	k := j
	for k < to && byteKind[text[k]] == bLetter {
		k++
	}
	if k < to && byteKind[text[k]] == bDigit {
		return 0, false
	}
	e := x.find(text[j:k])
	if e == nil {
		return 0, false
	}
	switch {
	case width == 4 && n%10 == 0 && n >= 1000 && n < 2200 && e.in(x.role[rolePlural]):
		t.num, t.bits = int32(n/10), 1<<cDecade
		if n%100 == 0 && n < 2000 { // the 1800s are a century
			t.num = -int32(n / 100)
		}
		return k, true
	case width == 2 && n%10 == 0 && n >= 20 && e.in(x.role[rolePlural]):
		t.num, t.bits = int32(190+n/10), 1<<cDecade
		return k, true
	case e.in(x.role[roleNth]) && n > 0 && n < 100:
		t.bits = 1 << cOrdinal
		if n <= 31 {
			t.bits |= 1<<cDay | 1<<cDayth
		}
		return k, true
	}
	return 0, false
}

// figures reads a date or a time of day in figures: 2021-11-07, 11/7/2021,
// 7.11.2021, 7:15, 1/2.
func (s *scanner) figures(x *lexicon, text string, i, j, to int, t *token) (end int, ok bool) {
	if j+1 >= to || byteKind[text[j+1]] != bDigit {
		return 0, false
	}
	sep := text[j]
	switch sep {
	case ':':
		return clockFigures(text, j, to, t)
	case '-', '/', '.':
	default:
		return 0, false
	}
	a, w1 := int(t.num), j-i
	b, w2, k := digits(text, j+1, to)
	if k < to && text[k] == sep && k+1 < to && byteKind[text[k+1]] == bDigit {
		c, w3, m := digits(text, k+1, to)
		if m < to && (wordByte(text[m]) && text[m] != 'T' || text[m] == sep && m+1 < to && wordByte(text[m+1])) {
			return 0, false
		}
		if d, ok := x.dayOfFigures(a, b, c, w1, w2, w3, sep); ok {
			t.num, t.bits = int32(d), 1<<cISO
			return m, true
		}
		return 0, false
	}
	if sep == '/' && a == 1 && b == 2 || sep == '/' && a == 3 && b == 4 {
		t.num, t.bits = int32(a), 1<<cFraction
		return k, true
	}
	if sep == '/' {
		if e := x.find(text[i:k]); e != nil {
			t.kind, t.id, t.bits, t.around, t.lit = tWord, e.id, e.bits, e.around, e.lit
			return k, true
		}
	}
	return 0, false
}

func digits(text string, i, to int) (n, width, end int) {
	j := i
	for j < to && byteKind[text[j]] == bDigit && j-i < 9 {
		n = n*10 + int(text[j]-'0')
		j++
	}
	return n, j - i, j
}

func (x *lexicon) dayOfFigures(a, b, c, w1, w2, w3 int, sep byte) (edtf.Day, bool) {
	y, m, d := 0, 0, 0
	switch {
	case w1 == 4 && w2 <= 2 && w3 <= 2 && (sep != '.' || w2 == 2 && w3 == 2):
		y, m, d = a, b, c
	case w1 <= 2 && w2 <= 2 && (w3 == 4 || w3 == 2 && (sep == '/' || sep == '.' && x.dotted)):
		y, m, d = c, a, b
		if x.dmy || sep == '.' {
			m, d = d, m
		}
		if m > 12 {
			m, d = d, m
		}
		if w3 == 2 {
			y += 1900
			if c < 50 {
				y += 100
			}
		}
	default:
		return 0, false
	}
	if y < 1000 || !edtf.Valid(y, m, d) {
		return 0, false
	}
	return edtf.DayOf(y, m, d), true
}

// clockFigures reads the minutes of 7:15 and skips the seconds of 7:15:30.
func clockFigures(text string, j, to int, t *token) (end int, ok bool) {
	mm, w, k := digits(text, j+1, to)
	if w != 2 || mm > 59 || t.num > 24 {
		return 0, false
	}
	if k+2 < to && text[k] == ':' && byteKind[text[k+1]] == bDigit && byteKind[text[k+2]] == bDigit {
		k += 3
	}
	if k < to && byteKind[text[k]] == bDigit {
		return 0, false
	}
	t.num, t.bits = t.num*60+int32(mm), 1<<cClock
	return k, true
}
