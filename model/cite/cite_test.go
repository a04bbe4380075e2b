package cite_test

import (
	"encoding/json"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/cite"
	"github.com/kreader/kreader/model/edtf"
)

// article makes an article of paragraphs.
func article(title, byline, outlet, published, address string, paragraphs ...string) *model.Article {
	a := &model.Article{Title: title, Byline: byline, Outlet: outlet, URL: address, Path: "clippings/bridge.md", Language: "en", PublishedFrom: model.FromMetadata}
	a.Published, _ = edtf.Parse(published)
	for i, p := range paragraphs {
		if i > 0 {
			a.Text += "\n\n"
		}
		start := len(a.Text)
		a.Text += p
		a.Blocks = append(a.Blocks, model.Block{Kind: model.Paragraph, Span: model.Span{Start: start, End: len(a.Text)}})
	}
	return a
}

func spanOf(t *testing.T, a *model.Article, words string) model.Span {
	t.Helper()
	at := strings.Index(a.Text, words)
	if at < 0 {
		t.Fatalf("%q is not in the article", words)
	}
	return model.Span{Start: at, End: at + len(words)}
}

// cases are citations of articles of which much, odd things, or little is known.
func cases(t *testing.T) map[string]cite.Citation {
	usual := article("The bridge that carries no trams", "Ines Vark, Tomas van der Reil", "The Harbour Post", "2019-03-14", "https://post.example/lune/bridge?id=7",
		"On Monday the bridge was closed to trams. It will open, says the city, when it is safe.")
	odd := article(`50% of {braces} & $5_000 #1 ~ \LaTeX ^ [link](x) *stars*`, "Lune Wire, Zoë Ångström", `R&D <News>, "Lune"`, "2019-03?", "http://x.example/a_b#part",
		"1. Costs of 5 % & more, \"so-called\" {savings}: the well-known\u00a0A~B_C\\D case — über 30, not $40.", "A second paragraph, for good measure.")
	odd.PublishedFrom = model.FromInferred
	little := article("", "", "", "", "", "Nobody asked the river.")
	long := article("Years at the pier", "Orla Denning", "Review of Works", "2010/2012", "https://review.example/pier",
		"The old pier stood for many years, and in all of them nobody looked at what held it up, for the men who had built it were long dead and their plans lost.",
		"Then it fell.")
	month := article("Spring on the Lune", "AFP", "Lune Courier", "2013-05", "javascript:alert(1)", "The fair was held.")
	whole := model.Span{End: len(odd.Text)}
	all := model.Span{End: len(long.Text)}
	return map[string]cite.Citation{
		"usual":  cite.Of(usual, spanOf(t, usual, "On Monday the bridge was closed to trams."), "On Monday the bridge was closed to trams."),
		"odd":    cite.Of(odd, whole, strings.ReplaceAll(odd.Text, "\u00a0", " ")),
		"little": cite.Of(little, model.Span{End: len(little.Text)}, little.Text),
		"long":   cite.Of(long, all, long.Text),
		"month":  cite.Of(month, model.Span{End: len(month.Text)}, month.Text),
	}
}

