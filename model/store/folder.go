package store

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
)

// Kind is what a folder of the user's is for.
type Kind uint8

// The kinds of folder.
const (
	Config Kind = iota
	States
	Caches
)

// kinds says where they are: what names the folder, what does on Windows, and
// where it is in the home folder by default.
var kinds = [...]struct{ variable, windows, home string }{
	Config: {"XDG_CONFIG_HOME", "APPDATA", ".config"},
	States: {"XDG_STATE_HOME", "LOCALAPPDATA", filepath.Join(".local", "state")},
	Caches: {"XDG_CACHE_HOME", "LOCALAPPDATA", ".cache"},
}

// Folder returns kreader's folder of a kind, such as ~/.config/kreader (XDG Base
// Directory Specification 0.8). It need not exist; the error is that there is no
// home folder.
func Folder(k Kind) (string, error) {
	base := os.Getenv(kinds[k].variable)
	if !filepath.IsAbs(base) { // the specification: a relative path is ignored
		base = ""
	}
	if base == "" && runtime.GOOS == "windows" {
		base = os.Getenv(kinds[k].windows)
	}
	if base == "" {
		home, err := os.UserHomeDir()
		if err != nil || !filepath.IsAbs(home) {
			return "", errors.New("no home folder is set")
		}
		base = filepath.Join(home, kinds[k].home)
	}
	return filepath.Join(base, "kreader"), nil
}
