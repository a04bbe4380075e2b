package viewer

import "github.com/kreader/kreader/model"

// Seen returns the part of the article's text that is on screen, empty when none
// is.
func (p *Pane) Seen() model.Span {
	rows := p.screen()
	s := model.Span{Start: -1}
	for _, pl := range rows {
		if pl.block < 0 {
			continue
		}
		_, r := p.doc.row(pl)
		if s.Start < 0 {
			s.Start = r.span.Start
		}
		s.End = max(s.End, r.span.End)
	}
	if s.Start < 0 {
		return model.Span{}
	}
	return s
}
