package ui

import (
	"strings"
	"testing"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/edtf"
	"github.com/kreader/kreader/ui/uitest"
)

func TestWalkPassages(t *testing.T) {
	m := open(uitest.Sample(true), 120, 40)
	want := []string{"2 of 6", "3 of 6", "4 of 6", "5 of 6", "6 of 6", "1 of 6"}
	if m.data.Events[m.sel.event].Title != "Bridge closed to trams" {
		t.Fatalf("it begins at event %d, not at the one that matters most", m.sel.event)
	}
	for _, w := range want {
		press(m, "n")
		if f := uitest.Plain(m.View()); !strings.Contains(f, "passage "+w) {
			t.Errorf("the frame does not say passage %s:\n%s", w, f)
		}
		p := m.data.Events[m.sel.event].Passages[m.sel.passage]
		words := strings.Fields(p.Span.Of(m.data.Articles[p.Article].Text))
		if f := uitest.Plain(m.View()); !strings.Contains(f, words[0]+" "+words[1]) {
			t.Errorf("passage %s is not on the screen:\n%s", w, f)
		}
	}
	press(m, "N")
	if m.sel.passage != 5 {
		t.Errorf("N from the first goes to passage %d, want the last, 5", m.sel.passage)
	}
	press(m, "alt+3", "n") // The Harbour Post's two are hidden
	for range 8 {
		press(m, "n")
		if a := m.data.Events[m.sel.event].Passages[m.sel.passage].Article; m.data.Articles[a].Outlet == "The Harbour Post" {
			t.Error("n goes to a passage of a hidden outlet")
		}
	}
}

// TestPreviewShowsThePassageThatDates holds that an event is shown by the
// passage that says best when it happened, and that the walk goes on from
// there in reading order.
func TestPreviewShowsThePassageThatDates(t *testing.T) {
	for _, tt := range []struct {
		keys           []string // from the first event
		says, count    string
		next, previous string
	}{
		{[]string{"J"}, "4 May 2013", "passage 1 of 2", "in the spring of 2013", "in the spring of 2013"},
		{[]string{"J", "J"}, "On 9 September 2015", "passage 2 of 3", "", "in 2015"},
		{[]string{"alt+3", "J", "J", "J"}, "In February 2017", "passage 3 of 3", "two years ago", ""}, // the one of the day is hidden
		{[]string{"+", "j", "j"}, "4 May 2013", "passage 1 of 2", "in the spring of 2013", "in the spring of 2013"},
	} {
		says := func(keys ...string) string {
			m := open(uitest.Sample(true), 120, 40)
			press(m, "home")
			press(m, tt.keys...)
			press(m, keys...)
			if f := uitest.Plain(m.View()); len(keys) == 0 && !strings.Contains(f, tt.count) {
				t.Errorf("%v: the frame does not say %q:\n%s", tt.keys, tt.count, f)
			}
			return m.chosen().Says
		}
		if a, b, c := says(), says("n"), says("N"); a != tt.says || b != tt.next || c != tt.previous {
			t.Errorf("%v: %q, then %q, before it %q, want %q, %q, %q", tt.keys, a, b, c, tt.says, tt.next, tt.previous)
		}
	}
}

// TestDating holds which passage is shown for an event.
func TestDating(t *testing.T) {
	on := func(s string) edtf.Value { v, _ := edtf.Parse(s); return v }
	for name, tt := range map[string]struct {
		when     string
		passages []model.Passage
		want     int
	}{
		"none":              {"2019", nil, -1},
		"none says":         {"2019", []model.Passage{{}, {When: on("2019-03-11")}}, 0},
		"the finest":        {"2019-03-11", []model.Passage{{}, {Says: "a", When: on("2019-03")}, {Says: "b", When: on("2019-03-11")}, {Says: "c", When: on("2019-03-11")}}, 2},
		"not another day":   {"2019-03-11", []model.Passage{{Says: "a", When: on("2019-03-12")}, {Says: "b", When: on("2019-03")}}, 1},
		"an undated event":  {"", []model.Passage{{}, {Says: "a", When: on("2019-03-12")}, {Says: "b", When: on("2019-03-12")}}, 1},
		"words and no date": {"2019", []model.Passage{{}, {Says: "then"}}, 1},
	} {
		var all []int
		for i := range tt.passages {
			all = append(all, i)
		}
		d := data{Collection: &model.Collection{Events: []model.Event{{When: on(tt.when), Passages: tt.passages}}}}
		if got := d.dating(0, all); got != tt.want {
			t.Errorf("%s: %d, want %d", name, got, tt.want)
		}
	}
}

