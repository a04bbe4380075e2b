package source

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// survey is what a page says of itself outside the running text of its article.
type survey struct {
	base   *url.URL
	named  map[string][]string // what <meta> says, by lower-case name
	linked linkedData

	title    string // of the window
	heads    []string
	language string
	address  string // the canonical one
	icon     string // the name the page would have on a home screen

	times   []stamp  // <time> and its like, in order
	authors []string // who elements that are made for it name, in order
	signed  []string // the text of bylines, by their class
}

// stamp is an element that gives a moment.
type stamp struct {
	when string // in any spelling
	// said tells what the page calls it: 'p' published, 'm' modified, 0 nothing.
	said byte
	// after tells that it stands behind the headline.
	after bool
}

const (
	maxAuthors = 24
	maxStamps  = 64
	maxValues  = 24 // of one name
)

// surveyOf reads the page below root, which was saved from address.
func surveyOf(root *html.Node, address string) *survey {
	s := &survey{named: map[string][]string{}}
	s.base, _ = url.Parse(address)
	s.visit(root)
	return s
}

func (s *survey) visit(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case html.CommentNode:
			s.comment(c.Data)
		case html.ElementNode:
			s.element(c)
		}
	}
}

// comment reads where browsers and SingleFile say that they saved a page from.
func (s *survey) comment(text string) {
	if s.base != nil && s.base.Host != "" || len(text) > 4096 {
		return
	}
	for _, mark := range []string{"saved from url=", "url:"} {
		if i := strings.Index(text, mark); i >= 0 && strings.Contains(strings.ToLower(text[:i+10]), "saved") {
			for f := range strings.FieldsSeq(text[i+len(mark):]) {
				if strings.HasPrefix(f, "(") {
					f = f[strings.IndexByte(f, ')')+1:]
				}
				if u, err := url.Parse(f); err == nil && (u.Scheme == "http" || u.Scheme == "https") {
					s.base = u
				}
				return
			}
		}
	}
}

func (s *survey) element(n *html.Node) {
	switch n.DataAtom {
	case atom.Html:
		s.language = attr(n, "lang")
	case atom.Meta:
		s.meta(n)
		return
	case atom.Link:
		s.link(n)
		return
	case atom.Script:
		if t := attr(n, "type"); strings.HasPrefix(strings.ToLower(t), "application/ld+json") && n.FirstChild != nil {
			s.linked.add(n.FirstChild.Data)
		}
		return
	case atom.Style, atom.Template, atom.Svg:
		return
	case atom.Title:
		if s.title == "" {
			s.title = nodeLine(n, 1000)
		}
		return
	case atom.H1:
		if t := nodeLine(n, 1000); t != "" && !hidden(n) && len(s.heads) < 16 {
			s.heads = append(s.heads, t)
		}
	}
	s.microdata(n)
	s.visit(n)
}

// meta keeps what a <meta> says, under each of its names.
func (s *survey) meta(n *html.Node) {
	content := attr(n, "content")
	if content == "" || len(content) > 20000 {
		return
	}
	for _, key := range []string{"name", "property", "itemprop", "http-equiv"} {
		for name := range strings.FieldsSeq(strings.ToLower(attr(n, key))) {
			if len(s.named[name]) < maxValues && len(s.named) < 1000 {
				s.named[name] = append(s.named[name], content)
			}
		}
	}
}

func (s *survey) link(n *html.Node) {
	switch rel := strings.ToLower(attr(n, "rel")); {
	case rel == "canonical" && s.address == "":
		s.address = attr(n, "href")
	case attr(n, "itemprop") == "datePublished":
		s.stamp(attr(n, "content"), 'p')
	}
}

func (s *survey) stamp(when string, said byte) {
	if when != "" && len(s.times) < maxStamps {
		s.times = append(s.times, stamp{when, said, len(s.heads) > 0})
	}
}

