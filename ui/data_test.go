package ui

import (
	"slices"
	"testing"

	"github.com/kreader/kreader/ui/theme"
	"github.com/kreader/kreader/ui/uitest"
)

// TestOutletsKeepTheirColours holds that outlets look the same when a collection
// comes that has them in another order, with others before them.
func TestOutletsKeepTheirColours(t *testing.T) {
	th := theme.New(theme.Options{Dark: true, Profile: theme.TrueColor})
	m := New(Options{Theme: th, Collection: uitest.Sample(true)})
	looks := func() map[string]string {
		out := map[string]string{}
		for _, o := range m.data.outlets {
			out[o.Name] = o.Marked()
		}
		return out
	}
	before := looks()
	c := uitest.Sample(true)
	c.Articles[1].Outlet = "A New One"
	slices.Reverse(c.Outlets)
	c.Outlets = append([]string{"A New One"}, c.Outlets...)
	m.show(prepare(c, th, &m.load.seats))
	after := looks()
	seen := map[string]bool{}
	for name, look := range after {
		if was, known := before[name]; known && was != look {
			t.Errorf("%s was %q and is %q", name, was, look)
		}
		if seen[look] {
			t.Errorf("%s looks like another", name)
		}
		seen[look] = true
	}
	if m.data.outlets[0].Name != "A New One" || len(before) != 4 || len(after) != 5 {
		t.Errorf("%v, then %v", before, after)
	}
}
