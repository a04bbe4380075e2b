package viewer

import (
	"slices"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/ui/draw"
	"github.com/kreader/kreader/ui/theme"
)

// Excerpt is a part of an article that is shown outside the article pane: a
// passage, and what stands around it.
type Excerpt struct {
	Article *model.Article
	Part    model.Span   // all that is shown, within one block
	Passage model.Span   // within Part; the rest of it is quiet
	Dates   []model.Span // temporal expressions, in order, disjoint
	Marked  []model.Span // what is set off, in order, disjoint
	Chosen  bool         // the passage is the chosen one
}

// Excerpts lays out excerpts with the rows and the looks of the article pane.
type Excerpts struct{ pane Pane }

// NewExcerpts returns what lays out excerpts in a theme.
// logical is as in [Pane.SetLogical].
func NewExcerpts(t *theme.Theme, logical bool) *Excerpts {
	return &Excerpts{Pane{theme: t, palette: newPalette(t, theme.Style{}), logical: logical}}
}

// maxExcerpt is how many rows of an excerpt are laid out: a sentence may be as
// long as a book.
const maxExcerpt = 120

// Lines returns the rows of an excerpt, each of exactly w cells.
func (x *Excerpts) Lines(e Excerpt, w int) []string {
	p, text := &x.pane, e.Article.Text
	p.dates, p.painting.matches, p.chosen = e.Dates, e.Marked, model.Span{}
	if e.Chosen {
		p.chosen = e.Passage
	}
	u := &unit{text: text, tab: " ", whole: e.Part}
	for i := range e.Article.Blocks {
		if b := &e.Article.Blocks[i]; b.Span.Contains(e.Part) {
			u.runs = flatten(near(b.Inline, e.Part), text, e.Part)
			u.rtl = draw.RightToLeft(b.Span.Of(text))
			break
		}
	}
	wrap := wrapper{width: max(w, 1), tab: u.tab}
	var out []string
	for at := e.Part.Start; at < e.Part.End; {
		if len(out) == maxExcerpt {
			return append(out, draw.Fit(p.theme.Dim.Render(p.theme.Glyphs.Ellipsis), w))
		}
		shown, next := wrap.row(text, at, e.Part.End)
		out = append(out, x.line(u, model.Span{Start: at, End: shown}, e.Passage, w))
		at = next
	}
	return out
}

// line paints a row: what is outside the passage is quiet.
func (x *Excerpts) line(u *unit, s, passage model.Span, w int) string {
	b := &x.pane.painting
	b.line.Reset()
	b.width, b.sure = 0, true
	if !x.pane.turns(u, s) {
		x.paint(u, s, passage, false)
		return draw.Fit(b.line.String(), w)
	}
	for _, piece := range x.pane.order(u, s) {
		x.paint(u, model.Span{Start: piece.Start, End: piece.End}, passage, piece.Back)
	}
	return draw.Fit(b.line.String(), w)
}

// paint paints a part of a row that is drawn in one direction.
func (x *Excerpts) paint(u *unit, s, passage model.Span, back bool) {
	parts := []struct {
		base base
		span model.Span
	}{
		{baseRepeat, model.Span{Start: s.Start, End: min(s.End, passage.Start)}},
		{baseText, model.Span{Start: max(s.Start, passage.Start), End: min(s.End, passage.End)}},
		{baseRepeat, model.Span{Start: max(s.Start, passage.End), End: s.End}},
	}
	if back {
		slices.Reverse(parts)
	}
	for _, part := range parts {
		if part.span.Start < part.span.End {
			u.base = part.base
			x.pane.paintPiece(u, part.span, back, true)
		}
	}
}
