package index

import (
	"bytes"
	"cmp"
	"context"
	"slices"

	"github.com/kreader/kreader/model/fold"
)

const (
	// weighed is among how many articles all are gone through before the first hit
	// is given. Among more, which takes longer than the first hit may, those come
	// first that have the words in their titles.
	weighed = 500
	// titled is how much the words of the query in the title count, together how
	// much it does that one sentence has all of them; that they are found often
	// counts less than 1.
	titled   = 1.5
	together = .5
	// half is how many matches count half as much as any number does, in an article
	// of the usual length; usualWords is that length.
	half       = 1.5
	usualWords = 500
)

// ranked gives the hits in articles, those first that have the most to do with the
// query. Among equals the order is that of articles.
func (s *searcher) ranked(ctx context.Context, articles []int, yield func(Hit) bool) {
	type found struct {
		article int
		score   float64
		hits    []Hit
	}
	all := make([]found, 0, len(articles))
	few := len(articles) <= weighed
	for _, i := range articles {
		if ctx.Err() != nil {
			return
		}
		f := found{article: i, score: s.title(i)}
		if few {
			s.article(i, func(h Hit) bool { f.hits = append(f.hits, h); return true })
			f.score += s.weight(i, f.hits)
		}
		all = append(all, f)
	}
	slices.SortStableFunc(all, func(a, b found) int { return cmp.Compare(b.score, a.score) })
	for _, f := range all {
		if !few {
			if ctx.Err() != nil || !s.article(f.article, yield) {
				return
			}
			continue
		}
		for _, h := range f.hits {
			if ctx.Err() != nil || !yield(h) {
				return
			}
		}
	}
}

// title says how many of the terms are in the title of an article.
func (s *searcher) title(i int) float64 {
	text := fold.With(&s.memo, s.x.collection.Articles[i].Title)
	n := 0
	for k := range s.terms {
		if !s.terms[k].Not && s.terms[k].occurs(text.Bytes) {
			n++
		}
	}
	return titled * float64(n) / float64(s.wanted())
}

// wanted returns how many terms a passage must have.
func (s *searcher) wanted() (n int) {
	for k := range s.terms {
		if !s.terms[k].Not {
			n++
		}
	}
	return n
}

// occurs reports whether a pattern matches anywhere in a folded text.
func (p *pattern) occurs(text []byte) bool {
	for _, first := range p.spelt[0] {
		for at := 0; ; at++ {
			j := bytes.Index(text[at:], first.text)
			if j < 0 {
				break
			}
			at += j
			if _, ok := p.at(text, at, first); ok {
				return true
			}
		}
	}
	return false
}

// weight says how much an article has to do with the query by its hits.
func (s *searcher) weight(i int, hits []Hit) (score float64) {
	matches, most := 0, 0
	for _, h := range hits {
		matches += len(h.Matches)
		most = max(most, len(h.Matches))
	}
	if matches == 0 {
		return 0
	}
	n, long := float64(matches), float64(s.x.collection.Articles[i].Words)/usualWords
	score = n / (n + half*(.25+.75*long))
	if most >= s.wanted() {
		score += together
	}
	return score
}
