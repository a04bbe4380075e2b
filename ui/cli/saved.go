package cli

import (
	"context"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/cache"
	"github.com/kreader/kreader/model/correct"
	"github.com/kreader/kreader/model/index"
	"github.com/kreader/kreader/model/intake"
	"github.com/kreader/kreader/model/pipeline"
	"github.com/kreader/kreader/model/source"
	"github.com/kreader/kreader/model/store"
	"github.com/kreader/kreader/ui"
)

// fewFiles is how many files are read without the saved index: opening it takes as
// long as reading a few articles, and the first frame of a long one must not wait
// for that.
const fewFiles = 16

// saved is the saved index as one reading of a request uses it. A nil saved
// has none.
type saved struct {
	index *cache.Index
	run   *cache.Run
	fault error // why there is none

	articles *model.Collection // that were analysed, of the documents that the run was prepared for
	result   *model.Collection // nil when they were not
	basis    cache.Basis
	looked   bool // the run has looked at the files

	shown  *model.Collection // the last result, whatever has become of the files since
	fronts cache.Basis       // of that
}

// noCache adds the flag that leaves the saved index alone.
func noCache(c *cobra.Command, off *bool) {
	c.Flags().BoolVar(off, "no-cache", false, "read everything anew, and neither use nor change the saved index")
}

// with returns r with the saved index, or without it.
func (r request) with(alone bool) request {
	if !alone {
		r.saved = &saved{}
	}
	return r
}

// open opens the index for the files behind paths when they are worth it.
func (s *saved) open(paths []string) func(files int, bytes int64) intake.Ledger {
	if s == nil {
		return nil
	}
	return func(files int, _ int64) intake.Ledger {
		if s.run == nil && (files < fewFiles || !s.start(paths)) {
			return nil
		}
		s.looked = true
		return s.run
	}
}

// start begins to use the index for paths, and reports whether it can be used.
func (s *saved) start(paths []string) bool {
	if s.fault != nil {
		return false
	}
	dir, err := store.Folder(store.Caches)
	if err == nil {
		s.index, err = cache.Open(dir)
	}
	if err != nil {
		s.fault = err
		return false
	}
	s.run = s.index.Run(paths)
	return true
}

// reopen opens the index before the files of a request are looked at, where it is
// remembered that they are worth it, and reports whether it is open.
func (s *saved) reopen(r request) bool {
	return s != nil && r.lasts() && r.articles >= fewFiles && s.start(r.paths)
}

// again makes the index ready for another look at the files.
func (s *saved) again() {
	if s == nil {
		return
	}
	s.articles, s.result = nil, nil
	if s.run != nil && s.looked {
		s.run.Again()
	}
}

// found notes what articles came to.
func (s *saved) found(c, all *model.Collection, b cache.Basis) {
	s.articles, s.result, s.basis = c, all, b
	if all != nil {
		s.shown, s.fronts = all, b
	}
}

// known returns what is known of documents, nil when nothing can be.
func (s *saved) known() pipeline.Known {
	if s == nil || s.run == nil {
		return nil
	}
	return s.run
}

// prepare loads what is known of documents, and reports whether those without
// bytes can be had.
func (s *saved) prepare(ctx context.Context, docs []source.Document) bool {
	if s == nil || s.run == nil {
		return true
	}
	if s.run.Prepare(ctx, docs) != nil && ctx.Err() == nil {
		s.run.Forget()
		return false
	}
	return true
}

// analyse is pipeline.Analyse, unless what it would come to is known.
func (s *saved) analyse(ctx context.Context, r request, c *model.Collection, fixes *correct.Set, progress pipeline.Progress) (*model.Collection, error) {
	plain := fixes.Unmarked()
	var all *model.Collection
	if s != nil && s.run != nil {
		s.found(c, nil, r.basis(plain))
		all = s.run.Result(c, s.basis)
	}
	if all == nil {
		var err error
		if all, err = pipeline.Analyse(ctx, c, pipeline.Options{Progress: progress, Corrections: plain}); err != nil {
			return nil, err
		}
	}
	if s != nil {
		s.found(c, all, r.basis(plain))
	}
	return pipeline.Marked(all, fixes), nil
}

// basis returns what the result of a request depends on beside its documents.
func (r request) basis(fixes *correct.Set) cache.Basis {
	b := cache.Basis{Settings: []string{fmt.Sprint(r.filter.from.Value, r.filter.to.Value)}, Exact: !fixes.Empty()}
	b.Settings = append(b.Settings, slices.Sorted(slices.Values(r.filter.outlets))...)
	if b.Exact {
		b.Settings = append(b.Settings, fixes.String())
	}
	return b
}

