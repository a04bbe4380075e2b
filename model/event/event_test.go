package event

import (
	"fmt"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/edtf"
	"github.com/kreader/kreader/model/lang"
	"github.com/kreader/kreader/model/mention"
)

// story is a made-up story: each article is an outlet, a publication date and
// its sentences; a date is written "[words=2001-05-03]".
type story []struct{ outlet, published, text string }

// collect reads a story into a collection with mentions.
func (s story) collect(t testing.TB) *model.Collection {
	t.Helper()
	c := &model.Collection{}
	for i, src := range s {
		a := model.Article{ID: fmt.Sprint("a", i), Outlet: src.outlet, Language: "en"}
		if src.published != "" {
			a.Published = value(t, src.published)
		}
		if src.outlet != "" && !slices.Contains(c.Outlets, src.outlet) {
			c.Outlets = append(c.Outlets, src.outlet)
		}
		var text strings.Builder
		var spans []model.Span
		var tx []model.Timex
		for line := range strings.SplitSeq(strings.TrimSpace(src.text), "\n") {
			if text.Len() > 0 {
				text.WriteString("\n\n")
			}
			start := text.Len()
			rest := strings.TrimSpace(line)
			for {
				before, after, ok := strings.Cut(rest, "[")
				text.WriteString(before)
				if !ok {
					break
				}
				inside, tail, _ := strings.Cut(after, "]")
				words, v, _ := strings.Cut(inside, "=")
				tx = append(tx, model.Timex{Span: model.Span{Start: text.Len(), End: text.Len() + len(words)}, Type: model.Date, When: value(t, v), Value: v, Why: "stated", Stated: true})
				text.WriteString(words)
				rest = tail
			}
			sp := model.Span{Start: start, End: text.Len()}
			spans = append(spans, sp)
			a.Blocks = append(a.Blocks, model.Block{Span: sp})
		}
		a.Text = text.String()
		c.Articles = append(c.Articles, a)
		c.Sentences = append(c.Sentences, spans)
		c.Timexes = append(c.Timexes, tx)
		c.Mentions = append(c.Mentions, mention.Extract(i, &c.Articles[i], spans, tx, lang.For("en"))...)
	}
	return c
}

