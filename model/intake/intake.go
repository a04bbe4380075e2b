// Package intake finds the files behind the paths that the user gave and reads
// them. It is where the model touches the disk; everything after it works on
// bytes.
//
// A folder is a stranger's: it may hold pipes that never answer, links that
// lead out of it or in a circle, files without end, names made to deceive. What
// is not read is skipped with a reason, never waited for, and what is shown of
// a name has no control characters.
package intake

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/source"
)

// MaxFile is how many bytes a file may have. The longest articles have a few
// megabytes; this leaves room for books and still fits in memory.
const MaxFile = 256 << 20

// Options says how to read. The zero value is the usual.
type Options struct {
	Stdin io.Reader // what the path "-" stands for; nil: it cannot be read
	// Ledger is asked, once the files are found, how many they are and of how
	// many bytes, for what is known of them; it may return nil.
	Ledger func(files int, bytes int64) Ledger
}

// Ledger remembers what files held. Its methods are called by several
// goroutines at once.
type Ledger interface {
	// Held returns the sum of what a file held when it was last read, and
	// whether it surely holds the same now and what it was read as is known:
	// then it is not opened, and its document has the sum and no Data.
	Held(path string, info fs.FileInfo) (source.Sum, bool)
	// Read is told what a file holds, and what was known of it before it was
	// read, and returns the sum.
	Read(path string, info fs.FileInfo, data []byte) source.Sum
}

// Documents reads the documents behind paths: files, whatever their names;
// folders with all below them whose format is known, hidden ones aside; "-" for
// opt.Stdin; and the pipes that a shell makes of <(…). The same file is read once, however often it is reached. The
// documents come by path, whatever the order of the arguments.
//
// What could not be read is in the diagnostics: a Failure for each path that
// gave nothing, a Warning for a file or folder below one, a Note for what was
// left out on purpose. The error is ctx's, or says that paths is empty.
func Documents(ctx context.Context, paths []string, opt Options) ([]source.Document, []model.Diagnostic, error) {
	if len(paths) == 0 {
		return nil, nil, errors.New("no file or folder given; name one, or - to read standard input")
	}
	w := &walk{ctx: ctx, seen: map[string]int{}}
	roots := commonRoots(paths)
	for _, p := range slices.Compact(slices.Sorted(slices.Values(paths))) {
		switch {
		case p == "":
			w.report(p, model.Failure, "an empty path; name a file or a folder, or . for the current folder")
		case p == "-":
			if opt.Stdin == nil {
				w.report(p, model.Failure, "there is no standard input to read")
				break
			}
			w.stream(p, func() (io.ReadCloser, error) { return io.NopCloser(opt.Stdin), nil })
		default:
			w.path(p, roots[p])
		}
		if ctx.Err() != nil {
			return nil, nil, ctx.Err()
		}
	}
	var known Ledger
	if opt.Ledger != nil && len(w.files) > 0 {
		bytes := int64(0)
		for i := range w.files {
			bytes += w.files[i].info.Size()
		}
		known = opt.Ledger(len(w.files), bytes)
	}
	w.read(known)
	slices.SortStableFunc(w.docs, func(a, b source.Document) int { return strings.Compare(a.Path, b.Path) })
	slices.SortStableFunc(w.diagnostics, func(a, b model.Diagnostic) int { return strings.Compare(a.Path, b.Path) })
	return w.docs, w.diagnostics, ctx.Err()
}

// commonRoots returns, for each path, the folder that what it holds is named
// relative to. Files named one by one, and folders beside each other, are one
// collection under the folder that holds them all, so that the folders between
// name the outlets.
func commonRoots(paths []string) map[string]string {
	roots := map[string]string{}
	var files, folders []string
	for _, p := range paths {
		info, err := os.Stat(p)
		abs, err2 := filepath.Abs(p)
		if err != nil || err2 != nil {
			continue
		}
		roots[p] = abs
		if info.IsDir() {
			folders = append(folders, p)
		} else {
			roots[p] = filepath.Dir(abs)
			files = append(files, p)
		}
	}
	for _, group := range [][]string{files, folders} {
		if len(group) < 2 {
			continue
		}
		common := roots[group[0]]
		for _, p := range group[1:] {
			for common != filepath.Dir(common) && !within(common, roots[p]) {
				common = filepath.Dir(common)
			}
		}
		for _, p := range group {
			roots[p] = common
		}
	}
	return roots
}

