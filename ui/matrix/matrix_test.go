package matrix

import (
	"fmt"
	"strings"
	"testing"

	"github.com/kreader/kreader/model/coverage"
	"github.com/kreader/kreader/ui/action"
	"github.com/kreader/kreader/ui/theme"
	"github.com/kreader/kreader/ui/uitest"
)

// table returns a table of n events and eight outlets in forty articles.
func table(t *theme.Theme, n int) (*Data, []int32) {
	c := uitest.Large(n)
	d := &Data{Collection: c}
	for i, name := range c.Outlets {
		d.Outlets = append(d.Outlets, t.Outlet(i, name))
	}
	for i := range c.Articles {
		d.OutletOf = append(d.OutletOf, i%len(c.Outlets))
	}
	d.Coverage = coverage.New(c, d.OutletOf)
	events := make([]int32, n)
	for i := range events {
		events[i] = int32(i)
	}
	return d, events
}

func TestSizes(t *testing.T) {
	th := theme.New(theme.Options{})
	d, events := table(th, 60)
	for _, turned := range []bool{false, true} {
		p := New(th)
		p.Show(d, events, nil)
		if turned {
			p.Do(action.ByArticle)
		}
		p.Do(action.Bottom)
		for range 9 {
			p.Do(action.NextColumn)
		}
		for w := 1; w < 240; w += 3 {
			for h := 1; h < 40; h += 4 {
				p.SetSize(w, h)
				what := fmt.Sprintf("%dx%d, turned %t", w, h, turned)
				uitest.Exact(t, what, p.View(), w, h, false)
				if rail := th.Glyphs.Rail; w >= 12 && h >= 2 && strings.Count(uitest.Plain(p.View()), rail) != 1 {
					t.Errorf("%s: the cursor is not seen:\n%s", what, p.View())
				}
			}
		}
	}
}

// TestCursorStays holds that the cursor stays with its event and its column
// through sorting, turning and filtering, and is near them where they are gone.
func TestCursorStays(t *testing.T) {
	th := theme.New(theme.Options{})
	d, events := table(th, 60)
	p := New(th)
	p.SetSize(120, 20)
	p.Show(d, events, nil)
	p.Select(25, 3)
	check := func(what string, event, outlet int) {
		t.Helper()
		if p.event() != event || p.outletOf(p.column()) != outlet {
			t.Errorf("%s: event %d, outlet %d, want %d, %d", what, p.event(), p.outletOf(p.column()), event, outlet)
		}
	}
	check("selected", 25, 3)
	p.Do(action.Sort)
	check("sorted", 25, 3)
	p.Do(action.ByArticle)
	check("turned", 25, 3)
	p.Do(action.ByArticle)
	check("turned back", 25, 3)
	p.Do(action.Sort)
	p.Show(d, events[20:], []bool{true})
	check("filtered", 25, 3)
	p.Show(d, events[20:], []bool{false, false, false, true})
	if p.event() != 25 || p.column() == 3 {
		t.Errorf("with its outlet hidden: event %d, outlet %d", p.event(), p.column())
	}
	p.Show(d, nil, nil)
	if event, _ := p.At(); event != -1 || p.Do(action.Down) || !strings.Contains(p.View(), "no event") {
		t.Errorf("without events it stands on %d:\n%s", event, p.View())
	}
}