// microdata reads the elements that say who wrote the page and when: <time>,
// microdata, hAtom's and publishers' own classes, rel=author.
func (s *survey) microdata(n *html.Node) {
	prop, class := "", ""
	rel := ""
	for i := range n.Attr {
		switch n.Attr[i].Key {
		case "itemprop":
			prop = n.Attr[i].Val
		case "class":
			class = n.Attr[i].Val
		case "rel":
			rel = n.Attr[i].Val
		}
	}
	if n.DataAtom != atom.Time && prop == "" && class == "" && rel == "" {
		return
	}
	said := byte(0)
	names := nameWords(class)
	switch {
	case prop == "datePublished" || prop == "dateCreated", has(names, "published") && !has(names, "updated"):
		said = 'p'
	case prop == "dateModified", has(names, "updated"), has(names, "modified"):
		said = 'm'
	}
	switch {
	case n.DataAtom == atom.Time:
		if _, ok := attribute(n, "pubdate"); ok {
			said = 'p'
		}
		when := attr(n, "datetime")
		if when == "" {
			when = nodeLine(n, 200)
		}
		s.stamp(when, said)
	case said != 0:
		for _, a := range []string{"content", "datetime", "title"} {
			if v := attr(n, a); strings.IndexAny(v, "0123456789") >= 0 {
				s.stamp(v, said)
				return
			}
		}
		s.stamp(nodeLine(n, 200), said)
	case strings.HasPrefix(prop, "author"), prop == "creator", hasFold(rel, "author") && n.DataAtom == atom.A:
		s.author(n)
	case len(s.signed) < maxAuthors && (has(names, "byline") || has(names, "author") || has(names, "authors")):
		if t := nodeLine(n, 300); t != "" {
			s.signed = append(s.signed, t)
		}
	}
}

// author keeps the name in an element that is there to give an author.
func (s *survey) author(n *html.Node) {
	if len(s.authors) >= maxAuthors {
		return
	}
	name := ""
	for c := range n.Descendants() {
		if c.Type == html.ElementNode && attr(c, "itemprop") == "name" {
			if name = attr(c, "content"); name == "" {
				name = nodeLine(c, 200)
			}
			break
		}
	}
	if name == "" && n.DataAtom != atom.Meta {
		name = nodeLine(n, 200)
	}
	if name != "" {
		s.authors = append(s.authors, name)
	}
}

// nodeLine returns the text below n on one line, "" when it is longer than
// limit bytes.
func nodeLine(n *html.Node, limit int) string {
	var b strings.Builder
	size := 0
	for c := range n.Descendants() {
		switch {
		case c.Type == html.TextNode && c.Parent.DataAtom != atom.Script && c.Parent.DataAtom != atom.Style && c.Parent.Namespace != "svg":
			b.WriteString(c.Data)
			if size += len(strings.TrimSpace(c.Data)); size > limit {
				return ""
			}
		case c.Type == html.ElementNode && (blockElement(c) || c.DataAtom == atom.Br || c.DataAtom == atom.Li):
			b.WriteByte(' ')
		}
	}
	return Line(b.String())
}

// nameWords takes a class or id apart into its words, in lower case with a
// space on both sides of each: "entry-content postBody" is " entry content post
// body ".
func nameWords(s string) string {
	if s == "" {
		return ""
	}
	s = s[:min(len(s), 400)]
	b := make([]byte, 0, len(s)+8)
	b = append(b, ' ')
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c >= 0x80:
			b = append(b, c)
		case c >= 'A' && c <= 'Z':
			if i > 0 && s[i-1] >= 'a' && s[i-1] <= 'z' {
				b = append(b, ' ')
			}
			b = append(b, c|0x20)
		case b[len(b)-1] != ' ':
			b = append(b, ' ')
		}
	}
	if b[len(b)-1] != ' ' {
		b = append(b, ' ')
	}
	return string(b)
}

// has reports whether words, as nameWords gives them, hold word.
func has(words, word string) bool {
	for i := 0; ; {
		j := strings.Index(words[i:], word)
		if j < 0 {
			return false
		}
		i += j
		if i > 0 && words[i-1] == ' ' && words[i+len(word)] == ' ' {
			return true
		}
		i++
	}
}
