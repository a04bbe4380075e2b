package cli

import (
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/kreader/kreader/ui"
)

// What a command of a collection comes to when another is open is left out, also
// when it is one of several.
func TestCommandsOfACollectionThatIsOpenNoMore(t *testing.T) {
	here, other := &ui.Model{}, &ui.Model{}
	v := &visits{open: &visit{m: here}}
	said := func() tea.Msg { return "said" }
	one := v.of(here, said)
	several, ok := v.of(here, tea.Batch(said, said))().(tea.BatchMsg)
	if !ok || len(several) != 2 || one() != "said" || several[0]() != "said" {
		t.Error("what its commands say does not come")
	}
	v.open = &visit{m: other}
	if one() != nil || several[1]() != nil {
		t.Error("what its commands say comes to another")
	}
	if v.of(here, nil) != nil {
		t.Error("nothing becomes a command")
	}
}
