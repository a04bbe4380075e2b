package source

import (
	"encoding/xml"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"github.com/kreader/kreader/model"
)

// Word documents (Office Open XML, ISO/IEC 29500): the paragraphs, lists and
// tables of the main story as they stand with all changes accepted, without
// headers, footers, notes and comments.
var _ = register(Format{
	Name:   "docx",
	Exts:   []string{".docx", ".docm"},
	Member: "word/document.xml",
	Decode: decodeDOCX,
})

func decodeDOCX(d Document) ([]Draft, error) {
	a, err := openZip(d.Data)
	if err != nil {
		return nil, err
	}
	body, err := a.named("word/document.xml")
	if err != nil {
		return nil, fmt.Errorf("its text cannot be read: %w", err)
	}
	w := &docxWalker{links: map[string]string{}, tags: map[string]string{}, listed: map[string]docxItem{}}
	// What is missing of these costs links and headings, not text.
	if rels, err := a.named("word/_rels/document.xml.rels"); err == nil {
		_ = eachXML(xmlText(rels), func(t xml.Token, _ int) error {
			if e, ok := t.(xml.StartElement); ok && xmlAttr(e, "TargetMode") == "External" {
				w.links[xmlAttr(e, "Id")] = address(xmlAttr(e, "Target"), "")
			}
			return nil
		})
	}
	if styles, err := a.named("word/styles.xml"); err == nil {
		w.styles(xmlText(styles))
	}
	if numbering, err := a.named("word/numbering.xml"); err == nil {
		w.lists = docxListsOf(xmlText(numbering))
	}
	var m Meta
	if core, err := a.named("docProps/core.xml"); err == nil {
		m = officeMeta(xmlText(core))
	}
	err = eachXML(xmlText(body), w.token)
	return officeDraft(m, w.out.String(), err)
}

// officeDraft is how the readers of office documents end. They write the text
// as HTML, of which there is a reader; one that breaks off is shown as far as it
// goes.
func officeDraft(m Meta, body string, err error) ([]Draft, error) {
	dr := Draft{Meta: m, Pieces: htmlPieces(htmlTree(body), "")}
	switch {
	case err != nil && len(dr.Pieces) == 0:
		return nil, fmt.Errorf("its text cannot be read: %s", Line(err.Error()))
	case err != nil:
		dr.Diagnostics = append(dr.Diagnostics, model.Diagnostic{Severity: model.Warning, Message: "its text breaks off: " + Line(err.Error())})
	case len(dr.Pieces) == 0:
		return nil, errors.New("the document has no text")
	}
	return []Draft{dr}, nil
}

// officeMeta reads the properties of an office document: Dublin Core, in OOXML
// and OpenDocument alike. When a document was made or changed does not say when
// the article in it was published.
func officeMeta(s string) Meta {
	var (
		m     Meta
		field *string
	)
	_ = eachXML(s, func(t xml.Token, _ int) error { // what is damaged says nothing
		switch t := t.(type) {
		case xml.StartElement:
			field = map[string]*string{"title": &m.Title, "language": &m.Language, "publisher": &m.Outlet}[t.Name.Local]
		case xml.CharData:
			if field != nil {
				*field = Line(*field + string(t))
			}
		case xml.EndElement:
			field = nil
		}
		return nil
	})
	return m
}

// docxWalker writes the tokens of word/document.xml as HTML.
type docxWalker struct {
	links  map[string]string   // relation → address
	tags   map[string]string   // style → tag, of those that are no plain paragraphs
	listed map[string]docxItem // style → the list that it is on
	lists  *listNumbers        // nil when the document has none
	out    strings.Builder

	// The paragraph that is open.
	tag    string
	item   docxItem
	words  strings.Builder
	opened int    // where its last run begins in words
	run    string // the tags of that run
	link   bool
	text   bool // inside w:t
	skip   int  // how deep inside what is no text of the document
}

// docxItem is what a paragraph or a style says of the list that it is on.
type docxItem struct {
	list  string
	level int // from 1, 0 for none
}

// set reads a property of an item.
func (it *docxItem) set(name, val string) {
	switch n, err := strconv.Atoi(val); {
	case name == "ilvl" && err == nil:
		it.level = min(max(n, 0)+1, maxNesting)
	case name == "numId" && val == "0":
		*it = docxItem{} // taken off the list that its style is on
	case name == "numId":
		it.list, it.level = val, max(it.level, 1)
	}
}

