package uitest

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/kreader/kreader/ui/theme"
)

// TestPicture holds that a picture is well-formed, that words stand where their cells
// are and are as wide, in their style, and that lines join.
func TestPicture(t *testing.T) {
	th := theme.New(theme.Options{Dark: true, Profile: theme.TrueColor})
	frame := "──┬─\n" + "ab " + th.Bright.Render("c&d  <e>") + "\n橋 " + th.Selected.Under("●"+th.Dated.Render("f g")) + "\n" + th.Accent.Render("▌") + "█"
	got := Picture(frame, 12, 4, `a "title"`)
	words := 0
	for d := xml.NewDecoder(strings.NewReader(got)); ; words++ {
		if _, err := d.Token(); err == io.EOF {
			break
		} else if err != nil {
			t.Fatalf("%v in\n%s", err, got)
		}
	}
	for _, want := range []string{
		`<title>a &#34;title&#34;</title>`,
		`>ab</text>`, `<text x="25.2" y="31" textLength="25.2" lengthAdjust="spacingAndGlyphs" class="b">c&amp;d</text>`,
		`<text x="67.2" y="31" textLength="25.2" lengthAdjust="spacingAndGlyphs" class="b">&lt;e&gt;</text>`,
		fmt.Sprintf(`<text x="%.4g" y="49" class="m">橋</text>`, cellWidth), `y="49" class="m">●</text>`, `class="u">f g</text>`,
		`d="M0 9h16.8M21 9h-4.2M21 9h4.2M21 9v9M25.2 9h8.4"`, // ──, the three arms of ┬, ─
		`<rect x="0" y="54" width="4.2" height="18"`, `<rect x="8.4" y="54" width="8.4" height="18"`,
		`<rect x="25.2" y="36" width="33.6" height="18" fill="` + hex(Grid(th.Selected.Render("x"), 1, 1).Cell(0, 0).Style.Bg) + `"/>`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("the picture does not have %s:\n%s", want, got)
		}
	}
	if words < 20 {
		t.Errorf("only %d parts", words)
	}
}

// TestStyled holds that what is written of the styles of a frame tells the rows, the
// columns, and the names, and nothing of what cannot be seen.
func TestStyled(t *testing.T) {
	th := theme.New(theme.Options{Dark: true, Profile: theme.TrueColor})
	dim, bold := th.Dim.Render, th.Bright.Render
	for frame, want := range map[string]string{
		"plain":                                      "",
		dim("one") + " " + dim("two"):                "0: 1-7 dim",
		dim("one  ") + "\n" + dim("two"):             "0-1: 1-3 dim",
		"a" + bold("b") + "\n\n" + dim("c"):          "0: 2 bold\n2: 1 dim",
		th.Dated.Render("a ") + "b":                  "0: 1-2 underlined",
		th.Selected.Under(" "+bold("a")+" ") + "\nb": "0: 1 on selected, 2-3 bold on selected",
		bold("橋a"):                                   "0: 1-3 bold", th.Outlet(1, "").Style.Render("x") + th.Warn.Render("y"): "0: 1 outlet2, 2 bold warn",
	} {
		if got := Styled(frame, 10, 3, th); got != want {
			t.Errorf("%q: %q, want %q", frame, got, want)
		}
	}
}
