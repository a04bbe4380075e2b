package ui

import (
	"slices"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/ui/theme"
	"github.com/kreader/kreader/ui/uitest"
)

// says reports, as a test error, a screen without some words.
func says(t *testing.T, m *Model, what string, words ...string) {
	t.Helper()
	frame := uitest.Plain(m.View())
	for _, w := range words {
		if !strings.Contains(frame, w) {
			t.Errorf("%s: the screen does not say %q:\n%s", what, w, frame)
		}
	}
}

func TestCompare(t *testing.T) {
	m := open(uitest.Sample(true), 120, 40)
	chosen := m.sel
	press(m, "c")
	says(t, m, "c", "Bridge closed to trams", "6 passages · told by 4 of 4 outlets", "■ The Harbour Post", "2 Apr 2019 · A pier", "differ  date: ■● 11 Mar 2019  ▲ 12 Mar 2019")
	if m.sel != chosen {
		t.Errorf("c chooses %v, before it was %v", m.sel, chosen)
	}
	outlet := func() string { return m.data.Articles[m.chosen().Article].Outlet }
	for _, tt := range []struct{ key, outlet, says string }{
		{"j", "The Harbour Post", "three days ago"}, {"j", "The Harbour Post", "three days ago"}, {"k", "The Harbour Post", "Monday"},
		{"h", "Review of Works", "on 12 March 2019"}, {"h", "Lune Courier", "since Monday"}, {"h", "Lune Courier", "since Monday"},
		{"j", "Lune Courier", "11 March"}, {"l", "Review of Works", "on 12 March 2019"}, {"j", "Lune Courier", "11 March"},
		{"right", "Review of Works", "on 12 March 2019"}, {"G", "Lune Courier", "11 March"}, {"home", "Review of Works", "on 12 March 2019"},
		{"n", "", ""}, {"N", "Review of Works", "on 12 March 2019"},
	} {
		press(m, tt.key)
		if p := m.chosen(); outlet() != tt.outlet || p.Says != tt.says {
			t.Errorf("%s goes to %q of %q, want %q of %q", tt.key, p.Says, outlet(), tt.says, tt.outlet)
		}
	}
	want := m.sel
	press(m, "enter")
	if m.covers.now != uncovered || m.focus != onArticle || m.sel != want {
		t.Errorf("Enter leaves %v, %v, %v", m.covers.now, m.focus, m.sel)
	}
	press(m, "c", "J")
	says(t, m, "J", "Head of works resigns", "not in this 1 article of ■ Harbour Post, not in this 1 article of ◆")
	press(m, "K", "K")
	says(t, m, "K", "Petition to close the bridge")
	for _, key := range []string{"q", "esc", "c"} {
		if press(m, key); m.covers.now != uncovered || m.overlay != nil {
			t.Errorf("%s does not close the comparison", key)
		}
		press(m, "c")
	}
	press(m, "w")
	says(t, m, "w", "─ Why ─")
	press(m, "q", "m")
	says(t, m, "m", "Coverage")
}

// TestCompareWide holds that the columns that do not fit are reached.
func TestCompareWide(t *testing.T) {
	m := open(uitest.Sample(true), 120, 40)
	press(m, "c", "l", "l")
	says(t, m, "at the right", "1 to the left", "◆ unknown outlet")
	press(m, "h", "h", "h")
	says(t, m, "at the left", "1 to the right", "● Lune Courier")
	m.Update(tea.WindowSizeMsg{Width: 200, Height: 40})
	says(t, m, "in a wide window", "● Lune Courier", "▲ Review of Works", "■ The Harbour Post", "◆ unknown outlet")
}

// TestCompareNarrow holds that where the passages are stacked all of them are
// reached, one by one, also those that are higher than the window.
func TestCompareNarrow(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {40, 10}, {24, 8}, {20, 5}} {
		m := open(uitest.Sample(true), size[0], size[1])
		press(m, "c", "g", "g")
		var seen []int
		for range 60 {
			if !slices.Contains(seen, m.sel.passage) {
				seen = append(seen, m.sel.passage)
			}
			if press(m, "j"); m.message != "" {
				break
			}
		}
		if len(seen) != 6 {
			t.Errorf("at %v j reaches passages %v", size, seen)
		}
	}
}

