package cache

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/correct"
	"github.com/kreader/kreader/model/export"
	"github.com/kreader/kreader/model/intake"
	"github.com/kreader/kreader/model/pipeline"
	"github.com/kreader/kreader/model/source"
)

// article returns a made-up article of a made-up outlet. Of those without a
// date the publication is estimated, and some days have their year from others.
func article(r *rand.Rand, n int) string {
	places := []string{"Ostrow", "Valley", "Harbour", "Brenn", "Tolmin"}
	deeds := []string{"The dam at %s broke on %d %s 2031, killing %d people.", "Police in %s arrested %[4]d men on %[2]d %[3]s.",
		"A fire destroyed the mill of %s last Sunday.", "The council of %s resigned on %d %s.", "%s voted on %d %s 2031 and elected a new mayor."}
	months := []string{"March", "April", "May"}
	var b bytes.Buffer
	fmt.Fprintf(&b, "---\ntitle: Notes from the valley %d\n", n)
	if n%7 != 3 {
		fmt.Fprintf(&b, "date: 2031-%02d-%02d\n", 3+n%3, 1+n%28)
	}
	fmt.Fprintln(&b, "---")
	for range 2 + r.IntN(3) {
		fmt.Fprintf(&b, deeds[r.IntN(len(deeds))]+" ", places[r.IntN(len(places))], 1+r.IntN(28), months[r.IntN(3)], 2+r.IntN(30))
		fmt.Fprint(&b, "Nothing more was known in the evening.\n\n")
	}
	return b.String()
}

// library writes a made-up collection, all of it old enough to be trusted.
func library(t *testing.T, n int) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "flood")
	r := rand.New(rand.NewPCG(1, uint64(n)))
	for i := range n {
		put(t, filepath.Join(dir, fmt.Sprintf("Outlet %c", 'A'+i%4), fmt.Sprintf("%03d.md", i)), article(r, i))
	}
	put(t, filepath.Join(dir, "Outlet A", "broken.pdf"), "%PDF-1.4 and nothing")
	return dir
}

