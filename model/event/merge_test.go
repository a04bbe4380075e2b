package event

import (
	"testing"

	"github.com/kreader/kreader/model/edtf"
)

// TestTimesThatMayJoin says which times can be those of one event.
func TestTimesThatMayJoin(t *testing.T) {
	for _, tc := range []struct {
		a, b string
		want bool
	}{
		{"2001-06-03", "2001-06-03", true},
		{"2001-06-03", "2001-06-04", true}, // outlets count the night differently
		{"2001-06-03", "2001-06-05", false},
		{"2001-06-03", "2001-06", true},
		{"2001-06", "2001", true},
		{"2001-07", "2001-06-03", false},
		{"2000/2003", "2001-06-03", false}, // what lasted is none of what happened meanwhile
		{"2000/2003", "2001-06", false},
		{"2000/2003", "2001", true},
		{"2001-06-01/2001-06-05", "2001-06-03", true},
	} {
		j := &joiner{}
		a, b := cluster{when: at(t, tc.a)}, cluster{when: at(t, tc.b)}
		_, ab := j.mayJoin(&a, &b)
		_, ba := j.mayJoin(&b, &a)
		if ab != tc.want || ba != tc.want {
			t.Errorf("%q and %q: %v, %v, want %v", tc.a, tc.b, ab, ba, tc.want)
		}
	}
}

func at(t *testing.T, s string) edtf.Value {
	t.Helper()
	v, err := edtf.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return v
}
