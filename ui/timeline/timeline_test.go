package timeline

import (
	"fmt"
	"testing"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/edtf"
	"github.com/kreader/kreader/ui/action"
	"github.com/kreader/kreader/ui/theme"
	"github.com/kreader/kreader/ui/uitest"
)

var mono = theme.New(theme.Options{Dark: true, Profile: theme.Ascii})

func pane(c *model.Collection, w, h int) *Pane {
	of := make([]int, len(c.Articles))
	names := append([]string(nil), c.Outlets...)
	for i, a := range c.Articles {
		of[i] = len(names)
		for j, n := range names {
			if n == a.Outlet {
				of[i] = j
			}
		}
		if of[i] == len(names) {
			names = append(names, a.Title)
		}
	}
	var outlets []theme.Outlet
	for i, n := range names {
		outlets = append(outlets, mono.Outlet(i, n))
	}
	p := New(mono)
	p.SetSize(w, h)
	p.SetFocus(true)
	p.Show(NewIndex(c, of), outlets, -1)
	return p
}

func TestFrames(t *testing.T) {
	p := pane(uitest.Sample(true), 45, 24)
	uitest.Golden(t, "all.txt", uitest.Plain(p.View()))
	p.Do(action.ZoomIn)
	p.Select(5, 3)
	uitest.Golden(t, "passages.txt", uitest.Plain(p.View()))
	p.Do(action.ZoomOut)
	p.SetFilter(View{Zoom: AllEvents, Text: "bridge", Hidden: []bool{true}})
	uitest.Golden(t, "filtered.txt", uitest.Plain(p.View()))
	p.SetFilter(View{Zoom: AllEvents, Text: "no such words"})
	uitest.Golden(t, "nothing.txt", uitest.Plain(p.View()))
	uitest.Golden(t, "narrow.txt", uitest.Plain(pane(uitest.Sample(true), 20, 8).View()))
}

func TestGeometry(t *testing.T) {
	p := pane(uitest.Sample(true), 0, 0)
	for _, v := range []View{{Zoom: AllEvents}, {Zoom: WithPassages}, {Zoom: KeyEvents, Text: "crack"}, {Text: "none such"}} {
		p.SetFilter(v)
		for w := 1; w <= 120; w++ {
			for h := 1; h <= 30; h++ {
				p.SetSize(w, h)
				uitest.Exact(t, fmt.Sprintf("%+v at %dx%d", v, w, h), p.View(), w, h, false)
			}
		}
	}
}

func TestCursorStaysInView(t *testing.T) {
	p := pane(uitest.Large(400), 45, 12)
	for _, id := range []action.ID{action.Down, action.PageDown, action.HalfPageDown, action.Bottom, action.Up, action.PageUp, action.HalfPageUp, action.Top, action.ZoomIn, action.ZoomOut, action.ZoomOut} {
		for range 7 {
			p.Do(id)
			if e, _ := p.At(); e < 0 {
				t.Fatalf("after %s the cursor is on no event", id)
			}
			if p.cursor < p.offset || p.cursor >= p.offset+p.body() {
				t.Fatalf("after %s the cursor (row %d) is outside the view (%d+%d)", id, p.cursor, p.offset, p.body())
			}
		}
	}
	p.Do(action.Top)
	if p.offset != 0 {
		t.Error("at the top the first heading is not seen")
	}
}

func TestFilterKeepsTheEvent(t *testing.T) {
	p := pane(uitest.Sample(true), 45, 24)
	p.Select(5, -1)
	p.SetFilter(View{Zoom: AllEvents, Text: "BRIDGE"})
	if e, _ := p.At(); e != 5 {
		t.Errorf("the cursor went from event 5 to %d", e)
	}
	p.SetFilter(View{Zoom: AllEvents, Text: "petition"})
	if e, _ := p.At(); e != 4 {
		t.Errorf("the cursor is on event %d, want 4, the one left", e)
	}
	if n, of := p.Shown(); n != 1 || of != 9 {
		t.Errorf("%d of %d shown, want 1 of 9", n, of)
	}
	for text, want := range map[string]int{"2017-02": 1, "feb 2017": 1, "2017 pier": 1, "pier 1999": 0, "  ": 9} {
		p.SetFilter(View{Zoom: AllEvents, Text: text})
		if n, _ := p.Shown(); n != want {
			t.Errorf("%q: %d events shown, want %d", text, n, want)
		}
	}
	p.SetFilter(View{Zoom: AllEvents, Differences: true})
	if n, _ := p.Shown(); n != 2 {
		t.Errorf("%d events with differences, want 2", n)
	}
}

func TestDates(t *testing.T) {
	p := New(mono)
	approx := edtf.InMonth(2021, 11)
	approx.Approx = true
	inferred := edtf.OnDay(edtf.DayOf(2021, 11, 7))
	inferred.Uncertain = true
	for _, tt := range []struct {
		v    edtf.Value
		want string
	}{
		{edtf.OnDay(edtf.DayOf(2021, 11, 7)), "●  7 Nov "},
		{inferred, "○  7 Nov "},
		{edtf.InMonth(2021, 11), "◐    Nov "},
		{approx, "◐    Nov "},
		{edtf.InYear(2018), "◐        "},
		{edtf.InDecade(198), "◐  1980s "},
		{edtf.InCentury(20), "◐ 21st c "},
		{edtf.Between(edtf.OnDay(edtf.DayOf(2021, 11, 5)), edtf.OnDay(edtf.DayOf(2021, 11, 7))), "├─5 Nov┤ "},
		{edtf.Between(edtf.InYear(2016), edtf.InYear(2022)), "├─…2022┤ "},
		{edtf.Value{}, "         "},
	} {
		if got := p.when(tt.v); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.v, got, tt.want)
		}
	}
}

func TestKeyEvents(t *testing.T) {
	for n, want := range map[int]int{0: 0, 5: 5, 12: 12, 40: 12, 100: 25, 2000: 80} {
		got := 0
		for _, k := range keyEvents(uitest.Large(n).Events) {
			if k {
				got++
			}
		}
		if got != want {
			t.Errorf("%d events: %d key ones, want %d", n, got, want)
		}
	}
}

func BenchmarkView(b *testing.B) {
	for _, n := range []int{2000, 50000} {
		p := pane(uitest.Large(n), 45, 36)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				p.Do(action.Down)
				p.View()
			}
		})
	}
}

func BenchmarkFilter(b *testing.B) {
	p := pane(uitest.Large(50000), 45, 36)
	for b.Loop() {
		p.SetFilter(View{Zoom: AllEvents, Text: "number 77"})
		p.SetFilter(View{Zoom: AllEvents})
	}
}

func BenchmarkIndex(b *testing.B) {
	c := uitest.Large(2000)
	of := make([]int, len(c.Articles))
	for b.Loop() {
		NewIndex(c, of)
	}
}
