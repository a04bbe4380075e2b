package source

import (
	"encoding/json"
	"html"
	"strconv"
	"strings"
)

// JSON-LD is how most publishers describe an article to machines: objects of
// schema.org's vocabulary, alone, in arrays or in a "@graph", which refer to each
// other by "@id". Only what stands in the page is read; nothing is fetched.

const (
	maxLinkedBytes = 2 << 20 // longer scripts are data of an application
	maxLinkedNodes = 4000
	maxLinkedDepth = 12
)

// linkedData is the objects of a page's JSON-LD.
type linkedData struct {
	nodes []map[string]any
	byID  map[string]map[string]any
}

// add reads the text of one script. What is no JSON even when common slips are
// mended is ignored, as a search engine ignores it.
func (l *linkedData) add(script string) {
	if len(script) > maxLinkedBytes {
		return
	}
	s := strings.TrimSpace(strings.TrimPrefix(script, "\ufeff"))
	for _, wrap := range [][2]string{{"<!--", "-->"}, {"//<![CDATA[", "//]]>"}, {"/*<![CDATA[*/", "/*]]>*/"}, {"/* <![CDATA[ */", "/* ]]> */"}, {"// <![CDATA[", "// ]]>"}, {"<![CDATA[", "]]>"}} {
		if strings.HasPrefix(s, wrap[0]) {
			s = strings.TrimSpace(strings.TrimSuffix(s[len(wrap[0]):], wrap[1]))
		}
	}
	var v any
	if json.Unmarshal([]byte(s), &v) != nil && json.Unmarshal([]byte(lenientJSON(s)), &v) != nil {
		if !strings.Contains(s, "&quot;") && !strings.Contains(s, "&#34;") {
			return
		}
		if json.Unmarshal([]byte(lenientJSON(html.UnescapeString(s))), &v) != nil {
			return
		}
	}
	l.collect(v, 0)
}

// lenientJSON mends the slips that pages commonly make: raw line breaks and
// quotation marks inside strings, commas before a closing bracket, several values
// one behind the other, a semicolon at the end, an end that is missing. It gives a
// list of the values.
func lenientJSON(s string) string {
	s = strings.TrimRight(s, "; \n\t\r")
	b := append(make([]byte, 0, len(s)+8), '[')
	var open []byte // the brackets that wait for their closing one
	quoted := false
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case quoted && c == '\\' && i+1 < len(s):
			if strings.IndexByte(`"\/bfnrtu`, s[i+1]) < 0 {
				continue // an escape that JSON does not have
			}
			b = append(b, c, s[i+1])
			i++
			continue
		case quoted && c == '"' && !closesString(s[i+1:]):
			b = append(b, '\\')
		case c == '"':
			quoted = !quoted
		case quoted:
			if c < ' ' {
				c = ' '
			}
		case c == '{' || c == '[':
			if len(open) == 0 && len(b) > 1 && lastMark(b) != ',' {
				b = append(b, ',')
			}
			open = append(open, c+2)
		case c == '}' || c == ']':
			b = withoutComma(b)
			open = open[:max(0, len(open)-1)]
		}
		b = append(b, c)
	}
	if quoted {
		b = append(b, '"')
	}
	b = withoutComma(b)
	for i := len(open) - 1; i >= 0; i-- {
		b = append(b, open[i])
	}
	return string(append(b, ']'))
}

// closesString reports whether a quotation mark before rest ends a string: what
// may follow one follows.
func closesString(rest string) bool {
	rest = strings.TrimLeft(rest, " \t\r\n")
	if rest == "" || strings.IndexByte(":}]", rest[0]) >= 0 {
		return true
	}
	if rest[0] != ',' {
		return false
	}
	rest = strings.TrimLeft(rest[1:], " \t\r\n,")
	return rest == "" || strings.IndexByte(`"{}[]-0123456789tfn`, rest[0]) >= 0
}

// lastMark returns the last byte of b that is no space.
func lastMark(b []byte) byte {
	for n := len(b); n > 0; n-- {
		if c := b[n-1]; !isSpace(c) && c != '\r' {
			return c
		}
	}
	return 0
}

// withoutComma returns b without a comma at its end.
func withoutComma(b []byte) []byte {
	for n := len(b); n > 0; n-- {
		switch c := b[n-1]; {
		case c == ',':
			return b[:n-1]
		case !isSpace(c) && c != '\r':
			return b
		}
	}
	return b
}

