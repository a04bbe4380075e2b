package pipeline

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/source"
)

// sample returns the documents of the embedded sample.
func sample(t testing.TB) []source.Document {
	t.Helper()
	files, err := filepath.Glob("../../docs/sample/*.md")
	if err != nil || len(files) == 0 {
		t.Fatalf("no sample in docs/sample: %v", err)
	}
	var docs []source.Document
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Base(f)
		docs = append(docs, source.Document{Path: name, Rel: name, Data: data})
	}
	return docs
}

func build(t testing.TB, docs []source.Document) *model.Collection {
	t.Helper()
	c, err := Build(context.Background(), docs, Options{Title: "sample"})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func encode(t testing.TB, c *model.Collection) string {
	t.Helper()
	b, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestResultIsTheSameForAnyOrderAndAnyNumberOfCores(t *testing.T) {
	docs := sample(t)
	want := encode(t, build(t, docs))
	slices.Reverse(docs)
	for _, n := range []int{1, 2, 8} {
		func() {
			defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(n))
			if got := encode(t, build(t, docs)); got != want {
				t.Errorf("with the documents reversed on %d cores the collection differs", n)
			}
		}()
	}
}

// Every span of a collection must name what it says it names.
func TestSpans(t *testing.T) {
	c := build(t, sample(t))
	if len(c.Events) == 0 {
		t.Fatal("the sample tells no events")
	}
	for i, a := range c.Articles {
		for _, b := range a.Blocks {
			if b.Span.Start < 0 || b.Span.End > len(a.Text) || b.Span.Len() <= 0 {
				t.Errorf("%s: block %v lies outside the text of %d bytes", a.Path, b.Span, len(a.Text))
			}
		}
		last := 0
		for _, s := range c.Sentences[i] {
			if s.Start < last || s.End > len(a.Text) || s.Len() <= 0 {
				t.Errorf("%s: sentence %v follows one that ends at %d", a.Path, s, last)
			}
			last = s.End
		}
		last = 0
		for _, x := range c.Timexes[i] {
			if x.Span.Start < last || x.Span.End > len(a.Text) {
				t.Errorf("%s: temporal expression %v follows one that ends at %d", a.Path, x.Span, last)
			}
			last = x.Span.End
		}
	}
	for _, e := range c.Events {
		for _, p := range e.Passages {
			a := &c.Articles[p.Article]
			if !a.Blocks[p.Block].Span.Contains(p.Span) {
				t.Errorf("%q: passage %v of %s lies outside its block %v", e.Title, p.Span, a.Path, a.Blocks[p.Block].Span)
			}
			within := func(s model.Span) bool { return s.Contains(p.Span) }
			if !slices.ContainsFunc(c.Sentences[p.Article], within) {
				t.Errorf("%q: passage %q is no part of one sentence of %s", e.Title, p.Span.Of(a.Text), a.Path)
			}
		}
	}
}

func TestCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Build(ctx, sample(t), Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled build returned %v", err)
	}
}

func TestProgressCountsEveryArticleOnce(t *testing.T) {
	docs := sample(t)
	last := map[Stage]int{}
	_, err := Build(context.Background(), docs, Options{Progress: func(s Stage, done, total int) {
		if s != Joining && s != Finished && (done != last[s]+1 || total != len(docs)) {
			t.Errorf("%s: %d of %d after %d", s, done, total, last[s])
		}
		last[s] = done
	}})
	if err != nil {
		t.Fatal(err)
	}
	if last[Reading] != len(docs) || last[Tagging] < len(docs) {
		t.Errorf("progress ended at %v for %d documents", last, len(docs))
	}
}

func TestPanicOfAWorkerReachesTheCaller(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("the panic was swallowed")
		}
	}()
	_ = each(context.Background(), 3, Tagging, nil, func(i int) {
		if i == 1 {
			panic("boom")
		}
	})
}

func BenchmarkSample(b *testing.B) {
	docs := sample(b)
	b.ReportAllocs()
	for b.Loop() {
		build(b, docs)
	}
}
