package event

import (
	"strings"

	"github.com/kreader/kreader/model/mention"
)

// standing are past forms that need nothing after them: "the premier resigned".
// Of the others a reader asks whom or what.
var standing = wordSet(`died resigned fled collapsed crashed began ended arrived left returned opened closed erupted exploded escaped surrendered
 retired fell rose won lost disappeared sank burned burnt met married divorced failed survived vanished landed launched struck recovered`)

func wordSet(s string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(s) {
		m[w] = true
	}
	return m
}

// flaws says how far a title in the making misses what a headline has: who did
// it before the verb, and to whom or what after it. ws are its words as they
// will be printed, trigger the one that tells the event.
func flaws(ws []titleWord, trigger string, nominal bool) float32 {
	if len(ws) == 0 {
		return 1
	}
	var f float32
	first, last := ws[0], ws[len(ws)-1]
	if !nominal && !first.name && (mention.PastForm(first.lower) || first.lower == trigger || strings.HasSuffix(first.lower, "ing") && len(first.lower) > 5) {
		f += .4 // nobody does it: "Found the boat"
	}
	if len(ws) > 2 && ws[1].lower == "and" && mention.PastForm(ws[2].lower) && !first.name {
		f += .3 // "Harbour and returned to find": the end of another clause
	}
	if !nominal && last.lower == trigger && mention.PastForm(trigger) && !standing[trigger] && !passive(ws) {
		f += .3 // "The minister noted"
	}
	told := false
	for i, w := range ws {
		told = told || w.lower == trigger
		if i > 0 && (w.lower == "were" || w.lower == "are") && ws[i-1].name && i == nameEnd(ws) {
			f += .4 // "Ana Ruiz were held": whom it says is not whom it means
		}
		if i > 1 && (w.lower == "he" || w.lower == "they" || w.lower == "we" || w.lower == "what") {
			f += .1
		}
	}
	if !told {
		f += .3 // "President Ana Ruiz": what of her?
	}
	return f
}

// passive reports whether a form of "be" stands before the last word.
func passive(ws []titleWord) bool {
	for k := len(ws) - 2; k >= 0 && k >= len(ws)-4; k-- {
		if auxiliary(ws[k].lower) && ws[k].lower[0] != 'h' && ws[k].lower != "did" || ws[k].lower == "been" {
			return true
		}
	}
	return false
}

// nameEnd returns how many words the name has that a title begins with.
func nameEnd(ws []titleWord) int {
	n := 0
	for n < len(ws) && ws[n].name {
		n++
	}
	return n
}
