package compare

import (
	"slices"
	"strings"
	"testing"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/edtf"
	"github.com/kreader/kreader/ui/draw"
	"github.com/kreader/kreader/ui/theme"
)

// told is a passage: a sentence of an article, what dates it, and the outlet.
type told struct {
	outlet           int
	text, says, when string
	approx           bool
}

// subject returns the comparison of an event that is told so, each passage in an
// article of its own between two other sentences.
func subject(differences []model.Difference, all ...told) Subject {
	const before, after = "It rained. ", " So they say."
	c := &model.Collection{}
	e := model.Event{Differences: differences}
	s := Subject{Collection: c, Articles: func(int) int { return 1 }}
	for i, p := range all {
		text := before + p.text + after
		at := model.Span{Start: len(before), End: len(before) + len(p.text)}
		c.Articles = append(c.Articles, model.Article{Text: text, Blocks: []model.Block{{Span: model.Span{End: len(text)}}}})
		c.Sentences = append(c.Sentences, []model.Span{{Start: 0, End: len(before) - 1}, at, {Start: at.End + 1, End: len(text)}})
		ps := model.Passage{Article: i, Span: at, Sentence: at, Says: p.says}
		ps.When, _ = edtf.Parse(p.when)
		e.Passages = append(e.Passages, ps)
		s.Passages = append(s.Passages, i)
		s.OutletOf = append(s.OutletOf, p.outlet)
		for len(s.Outlets) <= p.outlet {
			s.Outlets = append(s.Outlets, theme.Outlet{Name: string(rune('A' + len(s.Outlets))), Mark: "*"})
		}
	}
	c.Events = []model.Event{e}
	return s
}

func bare(e Excerpt, w int) []string { return draw.Wrap(e.Part.Of(e.Article.Text), w) }

func TestMarks(t *testing.T) {
	difference := func(about, what string, values ...string) []model.Difference {
		d := model.Difference{About: about, What: what}
		for i, v := range values {
			d.Values = append(d.Values, model.DifferingValue{Value: v, Passages: []int{i}})
		}
		return []model.Difference{d}
	}
	for name, tt := range map[string]struct {
		s    Subject
		want string // what is marked in each passage
	}{
		"days of two outlets":        {subject(nil, told{0, "It sank on Monday.", "on Monday", "2021-11-08", false}, told{1, "It sank on 9 November.", "on 9 November", "2021-11-09", false}), "on Monday|on 9 November"},
		"days of one outlet":         {subject(nil, told{0, "It sank on Monday.", "on Monday", "2021-11-08", false}, told{0, "It sank on 9 November.", "on 9 November", "2021-11-09", false}), "|"},
		"a month holds the day":      {subject(nil, told{0, "It sank on Monday.", "on Monday", "2021-11-08", false}, told{1, "It sank in November.", "in November", "2021-11", false}), "|"},
		"another year":               {subject(nil, told{0, "It sank in 2016.", "in 2016", "2016", false}, told{1, "It sank in 2017.", "in 2017", "2017", false}, told{2, "It sank.", "", "", false}), "in 2016|in 2017|"},
		"the week after its Sunday":  {subject(nil, told{0, "It sank on Sunday.", "on Sunday", "2021-11-07", false}, told{1, "It sank this week.", "this week", "2021-W45", false}), "|"},
		"an inferred day":            {subject(nil, told{0, "It sank on Monday.", "on Monday", "2021-11-08?", false}, told{1, "It sank on 9 November.", "on 9 November", "2021-11-09", false}), "|"},
		"numbers in letters":         {subject(difference("number", "boats", "3", "4"), told{0, "Then three boats sank.", "", "", false}, told{1, "Four boats sank.", "", "", false}), "three|Four"},
		"a number in digits":         {subject(difference("number", "boats", "3", "33"), told{0, "Of 33 boats 3 sank.", "", "", false}, told{1, "All 33 sank.", "", "", false}), "3|33"},
		"a place, whatever its case": {subject(difference("place", "", "the Harbour", "Lune"), told{0, "In the harbour it sank.", "", "", false}, told{1, "At Lune it sank.", "", "", false}), "the harbour|Lune"},
		"what is not printed":        {subject(difference("number", "boats", "7", "x"), told{0, "Some sank.", "", "", false}, told{1, "Many sank.", "", "", false}), "|"},
	} {
		p := New(theme.New(theme.Options{}), bare)
		p.SetSize(120, 20)
		p.Show(tt.s, 0)
		var got []string
		for i := range tt.s.Passages {
			var words []string
			for _, s := range p.marked(i) {
				words = append(words, s.Of(tt.s.Collection.Articles[i].Text))
			}
			got = append(got, strings.Join(words, ","))
		}
		if g := strings.Join(got, "|"); g != tt.want {
			t.Errorf("%s: %q, want %q", name, g, tt.want)
		}
	}
}

// TestContext holds that the sentences around a passage are shown once, and not
// beyond its block.
func TestContext(t *testing.T) {
	text := "One. Two sank. Three. Four sank. Five sank. Six."
	var sentences []model.Span
	for at := 0; at < len(text); {
		end := at + strings.IndexByte(text[at:], '.') + 1
		sentences = append(sentences, model.Span{Start: at, End: end})
		at = end + 1
	}
	c := &model.Collection{Articles: []model.Article{{Text: text, Blocks: []model.Block{{Span: model.Span{End: len(text)}}}}}, Sentences: [][]model.Span{sentences}}
	e := model.Event{}
	for _, i := range []int{1, 3, 4} {
		e.Passages = append(e.Passages, model.Passage{Span: sentences[i], Sentence: sentences[i]})
	}
	c.Events = []model.Event{e}
	p := New(theme.New(theme.Options{}), bare)
	p.SetSize(120, 20)
	p.Show(Subject{Collection: c, Passages: []int{0, 1, 2}, Outlets: []theme.Outlet{{Name: "A", Mark: "*"}}, OutletOf: []int{0}}, 0)
	var got []string
	for i := range 3 {
		got = append(got, p.excerpt(0, i, false).Part.Of(text))
	}
	if want := []string{"One. Two sank. Three.", "Four sank.", "Five sank. Six."}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
