package account_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/account"
)

// article is an outlet, a byline and the sentences that tell the event.
type article struct {
	outlet, byline string
	sentences      []string
}

// collection returns articles whose sentences are all passages of one event.
func collection(as ...article) (*model.Collection, []model.Passage) {
	c := &model.Collection{}
	var ps []model.Passage
	for i, a := range as {
		text := strings.Join(a.sentences, " ")
		c.Articles = append(c.Articles, model.Article{
			Outlet: a.outlet, Byline: a.byline, Text: text,
			Blocks: []model.Block{{Kind: model.Paragraph, Span: model.Span{End: len(text)}}},
		})
		at := 0
		for _, s := range a.sentences {
			span := model.Span{Start: at, End: at + len(s)}
			ps = append(ps, model.Passage{Article: i, Span: span, Sentence: span})
			at = span.End + 1
		}
	}
	return c, ps
}

const (
	wire    = "The old bridge over the Lune was closed to trams on Monday after an inspector found a crack as long as a hand in one of its northern piers."
	edited  = "The old bridge over the Lune was shut to trams on Monday after an inspector found a crack as long as a hand in one of the northern piers."
	second  = "Some four thousand commuters will have to take the ferries until an engineer's report is put before the council at the end of the month."
	own     = "Trams have stopped running across the Lune since engineers, worried by damage to a pier, told the city on Monday that it could not carry them."
	own2    = "Our reporter saw long queues at both landings, where the first boats left half an hour late and full to the last seat on the upper deck."
	quoting = `At the landing a deckhand shook his head: "We have asked for a second boat since the spring and nobody at the town hall has ever given us an answer".`
	quoted  = `The union sounded tired. "We have asked for a second boat since the spring and nobody at the town hall has ever given us an answer", it wrote.`
	office  = "The crack was known, said Piet Solm, the head of the works department of the city of Lune, whose men had measured it twice before winter."
	office2 = "He would resign, Piet Solm, the head of the works department of the city of Lune, let reporters know as rain drove everybody off the quay."
)

func TestOf(t *testing.T) {
	a := func(outlet string, sentences ...string) article { return article{outlet, "", sentences} }
	by := func(outlet, by string, sentences ...string) article { return article{outlet, by, sentences} }
	for name, tt := range map[string]struct {
		articles []article
		want     string
	}{
		"one article":                              {[]article{a("Post", wire)}, "[[0]]"},
		"two that wrote for themselves":            {[]article{a("Post", wire), a("Courier", own)}, "[[0] [1]]"},
		"word for word":                            {[]article{a("Post", wire), a("Courier", wire)}, "[[0 1]]"},
		"two words changed":                        {[]article{a("Post", wire), a("Courier", edited)}, "[[0 1]]"},
		"a brief and the report it is cut from":    {[]article{a("Post", wire), a("Courier", wire, second, own2)}, "[[0 1]]"},
		"the report before the brief":              {[]article{a("Post", wire, second, own2), a("Courier", second)}, "[[0 1]]"},
		"the same, over three outlets":             {[]article{a("Post", wire, second), a("Courier", own), a("Echo", edited, second)}, "[[0 2] [1]]"},
		"one sentence of three":                    {[]article{a("Post", wire, own2, office), a("Courier", wire, own, second)}, "[[0] [1]]"},
		"a speaker quoted by both":                 {[]article{a("Post", quoting), a("Courier", quoted)}, "[[0] [1]]"},
		"an office and who holds it":               {[]article{a("Post", office), a("Courier", office2)}, "[[0] [1]]"},
		"too short to prove anything":              {[]article{a("Post", "The bridge was closed to trams on Monday."), a("Courier", "The bridge was closed to trams on Monday.")}, "[[0] [1]]"},
		"one outlet twice":                         {[]article{a("Post", wire), a("Post", own)}, "[[0 1]]"},
		"one outlet twice, another between":        {[]article{a("Post", wire), a("Courier", own2), a("Post", own)}, "[[0 2] [1]]"},
		"an outlet with copy and its own":          {[]article{a("Post", wire), a("Courier", wire), a("Post", own)}, "[[0 1] [2]]"},
		"unknown outlets stand for themselves":     {[]article{a("", wire), a("", own)}, "[[0] [1]]"},
		"unknown outlets may copy":                 {[]article{a("", wire), a("", wire)}, "[[0 1]]"},
		"typography does not hide a copy":          {[]article{a("Post", second), a("Courier", strings.ReplaceAll(strings.ToUpper(second), "'", "’"))}, "[[0 1]]"},
		"one agency, part of the words":            {[]article{by("Post", "Lune Wire", wire, own2, second), by("Courier", "LUNE WIRE", wire, own, "Nobody could say when it would open.")}, "[[0 1]]"},
		"other bylines, part of the words":         {[]article{by("Post", "A. Vark", wire, own2, second), by("Courier", "T. Reil", wire, own, "Nobody could say when it would open.")}, "[[0] [1]]"},
		"one agency named at the head of the text": {[]article{a("Post", "LUNE (LW) - "+wire, own2, second), a("Courier", "LUNE (LW) - "+wire, own, "Nobody could say when it would open.")}, "[[0 1]]"},
		"one agency, other words":                  {[]article{by("Post", "Lune Wire", wire), by("Courier", "Lune Wire", own)}, "[[0] [1]]"},
	} {
		c, ps := collection(tt.articles...)
		if got := fmt.Sprint(account.Of(c, ps)); got != tt.want {
			t.Errorf("%s: %s, want %s", name, got, tt.want)
		}
	}
	if got := account.Of(&model.Collection{}, nil); got != nil {
		t.Errorf("no passage: %v", got)
	}
}

