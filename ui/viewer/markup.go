package viewer

import (
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/glamour"
	"github.com/charmbracelet/glamour/ansi"
	"github.com/muesli/termenv"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/ui/theme"
)

// Blocks with markup go through glamour, one at a time, and what comes back is
// read, not shown. glamour must not meet text from outside: it decodes
// character references after parsing, eats backslashes, and its time is
// exponential in nesting. So
//
//   - the Markdown is made here, from plain text and spans, with no nesting;
//   - every sign that could mean something to a parser is sent as a private-use
//     character (see [disguise]), so that only letters and digits are left;
//   - glamour's style gives each element an attribute of its own, from which
//     the output is mapped back to bytes; the theme's styles are laid on when
//     a row is painted, on the article's own text.
//
// What reaches the terminal is therefore always the article's text and never
// glamour's. Rows are broken by [wrapper] for every block: glamour does not
// break words that are longer than a row nor text without spaces, and counts
// runes, not clusters.

// maxMarkup is the longest block, in bytes, that goes through glamour, which
// takes 2 ms a kilobyte: no key shall wait for more than one frame.
const maxMarkup = 8 << 10

// attr is how a run of text is set apart; values combine.
type attr uint8

const (
	emphasis attr = 1 << iota
	strong
	codeSpan
	link
)

// run is a run of bytes that is set apart.
type run struct {
	span model.Span
	attr attr
}

// form is what glamour made of a block.
type form struct {
	runs  []run
	first string // the decoration before it
	table []row  // tables: the rows, at one width
}

// marked reports whether a block needs glamour.
func marked(b model.Block) bool {
	switch b.Kind {
	case model.Heading, model.Quote, model.List, model.Code, model.Table:
		return true
	}
	return len(b.Inline) > 0
}

// renderer renders blocks through glamour. glamour is made when the first
// block needs it: the first frame of a plain article does not wait for it.
type renderer struct {
	theme *theme.Theme
	free  *glamour.TermRenderer // does not break lines
}

func newRenderer(t *theme.Theme) *renderer { return &renderer{theme: t} }

// render renders Markdown that [markdown] or [tableMarkdown] made, at most
// width cells wide; 0 does not limit it.
func (r *renderer) render(md string, width int) (string, bool) {
	t := r.free
	if t == nil || width > 0 {
		var err error
		t, err = glamour.NewTermRenderer(glamour.WithStyles(r.style()), glamour.WithWordWrap(width),
			glamour.WithColorProfile(termenv.ANSI), glamour.WithInlineTableLinks(true))
		if err != nil {
			return "", false
		}
		if width == 0 {
			r.free = t
		}
	}
	out, err := t.Render(md)
	return out, err == nil
}

func ptr[T any](v T) *T { return &v }

// bullet stands before the item of a list.
func (r *renderer) bullet() string {
	if r.theme.ASCII {
		return "* "
	}
	return "• "
}

// bar stands before the rows of a quotation.
func (r *renderer) bar() string { return r.theme.Glyphs.Vertical + " " }

// style is the style that glamour is given: the theme's signs, no margins, and
// one attribute for each kind of inline run; see [attrOf].
func (r *renderer) style() ansi.StyleConfig {
	cross := "┼"
	if r.theme.ASCII {
		cross = "+"
	}
	var c ansi.StyleConfig
	c.Strong.Bold = ptr(true)
	c.Emph.Italic = ptr(true)
	c.LinkText.Underline = ptr(true)
	c.Code.Inverse = ptr(true)
	c.CodeBlock.Inverse = ptr(true)
	c.Item.BlockPrefix = r.bullet()
	c.Enumeration.BlockPrefix = ". "
	c.BlockQuote.Indent = ptr(uint(1))
	c.BlockQuote.IndentToken = ptr(r.bar())
	c.Table.ColumnSeparator = ptr(r.theme.Glyphs.Vertical)
	c.Table.RowSeparator = ptr(r.theme.Glyphs.Horizontal)
	c.Table.CenterSeparator = ptr(cross)
	return c
}

// attrOf returns the attributes after an SGR sequence with these parameters.
func attrOf(a attr, params string) attr {
	for p := range strings.SplitSeq(params, ";") {
		switch p {
		case "", "0":
			a = 0
		case "1":
			a |= strong
		case "3":
			a |= emphasis
		case "4":
			a |= link
		case "7":
			a |= codeSpan
		}
	}
	return a
}

