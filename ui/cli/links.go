package cli

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"net/http"
	"slices"
	"sync/atomic"
	"time"

	"github.com/spf13/cobra"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/fetch"
	"github.com/kreader/kreader/model/intake"
	"github.com/kreader/kreader/model/pipeline"
	"github.com/kreader/kreader/model/source"
)

// linkFlags are the flags about what is on the web.
type linkFlags struct{ offline, refresh, first bool }

func (f *linkFlags) flags(c *cobra.Command) {
	c.Flags().BoolVar(&f.offline, "offline", false, "fetch nothing; links open from their saved copies")
	c.Flags().BoolVar(&f.refresh, "refresh", false, "fetch links also when their copies are less than an hour old")
	c.Flags().BoolVar(&f.first, "first", false, "open links as they were when they were first read")
}

func (f linkFlags) check() error {
	if f.offline && f.refresh {
		return usage("give one of them", `"--offline" and "--refresh" contradict each other`)
	}
	return nil
}

// client returns what gets links.
func (a *app) client(f linkFlags) *fetch.Client {
	c := &fetch.Client{
		Dir: fetch.Dir(), First: f.first, Proxy: http.ProxyFromEnvironment,
		Agent: "kreader/" + a.program.number() + " (+https://github.com/kreader/kreader)",
	}
	switch {
	case f.offline:
		c.Policy = fetch.Offline
	case f.refresh:
		c.Policy = fetch.Refresh
	}
	return c
}

// watch is told how far the reading of a request is; the zero watch tells
// nobody.
type watch struct {
	stages pipeline.Progress
	// fetching is told that a host is being asked, when done of total links are
	// there, and is given what makes the others come from their copies or not at
	// all.
	fetching func(host string, done, total int, stop func())
	// files is given the files of a request that names links as well, before
	// these are fetched.
	files func([]source.Document)
	// checked is told how many of the files of a request were looked at.
	checked func(done, total int)
}

// beforeLinks returns the articles that can be read while links are fetched,
// nil when there are none.
func beforeLinks(ctx context.Context, r request, files []source.Document) *model.Collection {
	if c := glance(ctx, r, files); c != nil {
		return c
	}
	c, err := pipeline.Decode(ctx, files, pipeline.Options{Title: titleOf(r.paths), Keep: r.filter.keep(new(int)), Known: r.saved.known()})
	if err != nil || len(c.Articles) == 0 {
		return nil
	}
	return c
}

// documents reads what a request names: files and folders, then links.
func (a *app) documents(ctx context.Context, r request, w watch) ([]source.Document, []model.Diagnostic, error) {
	if len(r.paths) == 0 {
		docs, err := a.sample()
		return docs, nil, err
	}
	var (
		docs         []source.Document
		ds           []model.Diagnostic
		paths, links []string
	)
	for _, p := range r.paths {
		if fetch.IsAddress(p) {
			links = append(links, p)
		} else {
			paths = append(paths, p)
		}
	}
	if len(paths) > 0 {
		var err error
		if docs, ds, err = a.files(ctx, r, paths, w); err != nil {
			return nil, nil, err
		}
	}
	if len(links) > 0 && len(docs) > 0 && w.files != nil {
		w.files(docs)
	}
	if len(links) > 0 {
		waiting, stop := context.WithCancel(ctx)
		defer stop()
		tell := func(host string, done, total int) {
			if w.fetching != nil {
				w.fetching(host, done, total, stop)
			}
		}
		more, notes := intake.Links(waiting, a.client(r.links), links, time.Now(), tell)
		docs, ds = append(docs, more...), append(ds, notes...)
		r.saved.prepare(ctx, docs)
	}
	if r.url != "" && len(docs) == 1 {
		docs[0].URL = r.url
	}
	return docs, ds, ctx.Err()
}

// files reads the files and folders of a request, but for what the saved index
// knows. Standard input is read once: it is never known, so nothing is lost when
// the rest has to be read after all.
func (a *app) files(ctx context.Context, r request, paths []string, w watch) ([]source.Document, []model.Diagnostic, error) {
	opt := intake.Options{Stdin: a.stdin, Ledger: counted(r.saved.open(paths), w.checked)}
	docs, ds, err := intake.Documents(ctx, paths, opt)
	if err == nil && !r.saved.prepare(ctx, docs) {
		stdin := slices.IndexFunc(docs, func(d source.Document) bool { return d.Path == stdinPath })
		if stdin >= 0 {
			opt.Stdin = bytes.NewReader(docs[stdin].Data)
		}
		if docs, ds, err = intake.Documents(ctx, paths, opt); err == nil {
			r.saved.prepare(ctx, docs)
		}
	}
	if err == nil {
		a.explain(paths, ds)
	}
	return docs, ds, err
}

// counted returns what opens a ledger that counts the files that are looked at.
func counted(open func(int, int64) intake.Ledger, tell func(done, total int)) func(int, int64) intake.Ledger {
	if open == nil || tell == nil {
		return open
	}
	return func(files int, bytes int64) intake.Ledger {
		l := open(files, bytes)
		if l == nil {
			return nil
		}
		return &counter{Ledger: l, total: files, tell: tell}
	}
}

// counter is a ledger that counts.
type counter struct {
	intake.Ledger
	done  atomic.Int64
	total int
	tell  func(done, total int)
}

// Held implements intake.Ledger: it is asked of every file.
func (c *counter) Held(name string, info fs.FileInfo) (source.Sum, bool) {
	sum, ok := c.Ledger.Held(name, info)
	c.tell(int(c.done.Add(1)), c.total)
	return sum, ok
}

// fetchStage says in words which host is being asked.
func fetchStage(host string) string { return "fetching " + host }

// reasons says in a line why nothing of a collection could be read: the first
// reason, and how many there are.
func reasons(c *model.Collection) string {
	i := slices.IndexFunc(c.Diagnostics, unread)
	if i < 0 {
		return "nothing could be read"
	}
	n := 0
	for _, d := range c.Diagnostics[i+1:] {
		if unread(d) {
			n++
		}
	}
	d := c.Diagnostics[i]
	if n == 0 {
		return fmt.Sprintf("%s: %s", plain(d.Path), plain(d.Message))
	}
	return fmt.Sprintf("%s: %s (and %d more)", plain(d.Path), plain(d.Message), n)
}
