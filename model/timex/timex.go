// Package timex finds temporal expressions in news text and works out which
// dates they mean.
package timex

import (
	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/edtf"
	"github.com/kreader/kreader/model/lang"
)

// Context is what an expression is read against.
type Context struct {
	Lang       *lang.Language
	Anchor     edtf.Value   // TimeML's document creation time: the day of publication; zero when unknown
	Blocks     []model.Span // the blocks of the text; nil: blank lines separate them
	Sentences  []model.Span // the sentences of the text; nil: found by Tag itself
	Collection *Memory      // what other articles of the collection say; nil when there are none
}

// Memory is which days and months other articles give a year to.
type Memory struct{}

// Tag returns the temporal expressions of text, in order and not overlapping.
func Tag(text string, c Context) []model.Timex { return nil }
