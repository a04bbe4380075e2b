package ui

import (
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/ui/action"
	"github.com/kreader/kreader/ui/uitest"
)

// FuzzUpdate holds that no sequence of keys, clicks, sizes and arrivals makes
// the screen panic or outgrow the window. Each byte is a message.
func FuzzUpdate(f *testing.F) {
	var keys []string
	for _, s := range action.Specs {
		for _, k := range s.Keys {
			keys = append(keys, action.Strokes(k)...)
		}
	}
	for _, s := range []string{"jjnnJJ", "/a\r", "f\x10\x20", "\xf0\xf1\xf2\xf3", "?a\xfe\xfd", "\x00\x01\x02\x80\x81\xc0\xd0\xe0"} {
		f.Add([]byte(s))
	}
	odd := uitest.Sample(true)
	odd.Events[1].Passages, odd.Events[5].Title, odd.Title = nil, "東京\x1b[2J\n\u202e"+odd.Events[5].Title, ""
	collections := []*model.Collection{uitest.Sample(true), uitest.Sample(false), odd, uitest.Large(60), {}}
	theme := mono()
	f.Fuzz(func(t *testing.T, in []byte) {
		if len(in) > 300 {
			return
		}
		m := New(Options{Theme: theme, Load: nil, Collection: collections[0]})
		w, h := 110, 20
		m.Update(tea.WindowSizeMsg{Width: w, Height: h})
		for i, b := range in {
			x := int(b)
			if i > 0 {
				x += 7 * int(in[i-1])
			}
			switch {
			case b < 0xa0:
				press(m, keys[x%len(keys)])
			case b < 0xc8:
				buttons := []tea.MouseButton{tea.MouseButtonLeft, tea.MouseButtonLeft, tea.MouseButtonWheelDown, tea.MouseButtonWheelUp, tea.MouseButtonRight}
				m.Update(tea.MouseMsg{X: x % 130, Y: x * 5 % 24, Button: buttons[x%len(buttons)], Action: tea.MouseActionPress})
			case b < 0xd8:
				press(m, string(rune('a'+x%26)))
			case b < 0xf0:
				w, h = x*3%160, x*7%40
				m.Update(tea.WindowSizeMsg{Width: w, Height: h})
			default:
				c := collections[x%len(collections)]
				m.Update(arrived{data: prepare(c, theme, &m.load.seats), last: x%3 == 0})
			}
			if frame := m.View(); w > 0 && h > 0 {
				uitest.Exact(t, "frame", frame, w, h, true)
			}
		}
	})
}
