// Package mention finds the sentences that tell an event, and the parts of
// sentences that tell different ones: "became director in 1996, and was named
// minister in May 1999" is two mentions.
//
// In: an article, its sentences and temporal expressions. Out: mentions, each
// with the words that tell it, the time it is linked to, and the evidence by
// which model/event joins mentions of different articles.
//
// There is no parser. Sentences are cut into clauses at marks and at the words
// that open one, triggers come from a table (lexicon.txt), and a temporal
// expression belongs to the trigger nearest to it in the order of precision of
// CAEVO's sieves (Chambers et al. 2014): the same clause first, the verb before
// the expression first, reporting verbs last.
package mention

import (
	"slices"
	"strings"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/edtf"
	"github.com/kreader/kreader/model/lang"
	"github.com/kreader/kreader/model/name"
	"github.com/kreader/kreader/model/word"
)

// Extract returns the mentions of events in an article, given its sentences
// and temporal expressions, in the order of the text. The Article field of
// each is index. Spans are bytes of the article's text. It never fails; an
// article without sentences has no mentions.
func Extract(index int, a *model.Article, sentences []model.Span, tx []model.Timex, l *lang.Language) []model.Mention {
	x := extractor{index: index, a: a, tx: tx, stem: word.Borrow(), lastPerson: -1}
	defer x.stem.Return()
	x.read(sentences)
	var out []model.Mention
	for i := range x.sentences {
		x.sentences[i].tokens = x.tokens(i)
		x.parse(&x.sentences[i])
		out = append(out, x.mentions(&x.sentences[i])...)
		x.sentences[i] = sentence{} // its words are needed no more
	}
	return slices.Clip(slices.Clone(out)) // half of the room is empty, and very many are kept
}

// Of returns the mentions of an article of a collection, as Extract finds them; none
// where its sentences are not known.
func Of(c *model.Collection, article int) []model.Mention {
	if article >= len(c.Sentences) || article >= len(c.Timexes) {
		return nil
	}
	a := &c.Articles[article]
	return Extract(article, a, c.Sentences[article], c.Timexes[article], lang.For(a.Language))
}

// sentence is a sentence with what is known about its words.
type sentence struct {
	span     model.Span
	block    int
	kind     model.BlockKind
	place    int // number of body sentences before it
	tokens   []word.Token
	names    []name.Found
	entities []int // for each name, its number in the book, or -1
	tx       []int // temporal expressions in it
	segs     []segment
	triggers []trigger
	headline bool
	open     bool // without a full stop: a headline or a caption
	person   int  // whom "he" means at its start, -1

	describing []int // temporal expressions that only say of what time something is
}

type extractor struct {
	index      int
	a          *model.Article
	tx         []model.Timex
	stem       word.Stemmer
	book       *name.Book
	sentences  []sentence
	lastPerson int
	kept       int          // bytes of text whose words are kept
	words      []word.Token // of the last sentence whose words are not
	stems      []string     // room for those of a mention
}

// maxKept is of how many bytes of an article the words are kept between its
// readings. Those of a longer text would take ten times its room, and are read
// again each time.
const maxKept = 1 << 20

// tokens returns the words of sentence i, until it is called again.
func (x *extractor) tokens(i int) []word.Token {
	s := &x.sentences[i]
	switch {
	case s.tokens != nil:
		return s.tokens
	case x.kept < maxKept:
		x.kept += s.span.Len()
		s.tokens = word.Tokens(x.a.Text, s.span)
		return s.tokens
	}
	x.words = word.AppendTokens(x.words[:0], x.a.Text, s.span)
	return x.words
}

// read cuts the sentences that may tell something into words and reads their
// names. Pull quotes say what the body says already; code, tables and references to
// other texts are not sentences.
func (x *extractor) read(spans []model.Span) {
	block, place, ti := 0, 0, 0
	x.sentences = make([]sentence, 0, len(spans))
	for _, s := range spans {
		for block < len(x.a.Blocks) && x.a.Blocks[block].Span.End <= s.Start {
			block++
		}
		if block == len(x.a.Blocks) {
			break
		}
		b := &x.a.Blocks[block]
		if b.Repeats || b.Kind == model.Code || b.Kind == model.Table || reference(x.a, b) || !b.Span.Contains(s) {
			continue
		}
		st := sentence{span: s, block: block, kind: b.Kind, place: place}
		if b.Kind == model.Paragraph {
			place++
		}
		for ti < len(x.tx) && x.tx[ti].Span.Start < s.Start {
			ti++
		}
		for ; ti < len(x.tx) && x.tx[ti].Span.End <= s.End; ti++ {
			st.tx = append(st.tx, ti)
		}
		x.sentences = append(x.sentences, st)
	}
	book, found, ids := name.Read(x.a.Text, len(x.sentences), x.tokens)
	x.book = book
	main := book.Main()
	last, alone := main, main >= 0 && book.Central(main)
	for i := range x.sentences {
		s := &x.sentences[i]
		if alone && i > 0 && x.sentences[i-1].block != s.block {
			last = main // a new paragraph of a portrait is about the portrayed
		}
		s.names, s.entities, s.person = found[i], ids[i], last
		for _, id := range ids[i] {
			if id >= 0 && book.Entity(id).Person {
				last = id
				break // the first one named is the subject more often than not
			}
		}
	}
}

