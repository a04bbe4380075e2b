package viewer

import (
	"strings"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/edtf"
	"github.com/kreader/kreader/ui/theme"
)

// builder puts test articles together.
type builder struct{ a model.Article }

// add appends a block. Inline spans count from the block's beginning.
func (b *builder) add(block model.Block, text string) *builder {
	if len(b.a.Blocks) > 0 {
		b.a.Text += "\n\n"
	}
	start := len(b.a.Text)
	b.a.Text += text
	block.Span = model.Span{Start: start, End: len(b.a.Text)}
	for i := range block.Inline {
		block.Inline[i].Span.Start += start
		block.Inline[i].Span.End += start
	}
	b.a.Blocks = append(b.a.Blocks, block)
	return b
}

func (b *builder) plain(texts ...string) *builder {
	for _, t := range texts {
		b.add(model.Block{}, t)
	}
	return b
}

// inline returns a run of the words in text, which counts from its beginning.
func inline(kind model.InlineKind, text, words string) model.Inline {
	i := strings.Index(text, words)
	return model.Inline{Kind: kind, Span: model.Span{Start: i, End: i + len(words)}, URL: "https://example.org/a_b*c"}
}

// spanOf returns the place of words in the article.
func spanOf(a *model.Article, words string) model.Span {
	i := strings.Index(a.Text, words)
	if i < 0 {
		panic("not in the article: " + words)
	}
	return model.Span{Start: i, End: i + len(words)}
}

// mixed is an article with a block of every kind and scripts of several sorts.
func mixed() *model.Article {
	b := &builder{a: model.Article{
		ID: "mixed", Title: "The bridge at Orsova closes, and nobody says for how long", Byline: "Ada Ferris, Joon Park",
		Published: edtf.OnDay(edtf.DayOf(2019, 4, 12)), PublishedFrom: model.FromMetadata, Note: "digest written for kreader",
	}}
	marked := "The ministry said on 3 April that the *north* span was safe; its own report_of_March says `no load` & <b>none</b>."
	b.plain("On 2 April 2019 engineers closed the bridge at Orsova after a crack was found in its northern pier. Lorries had used it since 1987, well beyond the load it was built for.")
	b.add(model.Block{Inline: []model.Inline{
		inline(model.Link, marked, "The ministry said"), inline(model.Strong, marked, "ministry"),
		inline(model.Emphasis, marked, "own report_of_March"), inline(model.CodeSpan, marked, "no load"),
	}}, marked)
	b.add(model.Block{Kind: model.Heading, Level: 2}, "What was *known* in 2018 &amp; before")
	b.add(model.Block{Kind: model.Quote, Level: 2}, "We told them twice. In June 2018 we told them in writing, and the answer came back with one word on it, which I will not repeat here.")
	b.add(model.Block{Kind: model.List, Level: 1}, "the pier, inspected in May 2018 and found to be sound by a company that no longer exists")
	b.add(model.Block{Kind: model.List, Level: 2}, "1. its footing")
	b.add(model.Block{Kind: model.List, Level: 1, Marker: "3."}, "the deck, renewed in 2003")
	b.add(model.Block{Kind: model.List, Level: 1, Marker: "(iv)"}, "the lamps")
	b.add(model.Block{Kind: model.Caption}, "The bridge seen from the quay, 1 April 2019. Photo: E. Stan")
	b.add(model.Block{Kind: model.Question}, "When did you first see the crack?")
	b.plain("橋は二〇一九年四月二日に閉鎖された。技術者は北側の橋脚に亀裂を発見したと述べ、再開の時期は「未定」だと繰り返した。")
	b.plain("أُغلق الجسر في 2 أبريل 2019 بعد أن اكتشف المهندسون صدعاً في الدعامة الشمالية، ولم يحدد الوزير موعداً لإعادة فتحه.")
	b.plain("Cafe\u0301 owners 👩\u200d👩\u200d👧 on the quay 🇷🇴 lost their summer; nai\u0308ve hopes, https://example.org/a/very/long/address/that/does/not/fit/on/any/narrow/row/at/all?query=1 and so on.")
	b.add(model.Block{Kind: model.Table}, "Year\tLorries a day\tRemark\n1987\t40\topened on 9 May\n2003\t1,900\tdeck renewed; the pier | was not looked at\n2018\t4,200\t")
	b.add(model.Block{Kind: model.Code}, "load = 42 * t  # tonnes\n\n\tif load > limit: close(\"Orsova\")\n# "+strings.Repeat("=", 130))
	b.add(model.Block{Kind: model.Quote, Level: 1, Repeats: true}, "“We told them twice.”")
	b.plain("By 12 April the detour was ninety kilometres long.")
	return &b.a
}

