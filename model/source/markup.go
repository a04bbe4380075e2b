package source

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/kreader/kreader/model"
)

// inlineOfText takes the markup out of a line of plain text that a converter
// left in it: [label](target), <address>, **strong**, *emphasis*. Plain text
// has no markup by right, so only what can be nothing else counts.
func inlineOfText(s string) (string, []model.Inline) {
	if strings.IndexByte(s, '*') < 0 && strings.IndexByte(s, '[') < 0 && strings.IndexByte(s, '<') < 0 {
		return s, nil
	}
	w := &inlineWriter{budget: 16*len(s) + 4096}
	w.text(s, 0)
	return w.finish()
}

// inlineWriter builds the text of a block together with its inline runs.
type inlineWriter struct {
	buf []byte
	in  []model.Inline
	// budget is how many bytes may still be looked at in search of the end of
	// markup. Text that uses it up is full of beginnings without an end.
	budget int
}

func (w *inlineWriter) finish() (string, []model.Inline) {
	s := string(w.buf)
	p := cut(Piece{Text: s, Inline: w.in}, 0, len(s))
	slices.SortStableFunc(p.Inline, func(a, b model.Inline) int {
		return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(b.Span.End, a.Span.End))
	})
	return p.Text, p.Inline
}

// add appends s as a run of kind k. An empty run leaves nothing.
func (w *inlineWriter) run(k model.InlineKind, from int, url string) {
	if from < len(w.buf) {
		w.in = append(w.in, model.Inline{Kind: k, Span: model.Span{Start: from, End: len(w.buf)}, URL: url})
	}
}

// text appends s with its markup taken out; depth counts the runs it is in.
func (w *inlineWriter) text(s string, depth int) {
	for s != "" {
		i := strings.IndexAny(s, "*[<")
		if i < 0 {
			break
		}
		w.buf = append(w.buf, s[:i]...)
		prev := ' '
		if len(w.buf) > 0 {
			prev, _ = utf8.DecodeLastRune(w.buf)
		}
		s = s[i:]
		n := 0
		if depth < 4 && w.budget > 0 {
			switch s[0] {
			case '*':
				n = w.stars(s, prev, depth)
			case '[':
				n = w.link(s)
			case '<':
				n = w.address(s)
			}
		}
		if n == 0 {
			w.buf = append(w.buf, s[0])
			n = 1
		}
		s = s[n:]
	}
	w.buf = append(w.buf, s...)
}

// stars reads **strong** or *emphasis* at the start of s, prev being the
// character before it, and returns how long it is; 0 when it is none.
func (w *inlineWriter) stars(s string, prev rune, depth int) int {
	mark, kind := "*", model.Emphasis
	if strings.HasPrefix(s, "**") {
		mark, kind = "**", model.Strong
	}
	n := len(mark)
	if wordRune(prev) || len(s) == n || isSpace(s[n]) || s[n] == '*' {
		return 0
	}
	// Emphasis is short; the bound also keeps this linear.
	inner := s[n:min(len(s), n+600)]
	end := strings.Index(inner, mark)
	w.budget -= max(end, 0)
	if end < 0 {
		w.budget -= len(inner)
	}
	if end <= 0 || isSpace(inner[end-1]) {
		return 0
	}
	after := inner[end+n:]
	if after != "" && wordRune(firstRune(after)) {
		return 0
	}
	from := len(w.buf)
	w.text(inner[:end], depth+1)
	w.run(kind, from, "")
	return 2*n + end
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '*' }

// maxLink is how many bytes a link's label or target may have in plain text.
const maxLink = 2048

// link reads [label](target) at the start of s.
func (w *inlineWriter) link(s string) int {
	label, n := bracketed(s, '[', ']')
	if w.budget -= n; n == 0 {
		w.budget -= min(len(s), maxLink)
	}
	if n == 0 || n >= len(s) || s[n] != '(' {
		return 0
	}
	target, m := bracketed(s[n:], '(', ')')
	if w.budget -= m; m == 0 {
		w.budget -= min(len(s)-n, maxLink)
	}
	if m == 0 || strings.ContainsAny(target, " \n\t") {
		return 0
	}
	from := len(w.buf)
	label, url := linkLabel(unescape(label), target)
	if label == "" { // nothing but an address: take the space before it as well
		w.trimSpace()
		return n + m
	}
	w.buf = append(w.buf, label...)
	w.run(model.Link, from, url)
	return n + m
}

