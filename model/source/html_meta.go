package source

import (
	"encoding/json"
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
	bare     []string // each of them without the lines above and below the headline in it
	headsAt  []int    // after how many bytes of text each of them begins
	parts    []string // what headings of the first level are made of, where that is several elements
	called   []string // what elements hold that are named as the headline
	calledAt []int
	lesser   []string // headings below the first level
	lesserAt []int
	root     *html.Node
	apart    int // how many elements around the one being read are no part of the article
	read     int // bytes of text before what is being read
	language string
	address  string   // the canonical one
	nearby   []string // others of the same site, for a page that does not say its own

	times    []stamp  // <time> and its like, in order
	authors  []string // who elements that are made for it name, in order
	signed   []string // the text of bylines, by their class
	scripts  []*html.Node
	profiles []profile // links to the pages of authors
	marks    []string  // what links to the front page and to feeds call the site

	chosen  string   // the headline
	around  []string // the lines around it, once they were needed
	opening []string // the first paragraphs, found with them
	foot    string   // the last day on which a line of the page says it was changed, found with them
}

const (
	maxAuthors = 24
	maxStamps  = 64
	maxValues  = 24 // of one name
)

// surveyOf reads the page below root, which was saved from address.
func surveyOf(root *html.Node, address string) *survey {
	s := &survey{named: map[string][]string{}, root: root}
	s.base, _ = url.Parse(address)
	s.visit(root)
	if s.base != nil {
		s.base = original(s.base)
	}
	return s
}

// original returns the address of a page that an archive keeps a copy of, where
// the address of the copy holds it; else u itself.
func original(u *url.URL) *url.URL {
	if !strings.Contains(u.Host, "archive") {
		return u
	}
	for _, scheme := range []string{"/http://", "/https://", "/http:/", "/https:/"} {
		if i := strings.Index(u.Path, scheme); i >= 0 {
			rest := strings.TrimLeft(u.Path[i+len(scheme):], "/")
			if o, err := url.Parse(strings.TrimRight(scheme[1:], "/") + "//" + rest); err == nil && o.Host != "" {
				return o
			}
		}
	}
	return u
}

func (s *survey) visit(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case html.TextNode:
			s.read += len(strings.TrimSpace(c.Data))
		case html.CommentNode:
			s.comment(c.Data)
		case html.ElementNode:
			s.element(c)
		}
	}
}

// comment reads where browsers, SingleFile and HTTrack say that they saved a page from.
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
	if _, rest, ok := strings.Cut(text, "Mirrored from "); ok {
		address, _, _ := strings.Cut(rest, " ")
		if u, err := url.Parse("http://" + address); err == nil {
			s.base = u
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
	case atom.Base:
		s.near(attr(n, "href"))
		return
	case atom.Script:
		if t := attr(n, "type"); strings.HasPrefix(strings.ToLower(t), "application/ld+json") && n.FirstChild != nil {
			s.linked.add(n.FirstChild.Data)
		} else if n.FirstChild != nil && len(s.scripts) < maxScripts {
			s.scripts = append(s.scripts, n)
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
		s.heading(n)
	case atom.H2, atom.H3:
		if t := nodeLine(n, 400); t != "" && len(s.lesser) < 40 && !hidden(n) {
			s.lesser, s.lesserAt = append(s.lesser, t), append(s.lesserAt, s.read)
		}
	}
	if n.DataAtom != atom.H1 && s.apart == 0 && len(s.called) < maxAuthors && calledHeadline(n) {
		if t, bare := headingText(n); t != "" && !hidden(n) {
			s.called, s.calledAt = append(s.called, bare), append(s.calledAt, s.read)
		}
	}
	if n.DataAtom == atom.A && front(attr(n, "href"), s.base) {
		s.logo(n)
	}
	if aside := s.apart > 0 || besides(n); aside {
		s.apart++
		s.visit(n)
		s.apart--
		return
	}
	s.microdata(n)
	s.visit(n)
}

// logo keeps what a link to the front page is called.
func (s *survey) logo(n *html.Node) {
	for _, a := range []string{"title", "aria-label"} {
		s.mark(attr(n, a))
	}
	for c := range n.Descendants() {
		if c.DataAtom == atom.Img {
			s.mark(attr(c, "alt"))
		}
	}
	s.mark(nodeLine(n, 60))
}

// besides reports an element with what is shown beside an article: comments,
// other articles, the site's own parts.
func besides(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Html, atom.Body, atom.Main, atom.Article, atom.H1, atom.A, atom.Span, atom.P:
		return false
	case atom.Aside, atom.Nav:
	default:
		names := nodeWords(n)
		own := has(names, "post") || has(names, "entry") || has(names, "article")
		switch {
		case besideName(names) < 2, own && has(names, "footer"), besideName(names) == 2 && (has(names, "banner") || has(names, "masthead")): // the last two hold headlines too
			return false
		}
	}
	for c := range n.Descendants() {
		if c.DataAtom == atom.H1 {
			return false
		}
	}
	return true
}

