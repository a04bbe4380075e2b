// Package intake finds the files behind the paths that the user gave and reads
// them. It is where the model touches the disk; everything after it works on
// bytes.
package intake

import (
	"io/fs"
	"os"
	"path/filepath"

	"github.com/kreader/kreader/model/source"
)

// Read reads the documents behind paths.
func Read(paths []string) ([]source.Document, error) {
	var out []source.Document
	for _, p := range paths {
		err := filepath.WalkDir(p, func(f string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() || (f != p && !source.Known(f)) {
				return err
			}
			data, err := os.ReadFile(f)
			rel, _ := filepath.Rel(p, f)
			if rel == "." {
				rel = filepath.Base(f)
			}
			out = append(out, source.Document{Path: filepath.ToSlash(f), Rel: filepath.ToSlash(rel), Data: data})
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}
