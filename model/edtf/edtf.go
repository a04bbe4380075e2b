// Package edtf represents calendar time at the precision a text gives it, in
// the part of the Extended Date/Time Format (ISO 8601-2:2019) that news needs:
// level 0 dates and intervals, level 1 "~" (about) and "?" (inferred), and the
// masked decades and centuries of level 1 ("198X", "19XX").
package edtf

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// Day is a day of the proleptic Gregorian calendar, counted from 1970-01-01,
// which is day 0.
type Day int32

// Granularity is how precisely a value is known.
type Granularity uint8

// The granularities, the finest first. Range is an interval of any length that
// is given by its two ends; None is no date at all.
const (
	None Granularity = iota
	ByDay
	ByWeek
	ByMonth
	BySeason
	ByQuarter
	ByHalf
	ByYear
	ByDecade
	ByCentury
	Range
)

// Value is an interval of days, both ends included, and how it was given. The
// zero Value means that no date is known.
type Value struct {
	Lo, Hi    Day
	Gran      Granularity
	Approx    bool // "~": about then
	Uncertain bool // "?": inferred, not stated
}

// IsZero reports whether no date is known.
func (v Value) IsZero() bool { return v.Gran == None }

// Days returns the number of days in v, 0 when no date is known.
func (v Value) Days() int {
	if v.IsZero() {
		return 0
	}
	return int(v.Hi-v.Lo) + 1
}

// Contains reports whether w lies wholly within v. Neither may be zero.
func (v Value) Contains(w Value) bool {
	return !v.IsZero() && !w.IsZero() && v.Lo <= w.Lo && w.Hi <= v.Hi
}

// Overlaps reports whether v and w share a day. A zero Value overlaps nothing.
func (v Value) Overlaps(w Value) bool {
	return !v.IsZero() && !w.IsZero() && v.Lo <= w.Hi && w.Lo <= v.Hi
}

// Compare orders values by their first day, then the more precise first, then
// zero ones last. It returns -1, 0 or +1.
func Compare(v, w Value) int {
	switch {
	case v.IsZero() || w.IsZero():
		return boolCompare(v.IsZero(), w.IsZero())
	case v.Lo != w.Lo:
		return boolCompare(v.Lo > w.Lo, v.Lo < w.Lo)
	default:
		return boolCompare(v.Hi > w.Hi, v.Hi < w.Hi)
	}
}

func boolCompare(after, before bool) int {
	switch {
	case after && !before:
		return 1
	case before && !after:
		return -1
	}
	return 0
}

// OnDay returns the value of one day.
func OnDay(d Day) Value { return Value{Lo: d, Hi: d, Gran: ByDay} }

// InWeek returns the ISO week (Monday to Sunday) that holds d.
func InWeek(d Day) Value {
	mon := d - Day(int(d.Weekday()+6)%7)
	return Value{Lo: mon, Hi: mon + 6, Gran: ByWeek}
}

// InMonth returns the month, from 1 to 12, of the year.
func InMonth(year, month int) Value {
	return Value{Lo: DayOf(year, month, 1), Hi: DayOf(year, month, DaysIn(year, month)), Gran: ByMonth}
}

// InYear returns the year.
func InYear(year int) Value {
	return Value{Lo: DayOf(year, 1, 1), Hi: DayOf(year, 12, 31), Gran: ByYear}
}

// InDecade returns the ten years from decade*10: 198 is 1980 to 1989.
func InDecade(decade int) Value {
	return Value{Lo: DayOf(decade*10, 1, 1), Hi: DayOf(decade*10+9, 12, 31), Gran: ByDecade}
}

// InCentury returns the hundred years from century*100: 19 is 1900 to 1999.
func InCentury(century int) Value {
	return Value{Lo: DayOf(century*100, 1, 1), Hi: DayOf(century*100+99, 12, 31), Gran: ByCentury}
}

// Between returns the interval from the first day of v to the last of w. Zero
// when either is, or when w ends before v begins.
func Between(v, w Value) Value {
	if v.IsZero() || w.IsZero() || w.Hi < v.Lo {
		return Value{}
	}
	return Value{Lo: v.Lo, Hi: w.Hi, Gran: Range, Approx: v.Approx || w.Approx, Uncertain: v.Uncertain || w.Uncertain}
}

// DayOf returns the day of a date of the proleptic Gregorian calendar. Month
// and day may lie outside their usual ranges; they carry over, as in time.Date.
// (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".)
func DayOf(year, month, day int) Day {
	month--
	year += floorDiv(month, 12)
	month = month - 12*floorDiv(month, 12) + 1
	if month <= 2 {
		year--
	}
	era := floorDiv(year, 400)
	yoe := year - era*400
	mp := (month + 9) % 12
	doy := (153*mp+2)/5 + day - 1
	doe := yoe*365 + yoe/4 - yoe/100 + doy
	return Day(era*146097 + doe - 719468)
}

// Date returns the year, month and day of the month of d.
func (d Day) Date() (year, month, day int) {
	z := int(d) + 719468
	era := floorDiv(z, 146097)
	doe := z - era*146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	day = doy - (153*mp+2)/5 + 1
	month = mp + 3
	if month > 12 {
		month -= 12
	}
	year = yoe + era*400
	if month <= 2 {
		year++
	}
	return year, month, day
}

// Year returns the year of d.
func (d Day) Year() int { y, _, _ := d.Date(); return y }

