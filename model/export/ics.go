package export

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/edtf"
)

var _ = register(Format{
	Name:  "ics",
	Ext:   ".ics",
	Help:  "iCalendar, for calendars",
	Write: writeICS,
})

// writeICS writes iCalendar (RFC 5545): an all-day entry for each dated event,
// a journal entry without a date for each undated one.
//
// A calendar knows only days. A month, a year or an interval therefore takes all
// its days, and the summary says what is meant wherever it is not a day that
// the articles state; X-KREADER-EDTF has the date as it is known. There is no
// clock here: DTSTAMP is the day on which the last of the articles was published.
func writeICS(w io.Writer, c *model.Collection) error {
	return buffered(w, func(b *bufio.Writer) error {
		stamp := "19700101T000000Z"
		if d, ok := latest(c.Articles); ok {
			stamp = icsDay(d) + "T000000Z"
		}
		put := icsLines{b}
		put.line("BEGIN", "VCALENDAR")
		put.line("VERSION", "2.0")
		put.line("PRODID", "-//kreader//kreader//EN")
		put.line("CALSCALE", "GREGORIAN")
		if c.Title != "" {
			put.line("X-WR-CALNAME", icsText(c.Title))
		}
		for i := range c.Events {
			icsEvent(put, c, &c.Events[i], stamp)
		}
		put.line("END", "VCALENDAR")
		return nil
	})
}

func icsEvent(put icsLines, c *model.Collection, e *model.Event, stamp string) {
	component := "VEVENT"
	if !years(e.When) {
		component = "VJOURNAL" // the one that may have no date
	}
	put.line("BEGIN", component)
	put.line("UID", icsText(uuid("event", e.ID))+"@kreader")
	put.line("DTSTAMP", stamp)
	if component == "VEVENT" {
		put.line("DTSTART;VALUE=DATE", icsDay(e.When.Lo))
		if next := e.When.Hi + 1; next.Year() <= 9999 { // the end is the first day that is not in it
			put.line("DTEND;VALUE=DATE", icsDay(next))
		}
		put.line("TRANSP", "TRANSPARENT")
		if stated(e.When) {
			put.line("STATUS", "CONFIRMED")
		} else {
			put.line("STATUS", "TENTATIVE")
		}
	}
	put.line("SUMMARY", icsText(headed(e)))
	put.line("DESCRIPTION", icsText(described(c, e)))
	if names := outletsOf(c, e); len(names) > 0 {
		for i := range names {
			names[i] = icsText(names[i])
		}
		put.line("CATEGORIES", strings.Join(names, ","))
	}
	if !e.When.IsZero() {
		put.line("X-KREADER-EDTF", icsText(e.When.String()))
	}
	put.line("END", component)
}

// described returns what tells e as plain text: its date, every passage with
// where it stands, differences and notes.
func described(c *model.Collection, e *model.Event) string {
	var b strings.Builder
	b.WriteString("Date: " + said(e.When))
	for _, d := range e.Differences {
		b.WriteString("\n! " + difference(d))
	}
	for i := range e.Passages {
		p := &e.Passages[i]
		a := &c.Articles[p.Article]
		b.WriteString("\n\n“" + line(p.Span.Of(a.Text)) + "”\n— " + source(a))
		if webAddress(a.URL) {
			b.WriteString("\n" + address(a.URL))
		}
		for _, m := range notesOn(c, p) {
			b.WriteString("\n" + noted(m) + ": " + line(m.Note))
		}
	}
	return b.String()
}

// icsDay writes a day as a DATE (RFC 5545, 3.3.4).
func icsDay(d edtf.Day) string { return strings.ReplaceAll(d.String(), "-", "") }

// icsText escapes a TEXT (RFC 5545, 3.3.11).
func icsText(s string) string {
	return strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`, "\t", " ").Replace(lines(s))
}

// icsLines writes content lines.
type icsLines struct{ out *bufio.Writer }

// icsFold is how many bytes a line may have (RFC 5545, 3.1).
const icsFold = 75

// line writes a content line, folded between characters. The error stays in
// the buffer, which gives it back when it is flushed.
func (l icsLines) line(name, value string) {
	rest := name + ":" + value
	limit := icsFold
	for len(rest) > limit {
		cut := limit
		for !utf8.RuneStart(rest[cut]) {
			cut--
		}
		fmt.Fprint(l.out, rest[:cut]+"\r\n ")
		rest, limit = rest[cut:], icsFold-1 // the space in front of it counts
	}
	fmt.Fprint(l.out, rest+"\r\n")
}
