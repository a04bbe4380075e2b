package export

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"slices"
	"time"

	"github.com/kreader/kreader/model"
)

var _ = register(Format{
	Name:  "json",
	Ext:   ".json",
	Help:  "everything, for programs",
	Write: writeJSON,
})

// Schemas of what is written. Fields may be added; to rename or drop one takes
// a new number.
const (
	TimelineSchema = "kreader.timeline/1"
	ArticleSchema  = "kreader.article/1"
)

type jsonEntry struct {
	ID            string `json:"id"`
	Path          string `json:"path"`
	URL           string `json:"url"`
	Outlet        string `json:"outlet"`
	Title         string `json:"title"`
	Byline        string `json:"byline"`
	Published     string `json:"published"`
	PublishedFrom string `json:"published_from"`
	Language      string `json:"language"`
	Words         int    `json:"words"`
}

type jsonEvent struct {
	ID          string           `json:"id"`
	Date        string           `json:"date"`
	Title       string           `json:"title"`
	Importance  float64          `json:"importance"`
	Outlets     []string         `json:"outlets"`
	Accounts    int              `json:"accounts"` // independent ones: copies count once
	Passages    []jsonPassage    `json:"passages"`
	Differences []jsonDifference `json:"differences"`
}

type jsonPassage struct {
	Article string `json:"article"`
	Block   int    `json:"block"`
	Start   int    `json:"start"`
	End     int    `json:"end"`
	Text    string `json:"text"`
	Says    string `json:"says"`
	Why     string `json:"why"`
	Account int    `json:"account"` // which of the accounts it belongs to, from 0
}

type jsonDifference struct {
	About  string      `json:"about"`
	What   string      `json:"what"`
	Values []jsonValue `json:"values"`
}

type jsonValue struct {
	Value    string `json:"value"`
	Passages []int  `json:"passages"`
}

type jsonDiagnostic struct {
	Article string `json:"article"`
	Message string `json:"message"`
	Path    string `json:"path"`
}

type jsonMark struct {
	Type    string   `json:"type"` // "note" or "bookmark"
	Note    string   `json:"note"`
	Article string   `json:"article"` // "" when its place is not found any more
	Start   int      `json:"start"`   // bytes into the text of the block
	End     int      `json:"end"`
	Block   int      `json:"block"`
	Text    string   `json:"text"`   // the words that it is on
	Source  string   `json:"source"` // the article as it was named then
	Events  []string `json:"events"` // those that have a passage there
	OnEvent bool     `json:"on_event"`
	Who     string   `json:"who"`
	Made    string   `json:"made"`
}

// writeJSON writes the document that the contract calls kreader.timeline/1,
// one article, event and diagnostic a line, and holds no more than one of them
// at a time.
func writeJSON(w io.Writer, c *model.Collection) error {
	return buffered(w, func(b *bufio.Writer) error {
		j := newJSONStream(b)
		j.raw(`{"schema": `)
		j.value(TimelineSchema)
		j.raw(`, "title": `)
		j.value(c.Title)
		j.array("articles", len(c.Articles), func(i int) any { return entryOf(&c.Articles[i]) })
		j.array("events", len(c.Events), func(i int) any { return eventOf(c, &c.Events[i]) })
		j.array("diagnostics", len(c.Diagnostics), func(i int) any { return diagnosticOf(c, c.Diagnostics[i]) })
		j.array("marks", len(c.Marks), func(i int) any { return markOf(c, &c.Marks[i]) })
		j.raw("}\n")
		return j.err
	})
}

// jsonStream writes JSON values one after another and remembers the first
// error.
type jsonStream struct {
	out io.Writer
	buf bytes.Buffer
	enc *json.Encoder
	err error
}

func newJSONStream(w io.Writer) *jsonStream {
	j := &jsonStream{out: jsonSafe{w}}
	j.enc = json.NewEncoder(&j.buf)
	j.enc.SetEscapeHTML(false) // it is not put into HTML, and & and < are read more easily
	return j
}

func (j *jsonStream) raw(s string) {
	if j.err == nil {
		_, j.err = io.WriteString(j.out, s)
	}
}

