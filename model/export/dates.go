package export

import (
	"bufio"
	"fmt"
	"io"

	"github.com/kreader/kreader/model"
)

// DatesFormat is a way to write the temporal expressions of a text.
type DatesFormat struct {
	Name  string
	Help  string
	Write func(w io.Writer, text string, tx []model.Timex) error
}

// DatesFormats returns the formats of temporal expressions by name.
func DatesFormats() []DatesFormat {
	return []DatesFormat{
		{"jsonl", "one expression a line, for programs", DatesJSONL},
		{"text", "one expression a line, for reading", DatesText},
	}
}

type jsonTimex struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
	Type  string `json:"type"`
	Value string `json:"value"`
	EDTF  string `json:"edtf"`
	Why   string `json:"why"`
}

// DatesJSONL writes tx, which were found in text, as JSON, one a line.
func DatesJSONL(w io.Writer, text string, tx []model.Timex) error {
	return buffered(w, func(b *bufio.Writer) error {
		j := newJSONStream(b)
		for _, t := range tx {
			j.value(jsonTimex{t.Span.Start, t.Span.End, t.Span.Of(text), string(t.Type), t.Value, t.When.String(), t.Why})
			j.raw("\n")
		}
		return j.err
	})
}

// DatesText writes tx for people: where, the words, the date they mean, and
// why; a tab between them.
func DatesText(w io.Writer, text string, tx []model.Timex) error {
	return buffered(w, func(b *bufio.Writer) error {
		row := 1
		at := 0
		for _, t := range tx {
			for ; at < t.Span.Start; at++ {
				if text[at] == '\n' {
					row++
				}
			}
			value := t.When.String()
			if value == "" {
				value = t.Value
			}
			fmt.Fprintf(b, "%d\t%s\t%s\t%s\n", row, line(t.Span.Of(text)), value, line(t.Why))
		}
		return nil
	})
}
