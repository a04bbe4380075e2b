package event

import (
	"cmp"
	"slices"
	"strings"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/word"
)

// titleWord is a word of a title in the making.
type titleWord struct {
	text, lower string
	span        model.Span
	name        bool
	stop        bool   // a clause ends before it: a mark stood there
	fresh       bool   // a sentence begins with it, though no mark says so
	prev        string // the word before it in lower case, "" after a mark
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

// titleWords returns the words of the part of a sentence that s names, without its temporal
// expressions, what stands in brackets, and quotation marks.
func (j *joiner) titleWords(m *model.Mention, s model.Span, text string) []titleWord {
	tokens := word.Tokens(text, s)
	if len(tokens) > 0 && relatives.has(tokens[0].Lower) {
		// "whom the rebels killed in May": whom, stands before.
		tokens = word.Tokens(text, model.Span{Start: m.Sentence.Start, End: s.End})
	}
	if len(tokens) == 0 {
		return nil
	}
	b := titleBuilder{text: text, prev: lastBefore(text, model.Span{Start: m.Sentence.Start, End: tokens[0].Start})}
	if rest := afterDateline(text, tokens); len(rest) < len(tokens) {
		tokens, b.prev = rest, ""
	}
	txs := j.c.Timexes[m.Article]
	ti, _ := slices.BinarySearchFunc(txs, m.Sentence.Start, func(t model.Timex, p int) int { return cmp.Compare(t.Span.Start, p) })
	for i := range tokens {
		t := &tokens[i]
		for ti < len(txs) && txs[ti].Span.End <= t.Start {
			ti++
		}
		switch {
		case b.bracket(t.Lower):
		case ti < len(txs) && txs[ti].Span.Overlaps(t.Span) && txs[ti].Type != model.Duration || dateWord(t):
			b.date(t, txs, ti)
		case t.Kind == word.Mark && !strings.Contains("$£€#&%", t.Lower):
			b.mark(t)
		default:
			b.add(tokens, i)
		}
	}
	return b.out
}

// relatives begin a clause that says something of what stands before it.
var relatives = set("who whom which whose")

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
