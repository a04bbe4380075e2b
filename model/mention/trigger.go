package mention

import (
	"strings"

	"github.com/kreader/kreader/model/word"
)

// trigger is a word of a sentence that tells an event.
type trigger struct {
	first, last int    // tokens
	class       *class // nil: a past verb that the table does not have
	stem        string
	nominal     bool // a noun: "the attack"
	definite    bool // with the, this, or a possessive
	hedged      bool
	generic     bool // in the present tense, or a plural without an article
	seg         int
}

func (t *trigger) say() bool { return t.class != nil && t.class.Say }

func (t *trigger) weight() float64 {
	if t.class == nil {
		return .3
	}
	return t.class.Weight
}

func (t *trigger) className() string {
	if t.class == nil {
		return "OTHER"
	}
	return t.class.Name
}

var (
	determiners = set(`the a an this that these those his her its their our my your no any some each every several many two three four five another`)
	definites   = set(`the this that these those his her its their`)
	pronouns    = set(`i you he she it we they who which that`)
	modals      = set(`may might could would should will shall can cannot must can't won't wouldn't couldn't shouldn't mustn't`)
	negations   = set(`not no never neither nor without didn't don't doesn't wasn't weren't isn't aren't hasn't haven't hadn't denied denies failed fails refused
 declined avoid avoided prevent prevented averted nobody none`)
	intentions = set(`plan plans planned planning want wants wanted expect expects expected intend intends intended hope hopes hoped try tries tried
 trying seek seeks sought seeking threaten threatens threatened threatening vow vows vowed likely set scheduled agree agreed order ordered ready due need needs
 needed prepare prepared preparing aim aims aimed call called calls calling urge urged urges demand demanded demands ask asked asks attempt attempts attempted
 promised promise able unable willing wish wishes wished designed meant supposed`)
	doubts      = set(`possible potential potentially alleged planned proposed any no next future further would-be if unless whether suspected feared hypothetical upcoming another`)
	auxiliaries = set(`is are was were be been being am has have had having get got gets`)
	offices     = set(`president minister premier chief head director chairman chairwoman secretary governor mayor chancellor king queen prince leader commander coach captain judge senator ambassador boss manager editor ceo`)
)

// triggers returns the triggers in a sentence, in order. isName tells the
// tokens that belong to names, which tell nothing.
func triggers(tokens []word.Token, segs []segment, isName, isTimex func(int) bool, headline bool, stem word.Stemmer) []trigger {
	x := table()
	var out []trigger
	for si, s := range segs {
		for i := s.from; i < s.to; i++ {
			t := &tokens[i]
			if t.Kind != word.Word || isTimex(i) {
				continue
			}
			g, ok := x.phrase(tokens, i, s.to)
			if !ok {
				if isName(i) {
					continue
				}
				g, ok = x.single(tokens, s, i, headline, stem)
			}
			if !ok {
				continue
			}
			g.seg = si
			if g.nominal {
				g.definite = definite(tokens, s, i) && !ofSome(tokens, s, g.last) && !offices[t.Lower]
			}
			if g.class != nil && g.class.Back && !g.definite {
				continue
			}
			g.hedged = hedged(tokens, s, &g, isTimex)
			g.generic = !headline && generic(tokens, s, &g)
			out = append(out, g)
			i = g.last
		}
	}
	return out
}

// phrase looks for a trigger of several words at token i.
func (x *lexicon) phrase(tokens []word.Token, i, end int) (trigger, bool) {
	list := x.phrases[tokens[i].Lower]
	if len(list) == 0 {
		list = x.phrases[verbBase(tokens[i].Lower)]
	}
	for _, p := range list {
		if i+len(p.words) > end {
			continue
		}
		k := 1
		// "checked herself into": one word may stand between.
		skip := 0
		for k < len(p.words) {
			at := i + k + skip
			if at < end && tokens[at].Lower == p.words[k] {
				k++
				continue
			}
			if k == 1 && skip == 0 && at < end && tokens[at].Kind == word.Word && p.entry.verb != nil && len(p.words) == 2 {
				skip = 1
				continue
			}
			break
		}
		if k == len(p.words) {
			g := trigger{first: i, last: i + k + skip - 1, class: p.entry.verb, stem: phraseStem(p.words)}
			if g.class == nil {
				g.class, g.nominal = p.entry.noun, true
			}
			return g, true
		}
	}
	return trigger{}, false
}

// phraseStem returns the stem of a phrase. All attempts are one.
func phraseStem(words []string) string {
	for _, w := range words {
		if strings.HasPrefix(w, "attempt") {
			return "attempt"
		}
	}
	return words[0] + "_" + words[1]
}

