package timex

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/kreader/kreader/model/edtf"
)

// TestGenerated reads thousands of phrases from thousands of days and compares
// with an oracle that knows nothing of how the tagger works: it walks the
// calendar of the standard library day by day.
func TestGenerated(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 11))
	n := 0
	for range 400 {
		anchor := time.Date(1950+rng.IntN(120), time.Month(1+rng.IntN(12)), 1+rng.IntN(28), 0, 0, 0, 0, time.UTC)
		for _, c := range cases(rng, anchor) {
			n++
			got := ""
			ts := Tag(c.text, Context{Anchor: edtf.OnDay(edtf.DayOf(anchor.Year(), int(anchor.Month()), anchor.Day()))})
			if len(ts) == 1 {
				got = ts[0].Value
			}
			if got != c.want {
				t.Errorf("on %s (%s): %q is read %q (%d found), want %q", anchor.Format(time.DateOnly), anchor.Weekday(), c.text, got, len(ts), c.want)
			}
		}
		if t.Failed() {
			return
		}
	}
	if n < 5000 {
		t.Errorf("only %d phrases", n)
	}
}

type generated struct{ text, want string }

// walk goes from a day on, a step at a time, to the first day that fits.
func walk(from time.Time, step int, fits func(time.Time) bool) time.Time {
	d := from
	for range 4000 {
		if fits(d) {
			return d
		}
		d = d.AddDate(0, 0, step)
	}
	panic("no day fits")
}

func cases(rng *rand.Rand, anchor time.Time) []generated {
	var out []generated
	add := func(want, format string, args ...any) {
		out = append(out, generated{fmt.Sprintf(format, args...), want})
	}
	iso := func(d time.Time) string { return d.Format(time.DateOnly) }
	month := func(d time.Time) string { return d.Format("2006-01") }
	before, after := anchor.AddDate(0, 0, -1), anchor.AddDate(0, 0, 1)

	wd := time.Weekday(rng.IntN(7))
	is := func(d time.Time) bool { return d.Weekday() == wd }
	add(iso(walk(anchor, -1, is)), "They left on %s.", wd)
	add(iso(walk(anchor, 1, is)), "They will leave on %s.", wd)
	add(iso(walk(before, -1, is)), "They left last %s.", wd)
	add(iso(walk(after, 1, is)), "They will leave next %s.", wd)

	m, day := time.Month(1+rng.IntN(12)), 1+rng.IntN(28)
	same := func(d time.Time) bool { return d.Month() == m && d.Day() == day }
	add(iso(walk(anchor, -1, same)), "They left on %s %d.", m, day)
	add(iso(walk(anchor, -1, same)), "The house burned down on %d %s.", day, m)
	add(iso(walk(anchor, 1, same)), "They will leave on %s %d.", m, day)
	y := 1900 + rng.IntN(140)
	add(fmt.Sprintf("%d-%02d-%02d", y, m, day), "They left on %s %d, %d.", m, day, y)
	add(fmt.Sprintf("%d-%02d-%02d", y, m, day), "They left on %d %s %d.", day, m, y)
	add(fmt.Sprintf("%d-%02d", y, m), "They left in %s %d.", m, y)

	inMonth := func(d time.Time) bool { return d.Month() == m }
	add(month(walk(anchor, -1, inMonth)), "They left in %s.", m)
	notNow := func(step int) time.Time { // the first day outside this month
		return walk(anchor, step, func(d time.Time) bool { return month(d) != month(anchor) })
	}
	add(month(walk(notNow(-1), -1, inMonth)), "They left last %s.", m)
	add(month(walk(notNow(1), 1, inMonth)), "They will leave next %s.", m)

	k := 1 + rng.IntN(25)
	add(iso(anchor.AddDate(0, 0, -k)), "They left %d days ago.", k+1-1)
	add(fmt.Sprintf("%d", anchor.Year()-k), "They left %d years ago.", k)
	first := time.Date(anchor.Year(), anchor.Month(), 1, 0, 0, 0, 0, time.UTC)
	add(month(first.AddDate(0, -k, 0)), "They left %d months ago.", k)
	week := func(d time.Time) string { y, w := d.ISOWeek(); return fmt.Sprintf("%d-W%02d", y, w) }
	add(week(anchor.AddDate(0, 0, -7*k)), "They left %d weeks ago.", k)
	add(week(anchor.AddDate(0, 0, -7)), "They left last week.")
	add(week(anchor), "They left this week.")
	add(month(first.AddDate(0, 1, 0)), "They will leave next month.")
	add(fmt.Sprintf("%d", anchor.Year()-1), "They left last year.")
	add(iso(before), "They left yesterday.")
	add(iso(after), "They will leave tomorrow.")
	return out
}
