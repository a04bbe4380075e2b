package export

import (
	"bufio"
	"io"
	"strconv"
	"strings"

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
	Mod   string `json:"mod,omitempty"`
	EDTF  string `json:"edtf"`
	Why   string `json:"why"`
}

// DatesJSONL writes tx, which were found in text, as JSON, one a line.
func DatesJSONL(w io.Writer, text string, tx []model.Timex) error {
	return buffered(w, func(b *bufio.Writer) error {
		j := newJSONStream(b)
		var room []byte
		for _, t := range tx {
			x := jsonTimex{t.Span.Start, t.Span.End, t.Span.Of(text), string(t.Type), t.Value, t.Mod, t.When.String(), t.Why}
			if simple(x.Text) && simple(x.Why) {
				room = x.appendTo(room[:0])
				b.Write(room) // what fails to be written is told by the flush
				continue
			}
			j.value(x)
			j.raw("\n")
		}
		return j.err
	})
}

// simple reports whether s stands in JSON as it is.
func simple(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c > '~' || c == '"' || c == '\\' {
			return false
		}
	}
	return true
}

// appendTo appends x and a line end to b, all its strings being simple: a text
// has tens of thousands of them, and encoding/json takes as long for them as
// finding them took.
func (x *jsonTimex) appendTo(b []byte) []byte {
	b = strconv.AppendInt(append(b, `{"start":`...), int64(x.Start), 10)
	b = strconv.AppendInt(append(b, `,"end":`...), int64(x.End), 10)
	for _, f := range [...]struct{ name, value string }{
		{"text", x.Text}, {"type", x.Type}, {"value", x.Value}, {"mod", x.Mod}, {"edtf", x.EDTF}, {"why", x.Why},
	} {
		if f.name == "mod" && f.value == "" {
			continue
		}
		b = append(b, `,"`...)
		b = append(b, f.name...)
		b = append(b, `":"`...)
		b = append(b, f.value...)
		b = append(b, '"')
	}
	return append(b, "}\n"...)
}

// DatesText writes tx for people: where, the words, the date they mean, and
// why; a tab between them.
func DatesText(w io.Writer, text string, tx []model.Timex) error {
	return buffered(w, func(b *bufio.Writer) error {
		row := 1
		at := 0
		for _, t := range tx {
			row += strings.Count(text[at:t.Span.Start], "\n")
			at = t.Span.Start
			value := t.When.String()
			if value == "" {
				value = t.Value
			}
			b.WriteString(strconv.Itoa(row))
			for _, s := range [...]string{line(t.Span.Of(text)), value, line(t.Why)} {
				b.WriteByte('\t')
				b.WriteString(s)
			}
			b.WriteByte('\n') // what fails to be written is told by the flush
		}
		return nil
	})
}
