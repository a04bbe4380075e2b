package source

import (
	"bytes"
	"fmt"
	"strings"

	"golang.org/x/net/html"

	"github.com/kreader/kreader/model"
)

// HTML: pages as browsers, SingleFile and reader modes save them. Nothing that a
// page refers to is fetched, and none of its scripts is run.
var _ = register(Format{
	Name:   "html",
	Exts:   []string{".html", ".htm", ".xhtml", ".shtml"},
	Magic:  func(head []byte) bool { return opensWith(head, "<!doctype html", "<html", "<head>") },
	Sniff:  func(head []byte) bool { return opensWith(head, htmlTags...) },
	Decode: decodeHTML,
})

// htmlTags are what pages begin with that lack the tags that a page should have.
var htmlTags = []string{"<head", "<body", "<title", "<meta", "<link", "<script", "<style", "<div", "<article", "<main", "<section", "<table", "<template", "<h1", "<p>", "<p "}

// opensWith reports whether a document begins with one of tags, after the
// declarations and comments that may stand before.
func opensWith(head []byte, tags ...string) bool {
	for {
		end := ""
		switch {
		case beginsWith(head, "<?xml"):
			end = "?>"
		case beginsWith(head, "<!--"):
			end = "-->"
		default:
			return beginsWith(head, tags...)
		}
		i := bytes.Index(head, []byte(end))
		if i < 0 {
			return false
		}
		head = head[i+len(end):]
	}
}

func decodeHTML(d Document) ([]Draft, error) {
	s, notes, err := htmlText(d)
	if err != nil {
		return nil, err
	}
	root := htmlTree(s)
	page := surveyOf(root, d.URL)
	dr := page.draft(root, notes)
	if n := page.leadsOnly(root, dr.Pieces); n > 0 {
		return nil, fmt.Errorf("this page holds no article, only %s to others; to read what they lead to, give their addresses to kreader or save the pages", plural(n, "link"))
	}
	return []Draft{dr}, nil
}

// htmlDraft reads a whole page: what it says of itself, and the body of its
// article without the page around it.
func htmlDraft(d Document) (Draft, error) {
	s, notes, err := htmlText(d)
	if err != nil {
		return Draft{}, err
	}
	root := htmlTree(s)
	return surveyOf(root, d.URL).draft(root, notes), nil
}

// draft reads the page below root.
func (s *survey) draft(root *html.Node, notes []model.Diagnostic) Draft {
	dr := Draft{Meta: s.describe(), Diagnostics: notes}
	dr.Pieces = articlePieces(root, s, dr.Meta)
	return dr
}

// htmlText decodes the bytes of a page. What the bytes themselves say comes
// before what is said of them: a mark, valid UTF-8; then what the server says,
// then the page's <meta>, then what the bytes look like.
func htmlText(d Document) (string, []model.Diagnostic, error) {
	return text(d.Data, d.Charset, metaCharset(d.Data))
}

// metaCharset returns the charset that a page says it has, "" when it does not
// say. Of UTF-16 it can only be mistaken, since then this could not be read
// (WHATWG HTML, 13.2.3.2).
func metaCharset(data []byte) string {
	z := html.NewTokenizer(bytes.NewReader(data[:min(len(data), HeadSize)]))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return ""
		case html.StartTagToken, html.SelfClosingTagToken:
			if name, more := z.TagName(); string(name) != "meta" || !more {
				continue
			}
			if label := charsetOf(z); label != "" && !strings.HasPrefix(strings.ToLower(label), "utf-16") {
				return label
			}
		}
	}
}

// charsetOf returns the charset that the attributes of a <meta> tell.
func charsetOf(z *html.Tokenizer) string {
	for {
		name, value, more := z.TagAttr()
		switch string(name) {
		case "charset":
			return strings.TrimSpace(string(value))
		case "content":
			if _, label, ok := strings.Cut(strings.ToLower(string(value)), "charset="); ok {
				label, _, _ = strings.Cut(label, ";")
				return strings.Trim(label, " \t\"'")
			}
		}
		if !more {
			return ""
		}
	}
}

func isElement(n *html.Node) bool { return n.Type == html.ElementNode }

// key of a node's class and id, for the tables of words.
func nodeWords(n *html.Node) string {
	class, id := "", ""
	for i := range n.Attr {
		switch n.Attr[i].Key {
		case "class":
			class = n.Attr[i].Val
		case "id":
			id = n.Attr[i].Val
		}
	}
	if class == "" && id == "" {
		return ""
	}
	return nameWords(strings.TrimSpace(class + " " + id))
}
