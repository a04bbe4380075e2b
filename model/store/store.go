// Package store keeps what kreader remembers of its reader between two
// starts: the collections that were opened, the place in each article, the places that
// have letters, and what was chosen lately.
//
// It is one small file, state.json, in the user's state folder. It is written
// whole, to a temporary file that then takes its place, so that whoever reads
// it finds the old state or the new one, whatever happens in between. A file
// that does not read is set aside as state.json.damaged-N, never overwritten.
// Nothing here is needed to read articles: every error is one that the caller
// reports in a line and then goes on.
package store

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
)

// State is what is remembered.
type State struct {
	Last        Last                `json:"last"`
	Collections []Collection        `json:"collections,omitempty"` // the one opened last first
	Positions   map[string]Position `json:"positions,omitempty"`   // by Article.ID
	Read        map[string][][2]int `json:"read,omitempty"`        // by Article.ID: parts of the text that were read, in bytes, in order
	Named       []Named             `json:"named,omitempty"`       // places with letters, the latest first
	Recent      []string            `json:"recent,omitempty"`      // what was chosen in the palette, the latest first
	Theme       string              `json:"theme,omitempty"`       // the name of the one that was chosen
}

// Last is the collection that was last opened.
type Last struct {
	Paths   []string `json:"paths,omitempty"`   // absolute; empty when none was
	Article string   `json:"article,omitempty"` // Article.ID of the one that was open
}

// Named is a place that the reader has given a letter.
type Named struct {
	Letter   string   `json:"letter"`
	Article  string   `json:"article"` // Article.ID
	Position Position `json:"at"`
}

// Position is a place in an article, which survives that the article is laid
// out anew.
type Position struct {
	Block  int `json:"block"`  // -1: the title
	Offset int `json:"offset"` // bytes into the block's text; -1: the empty row above it
}

// schema is the version of the file. A file of another version was written by
// a later kreader: it is left alone.
const schema = "kreader.state/1"

// limit is how large a state may be. Ours is a few kilobytes; a larger file is
// not ours.
const limit = 16 << 20

// file is how a state stands on disk. The sum is over the bytes of State, so
// that a damaged file never passes for a good one.
type file struct {
	Schema string          `json:"schema"`
	Sum    string          `json:"sum"`
	State  json.RawMessage `json:"state"`
}

// Store is a state folder. The zero Store has none: it loads nothing and
// saves nothing.
type Store struct{ dir string }

// Open returns the store of this user, which is in [Folder] of [States]. Nothing
// is created until the first Save.
func Open() (Store, error) {
	dir, err := Folder(States)
	if err != nil {
		return Store{}, err
	}
	return At(dir), nil
}

// At returns the store in the folder dir.
func At(dir string) Store { return Store{dir} }

// Path returns the file of the state, "" for the zero Store.
func (s Store) Path() string {
	if s.dir == "" {
		return ""
	}
	return filepath.Join(s.dir, "state.json")
}

var (
	errDamaged = errors.New("damaged")
	errForeign = errors.New("written by a later version of kreader")
)

// Load returns the state, the zero State when there is none. When the file was
// damaged, it has been set aside and the error says where.
func (s Store) Load() (State, error) {
	if s.dir == "" {
		return State{}, nil
	}
	st, err := read(s.Path())
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return State{}, nil
	case errors.Is(err, errDamaged):
		kept, err := setAside(s.Path())
		if err != nil {
			return State{}, fmt.Errorf("saved state %q is damaged: %w", s.Path(), err)
		}
		return State{}, fmt.Errorf("saved state was damaged; it is kept as %q", kept)
	case err != nil:
		return State{}, fmt.Errorf("read saved state %q: %w", s.Path(), err)
	}
	return st, nil
}

func read(name string) (State, error) {
	f, err := os.Open(name)
	if err != nil {
		return State{}, Cause(err)
	}
	defer f.Close()
	if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() {
		return State{}, errors.New("not a regular file")
	}
	data, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err != nil {
		return State{}, Cause(err)
	}
	return decode(data)
}

func decode(data []byte) (State, error) {
	var v file
	if len(data) > limit || json.Unmarshal(data, &v) != nil {
		return State{}, errDamaged
	}
	if v.Schema != schema {
		// A flipped bit must not pass for a later version.
		if n, ok := strings.CutPrefix(v.Schema, "kreader.state/"); ok && v.Sum == sum(v.Schema, v.State) {
			if k, err := strconv.Atoi(n); err == nil && k > 1 {
				return State{}, errForeign
			}
		}
		return State{}, errDamaged
	}
	var st State
	if v.Sum != sum(v.Schema, v.State) || json.Unmarshal(v.State, &st) != nil {
		return State{}, errDamaged
	}
	return st, nil
}

func encode(st State) ([]byte, error) {
	raw, err := json.Marshal(st)
	if err != nil {
		return nil, err
	}
	data, err := json.Marshal(file{Schema: schema, Sum: sum(schema, raw), State: raw})
	return append(data, '\n'), err
}

