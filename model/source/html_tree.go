package source

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// htmlTree parses s. It never fails: what is nested deeper than the parser goes
// is parsed again without the levels that say nothing.
func htmlTree(s string) *html.Node {
	n, err := html.ParseWithOptions(strings.NewReader(s), html.ParseOptionEnableScripting(false))
	if err != nil {
		n, err = html.ParseWithOptions(strings.NewReader(flatter(s)), html.ParseOptionEnableScripting(false))
	}
	if err != nil {
		n = &html.Node{Type: html.DocumentNode}
		n.AppendChild(&html.Node{Type: html.TextNode, Data: stripTags(s)})
	}
	return n
}

// maxOpen is how many elements may be open at once after flatter. The parser
// takes 512, with those it opens by itself.
const maxOpen = 64

// flatter returns s without the tags of elements that are nested deeper than
// maxOpen. Elements that end by themselves do not count.
func flatter(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	open, dropped := map[string]int{}, map[string]int{}
	depth := 0
	for z := html.NewTokenizer(strings.NewReader(s)); ; {
		kind := z.Next()
		if kind == html.ErrorToken {
			return b.String()
		}
		raw := string(z.Raw())
		if kind == html.StartTagToken || kind == html.EndTagToken {
			name, _ := z.TagName()
			tag := string(name)
			switch {
			case endless[atom.Lookup(name)]:
			case kind == html.StartTagToken && depth >= maxOpen:
				dropped[tag]++
				raw = " "
			case kind == html.StartTagToken:
				open[tag]++
				depth++
			case dropped[tag] > 0:
				dropped[tag]--
				raw = " "
			case open[tag] > 0:
				open[tag]--
				depth--
			default:
				raw = " "
			}
		}
		b.WriteString(raw)
	}
}

// endless are the elements that never stay open under their like.
var endless = map[atom.Atom]bool{
	atom.Area: true, atom.Base: true, atom.Br: true, atom.Col: true, atom.Embed: true, atom.Hr: true, atom.Img: true, atom.Input: true,
	atom.Link: true, atom.Meta: true, atom.Param: true, atom.Source: true, atom.Track: true, atom.Wbr: true,
	atom.P: true, atom.Script: true, atom.Style: true, atom.Title: true, atom.Textarea: true,
}

// attribute returns the value of an attribute of n.
func attribute(n *html.Node, name string) (string, bool) {
	for i := range n.Attr {
		if n.Attr[i].Key == name && n.Attr[i].Namespace == "" {
			return n.Attr[i].Val, true
		}
	}
	return "", false
}

func attr(n *html.Node, name string) string {
	s, _ := attribute(n, name)
	return s
}

// unshown reports an element that a browser does not show as text, or that
// holds the controls of a page.
func unshown(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Head, atom.Title, atom.Iframe, atom.Object, atom.Embed,
		atom.Applet, atom.Canvas, atom.Audio, atom.Video, atom.Map, atom.Button, atom.Input, atom.Select, atom.Textarea, atom.Option,
		atom.Optgroup, atom.Datalist, atom.Label, atom.Nav, atom.Noframes, atom.Frameset, atom.Rp, atom.Rt, atom.Dialog, atom.Annotation:
		return true
	}
	return hidden(n)
}

// hidden reports an element that is there but not to be seen.
func hidden(n *html.Node) bool {
	for i := range n.Attr {
		switch a := &n.Attr[i]; a.Key {
		case "hidden":
			return a.Val != "until-found"
		case "aria-hidden":
			if a.Val == "true" {
				return true
			}
		case "style":
			if strings.Contains(a.Val, "none") || strings.Contains(a.Val, "hidden") || strings.Contains(a.Val, "NONE") {
				s := strings.ToLower(strings.ReplaceAll(a.Val[:min(len(a.Val), 1000)], " ", ""))
				if strings.Contains(s, "display:none") || strings.Contains(s, "visibility:hidden") && !strings.Contains(s, "backface-visibility:hidden") {
					return true
				}
			}
		case "class":
			if unseen(a.Val[:min(len(a.Val), 1000)]) {
				return true
			}
		}
	}
	return false
}

// unseen reports the classes of what is there only for those who listen to a
// page.
func unseen(class string) bool {
	for c := range strings.FieldsSeq(class) {
		switch c {
		case "sr-only", "aural", "hide-accessible", "offscreen", "element-invisible", "mw-editsection":
			return true
		}
		if strings.Contains(c, "visually-hidden") || strings.Contains(c, "visuallyhidden") || strings.HasPrefix(c, "screen-reader") {
			return true
		}
	}
	return false
}

// blockElement reports the elements that stand on lines of their own.
func blockElement(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Address, atom.Article, atom.Aside, atom.Body, atom.Center, atom.Dd, atom.Details, atom.Div, atom.Dl, atom.Dt, atom.Fieldset,
		atom.Figure, atom.Footer, atom.Form, atom.Header, atom.Hgroup, atom.Html, atom.Legend, atom.Main, atom.P, atom.Section, atom.Summary,
		atom.Tbody, atom.Td, atom.Tfoot, atom.Th, atom.Thead, atom.Tr:
		return true
	}
	return false
}

// writeText appends the text below n, with sep for each block and each line
// break that is not in it as it stands.
func writeText(b *strings.Builder, n *html.Node, sep string) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
			if n.Namespace != "svg" || n.Data == "foreignObject" {
				b.WriteString(c.Data)
			}
		case c.Type != html.ElementNode || unshown(c):
		case c.DataAtom == atom.Br:
			b.WriteString(sep)
		default:
			block := blockElement(c) || c.DataAtom == atom.Li || c.DataAtom == atom.Ul
			if block {
				b.WriteString(sep)
			}
			writeText(b, c, sep)
			if block {
				b.WriteString(sep)
			}
		}
	}
}

// maxAddress is how long an address may be. Browsers take some 2,000 characters
// everywhere; longer ones carry data.
const maxAddress = 4096

// absolute returns the address that ref stands for on a page at base: http,
// https or mailto, on one line; "" for any other, for one that cannot be
// opened, and for a place on the same page.
func absolute(base *url.URL, ref string) string {
	if len(ref) > maxAddress || strings.HasPrefix(ref, "#") {
		return ""
	}
	ref = strings.TrimSpace(ref)
	u, err := url.Parse(ref)
	if err != nil || ref == "" {
		return ""
	}
	if base != nil {
		u = base.ResolveReference(u)
	}
	switch {
	case (u.Scheme == "http" || u.Scheme == "https") && u.Host != "", u.Scheme == "mailto":
		return Line(u.String())
	}
	return ""
}
