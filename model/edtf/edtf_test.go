package edtf

import (
	"testing"
	"time"
)

func TestDayMatchesTheStandardLibrary(t *testing.T) {
	epoch := time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC)
	for d := Day(-800000); d < 800000; d += 13 {
		want := epoch.AddDate(0, 0, int(d))
		y, m, dd := d.Date()
		if y != want.Year() || m != int(want.Month()) || dd != want.Day() {
			t.Fatalf("day %d = %d-%d-%d, want %v", d, y, m, dd, want)
		}
		if DayOf(y, m, dd) != d {
			t.Fatalf("DayOf(%d, %d, %d) = %d, want %d", y, m, dd, DayOf(y, m, dd), d)
		}
		if d.Weekday() != int(want.Weekday()) {
			t.Fatalf("%v falls on %d, want %v", d, d.Weekday(), want.Weekday())
		}
		iy, iw := d.ISOWeek()
		if wy, ww := want.ISOWeek(); iy != wy || iw != ww {
			t.Fatalf("%v is in week %d-W%d, want %d-W%d", d, iy, iw, wy, ww)
		}
	}
}

func TestString(t *testing.T) {
	for _, tt := range []struct {
		v    Value
		want string
	}{
		{Value{}, ""},
		{OnDay(DayOf(2021, 11, 7)), "2021-11-07"},
		{InMonth(2020, 2), "2020-02"},
		{InYear(2003), "2003"},
		{InDecade(198), "198X"},
		{InCentury(19), "19XX"},
		{Between(InYear(2016), InYear(2022)), "2016/2022"},
		{Between(InMonth(2020, 5), InMonth(2020, 7)), "2020-05/2020-07"},
		{Between(OnDay(DayOf(2021, 11, 5)), OnDay(DayOf(2021, 11, 7))), "2021-11-05/2021-11-07"},
		{InWeek(DayOf(2021, 11, 7)), "2021-11-01/2021-11-07"},
		{Value{Lo: DayOf(2021, 11, 1), Hi: DayOf(2021, 11, 30), Gran: ByMonth, Approx: true}, "2021-11~"},
		{Value{Lo: DayOf(2021, 11, 7), Hi: DayOf(2021, 11, 7), Gran: ByDay, Uncertain: true}, "2021-11-07?"},
	} {
		if got := tt.v.String(); got != tt.want {
			t.Errorf("%+v is written %q, want %q", tt.v, got, tt.want)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for _, s := range []string{"2021-13", "2021-02-30", "202", "20211107", "2022/2016", "/", "2021-11-07Z", "+021"} {
		if v, err := Parse(s); err == nil {
			t.Errorf("Parse(%q) = %v, want an error", s, v)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"2021-11-07", "2020-05~", "2003?", "198X", "19XX", "2016/2022", "2021-11-05/2021-11-07", "2021-11%"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		v, err := Parse(s)
		if err != nil || v.IsZero() {
			return
		}
		if v.Hi < v.Lo {
			t.Fatalf("Parse(%q) ends before it begins: %v", s, v)
		}
		w, err := Parse(v.String())
		if err != nil || w.Lo != v.Lo || w.Hi != v.Hi {
			t.Fatalf("%q became %q, which reads as %v (%v)", s, v, w, err)
		}
	})
}
