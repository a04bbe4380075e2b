package viewer

import (
	"fmt"
	"strings"
	"testing"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/ui/theme"
	"github.com/kreader/kreader/ui/uitest"
)

// both is a made-up article in Hebrew, Arabic and English.
func both() *model.Article {
	blocks := []model.Block{{Kind: model.Paragraph}, {Kind: model.Paragraph}, {Kind: model.Paragraph}, {Kind: model.List, Level: 1}, {Kind: model.Quote, Level: 1}}
	a := &model.Article{ID: "both", Title: "Words both ways"}
	for i, text := range []string{
		"The ferry, called הגל הגדול by its crew (in 2021), sank.",
		"הגשר נסגר ב-11 במרץ 2019, אמר Piet Solm לעיתון «הנמל» והלך הביתה.",
		"افتتح الجسر في ٩ سبتمبر ٢٠١٥ (أي قبل 4 سنوات) حسب Lune Courier.",
		"שורה ראשונה",
		"כך אמר הדייג",
	} {
		if i > 0 {
			a.Text += "\n\n"
		}
		blocks[i].Span = model.Span{Start: len(a.Text), End: len(a.Text) + len(text)}
		a.Text += text
	}
	a.Blocks = blocks
	return a
}

func TestDirections(t *testing.T) {
	for _, w := range []int{60, 30} {
		p := pane(both(), w, 26)
		uitest.Golden(t, fmt.Sprintf("both-%d.txt", w), frame(p))
		checkFrame(t, p, w, 26)
	}
	p := pane(both(), 60, 26)
	p.SetLogical(true)
	if f := frame(p); !strings.Contains(f, "הגשר נסגר ב-11 במרץ 2019, אמר Piet Solm") {
		t.Errorf("the terminal is to put it in order, and is sent\n%s", f)
	}
}

// TestDirectionsKeepTheBytes holds that what is marked are the same words, in
// whichever order they are drawn.
func TestDirectionsKeepTheBytes(t *testing.T) {
	a := both()
	for _, words := range []string{"הגל הגדול", "גדול by its", "11 במרץ 2019", "«הנמל»", "٩ سبتمبر ٢٠١٥", "4 سنوات", "Lune", "הדייג"} {
		for _, w := range []int{60, 24} {
			p := New(theme.New(theme.Options{Dark: true, Profile: theme.ANSI256}))
			p.SetSize(w, 30)
			p.Show(a, Outlet{}, nil)
			if p.Search(words) != 1 {
				t.Fatalf("%q is not found", words)
			}
			got, want := letterCounts(inStyle(p.View(), p.palette.style(look{over: match | current}))), letterCounts(words)
			if got != want {
				t.Errorf("%q at %d cells: marked are the letters %q, want %q", words, w, got, want)
			}
		}
	}
}

// inStyle returns what of a frame is drawn in a style.
func inStyle(view string, st theme.Style) string {
	var b strings.Builder
	for {
		_, after, ok := strings.Cut(view, st.Open())
		if !ok {
			return b.String()
		}
		var text string
		text, view, _ = strings.Cut(after, st.Close())
		b.WriteString(text)
	}
}

// letterCounts returns the letters and digits of s, each kind with how often.
func letterCounts(s string) string {
	n := map[rune]int{}
	for _, r := range s {
		if r > ' ' && !strings.ContainsRune("«»", r) {
			n[r]++
		}
	}
	return fmt.Sprint(n)
}

// TestNothingSteersTheTerminal holds that no character that changes the direction
// reaches the terminal, from wherever in the article.
func TestNothingSteersTheTerminal(t *testing.T) {
	const steers = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
	a := both()
	for _, r := range steers {
		a.Text = strings.ReplaceAll(a.Text, string(r), "")
	}
	for i := range a.Blocks {
		s := &a.Blocks[i].Span
		cut := s.Start + strings.Index(s.Of(a.Text), " ")
		a.Text = a.Text[:cut] + steers + a.Text[cut:]
		s.End += len(steers)
		for k := i + 1; k < len(a.Blocks); k++ {
			a.Blocks[k].Span.Start += len(steers)
			a.Blocks[k].Span.End += len(steers)
		}
	}
	a.Title = "Words" + steers + "both"
	for _, w := range []int{60, 30, 12} {
		p := pane(a, w, 40)
		if f := p.View(); strings.ContainsAny(f, steers) {
			t.Errorf("%d cells: %q", w, f)
		}
		checkFrame(t, p, w, 40)
	}
}
