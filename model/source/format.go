package source

import (
	"bytes"
	"errors"
	"fmt"
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
	// Magic reports whether a document that begins so is of this format beyond
	// doubt, whatever its name says. A format with Magic and without Sniff is
	// known by nothing else: its extension alone proves nothing.
	Magic func(head []byte) bool
	// Member is, for a format that is a zip archive, the member that tells it;
	// it stands for Magic.
	Member string
	// Sniff reports whether a document that begins so is likely of this format.
	// It decides for names without a known extension, and between formats that
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

	// Part tells the articles of one document apart: the address of an entry,
	// the name of a chapter. "" when the document is the article.
	Part string
	// Doc is the member of an archive that the article is; nil when it is the
	// document itself. Its names decide about outlet and date as those of a file
	// in a folder do.
	Doc *Document
}

// Meta is what a document says of itself outside its text. Fields are as they
// were found, cleaned to one line; empty when it does not say.
type Meta struct {
	Title, Byline, Language, URL, Note string

	Outlet string // the outlet, said outright
	Site   string // the name of the site it was saved from

	Published, Modified string // dates in any spelling
	Printed             string // the date printed beside the headline, where nothing above says it
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
	ext := extOf(name)
	return slices.ContainsFunc(formats, func(f Format) bool { return slices.Contains(f.Exts, ext) })
}

// HeadSize is how many bytes of a file tell what it is.
const HeadSize = 4096

// Recognised reports whether a file that begins so has, whatever its name, a
// format that Decode reads. Text that has no marks of a format is not
// recognised: anything may be text.
func Recognised(head []byte) bool {
	_, ok := claimed(head, opening(head))
	return ok
}

// claimed returns the format that a document is of beyond doubt, if any: by how
// it begins, as it is and as text.
func claimed(raw, text []byte) (Format, bool) {
	for _, f := range formats {
		if f.Magic != nil && (f.Magic(raw) || f.Magic(text)) {
			return f, true
		}
	}
	return Format{}, false
}

// foreign are the extensions of what is never an article: pictures, sound,
// film, type, programs and their sources, what a saved page brings along.
var foreign = set(`.png .jpg .jpeg .gif .webp .svg .ico .bmp .tif .tiff .avif .heic .mp3 .m4a .wav .ogg .flac .mp4 .m4v .mov .avi .mkv .webm
	.css .js .mjs .map .woff .woff2 .ttf .otf .eot .exe .dll .so .dylib .o .a .class .jar .apk .dmg .iso .bin .img
	.go .py .rb .rs .c .h .cc .cpp .java .ts .tsx .jsx .sh .php .pl .lua .sql .db .sqlite .lock .sum .mod .toml .ini .cfg .conf .log
	.xls .xlsx .ppt .pptx .ods .odp .psd .ai .sketch .7z .rar .xz .bz2 .zst .tar .tgz`)

// Foreign reports whether a file is, by its name, so surely no article that
// looking into it is not worth the time.
func Foreign(name string) bool { return foreign[extOf(name)] }

// formatOf picks the format of d. What its bytes say beyond doubt comes first,
// then its extension, then what its bytes make likely. What no format claims is
// plain text, unless its name says that it cannot be.
func formatOf(d Document) Format {
	if f, ok := formatOfZip(d.Data); ok {
		return f
	}
	head := opening(d.Data)
	if f, ok := claimed(d.Data[:min(len(d.Data), HeadSize)], head); ok {
		return f
	}
	ext := d.ext()
	named := slices.DeleteFunc(Formats(), func(f Format) bool {
		return !slices.Contains(f.Exts, ext) || f.Member != "" || f.Magic != nil && f.Sniff == nil
	})
	for _, f := range named {
		if f.Sniff == nil && !beginsWith(head, "<?xml") || f.Sniff != nil && f.Sniff(head) {
			return f
		}
	}
	if len(named) > 0 && !beginsWith(head, "<?xml") {
		return named[0]
	}
	for _, f := range formats {
		if f.Sniff != nil && f.Sniff(head) {
			return f
		}
	}
	if beginsWith(head, "<?xml") || ext == ".xml" {
		return unknownXML
	}
	if Known(d.Path) && binary(d.Data) == "" {
		return misnamed
	}
	return plainText
}

// unknownXML stands for XML that no format claims.
var unknownXML = Format{Decode: func(Document) ([]Draft, error) {
	return nil, errors.New("this is XML of a kind that kreader does not read; of XML it reads feeds, lists of feeds and web pages")
}}

// misnamed stands for text under the extension of a format that is no text:
// nobody can say what was meant.
var misnamed = Format{Decode: func(d Document) ([]Draft, error) {
	ext := extOf(d.Path)
	return nil, fmt.Errorf("this is no %s file, whatever its name says; if it is text, call it .txt", ext)
}}

// extensions are those of the media types that servers give to articles. What
// is text to a server may be anything.
var extensions = map[string]string{
	"text/html": ".html", "application/xhtml+xml": ".html", "text/markdown": ".md", "application/pdf": ".pdf", "application/epub+zip": ".epub",
	"application/rss+xml": ".rss", "application/atom+xml": ".atom", "application/feed+json": ".json", "application/json": ".json",
}

// ext returns the extension by which a document is known: that of its name, or
// of the type that a server gave it, in whose addresses an extension says less.
func (d Document) ext() string {
	if ext, ok := extensions[d.Type]; ok {
		return ext
	}
	return extOf(d.Path)
}

// extOf returns the extension of a file's name, in lower case.
func extOf(name string) string { return strings.ToLower(path.Ext(name)) }

// opening returns how a document begins, as UTF-8 without a byte order mark.
func opening(data []byte) []byte {
	head := data[:min(len(data), HeadSize)]
	if bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff")) || utf16Endian(head) >= 0 {
		s, _, _ := decodeCharset(head[:len(head)&^1])
		return []byte(s)
	}
	return bytes.TrimPrefix(head, []byte("\xef\xbb\xbf"))
}

// beginsWith reports whether head begins, after white space, with one of
// prefixes, which are in lower case, in any case of letters.
func beginsWith(head []byte, prefixes ...string) bool {
	head = bytes.TrimLeft(head, " \t\r\n\f")
	for _, p := range prefixes {
		if len(head) >= len(p) && strings.EqualFold(string(head[:len(p)]), p) {
			return true
		}
	}
	return false
}
