package index

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/edtf"
)

// collection is made up: four articles, the paragraphs apart, sentences ending
// in a full stop.
func collection() *model.Collection {
	c := &model.Collection{}
	for _, a := range []struct{ outlet, published, text string }{
		{"The Harbour Post", "2019-03-14", "Mayor Orla al-Rashidi closed the bridge. A crack had been found.\n\nThe northern pier has a crack, said Rashidi. Nobody asked the river.\n\nLater, a letter came."},
		{"Lune Courier", "2019-03-15", "Orla Rasheedi's office said nothing. Cracks are common.\n\nThe letter was sent later than Letter Day."},
		{"Café Zürich", "2017", "Naïve façades; a CRACK-free northern   pier. Straße.\n\n橋の上には誰もいなかった。橋は閉鎖された。"},
		{"", "", "The pier, northern, was quiet. Tram 9 stops at the northern\npier."},
	} {
		m := model.Article{ID: fmt.Sprint(len(c.Articles)), Outlet: a.outlet, Text: a.text}
		m.Published, _ = edtf.Parse(a.published)
		at := 0
		var sentences []model.Span
		for _, block := range strings.Split(a.text, "\n\n") {
			b := model.Span{Start: at, End: at + len(block)}
			m.Blocks = append(m.Blocks, model.Block{Span: b})
			start := at
			for i := range block {
				if strings.HasPrefix(block[i:], ". ") || strings.HasPrefix(block[i:], "。") {
					end := at + i + len(". ") - 1
					if block[i] != '.' {
						end = at + i + len("。")
					}
					sentences = append(sentences, model.Span{Start: start, End: end})
					start = end
					if block[i] == '.' {
						start++
					}
				}
			}
			if start < b.End {
				sentences = append(sentences, model.Span{Start: start, End: b.End})
			}
			at = b.End + 2
		}
		c.Articles = append(c.Articles, m)
		c.Sentences = append(c.Sentences, sentences)
	}
	return c
}

// say writes hits as "article:match/match".
func say(c *model.Collection, hits []Hit) string {
	var out []string
	for _, h := range hits {
		var ms []string
		for _, m := range h.Matches {
			ms = append(ms, m.Of(c.Articles[h.Article].Text))
		}
		out = append(out, fmt.Sprintf("%d:%s", h.Article, strings.Join(ms, "/")))
	}
	return strings.Join(out, " ")
}

func TestSearch(t *testing.T) {
	c := collection()
	for _, tt := range []struct{ query, want string }{
		{"crack", "0:crack 0:crack 1:Cracks 2:CRACK"},
		{"rack", ""}, // words are found by their beginnings
		{`"crack"`, "0:crack 0:crack 2:CRACK"},
		{"crack pier", "0:pier/crack 2:CRACK/pier"},
		{`"northern pier"`, "0:northern pier 2:northern   pier 3:northern\npier"},
		{`"pier northern"`, "3:pier, northern"},
		{`"northern pi`, "0:northern pier 2:northern   pier 3:northern\npier"}, // still being typed
		{`"northern pi"`, ""},
		{"rashidi", "0:Rashidi 0:Rashidi 1:Rasheedi"},
		{"al-Rashidi", "0:Rashidi 0:Rashidi 1:Rasheedi"},
		{"Rasheedi crack", "0:Rashidi 0:crack 0:crack/Rashidi 1:Rasheedi 1:Cracks"},
		{`"orla rasheedi"`, "1:Orla Rasheedi"},
		{"later", "0:Later 1:later"}, // a word that is no name has no other spellings
		{"naive facade", "2:Naïve/façades"},
		{"strasse", "2:Straße"},
		{"橋", "2:橋 2:橋"},
		{"閉鎖", "2:閉鎖"},
		{"crack -pier", "0:crack 1:Cracks"},
		{`crack -"northern pier"`, "0:crack 1:Cracks"},
		{"crack outlet:post", "0:crack 0:crack"},
		{`crack outlet:"lune c" outlet:zurich`, "1:Cracks 2:CRACK"},
		{"crack -outlet:post", "1:Cracks 2:CRACK"},
		{"crack after:2019", "0:crack 0:crack 1:Cracks"},
		{"crack after:2019-03-15", "1:Cracks"},
		{"crack before:2019-03-14", "0:crack 0:crack 2:CRACK"},
		{"pier before:2017", "2:pier"},
		{"outlet:post", ""},
		{"-crack", ""},
		{"", ""}, {`"`, ""}, {`""`, ""}, {"-", ""}, {"...", ""},
	} {
		q, problems := ParseQuery(tt.query)
		if got := say(c, slices.Collect(Search(context.Background(), c, q))); got != tt.want || len(problems) > 0 {
			t.Errorf("%s:\n%s\nwant\n%s %v", tt.query, got, tt.want, problems)
		}
	}
}

