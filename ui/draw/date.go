package draw

import (
	"fmt"
	"strings"

	"github.com/kreader/kreader/model/edtf"
)

var months = [...]string{"", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}

// Month returns the short name of a month from 1 to 12.
func Month(m int) string { return months[m] }

// Day returns a day as people write it: "7 Nov 2021".
func Day(d edtf.Day) string {
	y, m, dd := d.Date()
	return fmt.Sprintf("%d %s %d", dd, months[m], y)
}

// Date returns a value as people write it: "7 Nov 2021", "Nov 2021", "2021",
// "about 2016", "5–7 Nov 2021", "2016–2022"; "" when no date is known. That it
// was inferred is for the caller to show.
func Date(v edtf.Value) string {
	if v.IsZero() {
		return ""
	}
	s := bareDate(v)
	if v.Approx {
		return "about " + s
	}
	return s
}

func bareDate(v edtf.Value) string {
	y, m, _ := v.Lo.Date()
	switch v.Gran {
	case edtf.ByDay:
		return Day(v.Lo)
	case edtf.ByWeek:
		return "week of " + Day(v.Lo)
	case edtf.ByMonth:
		return fmt.Sprintf("%s %d", months[m], y)
	case edtf.BySeason:
		return fmt.Sprintf("%s %d", Season(m), y)
	case edtf.ByQuarter:
		return fmt.Sprintf("Q%d %d", (m+2)/3, y)
	case edtf.ByHalf:
		return fmt.Sprintf("H%d %d", (m+5)/6, y)
	case edtf.ByYear:
		return fmt.Sprint(y)
	case edtf.ByDecade:
		return fmt.Sprintf("%ds", y)
	case edtf.ByCentury:
		return fmt.Sprintf("%d–%d", y, y+99)
	}
	return between(v.Lo, v.Hi)
}

// between writes a range without saying anything twice.
func between(lo, hi edtf.Day) string {
	y1, m1, d1 := lo.Date()
	y2, m2, d2 := hi.Date()
	last := d2 == edtf.DaysIn(y2, m2)
	switch {
	case d1 == 1 && m1 == 1 && m2 == 12 && last:
		return fmt.Sprintf("%d–%d", y1, y2)
	case d1 == 1 && last && y1 == y2:
		return fmt.Sprintf("%s–%s %d", months[m1], months[m2], y2)
	case d1 == 1 && last:
		return fmt.Sprintf("%s %d – %s %d", months[m1], y1, months[m2], y2)
	case y1 == y2 && m1 == m2:
		return fmt.Sprintf("%d–%d %s %d", d1, d2, months[m1], y1)
	case y1 == y2:
		return fmt.Sprintf("%d %s – %d %s %d", d1, months[m1], d2, months[m2], y2)
	}
	return Day(lo) + " – " + Day(hi)
}

// Season returns the northern season that begins in or before month m.
func Season(m int) string {
	return [...]string{"winter", "spring", "summer", "autumn"}[m%12/3]
}

// Dates returns text with the ISO dates in it written as people write them:
// reasons come from the model, which writes 2021-11-09.
func Dates(text string) string {
	const size = len("2021-11-09")
	var b strings.Builder
	written := 0
	for i := 4; i+6 <= len(text); i++ {
		if text[i] != '-' || text[i+3] != '-' || i > 4 && alnum(text[i-5]) || i+6 < len(text) && alnum(text[i+6]) {
			continue
		}
		if v, err := edtf.Parse(text[i-4 : i-4+size]); err == nil && v.Gran == edtf.ByDay {
			b.WriteString(text[written : i-4])
			b.WriteString(Day(v.Lo))
			written = i - 4 + size
		}
	}
	if written == 0 {
		return text
	}
	b.WriteString(text[written:])
	return b.String()
}

func alnum(c byte) bool {
	return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z' || c == '-'
}
