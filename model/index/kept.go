package index

import (
	"context"
	"iter"
	"slices"
	"unicode/utf8"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/fold"
)

// Kept is what is kept elsewhere of the texts of a collection, so that a search
// need not go through all of them. Its methods may be called by any goroutine.
type Kept interface {
	// Vocabulary returns the words of the collection, nil when they are not known.
	Vocabulary() *Vocabulary
	// Having reports of each article, by its index, whether it may have one of
	// the words of each of the sets; it may be wrong only in saying yes. It is nil
	// when nothing is known.
	Having(ctx context.Context, sets [][]Word) []bool
}

// Word is a token of a [Bag], or how one begins.
type Word struct {
	Text  string
	Whole bool
}

// Bag returns the tokens of a text, each once: what an index of its words is to
// hold for [Kept.Having] to be answered from it. Tokens are folded, and have
// letters and digits alone; a script without spaces gives its characters.
func Bag(memo *fold.Memo, text string) (out []string) {
	seen := map[string]bool{}
	for t := range tokens(fold.With(memo, text).Bytes) {
		if !seen[string(t)] {
			s := string(t)
			seen[s] = true
			out = append(out, s)
		}
	}
	return out
}

// tokens gives the tokens of a folded text, in its order.
func tokens(folded []byte) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		start := -1
		for i := 0; i < len(folded); {
			r, n := rune(folded[i]), 1
			if r >= utf8.RuneSelf {
				r, n = utf8.DecodeRune(folded[i:])
			}
			alone := unbroken(r)
			if inside := wordRune(r) && !alone; !inside && start >= 0 {
				if !yield(folded[start:i]) {
					return
				}
				start = -1
			} else if inside && start < 0 {
				start = i
			}
			if alone && wordRune(r) && !yield(folded[i:i+n]) {
				return
			}
			i += n
		}
		if start >= 0 {
			yield(folded[start:])
		}
	}
}

// Vocabulary is the words of a collection as searching for names wants them: see
// [New]. All lists are sorted.
type Vocabulary struct {
	Common []string   // that occur in lower case
	Frames []string   // what the spellings of names share
	Names  [][]string // for each frame, the names that have it
}

// Vocabulary returns the words of the collection.
func (x *Index) Vocabulary() *Vocabulary {
	v := &Vocabulary{}
	for w := range x.common {
		v.Common = append(v.Common, w)
	}
	for f := range x.names {
		v.Frames = append(v.Frames, f)
	}
	slices.Sort(v.Common)
	slices.Sort(v.Frames)
	for _, f := range v.Frames {
		v.Names = append(v.Names, slices.Sorted(slices.Values(x.names[f])))
	}
	return v
}

// With is [New] for a collection of which something is kept. What was kept must be
// of these articles.
func With(ctx context.Context, c *model.Collection, kept Kept) *Index {
	if kept == nil {
		return New(ctx, c)
	}
	v := kept.Vocabulary()
	if v == nil {
		x := New(ctx, c)
		x.kept = kept
		return x
	}
	x := &Index{collection: c, common: make(map[string]bool, len(v.Common)), names: make(map[string][]string, len(v.Frames)), kept: kept}
	for _, w := range v.Common {
		x.common[w] = true
	}
	for i, f := range v.Frames {
		x.names[f] = v.Names[i]
	}
	return x
}

// sets returns what an article must have one each of for a search to find
// anything in it.
func (s *searcher) sets() (out [][]Word) {
	for k := range s.terms {
		if s.terms[k].Not { // of a paragraph, not of the article
			continue
		}
		for _, spelt := range s.terms[k].spelt {
			if len(spelt) == 1 {
				for _, w := range wordsOf(spelt[0]) {
					out = append(out, []Word{w})
				}
				continue
			}
			var any []Word
			for _, o := range spelt {
				any = append(any, wordsOf(o)[:1]...)
			}
			out = append(out, any)
		}
	}
	return out
}

// wordsOf returns the tokens of a spelling: one, unless its script leaves no spaces.
func wordsOf(o spelling) (out []Word) {
	for t := range tokens(o.text) {
		out = append(out, Word{string(t), true})
	}
	out[len(out)-1].Whole = o.whole
	return out
}
