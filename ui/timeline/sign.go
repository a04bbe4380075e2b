package timeline

import (
	"strings"

	"github.com/kreader/kreader/ui/theme"
)

// Sign is what stands before the marks of outlets on a row.
type Sign uint8

// The signs, in the order in which they stand.
const (
	Added      Sign = 1 << iota // it was not there the last time
	Bookmarked                  // the reader has put a bookmark on it
	Noted                       // and a note
)

// Signs says which signs events and passages have. The zero Signs gives none.
type Signs struct {
	Events  []Sign // by event; nil: none has any
	Passage func(event, passage int) Sign
}

// SetSigns changes the signs of what is shown.
func (p *Pane) SetSigns(s Signs) { p.signs = s }

// Only is a choice of events under a name. The zero Only leaves none out.
type Only struct {
	Name   string
	Events []bool // by event; those beyond its end are not shown
}

func (o *Only) hides(event int) bool {
	return o.Name != "" && (event >= len(o.Events) || !o.Events[event])
}

func (p *Pane) eventSign(event int32) Sign {
	if int(event) < len(p.signs.Events) {
		return p.signs.Events[event]
	}
	return 0
}

// drawSigns writes signs, and returns how many cells they take.
func drawSigns(b *strings.Builder, t *theme.Theme, s Sign) (n int) {
	for i, g := range [...]string{t.Glyphs.New, t.Glyphs.Bookmark, t.Glyphs.Note} {
		if s&(1<<i) != 0 {
			t.Accent.Append(b, g)
			n++
		}
	}
	return n
}
