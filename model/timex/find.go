package timex

import (
	"strings"
	"unicode/utf8"

	"github.com/kreader/kreader/model"
)

// candidate is a found expression, before it is read against anything.
type candidate struct {
	span        model.Span
	as          reading
	f           frame
	block       int  // blocks count from 0
	sent        int  // sentences count through the text
	future      bool // the words around it speak of the future
	past        bool // the words around it speak of the past
	after       bool // those words stand after it
	names       bool // it names something: the July 11 flood
	leads       bool // it opens its sentence: On June 7, ...
	deadline    bool // follows "by" or "until": a limit
	anniversary int  // of which it is said to be the day: the tenth anniversary of the March 3 flood
	everyYear   bool // a season of no year in particular: ice forms in winter
}

// finder finds the candidates of a text: words only, no calendar.
type finder struct {
	x    *lexicon
	text string
	s    scanner
	m    matcher
	out  []candidate

	ahead       []uint64 // for each token of a run, the classes from it on
	block, sent int
	sents       []model.Span // given by the caller, or nil
	nextSent    int
}

// longestPiece bounds the tokens kept at a time; a block without any blank
// line is cut at a line end or a space after this many bytes.
const longestPiece = 1 << 16

// News has an expression in about every 250 bytes; room for them is made at
// once, up to a bound.
const (
	bytesPerCandidate = 250
	mostRoom          = 1 << 17
)

// candidates returns the candidates of text, in order and not overlapping.
func (x *lexicon) candidates(text string, blocks, sents []model.Span) []candidate {
	f := &finder{x: x, text: text, sents: sents}
	f.m = matcher{x: x, text: text}
	f.out = make([]candidate, 0, min(len(text)/bytesPerCandidate+4, mostRoom))
	if blocks == nil {
		eachBlock(text, f.blockAt)
	} else {
		for _, b := range blocks {
			f.blockAt(b.Start, b.End)
		}
	}
	return f.out
}

// eachBlock calls do with the bounds of each run of lines that are not blank.
func eachBlock(text string, do func(from, to int)) {
	for i := 0; i < len(text); {
		j, next := i, len(text)
		for {
			k := strings.IndexByte(text[j:], '\n')
			if k < 0 {
				j = len(text)
				break
			}
			j += k
			n := j + 1
			for n < len(text) && (text[n] == ' ' || text[n] == '\t' || text[n] == '\r') {
				n++
			}
			if n >= len(text) || text[n] == '\n' {
				next = n
				break
			}
			j = n
		}
		if j > i {
			do(i, j)
		}
		i = max(next, j)
		for i < len(text) && (text[i] == '\n' || text[i] == '\r') {
			i++
		}
	}
}

func (f *finder) blockAt(from, to int) {
	for from < to {
		end := to
		if to-from > longestPiece {
			end = cut(f.text, from+longestPiece, to)
		}
		f.piece(from, end)
		from = end
	}
	f.block++
	f.sent++
}

// cut returns a place to cut at or after i: a line end, else white space.
func cut(text string, i, to int) int {
	window := text[i:min(to, i+longestPiece)]
	if k := strings.IndexByte(window, '\n'); k >= 0 {
		return i + k + 1
	}
	if k := strings.IndexByte(window, ' '); k >= 0 {
		return i + k + 1
	}
	for i < to && text[i]&0xC0 == 0x80 {
		i++
	}
	return i
}

func (f *finder) piece(from, to int) {
	f.s.toks = f.s.toks[:0]
	f.s.scanInto(f.x, f.text, from, to)
	f.s.joinPhrases(f.x, f.text)
	toks := f.s.toks
	f.m.toks = toks
	for i := 0; i < len(toks); {
		t := &toks[i]
		if t.kind == tStop {
			f.stop(i)
			i++
			continue
		}
		if t.bits == 0 && t.lit == 0 {
			i++
			continue
		}
		j := i
		strong := 0
		for ; j < len(toks) && (toks[j].bits != 0 || toks[j].lit != 0); j++ {
			if toks[j].bits&f.x.strong != 0 {
				strong = j + 1
			}
		}
		if strong > 0 {
			f.run(i, j, strong)
		}
		i = j
	}
}

// stop counts a sentence when the mark at i ends one.
func (f *finder) stop(i int) {
	toks := f.s.toks
	if i+1 < len(toks) && toks[i+1].glued {
		return
	}
	if i > 0 && toks[i-1].end-toks[i-1].start == 1 && toks[i-1].capital {
		return // an initial, U.S.
	}
	f.sent++
}

