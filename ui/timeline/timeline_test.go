package timeline

import (
	"fmt"
	"strings"
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
	p.Show(NewIndex(c, of).Shape(View{Zoom: AllEvents}), outlets, -1)
	return p
}

func TestFrames(t *testing.T) {
	p := pane(uitest.Sample(true), 45, 24)
	uitest.Golden(t, "all.txt", uitest.Plain(p.View()))
	p.SetFilter(View{Zoom: WithPassages})
	p.Select(5, 3)
	uitest.Golden(t, "passages.txt", uitest.Plain(p.View()))
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
	for _, id := range []action.ID{action.Down, action.PageDown, action.HalfPageDown, action.Bottom, action.Up, action.PageUp, action.HalfPageUp, action.Top} {
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
	for _, zoom := range []Zoom{WithPassages, AllEvents, KeyEvents, WithPassages} {
		p.Do(action.PageDown)
		p.SetFilter(View{Zoom: zoom})
		if e, _ := p.At(); e < 0 || p.cursor < p.offset || p.cursor >= p.offset+p.body() {
			t.Fatalf("at zoom %v the cursor (row %d) is outside the view (%d+%d)", zoom, p.cursor, p.offset, p.body())
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
		if got := p.when(tt.v, false); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.v, got, tt.want)
		}
	}
}

func TestKeyEvents(t *testing.T) {
	for n, want := range map[int]int{0: 0, 5: 5, 12: 12, 40: 12, 100: 25, 2000: 80} {
		got := 0
		for _, k := range Key(uitest.Large(n).Events) {
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

// BenchmarkFilter lays out a view: of a large collection that is not done while
// somebody waits.
func BenchmarkFilter(b *testing.B) {
	x := pane(uitest.Large(50000), 45, 36).index
	for name, v := range map[string]View{"text": {Zoom: AllEvents, Text: "number 77"}, "passages": {Zoom: WithPassages}} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				x.Shape(v)
			}
		})
	}
}

func BenchmarkIndex(b *testing.B) {
	c := uitest.Large(2000)
	of := make([]int, len(c.Articles))
	for b.Loop() {
		NewIndex(c, of)
	}
}

// TestGroups holds which headings events stand under: years where there are
// enough of them, stretches of years where there are few, months and days where
// there are very many.
func TestGroups(t *testing.T) {
	repeat := func(n int, s string) string { return strings.TrimSuffix(strings.Repeat(s+" ", n), " ") }
	for _, tt := range []struct{ name, dates, want string }{
		{"none", "", ""},
		{"one", "2016", "2016"},
		{"sparse years", "1967 1980 2000 2003-04 2016-06-01", "1967–2016"},
		{"a full year among sparse ones", "1967 1980 2020-01 2020-02 2020-03 2021", "1967–1980, 2020 (40 years later), 2021"},
		{"sparse neighbours of full ones", "2019-01 2019-02 2019-03 2020 2021-01 2021-02 2021-03", "2019, 2020, 2021"},
		{"decades", "1961 1962 1963 1964 1971 1972 1973 1974 1981 1982 1983 1984 1991", "1960s, 1970s (7 years later), 1981–1991 (7 years later)"},
		{"months", repeat(20, "2021-03-04") + " " + repeat(20, "2021-05-06"), "Mar 2021, May 2021"},
		{"sparse months", "2021 2021-01-02 2021-02-03 " + repeat(40, "2021-05-06"), "2021, May 2021"},
		{"months between", repeat(31, "2021-03-04") + " 2021-04-01 2021-06-01 " + repeat(4, "2021-11-05"), "Mar 2021, Apr–Jun 2021, Nov 2021 (5 months later)"},
		{"days", repeat(20, "2021-03-04") + " " + repeat(20, "2021-03-05"), "4 Mar 2021, 5 Mar 2021"},
		{"an imprecise one among days", "2021-03 " + repeat(20, "2021-03-04") + " " + repeat(20, "2021-03-05"), "Mar 2021, 4 Mar 2021, 5 Mar 2021"},
		{"a day of very many", repeat(50, "2021-03-04"), "2021"},
	} {
		var values []edtf.Value
		for s := range strings.FieldsSeq(tt.dates) {
			v, err := edtf.Parse(s)
			if err != nil {
				t.Fatal(err)
			}
			values = append(values, v)
		}
		var got []string
		next, total := 0, 0
		p := &Shape{index: &Index{Collection: &model.Collection{Events: make([]model.Event, len(values))}}}
		p.rowOf = make([]int32, len(values))
		g := grouping{func(i int32) edtf.Value { return values[i] }, func(h heading, events []int32) {
			for _, e := range events {
				if int(e) != next {
					t.Errorf("%s: event %d comes where %d should", tt.name, e, next)
				}
				next++
				if v := values[e]; v.Lo < h.lo || v.Hi > h.hi {
					t.Errorf("%s: %s is not within %q, %s to %s", tt.name, v, h.label, h.lo, h.hi)
				}
			}
			total += len(events)
			p.addGroup(h, events)
		}}
		events := make([]int32, len(values))
		for i := range events {
			events[i] = int32(i)
		}
		g.divide(events, byYear)
		for _, h := range p.heads {
			if got = append(got, h.label); h.later != "" {
				got[len(got)-1] += " (" + h.later + ")"
			}
		}
		if s := strings.Join(got, ", "); s != tt.want || total != len(values) {
			t.Errorf("%s: %d of %d events under\n%s\nwant\n%s", tt.name, total, len(values), s, tt.want)
		}
	}
}

func TestSpans(t *testing.T) {
	p := pane(uitest.Sample(true), 45, 24)
	for text, want := range map[string]int{
		"2015..2017": 2, "2017..": 5, "..2013": 2, "2019-03-12..2019-03-20": 2, "2011..2019 bridge": 3, "..": 0, "2017..x": 0, "2019..2015": 0,
	} {
		p.SetFilter(View{Zoom: AllEvents, Text: text})
		if n, _ := p.Shown(); n != want {
			t.Errorf("%q: %d events shown, want %d", text, n, want)
		}
	}
	p.SetFilter(View{Zoom: AllEvents})
	p.Select(6, -1)
	span, ok := p.Period()
	if !ok || span.Name != "2019" {
		t.Fatalf("the cursor is in %+v, want 2019", span)
	}
	p.SetFilter(View{Zoom: AllEvents, Period: span})
	if n, _ := p.Shown(); n != 3 {
		t.Errorf("%d events shown of 2019, want 3", n)
	}
	p.SetFilter(View{Zoom: AllEvents})
	p.Do(action.Bottom)
	if _, ok := p.Period(); ok {
		t.Error("the undated events have a time")
	}
}