// front reports an address of the front page of a site.
func front(href string, base *url.URL) bool {
	u, err := url.Parse(strings.TrimSpace(href))
	if err != nil || href == "" || strings.HasPrefix(href, "#") {
		return false
	}
	if u.Host != "" && base != nil && base.Host != "" && u.Host != base.Host {
		return false
	}
	return (u.Path == "/" || u.Path == "" && u.Host != "") && u.RawQuery == ""
}

// meta keeps what a <meta> says, under each of its names.
func (s *survey) meta(n *html.Node) {
	content := attr(n, "content")
	if content == "" || len(content) > 20000 {
		return
	}
	switch prop := attr(n, "itemprop"); {
	case prop == "datePublished" || prop == "dateCreated":
		s.stamp(n, content, 'p')
	case prop == "dateModified":
		s.stamp(n, content, 'm')
	case prop == "headline":
		s.named[prop] = append(s.named[prop], content)
	case prop == "author" && s.apart == 0 && len(s.authors) < maxAuthors:
		s.authors = append(s.authors, content)
	}
	if attr(n, "name") == "parsely-page" {
		s.parsely(content)
	}
	for _, key := range []string{"name", "property", "http-equiv"} {
		for name := range strings.FieldsSeq(strings.ToLower(attr(n, key))) {
			if len(s.named[name]) < maxValues && len(s.named) < 1000 {
				s.named[name] = append(s.named[name], content)
			}
		}
	}
}

// parsely reads what the <meta> of a service for counting readers says in JSON.
func (s *survey) parsely(text string) {
	var said struct {
		Title, Author string
		Authors       []string
		Date          string `json:"pub_date"`
	}
	if json.Unmarshal([]byte(text), &said) != nil {
		return
	}
	for name, values := range map[string][]string{"parsely-title": {said.Title}, "parsely-pub-date": {said.Date}, "parsely-author": append(said.Authors, said.Author)} {
		for _, v := range values {
			if v != "" && len(s.named[name]) < maxValues {
				s.named[name] = append(s.named[name], v)
			}
		}
	}
}

func (s *survey) link(n *html.Node) {
	switch rel := strings.ToLower(attr(n, "rel")); {
	case rel == "canonical" && s.address == "":
		s.address = attr(n, "href")
	case attr(n, "itemprop") == "datePublished":
		s.stamp(n, attr(n, "content"), 'p')
	case rel == "amphtml" || rel == "shortlink" || rel == "alternate" && attr(n, "hreflang") != "":
		s.near(attr(n, "href"))
	case rel == "search" || rel == "alternate" && strings.Contains(attr(n, "type"), "rss"):
		title, _, _ := strings.Cut(attr(n, "title"), "»")
		s.mark(title)
	}
}

// near keeps an address of the site.
func (s *survey) near(address string) {
	if len(s.nearby) < maxAuthors {
		s.nearby = append(s.nearby, address)
	}
}

