package index

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/kreader/kreader/model"
)

// bags is an index of words as one would keep it on disk.
type bags struct {
	words  []map[string]bool // of each article
	all    *Vocabulary
	looked int // articles that had what was asked for
}

func keep(c *model.Collection) *bags {
	b := &bags{all: New(context.Background(), c).Vocabulary()}
	for i := range c.Articles {
		m := map[string]bool{}
		for _, w := range Bag(nil, c.Articles[i].Text) {
			m[w] = true
		}
		b.words = append(b.words, m)
	}
	return b
}

func (b *bags) Vocabulary() *Vocabulary { return b.all }

func (b *bags) Having(_ context.Context, sets [][]Word) []bool {
	out := make([]bool, len(b.words))
	b.looked = 0
	for i, words := range b.words {
		out[i] = !slices.ContainsFunc(sets, func(set []Word) bool { return !slices.ContainsFunc(set, func(w Word) bool { return has(words, w) }) })
		if out[i] {
			b.looked++
		}
	}
	return out
}

func has(words map[string]bool, w Word) bool {
	for have := range words {
		if have == w.Text || !w.Whole && strings.HasPrefix(have, w.Text) {
			return true
		}
	}
	return false
}

// TestKept holds that a search with an index of words finds what one without it
// does, and goes through no more texts than it must.
func TestKept(t *testing.T) {
	c := collection()
	b := keep(c)
	x := With(context.Background(), c, b)
	for _, tt := range []struct {
		query  string
		looked int
	}{
		{"crack", 3},
		{`"crack"`, 2},
		{"crack pier", 2},
		{`"northern pier"`, 3},
		{`"northern pi"`, 0},
		{"rashidi", 2},
		{"al-Rashidi crack", 2},
		{"閉鎖", 1},
		{"strasse -crack", 1},
		{"zzz", 0},
	} {
		q, _ := ParseQuery(tt.query)
		byPlace := func(a, b Hit) int { return a.Article - b.Article }
		got := slices.Collect(x.Search(context.Background(), q, nil))
		slices.SortStableFunc(got, byPlace)
		if want := slices.Collect(Search(context.Background(), c, q)); say(c, got) != say(c, want) {
			t.Errorf("%s:\n%s\nwithout an index\n%s", tt.query, say(c, got), say(c, want))
		}
		if b.looked != tt.looked {
			t.Errorf("%s: %d articles were gone through, want %d", tt.query, b.looked, tt.looked)
		}
	}
}

// TestRanked holds that the articles come first that have the most to do with a
// query, whether all can be weighed or their titles alone.
func TestRanked(t *testing.T) {
	for _, more := range []int{0, weighed} {
		c := collection()
		for i, a := range []struct{ title, text string }{
			{"Notes", "A lamp was lit. The keeper saw a mast."},
			{"Notes", "A lamp, a lamp and a lamp. No mast."},
			{"Notes", "The lamp hung on the mast."},
			{"The lamp", "A mast, and a lamp."},
		} {
			c.Articles = append(c.Articles, model.Article{ID: fmt.Sprint("r", i), Title: a.title, Text: a.text, Words: 9, Blocks: []model.Block{{Span: model.Span{End: len(a.text)}}}})
			c.Sentences = append(c.Sentences, nil)
		}
		for range more {
			c.Articles = append(c.Articles, model.Article{Text: "lamp mast", Blocks: []model.Block{{Span: model.Span{End: 9}}}})
		}
		c.Sentences = nil
		q, _ := ParseQuery("lamp mast")
		var got []string
		for h := range With(context.Background(), c, keep(c)).Search(context.Background(), q, nil) {
			if len(got) < 4 {
				got = append(got, c.Articles[h.Article].ID)
			}
		}
		want := "r3 r1 r0 r2"
		if more > 0 {
			want = "r3 r0 r1 r2"
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("with %d more: %s, want %s", more, s, want)
		}
	}
}

// TestEvents holds that event: finds the sentences that tell an event of that name.
func TestEvents(t *testing.T) {
	c := collection()
	first := c.Sentences[0][1] // A crack had been found.
	c.Events = []model.Event{
		{Title: "Crack in the Bridge", Passages: []model.Passage{{Article: 0, Span: first}, {Article: 1, Span: c.Sentences[1][1]}}},
		{Title: "Café reopens", Passages: []model.Passage{{Article: 1, Span: c.Sentences[1][1]}}},
	}
	for _, tt := range []struct{ query, want string }{
		{"crack event:bridge", "0:crack 1:Cracks"},
		{`crack event:"the bridge"`, "0:crack 1:Cracks"},
		{"crack event:cafe", "1:Cracks"},
		{"crack event:bridge -event:café", "0:crack"},
		{"crack -event:bridge", "0:crack 2:CRACK"},
		{"crack event:flood", ""},
		{"event:bridge", ""},
	} {
		q, problems := ParseQuery(tt.query)
		if got := say(c, slices.Collect(Search(context.Background(), c, q))); got != tt.want || len(problems) > 0 {
			t.Errorf("%s: %s, want %s %v", tt.query, got, tt.want, problems)
		}
	}
}
