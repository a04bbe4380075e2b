package correct

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"github.com/kreader/kreader/model/source"
)

// format writes an entry as a table.
//
// The first line and the last differ between any two tables, and so does the
// one of made: no four lines that follow each other can be alike. So git, which
// looks for lines that two sides of a merge have in common, never takes two new
// tables for one: with merge=union both stay whole.
func format(e *Entry) string {
	var b strings.Builder
	fmt.Fprintf(&b, "\n[[%s]] # %s\n", e.Type, e.ID)
	put := func(key, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%s = %s\n", key, quote(value))
		}
	}
	put("kind", string(e.Kind))
	put("value", e.Value)
	put("of", e.Of)
	put("text", e.Text)
	put("exact", e.At.Exact)
	if !e.Undone.IsZero() {
		fmt.Fprintf(&b, "undone = %s\n", stamp(e.Undone))
	}
	if !e.Made.IsZero() {
		fmt.Fprintf(&b, "made = %s\n", stamp(e.Made))
	}
	around := e.At
	around.Exact = ""
	if !around.IsZero() {
		fmt.Fprintf(&b, "place = {%s}\n", inline(around))
	}
	if !e.With.IsZero() {
		fmt.Fprintf(&b, "with = {%s}\n", inline(e.With))
	}
	put("who", e.Who)
	put("id", e.ID)
	return b.String()
}

func inline(a Anchor) string {
	var parts []string
	for _, p := range [][2]string{{"exact", a.Exact}, {"prefix", a.Prefix}, {"suffix", a.Suffix}, {"article", a.Article}, {"article_title", a.Title}} {
		if p[1] != "" {
			parts = append(parts, p[0]+" = "+quote(p[1]))
		}
	}
	return strings.Join(parts, ", ")
}

// quote writes a basic string of TOML 1.0.
func quote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r < ' ' || r == 0x7f:
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// table is a table of the file while it is being read.
type table struct {
	keys map[string]any
	err  error
}

func (t *table) text(key string) string {
	v, ok := t.keys[key]
	if !ok {
		return ""
	}
	s, ok := v.(string)
	if !ok && t.err == nil {
		t.err = fmt.Errorf("%s must be a text in quotation marks", key)
	}
	return source.Clean(s)
}

func (t *table) line(key string) string { return source.Line(t.text(key)) }

func (t *table) time(key string) time.Time {
	v, ok := t.keys[key]
	if !ok {
		return time.Time{}
	}
	at, ok := v.(time.Time)
	if !ok && t.err == nil {
		t.err = fmt.Errorf("%s must be a date such as 2021-11-07T10:00:00Z, without quotation marks", key)
	}
	return at.UTC()
}

// below returns a table that is the value of a key, without keys when it is not
// there.
func (t *table) below(key string) *table {
	v, ok := t.keys[key]
	sub, isTable := v.(map[string]any)
	if ok && !isTable && t.err == nil {
		t.err = fmt.Errorf(`%s must be a table such as {exact = "…", article = "…"}`, key)
	}
	return &table{keys: sub}
}

func (t *table) anchor() Anchor {
	return Anchor{
		Article: t.text("article"), Title: t.text("article_title"),
		Exact: t.text("exact"), Prefix: t.text("prefix"), Suffix: t.text("suffix"),
	}
}

// entryOf reads a table.
func entryOf(typ Type, keys map[string]any) (Entry, error) {
	t := &table{keys: keys}
	e := Entry{
		Type: typ, ID: t.line("id"), Kind: Kind(t.line("kind")), Value: t.line("value"), Of: t.line("of"), Text: t.text("text"),
		At: t.anchor(), Who: t.line("who"), Made: t.time("made"),
	}
	switch v := keys["undone"].(type) {
	case bool: // written by hand
		if v {
			e.Undone = time.Unix(0, 0).UTC()
		}
	default:
		e.Undone = t.time("undone")
	}
	place, with := t.below("place"), t.below("with")
	around := place.anchor()
	e.At = Anchor{
		cmp.Or(e.At.Article, around.Article), cmp.Or(e.At.Title, around.Title),
		cmp.Or(e.At.Exact, around.Exact), cmp.Or(e.At.Prefix, around.Prefix), cmp.Or(e.At.Suffix, around.Suffix),
	}
	e.With = with.anchor()
	return e, cmp.Or(t.err, place.err, with.err)
}
