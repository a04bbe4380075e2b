package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/kreader/kreader/model"
)

// What was there the last time is not new; nothing is the first time, nor in a
// part of a collection.
func TestWhatIsNew(t *testing.T) {
	t.Setenv("XDG_STATE_HOME", t.TempDir())
	dir := t.TempDir()
	r := request{paths: []string{dir}}
	c := &model.Collection{Articles: []model.Article{{ID: "a"}, {ID: "b"}}}
	news := func(r request, c *model.Collection) string {
		var out []string
		for _, a := range c.Articles {
			if r.known().without(c)[a.ID] {
				out = append(out, a.ID)
			}
		}
		return strings.Join(out, " ")
	}
	keep := func(c *model.Collection) {
		t.Helper()
		if err := r.keepKnown(c); err != nil {
			t.Fatal(err)
		}
	}
	if got := news(r, c); got != "" {
		t.Errorf("the first time: %q is new", got)
	}
	keep(nil)
	keep(c)
	more := &model.Collection{Articles: []model.Article{{ID: "c"}, {ID: "b"}}}
	if got := news(r, more); got != "c" {
		t.Errorf("%q is new", got)
	}
	part := r
	part.filter.outlets = []string{"Post"}
	if got := news(part, more); got != "" {
		t.Errorf("of a part %q is new", got)
	}
	keep(more)
	if got := news(r, c) + news(r, more); got != "" {
		t.Errorf("%q is new again", got)
	}
	one := request{paths: []string{filepath.Join(dir, "x.md")}}
	if err := one.keepKnown(&model.Collection{Articles: c.Articles[:1]}); err != nil || one.known() != nil {
		t.Errorf("a single article is noted: %v", err)
	}
	_, file := r.seen()
	if err := os.WriteFile(file.Name, []byte("\x00\xff"), 0o600); err != nil {
		t.Fatal(err)
	}
	keep(c)
	if got := news(r, c); got != "" {
		t.Errorf("after damage %q is new", got)
	}
}
