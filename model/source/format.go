package source

import (
	"path"
	"slices"
	"strings"

	"github.com/kreader/kreader/model"
)

// Format is a kind of file that articles are read from. A format only takes
// its markup apart; which blocks are furniture, who wrote it and when is
// worked out afterwards by the same rules for all.
//
// To add one, add one file that registers it by a package variable,
//
//	var _ = register(Format{Name: "newsml", Exts: []string{".xml"}, …})
//
// and fixtures in testdata/<name>/; TestFormats insists on them.
type Format struct {
	Name string
	Exts []string // lower case, with the dot
	// Sniff reports whether a document that begins so is of this format. It
	// decides for names without a known extension, and between formats that
	// share one. Nil: only the extension tells.
	Sniff func(head []byte) bool
	// Decode takes a document apart into drafts of articles. An error means
	// that nothing of it can be read, and says why in words for the reader.
	Decode func(Document) ([]Draft, error)
}

// Draft is an article as a format found it.
type Draft struct {
	Meta        Meta
	Pieces      []Piece
	Diagnostics []model.Diagnostic
}

// Meta is what a document says of itself outside its text. Fields are as they
// were found, cleaned to one line; empty when it does not say.
type Meta struct {
	Title, Byline, Language, URL, Note string

	Outlet string // the outlet, said outright
	Site   string // the name of the site it was saved from

	Published, Modified string // dates in any spelling
}

// Piece is a block of a draft.
type Piece struct {
	Kind   model.BlockKind
	Level  int
	Marker string
	Text   string         // cleaned
	Inline []model.Inline // spans in Text
	// Tight reports that no blank line parts it from the piece before. Text
	// files put a caption under its credit in this way.
	Tight bool
	// Repeats is as in model.Block.
	Repeats bool
}

var formats []Format

func register(f Format) Format {
	formats = append(formats, f)
	slices.SortFunc(formats, func(a, b Format) int { return strings.Compare(a.Name, b.Name) })
	return f
}

// Formats returns the formats that can be read, by name.
func Formats() []Format { return slices.Clone(formats) }

// Known reports whether a file of this name has a format that Decode reads.
func Known(name string) bool {
	ext := strings.ToLower(path.Ext(name))
	return slices.ContainsFunc(formats, func(f Format) bool { return slices.Contains(f.Exts, ext) })
}

// formatOf picks the format of d: by its extension, and by its first bytes
// where that does not decide. What no format claims is plain text.
func formatOf(d Document) Format {
	ext := strings.ToLower(path.Ext(d.Path))
	head := d.Data[:min(len(d.Data), 4096)]
	fallback := -1
	for i, f := range formats {
		if slices.Contains(f.Exts, ext) {
			if f.Sniff == nil || f.Sniff(head) {
				return f
			}
			if fallback < 0 {
				fallback = i
			}
		}
	}
	if fallback >= 0 {
		return formats[fallback]
	}
	for _, f := range formats {
		if f.Sniff != nil && f.Sniff(head) {
			return f
		}
	}
	return plainText
}
