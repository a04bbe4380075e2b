package export

import (
	"bufio"
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"github.com/kreader/kreader/model"
)

var _ = register(Format{
	Name:  "csv",
	Ext:   ".csv",
	Help:  "one passage a row, for spreadsheets",
	Write: writeCSV,
})

// writeCSV writes a row for each passage (RFC 4180, with "\n" at line ends).
func writeCSV(w io.Writer, c *model.Collection) error {
	return buffered(w, func(b *bufio.Writer) error {
		out := csv.NewWriter(b)
		row := []string{"event", "date", "title", "importance", "outlet", "article", "path", "published", "text", "says", "why", "note"}
		if err := out.Write(row); err != nil {
			return err
		}
		for i := range c.Events {
			e := &c.Events[i]
			for _, p := range e.Passages {
				a := &c.Articles[p.Article]
				row = append(row[:0],
					e.ID, e.When.String(), e.Title, strconv.FormatFloat(e.Importance, 'f', -1, 64),
					a.Outlet, a.Title, a.Path, a.Published.String(), p.Span.Of(a.Text), p.Says, p.Why, notesText(c, &p))
				for j := range row {
					row[j] = cell(row[j])
				}
				if err := out.Write(row); err != nil {
					return err
				}
			}
		}
		out.Flush()
		return out.Error()
	})
}

// cell returns s as the text of a cell. A spreadsheet would run as a formula
// what begins with one of = + - @; an apostrophe in front tells it that it is
// text (OWASP, "CSV Injection").
func cell(s string) string {
	s = lines(s)
	if s != "" && strings.IndexByte("=+-@\t", s[0]) >= 0 {
		return "'" + s
	}
	return s
}