// collect keeps the objects in v, outermost first.
func (l *linkedData) collect(v any, depth int) {
	if depth > maxLinkedDepth || len(l.nodes) >= maxLinkedNodes {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			l.collect(x, depth+1)
		}
	case map[string]any:
		l.nodes = append(l.nodes, v)
		if id, ok := v["@id"].(string); ok && len(v) > 1 && l.byID[id] == nil {
			if l.byID == nil {
				l.byID = map[string]map[string]any{}
			}
			l.byID[id] = v
		}
		for _, k := range []string{"@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "hasPart", "subjectOf", "publisher", "author", "creator", "isPartOf", "item", "@list"} {
			if x := v[k]; x != nil {
				l.collect(x, depth+1)
			}
		}
	}
}

// resolve returns the object that v is or refers to, nil when it is none.
func (l *linkedData) resolve(v any) map[string]any {
	m, _ := v.(map[string]any)
	if len(m) == 1 {
		if id, ok := m["@id"].(string); ok && l.byID[id] != nil {
			return l.byID[id]
		}
	}
	return m
}

// isType reports whether a type of m ends with one of names; schema.org derives
// NewsArticle from Article and BlogPosting from SocialMediaPosting.
func isType(m map[string]any, names ...string) bool {
	for _, t := range list(m["@type"]) {
		s, _ := t.(string)
		for _, n := range names {
			if len(s) >= len(n) && strings.EqualFold(s[len(s)-len(n):], n) {
				return true
			}
		}
	}
	return false
}

// list returns v as a list: itself, or of itself.
func list(v any) []any {
	switch v := v.(type) {
	case nil:
		return nil
	case []any:
		return v
	}
	return []any{v}
}

// textOf returns the text of a value: a string, the first of several, the
// "@value" or "name" of an object.
func textOf(v any) string {
	switch v := v.(type) {
	case string:
		if strings.IndexByte(v, '&') >= 0 {
			v = html.UnescapeString(v)
		}
		return v
	case []any:
		if len(v) > 0 {
			return textOf(v[0])
		}
	case map[string]any:
		if s := textOf(v["@value"]); s != "" {
			return s
		}
		if s := textOf(v["name"]); s != "" {
			return s
		}
		return textOf(v["@list"])
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64) // seconds since 1970
	}
	return ""
}

// articleTypes are how the names of the types of articles end.
var articleTypes = []string{"Article", "Posting", "Report", "Review", "Chapter"}

// articles returns the objects that describe an article, those that describe it
// best first: the page's own before those that it lists, by the shape of their
// data.
func (l *linkedData) articles() []map[string]any {
	var out, pages []map[string]any
	for _, m := range l.nodes {
		switch {
		case isType(m, articleTypes...) || m["@type"] == nil && m["headline"] != nil:
			if m["headline"] != nil || m["datePublished"] != nil || m["articleBody"] != nil || m["author"] != nil {
				out = append(out, m)
			}
		case isType(m, "WebPage", "VideoObject", "Recipe", "Episode", "AudioObject", "Event", "Thesis", "Book", "HowTo", "CreativeWork", "Question"):
			pages = append(pages, m)
		}
	}
	return append(out, pages...)
}

// people returns the names of authors in v.
func (l *linkedData) people(v any) []string {
	var out []string
	for _, x := range list(v) {
		switch x := x.(type) {
		case string:
			out = append(out, unmarked(textOf(x)))
		case []any:
			out = append(out, l.people(x)...)
		case map[string]any:
			m := l.resolve(x)
			if inner := m["@list"]; inner != nil && m["name"] == nil {
				out = append(out, l.people(list(inner))...)
				continue
			}
			found := len(out)
			for _, n := range list(m["name"]) {
				if s := unmarked(textOf(n)); s != "" && !addressOnly(s) {
					out = append(out, s)
				}
			}
			if len(out) > found {
				break
			}
			if given, family := textOf(m["givenName"]), textOf(m["familyName"]); given != "" && family != "" {
				out = append(out, given+" "+family)
			} else if s := textOf(m["alternateName"]); s != "" {
				out = append(out, s)
			}
		}
		if len(out) >= maxAuthors {
			break
		}
	}
	return out
}
