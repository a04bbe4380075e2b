package export

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/edtf"
)

func date(t testing.TB, s string) edtf.Value {
	t.Helper()
	v, err := edtf.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// article puts blocks together into an article of that outlet.
func article(t testing.TB, id, outlet, title, published string, blocks ...string) model.Article {
	a := model.Article{
		ID: id, Path: "flood/" + id + ".md", URL: "https://" + id + ".example/a?b=1&c=2", Outlet: outlet, Title: title,
		Byline: "Ada Byron, Bo <Li>", Published: date(t, published), PublishedFrom: model.FromMetadata, Language: "en", Words: 12,
	}
	if published == "" {
		a.PublishedFrom = model.FromNone
	}
	for _, b := range blocks {
		if a.Text != "" {
			a.Text += "\n\n"
		}
		a.Blocks = append(a.Blocks, model.Block{Span: model.Span{Start: len(a.Text), End: len(a.Text) + len(b)}})
		a.Text += b
	}
	return a
}

// passage returns the passage of a whose words are text.
func passage(t testing.TB, c *model.Collection, article int, text, says, why string) model.Passage {
	t.Helper()
	a := &c.Articles[article]
	at := strings.Index(a.Text, text)
	s := model.Span{Start: at, End: at + len(text)}
	b := slices.IndexFunc(a.Blocks, func(b model.Block) bool { return b.Span.Contains(s) })
	if at < 0 || b < 0 {
		t.Fatalf("%q is not in a block of article %d", text, article)
	}
	return model.Passage{Article: article, Block: b, Span: s, Says: says, Why: why}
}

// flood is a made-up collection with something of everything.
func flood(t testing.TB) *model.Collection {
	c := &model.Collection{Title: "The <Orla> flood", Outlets: []string{"Valley Post", "The *Herald*"}, Articles: []model.Article{
		article(t, "a1", "Valley Post", "The dam & after", "2031-05-04", "A heading", "The Orla dam broke on Sunday. Forty-one people were moved.", "Repairs begin in June."),
		article(t, "b2", "The *Herald*", "1. What we know", "2031-05-06?", "- The dam burst on 2 May, and \"several\" were moved."),
		article(t, "c3", "", "Notes", "", "Water rose.\u202e"),
	}}
	c.Articles[1].PublishedFrom = model.FromInferred
	c.Events = []model.Event{
		{ID: "e1", When: date(t, "2031-05-02/2031-05-04"), Title: "Orla dam breaks", Importance: 0.93, Passages: []model.Passage{
			passage(t, c, 0, "The Orla dam broke on Sunday.", "Sunday", "the day of publication, a Sunday"),
			passage(t, c, 0, "Forty-one people were moved.", "", "goes on from the sentence before"),
			passage(t, c, 1, "- The dam burst on 2 May, and \"several\" were moved.", "2 May", "in the year of publication"),
		}, Accounts: [][]int{{0, 1}}, Differences: []model.Difference{
			{About: "date", Values: []model.DifferingValue{{Value: "2031-05-04", Passages: []int{0}}, {Value: "2031-05-02", Passages: []int{2}}}},
			{About: "number", What: "people moved", Values: []model.DifferingValue{{Value: "41", Passages: []int{1}}, {Value: "several", Passages: []int{2}}}},
		}},
		{ID: "e2", When: date(t, "2031-06~"), Title: "Repairs", Importance: 0.2, Accounts: [][]int{{0}}, Passages: []model.Passage{passage(t, c, 0, "Repairs begin in June.", "June", "the June after publication")}},
		{ID: "e3", Title: "Water rises", Accounts: [][]int{{2}}, Passages: []model.Passage{passage(t, c, 2, "Water rose.", "", "")}},
	}
	broke := &c.Events[0].Passages[0]
	c.Marks = []model.Mark{
		{ID: "m1", Article: 0, Span: broke.Span, Quote: "The Orla dam broke on Sunday.", Bookmark: true, Made: time.Date(2031, 5, 7, 8, 0, 0, 0, time.UTC)},
		{ID: "m2", Article: 0, Span: broke.Span, Quote: "The Orla dam broke on Sunday.", Note: "Who says \"broke\"? <ask> the *board*,\nthen us; really", Who: "Ann & Bo", Made: time.Date(2031, 5, 8, 9, 0, 0, 0, time.UTC)},
		{ID: "m3", Article: 2, Quote: "", Note: "Undated: who wrote it?"},
		{ID: "m4", Article: -1, Quote: "The board\x1b[2J met.", Source: "gone.md", Note: "Where is it?", OnEvent: true},
	}
	c.Diagnostics = []model.Diagnostic{
		{Path: "flood/\x1b]0;x\a.md", Article: -1, Stage: "intake", Severity: model.Failure, Message: "permission denied"},
		{Article: 2, Stage: "source", Message: "no date"},
	}
	return c
}

// golden compares got with testdata/name. UPDATE=1 writes it instead.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), string(got)); d != "" {
		t.Errorf("%s (UPDATE=1 writes it anew):\n%s", file, d)
	}
}

