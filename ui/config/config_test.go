package config

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/kreader/kreader/ui/action"
	"github.com/kreader/kreader/ui/theme"
)

func TestParse(t *testing.T) {
	c, err := Parse(`
theme = "mine"
width = 60
preset = "less"
[outlets]
"The Harbour Post" = "bright-blue"
"Lune  Courier" = { colour = 208, mark = "✱", short = "Courier" }
[keys]
why = ["i", "Ctrl-E"]
differences-only = []
next-event = "z n"
[keys.article]
choose = "O"
[keys.typing]
cancel = ["Esc", "Ctrl-G"]
`, fstest.MapFS{"mine.toml": {Data: []byte("[dark]\ndim = 3")}})
	if err != nil {
		t.Fatal(err)
	}
	if c.Theme != "mine" || c.Width != 60 || c.Timeline != Default().Timeline || !c.Mouse {
		t.Errorf("%+v", c)
	}
	if l := c.Outlets[theme.Fold("lune courier")]; l.Colour.String() != "208" || l.Mark != "✱" || l.Short != "Courier" {
		t.Errorf("%+v", c.Outlets)
	}
	k, err := c.Keymap()
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		key   string
		scope action.Scope
		want  action.ID
	}{
		{"i", action.Panes, action.Why}, {"ctrl+e", action.Panes, action.Why}, {"w", action.Panes, action.None}, {"!", action.Panes, action.None},
		{"z n", action.Panes, action.NextEvent}, {"O", action.Article, action.Choose}, {"enter", action.Article, action.None},
		{"enter", action.Timeline, action.Choose}, {"ctrl+g", action.Input, action.Cancel}, {"g", action.Moving, action.Top},
	} {
		if got, _ := k.Resolve(tt.key, tt.scope); got != tt.want {
			t.Errorf("%q in %v is %q, want %q", tt.key, tt.scope, got, tt.want)
		}
	}
}

// TestFaultsAreNamed holds that every error names the key, the value and what is
// allowed.
func TestFaultsAreNamed(t *testing.T) {
	for text, want := range map[string]string{
		"thme = 1":                                  `no key "thme"; did you mean "theme"? there are theme, width, timeline, mouse, accessible, right-to-left, citation, who, preset, keys, outlets`,
		"theme = 1":                                 `theme: 1 is no name in quotes`,
		"theme = \"drak\"":                          `theme: no theme "drak"; did you mean "dark"? there are auto, 16,`,
		"theme = \"bad\"":                           `theme: theme "bad": dark.dim: "x" is no colour`,
		"width = 10":                                `width: 10 is no whole number from 20 to 300`,
		"width = \"wide\"":                          `width: wide is no whole number from 20 to 300`,
		`right-to-left = "me"`:                      `right-to-left: me is none of auto, kreader, terminal`,
		"mouse = 1":                                 `mouse: 1 is neither true nor false`,
		"preset = \"vi\"":                           `preset: no preset "vi"; did you mean "vim"? there are vim, less, newsboat`,
		"preset = 3":                                `preset: no preset "3"; there are vim, less, newsboat`,
		"keys = 1":                                  `keys: 1 is no table`,
		"[keys]\nnext-pasage = \"n\"":               `no action "keys.next-pasage"; did you mean "next-passage"? there are`,
		"[keys.artcle]\nchoose = \"o\"":             `no place "keys.artcle"; did you mean "article"? there are anywhere, moving,`,
		"[keys.article]\nwhy = \"o\"":               `no action "keys.article.why"; there are choose`,
		"[keys]\nwhy = 3":                           `keys.why: 3 is no key: write it in quotes`,
		"[keys]\nwhy = \"Hyper-x\"":                 `keys.why: no key "Hyper-x"; a key is a character, Space, Enter`,
		"[keys]\nwhy = \"n\"":                       `keys: Reading: "n" is both next-passage and why; give one of them another key`,
		"[keys]\nwhy = \"g\"":                       `begins with it; give one of them another key`,
		"[keys]\nwhy = \"Ctrl-C\"":                  `"Ctrl-C" is`,
		"[keys.typing]\ncancel = \"q\"":             `keys.typing.cancel: "q" is typed there, so it can do nothing else`,
		"[outlets]\n\"A\" = \"blurple\"":            `outlets."A".colour: "blurple" is no colour; it is a number from 0 to 255`,
		"[outlets]\n\"A\" = { colr = 1 }":           `no key "outlets.\"A\".colr"; did you mean "colour"? there are colour, mark, short`,
		"[outlets]\n\"A\" = { mark = \"東\" }":       `outlets."A".mark: "東" is no mark; it is one character that is one cell wide, such as ●`,
		"[outlets]\n\"A\" = { mark = \"\\u001b\" }": `is no mark`,
		"width = ":                                  `line 1: `,
		"a = 1\n\nb = = 2":                          `line 3: `,
	} {
		_, err := Parse(text, fstest.MapFS{"bad.toml": {Data: []byte("[dark]\ndim = \"x\"")}})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q:\n%v\nwant %s", text, err, want)
		}
	}
	_, err := Parse("thme = 1\nwidth = 1\n[keys]\nwhy = 1\n", nil)
	if err == nil || strings.Count(err.Error(), "\n") != 2 {
		t.Errorf("not every fault has its line:\n%v", err)
	}
}

