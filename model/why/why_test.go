package why_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/edtf"
	"github.com/kreader/kreader/model/lang"
	"github.com/kreader/kreader/model/timex"
	"github.com/kreader/kreader/model/why"
)

// story returns an event that is told in an article for each text, published on 12
// March 2019, a Tuesday; texts with a slash are two sentences of one article.
func story(texts ...string) (*model.Collection, *model.Event) {
	c := &model.Collection{}
	e := &model.Event{}
	for i, t := range texts {
		parts := strings.Split(t, " / ")
		a := model.Article{Language: "en", Published: edtf.OnDay(edtf.DayOf(2019, 3, 12)), Text: strings.Join(parts, " ")}
		var ss []model.Span
		at := 0
		for _, p := range parts {
			ss = append(ss, model.Span{Start: at, End: at + len(p)})
			at += len(p) + 1
		}
		whole := model.Span{End: len(a.Text)}
		a.Blocks = []model.Block{{Kind: model.Paragraph, Span: whole}}
		c.Articles = append(c.Articles, a)
		c.Sentences = append(c.Sentences, ss)
		c.Timexes = append(c.Timexes, timex.Tag(a.Text, timex.Context{Lang: lang.For("en"), Anchor: a.Published, Blocks: []model.Span{whole}, Sentences: ss}))
		for _, s := range ss {
			p := model.Passage{Article: i, Span: s, Sentence: s}
			for _, x := range c.Timexes[i] {
				if s.Contains(x.Span) && !x.When.IsZero() {
					p.Says, p.When, p.Why = x.Span.Of(a.Text), x.When, x.Why
				}
			}
			e.Passages = append(e.Passages, p)
		}
	}
	return c, e
}

func TestDatesTurnedDown(t *testing.T) {
	for text, want := range map[string]string{
		"The bridge was closed on Monday.":          "2019-03-18 after publication, and no word says that it was to come; 2019-03-04 a week further from what it is read against",
		"The bridge was closed on 4 February.":      "2020-02-04 after publication, and no word says that it was to come; 2018-02-04 a year further from what it is read against",
		"The bridge was closed in November.":        "2019-11 after publication, and no word says that it was to come; 2017-11 a year further from what it is read against",
		"The bridge was closed on 4 February 2017.": "",
		"The bridge was closed two days ago.":       "",
		"The bridge was closed last November.":      "",
		"The bridge was closed.":                    "",
		"The bridge will close next Friday.":        "2019-03-22 a week further from what it is read against; 2019-03-08 over by publication, and the words speak of what was to come",
	} {
		c, e := story(text)
		var got []string
		for _, d := range why.Date(c, &e.Passages[0]) {
			got = append(got, d.When.String()+" "+d.Why)
		}
		if got := strings.Join(got, "; "); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
		c.Articles[0].Published = edtf.Value{}
		if ds := why.Date(c, &e.Passages[0]); ds != nil {
			t.Errorf("%q in an article without a date: %v", text, ds)
		}
	}
}

func TestShared(t *testing.T) {
	c, e := story(
		"Piet Solm was arrested in Orlim on Monday. / Crowds gathered before the town hall.",
		"Police arrested Piet Solm in Orlim on Monday.",
		"The arrest surprised the crowds in Orlim.",
		"Somebody painted a wall.",
	)
	x := why.Of(c, e, 0)
	for i, want := range []string{
		"1 other true [Piet Solm Orlim] sure", // who, where, what and when
		"",
		"1 other true [Piet Solm Orlim] sure",
		"",
		" false [] doubtful",
	} {
		s, ok := x.Passage(i)
		if !ok && want != "" {
			t.Errorf("passage %d: nothing is known", i)
		}
		if got := fmt.Sprint(s.Date, " ", s.Kind, " ", s.Names, " ", s.Sure); ok && want != "" && got != want {
			t.Errorf("passage %d: %q, want %q", i, got, want)
		}
	}
	if s, _ := x.Passage(3); s.Sure == why.Certain || !s.Kind || len(s.Words) > 4 {
		t.Errorf("a passage without a date: %+v", s)
	}
	c, e = story("Piet Solm was arrested in Orlim on Monday.")
	if _, ok := why.Of(c, e, 0).Passage(0); ok {
		t.Error("a passage alone has something in common with others")
	}
	c.Sentences = nil
	e.Passages = append(e.Passages, e.Passages[0])
	if _, ok := why.Of(c, e, 0).Passage(0); ok {
		t.Error("without sentences nothing is known")
	}
}

// Of an event in very many articles, those around the passage are compared.
func TestSharedWithTheNearest(t *testing.T) {
	texts := make([]string, 200)
	for i := range texts {
		texts[i] = "Piet Solm was arrested in Orlim on Monday. / It was Piet Solm's third arrest."
	}
	c, e := story(texts...)
	for _, at := range []int{-1, 0, 1, 201, 398, 399} {
		x := why.Of(c, e, at)
		at = max(at, 0) // where none is chosen, it is the first
		if s, ok := x.Passage(at); !ok || s.Date == "" && at%2 == 0 || len(s.Names) == 0 {
			t.Errorf("passage %d: %+v", at, s)
		}
		known := 0
		for i := range e.Passages {
			if _, ok := x.Passage(i); ok {
				known++
			}
		}
		if known < 20 || known > 80 {
			t.Errorf("around passage %d, %d were compared", at, known)
		}
	}
	if _, ok := why.Of(c, e, -1).Passage(0); !ok {
		t.Error("where no passage is chosen, the first ones are not compared")
	}
}
