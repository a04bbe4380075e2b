package source

import (
	"slices"
	"strings"

	"github.com/kreader/kreader/model/edtf"
)

// dateLine reads a line that says nothing but when an article was published or
// updated: "9 May 2021", "Published on Tuesday, May 9th 2021 at 14:05 GMT |
// Updated: 10 May 2021". At most one of each is returned.
func dateLine(s string) (published, modified edtf.Value, ok bool) {
	published, modified, rest := headLine(s)
	if rest == "" {
		return published, modified, !published.IsZero() || !modified.IsZero()
	}
	if len(s) > 160 || !hasDigit(s) {
		return edtf.Value{}, edtf.Value{}, false
	}
	t := dateTokens(s, 160)
	if !anyDate(t) {
		return edtf.Value{}, edtf.Value{}, false
	}
	// With the words that stand around dates in other languages, which in a line
	// with something else may be part of that.
	r := lineReader{tokens: slices.DeleteFunc(t, func(k dateToken) bool { return aroundDate(k.word) }), from: -1}
	if !r.read() || r.from >= 0 {
		return edtf.Value{}, edtf.Value{}, false
	}
	return r.published, r.modified, true
}

// headLine reads the dates in a line of the head of a page, and returns what
// else it says, in one piece: "Posted by Ana Ruiz on May 9, 2021" leaves "by Ana
// Ruiz". A line without a date, or with something else in two places, is all
// rest.
func headLine(s string) (published, modified edtf.Value, rest string) {
	if len(s) > 160 || !hasDigit(s) {
		return published, modified, s
	}
	r := lineReader{tokens: dateTokens(s, 160), from: -1}
	if !anyDate(r.tokens) || !r.read() {
		return edtf.Value{}, edtf.Value{}, s
	}
	if r.from < 0 {
		return r.published, r.modified, ""
	}
	return r.published, r.modified, s[r.from:r.to]
}

// anyDate reports whether a date begins at one of the tokens.
func anyDate(t []dateToken) bool {
	for i := range t {
		if _, n := dateAt(t, i); n > 0 {
			return true
		}
	}
	return false
}

// lineReader reads a line of dates.
type lineReader struct {
	tokens              []dateToken
	published, modified edtf.Value
	updated             bool // the next date is that of a change
	from, to            int  // the rest, which begins nowhere when from is negative
	gap                 bool // the rest is over if it has begun
}

// read goes through the tokens, and reports whether they are dates and at most one
// piece of something else.
func (r *lineReader) read() bool {
	for i := 0; i < len(r.tokens); {
		n, ok := r.moment(i)
		switch {
		case !ok:
			return false
		case n > 0:
			i += n
			r.gap = true
		case !r.other(i):
			return false
		default:
			i++
		}
	}
	return !r.published.IsZero() || !r.modified.IsZero()
}

// moment reads a time of day or a date at token i, and returns how many tokens it
// takes. A third date is not ok.
func (r *lineReader) moment(i int) (n int, ok bool) {
	if n := timeAt(r.tokens, i); n > 0 {
		return n, true
	}
	v, n := dateAt(r.tokens, i)
	switch {
	case n == 0:
	case r.updated && r.modified.IsZero():
		r.modified = v
	case !r.updated && r.published.IsZero():
		r.published = v
	default:
		return n, v == r.published || v == r.modified
	}
	return n, true
}

// other takes token i, which belongs to no date, and reports whether it may stand
// where it does.
func (r *lineReader) other(i int) bool {
	k := r.tokens[i]
	filler := fillerWords[k.word] || weekdays[k.word] || zones[k.word]
	switch {
	case saysPublished(k.word):
		r.updated, r.gap = false, true
	case saysModified(k.word):
		r.updated, r.gap = true, true
	case k.mark != 0 && strings.ContainsRune(",.|:;-–—·•/()[]", k.mark):
		if k.mark == ':' && r.from >= 0 && !r.gap && r.tokens[i-1].word != "by" && r.tokens[i-1].word != "author" && r.tokens[i-1].word != "authors" {
			return false // a label of its own: "Opened: 9 May 2021"
		}
		// Inside the rest it belongs to it; at its end it parts it.
		r.gap = r.gap || r.from >= 0 && strings.ContainsRune("|·•–—", k.mark)
	case r.from < 0 && filler, r.from >= 0 && r.gap && filler:
	case r.from >= 0 && (k.word == "on" || k.word == "at" || weekdays[k.word]):
		r.gap = true
	case r.from < 0:
		r.from, r.to, r.gap = k.start, k.end, false
	case r.gap:
		return false
	default:
		r.to = k.end
	}
	return true
}

