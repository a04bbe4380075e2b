package timex

import (
	"strconv"
	"strings"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/edtf"
)

// joined reports whether candidates i and i+1 are the ends of a span, from
// the one to the other.
func (r *resolver) joined(i int) bool {
	if i < 0 || i+1 >= len(r.found) || r.found[i].block != r.found[i+1].block {
		return false
	}
	between := strings.TrimFunc(r.text[r.found[i].span.End:r.found[i+1].span.Start], invisible)
	e := r.x.find(between)
	return e != nil && e.in(r.x.role[roleThrough]) || between == "-" || between == "–"
}

// plainWeekday reports whether the candidate is a weekday and nothing else.
func plainWeekday(c *candidate) bool { return c.as == asDate && c.f.has == 1<<sWeekday }

// weekdayRange reads Monday to Friday: the end follows the beginning. What is
// over ended by publication; what the words neither say to be over nor to
// come, nor begin with "from", is said of every week.
func (r *resolver) weekdayRange(c *candidate, wd int) (meaning, bool) {
	i := r.i
	if !plainWeekday(c) {
		return meaning{}, false
	}
	if r.joined(i-1) && plainWeekday(&r.found[i-1]) {
		i--
	} else if !r.joined(i) || !plainWeekday(&r.found[i+1]) {
		return meaning{}, false
	}
	from, to := &r.found[i], &r.found[i+1]
	future, past := from.future || to.future, from.past || to.past
	if !future && !past && !r.opened(from) {
		return meaning{typ: model.Set, value: "XXXX-WXX-" + strconv.Itoa(isoWeekday(wd)), why: "happens every week"}, true
	}
	if !r.exact {
		return meaning{}, false
	}
	day := r.anchor.Lo
	length := edtf.Day((to.f.get(sWeekday) - from.f.get(sWeekday) + 7) % 7)
	lo := day - edtf.Day((day.Weekday()-from.f.get(sWeekday)+7)%7)
	how := "the newest span of these days that began by "
	switch {
	case future && lo < day:
		lo += 7
		how = "the first span of these days after "
	case past && lo+length > day:
		lo -= 7
		how = "the newest span of these days that was over by "
	}
	v := edtf.OnDay(lo)
	if c == to {
		v = edtf.OnDay(lo + length)
	}
	return meaning{value: valueOf(v), when: v, why: how + r.publication()}, true
}

// opened reports whether "from" or its like stands before the candidate.
func (r *resolver) opened(c *candidate) bool {
	before := strings.FieldsFunc(r.text[max(0, c.span.Start-besideReach):c.span.Start], invisible)
	if len(before) == 0 {
		return false
	}
	e := r.x.find(before[len(before)-1])
	return e != nil && (e.in(r.x.role[roleBeforeDay]) || e.in(r.x.role[roleBetween]))
}

// dayFrom reads a number of units from a day that is said with them: three
// Fridays ago, a week from Tuesday, two years ago today.
func (r *resolver) dayFrom(f *frame) (meaning, bool) {
	if f.is(sSome) && f.get(sSome) == 0 {
		return meaning{typ: model.Date, value: refValues[map[bool]int32{true: refFuture, false: refPast}[f.get(sDir) > 0]], why: "does not say how long"}, true
	}
	if !r.exact {
		return meaning{typ: model.Date, value: unknownAt(uDay), why: "the day of publication is not known"}, true
	}
	n, dir, unit := f.or(sSome, f.or(sN, 1)), f.get(sDir), int32(f.or(sUnit, int(uWeek)))
	day := r.anchor.Lo
	if f.is(sWeekday) {
		back := edtf.Day((day.Weekday() - f.get(sWeekday) + 7) % 7)
		switch {
		case dir > 0 && f.is(sUnit):
			day += 7 - back
		case f.is(sUnit):
			day -= back
		case dir > 0 || back > 0: // Fridays are counted from the next one, or from the last one
			day -= back
			n -= map[bool]int{true: 0, false: 1}[dir > 0]
		}
	} else {
		day += edtf.Day(f.get(sOff))
	}
	y, m, d := day.Date()
	switch unit {
	case uDay:
		day += edtf.Day(dir * n)
	case uWeek:
		day += edtf.Day(7 * dir * n)
	case uMonth:
		w := inMonth(y, m+dir*n)
		day = min(w.Lo+edtf.Day(d-1), w.Hi)
	case uYear:
		w := inMonth(y+dir*n, m)
		day = min(w.Lo+edtf.Day(d-1), w.Hi)
	default:
		return meaning{}, false
	}
	v := edtf.OnDay(day)
	return meaning{typ: model.Date, value: valueOf(v), when: v, why: "counted from " + r.publication()}, true
}