// within reports whether path is root or lies below it; both are absolute.
func within(root, path string) bool {
	rel, err := filepath.Rel(root, path)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

// file is a file to be read.
type file struct {
	path string // to open it
	rel  string
	info fs.FileInfo
	bad  string // why it was not read
	data []byte
	sum  source.Sum
}

// walk is one run of Documents.
type walk struct {
	ctx         context.Context //nolint:containedctx // lives as long as the call
	files       []file
	seen        map[string]int // identity of a file → index into files
	docs        []source.Document
	diagnostics []model.Diagnostic
}

func (w *walk) report(path string, s model.Severity, message string) {
	w.diagnostics = append(w.diagnostics, model.Diagnostic{Path: source.Visible(filepath.ToSlash(path)), Article: -1, Stage: "intake", Severity: s, Message: source.Line(message)})
}

// path adds what is behind an argument.
func (w *walk) path(p, root string) {
	info, err := os.Stat(p)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		what := "no such file or folder"
		if _, err := os.Lstat(p); err == nil {
			what = "the link leads nowhere"
		}
		w.report(p, model.Failure, what)
	case err != nil:
		w.report(p, model.Failure, reason(err))
	case info.IsDir():
		w.folder(p, root)
	case info.Mode()&fs.ModeNamedPipe != 0 && descriptor(p):
		w.stream(p, func() (io.ReadCloser, error) { return os.Open(p) })
	default:
		if bad := refused(info); bad != "" {
			w.report(p, model.Failure, bad)
			return
		}
		abs, err := filepath.Abs(p)
		if err != nil {
			abs = p
		}
		w.add(p, relative(root, abs), info)
	}
}

func relative(root, abs string) string {
	rel, err := filepath.Rel(root, abs)
	if err != nil {
		return filepath.Base(abs)
	}
	return filepath.ToSlash(rel)
}

// add takes a file on, unless it is the same as one that is there already; of
// two names the one deeper in the collection stays, since it says more.
func (w *walk) add(path, rel string, info fs.FileInfo) {
	id := identity(path, info)
	f := file{path: path, rel: rel, info: info}
	if i, ok := w.seen[id]; ok {
		old := &w.files[i]
		if n, m := strings.Count(rel, "/"), strings.Count(old.rel, "/"); n > m || n == m && path < old.path {
			*old = f
		}
		return
	}
	w.seen[id] = len(w.files)
	w.files = append(w.files, f)
}

// folder adds the files of a folder and of the folders in it.
func (w *walk) folder(p, root string) {
	reports := len(w.diagnostics)
	l := left{unknown: map[string]int{}}
	real, err := filepath.EvalSymlinks(p)
	if err != nil {
		w.report(p, model.Failure, reason(err))
		return
	}
	absolute, err := filepath.Abs(p)
	if err != nil {
		absolute = p
	}
	var links []string
	// The walk starts at the folder itself, not at a link to it; names are shown
	// as they were given.
	_ = filepath.WalkDir(real, func(at string, e fs.DirEntry, err error) error {
		if w.ctx.Err() != nil {
			return w.ctx.Err()
		}
		below, _ := filepath.Rel(real, at)
		name := filepath.Join(p, below)
		if err != nil {
			severity := model.Warning
			if at == real {
				severity = model.Failure
			}
			w.report(name, severity, "cannot be read: "+reason(err))
			return nil
		}
		if at != real && strings.HasPrefix(e.Name(), ".") {
			if e.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		switch {
		case e.IsDir():
			if at != real && belongs(at) {
				l.parts++
				return fs.SkipDir
			}
		case e.Type()&fs.ModeSymlink != 0:
			links = append(links, name)
		case ours(e.Name()):
		case !l.known(at, e.Type()):
			l.unknown[strings.ToLower(filepath.Ext(e.Name()))]++
		default:
			l.read++
			w.entry(name, relative(root, filepath.Join(absolute, below)), e)
		}
		return nil
	})
	for _, name := range links {
		w.link(name, real, root, &l)
	}
	w.leftOut(p, l, l.read == 0 && len(w.diagnostics) == reports)
}

// entry adds a file of a folder, which is rel in the collection.
func (w *walk) entry(name, rel string, e fs.DirEntry) {
	info, err := e.Info()
	if err != nil {
		w.report(name, model.Warning, "not read: "+reason(err))
		return
	}
	if bad := refused(info); bad != "" {
		w.report(name, model.Warning, "not read: "+bad)
		return
	}
	w.add(name, rel, info)
}

// link adds the file that a symbolic link in a folder leads to, when it leads
// to one inside. Folders are reached without it.
func (w *walk) link(name, real, root string, l *left) {
	target, err := filepath.EvalSymlinks(name)
	if err != nil {
		if source.Known(name) {
			w.report(name, model.Warning, "not read: the link leads nowhere")
		}
		return
	}
	realAbs, err1 := filepath.Abs(real)
	targetAbs, err2 := filepath.Abs(target)
	info, err3 := os.Stat(target)
	if err := errors.Join(err1, err2, err3); err != nil {
		w.report(name, model.Warning, "not read: "+reason(err))
		return
	}
	switch {
	case !within(realAbs, targetAbs):
		l.outside++
	case info.IsDir() || !source.Known(name):
	default:
		if bad := refused(info); bad != "" {
			w.report(name, model.Warning, "not read: "+bad)
			return
		}
		l.read++
		if _, ok := w.seen[identity(target, info)]; !ok {
			abs, _ := filepath.Abs(name)
			w.add(name, relative(root, abs), info)
		}
	}
}

// refused says why a file is not opened at all, "" when it may be.
func refused(info fs.FileInfo) string {
	switch m := info.Mode(); {
	case m&fs.ModeNamedPipe != 0:
		return "a named pipe, not a file"
	case m&fs.ModeSocket != 0:
		return "a socket, not a file"
	case m&fs.ModeDevice != 0:
		return "a device, not a file"
	case !m.IsRegular():
		return "not a regular file"
	case info.Size() > MaxFile:
		return fmt.Sprintf("%d MB; kreader reads files of up to %d MB", info.Size()>>20, MaxFile>>20)
	}
	return ""
}

// reason leaves the path out of an error that is said beside the path.
func reason(err error) string {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err.Error()
	}
	return err.Error()
}

