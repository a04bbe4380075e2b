package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/correct"
	"github.com/kreader/kreader/model/fetch"
	"github.com/kreader/kreader/model/intake"
	"github.com/kreader/kreader/model/pipeline"
	"github.com/kreader/kreader/model/source"
	"github.com/kreader/kreader/model/store"
	"github.com/kreader/kreader/ui/near"
)

// stdinPath is the argument that stands for standard input.
const stdinPath = "-"

// request is what the user wants to read.
type request struct {
	paths    []string // files, folders, links, "-"; none: the sample
	url      string   // where the only file was saved from
	filter   filter
	links    linkFlags
	name     string // what the reader calls it from now on, "" when it is called as before
	resumed  bool   // not asked for: it is what was read last
	missing  string // what was read last, when none of it is there: this is the sample instead
	saved    *saved
	state    *store.State // as it was loaded already, nil when it was not
	watched  bool         // its files are, from the beginning
	articles int          // that it had the last time, 0 when that is not known
}

// wanted returns the request for paths, or for the sample; without either, for
// what was read last, or else the sample. Links that were read last open from
// their copies: who gives no link asks for nothing to be fetched.
func (a *app) wanted(paths []string, sample bool, f filter, links linkFlags) request {
	switch {
	case sample:
		return request{filter: f}
	case len(paths) > 0:
		return request{paths: paths, filter: f, links: links}
	}
	links.offline = !links.refresh
	s, err := store.Open()
	if err != nil {
		return request{filter: f}
	}
	state, err := s.Load()
	if err != nil {
		a.say("%v", err)
	}
	r := request{paths: state.Last.Paths, filter: f, links: links, resumed: true, state: &state}
	if len(r.paths) > 0 && len(gone(r.paths)) == len(r.paths) { // of some, those that are missing are named
		r.paths, r.missing = nil, plain(state.Last.Paths[0])
	}
	return r
}

// lasting returns the paths of a request that can be opened another time, made
// absolute; nil when there are none.
func (r request) lasting() []string {
	var out []string
	for _, p := range r.paths {
		if fetch.IsAddress(p) {
			if at, err := fetch.Parse(p); err == nil { // what is refused is not kept: it may hold a password
				out = append(out, at.String())
			}
		} else if abs, err := filepath.Abs(p); err == nil && p != stdinPath {
			out = append(out, abs)
		}
	}
	return out
}

// sampleTitle is the story that the sample tells.
const sampleTitle = "Mustafa al-Kadhimi"

// sample returns the articles that ship with kreader.
func (a *app) sample() ([]source.Document, error) {
	var docs []source.Document
	err := fs.WalkDir(a.program.Sample, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := fs.ReadFile(a.program.Sample, name)
		docs = append(docs, source.Document{Path: "sample/" + name, Rel: name, Data: data})
		return err
	})
	return docs, err
}

// decode reads the articles of a request. What could not be read, and why, is
// in the collection's diagnostics; when no article is left, that is an error,
// and the diagnostics come all the same.
func (a *app) decode(ctx context.Context, r request, w watch) (*model.Collection, error) {
	docs, ds, err := a.documents(ctx, r, w)
	if err != nil {
		return nil, err
	}
	sparing(docs) // to the end: what is decoded is printed, and then the program ends
	return a.articles(ctx, r, docs, ds, w)
}

// articles reads the documents of a request; see [app.decode].
func (a *app) articles(ctx context.Context, r request, docs []source.Document, ds []model.Diagnostic, w watch) (*model.Collection, error) {
	seen := 0
	entries, notes := r.notebook().read()
	ds = append(ds, notes...)
	c, err := pipeline.Decode(ctx, docs, pipeline.Options{
		Title: titleOf(r.paths), Keep: r.filter.keep(&seen), Progress: w.stages, Corrections: correct.NewSet(entries), Known: r.saved.known(),
	})
	if err != nil {
		return nil, err
	}
	c.Diagnostics = append(ds, c.Diagnostics...)
	switch {
	case len(c.Articles) > 0:
		return c, nil
	case r.resumed && len(r.paths) > 0 && seen == 0: // emptied since
		sample, err := a.decode(ctx, request{filter: r.filter}, w)
		if sample != nil {
			sample.Diagnostics = append(c.Diagnostics, sample.Diagnostics...)
		}
		return sample, err
	case seen > 0:
		return c, failed("try a wider range or another outlet", "none of the %d articles passes --published-from, --published-to and --outlet", seen)
	case slices.ContainsFunc(c.Diagnostics, unread):
		return c, errNothing
	}
	return c, failed("kreader reads "+intake.Readable(), "no articles found")
}

