package event

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/mention"
	"github.com/kreader/kreader/model/word"
)

// maxTitle is the most words a title has: what a line of a timeline holds, and
// about the mean length of newspaper headlines (Dorr et al. 2003, Hedge
// Trimmer: 10.8 words).
const maxTitle = 10

// triedForTitle is how many of an event's sentences are tried for a title.
const triedForTitle = 40

// formWeight is how much the form of a title counts beside how well its sentence
// stands for the event: what does not read as a headline tells nothing, however
// close its sentence is.
const formWeight = 1.5

// title returns a headline for a cluster, made of the words of one of its
// sentences in their order: the clause with the main trigger, without dates,
// asides and who said it, and with the person named where it says "he".
func (j *joiner) title(c *cluster) string {
	type fit struct {
		it  *item
		fit float32
	}
	fits := make([]fit, len(c.items))
	for i, it := range c.items {
		fits[i] = fit{it, j.fitness(c, it)}
	}
	slices.SortStableFunc(fits, func(a, b fit) int { return cmp.Compare(b.fit, a.fit) })
	best, most := "", float32(-99)
	for _, f := range fits[:min(len(fits), triedForTitle)] {
		t, q := j.headline(f.it)
		if t == "" {
			continue
		}
		if s := f.fit + q + readable(t); s > most {
			best, most = t, s
		}
	}
	if best == "" {
		m := c.items[0].m
		w := strings.Fields(m.Clause.Of(j.c.Articles[m.Article].Text))
		best = strings.Join(w[:min(maxTitle, len(w))], " ")
	}
	return best
}

// fitness says how well a sentence stands for its cluster.
func (j *joiner) fitness(c *cluster, it *item) float32 {
	s := c.cosine(it)
	e := &it.m.Evidence
	if it.m.Hedged || e.Refers || e.Generic {
		s -= .4
	}
	if len(e.Triggers) == 0 || it.m.Class == "OTHER" || it.m.Class == "SAY" {
		s -= .2
	}
	if len(it.stems) > 0 && c.stems.of(it.stems[0])*2 >= len(c.items) {
		s += .15
	}
	if len(e.Names) > 0 {
		s += .1
	}
	switch {
	case c.when.IsZero():
	case it.m.When.IsZero():
		s -= .2
	case it.m.When.Days() <= c.when.Days() && !it.m.Evidence.Inferred:
		s += .1
	}
	return s + .2*float32(mention.Weight(it.m.Class))
}

// readable says how much a title reads like a headline.
func readable(t string) float32 {
	w := strings.Fields(t)
	var s float32
	if n := len(w); n < 4 {
		s -= .2 * float32(4-n)
	}
	r, _ := utf8.DecodeRuneInString(t)
	if !unicode.IsUpper(r) && !unicode.IsDigit(r) {
		s -= .3
	}
	for i, x := range w {
		switch l := strings.ToLower(x); {
		case i == 0 && (l == "it" || l == "they" || l == "we" || l == "i" || l == "you" || l == "this" || l == "there" || l == "what" || l == "he" || l == "she"):
			s -= .4
		case i == 0 && word.Stop(l) && l != "the" && l != "a":
			s -= .1
		case l == "i" || l == "we" || l == "you" || l == "my" || l == "our":
			s -= .2
		}
	}
	return s
}

// headline makes a title of one mention, "" when nothing can be made of it,
// and says how good it is of its kind: one without a subject is worse.
func (j *joiner) headline(it *item) (title string, quality float32) {
	m := it.m
	a := &j.c.Articles[m.Article]
	ws := j.titleWords(m, a.Text)
	t := slices.IndexFunc(ws, func(w titleWord) bool { return w.span.Overlaps(m.Trigger) })
	if t < 0 {
		if len(ws) == 0 {
			return "", 0
		}
		return finish(trimEnd(ws[:min(len(ws), maxTitle)])), -.3
	}
	trigger := ws[t].lower
	core, t := subject(ws, t)
	core = core[:clauseEnd(core, t)]
	hangs := hangs(ws, core)
	switch {
	case m.Evidence.Nominal && (hangs || !tells(core)):
		core, t = fromNoun(core, t)
	case hangs:
		quality -= .35
	}
	core, t, flaw := withPerson(core, t, m, hasPerson(ws))
	quality -= flaw
	if !hasNoun(core[:t]) && strings.HasSuffix(core[t].lower, "ed") {
		quality -= .5
	}
	if !core[0].name && !hasNoun(core[:max(t, 1)]) {
		quality -= .15
	}
	if !m.Evidence.Nominal && t == len(core)-1 {
		quality -= .1 // "X was appointed": to what?
	}
	short := shorten(core, t, m.Evidence.Nominal)
	if n := len(short); n < len(core) && short[n-1].span == core[n-1].span && !phraseBegins(core[n].lower) {
		quality -= .15 // cut where no phrase ends: "confirmed a total of 91 human"
	}
	return finish(short), formWeight * (quality - flaws(short, trigger, m.Evidence.Nominal))
}

// titleWord is a word of a title in the making.
type titleWord struct {
	text, lower string
	span        model.Span
	name        bool
	stop        bool // a clause ends before it: a mark stood there
}

func (w titleWord) pronoun() bool {
	switch w.lower {
	case "he", "she", "it", "they", "who", "which", "that", "this", "these", "those", "i", "we", "you", "his", "her", "their", "its", "him", "them":
		return true
	}
	return false
}

