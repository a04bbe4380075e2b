package source

import (
	"strings"

	"github.com/kreader/kreader/model/edtf"
)

// Publication dates stand in few shapes, all of them explicit. Reading the
// dates of running text is model/timex's work; these are only the lines and
// fields that say when an article was published.

// firstYear and lastYear bound what is taken for a year of publication: from
// the first printed newspaper on, and no further than any clock is wrong.
const (
	firstYear = 1605
	lastYear  = 2199
)

// parseDate reads a field of metadata: a day, with or without a time, or a
// month or year in ISO 8601.
func parseDate(s string) (edtf.Value, bool) {
	s = strings.TrimSpace(s)
	if len(s) > 80 {
		return edtf.Value{}, false
	}
	if v, err := edtf.Parse(s); err == nil && !v.IsZero() && v.Lo.Year() >= firstYear && v.Hi.Year() <= lastYear {
		return v, true
	}
	t := dateTokens(s, 80)
	for i := range t {
		if v, n := dateAt(t, i); n > 0 {
			return v, true
		}
		if timeAt(t, i) == 0 && !weekdays[t[i].word] && t[i].mark == 0 && !fillerWords[t[i].word] {
			break
		}
	}
	// 20090521 or 20090521T054400
	if len(t) > 0 && t[0].digits == 8 {
		y, m, d := t[0].num/10000, t[0].num/100%100, t[0].num%100
		if y >= firstYear && y <= lastYear && edtf.Valid(y, m, d) {
			return edtf.OnDay(edtf.DayOf(y, m, d)), true
		}
	}
	return edtf.Value{}, false
}

// looksLikeDate reports whether s was meant as a date, so that one that no
// calendar has can be reported.
func looksLikeDate(s string) bool { return strings.IndexAny(s, "0123456789") >= 0 }

// pathDate reads the date in the path of a file or URL: 2010-05-24-1036.txt,
// 20100524.html, 2010/05/24/x.html. The innermost wins.
func pathDate(p string) (edtf.Value, bool) {
	parts := strings.Split(p, "/")
	for i := len(parts) - 1; i >= 0; i-- {
		t := dateTokens(parts[i], 400)
		for j := range t {
			if t[j].digits == 4 {
				sep := func(k int) bool {
					return k < len(t) && (t[k].mark == '-' || t[k].mark == '_' || t[k].mark == '.')
				}
				if j+4 < len(t) && sep(j+1) && sep(j+3) && t[j+2].digits == 2 && t[j+4].digits == 2 {
					if v, ok := day(t[j].num, t[j+2].num, t[j+4].num); ok {
						return v, true
					}
				}
			}
			if j+4 < len(t) && t[j].digits == 2 && t[j+1].mark == '-' && t[j+2].digits == 2 && t[j+3].mark == '-' && t[j+4].digits == 4 && t[j].num > 12 {
				if v, ok := day(t[j+4].num, t[j+2].num, t[j].num); ok { // 29-10-2021
					return v, true
				}
			}
			if t[j].digits == 8 && (j == 0 || t[j-1].mark != 0) {
				if v, ok := day(t[j].num/10000, t[j].num/100%100, t[j].num%100); ok {
					return v, true
				}
			}
		}
		if v, ok := folderDate(parts, i); ok {
			return v, true
		}
	}
	return edtf.Value{}, false
}

// folderDate reads parts[i-2:i+1] as year, month and day.
func folderDate(parts []string, i int) (edtf.Value, bool) {
	if i < 2 {
		return edtf.Value{}, false
	}
	y, m, d := dateTokens(parts[i-2], 5), dateTokens(parts[i-1], 10), dateTokens(parts[i], 3)
	if len(y) != 1 || len(m) != 1 || len(d) != 1 || y[0].digits != 4 || d[0].num < 1 || d[0].digits > 2 {
		return edtf.Value{}, false
	}
	mo := m[0].num
	if m[0].word != "" {
		mo = months[m[0].word]
	}
	return day(y[0].num, mo, d[0].num)
}

func day(y, m, d int) (edtf.Value, bool) {
	if y < firstYear || y > lastYear || !edtf.Valid(y, m, d) {
		return edtf.Value{}, false
	}
	return edtf.OnDay(edtf.DayOf(y, m, d)), true
}
