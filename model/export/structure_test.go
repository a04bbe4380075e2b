package export

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"golang.org/x/net/html"

	"github.com/kreader/kreader/model"
)

// everywhere returns a collection in which s stands wherever the words of articles and of their readers do.
func everywhere(t testing.TB, s string) *model.Collection {
	s = strings.ToValidUTF8(s, "?")
	url := "https://a.example/" + s
	a := model.Article{ID: "a", Path: s, URL: url, Outlet: s, Title: s, Byline: s, Note: s, Text: s, Language: "en", Blocks: []model.Block{{Span: model.Span{End: len(s)}}}}
	a.Published = date(t, "2031-05-06")
	p := model.Passage{Span: model.Span{End: len(s)}, Says: s, Why: s}
	d := model.Difference{About: s, What: s, Values: []model.DifferingValue{{Value: s}, {Value: s}}}
	c := &model.Collection{Title: s, Articles: []model.Article{a}, Outlets: []string{s}, Marks: []model.Mark{
		{Article: 0, Span: p.Span, Note: s, Quote: s, Who: s}, {Article: -1, Note: s, Quote: s, Source: s},
	}}
	for i, v := range []string{"2031-05-02", "2031-05~", "2031?", ""} {
		c.Events = append(c.Events, model.Event{
			ID: fmt.Sprint("e", i), When: date(t, v), Title: s, Corrected: []string{s},
			Passages: []model.Passage{p}, Differences: []model.Difference{d},
		})
	}
	return c
}

// structures gives, for each format that has more than text, what its reader
// takes for structure.
var structures = map[string]func(string) (string, error){
	"html":             htmlStructure,
	"atom":             atomStructure,
	"ics":              icsStructure,
	"csv":              csvStructure,
	"timesketch":       csvStructure,
	"timelinejs-csv":   timelineCSVStructure,
	"timelinejs":       timelineStructure,
	"timesketch-jsonl": jsonlStructure,
	"mermaid":          mermaidStructure,
	"md":               markdownStructure,
}

// FuzzStructure: what the articles say changes no format's structure. Whatever
// stands in them, the readers of the formats see the same elements, fields and
// properties as with a word in its place.
func FuzzStructure(f *testing.F) {
	for _, s := range []string{
		"<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onclick='x", "]]>", "-->", "&#60;b&#62;", "&lt;b&gt;",
		"END:VEVENT\r\nBEGIN:VEVENT", "a\\", "a;b,c:d", "=1+1", "\"a\",\"b", "a\nb", "x : y", "x: y\n  section z", "#quot;", "#x", "%%{init: {}}%%",
		"- a", "1. a", "# a", "> a", "`a`", "[a](http://b.example)", "<http://b.example>", "![a](b)", "a | b", "***", "===", "~~~", "    a", "\x1b[2J", "\u202e",
		"title x", "a\u2028b", "x  ", "a #", "$a$", "&amp;", "http://b.example/c", "www.b.example", "a@b.example", "﷐", "\ufffe",
	} {
		f.Add(s)
	}
	want := map[string]string{}
	for name, structure := range structures {
		got, err := structure(written(f, name, "word"))
		if err != nil || got == "" {
			f.Fatalf("%s: %v, %q", name, err, got)
		}
		want[name] = got
	}
	f.Fuzz(func(t *testing.T, s string) {
		if strings.TrimSpace(line(s)) == "" {
			t.Skip("no word, so what would stand before it is left out")
		}
		for name, structure := range structures {
			out := written(t, name, s)
			if got, err := structure(out); err != nil || got != want[name] {
				t.Errorf("%s with %q: %v\n%s\ninstead of\n%s\nin\n%s", name, s, err, got, want[name], out)
			}
		}
	})
}

func written(t testing.TB, name, s string) string {
	t.Helper()
	f, ok := Lookup(name)
	if !ok {
		t.Fatalf("no format %q", name)
	}
	var b strings.Builder
	if err := f.Write(&b, everywhere(t, s)); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// htmlStructure lists the tags with the names of their attributes; links must
// lead to the web or to a place of the page.
func htmlStructure(s string) (string, error) {
	var b strings.Builder
	for z := html.NewTokenizer(strings.NewReader(s)); ; {
		switch z.Next() {
		case html.ErrorToken:
			if errors.Is(z.Err(), io.EOF) {
				return b.String(), nil
			}
			return "", z.Err()
		case html.TextToken:
		default:
			t := z.Token()
			fmt.Fprintf(&b, "%s %s", t.Type, t.Data)
			for _, a := range t.Attr {
				fmt.Fprintf(&b, " %s", a.Key)
				if a.Key == "href" && !strings.HasPrefix(a.Val, "https://a.example/") && !strings.HasPrefix(a.Val, "#e-") {
					return "", fmt.Errorf("a link to %q", a.Val)
				}
			}
			b.WriteByte('\n')
		}
	}
}

func atomStructure(s string) (string, error) {
	var b strings.Builder
	content := false
	for d := xml.NewDecoder(strings.NewReader(s)); ; {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			return b.String(), nil
		}
		if err != nil {
			return "", err
		}
		switch t := t.(type) {
		case xml.StartElement:
			fmt.Fprint(&b, t.Name.Local)
			for _, a := range t.Attr {
				fmt.Fprintf(&b, " %s", a.Name.Local)
			}
			b.WriteByte('\n')
			content = t.Name.Local == "content"
		case xml.EndElement:
			content = false
		case xml.CharData:
			if content {
				in, err := htmlStructure(string(t))
				if err != nil {
					return "", err
				}
				b.WriteString(in)
			}
		case xml.Comment, xml.Directive:
			return "", errors.New("markup that was not written")
		}
	}
}