// order is that of day and month where a date is given in figures alone.
type order byte

const (
	unknownOrder order = iota
	dayBefore
	monthBefore
)

// dateIn finds the date in a short text that is there to give one, and whether
// it is called that of a change. A date of figures parted by slashes is read in the
// order given, if any.
func dateIn(s string, o order) (v edtf.Value, modified, ok bool) {
	t := dateTokens(s, 200)
	for i := 0; i < len(t); i++ {
		if i > 0 && t[i-1].digits > 0 && t[i-1].end == t[i].start {
			continue
		}
		d, n := dateAt(t, i)
		if n == 0 {
			d, n = figures(t[i:], o)
		}
		if n == 0 {
			continue
		}
		if !calledChange(t, i, n) {
			return d, false, true
		}
		if !ok {
			v, modified, ok = d, true, true
		}
		i += n - 1
	}
	return v, modified, ok
}

// calledChange reports whether the words beside the date of n tokens at i call it that
// of a change: those before it, or one right behind it or the time of day.
func calledChange(t []dateToken, i, n int) bool {
	changed := false
	for j := max(0, i-4); j < i; j++ {
		changed = changed && !saysPublished(t[j].word) || saysModified(t[j].word)
	}
	j := i + n
	for j < len(t) && (t[j].mark == '(' || t[j].mark == ')' || j > 0 && t[j-1].mark == '(') {
		j++
	}
	clock := timeAt(t, j)
	if j += clock; clock > 0 && j < len(t) && t[j].start == t[j-1].end {
		changed = changed || saysModified(t[j].word)
	}
	return changed
}

// figures reads a date that figures and the marks between them give, in an order that
// is not certain from them alone: 23.09.22, 9/23/2022, 23 | 09 | 2022.
func figures(t []dateToken, o order) (v edtf.Value, n int) {
	valid := false
	switch {
	case shortDate(t):
		v, valid = day(2000+t[4].num, t[2].num, t[0].num)
	case len(t) < 5 || !t[0].isDay() || !t[2].isDay() || t[4].digits != 4 || t[1].mark != t[3].mark:
	case t[1].mark == '|' || t[1].mark == '·' || t[1].mark == '.':
		v, valid = day(t[4].num, t[2].num, t[0].num)
	case t[1].mark != '/' && t[1].mark != '-':
	case o == dayBefore || t[0].num > 12:
		v, valid = day(t[4].num, t[2].num, t[0].num)
	case o == monthBefore || t[2].num > 12:
		v, valid = day(t[4].num, t[0].num, t[2].num)
	}
	if !valid {
		return edtf.Value{}, 0
	}
	return v, 5
}

// shortDate reports a day such as 23.09.22 at the start of t.
func shortDate(t []dateToken) bool {
	return len(t) > 4 && t[1].mark == '.' && t[3].mark == '.' && t[0].digits > 0 && t[0].digits <= 2 && t[2].digits == 2 && t[4].digits == 2 && t[1].end == t[2].start && t[4].num < 70
}

// dayLine reports a line that is a day without its year, "Friday, 9 May 14:05
// GMT", which dates nothing and is no headline.
func dayLine(s string) bool {
	if len(s) > 40 || !hasDigit(s) {
		return false
	}
	month, days := false, 0
	t := dateTokens(s, 40)
	for i := 0; i < len(t); i++ {
		if n := timeAt(t, i); n > 0 {
			i += n - 1
			continue
		}
		switch k := t[i]; {
		case months[k.word] > 0:
			month = true
		case k.num > 0 && k.digits <= 2:
			days++
		case weekdays[k.word], publishedWords[k.word], modifiedWords[k.word], k.mark == ',' || k.mark == '.' || k.mark == '|':
		default:
			return false
		}
	}
	return month && days == 1
}
