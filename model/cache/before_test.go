package cache

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/intake"
	"github.com/kreader/kreader/model/pipeline"
	"github.com/kreader/kreader/model/source"
)

var (
	plain = Basis{Settings: []string{"false"}} // as opening.read has it
	usual = pipeline.Options{Title: "flood"}
)

func open(t *testing.T, cache string) *Index {
	t.Helper()
	x, err := Open(cache)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(x.Close)
	x.began = x.began.Add(time.Minute)
	return x
}

// analysed does with documents what the command does.
func analysed(t *testing.T, r *Run, docs []source.Document, ds []model.Diagnostic) (c, all *model.Collection, known bool) {
	t.Helper()
	ctx, opt := context.Background(), usual
	opt.Known = r
	if err := r.Prepare(ctx, docs); err != nil {
		t.Fatal(err)
	}
	c, err := pipeline.Decode(ctx, docs, opt)
	if err != nil {
		t.Fatal(err)
	}
	c.Diagnostics = append(ds, c.Diagnostics...)
	if all = r.Result(c, plain); all != nil {
		return c, all, true
	}
	if all, err = pipeline.Analyse(ctx, c, opt); err != nil {
		t.Fatal(err)
	}
	return c, all, false
}

func find(t *testing.T, r *Run, paths []string) ([]source.Document, []model.Diagnostic) {
	t.Helper()
	docs, ds, err := intake.Documents(context.Background(), paths, intake.Options{Ledger: func(int, int64) intake.Ledger { return r }})
	if err != nil {
		t.Fatal(err)
	}
	return docs, ds
}

// A collection opens as it was without a look at its files, which are checked
// behind that, again and again.
func TestOpenFirstAndCheckBehind(t *testing.T) {
	dir := library(t, 40)
	put(t, filepath.Join(dir, "table.xlsx"), "not read, and said so")
	o := opening{cache: filepath.Join(t.TempDir(), "cache"), paths: []string{dir}, later: time.Minute}
	o.step(t, "first", 41, 41, true)
	was := o.fresh(t)
	hidden := filepath.Join(filepath.Dir(dir), "hidden")
	if err := os.Rename(dir, hidden); err != nil {
		t.Fatal(err)
	}
	run := open(t, o.cache).Run(o.paths)
	before, ds, ok := run.Before()
	if !ok {
		t.Fatal("nothing is known of the collection")
	}
	_, all, known := analysed(t, run, before, ds)
	if !known {
		t.Error("the result was worked out again")
	}
	same(t, all, was)
	if err := os.Rename(hidden, dir); err != nil {
		t.Fatal(err)
	}

	check := func(name string, want Changes) {
		t.Helper()
		run.Again()
		run.began = run.began.Add(time.Minute)
		now, ds := find(t, run, o.paths)
		got := Compare(before, now)
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s: what has changed (-want +got):\n%s", name, d)
		}
		if got.None() {
			return
		}
		c, all, known := analysed(t, run, now, ds)
		if known {
			t.Errorf("%s: the result was known", name)
		}
		same(t, all, o.fresh(t))
		run.Save(c, all, plain)
		before = now
	}
	path := func(name string) string { return filepath.ToSlash(filepath.Join(dir, name)) }
	check("nothing", Changes{})
	put(t, path("Outlet B/001.md"), "On 3 May 2031 the bridge of Tolmin fell.\n")
	put(t, path("Outlet E/new.txt"), "On 3 May 2031 the bridge of Tolmin fell, killing two.\n")
	if err := os.Remove(path("Outlet A/004.md")); err != nil {
		t.Fatal(err)
	}
	check("three", Changes{New: []string{path("Outlet E/new.txt")}, Changed: []string{path("Outlet B/001.md")}, Gone: []string{path("Outlet A/004.md")}})
	check("nothing again", Changes{})
	if err := os.Rename(path("Outlet C/002.md"), path("Outlet C/two.md")); err != nil {
		t.Fatal(err)
	}
	check("renamed", Changes{New: []string{path("Outlet C/two.md")}, Gone: []string{path("Outlet C/002.md")}})
	if f := run.x.Fault(); f != nil {
		t.Error(f)
	}
	o.step(t, "by another kreader", 0, 0, false)
}

