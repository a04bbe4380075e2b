package ui

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/kreader/kreader/ui/theme"
	"github.com/kreader/kreader/ui/uitest"
)

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

// TestGeometry holds that no frame is wider than the window or of another height,
// whatever is on it, at any size, and that the sizes may come in any order: in every
// width, in every height, and in both of each other where the layout changes. With
// KREADER_LONG set it is all sizes.
func TestGeometry(t *testing.T) {
	const widest, highest = 250, 60
	var all [][2]int
	for w := 1; w <= widest; w++ {
		for h := 1; h <= highest; h++ {
			turns := w < minWidth+4 && h < 20 || w >= wideFrom-1 && w <= wideFrom+1
			if turns || (w*7+h*13)%highest == 0 || os.Getenv("KREADER_LONG") != "" {
				all = append(all, [2]int{w, h})
			}
		}
	}
	rng := rand.New(rand.NewPCG(1, 2))
	rng.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	for _, p := range panels {
		t.Run(p.name, func(t *testing.T) {
			t.Parallel()
			m := p.show(t, mono(), 120, 40)
			for _, s := range all {
				m.Update(tea.WindowSizeMsg{Width: s[0], Height: s[1]})
				if uitest.Exact(t, fmt.Sprintf("%dx%d", s[0], s[1]), m.View(), s[0], s[1], true); t.Failed() {
					return
				}
			}
		})
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
		for _, keys := range [][2]string{{"timeline", "j"}, {"article", "j"}, {"passage", "n"}, {"event", "J"}, {"ends", "G"}} {
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
						k = map[string]string{"j": "k", "n": "N", "J": "K", "G": "g g"}[k]
					}
					press(m, k)
					m.View()
				}
			})
		}
		for name, keys := range map[string][]string{
			"zoom": {"+", "-"}, "filter": {"f", "7", "7", "esc"}, "date": {"g", "t", "2", "0", "0", "1", "esc", "g", "t", "2", "0", "0", "2", "esc"},
		} {
			m.setFocus(onTimeline)
			b.Run(fmt.Sprintf("%d/%s", n, name), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					for _, k := range keys {
						press(m, k)
						m.View()
					}
				}
			})
		}
		b.Run(fmt.Sprintf("%d/minimap", n), func(b *testing.B) { // a click in it, and another width
			b.ReportAllocs()
			i := 0
			for b.Loop() {
				i++
				m.Update(tea.WindowSizeMsg{Width: 120 + i%2, Height: 40})
				m.Update(tea.MouseMsg{X: 8 + i%20, Y: 2, Button: tea.MouseButtonLeft, Action: tea.MouseActionPress})
				m.View()
			}
		})
	}
}
