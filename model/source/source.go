// Package source turns the bytes of documents into clean articles.
//
// A document passes through four steps. Its format (one file of this package
// each) takes its markup apart into pieces and metadata; every byte of them
// goes through [Clean]. Then, the same for all formats, furniture is told from
// body, the captions, pull quotes and questions are found, and title, byline,
// outlet and date are worked out, each with where it was found. Last, the
// pieces become the blocks of a [model.Article], whose text never changes
// again.
//
// An article that has a title of its own, on the page or in its metadata, has
// it as its first block, a heading of level 1 with exactly the words of
// [model.Article.Title]; what a title tells is told by the outlet like the rest.
// Where there is none, Title is how the text begins, or the name of the file,
// and no block of its own.
//
// The words are the outlet's own: pieces are dropped, never reworded, and only
// by rules that hold for any page.
package source

import (
	"github.com/kreader/kreader/model"
)

// Document is what is known of a file before it is read as an article.
type Document struct {
	Path string // as the user gave it, with slashes
	Rel  string // path within the collection's root, with slashes; the base name for a single file, "" for a link
	URL  string // where it was saved from, "" when unknown
	Data []byte

	// What the server said of it, for a page that was fetched; "" when it said
	// nothing. Both may lie: they count where the bytes leave a choice.
	Type    string // media type, in lower case
	Charset string // in lower case

	Note string // a line the reader must see above the article, "" for none

	Depth int // how many archives it lies in

	// Sum is that of Data; zero when nobody asked for it. A document with a sum
	// may come without Data when what it was read as is known already: see
	// pipeline.Known.
	Sum Sum
}

// Decode reads the articles of a document. The error says, in words for the
// reader, why nothing of it can be read; what is only lost in part is in the
// diagnostics, which name the document or the member of it that they are about.
// It does no I/O and its result depends on d alone.
func Decode(d Document) ([]model.Article, []model.Diagnostic, error) {
	return formatOf(d).read(d)
}

// read reads the articles of a document that is of format f.
func (f Format) read(d Document) ([]model.Article, []model.Diagnostic, error) {
	drafts, err := f.Decode(d)
	if err != nil {
		return nil, nil, err
	}
	var (
		as []model.Article
		ds []model.Diagnostic
	)
	for i := range drafts {
		a, notes := finish(d, &drafts[i])
		as = append(as, a)
		for j := range notes {
			if notes[j].Path == "" {
				notes[j].Path = a.Path
			}
			notes[j].Article, notes[j].Stage = -1, "source"
		}
		ds = append(ds, notes...)
	}
	return as, ds, nil
}
