package theme

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

func TestOutletsDifferInEveryProfile(t *testing.T) {
	for _, p := range []Profile{Ascii, ANSI, ANSI256, TrueColor} {
		for _, dark := range []bool{true, false} {
			for _, ascii := range []bool{true, false} {
				th := New(Options{Dark: dark, Profile: p, ASCII: ascii})
				seen, open := map[string]bool{}, map[string]bool{}
				for i := range 24 {
					o := th.Outlet(i, "Outlet")
					seen[o.Mark] = true
					if i < 8 {
						open[o.Style.Open()] = true
					}
					if ansi.StringWidth(o.Mark) != 1 {
						t.Errorf("mark %q is not one cell wide", o.Mark)
					}
				}
				if len(seen) != 24 {
					t.Errorf("profile %d dark %v: %d marks for 24 outlets", p, dark, len(seen))
				}
				if want := map[bool]int{true: 1, false: 8}[p == Ascii]; len(open) != want {
					t.Errorf("profile %d dark %v: %d colours for 8 outlets, want %d", p, dark, len(open), want)
				}
			}
		}
	}
}

func TestAsciiHasNoColour(t *testing.T) {
	th := New(Options{Dark: true, Profile: Ascii})
	for _, st := range []Style{th.Bright, th.Dim, th.Rule, th.Accent, th.Warn, th.Selected, th.Key, th.Struck, th.Heading, th.Code, th.Link, th.Dated, th.Match, th.Current, th.Outlet(0, "").Style} {
		for _, p := range strings.FieldsFunc(st.Open(), func(r rune) bool { return r < '0' || r > '9' }) {
			if n, _ := strconv.Atoi(p); n >= 30 {
				t.Errorf("%q sets a colour", st.Open())
			}
		}
	}
	if th.Selected.Open() == "" || th.Match.Open() == "" || th.Match == th.Current {
		t.Error("without colour the cursor or the matches cannot be seen")
	}
}

func TestGlyphsAreOneCell(t *testing.T) {
	for _, g := range []Glyphs{unicodeGlyphs, asciiGlyphs} {
		for _, s := range []string{g.Horizontal, g.Vertical, g.TeeDown, g.TeeUp, g.TopLeft, g.TopRight, g.BottomLeft, g.BottomRight, g.Rail, g.Exact, g.About, g.Inferred, g.RangeLeft, g.RangeRight, g.Ellipsis, g.From, g.Dot, g.Thumb, g.Differs, g.Up, g.Down, g.Hidden, g.QuoteLeft, g.QuoteRight, g.Prompt, g.New, g.Bookmark, g.Note, g.Break} {
			if ansi.StringWidth(s) != 1 {
				t.Errorf("%q is not one cell wide", s)
			}
		}
	}
}

