package draw

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// seen returns a text as its pieces are drawn. In the tests capital letters stand
// for Hebrew, and those of the Greek block for Arabic, as in UAX #9 and its kind.
func seen(text string, rtl bool) string {
	real := strings.Map(written, text)
	var b strings.Builder
	for _, p := range Order(real, 0, len(real), rtl) {
		rs := []rune(real[p.Start:p.End])
		if p.Back {
			slices.Reverse(rs)
		}
		for _, r := range rs {
			s := string(r)
			if p.Back {
				s = Mirror(s)
			}
			b.WriteString(s)
		}
	}
	return strings.Map(shown, b.String())
}

func written(r rune) rune {
	switch {
	case 'A' <= r && r <= 'Z':
		return 0x5d0 + r - 'A' // Hebrew letters
	case 'Α' <= r && r <= 'Θ':
		return 0x628 + r - 'Α' // Arabic letters
	case '①' <= r && r <= '⑨':
		return 0x661 + r - '①' // Arabic-Indic digits
	}
	return r
}

func shown(r rune) rune {
	switch {
	case 0x5d0 <= r && r <= 0x5d0+'Z'-'A':
		return 'A' + r - 0x5d0
	case 0x628 <= r && r <= 0x62f:
		return 'Α' + r - 0x628
	case 0x661 <= r && r <= 0x669:
		return '①' + r - 0x661
	}
	return r
}

func TestOrder(t *testing.T) {
	for _, tt := range []struct{ text, ltr, rtl string }{
		{"abc def", "abc def", "abc def"},
		{"ABC DEF", "FED CBA", "FED CBA"},
		{"abc DEF ghi", "abc FED ghi", "ghi FED abc"},
		{"ABC def GHI", "CBA def IHG", "IHG def CBA"},
		{"he said ABC DEF.", "he said FED CBA.", ".FED CBA he said"},
		{"ABC 123 DEF", "FED 123 CBA", "FED 123 CBA"},
		{"abc 123 DEF", "abc 123 FED", "FED abc 123"},
		{"ABC 123 abc", "123 CBA abc", "abc 123 CBA"},
		{"ABC 123abc", "123 CBAabc", "123abc CBA"},
		{"ABC 1,234.5 DEF", "FED 1,234.5 CBA", "FED 1,234.5 CBA"},
		{"ABC 5% DEF", "FED 5% CBA", "FED 5% CBA"},
		{"ABC $5, abc", "$5 CBA, abc", "abc ,$5 CBA"},
		{"ΑΒΓ ①②③ ΔΕΖ", "ΖΕΔ ①②③ ΓΒΑ", "ΖΕΔ ①②③ ΓΒΑ"},
		{"①②③ ΑΒΓ abc", "ΓΒΑ ①②③ abc", "abc ΓΒΑ ①②③"},
		{"abc ①②③ ΑΒΓ", "abc ΓΒΑ ①②③", "ΓΒΑ ①②③ abc"},
		{"ΑΒΓ 12% abc", "12 ΓΒΑ% abc", "abc %12 ΓΒΑ"},
		{"ABC (DEF) abc", "(FED) CBA abc", "abc (FED) CBA"},
		{"abc (DEF) ghi", "abc (FED) ghi", "ghi (FED) abc"},
		{"ABC «DEF» GHI", "IHG «FED» CBA", "IHG «FED» CBA"},
		{"ABC 2021-11-07 DEF", "FED 2021-11-07 CBA", "FED 2021-11-07 CBA"},
		{"ABC ", "CBA ", " CBA"},
		{"", "", ""},
		{"12 34", "12 34", "34 12"},
	} {
		if got := seen(tt.text, false); got != tt.ltr {
			t.Errorf("%q from left to right is seen as %q, want %q", tt.text, got, tt.ltr)
		}
		if got := seen(tt.text, true); got != tt.rtl {
			t.Errorf("%q from right to left is seen as %q, want %q", tt.text, got, tt.rtl)
		}
	}
}

// TestOrderOfARow holds that what stands around a row decides with it.
func TestOrderOfARow(t *testing.T) {
	text := strings.Map(written, "ABC DEF 12 ghi")
	from := strings.Index(text, "12")
	want := []Piece{{from, from + 2, false}, {from + 2, len(text), false}}
	if got := Order(text, from, len(text), false); !slices.Equal(got, want) {
		t.Errorf("pieces %v, want %v", got, want)
	}
}

func TestRightToLeft(t *testing.T) {
	for text, want := range map[string]bool{"abc DEF": false, "ABC def": true, "12 (ΑΒ) def": true, "12, 34": false, "": false, "«DEF» abc": true} {
		if got := RightToLeft(strings.Map(written, text)); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

// TestNothingSteers holds that what overrides the direction counts as a space.
func TestNothingSteers(t *testing.T) {
	for _, r := range "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2029" {
		text := "abc" + string(r) + "def"
		if got := Order(text, 0, len(text), false); len(got) != 1 || got[0].Back {
			t.Errorf("%U turns the text: %v", r, got)
		}
	}
}

func TestVisual(t *testing.T) {
	for line, want := range map[string]string{
		"plain":                           "plain",
		" 4 May  ABC DEF   ● ▲ ":          " 4 May  FED CBA   ● ▲ ",
		"ABC DEF│GHI":                     "FED CBA│IHG",
		"ABC  DEF":                        "CBA  FED",
		"\x1b[1mABC\x1b[0m def":           "\x1b[1mCBA\x1b[0m def",
		"\x1b[1mAB\x1b[0m\x1b[4mC\x1b[0m": "\x1b[4mC\x1b[0m\x1b[1mBA\x1b[0m",
		"“ABC”, stated":                   "“CBA”, stated",
	} {
		if got := strings.Map(shown, Visual(strings.Map(written, line))); got != want {
			t.Errorf("%q is seen as %q, want %q", line, got, want)
		}
	}
}

func FuzzVisual(f *testing.F) {
	f.Add("abc אבג 12 דה│ושׁ ١٢ x\x1b[1mא\x1b[0m")
	f.Add("ا\u0301ب \u202e(ת)")
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			return
		}
		line := Line(s)
		got := Visual(line)
		if ansi.StringWidth(got) != ansi.StringWidth(line) {
			t.Errorf("%q is %q, of another width", line, got)
		}
		from, to := 0, len(line)
		for _, rtl := range []bool{false, true} {
			covered := 0
			for _, p := range Order(line, from, to, rtl) {
				covered += p.End - p.Start
			}
			if covered != len(line) {
				t.Errorf("the pieces of %q have %d bytes of %d", line, covered, len(line))
			}
		}
	})
}