// bracketed returns what the brackets at the start of s enclose, and the length
// with them; 0 when they do not close. A backslash hides the next character.
func bracketed(s string, open, end byte) (string, int) {
	depth := 0
	for i := 0; i < min(len(s), maxLink); i++ {
		switch s[i] {
		case '\\':
			i++
		case open:
			depth++
		case end:
			if depth--; depth == 0 {
				return s[1:i], i + 1
			}
		}
	}
	return "", 0
}

func unescape(s string) string {
	if strings.IndexByte(s, '\\') < 0 {
		return s
	}
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) && s[i+1] < utf8.RuneSelf && strings.IndexByte("\\`*_{}[]()<>#+-.!|", s[i+1]) >= 0 {
			i++
		}
		b = append(b, s[i])
	}
	return string(b)
}

// linkLabel parts the label of a link from the address that converters print
// behind it in brackets, and says where the link leads: to that address when
// its own target is none.
func linkLabel(label, target string) (string, string) {
	label = strings.TrimSpace(label)
	if target == "#" || target == "" {
		target = ""
	}
	if strings.HasSuffix(label, ")") {
		if i := strings.LastIndexByte(label, '('); i >= 0 && isAddress(label[i+1:len(label)-1]) {
			if target == "" {
				target = label[i+1 : len(label)-1]
			}
			label = strings.TrimSpace(label[:i])
		}
	}
	return label, target
}

// isAddress reports whether s is a URL or a path on a site, and nothing else.
func isAddress(s string) bool {
	if strings.ContainsAny(s, " \n\t") {
		return false
	}
	return strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "www.") ||
		strings.HasPrefix(s, "mailto:") || len(s) > 1 && s[0] == '/' && s[1] != '/'
}

// address reads <https://…> at the start of s. In brackets it is what a
// converter printed behind the words that were the link; alone it was text.
func (w *inlineWriter) address(s string) int {
	end := strings.IndexByte(s[:min(len(s), maxLink)], '>')
	if w.budget -= max(end, 0); end < 0 {
		w.budget -= min(len(s), maxLink)
	}
	if end < 0 || !isAddress(s[1:end]) || s[1] == '/' {
		return 0
	}
	url := s[1:end]
	if end+1 < len(s) && s[end+1] == ')' && len(w.buf) > 0 && w.buf[len(w.buf)-1] == '(' {
		w.buf = w.buf[:len(w.buf)-1]
		w.trimSpace()
		w.linkBefore(url)
		return end + 2
	}
	from := len(w.buf)
	w.buf = append(w.buf, url...)
	w.run(model.Link, from, url)
	return end + 1
}

func (w *inlineWriter) trimSpace() {
	for len(w.buf) > 0 && isSpace(w.buf[len(w.buf)-1]) {
		w.buf = w.buf[:len(w.buf)-1]
	}
	for i := range w.in {
		w.in[i].Span.End = min(w.in[i].Span.End, len(w.buf))
	}
}

// linkBefore makes a link of the run that ends here, or of the last word. Where
// a link stands already, that stays.
func (w *inlineWriter) linkBefore(url string) {
	end := len(w.buf)
	from := end
	for from > 0 && end-from < 200 {
		r, n := utf8.DecodeLastRune(w.buf[:from])
		if unicode.IsSpace(r) || r == '(' || r == '“' || r == '"' {
			break
		}
		from -= n
	}
	for _, x := range w.in {
		if x.Span.End == end {
			if x.Kind == model.Link {
				return
			}
			from = min(from, x.Span.Start)
		}
	}
	w.run(model.Link, from, url)
}
