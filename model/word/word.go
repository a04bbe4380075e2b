// Package word cuts sentences into words for the stages that look at words:
// names, mentions, events. It knows nothing of what they mean.
package word

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/kljensen/snowball/english"
	"github.com/kreader/kreader/model"
)

// Kind is what a token is.
type Kind uint8

// The kinds of token.
const (
	Word   Kind = iota // letters, with hyphens and apostrophes inside
	Number             // begins with a digit: 12, 1,200, 3.5, 5th, 2010-05
	Mark               // one character that is neither
)

// Token is a word, a number or a mark of a sentence.
type Token struct {
	model.Span        // bytes of the text; a possessive 's is left out
	Lower      string // in lower case, with a plain apostrophe and hyphen
	Kind       Kind
	Cap        bool // begins with a capital letter
	Possessive bool // 's or s' follows
}

// Tokens returns the tokens of the part of text that s names, in order.
func Tokens(text string, s model.Span) []Token {
	return AppendTokens(make([]Token, 0, s.Len()/6+1), text, s)
}

// AppendTokens appends them to out.
func AppendTokens(out []Token, text string, s model.Span) []Token {
	for i := s.Start; i < s.End; {
		if text[i] == ' ' {
			i++
			continue
		}
		if j := plainWord(text[:s.End], i); j > 0 {
			out = append(out, Token{Span: model.Span{Start: i, End: j}, Lower: strings.ToLower(text[i:j]), Cap: text[i] < 'a'})
			i = j
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:s.End])
		switch {
		case unicode.IsSpace(r):
			i += n
		case unicode.IsDigit(r):
			j := i + scanNumber(text[i:s.End])
			out = append(out, Token{Span: model.Span{Start: i, End: j}, Lower: strings.ToLower(text[i:j]), Kind: Number})
			i = j
		case unicode.IsLetter(r):
			j := i + scanWord(text[i:s.End])
			w := text[i:j]
			t := Token{Span: model.Span{Start: i, End: j}, Cap: unicode.IsUpper(r) || articled(w)}
			for _, p := range [...]string{"'s", "’s", "'S", "’S"} {
				if c, ok := strings.CutSuffix(w, p); ok && c != "" {
					w, t.Possessive, t.End = c, true, j-len(p)
					break
				}
			}
			t.Lower = lower(w)
			out = append(out, t)
			i = j
		default:
			out = append(out, Token{Span: model.Span{Start: i, End: i + n}, Lower: mark(text[i:i+n], r), Kind: Mark})
			i += n
		}
	}
	return out
}

// plainWord returns where the word that begins at i ends, if it is one of ASCII letters
// alone, as nearly all are: it takes a fraction of what others take. Else 0.
func plainWord(text string, i int) int {
	j := i
	for j < len(text) && isLetter(text[j]) {
		j++
	}
	switch {
	case j == i:
		return 0
	case j == len(text):
		return j
	}
	switch c := text[j]; {
	case c >= utf8.RuneSelf, c >= '0' && c <= '9', c == '\'', c == '-', c == '&', c == '.' && j+1 < len(text) && isLetter(text[j+1]):
		return 0 // it may go on
	}
	return j
}

var plainMarks = strings.NewReplacer("’", "'", "‐", "-", "‑", "-") // built when first used

// articled reports whether w is a name with an article before it in lower
// case: al-Haddad, d'Arc.
func articled(w string) bool {
	i := strings.IndexAny(w, "-'’")
	if i < 1 || i > 3 {
		return false
	}
	switch w[:i] {
	case "al", "el", "ad", "an", "ar", "as", "ash", "at", "az", "ul", "d", "l":
		r, _ := utf8.DecodeRuneInString(strings.TrimLeft(w[i:], "-'’"))
		return unicode.IsUpper(r)
	}
	return false
}

func lower(w string) string {
	w = strings.ToLower(w)
	if strings.ContainsAny(w, "’‐‑") {
		w = plainMarks.Replace(w)
	}
	return w
}

// mark returns the plain form of a mark, so that rules need one spelling.
func mark(s string, r rune) string {
	switch r {
	case '“', '”', '„', '«', '»', '"':
		return `"`
	case '’', '‘', '\'', '`':
		return "'"
	case '—', '–', '―', '‒':
		return "—"
	case '…':
		return "..."
	}
	return s
}

// scanWord returns the length of the word that s begins with.
func scanWord(s string) int {
	i := 0
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) || r == 0xAD {
			i += n
			continue
		}
		// U.S., a.m.: a stop between single letters belongs to the word.
		if r == '.' && i > 0 && i+2 < len(s) && isLetter(s[i+1]) && s[i+2] == '.' {
			i += 2
			continue
		}
		if r == '.' && i >= 3 && s[i-2] == '.' {
			i++
			continue
		}
		if !strings.ContainsRune("'’-‐‑&", r) || i == 0 {
			break
		}
		if next, _ := utf8.DecodeRuneInString(s[i+n:]); !unicode.IsLetter(next) && !unicode.IsDigit(next) {
			break
		}
		i += n
	}
	return i
}

func isLetter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }

// scanNumber returns the length of the number that s begins with, with what is
// written onto it ("1,200", "2010-05-04", "20th", "$5bn" after the sign).
func scanNumber(s string) int {
	i := 0
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		if unicode.IsDigit(r) || unicode.IsLetter(r) {
			i += n
			continue
		}
		if i+n < len(s) && strings.ContainsRune(".,:-/’'", r) && s[i+n] >= '0' && s[i+n] <= '9' {
			i += n
			continue
		}
		if r == '-' && i+n < len(s) && isLetter(s[i+n]) { // 33-year-old, 26-storey
			i += n
			continue
		}
		break
	}
	return i
}

// Stemmer stems words and remembers what it has stemmed. It is for one
// goroutine.
type Stemmer map[string]string

// mostStems is how many words a Stemmer remembers: those of a language that are met
// more than once.
const mostStems = 1 << 15

// idle are stemmers that nobody uses. What they remember holds for any text, and
// stemming is most of the cost of reading one.
var idle = sync.Pool{New: func() any { return Stemmer{} }}

// Borrow returns a Stemmer that may remember words of other texts. It is to be given
// back with Return.
func Borrow() Stemmer { return idle.Get().(Stemmer) }

// Return gives a Stemmer back to Borrow.
func (m Stemmer) Return() { idle.Put(m) }

// Stem returns the stem of a word in lower case (Snowball's English stemmer).
func (m Stemmer) Stem(w string) string {
	if len(w) < 4 {
		return w
	}
	if s, ok := m[w]; ok {
		return s
	}
	if len(m) >= mostStems {
		clear(m)
	}
	w = strings.Clone(w) // or it would keep the text that it is of
	s := Stem(w)
	if s == w {
		s = w
	}
	m[w] = s
	return s
}

// Stem is Stemmer.Stem for a single word, without a memory.
func Stem(w string) string {
	if len(w) < 4 {
		return w
	}
	return english.Stem(w, true)
}