// TestWalkTheRows holds that going down and up among passages leaves none out.
func TestWalkTheRows(t *testing.T) {
	m := open(uitest.Sample(true), 120, 40)
	press(m, "+", "home")
	var rows [][2]int
	for {
		e, p := m.timeline.At()
		rows = append(rows, [2]int{e, p})
		if press(m, "j"); m.message != "" {
			break
		}
	}
	want := len(m.data.Events)
	for i := range m.data.Events {
		want += len(m.data.Events[i].Passages)
	}
	if len(rows) != want {
		t.Errorf("j stands on %d rows, want %d: %v", len(rows), want, rows)
	}
	for i := len(rows) - 1; i >= 0; i-- {
		if e, p := m.timeline.At(); rows[i] != [2]int{e, p} {
			t.Fatalf("k is at event %d, passage %d, want %v", e, p, rows[i])
		}
		press(m, "k")
	}
}

func TestReadingChoosesTheEvent(t *testing.T) {
	m := open(uitest.Sample(true), 120, 40)
	press(m, "a", "home", "enter", "home")
	if m.sel.article != 0 || m.focus != onArticle {
		t.Fatalf("article %d, focus %d", m.sel.article, m.focus)
	}
	mark, ok := m.viewer.At()
	if !ok {
		t.Fatal("no passage at the top of the first article")
	}
	press(m, "enter")
	if m.sel.event != mark.Event {
		t.Errorf("Enter chose event %d, want %d", m.sel.event, mark.Event)
	}
	if e, _ := m.timeline.At(); e != mark.Event {
		t.Errorf("the timeline stands on event %d, want %d", e, mark.Event)
	}
}

func TestSearchTakesOverN(t *testing.T) {
	m := open(uitest.Sample(true), 120, 40)
	press(m, "/", "p", "i", "e", "r", "enter")
	event, passage := m.sel.event, m.sel.passage
	press(m, "n", "n")
	if m.sel.event != event || m.sel.passage != passage {
		t.Error("n left the passage while searching")
	}
	press(m, "esc", "n")
	if m.sel.passage == passage {
		t.Error("after Esc n does not walk the passages")
	}
}

// TestCountIsSeen holds that which passage this is can be read in any window.
func TestCountIsSeen(t *testing.T) {
	c := uitest.Sample(true)
	e := &c.Events[5]
	for len(e.Passages) < 123 {
		e.Passages = append(e.Passages, e.Passages[len(e.Passages)-1])
	}
	for w, want := range map[int]string{120: "passage 1 of 123 · ■ 1 of 2", 60: "passage 1 of 123 · ■ 1 of 2", 50: "passage 1 of 123", 30: "1 of 123", 20: "1 of 123"} {
		m := open(c, w, 8)
		press(m, "enter", "N", "n")
		m.message = ""
		if f := uitest.Plain(m.View()); !strings.Contains(f, want) {
			t.Errorf("%d columns: %q is not on the screen:\n%s", w, want, f)
		}
	}
}

func TestDifferencesOnlyWithoutAny(t *testing.T) {
	c := uitest.Sample(true)
	for i := range c.Events {
		c.Events[i].Differences = nil
	}
	m := open(c, 120, 40)
	event := m.sel.event
	press(m, "!")
	if n, of := m.timeline.Shown(); n != of || m.sel.event != event || !strings.Contains(m.message, "none") {
		t.Errorf("%d of %d shown, event %d, %q", n, of, m.sel.event, m.message)
	}
}

func TestTheArticleSaysWhereItEnds(t *testing.T) {
	m := open(uitest.Sample(false), 120, 12)
	press(m, "l", "G")
	for _, tt := range []struct{ key, want string }{{"j", "this is the end"}, {"home", ""}, {"k", "this is the top"}, {"j", ""}} {
		press(m, tt.key)
		says := strings.Contains(m.View(), "this is the")
		if tt.want == "" && says || tt.want != "" && !strings.Contains(m.View(), tt.want) {
			t.Errorf("after %q the screen should say %q:\n%s", tt.key, tt.want, m.View())
		}
	}
}
