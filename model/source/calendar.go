package source

import (
	"strings"

	"github.com/kreader/kreader/model/edtf"
)

// dateAt reads a calendar date that begins at token i, and returns how many
// tokens it takes; 0 when there is none or when no calendar has that day.
func dateAt(t []dateToken, i int) (edtf.Value, int) {
	if i >= len(t) || t[i].mark != 0 {
		return edtf.Value{}, 0
	}
	j := i
	if t[j].word != "" && numberWithin(t[j+1:], 4) && isWeekday(t[j].word) {
		for j++; j < len(t) && (t[j].mark == ',' || t[j].mark == '.' || t[j].word == "the"); j++ {
		}
	}
	y, m, d, n := calendar(t[j:])
	if n == 0 {
		return edtf.Value{}, 0
	}
	switch {
	case m > 20 || y >= 1300 && y < 1500 && t[j].digits == 4:
		y, m, d = fromHijri(y, m%20, d)
	case y > 2442 && y < 2743: // of the Buddhist era
		y -= 543
	}
	if y < firstYear || y > lastYear || !edtf.Valid(y, m, d) {
		return edtf.Value{}, 0
	}
	return edtf.OnDay(edtf.DayOf(y, m, d)), j + n - i
}

// numberWithin reports whether one of the first n tokens is a number: where there is
// none, no date begins, and no word needs to be looked up.
func numberWithin(t []dateToken, n int) bool {
	for i := 0; i < len(t) && i < n; i++ {
		if t[i].digits > 0 {
			return true
		}
	}
	return false
}

// fromHijri returns the Gregorian day of one of the solar Hijri calendar: 31 days in
// each of the first six months, 30 in the next ones, and eight leap years in 33, which
// is right from 1799 to 2256 (Borkowski, "The Persian calendar for 3000 years").
// It is no day when there is none.
func fromHijri(y, m, d int) (int, int, int) {
	if y < 1178 || y > 1634 || m < 1 || m > 12 || d < 1 || d > 31 || m > 6 && d > 30 {
		return 0, 0, 0
	}
	const newYear = 1403 // began on 20 March 2024
	leaps := func(y int) int { return (8*y + 21) / 33 }
	n := 365*(y-newYear) + leaps(y) - leaps(newYear) + 31*min(m-1, 6) + 30*max(m-7, 0) + d - 1
	return (edtf.DayOf(2024, 3, 20) + edtf.Day(n)).Date()
}