// styles notes which styles are headings, quotations and captions: by their
// names, which are English whatever the language of Word, or their place in
// the outline.
func (w *docxWalker) styles(s string) {
	id := ""
	_ = eachXML(s, func(t xml.Token, _ int) error { // without styles there are paragraphs
		e, ok := t.(xml.StartElement)
		if !ok {
			return nil
		}
		switch e.Name.Local {
		case "style":
			id = xmlAttr(e, "styleId")
		case "name":
			switch name := strings.ToLower(xmlAttr(e, "val")); {
			case name == "title":
				w.tags[id] = "h1"
			case name == "caption":
				w.tags[id] = "figcaption"
			case strings.HasSuffix(name, "quote"):
				w.tags[id] = "blockquote"
			case strings.HasPrefix(name, "heading "):
				w.tags[id] = headingTag(name[8:], 0)
			}
		case "outlineLvl":
			if w.tags[id] == "" {
				w.tags[id] = headingTag(xmlAttr(e, "val"), 1)
			}
		case "ilvl", "numId":
			it := w.listed[id]
			it.set(e.Name.Local, xmlAttr(e, "val"))
			w.listed[id] = it
		}
		return nil
	})
}

// headingTag returns the tag of a heading of level n+add, "" when n is no
// number.
func headingTag(n string, add int) string {
	v, err := strconv.Atoi(n)
	if err != nil || v+add > 9 {
		return ""
	}
	return "h" + strconv.Itoa(min(max(v+add, 1), 6))
}

func (w *docxWalker) token(t xml.Token, _ int) error {
	switch t := t.(type) {
	case xml.StartElement:
		if w.skip > 0 || unwritten[t.Name.Local] {
			w.skip++
			return nil
		}
		w.start(t)
	case xml.CharData:
		if w.text && w.skip == 0 {
			w.words.WriteString(html.EscapeString(string(t)))
		}
	case xml.EndElement:
		if w.skip > 0 {
			w.skip--
			return nil
		}
		w.end(t.Name.Local)
	}
	return nil
}

// unwritten are the elements whose text is not that of the document: what was
// deleted or moved away, the formulas of fields, what is shown where a newer
// drawing cannot be.
var unwritten = set("del moveFrom instrText delText Fallback sectPr pPrChange rPrChange")

func (w *docxWalker) start(e xml.StartElement) {
	val := xmlAttr(e, "val")
	on := val != "0" && val != "false" && val != "none"
	switch e.Name.Local {
	case "p":
		w.tag, w.item = "p", docxItem{}
	case "pStyle":
		if t := w.tags[val]; t != "" {
			w.tag = t
		}
		w.item = w.listed[val]
	case "ilvl", "numId":
		w.item.set(e.Name.Local, val)
	case "r":
		w.opened, w.run = w.words.Len(), ""
	case "b":
		if on {
			w.run += "b"
		}
	case "i":
		if on {
			w.run += "i"
		}
	case "t":
		w.text = true
	case "tab":
		w.words.WriteByte(' ')
	case "br", "cr":
		w.words.WriteString("<br>")
	case "noBreakHyphen":
		w.words.WriteByte('-')
	case "hyperlink":
		if u := w.links[xmlAttr(e, "id")]; u != "" {
			w.link = true
			w.words.WriteString(`<a href="` + html.EscapeString(u) + `">`)
		}
	case "tbl":
		w.out.WriteString("<table>")
	case "tr":
		w.out.WriteString("<tr>")
	case "tc":
		w.out.WriteString("<td>")
	}
}

func (w *docxWalker) end(name string) {
	switch name {
	case "t":
		w.text = false
	case "r":
		w.endRun()
	case "hyperlink":
		if w.link {
			w.words.WriteString("</a>")
			w.link = false
		}
	case "p":
		w.endParagraph()
	case "tc":
		w.out.WriteString("</td>")
	case "tr":
		w.out.WriteString("</tr>")
	case "tbl":
		w.out.WriteString("</table>")
	}
}

// endRun sets the run that ends bold or italic. In a heading all is.
func (w *docxWalker) endRun() {
	if w.run == "" || w.opened >= w.words.Len() || strings.HasPrefix(w.tag, "h") {
		return
	}
	all := w.words.String()
	words := all[w.opened:]
	w.words.Reset()
	w.words.WriteString(all[:w.opened])
	for i := range w.run {
		words = "<" + w.run[i:i+1] + ">" + words + "</" + w.run[i:i+1] + ">"
	}
	w.words.WriteString(words)
	w.run = ""
}

func (w *docxWalker) endParagraph() {
	number := ""
	if w.lists != nil && w.item.level > 0 {
		number = w.lists.next(w.item.list, w.item.level-1)
	}
	if w.item.level > 0 && w.tag == "p" {
		w.out.WriteString(strings.Repeat("<ul>", w.item.level) + "<li " + printedNumber + `="` + html.EscapeString(number) + `">` + w.words.String() + "</li>" + strings.Repeat("</ul>", w.item.level))
	} else {
		w.out.WriteString("<" + w.tag + ">" + w.words.String() + "</" + w.tag + ">")
	}
	w.words.Reset()
	w.tag, w.item = "p", docxItem{}
}
