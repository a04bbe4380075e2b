package edtf

import "fmt"

var monthNames = [...]string{"", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}

// MonthName returns the short name of a month from 1 to 12.
func MonthName(m int) string { return monthNames[m] }

// Words returns a day as people write it: "7 Nov 2021".
func (d Day) Words() string {
	y, m, dd := d.Date()
	return fmt.Sprintf("%d %s %d", dd, monthNames[m], y)
}

// Words returns a value as people write it, no more precisely than it is:
// "7 Nov 2021", "Nov 2021", "2021", "about 2016", "5–7 Nov 2021", "2016–2022";
// "" when no date is known. That it was inferred is for the caller to say.
func (v Value) Words() string {
	if v.IsZero() {
		return ""
	}
	s := v.bareWords()
	if v.Approx {
		return "about " + s
	}
	return s
}

func (v Value) bareWords() string {
	y, m, _ := v.Lo.Date()
	switch v.Gran {
	case ByDay:
		return v.Lo.Words()
	case ByWeek:
		return "week of " + v.Lo.Words()
	case ByMonth:
		return fmt.Sprintf("%s %d", monthNames[m], y)
	case BySeason:
		return fmt.Sprintf("%s %d", Season(m), y)
	case ByQuarter:
		return fmt.Sprintf("Q%d %d", (m+2)/3, y)
	case ByHalf:
		return fmt.Sprintf("H%d %d", (m+5)/6, y)
	case ByYear:
		return fmt.Sprint(y)
	case ByDecade:
		return fmt.Sprintf("%ds", y)
	case ByCentury:
		return fmt.Sprintf("%d–%d", y, y+99)
	}
	return between(v.Lo, v.Hi)
}

// between writes a range without saying anything twice.
func between(lo, hi Day) string {
	y1, m1, d1 := lo.Date()
	y2, m2, d2 := hi.Date()
	last := d2 == DaysIn(y2, m2)
	switch {
	case d1 == 1 && m1 == 1 && m2 == 12 && last:
		return fmt.Sprintf("%d–%d", y1, y2)
	case d1 == 1 && last && y1 == y2:
		return fmt.Sprintf("%s–%s %d", monthNames[m1], monthNames[m2], y2)
	case d1 == 1 && last:
		return fmt.Sprintf("%s %d – %s %d", monthNames[m1], y1, monthNames[m2], y2)
	case y1 == y2 && m1 == m2:
		return fmt.Sprintf("%d–%d %s %d", d1, d2, monthNames[m1], y1)
	case y1 == y2:
		return fmt.Sprintf("%d %s – %d %s %d", d1, monthNames[m1], d2, monthNames[m2], y2)
	}
	return lo.Words() + " – " + hi.Words()
}

// Season returns the northern season that begins in or before month m.
func Season(m int) string {
	return [...]string{"winter", "spring", "summer", "autumn"}[m%12/3]
}