// eras begin the year before their first.
var eras = map[string]int{"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911, "中華民國": 1911}

// tokensOf gives the tokens of a date by their place.
type tokensOf []dateToken

func (t tokensOf) at(i int) dateToken {
	if i >= 0 && i < len(t) {
		return t[i]
	}
	return dateToken{num: -1}
}

// skip returns i, or what follows when one of marks or of words stands there.
func (t tokensOf) skip(i int, marks string, words ...string) int {
	if k := t.at(i); k.mark != 0 && strings.ContainsRune(marks, k.mark) {
		return i + 1
	}
	for _, w := range words {
		if t.at(i).word == w {
			return i + 1
		}
	}
	return i
}

// isDay reports whether a number can be a day or a month.
func (k dateToken) isDay() bool { return k.num > 0 && k.digits > 0 && k.digits <= 2 }

// calendar matches the shapes of a date at the start of t.
func calendar(t []dateToken) (y, m, d, n int) {
	if len(t) == 0 {
		return
	}
	switch a := t[0]; {
	case a.digits == 0 && eras[a.word] > 0: // 令和13年5月4日
		return tokensOf(t).eastern(1, eras[a.word])
	case a.digits == 0:
		return tokensOf(t).monthFirst()
	case a.digits == 4 && (tokensOf(t).at(1).word == "年" || tokensOf(t).at(1).word == "년"):
		return tokensOf(t).eastern(0, 0)
	case a.digits == 4:
		return tokensOf(t).yearFirst()
	case a.isDay():
		return tokensOf(t).dayFirst()
	}
	return
}

// eastern matches 2009年5月21日, the year at i counted from era on.
func (t tokensOf) eastern(i, era int) (y, m, d, n int) {
	if month, day := t.at(i+3).word, t.at(i+5).word; (month == "月" || month == "월") && t.at(i).num > 0 && t.at(i+2).isDay() && t.at(i+4).isDay() && day != "" {
		return era + t.at(i).num, t.at(i + 2).num, t.at(i + 4).num, i + 6
	}
	return
}

// monthFirst matches May 21[st][,] 2009 · Nov. 30, 2009 · May 21 05:44:09 CEST 2009.
func (t tokensOf) monthFirst() (y, m, d, n int) {
	i := t.skip(1, ".")
	day := t.at(i)
	if !day.isDay() {
		return
	}
	i = t.skip(i+1, "", "st", "nd", "rd", "th")
	i = t.skip(i, ",.", "de")
	if n := timeAt(t, i); n > 0 && t.at(i).digits == 2 {
		if i += n; t.at(i).word != "" {
			i++
		}
	}
	if year := t.at(i); year.digits == 4 {
		if m = monthOf(t[0].word); m > 0 {
			return year.num, m, day.num, i + 1
		}
	}
	return
}

// dayFirst matches 21[st] [of] May[,] 2009 · 21-May-2009 · 21 tháng 5, 2009 ·
// 21.5.2009.
func (t tokensOf) dayFirst() (y, m, d, n int) {
	a := t[0]
	i := t.skip(1, "", "st", "nd", "rd", "th", "er", "º", "ª", "ο", "η")
	i = t.skip(i, ".-/", "of", "de", "d")
	i = t.skip(i, "'’")
	if w := t.at(i).word; w == "tháng" && t.at(i+1).isDay() {
		j := t.skip(i+2, ",/-", "năm")
		if year := t.at(j); year.digits == 4 {
			return year.num, t.at(i + 1).num, a.num, j + 1
		}
	} else if w != "" {
		if len(t) < i+1 || !numberWithin(t[i+1:], 6) {
			return
		}
		if m = monthOf(w); m == 0 {
			return
		}
		if i = t.skip(i+1, "/"); t.at(i-1).mark == '/' && monthOf(t.at(i).word)%20 > 0 { // by two of its names: أيار/مايو
			m, i = monthOf(t.at(i).word), i+1
		}
		i = t.skip(t.skip(t.skip(i, ".,"), "-/,"), "", "de", "del", "của")
		if year := t.at(i); year.digits == 4 {
			return year.num, m, a.num, i + 1
		}
		return 0, 0, 0, 0
	}
	sep := t.at(1).mark
	if (sep == '.' || sep == '/' || sep == '-') && a.end == t.at(1).start && t.at(3).mark == sep && t.at(4).digits == 4 && t.at(2).isDay() {
		// Which is the month is only certain when the other cannot be one, or
		// by the dots that only day-first countries use.
		switch {
		case sep == '.' || a.num > 12:
			return t.at(4).num, t.at(2).num, a.num, 5
		case t.at(2).num > 12:
			return t.at(4).num, a.num, t.at(2).num, 5
		}
	}
	return
}

// yearFirst matches 2009-05-21 · 2009/05/21 · 2009. 05. 21. · 2009 May 21 ·
// 2009. május 21. · 2009 m. gegužės 21 d. · 2009. gada 21. maijs · 2009 оны 5 сарын 21.
func (t tokensOf) yearFirst() (y, m, d, n int) {
	a := t[0]
	sep := t.at(1).mark
	if (sep == '-' || sep == '/' || sep == '.') && a.end == t.at(1).start && t.at(3).mark == sep && t.at(2).isDay() && t.at(4).isDay() {
		return a.num, t.at(2).num, t.at(4).num, 5
	}
	i := t.skip(t.skip(t.skip(1, "."), "", "m", "gada", "ko", "eko", "оны", "жылғы"), ".")
	switch day := t.at(i); {
	case day.isDay() && i > 1 && t.at(i+1).word == "сарын" && t.at(i+2).isDay():
		return a.num, day.num, t.at(i + 2).num, i + 3
	case day.isDay() && i > 1:
		i = t.skip(i+1, ".")
		if m = monthOf(t.at(i).word); m > 0 {
			return a.num, m, day.num, i + 1
		}
	case day.word != "":
		j := t.skip(i+1, ".")
		if m = 0; t.at(j).isDay() {
			m = monthOf(day.word)
		}
		if m > 0 {
			return a.num, m, t.at(j).num, j + 1
		}
	}
	return 0, 0, 0, 0
}

// hourWords stand between the hour and the minutes.
var hourWords = map[string]bool{"h": true, "時": true, "时": true, "시": true}

// timeAt returns how many tokens a time of day takes at i: 5:44[:09] [am]
// [EDT], 1324 GMT, T05:44:09+02:00.
func timeAt(t []dateToken, i int) int {
	at := func(j int) dateToken {
		if j < len(t) {
			return t[j]
		}
		return dateToken{num: -1}
	}
	j := i
	if at(j).word == "t" || at(j).word == "at" || at(j).word == "오전" || at(j).word == "오후" {
		j++
	}
	switch h := at(j); {
	case at(j+1).mark == '.' && at(j+3).mark == '.' && at(j+4).digits == 4: // a date: 20.12.2022
		return 0
	case h.num >= 0 && h.num <= 24 && h.digits <= 2 && (at(j+1).mark == ':' || at(j+1).mark == '.') && at(j+2).digits == 2 && at(j+2).num < 60:
		j += 3
		for (at(j).mark == ':' || at(j).mark == '.') && at(j+1).num >= 0 {
			j += 2
		}
	case h.num >= 0 && h.num <= 24 && h.digits > 0 && h.digits <= 2 && hourWords[at(j+1).word]: // 10h30, 10時30分
		if j += 2; at(j).digits == 2 && at(j).num < 60 {
			if j++; at(j).word == "分" || at(j).word == "min" || at(j).word == "분" {
				j++
			}
		}
	case h.digits == 4 && h.num < 2400 && (at(j+1).word == "gmt" || at(j+1).word == "utc"),
		h.num > 0 && h.num <= 12 && h.digits <= 2 && (at(j+1).word == "am" || at(j+1).word == "pm" || at(j+1).word == "a" && at(j+2).mark == '.'):
		j++
	default:
		return 0
	}
	if w := at(j).word; w == "uhr" || w == "h" || w == "น" || w == "ч" {
		j++
	}
	for k := 0; k < 2; k++ {
		switch {
		case at(j).word == "am" || at(j).word == "pm":
			j++
		case (at(j).word == "a" || at(j).word == "p") && at(j+1).mark == '.' && at(j+2).word == "m":
			j += 3
			if at(j).mark == '.' {
				j++
			}
		}
		if at(j).mark == '(' && zones[at(j+1).word] && at(j+2).mark == ')' {
			j += 3
		} else if zones[at(j).word] {
			j++
		}
		if (at(j).mark == '+' || at(j).mark == '-' || at(j).mark == '−') && at(j+1).num >= 0 && at(j+1).digits >= 2 {
			if j += 2; at(j).mark == ':' && at(j+1).digits == 2 {
				j += 2
			}
		}
	}
	return j - i
}
