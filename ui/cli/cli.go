// Package cli is the kreader command: flags, subcommands and exit codes.
package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"os"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/edtf"
	"github.com/kreader/kreader/model/intake"
	"github.com/kreader/kreader/model/lang"
	"github.com/kreader/kreader/model/pipeline"
	"github.com/kreader/kreader/model/timex"
)

// Main runs the command and returns its exit status.
func Main(args []string) int {
	var paths []string
	var from, to, pub string
	for i := 1; i < len(args); i++ {
		switch args[i] {
		case "--format":
			i++
		case "--published":
			i++
			pub = args[i]
		case "--published-from":
			i++
			from = args[i]
		case "--published-to":
			i++
			to = args[i]
		default:
			paths = append(paths, args[i])
		}
	}
	enc := json.NewEncoder(os.Stdout)
	enc.SetEscapeHTML(false)
	if len(args) == 0 {
		return 2
	}
	switch args[0] {
	case "dates":
		b, _ := os.ReadFile(paths[0])
		v, _ := edtf.Parse(pub)
		for _, t := range timex.Tag(string(b), timex.Context{Lang: lang.For("en"), Anchor: v}) {
			_ = enc.Encode(map[string]any{"start": t.Span.Start, "end": t.Span.End, "text": t.Span.Of(string(b)), "type": t.Type, "value": t.Value, "edtf": t.When.String(), "why": t.Why})
		}
	case "timeline":
		docs, err := intake.Read(paths)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		lo, _ := edtf.Parse(from)
		hi, _ := edtf.Parse(to)
		c, _ := pipeline.Build(context.Background(), docs, pipeline.Options{Keep: func(a *model.Article) bool {
			return (lo.IsZero() || !a.Published.IsZero() && a.Published.Lo >= lo.Lo) && (hi.IsZero() || !a.Published.IsZero() && a.Published.Hi <= hi.Hi)
		}})
		var as, es []any
		for _, a := range c.Articles {
			as = append(as, map[string]any{"id": a.ID, "path": a.Path, "outlet": a.Outlet, "title": a.Title, "published": a.Published.String(), "published_from": a.PublishedFrom})
		}
		for _, e := range c.Events {
			var ps []any
			for _, p := range e.Passages {
				a := c.Articles[p.Article]
				st := a.Blocks[p.Block].Span.Start
				ps = append(ps, map[string]any{"article": a.ID, "block": p.Block, "start": p.Span.Start - st, "end": p.Span.End - st, "text": p.Span.Of(a.Text), "says": p.Says, "why": p.Why})
			}
			es = append(es, map[string]any{"id": e.ID, "date": e.When.String(), "title": e.Title, "importance": e.Importance, "passages": ps})
		}
		_ = enc.Encode(map[string]any{"schema": "kreader.timeline/1", "articles": as, "events": es})
	}
	return 0
}
