package theme

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"testing/fstest"
)

// background are the backgrounds that the contrasts are measured on.
var background = map[bool]int{true: 0x121214, false: 0xffffff}

func onBackground(dark bool, c [3]float64) float64 {
	b := background[dark]
	return contrast(luminance(c), luminance([3]float64{srgb(b >> 16), srgb(b >> 8 & 255), srgb(b & 255)}))
}

// TestThemes holds what each theme promises: how far its outlets are apart, for
// every sight, and how well its text is read.
func TestThemes(t *testing.T) {
	promises := map[string]struct{ apart, outlet, text float64 }{
		"dark": {10, 4.3, 4.3}, "light": {10, 4.3, 4.3}, "colour-blind": {25, 4.4, 4.3}, "high-contrast": {15, 7, 7}, "16": {}, "none": {},
	}
	for _, name := range Names(nil) {
		want, ok := promises[name]
		if !ok {
			t.Errorf("say in this test what %s promises", name)
		}
		s, err := Named(name, nil)
		if err != nil {
			t.Fatal(err)
		}
		if s.Help == "" {
			t.Errorf("%s does not say what it is for", name)
		}
		for dark, l := range map[bool]*look{true: s.dark, false: s.light} {
			if l == nil || want.apart == 0 {
				continue
			}
			if len(l.outlets) != 8 {
				t.Errorf("%s: %d outlets", name, len(l.outlets))
			}
			for i, a := range l.outlets {
				if got := onBackground(dark, rgb(a.colour.code)); got < want.outlet {
					t.Errorf("%s, dark %v: outlet %d has a contrast of %.1f", name, dark, i, got)
				}
				for j, b := range l.outlets[:i] {
					for sight, m := range sights {
						if d := distance(lab(see(m, rgb(a.colour.code))), lab(see(m, rgb(b.colour.code)))); d < want.apart {
							t.Errorf("%s, dark %v: outlets %d and %d look alike (ΔE %.1f) with %s sight", name, dark, i, j, d, sight)
						}
					}
				}
			}
			for _, style := range []string{"dim", "accent", "warn", "link", "quote", "match", "struck"} {
				if c := l.styles[style].colour; c.code != "" && onBackground(dark, rgb(c.code)) < want.text {
					t.Errorf("%s, dark %v: %s has a contrast of %.1f", name, dark, style, onBackground(dark, rgb(c.code)))
				}
			}
		}
	}
}

