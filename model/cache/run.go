package cache

import (
	"cmp"
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/kreader/kreader/model/codec"
	"github.com/kreader/kreader/model/pipeline"
	"github.com/kreader/kreader/model/source"
)

// Run is the use of an index for one collection: an intake.Ledger, and, once it
// is prepared, a pipeline.Known.
type Run struct {
	x    *Index
	key  Key   // of the ledger
	args []arg // what the collection is
	// folder is the one that names are read against, "" when it is not known.
	folder string
	began  time.Time // before anything was read

	before earlier // what was there the last time

	order []Key             // of the documents, as they came
	paths []string          // of the documents
	docs  []source.Document // themselves, without Data

	mu     sync.Mutex
	then   map[string]file // by absolute path: what the files held the last time
	now    map[string]file // the same of this time
	known  map[Key]*entry
	places map[Key]place
	fresh  []entry // documents that are not yet in a pack
	bytes  int     // of their texts
}

// file is what a file held when it was read.
type file struct {
	Stamp stamp
	Sum   source.Sum
	Sure  bool // the stamp tells whether it still holds that
	Key   Key  // of the document that it was read as; it goes by the name in the collection as well
	Place place
}

// place is where a document is.
type place struct{ Pack, Slot int64 }

// entry is a document as it is kept: what it was read as, and from which path.
// Paths of another time are put right when it is used.
type entry struct {
	Key     Key
	Path    string
	Content pipeline.Content
}

// ledger is what a Run keeps: of files, by their absolute paths, and of the
// documents that they were.
type ledger struct {
	Paths []string
	Files []file
	Last  earlier
}

// Run begins a run over what is behind paths. It knows what the files there
// held the last time.
func (x *Index) Run(paths []string) *Run {
	r := &Run{
		x: x, args: argsOf(paths), began: x.began,
		then: map[string]file{}, now: map[string]file{}, known: map[Key]*entry{}, places: map[Key]place{},
	}
	r.key = x.collection(r.args)
	r.folder, _ = os.Getwd()
	var (
		blob []byte
		l    ledger
	)
	err := x.db.QueryRow("SELECT data FROM ledger WHERE key = ?", r.key[:]).Scan(&blob)
	if err == nil {
		err = codec.Decode(blob, &l)
	}
	switch {
	case errors.Is(err, sql.ErrNoRows):
	case err != nil:
		x.fail(err)
	default:
		for i, p := range l.Paths {
			r.then[p] = l.Files[i]
		}
		r.before = l.Last
	}
	return r
}

// Again makes the run ready for another look at the files: what it has found
// now is what was there before. Nothing of the run may be under way.
func (r *Run) Again() {
	r.began = time.Now()
	r.mu.Lock()
	defer r.mu.Unlock()
	r.then, r.now = r.now, map[string]file{}
}

func absolute(p string) string {
	if abs, err := filepath.Abs(p); err == nil {
		return abs
	}
	return p
}

// absolute is filepath.Abs for a file, of which a run has very many.
func (r *Run) absolute(name string) string {
	if r.folder == "" || name == "" || os.IsPathSeparator(name[0]) || filepath.VolumeName(name) != "" {
		return absolute(name)
	}
	return filepath.Join(r.folder, name)
}

// keyOf sums parts up, each with its length so that none runs into the next.
func keyOf(what string, parts ...string) Key {
	h := sha256.New()
	for _, s := range append([]string{what}, parts...) {
		fmt.Fprintf(h, "%d:", len(s))
		io.WriteString(h, s)
	}
	return Key(h.Sum(nil)[:len(Key{})])
}

// document is the key of a document: its bytes, and all that source.Decode
// looks at beside them. Of the path that is the name alone, with Rel, by which
// the article goes in the collection; so a collection that was moved is known.
// What has no Rel, as links, goes by the whole path.
func (r *Run) document(d *source.Document) Key {
	name := path.Base(d.Path)
	if d.Rel == "" {
		name = d.Path
	}
	return keyOf("document", string(r.x.engine[:]), string(d.Sum[:]), d.Rel, name, d.URL, d.Type, d.Charset, d.Note, fmt.Sprint(d.Depth))
}

