package source

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

var cleanCases = []struct{ what, in, want string }{
	{"plain text", "The quay, 4 March.\n\tNext\n", "The quay, 4 March.\n\tNext\n"},
	{"letters beyond ASCII", "Żółć “naïve” — 東京 عربي हिन्दी", "Żółć “naïve” — 東京 عربي हिन्दी"},
	{"bytes that are no text", "a\xffb\xc3", "a\uFFFDb\uFFFD"},
	{"an overlong escape", "a\xc0\x9b[2Jb", "a\uFFFD\uFFFD[2Jb"},
	{"NUL, bell, backspace, delete", "a\x00b\x07c\x08d\x7fe", "abcde"},
	{"carriage returns", "a\r\nb\rc", "a\nb\nc"},
	{"other line breaks", "a\vb\fc\u0085d\u2028e\u2029f", "a\nb\nc\nd\ne\nf"},
	{"a colour", "a\x1b[1;31mred\x1b[0mb", "aredb"},
	{"a colour with a C1 introducer", "a\u009b31mred", "ared"},
	{"a broken control sequence", "a\x1b[12é", "a[12é"},
	{"a window title", "a\x1b]0;owned\x07b", "ab"},
	{"a window title ended by ST", "a\x1b]0;owned\x1b\\b", "ab"},
	{"a window title in C1", "a\u009d0;owned\u009cb", "ab"},
	{"a control string without an end", "a\x1b]0;owned and the rest", "a]0;owned and the rest"},
	{"a control string that a line break ends", "a\x1b]0;owned\nnext\x07", "a]0;owned\nnext"},
	{"a string inside a string", "a\x1bPtmux;\x1b\x1b]52;c;eA==\x07\x1b\\b", "aPtmux;b"},
	{"a charset switch", "a\x1b(0lqk\x1b(Bb", "alqkb"},
	{"a reset", "a\x1bcb", "ab"},
	{"a lone escape at the end", "a\x1b", "a"},
	{"bidirectional overrides", "a\u202eb\u2066c\u2069d\u200ee\u061cf", "abcdef"},
	{"zero width and soft hyphens", "Whit\u200block har\u00adbour \ufefftide\u2060", "Whitlock harbour tide"},
	{"tag characters", "ok\U000e0041\U000e007f", "ok"},
	{"annotations and blank letters", "a\ufff9b\ufffac\u3164d\u115fe", "abcde"},
	{"noncharacters", "a\ufdd0b\uffffc", "a\uFFFDb\uFFFDc"},
	{"joiners in Latin", "Whit\u200dlo\u200cck", "Whitlock"},
	{"a non-joiner in Persian", "می\u200cخواهم", "می\u200cخواهم"},
	{"a joiner in Hindi", "क्\u200dष", "क्\u200dष"},
	{"an emoji family", "👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"},
	{"a heart with its selector", "❤\ufe0f\u200d🔥", "❤\ufe0f\u200d🔥"},
	{"a selector after a letter", "a\ufe0f\ufe00", "a"},
	{"stacked marks", "a" + strings.Repeat("\u0301", 40) + "b", "a" + strings.Repeat("\u0301", maxCluster) + "b"},
	{"stacked joiners", strings.Repeat("👨\u200d", 12) + "👨", strings.Repeat("👨\u200d", maxCluster) + "👨" + strings.Repeat("👨\u200d", 3) + "👨"},
}

func TestClean(t *testing.T) {
	for _, c := range cleanCases {
		t.Run(c.what, func(t *testing.T) {
			if got := Clean(c.in); got != c.want {
				t.Errorf("Clean(%q) = %q, want %q", c.in, got, c.want)
			}
		})
	}
}

func TestCleanLeavesTheStringAlone(t *testing.T) {
	s := strings.Repeat("The quay “was” closed.\n", 100)
	if n := testing.AllocsPerRun(10, func() { Clean(s) }); n != 0 {
		t.Errorf("%v allocations for text that is clean", n)
	}
}

func FuzzClean(f *testing.F) {
	for _, c := range cleanCases {
		f.Add(c.in)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c := Clean(s)
		if !utf8.ValidString(c) {
			t.Fatalf("%q is not valid UTF-8", c)
		}
		if again := Clean(c); again != c {
			t.Fatalf("not idempotent: %q, then %q", c, again)
		}
		marks := 0
		for _, r := range c {
			switch {
			case unicode.IsControl(r) && r != '\n' && r != '\t':
				t.Fatalf("control character %U in %q", r, c)
			case unicode.Is(unicode.Bidi_Control, r), r >= 0xe0000 && r <= 0xe0fff, r == '\u2028', r == '\u2029', r == '\u200b', r == '\ufeff':
				t.Fatalf("hidden character %U in %q", r, c)
			}
			if marks++; !unicode.In(r, unicode.Mn, unicode.Me) && r != '\u200d' && r != '\u200c' {
				marks = 0
			}
			if marks > maxCluster {
				t.Fatalf("%d marks on a character of %q", marks, c)
			}
		}
		if l := Line(s); strings.ContainsAny(l, "\n\t") || Line(l) != l || Clean(l) != l {
			t.Fatalf("Line(%q) = %q", s, l)
		}
		if v := Visible(s); strings.ContainsAny(v, "\n\t") || Clean(v) != v {
			t.Fatalf("Visible(%q) = %q", s, v)
		}
	})
}

func TestVisible(t *testing.T) {
	for in, want := range map[string]string{
		"notes/a b.txt":            "notes/a b.txt",
		"line\nbreak.txt":          `line\x0abreak.txt`,
		"esc\x1b]0;x\a.txt":        `esc\x1b]0;x\x07.txt`,
		"bad\xff.txt":              `bad\xff.txt`,
		"rtl\u202etxt.exe":         `rtl\u202etxt.exe`,
		"tag\U000e0041":            `tag\U000e0041`,
		"c1\u009b":                 `c1\u009b`,
		"żółć\u200d东.md":           `żółć\u200d东.md`,
		"zal" + "\u0301" + "go.md": "zal\u0301go.md",
	} {
		if got := Visible(in); got != want {
			t.Errorf("Visible(%q) = %q, want %q", in, got, want)
		}
	}
}
