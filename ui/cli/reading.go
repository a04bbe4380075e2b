package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/cache"
	"github.com/kreader/kreader/model/correct"
	"github.com/kreader/kreader/model/fetch"
	"github.com/kreader/kreader/model/pipeline"
	"github.com/kreader/kreader/model/source"
	"github.com/kreader/kreader/ui"
)

// reading is the work of a loading: what there is is read once, and again
// whenever it may have changed.
//
// What is saved of a collection is shown before its files are looked at: a part
// of it at once, then all of it. Then the files are checked, and what has changed
// is folded in while the reader reads on.
type reading struct {
	a *app
	r request
	l *loading

	known idSet             // the articles that were there the last time; nil when that is not known
	docs  []source.Document // as they were when they were read last, without their bytes
	whole bool              // they were analysed
	began time.Time         // when this reading did
	stop  func()            // ends it
	again bool              // something was read before
	found bool              // the last look has found something
}

// The stages of opening that are none of the engine's.
const (
	openingStage  = "opening what was read before"
	checkingStage = "checking the files"
)

// put reports how far the reading is, and how it can be stopped.
func (d *reading) put(u ui.Update) {
	if u.Stop == nil && u.Stage != "" {
		u.Stop = d.stop
	}
	d.l.put(u)
}

// once reads, and says when it is done, or that it was stopped. Of what was
// stopped before anything was shown there is an error.
func (d *reading) once(ctx context.Context, read func(context.Context) error) error {
	within, stop := context.WithCancel(ctx)
	defer stop()
	d.stop, d.began = stop, time.Now()
	shown := d.again
	asked := d.l.asked.Swap(false)
	err := read(within)
	stopped := errors.Is(err, context.Canceled) && ctx.Err() == nil
	c, _ := d.l.result()
	switch {
	case stopped && c == nil:
		return errors.New("stopped before anything was read; open it again to read it")
	case stopped:
		d.l.put(ui.Update{Idle: true, Stopped: true})
		return nil
	case err != nil:
		return err
	}
	u := ui.Update{Idle: true}
	if asked && shown && !d.found {
		u.Note = "nothing has changed"
	}
	d.l.put(u)
	return nil
}

// progress reports the stages of the engine. A short wait is not worth a word, and
// a word costs the screen a pause.
func (d *reading) progress(s pipeline.Stage, done, total int) {
	if time.Since(d.began) >= patience {
		d.put(ui.Update{Stage: string(s), Done: done, Total: total})
	}
}

func (d *reading) watch(ctx context.Context) watch {
	return watch{
		stages: d.progress,
		fetching: func(host string, done, total int, stop func()) {
			d.put(ui.Update{Stage: fetchStage(host), Done: done, Total: total, Stop: stop})
		},
		files: func(files []source.Document) {
			if c := beforeLinks(ctx, d.r, files); c != nil {
				d.early(c)
			}
		},
		checked: func(done, total int) {
			if time.Since(d.began) >= patience {
				d.put(ui.Update{Stage: checkingStage, Done: done, Total: total})
			}
		},
	}
}

// early shows a part of the collection.
func (d *reading) early(c *model.Collection) {
	d.put(ui.Update{Collection: c, Partial: true, New: d.known.without(c)})
	d.l.decode()
}

// first reads the collection for the first time since kreader was started.
func (d *reading) first(ctx context.Context) error {
	d.known = d.r.known()
	if d.before(ctx) {
		return d.check(ctx)
	}
	docs, ds, err := d.a.documents(ctx, d.r, d.watch(ctx))
	if err != nil {
		return err
	}
	defer sparing(docs)()
	if c := glance(ctx, d.r, docs); c != nil {
		d.early(c)
		d.l.awaitFrame(ctx)
	}
	return d.read(ctx, docs, ds)
}

