package source

import (
	"encoding/json"
	"html"
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

// add reads the text of one script. What is no JSON is ignored, as a search
// engine ignores it.
func (l *linkedData) add(script string) {
	if len(script) > maxLinkedBytes {
		return
	}
	s := strings.TrimSpace(script)
	for _, wrap := range [][2]string{{"<!--", "-->"}, {"//<![CDATA[", "//]]>"}, {"<![CDATA[", "]]>"}, {"/*<![CDATA[*/", "/*]]>*/"}} {
		if strings.HasPrefix(s, wrap[0]) {
			s = strings.TrimSpace(strings.TrimSuffix(s[len(wrap[0]):], wrap[1]))
		}
	}
	var v any
	if json.Unmarshal([]byte(s), &v) != nil && json.Unmarshal([]byte(lenientJSON(s)), &v) != nil {
		return
	}
	l.collect(v, 0)
}

// lenientJSON mends the slips that pages commonly make: raw line breaks inside
// strings, commas before a closing bracket, a semicolon at the end.
func lenientJSON(s string) string {
	s = strings.TrimRight(s, "; \n\t")
	b := make([]byte, 0, len(s))
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
		case c == '"':
			quoted = !quoted
		case quoted && c < ' ':
			c = ' '
		case !quoted && (c == '}' || c == ']'):
			for n := len(b); n > 0 && (isSpace(b[n-1]) || b[n-1] == '\r' || b[n-1] == ','); n-- {
				if b[n-1] == ',' {
					b = b[:n-1]
					break
				}
			}
		}
		b = append(b, c)
	}
	return string(b)
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
		for _, k := range []string{"@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "hasPart", "subjectOf", "publisher", "author", "creator", "isPartOf", "item"} {
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
			if strings.HasSuffix(s, n) {
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
		return textOf(v["name"])
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
		case isType(m, articleTypes...):
			if m["headline"] != nil || m["datePublished"] != nil || m["articleBody"] != nil || m["author"] != nil {
				out = append(out, m)
			}
		case isType(m, "WebPage", "VideoObject", "Recipe", "Episode", "AudioObject", "Event", "Thesis", "Book"):
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
			out = append(out, textOf(x))
		case map[string]any:
			m := l.resolve(x)
			for _, n := range list(m["name"]) {
				if s := textOf(n); s != "" {
					out = append(out, s)
				}
			}
			if m["name"] == nil {
				if given, family := textOf(m["givenName"]), textOf(m["familyName"]); given != "" && family != "" {
					out = append(out, given+" "+family)
				}
			}
		}
		if len(out) >= maxAuthors {
			break
		}
	}
	return out
}
