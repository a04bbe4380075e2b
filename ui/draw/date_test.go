package draw

import "testing"

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
