package source

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/kreader/kreader/model"
)

// hyperlink is an address with the name that a list of links gives it.
type hyperlink struct{ title, url, folder string }

// maxLinks is how many links of a list are shown.
const maxLinks = 5000

// linkList makes links, which have no texts of their own, one article: the list
// of them, under their folders, with a note on how to come by the texts.
// Nothing is fetched.
func linkList(d Document, title string, links []hyperlink, notes []model.Diagnostic) []Draft {
	if title == "" {
		title = Visible(strings.TrimSuffix(path.Base(d.Path), path.Ext(d.Path)))
	}
	notes = append(notes, model.Diagnostic{Severity: model.Warning, Message: fmt.Sprintf(
		"this is a list of %s without texts, shown as such; to read what it leads to, give the addresses to kreader or save the pages", plural(len(links), "link"))})
	dr := Draft{Meta: Meta{Title: title, Note: "a list of links; their texts are not in this file"}, Diagnostics: notes}
	// Those in no folder come first: there is no heading to end another.
	slices.SortStableFunc(links, func(a, b hyperlink) int { return cmp.Compare(min(len(a.folder), 1), min(len(b.folder), 1)) })
	folder := ""
	for _, l := range links[:min(len(links), maxLinks)] {
		if l.folder != folder {
			if folder = l.folder; folder != "" {
				dr.Pieces = append(dr.Pieces, Piece{Kind: model.Heading, Level: 2, Text: folder})
			}
		}
		p := Piece{Kind: model.List, Level: 1, Text: l.title}
		switch {
		case l.title == "", l.title == l.url:
			p.Text = host(l.url) + " " + l.url
		default:
			p.Text += " " + l.url
		}
		from := len(p.Text) - len(l.url)
		p.Inline = []model.Inline{{Kind: model.Link, Span: model.Span{Start: from, End: len(p.Text)}, URL: l.url}}
		dr.Pieces = append(dr.Pieces, p)
	}
	return []Draft{dr}
}
