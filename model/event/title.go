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

// triedForTitle is how many titles are tried for an event, and mostTried from how
// many sentences at most: agencies print one sentence many times.
const (
	triedForTitle = 60
	mostTried     = 150
)

// formWeight is how much the form of a title counts beside how well its sentence
// stands for the event: what does not read as a headline tells nothing, however
// close its sentence is.
const formWeight = 2

// title returns a headline for a cluster, made of the words of one of its
// sentences in their order: the clause with the main trigger, without dates,
// asides and who said it, and with the person named where it says "he".
func (j *joiner) title(c *cluster) string {
	type fit struct {
		it  *item
		fit float32
	}
	fits := make([]fit, 0, len(c.items)+len(c.extra))
	for _, it := range c.items {
		fits = append(fits, fit{it, j.fitness(c, it)})
	}
	for _, it := range c.extra {
		fits = append(fits, fit{it, j.fitness(c, it) - .2})
	}
	slices.SortStableFunc(fits, func(a, b fit) int { return cmp.Compare(b.fit, a.fit) })
	best, most := "", float32(-99)
	seen := map[string]bool{}
	for i, f := range fits {
		if i >= mostTried || len(seen) >= triedForTitle || f.fit <= most {
			break // the form of a title only takes from how well its sentence fits
		}
		for _, h := range j.headlines(f.it) {
			if h.title == "" {
				continue
			}
			seen[h.title] = true
			s := f.fit + h.quality + readable(h.title)
			if s > most {
				best, most = h.title, s
			}
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
		case i == 0 && word.Stop(l) && l != "the" && l != "a" && !small.has(l):
			s -= .1
		case l == "i" || l == "we" || l == "you" || l == "my" || l == "our":
			s -= .2
		}
	}
	return s
}

// small are numbers as words, and what stands before them.
var small = set(`one two three four five six seven eight nine ten several many few more most no at another nearly almost`)

// candidate is a title in question, and how good it is of its kind: one without
// a subject is worse.
type candidate struct {
	title   string
	quality float32
}

// mostVerbs is how many other verbs of a clause are tried for a title.
const mostVerbs = 3

// headlines makes titles of one mention: around the word that tells the event,
// and around the other verbs of its clause, of which one may have the subject;
// when none of them reads well, around those of the whole sentence.
func (j *joiner) headlines(it *item) []candidate {
	m := it.m
	text := j.c.Articles[m.Article].Text
	var asked float32
	if strings.HasSuffix(strings.TrimRight(m.Sentence.Of(text), " \n”\""), "?") {
		asked = .4
	}
	sentence := j.titleWords(m, m.Sentence, text)
	out := j.around(m, m.Clause, text, sentence, asked)
	if m.Clause != m.Sentence && !slices.ContainsFunc(out, func(c candidate) bool { return c.quality > -formWeight*wellFormed }) {
		out = append(out, j.around(m, m.Sentence, text, sentence, asked+.1)...)
	}
	return out
}

// wellFormed is how flawed a title may be that reads well.
const wellFormed = .2

// around makes titles of the part of a sentence that s names, of all of which
// sentence are the words.
func (j *joiner) around(m *model.Mention, s model.Span, text string, sentence []titleWord, flaw float32) []candidate {
	ws := sentence
	if s != m.Sentence {
		ws = j.titleWords(m, s, text)
	}
	if len(ws) == 0 {
		return nil
	}
	h := headline{sentence: sentence, who: means(m, text, ws)}
	var out []candidate
	t := slices.IndexFunc(ws, func(w titleWord) bool { return w.span.Overlaps(m.Trigger) })
	if t >= 0 {
		ws, t = sentenceOf(ws, t)
		h.told, h.ws, h.side = ws[t].span, ws, !m.Evidence.Nominal && subordinate(ws, t)
		out = append(out, h.at(t, m.Evidence.Nominal, flaw))
		out = append(out, caption(ws, t, m.Evidence.Nominal, flaw)...)
	} else {
		h.ws = ws
		out = append(out, candidate{finish(trimEnd(slices.Clone(ws[:min(len(ws), maxTitle)]))), -formWeight * .5})
	}
	for i := range ws {
		if !finite(ws, i) && !claims(ws, i) || i == t || ws[i].says() && !claims(ws, i) {
			continue
		}
		v := verbAfter(ws, i)
		if modals.has(ws[i].lower) && !mention.PastForm(ws[v].lower) {
			continue
		}
		if v != t && len(out) <= mostVerbs {
			out = append(out, h.at(v, false, flaw+.1))
		}
	}
	return out
}

// caption makes a title of what a picture's caption says that has no verb: who is
// seen at what.
func caption(ws []titleWord, t int, nominal bool, flaw float32) []candidate {
	if !nominal || hasFinite(ws) {
		return nil
	}
	from, to := t, t+1
	for from > 0 && !ws[from].stop {
		from--
	}
	for to < len(ws) && !ws[to].stop {
		to++
	}
	ws = ws[from:to]
	if !namesOne(ws[:t-from]) || ws[0].function() || hangs(ws) || count(ws) > maxTitle+1 {
		return nil
	}
	ws, _ = shortArticles(ws, t-from)
	if count(ws) > maxTitle {
		return nil
	}
	return []candidate{{finish(trimEnd(ws)), -formWeight * (flaw + .4)}}
}

