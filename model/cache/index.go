// Package cache keeps on disk what has been worked out of documents, so that
// what was read once is not read again.
//
// It is one SQLite file, index.db, in the user's cache folder. In it are the
// articles of documents with what is known of each by itself, many documents
// to a pack, and an index of their words; what files held when they were last looked at; and what a whole
// collection came to. Documents go by a sum of their bytes and of what else
// decides how they are read, results by their documents, and all by the engine
// that made them (see engine), so that nothing is ever found under the name of
// something else: an index can be missing something, it cannot be wrong.
//
// Nothing here is needed to read. Every fault ends the use of the index, not
// the reading; whoever opened it says in a line what it was ([Index.Fault]).
// A file that is damaged, or none of ours, is set aside as index.db.damaged
// and a new one begun.
package cache

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"time"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"github.com/kreader/kreader/model/codec"
	"github.com/kreader/kreader/model/store"
)

const (
	fileName = "index.db"
	// application is "krdr", which file(1) and others tell our file by.
	application = 0x6b726472
	// version is that of the tables. What the blobs hold goes by the engine.
	version = 3
	// patience is how long another kreader may hold the file, in milliseconds.
	patience = 2000
)

const tables = `
CREATE TABLE pack (id INTEGER PRIMARY KEY AUTOINCREMENT, engine BLOB NOT NULL, used INTEGER NOT NULL, data BLOB NOT NULL);
CREATE TABLE document (key BLOB PRIMARY KEY, pack INTEGER NOT NULL, slot INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX document_pack ON document (pack);
CREATE TABLE ledger (key BLOB UNIQUE NOT NULL, engine BLOB NOT NULL, used INTEGER NOT NULL, data BLOB NOT NULL);
CREATE TABLE result (key BLOB NOT NULL, part INTEGER NOT NULL, ledger BLOB NOT NULL, data BLOB NOT NULL, UNIQUE (key, part));
CREATE INDEX result_ledger ON result (ledger);
CREATE TABLE front (key BLOB PRIMARY KEY, ledger BLOB NOT NULL, data BLOB NOT NULL) WITHOUT ROWID;
CREATE VIRTUAL TABLE word USING fts5(bag, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii');
CREATE TABLE engine (program TEXT PRIMARY KEY, sum BLOB NOT NULL) WITHOUT ROWID;
`

// Index is an open index. Its methods may be called by several goroutines at
// once.
type Index struct {
	db     *sql.DB
	name   string // the file
	engine Key
	began  time.Time // before anything was read

	mu    sync.Mutex
	fault error // why it is used no longer
}

// errForeign is about a file that another program made, errLater about one of a
// later kreader.
var (
	errForeign = errors.New("it is no index of kreader's")
	errLater   = errors.New("it was made by a later kreader")
)

// Open opens the index in the folder dir, which is made when it is not there.
// The error says why there is none.
func Open(dir string) (*Index, error) {
	if dir == "" {
		return nil, errors.New("there is no cache folder: neither HOME nor XDG_CACHE_HOME is set")
	}
	if err := store.Private(dir); err != nil {
		return nil, fmt.Errorf("folder %q: %w", dir, err)
	}
	x := &Index{name: filepath.Join(dir, fileName), began: time.Now()}
	err := x.open()
	if damaged(err) {
		if err = setAside(x.name); err == nil {
			err = x.open()
		}
	}
	if err == nil {
		x.engine, err = x.engineSum()
	}
	if err != nil {
		x.Close()
		return nil, fmt.Errorf("file %q: %w", x.name, reason(err))
	}
	return x, nil
}

// open opens the file and makes the tables of a new one.
func (x *Index) open() (err error) {
	if info, err := os.Lstat(x.name); err == nil && !info.Mode().IsRegular() {
		return errors.New("it is not a regular file")
	} else if errors.Is(err, fs.ErrNotExist) { // the library would let others read it
		f, err := os.OpenFile(x.name, os.O_CREATE|os.O_RDWR, 0o600)
		if err != nil {
			return store.Cause(err)
		}
		f.Close()
	}
	at := url.URL{Scheme: "file", OmitHost: true, Path: filepath.ToSlash(x.name), RawQuery: url.Values{
		"_pragma": {fmt.Sprintf("busy_timeout(%d)", patience), "synchronous(NORMAL)", "cache_size(-4096)", "trusted_schema(0)"},
		"_txlock": {"immediate"},
	}.Encode()}
	if x.db, err = sql.Open("sqlite", at.String()); err != nil {
		return err
	}
	defer func() {
		if err != nil {
			x.db.Close()
		}
	}()
	x.db.SetMaxOpenConns(2) // one reads while another writes
	var app, ver, count int
	if err = x.db.QueryRow("SELECT a.application_id, v.user_version, (SELECT count(*) FROM sqlite_schema) FROM pragma_application_id a, pragma_user_version v").Scan(&app, &ver, &count); err != nil {
		return err
	}
	switch {
	case app == application && ver == version:
		return nil
	case app == application && ver > version:
		return errLater
	case app != application && (app != 0 || ver != 0 || count > 0):
		return errForeign
	}
	return x.create()
}

