package ui

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/ui/action"
	"github.com/kreader/kreader/ui/theme"
	"github.com/kreader/kreader/ui/uitest"
)

func mono() *theme.Theme { return theme.New(theme.Options{Dark: true, Profile: theme.Ascii}) }

// open returns a model that shows c in a window.
func open(c *model.Collection, w, h int) *Model {
	m := New(Options{Theme: mono(), Title: "untitled", Collection: c})
	m.Update(tea.WindowSizeMsg{Width: w, Height: h})
	return m
}

// press sends keys, by the names that bubbletea gives them.
func press(m *Model, keys ...string) tea.Cmd {
	var cmd tea.Cmd
	for _, k := range keys {
		_, cmd = m.Update(keyMsg(k))
	}
	return cmd
}

var keyTypes = map[string]tea.KeyType{
	"enter": tea.KeyEnter, "esc": tea.KeyEsc, "tab": tea.KeyTab, "shift+tab": tea.KeyShiftTab, "up": tea.KeyUp, "down": tea.KeyDown,
	"left": tea.KeyLeft, "right": tea.KeyRight, "pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown, "home": tea.KeyHome, "end": tea.KeyEnd,
	"backspace": tea.KeyBackspace, "f1": tea.KeyF1, "ctrl+c": tea.KeyCtrlC, "ctrl+z": tea.KeyCtrlZ, "ctrl+l": tea.KeyCtrlL,
	"ctrl+d": tea.KeyCtrlD, "ctrl+u": tea.KeyCtrlU, "ctrl+f": tea.KeyCtrlF, "ctrl+b": tea.KeyCtrlB, "ctrl+w": tea.KeyCtrlW, "ctrl+h": tea.KeyCtrlH,
	" ": tea.KeySpace,
}

func keyMsg(k string) tea.KeyMsg {
	if k == "alt+backspace" {
		return tea.KeyMsg{Type: tea.KeyBackspace, Alt: true}
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
			if got := keyMsg(k).String(); got != k {
				t.Errorf("bubbletea calls %q %q", k, got)
			}
		}
	}
}

func TestFrames(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {120, 40}, {200, 50}, {40, 10}} {
		for _, tt := range []struct {
			name string
			keys []string
		}{
			{"start", nil},
			{"article", []string{"enter", "n", "n"}},
			{"passages", []string{"+", "j", "j"}},
			{"search", []string{"enter", "/", "b", "r", "i", "d", "g", "e", "enter", "n"}},
			{"filter", []string{"f", "c", "r", "a", "c", "k"}},
			{"hidden", []string{"2"}},
			{"articles", []string{"a", "j"}},
			{"outlets", []string{"o", "j", "enter"}},
			{"diagnostics", []string{"D"}},
			{"why", []string{"w"}},
			{"help", []string{"?"}},
		} {
			m := open(uitest.Sample(true), size[0], size[1])
			press(m, tt.keys...)
			frame := m.View()
			uitest.Exact(t, tt.name, frame, size[0], size[1], true)
			uitest.Golden(t, fmt.Sprintf("%dx%d/%s.txt", size[0], size[1], tt.name), uitest.Plain(frame))
		}
	}
}

// TestStyled holds how a frame is styled, once for each profile.
func TestStyled(t *testing.T) {
	for name, o := range map[string]theme.Options{
		"truecolor": {Dark: true, Profile: theme.TrueColor}, "light": {Profile: theme.ANSI256}, "ansi": {Dark: true, Profile: theme.ANSI},
		"mono": {Dark: true}, "ascii": {Dark: true, ASCII: true},
	} {
		m := New(Options{Theme: theme.New(o), Collection: uitest.Sample(true)})
		m.Update(tea.WindowSizeMsg{Width: 110, Height: 22})
		press(m, "1", "n", "/", "t", "r", "a", "m", "enter")
		frame := m.View()
		if o.ASCII {
			// What is left of other characters is the outlets' own words.
			for _, l := range strings.Split(frame, "\n")[:2] {
				if strings.ContainsFunc(l, func(r rune) bool { return r > 0x7e }) {
					t.Errorf("not ASCII: %q", l)
				}
			}
		}
		uitest.Golden(t, "styled/"+name+".txt", strings.ReplaceAll(frame, "\x1b", "␛"))
	}
}

// TestGeometry holds that no frame is wider than the window or of another
// height, whatever is on it, at any size, and that the sizes may come in any
// order.
func TestGeometry(t *testing.T) {
	for name, keys := range map[string][]string{
		"timeline": nil, "article": {"enter", "n"}, "passages": {"+"}, "filter": {"f", "z"}, "search": {"/", "e", "enter"},
		"help": {"?"}, "articles": {"a"}, "outlets": {"o", "enter"}, "diagnostics": {"D"}, "why": {"w"}, "hidden": {"1", "2", "3", "4"},
		"typing": {"/", strings.Repeat("東京 ", 60)}, "loading": {"loading"},
	} {
		c := uitest.Sample(true)
		if slices.Equal(keys, []string{"loading"}) {
			c, keys = nil, nil
		}
		m := open(c, 120, 40)
		press(m, keys...)
		for w := 1; w <= 250; w += 1 + w/20 {
			for h := 1; h <= 60; h += 1 + h/8 {
				m.Update(tea.WindowSizeMsg{Width: w, Height: h})
				uitest.Exact(t, fmt.Sprintf("%s at %dx%d", name, w, h), m.View(), w, h, true)
				if t.Failed() {
					return
				}
			}
		}
	}
}

