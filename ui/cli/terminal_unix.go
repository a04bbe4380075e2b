//go:build unix

package cli

import (
	"io"
	"os"
	"time"

	"golang.org/x/sys/unix"
)

const canAsk = true

// readable reports whether f has something to read within d.
func readable(f *os.File, d time.Duration) bool {
	for end := time.Now().Add(d); ; {
		var set unix.FdSet
		set.Zero()
		set.Set(int(f.Fd()))
		left := unix.NsecToTimeval(max(0, time.Until(end)).Nanoseconds())
		n, err := unix.Select(int(f.Fd())+1, &set, nil, nil, &left) // poll does not know terminals on macOS
		if err == unix.EINTR {
			continue
		}
		return err == nil && n > 0
	}
}

// input returns where the program reads keys: the terminal, without what it
// answers to questions. gone is called when the terminal is no longer there.
func (t *terminal) input(gone func()) io.Reader {
	return &keyboard{File: t.keys, replies: &t.replies, gone: gone}
}

// keyboard is a file, so that bubbletea knows it for a terminal and can stop
// waiting for it.
type keyboard struct {
	*os.File
	replies *replies
	held    []byte // taken, but there was no room for it
	gone    func()
}

// Read implements [io.Reader].
func (k *keyboard) Read(p []byte) (int, error) {
	if len(k.held) == 0 {
		n, err := k.File.Read(p)
		if err != nil {
			if lost(err) {
				k.gone()
			}
			return n, err
		}
		if !k.replies.waiting() {
			return n, nil
		}
		k.held = k.replies.take(p[:n])
		if k.replies.unsure() && !readable(k.File, escapeGap) {
			k.held = append(k.held, k.replies.release()...)
		}
	}
	n := copy(p, k.held)
	k.held = k.held[n:]
	return n, nil
}
