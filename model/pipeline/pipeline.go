// Package pipeline runs the stages that turn documents into a collection.
//
// It is the only package of the model that starts goroutines: what concerns a
// single article is done for several at once, what joins articles afterwards
// in one place. The result does not depend on how many cores there are, or on
// the order in which the documents are given.
package pipeline

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/anchor"
	"github.com/kreader/kreader/model/correct"
	"github.com/kreader/kreader/model/edtf"
	"github.com/kreader/kreader/model/event"
	"github.com/kreader/kreader/model/lang"
	"github.com/kreader/kreader/model/mention"
	"github.com/kreader/kreader/model/segment"
	"github.com/kreader/kreader/model/source"
	"github.com/kreader/kreader/model/timex"
)

// Stage names a part of the work, for Progress.
type Stage string

// The stages that take time.
const (
	Reading  Stage = "reading"  // documents into articles
	Tagging  Stage = "tagging"  // sentences and dates of each article
	Finding  Stage = "finding"  // mentions of each article, with what the others tell of its dates
	Joining  Stage = "joining"  // mentions of all articles into events
	Finished Stage = "finished" // nothing is left to do
)

// Progress tells how far a stage is: done of total articles or, while joining,
// hundredths of the work. It is called from several goroutines, but never by two
// at once.
type Progress func(s Stage, done, total int)

// Options changes what Build does. The zero value is the usual.
type Options struct {
	Title    string
	Progress Progress
	// Keep tells which articles stay in the collection; nil keeps all.
	Keep func(*model.Article) bool
	// Corrections are replayed by Analyse. Decode does not put articles right:
	// what it returns can be analysed again with others. But it asks Keep of
	// them as Corrected would show them.
	Corrections *correct.Set
	// Known spares Decode documents that were read before; nil knows nothing.
	Known Known
}

// Decode reads documents into articles, sorted by publication date, then path.
// What could not be read is in the diagnostics. The error is ctx's, or says that
// something was lost of what opt.Known had promised.
func Decode(ctx context.Context, docs []source.Document, opt Options) (*model.Collection, error) {
	out := make([]*Content, len(docs))
	lost := make([]error, len(docs))
	err := each(ctx, len(docs), Reading, opt.Progress, func(i int) {
		out[i], lost[i] = read(&docs[i], opt.Known)
	})
	if err = cmp.Or(err, errors.Join(lost...)); err != nil {
		return nil, err
	}
	c := gather(out, opt)
	arrange(c)
	return c, nil
}

// Corrected returns a collection of the articles of c with what is known of
// them put right, for showing them before they are analysed. It does not change
// c.
func Corrected(c *model.Collection, set *correct.Set) *model.Collection {
	if c == nil || set.Empty() {
		return c
	}
	out := *c
	out.Articles = slices.Clone(c.Articles)
	out.Outlets = nil
	out.Diagnostics = slices.Clone(c.Diagnostics)
	set.Articles(out.Articles)
	arrange(&out)
	return &out
}

// compareArticles orders articles by publication date, then path. Those of one
// file, such as the chapters of a book, stay in its order: sorts are stable.
func compareArticles(a, b *model.Article) int {
	return cmp.Or(edtf.Compare(a.Published, b.Published), strings.Compare(a.Path, b.Path))
}

// arrange puts the articles into their order, makes their IDs unique, and
// lists the outlets.
func arrange(c *model.Collection) {
	sortArticles(c)
	slices.SortStableFunc(c.Diagnostics, func(a, b model.Diagnostic) int {
		return cmp.Or(strings.Compare(a.Path, b.Path), strings.Compare(a.Message, b.Message))
	})
	seen, count := map[string]int{}, map[string]int{}
	for i := range c.Articles {
		a := &c.Articles[i]
		if n := seen[a.ID]; n > 0 {
			seen[a.ID]++
			a.ID += "-" + strconv.Itoa(n+1)
		}
		seen[a.ID]++
		if a.Outlet != "" {
			count[a.Outlet]++
		}
	}
	c.Outlets = c.Outlets[:0]
	for o := range count {
		c.Outlets = append(c.Outlets, o)
	}
	slices.SortFunc(c.Outlets, func(a, b string) int {
		return cmp.Or(cmp.Compare(count[b], count[a]), strings.Compare(a, b))
	})
}