func TestGolden(t *testing.T) {
	cs := cases(t)
	names := []string{"usual", "odd", "little", "long", "month"}
	for _, f := range cite.Formats() {
		var got strings.Builder
		for _, n := range names {
			got.WriteString(f.Write(cs[n]) + "\n")
		}
		file := filepath.Join("testdata", f.Name+f.Ext)
		if os.Getenv("UPDATE") != "" {
			if err := os.WriteFile(file, []byte(got.String()), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if got.String() != string(want) {
			t.Errorf("%s is (UPDATE=1 writes it anew):\n%s", file, got.String())
		}
	}
}

func TestFormats(t *testing.T) {
	var names []string
	for _, f := range cite.Formats() {
		names = append(names, f.Name)
		if f.Help == "" || f.Ext == "" || f.Ext[0] != '.' {
			t.Errorf("%+v", f)
		}
		if g, ok := cite.Named(f.Name); !ok || g.Name != f.Name {
			t.Errorf("%s is not found", f.Name)
		}
	}
	if want := []string{"bibtex", "csl-json", "markdown", "plain", "ris"}; !slices.Equal(names, want) {
		t.Errorf("formats %v, want %v", names, want)
	}
	if _, ok := cite.Named(cite.Usual); !ok {
		t.Error("the usual format is none")
	}
	if _, ok := cite.Named("harvard"); ok {
		t.Error("there is a format that there is not")
	}
}

// Every line of a RIS record is a tag and a value; the first is its type, the last
// its end.
func TestRISLines(t *testing.T) {
	f, _ := cite.Named("ris")
	tags := regexp.MustCompile(`^(TY|AU|TI|T2|PY|DA|UR|L1|LA|N1|ER)  - (.*)$`)
	for name, c := range cases(t) {
		out := f.Write(c)
		if !strings.HasSuffix(out, "\r\n") || strings.Count(out, "\n") != strings.Count(out, "\r\n") {
			t.Errorf("%s: lines do not end in CR LF: %q", name, out)
		}
		lines := strings.Split(strings.TrimSuffix(out, "\r\n"), "\r\n")
		for i, l := range lines {
			m := tags.FindStringSubmatch(l)
			if m == nil || (m[1] == "TY") != (i == 0) || (m[1] == "ER") != (i == len(lines)-1) {
				t.Errorf("%s: line %d is %q", name, i+1, l)
				continue
			}
			if m[1] == "PY" && !regexp.MustCompile(`^\d{4}$`).MatchString(m[2]) || m[1] == "DA" && !regexp.MustCompile(`^\d{4}/(\d\d)?/(\d\d)?/[^/]*$`).MatchString(m[2]) {
				t.Errorf("%s: %q is no date", name, l)
			}
		}
	}
}

// cslFields are the properties that the CSL-JSON schema allows for an item, as far
// as they are of use here; it allows no others. Dates and names have theirs.
var (
	cslFields = []string{"id", "type", "title", "author", "container-title", "issued", "URL", "archive_location", "language", "note"}
	cslTypes  = []string{"article-newspaper", "webpage"}
)

func TestCSLFields(t *testing.T) {
	f, _ := cite.Named("csl-json")
	for name, c := range cases(t) {
		var items []map[string]any
		if err := json.Unmarshal([]byte(f.Write(c)), &items); err != nil || len(items) != 1 {
			t.Fatalf("%s: %v", name, err)
		}
		item := items[0]
		for k := range item {
			if !slices.Contains(cslFields, k) {
				t.Errorf("%s: the schema has no %q", name, k)
			}
		}
		typ, _ := item["type"].(string)
		if id, _ := item["id"].(string); id == "" || !slices.Contains(cslTypes, typ) {
			t.Errorf("%s: id or type are missing: %v", name, item)
		}
		if authors, ok := item["author"].([]any); ok {
			for _, a := range authors {
				for k, v := range a.(map[string]any) {
					if s, _ := v.(string); !slices.Contains([]string{"family", "given", "literal"}, k) || s == "" {
						t.Errorf("%s: a name has %q: %v", name, k, v)
					}
				}
			}
		}
		if d, ok := item["issued"].(map[string]any); ok {
			parts := d["date-parts"].([]any)
			if len(parts) < 1 || len(parts) > 2 {
				t.Errorf("%s: date-parts %v", name, parts)
			}
			for _, p := range parts {
				if n := len(p.([]any)); n < 1 || n > 3 {
					t.Errorf("%s: date-parts %v", name, parts)
				}
			}
		}
	}
}

// In an entry of BibTeX braces balance and nothing means anything to TeX but the
// escapes that are written on purpose.
func TestBibTeXEscapes(t *testing.T) {
	f, _ := cite.Named("bibtex")
	for name, c := range cases(t) {
		out := f.Write(c)
		depth := 0
		for i := 0; i < len(out); i++ {
			switch out[i] {
			case '\\':
				i++ // what is escaped
			case '{':
				depth++
			case '}':
				depth--
			}
			if depth < 0 {
				t.Fatalf("%s: a brace too many at byte %d of %s", name, i, out)
			}
		}
		if depth != 0 {
			t.Errorf("%s: braces do not balance in %s", name, out)
		}
		for l := range strings.Lines(out) {
			if strings.HasPrefix(l, "  url = ") {
				continue // read as it stands
			}
			plain := regexp.MustCompile(`\\(textbackslash\{\}|textasciitilde\{\}|\^\{\}|[{}$&#%_])`).ReplaceAllString(l, "")
			if strings.ContainsAny(plain, `\$&#%_^~`) {
				t.Errorf("%s: TeX reads something in %q", name, l)
			}
		}
		if !regexp.MustCompile(`^@misc\{[a-z0-9]+,\n`).MatchString(out) && name != "little" {
			t.Errorf("%s: no key: %q", name, out)
		}
	}
}

func TestAuthors(t *testing.T) {
	for byline, want := range map[string]string{
		"Ines Vark":                    "Vark, Ines",
		"Ines M. Vark":                 "Vark, Ines M.",
		"Tomas van der Reil":           "van der Reil, Tomas",
		"Mustafa al Haddad, Ines Vark": "al Haddad, Mustafa and Vark, Ines",
		"AFP":                          "{AFP}",
		"Lune News Agency":             "{Lune News Agency}",
		"staff":                        "{staff}",
		"Dr":                           "{Dr}",
	} {
		f, _ := cite.Named("bibtex")
		out := f.Write(cite.Of(article("T", byline, "", "", "", "x"), model.Span{End: 1}, "x"))
		if !strings.Contains(out, "author = {"+want+"}") {
			t.Errorf("%q: want %q in %s", byline, want, out)
		}
	}
}

func TestFragment(t *testing.T) {
	a := article("The bridge", "", "", "", "https://x.example/",
		"On Monday the bridge was closed. Nobody knew, until then, of the crack.",
		"On Tuesday the bridge was closed. So it went on - day by day, week & week.",
		"The bridge was closed. The bridge was closed.")
	for _, tt := range []struct{ words, want string }{
		{"Nobody knew, until then, of the crack.", "text=Nobody%20knew%2C%20until%20then%2C%20of%20the%20crack"},
		{"So it went on - day by day, week & week.", "text=So%20it%20went%20on%20%2D%20day%20by%20day%2C%20week%20%26%20week"},
		{"the bridge was closed", "text=Monday-,the%20bridge%20was%20closed"},
		{"On Tuesday the bridge was closed.", "text=On%20Tuesday%20the%20bridge%20was%20closed"},
		{"crack", "text=crack"},
		{"-", ""},
	} {
		s := spanOf(t, a, tt.words)
		if tt.words == "-" {
			s = model.Span{Start: strings.Index(a.Text, " - ") + 1, End: strings.Index(a.Text, " - ") + 2}
		}
		if got := cite.Fragment(a, s); got != tt.want {
			t.Errorf("%q: %q, want %q", tt.words, got, tt.want)
		}
	}
	for address, want := range map[string]string{
		"https://x.example/a":              "https://x.example/a#:~:text=crack",
		"https://x.example/a#part":         "https://x.example/a#part:~:text=crack",
		"https://x.example/a#:~:text=pier": "https://x.example/a#:~:text=pier&text=crack",
		"file:///etc/passwd":               "",
		"javascript:alert(1)":              "",
	} {
		a.URL = address
		if got := cite.Of(a, spanOf(t, a, "crack"), "crack").Link; got != want {
			t.Errorf("%s: %s, want %s", address, got, want)
		}
	}
}

// A browser that follows the directive, as the specification tells it to, finds the
// words that were meant: the first place where they stand.
func TestFragmentLeadsBack(t *testing.T) {
	a := article("The old pier and the bridge", "", "", "", "https://x.example/",
		"The old pier was closed. The old pier was closed on Monday, said Ines Vark, who had looked at it twice before — once in spring, once in the well-known autumn storm of 2013 — and found 4,000 bolts.",
		"The old pier was closed. Nobody asked. The old pier was closed again on Tuesday & Wednesday.",
		"Über den Fluß fährt niemand. 橋の上には誰もいなかった。 “Nobody,” she said, “asked.”",
		"Nobody asked. The old pier was closed.")
	page := a.Title + "\n" + a.Text
	offset := len(a.Title) + 1
	n := 0
	for _, b := range a.Blocks {
		var ends []int
		for i := b.Span.Start; i < b.Span.End; i++ {
			if a.Text[i] == ' ' && i > 0 {
				ends = append(ends, i)
			}
		}
		ends = append(ends, b.Span.End)
		from := b.Span.Start
		for k, end := range ends {
			for _, to := range ends[k:min(k+60, len(ends))] {
				s := model.Span{Start: from, End: to}
				f := cite.Fragment(a, s)
				if f == "" {
					continue
				}
				n++
				at, ok := follow(page, f)
				want := trimmed(a.Text, s)
				got := strings.ToLower(strings.TrimSpace(page[min(at, len(page)):min(at+want.Len(), len(page))]))
				if !ok || at != want.Start+offset && !repeated(a, s) {
					t.Errorf("%q: %s leads to byte %d (%q), want %d", s.Of(a.Text), f, at-offset, got, want.Start)
				}
			}
			from = end + 1
		}
	}
	if n < 500 {
		t.Errorf("only %d spans", n)
	}
}

// repeated reports whether all of the words' block stands elsewhere too, so that
// nothing in it tells where they are.
func repeated(a *model.Article, s model.Span) bool {
	for _, b := range a.Blocks {
		if b.Span.Contains(s) && b.Span.Start != s.Start {
			return strings.Count(strings.ToLower(a.Text), strings.ToLower(strings.TrimRight(b.Span.Of(a.Text), "."))) > 1
		}
	}
	return false
}

func trimmed(text string, s model.Span) model.Span {
	word := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	for s.Start < s.End {
		r, n := utf8.DecodeRuneInString(text[s.Start:])
		if word(r) {
			break
		}
		s.Start += n
	}
	return s
}

// follow finds what a text directive names on a page of text.
func follow(page, directive string) (at int, ok bool) {
	var prefix, suffix, start, end string
	parts := strings.Split(strings.TrimPrefix(directive, "text="), ",")
	if p, is := strings.CutSuffix(parts[0], "-"); is {
		prefix, parts = p, parts[1:]
	}
	if p, is := strings.CutPrefix(parts[len(parts)-1], "-"); is && len(parts) > 1 {
		suffix, parts = p, parts[:len(parts)-1]
	}
	start = parts[0]
	if len(parts) > 1 {
		end = parts[1]
	}
	for _, p := range []*string{&prefix, &suffix, &start, &end} {
		*p, _ = url.PathUnescape(*p)
	}
	for from := 0; ; {
		at, next := from, 0
		if prefix != "" {
			p, pe := find(page, prefix, from)
			if p < 0 {
				return 0, false
			}
			from = p + 1
			at = pe
			if at, next = find(page, start, pe); at < 0 || strings.TrimFunc(page[pe:at], func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) != "" {
				continue
			}
		} else if at, next = find(page, start, from); at < 0 {
			return 0, false
		} else {
			from = at + 1
		}
		if end != "" {
			if e, _ := find(page, end, next); e < 0 {
				return 0, false
			}
			return at, true
		}
		if suffix != "" {
			s, _ := find(page, suffix, next)
			if s < 0 || strings.TrimFunc(page[next:s], func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) != "" {
				continue
			}
		}
		return at, true
	}
}

// find finds words between boundaries of words, whatever their case; white space is
// all one.
func find(page, words string, from int) (at, end int) {
	re := regexp.MustCompile(`(?i)` + strings.ReplaceAll(regexp.QuoteMeta(words), " ", `\s+`))
	for from <= len(page) {
		m := re.FindStringIndex(page[from:])
		if m == nil {
			return -1, 0
		}
		at, end = from+m[0], from+m[1]
		before, _ := utf8.DecodeLastRuneInString(page[:at])
		after, _ := utf8.DecodeRuneInString(page[end:])
		if !unicode.IsLetter(before) && !unicode.IsDigit(before) && !unicode.IsLetter(after) && !unicode.IsDigit(after) {
			return at, end
		}
		_, n := utf8.DecodeRuneInString(page[at:])
		from = at + n
	}
	return -1, 0
}