// Weekday returns the day of the week of d, 0 for Sunday.
func (d Day) Weekday() int { return ((int(d)+4)%7 + 7) % 7 }

// ISOWeek returns the ISO 8601 year and week of d.
func (d Day) ISOWeek() (year, week int) {
	thursday := InWeek(d).Lo + 3
	year = thursday.Year()
	return year, int(thursday-DayOf(year, 1, 1))/7 + 1
}

// String returns d as YYYY-MM-DD.
func (d Day) String() string {
	y, m, dd := d.Date()
	return fmt.Sprintf("%s-%02d-%02d", year4(y), m, dd)
}

// DaysIn returns the number of days in a month of a year.
func DaysIn(year, month int) int {
	return int(DayOf(year, month+1, 1) - DayOf(year, month, 1))
}

// Valid reports whether year, month and day name a day of the calendar in the
// years 0 to 9999.
func Valid(year, month, day int) bool {
	return year >= 0 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= DaysIn(year, month)
}

func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

func year4(y int) string {
	if y < 0 {
		return fmt.Sprintf("-%04d", -y)
	}
	return fmt.Sprintf("%04d", y)
}

// String returns v in EDTF: "2021-11-07", "2020-05", "2003", "198X", "19XX",
// "2021-11-05/2021-11-07", with "~" for about and "?" for inferred ("%" for
// both). Weeks, seasons, quarters and halves are written as intervals. The
// zero Value is "".
func (v Value) String() string {
	if v.IsZero() {
		return ""
	}
	q := ""
	switch {
	case v.Approx && v.Uncertain:
		q = "%"
	case v.Approx:
		q = "~"
	case v.Uncertain:
		q = "?"
	}
	y, m, _ := v.Lo.Date()
	switch v.Gran {
	case ByDay:
		return v.Lo.String() + q
	case ByMonth:
		return fmt.Sprintf("%s-%02d%s", year4(y), m, q)
	case ByYear:
		return year4(y) + q
	case ByDecade:
		return fmt.Sprintf("%03dX%s", y/10, q)
	case ByCentury:
		return fmt.Sprintf("%02dXX%s", y/100, q)
	}
	return end(v.Lo, v.Hi, true) + q + "/" + end(v.Lo, v.Hi, false) + q
}

// end writes one end of an interval as coarsely as loses nothing, so that 2016
// to 2022 is written "2016/2022".
func end(lo, hi Day, first bool) string {
	y1, m1, d1 := lo.Date()
	y2, m2, d2 := hi.Date()
	y, m, d := y1, m1, lo
	if !first {
		y, m, d = y2, m2, hi
	}
	switch {
	case d1 == 1 && m1 == 1 && m2 == 12 && d2 == 31:
		return year4(y)
	case d1 == 1 && d2 == DaysIn(y2, m2):
		return fmt.Sprintf("%s-%02d", year4(y), m)
	}
	return d.String()
}

var errSyntax = errors.New("not a date in EDTF, such as 2021-11-07, 2020-05, 2003 or 2016/2022")

// Parse reads the dates that String writes. The empty string is the zero
// Value. A date that the calendar does not have is an error.
func Parse(s string) (Value, error) {
	if s == "" {
		return Value{}, nil
	}
	a, b, both := strings.Cut(s, "/")
	v, err := parseOne(a)
	if err != nil || !both {
		return v, err
	}
	w, err := parseOne(b)
	if err != nil {
		return Value{}, err
	}
	if w.Hi < v.Lo {
		return Value{}, fmt.Errorf("%q: ends before it begins", s)
	}
	return Between(v, w), nil
}

func parseOne(s string) (Value, error) {
	full := s
	var approx, uncertain bool
	if n := len(s); n > 0 {
		switch s[n-1] {
		case '~':
			approx, s = true, s[:n-1]
		case '?':
			uncertain, s = true, s[:n-1]
		case '%':
			approx, uncertain, s = true, true, s[:n-1]
		}
	}
	v, ok := parseBare(s)
	if !ok {
		return Value{}, fmt.Errorf("%q: %w", full, errSyntax)
	}
	v.Approx, v.Uncertain = approx, uncertain
	return v, nil
}

func parseBare(s string) (Value, bool) {
	num := func(t string) (int, bool) {
		for i := range len(t) {
			if t[i] < '0' || t[i] > '9' {
				return 0, false
			}
		}
		n, err := strconv.Atoi(t)
		return n, err == nil
	}
	switch {
	case len(s) == 4 && s[2:] == "XX":
		c, ok := num(s[:2])
		return InCentury(c), ok
	case len(s) == 4 && s[3] == 'X':
		d, ok := num(s[:3])
		return InDecade(d), ok
	case len(s) == 4:
		y, ok := num(s)
		return InYear(y), ok
	case len(s) == 7 && s[4] == '-':
		y, ok := num(s[:4])
		m, ok2 := num(s[5:])
		if !ok || !ok2 || !Valid(y, m, 1) {
			return Value{}, false
		}
		return InMonth(y, m), true
	case len(s) == 10 && s[4] == '-' && s[7] == '-':
		y, ok := num(s[:4])
		m, ok2 := num(s[5:7])
		d, ok3 := num(s[8:])
		if !ok || !ok2 || !ok3 || !Valid(y, m, d) {
			return Value{}, false
		}
		return OnDay(DayOf(y, m, d)), true
	}
	return Value{}, false
}
