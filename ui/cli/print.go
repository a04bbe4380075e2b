package cli

import (
	"context"
	"io"
	"os"

	"github.com/kreader/kreader/model/edtf"
	"github.com/kreader/kreader/model/export"
	"github.com/kreader/kreader/model/lang"
	"github.com/kreader/kreader/model/pipeline"
	"github.com/kreader/kreader/model/timex"
)

// timeline prints the timeline of the articles of a request.
func (a *app) timeline(ctx context.Context, out export.Format, r request) error {
	progress, end := a.progress()
	c, err := a.decode(ctx, r, progress)
	all := c
	if err == nil {
		all, err = pipeline.Analyse(ctx, c, pipeline.Options{Progress: progress})
	}
	end()
	a.tell(c, true)
	if err != nil {
		return err
	}
	return out.Write(a.stdout, all)
}

// article prints the article in a file.
func (a *app) article(ctx context.Context, out export.ArticleFormat, path, url string) error {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return usage("give it a file", "%q is a folder", path)
	}
	c, err := a.decode(ctx, request{paths: []string{path}, url: url}, nil)
	a.tell(c, true)
	if err != nil {
		return err
	}
	if n := len(c.Articles); n > 1 {
		a.say("%q holds %d articles; this is the first", path, n)
	}
	return out.Write(a.stdout, &c.Articles[0])
}

// dates prints the temporal expressions of a text.
func (a *app) dates(out export.DatesFormat, path string, published edtf.Value) error {
	var (
		data []byte
		err  error
	)
	if path == stdinPath {
		data, err = io.ReadAll(a.stdin)
	} else {
		data, err = os.ReadFile(path)
	}
	if err != nil {
		return failed("", "open %q: %s", path, a.missing(path, err))
	}
	text := string(data)
	tx := timex.Tag(text, timex.Context{Lang: lang.For("en"), Anchor: published})
	return out.Write(a.stdout, text, tx)
}
