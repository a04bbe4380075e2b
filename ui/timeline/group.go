package timeline

import (
	"fmt"
	"strconv"

	"github.com/kreader/kreader/model/edtf"
	"github.com/kreader/kreader/ui/draw"
)

// heading stands above a run of events and says when they were: "2021",
// "Nov 2021", "7 Nov 2021", or the ends of a stretch in which little happened,
// "1980–2003".
type heading struct {
	label string
	lo    edtf.Day // where the stretch begins and ends; both zero for undated ones
	hi    edtf.Day
	later string // how long after the stretch before it, "" when not long
	fold  bool   // the label does not give the year of each event, so their rows do
	dated bool
}

// unit is what events are grouped by.
type unit uint8

const (
	byYear unit = iota
	byMonth
	byDay
)

// A year of few events is not worth a line for its heading and is shown with
// its neighbours; one of more than a screenful is divided.
const (
	few       = 3
	screenful = 30
	longRun   = 12 // rows of a stretch of years that is divided by decades
)

// key returns the year, month or day that an event counts to. What is less
// precise than the unit goes before everything else of the next larger one.
func (u unit) key(v edtf.Value) int {
	y, m, _ := v.Lo.Date()
	switch {
	case u == byYear:
		return y
	case u == byMonth && coarse(v):
		return y * 12
	case u == byMonth:
		return y*12 + m
	case v.Gran == edtf.ByDay:
		return int(v.Lo)
	}
	return int(edtf.DayOf(y, m, 1)) - 1
}

// coarse reports whether v says less than a month.
func coarse(v edtf.Value) bool {
	switch v.Gran {
	case edtf.ByDay, edtf.ByWeek, edtf.ByMonth:
		return false
	case edtf.Range:
		return v.Days() > 31
	}
	return true
}

// grouping divides events into groups as their density asks: years, where there
// are many months and days, and where there are few whole stretches of years.
type grouping struct {
	when func(event int32) edtf.Value
	add  func(h heading, events []int32)
}

// divide calls add for each group of the events, which are in order and dated.
func (g *grouping) divide(events []int32, u unit) {
	from := 0 // of the stretch of sparse groups that is not added yet
	for i := 0; i < len(events); {
		j := i + 1
		for j < len(events) && u.key(g.when(events[j])) == u.key(g.when(events[i])) {
			j++
		}
		if j-i < few {
			i = j
			continue
		}
		g.stretch(events[from:i], u)
		finer := u
		if j-i > screenful {
			for finer < byDay && (finer == u || !g.spreads(events[i:j], finer)) {
				finer++
			}
		}
		if finer > u && g.spreads(events[i:j], finer) {
			g.divide(events[i:j], finer)
		} else {
			g.whole(events[i:j], u)
		}
		i, from = j, j
	}
	g.stretch(events[from:], u)
}

// spreads reports whether the events are of several smaller units.
func (g *grouping) spreads(events []int32, u unit) bool {
	return u.key(g.when(events[0])) != u.key(g.when(events[len(events)-1]))
}

// stretch adds a run of years, months or days of few events each.
func (g *grouping) stretch(events []int32, u unit) {
	if len(events) == 0 {
		return
	}
	first, last := g.when(events[0]), g.when(events[len(events)-1])
	y1, m1, d1 := first.Lo.Date()
	y2, m2, d2 := last.Lo.Date()
	if u == byYear && len(events) > longRun && y1/10 != y2/10 {
		for i := 0; i < len(events); {
			j := i + 1
			for j < len(events) && (j-i < few || len(events)-j < few || g.when(events[j]).Lo.Year()/10 == g.when(events[j-1]).Lo.Year()/10) {
				j++
			}
			g.stretch10(events[i:j])
			i = j
		}
		return
	}
	if !g.spreads(events, u) {
		g.whole(events, u)
		return
	}
	h := heading{lo: first.Lo, hi: last.Hi, dated: true}
	switch u {
	case byYear:
		h.label, h.fold = fmt.Sprintf("%d–%d", y1, y2), true
		h.lo, h.hi = edtf.DayOf(y1, 1, 1), edtf.DayOf(y2, 12, 31)
	case byMonth:
		h.label = fmt.Sprintf("%s–%s %d", draw.Month(m1), draw.Month(m2), y2)
		h.lo, h.hi = edtf.DayOf(y1, m1, 1), edtf.DayOf(y2, m2, edtf.DaysIn(y2, m2))
		if coarse(first) {
			h.label = strconv.Itoa(y2)
			h.lo, h.hi = edtf.DayOf(y2, 1, 1), edtf.DayOf(y2, 12, 31)
		}
	case byDay:
		h.label = fmt.Sprintf("%d–%d %s %d", d1, d2, draw.Month(m2), y2)
	}
	g.add(h, events)
}

// stretch10 adds a part of a stretch of years that was divided by decades.
func (g *grouping) stretch10(events []int32) {
	y1, y2 := g.when(events[0]).Lo.Year(), g.when(events[len(events)-1]).Lo.Year()
	h := heading{label: fmt.Sprintf("%d–%d", y1, y2), lo: edtf.DayOf(y1, 1, 1), hi: edtf.DayOf(y2, 12, 31), fold: true, dated: true}
	switch {
	case y1 == y2:
		g.whole(events, byYear)
		return
	case y1/10 == y2/10:
		h.label = fmt.Sprintf("%ds", y1/10*10)
	}
	g.add(h, events)
}

// whole adds the events of one year, month or day.
func (g *grouping) whole(events []int32, u unit) {
	v := g.when(events[0])
	y, m, _ := v.Lo.Date()
	h := heading{label: strconv.Itoa(y), lo: edtf.DayOf(y, 1, 1), hi: edtf.DayOf(y, 12, 31), dated: true}
	switch {
	case u == byYear || u == byMonth && coarse(v):
	case u == byMonth || v.Gran != edtf.ByDay:
		h.label = fmt.Sprintf("%s %d", draw.Month(m), y)
		h.lo, h.hi = edtf.DayOf(y, m, 1), edtf.DayOf(y, m, edtf.DaysIn(y, m))
	default:
		h.label, h.lo, h.hi = draw.Day(v.Lo), v.Lo, v.Lo
	}
	g.add(h, events)
}

// later says how long after before something is that begins at lo, when that
// is worth saying: two years or more or, where the headings are of less than a
// year, three months.
func later(before, lo edtf.Day, years bool) string {
	y1, m1, _ := before.Date()
	y2, m2, _ := lo.Date()
	months := 12*(y2-y1) + m2 - m1
	switch {
	case years && y2-y1 > 1:
		return fmt.Sprintf("%d years later", y2-y1)
	case !years && months >= 24:
		return fmt.Sprintf("%d years later", months/12)
	case !years && months > 2:
		return fmt.Sprintf("%d months later", months)
	}
	return ""
}
