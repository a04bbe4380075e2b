//go:build !unix

package cli

import (
	"io"
	"os"
	"time"
)

// canAsk is false: reading an answer would take it from the console's own
// events, which bubbletea reads.
const canAsk = false

func readable(*os.File, time.Duration) bool { return false }

// input leaves the choice to bubbletea, which reads the console's events.
func (t *terminal) input(func()) io.Reader { return nil }
