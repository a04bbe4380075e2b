package cli

import (
	"context"
	"os"

	"github.com/kreader/kreader/model/edtf"
	"github.com/kreader/kreader/model/export"
	"github.com/kreader/kreader/model/fetch"
	"github.com/kreader/kreader/model/intake"
	"github.com/kreader/kreader/model/lang"
	"github.com/kreader/kreader/model/pipeline"
	"github.com/kreader/kreader/model/timex"
	"github.com/kreader/kreader/ui"
)

// timeline prints the timeline of the articles of a request.
func (a *app) timeline(ctx context.Context, out export.Format, r request) error {
	w, end := a.progress()
	c, err := a.decode(ctx, r, w)
	all := c
	if err == nil {
		all, err = r.saved.analyse(ctx, r, c, r.notebook().set(), w.stages)
	}
	end()
	if err == nil {
		c = all
	}
	a.tell(c, true)
	if err == nil {
		err = out.Write(a.stdout, all)
	}
	a.sayFault(r.saved.close(ui.Memory{}))
	return err
}

// article prints the article in a file or behind a link.
func (a *app) article(ctx context.Context, out export.ArticleFormat, path string, r request) error {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return usage("give it a file", "%q is a folder", path)
	}
	r.paths = []string{path}
	w, end := a.progress()
	c, err := a.decode(ctx, r, w)
	end()
	a.tell(c, true)
	if err != nil {
		return err
	}
	if n := len(c.Articles); n > 1 {
		a.say("%q holds %d articles; this is the first", path, n)
	}
	return out.Write(a.stdout, &pipeline.Corrected(c, r.notebook().set()).Articles[0])
}

// dates prints the temporal expressions of a text in a language.
func (a *app) dates(ctx context.Context, out export.DatesFormat, path string, l *lang.Language, published edtf.Value) error {
	if fetch.IsAddress(path) {
		return usage(`pipe what "kreader article --format text" makes of a link into "kreader dates -"`, "%q reads files", "kreader dates")
	}
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return usage("give it a file", "%q is a folder", path)
	}
	docs, ds, err := intake.Documents(ctx, []string{path}, intake.Options{Stdin: a.stdin})
	switch {
	case err != nil:
		return err
	case len(docs) == 0:
		a.explain([]string{path}, ds)
		return failed("", "open %q: %s", path, plain(ds[0].Message))
	}
	text := string(docs[0].Data)
	tx := timex.Tag(text, timex.Context{Lang: l, Anchor: published})
	return out.Write(a.stdout, text, tx)
}
