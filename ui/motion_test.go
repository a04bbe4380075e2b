package ui

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/kreader/kreader/ui/timeline"
	"github.com/kreader/kreader/ui/uitest"
)

func TestCounts(t *testing.T) {
	frame := func(keys ...string) string {
		m := open(uitest.Large(400), 120, 20)
		press(m, keys...)
		at := fmt.Sprintf("event %d, pane %d", m.sel.event, m.focus)
		if m.focus == onArticle {
			at += fmt.Sprint(", place ", m.viewer.Here())
		}
		if m.overlay != nil {
			at += fmt.Sprint(", row ", m.overlay.cursor)
		}
		return at
	}
	for _, tt := range []struct {
		name       string
		got, want  []string
		unlikeHome bool
	}{
		{"down", []string{"home", "5", "j"}, []string{"home", "j", "j", "j", "j", "j"}, true},
		{"two digits", []string{"home", "1", "2", "j"}, []string{"home", "5", "j", "7", "j"}, true},
		{"a nought inside", []string{"home", "1", "0", "j"}, []string{"home", "5", "j", "5", "j"}, true},
		{"beyond the end", []string{"home", "9", "9", "9", "9", "j"}, []string{"G"}, true},
		{"the n-th event", []string{"7", "G"}, []string{"home", "6", "j"}, true},
		{"half", []string{"5", "0", "%"}, []string{"G", "5", "0", "%"}, true},
		{"the top", []string{"1", "G"}, []string{"home"}, false},
		{"the n-th paragraph", []string{"enter", "4", "G"}, []string{"enter", "home", "4", "}"}, true},
		{"events", []string{"home", "3", "J"}, []string{"home", "J", "J", "J"}, true},
		{"a key without a count", []string{"home", "3", "tab"}, []string{"home", "tab"}, false},
		{"a key that does nothing ends it", []string{"home", "3", "X", "j"}, []string{"home", "j"}, false},
		{"of a list", []string{"a", "home", "5", "j"}, []string{"a", "6", "G"}, true},
	} {
		got, want := frame(tt.got...), frame(tt.want...)
		if got != want {
			t.Errorf("%s: %v leads to %s, %v to %s", tt.name, tt.got, got, tt.want, want)
		}
		if tt.unlikeHome && got == frame("home") {
			t.Errorf("%s: %v moves nothing", tt.name, tt.got)
		}
	}
	m := open(uitest.Sample(true), 120, 20)
	press(m, "1", "2")
	if !strings.Contains(uitest.Plain(m.View()), " 12") {
		t.Error("the number that is being typed is not to be seen")
	}
	press(m, "1", "5", "0", "%")
	if m.message == "" {
		t.Error("150% says nothing")
	}
}

// TestParts holds that } and { go by paragraphs and headings, and back the same
// way.
func TestParts(t *testing.T) {
	look := func(m *Model) string {
		if m.focus == onArticle {
			return uitest.Plain(m.viewer.View())
		}
		return uitest.Plain(m.timeline.View())
	}
	for name, keys := range map[string][]string{"article": {"a", "home", "enter", "home"}, "timeline": {"home"}} {
		m := open(uitest.Sample(true), 120, 8)
		press(m, keys...)
		var frames []string
		for {
			m.message = ""
			was := look(m)
			press(m, "}")
			if m.message != "" {
				break
			}
			if frames = append(frames, was); len(frames) > 50 {
				t.Fatalf("%s: } does not come to an end", name)
			}
		}
		if len(frames) < 2 {
			t.Errorf("%s: %d parts", name, len(frames))
		}
		for range len(frames) + 3 {
			press(m, "{")
		}
		if got := look(m); got != frames[0] {
			t.Errorf("%s: { does not lead back:\n%s\nwant\n%s", name, got, frames[0])
		}
	}
}