// Held implements intake.Ledger.
func (r *Run) Held(name string, info fs.FileInfo) (source.Sum, bool) {
	name = r.absolute(name)
	f, ok := r.then[name]
	if !ok || !f.Sure || f.Stamp != stampOf(info) || f.Place == (place{}) {
		return source.Sum{}, false
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.now[name] = f
	return f.Sum, true
}

// Read implements intake.Ledger.
func (r *Run) Read(name string, info fs.FileInfo, data []byte) source.Sum {
	s := stampOf(info)
	f := file{Stamp: s, Sum: source.SumOf(data), Sure: s.settled(r.began)}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.now[r.absolute(name)] = f
	return f.Sum
}

// Forget makes the run know nothing of files, so that all of them are read.
func (r *Run) Forget() { clear(r.then); clear(r.now) }

// Prepare loads what is known of documents. The error says that it could not
// be loaded, or is not there, of a document without Data; then Forget must be
// called and the documents read again.
func (r *Run) Prepare(ctx context.Context, docs []source.Document) error {
	held := map[Key]place{}
	for _, f := range r.now {
		if f.Place != (place{}) {
			held[f.Key] = f.Place
		}
	}
	r.order, r.paths, r.docs = make([]Key, len(docs)), make([]string, len(docs)), slices.Clone(docs)
	wanted := map[int64]bool{}
	for i := range docs {
		d := &docs[i]
		if d.Sum == (source.Sum{}) {
			d.Sum = source.SumOf(d.Data)
		}
		k := r.document(d)
		r.order[i], r.paths[i] = k, d.Path
		r.docs[i].Data, r.docs[i].Sum = nil, d.Sum
		at, ok, err := r.find(ctx, k, held)
		if err != nil {
			return err
		}
		if ok {
			r.places[k] = at
			if r.known[k] == nil {
				wanted[at.Pack] = true
			}
		} else if d.Data == nil {
			return errMissing
		}
	}
	if err := r.load(ctx, wanted); err != nil {
		return err
	}
	for i := range docs {
		if r.known[r.order[i]] == nil && docs[i].Data == nil {
			return r.lost(ctx, codec.ErrDamaged)
		}
	}
	return nil
}

var errMissing = errors.New("a document that was known goes by another name")

// find looks a document up, first among those of the ledger.
func (r *Run) find(ctx context.Context, k Key, held map[Key]place) (at place, ok bool, err error) {
	if at, ok := held[k]; ok {
		return at, true, nil
	}
	if r.x.Fault() != nil {
		return at, false, nil
	}
	err = r.x.db.QueryRowContext(ctx, "SELECT pack, slot FROM document WHERE key = ?", k[:]).Scan(&at.Pack, &at.Slot)
	switch {
	case err == nil:
		return at, true, nil
	case errors.Is(err, sql.ErrNoRows):
		return at, false, nil
	}
	return at, false, r.lost(ctx, err)
}

// lost ends the use of the index, unless it is ctx that has ended.
func (r *Run) lost(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return r.x.fail(err)
}

// load loads packs: one goroutine reads them, others take them apart.
func (r *Run) load(ctx context.Context, wanted map[int64]bool) error {
	ids := slices.Sorted(maps.Keys(wanted))
	err := inflate(ids, func(id int64) (blob []byte, err error) {
		err = r.x.db.QueryRowContext(ctx, "SELECT data FROM pack WHERE id = ?", id).Scan(&blob)
		if errors.Is(err, sql.ErrNoRows) { // another kreader has removed it
			return nil, nil
		}
		return blob, err
	}, func(i int, blob []byte) error {
		var entries []entry
		if blob == nil {
			return nil
		}
		if err := codec.Decode(blob, &entries); err != nil {
			return err
		}
		r.take(ids[i], entries)
		return nil
	})
	if err != nil {
		return r.lost(ctx, err)
	}
	return nil
}

// inflate gets a blob for each item, one after another, and calls use for each
// on all cores.
func inflate[T any](items []T, get func(T) ([]byte, error), use func(i int, blob []byte) error) error {
	type task struct {
		i    int
		blob []byte
	}
	var (
		tasks  = make(chan task, 2)
		wg     sync.WaitGroup
		mu     sync.Mutex
		failed error
	)
	note := func(err error) bool {
		mu.Lock()
		defer mu.Unlock()
		failed = cmp.Or(failed, err)
		return failed != nil
	}
	for range min(runtime.GOMAXPROCS(0), runtime.NumCPU(), len(items)) {
		wg.Go(func() {
			for t := range tasks {
				note(use(t.i, t.blob))
			}
		})
	}
	for i := range items {
		blob, err := get(items[i])
		if note(err) {
			break
		}
		tasks <- task{i, blob}
	}
	close(tasks)
	wg.Wait()
	return failed
}

// take keeps the documents of a pack that are wanted of it.
func (r *Run) take(id int64, entries []entry) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for slot := range entries {
		e := &entries[slot]
		if at, ok := r.places[e.Key]; ok && at == (place{id, int64(slot)}) {
			r.known[e.Key] = e
		}
	}
}

