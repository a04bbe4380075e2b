package timex

import (
	"strings"
	"testing"
	"time"

	"github.com/kreader/kreader/model/edtf"
)

// TestWorkStaysNearToLinear reads long texts of the words that patterns are
// made of, without a line end or a full stop.
func TestWorkStaysNearToLinear(t *testing.T) {
	for _, s := range []string{
		"the early late mid the first second quarter of the last next this ",
		"may 1 2 3 4 5 march sun sat mon, ", "7 May 2003, 7 May, ", "nineteen twenty hundred and one thousand ",
		"the the the of of in ", "1-2-3-4/5/6.7.8:9 ", "about nearly more than at least ", "x", "1", "\xff", "’", "a.",
	} {
		text := strings.Repeat(s, 200_000/len(s))
		start := time.Now()
		Tag(text, Context{Anchor: edtf.OnDay(edtf.DayOf(2014, 6, 18))})
		if d := time.Since(start); d > 3*time.Second {
			t.Errorf("200 kB of %q take %v", s, d)
		}
	}
}
