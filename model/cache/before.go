package cache

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"

	"database/sql"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/codec"
	"github.com/kreader/kreader/model/source"
)

// How a collection is opened from what is saved of it, before anything is known
// of its files:
//
//	x.Front(paths, basis)       a part of it, for the first frame, in a few milliseconds
//	run := x.Run(paths)
//	docs, ds, ok := run.Before()   then run.Prepare(docs), pipeline.Decode and run.Result,
//	                               as if intake.Documents had returned docs and ds
//
// And how it is checked afterwards, as often as is wanted:
//
//	run.Again()
//	now, ds := intake.Documents    with run as the ledger: files that have not changed are not opened
//	Compare(docs, now)             what has changed; when nothing has, that is all. Otherwise
//	run.Prepare(now), pipeline.Decode, run.Result or pipeline.Analyse, run.Save

// arg is a path that was given.
type arg struct{ Given, Absolute string }

// argsOf returns paths without repeats, in an order that does not depend on
// theirs.
func argsOf(paths []string) []arg {
	out := make([]arg, len(paths))
	for i, p := range paths {
		out[i] = arg{p, absolute(p)}
	}
	slices.SortFunc(out, func(a, b arg) int { return strings.Compare(a.Absolute, b.Absolute) })
	return slices.CompactFunc(out, func(a, b arg) bool { return a.Absolute == b.Absolute })
}

// collection is the key of what is behind paths, however they are spelled.
func (x *Index) collection(args []arg) Key {
	names := make([]string, len(args))
	for i := range args {
		names[i] = args[i].Absolute
	}
	return keyOf("ledger "+string(x.engine[:]), names...)
}

// earlier is what there was in a collection when it was last read.
type earlier struct {
	Args        []arg
	Documents   []source.Document // without Data; none when they are not all files
	Diagnostics []model.Diagnostic
}

// earlierOf returns what there is in the collection now, of which ds are the
// diagnostics.
func (r *Run) earlierOf(ds []model.Diagnostic) earlier {
	e := earlier{Args: r.args}
	for i := range r.docs {
		if r.docs[i].Rel == "" || r.docs[i].Rel == "-" { // a link or standard input
			return e
		}
	}
	e.Documents = r.docs
	for _, d := range ds {
		if d.Stage == intakeStage {
			e.Diagnostics = append(e.Diagnostics, d)
		}
	}
	return e
}

// intakeStage is the stage of what is said about finding and reading files.
const intakeStage = "intake"

// Before returns what intake.Documents would if no file had changed since the
// collection was last read: its documents, without Data, and what there was to
// say of them. No file is looked at. It is false when that is not known, and for
// a collection with links or standard input in it.
//
// The documents are for Prepare, pipeline.Decode and Result, in that order.
// What these come to is the collection as it was, to the byte.
func (r *Run) Before() (docs []source.Document, ds []model.Diagnostic, ok bool) {
	if len(r.before.Documents) == 0 {
		return nil, nil, false
	}
	docs, ds = slices.Clone(r.before.Documents), slices.Clone(r.before.Diagnostics)
	s := respelling(r.before.Args, r.args)
	for i := range docs {
		docs[i].Path = s.of(docs[i].Path)
	}
	for i := range ds {
		ds[i].Path = s.of(ds[i].Path)
	}
	slices.SortStableFunc(docs, func(a, b source.Document) int { return strings.Compare(a.Path, b.Path) })
	slices.SortStableFunc(ds, func(a, b model.Diagnostic) int { return strings.Compare(a.Path, b.Path) })
	return docs, ds, true
}

// Changes is what has become of the documents of a collection, by their paths,
// each list sorted. A file that was renamed is gone and new.
type Changes struct{ New, Changed, Gone []string }

// None reports whether nothing has changed.
func (c *Changes) None() bool { return len(c.New)+len(c.Changed)+len(c.Gone) == 0 }