func value(t testing.TB, s string) edtf.Value {
	t.Helper()
	v, err := edtf.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// harbour is told by three outlets; the second spells a name differently and
// the third gives no date for the murder.
var harbour = story{
	{"Morning Post", "2001-05-04", `
		On [3 May 2001=2001-05-03], gunmen killed the harbour master of Tamra, Karim al-Haddad, outside his office.
		Haddad had run the port since 1990.
		On [20 April=2001-04-20], gunmen killed his deputy, Nils Berg, at the same port.
		Fire destroyed the grain mill in [1996=1996].`},
	{"Coast Radio", "2001-05-05", `
		Kareem Al Haddad, harbour master of Tamra, was killed on [Thursday=2001-05-03] by gunmen outside his office.
		The killing of the harbour master shocked the port of Tamra.
		Police did not arrest the gunmen on [4 May=2001-05-04].`},
	{"Weekly Review", "2001-06-01", `
		The harbour master of Tamra, Karim Haddad, was killed by gunmen outside his office.
		A fire destroyed the grain mill of Tamra in [June 1996=1996-06].`},
}

// dates returns the dates of events and how many passages each has.
func dates(es []model.Event) []string {
	var out []string
	for _, e := range es {
		out = append(out, fmt.Sprintf("%s %d", e.When, len(e.Passages)))
	}
	return out
}

func TestCluster(t *testing.T) {
	es := Cluster(harbour.collect(t))
	want := []string{"1996-06 2", "2001-04-20 1", "2001-05-03 4"}
	if d := cmp.Diff(want, dates(es)); d != "" {
		t.Fatalf("%s\n%+v", d, es)
	}
	murder := es[2]
	if murder.Importance != 1 {
		t.Errorf("the murder, told by all, has importance %v", murder.Importance)
	}
	var arts []int
	for _, p := range murder.Passages {
		arts = append(arts, p.Article)
		if p.Why == "" {
			t.Errorf("passage %v has no reason", p)
		}
		if p.Says == "" && !p.When.IsZero() {
			t.Errorf("passage %v is dated by no words", p)
		}
	}
	if d := cmp.Diff([]int{0, 1, 1, 2}, arts); d != "" {
		t.Errorf("passages not in reading order: %s", d)
	}
}

// Two murders by the same people at the same place are two events.
func TestVictimsAndDatesKeepApart(t *testing.T) {
	es := Cluster(harbour.collect(t))
	for _, e := range es {
		text := ""
		for _, p := range e.Passages {
			text += p.Span.Of(harbour.collect(t).Articles[p.Article].Text)
		}
		if strings.Contains(text, "Berg") && strings.Contains(text, "Haddad") {
			t.Errorf("joined: %s", text)
		}
	}
}

func TestHedgedFoundsNothing(t *testing.T) {
	es := Cluster(story{{"", "2001-05-05", "The council met on [2 May=2001-05-02].\nPolice did not arrest the gunmen on [4 May=2001-05-04].\nNothing was the same after [1 May=2001-05-01]."}}.collect(t))
	if d := cmp.Diff([]string{"2001-05-02 1"}, dates(es)); d != "" {
		t.Error(d)
	}
}

// A sentence that tells two events gives each its own part.
func TestPartsOfSentence(t *testing.T) {
	c := story{{"", "2001-06-01", "Duarte became director of the port in [1996=1996], and was named minister of trade in [May 1999=1999-05]."}}.collect(t)
	es := Cluster(c)
	if len(es) != 2 {
		t.Fatalf("%d events", len(es))
	}
	for i, want := range []string{"Duarte became director of the port in 1996", "was named minister of trade in May 1999."} {
		p := es[i].Passages[0]
		if got := p.Span.Of(c.Articles[0].Text); got != want || p.Sentence != c.Sentences[0][0] {
			t.Errorf("passage %q of %v, want %q", got, p.Sentence, want)
		}
	}
}

func TestTitles(t *testing.T) {
	for src, want := range map[string]string{
		"Gunmen killed the harbour master of Tamra, Karim al-Haddad, on [3 May 2001=2001-05-03].":                            "Gunmen killed the harbour master of Tamra",
		"TAMRA, [May 3=2001-05-03] (Agency) - Gunmen killed the harbour master of Tamra on [Thursday=2001-05-03].":           "Gunmen killed the harbour master of Tamra",
		"Karim al-Haddad, who has run the port for years, was killed on [3 May 2001=2001-05-03], police said.":               "Karim al-Haddad was killed",
		"President Ana Duarte spoke to the nation.\nShe resigned on [3 May=2001-05-03] over the collapse of the grain mill.": "Ana Duarte resigned over the collapse of the grain mill",
		"Police said that fire destroyed the “old mill” on [3 May=2001-05-03].":                                              "Fire destroyed the old mill",
	} {
		es := Cluster(story{{"", "2001-05-04?", src}}.collect(t))
		if len(es) != 1 || es[0].Title != want {
			t.Errorf("%q: %+v, want %q", src, es, want)
		}
	}
}

// What the screens and the exports rely on, for any text.
func TestTitlesHoldTheirForm(t *testing.T) {
	c := harbour.collect(t)
	for _, e := range Cluster(c) {
		words := strings.Fields(e.Title)
		if len(words) == 0 || len(words) > maxTitle || strings.ContainsAny(e.Title, "\"“”") || strings.Contains(e.Title, "May") {
			t.Errorf("title %q", e.Title)
		}
		text := ""
		for _, p := range e.Passages {
			text += " " + strings.ToLower(c.Articles[p.Article].Text)
		}
		for _, w := range words {
			if !strings.Contains(text, strings.ToLower(w)) {
				t.Errorf("title %q: %q is in no passage", e.Title, w)
			}
		}
	}
}

// Outlets that differ by a day tell one event, and the difference is shown; one
// outlet that gives both days does not differ from itself.
func TestDifferentDays(t *testing.T) {
	line := func(d string) string {
		return "Gunmen killed the harbour master of Tamra, Karim al-Haddad, outside his office on [some day=" + d + "]."
	}
	es := Cluster(story{{"Post", "2001-05-06", line("2001-05-03")}, {"Radio", "2001-05-06", line("2001-05-04")}, {"Review", "2001-05-06", line("2001-05-04")}}.collect(t))
	if len(es) != 1 || es[0].When.String() != "2001-05-04" || len(es[0].Differences) != 1 {
		t.Fatalf("%+v", es)
	}
	want := []model.DifferingValue{{Value: "2001-05-03", Passages: []int{0}}, {Value: "2001-05-04", Passages: []int{1, 2}}}
	if d := cmp.Diff(want, es[0].Differences[0].Values); d != "" {
		t.Error(d)
	}
	es = Cluster(story{{"Post", "2001-05-06", line("2001-05-03") + "\n" + line("2001-05-04")}}.collect(t))
	if len(es) != 2 || es[0].Differences != nil {
		t.Errorf("%+v", es)
	}
}

func TestDeterministic(t *testing.T) {
	want := Cluster(harbour.collect(t))
	for range 10 {
		if d := cmp.Diff(want, Cluster(harbour.collect(t))); d != "" {
			t.Fatal(d)
		}
	}
}

func TestEmpty(t *testing.T) {
	if es := Cluster(&model.Collection{}); len(es) != 0 {
		t.Errorf("%v", es)
	}
}

// BenchmarkCluster is the cost of clustering many reports of many days: n
// copies of a story, each on its own days.
func BenchmarkCluster(b *testing.B) {
	for _, n := range []int{30, 300} {
		var s story
		for i := range n {
			for _, a := range harbour {
				for _, d := range []string{"2001-05-03", "2001-05-04", "2001-05-05", "2001-06-01", "2001-04-20"} {
					day, _ := edtf.Parse(d)
					a.text = strings.ReplaceAll(a.text, "="+d, "="+edtf.OnDay(day.Lo+edtf.Day(3*i)).String())
				}
				p, _ := edtf.Parse(a.published)
				a.published = edtf.OnDay(p.Lo + edtf.Day(3*i)).String()
				s = append(s, a)
			}
		}
		c := s.collect(b)
		b.Run(fmt.Sprint(len(s), "articles"), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Cluster(c)
			}
		})
	}
}