// Every format has its golden file, writes nothing that a terminal obeys, the
// same twice, and passes on the error of a writer at whichever write it comes.
func TestFormats(t *testing.T) {
	c := flood(t)
	names := []string{}
	for _, f := range Formats() {
		t.Run(f.Name, func(t *testing.T) {
			if f.Ext == "" || f.Help == "" || f.Write == nil {
				t.Fatalf("incomplete: %+v", f)
			}
			var one, two bytes.Buffer
			if err := f.Write(&one, c); err != nil {
				t.Fatal(err)
			}
			if err := f.Write(&two, c); err != nil || one.String() != two.String() {
				t.Errorf("a second time it writes something else: %v", err)
			}
			golden(t, "flood-"+f.Name+f.Ext, one.Bytes())
			inert(t, one.String())
			if err := f.Write(&fullDisk{}, c); !errors.Is(err, errFull) {
				t.Errorf("on a full disk: %v", err)
			}
			if err := f.Write(&one, &model.Collection{}); err != nil {
				t.Errorf("nothing in it: %v", err)
			}
		})
		names = append(names, f.Name)
	}
	for _, want := range []string{"text", "md", "json"} {
		if !slices.Contains(names, want) {
			t.Errorf("no format %q", want)
		}
	}
	if _, ok := Lookup("docx"); ok {
		t.Error("Lookup knows docx")
	}
}

func TestArticleFormats(t *testing.T) {
	a := article(t, "a1", "Valley Post", "The dam: \"after\"", "2031-05-04",
		"A heading", "The *dam* broke, said The Orla Board (see below).", "1. not a list", "one", "two", "Nobody knew.",
		"The dam in April.", "if x < 1 {\n\t```\n}", "Town\tMoved\nOrla\t41", "What now?")
	kinds := []model.Block{{Kind: model.Heading, Level: 2}, {}, {}, {Kind: model.List, Level: 1}, {Kind: model.List, Level: 1, Marker: "2."},
		{Kind: model.Quote, Level: 1, Repeats: true}, {Kind: model.Caption}, {Kind: model.Code}, {Kind: model.Table}, {Kind: model.Question}}
	for i, k := range kinds {
		k.Span = a.Blocks[i].Span
		a.Blocks[i] = k
	}
	run := func(kind model.InlineKind, words, url string) model.Inline {
		at := strings.Index(a.Text, words)
		return model.Inline{Kind: kind, Span: model.Span{Start: at, End: at + len(words)}, URL: url}
	}
	a.Blocks[1].Inline = []model.Inline{
		run(model.Strong, "broke", ""), run(model.Link, "The Orla Board", "https://orla.example/a b"),
		run(model.Emphasis, "Orla Board", ""), run(model.Link, "see below", "javascript:alert(1)"),
	}
	for _, f := range ArticleFormats() {
		t.Run(f.Name, func(t *testing.T) {
			var b bytes.Buffer
			if err := f.Write(&b, &a); err != nil {
				t.Fatal(err)
			}
			golden(t, "article."+f.Name, b.Bytes())
			inert(t, b.String())
			if err := f.Write(&fullDisk{}, &a); !errors.Is(err, errFull) {
				t.Errorf("on a full disk: %v", err)
			}
		})
	}
	t.Run("the title stands once", func(t *testing.T) {
		b := article(t, "b", "", "Water", "", "Water", "It rose.")
		b.Blocks[0].Kind, b.Blocks[0].Level = model.Heading, 1
		for _, f := range ArticleFormats()[1:] {
			var out strings.Builder
			if err := f.Write(&out, &b); err != nil || strings.Count(strings.TrimPrefix(out.String(), "---\ntitle: \"Water\""), "Water") != 1 {
				t.Errorf("%s: %v\n%s", f.Name, err, out.String())
			}
		}
		if Body(&b) != "It rose." {
			t.Errorf("Body = %q", Body(&b))
		}
	})
	t.Run("an inferred date is not written as the outlet's", func(t *testing.T) {
		a.PublishedFrom = model.FromInferred
		var b strings.Builder
		if err := ArticleMarkdown(&b, &a); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(b.String(), "\ndate:") || !strings.Contains(b.String(), "\n# published 2031-05-04, inferred\n") {
			t.Error(b.String())
		}
	})
}

