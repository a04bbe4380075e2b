package viewer

import (
	"unicode/utf8"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/ui/draw"
	"github.com/kreader/kreader/ui/theme"
)

// Rows are laid out in the order in which the text is written and read. Where a row
// has letters that run from right to left, it is put in the order in which it is
// seen when it is drawn, so that what is marked, searched and copied goes by the
// bytes of the article all the same.

// around is how many bytes before and after a row are looked at for the directions
// in it.
const around = 400

// turns reports whether a row has to be put in order.
func (p *Pane) turns(u *unit, s model.Span) bool {
	return !p.logical && (u.rtl || draw.Turns(s.Of(u.text)))
}

// order returns the pieces of a row from left to right.
func (p *Pane) order(u *unit, s model.Span) []draw.Piece {
	from, to := s.Start, s.End
	if u.whole.Contains(s) {
		from, to = max(u.whole.Start, s.Start-around), min(u.whole.End, s.End+around)
	}
	for from < s.Start && !utf8.RuneStart(u.text[from]) {
		from++
	}
	for to > s.End && to < len(u.text) && !utf8.RuneStart(u.text[to]) {
		to--
	}
	pieces := draw.Order(u.text[from:to], s.Start-from, s.End-from, u.rtl)
	for i := range pieces {
		pieces[i].Start += from
		pieces[i].End += from
	}
	return pieces
}

// paintPiece writes a part of a row that is drawn in one direction.
func (p *Pane) paintPiece(u *unit, s model.Span, back, inText bool) {
	if !back {
		p.paintRuns(u, s, inText)
		return
	}
	b := &p.painting
	b.kept, b.backwards = b.kept[:0], true
	p.paintRuns(u, s, inText)
	b.backwards = false
	var style theme.Style
	for i := len(b.kept) - 1; i >= 0; i-- {
		c := &b.kept[i]
		if c.style != style {
			b.line.WriteString(style.Close())
			style = c.style
			b.line.WriteString(style.Open())
		}
		b.line.WriteString(draw.Mirror(c.text))
	}
	b.line.WriteString(style.Close())
}

// keptCell is a character that is yet to be written.
type keptCell struct {
	text  string
	style theme.Style
}

// keep keeps text[at:next], and on to the end of the character that next lies in.
func (b *painting) keep(st theme.Style, text string, at, next int, tab string) int {
	for at < next {
		n, out, w := cell(text[at:], tab)
		b.kept = append(b.kept, keptCell{out, st})
		b.width, b.sure = b.width+w, false
		at += n
	}
	return at
}

// alignRight moves what a line has from a byte on to the right edge of the text,
// with the bullet or the bar of a quotation after it.
func (p *Pane) alignRight(u *unit, line string, from int, lead string) string {
	p.painting.sure = false
	if lead != "" {
		back := []rune(lead)
		for i, j := 0, len(back)-1; i < j; i, j = i+1, j-1 {
			back[i], back[j] = back[j], back[i]
		}
		line += p.leadStyle(u.base).Render(string(back))
	}
	return line[:from] + draw.Spaces(p.textWidth()-draw.Width(line[from:])) + line[from:]
}
