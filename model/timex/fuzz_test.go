package timex

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/kreader/kreader/model/edtf"
)

// FuzzTag checks what must hold of any text: spans in order, inside the text,
// on character boundaries, without white space at their ends, never over a
// blank line; and no value without a meaning.
func FuzzTag(f *testing.F) {
	for _, s := range []string{
		"On Tuesday, 3 May 2011, at 5 p.m., two years ago.",
		"the 1990s\u2014and since\u00a0March\u00a02004",
		"\ufeffLast week\u2019s vote\r\n\r\nwas on the 7th of June",
		"يوم \u200f12 May 2009\u200e الأحد",
		"2016-22, 3/4/2011, 25°C, 7:15:30 p.m. GMT, '86, $1999, 1,200 years, 2 1/2 weeks",
		"nineteen ninety-eight; twenty-first; a year and a half; \xff\xfe May\x80 2010",
		"http://example.org/2011/05/03/a_May_2010.html Feb. 30, 2011 0:61 31/31/31",
		strings.Repeat("1", 40) + "th of the first second half " + strings.Repeat("the ", 50),
	} {
		f.Add(s)
	}
	c := Context{Anchor: edtf.OnDay(edtf.DayOf(2014, 6, 18))}
	f.Fuzz(func(t *testing.T, text string) {
		last := 0
		for _, x := range Tag(text, c) {
			if x.Span.Start < last || x.Span.End <= x.Span.Start || x.Span.End > len(text) {
				t.Fatalf("span %v after %d in %d bytes", x.Span, last, len(text))
			}
			last = x.Span.End
			w := x.Span.Of(text)
			if utf8.ValidString(text) && !utf8.ValidString(w) {
				t.Fatalf("%q cuts a character", w)
			}
			if strings.TrimSpace(w) != w || strings.Contains(w, "\n\n") {
				t.Fatalf("%q has white space at its ends, or a blank line", w)
			}
			if x.Value == "" || x.Why == "" {
				t.Fatalf("%q means nothing: %+v", w, x)
			}
			if !x.When.IsZero() && x.When.Hi < x.When.Lo {
				t.Fatalf("%q ends before it begins: %+v", w, x)
			}
		}
	})
}
