package source

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"github.com/kreader/kreader/model"
)

// finish makes a draft of d an article.
func finish(d Document, dr *Draft) (model.Article, []model.Diagnostic) {
	note := strings.Trim(d.Note+"; "+dr.Meta.Note, "; ")
	if dr.Doc != nil {
		d = *dr.Doc
	}
	a := model.Article{ID: id(d, dr), Path: d.Path, URL: dr.Meta.URL, Note: note}
	if a.URL == "" {
		a.URL = Line(d.URL)
	}
	p := &page{doc: d, meta: dr.Meta, url: a.URL, pieces: dr.Pieces, notes: dr.Diagnostics}
	p.clean()
	p.describe(&a)
	assemble(&a, p.pieces)
	if p.titled {
		a.Words -= words(p.pieces[0].Text)
	}
	detach(&a)
	return a, p.notes
}

// detach copies what an article still shares with the document that it was
// read from: a title of ten words would keep ten megabytes in memory.
func detach(a *model.Article) {
	for _, s := range []*string{&a.URL, &a.Note, &a.Title, &a.Byline, &a.Outlet, &a.Language, &a.PublishedWhy} {
		*s = strings.Clone(*s)
	}
	for i := range a.Blocks {
		b := &a.Blocks[i]
		b.Marker = strings.Clone(b.Marker)
		for j := range b.Inline {
			b.Inline[j].URL = strings.Clone(b.Inline[j].URL)
		}
	}
}

// id names an article by where it stands in the collection and what it says.
// An article that shares its document with others keeps its name when they
// change, and a link, around which every visit finds something else, when its
// page does.
func id(d Document, dr *Draft) string {
	h := sha256.New()
	h.Write([]byte(d.Rel))
	h.Write(make([]byte, 4))
	if d.Rel == "" {
		h.Write([]byte(d.Path))
	}
	if dr.Part == "" && d.Rel == "" {
		return hex.EncodeToString(h.Sum(nil)[:5])
	}
	if dr.Part == "" {
		h.Write(d.Data)
		return hex.EncodeToString(h.Sum(nil)[:5])
	}
	for _, s := range []string{dr.Part, dr.Meta.Title, dr.Meta.Published} {
		h.Write([]byte(s))
		h.Write([]byte{0})
	}
	for i := range dr.Pieces {
		h.Write([]byte(dr.Pieces[i].Text))
	}
	return hex.EncodeToString(h.Sum(nil)[:5])
}

// assemble writes pieces into the text and the blocks of a.
func assemble(a *model.Article, ps []Piece) {
	size, runs := 0, 0
	for _, p := range ps {
		size += len(p.Text) + 2
		runs += len(p.Inline)
	}
	var (
		b      strings.Builder
		inline = make([]model.Inline, 0, runs)
	)
	b.Grow(size)
	a.Blocks = make([]model.Block, 0, len(ps))
	for _, p := range ps {
		if len(a.Blocks) > 0 {
			b.WriteString("\n\n")
		}
		from, first := b.Len(), len(inline)
		b.WriteString(p.Text)
		for _, x := range p.Inline {
			x.Span.Start += from
			x.Span.End += from
			inline = append(inline, x)
		}
		a.Blocks = append(a.Blocks, model.Block{
			Kind: p.Kind, Level: p.Level, Marker: p.Marker, Repeats: p.Repeats,
			Span:   model.Span{Start: from, End: b.Len()},
			Inline: inline[first:len(inline):len(inline)],
		})
		if p.Kind != model.Caption && !p.Repeats {
			a.Words += words(p.Text)
		}
	}
	a.Text = b.String()
}

// words counts the runs of bytes between spaces.
func words(s string) int {
	n, before := 0, uint8(1)
	for i := 0; i < len(s); i++ {
		space := spaceByte[s[i]]
		n += int(before &^ space)
		before = space
	}
	return n
}

// spaceByte is 1 for the bytes that part words.
var spaceByte = [256]uint8{' ': 1, '\n': 1, '\t': 1}
