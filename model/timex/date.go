package timex

import (
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
	case f.is(sHalf) && (m.when.Gran == edtf.ByMonth || m.when.Gran >= edtf.ByDecade):
		return halfOf(m, f.get(sHalf))
	case f.is(sEdge) && f.is(sUnit) && m.when.Gran == edtf.ByMonth:
		return nthOf(m, f.get(sEdge), int32(f.get(sUnit)))
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

// halfOf reads the first half of May, or of a decade or century, as TIMEX3 has
// it: the value is that of the whole.
func halfOf(m meaning, half int) meaning {
	y, mo, _ := m.when.Lo.Date()
	middle := m.when.Lo + 15
	switch m.when.Gran {
	case edtf.ByDecade:
		middle = edtf.DayOf(y+5, 1, 1)
	case edtf.ByCentury:
		middle = edtf.DayOf(y+50, mo, 1)
	}
	if half == 1 {
		m.when.Hi = middle - 1
	} else {
		m.when.Lo = middle
	}
	m.when.Gran, m.when.Approx = edtf.Range, true
	return m
}

// nthOf reads the second week and the last day of a month; n counts from 1,
// and -1 is the last. Weeks are counted from the first day of the month.
func nthOf(m meaning, n int, unit int32) meaning {
	length := edtf.Day(1)
	if unit == uWeek {
		length = 7
	}
	lo := m.when.Lo + length*edtf.Day(n-1)
	if n < 0 {
		lo = m.when.Hi - length + 1
	}
	if lo > m.when.Hi {
		return m
	}
	switch unit {
	case uDay:
		m.when = edtf.OnDay(lo)
		m.value = valueOf(m.when)
	case uWeek:
		m.when = edtf.Value{Lo: lo, Hi: min(lo+length-1, m.when.Hi), Gran: edtf.Range, Approx: true}
	}
	return m
}

// calendar reads the calendar part.
func (r *resolver) calendar(c *candidate) (meaning, bool) {
	f := &c.f
	switch {
	case f.is(sISO):
		return stated(edtf.OnDay(edtf.Day(f.get(sISO)))), true
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

// value returns the TIMEX3 value of what the slots name: a span of days stays
// one, also when it is a weekend.
func (f *frame) value(v edtf.Value) string {
	if f.is(sDay2) && v.Gran == edtf.Range {
		return v.Lo.String() + "/" + v.Hi.String()
	}
	return valueOf(v)
}

// decade returns the decade of words such as "nineties", which the language
// file gives as 9, of figures, which are 199, and of the 1990's, which are a
// year.
func decade(n int) int {
	switch {
	case n < 10:
		return 190 + n
	case n >= 1000:
		return n / 10
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
	m.value = f.value(v)
	return m, true
}

// longestShort is how many years a span can last whose end is said in two
// figures.
const longestShort = 60

// yearRange reads 2016-22 and 2020 to 22; 2013-04, which can be none, is a
// month.
func (r *resolver) yearRange(f *frame) (meaning, bool) {
	y, z := f.get(sYear), f.get(sYear2)
	if z < 100 {
		z += y / 100 * 100
		if z <= y {
			z += 100
		}
		if m := f.get(sYear2); z > y+longestShort {
			return stated(inMonth(y, m)), m >= 1 && m <= 12
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
		return season(y, int32(f.get(sSeason))), true
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
		m := f.get(sHour)*60 + f.or(sMinute, 0)
		return "T" + clock(m/60, m%60, f)
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
