package source

import (
	"encoding/xml"
	"errors"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/kreader/kreader/model"
)

// EPUB 2 and 3: an article a chapter, as the table of contents divides the
// book; newspapers made into books have an article a chapter. Files that it
// does not list continue the chapter before. Title pages, tables of contents
// and the like are left out.
var _ = register(Format{
	Name:   "epub",
	Exts:   []string{".epub"},
	Member: "META-INF/container.xml",
	Decode: decodeEPUB,
})

// fewWords is how many words a chapter has at least: less is a title page or a
// dedication.
const fewWords = 30

func decodeEPUB(d Document) ([]Draft, error) {
	a, err := openZip(d.Data)
	if err != nil {
		return nil, err
	}
	if a.locked() {
		return nil, errors.New("the book is encrypted (DRM); kreader cannot read it")
	}
	b := book{archive: a}
	if err := b.open(); err != nil {
		return nil, err
	}
	var (
		all   []Draft
		notes []model.Diagnostic
	)
	for _, c := range b.spine {
		dr, err := b.chapter(c)
		if err != nil {
			notes = append(notes, model.Diagnostic{Severity: model.Warning, Message: "a part of the book is missing: " + Visible(c.name) + ": " + err.Error()})
			if a.left < 0 {
				break
			}
			continue
		}
		if n := len(all); n > 0 && !c.listed && len(b.labels) > 0 {
			all[n-1].Pieces = append(all[n-1].Pieces, dr.Pieces...)
			continue
		}
		all = append(all, dr)
	}
	out := slices.DeleteFunc(slices.Clone(all), func(dr Draft) bool {
		return frontPages[key(dr.Meta.Title)] || pieceWords(dr.Pieces) < fewWords
	})
	if len(out) == 0 { // a book of nothing but short texts
		out = slices.DeleteFunc(all, func(dr Draft) bool { return len(dr.Pieces) == 0 })
	}
	return withNotes(d, out, notes, "the book has no text that can be read")
}

// frontPages are what books have beside their chapters.
var frontPages = set("|cover|title page|title|half title|copyright|copyright page|imprint|colophon|contents|table of contents|dedication|landmarks|index|navigation")

// pieceWords counts the words of running text and of lists, not those of links.
func pieceWords(ps []Piece) int {
	n := 0
	for i := range ps {
		if !linkOnly(&ps[i]) && ps[i].Kind != model.Heading {
			n += words(ps[i].Text)
		}
	}
	return n
}

// locked reports a book whose texts are encrypted. Fonts alone may be: readers
// are not to copy them.
func (a *archive) locked() bool {
	data, err := a.named("META-INF/encryption.xml")
	if err != nil {
		return false
	}
	locked := false
	_ = eachXML(xmlText(data), func(t xml.Token, _ int) error { // what is damaged locks nothing
		if e, ok := t.(xml.StartElement); ok && e.Name.Local == "CipherReference" {
			switch path.Ext(xmlAttr(e, "URI")) {
			case ".ttf", ".otf", ".woff", ".woff2":
			default:
				locked = true
			}
		}
		return nil
	})
	return locked
}

// book is an EPUB that is being read.
type book struct {
	*archive
	meta   Meta
	spine  []chapter
	labels map[string]string // file → what the table of contents calls it
}

// chapter is a file of the spine.
type chapter struct {
	name   string // in the archive, or an address elsewhere
	listed bool   // the table of contents has it
}

// open reads the package document: what the book is, and its files in order.
func (b *book) open() error {
	container, err := b.named("META-INF/container.xml")
	if err != nil {
		return fmt.Errorf("this is no book: its container %w", err)
	}
	root := ""
	_ = eachXML(xmlText(container), func(t xml.Token, _ int) error { // an error shows as a missing root
		if e, ok := t.(xml.StartElement); ok && e.Name.Local == "rootfile" && root == "" {
			root = xmlAttr(e, "full-path")
		}
		return nil
	})
	data, err := b.named(root)
	if err != nil || root == "" {
		return fmt.Errorf("its list of chapters, %q, cannot be read", Visible(root))
	}
	files, toc := map[string]string{}, []string(nil)
	var order []string
	dir := path.Dir(memberName(root))
	inside := func(href string) string {
		if strings.Contains(href, "://") {
			return href
		}
		return memberName(path.Join(dir, unescaped(href)))
	}
	p := packageReader{}
	err = eachXML(xmlText(data), func(t xml.Token, _ int) error {
		e, ok := t.(xml.StartElement)
		if !ok {
			p.other(t)
			return nil
		}
		p.field = e.Name.Local
		switch e.Name.Local {
		case "item":
			name := inside(xmlAttr(e, "href"))
			files[xmlAttr(e, "id")] = name
			if xmlAttr(e, "media-type") == "application/x-dtbncx+xml" || strings.Contains(" "+xmlAttr(e, "properties")+" ", " nav ") {
				toc = append(toc, name)
			}
		case "itemref":
			if xmlAttr(e, "linear") != "no" {
				order = append(order, files[xmlAttr(e, "idref")])
			}
		case "meta":
			p.property(xmlAttr(e, "name"), xmlAttr(e, "content"))
		}
		return nil
	})
	if len(order) == 0 {
		if err == nil {
			err = errors.New("it names no chapters")
		}
		return fmt.Errorf("its list of chapters cannot be read: %s", Line(err.Error()))
	}
	b.meta = p.meta()
	b.labels = map[string]string{}
	for _, name := range toc {
		b.contents(name)
	}
	seen := map[string]bool{"": true}
	for _, name := range toc {
		seen[name] = true
	}
	for _, name := range order {
		if !seen[name] {
			seen[name] = true
			_, listed := b.labels[name]
			b.spine = append(b.spine, chapter{name, listed})
		}
	}
	return nil
}

