// Package timex finds temporal expressions in news text and works out which
// dates they mean, in two steps: finding looks at the words alone, by the
// patterns of the language; resolving reads what was found against the day of
// publication and against the dates around it.
package timex

import (
	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/edtf"
	"github.com/kreader/kreader/model/lang"
)

// Context is what an expression is read against.
type Context struct {
	Lang       *lang.Language // nil: English
	Anchor     edtf.Value     // TimeML's document creation time: the day of publication; zero when unknown
	Blocks     []model.Span   // the blocks of the text; nil: blank lines separate them
	Sentences  []model.Span   // the sentences of the text; nil: found by Tag itself
	Collection *Memory        // what other articles of the collection say; nil when there are none
}

// Tag returns the temporal expressions of text, in order and not overlapping.
// Spans are bytes of text as it stands.
func Tag(text string, c Context) []model.Timex {
	if c.Lang == nil {
		c.Lang = lang.For("en")
	}
	x := lexiconOf(c.Lang)
	found := x.candidates(text, c.Blocks, c.Sentences)
	if len(found) == 0 {
		return nil
	}
	r := newResolver(x, text, c, found)
	out := make([]model.Timex, 0, len(found))
	for i := range found {
		if t, ok := r.resolve(&found[i]); ok {
			out = append(out, t)
		}
	}
	return out
}

// SpeaksOfFuture reports whether the words around the expression at s speak of
// the future.
func SpeaksOfFuture(text string, s model.Span, l *lang.Language) bool {
	x := lexiconOf(l)
	around := sentenceAround(text, s, nil)
	for _, c := range x.candidates(text[around.Start:around.End], nil, nil) {
		if c.span.Start+around.Start == s.Start {
			return c.future || c.deadline
		}
	}
	return false
}