func TestTooSmall(t *testing.T) {
	m := open(uitest.Sample(true), 120, 40)
	want := m.View()
	for _, s := range [][2]int{{1, 1}, {1, 40}, {120, 1}, {2, 2}, {10, 3}, {0, 0}, {-1, -5}} {
		m.Update(tea.WindowSizeMsg{Width: s[0], Height: s[1]})
		press(m, "j", "k", "tab", "tab")
		if f := m.View(); s[0] >= 10 && !strings.HasPrefix(f, "window too") {
			t.Errorf("%v: %q", s, f)
		}
	}
	m.Update(tea.WindowSizeMsg{Width: 120, Height: 40})
	press(m, "x")
	if got := m.View(); got != want {
		t.Errorf("after growing again:\n%s\nwant\n%s", uitest.Plain(got), uitest.Plain(want))
	}
}

// TestStorm holds that after any sizes the screen is what it was.
func TestStorm(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for _, keys := range [][]string{nil, {"G"}, {"J", "J", "enter", "d"}, {"+", "G", "k"}, {"a"}} {
		m := open(uitest.Sample(true), 120, 16)
		press(m, keys...)
		want := m.View()
		for range 300 {
			m.Update(tea.WindowSizeMsg{Width: rng.IntN(250), Height: rng.IntN(60)})
			m.View()
		}
		m.Update(tea.WindowSizeMsg{Width: 120, Height: 16})
		if got := m.View(); got != want {
			t.Errorf("after %v and a storm:\n%s\nwant\n%s", keys, uitest.Plain(got), uitest.Plain(want))
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
	press(m, "3", "n") // The Harbour Post's two are hidden
	for range 8 {
		press(m, "n")
		if a := m.data.Events[m.sel.event].Passages[m.sel.passage].Article; m.data.Articles[a].Outlet == "The Harbour Post" {
			t.Error("n goes to a passage of a hidden outlet")
		}
	}
}

func TestReadingChoosesTheEvent(t *testing.T) {
	m := open(uitest.Sample(true), 120, 40)
	press(m, "a", "g", "enter", "g")
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

// TestEveryKey walks the live table: in its scope, a key does something to the
// screen, asks for an effect, or says why not.
func TestEveryKey(t *testing.T) {
	into := map[action.Scope][][]string{
		action.Everywhere: {nil, {"?"}},
		action.Moving:     {{"g"}, {"G"}, {"g", "enter", "g"}, {"g", "enter", "G"}, {"a", "g"}, {"a", "G"}, {"?", "g"}, {"?", "G"}},
		action.Panes:      {nil, {"tab"}},
		action.Timeline:   {nil},
		action.Article:    {{"tab"}, {"tab", "G"}},
		action.Matches:    {{"/", "e", "enter"}},
		action.List:       {{"a"}},
		action.Page:       {{"?"}, {"D"}, {"w"}},
		action.Outlet:     {{"o"}, {"1", "o"}},
		action.Input:      {{"f", "e", " ", "b"}, {"/", "a", " ", "e"}},
	}
	for _, s := range action.Specs {
		for _, k := range s.Keys {
			for _, size := range [][2]int{{120, 16}, {60, 12}} {
				did := 0
				for _, before := range into[s.Scope] {
					m := open(uitest.Sample(true), size[0], size[1])
					press(m, before...)
					if id, _ := m.keys.Resolve(k, m.scopes()...); id != s.ID {
						if s.Scope != action.Everywhere && s.Scope != action.Moving {
							t.Errorf("%s: %q after %v is %q, want %q", s.Scope, k, before, id, s.ID)
						}
						continue
					}
					was := m.View()
					cmd := press(m, k)
					if cmd != nil || m.View() != was || m.message != "" {
						did++
					}
				}
				if did == 0 || s.Scope != action.Moving && s.Scope != action.Everywhere && did < len(into[s.Scope]) {
					t.Errorf("%s: %q (%s) does nothing and says nothing, at %v", s.Scope, k, s.ID, size)
				}
			}
		}
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
func drain(t *testing.T, m *Model, cmd tea.Cmd) {
	t.Helper()
	msgs := make(chan tea.Msg)
	waiting := 0
	start := func(cmd tea.Cmd) {
		if cmd != nil {
			waiting++
			go func() { msgs <- cmd() }()
		}
	}
	start(cmd)
	deadline := time.After(5 * time.Second)
	for waiting > 0 {
		select {
		case msg := <-msgs:
			waiting--
			switch msg := msg.(type) {
			case tea.BatchMsg:
				for _, c := range msg {
					start(c)
				}
			case tea.QuitMsg:
				return
			default:
				_, cmd := m.Update(msg)
				start(cmd)
			}
		case <-deadline:
			t.Fatal("the commands do not end")
		}
	}
}

func TestLoading(t *testing.T) {
	m := New(Options{Theme: mono(), Load: func(_ context.Context, report func(Update)) error {
		for i := range 1000 {
			report(Update{Stage: "reading", Done: i, Total: 1000})
		}
		report(Update{Collection: uitest.Sample(false), Stage: "tagging", Total: 4})
		report(Update{Collection: uitest.Sample(true)})
		return nil
	}})
	m.Update(tea.WindowSizeMsg{Width: 120, Height: 40})
	if f := uitest.Plain(m.View()); !strings.Contains(f, "reading the articles") {
		t.Errorf("the first frame does not say what goes on:\n%s", f)
	}
	drain(t, m, m.Init())
	if f := uitest.Plain(m.View()); !strings.Contains(f, "Bridge closed to trams") || strings.Contains(f, "reading the") {
		t.Errorf("the events have not come:\n%s", f)
	}
}

// TestEventsArriveWithoutMovingTheArticle holds that reading goes on undisturbed
// when the events come later than the articles.
func TestEventsArriveWithoutMovingTheArticle(t *testing.T) {
	m := New(Options{Theme: mono(), Load: func(context.Context, func(Update)) error { return nil }})
	m.Update(tea.WindowSizeMsg{Width: 120, Height: 12})
	m.Update(arrived{update: Update{Stage: "tagging", Total: 4}, data: prepare(uitest.Sample(false), m.theme)})
	press(m, "]", "j", "j", "j")
	was := uitest.Plain(m.viewer.View())
	m.Update(arrived{data: prepare(uitest.Sample(true), m.theme)})
	if got := uitest.Plain(m.viewer.View()); got != was {
		t.Errorf("the article has moved:\n%s\nwas\n%s", got, was)
	}
	if m.sel.event < 0 {
		t.Error("no event is at the cursor")
	}
}

func TestLoadingFails(t *testing.T) {
	m := New(Options{Theme: mono(), Load: func(context.Context, func(Update)) error { return errors.New("lune: no such folder") }})
	m.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	drain(t, m, m.Init())
	if f := uitest.Plain(m.View()); !strings.Contains(f, "lune: no such folder") {
		t.Errorf("the error is not shown:\n%s", f)
	}
}

func TestPanicInLoadEndsTheProgram(t *testing.T) {
	m := New(Options{Theme: mono(), Load: func(context.Context, func(Update)) error { panic("wrong") }})
	drain(t, m, m.Init())
	var crash *Crash
	if !errors.As(m.Err(), &crash) || crash.Value != "wrong" || len(crash.Stack) == 0 {
		t.Errorf("Err() = %v", m.Err())
	}
}

func TestQuitCancelsTheLoading(t *testing.T) {
	ended := make(chan struct{})
	m := New(Options{Theme: mono(), Load: func(ctx context.Context, _ func(Update)) error {
		<-ctx.Done()
		close(ended)
		return ctx.Err()
	}})
	m.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	go m.load.run()()
	press(m, "q")
	select {
	case <-ended:
	case <-time.After(5 * time.Second):
		t.Error("the loading goes on")
	}
}

func TestMailboxKeepsTheCollection(t *testing.T) {
	b := &mailbox{wake: make(chan struct{}, 1)}
	d := &data{}
	b.put(arrived{data: d, update: Update{Stage: "tagging"}})
	b.put(arrived{update: Update{Stage: "joining"}})
	b.put(arrived{last: true})
	if got := b.take(); got.data != d || !got.last || got.update.Stage != "joining" {
		t.Errorf("took %+v", got)
	}
}

func TestResizeKeepsTheWords(t *testing.T) {
	m := open(uitest.Large(400), 120, 20)
	press(m, "enter", "d", "d", "d", "j")
	was := uitest.Plain(m.viewer.View())
	for w := 20; w < 220; w += 7 {
		m.Update(tea.WindowSizeMsg{Width: w, Height: 5 + w/5})
	}
	m.Update(tea.WindowSizeMsg{Width: 120, Height: 20})
	if got := uitest.Plain(m.viewer.View()); got != was {
		t.Errorf("after resizing:\n%s\nwas\n%s", got, was)
	}
}

func BenchmarkFrame(b *testing.B) {
	for _, n := range []int{2000, 50000} {
		m := New(Options{Theme: theme.New(theme.Options{Dark: true, Profile: theme.TrueColor}), Collection: uitest.Large(n)})
		m.Update(tea.WindowSizeMsg{Width: 120, Height: 40})
		for _, keys := range [][2]string{{"timeline", "j"}, {"article", "j"}, {"passage", "n"}, {"event", "J"}} {
			m.setFocus(onTimeline)
			if keys[0] == "article" {
				m.setFocus(onArticle)
			}
			b.Run(fmt.Sprintf("%d/%s", n, keys[0]), func(b *testing.B) {
				b.ReportAllocs()
				i := 0
				for b.Loop() {
					k := keys[1]
					if i++; i/200%2 == 1 {
						k = map[string]string{"j": "k", "n": "N", "J": "K"}[k]
					}
					press(m, k)
					m.View()
				}
			})
		}
	}
}
