package viewer

import (
	"bytes"
	"sort"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/fold"
)

// maxMatches is how many matches are counted and numbered. All are shown and
// can be walked to.
const maxMatches = 9999

// search is a search in the article that is shown.
type search struct {
	index   *fold.Text // of the article, made when it is first searched
	query   []byte     // folded; nil when there is no search
	counted []int      // where the first matches begin, in the folded text
	at      int        // where the current match begins, in the folded text
	current model.Span
	from    position // where the reader was when it began
	origin  int      // the byte of the text there
	under   bool     // a search is under way

	found []model.Span // matches of somebody else's search; see [Pane.ShowFound]
}

// Search looks for query from where the reader is, goes to the first match and
// returns how many there are, at most 9,999. Case, accents and the form of
// quotation marks do not count. It is meant to be called for every character
// that is typed: each call begins where the search began. An empty query finds
// nothing and goes back there.
func (p *Pane) Search(query string) (count int) {
	if p.doc == nil {
		return 0
	}
	f := &p.find
	if !f.under {
		f.under, f.from, f.origin = true, p.anchor, p.byteAt(p.top)
	}
	if f.index == nil { // when the search opens, not at its first character
		f.index = fold.New(p.article.Text)
	}
	f.query, f.counted, f.current = fold.Query(query), nil, model.Span{}
	if len(f.query) == 0 {
		p.goTo(p.doc.locate(f.from))
		return 0
	}
	f.counted = f.index.Count(f.query, maxMatches)
	at, ok := f.index.After(f.query, f.index.ToFolded(f.origin))
	if !ok {
		p.goTo(p.doc.locate(f.from))
		return 0
	}
	p.goToMatch(at)
	return len(f.counted)
}

// SearchNext goes to the next match, or the previous one when dir is negative,
// and round at the ends. It returns the number of the match, from 1, and how
// many there are; both are 0 when there are none, and neither grows beyond
// 9,999.
func (p *Pane) SearchNext(dir int) (i, n int) {
	f := &p.find
	if len(f.counted) == 0 {
		return 0, 0
	}
	if dir < 0 {
		if at, ok := f.index.Before(f.query, f.at); ok {
			p.goToMatch(at)
		}
	} else if at, ok := f.index.After(f.query, f.at+1); ok {
		p.goToMatch(at)
	}
	return p.Match()
}

// of returns the search in a text of which the first n bytes were searched before:
// it stands on the same match.
func (f search) of(text string, n int) search {
	if f.query == nil || f.index == nil || n == 0 {
		return search{}
	}
	if len(text) > n {
		f.index = fold.New(text)
		f.counted = f.index.Count(f.query, maxMatches)
	}
	return f
}

// Match returns the number of the current match, from 1, and how many there
// are, as [Pane.SearchNext] does.
func (p *Pane) Match() (i, n int) {
	f := &p.find
	n = len(f.counted)
	return min(n, 1+sort.SearchInts(f.counted, f.at)), n
}

// Found returns the current match; an empty span when there is none.
func (p *Pane) Found() model.Span { return p.find.current }

// ShowFound marks what was found in the article by a search across articles, in
// order and disjoint, and brings current, one or several of them, into view. It
// takes the place of a search of the pane's own.
func (p *Pane) ShowFound(found []model.Span, current model.Span) {
	p.find = search{index: p.find.index, found: found, current: current}
	if p.doc != nil && current.Len() > 0 {
		p.focus = -1
		p.reveal(current)
	}
}

// ShowPicked marks what is selected and brings the byte at into view. An empty
// span marks nothing.
func (p *Pane) ShowPicked(s model.Span, at int) {
	p.picked = s
	if p.doc != nil && s.Len() > 0 {
		p.reveal(model.Span{Start: at, End: at + 1})
	}
}

// Reading returns a byte of the text on the row that is taken to be read, or of
// the first row of text below it, else above.
func (p *Pane) Reading() int {
	rows := p.screen()
	line := min(p.readingLine(), len(rows)-1)
	for y := max(line, 0); y < len(rows); y++ {
		if rows[y].block >= 0 {
			return p.byteAt(rows[y])
		}
	}
	for y := line; y >= 0; y-- {
		if rows[y].block >= 0 {
			return p.byteAt(rows[y])
		}
	}
	return 0
}

// EndSearch forgets the query. The reader stays where the search has led.
func (p *Pane) EndSearch() { p.find = search{index: p.find.index} }

func (p *Pane) goToMatch(at int) {
	f := &p.find
	f.at, f.current = at, f.index.Span(at, len(f.query))
	p.focus = -1
	p.reveal(f.current)
}

// byteAt returns the byte of the text at a row, that of the beginning in the
// title.
func (p *Pane) byteAt(pl place) int {
	if pl.block < 0 {
		return 0
	}
	_, r := p.doc.row(pl)
	return r.span.Start
}

// matchesOn returns the matches on rows of the screen, ordered, disjoint.
func (p *Pane) matchesOn(rows []place) (out []model.Span) {
	f := &p.find
	if len(f.counted) == 0 && len(f.found) == 0 {
		return nil
	}
	on := model.Span{Start: len(p.article.Text)}
	for _, pl := range rows {
		if pl.block >= 0 {
			_, r := p.doc.row(pl)
			on.Start, on.End = min(on.Start, r.span.Start), max(on.End, r.span.End)
		}
	}
	if len(f.found) > 0 {
		from := sort.Search(len(f.found), func(i int) bool { return f.found[i].End > on.Start })
		for ; from < len(f.found) && f.found[from].Start < on.End; from++ {
			out = append(out, f.found[from])
		}
		return out
	}
	if f.current.Overlaps(on) {
		out = append(out, f.current)
	}
	lo, hi := f.index.ToFolded(on.Start)-len(f.query), f.index.ToFolded(on.End)+len(f.query)
	lo, hi = max(0, lo), min(len(f.index.Bytes), hi)
	for lo < hi {
		i := bytes.Index(f.index.Bytes[lo:hi], f.query)
		if i < 0 {
			break
		}
		s := f.index.Span(lo+i, len(f.query))
		if !s.Overlaps(f.current) {
			out = append(out, s)
		}
		lo += i + len(f.query)
	}
	return ordered(out)
}

// ordered sorts spans that are disjoint by their start.
func ordered(spans []model.Span) []model.Span {
	sort.Slice(spans, func(i, j int) bool { return spans[i].Start < spans[j].Start })
	return spans
}
