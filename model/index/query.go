package index

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/kreader/kreader/model/edtf"
	"github.com/kreader/kreader/model/fold"
)

// Query is what is searched for. A paragraph matches when it has all the terms
// and none of those that are excluded, in an article that passes the filters.
type Query struct {
	Terms   []Term
	Outlets []string // any of these is in the name of the outlet, case and accents aside
	Without []string // and none of these
	Events  []string // any of these is in the title of an event that the passage tells
	Apart   []string // and none of these
	After   edtf.Value
	Before  edtf.Value // both are days of publication, their ends included; zero is no bound
}

// Term is a word, or several that follow each other.
type Term struct {
	Words []string // folded, not empty
	// Whole reports that the last word ends where the term does; otherwise it
	// may go on: "bridg" finds "bridges".
	Whole bool
	Not   bool
}

// The words that begin a filter.
const (
	outletFilter = "outlet:"
	afterFilter  = "after:"
	beforeFilter = "before:"
	eventFilter  = "event:"
)

// ParseQuery reads what a reader types:
//
//	crack pier            paragraphs with both, in any spelling of a name
//	"northern pier"       these words, next to each other
//	-tram  -"no comment"  not these
//	outlet:courier  outlet:"Harbour Post"  -outlet:review
//	after:2017  before:2019-03  after:2019-03-11
//	event:flood  event:"bridge closed"  -event:election
//
// It never fails: problems says, a line each, which filters were not understood
// and are not heeded.
func ParseQuery(text string) (q Query, problems []string) {
	for _, p := range pieces(text) {
		not := strings.HasPrefix(p.text, "-") && len(p.text) > 1 && !p.quoted
		word := p.text
		if not {
			word = word[1:]
		}
		lower := strings.ToLower(word)
		switch {
		case p.quoted:
			q.add(Term{Words: words(p.text), Whole: p.closed, Not: p.not})
		case strings.HasPrefix(lower, outletFilter):
			either(not, &q.Outlets, &q.Without, word[len(outletFilter):])
		case strings.HasPrefix(lower, eventFilter):
			either(not, &q.Events, &q.Apart, word[len(eventFilter):])
		case strings.HasPrefix(lower, afterFilter):
			q.After = bound(word[len(afterFilter):], q.After, &problems)
		case strings.HasPrefix(lower, beforeFilter):
			q.Before = bound(word[len(beforeFilter):], q.Before, &problems)
		default:
			q.add(Term{Words: words(word), Not: not})
		}
	}
	return q, problems
}

// either adds a folded part of a name to those that are wanted, or to those that
// are not.
func either(not bool, wanted, unwanted *[]string, part string) {
	if not {
		wanted = unwanted
	}
	if part = string(fold.Query(part)); part != "" {
		*wanted = append(*wanted, part)
	}
}

func (q *Query) add(t Term) {
	if len(t.Words) > 0 {
		q.Terms = append(q.Terms, t)
	}
}

// Empty reports whether there is nothing to look for: filters alone find nothing.
func (q *Query) Empty() bool {
	for _, t := range q.Terms {
		if !t.Not {
			return false
		}
	}
	return true
}

func bound(text string, was edtf.Value, problems *[]string) edtf.Value {
	v, err := edtf.Parse(text)
	if err != nil || v.IsZero() {
		if text != "" {
			*problems = append(*problems, fmt.Sprintf("%q is not a date such as 2021-11-07, 2021-11 or 2021", text))
		}
		return was
	}
	return v
}

// piece is a part of a query between spaces, or between quotation marks.
type piece struct {
	text                string
	quoted, closed, not bool
}

// pieces cuts a query up. A filter may have its value in quotation marks.
func pieces(text string) (out []piece) {
	text = strings.NewReplacer("“", `"`, "”", `"`, "„", `"`, "«", `"`, "»", `"`).Replace(text)
	for {
		text = strings.TrimLeftFunc(text, unicode.IsSpace)
		if text == "" {
			return out
		}
		not := strings.HasPrefix(text, `-"`)
		if not {
			text = text[1:]
		}
		if rest, ok := strings.CutPrefix(text, `"`); ok {
			inner, after, closed := strings.Cut(rest, `"`)
			out = append(out, piece{text: inner, quoted: true, closed: closed, not: not})
			text = after
			continue
		}
		end := strings.IndexFunc(text, unicode.IsSpace)
		if end < 0 {
			end = len(text)
		}
		word := text[:end]
		if at := strings.Index(word, `:"`); at > 0 { // outlet:"Harbour Post"
			inner, after, _ := strings.Cut(text[at+2:], `"`)
			out = append(out, piece{text: text[:at+1] + inner})
			text = after
			continue
		}
		out = append(out, piece{text: word})
		text = text[end:]
	}
}

// words cuts a text into folded words.
func words(text string) []string {
	return strings.FieldsFunc(string(fold.Query(text)), func(r rune) bool { return !wordRune(r) })
}

func wordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mc, r)
}