// reference reports an item of a list that ends with its own address, as in bookmarks and
// bibliographies: it names another text and tells nothing itself.
func reference(a *model.Article, b *model.Block) bool {
	if b.Kind != model.List || len(b.Inline) == 0 {
		return false
	}
	last := b.Inline[len(b.Inline)-1]
	return last.Kind == model.Link && last.Span.End == b.Span.End && a.Text[last.Span.Start:last.Span.End] == last.URL
}

// parse finds the clauses and triggers of a sentence.
func (x *extractor) parse(s *sentence) {
	inTimex := func(p model.Span) bool {
		for _, t := range s.tx {
			if x.tx[t].Span.Contains(p) {
				return true
			}
		}
		return false
	}
	names := make([]bool, len(s.tokens))
	for i, f := range s.names {
		if s.entities[i] >= 0 {
			for k := f.First; k <= f.Last && k < len(names); k++ {
				names[k] = true
			}
		}
	}
	s.headline = name.TitleCase(s.tokens)
	if n := len(s.tokens); n > 0 && !strings.Contains(`.?!":;...`, s.tokens[n-1].Lower) {
		s.open = true
	}
	s.segs = segments(s.tokens, inTimex)
	s.triggers = triggers(s.tokens, s.segs, func(i int) bool { return names[i] }, func(i int) bool { return inTimex(s.tokens[i].Span) }, s.headline, x.stem)
}

// mentions returns the mentions of a sentence: one for each date in it that
// dates something, and one for the part that none of them dates.
func (x *extractor) mentions(s *sentence) []model.Mention {
	if len(s.tokens) < 3 {
		return nil
	}
	groups := x.group(s)
	var out []model.Mention
	for _, g := range groups {
		if m, ok := x.mention(s, g, len(groups) == 1); ok {
			out = append(out, m)
		}
	}
	if len(out) == 1 && len(groups) > 1 && !out[0].Evidence.Refers {
		// The other parts tell nothing: the sentence is told as a whole.
		out[0].Clause = s.span
	}
	return out
}

// mention makes the mention of a group, if it tells anything.
func (x *extractor) mention(s *sentence, g group, whole bool) (model.Mention, bool) {
	m := model.Mention{Article: x.index, Block: s.block, Sentence: s.span, Timex: g.timex, Clause: x.clause(s, g)}
	if whole {
		m.Clause = s.span
	} else if g.from == 0 && len(g.triggers) > 0 && s.triggers[g.triggers[0]].first == 0 && !s.triggers[g.triggers[0]].nominal {
		m.Clause = x.withSubject(s, g)
	}
	e := &m.Evidence
	e.Place = s.place
	main := x.mainTrigger(s, g)
	if main != nil {
		m.Class, m.Hedged = main.className(), main.hedged
		m.Trigger = model.Span{Start: s.tokens[main.first].Start, End: s.tokens[main.last].End}
		e.Nominal, e.Definite = main.nominal, main.nominal && main.definite
		e.Generic = main.generic && !s.open && g.timex < 0 && !x.happens(s, g)
	}
	if g.timex >= 0 {
		t := &x.tx[g.timex]
		m.When, m.Why = t.When, t.Why
		e.Refers = g.refers
		if main == nil && !g.refers && t.When.Gran != edtf.ByDay && t.When.Gran != edtf.ByMonth {
			return m, false // a year with nothing that happens in it
		}
	}
	if main == nil && g.timex < 0 && !s.headline && !s.open && s.place >= head {
		return m, false
	}
	if main != nil && main.say() && g.timex < 0 && len(g.triggers) == 1 {
		return m, false // somebody says something
	}
	if s.kind == model.Question && g.timex < 0 {
		return m, false
	}
	x.evidence(s, g, main, e)
	if g.timex < 0 && len(e.Words)+len(e.Names) < 3 {
		return m, false
	}
	x.lead(s, &m, main)
	return m, true
}