// words returns what is kept of the words of the articles that were analysed, nil
// when nothing is.
func (s *saved) words() index.Kept {
	if s == nil || s.run == nil || s.result == nil {
		return nil
	}
	return s.run.Words(s.articles, s.result, s.basis)
}

// keep keeps what has been read for the next time.
func (s *saved) keep() {
	if s != nil && s.run != nil {
		s.run.Save(s.articles, s.result, s.basis)
	}
}

// close keeps what has been read for the next time, and of it what the first frame
// is to show when the reader comes back to a place. It returns why there was no
// index, nil when there was, or none was needed.
func (s *saved) close(at ui.Memory) error {
	if s == nil || s.index == nil {
		if s != nil {
			return s.fault
		}
		return nil
	}
	s.keep()
	if s.shown != nil && s.index.Fault() == nil {
		s.run.KeepFront(front(s.shown, at), s.fronts)
	}
	s.fault = s.index.Fault()
	s.index.Close()
	return s.fault
}

// What of a collection is shown before all of it can be: about so many events
// around the one that is chosen, and articles of so many bytes.
const (
	frontEvents = 120
	frontBytes  = 512 << 10
)

// front returns the part of a collection that the reader sees at a place.
func front(c *model.Collection, at ui.Memory) *model.Collection {
	var articles, events []int
	if i := slices.IndexFunc(c.Articles, func(a model.Article) bool { return a.ID == at.Article }); i >= 0 {
		articles = append(articles, i)
	}
	chosen := slices.IndexFunc(c.Events, func(e model.Event) bool { return e.ID == at.Event })
	if chosen < 0 { // what the reader begins with
		for i := range c.Events {
			if chosen < 0 || c.Events[i].Importance > c.Events[chosen].Importance {
				chosen = i
			}
		}
	}
	if chosen >= 0 {
		events = append(events, chosen)
	}
	shown := ui.Seen(c, at, chosen)
	here, _ := slices.BinarySearch(shown, chosen)
	for k := 1; k <= frontEvents/2; k++ {
		for _, i := range []int{here - k, here + k} {
			if i >= 0 && i < len(shown) {
				events = append(events, shown[i])
			}
		}
	}
	return cache.Excerpt(c, articles, events, frontBytes)
}

// sayFault says in a line why everything was read without the saved index.
func (a *app) sayFault(fault error) {
	if fault != nil {
		a.say("read without the saved index: %s", plain(fault.Error()))
	}
}

// cacheCommand is about the index itself.
func (a *app) cacheCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "cache [clear]",
		Short: "Say where the saved index is and how large, or remove it",
		Long: `The saved index holds what larger collections were read as, so that what has not
changed is not read again. It is a copy of what was read: clear removes it, and
nothing is lost but time.`,
		ValidArgs: []string{"clear"},
		Args:      cobra.ArbitraryArgs,
		Example: `  kreader cache
  kreader cache clear`,
		RunE: func(c *cobra.Command, args []string) error {
			dir, err := store.Folder(store.Caches)
			if err != nil {
				return failed("set HOME or XDG_CACHE_HOME", "find the saved index: %v", err)
			}
			switch {
			case len(args) == 0:
				return a.describeCache(dir)
			case len(args) == 1 && args[0] == "clear":
				freed, err := cache.Clear(dir)
				if err != nil {
					return failed("", "%v", err)
				}
				fmt.Fprintf(a.stdout, "removed %s\n", size(freed))
				return nil
			}
			return usage(fmt.Sprintf("give %q or nothing", "clear"), "%q knows no %q", c.CommandPath(), args[0])
		},
	}
}

func (a *app) describeCache(dir string) error {
	info, err := cache.Stat(dir)
	if info.Bytes == 0 {
		fmt.Fprintf(a.stdout, "%s\nnothing is saved\n", plain(info.Name))
		return nil
	}
	fmt.Fprintf(a.stdout, "%s\n%s\n", plain(info.Name), size(info.Bytes))
	if err != nil {
		return failed(`"kreader cache clear" removes it`, "look into the saved index: %v", err)
	}
	fmt.Fprintf(a.stdout, "%d documents, %d collections\n", info.Documents, info.Collections)
	return nil
}

// size says a number of bytes for people.
func size(n int64) string {
	switch {
	case n < 1<<10:
		return fmt.Sprintf("%d bytes", n)
	case n < 1<<20:
		return fmt.Sprintf("%d KB", (n+1<<9)>>10)
	}
	return fmt.Sprintf("%.1f MB", float64(n)/(1<<20))
}
