// Package source turns the bytes of documents into clean articles.
package source

import (
	"path"
	"strings"

	"github.com/kreader/kreader/model"
)

// Document is what is known of a file before it is read as an article.
type Document struct {
	Path string // as the user gave it, with slashes
	Rel  string // path within the collection's root, with slashes; the base name for a single file
	URL  string // where it was saved from, "" when unknown
	Data []byte
}

// Decode reads the articles of a document.
func Decode(d Document) ([]model.Article, []model.Diagnostic, error) {
	a := model.Article{ID: d.Path, Path: d.Path, Title: path.Base(d.Path), Language: "en", PublishedFrom: model.FromNone, OutletFrom: model.FromNone}
	a.Text = string(d.Data)
	a.Blocks = []model.Block{{Span: model.Span{End: len(a.Text)}}}
	return []model.Article{a}, nil, nil
}

// Known reports whether a file of this name has a format that Decode reads.
func Known(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".txt", ".md", ".markdown":
		return true
	}
	return false
}