func TestDatesFormats(t *testing.T) {
	text := "It broke on Sunday.\n\nFor three days\tnobody came.\u009b"
	at := func(s string) model.Span {
		i := strings.Index(text, s)
		return model.Span{Start: i, End: i + len(s)}
	}
	tx := []model.Timex{
		{Span: at("Sunday"), Type: model.Date, Value: "2031-05-04", When: date(t, "2031-05-04"), Why: "the day of publication"},
		{Span: at("three days\tnobody came.\u009b"), Type: model.Duration, Value: "P3D"},
	}
	for _, f := range DatesFormats() {
		var b bytes.Buffer
		if err := f.Write(&b, text, tx); err != nil {
			t.Fatal(err)
		}
		golden(t, "dates."+f.Name, b.Bytes())
		inert(t, b.String())
		if err := f.Write(&fullDisk{}, text, tx); !errors.Is(err, errFull) {
			t.Errorf("%s on a full disk: %v", f.Name, err)
		}
	}
}

// What is written without encoding/json is what it would write.
func TestSimpleTimexIsJSON(t *testing.T) {
	for _, x := range []jsonTimex{
		{Start: 3, End: 9, Text: "Sunday", Type: "DATE", Value: "2031-05-04", EDTF: "2031-05-04", Why: "the day of publication, & <so> on's"},
		{Text: "late May", Type: "DATE", Value: "2031-05", Mod: "END"},
	} {
		var b bytes.Buffer
		j := newJSONStream(&b)
		j.value(x)
		if got := string(x.appendTo(nil)); got != b.String()+"\n" || !json.Valid([]byte(got)) {
			t.Errorf("%s\nis not %s", got, b.String())
		}
	}
	for _, s := range []string{"\"", "\\", "\n", "é", "\x7f"} {
		if simple(s) {
			t.Errorf("%q does not stand in JSON as it is", s)
		}
	}
}

// The JSON has the keys of the contract in its order, no null where a list
// belongs, and spans that lead back to the words.
func TestJSONIsTheContract(t *testing.T) {
	c := flood(t)
	var b bytes.Buffer
	if err := writeJSON(&b, c); err != nil {
		t.Fatal(err)
	}
	for _, keys := range []string{
		"schema title articles events diagnostics",
		"id path url outlet title byline published published_from language words",
		"id date title importance outlets passages differences",
		"article block start end text says why",
		"about what values", "value passages", "article message",
	} {
		at := 0
		for _, k := range strings.Fields(keys) {
			i := strings.Index(b.String()[at:], `"`+k+`":`)
			if i < 0 {
				t.Errorf("%q: %q is missing or out of order", keys, k)
				break
			}
			at += i
		}
	}
	var v struct {
		Articles []struct{ ID string }
		Events   []struct {
			Passages []struct {
				Article    string
				Block      int
				Start, End int
				Text       string
			}
		}
	}
	if err := json.Unmarshal(b.Bytes(), &v); err != nil {
		t.Fatal(err)
	}
	for _, e := range v.Events {
		for _, p := range e.Passages {
			i := slices.IndexFunc(c.Articles, func(a model.Article) bool { return a.ID == p.Article })
			a := &c.Articles[i]
			if block := a.Blocks[p.Block].Span.Of(a.Text); block[p.Start:p.End] != p.Text {
				t.Errorf("%+v is not at its place in %q", p, block)
			}
		}
	}
	b.Reset()
	if err := writeJSON(&b, &model.Collection{Events: []model.Event{{}}}); err != nil || strings.Contains(b.String(), "null") {
		t.Errorf("%v: null in %s", err, b.String())
	}
}