// packageReader gathers the metadata of a package document.
type packageReader struct {
	field                               string
	title, publisher, date, lang, paper string
	creators                            []string
}

func (p *packageReader) other(t xml.Token) {
	words, ok := t.(xml.CharData)
	if !ok {
		p.field = ""
		return
	}
	s := Line(string(words))
	switch {
	case s == "":
	case p.field == "title" && p.title == "":
		p.title = s
	case p.field == "publisher":
		p.publisher = s
	case p.field == "date" && p.date == "":
		p.date = s
	case p.field == "language":
		p.lang = s
	case p.field == "creator":
		p.creators = append(p.creators, s)
	}
}

// property reads a <meta>; that of calibre's newspapers names the paper:
// "periodical:newspaper:The Lantern".
func (p *packageReader) property(name, content string) {
	if parts := strings.SplitN(content, ":", 3); name == "calibre:publication_type" && len(parts) == 3 {
		p.paper = Line(parts[2])
	}
}

func (p *packageReader) meta() Meta {
	m := Meta{Site: p.publisher, Byline: strings.Join(p.creators, ", "), Language: p.lang, Published: p.date, Title: p.title}
	if p.paper != "" || strings.EqualFold(p.publisher, "calibre") {
		m.Site, m.Byline = p.paper, ""
		if m.Site == "" {
			m.Site = strings.TrimSpace(strings.SplitN(p.title, "[", 2)[0])
		}
	}
	return m
}

// contents reads a table of contents, in either of its forms.
func (b *book) contents(name string) {
	data, err := b.named(name)
	if err != nil {
		return // without it each file is a chapter
	}
	var label strings.Builder
	target := ""
	note := func() {
		file, _, _ := strings.Cut(target, "#")
		if file != "" {
			file = memberName(path.Join(path.Dir(name), unescaped(file)))
			if old, ok := b.labels[file]; !ok || old == "" {
				b.labels[file] = Line(label.String())
			}
		}
		target = ""
	}
	_ = eachXML(xmlText(data), func(t xml.Token, _ int) error { // as far as it goes
		switch t := t.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "a":
				label.Reset()
				target = xmlAttr(t, "href")
			case "navLabel":
				label.Reset()
			case "content":
				target = xmlAttr(t, "src")
				note()
			}
		case xml.CharData:
			label.Write(t)
		case xml.EndElement:
			if t.Name.Local == "a" {
				note()
			}
		}
		return nil
	})
}

// chapter reads a file of the spine.
func (b *book) chapter(c chapter) (Draft, error) {
	if strings.Contains(c.name, "://") {
		return Draft{}, errors.New("it lies elsewhere, and nothing is fetched")
	}
	data, err := b.named(c.name)
	if err != nil {
		return Draft{}, err
	}
	if what := binary(data); what != "" {
		if b.names["META-INF/encryption.xml"] != nil {
			return Draft{}, errEncrypted
		}
		return Draft{}, errors.New(what)
	}
	root := htmlTree(xhtml(xmlText(data)))
	dr := Draft{Meta: b.meta, Pieces: htmlPieces(root, ""), Part: c.name}
	dr.Meta.Title = b.labels[c.name]
	for i := range dr.Pieces {
		if dr.Meta.Title != "" || i > 3 {
			break
		}
		if dr.Pieces[i].Kind == model.Heading {
			dr.Meta.Title = dr.Pieces[i].Text
		}
	}
	if dr.Meta.Title == "" && len(b.spine) == 1 {
		dr.Meta.Title = b.meta.Title
	}
	if dr.Meta.Title == "" {
		dr.Meta.Title = headTitle(root)
	}
	dr.downloaded()
	return dr, nil
}

// downloaded takes out the line at the end by which calibre says where it has
// an article from.
func (dr *Draft) downloaded() {
	n := len(dr.Pieces)
	for i := max(0, n-3); i < n; i++ {
		p := dr.Pieces[i]
		if strings.Contains(p.Text, "article was downloaded by") && len(p.Inline) > 0 {
			for _, x := range p.Inline {
				if x.Kind == model.Link && !strings.Contains(host(x.URL), "calibre") {
					dr.Meta.URL = x.URL
				}
			}
			dr.Pieces = dr.Pieces[:i]
			return
		}
	}
}

// headTitle returns the title element of a page.
func headTitle(root *html.Node) string {
	for n := range root.Descendants() {
		if n.DataAtom == atom.Title && n.FirstChild != nil {
			return Line(n.FirstChild.Data)
		}
		if n.DataAtom == atom.Body {
			break
		}
	}
	return ""
}

// selfClosed finds elements that XML lets be closed at once, and HTML does not.
var selfClosed = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`<(a|title|script|style|div|p|span|i|b|em|strong|td|th|li|ul|ol|h[1-6]|section|article|iframe|textarea|sup|sub|small)(\s[^<>]*)?/>`)
})

// xhtml returns XHTML as the HTML that means the same. Entities that a document
// type declares of its own go with it: nothing expands them.
func xhtml(s string) string {
	if i := strings.Index(s[:min(len(s), 1024)], "<!DOCTYPE"); i >= 0 {
		end := strings.IndexByte(s[i:], '>')
		if subset := strings.IndexByte(s[i:], '['); subset >= 0 && subset < end {
			end = strings.Index(s[i:], "]>") + 1
		}
		if end > 0 {
			s = s[:i] + s[i+end+1:]
		}
	}
	if !strings.Contains(s, "/>") {
		return s
	}
	return selfClosed().ReplaceAllString(s, "<$1$2></$1>")
}
