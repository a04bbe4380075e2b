package source

import (
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// OpenDocument texts (ISO/IEC 26300), such as LibreOffice writes: the
// paragraphs, lists and tables of the text as they stand, without headers,
// footers, notes and comments.
var _ = register(Format{
	Name:   "odt",
	Exts:   []string{".odt", ".ott"},
	Member: "content.xml",
	Decode: decodeODT,
})

func decodeODT(d Document) ([]Draft, error) {
	a, err := openZip(d.Data)
	if err != nil {
		return nil, err
	}
	if kind, err := a.named("mimetype"); err == nil && !strings.Contains(string(kind), "opendocument.text") {
		return nil, fmt.Errorf("this is no text document, but %s", Line(excerpt(string(kind), 80)))
	}
	if manifest, err := a.named("META-INF/manifest.xml"); err == nil && strings.Contains(string(manifest), "encryption-data") {
		return nil, errEncrypted
	}
	body, err := a.named("content.xml")
	if err != nil {
		return nil, fmt.Errorf("its text cannot be read: %w", err)
	}
	var m Meta
	if meta, err := a.named("meta.xml"); err == nil { // what is missing says nothing
		m = officeMeta(xmlText(meta))
	}
	w := &odtWalker{tags: map[string]string{}, lists: newListNumbers()}
	if styles, err := a.named("styles.xml"); err == nil { // without them lists have bullets
		_ = eachXML(xmlText(styles), func(t xml.Token, _ int) error {
			if e, ok := t.(xml.StartElement); ok {
				w.describe(e)
			}
			return nil
		})
	}
	err = eachXML(xmlText(body), w.token)
	return officeDraft(m, w.out.String(), err)
}

// odtWalker writes the tokens of content.xml as HTML.
type odtWalker struct {
	out   strings.Builder
	tags  map[string]string // style → the tags that its text stands in
	style string            // the style that is being described
	text  int               // how deep inside office:text
	skip  int               // how deep inside what is no text of the document
	close []string          // how the elements that are open end
	lists *listNumbers
	open  []string // the styles of the lists that are open, outermost first
}

// odtUnwritten are the elements whose text is not that of the document.
var odtUnwritten = set("tracked-changes annotation note sequence-decls forms image-map object object-ole variable-decls")

func (w *odtWalker) token(t xml.Token, _ int) error {
	switch t := t.(type) {
	case xml.StartElement:
		switch {
		case w.skip > 0 || odtUnwritten[t.Name.Local]:
			w.skip++
		case w.text == 0 && t.Name.Local == "text" && strings.HasSuffix(t.Name.Space, "office:1.0"):
			w.text = 1
		case w.text == 0:
			w.describe(t)
		default:
			w.start(t)
		}
	case xml.CharData:
		if w.text > 0 && w.skip == 0 {
			w.out.WriteString(html.EscapeString(string(t)))
		}
	case xml.EndElement:
		switch {
		case w.skip > 0:
			w.skip--
		case len(w.close) > 0:
			if t.Name.Local == "list" && len(w.open) > 0 {
				w.open = w.open[:len(w.open)-1]
			}
			w.out.WriteString(w.close[len(w.close)-1])
			w.close = w.close[:len(w.close)-1]
		case t.Name.Local == "text":
			w.text = 0
		}
	}
	return nil
}

// describe notes the styles that set text bold or italic, and those made from
// the ones for quotations and captions.
func (w *odtWalker) describe(e xml.StartElement) {
	switch e.Name.Local {
	case "style":
		w.style = xmlAttr(e, "name")
		switch parent := strings.ToLower(xmlAttr(e, "parent-style-name")); parent {
		case "quotations", "title", "caption", "illustration", "figure":
			w.tags[w.style] = odtParagraph(parent)
		}
	case "list-style":
		w.style = xmlAttr(e, "name")
		w.lists.kind[w.style], w.lists.levels[w.style] = w.style, &[maxListLevels]listLevel{}
	case "list-level-style-number":
		n := atoi(xmlAttr(e, "level"))
		if levels := w.lists.levels[w.style]; levels != nil && n >= 1 && n <= maxListLevels {
			levels[n-1] = odtLevel(e, n)
		}
	case "text-properties":
		if xmlAttr(e, "font-weight") == "bold" {
			w.tags[w.style] += " b"
		}
		if s := xmlAttr(e, "font-style"); s == "italic" || s == "oblique" {
			w.tags[w.style] += " i"
		}
	}
}

// odtLevel reads how the n-th level of a list is numbered.
func odtLevel(e xml.StartElement, n int) listLevel {
	shown := min(max(atoi(xmlAttr(e, "display-levels")), 1), n)
	text := ""
	for i := n - shown + 1; i <= n; i++ {
		text += "%" + strconv.Itoa(i) + "."
	}
	text = xmlAttr(e, "num-prefix") + strings.TrimSuffix(text, ".") + xmlAttr(e, "num-suffix")
	return listLevel{xmlAttr(e, "num-format"), text, max(atoi(xmlAttr(e, "start-value")), 1)}
}

// list opens a list, which has the style of the one around it if it has none of its own.
func (w *odtWalker) list(e xml.StartElement) {
	style := xmlAttr(e, "style-name")
	if n := len(w.open); style == "" && n > 0 {
		style = w.open[n-1]
	}
	if len(w.open) == 0 && xmlAttr(e, "continue-numbering") != "true" && xmlAttr(e, "continue-list") == "" {
		delete(w.lists.counts, style)
	}
	w.open = append(w.open, style)
}

// number counts an item of the list that is open.
func (w *odtWalker) number(e xml.StartElement) string {
	n := len(w.open)
	if n == 0 {
		return ""
	}
	if start := atoi(xmlAttr(e, "start-value")); start > 0 {
		w.lists.starts[w.open[n-1]] = map[int]int{n - 1: start}
	}
	return w.lists.next(w.open[n-1], n-1)
}

// odtParagraph returns the tag for a named style of paragraphs, "" when it is
// none in particular.
func odtParagraph(style string) string {
	switch strings.ToLower(style) {
	case "quotations":
		return "blockquote"
	case "title":
		return "h1"
	case "caption", "illustration", "figure":
		return "figcaption"
	}
	return ""
}

func (w *odtWalker) start(e xml.StartElement) {
	style := xmlAttr(e, "style-name")
	end := ""
	open := func(tag string) {
		w.out.WriteString("<" + tag + ">")
		end = "</" + tag + ">" + end
	}
	switch e.Name.Local {
	case "h":
		open("h" + strconv.Itoa(min(max(atoi(xmlAttr(e, "outline-level")), 1), 6)))
	case "p":
		tag := odtParagraph(style)
		if first, _, _ := strings.Cut(w.tags[style], " "); tag == "" && first != "" {
			tag = first
		}
		if tag == "" {
			tag = "p"
		}
		open(tag)
	case "span":
		for _, tag := range []string{"b", "i"} {
			if strings.Contains(w.tags[style], " "+tag) {
				open(tag)
			}
		}
	case "a":
		if u := address(xmlAttr(e, "href"), ""); u != "" {
			w.out.WriteString(`<a href="` + html.EscapeString(u) + `">`)
			end = "</a>"
		}
	case "list":
		w.list(e)
		open("ul")
	case "list-item":
		w.out.WriteString("<li " + printedNumber + `="` + html.EscapeString(w.number(e)) + `">`)
		end = "</li>"
	case "list-header":
		open("li")
	case "table":
		open("table")
	case "table-row":
		open("tr")
	case "table-cell":
		open("td")
	case "line-break":
		w.out.WriteString("<br>")
	case "tab":
		w.out.WriteByte(' ')
	case "s":
		w.out.WriteByte(' ')
	}
	w.close = append(w.close, end)
}

func atoi(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}
