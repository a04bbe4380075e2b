package status

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"github.com/kreader/kreader/ui/action"
	"github.com/kreader/kreader/ui/draw"
	"github.com/kreader/kreader/ui/theme"
)

var mono = theme.New(theme.Options{Dark: true, Profile: theme.Ascii})

func outlets(names ...string) (out []theme.Outlet) {
	for i, n := range names {
		out = append(out, mono.Outlet(i, n))
	}
	return out
}

func TestHeader(t *testing.T) {
	h := Header{Title: "The bridge", Facts: "4 articles", Outlets: outlets("The Harbour Post", "Lune Courier", "Review")}
	for w, want := range map[int]string{
		70: " The bridge   4 articles            ● Harbour Post  ▲ Lune Courier  ■ Review",
		60: " The bridge        ● Harbour Post  ▲ Lune Courier  ■ Review",
		46: " The bridge   4 articles                ● ▲ ■",
		30: " The bridge             ● ▲ ■",
		20: " The bridge   ● ▲ ■",
		16: " The bridge +3",
	} {
		line, _ := h.Line(mono, w)
		got := ansi.Strip(line)
		if n := ansi.StringWidth(got); n != w {
			t.Errorf("%d: %d cells wide", w, n)
		}
		if squeeze(got) != squeeze(want) {
			t.Errorf("%d:\n%q, want\n%q", w, got, want)
		}
	}
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

func TestLegendHits(t *testing.T) {
	for _, n := range []int{1, 3, 9, 40, 500} {
		var names []string
		for i := range n {
			names = append(names, fmt.Sprintf("Outlet %d", i))
		}
		h := Header{Title: "A story", Outlets: outlets(names...), Hidden: []bool{true}}
		for w := 20; w < 200; w++ {
			line, hits := h.Line(mono, w)
			plain := []rune(ansi.Strip(line))
			if len(plain) != w {
				t.Fatalf("%d outlets in %d cells: %d wide", n, w, len(plain))
			}
			for _, hit := range hits {
				mark := h.Outlets[hit.Outlet].Mark
				if hit.Outlet == 0 {
					mark = mono.Glyphs.Hidden
				}
				if got := string(plain[hit.From]); got != mark {
					t.Fatalf("%d outlets in %d cells: %q stands where outlet %d should", n, w, got, hit.Outlet)
				}
			}
		}
	}
}

func TestWhy(t *testing.T) {
	y := Why{Date: "7 Nov 2021", Inferred: true, Says: "on Sunday", How: "the Sunday before publication on 2021-11-09"}
	for _, tt := range []struct {
		y     Why
		w     int
		right string
		want  string
	}{
		{y, 100, "passage 1 of 2 ", " 7 Nov 2021 (inferred) ← “on Sunday”, the Sunday before publication on 9 Nov 2021   passage 1 of 2"},
		{y, 40, "passage 1 of 2 ", " 7 Nov 2021 (inferred) … passage 1 of 2"},
		{Why{How: "joined: it tells the same"}, 60, "", " undated ← joined: it tells the same"},
		{Why{Date: "2018"}, 60, "", " 2018"},
		{Why{Date: "2018", Says: "a\x1b[31m\nb"}, 60, "", " 2018 ← “a [31m b”"},
	} {
		got := ansi.Strip(tt.y.Line(mono, tt.w, tt.right))
		if squeeze(got) != squeeze(tt.want) || ansi.StringWidth(got) != tt.w {
			t.Errorf("%+v: %q, want %q", tt.y, got, tt.want)
		}
	}
}

// TestPromptShowsTheCaret holds that of a long input the part with the caret is seen.
func TestPromptShowsTheCaret(t *testing.T) {
	long := strings.Repeat("abcdefghij", 10)
	for _, tt := range []struct{ before, after, want string }{
		{long, "", "hij" + mono.Glyphs.Rail}, {long + "X", "Y" + long, "hijXY"}, {"", long, "/ abcdefghij"}, {"ab", "橋cd", "/ ab橋cd"}, {long, "橋", "hij橋"},
	} {
		got := Prompt(mono, 30, "/", tt.before, tt.after, "3 matches ")
		if plain := ansi.Strip(got); !strings.Contains(plain, tt.want) || !strings.Contains(plain, "3 matches") || ansi.StringWidth(got) != 30 {
			t.Errorf("%q and %q: %q, want %q", tt.before, tt.after, plain, tt.want)
		}
		if c, _ := draw.Cluster(tt.after); c != "" && !strings.Contains(got, mono.Current.Render(c)) {
			t.Errorf("%q and %q: the caret is not to be seen: %q", tt.before, tt.after, got)
		}
	}
}

func TestHintsKeepHelp(t *testing.T) {
	hints := action.Default().Hints(action.Timeline, action.Panes, action.Moving, action.Everywhere)
	for w, want := range map[int]string{20: "? help q quit", 40: "Enter read ? help q quit", 48: "Enter read n/N passage ? help q quit"} {
		got := ansi.Strip(Hints(mono, w, hints, ""))
		if squeeze(got) != want || ansi.StringWidth(got) != w {
			t.Errorf("%d: %q, want %q", w, got, want)
		}
	}
}
