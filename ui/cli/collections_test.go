package cli

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/kreader/kreader/model/store"
)

// remembering makes a state with collections, the first of which was opened last.
func remembering(t *testing.T, cs ...store.Collection) {
	t.Helper()
	t.Setenv("XDG_STATE_HOME", t.TempDir())
	s, err := store.Open()
	if err != nil {
		t.Fatal(err)
	}
	err = s.Update(func(st *store.State) {
		for i := len(cs) - 1; i >= 0; i-- {
			st.Opened(cs[i])
		}
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestCalled(t *testing.T) {
	here, lost := t.TempDir(), filepath.Join(t.TempDir(), "lost")
	remembering(t, store.Collection{Title: "mill", Paths: []string{lost}}, store.Collection{Name: "mill", Title: "flood", Paths: []string{here}},
		store.Collection{Paths: []string{"/x/a.md", "/x/b.md"}}, store.Collection{Name: "away", Paths: []string{lost + "2"}})
	for name, want := range map[string]string{"mill": here, "a.md and 1 more": "/x/a.md"} {
		if c, err := called(name); err != nil || c.Paths[0] != want {
			t.Errorf("%q is %v, %v; want %q", name, c, err, want)
		}
	}
	for name, want := range map[string]string{"mil": `did you mean "mill"`, "valley": `"kreader collections" lists them`} {
		if _, err := called(name); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, without %s", name, err, want)
		}
	}
	for _, tt := range []struct {
		name, path string
		may        bool
	}{{"mill", here, true}, {"mill", "/elsewhere", false}, {"away", "/elsewhere", true}, {"another", "/elsewhere", true}} {
		if err := mayCall(tt.name, []string{tt.path}); (err == nil) != tt.may {
			t.Errorf("%s called %q: %v", tt.path, tt.name, err)
		}
	}
	r := (&app{}).wanted(nil, false, filter{}, linkFlags{})
	if len(r.paths) > 0 || r.missing != lost {
		t.Errorf("of a collection that is gone: paths %q, missing %q", r.paths, r.missing)
	}
}

// A collection of which a part is there is opened, with what is missing named.
func TestPartlyThere(t *testing.T) {
	here, lost := t.TempDir(), filepath.Join(t.TempDir(), "lost")
	remembering(t, store.Collection{Paths: []string{lost, here}})
	if r := (&app{}).wanted(nil, false, filter{}, linkFlags{}); len(r.paths) != 2 || r.missing != "" {
		t.Errorf("paths %q, missing %q", r.paths, r.missing)
	}
	c := store.Collection{Paths: []string{lost, here}}
	if why := missing(&c, gone(c.Paths)); why != "" {
		t.Errorf("it cannot be opened: %s", why)
	}
	c.Paths = []string{"https://valley.example/dam"}
	if why := missing(&c, gone(c.Paths)); why != "" {
		t.Errorf("a link cannot be opened: %s", why)
	}
}

func TestLately(t *testing.T) {
	now := time.Date(2031, 5, 4, 0, 30, 0, 0, time.FixedZone("", 7200))
	for _, tt := range []struct {
		then time.Time
		want string
	}{
		{time.Time{}, ""}, {now.Add(-time.Minute), "today 00:29"}, {now.Add(-time.Hour), "yesterday"},
		{now.UTC(), "today 00:30"}, {now.AddDate(0, 0, -2), "2 May 2031"}, {now.Add(time.Hour * 24), "5 May 2031"},
	} {
		if got := lately(tt.then, now); got != tt.want {
			t.Errorf("%v: %q, want %q", tt.then, got, tt.want)
		}
	}
}
