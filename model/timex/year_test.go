package timex

import (
	"testing"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/edtf"
	"github.com/kreader/kreader/model/lang"
)

// ask runs one rule on the last expression of a text, after what stands before
// it has been read.
func ask(t *testing.T, rule yearRule, text, published string, m *Memory) (year int, why string, ok bool) {
	t.Helper()
	anchor, err := edtf.Parse(published)
	if err != nil {
		t.Fatal(err)
	}
	x := lexiconOf(lang.For("en"))
	found := x.candidates(text, nil, nil)
	if len(found) == 0 {
		t.Fatalf("nothing found in %q", text)
	}
	asked := 0
	for i := range found {
		if !found[i].f.is(sYear) && found[i].f.is(sMonth) {
			asked = i
		}
	}
	r := newResolver(x, text, Context{Anchor: anchor, Collection: m}, found)
	for i := range found[:asked] {
		r.resolve(&found[i])
	}
	r.i = asked
	return rule(&query{r: r, c: &found[asked], f: &found[asked].f})
}

func TestYearRules(t *testing.T) {
	for _, tt := range []struct {
		name      string
		rule      yearRule
		text      string
		published string
		want      int // 0: the rule does not know
	}{
		{"last is before publication", saidWithIt, "They met last March.", "2014-06-18", 2014},
		{"last of the same month is a year ago", saidWithIt, "They met last June.", "2014-06-18", 2013},
		{"next is after publication", saidWithIt, "They meet next March.", "2014-06-18", 2015},
		{"this is of the year", saidWithIt, "They met this March.", "2014-06-18", 2014},
		{"without such a word it does not know", saidWithIt, "They met in March.", "2014-06-18", 0},
		{"upcoming goes on from the story", saidWithIt, "On 4 May 2009 they spoke of the upcoming October 10 vote.", "2014-06-18", 2009},

		{"between two months", sharedYear, "Between May and July 2009 it rained.", "2014-06-18", 2009},
		{"over the new year", sharedYear, "From November to February 2009 it rained.", "2014-06-18", 2008},
		{"not across other words", sharedYear, "In May it rained, unlike July 2009.", "2014-06-18", 0},

		{"a list of months", sharedYear, "In January, March and May 2009 it rained.", "2014-06-18", 2009},
		{"a list of days", sharedYear, "On March 3, 9 and 12, 2009, it rained.", "2014-06-18", 2009},
		{"not a day after a month", sharedYear, "In May, on 3 June 2009, it rained.", "2014-06-18", 0},

		{"the tenth anniversary", anniversary, "They marked the tenth anniversary of the March 3 flood.", "2014-06-18", 2004},
		{"one that is still to come", anniversary, "They prepare for the 20th anniversary of the July 9 flood.", "2014-06-18", 1994},
		{"no anniversary", anniversary, "They spoke of the March 3 flood.", "2014-06-18", 0},
		{"years counted from it", countedBack, "Ten years after the March 3 flood they met.", "2014-06-18", 2004},
		{"weeks do not count years", countedBack, "Ten weeks after the March 3 flood they met.", "2014-06-18", 0},
		{"years that are not counted from it", countedBack, "For ten years the March 3 flood was told of.", "2014-06-18", 0},

		{"the weekday tells", weekdayAgrees, "They met on Saturday, March 2.", "2014-06-18", 2013},
		{"a weekday alone does not", weekdayAgrees, "They met on March 2.", "2014-06-18", 0},

		{"said before", documentSays, "The fire of 7 May 2003.\n\nAfter 7 May all was lost.", "2014-06-18", 2003},
		{"said after", documentSays, "After 7 May all was lost.\n\nThe fire of 7 May 2003.", "2014-06-18", 2003},
		{"the nearest before it", documentSays, "7 May 2003. 7 May 2006. And 7 May it was.\n\n7 May 2009.", "2014-06-18", 2006},
		{"another day is another day", documentSays, "The fire of 8 May 2003.\n\nAfter 7 May all was lost.", "2014-06-18", 0},
		{"a month from just before", documentSays, "It began in May 2003.\n\nIn May he fled.", "2014-06-18", 2003},
		{"not a month from far above", documentSays, "It began in May 2003.\n\na\n\nb\n\nc\n\nd\n\nIn May he fled.", "2014-06-18", 0},

		{"goes on in the same year", narrativeChain, "On 4 March 2009 it began. On June 7 it ended.", "2014-06-18", 2009},
		{"goes on over the new year", narrativeChain, "On 4 October 2009 it began. On March 7 it ended.", "2014-06-18", 2010},
		{"never beyond publication", narrativeChain, "On 4 March 2014 it began. On January 7 they met.", "2014-06-18", 0},
		{"not in another block", narrativeChain, "On 4 March 2009 it began.\n\nOn June 7 it ended.", "2014-06-18", 0},
		{"not from a day that is not stated", narrativeChain, "On 4 March it began. On June 7 it ended.", "2014-06-18", 0},

		{"will is the future", futureWords, "They will meet on March 3.", "2014-06-18", 2015},
		{"today counts as to come", futureWords, "They will meet on June 18.", "2014-06-18", 2014},
		{"the past of a plan is past", futureWords, "They had been due to meet on March 3.", "2014-06-18", 0},
		{"words after it do not reach a year", futureWords, "The truce agreed on May 1 will end.", "2014-06-18", 0},
		{"words after it reach some months", futureWords, "On September 1 they will meet.", "2014-06-18", 2014},
		{"no word of the future", futureWords, "They met on March 3.", "2014-06-18", 0},

		{"close ahead and long ago", justAhead, "The meeting: July 1.", "2014-06-18", 2014},
		{"a verb of the past", justAhead, "The house burned down on July 1.", "2014-06-18", 0},
		{"a deadline", justAhead, "They were told to leave by September 1.", "2014-06-18", 2014},
		{"too far ahead", justAhead, "The meeting: December 1.", "2014-06-18", 0},

		{"the newest", newest, "They met on July 1.", "2014-06-18", 2013},
		{"the newest of this year", newest, "They met on June 18.", "2014-06-18", 2014},
		{"29 February", newest, "They met on February 29.", "2014-06-18", 2012},

		{"the year said last", lastYearSaid, "On 4 March 2009 it began. In June it ended.", "", 2009},
		{"nothing said", lastYearSaid, "In June it ended.", "", 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, why, ok := ask(t, tt.rule, tt.text, tt.published, nil)
			if ok != (tt.want != 0) || ok && got != tt.want {
				t.Errorf("%q: %d, %v; want %d", tt.text, got, ok, tt.want)
			}
			if ok && why == "" {
				t.Error("it does not say why")
			}
		})
	}
}