// generic reports whether a trigger tells of a state or a habit: a verb in the
// present tense, or a plural noun without an article.
func generic(tokens []word.Token, s segment, g *trigger) bool {
	w := tokens[g.first].Lower
	if g.nominal {
		return !g.definite && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && (g.first == s.from || tokens[g.first-1].Kind != word.Number && !determiners[tokens[g.first-1].Lower])
	}
	prev := before(tokens, s, g.first)
	if prev == "to" {
		return false // what for: no tense of its own
	}
	if isVerbForm(w) && auxBefore(tokens, segment{0, s.to}, g.first, 3) == "" && g.last+1 < s.to && tokens[g.last+1].Lower == "by" {
		return auxBefore(tokens, s, g.first, 20) == "present" // "those targeted by ...": the tense is that of the clause
	}
	if !isVerbForm(w) && !pastForms[w] && !strings.HasSuffix(w, "ing") && !strings.HasSuffix(w, "ion") && !strings.HasSuffix(w, "ment") {
		return auxBefore(tokens, s, g.first, 4) != "past"
	}
	return auxBefore(tokens, s, g.first, 4) == "present"
}

// pastForms are the irregular past forms of the table.
var pastForms = set(`struck shot slew slain fought sank sunk burst withdrew withdrawn came fled left born begun began won beat lost burnt froze frozen
 stole stolen sold bought paid met wed underwent rose fell sent broke shook sued said told wrote thought found caught hit hurt cut set put quit bet
 shut spread cast let split became took taken became sworn hung blew dead overthrew overthrown`)

// auxBefore returns the tense of the nearest auxiliary within n tokens before
// i: "present", "past" (which the perfect is for our ends), or "".
func auxBefore(tokens []word.Token, s segment, i, n int) string {
	for k := i - 1; k >= s.from && k >= i-n; k-- {
		switch tokens[k].Lower {
		case "is", "are", "am", "do", "does":
			return "present"
		case "was", "were", "has", "have", "had", "did", "been":
			return "past"
		}
	}
	return ""
}

// verbBase takes the ending of a regular verb off, as far as phrases need.
func verbBase(w string) string {
	for _, s := range []string{"ing", "ed", "s"} {
		if c, ok := strings.CutSuffix(w, s); ok && len(c) > 2 {
			return c
		}
	}
	return w
}

// single looks for a trigger of one word at token i of segment s.
func (x *lexicon) single(tokens []word.Token, s segment, i int, headline bool, stem word.Stemmer) (trigger, bool) {
	t := &tokens[i]
	w := t.Lower
	parts := w
	if k := strings.LastIndexByte(w, '-'); k > 0 { // "re-arrested", "car-bombing"
		parts = w[k+1:]
	}
	st := stem.Stem(parts)
	e := x.stems[st]
	g := trigger{first: i, last: i, stem: st}
	prev := before(tokens, s, i)
	switch {
	case e.verb == nil && e.noun == nil:
		if g, ok := office(tokens, s, i); ok {
			return g, true
		}
		if word.Stop(w) || t.Cap && !headline || !otherVerb(w, prev) {
			return g, false
		}
		return g, true
	case e.noun != nil && (e.verb == nil || nominal(tokens, s, i, headline)):
		if e.verb == nil && len(w) < 4 {
			return g, false
		}
		g.class, g.nominal = e.noun, true
	case e.verb == nil:
		return g, false
	case w == "left" && (determiners[prev] || prepositions[prev]):
		return g, false // the side, not the going
	default:
		if strings.HasSuffix(w, "ed") && determiners[prev] && i+1 < s.to && tokens[i+1].Kind == word.Word && !prepositions[tokens[i+1].Lower] {
			return g, false // an adjective: "the wounded man"
		}
		g.class = e.verb
	}
	if t.Cap && !headline && i > s.from && !g.class.Say {
		return g, false // part of a name that was not read as one
	}
	return g, true
}

// otherVerb reports whether w looks like a finite past verb, or a gerund that
// tells what came before or after.
func otherVerb(w, prev string) bool {
	if determiners[prev] || prev == "very" || prev == "of" {
		return false
	}
	if strings.HasSuffix(w, "ing") && len(w) > 5 {
		return prev == "after" || prev == "before" || prev == "by"
	}
	return isVerbForm(w)
}

