package edtf

import "testing"

func TestWords(t *testing.T) {
	d := DayOf
	for _, tt := range []struct {
		v    Value
		want string
	}{
		{Value{}, ""},
		{OnDay(d(2021, 11, 7)), "7 Nov 2021"},
		{InMonth(2020, 1), "Jan 2020"},
		{InYear(2018), "2018"},
		{InDecade(198), "1980s"},
		{Value{Lo: d(2016, 1, 1), Hi: d(2016, 12, 31), Gran: ByYear, Approx: true}, "about 2016"},
		{Value{Lo: d(2019, 9, 1), Hi: d(2019, 11, 30), Gran: BySeason}, "autumn 2019"},
		{Value{Lo: d(2019, 12, 1), Hi: d(2020, 2, 29), Gran: BySeason}, "winter 2019"},
		{Value{Lo: d(2019, 4, 1), Hi: d(2019, 6, 30), Gran: ByQuarter}, "Q2 2019"},
		{Value{Lo: d(2019, 7, 1), Hi: d(2019, 12, 31), Gran: ByHalf}, "H2 2019"},
		{Between(OnDay(d(2021, 11, 5)), OnDay(d(2021, 11, 7))), "5–7 Nov 2021"},
		{Between(OnDay(d(2021, 11, 30)), OnDay(d(2021, 12, 2))), "30 Nov – 2 Dec 2021"},
		{Between(InYear(2016), InYear(2022)), "2016–2022"},
		{Between(InMonth(2016, 3), InMonth(2016, 5)), "Mar–May 2016"},
		{Between(InMonth(2016, 3), InMonth(2017, 5)), "Mar 2016 – May 2017"},
		{Between(OnDay(d(2016, 3, 2)), OnDay(d(2017, 5, 3))), "2 Mar 2016 – 3 May 2017"},
	} {
		if got := tt.v.Words(); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.v, got, tt.want)
		}
	}
}
