package cli

import (
	"context"
	"os"
	"runtime"

	"github.com/mattn/go-isatty"
	"github.com/spf13/cobra"

	"github.com/kreader/kreader/model/export"
	"github.com/kreader/kreader/model/store"
)

const windows = runtime.GOOS == "windows"

var themes = []string{"auto", "dark", "light"}

// screenOptions are the flags of the reader.
type screenOptions struct {
	filter filter
	theme  string
	sample bool
}

func isTerminal(f *os.File) bool { return isatty.IsTerminal(f.Fd()) }

// open opens the reader, or prints the timeline where no screen can be had.
func (a *app) open(c *cobra.Command, paths []string, o *screenOptions) error {
	if _, err := choose("theme", o.theme, themes, func(s string) string { return s }); err != nil {
		return err
	}
	in, err := a.readOrResume(c.Context(), paths, o.sample)
	if err != nil {
		return err
	}
	switch {
	case !isTerminal(a.stdout):
		text, _ := export.Lookup("text")
		return a.printTimeline(c.Context(), text, in, o.filter)
	default:
		a.say("this terminal cannot show the reader; here is the timeline as text")
		text, _ := export.Lookup("text")
		return a.printTimeline(c.Context(), text, in, o.filter)
	}
}

// readOrResume reads paths; without any, what was read last, or the sample.
func (a *app) readOrResume(ctx context.Context, paths []string, sample bool) (*input, error) {
	if sample || len(paths) > 0 {
		return a.readSampleOr(ctx, sample, paths)
	}
	s, err := store.Open()
	if err != nil {
		return a.readSample()
	}
	state, err := s.Load()
	if err != nil {
		a.say("%v", err)
	}
	var there []string
	for _, p := range state.Last.Paths {
		if _, err := os.Stat(p); err == nil {
			there = append(there, p)
		}
	}
	if len(there) == 0 {
		if n := len(state.Last.Paths); n > 0 {
			a.say("what was read last, %q, is gone; here is the sample", state.Last.Paths[0])
		}
		return a.readSample()
	}
	return a.read(ctx, there)
}
