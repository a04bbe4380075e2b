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

// timeline prints the timeline of paths.
func (a *app) timeline(ctx context.Context, out export.Format, paths []string, sample bool, f filter) error {
	in, err := a.readSampleOr(ctx, sample, paths)
	if err != nil {
		return err
	}
	return a.printTimeline(ctx, out, in, f)
}

func (a *app) readSampleOr(ctx context.Context, sample bool, paths []string) (*input, error) {
	if sample {
		return a.readSample()
	}
	return a.read(ctx, paths)
}

func (a *app) printTimeline(ctx context.Context, out export.Format, in *input, f filter) error {
	progress, end := a.progress()
	c, err := a.decode(ctx, in, f, progress)
	if err == nil {
		c, err = pipeline.Analyse(ctx, c, pipeline.Options{Progress: progress})
	}
	end()
	if err != nil {
		return err
	}
	return out.Write(a.stdout, c)
}

// article prints the article in a file.
func (a *app) article(ctx context.Context, out export.ArticleFormat, path, url string) error {
	in, err := a.read(ctx, []string{path})
	if err != nil {
		return err
	}
	if len(in.docs) > 1 {
		return usage("give it one file", "%q is a folder", path)
	}
	for i := range in.docs {
		in.docs[i].URL = url
	}
	c, err := a.decode(ctx, in, filter{}, nil)
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
