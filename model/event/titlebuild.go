package event

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/mention"
	"github.com/kreader/kreader/model/word"
)

// titleBuilder collects the words of a sentence that a title can be made of.
type titleBuilder struct {
	text  string
	out   []titleWord
	prev  string // the word before the next one, in lower case; "" after a mark
	stop  bool   // a mark stands before the next word
	fresh bool   // a sentence begins with the next word
	depth int    // how many brackets are open
	after int    // where the last date ended that looks like a page's own stamp, 0: nowhere
}

// bracket reports whether a token stands in brackets or is one.
func (b *titleBuilder) bracket(lower string) bool {
	switch lower {
	case "(", "[":
		b.depth++
	case ")", "]":
		if b.depth == 0 {
			// It was opened before the clause: nothing so far belongs to it.
			b.out, b.prev, b.stop = b.out[:0], "", false
		}
		b.depth = max(0, b.depth-1)
	default:
		return b.depth > 0
	}
	return true
}

// date leaves out a token of a temporal expression, and the preposition that
// led to it.
func (b *titleBuilder) date(t *word.Token, txs []model.Timex, ti int) {
	n := len(b.out)
	if (n == 0 || !b.out[n-1].function()) && t.Kind == word.Number {
		b.after = t.End // "... at the harbour 3 May 2001 The minister ..."
	}
	// "the 3 May attack", "this week's attack" keep what stands before.
	if !t.Possessive && (n == 0 || b.out[n-1].lower != "the") && !possessiveNext(txs, ti, b.text) {
		b.out = dropPreposition(b.out)
		if n = len(b.out); n == 0 {
			b.prev = ""
		} else {
			b.prev = b.out[n-1].lower
		}
	}
}

// mark notes a mark between words.
func (b *titleBuilder) mark(t *word.Token) {
	switch {
	case quoteOpens(b.text, t):
		b.stop, b.prev = true, "" // "shouted “The town is ours”"
	case strings.Contains(",;:—–?!", t.Lower), t.Lower == "-" && t.Start > 0 && !followsWord(b.text[:t.Start]):
		b.stop, b.prev = true, ""
	case t.Lower == "|":
		b.stop, b.fresh, b.prev = true, true, ""
	}
}

// wordsQuoted is from how many words on what stands in quotation marks is taken for
// what somebody said, and not for the name of a thing.
const wordsQuoted = 5

// quoteOpens reports whether a token opens a quotation that begins with a capital
// and is as long as a sentence.
func quoteOpens(text string, t *word.Token) bool {
	rest := text[t.End:]
	r, _ := utf8.DecodeRuneInString(rest)
	if q := text[t.Start:t.End]; q != "“" && (q != "\"" || followsWord(text[:t.Start])) || !unicode.IsUpper(r) {
		return false
	}
	end := strings.IndexAny(rest, "”\"")
	return end < 0 || len(strings.Fields(rest[:end])) >= wordsQuoted
}

// followsWord reports whether text ends in a letter or a digit.
func followsWord(text string) bool {
	r, _ := utf8.DecodeLastRuneInString(text)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// add adds the word at i.
func (b *titleBuilder) add(tokens []word.Token, i int) {
	t := &tokens[i]
	n := len(b.out)
	if zone(b.text, t) && n > 0 && b.out[n-1].lower[0] <= '9' {
		b.out = b.out[:n-1] // "10.40 BST": when a page wrote it
		b.stop, b.fresh, b.prev = true, true, ""
		return
	}
	w := titleWord{text: printed(b.text, t), lower: t.Lower, span: t.Span, name: t.Cap, stop: b.stop, fresh: b.fresh, prev: b.prev}
	if n > 0 && i > 0 && tokens[i-1].End == t.Start && tokens[i-1].Kind == word.Mark && strings.Contains("$£€#", tokens[i-1].Lower) {
		b.out[n-1].text += w.text
		return
	}
	if n > 0 && !b.stop && t.Cap && (b.after > 0 && t.Start-b.after < 3 || b.begins(tokens, i)) {
		w.fresh = true
	}
	if w.fresh {
		w.stop, w.prev = n > 0, ""
	}
	b.out = append(b.out, w)
	b.stop, b.fresh, b.prev, b.after = false, false, t.Lower, 0
}

// begins reports whether a sentence begins with the word at i, which has a
// capital: pages print their headings before their first sentence, and no mark
// between them. "Flood closes harbour The port of ..."
func (b *titleBuilder) begins(tokens []word.Token, i int) bool {
	l := tokens[i].Lower
	if i > 0 && agency(b.text[tokens[i-1].Start:tokens[i-1].End]) && i+1 < len(tokens) && (!tokens[i+1].Cap || i == 1 || tokens[i-2].Kind == word.Mark) {
		return true // "Photograph: Orsa/AFP Nine boats sank"
	}
	if !word.Stop(l) && b.common(tokens, i) {
		return true
	}
	if !word.Stop(l) || len(b.prev) == 0 || i+1 >= len(tokens) || tokens[i-1].Kind == word.Mark || dateWord(&tokens[i]) {
		return false
	}
	if !tokens[i+1].Cap && tokens[i+1].Kind == word.Word {
		return !tokens[i-1].Cap || l == "the" || l == "a" || l == "an"
	}
	return (l == "the" || l == "a" || l == "an") && !tokens[i-1].Cap && !word.Stop(b.prev)
}

// common reports whether the word at i is no name though it has a capital and
// follows a word that leads to nothing: the article has it without.
func (b *titleBuilder) common(tokens []word.Token, i int) bool {
	if i == 0 || i+1 >= len(tokens) || tokens[i-1].Kind != word.Word || tokens[i-1].Cap || tokens[i-1].Possessive || tokens[i].Possessive ||
		tokens[i+1].Kind != word.Word || tokens[i+1].Cap || word.Stop(tokens[i+1].Lower) {
		return false
	}
	p := b.prev
	if p != "up" && p != "out" && p != "down" && word.Stop(p) || mention.PastForm(p) || presents.has(p) {
		return false
	}
	return strings.Contains(b.text, " "+tokens[i].Lower+" ")
}

// agency reports whether a word is the name of an agency, as pages print it under
// pictures.
func agency(w string) bool {
	switch w {
	case "AP", "AFP", "Reuters", "REUTERS":
		return true
	}
	return false
}

// zone reports whether a token is the short name of a time zone.
func zone(text string, t *word.Token) bool {
	switch text[t.Start:t.End] {
	case "GMT", "BST", "UTC", "EST", "EDT", "ET", "CST", "CDT", "PST", "PDT", "CET", "CEST":
		return true
	}
	return false
}

// lastBefore returns the last word of a part of text in lower case, "" when it
// is empty or a mark ends it.
func lastBefore(text string, s model.Span) string {
	if s.Start >= s.End {
		return ""
	}
	part := s.Of(text)
	from := max(0, len(part)-60)
	for from > 0 && !utf8.RuneStart(part[from]) {
		from--
	}
	ts := word.Tokens(text, model.Span{Start: s.Start + from, End: s.End})
	if n := len(ts); n > 0 && ts[n-1].Kind != word.Mark {
		return ts[n-1].Lower
	}
	return ""
}

// sentenceOf returns the words of the sentence that the one at t belongs to,
// and where that then is.
func sentenceOf(ws []titleWord, t int) ([]titleWord, int) {
	from, to := t, t+1
	for from > 0 && !ws[from].fresh {
		from--
	}
	for to < len(ws) && !ws[to].fresh {
		to++
	}
	return ws[from:to], t - from
}