// icsStructure lists the properties, and holds the lines to RFC 5545, 3.1.
func icsStructure(s string) (string, error) {
	var b strings.Builder
	for l := range strings.Lines(s) {
		body, ok := strings.CutSuffix(l, "\r\n")
		if !ok || len(body) > 75 || strings.ContainsRune(body, '\r') {
			return "", fmt.Errorf("the line %q", l)
		}
		if !strings.HasPrefix(body, " ") {
			name, _, _ := strings.Cut(body, ":")
			b.WriteString(name + "\n")
		}
	}
	return b.String(), nil
}

// csvStructure counts fields, and finds formulas.
func csvStructure(s string) (string, error) { return tableStructure(s, nil) }

func timelineCSVStructure(s string) (string, error) { return tableStructure(s, htmlStructure) }

func tableStructure(s string, inside func(string) (string, error)) (string, error) {
	rows, err := csv.NewReader(strings.NewReader(s)).ReadAll() // strict: every row has as many fields as the first
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for _, row := range rows {
		fmt.Fprintln(&b, len(row))
		for _, c := range row {
			if c != "" && strings.Contains("=+-@", c[:1]) {
				return "", fmt.Errorf("the formula %q", c)
			}
			if inside != nil {
				in, err := inside(c)
				if err != nil {
					return "", err
				}
				b.WriteString(in)
			}
		}
	}
	return b.String(), nil
}

func timelineStructure(s string) (string, error) {
	var v struct {
		Title  slide
		Events []slide
	}
	d := json.NewDecoder(strings.NewReader(s))
	d.DisallowUnknownFields()
	if err := d.Decode(&v); err != nil {
		return "", err
	}
	var b strings.Builder
	for _, s := range append([]slide{v.Title}, v.Events...) {
		for _, h := range []string{s.Text.Headline, s.Text.Text} {
			in, err := htmlStructure(h)
			if err != nil {
				return "", err
			}
			b.WriteString("-\n" + in)
		}
	}
	return b.String(), nil
}

func jsonlStructure(s string) (string, error) {
	var b strings.Builder
	for l := range strings.Lines(s) {
		d := json.NewDecoder(strings.NewReader(l))
		d.DisallowUnknownFields()
		if err := d.Decode(&sketch{}); err != nil {
			return "", err
		}
		fmt.Fprintln(&b, "{}")
	}
	return b.String(), nil
}

// mermaidStructure reads lines as the grammar of Mermaid's timelines does: a
// title, sections, and periods with events after ": "; "#" begins a comment
// but in the references that were written, "%%" does too.
func mermaidStructure(s string) (string, error) {
	var b strings.Builder
	for l := range strings.Lines(s) {
		l = strings.TrimSpace(l)
		word, _, _ := strings.Cut(l, " ")
		if word != "title" && word != "section" && word != "timeline" {
			word = "period"
		}
		fmt.Fprintln(&b, word, strings.Count(l, ":"))
		for i, r := range l {
			if strings.ContainsRune("<>%&\"`{}", r) {
				return "", fmt.Errorf("%q in %q", r, l)
			}
			if r == '#' && strings.Trim(l[i+1:i+strings.IndexByte(l[i:], ';')], "0123456789") != "" {
				return "", fmt.Errorf("no reference at %d in %q", i, l)
			}
		}
	}
	return b.String(), nil
}

// markdownStructure lists the blocks and inlines of CommonMark but the text.
func markdownStructure(s string) (string, error) {
	var b strings.Builder
	src := []byte(s)
	root := goldmark.DefaultParser().Parse(text.NewReader(src))
	err := ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if n.Kind() != ast.KindText && entering {
			b.WriteString(strings.Repeat(" ", depth(n)) + n.Kind().String() + "\n")
		}
		return ast.WalkContinue, nil
	})
	if bytes.Contains(src, []byte("\n\n\n\n")) {
		err = errors.New("a paragraph without words")
	}
	return b.String(), err
}

func depth(n ast.Node) (d int) {
	for ; n.Parent() != nil; n = n.Parent() {
		d++
	}
	return d
}