func put(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// opening is one reading of a collection as the command does.
type opening struct {
	cache string
	paths []string
	keep  func(*model.Article) bool
	set   *correct.Set
	later time.Duration // how long after the files were written it is
	full  bool          // the disk
	hasty bool          // it does not wait for others
}

// counts are what a reading had to do.
type counts struct{ opened, decoded int }

// counted counts what a run has to read.
type counted struct {
	*Run
	n *counts
}

func (c counted) Held(name string, info os.FileInfo) (source.Sum, bool) {
	s, ok := c.Run.Held(name, info)
	return s, ok
}

func (c counted) Read(name string, info os.FileInfo, data []byte) source.Sum {
	c.mu.Lock()
	c.n.opened++
	c.mu.Unlock()
	return c.Run.Read(name, info, data)
}

func (c counted) Keep(d *source.Document, p *pipeline.Content) {
	c.mu.Lock()
	c.n.decoded++
	c.mu.Unlock()
	c.Run.Keep(d, p)
}

func (r opening) read(t *testing.T) (all *model.Collection, n counts, analysed bool, fault error) {
	t.Helper()
	ctx := context.Background()
	opt := pipeline.Options{Title: "flood", Keep: r.keep, Corrections: r.set}
	var run *Run
	in := intake.Options{}
	if r.cache != "" {
		x, err := Open(r.cache)
		if err != nil {
			fault = err
		} else {
			defer x.Close()
			x.began = x.began.Add(r.later)
			x.db.SetMaxOpenConns(1)
			if r.full {
				_, err = x.db.Exec("PRAGMA max_page_count = 1")
			}
			if r.hasty {
				_, err = x.db.Exec("PRAGMA busy_timeout = 0")
			}
			if err != nil {
				t.Fatal(err)
			}
			run = x.Run(r.paths)
			in.Ledger = func(int, int64) intake.Ledger { return counted{run, &n} }
			opt.Known = counted{run, &n}
			defer func() { fault = x.Fault() }()
		}
	}
	docs, ds, err := intake.Documents(ctx, r.paths, in)
	if err == nil && run != nil {
		if run.Prepare(ctx, docs) != nil {
			run.Forget()
			docs, ds, err = intake.Documents(ctx, r.paths, in)
			if err == nil {
				_ = run.Prepare(ctx, docs)
			}
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	c, err := pipeline.Decode(ctx, docs, opt)
	if err != nil {
		t.Fatal(err)
	}
	c.Diagnostics = append(ds, c.Diagnostics...)
	b := Basis{Settings: []string{fmt.Sprint(r.keep != nil)}, Exact: !r.set.Empty()}
	if run != nil {
		all = run.Result(c, b)
	}
	if all == nil {
		analysed = true
		if all, err = pipeline.Analyse(ctx, c, opt); err != nil {
			t.Fatal(err)
		}
	}
	if run != nil {
		run.Save(c, all, b)
	}
	return all, n, analysed, fault
}

// fresh is the same reading without an index.
func (r opening) fresh(t *testing.T) *model.Collection {
	t.Helper()
	r.cache = ""
	all, _, _, _ := r.read(t)
	return all
}

// same fails unless two collections are the same in all that they hold and in
// every byte of their JSON.
func same(t *testing.T, got, want *model.Collection) {
	t.Helper()
	if d := cmp.Diff(want, got); d != "" {
		t.Fatalf("not the collection that a reading without index gives (-want +got):\n%.2000s", d)
	}
	var a, b bytes.Buffer
	format, _ := export.Lookup("json")
	if err := errors.Join(format.Write(&a, got), format.Write(&b, want)); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Fatal("the JSON differs")
	}
}

// step reads with the index, and compares with a reading without.
func (r opening) step(t *testing.T, name string, opened, decoded int, analysed bool) {
	t.Helper()
	got, n, worked, fault := r.read(t)
	if fault != nil {
		t.Fatalf("%s: %v", name, fault)
	}
	if n.opened != opened || n.decoded != decoded || worked != analysed {
		t.Errorf("%s: opened %d files, decoded %d, analysed %v; want %d, %d, %v", name, n.opened, n.decoded, worked, opened, decoded, analysed)
	}
	same(t, got, r.fresh(t))
}

func TestNothingIsReadTwice(t *testing.T) {
	const n = 70 // and one file that does not read
	dir := library(t, n)
	r := opening{cache: filepath.Join(t.TempDir(), "cache"), paths: []string{dir}, later: time.Minute}
	first := r.fresh(t)
	if len(first.Events) < 10 || !slices.ContainsFunc(first.Articles, func(a model.Article) bool { return a.PublishedFrom == model.FromInferred }) {
		t.Fatalf("the collection tells too little: %d events", len(first.Events))
	}
	r.step(t, "first", n+1, n+1, true)
	r.step(t, "again", 0, 0, false)

	file := func(i int) string {
		return filepath.Join(dir, fmt.Sprintf("Outlet %c", 'A'+i%4), fmt.Sprintf("%03d.md", i))
	}
	put(t, file(7), "On 3 May 2031 the bridge of Tolmin fell.\n")
	r.step(t, "changed", 1, 1, true)
	r.step(t, "changed, again", 0, 0, false)

	put(t, filepath.Join(dir, "Outlet E", "new.txt"), "On 3 May 2031 the bridge of Tolmin fell, killing two.\n")
	r.step(t, "added", 1, 1, true)

	if err := os.Remove(file(9)); err != nil {
		t.Fatal(err)
	}
	r.step(t, "removed", 0, 0, true)

	if err := os.Rename(file(12), filepath.Join(dir, "Outlet A", "2031-05-04-moved.md")); err != nil {
		t.Fatal(err)
	}
	r.step(t, "renamed", 1, 1, true)

	moved := filepath.Join(filepath.Dir(dir), "deluge")
	if err := os.Rename(dir, moved); err != nil {
		t.Fatal(err)
	}
	r.paths = []string{moved}
	r.step(t, "the folder moved", n+1, 0, false)
	r.step(t, "the folder moved, again", 0, 0, false)
}

func TestArgumentsInAnyOrder(t *testing.T) {
	dir := library(t, 24)
	a, b := filepath.Join(dir, "Outlet A"), filepath.Join(dir, "Outlet B")
	r := opening{cache: filepath.Join(t.TempDir(), "cache"), paths: []string{a, b}, later: time.Minute}
	r.step(t, "first", 13, 13, true)
	r.paths = []string{b, a, b}
	r.step(t, "shuffled", 0, 0, false)
	t.Chdir(dir)
	r.paths = []string{"Outlet A", "./Outlet B"}
	r.step(t, "by other names", 0, 0, false)
	r.paths = []string{a}
	r.step(t, "one of them, whose name is that of the collection now", 7, 7, true)
}

func TestFiltersAndCorrectionsAreKeptApart(t *testing.T) {
	dir := library(t, 40)
	cache := filepath.Join(t.TempDir(), "cache")
	plain := opening{cache: cache, paths: []string{dir}, later: time.Minute}
	some := plain
	some.keep = func(a *model.Article) bool { return a.Outlet == "Outlet B" }
	put := plain
	put.set = correct.NewSet([]correct.Entry{
		{Type: correct.Correction, ID: "1", Kind: correct.Published, Value: "2031-04-30", At: correct.Anchor{Article: "Outlet D/003.md"}},
		{Type: correct.Correction, ID: "2", Kind: correct.Outlet, Value: "Outlet B", At: correct.Anchor{Article: "Outlet A/004.md"}},
		{Type: correct.Correction, ID: "3", Kind: correct.Language, Value: "de", At: correct.Anchor{Article: "Outlet B/005.md"}},
		{Type: correct.Correction, ID: "4", Kind: correct.Outlet, Value: "Nobody", At: correct.Anchor{Article: "gone.md"}},
	})
	plain.step(t, "all", 41, 41, true)
	if n := len(some.fresh(t).Articles); n != 10 {
		t.Fatalf("%d articles pass the filter, want 10", n)
	}
	some.step(t, "some", 0, 0, true)
	put.step(t, "corrected", 0, 0, true)
	for range 2 {
		plain.step(t, "all again", 0, 0, false)
		some.step(t, "some again", 0, 0, false)
		put.step(t, "corrected again", 0, 0, false)
	}
}

// A file that was written just before it was read may be written again without
// a change of its times or its size: it is read again until it has been left
// alone.
func TestRecentFilesAreReadAgain(t *testing.T) {
	dir := library(t, 8)
	r := opening{cache: filepath.Join(t.TempDir(), "cache"), paths: []string{dir}}
	r.step(t, "first", 9, 9, true)
	name := filepath.Join(dir, "Outlet A", "000.md")
	info, err := os.Stat(name)
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	put(t, name, string(bytes.Replace(data, []byte("evening"), []byte("morning"), 1)))
	if err := os.Chtimes(name, info.ModTime(), info.ModTime()); err != nil {
		t.Fatal(err)
	}
	r.step(t, "changed in the same moment", 9, 1, true)
	r.later = time.Minute
	r.step(t, "later", 9, 0, false)
	r.step(t, "later still", 0, 0, false)

	future := time.Now().Add(24 * time.Hour)
	if err := os.Chtimes(name, future, future); err != nil {
		t.Fatal(err)
	}
	r.step(t, "from the future", 1, 0, false)
	r.step(t, "from the future, again", 1, 0, false)
}