// A sentence of which every n-th word is another is a copy while most runs of
// four words are left.
func TestThreshold(t *testing.T) {
	words := strings.Fields(wire + " " + second)
	for every, want := range map[int]int{4: 2, 6: 2, 9: 1, 13: 1} {
		changed := slices.Clone(words)
		for i := every - 1; i < len(changed); i += every {
			changed[i] = fmt.Sprintf("w%s", strings.Repeat("x", i))
		}
		c, ps := collection(article{"Post", "", []string{wire + " " + second}}, article{"Courier", "", []string{strings.Join(changed, " ")}})
		if got := account.Of(c, ps); len(got) != want {
			t.Errorf("every %d. word changed: %d accounts, want %d", every, len(got), want)
		}
	}
}

// What is counted is every article once, whatever is in them.
func TestEveryArticleOnce(t *testing.T) {
	pool := []string{wire, edited, second, own, own2, quoting, quoted, office, office2, "", "Short."}
	for seed := range 300 {
		var as []article
		x := uint32(seed)*2654435761 + 1
		next := func(n int) int { x ^= x << 13; x ^= x >> 17; x ^= x << 5; return int(x % uint32(n)) }
		for range 1 + next(7) {
			a := article{outlet: []string{"", "Post", "Courier", "Echo"}[next(4)]}
			for range 1 + next(3) {
				a.sentences = append(a.sentences, pool[next(len(pool))])
			}
			as = append(as, a)
		}
		c, ps := collection(as...)
		got := account.Of(c, ps)
		seen := slices.Concat(got...)
		slices.Sort(seen)
		for i := range as {
			if i >= len(seen) || seen[i] != i || len(seen) != len(as) {
				t.Fatalf("%d: accounts %v of %d articles", seed, got, len(as))
			}
		}
		if again := account.Of(c, ps); fmt.Sprint(again) != fmt.Sprint(got) {
			t.Fatalf("%d: %v, then %v", seed, got, again)
		}
	}
}

func BenchmarkCopies(b *testing.B) {
	for _, n := range []int{100, 1000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			var as []article
			for i := range n {
				as = append(as, article{fmt.Sprint("Outlet ", i), "", []string{wire, second, []string{own, own2, office}[i%3]}})
			}
			c, ps := collection(as...)
			for b.Loop() {
				account.Of(c, ps)
			}
		})
	}
}
