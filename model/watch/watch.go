// Package watch tells when files may have changed. It does not tell which: whoever
// is told looks at all of them, which is cheap where nothing has.
//
// The system is asked to tell of changes (inotify, kqueue and their like). It
// does not tell of those that others make on a network disk, and of so many
// folders at most; so there is a look every now and then as well, which is all
// there is where the system cannot be asked.
package watch

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

// Options changes when changes are told. The zero value is the usual.
type Options struct {
	Quiet  time.Duration // without a change, before it is told: what writes one file writes the next
	Most   time.Duration // it waits for that
	Seldom time.Duration // between two looks where the system tells of changes
	Often  time.Duration // and where it does not
}

func (o *Options) usual() {
	for _, d := range []struct {
		at    *time.Duration
		usual time.Duration
	}{{&o.Quiet, 300 * time.Millisecond}, {&o.Most, 3 * time.Second}, {&o.Seldom, 2 * time.Minute}, {&o.Often, 15 * time.Second}} {
		if *d.at <= 0 {
			*d.at = d.usual
		}
	}
}

// mostFolders is how many folders the system is asked about: each costs memory of
// the kernel, which is shared by all programs.
const mostFolders = 4096

// Means are how changes are found.
type Means struct {
	Folders int           // that the system is asked about
	Why     string        // why it is not asked, or not about all; "" when it is
	Every   time.Duration // between two looks, whatever the system tells
}

type watch struct {
	Means
	events *fsnotify.Watcher
	lost   map[string]bool // of the folders that were given, those that have gone
	names  map[string]bool // of the files that were named themselves; those beside them do not count
	dirs   map[string]bool // the folders of which all counts
	opt    Options
}

// Start watches files and folders, with all folders in these but hidden ones, and
// calls changed, from a goroutine of its own, whenever something in them may have
// changed, until ctx is done.
func Start(ctx context.Context, paths []string, opt Options, changed func()) Means {
	w := begin(ctx, paths, opt)
	means := w.Means
	go w.run(ctx, changed)
	return means
}

func begin(ctx context.Context, paths []string, opt Options) *watch {
	opt.usual()
	w := &watch{lost: map[string]bool{}, names: map[string]bool{}, dirs: map[string]bool{}, opt: opt}
	var err error
	if w.events, err = fsnotify.NewWatcher(); err != nil {
		w.Why = "the system does not tell of changes"
	} else {
		for _, p := range paths {
			w.path(ctx, p)
		}
	}
	w.Every = opt.Seldom
	if w.Why != "" {
		w.Every = opt.Often
	}
	return w
}

func (w *watch) path(ctx context.Context, p string) {
	abs, err := filepath.Abs(p)
	if err != nil {
		abs = p
	}
	if real, err := filepath.EvalSymlinks(abs); err == nil {
		abs = real
	}
	if remote(abs) {
		w.Why = "it is on a network, of which the system does not tell"
	}
	info, err := os.Stat(abs)
	switch {
	case err != nil:
		w.Why = "a part of it is not there now"
	case info.IsDir():
		w.lost[abs] = false
		w.tree(ctx, abs)
	default:
		w.names[abs] = true
		w.add(filepath.Dir(abs))
	}
}

// tree asks about a folder and the folders in it.
func (w *watch) tree(ctx context.Context, root string) {
	_ = filepath.WalkDir(root, func(at string, e fs.DirEntry, err error) error {
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil || !e.IsDir():
			return nil
		case at != root && strings.HasPrefix(e.Name(), "."):
			return fs.SkipDir
		}
		w.dirs[at] = true
		if !w.add(at) {
			return fs.SkipAll
		}
		return nil
	})
}

// add asks about a folder, and reports whether another may be asked about.
func (w *watch) add(dir string) bool {
	if w.Folders >= mostFolders {
		w.Why = "it has too many folders"
		return false
	}
	if err := w.events.Add(dir); err != nil {
		if !errors.Is(err, fs.ErrNotExist) { // it has gone meanwhile, which is told of the folder that held it
			w.Why = "the system tells of no more folders"
		}
		return errors.Is(err, fs.ErrNotExist)
	}
	w.Folders++
	return true
}

// missed notes that a folder that was given has gone: the system tells nothing of
// what comes in its place, so there are looks until it has come back. It reports
// whether it was one.
func (w *watch) missed(e fsnotify.Event) bool {
	if _, given := w.lost[e.Name]; !given || !e.Has(fsnotify.Remove) && !e.Has(fsnotify.Rename) {
		return false
	}
	w.lost[e.Name] = true
	return true
}

// find asks again about the folders that were given and had gone, and reports
// whether all are there.
func (w *watch) find(ctx context.Context) bool {
	all := true
	for at, is := range w.lost {
		if !is {
			continue
		}
		if info, err := os.Stat(at); err != nil || !info.IsDir() {
			all = false
			continue
		}
		w.lost[at], w.Folders = false, len(w.events.WatchList())
		w.tree(ctx, at)
	}
	return all
}

// concerns reports whether a change may be one of what is watched.
func (w *watch) concerns(e fsnotify.Event) bool {
	name := filepath.Base(e.Name)
	if strings.HasPrefix(name, ".") || e.Op == fsnotify.Chmod {
		return w.names[e.Name] && e.Op != fsnotify.Chmod
	}
	return w.names[e.Name] || w.dirs[filepath.Dir(e.Name)] || w.dirs[e.Name]
}

func (w *watch) run(ctx context.Context, changed func()) {
	var (
		told   <-chan fsnotify.Event
		faults <-chan error
	)
	if w.events != nil {
		defer w.events.Close()
		told, faults = w.events.Events, w.events.Errors
	}
	look := time.NewTicker(w.Every)
	defer look.Stop()
	quiet := time.NewTimer(time.Hour)
	quiet.Stop()
	var first time.Time // when the first change came of which nothing was told; zero: there is none
	for {
		select {
		case <-ctx.Done():
			return
		case e, ok := <-told:
			if !ok {
				told = nil
				continue
			}
			if !w.concerns(e) {
				continue
			}
			if w.missed(e) {
				look.Reset(min(w.opt.Often, w.Every))
			}
			if info, err := os.Lstat(e.Name); e.Has(fsnotify.Create) && err == nil && info.IsDir() {
				w.tree(ctx, e.Name)
			}
			if first.IsZero() {
				first = time.Now()
			}
			quiet.Reset(max(min(w.opt.Quiet, w.opt.Most-time.Since(first)), 0))
		case _, ok := <-faults: // so many changes that some were not told
			if !ok {
				faults = nil
				continue
			}
			quiet.Reset(w.opt.Quiet)
		case <-quiet.C:
			first = time.Time{}
			changed()
		case <-look.C:
			if w.find(ctx) {
				look.Reset(w.Every)
			}
			changed()
		}
	}
}
