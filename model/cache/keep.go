package cache

import (
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/kreader/kreader/model/store"
)

// How long what is not used is kept, in days; and how large the file may grow.
const (
	keepOwn    = 90
	keepOthers = 2 // what other versions of kreader have made
	maxResults = 4 // of one collection: with other filters, or with other files
	maxBytes   = 2 << 30
)

// stale reports whether it must be noted that the run has used something today.
func (r *Run) stale() bool {
	var day int64
	err := r.x.db.QueryRow("SELECT used FROM ledger WHERE key = ?", r.key[:]).Scan(&day)
	return err == nil && day != r.x.today()
}

// touch notes that what the run has used was used today.
func (r *Run) touch(tx *sql.Tx) error {
	day := r.x.today()
	if _, err := tx.Exec("UPDATE ledger SET used = ? WHERE key = ?", day, r.key[:]); err != nil {
		return err
	}
	seen := map[int64]bool{}
	for _, at := range r.places {
		if seen[at.Pack] {
			continue
		}
		seen[at.Pack] = true
		if _, err := tx.Exec("UPDATE pack SET used = ? WHERE id = ? AND used <> ?", day, at.Pack, day); err != nil {
			return err
		}
	}
	return nil
}

// prune removes what is too old, or too much.
func (r *Run) prune(tx *sql.Tx) error {
	day, engine := r.x.today(), r.x.engine[:]
	var pages, size int64
	if err := tx.QueryRow("SELECT p.page_count, s.page_size FROM pragma_page_count p, pragma_page_size s").Scan(&pages, &size); err != nil {
		return err
	}
	own, others := int64(keepOwn), int64(keepOthers)
	if pages*size > maxBytes {
		own, others = 1, 0
	}
	old, args := "SELECT id FROM pack WHERE used < CASE engine WHEN ? THEN ? ELSE ? END", []any{engine, day - own, day - others}
	if err := forgetWords(tx, old, args...); err != nil {
		return err
	}
	for _, s := range []struct {
		do   string
		args []any
	}{
		{"DELETE FROM result WHERE ledger = ?1 AND key NOT IN (SELECT key FROM result WHERE ledger = ?1 AND part = 0 ORDER BY rowid DESC LIMIT ?2)", []any{r.key[:], maxResults}},
		{"DELETE FROM ledger WHERE used < CASE engine WHEN ? THEN ? ELSE ? END", []any{engine, day - own, day - others}},
		{"DELETE FROM result WHERE ledger NOT IN (SELECT key FROM ledger)", nil},
		{"DELETE FROM front WHERE ledger NOT IN (SELECT key FROM ledger)", nil},
		{"DELETE FROM document WHERE pack IN (" + old + ")", args},
		{"DELETE FROM pack WHERE id IN (" + old + ")", args},
		{"PRAGMA incremental_vacuum", nil},
	} {
		if _, err := tx.Exec(s.do, s.args...); err != nil {
			return err
		}
	}
	return nil
}

// Info is what is in an index.
type Info struct {
	Name        string // the file
	Bytes       int64  // on the disk, with what is beside it; 0 when there is none
	Collections int
	Documents   int
}

// Stat says what is in the index in the folder dir, without changing it. What
// cannot be counted is zero, and the error says why.
func Stat(dir string) (Info, error) {
	i := Info{Name: filepath.Join(dir, fileName)}
	for _, name := range parts(i.Name) {
		if f, err := os.Stat(name); err == nil {
			i.Bytes += f.Size()
		}
	}
	if i.Bytes == 0 {
		return i, nil
	}
	x := &Index{name: i.Name}
	defer x.Close()
	err := x.open()
	if err == nil {
		err = x.db.QueryRow("SELECT (SELECT count(*) FROM ledger), (SELECT count(*) FROM document)").Scan(&i.Collections, &i.Documents)
	}
	if err != nil {
		return i, fmt.Errorf("file %q: %w", i.Name, reason(err))
	}
	return i, nil
}

// parts are the files of an index: itself, what SQLite keeps beside it, and one
// that was set aside.
func parts(name string) []string {
	return []string{name, name + "-wal", name + "-shm", name + ".damaged"}
}

// Clear removes the index in the folder dir and returns how many bytes that
// were. A kreader that has it open goes on without it.
func Clear(dir string) (freed int64, err error) {
	for _, name := range parts(filepath.Join(dir, fileName)) {
		info, gone := os.Lstat(name)
		if gone != nil {
			continue
		}
		if e := os.Remove(name); e != nil && !errors.Is(e, fs.ErrNotExist) {
			err = fmt.Errorf("remove %q: %w", name, store.Cause(e))
			continue
		}
		freed += info.Size()
	}
	return freed, err
}
