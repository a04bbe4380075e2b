package source

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/kreader/kreader/model"
)

// JSON and JSON Lines: an object an article, alone, one after the other, in a
// list, or in a list within an object, as search services answer.
var _ = register(Format{
	Name:   "json",
	Exts:   []string{".json", ".jsonl", ".ndjson"},
	Sniff:  func(head []byte) bool { return beginsWith(head, "[", "{") && jsonOpens(head) },
	Decode: decodeJSON,
})

// maxJSON is how much JSON is read: its values take several times its size.
const maxJSON = 64 << 20

// jsonOpens reports whether the first two tokens are those of an object, or of
// a list of objects.
func jsonOpens(head []byte) bool {
	d := json.NewDecoder(strings.NewReader(string(head)))
	first, err1 := d.Token()
	second, err2 := d.Token()
	if err1 != nil || err2 != nil {
		return false
	}
	_, name := second.(string)
	return first == json.Delim('{') && name || first == json.Delim('[') && second == json.Delim('{')
}

func decodeJSON(d Document) ([]Draft, error) {
	if len(d.Data) > maxJSON {
		return nil, fmt.Errorf("%d MB of JSON; kreader reads up to %d MB, so divide it", len(d.Data)>>20, maxJSON>>20)
	}
	if what := binary(d.Data); what != "" {
		return nil, errors.New(what)
	}
	s, _, _ := decodeCharset(d.Data)
	var (
		rows  []record
		notes []model.Diagnostic
	)
	dec := json.NewDecoder(strings.NewReader(s))
	dec.UseNumber()
	list := beginsWith([]byte(s[:min(len(s), 100)]), "[")
	if list {
		_, _ = dec.Token() // the bracket
	}
	for !list || dec.More() {
		var v any
		err := dec.Decode(&v)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil && len(rows) == 0 {
			return nil, errors.New("it is no JSON: " + Line(err.Error()))
		}
		if err != nil {
			notes = append(notes, model.Diagnostic{Severity: model.Warning, Message: fmt.Sprintf("it breaks off after %s: %s", plural(len(rows), "article"), Line(err.Error()))})
			break
		}
		if rows = append(rows, jsonRows(v, 4)...); len(rows) > maxEntries {
			rows = rows[:maxEntries]
			notes = append(notes, model.Diagnostic{Severity: model.Warning, Message: fmt.Sprintf("only its first %d articles are read", maxEntries)})
			break
		}
	}
	if len(rows) == 0 {
		return nil, errors.New("it holds no articles: kreader looks for objects with names such as title, outlet, date, author, url and text")
	}
	return recordDrafts(d, rows, notes)
}

// jsonRows returns the objects in v that are articles: v itself when enough of
// its names are known, else those in the first list or object that has any.
func jsonRows(v any, depth int) []record {
	if depth == 0 {
		return nil
	}
	switch v := v.(type) {
	case []any:
		var out []record
		for _, x := range v[:min(len(v), maxEntries+1)] {
			out = append(out, jsonRows(x, depth-1)...)
		}
		return out
	case map[string]any:
		r := jsonRecord(v)
		if r.first(columns.text) != "" && knownColumns(keys(r)) > 1 || r.first(columns.url) != "" && r.first(columns.title) != "" {
			return []record{r}
		}
		for _, name := range slices.Sorted(maps.Keys(v)) {
			if rows := jsonRows(v[name], depth-1); len(rows) > 0 {
				return rows
			}
		}
	}
	return nil
}

func keys(r record) []string { return slices.Collect(maps.Keys(r)) }

// jsonRecord reads the members of an object as columns. Of two that have the
// same name in the end, the first in their order counts.
func jsonRecord(v map[string]any) record {
	r := record{}
	for _, name := range slices.Sorted(maps.Keys(v)) {
		s := jsonText(v[name], 3)
		if k := key(name); s != "" && r[k] == "" {
			r[k] = s
		}
	}
	return r
}

// jsonText returns a value as text: lists as their items, parted by a blank
// line when they are long and by semicolons when they are short, objects by
// what they are called.
func jsonText(v any, depth int) string {
	switch v := v.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	case []any:
		var items []string
		long := false
		for _, x := range v {
			if depth > 0 {
				if s := jsonText(x, depth-1); s != "" {
					items = append(items, s)
					long = long || len(s) > 100
				}
			}
		}
		if long {
			return strings.Join(items, "\n\n")
		}
		return strings.Join(items, "; ")
	case map[string]any:
		if first, last := jsonText(v["firstName"], 0), jsonText(v["lastName"], 0); first != "" && last != "" {
			return first + " " + last
		}
		for _, name := range []string{"name", "title", "rendered", "text", "value", "url"} {
			if depth > 0 && v[name] != nil {
				return jsonText(v[name], depth-1)
			}
		}
	}
	return ""
}
