package timex

import "testing"

func TestCount(t *testing.T) {
	for _, c := range []struct {
		n    int
		unit int32
		want string
	}{
		{1, uDay, "1 day"}, {2, uDay, "2 days"}, {2, uCentury, "2 centuries"}, {1, uCentury, "1 century"}, {12, uMonth, "12 months"},
	} {
		if got := count(c.n, c.unit); got != c.want {
			t.Errorf("count(%d, %s) = %q, want %q", c.n, unitWords[c.unit], got, c.want)
		}
	}
}
