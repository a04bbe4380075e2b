package event

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/kreader/kreader/model/mention"
)

// opens reports whether a word begins a clause of its own.
func (w titleWord) opens() bool {
	switch w.lower {
	case "who", "which", "whom", "whose", "when", "while", "where", "because", "although", "though", "that", "as", "after", "before", "amid", "since", "if", "but", "whether", "following", "according":
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

// subject returns the words from the subject of the trigger at t on, without
// what stands between the subject and its verb, and where the trigger then is.
func subject(ws []titleWord, t int) ([]titleWord, int) {
	// The clause of the trigger begins after the nearest mark, clause opener or
	// reporting verb before it.
	k := t
	for k > 0 && !ws[k].stop && !ws[k-1].opens() && !ws[k-1].says() {
		k--
	}
	relative := k > 0 && (ws[k-1].lower == "who" || ws[k-1].lower == "which" || ws[k].stop && (mention.PastForm(ws[k].lower) || auxiliary(ws[k].lower)))
	if k > 1 && ws[k-1].lower == "which" && phraseBegins(ws[k-2].lower) {
		relative = false // "the post to which he was named"
	}
	object := k > 0 && (ws[k-1].lower == "whom" || relative && ws[k-1].lower == "which" && hasNoun(ws[k:t]))
	if !relative && !object && (hasNoun(ws[k:t]) || hasPerson(ws[k:t])) || k == 0 {
		from := skipOpener(ws, k, t)
		return slices.Clone(ws[from:]), t - from
	}
	if ws[k-1].opens() && ws[k-1].lower != "who" && ws[k-1].lower != "whom" && ws[k-1].lower != "which" && ws[k-1].lower != "that" {
		return slices.Clone(ws[k:]), t - k
	}
	// "X, the head of Y, fled" and "X, who fled": look for X.
	end, commas := k, !ws[k-1].opens()
	if !commas {
		end = k - 1
		if object && hasNoun(ws[k:t]) {
			k-- // "X, whom Y killed": without "whom" Y would be the dead
		}
	}
	for tries := 0; tries < 5 && end > 0; tries++ {
		from := end - 1
		for from > 0 && !ws[from].stop {
			from--
		}
		if commas && ws[from].stop && from > 0 && (aside(ws[from]) || participle(ws[from:end]) || phraseBegins(ws[from].lower) || !hasNoun(ws[from:end]) || end-from == 1 && !ws[from].name) {
			end = from
			continue
		}
		if commas && ws[from].stop && placeBefore(ws[:from]) { // "a school in X, Y, closed": not Y
			end = from
			continue
		}
		if commas && hasFinite(lastClause(ws[from:end])) { // "X, sure that Y was near, fled": not Y
			if from > 0 && ws[from].stop {
				end = from
				continue
			}
			break
		}
		np := nounPhrase(ws[from:end])
		if n := end - from - len(np); commas && n > 0 && timeBefore.has(ws[from+n-1].lower) { // "after the vote, fled": not the vote
			break
		}
		if seg := ws[from:end]; commas && !mention.PastForm(seg[0].lower) && len(seg) < 8 && !hasFinite(seg) && (!seg[0].function() || determiner(seg[0].lower)) {
			np = seg
		}
		if !commas && ws[from].stop && from > 0 && determiner(ws[from].lower) {
			if n := nameBefore(ws[:from]); len(n) > 0 {
				np = n // "X, a Y who fled": X fled
			}
		}
		if len(np) == 0 {
			break
		}
		out := append(slices.Clone(np), ws[k:]...)
		for i := range out {
			if i > 0 {
				out[i].stop = out[i].stop && i > len(np)
			}
		}
		return out, t - k + len(np)
	}
	return slices.Clone(ws[k:]), t - k
}

func determiner(w string) bool { return w == "a" || w == "an" || w == "the" }

// nameBefore returns the name that words end with.
func nameBefore(ws []titleWord) []titleWord {
	from := len(ws)
	for from > 0 && ws[from-1].name && (from == len(ws) || !ws[from].stop) {
		from--
	}
	return ws[from:]
}

func auxiliary(w string) bool {
	switch w {
	case "had", "has", "have", "was", "were", "is", "are", "did":
		return true
	}
	return false
}

// aside reports whether a word begins an apposition or a relative clause.
func aside(w titleWord) bool {
	switch w.lower {
	case "the", "a", "an", "who", "which", "whose", "with", "aged", "one", "his", "her", "their", "its", "now", "then", "also", "formerly":
		return true
	}
	return w.lower != "" && w.lower[0] >= '0' && w.lower[0] <= '9'
}

// placeBefore reports whether words end with where something is.
func placeBefore(ws []titleWord) bool {
	n := len(ws)
	for n > 0 && ws[n-1].name && !ws[n-1].stop {
		n--
	}
	return n > 1 && n < len(ws) && (ws[n-1].lower == "in" || ws[n-1].lower == "at" || ws[n-1].lower == "near")
}

// participle reports whether words begin with one that says how something was
// done: "rightly sensing a storm".
func participle(ws []titleWord) bool {
	i := 0
	for i+1 < len(ws) && strings.HasSuffix(ws[i].lower, "ly") {
		i++
	}
	return strings.HasSuffix(ws[i].lower, "ing") && !ws[i].opens() && ws[i].lower != "including" && len(ws[i].lower) > 5 && !ws[i].name
}

// lastClause returns the words after the last one that opens a clause.
func lastClause(ws []titleWord) []titleWord {
	from := len(ws)
	for from > 0 && !ws[from-1].opens() {
		from--
	}
	return ws[from:]
}

// timeBefore lead to a time, which does nothing itself.
var timeBefore = set(`after before during since until following amid despite`)

// nounPhrase returns the last words of ws that can be the subject of what
// follows: back to a verb or a word that only joins.
func nounPhrase(ws []titleWord) []titleWord {
	from := len(ws)
	for from > 0 && len(ws)-from < 6 {
		w := ws[from-1]
		if w.function() && w.lower != "of" && w.lower != "the" && w.lower != "a" && w.lower != "an" || w.pronoun() && w.lower != "he" && w.lower != "she" {
			break
		}
		from--
	}
	return ws[from:]
}

func hasPerson(ws []titleWord) bool {
	for _, w := range ws {
		if w.lower == "he" || w.lower == "she" {
			return true
		}
	}
	return false
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
	case "and", "or", "so", "then", "also", "still", "meanwhile", "however", "now", "but", "yet", "in", "additionally", "moreover", "later", "instead", "having", "by":
		return true
	}
	return false
}

// hasNoun reports whether words can hold a subject: one that is neither a
// function word nor a pronoun.
func hasNoun(ws []titleWord) bool {
	for _, w := range ws {
		if w.lower != "" && w.lower[0] >= '0' && w.lower[0] <= '9' {
			continue
		}
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
		if ws[k].opens() && (k > t+1 || ws[k].lower == "that" && k > 2) && ws[k].lower != "as" && ws[k].lower != "after" && ws[k].lower != "following" {
			return k
		}
	}
	return len(ws)
}

// lateCut is what a word more in a title is worth beside what is lost where it is cut.
const lateCut = .06

// shorten brings words down to the length of a title and keeps the one at t.
func shorten(ws []titleWord, t int, nominal bool) []titleWord {
	ws, t = without(ws, t, func(w titleWord) bool {
		switch w.lower {
		case "also", "reportedly", "apparently", "then", "already", "however":
			return true
		}
		return false
	})
	ws, t = simplePast(ws, t)
	ws, t = shortArticles(ws, t)
	if count(ws) > maxTitle {
		ws, t = passivePast(ws, t)
	}
	if nominal && count(ws[:t+1]) > maxTitle-2 {
		// A noun at the end of a long clause stands for itself.
		k := t
		for k > 0 && !ws[k-1].function() {
			k--
		}
		ws, t = ws[k:], t-k
	}
	// Too much before the trigger: begin later, at a name or a noun phrase.
	room := maxTitle - 1
	if nominal {
		room--
	}
	for count(ws[:t+1]) > room && t > 0 {
		k := 1
		for k < t && !(ws[k].name && !ws[k-1].name) && !(ws[k-1].function() && !ws[k].function()) {
			k++
		}
		if !hasNoun(ws[k:t]) && count(ws[:t+1]) <= maxTitle {
			break
		}
		ws, t = ws[k:], t-k
	}
	if count(ws) <= maxTitle {
		return trimEnd(begun(ws, t))
	}
	// Cut where least is lost, as late as possible.
	best, least := -1, float32(9)
	for k := t + 2; k < len(ws) && count(ws[:k]) <= maxTitle; k++ {
		if l := ws[k].lower; !(phraseBegins(l) || prepositions.has(l) || l == "or" || l == "of" || strings.HasSuffix(l, "ing") && len(l) > 5 && !ws[k-1].function()) || strings.HasSuffix(ws[k-1].lower, "ing") || l == "to" && wantsTo(ws[k-1].lower) {
			continue
		}
		if c := cutCost(ws, k, nominal) - lateCut*float32(k); c < least {
			best, least = k, c
		}
	}
	if k := t + 1; best < 0 && k < len(ws) && k > 3 && phraseBegins(ws[k].lower) && mention.PastForm(ws[t].lower) {
		best = k // "virus found | in all fifty states"
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
	if best < len(ws) && ws[best].lower == "to" {
		for best > t+1 && wantsTo(ws[best-1].lower) {
			best--
		}
	}
	return trimEnd(begun(dangling(ws[:best], t), t))
}

// plainSubject leaves out what the subject of the verb at t has after it, while
// the title is too long: "boats from the north | were seized".
func plainSubject(ws []titleWord, t int) ([]titleWord, int) {
	v := t
	for v > 0 && (auxiliary(ws[v-1].lower) || ws[v-1].lower == "been" || ws[v-1].lower == "be" || modals.has(ws[v-1].lower) || ws[v-1].lower == "not") {
		v--
	}
	if v == t && !finite(ws, t) || slices.ContainsFunc(ws[:v], func(w titleWord) bool {
		return !w.name && (auxiliary(w.lower) || modals.has(w.lower) || w.lower == "what")
	}) {
		return ws, t // what stands before it has a verb of its own
	}
	for count(ws) > maxTitle {
		p := v - 1
		for p > 0 && !(droppable.has(ws[p].lower) && hasNoun(ws[:p]) && !ws[p-1].function()) {
			p--
		}
		if p <= 0 || count(ws[v:]) < 3 {
			break
		}
		ws = slices.Delete(slices.Clone(ws), p, v)
		t -= v - p
		v = p
	}
	return ws, t
}

// droppable are prepositions without whose phrase a subject is still what it was.
var droppable = set(`in on at from with near outside inside around across during by over under behind`)

// shortArticles leaves out the articles when a title is too long.
func shortArticles(ws []titleWord, t int) ([]titleWord, int) {
	if count(ws) <= maxTitle {
		return ws, t
	}
	return without(ws, t, func(w titleWord) bool { return determiner(w.lower) })
}

// withoutVerbless takes off the clause that lost its verb when words were
// taken off the end.
func withoutVerbless(ws []titleWord, t, whole int) []titleWord {
	if len(ws) == whole {
		return ws
	}
	for k := len(ws) - 1; k > t; k-- {
		if ws[k].opens() || ws[k].lower == "and" {
			return ws[:k]
		}
	}
	return ws
}

// simplePast leaves out the auxiliary of a perfect: "had resigned" is
// "resigned" in a headline. "Had come" must stay, and so must "had been
// attacked", for "attacked" would be the other way round, unless it says by whom;
// and "is thought to have fled".
func simplePast(ws []titleWord, t int) ([]titleWord, int) {
	for i := 1; i+1 < len(ws); i++ {
		if !auxiliary(ws[i].lower) || ws[i].lower[0] != 'h' || i == t || ws[i-1].lower == "to" || modals.has(ws[i-1].lower) {
			continue
		}
		n := i + 1
		if ws[n].lower == "been" && n+2 < len(ws) && ws[n+2].lower == "by" && n != t {
			n++ // "has been arrested by the police"
		}
		if ws[n].lower == "been" || !mention.PastForm(ws[n].lower) {
			continue
		}
		ws = slices.Delete(slices.Clone(ws), i, n)
		if i < t {
			t -= n - i
		}
	}
	return ws, t
}

// passivePast makes "has been seized" "was seized", which is a word less. What
// "had been" is in the past of the singular or the plural nobody can tell.
func passivePast(ws []titleWord, t int) ([]titleWord, int) {
	was := map[string]string{"has": "was", "have": "were"}
	for i := 1; i+2 < len(ws); i++ {
		to := was[ws[i].lower]
		if to == "" || ws[i+1].lower != "been" || !mention.PastForm(ws[i+2].lower) || ws[i-1].lower == "to" || modals.has(ws[i-1].lower) {
			continue
		}
		ws = slices.Delete(slices.Clone(ws), i+1, i+2)
		ws[i].text, ws[i].lower = to, to
		if i < t {
			t--
		}
	}
	return ws, t
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
