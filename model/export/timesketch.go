package export

import (
	"bufio"
	"encoding/csv"
	"io"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/edtf"
)

var (
	_ = register(Format{
		Name:  "timesketch",
		Ext:   ".csv",
		Help:  "CSV for Timesketch, a tool for forensic timelines",
		Write: writeTimesketch,
	})
	_ = register(Format{
		Name:  "timesketch-jsonl",
		Ext:   ".jsonl",
		Help:  "the same as a JSON object a line",
		Write: writeTimesketchJSONL,
	})
)

// sketch is a row for Timesketch. The first three fields are those that it
// asks for.
type sketch struct {
	Message   string `json:"message"`
	Datetime  string `json:"datetime"`
	Timestamp string `json:"timestamp_desc"`
	End       string `json:"datetime_end"`
	EDTF      string `json:"edtf"`
	Title     string `json:"title"`
	Outlet    string `json:"outlet"`
	Article   string `json:"article"`
	Published string `json:"published"`
	URL       string `json:"url"`
	Text      string `json:"text"`
	Says      string `json:"says"`
	Why       string `json:"why"`
	Note      string `json:"note"`
	Event     string `json:"event_id"`
}

// sketches returns a row for each passage. Timesketch knows only instants, so
// the first of the days meant stands there, and timestamp_desc says what that
// is: "day of the event", "first day of a month", "about". An undated event
// stands at the publication of the article that tells it, which is what its
// timestamp_desc says; nothing stands for one that no dated article tells.
func sketches(c *model.Collection, yield func(*sketch) error) error {
	for i := range c.Events {
		e := &c.Events[i]
		for k := range e.Passages {
			p := &e.Passages[k]
			a := &c.Articles[p.Article]
			when, what := e.When, meaning(e.When)
			if !years(when) {
				when, what = a.Published, "publication of the article; the event is undated"
			}
			if !years(when) {
				continue
			}
			err := yield(&sketch{
				Message: headed(e) + " — " + outlet(a) + ": " + line(p.Span.Of(a.Text)), Datetime: instant(when.Lo), Timestamp: what,
				End: instant(when.Hi), EDTF: e.When.String(), Title: line(e.Title), Outlet: line(a.Outlet), Article: line(a.Title),
				Published: a.Published.String(), URL: line(a.URL), Text: line(p.Span.Of(a.Text)), Says: line(p.Says), Why: line(p.Why),
				Note: notesText(c, p), Event: line(e.ID),
			})
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// meaning says what the first day of v stands for.
func meaning(v edtf.Value) string {
	s := "first day of an interval"
	switch v.Gran {
	case edtf.ByDay:
		s = "day of the event"
	case edtf.ByWeek:
		s = "first day of a week"
	case edtf.ByMonth:
		s = "first day of a month"
	case edtf.BySeason, edtf.ByQuarter, edtf.ByHalf:
		s = "first day of a part of a year"
	case edtf.ByYear:
		s = "first day of a year"
	case edtf.ByDecade, edtf.ByCentury:
		s = "first day of many years"
	}
	if v.Approx {
		s += ", about"
	}
	if v.Uncertain {
		s += ", inferred"
	}
	return s
}

// instant returns the beginning of a day in the notation of ISO 8601 that
// Timesketch documents.
func instant(d edtf.Day) string { return d.String() + "T00:00:00+00:00" }

func writeTimesketch(w io.Writer, c *model.Collection) error {
	return buffered(w, func(b *bufio.Writer) error {
		out := csv.NewWriter(b)
		_ = out.Write([]string{
			"message", "datetime", "timestamp_desc", "datetime_end", "edtf", "title", "outlet", "article", "published", "url",
			"text", "says", "why", "note", "event_id",
		})
		err := sketches(c, func(s *sketch) error {
			row := []string{
				s.Message, s.Datetime, s.Timestamp, s.End, s.EDTF, s.Title, s.Outlet, s.Article, s.Published, s.URL,
				s.Text, s.Says, s.Why, s.Note, s.Event,
			}
			for i := range row {
				row[i] = cell(row[i])
			}
			return out.Write(row)
		})
		if err != nil {
			return err
		}
		out.Flush()
		return out.Error()
	})
}

func writeTimesketchJSONL(w io.Writer, c *model.Collection) error {
	return buffered(w, func(b *bufio.Writer) error {
		j := newJSONStream(b)
		return sketches(c, func(s *sketch) error {
			j.value(s)
			j.raw("\n")
			return j.err
		})
	})
}