func TestUnder(t *testing.T) {
	th := New(Options{Dark: true, Profile: TrueColor})
	got := th.Selected.Under("a" + th.Dim.Render("b") + "c")
	o := th.Selected.Open()
	if want := o + "a" + th.Dim.Open() + "b" + reset + o + "c" + reset; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestUnderInReverse(t *testing.T) {
	th := New(Options{Profile: ANSI})
	if got, want := th.Selected.Under("a"+th.Accent.Render("b")), th.Selected.Open()+"ab"+reset; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestJoin(t *testing.T) {
	th := New(Options{Dark: true, Profile: TrueColor})
	dim, bold := th.Dim, th.Bright
	for _, tt := range []struct{ line, want string }{
		{"a" + bold.Render("b") + dim.Render("c"), "a" + bold.Render("b") + dim.Render("c|")},
		{dim.Render("c"), dim.Render("c|")},
		{dim.Render("c") + " ", dim.Render("c") + " " + dim.Render("|")},
		{bold.And(dim).Render("c"), bold.And(dim).Render("c") + dim.Render("|")},
		{dim.And(bold).Render("c"), dim.And(bold).Render("c") + dim.Render("|")},
		{"c", "c" + dim.Render("|")},
	} {
		if got := dim.Join(tt.line, "|"); got != tt.want {
			t.Errorf("after %q: %q, want %q", tt.line, got, tt.want)
		}
	}
}

func TestFromEnv(t *testing.T) {
	for _, tt := range []struct {
		env   string
		want  Profile
		ascii bool
	}{
		{"TERM=xterm-256color LANG=en_GB.UTF-8", ANSI256, false},
		{"TERM=xterm-256color COLORTERM=truecolor LANG=en_GB.UTF-8", TrueColor, false},
		{"TERM=screen COLORTERM=truecolor LANG=en_GB.UTF-8", ANSI256, false},
		{"TERM=xterm-256color COLORTERM=truecolor NO_COLOR=1 LANG=C.UTF-8", Ascii, false},
		{"TERM=dumb COLORTERM=truecolor LANG=C.UTF-8", Ascii, true},
		{"TERM=vt100 LANG=C.UTF-8", Ascii, true},
		{"TERM=linux LANG=C", ANSI, true},
		{"TERM=linux LANG=de_DE.utf8 LC_ALL=C", ANSI, true},
	} {
		p, ascii := FromEnv(func(k string) string {
			for _, kv := range strings.Fields(tt.env) {
				if v, ok := strings.CutPrefix(kv, k+"="); ok {
					return v
				}
			}
			return ""
		})
		if p != tt.want || ascii != tt.ascii {
			t.Errorf("%s: profile %d, ASCII %v; want %d, %v", tt.env, p, ascii, tt.want, tt.ascii)
		}
	}
}

func TestShort(t *testing.T) {
	for in, want := range map[string]string{
		"The Harbour Post": "Harbour Post",
		"The Institute for the Study of Rivers and Lakes": "Institute for the",
		"Kurier": "Kurier", "": "", "The ": "The",
	} {
		if got := Short(in); got != want {
			t.Errorf("Short(%q) = %q, want %q", in, got, want)
		}
	}
}

// TestUnknown holds that an article which stands for its outlet is not taken
// for one: its title is in quotes, however short.
func TestUnknown(t *testing.T) {
	th := New(Options{Dark: true, Profile: TrueColor})
	for _, tt := range []struct {
		title string
		w     int
		want  string
	}{
		{"The day we crossed", 30, "“The day we crossed”"},
		{"The day we crossed the bridge: notes", 30, "“The day we crossed the…”"},
		{"The day we crossed the bridge: notes", 13, "“The day we…”"},
		{"Trams, and what came after", 9, "“Trams…”"},
		{"", 9, "“”"},
	} {
		o := th.Unknown(3, tt.title)
		got := th.ShortIn(o, tt.w)
		if got != tt.want || ansi.StringWidth(got) > tt.w || o.Name != tt.title || !o.Unknown {
			t.Errorf("%q in %d: %q, want %q", tt.title, tt.w, got, tt.want)
		}
	}
	if got := th.ShortIn(th.Outlet(0, "The Harbour Post"), 8); got != "Harbour…" {
		t.Errorf("got %q", got)
	}
}

// TestLinksAreQuiet holds that a link is taken neither for a date nor for an
// outlet, and can be read.
func TestLinksAreQuiet(t *testing.T) {
	for _, o := range []Options{{Dark: true, Profile: TrueColor}, {Profile: TrueColor}, {Dark: true, Profile: ANSI}, {Profile: ANSI256}, {}} {
		th := New(o)
		for i := range 8 {
			if c := th.Outlet(i, "").Style; o.Profile != Ascii && c == th.Link {
				t.Errorf("%+v: a link looks like outlet %d", o, i)
			}
		}
		for _, p := range strings.FieldsFunc(th.Link.Open(), func(r rune) bool { return r == ';' || r == 'm' || r == '[' }) {
			if p == "4" {
				t.Errorf("%+v: a link is underlined: %q", o, th.Link.Open())
			}
		}
	}
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		New(Options{Dark: true, Profile: TrueColor})
	}
}

// Colour arithmetic: sRGB to CIELAB (D65), WCAG contrast, and the matrices of
// Machado, Oliveira & Fernandes (2009) for full severity.

var sights = map[string][3][3]float64{
	"normal": {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
	"protan": {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}},
	"deutan": {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}},
	"tritan": {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}},
}

func srgb(c int) float64 {
	v := float64(c) / 255
	if v <= 0.04045 {
		return v / 12.92
	}
	return math.Pow((v+0.055)/1.055, 2.4)
}

// rgb returns one of the 240 fixed colours of a terminal with 256: a cube of
// six levels, then greys.
func rgb(number string) [3]float64 {
	n, _ := strconv.Atoi(number)
	if n >= 232 {
		g := srgb(8 + 10*(n-232))
		return [3]float64{g, g, g}
	}
	level := [...]int{0, 95, 135, 175, 215, 255}
	n -= 16
	return [3]float64{srgb(level[n/36]), srgb(level[n/6%6]), srgb(level[n%6])}
}

func see(m [3][3]float64, c [3]float64) (out [3]float64) {
	for i := range 3 {
		out[i] = min(1, max(0, m[i][0]*c[0]+m[i][1]*c[1]+m[i][2]*c[2]))
	}
	return out
}

func luminance(c [3]float64) float64 { return 0.2126*c[0] + 0.7152*c[1] + 0.0722*c[2] }

func contrast(a, b float64) float64 { return (max(a, b) + 0.05) / (min(a, b) + 0.05) }

func lab(c [3]float64) [3]float64 {
	f := func(t float64) float64 {
		if t > 0.008856 {
			return math.Cbrt(t)
		}
		return 7.787*t + 16.0/116
	}
	x := f((0.4124*c[0] + 0.3576*c[1] + 0.1805*c[2]) / 0.95047)
	y := f(luminance(c))
	z := f((0.0193*c[0] + 0.1192*c[1] + 0.9505*c[2]) / 1.08883)
	return [3]float64{116*y - 16, 500 * (x - y), 200 * (y - z)}
}

func distance(a, b [3]float64) float64 {
	return math.Sqrt((a[0]-b[0])*(a[0]-b[0]) + (a[1]-b[1])*(a[1]-b[1]) + (a[2]-b[2])*(a[2]-b[2]))
}
