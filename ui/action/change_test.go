package action

import (
	"slices"
	"strings"
	"testing"
)

// TestPresets holds that with every preset no keys conflict, nothing is lost,
// and what a preset changes is there.
func TestPresets(t *testing.T) {
	for _, p := range Presets {
		specs := Changed(Specs, p.Changes)
		if _, err := NewKeymap(specs); err != nil {
			t.Errorf("%s: %v", p.Name, err)
		}
		for i, s := range specs {
			if len(s.Keys) == 0 {
				t.Errorf("%s: no key does %s (%s)", p.Name, s.ID, s.Scope)
			}
			if s.Scope.Typed() && !slices.Equal(s.Keys, Specs[i].Keys) {
				t.Errorf("%s: changes %s while typing", p.Name, s.ID)
			}
		}
		for _, c := range p.Changes {
			if !c.Known() {
				t.Errorf("%s: there is no action %s", p.Name, c.ID)
			}
		}
	}
	if _, ok := PresetNamed("emacs"); ok {
		t.Error("there is no preset of that name")
	}
}

func TestChanged(t *testing.T) {
	specs := Changed(Specs, []Change{
		{ID: Choose, All: true, Keys: []string{"o"}}, {ID: Choose, Scope: Article, Keys: []string{"i"}}, {ID: Quit, All: true, Keys: []string{"Q"}},
	})
	for _, s := range specs {
		want := ""
		switch {
		case s.ID == Choose && s.Scope == Article:
			want = "i"
		case s.ID == Choose && !s.Scope.Typed():
			want = "o"
		case s.ID == Choose:
			want = "enter"
		case s.ID == Quit && s.Scope == Everywhere:
			want = "Q ctrl+c"
		default:
			continue
		}
		if got := strings.Join(s.Keys, " "); got != want {
			t.Errorf("%s (%s) has %s, want %s", s.ID, s.Scope, got, want)
		}
	}
	if slices.ContainsFunc(Specs, func(s Spec) bool { return s.ID == Choose && s.Keys[0] == "o" }) {
		t.Error("the table itself was changed")
	}
}

func TestParseKey(t *testing.T) {
	for in, want := range map[string]string{
		"n": "n", "G": "G", "g g": "g g", "Ctrl-P": "ctrl+p", "ctrl+P": "ctrl+p", "Space": " ", "g Space": "g space", " ": " ", "PgDn": "pgdown", "pgdown": "pgdown",
		"Alt-x": "alt+x", "Alt-X": "alt+X", "Shift-Tab": "shift+tab", "f12": "f12", "é": "é", "?": "?", "Esc": "esc", "Alt-Enter": "alt+enter",
		"": "-", "Hyper-x": "-", "ctrl+é": "-", "Shift-x": "-", "g pagedown": "-", "Ctrl-": "-", "\x07": "-",
	} {
		got, err := ParseKey(in)
		if err != nil {
			got = "-"
		}
		if got != want {
			t.Errorf("ParseKey(%q) = %q, want %q", in, got, want)
		}
	}
	for _, s := range Specs {
		for _, key := range s.Keys {
			if got, err := ParseKey(strings.Join(slices.Collect(func(yield func(string) bool) {
				for _, k := range Strokes(key) {
					if !yield(label(k)) {
						return
					}
				}
			}), " ")); err != nil || got != key {
				t.Errorf("%q is written %q and read %q, %v", key, Label(key), got, err)
			}
		}
	}
}

func TestScopesHaveNames(t *testing.T) {
	for i, name := range ScopeNames() {
		if s, ok := ScopeNamed(name); !ok || s != Scope(i) || s.Name() != name || s.String() == "" {
			t.Errorf("scope %d: %q is %v", i, name, s)
		}
	}
	for _, s := range Specs {
		if int(s.Scope) >= len(scopes) {
			t.Errorf("scope %d of %s has no name", s.Scope, s.ID)
		}
	}
}

func TestNth(t *testing.T) {
	k := Default()
	if k.Nth(NthOutlet, "alt+3", Panes) != 3 || k.Nth(NthOutlet, "x", Panes) != 0 || k.Nth(NthOutlet, "alt+3", Moving) != 0 {
		t.Error("the key of the third outlet is not the third")
	}
	if k.First(NextPassage) != "n" || k.First("nothing") != "" {
		t.Error("the first key of an action is not its first")
	}
}