// TestExample holds that the example says what is usual, that its lines are read
// when they are no comments, and that docs/config.toml is the example.
func TestExample(t *testing.T) {
	text := Example()
	if c, err := Parse(text, nil); err != nil || !reflect.DeepEqual(c, Default()) {
		t.Errorf("as it is, it changes something: %+v, %v", c, err)
	}
	var lines []string
	for line := range strings.SplitSeq(text, "\n") {
		lines = append(lines, strings.TrimPrefix(line, "# "))
		if len(line) > 200 {
			t.Errorf("a long line: %s", line)
		}
	}
	c, err := Parse(strings.Join(lines, "\n"), nil)
	if err != nil {
		t.Fatalf("without its comments it is not read:\n%v", err)
	}
	want := Default()
	if len(c.Keys) != len(action.Specs) || len(c.Outlets) != 2 {
		t.Errorf("%d keys of %d, %d outlets", len(c.Keys), len(action.Specs), len(c.Outlets))
	}
	if specs := action.Changed(action.Specs, c.Keys); !reflect.DeepEqual(specs, action.Specs) {
		t.Error("its keys are not those of the table")
	}
	c.Keys, c.Outlets = nil, nil
	if !reflect.DeepEqual(c, want) {
		t.Errorf("it gives %+v, the usual is %+v", c, want)
	}
	const path = "../../docs/config.toml"
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := os.ReadFile(path); err != nil || strings.ReplaceAll(string(got), "\r\n", "\n") != text {
		t.Errorf("docs/config.toml is out of date (%v): UPDATE=1 go test ./ui/config writes it", err)
	}
}

// TestTextIsRead holds that what a configuration is shown as gives it again.
func TestTextIsRead(t *testing.T) {
	for _, p := range action.Presets {
		c, err := Parse("preset = \""+p.Name+"\"\nwidth = 50\n[keys]\nwhy = [\"i\"]\n[outlets]\n\"A \\\"b\\\"\" = { colour = \"#ff8800\", short = \"B\" }\n", nil)
		if err != nil {
			t.Fatal(err)
		}
		d, err := Parse(c.Text(), nil)
		if err != nil {
			t.Fatalf("%v\n%s", err, c.Text())
		}
		a, _ := c.Keymap()
		b, err := d.Keymap()
		if err != nil || !reflect.DeepEqual(a, b) {
			t.Errorf("%s: other keys, %v", p.Name, err)
		}
		c.Keys, d.Keys = nil, nil
		if !reflect.DeepEqual(c, d) {
			t.Errorf("%+v is read as %+v", c, d)
		}
	}
}

func TestLoad(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("XDG_CONFIG_HOME", dir)
	t.Setenv("KREADER_CONFIG", "")
	path, err := Path()
	if want := filepath.Join(dir, "kreader", "config.toml"); err != nil || path != want {
		t.Fatalf("%q, %v; want %q", path, err, want)
	}
	if c, err := Load(path); err != nil || !reflect.DeepEqual(c, Default()) {
		t.Errorf("without a file: %+v, %v", c, err)
	}
	if err := os.MkdirAll(filepath.Join(dir, "kreader", "themes"), 0o700); err != nil {
		t.Fatal(err)
	}
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, "kreader", name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("themes/dusk.toml", "[dark]\ndim = 244\n")
	write("config.toml", "\ufefftheme = \"dusk\"\n")
	if c, err := Load(path); err != nil || c.Theme != "dusk" {
		t.Errorf("%+v, %v", c, err)
	}
	if _, err := Load(dir); err == nil || !strings.Contains(err.Error(), "it is no file") {
		t.Errorf("a folder: %v", err)
	}
	t.Setenv("KREADER_CONFIG", "elsewhere.toml")
	if path, _ := Path(); path != "elsewhere.toml" {
		t.Errorf("KREADER_CONFIG is not obeyed: %q", path)
	}
}

func FuzzParse(f *testing.F) {
	f.Add(Example())
	f.Add("[keys]\nwhy = [\"g g\", \"Ctrl-X\"]\n[keys.typing]\ncancel = \"q\"\n[outlets]\nA = 1")
	f.Fuzz(func(t *testing.T, text string) {
		c, err := Parse(text, nil)
		if err != nil {
			return
		}
		if _, err := c.Keymap(); err != nil {
			t.Errorf("it passes and has no keymap: %v", err)
		}
		if _, err := Parse(c.Text(), nil); err != nil {
			t.Errorf("what it is shown as is not read: %v\n%s", err, c.Text())
		}
	})
}