// function reports whether a title neither begins nor ends with the word.
func (w titleWord) function() bool {
	switch w.lower {
	case "a", "an", "the", "and", "or", "but", "of", "in", "on", "at", "by", "for", "from", "to", "with", "into", "as", "that", "which", "who", "whose", "when",
		"while", "after", "before", "was", "were", "is", "are", "be", "been", "being", "has", "have", "had", "about", "than", "over", "under", "between", "during", "through",
		"against", "also", "its", "their", "his", "her", "including", "near", "not", "only", "if", "because", "since", "until", "where", "what", "there", "then", "so", "just",
		"more", "most", "very", "some", "this", "these", "those", "both", "our", "my", "your", "would", "will", "could", "may", "might", "should", "can", "late", "early",
		"later", "still", "yet", "however", "meanwhile", "according", "amid", "per", "such", "each", "every", "another", "other", "within", "without", "around", "among",
		"whether", "how", "why", "though", "although", "no", "up", "out", "said", "says", "saying", "told", "do", "does", "did", "it", "they", "he", "she", "we", "i", "you":
		return true
	}
	return false
}

// titleWords returns the words of a mention's clause without its temporal
// expressions, what stands in brackets, and quotation marks.
func (j *joiner) titleWords(m *model.Mention, text string) []titleWord {
	tokens := word.Tokens(text, m.Clause)
	if len(tokens) > 0 && relatives[tokens[0].Lower] {
		// "whom the rebels killed in May": whom, stands before.
		tokens = word.Tokens(text, model.Span{Start: m.Sentence.Start, End: m.Clause.End})
	}
	tokens = afterDateline(text, tokens)
	txs := j.c.Timexes[m.Article]
	ti, _ := slices.BinarySearchFunc(txs, m.Sentence.Start, func(t model.Timex, p int) int { return cmp.Compare(t.Span.Start, p) })
	var out []titleWord
	stop, depth := false, 0
	for i := range tokens {
		t := &tokens[i]
		for ti < len(txs) && txs[ti].Span.End <= t.Start {
			ti++
		}
		switch {
		case t.Lower == "(" || t.Lower == "[":
			depth++
			continue
		case t.Lower == ")" || t.Lower == "]":
			depth = max(0, depth-1)
			continue
		case depth > 0:
			continue
		case ti < len(txs) && txs[ti].Span.Overlaps(t.Span) && txs[ti].Type != model.Duration || dateWord(t):
			// "the 3 May attack", "this week's attack" keep what stands before.
			if n := len(out); !t.Possessive && (n == 0 || out[n-1].lower != "the") && !possessiveNext(txs, ti, text) {
				out = dropPreposition(out)
			}
			continue
		case t.Kind == word.Mark && !strings.Contains("$£€#&%", t.Lower):
			if strings.Contains(",;:—?!", t.Lower) {
				stop = true
			}
			continue
		}
		w := titleWord{text: printed(text, t), lower: t.Lower, span: t.Span, name: t.Cap, stop: stop}
		if n := len(out); n > 0 && tokens[i-1].End == t.Start && (tokens[i-1].Kind == word.Mark) && strings.Contains("$£€#", tokens[i-1].Lower) {
			out[n-1].text += w.text
			continue
		}
		out = append(out, w)
		stop = false
	}
	return out
}

// relatives begin a clause that says something of what stands before it.
var relatives = wordSet("who whom which whose")

// possessiveNext reports whether the temporal expression ends in, or is
// followed by, a possessive.
func possessiveNext(txs []model.Timex, i int, text string) bool {
	if i >= len(txs) {
		return false
	}
	s, rest := txs[i].Span.Of(text), text[txs[i].Span.End:]
	for _, p := range [...]string{"'s", "’s"} {
		if strings.HasSuffix(s, p) || strings.HasPrefix(rest, p) {
			return true
		}
	}
	return false
}

// printed returns a token as printed, with the possessive that belongs to it.
func printed(text string, t *word.Token) string {
	s := text[t.Start:t.End]
	if t.Possessive {
		for _, p := range [...]string{"'s", "’s", "'S", "’S"} {
			if strings.HasPrefix(text[t.End:], p) {
				return s + p
			}
		}
	}
	return s
}

// afterDateline leaves out what agencies put before the first sentence: the
// place, the date and the agency, up to a dash. "LIMA, May 3 (ABC) - ".
func afterDateline(text string, tokens []word.Token) []word.Token {
	for i := 0; i < len(tokens) && i < 30; i++ {
		if (tokens[i].Lower == "-" || tokens[i].Lower == "—") && i > 0 && i+1 < len(tokens) {
			p := text[tokens[0].Start:tokens[i].Start]
			if strings.Contains(p, "(") || strings.ToUpper(text[tokens[0].Start:tokens[0].End]) == text[tokens[0].Start:tokens[0].End] && tokens[0].Len() > 2 {
				return tokens[i+1:]
			}
		}
	}
	return tokens
}

// dateWord reports whether a token names a month, a weekday or a year.
func dateWord(t *word.Token) bool {
	if t.Kind == word.Number {
		return len(t.Lower) == 4 && (strings.HasPrefix(t.Lower, "19") || strings.HasPrefix(t.Lower, "20"))
	}
	if !t.Cap {
		return t.Lower == "yesterday" || t.Lower == "tomorrow" || t.Lower == "tonight"
	}
	switch t.Lower {
	case "january", "february", "april", "june", "july", "august", "september", "october", "november", "december", "monday", "tuesday", "wednesday",
		"thursday", "friday", "saturday", "sunday":
		return true
	}
	return false
}

// dropPreposition takes the preposition that led to a date off the end.
func dropPreposition(ws []titleWord) []titleWord {
	for n := len(ws); n > 0; n = len(ws) {
		switch ws[n-1].lower {
		case "in", "on", "at", "by", "of", "since", "from", "until", "till", "during", "before", "after", "the", "early", "late", "hours", "morning", "night", "evening", "afternoon", "dated", "for":
			ws = ws[:n-1]
		default:
			return ws
		}
	}
	return ws
}
