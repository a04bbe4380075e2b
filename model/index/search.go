package index

import (
	"bytes"
	"context"
	"iter"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/fold"
	"github.com/kreader/kreader/model/name"
)

// Hit is a sentence in which the terms of a query were found: of a paragraph
// that has them all, each sentence that has the most of them.
type Hit struct {
	Article int
	Block   int
	Context model.Span   // the sentence; the whole block where sentences are not known
	Matches []model.Span // of the terms, within Context, in order, disjoint
}

// Search gives the hits of a query, article by article, within an article in
// reading order. The articles come in the order given (nil: that of the
// collection); where something is kept of the texts, those that have the most to
// do with the query come first. It ends early when ctx is done.
func (x *Index) Search(ctx context.Context, q Query, order []int) iter.Seq[Hit] {
	return func(yield func(Hit) bool) {
		if q.Empty() {
			return
		}
		s := newSearcher(x, q)
		var having []bool
		if x.kept != nil {
			having = x.kept.Having(ctx, s.sets())
		}
		chosen := make([]int, 0, len(x.collection.Articles))
		for i := range x.collection.Articles {
			if order != nil {
				i = order[i]
			}
			if (having == nil || having[i]) && s.passes(i) {
				chosen = append(chosen, i)
			}
		}
		if x.kept != nil {
			s.ranked(ctx, chosen, yield)
			return
		}
		for _, i := range chosen {
			if ctx.Err() != nil || !s.article(i, yield) {
				return
			}
		}
	}
}

// Search is [New] and then [Index.Search], for a single question.
func Search(ctx context.Context, c *model.Collection, q Query) iter.Seq[Hit] {
	return New(ctx, c).Search(ctx, q, nil)
}

// searcher is one search under way.
type searcher struct {
	x     *Index
	q     Query
	terms []pattern
	told  map[int][]telling // by article, what is told in it of the events that the query names; nil when it names none
	memo  fold.Memo
}

// telling is a passage of an event that is wanted, or of one that is not.
type telling struct {
	span   model.Span
	wanted bool
}

// pattern is a term with the spellings of its words.
type pattern struct {
	Term
	spelt [][]spelling // for each word
}

// spelling is one way to write a word. Other spellings of a name are whole words,
// the word as typed may go on where the term allows it.
type spelling struct {
	text  []byte
	whole bool
}

// mostFound bounds the matches of one term in one article.
const mostFound = 5000

func newSearcher(x *Index, q Query) *searcher {
	s := &searcher{x: x, q: q}
	for _, t := range q.Terms {
		p := pattern{Term: t}
		if !t.Whole && len(t.Words) > 1 { // "al-Harbadi": the article of a name comes and goes
			if parts := name.Parts(strings.Join(t.Words, " ")); len(parts) == 1 {
				p.Words = parts
			}
		}
		for i, w := range p.Words {
			last := i == len(p.Words)-1
			own := []spelling{{[]byte(w), t.Whole || !last}}
			for _, o := range x.Spellings(w) {
				own = append(own, spelling{[]byte(o), true})
			}
			p.spelt = append(p.spelt, own)
		}
		s.terms = append(s.terms, p)
	}
	s.findEvents()
	return s
}

// findEvents notes the passages of the events that the query names.
func (s *searcher) findEvents() {
	q := &s.q
	if len(q.Events)+len(q.Apart) == 0 {
		return
	}
	s.told = map[int][]telling{}
	for i := range s.x.collection.Events {
		e := &s.x.collection.Events[i]
		title := string(fold.Query(e.Title))
		in := func(part string) bool { return strings.Contains(title, part) }
		wanted, unwanted := slices.ContainsFunc(q.Events, in), slices.ContainsFunc(q.Apart, in)
		if !wanted && !unwanted {
			continue
		}
		for _, p := range e.Passages {
			s.told[p.Article] = append(s.told[p.Article], telling{p.Span, !unwanted})
		}
	}
}

// tells reports whether a sentence tells an event that is wanted and none that is
// not.
func (s *searcher) tells(article int, sentence model.Span) bool {
	if s.told == nil {
		return true
	}
	wanted := len(s.q.Events) == 0
	for _, t := range s.told[article] {
		if t.span.Overlaps(sentence) {
			if !t.wanted {
				return false
			}
			wanted = true
		}
	}
	return wanted
}

// passes reports whether an article passes the filters.
func (s *searcher) passes(i int) bool {
	q, a := &s.q, &s.x.collection.Articles[i]
	if len(q.Events) > 0 && s.told[i] == nil {
		return false
	}
	if !q.After.IsZero() && (a.Published.IsZero() || a.Published.Hi < q.After.Lo) ||
		!q.Before.IsZero() && (a.Published.IsZero() || a.Published.Lo > q.Before.Hi) {
		return false
	}
	if len(q.Outlets) == 0 && len(q.Without) == 0 {
		return true
	}
	outlet := string(fold.Query(a.Outlet))
	in := func(part string) bool { return strings.Contains(outlet, part) }
	return (len(q.Outlets) == 0 || slices.ContainsFunc(q.Outlets, in)) && !slices.ContainsFunc(q.Without, in)
}

// found is a match of a term in a text.
type found struct {
	span model.Span
	term int
}