// tagged builds a collection of undated articles as a first pass leaves it.
func tagged(texts ...string) *model.Collection {
	c := &model.Collection{}
	for _, s := range texts {
		c.Articles = append(c.Articles, model.Article{Text: s})
		c.Sentences = append(c.Sentences, nil)
		c.Timexes = append(c.Timexes, Tag(s, Context{}))
	}
	return c
}

func TestCollectionSays(t *testing.T) {
	m := Remember(tagged(
		"The Merrow Bank of Ostley failed on 7 May 2003.",
		"The Orrin Dam near Vell broke on 7 May 1998.",
		"Nothing of note.",
	))
	for _, tt := range []struct {
		text string
		want int
	}{
		{"After 7 May the Merrow Bank was sold to Ostley.", 2003},
		{"Since 7 May the Orrin Dam is a ruin, and Vell a lake.", 1998},
		{"On 7 May he went to Ostley.", 0},                                     // one name is not enough
		{"On 8 May the Merrow Bank of Ostley.", 0},                             // another day
		{"On 7 May the Merrow Bank of Ostley and the Orrin Dam near Vell.", 0}, // they do not agree
	} {
		got, _, ok := ask(t, collectionSays, tt.text, "2014-06-18", m)
		if ok != (tt.want != 0) || ok && got != tt.want {
			t.Errorf("%q: %d, %v; want %d", tt.text, got, ok, tt.want)
		}
	}
	if !m.Yearless(Tag("After 7 May it was sold.", Context{})) {
		t.Error("a day without a year could be read another way")
	}
	if m.Yearless(Tag("After 7 May 2003 and in June it was sold.", Context{})) {
		t.Error("nothing here could be read another way")
	}
	second := Tag("After 7 May the Merrow Bank was sold to Ostley.", Context{Collection: m})
	if got := second[0].When.String(); got != "2003-05-07" {
		t.Errorf("a second pass reads %q, want 2003-05-07", got)
	}
}

func TestOrderOfYearRules(t *testing.T) {
	// A date that several rules could read goes to the first of them.
	text := "The fire of 7 May 2003.\n\nThe plans will not undo 7 May."
	ts := Tag(text, Context{Anchor: edtf.OnDay(edtf.DayOf(2014, 6, 18))})
	if got := ts[1].Value; got != "2003-05-07" {
		t.Errorf("the text's own year is passed over: %s", got)
	}
}

func TestVagueNeverDates(t *testing.T) {
	text := "Recently, now, soon, for three years, in recent months, every Friday, daily, the past year, some days ago, years later, in the past, the next few weeks, twice a week."
	ts := Tag(text, Context{Anchor: edtf.OnDay(edtf.DayOf(2014, 6, 18))})
	if len(ts) < 12 {
		t.Fatalf("%d found", len(ts))
	}
	for _, x := range ts {
		if !x.When.IsZero() {
			t.Errorf("%q dates %s", x.Span.Of(text), x.When)
		}
	}
}

func TestStated(t *testing.T) {
	text := "On 4 March 2009, in 2011 and on Sunday."
	ts := Tag(text, Context{Anchor: edtf.OnDay(edtf.DayOf(2014, 6, 18))})
	for i, want := range []bool{true, true, false} {
		if ts[i].Stated != want {
			t.Errorf("%q stated: %v", ts[i].Span.Of(text), ts[i].Stated)
		}
	}
	if got, want := ts[2].Why, "the Sunday before publication on 2014-06-18"; got != want {
		t.Errorf("why %q, want %q", got, want)
	}
}

func TestBlocksAndSentencesOfTheCaller(t *testing.T) {
	text := "On 4 March 2009 it began. On June 7 it ended."
	cut := len("On 4 March 2009 it began. ")
	c := Context{Anchor: edtf.OnDay(edtf.DayOf(2014, 6, 18)), Blocks: []model.Span{{Start: 0, End: cut}, {Start: cut, End: len(text)}}}
	ts := Tag(text, c)
	if len(ts) != 2 || ts[1].Value != "2014-06-07" {
		t.Errorf("a story goes on across blocks: %+v", ts)
	}
	if got := Tag(text, Context{Blocks: []model.Span{{Start: cut, End: len(text)}}}); len(got) != 1 || got[0].Span.Of(text) != "June 7" {
		t.Errorf("found outside the blocks: %+v", got)
	}
}
