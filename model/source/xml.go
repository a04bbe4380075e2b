package source

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"sync"

	"golang.org/x/net/html"
)

// maxXMLDepth is how deep elements may be nested. The deepest documents of any
// format here need a quarter of it.
const maxXMLDepth = 256

var errDeep = fmt.Errorf("its elements are nested more than %d deep", maxXMLDepth)

// declaration finds the encoding that an XML document declares.
var declaration = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^\s*<\?xml[^>]*?(?:encoding\s*=\s*["']([A-Za-z0-9._:-]+)["'])?[^>]*\?>`)
})

// xmlText decodes an XML document and takes out what parsers stumble over:
// the declaration of a charset it no longer has, control characters, and
// less-than signs that begin no tag.
func xmlText(data []byte) string {
	m := declaration().FindSubmatch(bytes.TrimPrefix(data[:min(len(data), 1024)], []byte("\xef\xbb\xbf")))
	var said []string
	if m != nil && len(m[1]) > 0 && !hasFold(string(m[1]), "utf-16") { // else this could not be read
		said = append(said, string(m[1]))
	}
	s, _, _ := decodeCharset(data, said...)
	s = strings.TrimPrefix(strings.ToValidUTF8(s, "\uFFFD"), "\ufeff")
	if end := strings.Index(s, "?>"); m != nil && end >= 0 {
		s = s[end+2:]
	}
	return legalXML(s)
}

// legalXML drops the characters that XML does not allow, and spells out the
// less-than signs that begin no markup.
func legalXML(s string) string {
	var b strings.Builder
	done := 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c < 0x20 && c != '\t' && c != '\n' && c != '\r':
			b.WriteString(s[done:i])
			done = i + 1
		case c == '<' && (i+1 == len(s) || !(s[i+1]|0x20 >= 'a' && s[i+1]|0x20 <= 'z' || s[i+1] >= 0x80 || strings.IndexByte("/!?_:", s[i+1]) >= 0)):
			b.WriteString(s[done:i])
			b.WriteString("&lt;")
			done = i + 1
		case c == 0xef && (strings.HasPrefix(s[i:], "\ufffe") || strings.HasPrefix(s[i:], "\uffff")):
			b.WriteString(s[done:i])
			done = i + 3
		}
	}
	if done == 0 {
		return s
	}
	b.WriteString(s[done:])
	return b.String()
}

// eachXML calls f for every token of s: leniently, without ever looking at a
// DTD or at anything outside, and no deeper than maxXMLDepth. depth counts the
// elements that a token is in; its own tags count.
func eachXML(s string, f func(t xml.Token, depth int) error) error {
	d := xml.NewDecoder(strings.NewReader(s))
	d.Strict = false
	d.Entity = xml.HTMLEntity
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	depth := 0
	for {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if _, ok := t.(xml.StartElement); ok {
			if depth++; depth > maxXMLDepth {
				return errDeep
			}
		}
		if err := f(t, depth); err != nil {
			return err
		}
		if _, ok := t.(xml.EndElement); ok {
			depth--
		}
	}
}

// xmlAttr returns the value of the attribute that has this local name, "" when
// there is none.
func xmlAttr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if strings.EqualFold(a.Name.Local, name) {
			return a.Value
		}
	}
	return ""
}

// root reports whether a document that begins so is XML with a root element of
// one of these names, prefix aside, in lower case.
func root(head []byte, names ...string) bool {
	if !bytes.HasPrefix(bytes.TrimLeft(head, " \t\r\n"), []byte("<")) {
		return false // without a copy, since every format asks
	}
	s := string(head)
	for {
		s = strings.TrimLeft(s, " \t\r\n")
		var end string
		switch {
		case strings.HasPrefix(s, "<?"):
			end = "?>"
		case strings.HasPrefix(s, "<!--"):
			end = "-->"
		case len(s) > 9 && strings.EqualFold(s[:9], "<!doctype"):
			if end = ">"; strings.Contains(s[:strings.IndexByte(s+">", '>')], "[") {
				end = "]>"
			}
		default:
			if !strings.HasPrefix(s, "<") {
				return false
			}
			name := s[1 : 1+strings.IndexAny(s[1:]+" ", " \t\r\n/>")]
			if i := strings.IndexByte(name, ':'); i >= 0 {
				name = name[i+1:]
			}
			for _, n := range names {
				if strings.EqualFold(name, n) {
					return true
				}
			}
			return false
		}
		i := strings.Index(s, end)
		if i < 0 {
			return false
		}
		s = s[i+len(end):]
	}
}

// tagged reports whether a field that may hold text or HTML holds HTML.
func tagged(s string) bool {
	for i := 0; i+2 < len(s); i++ {
		if s[i] != '<' {
			continue
		}
		t := s[i+1:]
		name := t[:min(len(t), 1+strings.IndexAny(t[1:min(len(t), 12)]+" ", " \t\r\n/>"))]
		if name[0] == '/' || fieldTags[strings.ToLower(strings.TrimRight(name, ">"))] {
			return true
		}
	}
	return false
}

// fieldTags are the tags that fields of feeds and exports begin or part text with.
var fieldTags = set("p br a div span em i b strong ul ol li img blockquote h1 h2 h3 h4 h5 h6 table tr td figure section article html body pre code hr")

// fieldPieces reads a field that may hold text or HTML.
func fieldPieces(s, base string) []Piece {
	if tagged(s) {
		return htmlPieces(htmlTree(s), base)
	}
	if strings.Contains(s, "&") {
		s = html.UnescapeString(s)
	}
	return textPieces(Clean(s))
}

// fieldLine reads a field that may hold text or HTML as one line of text.
func fieldLine(s string) string {
	if tagged(s) {
		var parts []string
		for _, p := range htmlPieces(htmlTree(s), "") {
			parts = append(parts, p.Text)
		}
		return Line(strings.Join(parts, " "))
	}
	if strings.Contains(s, "&") {
		s = html.UnescapeString(s)
	}
	return Line(s)
}
