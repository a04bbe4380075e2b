package mention

import (
	"strings"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/word"
)

// segment is a part of a sentence without a clause boundary inside: the tokens
// from, to-1.
type segment struct{ from, to int }

// openers begin a clause of their own wherever they stand.
var openers = set(`who whom whose which that when while where after before because although though but whereas until unless since if
 following despite amid whether only then`)

// segments cuts the tokens of a sentence at marks and at the words that open a
// clause. Marks inside a temporal expression do not cut ("August 3, 1998").
func segments(tokens []word.Token, inTimex func(model.Span) bool) []segment {
	var out []segment
	from := 0
	cut := func(i int) {
		if i > from {
			out = append(out, segment{from, i})
			from = i
		}
	}
	for i := range tokens {
		t := &tokens[i]
		switch {
		case t.Kind == word.Mark:
			if strings.Contains(`,;:—()`, t.Lower) && !aside(tokens, i) && !inTimex(t.Span) && !listComma(tokens, i) {
				cut(i + 1)
			}
		case i > from && openers[t.Lower] && !inTimex(t.Span) && opens(tokens, i):
			cut(i)
		}
	}
	cut(len(tokens))
	return out
}

// opens tells "after" before a clause or a noun from "soon after" and "the day
// before", which end one.
func opens(tokens []word.Token, i int) bool {
	if i+1 >= len(tokens) || tokens[i+1].Kind == word.Mark {
		return false
	}
	switch tokens[i].Lower {
	case "that": // a determiner: "on that day"
		return i == 0 || !prepositions[tokens[i-1].Lower]
	case "only":
		return tokens[i+1].Lower == "to"
	case "then":
		return tokens[i-1].Lower == "and"
	case "since", "until":
		return true
	}
	return true
}

// aside reports whether the mark at i is one of a pair of brackets around a few
// words, as around an acronym: the clause goes on after it.
func aside(tokens []word.Token, i int) bool {
	const few = 5
	switch tokens[i].Lower {
	case "(":
		for k := i + 1; k < len(tokens) && k <= i+few; k++ {
			if tokens[k].Lower == ")" {
				return true
			}
		}
	case ")":
		for k := i - 1; k >= 0 && k >= i-few; k-- {
			if tokens[k].Lower == "(" {
				return true
			}
		}
	}
	return false
}

// listComma reports whether the comma at i only separates adjectives or names:
// a single word stands between it and the next comma or "and".
func listComma(tokens []word.Token, i int) bool {
	if tokens[i].Lower != "," || i+2 >= len(tokens) || i == 0 {
		return false
	}
	n := tokens[i+2].Lower
	return tokens[i+1].Kind == word.Word && (n == "," || n == "and" || n == "or") && !isVerbForm(tokens[i+1].Lower)
}

var prepositions = set(`in on at by of for from to with into under over through during within near outside inside around against between about per via`)

func set(s string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(s) {
		m[w] = true
	}
	return m
}

// isVerbForm reports whether a word looks like a past form of a verb.
func isVerbForm(w string) bool {
	return len(w) > 3 && strings.HasSuffix(w, "ed") && !notPast[w] || irregular()[w]
}

// notPast end in -ed and are no past forms.
var notPast = set(`need feed speed seed weed deed indeed greed breed bleed shed hundred sacred naked kindred`)

// PastForm reports whether a word in lower case looks like a past form of a
// verb.
func PastForm(w string) bool { return isVerbForm(w) || pastForms[w] }