// TestCompareScrolls holds that going down by pages passes over every line and
// stops.
func TestCompareScrolls(t *testing.T) {
	c := uitest.Large(400)
	e := &c.Events[3]
	for i := range c.Articles {
		for _, b := range c.Articles[i].Blocks[:2] {
			e.Passages = append(e.Passages, model.Passage{Article: i, Span: b.Span})
		}
	}
	for _, size := range [][2]int{{120, 20}, {80, 12}} {
		m := open(c, size[0], size[1])
		m.choose(3, 0)
		press(m, "c")
		last := ""
		for i := 0; ; i++ {
			press(m, "d")
			if frame := m.covers.compare.View(); frame == last {
				break
			} else if last = frame; i > 500 {
				t.Fatalf("at %v there is no end", size)
			}
		}
		at := m.covers.compare.At()
		for range 500 {
			press(m, "u")
		}
		if m.covers.compare.At() == at {
			t.Errorf("at %v u does not go back", size)
		}
	}
}

func TestCoverage(t *testing.T) {
	m := open(uitest.Sample(true), 120, 40)
	was := m.sel
	press(m, "m")
	says(t, m, "m", "Coverage   9 events × 4 outlets · by date", "▒▒▒▒ 2", "2 passages in 1 article of ■ The Harbour Post: “On Monday", "told, of 9", "first, of 4 known", "alone")
	press(m, "j", "h", "h")
	says(t, m, "on a passage", "1 passage in 1 article of ● Lune Courier: “The head of works")
	press(m, "l", "l")
	says(t, m, "on a blank", "not in this 1 article of ■ The Harbour Post · told by ● Lune Courier  ▲ Review of Works")
	press(m, "enter")
	if m.covers.now != covering || m.sel != was {
		t.Error("Enter on a blank goes somewhere")
	}
	press(m, "h", "enter")
	if p := m.chosen(); m.covers.now != uncovered || m.focus != onArticle || p == nil || p.Says != "14 March" {
		t.Errorf("Enter leaves %v at %v", m.covers.now, m.sel)
	}
	press(m, "m", "s")
	says(t, m, "s", "by importance")
	if first := m.covers.matrix; first != nil {
		press(m, "home")
		if event, _ := first.At(); event != m.data.central {
			t.Errorf("the most important event is %d, want %d", event, m.data.central)
		}
	}
	press(m, "tab")
	says(t, m, "Tab", "9 events × 4 articles")
	press(m, "tab", "s", "c")
	says(t, m, "c", "told by 4 of 4 outlets")
	press(m, "q")
	says(t, m, "back from c", "Coverage")
	press(m, "w")
	says(t, m, "w", "─ Why ─")
	press(m, "q", "m")
	if m.covers.now != uncovered {
		t.Error("m does not close the table")
	}
}

// TestCoverageFollowsTheFilters holds that the table shows what the timeline
// shows, also when that changes while it is open.
func TestCoverageFollowsTheFilters(t *testing.T) {
	m := open(uitest.Sample(true), 120, 40)
	press(m, append(append([]string{"f"}, letters("crack")...), "enter", "m")...)
	says(t, m, "filtered", "1 of 9 events × 4 outlets", "told, of 1")
	press(m, "0")
	says(t, m, "0", "9 events × 4 outlets")
	press(m, "alt+1")
	says(t, m, "1", "9 events × 3 outlets")
	press(m, "!")
	says(t, m, "!", "2 of 9 events × 3 outlets")
	press(m, "0")
	press(m, "alt+1", "alt+2", "alt+3", "alt+4")
	says(t, m, "all hidden", "The filter leaves no event.")
	press(m, "j", "l", "enter", "c", "s", "tab", "G")
	press(m, "q", "0", "c")
	press(m, "alt+3")
	says(t, m, "in the comparison the outlets are not numbered", "told by 4 of 4 outlets")
}

// TestCoverOutlivesTheCollection holds that a view stays when another collection
// comes, with the same event, or goes when that is gone.
func TestCoverOutlivesTheCollection(t *testing.T) {
	for _, key := range []string{"c", "m"} {
		m := open(uitest.Sample(true), 120, 40)
		press(m, key)
		now := m.covers.now
		m.Update(arrived{data: prepare(uitest.Sample(true), m.theme, &m.load.seats)})
		if m.covers.now != now {
			t.Errorf("%s: the view is gone", key)
		}
		says(t, m, key, "Bridge closed to trams")
		m.Update(arrived{data: prepare(uitest.Sample(false), m.theme, &m.load.seats)})
		m.View()
		press(m, "j", "l", "enter", "s", "tab", "q")
		m.View()
	}
}

