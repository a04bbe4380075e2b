package event

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/kreader/kreader/model/mention"
	"github.com/kreader/kreader/model/word"
)

// standing are past forms that need nothing after them: "the premier resigned".
// Of the others a reader asks whom or what.
var standing = set(`died resigned fled collapsed crashed began ended arrived left returned opened closed erupted exploded escaped surrendered
 retired fell rose won lost disappeared sank burned burnt met married divorced failed survived vanished landed launched struck recovered born`)

// flaws says how far a title in the making misses what a headline has: who did
// it before the verb, and to whom or what after it. ws are its words as they
// will be printed, trigger the one that tells the event.
func flaws(ws []titleWord, trigger string, nominal bool) float32 {
	if len(ws) == 0 {
		return 1
	}
	f := badStart(ws, trigger, nominal) + badMiddle(ws, trigger, nominal) + badEnd(ws, trigger, nominal)
	if nominal && !tells(ws) {
		f += .3 + bare(ws, trigger) // a noun says that it was, a verb who did it
	}
	if !nominal && !hasFinite(ws) && (mention.PastForm(trigger) || !several(ws, trigger)) {
		f += .3 // "Five times greater than first estimated", "Mill executive Ana Ruiz"
	}
	if i := slices.IndexFunc(ws, func(w titleWord) bool { return w.lower == "whom" }); i > 0 && !hasFinite(ws[:i]) {
		f += .3 // "Karl Lind whom the rebels killed"
	}
	if runOn(ws) {
		f += .7
	}
	if disagrees(ws) {
		f += .6
	}
	return f + runTogether(ws) + width(ws)
}

// several reports whether the words before the trigger name more than one, who
// do what it says without an ending: "two presidents meet".
func several(ws []titleWord, trigger string) bool {
	for i, w := range ws {
		if w.lower == trigger {
			return i > 0 && !single(ws[:i])
		}
	}
	return false
}

// badStart is the part of flaws that lies in how a title begins.
func badStart(ws []titleWord, trigger string, nominal bool) (f float32) {
	first := ws[0]
	for i := 1; i < 3 && i+1 < len(ws); i++ {
		if w := ws[i+1]; ws[i].lower == "and" && (mention.PastForm(w.lower) || auxiliary(w.lower) || w.pronoun()) && !tells(ws[:i]) {
			f += .4 // "Harbour and returned to find": the end of another clause
		}
	}
	if first.lower == "this" || first.lower == "these" || first.lower == "those" {
		f += .4 // which?
	}
	if first.lower == "here" || first.lower == "there" || first.lower == "no-one" || first.lower == "nobody" {
		f += .4 // "Here is what we know"
	}
	switch l, _, short := strings.Cut(first.lower, "'"); {
	case l == "he" || l == "she" || l == "they" || l == "it" || short && (l == "i" || l == "we" || l == "you" || l == "that" || l == "there"):
		f += .4 // who? "He'd burned the boat"
	}
	if l := first.lower; modals.has(l) || auxiliary(l) {
		f += .5 // "Could the harbour reopen"
	}
	if l := first.lower; len(ws) > 1 && (strings.HasSuffix(l, "ly") || l == "already" || l == "never" || l == "only") && mention.PastForm(ws[1].lower) && !first.name {
		f += .4 // "Already burned in the storm": what did?
	}
	if claiming.has(first.lower) {
		f += .4 // "Claimed the boat was burned": who did?
	}
	if first.name {
		if l := first.lower; first.prev == "" && (mention.PastForm(l) && len(ws) > 1 && !ws[1].name && !finite(ws, 1) || len(l) > 5 && strings.HasSuffix(l, "ing") && !hasFinite(ws)) {
			f += .4 // "Staying at home", at the start of a sentence
		}
		return f
	}
	if nominal && slices.ContainsFunc(ws, func(w titleWord) bool { return w.lower == "or" }) {
		f += .3 // "Elections or form alliances": two clauses have lost their verb
	}
	if nominal && first.lower != trigger && mention.PastForm(first.lower) {
		f += .4 // "Struck the house was an omen of the attack"
	}
	if !nominal && (mention.PastForm(first.lower) || first.lower == trigger && !hasFinite(ws) || strings.HasSuffix(first.lower, "ing") && len(first.lower) > 5) {
		f += .4 // nobody does it: "Found the boat"
	}
	if !nominal && first.lower == trigger && !hasFinite(ws) {
		f += .3 // "Think about the harbour"
	}
	if orders.has(first.lower) && len(ws) > 1 && !prepositions.has(ws[1].lower) && !auxiliary(ws[1].lower) {
		f += .5 // "Make a new start"
	}
	if first.prev == "to" || modals.has(first.prev) {
		f += .4 // "Intersect the old well"
	}
	if len(ws) > 2 && first.lower == "the" && !ws[1].name && finite(ws, 2) {
		f += .2 // "The committee met": which?
	}
	return f
}

