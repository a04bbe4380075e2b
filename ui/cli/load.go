package cli

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/intake"
	"github.com/kreader/kreader/model/pipeline"
	"github.com/kreader/kreader/model/source"
)

// stdinPath is the argument that stands for standard input.
const stdinPath = "-"

// input is what was read before any of it is understood.
type input struct {
	docs        []source.Document
	diagnostics []model.Diagnostic
	title       string
	paths       []string // absolute, for the next time; nil for what cannot be opened again
}

// sampleTitle is the story that the sample tells.
const sampleTitle = "Mustafa al-Kadhimi"

// readSample returns the articles that ship with kreader.
func (a *app) readSample() (*input, error) {
	if a.program.Sample == nil {
		return nil, failed("", "this build has no sample")
	}
	in := &input{title: sampleTitle}
	err := fs.WalkDir(a.program.Sample, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !source.Known(name) {
			return err
		}
		data, err := fs.ReadFile(a.program.Sample, name)
		in.docs = append(in.docs, source.Document{Path: "sample/" + name, Rel: name, Data: data})
		return err
	})
	return in, err
}

// read returns what is behind the paths that the user gave.
func (a *app) read(ctx context.Context, paths []string) (*input, error) {
	in := &input{title: titleOf(paths)}
	for _, p := range paths {
		if p == stdinPath {
			data, err := io.ReadAll(a.stdin)
			if err != nil {
				return nil, failed("", "read stdin: %v", err)
			}
			in.docs = append(in.docs, source.Document{Path: "-", Rel: "-", Data: data})
			continue
		}
		if _, err := os.Stat(p); err != nil {
			in.diagnostics = append(in.diagnostics, model.Diagnostic{Path: p, Article: -1, Stage: "intake", Severity: model.Failure, Message: a.missing(p, err)})
			continue
		}
		docs, err := intake.Read([]string{p})
		if err != nil {
			in.diagnostics = append(in.diagnostics, model.Diagnostic{Path: p, Article: -1, Stage: "intake", Severity: model.Failure, Message: err.Error()})
		}
		in.docs = append(in.docs, docs...)
	}
	if !slices.Contains(paths, stdinPath) {
		for _, p := range paths {
			if abs, err := filepath.Abs(p); err == nil {
				in.paths = append(in.paths, abs)
			}
		}
	}
	return in, ctx.Err()
}

// missing says why a path cannot be opened, and what may have been meant.
func (a *app) missing(path string, err error) string {
	if strings.HasPrefix(path, "http://") || strings.HasPrefix(path, "https://") {
		return "kreader does not fetch pages yet; save the page and open the file"
	}
	if !os.IsNotExist(err) {
		return reason(err)
	}
	what := "no such file or folder"
	if !strings.ContainsAny(path, `/\.`) {
		if c := a.commandNear(path); c != "" {
			return fmt.Sprintf("%s; did you mean the command %q?", what, c)
		}
	}
	var names []string
	entries, _ := os.ReadDir(filepath.Dir(path))
	for _, e := range entries[:min(len(entries), 10000)] {
		names = append(names, e.Name())
	}
	if n := closest(filepath.Base(filepath.Clean(path)), names); n != "" {
		return fmt.Sprintf("%s; did you mean %q?", what, filepath.Join(filepath.Dir(path), n))
	}
	return what
}

// titleOf names a collection after the folder that it is, "" when it is not
// one folder.
func titleOf(paths []string) string {
	if len(paths) != 1 || paths[0] == stdinPath {
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
	return plain(base)
}

// reason leaves the path out of an error that is said beside the path.
func reason(err error) string {
	if p, ok := err.(*fs.PathError); ok {
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

// decode turns what was read into articles. It says which inputs could not be
// read, and fails when nothing is left.
func (a *app) decode(ctx context.Context, in *input, f filter, progress pipeline.Progress) (*model.Collection, error) {
	seen := 0
	c, err := pipeline.Decode(ctx, in.docs, pipeline.Options{Title: in.title, Keep: f.keep(&seen), Progress: progress})
	if err != nil {
		return nil, err
	}
	c.Diagnostics = append(slices.Clone(in.diagnostics), c.Diagnostics...)
	for _, d := range c.Diagnostics {
		if d.Severity == model.Failure {
			a.status = exitPartial
			a.say("open %q: %s", d.Path, plain(d.Message))
		}
	}
	switch {
	case len(c.Articles) > 0:
		return c, nil
	case seen > 0:
		return nil, failed("try a wider range or another outlet", "none of the %d articles passes --published-from, --published-to and --outlet", seen)
	case a.status == exitPartial:
		return nil, &failure{status: exitFailed} // each reason has been said
	}
	return nil, failed("kreader reads .md and .txt", "no articles found")
}
