//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package store

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// lock waits until no other kreader writes in a folder. The lock is on the
// folder itself, so that nothing is left in it, and ends with the process.
func lock(dir string) (unlock func(), err error) {
	d, err := os.Open(dir)
	if err != nil {
		return nil, Cause(err)
	}
	for {
		err = unix.Flock(int(d.Fd()), unix.LOCK_EX)
		if !errors.Is(err, unix.EINTR) {
			break
		}
	}
	if err == nil {
		sweep(dir)
	} // else some network's: what was read is compared before it is replaced all the same
	return func() { _ = d.Close() }, nil
}