// create makes a new index of an empty file, or of one with older tables. Of
// two that do it at the same time, one finds it done.
func (x *Index) create() error {
	conn, err := x.db.Conn(context.Background())
	if err != nil {
		return err
	}
	defer conn.Close()
	run := func(statements ...string) error {
		for _, s := range statements {
			if _, err := conn.ExecContext(context.Background(), s); err != nil {
				return err
			}
		}
		return nil
	}
	if err := run("PRAGMA page_size = 8192", "PRAGMA auto_vacuum = INCREMENTAL", "PRAGMA journal_mode = WAL", "BEGIN IMMEDIATE"); err != nil {
		return err
	}
	var ver int
	err = conn.QueryRowContext(context.Background(), "PRAGMA user_version").Scan(&ver)
	if err == nil && ver != version {
		err = run("DROP TABLE IF EXISTS pack", "DROP TABLE IF EXISTS document", "DROP TABLE IF EXISTS ledger",
			"DROP TABLE IF EXISTS result", "DROP TABLE IF EXISTS front", "DROP TABLE IF EXISTS word", "DROP TABLE IF EXISTS engine", tables,
			fmt.Sprintf("PRAGMA application_id = %d", application), fmt.Sprintf("PRAGMA user_version = %d", version))
	}
	if err != nil {
		return errors.Join(err, run("ROLLBACK"))
	}
	return run("COMMIT")
}

// damaged reports an error after which the file is set aside.
func damaged(err error) bool {
	if errors.Is(err, errForeign) || errors.Is(err, codec.ErrDamaged) {
		return true
	}
	switch code(err) {
	case sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_SCHEMA, sqlite3.SQLITE_ERROR: // the last: a table is missing
		return true
	}
	return false
}

// code returns the primary result code of SQLite, 0 for other errors.
func code(err error) int {
	var e *sqlite.Error
	if errors.As(err, &e) {
		return e.Code() & 0xff
	}
	return 0
}

// setAside puts a file that is no use out of the way. One of those is kept: it
// holds nothing that cannot be worked out again.
func setAside(name string) error {
	for _, part := range []string{"-wal", "-shm"} {
		if err := os.Remove(name + part); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return store.Cause(err)
		}
	}
	return store.Cause(os.Rename(name, name+".damaged"))
}

// reason says an error of the library's in words that help.
func reason(err error) error {
	switch code(err) {
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return errors.New("another program holds it")
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM:
		return errors.New("it cannot be written")
	case sqlite3.SQLITE_FULL:
		return errors.New("the disk is full")
	case sqlite3.SQLITE_IOERR:
		return errors.New("the disk fails")
	}
	if damaged(err) {
		return codec.ErrDamaged
	}
	return err
}

// Fault returns why the index is used no longer, nil while it is.
func (x *Index) Fault() error {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.fault
}

// fail notes why the index cannot be used, and returns that. A damaged one is
// set aside, so that the next kreader begins a new one.
func (x *Index) fail(err error) error {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.fault != nil {
		return x.fault
	}
	if damaged(err) {
		x.db.Close()
		if aside := setAside(x.name); aside == nil {
			x.fault = fmt.Errorf("file %q was damaged; it is kept as %q, and a new one begins the next time", x.name, x.name+".damaged")
			return x.fault
		}
	}
	x.fault = fmt.Errorf("file %q: %w", x.name, reason(err))
	return x.fault
}

// Close closes the index.
func (x *Index) Close() {
	if x.db != nil {
		x.db.Close() // what fails now has been said or does not matter: every change is done or not
	}
}

// transaction does a change as a whole or not at all.
func (x *Index) transaction(do func(*sql.Tx) error) error {
	if err := x.Fault(); err != nil {
		return err
	}
	tx, err := x.db.Begin()
	if err != nil {
		return x.fail(err)
	}
	if err = do(tx); err == nil {
		err = tx.Commit()
	}
	if err != nil {
		_ = tx.Rollback()
		return x.fail(err)
	}
	return nil
}

// today is the unit of when something was last used.
func (x *Index) today() int64 { return x.began.Unix() / (24 * 60 * 60) }
