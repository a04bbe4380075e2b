package correct

import (
	"strings"
	"testing"

	"github.com/kreader/kreader/model"
)

func articleOf(path, text string) model.Article {
	return model.Article{Path: path, Title: "T " + path, Text: text, Blocks: []model.Block{{Span: model.Span{Start: 0, End: len(text)}}}}
}

func TestAnchorsAreFoundAgain(t *testing.T) {
	const sentence = "The “old” bridge of Orlim closed on Sunday – for good – after the barge struck."
	was := articleOf("x/post/a.md", "It rained. "+sentence+" Ferries ran. It closed. Then more. It closed. The end.")
	start := strings.Index(was.Text, sentence)
	whole := AnchorOf(&was, model.Span{Start: start, End: start + len(sentence)}, "x")
	second := strings.LastIndex(was.Text, "It closed.")
	twice := AnchorOf(&was, model.Span{Start: second, End: second + 10}, "x/")
	if whole.Article != "post/a.md" || whole.Prefix != "It rained. " || twice.Exact != "It closed." {
		t.Fatalf("%+v %+v", whole, twice)
	}
	for _, c := range []struct {
		name   string
		anchor Anchor
		path   string
		text   string
		want   string // "" for an orphan
	}{
		{"as it was", whole, "x/post/a.md", was.Text, sentence},
		{"the second of two", twice, "x/post/a.md", was.Text, "It closed."},
		{"from another folder", whole, "/home/me/y/post/a.md", "New lead. " + was.Text, sentence},
		{"moved and renamed", whole, "z.md", was.Text, sentence},
		{"other quotation marks and spaces", whole, "x/post/a.md", "It rained.\nThe \"old\" bridge  of Orlim closed\non Sunday - for good - after the barge struck. Ferries.", "The \"old\" bridge  of Orlim closed\non Sunday - for good - after the barge struck."},
		{"one word of fifteen changed", whole, "x/post/a.md", "It rained. The “old” bridge of Orlim shut on Sunday – for good – after the barge struck. Ferries.", "The “old” bridge of Orlim shut on Sunday – for good – after the barge struck"},
		{"four words changed", whole, "x/post/a.md", "The new tunnel of Orlim shut on Monday – for good – after the barge struck.", ""},
		{"gone", whole, "x/post/a.md", "Nothing here.", ""},
		{"a word changed in another article", whole, "z.md", "The “old” bridge of Orlim shut on Sunday – for good – after the barge struck.", ""},
	} {
		as := []model.Article{articleOf("w.md", "Other words altogether."), articleOf(c.path, c.text)}
		as[1].Title = "another"
		p, ok := c.anchor.find(as)
		got := ""
		if ok {
			got = p.span.Of(as[p.article].Text)
		}
		want := strings.TrimPrefix(c.want, "The “old”")
		if ok != (c.want != "") || !strings.HasSuffix(strings.TrimRight(got, "."), strings.TrimRight(want, ".")) {
			t.Errorf("%s: found %q, want %q", c.name, got, c.want)
		}
	}
}

func TestAShortQuoteInTwoUnknownArticlesIsAnOrphan(t *testing.T) {
	as := []model.Article{articleOf("a", "It closed."), articleOf("b", "It closed.")}
	if p, ok := (Anchor{Exact: "It closed."}).find(as); ok {
		t.Errorf("found in %d, though both have it", p.article)
	}
	if p, ok := (Anchor{Exact: "It closed.", Title: "T b"}).find(as); !ok || p.article != 1 {
		t.Errorf("the title tells which: %v %v", p, ok)
	}
}