func (j *jsonStream) value(v any) {
	if j.err != nil {
		return
	}
	j.buf.Reset()
	if j.err = j.enc.Encode(v); j.err == nil {
		_, j.err = j.out.Write(bytes.TrimSuffix(j.buf.Bytes(), []byte("\n")))
	}
}

func (j *jsonStream) array(name string, n int, one func(int) any) {
	j.raw(",\n\"" + name + "\": [")
	for i := range n {
		if i > 0 {
			j.raw(",")
		}
		j.raw("\n")
		j.value(one(i))
	}
	j.raw("]")
}

func entryOf(a *model.Article) jsonEntry {
	return jsonEntry{
		ID: a.ID, Path: a.Path, URL: a.URL, Outlet: a.Outlet, Title: a.Title, Byline: a.Byline,
		Published: a.Published.String(), PublishedFrom: origin(a.PublishedFrom), Language: a.Language, Words: a.Words,
	}
}

func origin(o model.Origin) string {
	if o == "" {
		o = model.FromNone
	}
	return string(o)
}

func eventOf(c *model.Collection, e *model.Event) jsonEvent {
	out := jsonEvent{
		ID: e.ID, Date: e.When.String(), Title: e.Title, Importance: e.Importance,
		Outlets:     outletsOf(c, e),
		Accounts:    len(e.Accounts),
		Passages:    make([]jsonPassage, len(e.Passages)),
		Differences: make([]jsonDifference, len(e.Differences)),
	}
	for i, p := range e.Passages {
		a := &c.Articles[p.Article]
		start := a.Blocks[p.Block].Span.Start
		out.Passages[i] = jsonPassage{
			Article: a.ID, Block: p.Block, Start: p.Span.Start - start, End: p.Span.End - start,
			Text: p.Span.Of(a.Text), Says: p.Says, Why: p.Why,
			Account: max(e.Account(p.Article), 0),
		}
	}
	for i, d := range e.Differences {
		vs := make([]jsonValue, len(d.Values))
		for j, v := range d.Values {
			vs[j] = jsonValue{Value: v.Value, Passages: append([]int{}, v.Passages...)}
		}
		out.Differences[i] = jsonDifference{About: d.About, What: d.What, Values: vs}
	}
	return out
}

func markOf(c *model.Collection, m *model.Mark) jsonMark {
	out := jsonMark{Type: "note", Note: m.Note, Text: m.Quote, Source: m.Source, Events: []string{}, OnEvent: m.OnEvent, Who: m.Who, Block: -1}
	if m.Bookmark {
		out.Type = "bookmark"
	}
	if !m.Made.IsZero() {
		out.Made = m.Made.UTC().Format(time.RFC3339)
	}
	if m.Article < 0 {
		return out
	}
	a := &c.Articles[m.Article]
	out.Article = a.ID
	for i, b := range a.Blocks {
		if m.Span.Len() > 0 && b.Span.Contains(m.Span) {
			out.Block, out.Start, out.End = i, m.Span.Start-b.Span.Start, m.Span.End-b.Span.Start
		}
	}
	for i := range c.Events {
		e := &c.Events[i]
		if slices.ContainsFunc(e.Passages, func(p model.Passage) bool { return m.On(&p) }) {
			out.Events = append(out.Events, e.ID)
		}
	}
	return out
}

// outletsOf returns the outlets that tell e, in the order in which they are
// first met. Unknown outlets are not listed.
func outletsOf(c *model.Collection, e *model.Event) []string {
	out := []string{}
	seen := map[string]bool{"": true}
	for _, p := range e.Passages {
		if o := c.Articles[p.Article].Outlet; !seen[o] {
			seen[o] = true
			out = append(out, o)
		}
	}
	return out
}

func diagnosticOf(c *model.Collection, d model.Diagnostic) jsonDiagnostic {
	out := jsonDiagnostic{Message: d.Message, Path: d.Path}
	if d.Article >= 0 && d.Article < len(c.Articles) {
		out.Article = c.Articles[d.Article].ID
		if out.Path == "" {
			out.Path = c.Articles[d.Article].Path
		}
	}
	return out
}