// before shows what is saved of the collection, without a look at its files, and
// reports whether all of it is shown.
func (d *reading) before(ctx context.Context) bool {
	s, r := d.r.saved, d.r
	if !s.reopen(r) {
		return false
	}
	fixes := r.notebook().set()
	basis := r.basis(fixes.Unmarked())
	if c := s.index.Front(r.paths, basis); c != nil {
		d.early(pipeline.Marked(c, fixes))
		d.l.awaitFrame(ctx)
		d.put(ui.Update{Stage: openingStage})
	}
	docs, ds, ok := s.run.Before()
	defer sparing(docs)()
	if !ok || !s.prepare(ctx, docs) {
		return false
	}
	c, err := d.a.articles(ctx, r, docs, ds, watch{})
	if err != nil {
		s.run.Forget()
		return false
	}
	all := s.run.Result(c, basis)
	if all == nil {
		return false
	}
	s.found(c, all, basis)
	d.show(c, pipeline.Marked(all, fixes), docs, fixes)
	return true
}

// read reads documents, shows the articles, and then what they come to.
func (d *reading) read(ctx context.Context, docs []source.Document, ds []model.Diagnostic) error {
	kept := bare(docs)
	r := d.r
	r.resumed = r.resumed && !d.again // what was read stays; the sample does not come in its place
	c, err := d.a.articles(ctx, r, docs, ds, d.watch(ctx))
	docs = nil //nolint:ineffassign,wastedassign // their bytes are not needed while the articles are analysed
	if c == nil || err != nil && d.again {
		return err
	}
	fixes := d.r.notebook().set()
	if !d.again {
		d.put(ui.Update{Collection: pipeline.Corrected(c, fixes), New: d.known.without(c)})
	}
	if err != nil {
		return err
	}
	d.l.decode()
	d.l.awaitFrame(ctx)
	for {
		all, err := d.r.saved.analyse(ctx, d.r, c, fixes, d.progress)
		if err != nil {
			d.l.keep(c, d.l.fixed())
			return err
		}
		if now := d.r.notebook().set(); now.String() != fixes.String() { // something was put right meanwhile
			fixes = now
			continue
		}
		d.show(c, all, kept, fixes)
		return nil
	}
}

// show shows a collection that was analysed, of articles that were read as c from
// docs.
func (d *reading) show(c, all *model.Collection, docs []source.Document, fixes *correct.Set) {
	d.l.keep(c, fixes.String())
	d.put(ui.Update{Collection: all, New: d.known.without(all), Again: d.again, Words: d.r.saved.words()})
	d.l.decode()
	if d.known == nil { // what comes from now on is new
		d.known = idSet{}
		for i := range all.Articles {
			d.known[all.Articles[i].ID] = true
		}
	}
	d.docs, d.whole, d.again = docs, true, true
}

// check looks at the files, and reads what has changed.
func (d *reading) check(ctx context.Context) error {
	d.found = false
	d.r.saved.again()
	docs, ds, err := d.a.documents(ctx, d.r, d.watch(ctx))
	if err != nil {
		return err
	}
	if cs := cache.Compare(d.docs, bare(docs)); d.whole && cs.None() && d.r.notebook().set().String() == d.l.fixed() {
		return nil
	}
	d.found = true
	defer sparing(docs)()
	err = d.read(ctx, docs, ds)
	if f := (*failure)(nil); errors.As(err, &f) {
		return fmt.Errorf("what was read stays: %w", cause(err))
	}
	return err
}

// cause says why nothing could be read the second time.
func cause(err error) error {
	if errors.Is(err, errNothing) {
		return errors.New("its files cannot be read now")
	}
	return err
}

// bare returns documents without their bytes, but with their sums.
func bare(docs []source.Document) []source.Document {
	out := slices.Clone(docs)
	for i := range out {
		if out[i].Sum == (source.Sum{}) {
			out[i].Sum = source.SumOf(out[i].Data)
		}
		out[i].Data = nil
	}
	return out
}

// lasts reports whether a request can be read again as often as one likes: what
// is on the web is fetched only when the reader says so, and standard input comes
// once.
func (r request) lasts() bool {
	return len(r.paths) > 0 && !slices.ContainsFunc(r.paths, func(p string) bool { return p == stdinPath || fetch.IsAddress(p) })
}
