package viewer

import (
	"sort"

	"github.com/kreader/kreader/model"
)

// Note is a place of the article that the reader has marked.
type Note struct {
	Span     model.Span
	Bookmark bool // not a note
}

// SetNotes says what the reader has marked in the article that is shown. A sign
// stands left of the row where each begins. notes are in order of their places
// and are not changed.
func (p *Pane) SetNotes(notes []Note) { p.notes = notes }

// noteOn returns the sign for a row, "" when nothing marked begins there.
func (p *Pane) noteOn(r *row) string {
	sign := ""
	i := sort.Search(len(p.notes), func(i int) bool { return p.notes[i].Span.Start >= r.span.Start })
	for ; i < len(p.notes) && p.notes[i].Span.Start < r.span.End; i++ {
		switch n := p.notes[i]; {
		case n.Span.Len() == 0: // on the article as a whole
		case n.Bookmark && sign == "":
			sign = p.theme.Glyphs.Bookmark
		case !n.Bookmark:
			sign = p.theme.Glyphs.Note
		}
	}
	return sign
}
