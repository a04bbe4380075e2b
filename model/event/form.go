package event

import (
	"slices"
	"strings"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/mention"
	"github.com/kreader/kreader/model/word"
)

// No grammar is parsed here. What a verb, a subject and a run-on sentence are is
// guessed from the words around, well enough to tell a headline from a piece of
// a sentence.

// finite reports whether the word at i says what the words before it did or
// were: "fled" in "the minister fled", not in "the minister was seen" or in "the
// seized boat".
func finite(ws []titleWord, i int) bool {
	w := ws[i]
	if i == 0 || w.name {
		return false
	}
	if auxiliary(w.lower) || modals.has(w.lower) || w.lower == "does" || w.lower == "do" {
		return true
	}
	p := i - 1
	for p > 0 && strings.HasSuffix(ws[p].lower, "ly") {
		p--
	}
	before := ws[p]
	if presents.has(w.lower) {
		return !before.function() || actor(before)
	}
	if !mention.PastForm(w.lower) || auxiliary(before.lower) || modals.has(before.lower) {
		return false
	}
	if i+1 < len(ws) && (ws[i+1].lower == "by" || numeral(before.lower) && !ws[i+1].stop && !ws[i+1].function() && !prepositions.has(ws[i+1].lower)) {
		return false // "boats seized by the police", "nine armed rebels"
	}
	return !before.function() || actor(before)
}

// numeral reports whether a word ends a number.
func numeral(w string) bool {
	return w != "" && w[0] <= '9' || small.has(w) || w == "dozen" || w == "hundred" || w == "thousand" || w == "million"
}

// dangles reports whether the verb at t only says how somebody was who then does
// something: "armed with a knife, he fled".
func dangles(ws []titleWord, t int) bool {
	if t > 0 && !ws[t].stop || !mention.PastForm(ws[t].lower) {
		return false
	}
	for _, w := range ws[t+1:] {
		if w.stop {
			return w.lower == "he" || w.lower == "she"
		}
	}
	return false
}

// subordinate reports whether the word at t stands in a clause that belongs to
// another one: "sensing that a storm was near".
func subordinate(ws []titleWord, t int) bool {
	for k := t - 1; k >= 0; k-- {
		if ws[k].opens() && ws[k].lower != "following" && ws[k].lower != "according" {
			return true
		}
		if ws[k+1].stop {
			return false
		}
	}
	return false
}

// isState reports whether the word at a span says how something is, and not what
// happened.
func isState(ws []titleWord, at model.Span) bool {
	i := slices.IndexFunc(ws, func(w titleWord) bool { return w.span == at })
	if i < 0 || !auxiliary(ws[i].lower) && !stative.has(ws[i].lower) {
		return false
	}
	for i++; i < len(ws) && ws[i].lower == "been"; i++ {
	}
	return i == len(ws) || !mention.PastForm(ws[i].lower)
}

// stative are verbs of a state in the present.
var stative = set(`knows thinks believes needs seems wants hopes`)

// actor reports whether a word stands for who does something.
func actor(w titleWord) bool {
	switch w.lower {
	case "he", "she", "it", "they", "we", "i", "you", "who", "which", "that", "this", "these", "those":
		return true
	}
	return false
}

// hasFinite reports whether words have a verb that says what was before it.
func hasFinite(ws []titleWord) bool {
	for i := range ws {
		if finite(ws, i) {
			return true
		}
	}
	return false
}

var modals = set(`will would could may might can should must shall cannot`)

// presents are verbs in the present as headlines have them.
var presents = set(`says tells wants warns urges slams pledges wins loses faces backs seeks calls tries takes makes gives holds puts sets
 finds leads kills hits closes opens begins starts ends stops joins visits meets agrees refuses denies admits announces unveils confirms rejects
 approves signs orders bans arrests charges accuses blames defends rules resigns quits dies falls rises drops gets becomes remains continues returns
 arrives leaves enters sends brings shows reports claims believes expects hopes plans promises threatens vows declares launches releases welcomes
 receives grants knows thinks sees keeps comes goes runs turns moves breaks cuts pays sells buys raises appears seems mentions includes means needs
 unfolds spreads erupts strikes sinks testifies reveals publishes suggests demands condemns succeeds fails`)

// reports are verbs that another clause follows without a mark: "police said
// the boat sank".
var reports = set(`said say says told tells believe believes believed think thinks thought claim claims claimed hope hopes hoped fear fears
 feared know knows knew known show shows showed announced announces confirmed confirms ruled rules found finds warned warns admitted admits denied
 denies insisted insists reported reports suggests suggested heard saw reveals revealed ensure means meant`)

// runOn reports whether two clauses stand in a title with nothing between them,
// as when a page's heading ran into its first sentence: "Flood closes the
// harbour ships are waiting".
func runOn(ws []titleWord) bool {
	last := -1
	for i, w := range ws {
		if i > 0 && (w.stop || w.opens() || w.lower == "and" || w.lower == "or" || w.lower == "to" || w.lower == "than" || w.lower == "what" || w.lower == "how") {
			last = -1
		}
		if !finite(ws, i) {
			continue
		}
		if auxiliary(w.lower) && mention.PastForm(ws[i-1].lower) && !ws[i-1].name {
			return true // "which police | warned has spread"
		}
		if last >= 0 && i > last+1 {
			return true
		}
		last = i
		if reports.has(w.lower) || auxiliary(w.lower) && w.lower[0] == 'h' || mention.PastForm(w.lower) && i+1 < len(ws) && prepositions.has(ws[i+1].lower) {
			last = -1 // "boats seized in the harbour"
		}
	}
	return false
}

