package help

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"github.com/kreader/kreader/ui/action"
	"github.com/kreader/kreader/ui/theme"
)

var mono = theme.New(theme.Options{Profile: theme.Ascii})

func TestEveryActionIsInTheHelp(t *testing.T) {
	text := ansi.Strip(strings.Join(Lines(action.Default(), mono, 200), "\n"))
	for _, s := range action.Specs {
		if !strings.Contains(text, s.Labels()) || !strings.Contains(text, s.Help) {
			t.Errorf("%s (%s) is not in the help", s.ID, s.Labels())
		}
	}
}

func TestWidth(t *testing.T) {
	for w := 1; w < 120; w++ {
		for _, l := range Lines(action.Default(), mono, w) {
			if n := ansi.StringWidth(l); n > w {
				t.Fatalf("%d cells for %d: %q", n, w, l)
			}
		}
	}
}
