package event

import (
	"slices"
	"strings"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/mention"
)

// A title without "she said" states what its sentence only reports. For what
// happened that is how headlines are written; what a party claims, or how
// somebody judges a state of things, would become an assertion that no passage
// makes.

// speaking are verbs that report what somebody said.
var speaking = set(`said says say told tells added adds noted notes warned warns testified thinks think predicted predicts wrote saying`)

// claiming are words for saying what others would deny.
var claiming = set(`argue argues argued claim claims claimed alleging allege alleges alleged insist insists insisted contend contends contended
 maintain maintains maintained suggest suggests suggested believe believes believed deny denies denied`)

// partisans are speakers whose business it is to take a side.
var partisans = set(`prosecutor prosecutors prosecution lawyer lawyers attorney attorneys defense defence counsel critics opponents rivals
 supporters campaigners plaintiffs accusers`)

// claims reports whether the word at i reports what a party says: "claimed", or
// "said" with a party for its subject.
func claims(ws []titleWord, i int) bool {
	if claiming.has(ws[i].lower) {
		return true
	}
	if !speaking.has(ws[i].lower) {
		return false
	}
	for k := max(0, i-6); k < min(len(ws), i+4); k++ {
		if partisans.has(strings.TrimSuffix(ws[k].lower, "'s")) && (k+1 == len(ws) || ws[k+1].lower != "general") {
			return true
		}
	}
	return false
}

// sayingOf returns where in a sentence stands the word that reports the words of
// a title from it, -1 when the sentence tells them itself.
func sayingOf(sentence, title []titleWord) int {
	at := func(s model.Span) int {
		if s.Len() == 0 {
			return -1
		}
		return slices.IndexFunc(sentence, func(w titleWord) bool { return w.span == s })
	}
	first, last := -1, -1
	for _, w := range title {
		if i := at(w.span); i >= 0 {
			if first < 0 {
				first = i
			}
			last = max(last, i)
		}
	}
	if first < 0 {
		return -1
	}
	for k := first - 1; k >= 0; k-- {
		if w := sentence[k]; speaking.has(w.lower) || claiming.has(w.lower) {
			return k
		} else if !modals.has(w.lower) && finite(sentence, k) {
			break
		}
	}
	stop := last + 1 // "..., he says, ..."
	for stop < len(sentence) && !sentence[stop].stop {
		stop++
	}
	for k := stop; k < min(len(sentence), stop+8); k++ {
		if k > stop && sentence[k].stop {
			break
		}
		if speaking.has(sentence[k].lower) || claiming.has(sentence[k].lower) {
			return k
		}
	}
	return -1
}

// unattributed says how far a title asserts what its sentence only reports.
func unattributed(sentence, title []titleWord) float32 {
	r := sayingOf(sentence, title)
	switch {
	case r < 0:
		return 0
	case claims(sentence, r):
		return .5 // "Prosecutors say | Lind burned the boat"
	case judges(title):
		return .35 // "Boats are all the more dangerous, he says"
	}
	return 0
}

// judges reports whether a title says how something is.
func judges(ws []titleWord) bool {
	for i, w := range ws {
		if !finite(ws, i) {
			continue
		}
		v := verbAfter(ws, i)
		next := ""
		if v++; v < len(ws) {
			next = ws[v].lower
		}
		return w.span.Len() > 0 && isState(ws, w.span) && !strings.HasSuffix(next, "ing") && !mention.PastForm(next)
	}
	return false
}