// office reads "was the head of", "is premier", "served as director": holding
// an office is told by the noun.
func office(tokens []word.Token, s segment, i int) (trigger, bool) {
	if !offices[tokens[i].Lower] || tokens[i].Lower == "premier" && i+1 < s.to && tokens[i+1].Kind == word.Word && !word.Stop(tokens[i+1].Lower) {
		return trigger{}, false // "a premier league" is the first of its kind
	}
	for k := i - 1; k >= s.from && k > i-6; k-- {
		switch tokens[k].Lower {
		case "was", "were", "as", "been", "am", "is":
			return trigger{first: i, last: i, class: table().byName["APPOINT"], stem: officeStem(tokens[i].Lower), nominal: true}, true
		}
	}
	return trigger{}, false
}

// officeStem returns the stem of an office: one for those who head something,
// for outlets differ in what they call them, and its own for any other.
func officeStem(w string) string {
	switch w {
	case "president", "king", "queen", "prince", "coach", "captain", "judge", "senator", "ambassador", "editor", "mayor", "governor":
		return "office_" + w
	}
	return "head"
}

func before(tokens []word.Token, s segment, i int) string {
	if i > s.from {
		return tokens[i-1].Lower
	}
	return ""
}

// nominal decides whether a word that may be a verb or a noun is a noun here.
func nominal(tokens []word.Token, s segment, i int, headline bool) bool {
	w := tokens[i].Lower
	prev := before(tokens, s, i)
	next := ""
	if i+1 < s.to {
		next = tokens[i+1].Lower
	}
	if strings.HasSuffix(w, "ed") || irregular()[w] {
		return false
	}
	if prev == "to" || modals[prev] || pronouns[prev] || auxiliaries[prev] && !strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ion") {
		return false
	}
	if prev == "not" || prev == "did" || prev == "do" || prev == "does" || strings.HasSuffix(prev, "n't") {
		return false
	}
	if strings.HasSuffix(w, "ing") && !determiners[prev] && next != "of" && !(prepositions[prev] && prev != "by") {
		return false
	}
	if i == s.from {
		return !headline && !strings.HasSuffix(w, "ing")
	}
	if determiners[prev] || prepositions[prev] || tokens[i-1].Possessive || next == "of" || next == "on" || next == "against" {
		return true
	}
	if tokens[i-1].Kind != word.Word {
		return tokens[i-1].Kind == word.Number || tokens[i-1].Lower == `"`
	}
	// A plural or a name before it is its subject, any other noun or adjective
	// belongs to it: "rebels attack", "Rossi visits"; "a drone attack".
	if tokens[i-1].Cap || strings.HasSuffix(prev, "s") && !strings.HasSuffix(prev, "ss") {
		return prepositions[next] && !headline && !strings.HasSuffix(w, "s")
	}
	return true
}

// definite reports whether the noun at i has the, this or a possessive before
// it, within three words.
func definite(tokens []word.Token, s segment, i int) bool {
	for k := i - 1; k >= s.from && k >= i-3; k-- {
		if definites[tokens[k].Lower] || tokens[k].Possessive {
			return true
		}
		if tokens[k].Lower == "a" || tokens[k].Lower == "an" || tokens[k].Kind == word.Mark && tokens[k].Lower != `"` {
			return false
		}
	}
	return false
}

// ofSome reports whether the noun at i is somebody's or something's that is not
// known: "the return of a sovereign state" is none that was told of before.
func ofSome(tokens []word.Token, s segment, i int) bool {
	if i+2 >= s.to || tokens[i+1].Lower != "of" {
		return false
	}
	switch tokens[i+2].Lower {
	case "a", "an", "any", "some", "another":
		return true
	}
	return false
}

// hedged reports whether the trigger is negated, modal, conditional or only
// intended.
func hedged(tokens []word.Token, s segment, g *trigger, isTimex func(int) bool) bool {
	if s.from < len(tokens) && (tokens[s.from].Lower == "if" || tokens[s.from].Lower == "unless" || tokens[s.from].Lower == "whether") {
		return true
	}
	if g.nominal {
		for k := g.first - 1; k >= s.from && k >= g.first-3; k-- {
			if doubts[tokens[k].Lower] && tokens[k].Lower != "upcoming" && !isTimex(k) {
				return true
			}
		}
		for k := g.last + 1; k < s.to && k <= g.last+4; k++ {
			if modals[tokens[k].Lower] && !isTimex(k) { // May is a month as well
				return true
			}
		}
		return false
	}
	for k := g.first - 1; k >= s.from && k >= g.first-5; k-- {
		w := tokens[k].Lower
		if isTimex(k) {
			continue
		}
		if modals[w] || negations[w] {
			return true
		}
		if intentions[w] && k+1 < g.first && (tokens[k+1].Lower == "to" || tokens[g.first-1].Lower == "to") {
			return true
		}
	}
	return false
}
