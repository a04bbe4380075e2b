package event

import (
	"strings"

	"github.com/kreader/kreader/model/mention"
)

// begun takes off a participle at the end, other than the trigger at t, whose
// continuation the clause does not have: "survived an attempt carried | out".
func begun(ws []titleWord, t int) []titleWord {
	n := len(ws)
	if n <= 3 || n-1 == t {
		return ws
	}
	last := ws[n-1]
	if ws[n-2].lower == "and" && mention.PastForm(last.lower) && !standing.has(last.lower) && !last.name {
		return ws[:n-2] // "seized the harbour and | shouted"
	}
	if n == 4 || last.name || !mention.PastForm(last.lower) || ws[n-2].function() || standing.has(last.lower) || !tells(ws[:n-1]) {
		return ws
	}
	return ws[:n-1]
}

// dangling takes off the verb that a cut left at the end without what it needs:
// "rivals gathered | in the square", "tried to throw | him out".
func dangling(ws []titleWord, t int) []titleWord {
	whole := len(ws)
	for n := len(ws); n > t+3; n = len(ws) {
		last := ws[n-1]
		switch {
		case last.name:
			return withoutVerbless(ws, t, whole)
		case ws[n-2].lower == "to" || last.lower != "" && last.lower[0] <= '9' && ws[n-2].function():
			ws = ws[:n-2]
		case mention.PastForm(last.lower) || strings.HasSuffix(last.lower, "ing") || strings.HasSuffix(last.lower, "ly") || last.function():
			ws = ws[:n-1]
		default:
			return withoutVerbless(ws, t, whole)
		}
	}
	return ws
}

// wantsNoun are words that leave a reader waiting for what they belong to.
var wantsNoun = set(`same entire several many few various own certain next first second third new major former outside whole
 all any every each worth fourth fifth sixth seventh eighth ninth tenth`)

// wantsTo reports whether a word leaves a reader waiting when "to" is cut off
// after it.
func wantsTo(w string) bool {
	switch w {
	case "approval", "attempt", "bid", "effort", "efforts", "order", "decision", "plan", "plans", "able", "set", "due", "expected", "likely", "intended", "ready", "began", "agreed", "decided", "tried", "continued", "failed":
		return true
	}
	return false
}

func phraseBegins(w string) bool {
	switch w {
	case "in", "on", "at", "by", "for", "from", "to", "with", "into", "over", "during", "after", "before", "following", "and", "as", "against", "near", "amid", "under", "through", "because", "when", "where", "but", "including", "that":
		return true
	}
	return false
}

// trimEnd takes words off the ends that no title has there.
func trimEnd(ws []titleWord) []titleWord {
	if n := len(ws); n > 3 && ws[n-2].lower == "as" && (ws[n-1].lower == "long" || ws[n-1].lower == "well" || ws[n-1].lower == "soon" || ws[n-1].lower == "far") {
		ws = ws[:n-2]
	}
	for len(ws) > 1 && !particle(ws) && (currency.has(ws[len(ws)-1].text) || ws[len(ws)-1].function() || wantsNoun.has(ws[len(ws)-1].lower) || ws[len(ws)-1].says() || len(ws) > 3 && (ws[len(ws)-1].lower == "showed" || ws[len(ws)-1].lower == "shown" || ws[len(ws)-1].lower == "shows")) {
		ws = ws[:len(ws)-1]
	}
	if n := len(ws); n > 4 && strings.HasSuffix(ws[n-1].lower, "ly") && (ws[n-2].lower == "and" || ws[n-2].lower == "or") {
		ws = ws[:n-2] // "was removed or naturally | broken up"
	}
	if n := len(ws); n > 0 {
		for _, p := range [...]string{"'s", "’s"} {
			ws[n-1].text = strings.TrimSuffix(ws[n-1].text, p)
		}
	}
	for len(ws) > 2 && ws[0].function() && !ws[0].pronoun() && ws[0].lower != "the" && ws[0].lower != "a" && ws[0].lower != "an" && ws[0].lower != "no" && !(ws[0].lower == "at" && ws[1].lower == "least") {
		ws = ws[1:]
	}
	for count(ws) > maxTitle {
		ws = ws[:len(ws)-1]
	}
	return ws
}

// currency are signs that belong to a number after them.
var currency = set(`$ £ € #`)

// particle reports whether words end with what belongs to a verb: "was set up".
func particle(ws []titleWord) bool {
	n := len(ws)
	return n > 2 && (ws[n-1].lower == "up" || ws[n-1].lower == "out") && mention.PastForm(ws[n-2].lower)
}