// head is how many sentences at the head of an article are kept even when no
// word in them is known to tell something: a report opens with what it reports.
const head = 4

// happens reports whether anything in the group is told in the past tense,
// saying aside.
func (x *extractor) happens(s *sentence, g group) bool {
	for _, i := range g.triggers {
		if t := &s.triggers[i]; !t.nominal && !t.generic && !t.hedged && !t.say() && s.tokens[t.first].Lower != "" && !strings.HasSuffix(s.tokens[t.first].Lower, "ing") {
			return true
		}
	}
	return false
}

// lead dates the sentence that an article opens with, when it has no date of
// its own: news opens with what has just happened.
func (x *extractor) lead(s *sentence, m *model.Mention, main *trigger) {
	p := x.a.Published
	if s.place != 0 || s.kind != model.Paragraph || m.Timex >= 0 || main == nil || m.Hedged || p.IsZero() || p.Gran != edtf.ByDay || p.Uncertain || x.onCalendar(s) {
		return
	}
	m.When, m.Evidence.Inferred = edtf.OnDay(p.Lo), true
	m.When.Uncertain = true
	m.Why = "undated, but the article opens with it: on or just before publication on " + p.String()
}

// onCalendar reports whether a sentence names a time; how long something took, or
// of what time it is, dates nothing.
func (x *extractor) onCalendar(s *sentence) bool {
	return slices.ContainsFunc(s.tx, func(t int) bool { return !x.tx[t].When.IsZero() && !slices.Contains(s.describing, t) })
}

// mainTrigger returns the trigger that the group is about: the weightiest one,
// with an advantage for the one its date is linked to.
func (x *extractor) mainTrigger(s *sentence, g group) *trigger {
	var best *trigger
	var most float64
	for _, i := range g.triggers {
		t := &s.triggers[i]
		w := t.weight()
		if i == g.main {
			w += .5
		}
		if t.hedged && i != g.main {
			w -= 1
		}
		if s.compounds(i) {
			w -= 1
		}
		if best == nil || w > most {
			best, most = t, w
		}
	}
	return best
}

// compounds reports whether trigger i is a noun that only says of what kind the
// noun after it is: in "death threats" nobody died.
func (s *sentence) compounds(i int) bool {
	return i+1 < len(s.triggers) && s.triggers[i].nominal && s.triggers[i+1].nominal && s.triggers[i+1].first == s.triggers[i].last+1 &&
		!s.tokens[s.triggers[i].last].Possessive
}

// clause returns the bytes of the group, without the marks and conjunctions
// around them.
func (x *extractor) clause(s *sentence, g group) model.Span {
	from, to := g.from, g.to
	for from < to-1 && (s.tokens[from].Kind == word.Mark && !strings.Contains(`"'(`, s.tokens[from].Lower) || s.tokens[from].Lower == "and" || s.tokens[from].Lower == "but") {
		from++
	}
	for to-1 > from && strings.Contains(",;:—(", s.tokens[to-1].Lower) {
		to--
	}
	sp := model.Span{Start: s.tokens[from].Start, End: s.tokens[to-1].End}
	if s.tokens[to-1].Possessive {
		sp.End = min(s.span.End, sp.End+len("’s"))
		for sp.End < s.span.End && x.a.Text[sp.End]&0xC0 == 0x80 {
			sp.End++
		}
	}
	return sp
}

// withSubject returns the bytes of a group that opens the sentence with a
// participle, with the subject that follows it: "Born in Lima in 1950, the
// writer" is told, "Born in Lima in 1950" is not.
func (x *extractor) withSubject(s *sentence, g group) model.Span {
	sp := x.clause(s, g)
	for i := range s.triggers {
		t := &s.triggers[i]
		if t.first >= g.to && t.first-g.to <= 15 && !t.nominal {
			if t.first > g.to {
				sp.End = s.tokens[t.first-1].End
			}
			break
		}
	}
	return sp
}

// isPassive reports whether the participle at i has a form of "be" before it.
func isPassive(tokens []word.Token, i int) bool {
	for k := i - 1; k >= 0 && k >= i-3; k-- {
		switch tokens[k].Lower {
		case "was", "were", "been", "be", "is", "are", "being", "got":
			return true
		}
	}
	return false
}
