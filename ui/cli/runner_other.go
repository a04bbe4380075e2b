//go:build !unix

package cli

import (
	"errors"
	"os"
	"os/signal"
)

const hangup = 1

// watch ends the program in order when it is interrupted, until the returned
// function is called.
func (r *runner) watch() (stop func()) {
	r.signals = make(chan os.Signal, 1)
	signal.Notify(r.signals, os.Interrupt)
	done := make(chan struct{})
	r.spawn(func() {
		select {
		case <-done:
		case <-r.signals:
			r.end(2)
		}
	})
	return func() {
		signal.Stop(r.signals)
		close(done)
	}
}

// stop does nothing: there are no jobs here.
func (r *runner) stop() {}

func openKeys() (*os.File, error) { return nil, errors.New("no other terminal") }
