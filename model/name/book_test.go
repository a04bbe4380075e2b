package name

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/word"
)

// read returns for each sentence the full forms of the names in it.
func read(t *testing.T, sentences ...string) (*Book, []string) {
	t.Helper()
	text := strings.Join(sentences, "\n")
	var toks [][]word.Token
	at := 0
	for _, s := range sentences {
		toks = append(toks, word.Tokens(text, model.Span{Start: at, End: at + len(s)}))
		at += len(s) + 1
	}
	b, found, ids := Read(text, len(toks), func(i int) []word.Token { return toks[i] })
	var out []string
	for i := range found {
		var names []string
		for j := range found[i] {
			if id := ids[i][j]; id >= 0 {
				names = append(names, b.Entity(id).Full)
			}
		}
		out = append(out, strings.Join(names, "; "))
	}
	return b, out
}

func TestRead(t *testing.T) {
	b, got := read(t,
		"Peruvian President Rosa Quispe met the Andean Trade Council (ATC) in Lima.",
		"Quispe said the ATC had agreed.",
		"Meanwhile Captain Luis Quispe-Ramos, of the Ministry of Defence, left.",
		"Former minister Jorge al-Haddad disagreed; Haddad's lawyers did not.",
		"Nobody knew.")
	want := []string{
		"Rosa Quispe; Andean Trade Council; Andean Trade Council; Lima",
		"Rosa Quispe; Andean Trade Council",
		"Luis Quispe-Ramos; Ministry of Defence",
		"Jorge al-Haddad; Jorge al-Haddad",
		"",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if m := b.Main(); m < 0 || b.Entity(m).Full != "Rosa Quispe" {
		t.Errorf("main person is %d", m)
	}
	if b.Descriptor("president") != b.Main() || b.Descriptor("mayor") >= 0 {
		t.Error("offices are not told apart")
	}
}

// An officer who shares a surname with a ruler is not the ruler.
func TestSharedSurname(t *testing.T) {
	_, got := read(t, "General Omar Vela ruled.", "Later Colonel Pedro Luis Vela was shot.", "Vela died.", "Omar Vela fled.", "Vela returned.")
	want := []string{"Omar Vela", "Pedro Luis Vela", "Pedro Luis Vela", "Omar Vela", "Omar Vela"}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestHeadlineCapitalsAreNoNames(t *testing.T) {
	_, got := read(t, "Quispe Signs Mining Decree After Long Dispute", "On Monday Rosa Quispe signed it.")
	if want := []string{"Rosa Quispe", "Rosa Quispe"}; cmp.Diff(want, got) != "" {
		t.Error(cmp.Diff(want, got))
	}
}

func TestMainPersonIsNoPlace(t *testing.T) {
	b, _ := read(t,
		"Rosa Quispe, the mayor, came back to Lima.",
		"Three people in Quispe's circle were questioned.",
		"Quispe says nothing.",
		"The choice fell on Luis Ramos, the former mayor, who lives in Cusco.")
	if m := b.Main(); m < 0 || b.Entity(m).Full != "Rosa Quispe" {
		t.Errorf("the main person is %d", m)
	}
	for i, e := range b.entities {
		if e.Person && (e.Full == "Lima" || e.Full == "Cusco") {
			t.Errorf("entity %d, %s, is a place", i, e.Full)
		}
	}
}
