// Package uitest is support for the tests of the screen: a collection made by
// hand, golden files, and measures of a frame.
package uitest

import (
	"fmt"
	"strings"
	"time"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/account"
	"github.com/kreader/kreader/model/edtf"
)

// story is the sample, about a bridge that does not exist. Each paragraph is
// sentences; a sentence that tells events names them before a bar, with the
// words that date it: "closed@on Monday|The bridge was closed on Monday."
var story = []struct {
	id, outlet, title, byline, published string
	from                                 model.Origin
	blocks                               []string
}{
	{"ferry", "The Harbour Post", "The bridge that will not carry the trams", "Ines Vark", "2019-03-14", model.FromMetadata, []string{
		"# How it began",
		"decided@In June 2011|In June 2011 the council voted for a bridge across the Lune, 38 votes to 21. It was to be the longest of its kind in the country.",
		"stone@4 May 2013|The first stone was laid on 4 May 2013 by the mayor, Orla Denning. fair|That autumn a fair was held on the unfinished ramp.",
		"> Nobody asked the river, said a ferryman.",
		"# Cracks",
		"crack@on 2 February 2017|An inspector found a crack as long as a hand in the northern pier on 2 February 2017. crack|The finding was kept from the council. closed@Monday|On Monday the bridge was closed to trams until further notice.",
		"closed@three days ago|The closure three days ago left 4,000 commuters to the ferries. petition@2018|A petition had asked for it in 2018.",
		"- Trams turn back at Wharf Street.",
		"- Ferries leave every ten minutes.",
	}},
	{"line9", "Lune Courier", "Line 9 ends at the water", "Tomas Reil and Ada Moss", "2019-03-15", model.FromText, []string{
		"closed@since Monday|Since Monday, Line 9 has ended at the water. The bridge was opened with fireworks, opened@in 2015|in 2015, and has been repaired ever since.",
		"crack@two years ago|An engineer's report of two years ago spoke of a crack in a pier and of rust. resigned@yesterday|The head of works, Piet Solm, resigned yesterday.",
		"? Did you know of the report?",
		"He says that he did not. crack|The report, he says, never reached his desk.",
		"closed@11 March|The order that closed the bridge on 11 March carries his signature all the same.",
	}},
	{"review", "Review of Works", "A pier, a crack, a silence", "Hanne Okafor", "2019-04-02", model.FromMetadata, []string{
		"The Lune bridge is a lesson in not asking. decided@2011|It was decided in 2011, against the advice of the city's own office. stone@in the spring of 2013|Work began in the spring of 2013.",
		"opened@On 9 September 2015|On 9 September 2015 the first tram crossed. crack@In February 2017|In February 2017 came the crack, 30 centimetres of it, in pier 4.",
		"closed@on 12 March 2019|The bridge was shut on 12 March 2019, says the Review's correspondent; others give the day before. resigned@14 March|Solm left on 14 March.",
		"inquiry@between 20 and 28 March|An inquiry heard nineteen witnesses between 20 and 28 March. It has yet to report.",
		"fair|The fair on the ramp, with its brass band, is what people remember.",
	}},
	{"notes", "", "Notes from the north bank", "", "", model.FromNone, []string{
		"closed|The day they closed the bridge we walked across it one more time. 橋の上には誰もいなかった。",
		"opened|My daughter was on the first tram. fair|She was born the week of the fair.",
	}},
}

// whenOf says what the words mean that date the passages.
var whenOf = map[string]string{
	"In June 2011": "2011-06", "2011": "2011", "4 May 2013": "2013-05-04", "in the spring of 2013": "2013-21",
	"in 2015": "2015", "On 9 September 2015": "2015-09-09", "on 2 February 2017": "2017-02-02", "In February 2017": "2017-02", "two years ago": "2017",
	"2018": "2018", "Monday": "2019-03-11", "since Monday": "2019-03-11", "three days ago": "2019-03-11", "11 March": "2019-03-11", "on 12 March 2019": "2019-03-12",
	"yesterday": "2019-03-14", "14 March": "2019-03-14", "between 20 and 28 March": "2019-03-20/2019-03-28",
}

