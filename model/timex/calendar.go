package timex

import (
	"strconv"
	"strings"

	"github.com/kreader/kreader/model/edtf"
)

func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// inMonth returns a month; one below 1 or above 12 carries over.
func inMonth(y, m int) edtf.Value {
	k := floorDiv(m-1, 12)
	return edtf.InMonth(y+k, m-12*k)
}

// quarter returns a quarter, from 1 to 4, of the calendar year.
func quarter(y, q int) edtf.Value {
	return edtf.Value{Lo: edtf.DayOf(y, 3*q-2, 1), Hi: edtf.DayOf(y, 3*q+1, 1) - 1, Gran: edtf.ByQuarter}
}

// half returns a half, 1 or 2, of the year.
func half(y, h int) edtf.Value {
	return edtf.Value{Lo: edtf.DayOf(y, 6*h-5, 1), Hi: edtf.DayOf(y, 6*h+1, 1) - 1, Gran: edtf.ByHalf}
}

// season returns a season of the northern half of the earth; the winter of a
// year begins in its December.
func season(y int, s int32) edtf.Value {
	m := 3 * int(s)
	return edtf.Value{Lo: edtf.DayOf(y, m, 1), Hi: edtf.DayOf(y, m+3, 1) - 1, Gran: edtf.BySeason}
}

// weekend returns the Saturday and Sunday of the ISO week of d.
func weekend(d edtf.Day) edtf.Value {
	w := edtf.InWeek(d)
	return edtf.Value{Lo: w.Hi - 1, Hi: w.Hi, Gran: edtf.Range}
}

// holidayIn returns a holiday of a year by its rule: "12-25" is a day of a
// month, "11:4:4" the fourth Thursday of November (5 is the last one;
// "+1" after it is the day after),
// "easter-2" days from Easter Sunday.
func holidayIn(rule string, y int) edtf.Value {
	if off, ok := strings.CutPrefix(rule, "easter"); ok {
		n := 0
		if off != "" {
			n, _ = strconv.Atoi(off)
		}
		return edtf.OnDay(easter(y) + edtf.Day(n))
	}
	if p := strings.Split(rule, ":"); len(p) == 3 {
		m, _ := strconv.Atoi(p[0])
		wd, _ := strconv.Atoi(p[1])
		nth, plus, _ := strings.Cut(p[2], "+")
		n, _ := strconv.Atoi(nth)
		more, _ := strconv.Atoi("0" + plus)
		d := edtf.DayOf(y, m, 1)
		d += edtf.Day((wd - d.Weekday() + 7) % 7)
		d += edtf.Day(7 * (n - 1))
		for d >= edtf.DayOf(y, m+1, 1) {
			d -= 7
		}
		return edtf.OnDay(d + edtf.Day(more))
	}
	if len(rule) == 10 { // one day of history
		v, _ := edtf.Parse(rule)
		return v
	}
	m, _ := strconv.Atoi(rule[:2])
	d, _ := strconv.Atoi(rule[3:])
	return edtf.OnDay(edtf.DayOf(y, m, d))
}

// easter returns Easter Sunday of the Gregorian calendar (the anonymous
// algorithm of Nature, 1876, as Meeus gives it).
func easter(y int) edtf.Day {
	a, b, c := y%19, y/100, y%100
	d, e := b/4, b%4
	f := (b + 8) / 25
	g := (b - f + 1) / 3
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return edtf.DayOf(y, n/31, n%31+1)
}

// valueOf returns the TIMEX3 value of a calendar interval.
func valueOf(v edtf.Value) string {
	y, m, _ := v.Lo.Date()
	switch v.Gran {
	case edtf.ByDay:
		return v.Lo.String()
	case edtf.ByWeek:
		y, w := v.Lo.ISOWeek()
		return year4(y) + "-W" + two(w)
	case edtf.ByMonth:
		return year4(y) + "-" + two(m)
	case edtf.BySeason:
		return year4(y) + "-" + seasonValues[m/3]
	case edtf.ByQuarter:
		return year4(y) + "-Q" + strconv.Itoa((m-1)/3+1)
	case edtf.ByHalf:
		return year4(y) + "-H" + strconv.Itoa((m-1)/6+1)
	case edtf.ByYear:
		return year4(y)
	case edtf.ByDecade:
		return year4(y)[:3]
	case edtf.ByCentury:
		return year4(y)[:2]
	case edtf.Range:
		if v.Hi-v.Lo == 1 && v.Lo.Weekday() == 6 {
			y, w := v.Lo.ISOWeek()
			return year4(y) + "-W" + two(w) + "-WE"
		}
		v.Approx, v.Uncertain = false, false
		return v.String()
	}
	return ""
}

func two(n int) string {
	return string([]byte{byte('0' + n/10%10), byte('0' + n%10)})
}

func year4(y int) string {
	return string([]byte{byte('0' + y/1000%10), byte('0' + y/100%10), byte('0' + y/10%10), byte('0' + y%10)})
}

var unitLetters = [...]string{uSecond: "S", uMinute: "M", uHour: "H", uDay: "D", uNight: "NI", uWeekend: "WE", uWeek: "W", uFortnight: "W", uMonth: "M", uQuarter: "Q", uSeason: "S", uHalf: "H", uYear: "Y", uDecade: "E", uCentury: "C", uMillennium: "L", uPeriod: "X"}

var unitWords = [...]string{uSecond: "second", uMinute: "minute", uHour: "hour", uDay: "day", uNight: "night", uWeekend: "weekend", uWeek: "week", uFortnight: "fortnight", uMonth: "month", uQuarter: "quarter", uSeason: "season", uHalf: "half", uYear: "year", uDecade: "decade", uCentury: "century", uMillennium: "millennium", uPeriod: "period"}

// count says how many of a unit, for people.
func count(n int, unit int32) string {
	s := strconv.Itoa(n) + " " + unitWords[unit]
	switch {
	case n == 1:
		return s
	case unit == uCentury:
		return strings.TrimSuffix(s, "y") + "ies"
	}
	return s + "s"
}

// unknownAt returns the TIMEX3 value of a date of which nothing but the unit
// is known.
func unknownAt(unit int32) string {
	switch unit {
	case uDay, uNight:
		return "XXXX-XX-XX"
	case uWeek, uFortnight:
		return "XXXX-WXX"
	case uWeekend:
		return "XXXX-WXX-WE"
	case uMonth:
		return "XXXX-XX"
	case uQuarter:
		return "XXXX-QX"
	case uDecade:
		return "XXX"
	case uCentury:
		return "XX"
	}
	return "XXXX"
}
