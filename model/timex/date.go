package timex

import (
	"strconv"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/edtf"
)

// date reads whatever names a place in the calendar, and the time of day that
// may stand with it.
func (r *resolver) date(c *candidate) (meaning, bool) {
	m, ok := r.calendar(c)
	if !ok {
		return m, false
	}
	m = beside(m, &c.f)
	if m.typ == "" {
		m.typ = model.Date
	}
	if c.f.any(sPart, sClock, sHour) {
		m.typ = model.Time
		m.value += timeOfDay(&c.f)
	}
	return m, true
}

// beside reads what stands beside a day: the eve of it, the week of it.
func beside(m meaning, f *frame) meaning {
	week := f.is(sUnit) && f.get(sUnit) == int(uWeek) && f.is(sMonth) && f.is(sDay)
	switch {
	case !f.is(sShift) && !week:
		return m
	case m.when.Gran != edtf.ByDay:
		m.value = unknownAt(uDay)
		return m
	case week:
		m.when = edtf.InWeek(m.when.Lo)
		m.why = "the week of it; " + m.why
	default:
		n := f.get(sShift)
		m.why = "the day " + [...]string{"before", "after"}[max(0, n)] + " " + m.when.String() + ", which is " + m.why
		m.when = edtf.OnDay(m.when.Lo + edtf.Day(n))
	}
	m.value = valueOf(m.when)
	return m
}

// calendar reads the calendar part.
func (r *resolver) calendar(c *candidate) (meaning, bool) {
	f := &c.f
	switch {
	case f.is(sISO):
		return stated(edtf.OnDay(edtf.Day(f.val[sISO]))), true
	case f.is(sOff):
		return r.fromToday(f.get(sOff)), true
	case f.is(sRel) && f.is(sUnit):
		return r.relative(c)
	case f.is(sChain) && f.is(sUnit):
		return r.chained(c)
	case f.is(sYear):
		return r.explicit(c)
	case f.is(sDecade) && f.get(sDecade) < 0:
		return stated(edtf.InCentury(-f.get(sDecade))), true
	case f.is(sDecade):
		return stated(edtf.InDecade(decade(f.get(sDecade)))), true
	case f.is(sCentury):
		v := edtf.InCentury(f.get(sCentury) - 1)
		return stated(v), f.get(sCentury) > 0 && f.get(sCentury) < 30
	case f.any(sMonth, sSeason, sQuarter, sHalf, sHoliday):
		return r.yearless(c)
	case f.is(sChain) && f.is(sPart):
		f.set(sUnit, uDay)
		return r.chained(c)
	case f.is(sDay):
		return r.dayAlone(c)
	case f.is(sWeekday):
		return r.weekday(c)
	case f.is(sUnit):
		return r.unitAlone(c)
	case f.any(sPart, sClock, sHour):
		return r.timeAlone(c), true
	}
	return meaning{}, false
}

func stated(v edtf.Value) meaning {
	return meaning{value: valueOf(v), when: v, why: "stated", stated: true}
}

// decade returns the decade of words such as "nineties", which the language
// file gives as 9, and of figures, which are 199.
func decade(n int) int {
	if n < 10 {
		return 190 + n
	}
	return n
}

// explicit reads a date whose year is said.
func (r *resolver) explicit(c *candidate) (meaning, bool) {
	f := &c.f
	y := f.get(sYear)
	if f.is(sYear2) {
		return r.yearRange(f)
	}
	v, ok := r.in(f, y)
	if !ok {
		return meaning{}, false
	}
	m := stated(v)
	return m, true
}

// yearRange reads 2016-22 and 2020 to 22.
func (r *resolver) yearRange(f *frame) (meaning, bool) {
	y, z := f.get(sYear), f.get(sYear2)
	if z < 100 {
		z += y / 100 * 100
		if z <= y {
			z += 100
		}
	}
	if z <= y || z > y+150 {
		return meaning{}, false
	}
	v := edtf.Between(edtf.InYear(y), edtf.InYear(z))
	return stated(v), true
}