var eventsOf = []struct {
	key, when, title string
	importance       float64
}{
	{"decided", "2011-06", "Council votes for a bridge", 0.5},
	{"stone", "2013-05-04", "First stone laid", 0.6},
	{"opened", "2015-09-09", "First tram crosses", 0.7},
	{"crack", "2017-02-02", "Crack found in the northern pier", 0.8},
	{"petition", "2018", "Petition to close the bridge", 0.2},
	{"closed", "2019-03-11?", "Bridge closed to trams", 1},
	{"resigned", "2019-03-14", "Head of works resigns", 0.6},
	{"inquiry", "2019-03-20/2019-03-28", "Inquiry hears nineteen witnesses", 0.4},
	{"fair", "", "Fair on the unfinished ramp", 0.1},
}

// Sample returns the sample collection, with its events when analysed is true
// and with its articles alone otherwise.
func Sample(analysed bool) *model.Collection {
	c := &model.Collection{Title: "The bridge at Lune", Outlets: []string{"Lune Courier", "Review of Works", "The Harbour Post"}}
	found := map[string][]model.Passage{}
	for i, s := range story {
		a := model.Article{
			ID: s.id, Path: "lune/" + s.id + ".md", Outlet: s.outlet, OutletFrom: s.from, Title: s.title, Byline: s.byline,
			PublishedFrom: s.from, Language: "en", Note: map[bool]string{true: "digest written for a test"}[i == 2],
		}
		a.Published, _ = edtf.Parse(s.published)
		var sentences []model.Span
		for j, b := range s.blocks {
			addBlock(&a, j, b, &sentences, func(key string, p model.Passage) {
				p.Article = i
				found[key] = append(found[key], p)
			})
		}
		a.Words = len(strings.Fields(a.Text))
		c.Articles = append(c.Articles, a)
		c.Sentences = append(c.Sentences, sentences)
	}
	c.Diagnostics = []model.Diagnostic{
		{Path: "lune/plan.md", Article: -1, Stage: "source", Severity: model.Failure, Message: "not text: binary data from byte 0"},
		{Path: "lune/notes.md", Article: 3, Stage: "source", Severity: model.Note, Message: "no outlet and no date of publication found"},
	}
	if !analysed {
		c.Sentences = nil
		return c
	}
	c.Timexes = timexes(c, found)
	for i, e := range eventsOf {
		when, _ := edtf.Parse(e.when)
		c.Events = append(c.Events, model.Event{ID: fmt.Sprintf("e%02d", i+1), When: when, Title: e.title, Importance: e.importance, Passages: found[e.key]})
	}
	for i := range c.Events {
		c.Events[i].Accounts = account.Of(c, c.Events[i].Passages)
	}
	c.Events[5].Differences = []model.Difference{{About: "date", Values: []model.DifferingValue{{Value: "2019-03-11", Passages: []int{0, 3}}, {Value: "2019-03-12", Passages: []int{4}}}}}
	c.Events[3].Differences = []model.Difference{{About: "number", What: "centimetres", Values: []model.DifferingValue{{Value: "30", Passages: []int{4}}}}}
	return c
}

func addBlock(a *model.Article, n int, text string, sentences *[]model.Span, found func(string, model.Passage)) {
	b := model.Block{}
	for prefix, kind := range map[string]model.BlockKind{"# ": model.Heading, "> ": model.Quote, "- ": model.List, "? ": model.Question} {
		if t, ok := strings.CutPrefix(text, prefix); ok {
			text, b.Kind, b.Level = t, kind, 1
		}
	}
	if n > 0 {
		a.Text += "\n\n"
	}
	b.Span.Start = len(a.Text)
	for i, s := range strings.SplitAfter(text, ". ") {
		if i > 0 && strings.HasSuffix(s, " ") && len(s) < 3 {
			continue
		}
		head, words, tells := strings.Cut(s, "|")
		begin := len(a.Text)
		if !tells {
			a.Text += s
			*sentences = append(*sentences, model.Span{Start: begin, End: len(strings.TrimRight(a.Text, " "))})
			continue
		}
		// What stands before the first word of the head is plain text.
		if i := strings.LastIndex(head, ", "); i >= 0 {
			a.Text += head[:i+2]
			head = head[i+2:]
		}
		key, says, _ := strings.Cut(head, "@")
		p := model.Passage{Block: n, Span: model.Span{Start: len(a.Text)}, Says: says}
		a.Text += words
		p.Span.End = len(strings.TrimRight(a.Text, " "))
		*sentences = append(*sentences, model.Span{Start: begin, End: p.Span.End})
		p.When, _ = edtf.Parse(whenOf[says])
		if says != "" {
			p.Why = "stated in the sentence"
			if strings.HasSuffix(says, "onday") || strings.Contains(says, "ago") || says == "yesterday" {
				p.Why = "read against publication on " + a.Published.String()
			}
		} else {
			p.Why = "joined: it speaks of the same thing in other words"
		}
		found(key, p)
	}
	b.Span.End = len(a.Text)
	a.Blocks = append(a.Blocks, b)
}

