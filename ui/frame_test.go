package ui

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/kreader/kreader/ui/theme"
	"github.com/kreader/kreader/ui/uitest"
)

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
			{"hidden", []string{"alt+2"}},
			{"articles", []string{"a", "j"}},
			{"outlets", []string{"o", "j", "enter"}},
			{"diagnostics", []string{"D"}},
			{"why", []string{"w"}},
			{"help", []string{"?"}},
			{"help-narrow", append([]string{"?", "/"}, letters("passage")...)},
			{"compare", []string{"c"}},
			{"compare-moved", []string{"c", "l", "j"}},
			{"coverage", []string{"m"}},
			{"coverage-articles", []string{"m", "tab", "s", "l", "j"}},
			{"differences", []string{"g", "d"}},
			{"prefix", []string{"g"}},
			{"palette", []string{"ctrl+p"}},
			{"palette-typed", []string{"ctrl+p", "c", "r", "a", "c", "k", "down"}},
			{"commands", []string{":"}},
			{"hunt", append([]string{"g", "/"}, letters("crack pier")...)},
			{"selecting", []string{"enter", "v", "j", "l"}},
			{"new", []string{"#"}},
			{"new-articles", []string{"enter", "a"}},
			{"collections", []string{"j"}},
			{"marked", []string{"+", "enter"}},
			{"marked-list", []string{"g", "n", "j"}},
			{"marked-narrow", append([]string{"g", "n", "/"}, letters("review")...)},
			{"marked-only", []string{"\""}},
			{"hunt-walk", append(append([]string{"g", "/"}, letters("crack")...), "down", "enter", "n")},
		} {
			c := uitest.Sample(true)
			if strings.HasPrefix(tt.name, "marked") {
				c = uitest.Marked()
			}
			m := open(c, size[0], size[1])
			if strings.HasPrefix(tt.name, "new") {
				m = New(Options{Theme: mono(), Collection: c, New: map[string]bool{c.Articles[len(c.Articles)-1].ID: true}})
				m.Update(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
			}
			if tt.name == "collections" {
				drain(t, m, press(m, "g", "c"))
			}
			press(m, tt.keys...)
			m.Update(hesitated{m.prefix.gen})
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
		press(m, "alt+1", "n", "/", "t", "r", "a", "m", "enter")
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
		"help": {"?"}, "articles": {"a"}, "outlets": {"o", "enter"}, "diagnostics": {"D"}, "why": {"w"}, "hidden": {"alt+1", "alt+2", "alt+3", "alt+4"}, "prefix": {"g"}, "palette": {"ctrl+p", "e", "end"}, "help narrowed": {"?", "/", "e"}, "none found": {"ctrl+p", "zzz"}, "selecting": {"enter", "v", "d", "d"}, "hunt": {"g", "/", "e", "end"}, "hunt for nothing": {"g", "/"},
		"compare": {"c", "l", "j"}, "the end of a comparison": {"c", "G"}, "coverage": {"m", "l", "G"}, "coverage by article": {"m", "tab", "l", "l", "l"},
		"notes": {"g", "n", "G"}, "notes narrowed": {"g", "n", "/", "a"}, "note": {"A", strings.Repeat("東京 ", 60)},
		"coverage of nothing": {"m", "alt+1", "alt+2", "alt+3", "alt+4"}, "differences": {"g", "d"},
		"typing": {"/", strings.Repeat("東京 ", 60)}, "loading": {"loading"},
	} {
		c := uitest.Sample(true)
		if slices.Equal(keys, []string{"loading"}) {
			c, keys = nil, nil
		}
		if strings.HasPrefix(name, "note") {
			c = uitest.Marked()
		}
		m := open(c, 120, 40)
		press(m, keys...)
		m.Update(hesitated{m.prefix.gen})
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
		for _, keys := range [][2]string{{"timeline", "j"}, {"article", "j"}, {"passage", "n"}, {"event", "J"}, {"zoom", "+"}, {"ends", "G"}} {
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
						k = map[string]string{"j": "k", "n": "N", "J": "K", "+": "-", "G": "g g"}[k]
					}
					press(m, k)
					m.View()
				}
			})
		}
	}
}