// mark keeps what may be the name of the site.
func (s *survey) mark(name string) {
	words := strings.Fields(name)
	for len(words) > 0 && markWords[key(words[len(words)-1])] {
		words = words[:len(words)-1]
	}
	for len(words) > 0 && markWords[key(words[0])] {
		words = words[1:]
	}
	if len(words) > 0 && len(words) <= 6 && len(s.marks) < maxAuthors {
		s.marks = append(s.marks, strings.Join(words, " "))
	}
}

// markWords stand around the name of a site where a link leads to it.
var markWords = set("|||logo|home|homepage|startseite|rss|feed|rss feed|search|suche|zur|zu|to|the front page|go|accueil|inicio|página|principal|portada|link|-|–|atom|2 0")

// microdata reads the elements that say who wrote the page and when: <time>,
// microdata, hAtom's and publishers' own classes, rel=author.
func (s *survey) microdata(n *html.Node) {
	prop, class, rel, name := "", "", "", ""
	for i := range n.Attr {
		switch n.Attr[i].Key {
		case "itemprop":
			prop = n.Attr[i].Val
		case "class":
			class = n.Attr[i].Val
		case "rel":
			rel = n.Attr[i].Val
		case "data-testid", "data-qa", "data-test", "data-component", "data-test-id", "data-type":
			name = n.Attr[i].Val
		}
	}
	if strings.Contains(name, "uthor") || strings.Contains(name, "yline") {
		class += " " + name // the names of those who make the page for themselves
	}
	if n.Data == "byline" {
		class = n.Data // an element of the publisher's own
	}
	if prop == "" && class == "" && rel == "" && n.DataAtom != atom.A && !timely(n) {
		return
	}
	said := byte(0)
	names := nameWords(class)
	switch {
	case prop == "datePublished" || prop == "dateCreated", has(names, "published") && !has(names, "updated") && !has(names, "by"):
		said = 'p'
	case prop == "dateModified", has(names, "updated"), has(names, "modified"):
		said = 'm'
	}
	switch {
	case timely(n):
		if _, ok := attribute(n, "pubdate"); ok {
			said = 'p'
		}
		when := moment(n)
		if when == "" {
			when = nodeLine(n, 200)
		}
		s.stamp(n, when, said)
	case said != 0:
		for _, v := range []string{attr(n, "content"), moment(n)} {
			if hasDigit(v) {
				s.stamp(n, v, said)
				return
			}
		}
		s.stamp(n, nodeLine(n, 200), said)
	case strings.HasPrefix(prop, "author"), prop == "creator", hasFold(rel, "author") && n.DataAtom == atom.A:
		s.author(n)
	case dated(names) && len(s.times) < maxStamps:
		if m := moment(n); m != "" {
			s.stamp(n, m, 0)
		} else if t := nodeLine(n, 160); hasDigit(t) {
			s.stamp(n, t, 0)
		}
		fallthrough
	case len(s.signed) < maxAuthors && besideName(names) < 2 && signs(names):
		if t := listLine(n, 300); t != "" && signs(names) {
			s.signed = append(s.signed, t)
		}
	case n.DataAtom == atom.A && len(s.profiles) < maxAuthors && leadsToAuthor(attr(n, "href")):
		s.profiles = append(s.profiles, profile{nodeLine(n, 80), s.read})
	}
}

// signs reports the names of elements that are there to name the authors.
func signs(names string) bool {
	for w := range strings.FieldsSeq(names) {
		switch w {
		case "byline", "bylines", "author", "authors", "autor", "autora", "autores", "autoren", "autorin", "autore", "autori", "auteur", "auteurs", "firma", "firmas", "forfatter", "författare", "contributor", "contributors", "journalist", "reporter", "penulis", "yazar", "muhabir", "avtor":
			return true
		}
	}
	return false
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
		case c.Type == html.ElementNode && (blockElement(c) || c.DataAtom == atom.Br || c.DataAtom == atom.Li || c.DataAtom == atom.Span && c.PrevSibling != nil && isElement(c.PrevSibling)):
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