func sum(schema string, state []byte) string {
	h := crc32.NewIEEE()
	io.WriteString(h, schema)
	h.Write(state)
	return fmt.Sprintf("%08x", h.Sum32())
}

// setAside renames a file to the first free name NAME.damaged-N.
func setAside(name string) (string, error) {
	for n := 1; n <= 100; n++ {
		kept := fmt.Sprintf("%s.damaged-%d", name, n)
		if _, err := os.Lstat(kept); errors.Is(err, fs.ErrNotExist) {
			return kept, Cause(os.Rename(name, kept))
		}
	}
	return "", errors.New("a hundred damaged ones are kept already")
}

// Update loads the state, calls change on it, and saves it. Loading first
// keeps what another kreader has saved in the meantime.
func (s Store) Update(change func(*State)) error {
	if s.dir == "" {
		return nil
	}
	st, err := read(s.Path())
	switch {
	case err == nil, errors.Is(err, fs.ErrNotExist):
	case errors.Is(err, errDamaged):
		if _, err := setAside(s.Path()); err != nil {
			return s.unsaved(err)
		}
	default:
		return s.unsaved(err)
	}
	change(&st)
	if err := s.save(st); err != nil {
		return s.unsaved(err)
	}
	return nil
}

func (s Store) unsaved(err error) error {
	return fmt.Errorf("save state in %q: %w", s.dir, err)
}

func (s Store) save(st State) error {
	data, err := encode(st)
	if err != nil {
		return err
	}
	if err := s.secure(); err != nil {
		return err
	}
	return Replace(s.Path(), data)
}

// Private makes the folder dir, for the user alone, and refuses one that would
// let somebody else decide what is written where. The error does not name it.
func Private(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return Cause(err)
	}
	info, err := os.Lstat(dir)
	switch {
	case err != nil:
		return Cause(err)
	case info.Mode()&fs.ModeSymlink != 0:
		return errors.New("the folder is a symbolic link")
	case !info.IsDir():
		return errors.New("not a folder")
	case runtime.GOOS != "windows" && info.Mode().Perm()&0o022 != 0:
		return errors.New("others may write in this folder")
	}
	return nil
}

// secure makes the folder and checks what is in the place of the file.
func (s Store) secure() error {
	if err := Private(s.dir); err != nil {
		return err
	}
	switch info, err := os.Lstat(s.Path()); {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return Cause(err)
	case info.Mode()&fs.ModeSymlink != 0:
		return errors.New("state.json is a symbolic link")
	case !info.Mode().IsRegular():
		return errors.New("state.json is not a regular file")
	}
	return nil
}

// tempPrefix is how the names of files begin that are to take the place of
// others.
const tempPrefix = ".kreader-"

// Replace writes data to a new file beside name, makes it durable, and gives
// it that name: a temporary file of mode 0600 in the same folder, fsync,
// rename, fsync of the folder. The error does not name it.
func Replace(name string, data []byte) error { return replace(name, data, 0o600, nil) }

var errOvertaken = errors.New("somebody else has changed it")

// replace is Replace with a mode, and with a last look before the rename: when
// still says no, nothing changes and the error is errOvertaken.
func replace(name string, data []byte, mode fs.FileMode, still func() bool) (err error) {
	dir := filepath.Dir(name)
	if err := step("create"); err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, tempPrefix+"*.tmp") // 0600
	if err != nil {
		return Cause(err)
	}
	defer func() {
		if err != nil {
			os.Remove(f.Name())
		}
	}()
	err = write(f, data, mode)
	if closed := f.Close(); err == nil {
		err = cmp.Or(step("close"), closed)
	}
	if err != nil {
		return Cause(err)
	}
	if still != nil && !still() {
		return errOvertaken
	}
	if err := step("rename"); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), name); err != nil {
		return Cause(err)
	}
	if step("sync the folder") != nil {
		return nil
	}
	if d, err := os.Open(dir); err == nil { // some systems cannot sync a folder; the file is then in place all the same
		_ = d.Sync()
		_ = d.Close()
	}
	return nil
}

// write puts data into a new file and waits until the disk has it.
func write(f *os.File, data []byte, mode fs.FileMode) error {
	half := len(data) / 2 // tests stop between the halves, as a disk does that is full
	for _, part := range [][]byte{data[:half], data[half:]} {
		if err := step("write"); err != nil {
			return err
		}
		if _, err := f.Write(part); err != nil {
			return err
		}
	}
	if mode != 0o600 {
		if err := cmp.Or(step("change the mode"), f.Chmod(mode)); err != nil {
			return err
		}
	}
	return cmp.Or(step("sync"), f.Sync())
}

// step is asked before everything that is done to the disk; tests fail there, or
// end the process.
var step = func(string) error { return nil }

// Cause leaves the path out of an error, which the caller names itself.
func Cause(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	var l *os.LinkError
	if errors.As(err, &l) {
		return l.Err
	}
	return err
}
