package timeline

import (
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode"

	"github.com/kreader/kreader/model/edtf"
)

// ReadDate reads a date as one types it: "2020", "2020-05", "May 2020", "7 May
// 2020", "7.5.2020", "1990s". A month without its year is of the year of near.
// What is not a whole date yet, or none, is not ok.
func ReadDate(text string, near edtf.Value) (v edtf.Value, ok bool) {
	text = strings.ToLower(strings.TrimSpace(text))
	if v, err := edtf.Parse(strings.ToUpper(text)); err == nil && !v.IsZero() {
		return v, true
	}
	if year, ok := strings.CutSuffix(text, "0s"); ok && len(year) == 3 {
		if n, err := strconv.Atoi(year); err == nil && n > 0 {
			return edtf.InDecade(n), true
		}
	}
	words := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	year, month, day := 0, 0, 0
	if !near.IsZero() {
		year = near.Lo.Year()
	}
	if i := slices.IndexFunc(words, func(w string) bool { return monthOf(w) > 0 }); i >= 0 {
		month = monthOf(words[i])
		words = slices.Delete(words, i, i+1)
	}
	if i := slices.IndexFunc(words, func(w string) bool { return len(w) == 4 && number(w) > 0 }); i >= 0 {
		year = number(words[i])
		words = slices.Delete(words, i, i+1)
		if i > 0 && month == 0 { // 7.5.2020
			slices.Reverse(words)
		}
	} else if month == 0 {
		return v, false
	}
	for i, w := range words {
		n := number(strings.TrimRight(w, "stndrh"))
		switch {
		case n == 0 || i > 1:
			return v, false
		case month == 0:
			month = n
		case day == 0:
			day = n
		default:
			return v, false
		}
	}
	switch {
	case year == 0 || month > 12 || day > 0 && day > edtf.DaysIn(year, month):
		return v, false
	case day > 0:
		return edtf.OnDay(edtf.DayOf(year, month, day)), true
	case month > 0:
		return edtf.InMonth(year, month), true
	}
	return edtf.InYear(year), true
}

// monthOf returns the number of the month of which a word is the name, or the
// first three letters of it or more; 0 when it is none.
func monthOf(w string) int {
	if len(w) < 3 {
		return 0
	}
	for i, name := range [...]string{
		"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
	} {
		if strings.HasPrefix(name, w) {
			return i + 1
		}
	}
	return 0
}

// number returns the number that digits are, 0 when they are none.
func number(w string) int {
	n, err := strconv.Atoi(w)
	if err != nil || n < 0 {
		return 0
	}
	return n
}

// GoToDate moves the cursor to the first event shown that began in a time, or
// else after it, or else to the last one before it. It returns how many began in
// it, and false when no event that is shown has a date.
func (p *Pane) GoToDate(v edtf.Value) (n int, ok bool) {
	if len(p.dated) == 0 {
		return 0, false
	}
	when := func(i int) edtf.Day { return p.event(p.dated[i]).When.Lo }
	first := sort.Search(len(p.dated), func(i int) bool { return when(i) >= v.Lo })
	after := sort.Search(len(p.dated), func(i int) bool { return when(i) > v.Hi })
	return after - first, p.Select(int(p.dated[min(first, len(p.dated)-1)]), -1)
}
