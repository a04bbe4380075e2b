package ui

import (
	"fmt"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/edtf"
	"github.com/kreader/kreader/ui/action"
	"github.com/kreader/kreader/ui/theme"
	"github.com/kreader/kreader/ui/uitest"
)

func mono() *theme.Theme { return theme.New(theme.Options{Dark: true, Profile: theme.Ascii}) }

// open returns a model that shows c in a window, when what it said at first has
// gone.
func open(c *model.Collection, w, h int) *Model {
	m := begin(c, w, h)
	m.message = ""
	return m
}

// begin returns a model that has just been started.
func begin(c *model.Collection, w, h int) *Model {
	m := New(Options{Theme: mono(), Title: "untitled", Collection: c, Shelf: shelfOf()})
	m.Update(tea.WindowSizeMsg{Width: w, Height: h})
	return m
}

// press sends keys, by the names that bubbletea gives them.
func press(m *Model, keys ...string) tea.Cmd {
	var cmd tea.Cmd
	for _, k := range keys {
		_, cmd = m.Update(keyMsg(k))
		for cmd != nil && m.overlay != nil && (m.overlay.kind == paletteSheet || m.overlay.kind == huntSheet) {
			_, cmd = m.Update(cmd()) // what is found comes at once
		}
	}
	return cmd
}

var keyTypes = map[string]tea.KeyType{
	"enter": tea.KeyEnter, "esc": tea.KeyEsc, "tab": tea.KeyTab, "shift+tab": tea.KeyShiftTab, "up": tea.KeyUp, "down": tea.KeyDown,
	"left": tea.KeyLeft, "right": tea.KeyRight, "pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown, "home": tea.KeyHome, "end": tea.KeyEnd,
	"backspace": tea.KeyBackspace, "delete": tea.KeyDelete, "ctrl+left": tea.KeyCtrlLeft, "ctrl+right": tea.KeyCtrlRight, "ctrl+a": tea.KeyCtrlA, "ctrl+e": tea.KeyCtrlE, "f1": tea.KeyF1, "ctrl+c": tea.KeyCtrlC, "ctrl+z": tea.KeyCtrlZ, "ctrl+l": tea.KeyCtrlL,
	"ctrl+d": tea.KeyCtrlD, "ctrl+u": tea.KeyCtrlU,
	"ctrl+r": tea.KeyCtrlR, "ctrl+f": tea.KeyCtrlF, "ctrl+b": tea.KeyCtrlB, "ctrl+w": tea.KeyCtrlW, "ctrl+h": tea.KeyCtrlH, "ctrl+o": tea.KeyCtrlO,
	"ctrl+n": tea.KeyCtrlN, "ctrl+p": tea.KeyCtrlP, "ctrl+j": tea.KeyCtrlJ, "ctrl+k": tea.KeyCtrlK,
	" ": tea.KeySpace,
}

func keyMsg(k string) tea.KeyMsg {
	if rest, ok := strings.CutPrefix(k, "alt+"); ok && len(rest) == 1 {
		return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(rest), Alt: true}
	}
	if c, ok := strings.CutPrefix(k, "alt+"); ok {
		msg := keyMsg(c)
		msg.Alt = true
		return msg
	}
	if t, ok := keyTypes[k]; ok {
		msg := tea.KeyMsg{Type: t}
		if t == tea.KeySpace {
			msg.Runes = []rune{' '}
		}
		return msg
	}
	return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(k)}
}

func TestKeyNames(t *testing.T) {
	for _, s := range action.Specs {
		for _, k := range s.Keys {
			for _, k := range action.Strokes(k) {
				if got := keyMsg(k).String(); got != k {
					t.Errorf("bubbletea calls %q %q", k, got)
				}
			}
		}
	}
}

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