// verbAfter returns where the verb is to which the auxiliary at i leads: "was |
// arrested", "has been | arrested", "will not be | used".
func verbAfter(ws []titleWord, i int) int {
	v := i
	for v < i+3 && v+1 < len(ws) && (auxiliary(ws[v].lower) || modals.has(ws[v].lower) || ws[v].lower == "been" || ws[v].lower == "be" || ws[v].lower == "not") {
		if l := ws[v+1].lower; !mention.PastForm(l) && l != "been" && l != "be" && l != "not" {
			break
		}
		v++
	}
	if l := ws[v].lower; l == "been" || l == "be" || l == "not" || modals.has(ws[i].lower) && ws[v-1].lower != "be" {
		return i
	}
	return v
}

// headline makes titles of one mention.
type headline struct {
	sentence []titleWord // all its words
	ws       []titleWord
	told     model.Span // of the word that tells the event; empty when ws lack it
	side     bool       // that word stands in a clause that belongs to another
	who      who        // whom its pronouns mean
}

// goesOn reports whether the sentence tells more after the relative clause that
// words end with: of "Ana Ruiz, who led the guild, burned the boat", that she burned
// it.
func (h *headline) goesOn(core []titleWord) bool {
	last := core[len(core)-1].span
	n := slices.IndexFunc(h.sentence, func(w titleWord) bool { return w.span == last }) + 1
	return n > 0 && n < len(h.sentence) && h.sentence[n].stop && finite(h.sentence, n) && !isState(h.sentence, h.sentence[n].span)
}

// at makes a title around the word at t, which is a noun or a verb; flaw is what
// else speaks against it.
func (h *headline) at(t int, nominal bool, flaw float32) candidate {
	ws, trigger, verb := h.ws, h.ws[t].lower, h.ws[t].span
	if !nominal && dangles(ws, t) {
		flaw += .3
	}
	if t+1 < len(ws) && ws[t+1].lower == "that" && claims(ws, t) {
		ws = slices.Delete(slices.Clone(ws), t+1, t+2) // "say that": a clause would end there
	}
	core, t := subject(ws, t)
	noun, joined := false, float32(0)
	apart := len(core) > 0 && len(core) < len(ws) && core[0].span != ws[len(ws)-len(core)].span
	whole := core
	core = core[:clauseEnd(core, t)]
	if apart && h.goesOn(core) {
		flaw += .3
	}
	if nominal && (hangs(core) || !tells(core)) {
		core, t = fromNoun(core, t)
		noun = true
		if orders.has(core[0].prev) {
			flaw += .3 // "help | defeat the rebels": a verb after all
		}
	} else {
		joined = broken(core, apart)
		if apart {
			flaw += .1
		}
	}
	core, t, unsure := withPerson(core, t, nominal, h.who)
	flaw += unsure
	if !hasNoun(core[:t]) && strings.HasSuffix(core[t].lower, "ed") {
		flaw += .5
	}
	if !noun && !core[0].name && !hasNoun(core[:max(t, 1)]) {
		flaw += .15
	}
	if !nominal && t == len(core)-1 && !standing.has(trigger) {
		flaw += .1
		if asksAs.has(trigger) {
			flaw += .2 // "X was appointed": to what?
		}
	}
	short := shorten(core, t, nominal)
	lacks := cutOff(whole, short, noun)
	if late := short[0].span != core[0].span; !nominal && (lacks > .15 || late) {
		plain, at := plainSubject(core, t)
		s := shorten(plain, at, nominal)
		if l := cutOff(whole, s, noun) + .1; len(plain) < len(core) && (l <= lacks || late && l <= lacks+.3) {
			core, t, short, lacks = plain, at, s, l
		}
	}
	flaw += lacks
	if !noun && len(short) > 0 && short[0].span != core[0].span && (len(core) < 2 || short[0].span != core[1].span || !determiner(core[0].lower)) {
		joined = max(joined, broken(short, false))
		if determiner(short[0].prev) {
			joined = max(joined, .4) // "leaflets about the | virus are sent"
		}
	}
	flaw += joined + unattributed(h.sentence, short)
	switch i := slices.IndexFunc(short, func(w titleWord) bool { return w.span == h.told }); {
	case h.told.Len() == 0:
		flaw += .2
	case i < 0 && h.side && h.told.Start < verb.Start && !subordinate(ws, slices.IndexFunc(ws, func(w titleWord) bool { return w.span == verb })):
		flaw += .2 // "Sensing that a storm was near, | boats left"
	case i < 0:
		flaw += .5 // it tells something else
		if isState(ws, verb) {
			flaw += .2 // "Ana Ruiz has many friends": nothing happened
		}
	case afterPreposition(short, i):
		flaw += .15 // "Many were shocked by the attack": the attack, not the shock
	}
	return candidate{finish(short), -formWeight * (flaw + flaws(short, trigger, nominal))}
}
