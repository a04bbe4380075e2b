package ui

import (
	"math/rand/v2"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/ui/uitest"
)

// Parts stay in order and apart, whatever is added, and are the bytes that were
// added, but for the short gaps between them.
func TestPartsOfAnArticle(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for range 300 {
		const size = 400
		var parts []model.Span
		var seen [size]bool
		var places []int
		for range 1 + rng.IntN(20) {
			from := rng.IntN(size)
			s := model.Span{Start: from, End: min(from+rng.IntN(60), size)}
			before := append([]model.Span{}, parts...)
			now := add(parts, s)
			for i := range before {
				if parts[i] != before[i] {
					t.Fatal("what was there has been changed")
				}
			}
			parts = now
			for i := s.Start; i < s.End; i++ {
				seen[i] = true
			}
		}
		for i := range size {
			if rng.IntN(10) == 0 {
				places = append(places, i)
			}
		}
		in := func(i int) bool {
			for _, s := range parts {
				if s.Start <= i && i < s.End {
					return true
				}
			}
			return false
		}
		unread := 0
		for _, i := range places {
			if !in(i) {
				unread++
			}
		}
		for i := range parts {
			if parts[i].Len() <= 0 || i > 0 && parts[i].Start <= parts[i-1].End+between {
				t.Fatalf("%v", parts)
			}
		}
		for i := range seen {
			if seen[i] && !in(i) {
				t.Fatalf("byte %d is not in %v", i, parts)
			}
			if in(i) && !seen[i] && !(i > 0 && seen[i-1]) && !(i > 1 && seen[i-2]) {
				t.Fatalf("byte %d is in %v", i, parts)
			}
		}
		if got := left(parts, places); got != unread {
			t.Fatalf("%d of %v are left of %v, not %d", got, places, parts, unread)
		}
	}
	var many []model.Span
	for i := range 200 {
		many = add(many, model.Span{Start: 10 * i, End: 10*i + 1 + i%5})
	}
	if len(many) > mostParts {
		t.Errorf("%d parts", len(many))
	}
	for _, tt := range []struct{ end, size, want int }{{0, 100, 0}, {1, 1000, 1}, {500, 1000, 50}, {996, 1000, 99}, {998, 1000, 100}, {1, 1, 100}} {
		if got := percent(add(nil, model.Span{End: tt.end}), tt.size); got != tt.want {
			t.Errorf("%d of %d bytes are %d %%, want %d", tt.end, tt.size, got, tt.want)
		}
	}
}

// Reading to the end of an article reads all of it; what the timeline shows on
// its way is not read; what was read is known the next time.
func TestReadingIsRemembered(t *testing.T) {
	c := uitest.Sample(true)
	m := open(c, 120, 16)
	press(m, "J", "J", "K")
	if got := m.tellRead(); got != "" {
		t.Errorf("moving on the timeline has read: %s", got)
	}
	press(m, "enter", "g", "g")
	began := m.tellRead()
	if !strings.Contains(began, " % read · ") || !strings.Contains(began, "passages left") || strings.HasPrefix(began, "100") {
		t.Errorf("at the top: %q", began)
	}
	if f := uitest.Plain(m.View()); !strings.Contains(f, " "+began+" ─") {
		t.Errorf("%q is not on the screen:\n%s", began, f)
	}
	again := New(Options{Theme: mono(), Collection: c, Memory: m.Memory()})
	again.Update(tea.WindowSizeMsg{Width: 120, Height: 16})
	if got := again.tellRead(); got != began {
		t.Errorf("the next time: %q, was %q", got, began)
	}
	for range 30 {
		press(m, "d")
	}
	if got := m.tellRead(); got != "100 % read" {
		t.Errorf("at the end: %q", got)
	}
	press(m, "a")
	if f := uitest.Plain(m.View()); !strings.Contains(f, "events  100 % read │") {
		t.Errorf("the list does not say it:\n%s", f)
	}
}

// What an article tells that was not there the last time has a sign, is gone to,
// and can be all that is shown.
func TestNewSinceLastTime(t *testing.T) {
	c := uitest.Sample(true)
	at := -1
	for i := range c.Articles {
		if c.Articles[i].Outlet == "Review of Works" {
			at = i
		}
	}
	m := New(Options{Theme: mono(), Collection: c, New: map[string]bool{c.Articles[at].ID: true}})
	m.Update(tea.WindowSizeMsg{Width: 200, Height: 30})
	f := uitest.Plain(m.View())
	if !strings.Contains(f, "1 new") || strings.Count(f, "∗") < 3 {
		t.Errorf("the frame does not say what is new:\n%s", f)
	}
	for range 12 {
		press(m, "#")
		if p := m.chosen(); p == nil || p.Article != at {
			t.Fatalf("gone to %+v", p)
		}
	}
	press(m, "*")
	n, of := m.timeline.Shown()
	if n == 0 || n == of {
		t.Errorf("%d of %d events are shown", n, of)
	}
	for e, s := range m.data.kept.events {
		tells := false
		for _, p := range c.Events[e].Passages {
			tells = tells || p.Article == at
		}
		if tells != (s != 0) {
			t.Errorf("%q has the sign %d", c.Events[e].Title, s)
		}
	}
	press(m, "esc", "a")
	if f := uitest.Plain(m.View()); strings.Count(f, "∗ Review of Works") != 1 {
		t.Errorf("the list of articles:\n%s", f)
	}
	press(open(c, 120, 30), "#", "*") // nothing is new
}