func TestDates(t *testing.T) {
	for _, tt := range []struct{ edtf, want string }{
		{"2021-11-07", "7 Nov"},
		{"2021-11-07?", "7 Nov?"},
		{"2021-11~", "about Nov"},
		{"2021", "2021"},
		{"198X", "1980s"},
		{"2021-11-05/2021-11-07", "5–7 Nov"},
		{"2021-11-28/2021-12-02", "28 Nov – 2 Dec"},
		{"2021-12-28/2022-01-02", "28 Dec – 2 Jan 2022"},
		{"2021-07/2021-09", "Jul–Sep"},
		{"2021-07/2022-09", "Jul–Sep 2022"},
		{"2016/2022", "2016–2022"},
		{"", ""},
	} {
		if got := within(date(t, tt.edtf)); got != tt.want {
			t.Errorf("%s reads %q, want %q", tt.edtf, got, tt.want)
		}
	}
}

func TestCellIsNotAFormula(t *testing.T) {
	for _, s := range []string{"=1+1", "+1", "-1", "@x", "\tx"} {
		if got := cell(s); got != "'"+s {
			t.Errorf("cell(%q) = %q", s, got)
		}
	}
	if got := cell("7 = seven"); got != "7 = seven" {
		t.Errorf("changed: %q", got)
	}
}

// inert fails when s holds a character that a terminal obeys.
func inert(t *testing.T, s string) {
	t.Helper()
	for i, r := range strings.ReplaceAll(s, "\r\n", "\n") { // iCalendar ends its lines with both; together they are one line break anywhere
		if obeyed(r) && r != '\n' && r != '\t' {
			t.Errorf("%U at byte %d: …%q", r, i, s[max(0, i-20):min(len(s), i+10)])
		}
	}
}

var errFull = errors.New("no space left")

// fullDisk takes no byte.
type fullDisk struct{}

func (*fullDisk) Write([]byte) (int, error) { return 0, errFull }

// FuzzInert: no text, wherever it stands, reaches the output as something
// that a terminal obeys, and JSON gives it back as it was.
func FuzzInert(f *testing.F) {
	for _, s := range []string{"plain", "\x1b[2J", "\u009b31m", "\u202eabc", "a\r\nb", "\U000e0041", "\x80\xff", "&#27;", "`*_<"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(s, "?")
		a := model.Article{ID: s, Path: s, URL: s, Outlet: s, Title: s, Byline: s, Note: s, Text: s, Blocks: []model.Block{{Span: model.Span{End: len(s)}}}}
		p := model.Passage{Span: model.Span{End: len(s)}, Says: s, Why: s}
		marks := []model.Mark{{Article: 0, Span: p.Span, Note: s, Quote: s, Who: s}, {Article: -1, Note: s, Quote: s, Source: s}}
		c := &model.Collection{Title: s, Articles: []model.Article{a}, Outlets: []string{s}, Marks: marks, Diagnostics: []model.Diagnostic{{Message: s, Path: s}},
			Events: []model.Event{{ID: s, Title: s, Passages: []model.Passage{p}, Differences: []model.Difference{{About: s, What: s, Values: []model.DifferingValue{{Value: s}}}}}}}
		for _, f := range Formats() {
			var b strings.Builder
			if err := f.Write(&b, c); err != nil {
				t.Fatal(err)
			}
			inert(t, b.String())
		}
		for _, f := range ArticleFormats() {
			var b strings.Builder
			if err := f.Write(&b, &a); err != nil {
				t.Fatal(err)
			}
			inert(t, b.String())
		}
		var b strings.Builder
		if err := writeJSONL(&b, c); err != nil {
			t.Fatal(err)
		}
		var e jsonEvent
		if err := json.Unmarshal([]byte(b.String()), &e); err != nil || e.Title != s || e.Passages[0].Text != s {
			t.Fatalf("%q came back as %q (%v)", s, e.Title, err)
		}
	})
}

// 1,500 articles with 20 events of three passages each.
func BenchmarkJSON(b *testing.B) {
	one := flood(b)
	c := &model.Collection{Title: "large"}
	for i := range 1500 {
		for _, a := range one.Articles {
			a.ID = fmt.Sprint(a.ID, i)
			c.Articles = append(c.Articles, a)
		}
	}
	for i := range 30000 {
		e := one.Events[0]
		e.ID = fmt.Sprint("e", i)
		c.Events = append(c.Events, e)
	}
	b.ReportAllocs()
	for b.Loop() {
		if err := writeJSON(discard{}, c); err != nil {
			b.Fatal(err)
		}
	}
}

type discard struct{}

func (discard) Write(p []byte) (int, error) { return len(p), nil }