func TestWhyShowsTheChosenPassage(t *testing.T) {
	m := open(uitest.Sample(true), 80, 14)
	for i := range 6 {
		p := m.data.Events[m.sel.event].Passages[m.sel.passage]
		words := strings.Join(strings.Fields(p.Span.Of(m.data.Articles[p.Article].Text))[:3], " ")
		press(m, "w")
		if f := uitest.Plain(m.View()); !strings.Contains(f, "▌ "+words) {
			t.Errorf("passage %d is not in sight:\n%s", i+1, f)
		}
		press(m, "w", "n")
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

// TestPrefix holds that after the first of two keys the screen waits, shows what
// may follow to those who hesitate, and says when nothing does.
func TestPrefix(t *testing.T) {
	m := open(uitest.Sample(true), 80, 24)
	press(m, "G")
	was := m.View()
	press(m, "g")
	if m.View() != was {
		t.Error("the first key changes the screen at once")
	}
	m.Update(hesitated{m.prefix.gen - 1})
	if m.View() != was {
		t.Error("a tick of an earlier prefix shows the panel")
	}
	m.Update(hesitated{m.prefix.gen})
	if f := uitest.Plain(m.View()); !strings.Contains(f, "─ g … ") || !strings.Contains(f, "g  to the top") {
		t.Errorf("the panel does not say what may follow:\n%s", f)
	}
	press(m, "x")
	if f := uitest.Plain(m.View()); !strings.Contains(f, "gx does nothing") || strings.Contains(f, "g … ") {
		t.Errorf("an unknown key after it:\n%s", f)
	}
	press(m, "g", "esc")
	if m.prefix.keys != "" || m.message != "" {
		t.Error("Esc does not take the prefix back silently")
	}
	press(m, "g", "g")
	if e, _ := m.timeline.At(); e != 0 {
		t.Errorf("gg goes to event %d", e)
	}
}

// TestHelpIsNarrowed holds that the help is narrowed by typing, kept so by Enter,
// and whole again after Esc.
func TestHelpIsNarrowed(t *testing.T) {
	m := open(uitest.Sample(true), 80, 24)
	press(m, "?", "/", "w", "i", "d", "e", "r")
	if f := uitest.Plain(m.View()); !strings.Contains(f, "timeline wider") || strings.Contains(f, "next passage") {
		t.Errorf("it is not narrowed:\n%s", f)
	}
	press(m, "down", "enter")
	if f := uitest.Plain(m.View()); m.line != nil || !strings.Contains(f, "timeline wider") || strings.Contains(f, "next passage") {
		t.Errorf("after Enter:\n%s", f)
	}
	press(m, "/", "esc")
	if f := uitest.Plain(m.View()); m.overlay == nil || m.line != nil || !strings.Contains(f, "next passage") {
		t.Errorf("after Esc:\n%s", f)
	}
	if press(m, "/", "backspace", "q"); m.overlay != nil {
		t.Error("q does not close the help")
	}
}

// TestQuitIsOnlyPromised holds that the hints say quit where q quits, and back
// where it does not.
func TestQuitIsOnlyPromised(t *testing.T) {
	for _, width := range []int{120, 80} {
		m := open(uitest.Sample(true), width, 20)
		press(m, "f", "c", "r", "enter", "enter", "/", "e", "enter")
		for cmd := tea.Cmd(nil); cmd == nil; {
			lines := strings.Split(uitest.Plain(m.View()), "\n")
			foot := lines[len(lines)-1]
			says := strings.Contains(foot, "q quit")
			if says == strings.Contains(foot, "q back") {
				t.Fatalf("%q", foot)
			}
			if cmd = press(m, "q"); says != (cmd != nil) {
				t.Errorf("%d columns: q quits: %v, and the hints say %q", width, cmd != nil, foot)
			}
		}
	}
}

// TestInferredDatesAreExplained holds that the date of an article that was
// worked out looks it, with the reason.
func TestInferredDatesAreExplained(t *testing.T) {
	c := uitest.Sample(true)
	a := &c.Articles[3]
	a.Published, _ = edtf.Parse("2019-03-13?")
	a.PublishedFrom, a.PublishedWhy = model.FromInferred, `"the day" in it agrees with "Monday" in another, of 2019-03-14`
	for _, width := range []int{120, 80, 50, 30} {
		m := open(c, width, 30)
		press(m, "a", "G")
		f := uitest.Plain(m.View())
		if !strings.Contains(f, "inferred") && !strings.Contains(f, "○ 13 Mar 2019") {
			t.Errorf("%d columns: the list does not tell an inferred date from another:\n%s", width, f)
		}
		if squeezed := strings.Join(strings.Fields(strings.NewReplacer("│", "", "┃", "").Replace(f)), " "); width >= 80 &&
			!strings.Contains(squeezed, `lune/notes.md 13 Mar 2019 is inferred: "the day" in it agrees with "Monday" in another, of 14 Mar 2019 `) {
			t.Errorf("%d columns: the list does not say why:\n%s", width, f)
		}
		press(m, "q", "w", "G")
		if f := uitest.Plain(m.View()); !strings.Contains(f, "is inferred:") || !strings.Contains(f, "agrees") {
			t.Errorf("%d columns: why does not say it:\n%s", width, f)
		}
	}
}

func TestEndOfALongPathIsSeen(t *testing.T) {
	c := uitest.Sample(true)
	c.Articles[0].Path = strings.Repeat("folder/", 40) + "ferry.md"
	m := open(c, 80, 24)
	press(m, "a")
	if f := uitest.Plain(m.View()); !strings.Contains(f, "…") || !strings.Contains(f, "folder/ferry.md │") {
		t.Errorf("the name of the file is not seen:\n%s", f)
	}
}

func TestUnreadFilesAreAnnounced(t *testing.T) {
	c := uitest.Sample(true)
	m := begin(c, 200, 20)
	if f := uitest.Plain(m.View()); !strings.Contains(f, "9 events · 1 not read") || !strings.Contains(f, "1 file could not be read: D says why") {
		t.Errorf("it is not said that a file could not be read:\n%s", f)
	}
	c.Diagnostics = c.Diagnostics[1:] // a note
	m = begin(c, 200, 20)
	if f := uitest.Plain(m.View()); strings.Contains(f, "not read") || strings.Contains(f, "could not") {
		t.Errorf("all was read:\n%s", f)
	}
}

func TestBackThenQuit(t *testing.T) {
	m := open(uitest.Sample(true), 120, 40)
	press(m, "f", "c", "r", "enter", "/", "e", "enter", "?")
	for _, what := range []string{"help", "search", "filter"} {
		if cmd := press(m, "q"); cmd != nil {
			t.Fatalf("q quits while the %s is open", what)
		}
	}
	if cmd := press(m, "q"); cmd == nil {
		t.Error("q does not quit when nothing is open")
	} else if _, ok := cmd().(tea.QuitMsg); !ok {
		t.Error("q gives another message than quit")
	}
	for _, keys := range [][]string{nil, {"?"}, {"/", "x"}, {"f"}} {
		m := open(uitest.Sample(true), 120, 40)
		press(m, keys...)
		if cmd := press(m, "ctrl+c"); cmd == nil {
			t.Errorf("Ctrl-C does not quit after %v", keys)
		}
	}
}

// TestEveryKeyEarly holds that no key does harm before there is anything to do
// it to.
func TestEveryKeyEarly(t *testing.T) {
	odd := uitest.Sample(true)
	odd.Events[2].Passages = nil
	for name, c := range map[string]*model.Collection{
		"nothing": nil, "no articles": {}, "articles": uitest.Sample(false), "no passages": odd,
		"empty article": {Articles: []model.Article{{ID: "x"}}, Sentences: make([][]model.Span, 1)},
	} {
		for _, first := range []string{"x", "?", "a", "o", "D", "w", "/", "f", "tab", "+", "!", "1"} {
			m := open(c, 100, 12)
			press(m, first)
			for _, s := range action.Specs {
				for _, k := range s.Keys {
					press(m, action.Strokes(k)...)
					m.View()
				}
			}
			uitest.Exact(t, fmt.Sprintf("%s after %s", name, first), m.View(), 100, 12, true)
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

func TestCharactersSentAtOnce(t *testing.T) {
	a, b := open(uitest.Sample(true), 120, 40), open(uitest.Sample(true), 120, 40)
	press(a, "J", "J", "n")
	press(b, "JJn")
	if a.View() != b.View() {
		t.Error("JJn sent at once is not J, J, n")
	}
	a.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("q"), Paste: true})
	press(a, "/")
	a.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(strings.Repeat("a\x1b[31m\n", 200000)), Paste: true})
	if n := len(a.line.text); n != longest || strings.ContainsAny(string(a.line.text), "\x1b\n") {
		t.Errorf("a paste of a megabyte left %d characters", n)
	}
}

func TestMouse(t *testing.T) {
	m := open(uitest.Sample(true), 120, 40)
	click := func(x, y int) {
		m.Update(tea.MouseMsg{X: x, Y: y, Action: tea.MouseActionPress, Button: tea.MouseButtonLeft})
	}
	row := func(words string) int {
		for y, l := range strings.Split(uitest.Plain(m.View()), "\n") {
			if strings.Contains(l, words) {
				return y
			}
		}
		t.Fatalf("%q is not on the screen", words)
		return 0
	}
	click(12, row("First stone laid"))
	if m.data.Events[m.sel.event].Title != "First stone laid" || m.focus != onTimeline {
		t.Errorf("a click chose event %d", m.sel.event)
	}
	click(12, row("First stone laid"))
	if m.focus != onArticle {
		t.Error("a second click does not go to the article")
	}
	x := strings.Index(uitest.Plain(m.View()), "Lune Courier")
	click(len([]rune(uitest.Plain(m.View())[:x])), 0)
	if h := m.timeline.Filter().Hidden; len(h) == 0 || !h[0] {
		t.Error("a click on the legend does not hide the outlet")
	}
	for _, xy := range [][2]int{{-5, -5}, {9999, 9999}, {0, 9999}, {223, 223}} {
		click(xy[0], xy[1])
		m.Update(tea.MouseMsg{X: xy[0], Y: xy[1], Action: tea.MouseActionPress, Button: tea.MouseButtonWheelDown})
	}
	m.View()
}

// drain runs a command and what follows from it, as the program would, and
// feeds the messages back.

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