func timexes(c *model.Collection, found map[string][]model.Passage) [][]model.Timex {
	out := make([][]model.Timex, len(c.Articles))
	for _, e := range eventsOf {
		for _, p := range found[e.key] {
			text := p.Span.Of(c.Articles[p.Article].Text)
			if at := strings.Index(text, p.Says); p.Says != "" && at >= 0 {
				s := model.Span{Start: p.Span.Start + at, End: p.Span.Start + at + len(p.Says)}
				out[p.Article] = append(out[p.Article], model.Timex{Span: s, Type: model.Date, Stated: true})
			}
		}
	}
	return out
}

// Large returns a collection of n events over the years, told by eight outlets
// in forty articles, for benchmarks and for what must not grow with n.
func Large(n int) *model.Collection {
	const articles = 40
	c := &model.Collection{Title: "A long story", Sentences: make([][]model.Span, articles), Timexes: make([][]model.Timex, articles)}
	for i := range 8 {
		c.Outlets = append(c.Outlets, fmt.Sprintf("Outlet %c", 'A'+i))
	}
	sentence := "On some day something of note took place in the harbour, and was written down. "
	for i := range articles {
		a := model.Article{ID: fmt.Sprintf("a%03d", i), Outlet: c.Outlets[i%8], Title: fmt.Sprintf("Report %d from the harbour", i), Published: edtf.OnDay(edtf.DayOf(2020, 1, 1+i))}
		block := strings.TrimSpace(strings.Repeat(sentence, 3))
		for j := range n/articles + 1 {
			start := j * len(block+"\n\n")
			a.Blocks = append(a.Blocks, model.Block{Span: model.Span{Start: start, End: start + len(block)}})
		}
		a.Text = strings.TrimSpace(strings.Repeat(block+"\n\n", n/articles+1))
		c.Articles = append(c.Articles, a)
	}
	for i := range n {
		e := model.Event{ID: fmt.Sprintf("e%d", i), When: edtf.OnDay(edtf.DayOf(1990, 1, 1) + edtf.Day(i*5)), Title: fmt.Sprintf("Something of note, number %d, in the harbour", i), Importance: float64(i%100) / 100}
		for k := range 1 + i%4 {
			at := (i*7 + k*11) % articles
			b := c.Articles[at].Blocks[i/articles%len(c.Articles[at].Blocks)]
			e.Passages = append(e.Passages, model.Passage{Article: at, Block: i / articles, Span: model.Span{Start: b.Span.Start, End: b.Span.Start + len(sentence) - 1}, Says: "some day", Why: "stated"})
		}
		c.Events = append(c.Events, e)
	}
	return c
}

// Marked is the sample with notes and bookmarks: on an event, on a passage, on
// other words, on an article, and some that have lost their place.
func Marked() *model.Collection {
	c := Sample(true)
	on := func(article int, words string) model.Mark {
		a := &c.Articles[article]
		at := strings.Index(a.Text, words)
		return model.Mark{
			ID: fmt.Sprint("m", len(c.Marks)), Article: article, Span: model.Span{Start: at, End: at + len(words)},
			Quote: words, Source: a.Title, Made: time.Date(2019, 5, len(c.Marks)+1, 9, 0, 0, 0, time.UTC),
		}
	}
	add := func(m model.Mark, note string) {
		m.Note, m.Bookmark = note, note == ""
		c.Marks = append(c.Marks, m)
	}
	whole := on(0, "")
	whole.Quote = ""
	add(whole, "Vark was there: ask her for the pictures.")
	add(on(0, "An inspector found a crack as long as a hand in the northern pier on 2 February 2017."), "A hand is 18 cm.\nThe Review says 30.")
	event := on(0, "On Monday the bridge was closed to trams until further notice.")
	event.OnEvent, event.Who = true, "Ada"
	add(event, "Which day? The order says the 11th.")
	add(on(0, "Trams turn back at Wharf Street."), "")
	add(on(1, "Piet Solm, resigned yesterday."), "")
	lost := model.Mark{ID: "lost", Article: -1, Quote: "The mayor wept when the first tram crossed.", Source: "A mayor remembers", Made: time.Date(2019, 4, 1, 9, 0, 0, 0, time.UTC)}
	add(lost, "Did she?")
	return c
}
