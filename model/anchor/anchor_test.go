package anchor

import (
	"strings"
	"testing"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/edtf"
	"github.com/kreader/kreader/model/lang"
	"github.com/kreader/kreader/model/segment"
	"github.com/kreader/kreader/model/timex"
)

// article is an article of a test: its day of publication, "" for none, and
// its text.
type article struct{ published, text string }

// collect runs the stages before this one.
func collect(t *testing.T, as ...article) *model.Collection {
	t.Helper()
	c := &model.Collection{}
	l := lang.For("en")
	for _, a := range as {
		p, err := edtf.Parse(a.published)
		if err != nil {
			t.Fatal(err)
		}
		s := segment.Sentences(a.text, model.Span{End: len(a.text)}, l)
		c.Articles = append(c.Articles, model.Article{Title: "A title", Language: "en", Published: p, Text: a.text})
		c.Sentences = append(c.Sentences, s)
		c.Timexes = append(c.Timexes, timex.Tag(a.text, timex.Context{Lang: l, Anchor: p, Sentences: s}))
	}
	return c
}

const (
	weekdayOnly = "The harbour master Odalys Brenner survived a knife attack on Sunday outside the customs house. Her deputy was hurt."
	statesDay   = "Odalys Brenner runs the port of Vell. On 7 March 2004 she survived a knife attack outside the customs house, and her deputy was badly hurt."
	reportsDay  = "Police in Vell questioned two dockers about the knife attack on Sunday that the harbour master Odalys Brenner survived outside the customs house."
)

func TestAWeekdayAgreesWithAStatedDay(t *testing.T) {
	c := collect(t, article{"", weekdayOnly}, article{"", statesDay}, article{"2004-03-09", reportsDay})
	rs := Estimate(c)
	if len(rs) == 0 || rs[0].Article != 0 {
		t.Fatalf("no estimate for the article that says Sunday: %+v", rs)
	}
	r := rs[0]
	lo, hi := edtf.DayOf(2004, 3, 7), edtf.DayOf(2004, 3, 13)
	if r.When.Gran != edtf.ByDay || r.When.Lo < lo || r.When.Lo > hi || !r.When.Uncertain {
		t.Errorf("estimated %v, want an uncertain day from %v to %v", r.When, lo, hi)
	}
	if r.Earliest != lo || r.Latest != hi {
		t.Errorf("from %v to %v, want from %v to %v", r.Earliest, r.Latest, lo, hi)
	}
	if !strings.Contains(r.Why, `"Sunday"`) {
		t.Errorf("the reason does not name the word: %s", r.Why)
	}
}

func TestOnlyUndatedArticles(t *testing.T) {
	rs := Estimate(collect(t, article{"", weekdayOnly}, article{"", statesDay}))
	if len(rs) != 2 {
		t.Fatalf("want an estimate for both: %+v", rs)
	}
	if d := rs[0].When; d.Lo < edtf.DayOf(2004, 3, 1) || d.Hi > edtf.DayOf(2004, 3, 31) {
		t.Errorf("estimated %v, want a day or the month of March 2004", d)
	}
	if d := rs[1].When; d.String() != "2004-03?" {
		t.Errorf("an article about a stated day is estimated %v, want 2004-03?", d)
	}
}

func TestWhatCannotBeTold(t *testing.T) {
	for _, tt := range []struct {
		name string
		as   []article
	}{
		{"nothing but a weekday", []article{{"", weekdayOnly}}},
		{"no date at all", []article{{"", "The port is small."}, {"2004-03-09", reportsDay}}},
		{"an unlike sentence", []article{{"", "The bakers of Orm baked a very large loaf on Sunday."}, {"2004-03-09", reportsDay}}},
		{"nothing but history", []article{{"", "The customs house was built in 1893."}, {"2004-03-09", reportsDay}}},
	} {
		if rs := Estimate(collect(t, tt.as...)); len(rs) != 0 {
			t.Errorf("%s: estimated %+v, want nothing", tt.name, rs)
		}
	}
}

func TestTheLatestStatedYear(t *testing.T) {
	text := strings.Repeat("She speaks of the port and of the men who built it. ", 20) + "She met the minister in 2006. She had come to Vell in 1998."
	rs := Estimate(collect(t, article{"", text}, article{"2004-03-09", reportsDay}))
	if len(rs) != 1 || rs[0].When.String() != "2006?" {
		t.Errorf("estimated %+v, want 2006?", rs)
	}
}

func TestPlansDoNotDate(t *testing.T) {
	rs := Estimate(collect(t, article{"", "She was elected in March 2004. The new quay will open in May 2009."}))
	if len(rs) != 1 || rs[0].When.String() != "2004-03?" {
		t.Errorf("estimated %+v, want 2004-03?", rs)
	}
}

func TestDatedArticlesAreLeftAlone(t *testing.T) {
	if rs := Estimate(collect(t, article{"2004-03-09", reportsDay}, article{"2004-03-10", statesDay})); rs != nil {
		t.Errorf("estimated %+v for dated articles", rs)
	}
}

func TestTheOrderOfTheOthersDoesNotMatter(t *testing.T) {
	a := Estimate(collect(t, article{"", weekdayOnly}, article{"", statesDay}, article{"2004-03-09", reportsDay}))
	b := Estimate(collect(t, article{"", weekdayOnly}, article{"2004-03-09", reportsDay}, article{"", statesDay}))
	if a[0].When != b[0].When || a[0].Earliest != b[0].Earliest || a[0].Latest != b[0].Latest {
		t.Errorf("%v and %v", a[0], b[0])
	}
}
