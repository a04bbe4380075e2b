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
	return append(out, spans(rng, anchor, wd, y)...)
}

// spans are phrases that name more than a day, a day within something longer,
// or a day that is counted from another; y is a year, wd a weekday.
func spans(rng *rand.Rand, anchor time.Time, wd time.Weekday, y int) []generated {
	var out []generated
	add := func(want, format string, args ...any) {
		out = append(out, generated{fmt.Sprintf(format, args...), want})
	}
	iso := func(d time.Time) string { return d.Format(time.DateOnly) }
	before := anchor.AddDate(0, 0, -1)
	m := time.Month(1 + rng.IntN(12))
	first := time.Date(y, m, 1, 0, 0, 0, 0, time.UTC)
	last := walk(first.AddDate(0, 1, 0), -1, func(d time.Time) bool { return d.Month() == m })
	add(iso(last), "They left on the last day of %s %d.", m, y)
	add(iso(first), "They left on the first day of %s %d.", m, y)

	d := 1 + rng.IntN(last.Day()-1)
	from, to := first.AddDate(0, 0, d-1), first.AddDate(0, 0, d)
	add(iso(from)+"/"+iso(to), "It was shut on %s %d and %d, %d.", m, d, d+1, y)
	add(iso(from)+"/"+iso(last), "It was shut from %s %d to %d, %d.", m, d, last.Day(), y)
	add(iso(from)+"/"+iso(last), "It was shut %d–%d %s %d.", d, last.Day(), m, y)
	add(fmt.Sprintf("%d/%d", y, y+3), "It was shut in %d-%02d.", y, (y+3)%100)
	add(iso(from.AddDate(0, 0, -1)), "They left on the eve of %d %s %d.", d, m, y)

	n := 2 + rng.IntN(5)
	fits := 0
	add(iso(walk(before, -1, func(d time.Time) bool {
		if d.Weekday() == wd {
			fits++
		}
		return fits == n
	})), "They left %s %ss ago.", [...]string{2: "two", "three", "four", "five", "six"}[n], wd)
	add(iso(anchor.AddDate(0, 0, -7*n)), "They left %d weeks ago today.", n)
	q := int(m-1)/3 + 1
	add(fmt.Sprintf("%d-Q%d", y, q), "It was shut in the %s quarter of %d.", [...]string{1: "first", "second", "third", "fourth"}[q], y)
	add(fmt.Sprintf("%d-H%d", y, (q+1)/2), "It was shut in H%d %d.", (q+1)/2, y)
	tens := 191 + rng.IntN(9) // the 1900s may be ten years or a hundred
	add(fmt.Sprintf("%d", tens), "It was shut in the %d0s.", tens)
	thursday := 0
	add(iso(walk(time.Date(y, 11, 1, 0, 0, 0, 0, time.UTC), 1, func(d time.Time) bool {
		if d.Weekday() == time.Thursday {
			thursday++
		}
		return thursday == 4
	})), "It was shut on Thanksgiving %d.", y)
	monday := walk(time.Date(y, 5, 31, 0, 0, 0, 0, time.UTC), -1, func(d time.Time) bool { return d.Weekday() == time.Monday })
	add(iso(monday), "It was shut on Memorial Day %d.", y)
	return out
}
