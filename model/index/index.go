// Package index searches the texts of a collection: words in any case, without
// their accents, and names in any of the spellings that the articles have.
//
// A query ([ParseQuery]) goes in, hits come out one by one, article by article,
// so that the first are there at once and the rest can be called off. Where an
// index of the words is kept elsewhere ([Kept]), only the texts are gone through
// that have the words, and those come first that have the most to do with them.
package index

import (
	"context"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/fold"
	"github.com/kreader/kreader/model/name"
)

// Index is what searching wants to know of a collection before. It is read-only:
// any goroutine may search.
type Index struct {
	collection *model.Collection
	common     map[string]bool     // folded words that occur in lower case: no names
	names      map[string][]string // folded words that only occur with a capital, by what their spellings share
	kept       Kept                // nil: every search goes through all texts
}

// New prepares a collection for searching: it looks at every word once. When ctx
// is done it returns what it has; spellings of names may then be missed.
func New(ctx context.Context, c *model.Collection) *Index {
	x := &Index{collection: c, common: map[string]bool{}, names: map[string][]string{}}
	seen := map[string]bool{} // words as they are printed
	for i := range c.Articles {
		if ctx.Err() != nil {
			break
		}
		text := c.Articles[i].Text
		for start, end := range printedWords(text) {
			if w := text[start:end]; len(w) >= shortestName && !seen[w] {
				seen[w] = true
			}
		}
	}
	capitals := map[string]bool{}
	for w := range seen {
		r, _ := utf8.DecodeRuneInString(w)
		f := string(fold.Query(w))
		if unicode.IsUpper(r) {
			capitals[f] = true
		} else {
			x.common[f] = true
		}
	}
	for f := range capitals {
		if x.common[f] {
			continue
		}
		for _, frame := range frames(f) {
			x.names[frame] = append(x.names[frame], f)
		}
	}
	return x
}

// shortestName is how many bytes a name must have to be known in another
// spelling: shorter ones have too many neighbours (see name.SamePart).
const shortestName = 4

// printedWords gives the first and last byte of each run of letters.
func printedWords(text string) func(yield func(start, end int) bool) {
	return func(yield func(int, int) bool) {
		start := -1
		for i, r := range text {
			letter := r < utf8.RuneSelf && (r|0x20 >= 'a' && r|0x20 <= 'z') || r >= utf8.RuneSelf && (unicode.IsLetter(r) || unicode.Is(unicode.Mn, r))
			if letter && start < 0 {
				start = i
			}
			if !letter && start >= 0 {
				if !yield(start, i) {
					return
				}
				start = -1
			}
		}
		if start >= 0 {
			yield(start, len(text))
		}
	}
}

// frames returns the keys under which the spellings of a folded name are found;
// "dh" is read in two ways.
func frames(folded string) []string {
	folded = name.Fold(folded)
	a := name.KeyOf(folded, false).Frame
	if !strings.Contains(folded, "dh") {
		return []string{a}
	}
	return []string{a, name.KeyOf(folded, true).Frame}
}

// Spellings returns other spellings of a folded word that occur in the texts;
// none when it is no name there.
func (x *Index) Spellings(word string) []string {
	if len(word) < shortestName || x.common[word] {
		return nil
	}
	var out []string
	seen := map[string]bool{word: true}
	for _, frame := range frames(word) {
		for _, s := range x.names[frame] {
			if !seen[s] && name.SamePart(name.Fold(word), name.Fold(s)) {
				seen[s] = true
				out = append(out, s)
			}
		}
	}
	return out
}
