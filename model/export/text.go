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

var (
	_ = register(Format{
		Name:  "text",
		Ext:   ".txt",
		Help:  "the events, for reading",
		Write: func(w io.Writer, c *model.Collection) error { return writeText(w, c, false) },
	})
	_ = register(Format{
		Name:  "full",
		Ext:   ".txt",
		Help:  "the events with every passage that tells them, for reading",
		Write: func(w io.Writer, c *model.Collection) error { return writeText(w, c, true) },
	})
)

// dateColumn is the width of the dates; "28 Sep – 2 Oct" fits.
const dateColumn = 16

func writeText(w io.Writer, c *model.Collection, passages bool) error {
	return buffered(w, func(b *bufio.Writer) error {
		if c.Title != "" {
			fmt.Fprintln(b, line(c.Title))
		}
		fmt.Fprintln(b, summary(c))
		heading := ""
		for i := range c.Events {
			e := &c.Events[i]
			if h := group(e.When); h != heading {
				heading = h
				fmt.Fprintf(b, "\n%s\n", h)
			}
			date := within(e.When)
			fmt.Fprintf(b, "  %s%s %s\n", date, strings.Repeat(" ", max(0, dateColumn-utf8.RuneCountInString(date))), line(e.Title))
			indent := strings.Repeat(" ", dateColumn+3)
			fmt.Fprintf(b, "%s%s, %s\n", indent, tellers(c, e), told(e))
			for _, d := range e.Differences {
				fmt.Fprintf(b, "%s! %s\n", indent, difference(d))
			}
			if passages {
				for _, p := range e.Passages {
					textPassage(b, indent, &c.Articles[p.Article], p)
					for _, m := range notesOn(c, &p) {
						fmt.Fprintf(b, "%s  %s: %s\n", indent, noted(m), line(m.Note))
					}
				}
			}
		}
		return nil
	})
}

func textPassage(b *bufio.Writer, indent string, a *model.Article, p model.Passage) {
	fmt.Fprintf(b, "%s- %s\n", indent, source(a))
	fmt.Fprintf(b, "%s  %s\n", indent, line(p.Span.Of(a.Text)))
	if says := dated(p); says != "" {
		fmt.Fprintf(b, "%s  (%s)\n", indent, says)
	}
}

// dated returns how the date of a passage was come by, "" when nothing is
// known about it.
func dated(p model.Passage) string {
	switch {
	case p.Says != "" && p.Why != "":
		return fmt.Sprintf("%q: %s", line(p.Says), line(p.Why))
	case p.Says != "":
		return fmt.Sprintf("%q", line(p.Says))
	}
	return line(p.Why)
}

// source names an article the way a reader would.
func source(a *model.Article) string {
	parts := []string{outlet(a)}
	if p := a.Published; !p.IsZero() {
		s := p.String()
		if a.PublishedFrom == model.FromInferred && !p.Uncertain {
			s += "?"
		}
		parts = append(parts, s)
	}
	if a.Title != "" {
		parts = append(parts, line(a.Title))
	}
	return strings.Join(parts, ", ")
}

func outlet(a *model.Article) string {
	if a.Outlet == "" {
		return "unknown outlet"
	}
	return line(a.Outlet)
}

// summary counts what a collection holds.
func summary(c *model.Collection) string {
	parts := []string{count(len(c.Articles), "article", "articles")}
	if n := len(c.Outlets); n > 0 {
		parts = append(parts, count(n, "outlet", "outlets"))
	}
	return strings.Join(append(parts, count(len(c.Events), "event", "events")), ", ")
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// tellers names the outlets that tell e; articles of unknown outlets are
// counted together.
func tellers(c *model.Collection, e *model.Event) string {
	names := outletsOf(c, e)
	for i := range names {
		names[i] = line(names[i])
	}
	for _, p := range e.Passages {
		if c.Articles[p.Article].Outlet == "" {
			names = append(names, "unknown outlet")
			break
		}
	}
	return strings.Join(names, ", ")
}

// told counts the passages of e, the articles they are in, and the accounts that
// these give where some are copies.
func told(e *model.Event) string {
	articles := map[int]bool{}
	for _, p := range e.Passages {
		articles[p.Article] = true
	}
	s := count(len(e.Passages), "passage", "passages")
	if len(articles) > 1 {
		s += fmt.Sprintf(" in %d articles", len(articles))
		if n := len(e.Accounts); n > 0 && n < len(articles) {
			s += ", " + count(n, "account", "accounts")
		}
	}
	return s
}

func difference(d model.Difference) string {
	var values []string
	for _, v := range d.Values {
		values = append(values, line(v.Value))
	}
	what := "the " + line(d.Key())
	switch {
	case d.About == "number" && d.What != "":
		what = "the number of " + line(d.What)
	case d.About == "attribution":
		what = line(d.Key())
	}
	return fmt.Sprintf("they differ on %s: %s", what, strings.Join(values, " or "))
}

// group returns the heading under which an event of that date stands: the
// year in which it begins.
func group(v edtf.Value) string {
	if v.IsZero() {
		return "Undated"
	}
	return fmt.Sprint(v.Lo.Year())
}

// within returns a date for people as it is said under the heading of its
// year: "7 Nov", "Nov", "5–7 Nov", "2016–2022", "about 3 May", and with a
// question mark when it is inferred.
func within(v edtf.Value) string {
	if v.IsZero() {
		return ""
	}
	s := calendar(v)
	if v.Approx {
		s = "about " + s
	}
	if v.Uncertain {
		s += "?"
	}
	return s
}

func calendar(v edtf.Value) string {
	y1, m1, d1 := v.Lo.Date()
	y2, m2, d2 := v.Hi.Date()
	switch v.Gran {
	case edtf.ByDay:
		return fmt.Sprintf("%d %s", d1, edtf.MonthName(m1))
	case edtf.ByMonth:
		return edtf.MonthName(m1)
	case edtf.ByYear:
		return fmt.Sprint(y1)
	case edtf.ByDecade, edtf.ByCentury:
		return fmt.Sprintf("%ds", y1)
	}
	wholeMonths := d1 == 1 && d2 == edtf.DaysIn(y2, m2)
	switch {
	case wholeMonths && m1 == 1 && m2 == 12:
		return fmt.Sprintf("%d–%d", y1, y2)
	case wholeMonths && y1 == y2:
		return edtf.MonthName(m1) + "–" + edtf.MonthName(m2)
	case wholeMonths:
		return fmt.Sprintf("%s–%s %d", edtf.MonthName(m1), edtf.MonthName(m2), y2)
	case y1 == y2 && m1 == m2:
		return fmt.Sprintf("%d–%d %s", d1, d2, edtf.MonthName(m1))
	case y1 == y2:
		return fmt.Sprintf("%d %s – %d %s", d1, edtf.MonthName(m1), d2, edtf.MonthName(m2))
	}
	return fmt.Sprintf("%d %s – %d %s %d", d1, edtf.MonthName(m1), d2, edtf.MonthName(m2), y2)
}
