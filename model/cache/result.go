package cache

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"reflect"
	"slices"
	"strings"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/codec"
	"github.com/kreader/kreader/model/index"
)

// outcome is what analysing a collection came to, as the difference from the
// collection: the articles' texts and what was found in each by itself are in
// the packs.
type outcome struct {
	Order       []int // for each article, which one of the collection it is
	Changed     []changed
	Retimed     []retimed
	Outlets     []string
	Events      []model.Event
	Own         bool // it has diagnostics of its own, all of them
	Diagnostics []model.Diagnostic
}

// changed is what is known of an article, without text and blocks, where that
// is not as it was read.
type changed struct {
	Index   int
	Article model.Article
}

// retimed is the temporal expressions of an article that were read otherwise
// because of others.
type retimed struct {
	Index   int
	Timexes []model.Timex
}

// Basis is what a result depends on beside the documents.
type Basis struct {
	// Settings are what the articles were chosen by and what was put right of
	// them, in any form that tells one from another.
	Settings []string
	// Exact: the result depends on the paths of the documents as they were given
	// and on the diagnostics, as it does where something was put right.
	Exact bool
}

// resultKey names the result of analysing c, which was decoded from the
// documents that the run was prepared for. Articles of the same date come by
// path, so the order of the paths counts as well; where an article has no title
// it goes by its path, and so do the reasons of others.
func (r *Run) resultKey(c *model.Collection, b Basis) []byte {
	parts := append([]string{string(r.x.engine[:]), c.Title, fmt.Sprint(len(b.Settings))}, b.Settings...)
	byPath := make([]int, len(r.order))
	for i := range byPath {
		byPath[i] = i
		parts = append(parts, string(r.order[i][:]))
	}
	slices.SortStableFunc(byPath, func(i, j int) int { return strings.Compare(r.paths[i], r.paths[j]) })
	parts = append(parts, fmt.Sprint(byPath))
	if b.Exact || slices.ContainsFunc(c.Articles, func(a model.Article) bool { return a.Title == "" }) {
		parts = append(append(parts, r.paths...), fmt.Sprintf("%#v", c.Diagnostics))
	}
	k := keyOf("result", parts...)
	return k[:]
}

// Result returns what analysing c came to before; nil when that is not known.
// The run must have been prepared for the documents that c was decoded from,
// and the articles must have been read with it.
func (r *Run) Result(c *model.Collection, b Basis) *model.Collection {
	if r.x.Fault() != nil {
		return nil
	}
	out, err := r.result(c, r.resultKey(c, b))
	if err != nil {
		r.x.fail(err)
		return nil
	}
	return out
}

func (r *Run) result(c *model.Collection, key []byte) (*model.Collection, error) {
	var blob []byte
	err := r.x.db.QueryRow("SELECT data FROM result WHERE key = ? AND part = 0", key).Scan(&blob)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	var o outcome
	if err == nil {
		err = codec.Decode(blob, &o)
	}
	if err != nil {
		return nil, err
	}
	if !o.fits(c) {
		return nil, codec.ErrDamaged
	}
	return o.over(c), nil
}

// fits reports whether o can be of c.
func (o *outcome) fits(c *model.Collection) bool {
	n := len(c.Articles)
	out := func(i int) bool { return i < 0 || i >= n }
	return len(o.Order) == n && len(c.Sentences) == n && !slices.ContainsFunc(o.Order, out) &&
		!slices.ContainsFunc(o.Changed, func(x changed) bool { return out(x.Index) }) &&
		!slices.ContainsFunc(o.Retimed, func(x retimed) bool { return out(x.Index) })
}

// over returns the collection that o makes of c.
func (o *outcome) over(c *model.Collection) *model.Collection {
	out := *c
	n := len(o.Order)
	out.Articles, out.Sentences, out.Timexes = make([]model.Article, n), make([][]model.Span, n), make([][]model.Timex, n)
	for i, j := range o.Order {
		out.Articles[i], out.Sentences[i], out.Timexes[i] = c.Articles[j], c.Sentences[j], c.Timexes[j]
	}
	for _, x := range o.Changed {
		a := &out.Articles[x.Index]
		path, text, blocks := a.Path, a.Text, a.Blocks
		*a = x.Article
		a.Path, a.Text, a.Blocks = path, text, blocks
	}
	for _, x := range o.Retimed {
		out.Timexes[x.Index] = x.Timexes
	}
	out.Outlets, out.Events = o.Outlets, o.Events
	if o.Own {
		out.Diagnostics = o.Diagnostics
	}
	return &out
}