// badMiddle is the part of flaws that lies in single words, wherever they are.
func badMiddle(ws []titleWord, trigger string, nominal bool) (f float32) {
	told := false
	for i, w := range ws {
		if w.lower == trigger {
			told = true
			if p := ws[max(0, i-1)]; !nominal && i > 0 && p.function() && !actor(p) && !auxiliary(p.lower) && !modals.has(p.lower) && !joins.has(p.lower) && p.lower != "to" && p.lower != "not" && !mention.PastForm(w.lower) {
				f += .5 // "Crowd at the start": a noun after all
			}
			if !nominal && i > 0 && ws[i-1].lower == "to" {
				f += .3 // "Streets of the capital to protest": what for, not what
			}
			if !nominal && i+1 < len(ws) && phraseBegins(ws[i+1].lower) {
				switch {
				case asksWhat.has(trigger):
					f += .3 // "The minister announced in the capital"
				case claiming.has(trigger):
					f += .5 // "Two millers argued for an hour"
				}
			}
		}
		if w.says() && !claims(ws, i) {
			f += .3 // that somebody said it is not what happened
		}
		if n := i + 1; n < len(ws) && closePrepositions.has(w.lower) && closePrepositions.has(ws[n].lower) {
			f += .6 // "lived in for years": in what?
		}
		if i > 0 && (modals.has(w.lower) && w.lower != "will" || w.lower == "not" || w.lower == "never") {
			f += .15 // what did not happen, or only may
		}
		if i > 0 && w.name && (auxiliary(w.lower) || w.lower == "could" || w.lower == "would" || w.lower == "should") {
			f += .4 // a question or a heading
		}
		if ofPage.has(w.lower) && !w.name {
			f += .3
		}
		if w.lower == "my" || w.lower == "our" || w.lower == "your" || w.lower == "me" || w.lower == "us" {
			f += .3
		}
		if w.lower == "its" || w.lower == "their" || w.lower == "them" || w.lower == "him" {
			f += .3 // whose?
		}
		if i > 1 && (w.lower == "these" || w.lower == "those" || w.lower == "this") && !w.name && i+1 < len(ws) {
			f += .2 // "clashes in these streets": which?
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

// badEnd is the part of flaws that lies in how a title ends.
func badEnd(ws []titleWord, trigger string, nominal bool) (f float32) {
	n := len(ws)
	last := ws[n-1]
	if mention.PastForm(last.lower) && !last.name && !standing.has(last.lower) && !passive(ws) {
		switch {
		case asksWhat.has(last.lower) || last.lower == trigger && !nominal:
			f += .5 // "The minister noted"
		default:
			f += .3 // "The attack shocked"
		}
	}
	if n > 2 && !last.name && (ws[n-2].lower == "to" || ws[n-2].lower == "not" || modals.has(ws[n-2].lower)) {
		f += .3 // "is expected to recommend"
	}
	if n > 2 && strings.HasSuffix(last.lower, "ing") && len(last.lower) > 5 && !last.name && prepositions.has(ws[n-2].lower) {
		f += .3 // "succeeded in plugging"
	}
	if v := slices.IndexFunc(ws, func(w titleWord) bool { return asksTo.has(w.lower) }); v > 0 && v < n-1 && !slices.ContainsFunc(ws[v+1:], func(w titleWord) bool { return w.lower == "not" || phraseBegins(w.lower) || prepositions.has(w.lower) }) {
		f += .3 // "The minister urged the company"
	}
	if n < 5 && n > 1 && (ws[n-2].says() || n > 2 && ws[n-3].says()) {
		f += .3 // "Ana Ruiz told reporters"
	}
	for i, w := range ws {
		if w.lower == "between" && !slices.ContainsFunc(ws[i:], func(w titleWord) bool { return w.lower == "and" }) {
			f += .4 // "Talks between the president"
		}
	}
	if n > 2 && (ws[n-2].lower == "least" || ws[n-2].lower == "most" || ws[n-2].lower == "than" || ws[n-2].lower == "all") && !last.name {
		f += .2 // "infected at least two"
	}
	return f
}

// cutOff says how much a title lacks of what stood after its last word: whole are
// the words of the clause and what followed it, noun says that the title is only
// the phrase of a noun.
func cutOff(whole, short []titleWord, noun bool) float32 {
	last := short[len(short)-1]
	i := slices.IndexFunc(whole, func(w titleWord) bool { return w.span == last.span }) + 1
	if i == 0 {
		return 0
	}
	return cutCost(whole, i, noun)
}

// cutCost says how much is lost when words are cut before the one at i.
func cutCost(ws []titleWord, i int, noun bool) float32 {
	if i >= len(ws) || ws[i].stop {
		return 0
	}
	last, next := ws[i-1], ws[i]
	switch l := next.lower; {
	case l == "to" && (last.function() || strings.HasSuffix(last.lower, "er") || mention.PastForm(last.lower) || wantsTo(last.lower)):
		return .4 // "moved closer | to closing"
	case l == "to":
		return .2 // "gave approval | to the plan"
	case completes.has(l):
		return .35 // "counted a total | of nine"
	case l == "on" && wantsOn.has(last.lower):
		return .3
	case (l == "in" || l == "to" || l == "with") && i > 1 && onlyOne.has(ws[i-2].lower):
		return .35 // "became the first guild | in the valley"
	case l == "on" || l == "by" || l == "for":
		return .1
	case l == "into" || l == "against" || l == "with" || l == "from":
		return .05
	case noun && (finite(ws, i) || mention.PastForm(l)):
		return 0 // "the attack on the harbour | showed"
	case phraseBegins(l) || prepositions.has(l) || next.opens() || l == "or" || strings.HasSuffix(l, "ly"):
		return 0
	case mention.PastForm(l) && i+1 < len(ws) && (prepositions.has(ws[i+1].lower) || ws[i+1].lower == "out"):
		return .05 // "survived an attempt | carried out by rebels"
	case strings.HasSuffix(l, "ing") && len(l) > 5:
		return .25 // "found the first boat | carrying gold"
	}
	return .35 // "confirmed a total of 91 human | cases"
}

// completes are words that lead to what finishes the sense of those before them.
var completes = set(`of than that not`)

// onlyOne are words before a noun of which a reader asks among which.
var onlyOne = set(`first second only last largest biggest worst latest`)

// wantsOn are words of which a reader asks on whom or on what.
var wantsOn = set(`blame blames blamed focus focused relies relied depends depended spent based imposed embarked insisted hands eye eyes`)

// closePrepositions are prepositions of which two in a row have lost what stood between.
var closePrepositions = set(`in of at with by for from on to into`)

// asksWhat are verbs that say nothing without what follows at once.
var asksWhat = set(`announced noted condemned declared unveiled revealed confirmed denied warned ordered demanded urged ruled decided agreed`)

// ofPage are words by which an outlet speaks of its own pages and programmes.
var ofPage = set(`video below tweets tweet retweet photo photos gallery roundup transcript webcast livestream live click updated bulletin`)

// asksAs are verbs of which a reader asks as what, of what or with what.
var asksAs = set(`appointed named elected nominated charged accused convicted chosen selected diagnosed awarded sentenced acquitted cleared allowed
 ordered asked told urged forced considered called linked exposed taken set put made given shown seen used held kept brought sent turned`)

// asksTo are verbs that say nothing without what somebody is asked or held to do.
var asksTo = set(`urged asked told urges asks tells accused accuses forced allowed expects expected wants wanted`)

// orders begin what is said to somebody, and no headline.
var orders = set(`make see think talk let stop watch read click share send join follow get take look mention please go find call visit help keep give
 face cause need bring put try use start work hear ask tell leave remember meet support learn build turn run pray understand imagine consider`)

// single reports whether the words before "were" name one thing only.
func single(ws []titleWord) bool {
	last := ws[len(ws)-1]
	if looksPlural(last.lower) || mention.PastForm(last.lower) {
		return false
	}
	for _, w := range ws {
		switch l := w.lower; {
		case l == "and", l == "people", l == "police", l == "men", l == "women", l == "children", l == "who", l == "of", l == "in":
			return false
		case l != "" && l[0] <= '9':
			return false
		}
	}
	return true
}

// hangs reports whether words begin with what a preposition before them belongs
// to: of "in the streets of the capital to protest".
func hangs(core []titleWord) bool {
	if len(core) == 0 || core[0].stop {
		return false
	}
	if w := core[0].lower; phraseBegins(w) && w != "and" && w != "but" {
		return true
	}
	switch p := core[0].prev; p {
	case "until", "unless", "if", "whether":
		return true
	default:
		return prepositions.has(p) && p != "since"
	}
}

// runTogether says how far a title in the making looks like the headings and
// captions that a page printed before its first sentence: what is in capitals,
// what is said twice.
func runTogether(ws []titleWord) float32 {
	var f float32
	seen := map[string]bool{}
	for i, w := range ws {
		if i > 0 && w.lower == "updated" && ws[i-1].lower == "last" {
			f += .5
		}
		for part := range strings.FieldsSeq(strings.ToLower(w.text)) {
			if len(part) > 3 && !word.Stop(part) && seen[part] {
				f += .3
			}
			seen[part] = true
		}
		if len(w.text) > 5 && strings.ToUpper(w.text) == w.text && strings.ToLower(w.text) != w.text {
			f += .3
		}
	}
	return f
}

// shownCells is about how many cells of a title a timeline shows beside an
// article.
const shownCells = 36

// width says how much of a title a narrow pane would cut off.
func width(ws []titleWord) float32 {
	n := -1
	for _, w := range ws {
		n += 1 + utf8.RuneCountInString(w.text)
	}
	return .002 * float32(max(0, n-shownCells))
}

// tells reports whether there is a verb in the past or an auxiliary among words,
// with something before it to be its subject.
func tells(ws []titleWord) bool {
	for i, w := range ws {
		if i > 0 && !w.name && (auxiliary(w.lower) || mention.PastForm(w.lower) && !ws[i-1].function()) && hasNoun(ws[:i]) {
			return true
		}
	}
	return false
}

// fromNoun returns the words from the phrase of the noun at t on: of "the wake
// of the attack on the harbour", "attack on the harbour".
func fromNoun(ws []titleWord, t int) ([]titleWord, int) {
	k := t
	for k > 0 && !ws[k].stop && (!ws[k-1].function() || ws[k-1].lower == "early" || ws[k-1].lower == "late") {
		k--
	}
	for k < t && lookingBack.has(ws[k].lower) {
		k++
	}
	if k > 0 && !ws[k].stop && ws[k-1].lower == "the" {
		k-- // "the early elections" is no title without it, see trimEnd and finish
	}
	if p := ws[k].prev; k < t && (p == "to" || modals.has(p)) {
		k++ // "could cause | a pandemic"
	}
	end := t + 1
	for end < len(ws) && !ws[end].opens() {
		end++ // "president | moments after Ruiz spoke"
	}
	return ws[k:end], t - k
}

// lookingBack are words that say when something was for the one who tells it.
var lookingBack = set(`earlier previous recent latest subsequent`)

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