// sentences returns what may be a passage of an article: pieces of its blocks.
func sentences(a *model.Article) (out []model.Span) {
	for _, b := range a.Blocks {
		start := b.Span.Start
		if b.Kind == model.Table { // a passage of a table is a cell
			for f := range strings.FieldsFuncSeq(b.Span.Of(a.Text), func(r rune) bool { return r == '\t' || r == '\n' }) {
				start += strings.Index(a.Text[start:], f)
				out = append(out, model.Span{Start: start, End: start + len(f)})
			}
			continue
		}
		for i := start; i < b.Span.End; i++ {
			if strings.HasPrefix(a.Text[i:], ". ") || strings.HasPrefix(a.Text[i:], "; ") {
				out = append(out, model.Span{Start: start, End: i + 1})
				start = i + 2
			}
		}
		out = append(out, model.Span{Start: start, End: b.Span.End})
	}
	return out
}

// marksOf returns a mark for each piece of the article that names a year or a
// month, with those words as its dates.
func marksOf(a *model.Article) (out []Mark) {
	words := []string{"2 April 2019", "3 April", "June 2018", "May 2018", "12 April", "1 April 2019", "9 May", "2003"}
	for i, s := range sentences(a) {
		m := Mark{Span: s, Event: i}
		for _, w := range words {
			if j := strings.Index(s.Of(a.Text), w); j >= 0 {
				m.Dates = append(m.Dates, model.Span{Start: s.Start + j, End: s.Start + j + len(w)})
				break
			}
		}
		if m.Dates != nil {
			out = append(out, m)
		}
	}
	return out
}

func dark() *theme.Theme { return theme.New(theme.Options{Dark: true, Profile: theme.TrueColor}) }

// pane returns a pane that shows a.
func pane(a *model.Article, w, h int) *Pane {
	t := dark()
	o := t.Outlet(1, "The Harbour Post")
	p := New(t)
	p.SetSize(w, h)
	p.Show(a, Outlet{o.Name, o.Mark, o.Style}, marksOf(a))
	return p
}

// story returns an article of about n words in paragraphs.
func story(n int) *model.Article {
	const words = "Before dawn on 7 May the harbour at Kessel lay under fog, and the pilot who brought the first ferry in said later that he had steered by the bell alone. "
	b := &builder{a: model.Article{ID: "story", Title: "Fog at Kessel"}}
	for left := n; left > 0; left -= 90 {
		b.plain(strings.TrimSpace(strings.Repeat(words, 3)))
	}
	return &b.a
}

// huge returns articles of about n bytes: many blocks, one block, tiny blocks,
// one word.
func huge(n int) map[string]*model.Article {
	unit := "Before dawn on 7 May the harbour at Kessel lay under fog, and the pilot came in by the bell. "
	blocks := func(id, text string) *model.Article {
		a := &model.Article{ID: id, Text: strings.Repeat(text+"\n\n", n/(len(text)+2))}
		for i := 0; i < len(a.Text); i += len(text) + 2 {
			a.Blocks = append(a.Blocks, model.Block{Span: model.Span{Start: i, End: i + len(text)}})
		}
		return a
	}
	one := func(id, text string) *model.Article {
		return &model.Article{ID: id, Text: text, Blocks: []model.Block{{Span: model.Span{End: len(text)}}}}
	}
	return map[string]*model.Article{
		"blocks": blocks("blocks", unit),
		"tiny":   blocks("tiny", "x"),
		"one":    one("one", strings.Repeat(unit, n/len(unit))),
		"word":   one("word", strings.Repeat("w", n)),
		"marks":  one("marks", "e"+strings.Repeat("\u0301", n/2)),
		"wide":   one("wide", strings.Repeat("橋", n/3)),
	}
}
