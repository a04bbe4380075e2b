package matrix

import (
	"testing"

	"github.com/kreader/kreader/model/edtf"
)

func TestShortDate(t *testing.T) {
	day := edtf.OnDay(edtf.DayOf(2021, 8, 20))
	years := edtf.Between(edtf.InYear(2020), edtf.InYear(2022))
	long := edtf.Between(edtf.InYear(1990), edtf.InYear(2022))
	for _, tc := range []struct {
		v    edtf.Value
		w    int
		want string
	}{
		{day, 11, "20 Aug 2021"},
		{day, 8, "Aug 2021"},
		{day, 5, "2021"},
		{day, 3, ""},
		{years, 9, "2020–2022"},
		{years, 8, "2020–22"},
		{years, 6, "2020–…"},
		{long, 8, "1990–…"},
		{edtf.Value{}, 8, ""},
	} {
		if got := shortDate(tc.v, tc.w); got != tc.want {
			t.Errorf("%s in %d cells: %q, want %q", tc.v, tc.w, got, tc.want)
		}
	}
}