// TestEveryThemeDraws holds that in every theme, however few colours there are,
// what must be seen is seen.
func TestEveryThemeDraws(t *testing.T) {
	for _, name := range Names(nil) {
		s, err := Named(name, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range []Profile{Ascii, ANSI, ANSI256, TrueColor} {
			for _, dark := range []bool{true, false} {
				th := New(Options{Dark: dark, Profile: p, Sheet: s})
				if th.Selected.Open() == "" || th.Match.Open() == "" || th.Match == th.Current || th.Dated.Open() == "" {
					t.Errorf("%s, profile %d, dark %v: the cursor, a match or a date cannot be seen", name, p, dark)
				}
				open := map[string]bool{}
				for i := range 8 {
					open[th.Outlet(i, "").Style.Open()] = true
				}
				if want := map[bool]int{true: 1, false: 8}[min(p, s.most) == Ascii]; len(open) != want {
					t.Errorf("%s, profile %d, dark %v: %d colours for 8 outlets, want %d", name, p, dark, len(open), want)
				}
			}
		}
	}
}

func TestFewColoursAreAsked(t *testing.T) {
	for name, bad := range map[string][]string{"none": {"3", "38", "48", "9"}, "16": {"38", "48"}} {
		s, err := Named(name, nil)
		if err != nil {
			t.Fatal(err)
		}
		th := New(Options{Dark: true, Profile: TrueColor, Sheet: s})
		for _, st := range []Style{th.Bright, th.Dim, th.Accent, th.Warn, th.Selected, th.Unfocused, th.Link, th.Match, th.Outlet(2, "").Style} {
			for _, n := range strings.FieldsFunc(st.Open(), func(r rune) bool { return r < '0' || r > '9' }) {
				for _, b := range bad {
					if n == b || len(b) == 1 && len(n) == 2 && n[0] == b[0] {
						t.Errorf("%s sends %q", name, st.Open())
					}
				}
			}
		}
	}
}

func file(text string) fstest.MapFS { return fstest.MapFS{"mine.toml": {Data: []byte(text)}} }

func TestUserTheme(t *testing.T) {
	s, err := Named("mine", file("help = \"mine\"\n[dark]\naccent = { colour = \"#ff8800\", bold = true }\noutlets = [1, \"bright-blue\", 200]\n"))
	if err != nil {
		t.Fatal(err)
	}
	if dark, only := s.Background(); !dark || !only {
		t.Error("it is for a dark background only")
	}
	th := New(Options{Dark: false, Profile: TrueColor, Sheet: s})
	if got := th.Accent.Open(); got != "\x1b[1;38;2;255;136;0m" {
		t.Errorf("accent is %q", got)
	}
	if th.Dim.Open() != New(Options{Dark: true, Profile: TrueColor}).Dim.Open() {
		t.Error("what it does not give is not as in the dark theme")
	}
	if a, b := th.Outlet(0, "").Style, th.Outlet(3, "").Style; a != b || a.Open() != "\x1b[31m" {
		t.Errorf("outlets 0 and 3 are %q and %q", a.Open(), b.Open())
	}
	names := Names(fstest.MapFS{"mine.toml": {}, "dark.toml": {}, "notes.txt": {}})
	if got := strings.Join(names, " "); got != "16 colour-blind dark high-contrast light none mine" {
		t.Errorf("themes: %s", got)
	}
}

// TestFaultsAreNamed holds that an error names the key, the value and what is
// allowed, and that every fault is named.
func TestFaultsAreNamed(t *testing.T) {
	for text, want := range map[string]string{
		"[dark]\ndim = \"blurple\"":                    `theme "mine": dark.dim: "blurple" is no colour; it is a number from 0 to 255, "#rrggbb", or one of black, red,`,
		"[dark]\ndim = 256":                            `dark.dim: "256" is no colour`,
		"[dark]\ndimm = 3":                             `no key "dark.dimm"; did you mean "dim"? there are text, bright, dim,`,
		"[drak]\ndim = 3":                              `no key "drak"; did you mean "dark"? there are help, colours, dark, light`,
		"[dark]\ndim = { color = 3 }":                  `no key "dark.dim.color"; did you mean "colour"?`,
		"[dark]\ndim = { bold = 1 }":                   `dark.dim.bold: 1 is neither true nor false`,
		"[dark]\ndim = { colour = 244, sixteen = 99 }": `dark.dim.sixteen: 99 is none of the 16 colours`,
		"[light]\noutlets = [1, \"x\"]":                `light.outlets[2]: "x" is no colour`,
		"[light]\noutlets = []":                        `light.outlets: it is a list of 1 to 64 colours`,
		"colours = 17\n[dark]":                         `colours: 17 is not "none", 16, 256 or "all"`,
		"dark = 3":                                     `dark: 3 is no table of styles`,
		"help = 3\n[dark]":                             `help: 3 is no text in quotes`,
		"":                                             `it says nothing`,
		"[dark]\ndim = \"":                             `theme "mine", line 2:`,
		"[dark]\ndim = \"a\"\naccent = \"b\"\n[light]\nrule = \"c\"": "\"b\" is no colour", // and the others: below
	} {
		_, err := Named("mine", file(text))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q:\n%v\nwant %s", text, err, want)
		}
	}
	_, err := Named("mine", file("[dark]\ndim = \"a\"\naccent = \"b\"\n[light]\nrule = \"c\""))
	if n := strings.Count(fmt.Sprint(err), "\n"); n != 2 {
		t.Errorf("not all faults are named, a line each: %v", err)
	}
	_, err = Named("darc", nil)
	if want := `no theme "darc"; did you mean "dark"? there are auto, 16, colour-blind, dark, high-contrast, light, none`; fmt.Sprint(err) != want {
		t.Errorf("%v, want %s", err, want)
	}
	if _, err = Named("../mine", file("[dark]")); err == nil {
		t.Error("a theme outside the folder was read")
	}
}

func TestOutletsCanBeChanged(t *testing.T) {
	blue, err := ParseColour("Bright-Blue")
	if err != nil {
		t.Fatal(err)
	}
	looks := map[string]Look{Fold("The  Harbour POST"): {Colour: blue, Mark: "✱", Short: "Post"}}
	o := New(Options{Dark: true, Profile: TrueColor, Outlets: looks}).Outlet(2, "The Harbour Post")
	if o.Style.Open() != "\x1b[94m" || o.Mark != "✱" || o.Short != "Post" {
		t.Errorf("%+v", o)
	}
	if o := New(Options{ASCII: true, Outlets: looks}).Outlet(2, "The Harbour Post"); o.Mark != asciiMarks[2] || o.Style.Open() != "" {
		t.Errorf("in ASCII: %+v", o)
	}
	if o := New(Options{Outlets: looks}).Outlet(2, "Another"); o.Mark != unicodeMarks[2] || o.Short != "Another" {
		t.Errorf("another outlet: %+v", o)
	}
}

// TestPage holds that docs/themes.md names every theme and every style.
func TestPage(t *testing.T) {
	page, err := os.ReadFile("../../docs/themes.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range Names(nil) {
		if !strings.Contains(string(page), "`"+name+"`") {
			t.Errorf("the page does not name the theme %s", name)
		}
	}
	for _, s := range styleNames {
		if !strings.Contains(string(page), "| `"+s.name+"` | "+s.help+" |") {
			t.Errorf("the page does not say what the style %s is for", s.name)
		}
	}
}

func FuzzSheet(f *testing.F) {
	f.Add("help = \"x\"\n[dark]\ndim = { colour = 3, bold = true }\noutlets = [1]")
	f.Fuzz(func(t *testing.T, text string) {
		if s, err := Named("mine", file(text)); err == nil {
			New(Options{Dark: true, Profile: TrueColor, Sheet: s}).Outlet(9, "x")
		}
	})
}
