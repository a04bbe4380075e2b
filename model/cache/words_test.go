package cache

import (
	"context"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/index"
	"github.com/kreader/kreader/model/intake"
	"github.com/kreader/kreader/model/pipeline"
	"github.com/kreader/kreader/model/source"
)

// searched returns what is found with the words that are kept, by article and
// place, and in how many articles there may have been something.
func searched(t *testing.T, all *model.Collection, w *Words, query string) (hits []index.Hit, articles int) {
	t.Helper()
	ctx := context.Background()
	q, _ := index.ParseQuery(query)
	c := counting{w, &articles}
	hits = slices.Collect(index.With(ctx, all, c).Search(ctx, q, nil))
	slices.SortStableFunc(hits, func(a, b index.Hit) int { return a.Article - b.Article })
	return hits, articles
}

type counting struct {
	*Words
	articles *int
}

func (c counting) Having(ctx context.Context, sets [][]index.Word) []bool {
	out := c.Words.Having(ctx, sets)
	for i := range out {
		if out[i] {
			*c.articles++
		}
	}
	return out
}

// TestWords holds that searching with the words that are kept finds what going
// through all texts does, when the collection was read, when it was opened again,
// and when some of it is new.
func TestWords(t *testing.T) {
	dir, cache := library(t, 150), filepath.Join(t.TempDir(), "cache")
	put(t, filepath.Join(dir, "Outlet A", "names.md"), "---\ntitle: Names\n---\nMayor Orla Rasheedi spoke. Nobody listened.\n")
	for n, step := range []string{"read", "opened again", "one is new", "opened again"} {
		if step == "one is new" {
			put(t, filepath.Join(dir, "Outlet B", "more.md"), "---\ntitle: More\n---\nOrla Rashidi said nothing of the dam at Tolmin.\n")
		}
		x := open(t, cache)
		r := x.Run([]string{dir})
		docs, ds := find(t, r, []string{dir})
		c, all, _ := analysed(t, r, docs, ds)
		w := r.Words(c, all, plain)
		if (w.Vocabulary() != nil) != (n%2 == 1) {
			t.Errorf("%s: the words are known before they were kept, or not after", step)
		}
		if n%2 == 1 && !reflect.DeepEqual(w.Vocabulary(), index.New(context.Background(), all).Vocabulary()) {
			t.Errorf("%s: other words were kept", step)
		}
		for _, query := range []string{"dam", "rasheedi", "dam tolmin", `"the dam at tolmin"`, "mayor -orla", "zzz", "evening"} {
			q, _ := index.ParseQuery(query)
			want := slices.Collect(index.Search(context.Background(), all, q))
			got, articles := searched(t, all, w, query)
			if !reflect.DeepEqual(got, want) {
				t.Errorf("%s: %s: %d hits with the words, %d without", step, query, len(got), len(want))
			}
			if n%2 == 1 && (query == "rasheedi" && articles > 2 || query == "zzz" && articles > 0) {
				t.Errorf("%s: %s: %d articles were gone through", step, query, articles)
			}
		}
		r.Save(c, all, plain)
		if err := x.Fault(); err != nil {
			t.Fatal(err)
		}
		x.Close()
	}
}

// TestWordsThatAreGone holds that nothing is said of words once their documents
// were removed, and that their words go with them.
func TestWordsThatAreGone(t *testing.T) {
	dir, cache := library(t, 70), filepath.Join(t.TempDir(), "cache")
	x := open(t, cache)
	defer x.Close()
	r := x.Run([]string{dir})
	docs, ds := find(t, r, []string{dir})
	c, all, _ := analysed(t, r, docs, ds)
	r.Save(c, all, plain)
	r.Again()
	docs, err := again(r, dir)
	if err != nil {
		t.Fatal(err)
	}
	if c, err = pipeline.Decode(context.Background(), docs, pipeline.Options{Title: "flood", Known: r}); err != nil {
		t.Fatal(err)
	}
	w := r.Words(c, all, plain)
	dam := [][]index.Word{{{Text: "dam", Whole: true}}}
	if w.Having(context.Background(), dam) == nil {
		t.Fatal("nothing is said of the words")
	}
	if _, err := x.db.Exec("UPDATE pack SET used = 0 WHERE id = 1"); err != nil {
		t.Fatal(err)
	}
	clear(r.places) // it uses none of them
	if err := x.transaction(r.prune); err != nil {
		t.Fatal(err)
	}
	var words, documents int
	if err := x.db.QueryRow("SELECT (SELECT count(*) FROM word WHERE word MATCH 'nothing'), (SELECT count(*) FROM document)").Scan(&words, &documents); err != nil {
		t.Fatal(err)
	}
	if words == 0 || words > documents || documents > 70 {
		t.Errorf("the words of %d documents of %d", words, documents)
	}
	if w.Having(context.Background(), dam) != nil {
		t.Error("something is said of words that are not all there")
	}
}

// again looks at the files another time and prepares the run for them.
func again(r *Run, dir string) ([]source.Document, error) {
	docs, _, err := intake.Documents(context.Background(), []string{dir}, intake.Options{Ledger: func(int, int64) intake.Ledger { return r }})
	if err == nil {
		err = r.Prepare(context.Background(), docs)
	}
	return docs, err
}