// outcomeOf returns what the result all has that c has not; false when it is no
// result of analysing c.
func outcomeOf(c, all *model.Collection, own bool) (o outcome, ok bool) {
	n := len(c.Articles)
	if len(all.Articles) != n || len(c.Sentences) != n {
		return o, false
	}
	at := make(map[string]int, n)
	for i := range c.Articles {
		at[c.Articles[i].ID] = i
	}
	o = outcome{Outlets: all.Outlets, Events: all.Events}
	for i := range all.Articles {
		j, ok := at[all.Articles[i].ID]
		if !ok {
			return o, false
		}
		delete(at, all.Articles[i].ID)
		a, was := all.Articles[i], c.Articles[j]
		if a.Path != was.Path || a.Text != was.Text || !slices.Equal(all.Sentences[i], c.Sentences[j]) {
			return o, false
		}
		o.Order = append(o.Order, j)
		a.Path, a.Text, a.Blocks, was.Path, was.Text, was.Blocks = "", "", nil, "", "", nil
		if !reflect.DeepEqual(a, was) {
			o.Changed = append(o.Changed, changed{i, a})
		}
		if t := all.Timexes[i]; !slices.Equal(t, c.Timexes[j]) || (t == nil) != (c.Timexes[j] == nil) {
			o.Retimed = append(o.Retimed, retimed{i, t})
		}
	}
	if own {
		o.Own, o.Diagnostics = true, all.Diagnostics
	}
	return o, true
}

// Save keeps what the run has found out: what the files hold, the documents
// that were read, and, unless all is nil, that analysing c came to it. What
// goes wrong is the index's fault.
func (r *Run) Save(c, all *model.Collection, b Basis) {
	if r.x.Fault() != nil {
		return
	}
	r.mu.Lock()
	pack := r.fresh
	r.fresh, r.bytes = nil, 0
	r.mu.Unlock()
	if len(pack) > 0 {
		r.write(pack)
	}
	l := r.ledger(c)
	var (
		key        []byte
		result     []byte
		vocabulary []byte
	)
	if all != nil {
		key = r.resultKey(c, b)
		if o, ok := outcomeOf(c, all, b.Exact); ok && !r.x.has(key) {
			result = codec.Encode(&o)
			vocabulary = codec.Encode(index.New(context.Background(), all).Vocabulary())
		}
	}
	if l == nil && result == nil && !r.stale() {
		return
	}
	_ = r.x.transaction(func(tx *sql.Tx) error {
		if l != nil {
			if _, err := tx.Exec("DELETE FROM front WHERE ledger = ?", r.key[:]); err != nil { // they are of other files
				return err
			}
			if _, err := tx.Exec("INSERT OR REPLACE INTO ledger (key, engine, used, data) VALUES (?, ?, ?, ?)", r.key[:], r.x.engine[:], r.x.today(), l); err != nil {
				return err
			}
		}
		put := func(part int, data []byte) error {
			_, err := tx.Exec("INSERT OR REPLACE INTO result (key, part, ledger, data) VALUES (?, ?, ?, ?)", key, part, r.key[:], data)
			return err
		}
		if result != nil {
			if err := errors.Join(put(0, result), put(vocabularyPart, vocabulary)); err != nil {
				return err
			}
		}
		if err := r.touch(tx); err != nil {
			return err
		}
		return r.prune(tx)
	})
}

// ledger returns what the files hold, which were read as c, encoded; nil when it
// is as it was.
func (r *Run) ledger(c *model.Collection) []byte {
	r.mu.Lock()
	defer r.mu.Unlock()
	for i, k := range r.order {
		name := r.absolute(filepath.FromSlash(r.paths[i]))
		if f, ok := r.now[name]; ok && r.places[k] != (place{}) {
			f.Key, f.Place = k, r.places[k]
			r.now[name] = f
		}
	}
	same := len(r.now) == len(r.then)
	for name, f := range r.now {
		if r.then[name] != f {
			same = false
			break
		}
	}
	last := r.before
	if c != nil {
		last = r.earlierOf(c.Diagnostics)
		same = same && reflect.DeepEqual(last, r.before)
	}
	if same {
		return nil
	}
	r.before = last
	l := ledger{Last: last}
	for name := range r.now {
		l.Paths = append(l.Paths, name)
	}
	slices.Sort(l.Paths)
	for _, name := range l.Paths {
		l.Files = append(l.Files, r.now[name])
	}
	return codec.Encode(&l)
}

// has reports whether a result is there already.
func (x *Index) has(key []byte) bool {
	var n int
	err := x.db.QueryRow("SELECT 1 FROM result WHERE key = ? AND part = 0", key).Scan(&n)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		x.fail(err)
	}
	return err == nil
}