// in returns what the filled slots name in the year y, false when the
// calendar has no such day.
func (r *resolver) in(f *frame, y int) (edtf.Value, bool) {
	switch {
	case f.is(sMonth) && f.is(sDay):
		if !edtf.Valid(y, f.get(sMonth), f.get(sDay)) {
			return edtf.Value{}, false
		}
		v := edtf.OnDay(edtf.DayOf(y, f.get(sMonth), f.get(sDay)))
		if f.is(sDay2) || f.is(sMonth2) {
			m2, d2 := f.or(sMonth2, f.get(sMonth)), f.get(sDay2)
			if !edtf.Valid(y, m2, d2) {
				return edtf.Value{}, false
			}
			w := edtf.OnDay(edtf.DayOf(y, m2, d2))
			v = edtf.Between(v, w)
			return v, !v.IsZero()
		}
		return v, true
	case f.is(sMonth) && f.is(sMonth2):
		v := edtf.Between(edtf.InMonth(y, f.get(sMonth)), edtf.InMonth(y, f.get(sMonth2)))
		return v, !v.IsZero()
	case f.is(sMonth):
		return edtf.InMonth(y, f.get(sMonth)), true
	case f.is(sSeason):
		return season(y, f.val[sSeason]), true
	case f.is(sQuarter):
		return quarter(y, f.get(sQuarter)), f.get(sQuarter) >= 1 && f.get(sQuarter) <= 4
	case f.is(sHalf):
		return half(y, f.get(sHalf)), f.get(sHalf) >= 1 && f.get(sHalf) <= 2
	case f.is(sHoliday):
		return holidayIn(r.holiday(f), y), true
	}
	return edtf.InYear(y), true
}

func (r *resolver) holiday(f *frame) string { return r.holidays[f.get(sHoliday)] }

// fromToday reads today, yesterday, tomorrow.
func (r *resolver) fromToday(n int) meaning {
	if !r.exact {
		return meaning{value: "XXXX-XX-XX", why: "the day of publication is not known"}
	}
	v := edtf.OnDay(r.anchor.Lo + edtf.Day(n))
	why := "the day of " + r.publication()
	switch {
	case n < 0:
		why = count(-n, uDay) + " before " + r.publication()
	case n > 0:
		why = count(n, uDay) + " after " + r.publication()
	}
	return meaning{value: valueOf(v), when: v, why: why}
}

// publication names the day of publication, for people, and notes that the
// expression was read against it.
func (r *resolver) publication() string {
	r.usedAnchor = true
	if r.published == "" {
		plain := r.anchor
		plain.Uncertain, plain.Approx = false, false
		on := map[bool]string{true: "on ", false: "in "}[r.exact]
		if r.anchor.Uncertain {
			on = "estimated as "
		}
		r.published = "publication " + on + plain.String()
	}
	return r.published
}

// relative reads last week, next year, and what stands with them: October of
// last year, Sunday of next week.
func (r *resolver) relative(c *candidate) (meaning, bool) {
	f := &c.f
	unit, n := int32(f.get(sUnit)), max(-1, min(1, f.get(sRel)))
	if unit <= uHour {
		return meaning{typ: model.Duration, value: period(f), why: "a length of time"}, unit == uHour && n < 0
	}
	if r.anchor.IsZero() {
		return meaning{value: unknownAt(unit), why: "the day of publication is not known"}, true
	}
	v, ok := shifted(r.anchor, unit, n, false)
	if !ok {
		return meaning{value: unknownAt(unit), why: "the day of publication is not known"}, true
	}
	if unit >= uDecade && n < 0 {
		return meaning{typ: model.Duration, value: period(f), why: "a length of time"}, true
	}
	if unit == uDecade {
		v = edtf.InDecade(floorDiv(r.anchor.Lo.Year(), 10) + n)
	}
	if unit == uCentury {
		v = edtf.InCentury(floorDiv(r.anchor.Lo.Year(), 100) + n)
	}
	inner, within := r.inside(f, v)
	if within {
		v = inner
	}
	if f.get(sRel) == upToNow && !within {
		return meaning{value: valueOf(v), why: "the " + unitWords[unit] + " up to " + r.publication()}, true
	}
	which, in := [...]string{"before", "of", "after"}[n+1], ""
	if within {
		in = "in "
	}
	return meaning{value: valueOf(v), when: v, why: in + "the " + unitWords[unit] + " " + which + " " + r.publication()}, true
}

