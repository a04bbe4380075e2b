// Package mention finds the sentences that tell an event.
package mention

import (
	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/lang"
)

// Extract returns the mentions of events in an article, given its sentences
// and temporal expressions, in the order of the text. The Article field of
// each is index.
func Extract(index int, a *model.Article, sentences []model.Span, tx []model.Timex, l *lang.Language) []model.Mention {
	return nil
}
