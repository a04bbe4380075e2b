//go:build unix

package intake

import (
	"io/fs"
	"os"
	"strconv"
	"syscall"
)

// open opens a file for reading without ever waiting: a pipe that took the
// place of a file since it was found must not block.
func open(path string) (*os.File, error) {
	return os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
}

// identity names a file by its place on the disk, the same for all its hard
// links.
func identity(path string, info fs.FileInfo) string {
	if s, ok := info.Sys().(*syscall.Stat_t); ok {
		return strconv.FormatUint(uint64(s.Dev), 36) + ":" + strconv.FormatUint(uint64(s.Ino), 36)
	}
	return path
}