// disagrees reports whether the subject of a title is plural and its verb is
// not, or the other way round: then the subject was cut off or is another one.
func disagrees(ws []titleWord) bool {
	v := 1
	for v < len(ws) && !finite(ws, v) {
		v++
	}
	if v >= len(ws) {
		return false
	}
	singular := ws[v].lower == "is" || ws[v].lower == "was" || ws[v].lower == "has" || ws[v].lower == "does" || presents.has(ws[v].lower)
	plural := ws[v].lower == "are" || ws[v].lower == "were" || ws[v].lower == "have" || ws[v].lower == "do"
	if !singular && !plural {
		return false
	}
	h := 0 // after the head of the subject
	for h < v && !prepositions.has(ws[h].lower) && !ws[h].opens() && !(h > 0 && mention.PastForm(ws[h].lower) && !ws[h].name) {
		if ws[h].lower == "and" || ws[h].lower == "or" {
			return false
		}
		h++
	}
	for h > 0 && (strings.HasSuffix(ws[h-1].lower, "ly") || ws[h-1].lower == "also" || ws[h-1].lower == "now") {
		h--
	}
	if h == 0 {
		return false
	}
	head := ws[h-1]
	if singular {
		return !head.name && looksPlural(head.lower)
	}
	if head.name {
		return nameEnd(ws) == h && !strings.HasSuffix(head.lower, "s")
	}
	return single(ws[:h])
}

// looksPlural reports whether a noun looks like several.
func looksPlural(w string) bool {
	switch w {
	case "people", "men", "women", "children", "police":
		return true
	case "news", "series", "politics", "headquarters", "crisis", "basis", "analysis", "means", "species", "congress", "gas", "its", "this", "his":
		return false
	}
	if strings.HasSuffix(w, "-quarters") || strings.HasSuffix(w, "-thirds") {
		return false // "three-quarters of the oil is gone"
	}
	return len(w) > 3 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && !strings.HasSuffix(w, "us") && !strings.HasSuffix(w, "is") && !strings.HasSuffix(w, "'s")
}

// prepositions are words that what follows hangs on.
var prepositions = set(`in on at by of for from to with into onto under over through during within near outside inside around against
 between about per via since until till without across towards toward upon behind above below throughout among amid beyond despite`)

// broken says how far the words chosen from a sentence begin in the middle of a
// phrase: with what belongs to the word before them. apart says that a relative
// clause was put right after what it tells of, which may stand anywhere.
func broken(core []titleWord, apart bool) float32 {
	switch p := core[0].prev; {
	case p == "what":
		return .5 // "what | the town still hoped for was"
	case p == "whose" || apart && prepositions.has(p):
		return .3 // "whose | purpose was"
	case p == "" || core[0].stop || apart && (word.Stop(p) || mention.PastForm(p)):
		return 0
	case (prepositions.has(p) || phraseBegins(p)) && !joins.has(p):
		return .5 // "in | the streets of the capital to protest"
	case mention.PastForm(p) && !reports.has(p) || p == "told" || p == "tells":
		return .3 // "helped | the rebels to win"
	case p == "until" || p == "unless" || p == "if" || p == "whether":
		return .4
	case word.Stop(p) || strings.HasSuffix(p, "ly") || reports.has(p) || presents.has(p) || joins.has(p):
		return 0
	case core[0].function():
		return .1
	}
	return .4 // "oil | spill is"
}

// joins are words that a clause of its own follows.
var joins = set(`and but or that when because after before as while where although though if so then than whether which who what why how until since unless`)

// bare says how little a title tells that has no verb: "Health ministry", "45
// deaths".
func bare(ws []titleWord, trigger string) (f float32) {
	content, names, late := 0, 0, false
	for i, w := range ws {
		if i > 0 && w.lower == trigger && (prepositions.has(ws[i-1].lower)) {
			late = true
		}
		if w.name && !(i == 0 && w.lower == trigger) {
			names++
		}
		if !w.function() && w.lower != "" && !(w.lower[0] >= '0' && w.lower[0] <= '9') {
			content++
		}
	}
	switch {
	case content < 2:
		f = .6
	case content < 3 && names == 0:
		f = .35
	case content < 3:
		f = .2
	case names == 0:
		f = .1
	}
	if len(ws) > 2 && ws[0].lower == trigger && prepositions.has(ws[1].lower) && names > 0 {
		f -= .1 // "Attack on Orsa": as good as a verb
	}
	if late {
		f += .3 // "Battle against the spill": a battle is told, not the spill
	}
	return f
}

// afterPreposition reports whether the phrase of the noun at i hangs on a
// preposition.
func afterPreposition(ws []titleWord, i int) bool {
	for i > 0 && !ws[i].stop {
		i--
		if prepositions.has(ws[i].lower) {
			return true
		}
		if ws[i].function() && !determiner(ws[i].lower) {
			return false
		}
	}
	return false
}
