package source

import (
	"strings"
	"unicode"

	"github.com/kreader/kreader/model"
)

// maxQuoted is the length in bytes of text up to which pull quotes are looked
// for. Longer documents are no pages with pull quotes, and must open at once.
const maxQuoted = 2 << 20

// pullQuotes marks the blocks that a page prints large to say again what a
// sentence of its text says, and the line under each that says who said it.
// They stay where they are and are evidence of nothing.
func (p *page) pullQuotes() {
	total := 0
	for i := range p.pieces {
		total += len(p.pieces[i].Text)
	}
	if total > maxQuoted {
		return
	}
	w := newWording(p.pieces)
	for i := 1; i < len(p.pieces); i++ {
		q := &p.pieces[i]
		if q.Kind != model.Paragraph && q.Kind != model.Quote || len(q.Text) > 400 || q.Tight {
			continue
		}
		signed := i+1 < len(p.pieces) && signature(&p.pieces[i+1])
		n := w.count(i)
		switch {
		case n < 5:
			continue
		case w.elsewhere(i) && (signed || !ended(q.Text) || n >= 8 && !w.whole(i)):
			// A whole line that stands twice, and ends as a sentence, is more often
			// a slip of the page than a quotation.
		case signed && w.repeated(i+1) && w.overlap(i) >= 0.6:
			// An editor may tighten what is quoted large.
		default:
			continue
		}
		q.Kind, q.Level, q.Repeats = model.Quote, 1, true
		if signed {
			s := &p.pieces[i+1]
			s.Kind, s.Level, s.Repeats = model.Quote, 1, true
			i++
		}
	}
}

// signature reports a line that can only name who is quoted: capitalised words,
// a name with a title before it or an office behind it.
func signature(q *Piece) bool {
	n := words(q.Text)
	if q.Kind != model.Paragraph || n == 0 || n > 14 || ended(q.Text) || strings.ContainsAny(q.Text, "?!:;") {
		return false
	}
	upper := 0
	for f := range strings.FieldsSeq(q.Text) {
		if unicode.IsUpper(firstRune(strings.TrimLeft(f, "–—-("))) {
			upper++
		}
	}
	return upper*2 >= n && unicode.IsUpper(firstRune(strings.TrimLeft(q.Text, "–—- ")))
}

// wording is the words of a page, as numbers, for finding what it says twice.
type wording struct {
	all    []uint64         // the words of all pieces in order
	from   []int            // where those of each piece begin; one more at the end
	starts map[uint64][]int // a hash of four words → the pieces of up to 400 bytes that begin with them
	pairs  map[uint64]int   // a hash of two words → how often they follow each other; nil until asked for
	lines  map[uint64]int   // a hash of all words → how many pieces have them
	twice  []int            // for each piece, how many words the one has that says it too; 0 when none does
}

// FNV-1a, 64 bit.
const (
	fnvOffset = 14695981039346656037
	fnvPrime  = 1099511628211
)

func newWording(ps []Piece) *wording {
	n := 0
	for i := range ps {
		n += words(ps[i].Text)
	}
	w := &wording{starts: map[uint64][]int{}, lines: map[uint64]int{}, twice: make([]int, len(ps)), all: make([]uint64, 0, n+n/8), from: make([]int, 0, len(ps)+1)}
	for i := range ps {
		w.from = append(w.from, len(w.all))
		h, in := uint64(fnvOffset), false
		for _, r := range ps[i].Text {
			switch {
			case unicode.IsLetter(r) || unicode.IsDigit(r):
				h, in = (h^uint64(unicode.ToLower(r)))*fnvPrime, true
			case r == '\'' || r == '’':
			case in:
				w.all = append(w.all, h)
				h, in = fnvOffset, false
			}
		}
		if in {
			w.all = append(w.all, h)
		}
		ws := w.all[w.from[i]:]
		if len(ps[i].Text) <= 400 {
			w.lines[mix(ws)]++
			if len(ws) >= 5 {
				w.starts[mix(ws[:4])] = append(w.starts[mix(ws[:4])], i)
			}
		}
	}
	w.from = append(w.from, len(w.all))
	w.search()
	return w
}

func mix(ws []uint64) uint64 {
	h := uint64(fnvOffset)
	for _, x := range ws {
		h = (h ^ x) * fnvPrime
	}
	return h
}

// search finds the pieces whose words stand, in order and whole, in another
// piece. Of two that say the same the later one is the copy.
func (w *wording) search() {
	for i := 0; i+1 < len(w.from); i++ {
		ws := w.all[w.from[i]:w.from[i+1]]
		for j := 0; j+4 < len(ws); j++ {
			for _, c := range w.starts[mix(ws[j:j+4])][:min(8, len(w.starts[mix(ws[j:j+4])]))] {
				cs := w.all[w.from[c]:w.from[c+1]]
				if c == i || w.twice[c] > 0 || len(cs) > len(ws)-j || len(cs) == len(ws) && c < i {
					continue
				}
				if equal(cs, ws[j:j+len(cs)]) {
					w.twice[c] = len(ws)
				}
			}
		}
	}
}

func equal(a, b []uint64) bool {
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

func (w *wording) count(i int) int      { return w.from[i+1] - w.from[i] }
func (w *wording) elsewhere(i int) bool { return w.twice[i] > 0 }

// whole reports whether what is said elsewhere is a whole piece there.
func (w *wording) whole(i int) bool { return w.twice[i] == w.count(i) }

// repeated reports whether another piece has the same words as piece i.
func (w *wording) repeated(i int) bool { return w.lines[mix(w.all[w.from[i]:w.from[i+1]])] > 1 }

// overlap returns the share of the word pairs of piece i that also stand
// elsewhere.
func (w *wording) overlap(i int) float64 {
	if w.pairs == nil { // few pages have a line that asks for them
		w.pairs = map[uint64]int{}
		for p := 0; p+1 < len(w.from); p++ {
			addPairs(w.pairs, w.all[w.from[p]:w.from[p+1]])
		}
	}
	ws := w.all[w.from[i]:w.from[i+1]]
	own := map[uint64]int{}
	addPairs(own, ws)
	shared := 0
	for h, n := range own {
		if w.pairs[h] > n {
			shared += n
		}
	}
	return float64(shared) / float64(max(1, len(ws)-1))
}

// addPairs counts the words of a piece that follow each other.
func addPairs(pairs map[uint64]int, ws []uint64) {
	for j := 1; j < len(ws); j++ {
		pairs[ws[j-1]*31+ws[j]]++
	}
}
