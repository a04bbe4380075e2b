package timeline

import (
	"fmt"
	"slices"
	"strings"

	"github.com/kreader/kreader/ui/draw"
)

// Advice is what can be done where events are left out, or where there is none
// to show, in sentences.
type Advice struct {
	More      string   // where only key events are shown; a few words
	Meanwhile string   // while events are still to come
	Hidden    []string // where the view leaves none
	None      []string // where there are none
	Stopped   string   // where it is not known yet whether there are any
}

// SetNotice sets what is said in place of events that are not there yet, such as
// the progress of reading, "" when there is nothing more to come; and what can be
// done.
func (p *Pane) SetNotice(notice string, a Advice) { p.notice, p.advice = draw.Line(notice), a }

// empty draws the pane when there is no event to show, and says what to do.
func (p *Pane) empty() string {
	var says []string
	n := 0
	if p.index != nil {
		n = len(p.index.Collection.Events)
	}
	switch {
	case n > 0:
		says = append([]string{"Nothing is left.", p.whatHides(n)}, p.advice.Hidden...)
	case p.notice != "":
		says = []string{p.notice, p.advice.Meanwhile}
	case p.index == nil:
		says = append([]string{"Nothing is open."}, p.advice.None...)
	case p.advice.Stopped != "":
		says = []string{p.advice.Stopped}
	default:
		says = append([]string{"No event was found."}, p.advice.None...)
	}
	var lines []string
	for _, s := range says {
		lines = append(lines, "")
		for _, l := range draw.Wrap(s, p.w-3) {
			lines = append(lines, "  "+p.theme.Dim.Render(l))
		}
	}
	if len(lines) > p.h { // no room for air
		lines = slices.DeleteFunc(lines, func(l string) bool { return l == "" })
	}
	return draw.Lines(lines, p.w, p.h)
}

func (p *Pane) whatHides(n int) string {
	var by []string
	if p.view.Text != "" {
		by = append(by, "the filter "+p.theme.Glyphs.QuoteLeft+draw.Line(p.view.Text)+p.theme.Glyphs.QuoteRight)
	}
	if p.view.Period.Name != "" {
		by = append(by, "showing only "+p.view.Period.Name)
	}
	if h := p.hiddenNames(); h != "" {
		by = append(by, "hiding "+h)
	}
	if p.view.Differences {
		by = append(by, "showing differences only")
	}
	if p.view.Only.Name != "" {
		by = append(by, "showing only "+p.view.Only.Name)
	}
	if p.view.Zoom == KeyEvents && p.view.Text == "" {
		by = append(by, "showing key events only")
	}
	return fmt.Sprintf("All %d events are left out by %s.", n, strings.Join(by, " and "))
}
