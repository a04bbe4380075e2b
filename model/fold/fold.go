// Package fold takes case, accents and invisible characters off a text so that
// it can be searched, and keeps the way back to what was printed.
package fold

import (
	"bytes"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/kreader/kreader/model"
)

// Text is a text without case, accents and invisible characters, and the way
// back from it. It is what is searched.
//
// While the text is ASCII it is as long as what it was made from; for other
// texts a step is noted every stepSize bytes, and the way between is walked
// again where it is asked for.
type Text struct {
	Source string // as it was
	Bytes  []byte // folded
	steps  []step // nil when both are equally long throughout

	memo *Memo // nil while the text is ASCII
}

// Memo keeps what characters fold to: taking one apart costs a hundred times as
// much as finding it here, and matches are walked to again in every frame.
// Texts that are folded one after another may share one; it is for one goroutine.
type Memo struct {
	plane  [1 << 16]uint16 // of the basic plane; see [slow]
	others map[rune]string // of all other characters
}

// step says that the character at source[from] gave what is at text[to].
type step struct{ from, to int }

const stepSize = 1 << 10

// New folds a text.
func New(s string) *Text { return With(nil, s) }

// With is New with a memo that may have been used before; nil is one of its own.
func With(memo *Memo, s string) *Text {
	n := 0 // as far as it is ASCII
	for n < len(s) && s[n] < utf8.RuneSelf {
		n++
	}
	f := &Text{Source: s, memo: memo, Bytes: make([]byte, n, len(s)+(len(s)-n)/8)}
	for i := range f.Bytes {
		f.Bytes[i] = asciiFold[s[i]]
	}
	foldBreaks(f.Bytes)
	for mark := n; n < len(s); {
		if n >= mark {
			f.steps = append(f.steps, step{n, len(f.Bytes)})
			mark = n + stepSize
		}
		c := s[n]
		if c < utf8.RuneSelf {
			c = asciiFold[c]
			if c == '\n' && singleBreak(s, n) {
				c = ' '
			}
			f.Bytes = append(f.Bytes, c)
			n++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[n:])
		f.Bytes = f.append(f.Bytes, r)
		n += size
	}
	return f
}

// asciiFold is what ASCII folds to.
var asciiFold = func() (t [utf8.RuneSelf]byte) {
	for i := range t {
		t[i] = byte(i)
		if 'A' <= i && i <= 'Z' {
			t[i] |= 0x20
		}
	}
	t['\t'] = ' '
	return t
}()

// foldBreaks makes single line breaks spaces. Two are the end of a block, over
// which nothing matches.
func foldBreaks(text []byte) {
	for i := 0; ; i++ {
		j := bytes.IndexByte(text[i:], '\n')
		if j < 0 {
			return
		}
		if i += j; i+1 < len(text) && text[i+1] == '\n' {
			for i+1 < len(text) && text[i+1] == '\n' {
				i++
			}
			continue
		}
		text[i] = ' '
	}
}

// singleBreak reports whether the line break at i has none beside it.
func singleBreak(s string, i int) bool {
	return (i == 0 || s[i-1] != '\n') && (i+1 == len(s) || s[i+1] != '\n')
}

// Query folds what the reader types.
func Query(q string) []byte { return New(strings.TrimLeft(q, "\n")).Bytes }

// Entries of a memo that are not the one character that is left.
const (
	unknown uint16 = iota // not worked out yet
	slow                  // several
	nothing
)

// append appends what a rune folds to, which may be nothing.
func (f *Text) append(b []byte, r rune) []byte {
	if f.memo == nil {
		f.memo = new(Memo)
	}
	if r >= 1<<16 {
		return append(b, f.memo.other(r)...)
	}
	switch m := f.memo.plane[r]; m {
	case slow:
		return append(b, f.memo.other(r)...)
	case nothing:
		return b
	case unknown:
	default:
		return utf8.AppendRune(b, rune(m))
	}
	n := len(b)
	b = appendFolded(b, r)
	one, size := utf8.DecodeRune(b[n:])
	switch {
	case len(b) == n:
		f.memo.plane[r] = nothing
	case size == len(b)-n && rune(nothing) < one && one < 1<<16:
		f.memo.plane[r] = uint16(one)
	default:
		f.memo.plane[r] = slow
	}
	return b
}