// Joining must not take time, or room, that grows with the square of what is
// told of one day: neither when all of it is the same nor when all differs.
func TestWorkIsLinear(t *testing.T) {
	stories := map[string]func(i int) string{
		"one sentence":  func(int) string { return "On [3 May=2031-05-03] the bridge closed." },
		"one kind":      func(i int) string { return fmt.Sprintf("On [3 May=2031-05-03] the bridge near mill%d closed.", i) },
		"nothing alike": func(i int) string { return fmt.Sprintf("On [3 May=2031-05-03] town%d moved its mill%d.", i, i) },
		"references": func(i int) string {
			return fmt.Sprintf("The bridge near mill%d was closed since [3 May=2031-05-03].", i)
		},
		"undated": func(i int) string { return fmt.Sprintf("The bridge near mill%d was closed.", i) },
	}
	cost := func(n int, text func(int) string) (work int, bytes uint64) {
		var b strings.Builder
		for i := range n {
			fmt.Fprintln(&b, text(i))
		}
		c := story{{"Morning Post", "2031-05-04", b.String()}, {"Coast Radio", "2031-05-05", b.String()}}.collect(t)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		f := newFeatures(c)
		join(f, nil)
		runtime.ReadMemStats(&after)
		return f.work, after.TotalAlloc - before.TotalAlloc
	}
	const n = 1500
	for name, text := range stories {
		w1, b1 := cost(n, text)
		w2, b2 := cost(2*n, text)
		if w2 > 5*w1/2 {
			t.Errorf("%s: %d comparisons for %d sentences, %d for twice as many", name, w1, n, w2)
		}
		if b2 > 3*b1 {
			t.Errorf("%s: %d bytes for %d sentences, %d for twice as many", name, b1, n, b2)
		}
	}
}

// Joining tells how far it is, never less than before, and ends when it is told to.
func TestClusterTellsHowFarItIs(t *testing.T) {
	var b strings.Builder
	for i := range 60 {
		fmt.Fprintf(&b, "On [%d May=2031-05-%02d] the bridge near mill%d closed.\nThe bridge near mill%d was closed.\n", 1+i%20, 1+i%20, i, i)
	}
	s := story{{"Morning Post", "2031-05-24", b.String()}, {"Coast Radio", "2031-05-25", b.String()}}
	last := -1
	want := Cluster(s.collect(t))
	got := ClusterWith(s.collect(t), func(done, total int) bool {
		if done <= last || done > total {
			t.Errorf("after %d it is at %d of %d", last, done, total)
		}
		last = done
		return true
	})
	if last != 100 || !reflect.DeepEqual(got, want) {
		t.Errorf("it ended at %d; what it returned is the same: %v", last, reflect.DeepEqual(got, want))
	}
	for _, stop := range []int{1, 20, 40, 99} {
		calls := 0
		ClusterWith(s.collect(t), func(done, _ int) bool {
			if done < stop {
				return true
			}
			if calls++; calls > 1 {
				t.Errorf("to end at %d, it goes on to %d", stop, done)
			}
			return false
		})
	}
}
