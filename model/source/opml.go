package source

import (
	"encoding/xml"
	"errors"
	"fmt"
	"strings"

	"github.com/kreader/kreader/model"
)

// OPML 2.0: the feeds that somebody follows, under folders. It holds addresses
// and no articles; kreader fetches none of them unasked.
var _ = register(Format{
	Name:   "opml",
	Exts:   []string{".opml"},
	Magic:  func(head []byte) bool { return root(head, "opml") },
	Decode: decodeOPML,
})

func decodeOPML(d Document) ([]Draft, error) {
	var (
		links   []hyperlink
		folders []string // the names of the outlines that are open, "" for feeds
		title   strings.Builder
		inTitle bool
		notes   []model.Diagnostic
	)
	err := eachXML(xmlText(d.Data), func(t xml.Token, depth int) error {
		switch t := t.(type) {
		case xml.StartElement:
			inTitle = t.Name.Local == "title" && depth == 3
			if t.Name.Local != "outline" {
				return nil
			}
			name := Line(xmlAttr(t, "title"))
			if name == "" {
				name = Line(xmlAttr(t, "text"))
			}
			for _, a := range []string{"xmlUrl", "url", "htmlUrl"} {
				if u := address(xmlAttr(t, a), ""); u != "" {
					links = append(links, hyperlink{title: name, url: u, folder: folderName(folders)})
					name = ""
					break
				}
			}
			folders = append(folders, name)
		case xml.CharData:
			if inTitle {
				title.Write(t)
			}
		case xml.EndElement:
			inTitle = false
			if t.Name.Local == "outline" && len(folders) > 0 {
				folders = folders[:len(folders)-1]
			}
		}
		return nil
	})
	switch {
	case len(links) == 0 && err != nil:
		return nil, fmt.Errorf("the list of feeds cannot be read: %s", Line(err.Error()))
	case len(links) == 0:
		return nil, errors.New("the list of feeds is empty")
	case err != nil:
		notes = append(notes, model.Diagnostic{Severity: model.Warning, Message: fmt.Sprintf("the list of feeds breaks off after %d: %s", len(links), Line(err.Error()))})
	}
	return linkList(d, Line(title.String()), links, notes), nil
}

// folderName names a folder by itself and the two around it.
func folderName(folders []string) string {
	names := nonempty(folders)
	return strings.Join(names[max(0, len(names)-3):], " › ")
}

// nonempty returns the strings that are not empty.
func nonempty(in []string) (out []string) {
	for _, s := range in {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}