func (m *Memo) other(r rune) string {
	s, ok := m.others[r]
	if !ok {
		if m.others == nil {
			m.others = map[rune]string{}
		}
		s = string(appendFolded(nil, r))
		m.others[r] = s
	}
	return s
}

// letters that people type without their stroke or as two, though Unicode does
// not take them apart.
var plainLetters = map[rune]string{
	'ß': "ss", 'ẞ': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'đ': "d", 'ð': "d", 'ł': "l", 'ħ': "h", 'ı': "i", 'ſ': "s", 'ς': "σ",
	'‘': "'", '’': "'", '‚': "'", 'ʼ': "'", 'ʻ': "'", '`': "'", '“': `"`, '”': `"`, '„': `"`, '«': `"`, '»': `"`,
	'‐': "-", '‑': "-", '‒': "-", '–': "-", '—': "-", '−': "-", '…': "...", '\u00a0': " ", '\u202f': " ", '\u2009': " ",
	'ـ': "", 'ي': "ی", 'ى': "ی", 'ك': "ک",
}

func appendFolded(b []byte, r rune) []byte {
	var buf [utf8.UTFMax]byte
	source := buf[:utf8.EncodeRune(buf[:], r)]
	for _, d := range string(norm.NFKD.Append(nil, source...)) {
		if unicode.In(d, unicode.Mn, unicode.Cf) {
			continue
		}
		d = unicode.ToLower(d)
		if s, ok := plainLetters[d]; ok {
			b = append(b, s...)
		} else {
			b = utf8.AppendRune(b, d)
		}
	}
	return b
}

// walk goes on from a step until stop says so, and returns where it is then.
func (f *Text) walk(s step, stop func(step) bool) step {
	var buf []byte
	for s.from < len(f.Source) {
		next := step{s.from + 1, s.to + 1}
		if f.Source[s.from] >= utf8.RuneSelf {
			r, n := utf8.DecodeRuneInString(f.Source[s.from:])
			buf = f.append(buf[:0], r)
			next = step{s.from + n, s.to + len(buf)}
		}
		if stop(next) {
			return s
		}
		s = next
	}
	return s
}

// ToFolded returns where the character at a byte of the source went.
func (f *Text) ToFolded(from int) int {
	i := sort.Search(len(f.steps), func(i int) bool { return f.steps[i].from > from }) - 1
	if i < 0 {
		return min(from, len(f.Bytes))
	}
	return f.walk(f.steps[i], func(next step) bool { return next.from > from }).to
}

// ToSource returns the byte of the source at which the character begins that
// gave the byte at to.
func (f *Text) ToSource(to int) int {
	i := sort.Search(len(f.steps), func(i int) bool { return f.steps[i].to > to }) - 1
	if i < 0 {
		return min(to, len(f.Source))
	}
	return f.walk(f.steps[i], func(next step) bool { return next.to > to }).from
}

// Span returns the bytes of the source that gave n bytes from to on.
func (f *Text) Span(to, n int) model.Span {
	s := model.Span{Start: f.ToSource(to), End: f.ToSource(to + n)}
	if s.End <= s.Start && s.Start < len(f.Source) { // a part of a letter that became two
		_, size := utf8.DecodeRuneInString(f.Source[s.Start:])
		s.End = s.Start + size
	}
	return s
}

// Count returns where the first matches of q begin, at most most.
func (f *Text) Count(q []byte, most int) (at []int) {
	for i := 0; len(at) < most; {
		j := bytes.Index(f.Bytes[i:], q)
		if j < 0 {
			break
		}
		at = append(at, i+j)
		i += j + len(q)
	}
	return at
}

// After returns the first match of q that begins at from or after it, or else
// the first of all.
func (f *Text) After(q []byte, from int) (at int, ok bool) {
	from = min(from, len(f.Bytes))
	if i := bytes.Index(f.Bytes[from:], q); i >= 0 {
		return from + i, true
	}
	i := bytes.Index(f.Bytes, q)
	return i, i >= 0
}

// Before returns the last match of q that ends at to or before it, or else the
// last of all.
func (f *Text) Before(q []byte, to int) (at int, ok bool) {
	if i := bytes.LastIndex(f.Bytes[:min(to, len(f.Bytes))], q); i >= 0 {
		return i, true
	}
	i := bytes.LastIndex(f.Bytes, q)
	return i, i >= 0
}