// seam stands at the beginning of text and on both sides of every delimiter.
// It is a private-use character: to Markdown an ordinary letter, which makes
// any delimiter beside it open and close; [disguise] never gives it.
const seam = '\U000F1000'

// disguise returns the rune that r is sent to glamour as: letters, digits and
// text beyond Latin as they are, everything that could have a meaning to a
// parser or to the alignment as a private-use character of the same width.
// It is never undone: the bytes are found by counting along.
func disguise(r rune) rune {
	switch {
	case '0' <= r && r <= '9', 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z':
		return r
	case r <= 0xa0, 0x2028 <= r && r <= 0x2029, 0x2500 <= r && r <= 0x257f:
		return 0xf0000 + r
	case r == seam:
		return seam + 1
	}
	return r
}

// form renders a block of text. It returns nil when what came back cannot be
// matched with the text; the block is then shown without glamour's help.
func (r *renderer) form(text string, b model.Block, s model.Span, width int) *form {
	if b.Kind == model.Table {
		return r.table(text, b, s, width)
	}
	out, ok := r.render(markdown(text, b, s), 0)
	if !ok {
		return nil
	}
	lead, runs, ok := align(out, text, s)
	if !ok {
		return nil
	}
	f := &form{runs: runs}
	switch b.Kind {
	case model.Quote:
		f.first = lead
	case model.List:
		f.first = lead
		if b.Marker != "" && strings.TrimSpace(lead) != b.Marker {
			f.first = drawn(b.Marker) + " "
		}
	}
	return f
}

// plainForm returns the decoration of a block without asking glamour.
func (r *renderer) plainForm(b model.Block) *form {
	switch {
	case b.Kind == model.Quote:
		return &form{first: r.bar()}
	case b.Kind == model.List && b.Marker == "":
		return &form{first: r.bullet()}
	case b.Kind == model.List:
		return &form{first: drawn(b.Marker) + " "}
	}
	return &form{}
}

// markdown writes a block, not a table, as Markdown that holds nothing of the
// text but letters.
func markdown(text string, b model.Block, s model.Span) string {
	var w strings.Builder
	switch b.Kind {
	case model.Heading:
		w.WriteString(strings.Repeat("#", min(max(b.Level, 1), 6)) + " ")
	case model.Quote:
		w.WriteString("> ")
	case model.List:
		if n, err := strconv.Atoi(strings.TrimSuffix(b.Marker, ".")); err == nil && n >= 0 && n < 1e9 {
			w.WriteString(strconv.Itoa(n) + ". ")
		} else {
			w.WriteString("- ")
		}
	case model.Code:
		w.WriteString("```\n")
		w.WriteRune(seam)
		for i, line := range strings.Split(s.Of(text), "\n") {
			if i > 0 {
				w.WriteByte('\n')
			}
			writeDisguised(&w, line)
		}
		w.WriteString("\n```\n")
		return w.String()
	}
	writeInline(&w, text, s, flatten(b.Inline, text, s))
	return w.String()
}

// writeInline writes text with its runs set apart.
func writeInline(w *strings.Builder, text string, s model.Span, runs []run) {
	w.WriteRune(seam)
	at := s.Start
	for _, r := range runs {
		writeDisguised(w, text[at:r.span.Start])
		marks := delimiters(r.attr)
		for _, m := range marks {
			w.WriteRune(seam)
			w.WriteString(m[0])
		}
		w.WriteRune(seam)
		writeDisguised(w, r.span.Of(text))
		w.WriteRune(seam)
		for _, m := range slices.Backward(marks) {
			w.WriteString(m[1])
			w.WriteRune(seam)
		}
		at = r.span.End
	}
	writeDisguised(w, text[at:s.End])
}

// delimiters returns the pairs of delimiters that set a run apart, the outer
// ones first. Links are written without an address, which glamour would print.
func delimiters(a attr) (out [][2]string) {
	if a&link != 0 {
		out = append(out, [2]string{"[", "](#)"})
	}
	switch a & (emphasis | strong) {
	case emphasis:
		out = append(out, [2]string{"*", "*"})
	case strong:
		out = append(out, [2]string{"**", "**"})
	case emphasis | strong:
		out = append(out, [2]string{"***", "***"})
	}
	if a&codeSpan != 0 {
		out = append(out, [2]string{"`", "`"})
	}
	return out
}