// article gives the hits of one article and reports whether to go on.
func (s *searcher) article(i int, yield func(Hit) bool) bool {
	a := &s.x.collection.Articles[i]
	text := fold.With(&s.memo, a.Text)
	var all []found
	for k := range s.terms {
		n := len(all)
		all = s.terms[k].in(text, k, all)
		if len(all) == n && !s.terms[k].Not {
			return true
		}
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].span.Start < all[j].span.Start })
	for len(all) > 0 {
		b := sort.Search(len(a.Blocks), func(k int) bool { return a.Blocks[k].Span.End > all[0].span.Start })
		if b == len(a.Blocks) {
			return true
		}
		n := sort.Search(len(all), func(k int) bool { return all[k].span.Start >= a.Blocks[b].Span.End })
		if n == 0 { // between blocks
			all = all[1:]
			continue
		}
		if !s.block(i, b, all[:n], yield) {
			return false
		}
		all = all[n:]
	}
	return true
}

// block gives the hits of one block, of all that was found in it.
func (s *searcher) block(i, b int, all []found, yield func(Hit) bool) bool {
	has := make([]bool, len(s.terms))
	for _, f := range all {
		has[f.term] = true
	}
	for k := range s.terms {
		if has[k] == s.terms[k].Not {
			return true
		}
	}
	sentences := s.sentences(i, b)
	most := 0
	for _, c := range sentences {
		most = max(most, kinds(within(all, c)))
	}
	for _, c := range sentences {
		if here := within(all, c); len(here) > 0 && kinds(here) == most && s.tells(i, c) {
			if !yield(Hit{Article: i, Block: b, Context: c, Matches: spans(here, c)}) {
				return false
			}
		}
	}
	return true
}

// sentences returns the sentences of a block, or the block itself.
func (s *searcher) sentences(i, b int) []model.Span {
	c := s.x.collection
	block := c.Articles[i].Blocks[b].Span
	if i >= len(c.Sentences) {
		return []model.Span{block}
	}
	all := c.Sentences[i]
	from := sort.Search(len(all), func(k int) bool { return all[k].End > block.Start })
	to := from
	for to < len(all) && all[to].Start < block.End {
		to++
	}
	if from == to {
		return []model.Span{block}
	}
	return all[from:to]
}

// within returns what was found that begins in a span.
func within(all []found, s model.Span) []found {
	from := sort.Search(len(all), func(k int) bool { return all[k].span.Start >= s.Start })
	to := sort.Search(len(all), func(k int) bool { return all[k].span.Start >= s.End })
	return all[from:to]
}

// kinds returns how many terms are among what was found.
func kinds(all []found) int {
	var seen []int
	for _, f := range all {
		if !slices.Contains(seen, f.term) {
			seen = append(seen, f.term)
		}
	}
	return len(seen)
}

// spans returns where the matches are, in order, those that overlap made one.
func spans(all []found, within model.Span) (out []model.Span) {
	for _, f := range all {
		f.span.End = min(f.span.End, within.End)
		if n := len(out); n > 0 && f.span.Start < out[n-1].End {
			out[n-1].End = max(out[n-1].End, f.span.End)
		} else if f.span.Len() > 0 {
			out = append(out, f.span)
		}
	}
	return out
}

// in appends the matches of a pattern in a text.
func (p *pattern) in(text *fold.Text, term int, all []found) []found {
	most := len(all) + mostFound
	for _, first := range p.spelt[0] {
		for at := 0; len(all) < most; {
			j := bytes.Index(text.Bytes[at:], first.text)
			if j < 0 {
				break
			}
			at += j
			if end, ok := p.at(text.Bytes, at, first); ok {
				all = append(all, found{text.Span(at, end-at), term})
				at = end
			} else {
				at++
			}
		}
	}
	return all
}

// at reports whether the pattern matches where the spelling of its first word
// stands, and where the match ends.
func (p *pattern) at(text []byte, at int, first spelling) (end int, ok bool) {
	if !begins(text, at) {
		return 0, false
	}
	end = at + len(first.text)
	if first.whole && !ends(text, end) {
		return 0, false
	}
	for _, alternatives := range p.spelt[1:] {
		next := gap(text, end)
		if next < 0 {
			return 0, false
		}
		i := slices.IndexFunc(alternatives, func(o spelling) bool {
			return bytes.HasPrefix(text[next:], o.text) && (!o.whole || ends(text, next+len(o.text)))
		})
		if i < 0 {
			return 0, false
		}
		end = next + len(alternatives[i].text)
	}
	for end < len(text) && !p.Whole { // the word that was begun is marked whole
		r, n := utf8.DecodeRune(text[end:])
		if !wordRune(r) || unbroken(r) {
			break
		}
		end += n
	}
	return end, true
}

// begins reports whether a word begins at a byte of a folded text. In scripts
// that leave no spaces between words it may do so anywhere.
func begins(text []byte, at int) bool {
	if at == 0 {
		return true
	}
	before, _ := utf8.DecodeLastRune(text[:at])
	if !wordRune(before) {
		return true
	}
	r, _ := utf8.DecodeRune(text[at:])
	return unbroken(r)
}

// ends reports whether a word ends before a byte of a folded text.
func ends(text []byte, at int) bool {
	if at == len(text) {
		return true
	}
	r, _ := utf8.DecodeRune(text[at:])
	return !wordRune(r) || unbroken(r)
}

// unbroken reports whether r is of a script that leaves no spaces between words.
func unbroken(r rune) bool {
	return r >= 0xe00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// widestGap is how many bytes may stand between two words of a phrase: a comma
// and a space, a quotation mark, a dash between spaces.
const widestGap = 8

// gap returns where the next word begins, -1 when there is none near, or a block
// ends before it.
func gap(text []byte, at int) int {
	for i := at; i < len(text) && i-at <= widestGap; {
		r, n := utf8.DecodeRune(text[i:])
		if r == '\n' {
			return -1
		}
		if wordRune(r) {
			if i == at && !unbroken(r) {
				return -1
			}
			return i
		}
		i += n
	}
	return -1
}