func TestDifferences(t *testing.T) {
	m := open(uitest.Sample(true), 120, 40)
	press(m, "g", "d")
	says(t, m, "gd", "2 differences", "date: ■● 11 Mar 2019  ▲ 12 Mar 2019", "■ 11 Mar 2019: “On Monday", "▲ 12 Mar 2019: “The bridge was shut")
	press(m, "k", "enter")
	says(t, m, "Enter", "Crack found in the northern pier", "differ  centimetres: ▲ 30")
	press(m, "q")
	says(t, m, "q", "2 differences")
	press(m, "q", "J")
	says(t, m, "q again", "│")
	c := uitest.Sample(true)
	for i := range c.Events {
		c.Events[i].Differences = nil
	}
	m = open(c, 120, 40)
	press(m, "g", "d")
	says(t, m, "without differences", "outlets differ about none of these events")
}

// TestCoversFromThePalette holds that the views are found by name, and that what
// is chosen in the palette is gone to from them.
func TestCoversFromThePalette(t *testing.T) {
	m := open(uitest.Sample(true), 120, 40)
	press(m, append(append([]string{":"}, letters("which outlets")...), "enter")...)
	says(t, m, "coverage", "Coverage")
	press(m, append(append([]string{":"}, letters("side by side")...), "enter")...)
	says(t, m, "compare", "told by 4 of 4 outlets")
	press(m, append(append([]string{"ctrl+p"}, letters("notes from")...), "enter")...)
	if m.covers.now != uncovered || m.focus != onArticle {
		t.Error("an article that was chosen is not seen")
	}
	press(m, "m")
	press(m, append(append([]string{":"}, letters("search in the article")...), "enter")...)
	if m.covers.now != uncovered || m.line == nil {
		t.Error("a command for the panes leaves the table open")
	}
}

func TestCoverMouse(t *testing.T) {
	m := open(uitest.Sample(true), 120, 40)
	press(m, "c")
	click := func(x, y int) {
		m.Update(tea.MouseMsg{X: x, Y: y, Action: tea.MouseActionPress, Button: tea.MouseButtonLeft})
	}
	click(45, 5)
	if p := m.chosen(); p.Says != "on 12 March 2019" {
		t.Errorf("a click chooses %q", p.Says)
	}
	click(45, 5)
	if m.covers.now != uncovered {
		t.Error("a second click does not go there")
	}
	press(m, "m")
	click(119, 3)
	click(60, 4)
	m.Update(tea.MouseMsg{X: 60, Y: 8, Action: tea.MouseActionPress, Button: tea.MouseButtonWheelDown})
	if event, _ := m.covers.matrix.At(); event != 2 {
		t.Errorf("a click on the second row and the wheel stand on event %d", event)
	}
}

// TestCoverageOfManyIsQuick holds that moving in the table touches what is
// visible.
func TestCoverageOfManyIsQuick(t *testing.T) {
	allocs := func(n int) float64 {
		m := open(uitest.Large(n), 120, 40)
		press(m, "m")
		return testing.AllocsPerRun(20, func() {
			press(m, "j")
			m.View()
		})
	}
	if few, many := allocs(200), allocs(4000); many > few*1.3 {
		t.Errorf("%v allocations with 200 events, %v with 4,000", few, many)
	}
}

// TestStyledCovers holds how the views are styled, with colours, without, and in
// ASCII.
func TestStyledCovers(t *testing.T) {
	for name, o := range map[string]theme.Options{
		"truecolor": {Dark: true, Profile: theme.TrueColor}, "mono": {Dark: true}, "ascii": {Dark: true, ASCII: true},
	} {
		for view, keys := range map[string][]string{"compare": {"c", "h"}, "coverage": {"m", "j", "l"}} {
			m := New(Options{Theme: theme.New(o), Collection: uitest.Sample(true)})
			m.Update(tea.WindowSizeMsg{Width: 110, Height: 18})
			press(m, keys...)
			frame := m.View()
			uitest.Exact(t, name+" "+view, frame, 110, 18, true)
			if head, _, _ := strings.Cut(frame, "\n"); o.ASCII && strings.ContainsFunc(head, func(r rune) bool { return r > 0x7e }) {
				t.Errorf("not ASCII: %q", head)
			}
			uitest.Golden(t, "styled/"+view+"-"+name+".txt", strings.ReplaceAll(frame, "\x1b", "␛"))
		}
	}
}

// TestCompareWithoutAPassage holds that a comparison begins at a passage, also
// when none was chosen because the reader was elsewhere when the events came.
func TestCompareWithoutAPassage(t *testing.T) {
	m := open(uitest.Sample(true), 120, 40)
	m.sel.passage = -1
	press(m, "c")
	if m.sel.passage < 0 || m.covers.compare.At() != m.sel.passage {
		t.Errorf("the comparison stands on passage %d, chosen is %d", m.covers.compare.At(), m.sel.passage)
	}
}