// read reads the files that were found, several at a time, but for those of
// which it is known what they hold.
func (w *walk) read(known Ledger) {
	var (
		wg   sync.WaitGroup
		next = make(chan *file)
	)
	for range min(len(w.files), 2*runtime.GOMAXPROCS(0)) {
		wg.Go(func() {
			for f := range next {
				if w.ctx.Err() == nil {
					f.read(known)
				}
			}
		})
	}
	for i := range w.files {
		next <- &w.files[i]
	}
	close(next)
	wg.Wait()
	for _, f := range w.files {
		if f.bad != "" {
			w.report(f.path, model.Failure, "not read: "+f.bad)
			continue
		}
		w.docs = append(w.docs, source.Document{Path: source.Visible(filepath.ToSlash(f.path)), Rel: source.Visible(f.rel), Data: f.data, Sum: f.sum})
	}
	w.files = nil
}

// read reads the file, unless it is known what it holds.
func (f *file) read(known Ledger) {
	if known != nil {
		if sum, ok := known.Held(f.path, f.info); ok {
			f.sum = sum
			return
		}
	}
	var info fs.FileInfo
	if f.data, info, f.bad = contents(f.path); known != nil && f.bad == "" {
		f.sum = known.Read(f.path, info, f.data)
	}
}

// contents reads a file, or says why it cannot be read. The file is looked at
// again once it is open: it may have been replaced since it was found. What was
// known of it then comes with what it holds.
func contents(path string) ([]byte, fs.FileInfo, string) {
	f, err := open(path)
	if err != nil {
		return nil, nil, reason(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, nil, reason(err)
	}
	if bad := refused(info); bad != "" {
		return nil, nil, bad
	}
	data := make([]byte, 0, info.Size()+1)
	for {
		n, err := f.Read(data[len(data):cap(data)])
		data = data[:len(data)+n]
		switch {
		case err == io.EOF:
			return data, info, ""
		case err != nil:
			return nil, nil, reason(err)
		case len(data) > MaxFile:
			return nil, nil, fmt.Sprintf("it grew past %d MB while it was read", MaxFile>>20)
		case len(data) == cap(data):
			data = slices.Grow(data, len(data)+512)
		}
	}
}

// descriptor reports a path that names an open file of this process: what a
// shell hands over for <(…), and the other name of standard input.
func descriptor(path string) bool {
	return path == "/dev/stdin" || strings.HasPrefix(path, "/dev/fd/") || strings.HasPrefix(path, "/proc/self/fd/")
}

// stream adds what is read from a pipe, until it ends or the user has waited
// enough.
func (w *walk) stream(path string, open func() (io.ReadCloser, error)) {
	type result struct {
		data []byte
		err  error
	}
	done := make(chan result, 1)
	go func() { // neither opening nor reading a pipe can be interrupted; the user can
		r, err := open()
		if err != nil {
			done <- result{nil, err}
			return
		}
		defer r.Close()
		data, err := io.ReadAll(io.LimitReader(r, MaxFile+1))
		done <- result{data, err}
	}()
	select {
	case <-w.ctx.Done():
	case got := <-done:
		switch {
		case got.err != nil:
			w.report(path, model.Failure, reason(got.err))
		case len(got.data) > MaxFile:
			w.report(path, model.Failure, fmt.Sprintf("it goes on after %d MB; kreader reads no more", MaxFile>>20))
		default:
			w.docs = append(w.docs, source.Document{Path: path, Rel: "-", Data: got.data})
		}
	}
}
