package timex

import (
	"strconv"

	"github.com/kreader/kreader/model"
)

// duration reads lengths of time; they have no place in the calendar.
func (r *resolver) duration(c *candidate) (meaning, bool) {
	if !c.f.is(sUnit) {
		return meaning{}, false
	}
	return meaning{typ: model.Duration, value: period(&c.f), why: "a length of time"}, true
}

// period returns the TIMEX3 value of a length: P3Y, PT5H30M, PXD.
func period(f *frame) string {
	unit := int32(f.get(sUnit))
	if f.is(sHalf) {
		return halves[unit]
	}
	n := "X"
	switch {
	case f.is(sSome) && f.get(sSome) > 0:
		n = strconv.Itoa(f.get(sSome))
	case f.is(sSome):
	default:
		k := f.or(sN, 1)
		switch unit {
		case uFortnight:
			k *= 2
		case uDecade:
			k, unit = 10*k, uYear
		}
		n = strconv.Itoa(k)
	}
	if unit == uDecade { // tens of years, how many is not said
		unit = uYear
	}
	if unit == uPeriod {
		return "PX" + "X"
	}
	prefix := "P"
	if unit <= uHour {
		prefix = "PT"
	}
	v := prefix + n + unitLetters[unit]
	if f.is(sFrac) {
		switch unit {
		case uMinute:
			return v + "30S"
		case uHour:
			return v + "30M"
		case uDay:
			return v + "T12H"
		case uYear:
			return v + "6M"
		default:
			return prefix + n + ".5" + unitLetters[unit]
		}
	}
	return v
}

// halves are the values of half a unit.
var halves = [...]string{uSecond: "PT0.5S", uMinute: "PT30S", uHour: "PT30M", uDay: "PT12H", uNight: "PT6H", uWeekend: "P1D", uWeek: "P0.5W", uFortnight: "P1W",
	uMonth: "P0.5M", uQuarter: "P0.5Q", uSeason: "P0.5S", uHalf: "P3M", uYear: "P6M", uDecade: "P5Y", uCentury: "P50Y", uMillennium: "P500Y", uPeriod: "PXX"}

// set reads what happens again and again.
func (r *resolver) set(c *candidate) (meaning, bool) {
	f := &c.f
	m := meaning{typ: model.Set, why: "happens again and again"}
	switch {
	case f.is(sHoliday):
		m.value = "P1Y"
		if rule := r.holiday(f); len(rule) == len("12-25") {
			m.value = "XXXX-" + rule
		}
	case f.is(sWorkday):
		m.value = "XXXX-WXX-WD"
	case f.is(sWeekday):
		m.value = "XXXX-WXX-" + strconv.Itoa(isoWeekday(f.get(sWeekday)))
		if f.is(sPart) {
			m.value += partValues[f.get(sPart)]
		}
	case f.is(sMonth):
		m.value = "XXXX-" + two(f.get(sMonth))
		if f.is(sDay) {
			m.value += "-" + two(f.get(sDay))
		}
	case f.is(sSeason):
		m.value = "XXXX-" + seasonValues[f.get(sSeason)]
	case f.is(sPart):
		m.value = "XXXX-XX-XX" + partValues[f.get(sPart)]
	case f.is(sUnit) && f.get(sUnit) == int(uWeekend):
		m.value = "XXXX-WXX-WE"
	case f.is(sUnit) && f.get(sUnit) == int(uNight):
		m.value = "XXXX-XX-XXTNI"
	case f.is(sUnit):
		m.value = period(f)
	default:
		return m, false
	}
	return m, true
}

func isoWeekday(d int) int {
	if d == 0 {
		return 7
	}
	return d
}
