package action

import (
	"slices"
	"strings"
	"testing"
)

func TestNoKeyConflicts(t *testing.T) {
	if _, err := NewKeymap(Specs); err != nil {
		t.Fatal(err)
	}
}

func TestConflictsAreNamed(t *testing.T) {
	for _, tt := range []struct {
		name string
		add  Spec
		want string
	}{
		{"same scope", Spec{ID: Why, Scope: Panes, Keys: []string{"n"}}, `"n" is both next-passage and why`},
		{"scope inside", Spec{ID: Why, Scope: Article, Keys: []string{"j"}}, `"j" is why (In the article) and down (Moving)`},
		{"scope outside", Spec{ID: Why, Scope: Everywhere, Keys: []string{"0"}}, `"0" is why (Anywhere) and show-all (Reading)`},
		{"a prefix of another", Spec{ID: Why, Scope: Article, Keys: []string{"g"}}, `"g" is why (In the article), and top (Moving) begins with it`},
		{"another is its prefix", Spec{ID: Why, Scope: Article, Keys: []string{"n x"}}, `"n" is next-passage (Reading), and why (In the article) begins with it`},
		{"meant to shadow", Spec{ID: Why, Scope: Matches, Keys: []string{"J"}}, ""},
	} {
		_, err := NewKeymap(append(append([]Spec(nil), Specs...), tt.add))
		if got := errorText(err); !strings.Contains(got, tt.want) || (tt.want == "") != (err == nil) {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}

func errorText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

func TestEverySpecIsWhole(t *testing.T) {
	for _, s := range Specs {
		if s.ID == None || len(s.Keys) == 0 || s.Help == "" {
			t.Errorf("%+v: lacks an ID, a key or help", s)
		}
		if strings.HasSuffix(s.Help, ".") {
			t.Errorf("%s: help ends with a full stop", s.ID)
		}
	}
}

func TestInnerScopeWins(t *testing.T) {
	k := Default()
	for _, tt := range []struct {
		key    string
		scopes []Scope
		want   ID
	}{
		{"n", []Scope{Matches, Article, Panes, Moving, Everywhere}, NextMatch},
		{"n", []Scope{Article, Panes, Moving, Everywhere}, NextPassage},
		{"esc", []Scope{Article, Panes, Moving, Everywhere}, Escape},
		{"enter", []Scope{Outlet, Moving, Everywhere}, ToggleOutlet},
		{"down", []Scope{List, Moving, Everywhere}, Down},
		{"é", []Scope{List, Moving, Everywhere}, None},
	} {
		if got, _ := k.Resolve(tt.key, tt.scopes...); got != tt.want {
			t.Errorf("%q in %v: %q, want %q", tt.key, tt.scopes, got, tt.want)
		}
	}
}

func TestHints(t *testing.T) {
	var got []string
	for _, h := range Default().Hints(Matches, Article, Panes, Everywhere) {
		got = append(got, h.Keys+" "+h.Word)
	}
	line := strings.Join(got, ", ")
	if want := "n/N next match, Esc end search, Enter choose, J/K event, c compare"; !strings.HasPrefix(line, want) {
		t.Errorf("got %s\nwant it to start with %s", line, want)
	}
}

func TestSequences(t *testing.T) {
	k := Default()
	scopes := []Scope{Timeline, Panes, Moving, Everywhere}
	if !k.Leads("g", scopes...) || k.Leads("j", scopes...) || k.Leads("g g", scopes...) {
		t.Error("g alone leads further, j and gg do not")
	}
	if id, ok := k.Resolve(After("g", "g"), scopes...); !ok || id != Top {
		t.Errorf("gg is %q", id)
	}
	if _, ok := k.Resolve("g", scopes...); ok {
		t.Error("g alone is an action")
	}
	if got := k.Following("g", scopes...); !slices.Contains(got, Next{"g", "to the top"}) {
		t.Errorf("after g may follow %v", got)
	}
	for in, want := range map[string]string{"g g": "gg", "g space": "g Space", " ": "Space", "ctrl+x ctrl+s": "Ctrl-X Ctrl-S", "ctrl+@": "Ctrl-@", "alt+enter": "Alt-Enter", "é": "é"} {
		if got := Label(in); got != want {
			t.Errorf("Label(%q) = %q, want %q", in, got, want)
		}
	}
	if got := strings.Join(Strokes(After(After("", "g"), " ")), ","); got != "g, " {
		t.Errorf("strokes %q", got)
	}
}

// TestFirst holds that a key is named by where it holds most widely.
func TestFirst(t *testing.T) {
	for id, want := range map[ID]string{Back: "q", Escape: "Esc", Search: "/", ShowAll: "0", Choose: "Enter", Down: "j", "no-such": ""} {
		if got := Default().First(id); got != want {
			t.Errorf("%s: %q, want %q", id, got, want)
		}
	}
}
