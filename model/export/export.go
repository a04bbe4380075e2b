// Package export writes collections, articles and temporal expressions out,
// in the formats that "kreader timeline --help" lists.
//
// A format of a collection is one file of this package: it registers a
// [Format], and the contract test then asks for its golden file. Everything
// written is valid UTF-8, is the same for the same input, and holds no
// character that a terminal would obey: what should have been cleaned before
// is escaped or replaced here once more, because names of files never pass
// through the cleaning of articles.
package export

import (
	"bufio"
	"io"
	"slices"
	"strings"

	"github.com/kreader/kreader/model"
)

// Format is a way to write a collection.
type Format struct {
	Name string // as in --format, such as "json"
	Ext  string // of the files that hold it, such as ".json"
	Help string // what it is, in a few words
	// Write writes c. The error is w's.
	Write func(w io.Writer, c *model.Collection) error
}

var formats []Format

// register adds a format. It is called from package variables, one in each
// format's own file.
func register(f Format) bool {
	formats = append(formats, f)
	return true
}

// Formats returns the formats of a collection by name.
func Formats() []Format {
	out := slices.Clone(formats)
	slices.SortFunc(out, func(a, b Format) int { return strings.Compare(a.Name, b.Name) })
	return out
}

// Lookup returns the format with the name.
func Lookup(name string) (Format, bool) {
	i := slices.IndexFunc(formats, func(f Format) bool { return f.Name == name })
	if i < 0 {
		return Format{}, false
	}
	return formats[i], true
}

// buffered calls write with a buffer in front of w and returns the first error
// of either.
func buffered(w io.Writer, write func(*bufio.Writer) error) error {
	b := bufio.NewWriterSize(w, 1<<16)
	if err := write(b); err != nil {
		return err
	}
	return b.Flush()
}
