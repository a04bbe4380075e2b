package cli

import (
	"fmt"
	"time"

	"github.com/kreader/kreader/model/pipeline"
)

// patience is how long a run goes on before it says how far it is. A shorter
// run would only flicker.
const patience = 500 * time.Millisecond

// progress returns what tells on stderr how far a run is, and what takes it
// away at the end. It tells nothing when stderr is not a terminal that can.
func (a *app) progress() (watch, func()) {
	if !isTerminal(a.stderr) || dumb() {
		return watch{}, func() {}
	}
	start, last, shown := time.Now(), time.Time{}, false
	fetching := func(host string, done, total int, _ func()) { // waiting for others is worth a word at once
		shown = true
		fmt.Fprintf(a.stderr, "\r\x1b[K%s …", fetchStage(host))
		if total > 1 {
			fmt.Fprintf(a.stderr, " %d of %d", done, total)
		}
	}
	tell := func(s pipeline.Stage, done, total int) {
		now := time.Now()
		if now.Sub(start) < patience || now.Sub(last) < patience/5 {
			return
		}
		last, shown = now, true
		if s == pipeline.Joining {
			fmt.Fprintf(a.stderr, "\r\x1b[K%s %d %%", s, done)
			return
		}
		fmt.Fprintf(a.stderr, "\r\x1b[K%s %d of %d", s, done, total)
	}
	return watch{stages: tell, fetching: fetching}, func() {
		if shown {
			fmt.Fprint(a.stderr, "\r\x1b[K")
		}
	}
}
