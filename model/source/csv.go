package source

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/kreader/kreader/model"
)

// Tables as text (RFC 4180, also parted by semicolons, tabs or bars), with a
// row that names the columns: an article a row.
var _ = register(Format{
	Name: "csv",
	Exts: []string{".csv", ".tsv"},
	Sniff: func(head []byte) bool {
		return len(csvColumns(string(head))) > 2 && knownColumns(csvColumns(string(head))) > 2
	},
	Decode: decodeCSV,
})

// csvReader reads s with the separator that its first line has most of.
func csvReader(s string) *csv.Reader {
	r := csv.NewReader(strings.NewReader(s))
	first, _, _ := strings.Cut(s, "\n")
	most := 0
	for _, sep := range ",;\t|" {
		if n := strings.Count(first, string(sep)); n > most {
			most, r.Comma = n, sep
		}
	}
	r.LazyQuotes, r.FieldsPerRecord = true, -1
	return r
}

// csvColumns returns the names in the first row.
func csvColumns(s string) []string {
	names, err := csvReader(s).Read()
	if err != nil {
		return nil
	}
	return names
}

func decodeCSV(d Document) ([]Draft, error) {
	s, notes, err := text(d.Data)
	if err != nil {
		return nil, err
	}
	r := csvReader(s)
	names, err := r.Read()
	if err != nil {
		return nil, errors.New("the table is empty")
	}
	for i := range names {
		names[i] = strings.TrimSpace(names[i])
	}
	if knownColumns(names) == 0 {
		return nil, fmt.Errorf("its first row names no column that kreader knows; it looks for columns such as title, outlet, date, author, url and text, and finds %s", excerpt(Line(strings.Join(names, ", ")), 120))
	}
	for i := range names {
		names[i] = key(names[i])
	}
	var rows []record
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			notes = append(notes, model.Diagnostic{Severity: model.Warning, Message: fmt.Sprintf("the table breaks off after %s: %s", plural(len(rows), "row"), Line(err.Error()))})
			break
		}
		if len(rows) == maxEntries {
			notes = append(notes, model.Diagnostic{Severity: model.Warning, Message: fmt.Sprintf("only its first %d rows are read", maxEntries)})
			break
		}
		rec := record{}
		for i, v := range row[:min(len(row), len(names))] {
			if names[i] != "" && rec[names[i]] == "" {
				rec[names[i]] = v
			}
		}
		rows = append(rows, rec)
	}
	return recordDrafts(d, rows, notes)
}
