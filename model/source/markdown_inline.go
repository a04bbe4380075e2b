package source

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"github.com/kreader/kreader/model"
)

// maxRuns is how deep inline runs may nest; below it their text counts, their
// markup does not.
const maxRuns = 16

// inline returns the text of the inline content of n with its runs.
func (m *markdownWalker) inline(n ast.Node) (string, []model.Inline) {
	if t, ok := n.FirstChild().(*ast.Text); ok && t.NextSibling() == nil {
		return Line(resolve(t, m.src)), nil
	}
	w := &markdownInline{src: m.src}
	w.children(n, 0)
	s, in := w.finish()
	if c := Clean(s); c != s {
		// Only text made to deceive changes here, where parts that were clean
		// alone are not so together. It keeps its words and loses its markup.
		return strings.TrimSpace(c), nil
	}
	return s, in
}

// markdownInline writes goldmark's inline nodes.
type markdownInline struct {
	inlineWriter
	src []byte
	// debris is the address of an autolink in brackets, whose closing bracket is
	// still to come.
	debris bool
	// gap tells that something was left out after a space.
	gap bool
}

func (w *markdownInline) children(n ast.Node, depth int) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		w.node(c, depth)
	}
}

func (w *markdownInline) node(n ast.Node, depth int) {
	from := len(w.buf)
	switch n := n.(type) {
	case *ast.Text:
		w.words(resolve(n, w.src))
		if n.HardLineBreak() {
			w.buf = append(w.buf, '\n')
		} else if n.SoftLineBreak() {
			w.buf = append(w.buf, ' ')
		}
	case *ast.String:
		w.words(string(n.Value))
	case *ast.CodeSpan:
		w.children(n, depth+1)
		w.mark(model.CodeSpan, from, "", depth)
	case *ast.Emphasis:
		w.children(n, depth+1)
		if n.Level > 1 {
			w.mark(model.Strong, from, "", depth)
		} else {
			w.mark(model.Emphasis, from, "", depth)
		}
	case *ast.Link:
		w.children(n, depth+1)
		w.labelled(from, string(n.Destination), depth)
	case *ast.AutoLink:
		w.autolink(string(n.URL(w.src)), depth)
	case *ast.Image, *ast.RawHTML:
		// Nothing is fetched; the words of a picture are not on the page.
		w.gap = len(w.buf) == 0 || isSpace(w.buf[len(w.buf)-1])
	default:
		w.children(n, depth+1)
	}
}

// words appends text that came out of the parser. It is cleaned again, since
// character references are decoded only there.
func (w *markdownInline) words(s string) {
	if w.debris {
		w.debris = false
		s = strings.TrimPrefix(s, ")")
	}
	if w.gap {
		w.gap = false
		s = strings.TrimLeft(s, " ")
	}
	w.buf = append(w.buf, Clean(s)...)
}

func (w *markdownInline) mark(k model.InlineKind, from int, url string, depth int) {
	if depth < maxRuns && from < len(w.buf) {
		w.run(k, from, url)
	}
}

// labelled makes what was written since from a link, without the address that
// a converter printed behind its label.
func (w *markdownInline) labelled(from int, target string, depth int) {
	from = min(from, len(w.buf))
	label, url := linkLabel(string(w.buf[from:]), Line(target))
	if strings.HasPrefix(string(w.buf[from:]), label) {
		w.buf = w.buf[:from+len(label)]
		w.trimRuns()
	}
	if label == "" {
		w.trimSpace()
		return
	}
	w.mark(model.Link, from, url, depth)
}

func (w *markdownInline) autolink(url string, depth int) {
	url = Line(url)
	if bytes.HasSuffix(w.buf, []byte("(")) {
		w.buf = w.buf[:len(w.buf)-1]
		w.trimSpace()
		w.linkBefore(url)
		w.debris = true
		return
	}
	from := len(w.buf)
	w.buf = append(w.buf, url...)
	w.mark(model.Link, from, url, depth)
}

// trimRuns cuts the runs that reach past the end of the text.
func (w *inlineWriter) trimRuns() {
	kept := w.in[:0]
	for _, x := range w.in {
		x.Span.End = min(x.Span.End, len(w.buf))
		if x.Span.Start < x.Span.End {
			kept = append(kept, x)
		}
	}
	w.in = kept
}

// resolve returns the text of t with backslash escapes and character
// references resolved.
func resolve(t *ast.Text, src []byte) string {
	v := t.Segment.Value(src)
	if t.IsRaw() || bytes.IndexByte(v, '&') < 0 && bytes.IndexByte(v, '\\') < 0 {
		return string(v)
	}
	return string(util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(v))))
}

// stripTags returns the text of HTML: block tags become blank lines, other tags
// nothing, scripts, styles and comments go with what is in them.
func stripTags(s string) string {
	var b strings.Builder
	for s != "" {
		i := strings.IndexByte(s, '<')
		if i < 0 {
			break
		}
		b.WriteString(s[:i])
		s = s[i:]
		end, skip := 0, false
		switch {
		case strings.HasPrefix(s, "<!--"):
			end = after(s, "-->")
		case hasFold(s, "<script"):
			end, skip = after(strings.ToLower(s), "</script>"), true
		case hasFold(s, "<style"):
			end, skip = after(strings.ToLower(s), "</style>"), true
		default:
			if len(s) > 1 && (s[1] == '/' || s[1] == '!' || s[1] == '?' || s[1]|0x20 >= 'a' && s[1]|0x20 <= 'z') {
				end = after(s, ">")
			}
			if end == 0 {
				b.WriteByte('<')
				s = s[1:]
				continue
			}
			if blockTag(s[:end]) {
				b.WriteString("\n\n")
			}
		}
		_ = skip
		if end == 0 {
			return b.String() // never closed: the rest is not text
		}
		s = s[end:]
	}
	b.WriteString(s)
	v := []byte(b.String())
	return string(util.ResolveEntityNames(util.ResolveNumericReferences(v)))
}

func after(s, end string) int {
	if i := strings.Index(s, end); i >= 0 {
		return i + len(end)
	}
	return 0
}

func hasFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

// blockTag reports the tags that begin or end a block.
func blockTag(tag string) bool {
	name := strings.ToLower(strings.Trim(tag, "</>"))
	name, _, _ = strings.Cut(name, " ")
	switch name {
	case "p", "div", "br", "li", "ul", "ol", "table", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "blockquote", "figure", "figcaption", "details", "summary", "hr", "pre":
		return true
	}
	return false
}
