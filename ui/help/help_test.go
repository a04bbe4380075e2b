package help

import (
	"os"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"github.com/kreader/kreader/ui/action"
	"github.com/kreader/kreader/ui/theme"
)

var mono = theme.New(theme.Options{Profile: theme.Ascii})

func TestEveryActionIsInTheHelp(t *testing.T) {
	text := ansi.Strip(strings.Join(Lines(action.Default(), mono, 200, ""), "\n"))
	for _, s := range action.Specs {
		if !strings.Contains(text, labels(s)) || !strings.Contains(text, s.Help) {
			t.Errorf("%s (%s) is not in the help", s.ID, labels(s))
		}
	}
}

func TestWidth(t *testing.T) {
	for w := 1; w < 120; w++ {
		for _, l := range append(Lines(action.Default(), mono, w, ""), Lines(action.Default(), mono, w, "e zzz")...) {
			if n := ansi.StringWidth(l); n > w {
				t.Fatalf("%d cells for %d: %q", n, w, l)
			}
		}
	}
}

// TestNarrow holds that the help is narrowed to what has the words, under its
// heading, and says when nothing has.
func TestNarrow(t *testing.T) {
	text := func(narrow string) string {
		return ansi.Strip(strings.Join(Lines(action.Default(), mono, 80, narrow), "\n"))
	}
	all := strings.Count(text(""), "\n")
	for narrow, want := range map[string]string{
		"passage previous": "N p", "Ctrl-P": "find an event", "searching": "While searching\n", "WHEEL": "scrolls what is under it", "  timeline  wider ": "timeline wider",
	} {
		if got := text(narrow); !strings.Contains(got, want) || strings.Count(got, "\n") > all/3 || strings.HasPrefix(got, "\n") {
			t.Errorf("%q:\n%s\nwant %s", narrow, got, want)
		}
	}
	if got := text("zzz"); got != "Nothing here says zzz." {
		t.Errorf("%q", got)
	}
}

// TestKeysPage holds that docs/keys.md is what the live table says.
func TestKeysPage(t *testing.T) {
	const path = "../../docs/keys.md"
	got := Markdown(action.Default(), theme.New(theme.Options{}))
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if strings.ReplaceAll(string(want), "\r\n", "\n") != got {
		t.Error("docs/keys.md is out of date: UPDATE=1 go test ./ui/help writes it")
	}
	for _, s := range action.Specs {
		for _, key := range s.Keys {
			if s.ID != action.NthOutlet && !strings.Contains(got, code(action.Label(key))) || !strings.Contains(got, s.Help) {
				t.Errorf("%s (%s) is not on the page", action.Label(key), s.ID)
			}
		}
	}
}