// upToNow is the value of "past": the past year ends today, so that it names
// no year of the calendar.
const upToNow = -2

// inside returns what the other slots name inside v: a month of a year, a
// weekday of a week, a day of a month.
func (r *resolver) inside(f *frame, v edtf.Value) (edtf.Value, bool) {
	y, m, _ := v.Lo.Date()
	switch {
	case v.Gran == edtf.ByYear && f.any(sMonth, sSeason, sQuarter, sHalf, sHoliday):
		return r.in(f, y)
	case v.Gran == edtf.ByMonth && f.is(sDay) && edtf.Valid(y, m, f.get(sDay)):
		return edtf.OnDay(edtf.DayOf(y, m, f.get(sDay))), true
	case v.Gran == edtf.ByWeek && f.is(sWeekday):
		return edtf.OnDay(v.Lo + edtf.Day(isoWeekday(f.get(sWeekday))-1)), true
	}
	return v, false
}

// chained reads the following year, the same day, the previous month: against
// what was said before.
func (r *resolver) chained(c *candidate) (meaning, bool) {
	f := &c.f
	unit := int32(f.get(sUnit))
	l := r.lasts[granularityOf(unit)]
	base, from := l.when, "what was said before"
	if base.IsZero() || c.block-l.block > 2 {
		base, from = r.anchor, ""
	}
	if base.IsZero() {
		return meaning{value: unknownAt(unit), why: "nothing says from when"}, true
	}
	v, ok := shifted(base, unit, f.get(sChain), false)
	if !ok {
		return meaning{value: unknownAt(unit), why: "what it is counted from is not known closely enough"}, true
	}
	if inner, ok := r.inside(f, v); ok {
		v = inner
	}
	if from == "" { // counted from publication it would be a guess
		return meaning{value: valueOf(v), why: "nothing says from when"}, true
	}
	from += ", " + base.String()
	which := [...]string{"before", "of", "after"}[max(-1, min(1, f.get(sChain)))+1]
	return meaning{value: valueOf(v), when: v, why: "the " + unitWords[unit] + " " + which + " " + from}, true
}

func granularityOf(unit int32) edtf.Granularity {
	switch unit {
	case uDay, uNight:
		return edtf.ByDay
	case uWeek, uWeekend, uFortnight:
		return edtf.ByWeek
	case uMonth:
		return edtf.ByMonth
	case uQuarter:
		return edtf.ByQuarter
	case uSeason:
		return edtf.BySeason
	}
	return edtf.ByYear
}

// dayAlone reads "the 7th": of the month said before, else the newest.
func (r *resolver) dayAlone(c *candidate) (meaning, bool) {
	d := c.f.get(sDay)
	base := r.lasts[edtf.ByMonth]
	if base.when.IsZero() || c.block-base.block > 1 {
		if !r.exact {
			return meaning{value: "XXXX-XX-" + two(d), why: "the month is not known"}, true
		}
		y, m, _ := r.anchor.Lo.Date()
		if !c.future && edtf.DayOf(y, m, d) > r.anchor.Lo {
			m--
		}
		v := inMonth(y, m)
		if d > v.Days() {
			return meaning{}, false
		}
		v = edtf.OnDay(v.Lo + edtf.Day(d-1))
		return meaning{value: valueOf(v), when: v, why: "the newest such day before " + r.publication()}, true
	}
	v := base.when
	if d > v.Days() {
		return meaning{}, false
	}
	v = edtf.OnDay(v.Lo + edtf.Day(d-1))
	return meaning{value: valueOf(v), when: v, why: "of the month said before it"}, true
}

