package store

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// What is opened comes first, once, and what was known of it stays.
func TestOpened(t *testing.T) {
	day := func(n int) time.Time { return time.Date(2031, 5, n, 9, 0, 0, 0, time.UTC) }
	st := State{Last: Last{Paths: []string{"/old"}, Article: "a"}}
	if got := st.Remembered(); len(got) != 1 || got[0].Paths[0] != "/old" || got[0].Article != "a" {
		t.Errorf("of an older state: %+v", got)
	}
	st.Opened(Collection{Name: "flood", Title: "dam", Paths: []string{"/b", "/a"}, Articles: 7, Opened: day(1), Article: "x", Event: "e"})
	st.Opened(Collection{Title: "mill", Paths: []string{"/c"}, Opened: day(2)})
	st.Opened(Collection{Title: "dams", Paths: []string{"/a", "/b"}, Opened: day(3)})
	want := []Collection{
		{Name: "flood", Title: "dams", Paths: []string{"/a", "/b"}, Articles: 7, Opened: day(3), Article: "x", Event: "e"},
		{Title: "mill", Paths: []string{"/c"}, Opened: day(2)},
	}
	if d := cmp.Diff(want, st.Remembered()); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
	if !slices.Equal(st.Last.Paths, []string{"/a", "/b"}) || st.Called("flood") != 0 || st.Called("mill") != -1 {
		t.Errorf("the last is %q; flood is %d, mill %d", st.Last.Paths, st.Called("flood"), st.Called("mill"))
	}
	st.Forget([]string{"/a", "/b"})
	if got := st.Remembered(); len(got) != 1 || got[0].Title != "mill" {
		t.Errorf("one was forgotten: %+v", got)
	}
	for i := range 2 * mostCollections {
		st.Opened(Collection{Paths: []string{fmt.Sprint(i)}})
	}
	if got := st.Remembered(); len(got) != mostCollections || got[0].Paths[0] != fmt.Sprint(2*mostCollections-1) {
		t.Errorf("%d are remembered, the first %q", len(got), got[0].Paths)
	}
}
