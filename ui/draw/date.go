package draw

import (
	"strings"

	"github.com/kreader/kreader/model/edtf"
)

// Month returns the short name of a month from 1 to 12.
func Month(m int) string { return edtf.MonthName(m) }

// Day returns a day as people write it: "7 Nov 2021".
func Day(d edtf.Day) string { return d.Words() }

// Date returns a value as people write it: "7 Nov 2021", "about 2016"; "" when
// no date is known. That it was inferred is for the caller to show.
func Date(v edtf.Value) string { return v.Words() }

// Season returns the northern season that begins in or before month m.
func Season(m int) string { return edtf.Season(m) }

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
