package cli

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/correct"
	"github.com/kreader/kreader/model/pipeline"
	"github.com/kreader/kreader/model/store"
	"github.com/kreader/kreader/ui"
)

// notebook is where the corrections, notes and bookmarks of a collection are:
// beside the articles of a folder; for anything else, and where nothing can be
// written, among the reader's own files.
type notebook struct {
	store  store.Store
	beside store.Editing // without a name when the collection is no folder
	own    store.Editing // without a name when there is no home
	root   string        // as the paths of the articles begin
}

// sampleKey stands for the paths of the sample.
const sampleKey = "sample"

// notebook returns that of a request.
func (r request) notebook() *notebook {
	s, _ := store.Open() // without a home there is nothing of the reader's own
	key := sampleKey
	if len(r.paths) > 0 {
		key = strings.Join(r.lasting(), "\x00")
	}
	n := &notebook{store: s}
	if key != "" {
		n.own = s.Own(key, correct.FileName, correct.MaxFile)
	}
	if len(r.paths) == 1 && r.paths[0] != stdinPath {
		abs, err := filepath.Abs(r.paths[0])
		if info, err2 := os.Stat(r.paths[0]); err == nil && err2 == nil && info.IsDir() {
			n.beside = s.Beside(abs, correct.FileName, correct.MaxFile)
			n.root = filepath.ToSlash(r.paths[0])
		}
	}
	return n
}

// read returns the corrections, notes and bookmarks, and what of the files
// could not be read.
func (n *notebook) read() (entries []correct.Entry, ds []model.Diagnostic) {
	note := func(e store.Editing, what string) {
		name := filepath.ToSlash(e.Name)
		if e == n.beside {
			name = path.Join(n.root, correct.FileName)
		}
		ds = append(ds, model.Diagnostic{Path: name, Article: -1, Stage: correctStage, Severity: model.Warning, Message: plain(what)})
	}
	for _, e := range []store.Editing{n.beside, n.own} {
		data, err := e.Read()
		if err != nil {
			note(e, err.Error())
			continue
		}
		f := correct.Parse(data)
		for _, p := range f.Problems {
			note(e, p)
		}
		entries = append(entries, f.Entries()...)
	}
	return entries, ds
}

// correctStage is the stage of diagnostics about corrections.
const correctStage = "correct"

// set returns the corrections that hold.
func (n *notebook) set() *correct.Set {
	entries, _ := n.read()
	return correct.NewSet(entries)
}

// change changes the file beside the articles, or the reader's own where that
// cannot be written; undoing and redoing is done where there is something to.
func (n *notebook) change(now time.Time, do func(*correct.File, time.Time) (correct.Entry, error)) (done correct.Entry, err error) {
	err = correct.ErrNothing
	for _, e := range []store.Editing{n.beside, n.own} {
		if e.Name == "" {
			continue
		}
		if e == n.own {
			if err := n.store.Prepare(e); err != nil {
				return done, err
			}
		}
		err = e.Edit(func(old []byte) (data []byte, keep bool, err error) {
			f := correct.Parse(old)
			if done, err = do(f, now); err != nil {
				return nil, false, err
			}
			return f.Bytes(), f.Damaged(), nil
		})
		if !errors.Is(err, correct.ErrNothing) && !errors.Is(err, fs.ErrPermission) && !readOnly(err) {
			break
		}
	}
	return done, err
}

// correct keeps a change of the reader's and analyses the articles again.
func (l *loading) correct(ctx context.Context, r request, c ui.Change) (correct.Entry, *model.Collection, error) {
	n := r.notebook()
	e, err := n.change(time.Now(), func(f *correct.File, now time.Time) (correct.Entry, error) {
		switch {
		case c.Undo:
			return f.Undo(now)
		case c.Redo:
			return f.Redo()
		}
		e := c.Entry
		e.Made = now
		return f.Add(e)
	})
	if err != nil {
		return e, nil, err
	}
	entries, notes := n.read()
	set := correct.NewSet(entries)
	if e.Type != correct.Correction {
		l.mu.Lock()
		l.fixes = set.String()
		l.mu.Unlock()
		return e, n.remark(c.Shown), nil
	}
	plain := l.read()
	if plain == nil {
		return e, nil, nil
	}
	for {
		again := *plain
		again.Diagnostics = append(slices.DeleteFunc(slices.Clone(plain.Diagnostics), func(d model.Diagnostic) bool { return d.Stage == correctStage }), notes...)
		all, err := pipeline.Analyse(ctx, &again, pipeline.Options{Corrections: set})
		if err != nil {
			return e, nil, err
		}
		if now := l.read(); now != plain { // files have changed meanwhile
			plain = now
			continue
		}
		l.keep(plain, set.String())
		return e, all, nil
	}
}

// read returns the articles as they were read, nil when they were not yet.
func (l *loading) read() *model.Collection {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.plain
}

// remark returns a collection with the notes and bookmarks that hold now; nothing
// else of it changes.
func (n *notebook) remark(c *model.Collection) *model.Collection {
	if c == nil {
		return nil
	}
	out := *c
	out.Marks, _ = n.set().Marks(c.Articles)
	return &out
}

// readOnly reports an error that says that nothing can be written there.
func readOnly(err error) bool {
	return err != nil && strings.Contains(err.Error(), "read-only")
}