// Compare says how documents differ from those that were there before. Both
// must have their sums, as those of Before, and those that intake.Documents
// returns when it is given a ledger, have.
func Compare(before, now []source.Document) Changes {
	var c Changes
	was := make(map[string]*source.Document, len(before))
	for i := range before {
		was[before[i].Path] = &before[i]
	}
	for i := range now {
		d := &now[i]
		old := was[d.Path]
		delete(was, d.Path)
		switch {
		case old == nil:
			c.New = append(c.New, d.Path)
		case old.Sum != d.Sum || old.Rel != d.Rel:
			c.Changed = append(c.Changed, d.Path)
		}
	}
	for p := range was {
		c.Gone = append(c.Gone, p)
	}
	slices.Sort(c.New)
	slices.Sort(c.Changed)
	slices.Sort(c.Gone)
	return c
}

// spelling puts paths right that begin with an argument that is now spelled
// otherwise.
type spelling []struct{ from, to string }

func respelling(was, is []arg) spelling {
	var s spelling
	for _, a := range was {
		for _, b := range is {
			if a.Absolute == b.Absolute && a.Given != b.Given {
				s = append(s, struct{ from, to string }{source.Visible(filepath.ToSlash(a.Given)), source.Visible(filepath.ToSlash(b.Given))})
			}
		}
	}
	// of two folders, one in the other, the inner one has named its files
	slices.SortFunc(s, func(a, b struct{ from, to string }) int { return len(b.from) - len(a.from) })
	return s
}

// of returns a path as it is named now.
func (s spelling) of(name string) string {
	for _, x := range s {
		if name == x.from {
			return x.to
		}
		if rest, ok := below(x.from, name); ok {
			return join(x.to, rest)
		}
	}
	return name
}

// below returns where a path lies below a folder, which intake names as
// filepath.Join does.
func below(folder, name string) (rest string, ok bool) {
	folder = filepath.ToSlash(filepath.Clean(folder))
	if folder == "." {
		return name, !strings.HasPrefix(name, "/") && !strings.HasPrefix(name, "../")
	}
	return strings.CutPrefix(name, strings.TrimSuffix(folder, "/")+"/")
}

func join(folder, rest string) string { return filepath.ToSlash(filepath.Join(folder, rest)) }

// frontKey names the front of a collection.
func (x *Index) frontKey(ledger Key, b Basis) Key {
	return keyOf("front"+string(ledger[:]), b.Settings...)
}

// front is a part of a collection, and how its paths were spelled.
type front struct {
	Args       []arg
	Collection model.Collection
}

// Front returns the part of the collection behind paths that KeepFront was
// given for the same settings, nil when there is none. It takes a few
// milliseconds however large the collection is, and looks at no file.
func (x *Index) Front(paths []string, b Basis) *model.Collection {
	if x.Fault() != nil {
		return nil
	}
	args := argsOf(paths)
	key := x.frontKey(x.collection(args), b)
	var blob []byte
	err := x.db.QueryRow("SELECT data FROM front WHERE key = ?", key[:]).Scan(&blob)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	var f front
	if err == nil {
		err = codec.Decode(blob, &f)
	}
	if err != nil {
		x.fail(err)
		return nil
	}
	s, c := respelling(f.Args, args), &f.Collection
	for i := range c.Articles {
		c.Articles[i].Path = s.of(c.Articles[i].Path)
	}
	for i := range c.Diagnostics {
		c.Diagnostics[i].Path = s.of(c.Diagnostics[i].Path)
	}
	return c
}

// KeepFront keeps c as the front of the run's collection: what the first frame
// is to show the next time, as [Excerpt] makes it. It is to be called after
// Save; the front of an earlier result goes with that.
func (r *Run) KeepFront(c *model.Collection, b Basis) {
	key, blob := r.x.frontKey(r.key, b), codec.Encode(&front{r.args, *c})
	_ = r.x.transaction(func(tx *sql.Tx) error {
		_, err := tx.Exec("INSERT OR REPLACE INTO front (key, ledger, data) VALUES (?, ?, ?)", key[:], r.key[:], blob)
		return err
	})
}
