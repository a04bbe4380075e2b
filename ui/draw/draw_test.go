package draw

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

var seeds = []string{
	"", "plain words", "Zürich – “so” … ●▲■", "\x1b[1mbold\x1b[0m and \x1b[38;2;1;2;3mred\x1b[0m",
	"東京で会談", "e\u0301 a\u0300\u0301\u0302", "👩‍👩‍👧 family 🇩🇪", "\x1b[31", "\x1b]0;title\x07x", "a\u200bb", "ก็ ที่", "a\tb", "\xff\xfe", "\xff \u0c01\u0e47", "\u0c01\u0e47 \u0e17\u0e35\u0e48", "\u1161x\u1100", "🇩", "❤️ ©️ ▪️", "sanah \u0604", "\u0604\u0605 \u06dd7 \u0604\u200b", "\u0604\xff\u0d4e\u00a0",
}

func FuzzWidth(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got, want := Width(s), ansi.StringWidth(s); got != want {
			t.Errorf("Width(%q) = %d, ansi says %d", s, got, want)
		}
	})
}

func FuzzFit(f *testing.F) {
	for _, s := range seeds {
		f.Add(s, 7, s, 3)
	}
	f.Fuzz(func(t *testing.T, s string, w int, other string, x int) {
		s, other = Line(s), Line(other)
		if w < 0 || w > 300 || x < -300 || x > 300 {
			return
		}
		if got := ansi.StringWidth(Fit(s, w)); got != w {
			t.Errorf("Fit(%q, %d) is %d wide", s, w, got)
		}
		if got := ansi.StringWidth(Truncate(s, w, "…")); got > w {
			t.Errorf("Truncate(%q, %d) is %d wide", s, w, got)
		}
		if got := ansi.StringWidth(Ends(s, other, w, "…")); got != w {
			t.Errorf("Ends(%q, %q, %d) is %d wide", s, other, w, got)
		}
		base := []string{Fit(s, w)}
		Overlay(base, []string{other}, x, 0)
		if got := ansi.StringWidth(base[0]); got != w {
			t.Errorf("Overlay(%q, %q, %d) is %d wide, not %d", Fit(s, w), other, x, got, w)
		}
		for _, l := range Wrap(s, w) {
			if got := ansi.StringWidth(l); got > w {
				t.Errorf("Wrap(%q, %d): %q is %d wide", s, w, l, got)
			}
		}
		if strings.ContainsAny(s, "\n\r\t\x1b\x07\u009b\u202e") {
			t.Errorf("Line leaves %q", s)
		}
	})
}

// TestFitAfterPrepend holds that a character which joins what follows does not
// take a cell of the padding with it.
func TestFitAfterPrepend(t *testing.T) {
	for in, want := range map[string]string{
		"7 \u0604": "7 \ufffd  ", "\u06dd7": "\u06dd7     ", "\u0604\u0605": "\ufffd\ufffd   ", "\u0604 x": "\ufffd x  ", "\u0604\u200f": "\ufffd    ",
	} {
		got := Fit(Line(in), 5)
		if got != want || ansi.StringWidth(got) != 5 {
			t.Errorf("%q is drawn %q, %d cells", in, got, ansi.StringWidth(got))
		}
	}
}

