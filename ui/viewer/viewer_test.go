package viewer

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/glamour"
	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"
	"github.com/muesli/termenv"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/edtf"
	"github.com/kreader/kreader/ui/action"
	"github.com/kreader/kreader/ui/draw"
	"github.com/kreader/kreader/ui/theme"
	"github.com/kreader/kreader/ui/uitest"
)

// frame returns a frame without styles or spaces at line ends.
func frame(p *Pane) string { return uitest.Plain(p.View()) }

func TestFrames(t *testing.T) {
	for _, w := range []int{20, 40, 64, 100} {
		t.Run(fmt.Sprint(w), func(t *testing.T) {
			p := pane(mixed(), w, 110)
			p.Choose(spanOf(p.article, "In June 2018 we told them in writing, and the answer came back with one word on it, which I will not repeat here."))
			p.Do(action.Top)
			uitest.Golden(t, fmt.Sprintf("mixed-%d.txt", w), frame(p))
		})
	}
}

func TestFrameStyled(t *testing.T) {
	p := pane(mixed(), 64, 24)
	p.Choose(spanOf(p.article, "On 2 April 2019 engineers closed the bridge at Orsova after a crack was found in its northern pier."))
	p.Search("orsova")
	uitest.Golden(t, "styled.txt", named(p, p.View()))
}

// named writes the styles of the theme by their names, so that the frame says
// what is styled and the theme may change how.
func named(p *Pane, view string) string {
	t := p.theme
	pairs := []string{t.Dim.Close(), "</>"}
	for _, s := range []struct {
		name  string
		style theme.Style
	}{
		{"outlet", p.outlet.Style}, {"dim", t.Dim}, {"rule", t.Rule}, {"current", t.Current}, {"match", t.Match},
		{"link", t.Link}, {"code", t.Code}, {"dated", t.Dated}, {"emphasis", t.Emphasis}, {"bright", t.Bright},
	} {
		pairs = append(pairs, s.style.Open(), "<"+s.name+">")
	}
	return strings.NewReplacer(pairs...).Replace(view)
}