// Analyse returns a collection of the articles of c with everything that is
// worked out from them. It does not change c. The articles are in a new order
// when dates could be estimated for some that had none. The error is ctx's.
//
// Dates are read twice. The first pass knows each article by itself; what it
// finds tells when undated articles were published and which year other
// articles give to a day. The second pass reads again what that may change.
//
// The mentions are let go once they are joined: they are half of the memory of a large
// collection, and those of an article are found again in a moment, see mention.Of.
func Analyse(ctx context.Context, c *model.Collection, opt Options) (*model.Collection, error) {
	n := len(c.Articles)
	out := *c
	out.Articles = slices.Clone(c.Articles)
	var orphans []model.Diagnostic
	if !opt.Corrections.Empty() {
		orphans = opt.Corrections.Articles(out.Articles)
	}
	out.Sentences, out.Timexes = tagged(c, out.Articles)
	if !opt.Corrections.Empty() {
		out.Outlets = nil
		out.Diagnostics = slices.Clone(c.Diagnostics)
		arrange(&out)
	}
	err := each(ctx, n, Tagging, opt.Progress, func(i int) {
		if a := &out.Articles[i]; out.Sentences[i] == nil {
			out.Sentences[i] = sentences(a, lang.For(a.Language))
			out.Timexes[i] = tag(a, out.Sentences[i], nil)
		}
	})
	if err != nil {
		return nil, err
	}
	again := estimate(&out)
	memory := timex.Remember(&out)
	mentions := make([][]model.Mention, n)
	err = each(ctx, n, Finding, opt.Progress, func(i int) {
		a := &out.Articles[i]
		if again[i] || memory.Yearless(out.Timexes[i]) {
			if t := tag(a, out.Sentences[i], memory); !slices.Equal(t, out.Timexes[i]) { // or they would be kept twice
				out.Timexes[i] = t
			}
		}
		mentions[i] = mention.Extract(i, a, out.Sentences[i], out.Timexes[i], lang.For(a.Language))
	})
	if err != nil {
		return nil, err
	}
	out.Mentions = slices.Concat(mentions...)
	joining := func(done, total int) bool {
		if opt.Progress != nil {
			opt.Progress(Joining, done, total)
		}
		return ctx.Err() == nil
	}
	joining(0, 100)
	if opt.Corrections.Empty() {
		out.Events = event.ClusterWith(&out, joining)
		out.Mentions = nil
		return Marked(&out, opt.Corrections), ctx.Err()
	}
	var lost []model.Diagnostic
	out.Mentions, lost = opt.Corrections.Mentions(&out)
	orphans = append(orphans, lost...)
	out.Events = event.ClusterWith(&out, joining)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	out.Events, lost = opt.Corrections.Events(&out, out.Events)
	orphans = append(orphans, lost...)
	event.Revise(&out, out.Events)
	orphans = append(orphans, opt.Corrections.Settled(&out, out.Events)...)
	out.Diagnostics = append(out.Diagnostics, orphans...)
	out.Mentions = nil
	return Marked(&out, opt.Corrections), ctx.Err()
}

// Marked returns a collection with the notes and bookmarks of set, which decide
// about nothing else in it.
func Marked(c *model.Collection, set *correct.Set) *model.Collection {
	out := *c
	var strays []model.Diagnostic
	if out.Marks, strays = set.Marks(c.Articles); len(strays) > 0 {
		out.Diagnostics = slices.Concat(out.Diagnostics, strays)
	}
	return &out
}

// tag finds the temporal expressions of an article.
func tag(a *model.Article, sents []model.Span, m *timex.Memory) []model.Timex {
	return timex.Tag(a.Text, timex.Context{
		Lang: lang.For(a.Language), Anchor: a.Published, Blocks: blockSpans(a), Sentences: sents, Collection: m,
	})
}

// estimate gives the undated articles of c the publication dates that can be
// inferred, puts the articles into the order that follows, and reports for
// each whether its date is new.
func estimate(c *model.Collection) []bool {
	fresh := make([]bool, len(c.Articles))
	for _, e := range anchor.Estimate(c) {
		a := &c.Articles[e.Article]
		a.Published, a.PublishedFrom, a.PublishedWhy = e.When, model.FromInferred, e.Why
		fresh[e.Article] = true
	}
	order := sortArticles(c)
	return permute(fresh, order)
}

// sortArticles puts the articles of c into their order, with what is known of
// each, and returns the indexes that they had.
func sortArticles(c *model.Collection) []int {
	order := make([]int, len(c.Articles))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return compareArticles(&c.Articles[i], &c.Articles[j]) })
	reorder(c, order)
	return order
}

// permute returns the elements of s in the order given by their indexes.
func permute[T any](s []T, order []int) []T {
	out := make([]T, len(order))
	for i, j := range order {
		out[i] = s[j]
	}
	return out
}

// Build reads and analyses documents.
func Build(ctx context.Context, docs []source.Document, opt Options) (*model.Collection, error) {
	c, err := Decode(ctx, docs, opt)
	if err != nil {
		return nil, err
	}
	return Analyse(ctx, c, opt)
}

func sentences(a *model.Article, l *lang.Language) []model.Span {
	var out []model.Span
	for _, b := range a.Blocks {
		out = append(out, segment.Sentences(a.Text, b.Span, l)...)
	}
	return out
}

func blockSpans(a *model.Article) []model.Span {
	out := make([]model.Span, len(a.Blocks))
	for i, b := range a.Blocks {
		out[i] = b.Span
	}
	return out
}

// each calls do for 0..n-1 on all cores, until ctx is done. There are no more
// workers than cores even where there are more threads: see runner.run in ui/cli. A panic in do is
// raised again in the caller's goroutine, where the terminal can be restored.
func each(ctx context.Context, n int, s Stage, report Progress, do func(int)) error {
	var (
		next   atomic.Int64
		wg     sync.WaitGroup
		mu     sync.Mutex
		done   int
		failed any
	)
	for range min(runtime.GOMAXPROCS(0), runtime.NumCPU(), n) {
		wg.Go(func() {
			defer func() {
				if r := recover(); r != nil {
					mu.Lock()
					failed = errors.Join(errors.New("panic in a worker"), asError(r))
					mu.Unlock()
				}
			}()
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				do(i)
				mu.Lock()
				done++
				if report != nil {
					report(s, done, n)
				}
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	if failed != nil {
		panic(failed)
	}
	return ctx.Err()
}

func asError(r any) error {
	if err, ok := r.(error); ok {
		return err
	}
	return fmt.Errorf("%v", r)
}