// run tries the patterns at the tokens of a run, from the left; none begins
// after the last strong one.
func (f *finder) run(from, to, strong int) {
	if cap(f.ahead) < to-from {
		f.ahead = make([]uint64, to-from+16)
	}
	ahead := f.ahead[:to-from]
	var bits uint64
	for i := to - 1; i >= from; i-- {
		bits |= f.m.toks[i].bits
		ahead[i-from] = bits
	}
	for i := from; i < strong; {
		t := &f.m.toks[i]
		if t.glued && gluedToWord(f.text, int(t.start)) || !f.m.longest(i, to, ahead[i-from]) {
			i++
			continue
		}
		end := f.m.best
		if f.m.bestProg.as != asNot && f.whole(i, end) {
			f.add(i, end)
		}
		i = end
	}
}

// gluedToWord reports whether the byte before i belongs to the same word.
func gluedToWord(text string, i int) bool { return i > 0 && wordByte(text[i-1]) }

func (f *finder) add(i, end int) {
	toks := f.m.toks
	for end > i+1 && toks[end-1].lit == f.x.sign[signComma] {
		end--
	}
	c := candidate{span: model.Span{Start: int(toks[i].start), End: int(toks[end-1].end)}, as: f.m.bestProg.as, block: f.block, sent: f.sentence(int(toks[i].start))}
	for _, k := range f.m.bestCaps {
		c.f.set(k.s, k.v)
	}
	c.leads = opensSentence(toks, i)
	c.names = f.m.is(i-1, roleArticle) && end < len(toks) && toks[end].kind == tWord && toks[end].lit == 0 && !f.m.is(end, roleFuture)
	f.surroundings(&c, i, end)
	c.anniversary = f.anniversaryBefore(i - 1)
	c.everyYear = c.f.has == 1<<sSeason && end == i+1 && !c.future && !c.past && f.m.is(i-1, roleGeneric)
	f.out = append(f.out, c)
}

// anniversaryBefore returns which anniversary of the day the words up to token
// k speak of, 0 for none.
func (f *finder) anniversaryBefore(k int) int {
	for back := 0; back < 3 && !f.m.is(k, roleAnniversary); back, k = back+1, k-1 {
		if !f.m.is(k, roleArticle) && !f.m.is(k, roleGenitive) {
			return 0
		}
	}
	if k < 1 || !f.m.is(k, roleAnniversary) {
		return 0
	}
	t := f.m.at(k - 1)
	if t.lit == f.x.sign[signHyphen] || f.m.is(k-1, roleUnit) {
		t = f.m.at(k - 2)
	}
	for _, c := range []class{cOrdinal, f.x.classes["ordinal"]} {
		if t.has(c) {
			return int(f.x.valueAs(t, c))
		}
	}
	return 0
}

// opensSentence reports whether at most a word or two stand between the last
// full stop and token i.
func opensSentence(toks []token, i int) bool {
	for back := 1; back <= 3; back++ {
		if i-back < 0 || toks[i-back].kind == tStop {
			return true
		}
	}
	return false
}

// sentence returns the number of the sentence at byte i.
func (f *finder) sentence(i int) int {
	if f.sents == nil {
		return f.sent
	}
	for f.nextSent < len(f.sents) && f.sents[f.nextSent].End <= i {
		f.nextSent++
	}
	return f.nextSent
}

// joinPhrases makes one token of the words of each phrase of the lexicon.
func (s *scanner) joinPhrases(x *lexicon, text string) {
	w := 0
	toks := s.toks
	for i := 0; i < len(toks); i++ {
		t := &toks[i]
		if t.opens && i+1 < len(toks) {
			second := lowerByte(text[toks[i+1].start])
			phrases := x.entries[t.id].phrases
			for j := range phrases {
				p := &phrases[j]
				if first := p.rest[0][0]; first != second && first != '\'' && first < utf8.RuneSelf && second < utf8.RuneSelf {
					continue // most phrases go no further
				}
				if n := phraseAt(toks[i+1:], p.rest, text); n > 0 {
					t.end = toks[i+n].end
					t.id, t.bits, t.around, t.lit = p.e.id, p.e.bits, p.e.around, p.e.lit
					if !t.capital && !toks[i+n].capital {
						t.bits &^= x.capital
					}
					i += n
					break
				}
			}
		}
		if w != i {
			toks[w] = *t
		}
		w++
	}
	s.toks = toks[:w]
}

// phraseAt returns the number of tokens that spell rest, 0 when they do not.
func phraseAt(toks []token, rest []string, text string) int {
	if len(toks) < len(rest) {
		return 0
	}
	for i, w := range rest {
		if !equalFold(text[toks[i].start:toks[i].end], w) {
			return 0
		}
	}
	return len(rest)
}

// equalFold compares a word of the text with a word of the lexicon, which is
// in lower case and has straight apostrophes.
func equalFold(s, w string) bool {
	if len(s) == len(w) {
		for i := range len(s) {
			if lowerByte(s[i]) != w[i] {
				return false
			}
		}
		return true
	}
	if strings.HasPrefix(s, "’") && strings.HasPrefix(w, "'") {
		return strings.EqualFold(s[len("’"):], w[1:])
	}
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return strings.EqualFold(s, w)
		}
	}
	return false
}
