package draw

import (
	"testing"

	"github.com/kreader/kreader/model/edtf"
)

func TestDate(t *testing.T) {
	d := edtf.DayOf
	for _, tt := range []struct {
		v    edtf.Value
		want string
	}{
		{edtf.Value{}, ""},
		{edtf.OnDay(d(2021, 11, 7)), "7 Nov 2021"},
		{edtf.InMonth(2020, 1), "Jan 2020"},
		{edtf.InYear(2018), "2018"},
		{edtf.InDecade(198), "1980s"},
		{edtf.Value{Lo: d(2016, 1, 1), Hi: d(2016, 12, 31), Gran: edtf.ByYear, Approx: true}, "about 2016"},
		{edtf.Value{Lo: d(2019, 9, 1), Hi: d(2019, 11, 30), Gran: edtf.BySeason}, "autumn 2019"},
		{edtf.Value{Lo: d(2019, 12, 1), Hi: d(2020, 2, 29), Gran: edtf.BySeason}, "winter 2019"},
		{edtf.Value{Lo: d(2019, 4, 1), Hi: d(2019, 6, 30), Gran: edtf.ByQuarter}, "Q2 2019"},
		{edtf.Value{Lo: d(2019, 7, 1), Hi: d(2019, 12, 31), Gran: edtf.ByHalf}, "H2 2019"},
		{edtf.Between(edtf.OnDay(d(2021, 11, 5)), edtf.OnDay(d(2021, 11, 7))), "5–7 Nov 2021"},
		{edtf.Between(edtf.OnDay(d(2021, 11, 30)), edtf.OnDay(d(2021, 12, 2))), "30 Nov – 2 Dec 2021"},
		{edtf.Between(edtf.InYear(2016), edtf.InYear(2022)), "2016–2022"},
		{edtf.Between(edtf.InMonth(2016, 3), edtf.InMonth(2016, 5)), "Mar–May 2016"},
		{edtf.Between(edtf.InMonth(2016, 3), edtf.InMonth(2017, 5)), "Mar 2016 – May 2017"},
		{edtf.Between(edtf.OnDay(d(2016, 3, 2)), edtf.OnDay(d(2017, 5, 3))), "2 Mar 2016 – 3 May 2017"},
	} {
		if got := Date(tt.v); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.v, got, tt.want)
		}
	}
}

func TestDates(t *testing.T) {
	for in, want := range map[string]string{
		"the Sunday before publication on 2021-11-09": "the Sunday before publication on 9 Nov 2021",
		"2021-11-09, 2021-13-09 and x-2021-11-09":     "9 Nov 2021, 2021-13-09 and x-2021-11-09",
		"12021-11-09 2021-11-091 a-b 2020-05":         "12021-11-09 2021-11-091 a-b 2020-05",
		"":                                            "", "-": "-",
	} {
		if got := Dates(in); got != want {
			t.Errorf("Dates(%q) = %q, want %q", in, got, want)
		}
	}
}