func TestJumps(t *testing.T) {
	m := open(uitest.Sample(true), 120, 12)
	look := func() string {
		m.message = ""
		return uitest.Plain(m.viewer.View())
	}
	if press(m, "ctrl+o"); !strings.Contains(m.message, "first jump") {
		t.Errorf("before any jump: %q", m.message)
	}
	press(m, "enter")
	seen := []string{look()}
	for _, keys := range [][]string{{"n"}, {"n"}, {"G"}, {"a", "home", "enter"}, {"/", "s", "t", "o", "n", "e", "enter"}} {
		if press(m, keys...); look() != seen[len(seen)-1] {
			seen = append(seen, look())
		}
	}
	if len(seen) < 5 {
		t.Fatalf("only %d places", len(seen))
	}
	press(m, "esc")
	for i := len(seen) - 2; i >= 0; i-- {
		if press(m, "ctrl+o"); look() != seen[i] {
			t.Errorf("back to place %d shows\n%s\nwant\n%s", i, look(), seen[i])
		}
	}
	for i := 1; i < len(seen); i++ {
		if press(m, "alt+right"); strings.Fields(look())[0] == "" || look() != seen[i] && i < len(seen)-1 {
			t.Errorf("forward to place %d shows\n%s\nwant\n%s", i, look(), seen[i])
		}
	}
	if press(m, "alt+right"); m.message == "" {
		t.Error("forward beyond the last says nothing")
	}
	press(m, "ctrl+o", "ctrl+o", "home", "ctrl+o")
	if look() != seen[len(seen)-3] {
		t.Error("a jump from the middle of the list does not lead back there")
	}
}

func TestZen(t *testing.T) {
	m := open(uitest.Sample(true), 120, 20)
	press(m, "z", "z", "esc", "h") // what zen shows counts as read, which the line below says
	m.message = ""
	was := m.View()
	press(m, "z", "z")
	f := uitest.Plain(m.View())
	uitest.Exact(t, "zen", m.View(), 120, 20, true)
	if strings.Contains(f, "Petition") || strings.Contains(f, "quit") || !strings.Contains(f, "11 March") && !strings.Contains(f, "Monday") {
		t.Errorf("zen shows more or less than the article:\n%s", f)
	}
	press(m, "esc", "h")
	if m.message = ""; m.View() != was {
		t.Errorf("after zen:\n%s\nwant\n%s", uitest.Plain(m.View()), uitest.Plain(was))
	}
	press(m, "z", "z", "tab")
	if m.zen || m.View() != was {
		t.Error("Tab does not lead from zen to the timeline")
	}
	press(m, "z", "z", "q")
	if m.zen {
		t.Error("q does not end zen")
	}
}

// TestManyEventsOpenWithTheKeyEvents opens a collection that is too large to be
// looked through, searches it, and chooses an event that is no key event.
func TestManyEventsOpenWithTheKeyEvents(t *testing.T) {
	t.Parallel()
	m := open(uitest.Large(400), 120, 40)
	if n, of := m.timeline.Shown(); n != 80 || of != 400 {
		t.Errorf("opening shows %d of %d events, want 80 of 400", n, of)
	}
	if frame := uitest.Plain(m.View()); !strings.Contains(frame, "key events: + shows all") {
		t.Errorf("nothing says how to see the others:\n%s", frame)
	}
	press(m, "f", "number 211,", "enter")
	if n, _ := m.timeline.Shown(); n != 1 {
		t.Errorf("a text finds %d events, want 1 though it is no key event", n)
	}
	press(m, "0", "-", "ctrl+p", "number 211,", "enter")
	if e, _ := m.timeline.At(); e != 211 {
		t.Errorf("the timeline is at event %d after 211 was chosen", e)
	}
	if n, _ := m.timeline.Shown(); n != 400 {
		t.Errorf("%d events are shown around one that is no key event, want all", n)
	}
	if small := open(uitest.Large(200), 120, 40); small.timeline.Filter().Zoom != timeline.AllEvents {
		t.Error("a small collection does not open with all its events")
	}
}

