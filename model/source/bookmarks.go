package source

import (
	"errors"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Bookmark files, as every browser and most reading lists export them
// (NETSCAPE-Bookmark-file-1): links under folders, without what they lead to.
var _ = register(Format{
	Name:   "bookmarks",
	Exts:   []string{".html", ".htm"},
	Magic:  func(head []byte) bool { return beginsWith(head, "<!doctype netscape-bookmark-file") },
	Decode: decodeBookmarks,
})

func decodeBookmarks(d Document) ([]Draft, error) {
	s, notes, err := text(d.Data)
	if err != nil {
		return nil, err
	}
	// The elements of these files are hardly ever closed, so that a tree of them
	// is as deep as the file is long: tags are taken as they come.
	z := html.NewTokenizer(strings.NewReader(s))
	var (
		links   []hyperlink
		folders []string
		title   string
		words   strings.Builder
		href    string
	)
	for {
		switch z.Next() {
		case html.ErrorToken:
			if len(links) == 0 {
				return nil, errors.New("it holds no bookmarks")
			}
			return linkList(d, title, links, notes), nil
		case html.TextToken:
			words.Write(z.Text())
		case html.StartTagToken:
			t := z.Token()
			if words.Reset(); t.DataAtom == atom.A {
				href = ""
				for _, a := range t.Attr {
					if a.Key == "href" {
						href = address(a.Val, "")
					}
				}
			}
		case html.EndTagToken:
			name := Line(html.UnescapeString(words.String()))
			switch t := z.Token(); t.DataAtom {
			case atom.A:
				if href != "" {
					links = append(links, hyperlink{title: name, url: href, folder: folderName(folders)})
				}
			case atom.H1:
				title = name
			case atom.H3:
				folders = append(folders[:min(len(folders), maxNesting)], name)
			case atom.Dl:
				if len(folders) > 0 {
					folders = folders[:len(folders)-1]
				}
			}
			words.Reset()
		}
	}
}