func TestBeforeUnderAnotherSpelling(t *testing.T) {
	dir := library(t, 20)
	t.Chdir(filepath.Dir(dir))
	cache := filepath.Join(t.TempDir(), "cache")
	spellings := [][]string{
		{"flood"}, {"./flood"}, {dir}, {dir + "/"}, {"flood/../flood/"},
		{"flood/Outlet A", dir + "/Outlet B", "flood/Outlet C/002.md"}, {"flood/Outlet B", dir + "/Outlet A", "./flood/Outlet C/002.md"},
	}
	for _, paths := range spellings {
		o := opening{cache: cache, paths: paths, later: time.Minute}
		if _, _, _, fault := o.read(t); fault != nil {
			t.Fatal(fault)
		}
		for _, again := range spellings {
			run := open(t, cache).Run(again)
			got, ds, ok := run.Before()
			if !ok {
				if len(paths) == len(again) {
					t.Errorf("%q after %q: nothing is known", again, paths)
				}
				continue
			}
			want, wantDs := find(t, open(t, cache).Run(again), again)
			if d := cmp.Diff(want, got); d != "" {
				t.Errorf("%q after %q (-want +got):\n%s", again, paths, d)
			}
			if d := cmp.Diff(wantDs, ds); d != "" {
				t.Errorf("%q after %q (-want +got):\n%s", again, paths, d)
			}
		}
	}
	t.Chdir("flood")
	run := open(t, cache).Run([]string{"."})
	got, _, ok := run.Before()
	want, _ := find(t, open(t, cache).Run([]string{"."}), []string{"."})
	if d := cmp.Diff(want, got); !ok || d != "" {
		t.Errorf("as the current folder: %v (-want +got):\n%s", ok, d)
	}
}

func TestFront(t *testing.T) {
	dir := library(t, 40)
	o := opening{cache: filepath.Join(t.TempDir(), "cache"), paths: []string{dir}, later: time.Minute}
	all, _, _, _ := o.read(t)
	x := open(t, o.cache)
	if c := x.Front(o.paths, plain); c != nil {
		t.Error("there is a front that nobody made")
	}
	var events []int
	for i := range all.Events {
		if len(all.Events[i].Passages) > 1 {
			events = append(events, i)
		}
	}
	part := Excerpt(all, []int{7}, events, 2000)
	if n := len(part.Articles); n < 3 || n > 20 || len(part.Events) == 0 {
		t.Fatalf("%d articles and %d events in the excerpt", n, len(part.Events))
	}
	if !slices.ContainsFunc(part.Articles, func(a model.Article) bool { return a.ID == all.Articles[7].ID }) {
		t.Error("the article that was asked for is not in it")
	}
	for _, e := range part.Events {
		for _, p := range e.Passages {
			a := part.Articles[p.Article]
			if p.Span.End > len(a.Text) || !slices.ContainsFunc(part.Timexes[p.Article], func(t model.Timex) bool { return p.Says == "" || t.Span.Of(a.Text) == p.Says }) {
				t.Errorf("%q: a passage is not in its article", e.Title)
			}
		}
		for _, account := range e.Accounts {
			for _, i := range account {
				if !slices.ContainsFunc(e.Passages, func(p model.Passage) bool { return p.Article == i }) {
					t.Errorf("%q: an account has no passage", e.Title)
				}
			}
		}
	}
	x.Run(o.paths).KeepFront(part, plain)
	if d := cmp.Diff(part, x.Front(o.paths, plain)); d != "" {
		t.Errorf("the front (-kept +got):\n%s", d)
	}
	if x.Front(o.paths, Basis{Settings: []string{"other"}}) != nil {
		t.Error("the front of other settings is shown")
	}
	put(t, filepath.Join(dir, "Outlet E", "new.txt"), "On 3 May 2031 the bridge of Tolmin fell.\n")
	o.step(t, "added", 1, 1, true)
	if x.Front(o.paths, plain) != nil {
		t.Error("the front of other files is shown")
	}
}