// TestSeam holds that what is laid over a line joins nothing beside it, and that
// a line of text that begins with a mark joins nothing drawn before it.
func TestSeam(t *testing.T) {
	for _, tt := range []struct {
		under, box string
		x          int
		want       string
	}{
		{"abc    ", "\u0c01x", 3, "abc\u25cc\u0c01x  "},
		{"abc    ", "\u0301", 3, "abc\u25cc\u0301   "},
		{"ab\u1100    ", "\u1161x", 4, "ab\u1100\ufffdx  "},       // Hangul: a leading consonant and a vowel
		{"a🇩🇪    ", "🇫🇷", 3, "a🇩🇪🇫🇷  "},                           // whole flags
		{"a 🇩    ", "🇪x", 4, "a 🇩\ufffd x "},                      // halves of one
		{"a 🇩    ", "\x1b[1m🇪\x1b[0m", 4, "a 🇩\x1b[1m🇪\x1b[0m  "}, // a style between them parts them
	} {
		base := []string{tt.under}
		box := tt.box
		if box[0] != '\x1b' {
			box = Line(box)
		}
		Overlay(base, []string{box}, tt.x, 0)
		if base[0] != tt.want || ansi.StringWidth(base[0]) != ansi.StringWidth(tt.under) {
			t.Errorf("%q over %q: %q, %d cells; want %q", tt.box, tt.under, base[0], ansi.StringWidth(base[0]), tt.want)
		}
	}
}

func TestTruncate(t *testing.T) {
	for _, tt := range []struct {
		in   string
		w    int
		want string
	}{
		{"Elections", 9, "Elections"}, {"Elections", 5, "Elec…"}, {"Elections", 1, "…"}, {"Elections", 0, ""},
		{"東京で", 4, "東…"}, {"東京で", 5, "東京…"},
	} {
		if got := Truncate(tt.in, tt.w, "…"); got != tt.want {
			t.Errorf("Truncate(%q, %d) = %q, want %q", tt.in, tt.w, got, tt.want)
		}
	}
}

func TestEnds(t *testing.T) {
	for _, tt := range []struct {
		left, right string
		w           int
		want        string
	}{
		{"left", "right", 12, "left   right"},
		{"a long left", "right", 12, "a lon… right"},
		{"left", "a right that is too long", 8, "left    "},
		{"left", "", 6, "left  "},
	} {
		if got := Ends(tt.left, tt.right, tt.w, "…"); got != tt.want {
			t.Errorf("Ends(%q, %q, %d) = %q, want %q", tt.left, tt.right, tt.w, got, tt.want)
		}
	}
}

func TestOverlay(t *testing.T) {
	for _, tt := range []struct {
		x    int
		want string
	}{
		{2, "ab##efgh"}, {-1, "#bcdefgh"}, {7, "abcdefg#"}, {9, "abcdefgh"},
	} {
		base := []string{"abcdefgh"}
		Overlay(base, []string{"##"}, tt.x, 0)
		if base[0] != tt.want {
			t.Errorf("at %d: %q, want %q", tt.x, base[0], tt.want)
		}
	}
	base := []string{"東京東京"}
	Overlay(base, []string{"##"}, 1, 0)
	if want := " ## 東京"; base[0] != want {
		t.Errorf("over wide characters: %q, want %q", base[0], want)
	}
}

func TestThumb(t *testing.T) {
	for _, tt := range []struct{ h, total, offset, first, n int }{
		{10, 10, 0, 0, 0}, {10, 100, 0, 0, 1}, {10, 100, 90, 9, 1}, {10, 20, 5, 2, 5}, {0, 5, 0, 0, 0}, {3, 1 << 20, 1 << 20, 2, 1},
	} {
		if first, n := Thumb(tt.h, tt.total, tt.offset); first != tt.first || n != tt.n {
			t.Errorf("Thumb(%d, %d, %d) = %d, %d, want %d, %d", tt.h, tt.total, tt.offset, first, n, tt.first, tt.n)
		}
	}
}

func TestWrap(t *testing.T) {
	got := strings.Join(Wrap("the bridge was closed on extraordinarilylongword Monday", 10), "|")
	if want := "the bridge|was closed|on|extraordin|arilylongw|ord Monday"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func BenchmarkFit(b *testing.B) {
	s := "\x1b[38;2;86;180;233m●\x1b[0m \x1b[1mA bridge over the river is closed – again\x1b[0m \x1b[2m10 Oct\x1b[0m"
	b.ReportAllocs()
	for b.Loop() {
		Fit(s, 120)
	}
}