func writeDisguised(w *strings.Builder, s string) {
	for i, r := range s {
		switch {
		case r < utf8.RuneSelf && isSpace(s[i]):
			w.WriteByte(' ')
		default:
			w.WriteRune(disguise(r))
		}
	}
}

// align walks along glamour's output and the text that went in. It returns
// what stands before the text and the attributes of the text by its bytes; ok
// reports whether every character that shows came back, in order.
func align(out, text string, s model.Span) (lead string, runs []run, ok bool) {
	var (
		before  strings.Builder
		started bool
		a       attr
		at      = s.Start
	)
	for i := 0; i < len(out); {
		if out[i] == '\x1b' {
			n, params := sgr(out[i:])
			if n == 0 {
				return "", nil, false
			}
			a = attrOf(a, params)
			i += n
			continue
		}
		r, n := utf8.DecodeRuneInString(out[i:])
		i += n
		switch {
		case r == seam:
			started = true
		case !started:
			if r != '\n' {
				before.WriteRune(r)
			}
		case r == ' ' || r == '\n':
			if at < s.End && isSpace(text[at]) {
				runs = addRun(runs, at, at+1, a)
				at++
			}
		default:
			if at = skipSpace(text, at, s.End); at == s.End {
				return before.String(), runs, true // decoration below the text
			}
			want, size := utf8.DecodeRuneInString(text[at:s.End])
			if r != disguise(want) {
				return "", nil, false
			}
			runs = addRun(runs, at, at+size, a)
			at += size
		}
	}
	return before.String(), runs, skipSpace(text, at, s.End) == s.End
}

// addRun appends a run, or lengthens the last one.
func addRun(runs []run, start, end int, a attr) []run {
	if a == 0 {
		return runs
	}
	if n := len(runs); n > 0 && runs[n-1].attr == a && runs[n-1].span.End == start {
		runs[n-1].span.End = end
		return runs
	}
	return append(runs, run{model.Span{Start: start, End: end}, a})
}

func skipSpace(text string, at, end int) int {
	for at < end && isSpace(text[at]) {
		at++
	}
	return at
}

// sgr returns the length and the parameters of the SGR sequence that s begins
// with; 0 when it is anything else.
func sgr(s string) (n int, params string) {
	if len(s) < 3 || s[1] != '[' {
		return 0, ""
	}
	for i := 2; i < len(s); i++ {
		switch c := s[i]; {
		case c == 'm':
			return i + 1, s[2:i]
		case c != ';' && (c < '0' || c > '9'):
			return 0, ""
		}
	}
	return 0, ""
}

// near returns the inline runs that may reach into s. Runs are ordered by
// their start; one that is longer than the margin is a fault of the page.
func near(in []model.Inline, s model.Span) []model.Inline {
	const margin = 4 << 10
	i := sort.Search(len(in), func(i int) bool { return in[i].Span.Start >= s.Start-margin })
	j := sort.Search(len(in), func(i int) bool { return in[i].Span.Start >= s.End })
	return in[i:max(i, j)]
}

// flatten returns the inline runs of a block as runs that do not overlap.
func flatten(in []model.Inline, text string, s model.Span) []run {
	if len(in) == 0 {
		return nil
	}
	type edge struct {
		at, delta int
		kind      model.InlineKind
	}
	edges := make([]edge, 0, 2*len(in))
	for _, x := range in {
		start := max(s.Start, runeStart(text, x.Span.Start))
		end := runeStart(text, min(x.Span.End, s.End))
		if start < end && x.Kind <= model.Link {
			edges = append(edges, edge{start, 1, x.Kind}, edge{end, -1, x.Kind})
		}
	}
	slices.SortStableFunc(edges, func(a, b edge) int { return a.at - b.at })
	attrs := [...]attr{model.Emphasis: emphasis, model.Strong: strong, model.CodeSpan: codeSpan, model.Link: link}
	var open [len(attrs)]int
	var runs []run
	for i, e := range edges {
		if i > 0 && edges[i-1].at < e.at {
			var a attr
			for k, n := range open {
				if n > 0 {
					a |= attrs[k]
				}
			}
			runs = addRun(runs, edges[i-1].at, e.at, a)
		}
		open[e.kind] += e.delta
	}
	return runs
}

// runeStart returns the start of the rune that byte i lies in, i itself where
// the text is not UTF-8.
func runeStart(text string, i int) int {
	for j := i; j > max(0, i-utf8.UTFMax) && j < len(text); j-- {
		if utf8.RuneStart(text[j]) {
			return j
		}
	}
	return i
}