// weekday reads a weekday: the newest not after publication, unless the words
// say otherwise.
func (r *resolver) weekday(c *candidate) (meaning, bool) {
	f := &c.f
	wd := f.get(sWeekday)
	name := weekdayNames[wd]
	if m, ok := r.weekdayRange(c, wd); ok {
		return m, true
	}
	if !r.exact {
		return meaning{value: "XXXX-WXX-" + strconv.Itoa(isoWeekday(wd)), why: "the day of publication is not known"}, true
	}
	day := r.anchor.Lo
	back := edtf.Day((day.Weekday() - wd + 7) % 7)
	v, how := day-back, "the "+name+" before "
	rel, isRel := f.get(sRel), f.is(sRel)
	switch {
	case f.is(sChain) && !r.lasts[edtf.ByDay].when.IsZero():
		p := r.lasts[edtf.ByDay].when.Lo
		if f.get(sChain) > 0 {
			v = p + 1 + edtf.Day((wd-p.Weekday()-1+14)%7)
			how = "the " + name + " after "
		} else {
			v = p - 1 - edtf.Day((p.Weekday()-wd-1+14)%7)
		}
		w := edtf.OnDay(v)
		return meaning{value: valueOf(w), when: w, why: how + p.String()}, true
	case isRel && rel < 0 && back == 0:
		v -= 7
	case isRel && rel == 0 && !c.past && back > 0 && isoWeekday(wd) > isoWeekday(day.Weekday()):
		v += 7
		how = "the " + name + " of the week of "
	case isRel && rel > 0, c.future && !isRel && back > 0:
		v += 7
		how = "the " + name + " after "
	case back == 0:
		how = "the day of "
	}
	w := edtf.OnDay(v)
	return meaning{value: valueOf(w), when: w, why: how + r.publication()}, true
}

var weekdayNames = [...]string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"}

// unitAlone reads "the quarter", "the latest period" and "the weekend".
func (r *resolver) unitAlone(c *candidate) (meaning, bool) {
	unit, latest := int32(c.f.get(sUnit)), c.f.or(sLatest, 0)
	if unit == uQuarter && !r.quarter.when.IsZero() && (latest == 0 || r.anchor.IsZero() || r.quarter.when.Hi < r.anchor.Lo) {
		return meaning{value: valueOf(r.quarter.when), when: r.quarter.when, why: "the quarter said before"}, true
	}
	if !r.exact {
		return meaning{value: unknownAt(unit), why: "the day of publication is not known"}, true
	}
	v, ok := shifted(r.anchor, unit, 0, false)
	if !ok {
		return meaning{}, false
	}
	switch {
	case unit == uWeekend && v.Lo > r.anchor.Lo && !c.future:
		v = weekend(v.Lo - 7)
	case unit == uQuarter:
		v, _ = shifted(r.anchor, unit, -1, false)
	}
	return meaning{value: valueOf(v), when: v, why: "the newest " + unitWords[unit] + " before " + r.publication()}, true
}

// timeAlone reads a time of day without a day: that of the day before it in
// the same sentence, else of publication.
func (r *resolver) timeAlone(c *candidate) meaning {
	if l := r.lasts[edtf.ByDay]; !l.when.IsZero() && c.block == l.block && c.sent-l.sent <= 1 {
		return meaning{value: valueOf(l.when), when: l.when, why: "on the day said before it"}
	}
	if !r.exact {
		return meaning{value: "XXXX-XX-XX", why: "the day is not known"}
	}
	return meaning{value: valueOf(r.anchor), when: r.anchor, why: "on the day of " + r.publication()}
}

// timeOfDay returns the part of a TIMEX3 value after the date.
func timeOfDay(f *frame) string {
	switch {
	case f.is(sClock):
		return "T" + clock(f.get(sClock)/60, f.get(sClock)%60, f)
	case f.is(sHour):
		return "T" + clock(f.get(sHour), 0, f)
	}
	return partValues[f.get(sPart)]
}

func clock(h, m int, f *frame) string {
	switch f.or(sAmPm, 0) {
	case 1:
		if h == 12 {
			h = 0
		}
	case 2:
		if h < 12 {
			h += 12
		}
	default:
		if f.is(sPart) && h < 12 && (f.get(sPart) == int(pAfternoon) || f.get(sPart) == int(pEvening)) {
			h += 12
		}
	}
	return two(h) + ":" + two(m)
}
