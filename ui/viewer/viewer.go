// Package viewer is the article pane: it lays an article out to the width it
// is given, paints the passages on it, and scrolls.
//
// An article is laid out where it is looked at and nowhere else (see
// [document]), so an article of ten megabytes opens, jumps and resizes like a
// short one. Every row knows the bytes of [model.Article.Text] that it shows;
// what is marked (dates, the chosen passage, matches of a search) is painted by
// those bytes when a row is drawn, and never laid out.
package viewer

import (
	"slices"
	"sort"
	"strings"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/ui/theme"
)

// Outlet is how the outlet of the article is shown.
type Outlet struct {
	Name  string // "" when it is not known
	Mark  string // one cell
	Style theme.Style
}

// Mark is a dated passage of the article: where it is, which event it tells
// and the words that date it.
type Mark struct {
	Span  model.Span
	Event int // whatever the caller knows it by
	Dates []model.Span
}

// Pane is the article pane. Its methods are for one goroutine.
type Pane struct {
	theme   *theme.Theme
	palette *palette
	w, h    int
	widest  int // the widest column of text
	railAt  int // column of the rail
	textAt  int // column of the text

	article *model.Article
	outlet  Outlet
	doc     *document
	top     place
	anchor  position            // what top was when it was last chosen; outlives resizes
	kept    map[string]position // of the articles shown before
	left    map[string]Position // of the articles read another time
	centred bool
	logical bool // the terminal puts what is written from right to left in order

	marks  []Mark
	notes  []Note
	reach  []int        // the furthest end of marks[:i+1]
	dates  []model.Span // of all marks, ordered, disjoint
	chosen model.Span
	picked model.Span // what is selected
	focus  int        // the mark that was chosen or clicked, -1 after scrolling away

	find     search
	painting painting
	notice   []string // said where no article is open
}

// New returns an empty pane.
func New(t *theme.Theme) *Pane {
	return &Pane{theme: t, palette: newPalette(t, theme.Style{}), kept: map[string]position{}, widest: usualText, focus: -1}
}

// usualText is the widest column of text, in cells, unless the reader wants
// another: lines that are longer are hard to read.
const (
	usualText          = 76
	leastText, maxText = 36, 156
	textStep           = 8
)

// Widest returns how many cells wide a line may be.
func (p *Pane) Widest() int { return p.widest }

// Widen makes the column of text wider by some steps, narrower when they are
// negative, and returns how many cells wide it is then.
func (p *Pane) Widen(steps int) int {
	now := p.widest
	if p.w > 0 {
		now = p.textWidth()
	}
	p.widest = min(max(now+steps*textStep, leastText), maxText)
	p.SetSize(p.w, p.h)
	return min(p.widest, p.textWidth())
}

// SetCentred says whether the text stands in the middle of a pane that is wider
// than it.
func (p *Pane) SetCentred(on bool) {
	p.centred = on
	p.SetSize(p.w, p.h)
}

// SetLogical says that the terminal itself puts in order what is written from right
// to left.
func (p *Pane) SetLogical(on bool) { p.logical = on }

// SetMaxWidth says how wide a line of the text may be, in cells, before the next
// [Pane.SetSize].
func (p *Pane) SetMaxWidth(w int) { p.widest = max(w, 2) }

// SetSize says how many cells wide and high the pane is. The words at its top
// stay there.
func (p *Pane) SetSize(w, h int) {
	unseen := p.h <= 0 || p.w <= 0
	p.w, p.h = w, h
	p.railAt, p.textAt = 0, 1
	switch {
	case w >= 24:
		p.railAt, p.textAt = 1, 3
	case w >= 10:
		p.textAt = 2
	}
	if spare := w - p.textAt - p.textWidth() - 1; p.centred && spare > 1 {
		p.railAt, p.textAt = p.railAt+spare/2, p.textAt+spare/2
	}
	if p.doc == nil || w <= 0 || h <= 0 {
		return
	}
	if width := p.textWidth(); width != p.doc.width {
		p.doc.title.hang = p.textAt - p.railAt
		p.doc.resize(width)
	}
	p.top = p.clamp(p.doc.locate(p.anchor))
	if unseen && p.chosen.Len() > 0 {
		p.reveal(p.chosen)
	}
}

func (p *Pane) textWidth() int {
	right := 0
	if p.w >= 24 {
		right = 1
	}
	return max(2, min(p.widest, p.w-p.textAt-right))
}

// SetTheme changes how everything looks.
func (p *Pane) SetTheme(t *theme.Theme) {
	p.theme = t
	if p.doc != nil {
		p.open()
	}
}

// SetNotice sets what is said, in sentences, where no article is open.
func (p *Pane) SetNotice(sentences []string) { p.notice = sentences }

// open makes the document of the article anew.
func (p *Pane) open() {
	p.palette = newPalette(p.theme, p.outlet.Style)
	t := newTitle(p.article, p.outlet, p.theme.Glyphs.Dot)
	t.hang = p.textAt - p.railAt
	p.doc = newDocument(p.article, t, p.textWidth(), newRenderer(p.theme))
	p.top = p.clamp(p.doc.locate(p.anchor))
}

