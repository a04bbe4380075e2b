package pipeline

import (
	"errors"
	"slices"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/lang"
	"github.com/kreader/kreader/model/source"
)

// Content is what a document comes to by itself: its articles, and of each the
// sentences and the temporal expressions as they are read without knowing the
// others.
type Content struct {
	Articles    []model.Article
	Diagnostics []model.Diagnostic
	Sentences   [][]model.Span
	Timexes     [][]model.Timex
}

// Known is what earlier runs have made of documents. Its methods are called by
// several goroutines at once.
type Known interface {
	// Content returns what a document was read as, nil when it was not. An error
	// says that what was known of it is lost; when it came without Data, Decode
	// ends with that error.
	Content(d *source.Document) (*Content, error)
	// Keep takes what a document has now been read as. Nothing of it changes
	// afterwards.
	Keep(d *source.Document, r *Content)
}

// errUnread is about a document whose bytes were not read for nothing.
var errUnread = errors.New("a document came without its bytes, and nothing is known of it")

// read returns what a document comes to. Without Known, sentences and temporal
// expressions are left for Analyse, so that the articles are there sooner.
func read(d *source.Document, known Known) (*Content, error) {
	if known != nil {
		r, err := known.Content(d)
		if r != nil {
			return r, nil
		}
		if d.Data == nil && d.Sum != (source.Sum{}) {
			return nil, errors.Join(errUnread, err)
		}
	}
	as, ds, err := source.Decode(*d)
	if err != nil {
		ds = append(ds, model.Diagnostic{Path: d.Path, Article: -1, Stage: "source", Severity: model.Failure, Message: err.Error()})
	}
	r := &Content{Articles: as, Diagnostics: ds}
	if known != nil {
		for i := range as {
			s := sentences(&as[i], lang.For(as[i].Language))
			r.Sentences = append(r.Sentences, s)
			r.Timexes = append(r.Timexes, tag(&as[i], s, nil))
		}
		known.Keep(d, r)
	}
	return r, nil
}

// gather puts what the documents were read as together, in their order, without
// the articles that are not kept.
func gather(all []*Content, opt Options) *model.Collection {
	c := &model.Collection{Title: opt.Title}
	for _, r := range all {
		c.Articles = append(c.Articles, r.Articles...)
		c.Diagnostics = append(c.Diagnostics, r.Diagnostics...)
		c.Sentences = append(c.Sentences, r.Sentences...)
		c.Timexes = append(c.Timexes, r.Timexes...)
	}
	if opt.Keep == nil {
		return c
	}
	shown := slices.Clone(c.Articles)
	opt.Corrections.Articles(shown)
	var order []int
	for i := range shown {
		if opt.Keep(&shown[i]) {
			order = append(order, i)
		}
	}
	reorder(c, order)
	return c
}

// reorder leaves the articles of c in the order given by their indexes, with
// what is known of each.
func reorder(c *model.Collection, order []int) {
	tagged := len(c.Sentences) == len(c.Articles)
	c.Articles = permute(c.Articles, order)
	if tagged {
		c.Sentences = permute(c.Sentences, order)
		c.Timexes = permute(c.Timexes, order)
	}
}

// tagged returns the sentences and temporal expressions of the first pass that
// still hold for articles, by their indexes: those of the articles whose
// language and date are as they were. Where there are none, both are nil.
func tagged(c *model.Collection, corrected []model.Article) ([][]model.Span, [][]model.Timex) {
	sents, timexes := make([][]model.Span, len(corrected)), make([][]model.Timex, len(corrected))
	if len(c.Sentences) != len(corrected) {
		return sents, timexes
	}
	for i := range corrected {
		a, b := &c.Articles[i], &corrected[i]
		if a.Language == b.Language && a.Published == b.Published {
			sents[i], timexes[i] = c.Sentences[i], c.Timexes[i]
		}
	}
	return sents, timexes
}
