// Package noquery keeps bubbletea v1 from questioning the terminal while the
// program is being initialised.
//
// bubbletea's init asks lipgloss, which asks termenv, for the colour of the
// terminal's background, and waits up to five seconds for a terminal that
// never answers, even for kreader --version. termenv asks nothing when the
// environment variable CI is set (Output.isTTY). So this package sets it, and
// [Restore] puts back what was there, which main does before anything else.
//
// It works because of the order in which Go initialises packages: of those
// whose imports are ready the first by import path (Go 1.21 release notes).
// This one imports only os, which termenv imports as well, and
// github.com/kreader comes before github.com/muesli/termenv; so it is always
// initialised before termenv, and with it before bubbletea.
package noquery

import "os"

const variable = "CI"

var was, wasSet = hide()

func hide() (string, bool) {
	value, set := os.LookupEnv(variable)
	_ = os.Setenv(variable, "1")
	return value, set
}

// Restore gives the environment back as it was.
func Restore() {
	if wasSet {
		_ = os.Setenv(variable, was)
	} else {
		_ = os.Unsetenv(variable)
	}
}
