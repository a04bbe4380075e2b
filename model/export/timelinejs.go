package export

import (
	"bufio"
	"encoding/csv"
	"fmt"
	"html"
	"io"
	"strconv"
	"strings"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/edtf"
)

var (
	_ = register(Format{
		Name:  "timelinejs",
		Ext:   ".json",
		Help:  "JSON for TimelineJS, a timeline on a web page",
		Write: writeTimelineJS,
	})
	_ = register(Format{
		Name:  "timelinejs-csv",
		Ext:   ".csv",
		Help:  "the same as a table, for the spreadsheet of TimelineJS",
		Write: writeTimelineJSCSV,
	})
)

// slide is an event, or the title, of TimelineJS 3.
type slide struct {
	Start    *slideDate `json:"start_date,omitempty"`
	End      *slideDate `json:"end_date,omitempty"`
	Display  string     `json:"display_date,omitempty"`
	Text     slideText  `json:"text"`
	ID       string     `json:"unique_id,omitempty"`
	Autolink bool       `json:"autolink"`
}

// slideDate is as precise as what is left out of it is not.
type slideDate struct {
	Year  int `json:"year"`
	Month int `json:"month,omitempty"`
	Day   int `json:"day,omitempty"`
}

// slideText holds HTML.
type slideText struct {
	Headline string `json:"headline"`
	Text     string `json:"text,omitempty"`
}

// writeTimelineJS writes the JSON of TimelineJS 3. Its dates are as coarse as
// those of the events, and the date that is shown is always written out, with
// "about" and "inferred". It has no place for undated events: the title says how
// many there are.
func writeTimelineJS(w io.Writer, c *model.Collection) error {
	return buffered(w, func(b *bufio.Writer) error {
		j := newJSONStream(b)
		j.raw(`{"title": `)
		j.value(titleSlide(c))
		var dated []int
		for i := range c.Events {
			if years(c.Events[i].When) {
				dated = append(dated, i)
			}
		}
		j.array("events", len(dated), func(i int) any { return slideOf(c, &c.Events[dated[i]]) })
		j.raw("}\n")
		return j.err
	})
}

// writeTimelineJSCSV writes the columns of the spreadsheet that TimelineJS
// reads.
func writeTimelineJSCSV(w io.Writer, c *model.Collection) error {
	return buffered(w, func(b *bufio.Writer) error {
		out := csv.NewWriter(b)
		_ = out.Write([]string{
			"Year", "Month", "Day", "Time", "End Year", "End Month", "End Day", "End Time", "Display Date", "Headline", "Text",
			"Media", "Media Credit", "Media Caption", "Media Thumbnail", "Type", "Group", "Background",
		})
		row := func(s slide, kind string) {
			from, to := dateCells(s.Start), dateCells(s.End)
			_ = out.Write([]string{
				from[0], from[1], from[2], "", to[0], to[1], to[2], "", s.Display, htmlCell(s.Text.Headline), htmlCell(s.Text.Text),
				"", "", "", "", kind, "", "",
			})
		}
		row(titleSlide(c), "title")
		for i := range c.Events {
			if e := &c.Events[i]; years(e.When) {
				row(slideOf(c, e), "")
			}
		}
		out.Flush()
		return out.Error() // the first of any of the writes
	})
}

func titleSlide(c *model.Collection) slide {
	title := c.Title
	if title == "" {
		title = "Timeline"
	}
	undated := 0
	for i := range c.Events {
		if !years(c.Events[i].When) {
			undated++
		}
	}
	text := summary(c)
	if undated > 0 {
		text += "; " + count(undated, "event has no date and is not shown", "events have no date and are not shown")
	}
	return slide{Text: slideText{Headline: html.EscapeString(line(title)), Text: "<p>" + html.EscapeString(text) + "</p>"}}
}

func slideOf(c *model.Collection, e *model.Event) slide {
	from, to := slideDates(e.When)
	return slide{
		Start: from, End: to, Display: said(e.When), ID: uuid("event", e.ID),
		Text: slideText{Headline: html.EscapeString(line(e.Title)), Text: quotations(c, e)},
	}
}

// quotations returns the passages of e as HTML.
func quotations(c *model.Collection, e *model.Event) string {
	var b strings.Builder
	for _, d := range e.Differences {
		fmt.Fprintf(&b, "<p><b>%s</b></p>", html.EscapeString(difference(d)))
	}
	for i := range e.Passages {
		p := &e.Passages[i]
		a := &c.Articles[p.Article]
		by := html.EscapeString(source(a))
		if webAddress(a.URL) {
			by = fmt.Sprintf(`<a href="%s" rel="noreferrer">%s</a>`, html.EscapeString(address(a.URL)), by)
		}
		fmt.Fprintf(&b, "<blockquote>%s<br>— %s</blockquote>", html.EscapeString(line(p.Span.Of(a.Text))), by)
		for _, m := range notesOn(c, p) {
			fmt.Fprintf(&b, "<p><i>%s: %s</i></p>", html.EscapeString(noted(m)), html.EscapeString(line(m.Note)))
		}
	}
	return b.String()
}

// slideDates returns the first and the last date of v, each as coarsely as v is
// known; the last is nil when the first says it all.
func slideDates(v edtf.Value) (from, to *slideDate) {
	y1, m1, d1 := v.Lo.Date()
	y2, m2, d2 := v.Hi.Date()
	switch {
	case v.Gran == edtf.ByDay:
		return &slideDate{y1, m1, d1}, nil
	case v.Gran == edtf.ByMonth:
		return &slideDate{y1, m1, 0}, nil
	case v.Gran == edtf.ByYear:
		return &slideDate{y1, 0, 0}, nil
	case d1 == 1 && m1 == 1 && d2 == 31 && m2 == 12:
		return &slideDate{y1, 0, 0}, &slideDate{y2, 0, 0}
	case d1 == 1 && d2 == edtf.DaysIn(y2, m2):
		return &slideDate{y1, m1, 0}, &slideDate{y2, m2, 0}
	}
	return &slideDate{y1, m1, d1}, &slideDate{y2, m2, d2}
}

// dateCells returns the year, the month and the day, "" for what is not known.
func dateCells(d *slideDate) (cells [3]string) {
	if d == nil {
		return cells
	}
	for i, n := range [...]int{d.Year, d.Month, d.Day} {
		if n != 0 {
			cells[i] = strconv.Itoa(n)
		}
	}
	return cells
}

// htmlCell returns HTML as the text of a cell that no spreadsheet takes for a
// formula: its first character then is a reference.
func htmlCell(s string) string {
	if s != "" && strings.IndexByte("=+-@\t", s[0]) >= 0 {
		return fmt.Sprintf("&#%d;%s", s[0], s[1:])
	}
	return s
}