// TestBestSentences holds that of a paragraph that has all the terms the
// sentences are given that have the most of them.
func TestBestSentences(t *testing.T) {
	c := collection()
	q, _ := ParseQuery("rashidi crack")
	for h := range Search(context.Background(), c, q) {
		if s := h.Context.Of(c.Articles[h.Article].Text); h.Article == 0 && h.Block == 1 && s != "The northern pier has a crack, said Rashidi." {
			t.Errorf("%q", s)
		}
	}
	c.Sentences = nil // the articles are there before their sentences
	for h := range Search(context.Background(), c, q) {
		if h.Context != c.Articles[h.Article].Blocks[h.Block].Span {
			t.Errorf("the context is not the block: %+v", h)
		}
	}
}

func TestOrderAndEnd(t *testing.T) {
	c := collection()
	x := New(context.Background(), c)
	q, _ := ParseQuery("crack")
	if got, want := say(c, slices.Collect(x.Search(context.Background(), q, []int{2, 0, 1, 3}))), "2:CRACK 0:crack 0:crack 1:Cracks"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	n := 0
	for range x.Search(ctx, q, nil) {
		n++
		cancel()
	}
	if n != 2 { // the article that it is in
		t.Errorf("%d hits after it was called off", n)
	}
	for range x.Search(context.Background(), q, nil) {
		break
	}
}

func TestProblems(t *testing.T) {
	_, problems := ParseQuery("crack after:soon before:2019-13 before:")
	if got := strings.Join(problems, "; "); got != `"soon" is not a date such as 2021-11-07, 2021-11 or 2021; "2019-13" is not a date such as 2021-11-07, 2021-11 or 2021` {
		t.Errorf("%s", got)
	}
}

func FuzzSearch(f *testing.F) {
	for _, q := range []string{`crack -"no pier" outlet:"a b`, "“a b” after:2019", "e\u0301 ß 橋 al-x", `-"`} {
		f.Add(q, "A crack, e\u0301 in the straße.\n\n橋の上 Al-Xabi.")
	}
	f.Fuzz(func(t *testing.T, query, text string) {
		if len(query) > 200 || len(text) > 2000 {
			return
		}
		text = strings.ToValidUTF8(text, "?")
		c := &model.Collection{Articles: []model.Article{{Text: text, Blocks: []model.Block{{Span: model.Span{End: len(text)}}}}}}
		q, _ := ParseQuery(query)
		kept := slices.Collect(With(context.Background(), c, keep(c)).Search(context.Background(), q, nil))
		if all := slices.Collect(Search(context.Background(), c, q)); !reflect.DeepEqual(kept, all) {
			t.Fatalf("%q in %q: %v with an index of the words, %v without", query, text, kept, all)
		}
		for h := range Search(context.Background(), c, q) {
			if len(h.Matches) == 0 {
				t.Fatalf("a hit of %q without a match", query)
			}
			end := h.Context.Start
			for _, m := range h.Matches {
				if m.Start < end || m.Len() <= 0 || !h.Context.Contains(m) {
					t.Fatalf("%q in %q: matches %v in %v", query, text, h.Matches, h.Context)
				}
				end = m.End
			}
		}
	})
}

func BenchmarkSearch(b *testing.B) {
	c := &model.Collection{}
	text := strings.Repeat("On some day something of note took place in the harbour, said Orla Rashidi, and was written down.\n\n", 40)
	for i := range 1000 {
		a := model.Article{Text: text + fmt.Sprintf("The number of this one is nr%d.", i)}
		for at := 0; at < len(a.Text); {
			end := strings.Index(a.Text[at:], "\n\n")
			if end < 0 {
				end = len(a.Text) - at
			}
			a.Blocks = append(a.Blocks, model.Block{Span: model.Span{Start: at, End: at + end}})
			at += end + 2
		}
		c.Articles = append(c.Articles, a)
	}
	b.Run("prepare", func(b *testing.B) {
		for b.Loop() {
			New(context.Background(), c)
		}
	})
	x := New(context.Background(), c)
	for _, query := range []string{"nr77", "rasheedi", "harbour note", "zzz"} {
		q, _ := ParseQuery(query)
		b.Run(query, func(b *testing.B) {
			b.SetBytes(int64(1000 * len(text)))
			for b.Loop() {
				for range x.Search(context.Background(), q, nil) {
				}
			}
		})
	}
}
