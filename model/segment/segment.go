// Package segment finds the boundaries of sentences.
//
// Boundaries are those of UAX #29, which knows scripts but no words, with the
// ones taken back that an abbreviation, an initial or a quotation inside a
// sentence caused. A sentence that ends in a number is never joined to the
// next: in a text about events that is where the dates are.
package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/sentences"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/lang"
)

// Sentences splits the part of text that within names into sentences and
// returns their spans (bytes of text) in order, without the space around them.
// The spans do not overlap, and what lies between them is only space. It never
// fails; text without an end is one sentence.
func Sentences(text string, within model.Span, l *lang.Language) []model.Span {
	s := within.Of(text)
	r := rulesFor(l)
	out := make([]model.Span, 0, 1+strings.Count(s, ". "))
	it := sentences.FromString(s)
	for it.Next() {
		from, to := trim(s, it.Start(), it.End())
		if from == to {
			continue
		}
		if n := len(out); n > 0 {
			last := &out[n-1]
			if q := strayQuote(s[last.Start:from], s[from:to]); q > 0 {
				last.End = from + q
				if from, to = trim(s, last.End, to); from == to {
					continue
				}
			}
			between := s[last.End:from]
			if strings.IndexByte(between, '\n') < 0 && r.joins(s[last.Start:last.End], s[from:]) {
				last.End = to
				continue
			}
		}
		out = append(out, model.Span{Start: from, End: to})
	}
	for i := range out {
		out[i].Start += within.Start
		out[i].End += within.Start
	}
	return out
}

// strayQuote returns the length of a closing quote or bracket at the start of s
// that a space parts from the sentence before it, as tokenised text has it. A
// straight quote closes when one is open.
func strayQuote(before, s string) int {
	r, n := utf8.DecodeRuneInString(s)
	switch r {
	case '"':
		if strings.Count(before[max(0, len(before)-2000):], `"`)%2 == 0 {
			return 0
		}
	case '”', '’', '»', ')', ']':
	default:
		return 0
	}
	if c, _ := utf8.DecodeRuneInString(s[n:]); n == len(s) || unicode.IsSpace(c) {
		return n
	}
	return 0
}

// trim returns the bounds of s[from:to] without the space at its ends.
func trim(s string, from, to int) (int, int) {
	for from < to {
		r, n := utf8.DecodeRuneInString(s[from:to])
		if !unicode.IsSpace(r) {
			break
		}
		from += n
	}
	for from < to {
		r, n := utf8.DecodeLastRuneInString(s[from:to])
		if !unicode.IsSpace(r) {
			break
		}
		to -= n
	}
	return from, to
}

// joins reports whether the boundary between left and what begins right is none
// after all. It looks at a few words on either side only.
func (r *rules) joins(left, right string) bool {
	right = right[:min(len(right), 160)]
	next := strings.TrimLeft(right, "\"“”'‘’«»([")
	c, _ := utf8.DecodeRuneInString(next)
	if !strings.ContainsFunc(right, letterOrDigit) && !strings.ContainsFunc(firstWord(right), letterOrDigit) {
		return true // closing quotes, an ornament
	}
	if unicode.IsLower(c) {
		return true
	}
	word := lastWord(left)
	first := firstWord(next)
	bare := strings.TrimRightFunc(first, func(c rune) bool { return !letterOrDigit(c) })
	if name, ok := strings.CutSuffix(word, "."); ok {
		if name == left[:len(left)-1] && numeral(name) {
			return true // "3." as the number of what follows
		}
		switch r.abbreviations[strings.ToLower(name)] {
		case always:
			return true
		case inName:
			return !r.openers[bare]
		case beforeNumber:
			return unicode.IsDigit(c)
		}
		if initial(name) {
			return !r.openers[bare]
		}
		return false
	}
	if n := len(word); n > 0 && word[n-1] == '!' && r.afterShout[bare] {
		return true
	}
	return quoteEnds(left) && r.reported(next)
}

func letterOrDigit(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }

// lastWord returns the end of s from its last space, without opening brackets
// and quotes.
func lastWord(s string) string {
	tail := s[max(0, len(s)-40):]
	if i := strings.LastIndexFunc(tail, unicode.IsSpace); i >= 0 {
		tail = tail[i:]
	}
	return strings.TrimLeft(strings.TrimSpace(tail), "(\"“‘'[«")
}

func firstWord(s string) string {
	if i := strings.IndexFunc(s, unicode.IsSpace); i >= 0 {
		return s[:i]
	}
	return s
}

// numeral reports a whole number of up to three digits.
func numeral(s string) bool {
	return len(s) > 0 && len(s) <= 3 && strings.Trim(s, "0123456789") == ""
}

// initial reports a single capital, or several with stops between, as in J.R.
func initial(s string) bool {
	for part := range strings.SplitSeq(s, ".") {
		c, n := utf8.DecodeRuneInString(part)
		if n == 0 || n != len(part) || !unicode.IsUpper(c) {
			return false
		}
	}
	return s != ""
}

// quoteEnds reports whether s ends with a quotation that asks or exclaims.
func quoteEnds(s string) bool {
	t := strings.TrimRight(s, "\"”’'»")
	return t != s && (strings.HasSuffix(t, "?") || strings.HasSuffix(t, "!"))
}

// reported reports whether s begins with up to three capitalised words, or a
// pronoun, and then a verb of saying, as "Ana Ruiz asked".
func (r *rules) reported(s string) bool {
	for i, w := range strings.Fields(s[:min(len(s), 80)]) {
		if i > 0 && r.saying[strings.TrimRight(w, ".,;:")] {
			return true
		}
		if c, _ := utf8.DecodeRuneInString(w); i == 3 || !unicode.IsUpper(c) {
			return false
		}
	}
	return false
}
