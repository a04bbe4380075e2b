package viewer

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"golang.org/x/text/unicode/norm"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/fold"
	"github.com/kreader/kreader/ui/action"
)

func TestSearchFolds(t *testing.T) {
	for _, tt := range []struct{ text, query, want string }{
		{"The Harbour", "harb", "Harb"},
		{"Café au lait", "cafe", "Café"},
		{"Cafe\u0301 au lait", "café", "Cafe\u0301"},
		{"cafe au lait", "CAFÉ", "cafe"},
		{"Straße", "strasse", "Straße"},
		{"Straße", "s", "S"},
		{"an Łódź tram", "lodz", "Łódź"},
		{"İstanbul", "istanbul", "İstanbul"},
		{"ΟΔΟΣ", "οδος", "ΟΔΟΣ"},
		{"it’s “here”", `it's "here`, "it’s “here"},
		{"مُحَمَّد", "محمد", "مُحَمَّد"},
		{"2019\u201320", "2019-20", "2019\u201320"},
		{"ten\u00a0km", "n k", "n\u00a0k"},
		{"co\u00adoperate", "cooperate", "co\u00adoperate"},
		{"한국", "한국", "한국"},
		{norm.NFD.String("한국"), "한국", norm.NFD.String("한국")},
		{"in\ncode", "in code", "in\ncode"},
		{"\xff bytes", "bytes", "bytes"},
	} {
		t.Run(tt.query+" in "+tt.text, func(t *testing.T) {
			f := fold.New("before " + tt.text)
			at, ok := f.After(fold.Query(tt.query), 0)
			if !ok {
				t.Fatalf("not found in %q", f.Bytes)
			}
			if got := f.Span(at, len(fold.Query(tt.query))).Of(f.Source); got != tt.want {
				t.Errorf("found %q, want %q", got, tt.want)
			}
		})
	}
	if _, ok := fold.New("one\n\ntwo").After(fold.Query("one two"), 0); ok {
		t.Error("matched over the end of a block")
	}
}

func TestSearchWalks(t *testing.T) {
	p := pane(story(1000), 60, 12)
	a := p.article
	want := strings.Count(strings.ToLower(a.Text), "kessel")
	if n := p.Search("Kes"); n != want {
		t.Fatalf("%d matches, want %d", n, want)
	}
	if i, n := p.Match(); i != 1 || n != want {
		t.Errorf("at %d of %d", i, n)
	}
	for k := 2; k <= want+1; k++ {
		i, n := p.SearchNext(1)
		if wanted := (k-1)%want + 1; i != wanted || n != want {
			t.Fatalf("at %d of %d, want %d of %d", i, n, wanted, want)
		}
		if !strings.Contains(ansi.Strip(p.View()), "Kes") || !p.onScreen(p.find.current) {
			t.Fatalf("match %d is not on screen", i)
		}
	}
	if i, _ := p.SearchNext(-1); i != want {
		t.Errorf("before the first comes %d, want %d", i, want)
	}
	if i, _ := p.SearchNext(-1); i != want-1 {
		t.Errorf("before the last comes %d", i)
	}
	p.EndSearch()
	if i, n := p.SearchNext(1); i != 0 || n != 0 {
		t.Error("walks on after the end of the search")
	}
}

func (p *Pane) onScreen(s model.Span) bool {
	for _, pl := range p.screen() {
		if _, r := p.doc.row(pl); pl.block >= 0 && r.span.Overlaps(s) {
			return true
		}
	}
	return false
}

// Each keystroke searches from where the reader was, not from the last match;
// and when all is deleted, the reader is back there.
func TestSearchIsIncremental(t *testing.T) {
	a := mixed()
	p := pane(a, 60, 10)
	p.Do(action.Down)
	top := p.top
	p.Search("d")
	p.Search("de")
	p.Search("det")
	if got := p.find.current.Of(a.Text); got != "det" {
		t.Errorf("at %q", got)
	}
	if p.Search("detx") != 0 || p.top != top {
		t.Error("without a match the reader should be where the search began")
	}
	p.Search("det")
	p.Search("")
	if p.top != top {
		t.Error("an empty query should lead back")
	}
	if strings.Contains(p.View(), p.theme.Match.Open()) {
		t.Error("an empty query is highlighted")
	}
}

func TestSearchHighlights(t *testing.T) {
	a := (&builder{}).plain("Nairobi, naïve Naïma; nai\u0308f.").a
	p := pane(&a, 60, 10)
	if n := p.Search("NAI"); n != 4 {
		t.Fatalf("%d matches", n)
	}
	var got []string
	for _, s := range p.matchesOn(p.screen()) {
		got = append(got, s.Of(a.Text))
	}
	if strings.Join(got, ",") != "Nai,naï,Naï,nai\u0308" {
		t.Errorf("highlighted %q", got)
	}
	if strings.Count(p.View(), p.theme.Current.Open()) != 1 || strings.Count(p.View(), p.theme.Match.Open()) != 3 {
		t.Errorf("wrong styles: %q", p.View())
	}
}

func TestSearchCountIsCapped(t *testing.T) {
	a := huge(1 << 20)["word"]
	p := pane(a, 60, 10)
	if n := p.Search("w"); n != maxMatches {
		t.Fatalf("%d matches", n)
	}
	p.Do(action.Bottom)
	p.EndSearch()
	p.Search("w")
	if i, n := p.SearchNext(1); i != maxMatches || n != maxMatches {
		t.Errorf("at %d of %d", i, n)
	}
	if len(p.matchesOn(p.screen())) == 0 {
		t.Error("matches beyond the count are not shown")
	}
}

// There and back through folding ends at the same character.
func TestFoldedWay(t *testing.T) {
	f := fold.New(strings.Repeat(mixed().Text, 3))
	for i := range f.Source {
		to := f.ToFolded(i)
		if from := f.ToSource(to); from < i && f.ToFolded(from) != to || from > i && f.ToFolded(from) != to {
			t.Fatalf("byte %d goes to %d and comes back to %d", i, to, from)
		}
	}
}
