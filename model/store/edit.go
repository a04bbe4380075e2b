package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Editing is a file that several may change at the same time: other kreaders,
// an editor, git.
type Editing struct {
	Name  string // of the file
	Limit int    // bytes it may have
	Copy  string // where a copy of what was written last is kept; "" for none
}

// Beside returns the file called base in a folder. The copy of it is in the
// store, under a name made of the folder's.
func (s Store) Beside(folder, base string, limit int) Editing {
	e := Editing{Name: filepath.Join(folder, base), Limit: limit}
	if s.dir != "" {
		e.Copy = s.own("copies", folder, base)
	}
	return e
}

// Own returns a file of the store that stands for the one called base beside
// what key names. It has no name in the zero Store.
func (s Store) Own(key, base string, limit int) Editing {
	if s.dir == "" {
		return Editing{}
	}
	return Editing{Name: s.own("collections", key, base), Limit: limit}
}

func (s Store) own(folder, key, base string) string {
	sum := sha256.Sum256([]byte(key))
	return filepath.Join(s.dir, folder, hex.EncodeToString(sum[:8])+"-"+base)
}

// Prepare makes the folder of a file of [Store.Own].
func (s Store) Prepare(e Editing) error {
	if err := Private(s.dir); err != nil {
		return err
	}
	return Private(filepath.Dir(e.Name))
}

// Read returns what is in the file, nothing when it is not there. It reads only
// regular files. The error names the file.
func (e Editing) Read() ([]byte, error) {
	data, err := e.read()
	if err != nil {
		return nil, fmt.Errorf("read %q: %w", e.Name, err)
	}
	return data, nil
}

func (e Editing) read() ([]byte, error) {
	if e.Name == "" {
		return nil, nil
	}
	switch info, err := os.Lstat(e.Name); {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, Cause(err)
	case info.Mode()&fs.ModeSymlink != 0:
		return nil, errors.New("it is a symbolic link, which may lead anywhere: put the file itself there")
	case !info.Mode().IsRegular():
		return nil, errors.New("not a regular file")
	}
	f, err := os.Open(e.Name)
	if err != nil {
		return nil, Cause(err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, int64(e.Limit)+1))
	switch {
	case err != nil:
		return nil, Cause(err)
	case len(data) > e.Limit:
		return nil, fmt.Errorf("it has more than %d MB; kreader writes no such file", e.Limit>>20)
	}
	return data, nil
}

// Change is what [Editing.Edit] is given: the new bytes for the old ones, and
// whether the old ones are to be kept under another name as well, because some
// of them could not be understood.
type Change func(old []byte) (data []byte, keep bool, err error)

const tries = 50 // so many times somebody else may get in between

// Edit changes the file. Whoever reads it meanwhile finds the old bytes or the
// new ones, whatever happens; what others have written is in what change is
// given, for it is called again when they did so in between. Kreaders wait for
// each other. The error names the file, which then has not changed.
func (e Editing) Edit(change Change) error {
	if err := e.edit(change); err != nil {
		return fmt.Errorf("write %q: %w", e.Name, err)
	}
	return nil
}

func (e Editing) edit(change Change) error {
	if e.Name == "" {
		return errors.New("there is no place for it: no home folder is set")
	}
	dir := filepath.Dir(e.Name)
	unlock, err := lock(dir)
	if err != nil {
		return err
	}
	defer unlock()
	for range tries {
		old, err := e.read()
		if err != nil {
			return err
		}
		data, keep, err := change(bytes.Clone(old))
		switch {
		case err != nil:
			return err
		case bytes.Equal(data, old):
			return nil
		case len(data) > e.Limit:
			return fmt.Errorf("it would have more than %d MB", e.Limit>>20)
		}
		if keep {
			if err := keepAs(e.Name, old); err != nil {
				return fmt.Errorf("keep the damaged one: %w", err)
			}
		}
		unchanged := func() bool {
			now, err := e.read()
			return err == nil && bytes.Equal(now, old)
		}
		switch err := replace(e.Name, data, mode(e.Name), unchanged); {
		case errors.Is(err, errOvertaken):
			continue
		case err != nil:
			return err
		}
		if e.Copy != "" && Private(filepath.Dir(e.Copy)) == nil {
			_ = Replace(e.Copy, data) // it is for the worst case; the file itself is written
		}
		return nil
	}
	return errors.New("somebody else writes it all the time; try again")
}

// mode returns the mode that a file has, or what is usual for a new one beside
// files that others may read.
func mode(name string) fs.FileMode {
	if info, err := os.Stat(name); err == nil {
		return info.Mode().Perm()
	}
	if info, err := os.Stat(filepath.Dir(name)); err == nil {
		return info.Mode().Perm() & 0o644
	}
	return 0o600
}

// keepAs writes data to the first free name NAME.damaged-N.
func keepAs(name string, data []byte) error {
	for n := 1; n <= 100; n++ {
		if err := step("create the one that is kept"); err != nil {
			return err
		}
		f, err := os.OpenFile(fmt.Sprintf("%s.damaged-%d", name, n), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return Cause(err)
		}
		err = write(f, data, 0o600)
		if closed := f.Close(); err == nil {
			err = closed
		}
		if err != nil {
			os.Remove(f.Name())
		}
		return Cause(err)
	}
	return errors.New("a hundred damaged ones are kept already")
}

// sweep removes what writers that were killed have left behind in a folder. The
// lock of the folder is held: nobody else is writing.
func sweep(dir string) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), tempPrefix) && strings.HasSuffix(e.Name(), ".tmp") && e.Type().IsRegular() {
			os.Remove(filepath.Join(dir, e.Name()))
		}
	}
}
