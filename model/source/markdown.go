package source

import (
	"bytes"
	"strconv"
	"strings"
	"sync"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	gtext "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/kreader/kreader/model"
)

// Markdown (CommonMark 0.31 with tables and strikethrough), with YAML front
// matter.
var _ = register(Format{
	Name: "markdown",
	Exts: []string{".md", ".markdown", ".mdown"},
	Sniff: func(head []byte) bool {
		return bytes.HasPrefix(head, []byte("---\n")) || bytes.HasPrefix(head, []byte("# "))
	},
	Decode: decodeMarkdown,
})

// maxNesting is how deep quotes and lists are told apart. Nobody reads deeper,
// and what draws them later costs more with each level.
const maxNesting = 16

func decodeMarkdown(d Document) ([]Draft, error) {
	s, notes, err := text(d.Data, d.Charset)
	if err != nil {
		return nil, err
	}
	meta, body, more := frontMatter(s)
	return []Draft{{Meta: meta, Pieces: markdownPieces(body), Diagnostics: append(notes, more...)}}, nil
}

// markdownParser is goldmark's parser, built on first use.
var markdownParser = sync.OnceValue(func() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(parser.DefaultBlockParsers()...),
		parser.WithInlineParsers(append(parser.DefaultInlineParsers(),
			util.Prioritized(extension.NewStrikethroughParser(), 500))...),
		parser.WithParagraphTransformers(append(parser.DefaultParagraphTransformers(),
			util.Prioritized(extension.NewTableParagraphTransformer(), 200))...),
		parser.WithASTTransformers(util.Prioritized(extension.NewTableASTTransformer(), 0)),
	)
})

// markdownPieces parses s and flattens the tree into pieces.
func markdownPieces(s string) []Piece {
	rest, runs := plainParts(s)
	m := &markdownWalker{runs: runs}
	if rest == "" {
		m.out = make([]Piece, 0, min(strings.Count(s, "\n\n"), len(s)/20)+1)
		m.plainPieces(run{text: s})
		return m.out
	}
	m.src = []byte(rest)
	m.blocks(markdownParser().Parse(gtext.NewReader(m.src)), place{})
	return m.out
}

// markdownWalker turns goldmark's tree into pieces.
type markdownWalker struct {
	src  []byte
	runs []run // what the stand-ins stand for, see plainParts
	out  []Piece
	// picture tells that the last paragraph was nothing but a picture.
	picture bool
}

// place is where in quotes and lists a block stands.
type place struct {
	kind   model.BlockKind // of the paragraphs in it: Paragraph, Quote or List
	level  int
	marker string
	nodes  int // how deep in the tree
}

func (m *markdownWalker) blocks(parent ast.Node, at place) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		m.block(n, at)
	}
}

func (m *markdownWalker) block(n ast.Node, at place) {
	at.nodes++
	switch n := n.(type) {
	case *ast.Heading:
		m.emit(Piece{Kind: model.Heading, Level: n.Level}, n)
	case *ast.Blockquote:
		if at.kind != model.List {
			at.kind = model.Quote
		}
		at.level = min(at.level+1, maxNesting)
		m.blocks(n, at)
	case *ast.List:
		if n.IsOrdered() && n.Start != 1 && n.ChildCount() == 1 {
			// A sentence that begins with a number, not a list.
			first := len(m.out)
			m.blocks(n.FirstChild(), at)
			if first < len(m.out) {
				m.out[first] = join(Piece{Text: strconv.Itoa(n.Start) + string(n.Marker), Kind: at.kind, Level: at.level, Marker: at.marker}, m.out[first])
			}
			return
		}
		at.kind, at.level = model.List, min(at.level+1, maxNesting)
		number := n.Start
		for item := n.FirstChild(); item != nil; item = item.NextSibling() {
			at.marker = ""
			if n.IsOrdered() {
				at.marker = strconv.Itoa(number) + string(n.Marker)
				number++
			}
			m.blocks(item, at)
		}
	case *ast.FencedCodeBlock, *ast.CodeBlock:
		m.code(n)
	case *ast.HTMLBlock:
		m.html(n)
	case *ast.ThematicBreak, *ast.LinkReferenceDefinition:
	case *east.Table:
		m.table(n)
	default:
		if n.Type() == ast.TypeBlock && n.FirstChild() != nil && n.FirstChild().Type() == ast.TypeBlock {
			m.blocks(n, at)
			return
		}
		if at.kind == model.Paragraph && n.Lines().Len() == 1 {
			if l := n.Lines().At(0); string(l.Value(m.src)) == standIn {
				m.plainPieces(m.nextRun())
				return
			}
		}
		m.emit(Piece{Kind: at.kind, Level: at.level, Marker: at.marker}, n)
	}
}

