package timex

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/edtf"
	"github.com/kreader/kreader/model/lang"
)

// fixture is a sentence of testdata and what must be found in it.
type fixture struct {
	file, line string
	anchor     edtf.Value
	text       string
	spans      []model.Span
	values     []string
	when       []string
}

func readFixtures(t *testing.T, tag string) []fixture {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", tag+".txt"))
	if err != nil {
		t.Fatalf("a language needs its examples: %v", err)
	}
	var out []fixture
	var anchor edtf.Value
	for _, line := range strings.Split(string(data), "\n") {
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "anchor "):
			if anchor, err = edtf.Parse(strings.TrimPrefix(line[7:], "none")); err != nil {
				t.Fatal(err)
			}
		case strings.HasPrefix(line, "= "):
			out[len(out)-1].values = strings.Fields(line[2:])
		case strings.HasPrefix(line, "@ "):
			out[len(out)-1].when = strings.Fields(line[2:])
		default:
			f := fixture{file: tag, line: line, anchor: anchor}
			f.text, f.spans = unbracket(strings.ReplaceAll(line, `\n`, "\n"))
			out = append(out, f)
		}
	}
	return out
}

// unbracket takes the brackets out of s and returns what stood in them.
func unbracket(s string) (string, []model.Span) {
	var b strings.Builder
	var spans []model.Span
	for _, r := range s {
		switch r {
		case '[':
			spans = append(spans, model.Span{Start: b.Len()})
		case ']':
			spans[len(spans)-1].End = b.Len()
		default:
			b.WriteRune(r)
		}
	}
	return b.String(), spans
}

func TestEveryLanguage(t *testing.T) {
	for _, tag := range lang.Tags() {
		for _, f := range readFixtures(t, tag) {
			f.check(t, lang.For(tag), f.text, f.spans)
		}
	}
}

func (f *fixture) check(t *testing.T, l *lang.Language, text string, spans []model.Span) {
	t.Helper()
	if len(spans) != len(f.values) {
		t.Fatalf("%s: %q has %d expressions and %d values", f.file, f.line, len(spans), len(f.values))
	}
	var want, got []string
	for i, s := range spans {
		w := s.Of(text) + " = " + f.values[i]
		if f.when != nil {
			w += " @ " + f.when[i]
		}
		want = append(want, w)
	}
	for _, x := range Tag(text, Context{Lang: l, Anchor: f.anchor}) {
		g := x.Span.Of(text) + " = " + map[model.TimexType]string{model.Time: "t:", model.Duration: "d:", model.Set: "s:"}[x.Type] + x.Value
		if x.Mod != "" {
			g += "~" + x.Mod
		}
		if f.when != nil {
			if w := x.When.String(); w != "" {
				g += " @ " + w
			} else {
				g += " @ -"
			}
		}
		got = append(got, g)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("%s: %s\n%s", f.file, f.line, d)
	}
}

// TestPlainVariants reads every example again with no-break spaces, with
// CRLF, behind a byte order mark and between right-to-left text: the same
// expressions are found where they then stand.
func TestPlainVariants(t *testing.T) {
	for _, v := range []struct{ name, before, space string }{
		{"no-break space", "", "\u00a0"},
		{"narrow no-break space", "", "\u202f"},
		{"two spaces", "", "  "},
		{"line end", "", "\r\n"},
		{"byte order mark", "\ufeff", " "},
		{"right to left", "\u200fنص\u200f. ", " "},
	} {
		t.Run(v.name, func(t *testing.T) {
			for _, f := range readFixtures(t, "en") {
				if strings.Contains(f.text, "\n") {
					continue
				}
				line := v.before + strings.ReplaceAll(f.line, " ", v.space)
				text, spans := unbracket(line)
				g := f
				g.line = v.name + ": " + f.line
				g.check(t, lang.For("en"), text, spans)
			}
		})
	}
}
