// Package early is initialised before bubbletea and glamour are, to keep two
// things out of the start of the program.
//
// bubbletea's init asks lipgloss, which asks termenv, for the colour of the
// terminal's background, and waits up to five seconds for a terminal that
// never answers, even for kreader --version. termenv asks nothing when the
// environment variable CI is set (Output.isTTY).
//
// The init functions of glamour's own imports (chroma's lexers and styles,
// bluemonday) fill a few megabytes, over which the garbage collector runs
// twice to find nothing: a fifth of the time before main.
//
// So this package sets CI and holds the collector back. [Over] puts back what
// was there; main calls it before anything else.
//
// It works because of the order in which Go initialises packages: of those
// whose imports are ready the first by import path (release notes of Go 1.21).
// This one imports only os and runtime/debug, which termenv imports as well,
// and github.com/kreader comes before github.com/muesli/termenv; so it is
// always initialised before termenv, and with it before bubbletea.
package early

import (
	"os"
	"runtime/debug"
)

const variable = "CI"

type state struct {
	value     string
	set       bool
	gcPercent int
}

var before = begin()

func begin() state {
	value, set := os.LookupEnv(variable)
	_ = os.Setenv(variable, "1")
	return state{value, set, debug.SetGCPercent(-1)}
}

// Over gives environment and collector back as they were.
func Over() {
	debug.SetGCPercent(before.gcPercent)
	if before.set {
		_ = os.Setenv(variable, before.value)
	} else {
		_ = os.Unsetenv(variable)
	}
}
