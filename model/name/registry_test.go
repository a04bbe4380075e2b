package name

import "testing"

func TestRegistry(t *testing.T) {
	names := []string{"Karim al-Haddad", "Kareem Al Haddad", "Haddad", "Karima Haddad", "Tamra", "Port of Tamra", "K. Haddad"}
	for range 2 { // the order of adding does not matter
		r := NewRegistry()
		for _, n := range names {
			r.Add(n)
		}
		r.Join()
		for _, c := range []struct {
			a, b string
			same bool
		}{
			{"Karim al-Haddad", "Kareem Al Haddad", true},
			{"Karim al-Haddad", "Haddad", false}, // a lone surname joins only inside its article
			{"Haddad", "K. Haddad", true},
			{"Tamra", "Port of Tamra", false},
		} {
			if got := r.ID(c.a) == r.ID(c.b); got != c.same {
				t.Errorf("%q and %q: same is %v", c.a, c.b, got)
			}
		}
		if r.ID("Nobody") != -1 || r.Parts("Nobody") != nil {
			t.Error("a name that was not added has a number")
		}
		for i, j := 0, len(names)-1; i < j; i, j = i+1, j-1 {
			names[i], names[j] = names[j], names[i]
		}
	}
}
