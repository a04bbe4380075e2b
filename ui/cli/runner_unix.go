//go:build unix

package cli

import (
	"errors"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

const hangup = int(syscall.SIGHUP)

// watch turns signals into an orderly end, or a stop, until the returned
// function is called.
func (r *runner) watch() (stop func()) {
	r.signals = make(chan os.Signal, 8)
	signal.Notify(r.signals, append(deadly(), syscall.SIGTSTP, syscall.SIGCONT)...)
	done := make(chan struct{})
	r.spawn(func() {
		for {
			select {
			case <-done:
				return
			case s := <-r.signals:
				switch s {
				case syscall.SIGTSTP:
					r.spawn(func() { r.program.Send(stopAsked{}) })
				case syscall.SIGCONT:
					r.spawn(func() { r.program.Send(continued{}) })
				default:
					r.end(int(s.(syscall.Signal)))
				}
			}
		}
	})
	return func() {
		signal.Stop(r.signals)
		close(done)
	}
}

// deadly returns the signals that end kreader.
func deadly() []os.Signal {
	out := []os.Signal{syscall.SIGTERM, syscall.SIGINT, syscall.SIGQUIT}
	if !signal.Ignored(syscall.SIGHUP) { // nohup
		out = append(out, syscall.SIGHUP)
	}
	return out
}

// onSignal calls end with the number of the first signal that is to end kreader,
// until the returned function is called.
func onSignal(end func(n int)) (stop func()) {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, deadly()...)
	go func() {
		if s, ok := <-signals; ok {
			end(int(s.(syscall.Signal)))
		}
	}()
	return func() {
		signal.Stop(signals)
		close(signals)
	}
}

// jobs reports whether somebody can go on with kreader when it has stopped: a shell
// with job control gives each job a process group of its own.
func jobs() bool {
	sid, err := unix.Getsid(0)
	return err == nil && sid != unix.Getpgrp()
}

// suspend stops the job that kreader belongs to, where no terminal has to be given
// back before.
func suspend() {
	if jobs() {
		_ = syscall.Kill(0, syscall.SIGTSTP)
	}
}

// stop stops the job that kreader belongs to, as the terminal does on Ctrl-Z,
// and returns when it goes on.
func (r *runner) stop() {
	if !jobs() {
		return
	}
	on := make(chan os.Signal, 1)
	signal.Notify(on, syscall.SIGCONT)
	defer signal.Stop(on)
	signal.Reset(syscall.SIGTSTP) // else it comes back to watch
	defer signal.Notify(r.signals, syscall.SIGTSTP)
	_ = syscall.Kill(0, syscall.SIGTSTP)
	// A signal that os/signal has been told of once does not stop a Go program
	// any more, not even after Reset; this one always does.
	_ = syscall.Kill(os.Getpid(), syscall.SIGSTOP)
	select {
	case <-on:
	case <-time.After(time.Second):
	}
}

// lost reports whether an error of reading keys means that the terminal is no
// longer there.
func lost(err error) bool { return errors.Is(err, io.EOF) || errors.Is(err, syscall.EIO) }

func openKeys() (*os.File, error) { return os.Open("/dev/tty") }
