package cli

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/kreader/kreader/model/store"
	"github.com/kreader/kreader/ui"
	"github.com/kreader/kreader/ui/config"
)

// TestKeep holds what of two kreaders' memories is kept.
func TestKeep(t *testing.T) {
	at := func(n int) store.Position { return store.Position{Block: n} }
	st := store.State{
		Positions: map[string]store.Position{"a": at(1), "b": at(2)},
		Named:     []store.Named{{Letter: "x", Article: "a", Position: at(1)}, {Letter: "y", Article: "b", Position: at(2)}},
		Recent:    []string{"before"}, Theme: "light",
	}
	keep(&st, nil, ui.Memory{
		Article: "c", Places: map[string]ui.Place{"c": {Block: 3}, "a": {Block: 4}},
		Named: []ui.NamedPlace{{Letter: "x", Article: "c", At: ui.Place{Block: 3}}, {Letter: "x", Article: "a", At: ui.Place{Block: 4}}},
	})
	want := store.State{
		Last:      store.Last{Article: "c"},
		Positions: map[string]store.Position{"a": at(4), "b": at(2), "c": at(3)},
		Named:     []store.Named{{Letter: "x", Article: "c", Position: at(3)}, {Letter: "x", Article: "a", Position: at(4)}, {Letter: "y", Article: "b", Position: at(2)}},
		Recent:    []string{"before"}, Theme: "light",
	}
	if diff := cmp.Diff(want, st); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	keep(&st, &store.Collection{Paths: []string{"/c"}}, ui.Memory{Recent: []string{"now"}})
	if st.Last.Article != "c" || st.Last.Paths[0] != "/c" || st.Recent[0] != "now" || len(st.Named) != 3 {
		t.Errorf("kept: %+v", st)
	}
}

func TestLogical(t *testing.T) {
	for _, tt := range []struct {
		who, name, value string
		want             bool
	}{
		{config.Auto, "", "", false}, {config.Auto, "VTE_VERSION", "5402", false}, {config.Auto, "VTE_VERSION", "7600", true},
		{config.Auto, "KONSOLE_VERSION", "230800", true}, {config.Auto, "TERM_PROGRAM", "Apple_Terminal", true}, {config.Auto, "TERM_PROGRAM", "WezTerm", false},
		{config.Kreader, "VTE_VERSION", "7600", false}, {config.Terminal, "", "", true},
	} {
		m := manner{Config: config.Default()}
		m.RightToLeft = tt.who
		getenv := func(name string) string {
			if name == tt.name {
				return tt.value
			}
			return ""
		}
		if got := m.logical(getenv); got != tt.want {
			t.Errorf("%+v: %v", tt, got)
		}
	}
}
