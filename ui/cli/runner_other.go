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

// onSignal calls end when kreader is interrupted, until the returned function is
// called.
func onSignal(end func(n int)) (stop func()) {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt)
	go func() {
		if _, ok := <-signals; ok {
			end(2)
		}
	}()
	return func() {
		signal.Stop(signals)
		close(signals)
	}
}

// suspend does nothing, as stop.
func suspend() {}

// stop does nothing: there are no jobs here.
func (r *runner) stop() {}

func openKeys() (*os.File, error) { return nil, errors.New("no other terminal") }
