package event

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// opens reports whether a word begins a clause of its own.
func (w titleWord) opens() bool {
	switch w.lower {
	case "who", "which", "whom", "whose", "when", "while", "where", "because", "although", "though", "that", "as", "after", "before", "amid", "since", "if", "but", "whether", "following":
		return true
	}
	return false
}

// says reports whether a word reports speech.
func (w titleWord) says() bool {
	switch w.lower {
	case "said", "says", "say", "told", "tells", "added", "reported", "according":
		return true
	}
	return false
}

// clauseStart returns where the clause of the trigger at t begins: after the
// nearest mark, clause opener or reporting verb before it, as long as a subject
// is left.
func clauseStart(ws []titleWord, t int) int {
	for k := t; k > 0; k-- {
		if ws[k].stop && hasNoun(ws[k:t]) {
			return skipOpener(ws, k, t)
		}
		p := ws[k-1]
		if (p.opens() || p.says()) && hasNoun(ws[k:t]) {
			return skipOpener(ws, k, t)
		}
		if p.lower == "who" && ws[k-1].stop { // "X, who fled": X is the subject
			return subjectBefore(ws, k-1)
		}
	}
	return skipOpener(ws, 0, t)
}

// skipOpener leaves out words that only lead over to the clause.
func skipOpener(ws []titleWord, from, t int) int {
	for from < t && (ws[from].opens() && ws[from].lower != "who" || leadsOver(ws[from].lower)) {
		from++
	}
	return from
}

func leadsOver(w string) bool {
	switch w {
	case "and", "or", "so", "then", "also", "still", "meanwhile", "however", "now", "but", "yet", "in", "additionally", "moreover", "later", "earlier", "instead":
		return true
	}
	return false
}

// subjectBefore returns the start of the run of words before k that has no
// mark inside.
func subjectBefore(ws []titleWord, k int) int {
	for i := k - 1; i > 0; i-- {
		if ws[i].stop || ws[i-1].opens() {
			return i
		}
	}
	return 0
}

// hasNoun reports whether words can hold a subject: one that is neither a
// function word nor a pronoun.
func hasNoun(ws []titleWord) bool {
	for _, w := range ws {
		if !w.function() && !w.pronoun() && !w.says() && !strings.HasSuffix(w.lower, "ly") {
			return true
		}
	}
	return false
}

// clauseEnd returns where the clause of the trigger at t ends.
func clauseEnd(ws []titleWord, t int) int {
	for k := t + 1; k < len(ws); k++ {
		if ws[k].stop {
			// A list or an apposition goes on; what follows a mark seldom belongs
			// in a title.
			return k
		}
		if ws[k].opens() && k > t+1 && ws[k].lower != "as" && ws[k].lower != "after" && ws[k].lower != "following" {
			return k
		}
	}
	return len(ws)
}

// shorten brings words down to the length of a title and keeps the one at t.
func shorten(ws []titleWord, t int) []titleWord {
	ws, t = without(ws, t, func(w titleWord) bool {
		switch w.lower {
		case "has", "have", "had", "been", "also", "reportedly", "apparently", "then", "already", "however":
			return true
		}
		return false
	})
	if count(ws) > maxTitle {
		ws, t = without(ws, t, func(w titleWord) bool { return w.lower == "a" || w.lower == "an" || w.lower == "the" })
	}
	// Too much before the trigger: begin later, at a name or a noun phrase.
	for count(ws[:t+1]) > maxTitle-2 && t > 0 {
		k := 1
		for k < t && !(ws[k].name && !ws[k-1].name) && !(ws[k-1].function() && !ws[k].function()) {
			k++
		}
		ws, t = ws[k:], t-k
	}
	if count(ws) <= maxTitle {
		return trimEnd(ws)
	}
	// Cut where a phrase begins, as late as possible.
	best := -1
	for k := t + 2; k < len(ws); k++ {
		if count(ws[:k]) > maxTitle {
			break
		}
		if phraseBegins(ws[k].lower) && !strings.HasSuffix(ws[k-1].lower, "ing") {
			best = k
		}
	}
	if best < 0 || best < len(ws)/3 && best < 4 {
		best = len(ws)
		for count(ws[:best]) > maxTitle {
			best--
		}
		for best > t+1 && ws[best-1].name && best < len(ws) && ws[best].name {
			best-- // do not cut a name in two
		}
	}
	return trimEnd(ws[:best])
}

func phraseBegins(w string) bool {
	switch w {
	case "in", "on", "at", "by", "for", "from", "to", "with", "into", "over", "during", "after", "before", "following", "and", "as", "against", "near", "amid", "under", "through", "because", "when", "where", "but", "including", "that":
		return true
	}
	return false
}

func without(ws []titleWord, t int, drop func(titleWord) bool) ([]titleWord, int) {
	out := ws[:0:0]
	at := t
	for i, w := range ws {
		if i != t && drop(w) && i > 0 {
			if i < t {
				at--
			}
			continue
		}
		out = append(out, w)
	}
	return out, at
}

// count returns how many words a title has; a name may have several.
func count(ws []titleWord) int {
	n := 0
	for _, w := range ws {
		n += max(1, len(strings.Fields(w.text)))
	}
	return n
}

// trimEnd takes words off the ends that no title has there.
func trimEnd(ws []titleWord) []titleWord {
	for len(ws) > 1 && ws[len(ws)-1].function() {
		ws = ws[:len(ws)-1]
	}
	for len(ws) > 2 && ws[0].function() && !ws[0].pronoun() && ws[0].lower != "the" && ws[0].lower != "a" && ws[0].lower != "an" && ws[0].lower != "no" {
		ws = ws[1:]
	}
	for count(ws) > maxTitle {
		ws = ws[:len(ws)-1]
	}
	return ws
}

// finish puts the words together, with a capital at the start.
func finish(ws []titleWord) string {
	if len(ws) > 2 && (ws[0].lower == "the" || ws[0].lower == "a" || ws[0].lower == "an") {
		ws = ws[1:]
	}
	var parts []string
	for _, w := range ws {
		parts = append(parts, w.text)
	}
	s := strings.TrimRight(strings.Join(parts, " "), " .,;:—-'’")
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 || strings.HasPrefix(s, "al-") {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}
