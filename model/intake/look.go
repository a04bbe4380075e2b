package intake

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/source"
)

// left counts what a folder holds and is not read.
type left struct {
	unknown map[string]int // extension → number of files
	outside int
	read    int // files that are read, or have been for another path
	parts   int // of saved pages
	looked  int // files looked into
}

// ours reports a file of corrections, or what was kept of a damaged one: it is
// read by those who want it (package correct) and never an article.
func ours(name string) bool {
	return name == "kreader.toml" || strings.HasPrefix(name, "kreader.toml.damaged-")
}

// maxLooks is how many files of a folder whose names tell nothing are looked
// into: enough for any clippings, and done in a blink.
const maxLooks = 2000

// known reports whether a file of a folder is to be read: by its name, or else
// by how it begins.
func (l *left) known(path string, mode fs.FileMode) bool {
	if source.Known(path) {
		return true
	}
	if l.looked >= maxLooks || !mode.IsRegular() || source.Foreign(path) {
		return false
	}
	l.looked++
	f, err := open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() { // another took its place
		return false
	}
	head := make([]byte, source.HeadSize)
	n, _ := io.ReadFull(f, head) // a short file is no fault
	return source.Recognised(head[:n])
}

// belongs reports a folder of what a browser saved along with a page: pictures,
// scripts, and frames with advertisements that are no articles of their own.
func belongs(folder string) bool {
	for _, suffix := range []string{"_files", ".files", "_file", "-Dateien", "_archivos", "_fichiers"} {
		page, ok := strings.CutSuffix(folder, suffix)
		if !ok {
			continue
		}
		for _, ext := range []string{".html", ".htm", ".xhtml"} {
			if info, err := os.Lstat(page + ext); err == nil && info.Mode().IsRegular() {
				return true
			}
		}
	}
	return false
}

// leftOut says once what of a folder was not read. A folder without a single
// article is a failure: nobody means that.
func (w *walk) leftOut(p string, l left, empty bool) {
	var kinds []string
	for ext, n := range l.unknown {
		if ext == "" {
			ext = "without extension"
		}
		kinds = append(kinds, fmt.Sprintf("%d %s", n, ext))
	}
	slices.SortFunc(kinds, func(a, b string) int {
		return strings.Compare(a[strings.IndexByte(a, ' '):], b[strings.IndexByte(b, ' '):])
	})
	if n := len(kinds); n > 8 {
		kinds = append(kinds[:8], fmt.Sprintf("%d other kinds", n-8))
	}
	holds := strings.Join(kinds, ", ")
	switch {
	case w.ctx.Err() != nil:
	case empty && holds == "" && l.outside == 0:
		w.report(p, model.Failure, "no articles found: the folder is empty; kreader reads "+Readable())
	case empty && holds != "":
		w.report(p, model.Failure, "no articles found: kreader reads "+Readable()+"; this folder holds "+holds)
	case holds != "":
		w.report(p, model.Note, "not read: "+holds+" (kreader reads "+Readable()+")")
	}
	if l.parts > 0 {
		w.report(p, model.Note, "not read: "+plural(l.parts, "folder of what a browser saved along with a page", "folders of what a browser saved along with pages"))
	}
	if l.outside > 0 {
		w.report(p, model.Note, fmt.Sprintf("not followed: %s out of the folder; name what it leads to if you want it", plural(l.outside, "link that leads", "links that lead")))
	}
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// Readable lists the extensions that can be read.
func Readable() string {
	var exts []string
	for _, f := range source.Formats() {
		exts = append(exts, f.Exts...)
	}
	slices.Sort(exts)
	return strings.Join(exts, " ")
}