// emit adds a piece with the inline content of n. A line break that the author
// put in by hand parts pieces.
func (m *markdownWalker) emit(p Piece, n ast.Node) {
	p.Text, p.Inline = m.inline(n)
	shown := holdsImage(n)
	if p.Text == "" {
		m.picture = shown
		return
	}
	// Words in the paragraph of a picture, or all in emphasis after it.
	if p.Kind == model.Paragraph && len(p.Text) <= 400 && (shown || m.picture && whollyEmphasised(&p)) {
		p.Kind = model.Caption
	}
	m.picture = false
	m.out = append(m.out, breakLines(p)...)
}

// holdsImage reports whether a paragraph begins with a picture, or with a link
// that is one.
func holdsImage(n ast.Node) bool {
	c := n.FirstChild()
	if l, ok := c.(*ast.Link); ok {
		c = l.FirstChild()
	}
	_, ok := c.(*ast.Image)
	return ok
}

func whollyEmphasised(p *Piece) bool {
	for _, x := range p.Inline {
		if x.Kind == model.Emphasis && x.Span.Start == 0 && x.Span.End == len(p.Text) {
			return true
		}
	}
	return false
}

// breakLines parts a paragraph at its hard line breaks.
func breakLines(p Piece) []Piece {
	if strings.IndexByte(p.Text, '\n') < 0 {
		return []Piece{p}
	}
	var out []Piece
	for from := 0; from <= len(p.Text); {
		to := strings.IndexByte(p.Text[from:], '\n')
		if to < 0 {
			to = len(p.Text) - from
		}
		if q := cut(p, from, from+to); q.Text != "" {
			q.Tight = len(out) > 0
			out = append(out, q)
		}
		from += to + 1
	}
	return out
}

func (m *markdownWalker) code(n ast.Node) {
	var b strings.Builder
	for i := range n.Lines().Len() {
		l := n.Lines().At(i)
		b.Write(l.Value(m.src))
	}
	if s := strings.Trim(Clean(m.restore(b.String())), "\n"); strings.TrimSpace(s) != "" {
		m.out = append(m.out, Piece{Kind: model.Code, Text: s})
	}
}

// html keeps the words of a block of HTML and drops its tags, with scripts,
// styles and comments whole.
func (m *markdownWalker) html(n *ast.HTMLBlock) {
	var b strings.Builder
	for i := range n.Lines().Len() {
		l := n.Lines().At(i)
		b.Write(l.Value(m.src))
	}
	if n.HasClosure() {
		b.Write(n.ClosureLine.Value(m.src))
	}
	for _, block := range strings.Split(Clean(stripTags(m.restore(b.String()))), "\n\n") {
		if s := Line(block); s != "" {
			m.out = append(m.out, Piece{Text: s})
		}
	}
}

// maxCells is how many cells of a table are kept: more than any article's
// table, fewer than would stall a screen.
const maxCells = 20000

func (m *markdownWalker) table(n *east.Table) {
	var rows []string
	cells := 0
	for r := n.FirstChild(); r != nil && cells < maxCells; r = r.NextSibling() {
		var row []string
		for c := r.FirstChild(); c != nil && cells < maxCells; c = c.NextSibling() {
			s, _ := m.inline(c)
			row = append(row, strings.NewReplacer("\n", " ", "\t", " ").Replace(s))
			cells++
		}
		rows = append(rows, strings.TrimRight(strings.Join(row, "\t"), "\t"))
	}
	if s := strings.Join(rows, "\n"); strings.TrimSpace(s) != "" {
		m.out = append(m.out, Piece{Kind: model.Table, Text: s})
	}
}
