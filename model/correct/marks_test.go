package correct

import (
	"strings"
	"testing"
	"time"

	"github.com/kreader/kreader/model"
)

// weir is two made-up articles.
func weir() []model.Article {
	var out []model.Article
	for _, a := range []model.Article{
		{Path: "post/weir.md", Title: "The weir", Text: "It rained for a week. The weir gave way on Sunday. Nobody was hurt."},
		{Path: "mail/town.md", Title: "The town", Text: "The town was dry. The weir gave way on Sunday. Boats came."},
	} {
		a.Blocks = []model.Block{{Span: model.Span{End: len(a.Text)}}}
		out = append(out, a)
	}
	return out
}

func at(a *model.Article, words string) Anchor {
	i := strings.Index(a.Text, words)
	return AnchorOf(a, model.Span{Start: i, End: i + len(words)}, "")
}

// Notes and bookmarks are found where they were put when the articles have
// changed a little, and come last, with their words, when they are not.
func TestMarks(t *testing.T) {
	as := weir()
	gave := "The weir gave way on Sunday."
	entries := []Entry{
		{Type: Note, ID: "n1", Text: "Which Sunday?", Kind: OnEvent, At: at(&as[1], gave), Who: "Ann"},
		{Type: Bookmark, ID: "b1", At: at(&as[0], gave)},
		{Type: Note, ID: "n2", Text: "They left.", At: Anchor{Article: "gone.md", Title: "Gone", Exact: "The bridge was closed again."}},
		{Type: Note, ID: "n3", Text: "On the whole.", At: ArticleAnchor(&as[0], "")},
		{Type: Note, ID: "n4", Text: "Taken back.", At: at(&as[0], gave), Undone: time.Unix(1, 0)},
		{Type: Correction, Kind: Title, Value: "x", At: at(&as[0], gave)},
	}
	as[0].Text = "New: " + as[0].Text
	as[1].Text = strings.Replace(as[1].Text, "The town", "Our whole town", 1)
	marks, orphans := NewSet(entries).Marks(as)
	var got []string
	for _, m := range marks {
		words := ""
		if m.Article >= 0 {
			words = m.Span.Of(as[m.Article].Text)
		}
		got = append(got, strings.Join([]string{m.ID, words, m.Note, m.Quote, m.Source}, "|"))
	}
	want := []string{
		"n3||On the whole.||The weir", "b1|" + gave + "||" + gave + "|The weir", "n1|" + gave + "|Which Sunday?|" + gave + "|The town",
		"n2||They left.|The bridge was closed again.|Gone",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if n := marks[2]; !n.OnEvent || n.Who != "Ann" || n.Article != 1 || marks[1].OnEvent || !marks[1].Bookmark {
		t.Errorf("%+v, %+v", n, marks[1])
	}
	if len(orphans) != 1 || !strings.Contains(orphans[0].Message, "They left.") {
		t.Errorf("orphans %+v", orphans)
	}
	if none, _ := (*Set)(nil).Marks(as); none != nil {
		t.Error("marks of no set")
	}
}

// A note that is written anew replaces the old one, and one that is removed is
// gone, until that is taken back.
func TestNoteIsWrittenAnew(t *testing.T) {
	as := weir()
	f := Parse(nil)
	now := time.Date(2031, 5, 1, 12, 0, 0, 0, time.UTC)
	first, err := f.Add(Entry{Type: Note, Text: "old", At: at(&as[0], "Nobody was hurt."), Made: now})
	if err != nil {
		t.Fatal(err)
	}
	again := first
	again.ID, again.Of, again.Text = "", first.ID, "new\nwith a second line"
	second, err := f.Add(again)
	if err != nil {
		t.Fatal(err)
	}
	shown := func() string {
		f = Parse(f.Bytes())
		var out []string
		marks, _ := NewSet(f.Entries()).Marks(as)
		for _, m := range marks {
			out = append(out, m.Note)
		}
		return strings.Join(out, "|")
	}
	step := func(what, want string, do func() (Entry, error)) {
		t.Helper()
		if _, err := do(); err != nil {
			t.Errorf("%s: %v", what, err)
		}
		if got := shown(); got != want {
			t.Errorf("%s: %q, want %q", what, got, want)
		}
	}
	if got := shown(); got != again.Text {
		t.Errorf("written anew: %q", got)
	}
	step("undo", "old", func() (Entry, error) { return f.Undo(now) })
	step("redo", again.Text, func() (Entry, error) { return f.Redo() })
	step("remove", "", func() (Entry, error) {
		gone := second
		gone.ID, gone.Of, gone.Text = "", second.ID, ""
		return f.Add(gone)
	})
	step("undo", again.Text, func() (Entry, error) { return f.Undo(now) })
	step("redo", "", func() (Entry, error) { return f.Redo() })
	if err := (&Entry{Type: Note, Kind: Date, At: Anchor{Exact: "x"}}).Check(); err == nil {
		t.Error("a note of kind date is taken")
	}
}