// Content implements pipeline.Known.
func (r *Run) Content(d *source.Document) (*pipeline.Content, error) {
	r.mu.Lock()
	e := r.known[r.document(d)]
	r.mu.Unlock()
	if e == nil {
		return nil, nil
	}
	if e.Path == d.Path {
		return &e.Content, nil
	}
	c := e.Content // it was read from elsewhere; beside the path nothing of it says so
	c.Articles, c.Diagnostics = slices.Clone(c.Articles), slices.Clone(c.Diagnostics)
	for i := range c.Articles {
		moved(&c.Articles[i].Path, e.Path, d.Path)
	}
	for i := range c.Diagnostics {
		moved(&c.Diagnostics[i].Path, e.Path, d.Path)
	}
	return &c, nil
}

// moved puts a path right whose document was once at another.
func moved(name *string, from, to string) {
	if rest, ok := strings.CutPrefix(*name, from); ok {
		*name = to + rest
	}
}

// A pack holds up to so many documents or bytes of text, whichever is fewer:
// enough for texts to be pressed together, and no more than is read at once in
// a blink.
const (
	packDocuments = 64
	packBytes     = 1 << 20
)

// Keep implements pipeline.Known.
func (r *Run) Keep(d *source.Document, c *pipeline.Content) {
	if r.x.Fault() != nil {
		return
	}
	r.mu.Lock()
	r.fresh = append(r.fresh, entry{Key: r.document(d), Path: d.Path, Content: *c})
	for i := range c.Articles {
		r.bytes += len(c.Articles[i].Text)
	}
	var pack []entry
	if len(r.fresh) >= packDocuments || r.bytes >= packBytes {
		pack, r.fresh, r.bytes = r.fresh, nil, 0
	}
	r.mu.Unlock()
	if pack != nil {
		r.write(pack)
	}
}

// write puts documents into a new pack. What goes wrong ends the use of the
// index.
func (r *Run) write(pack []entry) {
	blob, words := codec.Encode(&pack), bags(pack)
	_ = r.x.transaction(func(tx *sql.Tx) error {
		res, err := tx.Exec("INSERT INTO pack (engine, used, data) VALUES (?, ?, ?)", r.x.engine[:], r.x.today(), blob)
		if err != nil {
			return err
		}
		id, err := res.LastInsertId()
		if err != nil {
			return err
		}
		put, err := tx.Prepare("INSERT OR REPLACE INTO document (key, pack, slot) VALUES (?, ?, ?)")
		if err != nil {
			return err
		}
		defer put.Close()
		find, err := tx.Prepare("INSERT INTO word (rowid, bag) VALUES (?, ?)")
		if err != nil {
			return err
		}
		defer find.Close()
		r.mu.Lock()
		defer r.mu.Unlock()
		for slot := range pack {
			at := place{id, int64(slot)}
			if _, err := put.Exec(pack[slot].Key[:], id, slot); err != nil {
				return err
			}
			if _, err := find.Exec(at.row(), words[slot]); err != nil {
				return err
			}
			r.places[pack[slot].Key] = at
		}
		return nil
	})
}