// errNothing is the failure after which tell says the reasons.
var errNothing = &failure{status: exitFailed}

// unread reports whether d says that an input could not be read.
func unread(d model.Diagnostic) bool {
	return d.Severity == model.Failure || d.Severity == model.Warning && d.Stage == "intake"
}

// tell says what could not be read and, if all is to be told, what a folder
// held beside articles; the screen has its own list of that.
func (a *app) tell(c *model.Collection, all bool) {
	if c == nil {
		return
	}
	for _, d := range c.Diagnostics {
		switch {
		case unread(d):
			a.status = exitPartial
			a.say("open %q: %s", d.Path, plain(d.Message))
		case all && (d.Stage == "intake" || d.Stage == "fetch" || d.Stage == correctStage):
			a.say("%q: %s", d.Path, plain(d.Message))
		}
	}
}

// explain adds to the diagnostics of paths that are not there what may have
// been meant.
func (a *app) explain(paths []string, ds []model.Diagnostic) {
	for _, p := range paths {
		if _, err := os.Lstat(p); p == "" || p == stdinPath || err == nil {
			continue
		}
		for i := range ds {
			if ds[i].Severity == model.Failure && ds[i].Path == filepath.ToSlash(p) {
				_, err := os.Stat(p)
				ds[i].Message = a.missing(p, err)
			}
		}
	}
}

// missing says why a path cannot be opened, and what may have been meant.
func (a *app) missing(path string, err error) string {
	if !errors.Is(err, fs.ErrNotExist) {
		return reason(err)
	}
	what := "no such file or folder"
	if strings.HasPrefix(path, "www.") {
		return fmt.Sprintf("%s; if it is on the web, did you mean %q?", what, "https://"+path)
	}
	if !strings.ContainsAny(path, `/\.`) {
		if c, err := called(path); err == nil {
			return fmt.Sprintf("%s; did you mean the collection, %q?", what, "kreader --name "+label(c))
		}
		if c := a.commandNear(path); c != "" {
			return fmt.Sprintf("%s; did you mean the command %q?", what, c)
		}
	}
	var names []string
	entries, _ := os.ReadDir(filepath.Dir(path))
	for _, e := range entries[:min(len(entries), 10000)] {
		names = append(names, e.Name())
	}
	if n := near.Word(filepath.Base(filepath.Clean(path)), names); n != "" {
		return fmt.Sprintf("%s; did you mean %q?", what, filepath.Join(filepath.Dir(path), n))
	}
	return what
}

// titleOf names a collection after the folder that it is, or the host that its
// only link leads to, "" when it is neither.
func titleOf(paths []string) string {
	switch {
	case len(paths) == 0:
		return sampleTitle
	case len(paths) > 1 || paths[0] == stdinPath:
		return ""
	case fetch.IsAddress(paths[0]):
		if at, err := fetch.Parse(paths[0]); err == nil {
			return at.Host()
		}
		return ""
	}
	abs, err := filepath.Abs(paths[0])
	if info, err2 := os.Stat(paths[0]); err != nil || err2 != nil || !info.IsDir() {
		return ""
	}
	base := filepath.Base(abs)
	if base == "articles" { // the folder of a story holds them beside other things
		base = filepath.Base(filepath.Dir(abs))
	}
	return source.Line(base)
}

// reason leaves the path out of an error that is said beside the path.
func reason(err error) string {
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		return p.Err.Error()
	}
	return err.Error()
}

// keep returns what of the articles a filter keeps, and counts all in seen.
func (f filter) keep(seen *int) func(*model.Article) bool {
	return func(a *model.Article) bool {
		*seen++
		if !f.from.IsZero() && (a.Published.IsZero() || a.Published.Lo < f.from.Lo) ||
			!f.to.IsZero() && (a.Published.IsZero() || a.Published.Hi > f.to.Hi) {
			return false
		}
		return len(f.outlets) == 0 || slices.ContainsFunc(f.outlets, func(o string) bool { return strings.EqualFold(o, a.Outlet) })
	}
}