// Show shows an article, at the place where it was left. marks are its dated
// passages; they are not changed.
func (p *Pane) Show(a *model.Article, o Outlet, marks []Mark) {
	if a == nil {
		p.article, p.doc = nil, nil
		p.setMarks(nil)
		return
	}
	if p.article != a || p.outlet != o {
		if p.article != nil {
			p.kept[p.article.ID] = p.anchor
		}
		if p.article != a {
			find := search{}
			if p.article != nil && strings.HasPrefix(a.Text, p.article.Text) { // the same, or more of it
				find = p.find.of(a.Text, len(p.article.Text))
			}
			p.find, p.chosen, p.picked, p.focus, p.notes = find, model.Span{}, model.Span{}, -1, nil
			var known bool
			if p.anchor, known = p.kept[a.ID]; !known {
				p.anchor = position{block: -1}
			}
			if at, left := p.left[a.ID]; left && !known {
				p.anchor = newDocument(a, title{}, 2, nil).private(at)
			}
		}
		p.article, p.outlet = a, o
		p.open()
	}
	p.setMarks(marks)
}

func (p *Pane) setMarks(marks []Mark) {
	if len(marks) == len(p.marks) && (len(marks) == 0 || &marks[0] == &p.marks[0]) {
		return
	}
	byStart := func(a, b Mark) int { return a.Span.Start - b.Span.Start }
	if !slices.IsSortedFunc(marks, byStart) {
		marks = slices.Clone(marks)
		slices.SortStableFunc(marks, byStart)
	}
	p.marks, p.focus = marks, -1
	p.reach = make([]int, len(marks))
	p.dates = p.dates[:0]
	furthest := 0
	for i, m := range marks {
		furthest = max(furthest, m.Span.End)
		p.reach[i] = furthest
		p.dates = append(p.dates, m.Dates...)
	}
	p.dates = disjoint(p.dates)
	p.focusOn(p.chosen)
}

// disjoint orders spans and makes one of those that overlap.
func disjoint(spans []model.Span) []model.Span {
	slices.SortFunc(spans, func(a, b model.Span) int { return a.Start - b.Start })
	out := spans[:0]
	for _, s := range spans {
		if n := len(out); n > 0 && s.Start < out[n-1].End {
			out[n-1].End = max(out[n-1].End, s.End)
		} else if s.Len() > 0 {
			out = append(out, s)
		}
	}
	return out
}

// marksOn returns the indexes, in order, of the marks that overlap s.
func (p *Pane) marksOn(s model.Span) (out []int) {
	i := sort.SearchInts(p.reach, s.Start+1)
	for ; i < len(p.marks) && p.marks[i].Span.Start < s.End; i++ {
		if p.marks[i].Span.Overlaps(s) {
			out = append(out, i)
		}
	}
	return out
}

// Choose marks span as the chosen passage and brings it on screen, in the
// upper third unless it can be seen already. An empty span chooses nothing.
func (p *Pane) Choose(span model.Span) {
	p.Point(span)
	if span.Len() > 0 {
		p.reveal(span)
	}
}

// Point is Choose without moving the article.
func (p *Pane) Point(span model.Span) {
	p.chosen = span
	p.focusOn(span)
}

// focusOn makes the mark at span the one that [Pane.At] gives.
func (p *Pane) focusOn(span model.Span) {
	p.focus = -1
	if span.Len() == 0 {
		return
	}
	for _, i := range p.marksOn(span) {
		if p.focus < 0 || p.marks[i].Span == span {
			p.focus = i
			if p.marks[i].Span == span {
				return
			}
		}
	}
}

// At returns the dated passage that is being read: the chosen one until the
// article is scrolled, then the last that begins above the reading line, then
// the first below it. ok is false when none is on screen.
func (p *Pane) At() (m Mark, ok bool) {
	if p.focus >= 0 && p.focus < len(p.marks) {
		return p.marks[p.focus], true
	}
	rows := p.screen()
	line := p.readingLine()
	best := -1
	for y, pl := range rows {
		if pl.block < 0 {
			continue
		}
		_, r := p.doc.row(pl)
		for _, i := range p.marksOn(r.span) {
			begins := r.span.Start <= p.marks[i].Span.Start
			if best < 0 || (y <= line && begins) {
				best = i
			}
		}
		if best >= 0 && y >= line {
			break
		}
	}
	if best < 0 {
		return Mark{}, false
	}
	return p.marks[best], true
}

// readingLine returns the row of the screen that is taken to be read: a third
// down, but at either end of the article it moves there, so that it passes
// over every row.
func (p *Pane) readingLine() int {
	if p.doc == nil {
		return 0
	}
	above, below := p.h/3, p.h-p.h/3
	_, up := p.doc.move(p.top, -above)
	_, down := p.doc.move(p.top, p.h-1+below)
	down = max(0, down-(p.h-1))
	return min(p.h-1, up+below-down)
}

// ClickRow makes the dated passage on row y of the pane the one that
// [Pane.At] gives, the next one when that is on this row already. It reports
// whether there is one.
func (p *Pane) ClickRow(y int) bool {
	rows := p.screen()
	if y < 0 || y >= len(rows) || rows[y].block < 0 {
		return false
	}
	_, r := p.doc.row(rows[y])
	on := p.marksOn(r.span)
	if len(on) == 0 {
		return false
	}
	p.focus = on[(slices.Index(on, p.focus)+1)%len(on)]
	return true
}

// Percent returns how much of the article is on screen or above it, from 0 to
// 100, by its bytes.
func (p *Pane) Percent() int {
	rows := p.screen()
	if len(rows) == 0 {
		return 100
	}
	last := rows[len(rows)-1]
	if _, more := p.doc.next(last); !more || last.block < 0 && len(p.article.Text) == 0 {
		return 100
	}
	if last.block < 0 {
		return 0
	}
	_, r := p.doc.row(last)
	return min(99, int(int64(r.span.End)*100/int64(len(p.article.Text))))
}