func TestTitle(t *testing.T) {
	day := edtf.OnDay(edtf.DayOf(2019, 4, 12))
	about := day
	about.Approx = true
	for _, tt := range []struct {
		name    string
		article model.Article
		outlet  Outlet
		want    []string
	}{
		{"all", model.Article{Title: "T", Byline: "Ada", Published: day, PublishedFrom: model.FromMetadata, Note: "n"},
			Outlet{Name: "Post", Mark: "▲"}, []string{"▲ Post · Ada · 12 Apr 2019", "T", "n"}},
		{"nothing", model.Article{}, Outlet{}, []string{"unknown outlet · no date"}},
		{"about", model.Article{Published: about, PublishedFrom: model.FromText}, Outlet{Name: "Post"}, []string{"Post · about 12 Apr 2019"}},
		{"inferred", model.Article{Published: day, PublishedFrom: model.FromInferred}, Outlet{Name: "Post"}, []string{"Post · 12 Apr 2019 (inferred)"}},
		{"month", model.Article{Published: edtf.InMonth(2019, 4), PublishedFrom: model.FromPath}, Outlet{Name: "Post"},
			[]string{"Post · Apr 2019 (from the file's name)"}},
		{"hostile", model.Article{Title: "a\x1b[31mb\nc"}, Outlet{Name: "P\u202eost"},
			[]string{"P\uFFFDost · no date", "a\uFFFD[31mb c"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := New(dark())
			p.SetSize(60, 6)
			p.Show(&tt.article, tt.outlet, nil)
			var got []string
			for line := range strings.SplitSeq(strings.TrimSpace(frame(p)), "\n") {
				got = append(got, strings.TrimSpace(line))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// squeezed drops white space and decoration, which wrapping may change.
func squeezed(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" \t\n│|•─┼▌", r) {
			return -1
		}
		return r
	}, drawn(s))
}

// The text at each anchor is the passage: after Choose, the rows with the rail
// are on screen and hold the words of the passage.
func TestPassageIsAtItsAnchor(t *testing.T) {
	a := mixed()
	passages := sentences(a)
	for w := 10; w <= 120; w++ {
		p := pane(a, w, 40)
		p.SetLogical(true) // as it is written
		for _, s := range passages {
			p.Choose(s)
			var railed strings.Builder
			for line := range strings.SplitSeq(ansi.Strip(p.View()), "\n") {
				if strings.HasPrefix(strings.TrimLeft(line, " "), "▌") {
					railed.WriteString(line)
				}
			}
			if want := squeezed(s.Of(a.Text)); !strings.Contains(squeezed(railed.String()), want) && !inTable(a, s) {
				t.Fatalf("width %d: passage %q\nis not among the marked rows %q", w, s.Of(a.Text), squeezed(railed.String()))
			} else if railed.Len() == 0 {
				t.Fatalf("width %d: passage %q is not on screen", w, want)
			}
			if slices.ContainsFunc(p.marks, func(m Mark) bool { return m.Span == s }) {
				if m, ok := p.At(); !ok || m.Span != s {
					t.Fatalf("width %d: At after choosing %q is %q", w, s.Of(a.Text), m.Span.Of(a.Text))
				}
			}
		}
	}
}

// inTable reports whether a passage is in a table, whose rows have other cells
// between the lines of one.
func inTable(a *model.Article, s model.Span) bool {
	for _, b := range a.Blocks {
		if b.Span.Contains(s) {
			return b.Kind == model.Table
		}
	}
	return false
}

// Only the chosen passage is painted as chosen, to the byte.
func TestChosenIsPaintedExactly(t *testing.T) {
	a := mixed()
	th := theme.New(theme.Options{Profile: theme.Ascii})
	for _, s := range sentences(a) {
		p := New(th)
		p.SetLogical(true) // as it is written
		p.SetSize(50, 60)
		p.Show(a, Outlet{Name: "x"}, nil)
		p.Choose(s)
		var got strings.Builder
		for _, pl := range p.screen() {
			u, r := p.doc.row(pl)
			if u.base != baseText || !r.span.Overlaps(s) || u.runs != nil {
				continue
			}
			line := paintedLine(p, pl)
			for {
				_, after, ok := strings.Cut(line, th.Bright.Open())
				if !ok {
					break
				}
				words, rest, _ := strings.Cut(after, th.Bright.Close())
				got.WriteString(words)
				line = rest
			}
		}
		if got.Len() > 0 && squeezed(got.String()) != squeezed(s.Of(a.Text)) {
			t.Errorf("painted %q, chosen %q", got.String(), s.Of(a.Text))
		}
	}
}

func paintedLine(p *Pane, pl place) string {
	var b strings.Builder
	p.paint(&b, pl)
	return b.String()
}

// Rows cover the text, in order, and are never too wide.
func TestRowsCoverTheText(t *testing.T) {
	for name, a := range map[string]*model.Article{"mixed": mixed(), "one": huge(200 << 10)["one"], "word": huge(200 << 10)["word"], "wide": huge(200 << 10)["wide"]} {
		for _, w := range []int{1, 2, 5, 10, 23, 24, 40, 77, 120} {
			checkRows(t, name, a, w)
		}
	}
}

func checkRows(t *testing.T, name string, a *model.Article, w int) {
	t.Helper()
	p := pane(a, w, 10)
	seen := make([]bool, len(a.Text))
	last := -1
	for pl, ok := p.doc.first(), true; ok; pl, ok = p.doc.next(pl) {
		u, r := p.doc.row(pl)
		if pl.block < 0 {
			continue
		}
		spans := []model.Span{r.span}
		if r.part != nil {
			spans = nil
			for _, part := range r.part {
				if part.deco == "" {
					spans = append(spans, part.span)
				}
			}
		} else if r.span.Start < last {
			t.Fatalf("%s: width %d: row %q goes back", name, w, r.span.Of(a.Text))
		}
		width := 0
		for _, s := range spans {
			last = max(last, s.End)
			for i := s.Start; i < s.End; i++ {
				if seen[i] {
					t.Fatalf("%s: width %d: byte %d is shown twice", name, w, i)
				}
				seen[i] = true
			}
			for text := s.Of(a.Text); text != ""; {
				n, _, cw := cell(text, u.tab)
				text, width = text[n:], width+cw
			}
		}
		if width+u.leadWidth > p.doc.width {
			t.Fatalf("%s: width %d: row %q is %d cells wide", name, w, r.span.Of(a.Text), width+u.leadWidth)
		}
	}
	for i, ok := range seen {
		if _, out, _ := cell(a.Text[runeStart(a.Text, i):], " "); !ok && out != " " && out != "" {
			t.Fatalf("%s: width %d: byte %d (%q) is not shown", name, w, i, a.Text[i:min(i+10, len(a.Text))])
		}
	}
}

// Plain paragraphs break where glamour breaks them. Words longer than the row
// and hyphens are left out: glamour lets the first run over the edge, and
// forgets to count the second.
func TestRowsAreGlamours(t *testing.T) {
	text := strings.ReplaceAll(story(300).Text, "\n\n", " ")
	for w := 12; w <= 100; w++ {
		r, err := glamour.NewTermRenderer(glamour.WithStyles(newRenderer(dark()).style()), glamour.WithWordWrap(w), glamour.WithColorProfile(termenv.Ascii))
		if err != nil {
			t.Fatal(err)
		}
		out, err := r.Render(text)
		if err != nil {
			t.Fatal(err)
		}
		var want, got []string
		for line := range strings.SplitSeq(strings.TrimSpace(out), "\n") {
			want = append(want, strings.TrimSpace(line))
		}
		for _, r := range paragraph(nil, text, model.Span{End: len(text)}, wrapper{width: w, tab: " "}, noLead) {
			got = append(got, r.span.Of(text))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("width %d: %s", w, diff)
		}
	}
}

func TestWrap(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		width      int
		want       []string
	}{
		{"words", "one two three", 7, []string{"one two", "three"}},
		{"spaces hang", "one two   three", 7, []string{"one two", "three"}},
		{"a long word", "a abcdefghij b", 4, []string{"a", "abcd", "efgh", "ij b"}},
		{"a hyphen", "north-east wind", 8, []string{"north-", "east", "wind"}},
		{"no hyphen before a number", "in 2018-19 it", 8, []string{"in", "2018-19", "it"}},
		{"a dash", "here—there", 6, []string{"here—", "there"}},
		{"wide", "橋は閉鎖。され", 8, []string{"橋は閉", "鎖。され"}},
		{"wide brackets", "橋は（閉鎖）", 6, []string{"橋は", "（閉", "鎖）"}},
		{"joined", "👩\u200d👩\u200d👧👩\u200d👩\u200d👧", 3, []string{"👩\u200d👩\u200d👧", "👩\u200d👩\u200d👧"}},
		{"combining", "e\u0301e\u0301e\u0301", 2, []string{"e\u0301e\u0301", "e\u0301"}},
		{"a space that does not break", "10\u00a0km away", 6, []string{"10\u00a0km", "away"}},
		{"a place to break", "abc\u200bdef", 4, []string{"abc\u200b", "def"}},
		{"nothing", "", 4, []string{""}},
		{"only spaces", "   ", 4, []string{""}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, r := range paragraph(nil, tt.text, model.Span{End: len(tt.text)}, wrapper{width: tt.width, tab: " "}, noLead) {
				got = append(got, r.span.Of(tt.text))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// glamour knows what each block is: its answer is used, not the plain way.
func TestMarkupIsAligned(t *testing.T) {
	a := mixed()
	for _, o := range []theme.Options{{Profile: theme.TrueColor}, {ASCII: true}} {
		p := New(theme.New(o))
		p.SetSize(80, 40)
		p.Show(a, Outlet{}, nil)
		for i, b := range a.Blocks {
			if !marked(b) {
				continue
			}
			f := p.doc.form(i)
			if f == nil {
				t.Errorf("ASCII %v: block %d (%v) was not aligned: %q", o.ASCII, i, b.Kind, b.Span.Of(a.Text))
				continue
			}
			if b.Kind == model.Code {
				continue
			}
			if diff := cmp.Diff(flatten(b.Inline, a.Text, b.Span), f.runs, cmp.AllowUnexported(run{})); diff != "" {
				t.Errorf("block %d: runs (-article +glamour):\n%s", i, diff)
			}
			if want := p.doc.markup.plainForm(b).first; b.Kind != model.Table && f.first != want {
				t.Errorf("block %d: decoration %q, want %q", i, f.first, want)
			}
		}
	}
}

// A plain article never makes a renderer.
func TestPlainArticleDoesWithoutGlamour(t *testing.T) {
	p := pane(story(2000), 100, 40)
	p.View()
	p.Do(action.Bottom)
	p.View()
	if p.doc.markup.free != nil {
		t.Error("glamour was made for a plain article")
	}
}

func TestGeometry(t *testing.T) {
	a := mixed()
	for w := range 45 {
		for _, h := range []int{0, 1, 2, 5, 60} {
			p := pane(a, w, h)
			p.Choose(a.Blocks[4].Span)
			checkFrame(t, p, w, h)
			p.SetSize(w+1, h+1)
			checkFrame(t, p, w+1, h+1)
			p.Search("a")
			p.Do(action.PageDown)
			checkFrame(t, p, w+1, h+1)
		}
	}
	empty := New(dark())
	empty.SetSize(10, 3)
	checkFrame(t, empty, 10, 3)
	empty.Do(action.Down)
	empty.Choose(model.Span{Start: 3, End: 9})
	empty.Search("x")
	empty.ClickRow(1)
	empty.Show(&model.Article{}, Outlet{}, nil)
	checkFrame(t, empty, 10, 3)
}

// checkFrame reports lines that are missing or not exactly as wide as the
// pane, and any control character but SGR.
func checkFrame(t *testing.T, p *Pane, w, h int) {
	t.Helper()
	view := p.View()
	if w == 0 || h == 0 {
		if view != "" {
			t.Fatalf("%d×%d: %q", w, h, view)
		}
		return
	}
	lines := strings.Split(view, "\n")
	if len(lines) != h {
		t.Fatalf("%d×%d: %d lines", w, h, len(lines))
	}
	for _, l := range lines {
		if got := ansi.StringWidth(l); got != w {
			t.Fatalf("%d×%d: %d cells in %q", w, h, got, l)
		}
		checkClean(t, l)
	}
}

func checkClean(t *testing.T, line string) {
	t.Helper()
	styled := false
	for i := 0; i < len(line); i++ {
		if line[i] != '\x1b' {
			continue
		}
		n, params := sgr(line[i:])
		if n == 0 {
			t.Fatalf("a control sequence in %q", line)
		}
		styled = params != "" && params != "0"
		line = line[:i] + strings.Repeat("_", n) + line[i+n:]
	}
	if styled {
		t.Fatalf("not reset at the end: %q", line)
	}
	for _, r := range line {
		if fate(r) != keep {
			t.Fatalf("%U in %q", r, line)
		}
	}
}

// What is laid out is what is looked at, however long the article.
func TestWorkIsBounded(t *testing.T) {
	for name, a := range huge(4 << 20) {
		t.Run(name, func(t *testing.T) {
			p := pane(a, 100, 40)
			for _, do := range []func(){
				func() {}, func() { p.Do(action.Bottom) }, func() { p.Do(action.PageUp) }, func() { p.SetSize(70, 40) },
				func() { p.Choose(model.Span{Start: len(a.Text) / 2, End: len(a.Text)/2 + 3}) }, func() { p.Do(action.Top) },
			} {
				clear(p.doc.units)
				p.doc.held = 0
				do()
				if n := len(p.View()); n > 40*100*16 {
					t.Errorf("a frame of %d bytes", n)
				}
				if p.doc.held > 40_000 || len(p.doc.units) > 200 {
					t.Errorf("%d rows in %d units were laid out for 40", p.doc.held, len(p.doc.units))
				}
			}
		})
	}
}

func TestCombiningMarksAreCapped(t *testing.T) {
	a := (&builder{}).plain("x" + strings.Repeat("\u0301", 1000) + "y").a
	p := pane(&a, 40, 4)
	if n := strings.Count(p.View(), "\u0301"); n > 2*maxRunes {
		t.Errorf("%d marks on one letter", n)
	}
	if !strings.Contains(ansi.Strip(p.View()), "y") {
		t.Error("what follows is lost")
	}
}

func TestThemesWithoutColour(t *testing.T) {
	a := mixed()
	p := New(theme.New(theme.Options{Profile: theme.Ascii}))
	p.SetSize(60, 20)
	p.Show(a, Outlet{Name: "Post", Mark: "▲"}, marksOf(a))
	p.Choose(spanOf(a, "Lorries had used it since 1987, well beyond the load it was built for."))
	p.Search("pier")
	view := p.View()
	for what, want := range map[string]string{"the rail": "▌", "underlined dates": "\x1b[4", "reverse for the current match": ";7"} {
		if !strings.Contains(view, want) {
			t.Errorf("%s: no %q in the frame", what, want)
		}
	}
	p.SetTheme(theme.New(theme.Options{ASCII: true}))
	if view := frame(p); strings.Contains(view, "▌") || !strings.Contains(view, "> ") {
		t.Errorf("not in ASCII: %s", view)
	}
	if draw.Width(strings.Split(p.View(), "\n")[3]) != 60 {
		t.Error("wrong width")
	}
}
