//go:build !darwin && !dragonfly && !freebsd && !linux && !netbsd && !openbsd

package store

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

const (
	lockTries = 500
	lockPause = 20 * time.Millisecond
	lockStale = 5 * time.Second // a change takes milliseconds: whoever had it is gone
)

// lock waits until no other kreader writes in a folder.
func lock(dir string) (unlock func(), err error) {
	name := filepath.Join(dir, ".kreader.lock")
	for range lockTries {
		f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		if err == nil {
			_ = f.Close()
			return func() { _ = os.Remove(name) }, nil
		}
		if !errors.Is(err, fs.ErrExist) && !errors.Is(err, fs.ErrPermission) {
			return nil, Cause(err)
		}
		if info, err := os.Stat(name); err == nil && time.Since(info.ModTime()) > lockStale {
			_ = os.Remove(name)
		}
		time.Sleep(lockPause)
	}
	return nil, errors.New("another kreader holds the folder; close it, or remove .kreader.lock")
}
