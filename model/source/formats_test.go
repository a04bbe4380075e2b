package source

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/kreader/kreader/model"
)

// TestFormats holds every format to the contract: it has fixtures, one beside
// each of which says what must come out, and what comes out of any of them is a
// sound article. UPDATE=1 writes the expectations.
func TestFormats(t *testing.T) {
	for _, f := range Formats() {
		t.Run(f.Name, func(t *testing.T) {
			if len(f.Exts) == 0 || f.Decode == nil {
				t.Error("a format needs an extension and a decoder")
			}
			inputs := 0
			for _, file := range fixtures(t, f.Name) {
				inputs++
				t.Run(filepath.Base(file), func(t *testing.T) {
					if !Known(file) {
						t.Fatalf("%s is no file that kreader reads", file)
					}
					as := decode(t, file)
					var b strings.Builder
					for i := range as {
						sound(t, &as[i])
						b.WriteString(dump(&as[i]))
					}
					compare(t, file+".golden", b.String())
				})
			}
			if inputs == 0 {
				t.Errorf("no fixtures in testdata/%s", f.Name)
			}
		})
	}
}

// fixtures returns the files of testdata/name that are no expectations.
func fixtures(t testing.TB, name string) []string {
	t.Helper()
	all, err := filepath.Glob(filepath.Join("testdata", name, "*"))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, f := range all {
		if filepath.Ext(f) != ".golden" {
			out = append(out, f)
		}
	}
	return out
}

func decode(t testing.TB, file string) []model.Article {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	as, _, err := Decode(Document{Path: filepath.ToSlash(file), Rel: filepath.Base(file), Data: data})
	if err != nil {
		t.Fatal(err)
	}
	return as
}

func compare(t *testing.T, golden, got string) {
	t.Helper()
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), got); d != "" {
		t.Error(d)
	}
}

// dump writes what an article is, a line for each block.
func dump(a *model.Article) string {
	var b strings.Builder
	fmt.Fprintf(&b, "title     %s\nbyline    %s\noutlet    %s (%s)\npublished %v (%s)\nmodified  %v\nurl       %s\nlanguage  %s\nnote      %s\nwords     %d\n\n",
		a.Title, a.Byline, a.Outlet, a.OutletFrom, a.Published, a.PublishedFrom, a.Modified, a.URL, a.Language, a.Note, a.Words)
	for _, bl := range a.Blocks {
		fmt.Fprintf(&b, "%s", bl.Kind)
		if bl.Level > 0 {
			fmt.Fprintf(&b, " %d", bl.Level)
		}
		if bl.Marker != "" {
			fmt.Fprintf(&b, " %s", bl.Marker)
		}
		if bl.Repeats {
			b.WriteString(" (repeats)")
		}
		fmt.Fprintf(&b, ": %s\n", strings.ReplaceAll(bl.Span.Of(a.Text), "\n", "\n    "))
		for _, x := range bl.Inline {
			fmt.Fprintf(&b, "    [%s] %q %s\n", [...]string{"emphasis", "strong", "code", "link"}[x.Kind], x.Span.Of(a.Text), x.URL)
		}
	}
	return b.String()
}

// sound checks what every stage after this one relies on.
func sound(t testing.TB, a *model.Article) {
	t.Helper()
	for what, s := range map[string]string{"text": a.Text, "title": a.Title, "byline": a.Byline, "outlet": a.Outlet, "url": a.URL, "note": a.Note, "language": a.Language} {
		if c := Clean(s); c != s {
			t.Errorf("the %s is not clean: %q", what, s)
		}
		if what != "text" && Line(s) != s {
			t.Errorf("the %s has several lines: %q", what, s)
		}
	}
	at := 0
	for i, b := range a.Blocks {
		if i > 0 {
			if a.Text[at:min(len(a.Text), at+2)] != "\n\n" {
				t.Fatalf("no blank line before block %d at %d of %q", i, at, a.Text)
			}
			at += 2
		}
		if b.Span.Start != at || b.Span.End <= at || b.Span.End > len(a.Text) {
			t.Fatalf("block %d is %v, want a start at %d", i, b.Span, at)
		}
		if s := b.Span.Of(a.Text); strings.Contains(s, "\n") && b.Kind != model.Code && b.Kind != model.Table {
			t.Errorf("block %d, a %s, has several lines: %q", i, b.Kind, s)
		}
		if b.Level < 0 || b.Level > maxNesting {
			t.Errorf("block %d has level %d", i, b.Level)
		}
		last := 0
		for _, x := range b.Inline {
			if !b.Span.Contains(x.Span) || x.Span.Len() <= 0 || x.Span.Start < last || !utf8.ValidString(x.Span.Of(a.Text)) || Line(x.URL) != x.URL {
				t.Errorf("block %d: bad run %+v", i, x)
			}
			last = x.Span.Start
		}
		at = b.Span.End
	}
	if at != len(a.Text) {
		t.Errorf("text goes on after the last block: %q", a.Text[at:])
	}
	if len(a.Blocks) > 0 {
		first := a.Blocks[0]
		if s := first.Span.Of(a.Text); a.Title == "" || first.Kind == model.Heading && first.Level == 1 && key(s) == key(a.Title) && s != a.Title {
			t.Errorf("the title is %q, the first block %q", a.Title, s)
		}
	}
}
