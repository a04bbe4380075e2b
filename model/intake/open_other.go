//go:build !unix

package intake

import (
	"io/fs"
	"os"
	"path/filepath"
)

func open(path string) (*os.File, error) { return os.Open(path) }

// identity names a file by its absolute path.
func identity(path string, _ fs.FileInfo) string {
	if abs, err := filepath.Abs(path); err == nil {
		return abs
	}
	return path
}