// TestTheZoomIsKept opens a large collection a second time: first the part of it
// that was kept for the first frame, then the whole.
func TestTheZoomIsKept(t *testing.T) {
	t.Parallel()
	all := uitest.Large(400)
	part, key := *all, timeline.Key(all.Events)
	other := all.Events[slices.Index(key, false)].ID // it is no key event
	part.Events = nil
	for i := range all.Events {
		if e := &all.Events[i]; len(part.Events) < 60 && (key[i] || e.ID == other) {
			part.Events = append(part.Events, *e)
		}
	}
	for _, tt := range []struct {
		kept, event   string
		during, after int
	}{
		{"", all.Events[slices.Index(key, true)].ID, 60, 80},
		{"key", "", 60, 80},
		{"all", "", 60, 400},
		{"", other, 60, 400},
	} {
		m := New(Options{
			Theme: mono(), Collection: &part, Partial: true, Shelf: shelfOf(),
			Memory: Memory{Zoom: tt.kept, Event: tt.event, Article: all.Articles[0].ID},
		})
		m.Update(tea.WindowSizeMsg{Width: 120, Height: 40})
		if n, _ := m.timeline.Shown(); n != tt.during {
			t.Errorf("%+v: %d events are shown of the part", tt, n)
		}
		m.Update(arrived{data: m.load.prep(Update{Collection: all})})
		if n, _ := m.timeline.Shown(); n != tt.after {
			t.Errorf("%+v: %d events are shown of the whole", tt, n)
		}
		press(m, "-", "-", "+")
		if now := m.Memory().Zoom; now != "all" {
			t.Errorf("%+v: the zoom is kept as %q", tt, now)
		}
	}
}

// TestNoFilter holds that 0 drops what filters, all of it, and leaves the zoom, unless
// that would hide what is chosen; and that it says so where nothing filters.
func TestNoFilter(t *testing.T) {
	for _, tt := range []struct {
		keys  []string
		shown int
		zoom  timeline.Zoom
		says  string
	}{
		{[]string{"alt+1", "t", "0"}, 80, timeline.KeyEvents, "no filter: key events"},
		{[]string{"+", "+", "f", "harbour", "enter", "alt+2", "0"}, 400, timeline.WithPassages, "no filter: all events with their passages"},
		{[]string{"f", "number 211,", "enter", "0"}, 400, timeline.AllEvents, "no filter: all events"},
		{[]string{"0"}, 80, timeline.KeyEvents, "nothing is filtered: these are the key events: + shows all"},
		{[]string{"+", "0"}, 400, timeline.AllEvents, "nothing is filtered"},
	} {
		m := open(uitest.Large(400), 120, 40)
		press(m, tt.keys...)
		v := m.timeline.Filter()
		if n, _ := m.timeline.Shown(); n != tt.shown || v.Filters() || v.Zoom != tt.zoom || m.message != tt.says {
			t.Errorf("%v: %d events at zoom %d, filtered %v, says %q", tt.keys, n, v.Zoom, v.Filters(), m.message)
		}
	}
}

// A date is gone to while it is typed, a month without its year in that of the
// chosen event; Esc goes back.
func TestGoToDate(t *testing.T) {
	m := open(uitest.Sample(true), 120, 24)
	title := func() string { return m.data.Events[m.sel.event].Title }
	was := m.sel
	press(m, "g", "t", "2", "0", "1")
	if m.sel != was || !strings.Contains(m.line.result, "such as 2020") {
		t.Errorf("at %q with no date yet; %q", title(), m.line.result)
	}
	press(m, "5")
	if title() != "First tram crosses" || m.line.result != "2015: 1 event" {
		t.Errorf("2015 is %q; %q", title(), m.line.result)
	}
	press(m, "esc")
	if m.sel != was || m.line != nil {
		t.Errorf("after Esc: %+v, was %+v", m.sel, was)
	}
	press(m, "g", "t", "m", "a", "y", " ", "2", "0", "1", "3", "enter")
	if title() != "First stone laid" || m.line != nil || m.message != "" {
		t.Errorf("May 2013 is %q; %q", title(), m.message)
	}
	press(m, "ctrl+o")
	if m.sel.event != was.event {
		t.Errorf("Ctrl-O leads to %q", title())
	}
	press(m, "g", "t", "b", "o", "o", "enter")
	if m.sel.event != was.event || m.message != "no date: boo" {
		t.Errorf("at %q: %q", title(), m.message)
	}
}
