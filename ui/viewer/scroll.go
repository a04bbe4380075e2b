package viewer

import (
	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/ui/action"
)

// Do performs a and reports whether it was one of the pane's actions.
func (p *Pane) Do(a action.ID) bool {
	switch a {
	case action.Down:
		p.scroll(1)
	case action.Up:
		p.scroll(-1)
	case action.HalfPageDown:
		p.scroll(max(1, p.h/2))
	case action.HalfPageUp:
		p.scroll(-max(1, p.h/2))
	case action.PageDown:
		p.scroll(max(1, p.h-2))
	case action.PageUp:
		p.scroll(-max(1, p.h-2))
	case action.Top:
		if p.doc != nil {
			p.goTo(p.doc.first())
		}
	case action.Bottom:
		if p.doc != nil {
			p.goTo(p.doc.last())
		}
	case action.NextPart:
		p.part(1)
	case action.PrevPart:
		p.part(-1)
	case action.NextMatch:
		p.SearchNext(1)
	case action.PrevMatch:
		p.SearchNext(-1)
	case action.EndSearch:
		p.EndSearch()
	default:
		return false
	}
	return true
}

// scroll moves the text up by n rows, down when n is negative.
func (p *Pane) scroll(n int) {
	if p.doc == nil {
		return
	}
	to, _ := p.doc.move(p.top, n)
	p.goTo(to)
}

// Place is where an article is scrolled to, for comparing only.
type Place struct{ at place }

// Top returns where the article is scrolled to.
func (p *Pane) Top() Place { return Place{p.top} }

// goTo puts a row at the top, or as near to it as the end of the article
// allows.
func (p *Pane) goTo(pl place) {
	pl = p.clamp(pl)
	if pl != p.top {
		p.focus = -1
	}
	p.top = pl
	p.anchor = p.doc.position(pl)
}

// clamp returns the row that may stand at the top when pl should: the article
// does not scroll beyond its last row.
func (p *Pane) clamp(pl place) place {
	if p.h <= 0 {
		return pl
	}
	if _, below := p.doc.move(pl, p.h-1); below == p.h-1 {
		return pl
	}
	top, _ := p.doc.move(p.doc.last(), -(p.h - 1))
	return top
}

// screen returns the rows on screen.
func (p *Pane) screen() []place {
	if p.doc == nil || p.h <= 0 || p.w <= 0 {
		return nil
	}
	rows := make([]place, 1, p.h)
	rows[0] = p.top
	for len(rows) < p.h {
		pl, ok := p.doc.next(rows[len(rows)-1])
		if !ok {
			break
		}
		rows = append(rows, pl)
	}
	return rows
}

// reveal brings bytes of the article on screen, and leaves the screen as it is
// when they are there already, and not at its foot.
func (p *Pane) reveal(s model.Span) {
	if p.doc == nil || p.h <= 0 || p.w <= 0 { // SetSize will see to it
		return
	}
	first, last := p.doc.at(s.Start), p.doc.at(max(s.Start, s.End-1))
	rows := 1
	for pl := first; pl.before(last) && rows < p.h; rows++ {
		pl, _ = p.doc.next(pl)
	}
	if !first.before(p.top) {
		for y, pl := range p.screen() {
			if pl == first && y <= p.h*2/3 && y+rows <= p.h {
				return
			}
		}
	}
	focus := p.focus
	top, _ := p.doc.move(first, -min(p.h/3, p.h-rows))
	p.goTo(top)
	p.focus = focus
}
