package viewer

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/ui/theme"
)

func TestExcerpt(t *testing.T) {
	text := "It rained. On Monday three boats sank off the pier. Nobody was hurt."
	a := &model.Article{Text: text, Blocks: []model.Block{{Span: model.Span{End: len(text)}}}}
	of := func(s string) model.Span {
		i := strings.Index(text, s)
		return model.Span{Start: i, End: i + len(s)}
	}
	th := theme.New(theme.Options{Dark: true, Profile: theme.TrueColor})
	e := Excerpt{Article: a, Part: model.Span{End: len(text)}, Passage: of("On Monday three boats sank off the pier."), Dates: []model.Span{of("Monday")}, Marked: []model.Span{of("three")}, Chosen: true}
	x := NewExcerpts(th, false)
	for w := 1; w < 80; w++ {
		var words []string
		for _, l := range x.Lines(e, w) {
			if n := ansi.StringWidth(l); n != w {
				t.Errorf("at %d: %d cells: %q", w, n, l)
			}
			words = append(words, strings.Fields(ansi.Strip(l))...)
		}
		if got, want := strings.Join(words, ""), strings.ReplaceAll(text, " ", ""); got != want {
			t.Errorf("at %d: %q", w, got)
		}
	}
	line := x.Lines(e, 80)[0]
	for _, want := range []string{
		th.Dim.Render("It rained. "), th.Text.And(th.Bright).Render("On "), th.Text.And(th.Bright).And(th.Dated).Render("Monday"),
		th.Text.And(th.Bright).And(th.Match).Render("three"), th.Dim.Render(" Nobody was hurt."),
	} {
		if !strings.Contains(line, want) {
			t.Errorf("%q lacks %q", line, want)
		}
	}
	e.Chosen = false
	if line := x.Lines(e, 80)[0]; strings.Contains(line, th.Bright.Open()+"On") {
		t.Errorf("a passage that is not chosen is bright: %q", line)
	}
}

func TestExcerptIsBounded(t *testing.T) {
	text := strings.Repeat("\x1b[31mword\u202e ", 1<<16)
	a := &model.Article{Text: text, Blocks: []model.Block{{Span: model.Span{End: len(text)}}}}
	all := model.Span{End: len(text)}
	lines := NewExcerpts(theme.New(theme.Options{}), false).Lines(Excerpt{Article: a, Part: all, Passage: all}, 30)
	if len(lines) != maxExcerpt+1 {
		t.Errorf("%d rows", len(lines))
	}
	for _, l := range lines {
		if strings.ContainsAny(ansi.Strip(l), "\x1b\u202e") {
			t.Fatalf("a control character is drawn: %q", l)
		}
	}
}
