package export

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/kreader/kreader/model"
)

var _ = register(Format{
	Name:  "mermaid",
	Ext:   ".mmd",
	Help:  "a timeline diagram of Mermaid, for Markdown pages",
	Write: writeMermaid,
})

// mermaidRoom is how many bytes of events are written: a diagram of more than
// 50,000 characters is refused (maxTextSize of Mermaid's configuration).
const mermaidRoom = 45_000

// writeMermaid writes a timeline diagram: a section for each year, a period for
// each date, the titles of its events. Where they are more than Mermaid takes,
// those that matter most are written, and the title says so.
func writeMermaid(w io.Writer, c *model.Collection) error {
	return buffered(w, func(b *bufio.Writer) error {
		shown := mermaidShown(c)
		title := cmp.Or(c.Title, "Timeline")
		if len(shown) < len(c.Events) {
			title += fmt.Sprintf(" (the %d of %d events that matter most)", len(shown), len(c.Events))
		}
		fmt.Fprintf(b, "timeline\n    title %s\n", mermaidText(title))
		heading, period := "", ""
		for _, i := range shown {
			e := &c.Events[i]
			if h := group(e.When); h != heading {
				heading, period = h, ""
				fmt.Fprintf(b, "    section %s\n", mermaidText(h))
			}
			if p := said(e.When); p != period {
				period = p
				fmt.Fprintf(b, "        %s : %s\n", mermaidText(p), mermaidText(e.Title))
			} else {
				fmt.Fprintf(b, "            : %s\n", mermaidText(e.Title))
			}
		}
		return nil
	})
}

// mermaidShown returns the events that fit, in their order.
func mermaidShown(c *model.Collection) []int {
	order := make([]int, len(c.Events))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(c.Events[j].Importance, c.Events[i].Importance) })
	const around = 60 // for the section, the period and the white space
	room := mermaidRoom - len(mermaidText(c.Title))
	for n, i := range order {
		room -= len(mermaidText(c.Events[i].Title)) + around
		if room < 0 {
			order = order[:n]
			break
		}
	}
	slices.Sort(order)
	return order
}

// mermaidText returns s with everything that Mermaid, or the HTML that it makes,
// could take for more than text as character references, which Mermaid writes
// #35; or #lt;.
func mermaidText(s string) string {
	s = strings.TrimSpace(line(s))
	if s == "" {
		return "#160;" // an event without a word would not parse
	}
	var b strings.Builder
	for _, r := range s {
		if r < 0x80 && strings.ContainsRune("#;:<>&%\"'`{}\\~*_[]()$", r) {
			fmt.Fprintf(&b, "#%d;", r)
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}
