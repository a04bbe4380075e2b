package cli

import (
	"bytes"
	"context"
	"slices"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/pipeline"
	"github.com/kreader/kreader/model/source"
)

// Much takes long to read, and the first screen shows little of it. So where
// there is much, the beginnings of the first documents are read before the
// whole, and are what the first frame shows.
const (
	much       = 1 << 20  // bytes that take about as long as a frame may
	beginning  = 64 << 10 // bytes read of one document
	beginnings = 4        // times that much is read in all
	many       = 500      // documents that take as long although all is known of them
	known      = 16 << 10 // what such a document counts as
)

// amount returns how many bytes there are in documents.
func amount(docs []source.Document) (n int) {
	for i := range docs {
		n += len(docs[i].Data)
	}
	return n
}

// glance returns the articles at the beginning of many documents, or the
// beginning of the article in a long one; nil where all is read as soon, or
// where nothing of them can be read by itself.
func glance(ctx context.Context, r request, docs []source.Document) *model.Collection {
	if amount(docs) < much && len(docs) < many {
		return nil
	}
	var first []source.Document
	for room := beginnings * beginning; len(docs) > 0 && room > 0; docs = docs[1:] {
		d := docs[0]
		d.Data = begin(d.Data, min(beginning, room))
		room -= len(d.Data)
		if d.Data == nil {
			room -= known
		}
		first = append(first, d)
	}
	opt := pipeline.Options{Title: titleOf(r.paths), Keep: r.filter.keep(new(int))}
	if slices.ContainsFunc(first, func(d source.Document) bool { return d.Data == nil }) {
		opt.Known = glimpse{r.saved.known()}
	}
	c, err := pipeline.Decode(ctx, first, opt)
	if err != nil || len(c.Articles) == 0 {
		return nil
	}
	c.Diagnostics = nil // a part of a file may be wrong where the whole is not
	return c
}

// begin returns about n bytes that data begins with, to the end of a paragraph
// or at least of a line.
func begin(data []byte, n int) []byte {
	if len(data) <= n {
		return data
	}
	data = data[:n&^1] // the half of a character in UTF-16 would be another
	for _, end := range []string{"\n\n", "\n", " "} {
		if i := bytes.LastIndex(data, []byte(end)); i > n/2 {
			return data[:i+len(end)]
		}
	}
	return data
}

// glimpse is what is known of documents, for those that are only looked at: the
// beginning of a document is not kept as what it is.
type glimpse struct{ known pipeline.Known }

// Content implements pipeline.Known.
func (g glimpse) Content(d *source.Document) (*pipeline.Content, error) {
	if g.known == nil || d.Data != nil {
		return nil, nil
	}
	return g.known.Content(d)
}

// Keep implements pipeline.Known.
func (glimpse) Keep(*source.Document, *pipeline.Content) {}
