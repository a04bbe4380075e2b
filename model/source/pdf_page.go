package source

import (
	"io"
	"math"
	"strings"

	"github.com/ledongthuc/pdf"
	"golang.org/x/text/encoding/charmap"
)

// pdfPage is a page and the words on it.
type pdfPage struct {
	node          pdf.Value
	width, height float64
	turned        int // degrees clockwise that it is shown turned by
	words         []pdfWord
	unknown       int // glyphs whose character is not known
}

// pdfWord is what is shown at one place of a page in one go: a word, or more,
// or less. Places are in points, y upwards.
type pdfWord struct {
	x, y, end float64 // of its base line
	size      float64
	bold      bool
	text      string
}

// matrix is [a b c d e f] of the PDF specification (ISO 32000, 8.3.3).
type matrix [6]float64

var unit = matrix{1, 0, 0, 1, 0, 0}

func (m matrix) mul(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

// pdfState is the graphics state, as far as text depends on it.
type pdfState struct {
	ctm                        matrix
	font                       *pdfFont
	size, scale, leading, rise float64
	chars, spaces              float64 // extra room behind a character, a space
}

// pdfWalker interprets the drawing instructions of a page.
type pdfWalker struct {
	doc      *pdfDocument
	page     *pdfPage
	state    pdfState
	stack    []pdfState
	at       matrix // the text matrix
	line     matrix // that of the line
	forms    int
	resource pdf.Value
}

// maxForms is how many times a page may draw drawings within it.
const maxForms = 500

// run interprets streams with the resources that they name.
func (w *pdfWalker) run(streams, resources pdf.Value, depth int) {
	if streams.IsNull() || streams.Kind() == pdf.Array && streams.Len() == 0 {
		return
	}
	if !w.doc.affordable(streams, maxPageBytes) {
		panic(errPDFCost)
	}
	outer := w.resource
	w.resource = resources
	defer func() { w.resource = outer }()
	pdf.Interpret(streams, func(stk *pdf.Stack, op string) {
		args := make([]pdf.Value, stk.Len())
		for i := len(args) - 1; i >= 0; i-- {
			args[i] = stk.Pop()
		}
		w.do(op, args, depth)
	})
}

// number returns the i-th operand; those that are missing are 0.
func number(args []pdf.Value, i int) float64 {
	if i >= len(args) {
		return 0
	}
	return args[i].Float64()
}

// do performs one instruction. Wrong operands are read as zero: a page with a
// fault in it still shows what it can.
func (w *pdfWalker) do(op string, args []pdf.Value, depth int) {
	s := &w.state
	n := func(i int) float64 { return number(args, i) }
	switch op {
	case "q":
		if len(w.stack) < 1000 {
			w.stack = append(w.stack, *s)
		}
	case "Q":
		if k := len(w.stack) - 1; k >= 0 {
			*s, w.stack = w.stack[k], w.stack[:k]
		}
	case "cm":
		s.ctm = matrix{n(0), n(1), n(2), n(3), n(4), n(5)}.mul(s.ctm)
	case "BT":
		w.at, w.line = unit, unit
	case "Tf":
		if len(args) == 2 {
			s.font, s.size = w.doc.font(w.resource.Key("Font").Key(args[0].Name())), n(1)
		}
	case "Tc":
		s.chars = n(0)
	case "Tw":
		s.spaces = n(0)
	case "Tz":
		s.scale = n(0) / 100
	case "TL":
		s.leading = n(0)
	case "Ts":
		s.rise = n(0)
	case "Tm":
		w.at = matrix{n(0), n(1), n(2), n(3), n(4), n(5)}
		w.line = w.at
	case "TD":
		s.leading = -n(1)
		w.move(n(0), n(1))
	case "Td":
		w.move(n(0), n(1))
	case "T*":
		w.move(0, -s.leading)
	case "\"":
		s.spaces, s.chars = n(0), n(1)
		w.move(0, -s.leading)
		w.show(last(args).RawString())
	case "'":
		w.move(0, -s.leading)
		w.show(last(args).RawString())
	case "Tj":
		w.show(last(args).RawString())
	case "TJ":
		v := last(args)
		for i := range v.Len() {
			if x := v.Index(i); x.Kind() == pdf.String {
				w.show(x.RawString())
			} else {
				w.at = matrix{1, 0, 0, 1, -x.Float64() / 1000 * s.size * s.scale, 0}.mul(w.at)
			}
		}
	case "Do":
		w.draw(w.resource.Key("XObject").Key(last(args).Name()), depth)
	}
}

func last(args []pdf.Value) pdf.Value {
	if len(args) == 0 {
		return pdf.Value{}
	}
	return args[len(args)-1]
}

func (w *pdfWalker) move(x, y float64) {
	w.line = matrix{1, 0, 0, 1, x, y}.mul(w.line)
	w.at = w.line
}

// draw interprets a drawing within the page.
func (w *pdfWalker) draw(form pdf.Value, depth int) {
	if w.forms++; form.Key("Subtype").Name() != "Form" || depth > 6 || w.forms > maxForms {
		return
	}
	saved, stack := w.state, w.stack
	if m := form.Key("Matrix"); m.Len() == 6 {
		f := func(i int) float64 { return m.Index(i).Float64() }
		w.state.ctm = matrix{f(0), f(1), f(2), f(3), f(4), f(5)}.mul(w.state.ctm)
	}
	resources := form.Key("Resources")
	if resources.IsNull() {
		resources = w.resource
	}
	w.stack = nil
	w.run(form, resources, depth+1)
	w.state, w.stack = saved, stack
}

// show writes the glyphs of raw, and moves on by their width.
func (w *pdfWalker) show(raw string) {
	s := &w.state
	if s.font == nil || raw == "" {
		return
	}
	var b strings.Builder
	from := w.at
	for _, g := range s.font.glyphs(raw) {
		if g.text == "" {
			w.page.unknown++
		}
		b.WriteString(g.text)
		advance := g.width/1000*s.size + s.chars
		if g.space {
			advance += s.spaces
		}
		w.at = matrix{1, 0, 0, 1, advance * s.scale, 0}.mul(w.at)
	}
	a, z := w.place(from), w.place(w.at)
	size := math.Hypot(a[2], a[3]) * math.Abs(s.size)
	// Text that runs another way than the page is a stamp in its margin.
	if a[0] <= 0 || math.Abs(a[1]) > a[0]/5 || size < 1 || b.Len() == 0 || len(w.page.words) > 1<<18 {
		return
	}
	if t := Clean(b.String()); t != "" {
		w.page.words = append(w.page.words, pdfWord{x: a[4], y: a[5], end: z[4], size: size, bold: s.font.bold, text: t})
	}
}

// place returns where the matrix of a text puts it on the page as it is shown.
func (w *pdfWalker) place(at matrix) matrix {
	m := matrix{1, 0, 0, 1, 0, w.state.rise}.mul(at).mul(w.state.ctm)
	switch w.page.turned {
	case 90:
		return m.mul(matrix{0, -1, 1, 0, 0, w.page.width})
	case 180:
		return m.mul(matrix{-1, 0, 0, -1, w.page.width, w.page.height})
	case 270, -90:
		return m.mul(matrix{0, 1, -1, 0, w.page.height, 0})
	}
	return m
}

// glyph is what a code of a font shows.
type glyph struct {
	text  string // "" when not known
	width float64
	space bool
}

// pdfFont reads the strings of a font.
type pdfFont struct {
	wide     bool // two bytes a code
	bold     bool
	symbols  bool // those of TeX
	embedded bool // it comes with the document
	known    map[string]glyph
	unicode  map[string]string // code → text, from its table of characters
	encoder  pdf.TextEncoding
	font     pdf.Font
	usual    float64            // width of glyphs without one of their own
	widths   map[string]float64 // code → width
}

// font returns the font that v describes. The same description is the same
// font, whatever pages call it.
func (doc *pdfDocument) font(v pdf.Value) *pdfFont {
	id := v.String()
	if f := doc.fonts[id]; f != nil {
		return f
	}
	f := &pdfFont{known: map[string]glyph{}, widths: map[string]float64{}, font: pdf.Font{V: v}, usual: 500}
	if len(doc.fonts) < 2000 {
		doc.fonts[id] = f
	}
	name := strings.ToLower(f.font.BaseFont())
	f.bold = strings.Contains(name, "bold") || strings.Contains(name, "black") || strings.Contains(name, "heavy")
	if table := v.Key("ToUnicode"); table.Kind() == pdf.Stream && doc.affordable(table, maxFontBytes) {
		data, _ := io.ReadAll(io.LimitReader(table.Reader(), maxFontBytes)) // as far as it goes
		f.unicode = characters(data)
	}
	if f.wide = v.Key("Subtype").Name() == "Type0"; f.wide {
		f.wideWidths(v.Key("DescendantFonts").Index(0))
		if v.Key("Encoding").Name() == "UniGB-UCS2-H" {
			f.encoder = f.font.Encoder()
		}
		return f
	}
	f.symbols = strings.Contains(name, "cmsy")
	f.embedded = v.Key("FontDescriptor").Kind() == pdf.Dict
	unitOf := 1.0 // Type 3 fonts measure in units of their own
	if m := v.Key("FontMatrix"); m.Len() == 6 {
		unitOf = m.Index(0).Float64() * 1000
	}
	first, widths := int(v.Key("FirstChar").Int64()), v.Key("Widths")
	for i := range min(widths.Len(), 256) {
		f.widths[string([]byte{byte(first + i)})] = widths.Index(i).Float64() * unitOf
	}
	if f.unicode == nil && v.Key("Encoding").Kind() != pdf.Null {
		f.encoder = f.font.Encoder()
	}
	return f
}

// wideWidths reads the widths of a composite font (ISO 32000, 9.7.4.3).
func (f *pdfFont) wideWidths(v pdf.Value) {
	if f.usual = 1000; v.Key("DW").Kind() == pdf.Integer || v.Key("DW").Kind() == pdf.Real {
		f.usual = v.Key("DW").Float64()
	}
	code := func(n int) string { return string([]byte{byte(n >> 8), byte(n)}) }
	w := v.Key("W")
	for i := 0; i+1 < min(w.Len(), 1<<17); {
		from := int(w.Index(i).Int64())
		if list := w.Index(i + 1); list.Kind() == pdf.Array {
			for k := range min(list.Len(), 1<<16) {
				f.widths[code(from+k)] = list.Index(k).Float64()
			}
			i += 2
			continue
		}
		to := min(int(w.Index(i+1).Int64()), 1<<16)
		for k := from; k <= to; k++ {
			f.widths[code(k)] = w.Index(i + 2).Float64()
		}
		i += 3
	}
}

// glyphs takes a string of the font apart.
func (f *pdfFont) glyphs(raw string) []glyph {
	out := make([]glyph, 0, len(raw))
	step := 1
	if f.wide {
		step = 2
	}
	for i := 0; i+step <= len(raw); i += step {
		code := raw[i : i+step]
		g, ok := f.known[code]
		if !ok {
			g = f.look(code)
			f.known[code] = g
		}
		out = append(out, g)
	}
	return out
}

// look works out what a code shows.
func (f *pdfFont) look(code string) glyph {
	g := glyph{width: f.usual, space: code == " "}
	if w, ok := f.widths[code]; ok {
		g.width = w
	}
	text, ok := f.unicode[code]
	switch {
	case ok:
	case f.encoder != nil:
		text = f.encoder.Decode(code)
	case f.wide:
		return g
	}
	// Codes without a meaning of their own have that of the usual encoding.
	if !f.wide && (text == "" || text == string(rune(code[0]))) {
		if text = texLigatures[code[0]]; f.symbols && code[0] == 0x0f {
			text = "•"
		} else if text == "" || !f.embedded || f.symbols {
			text = string(charmap.Windows1252.DecodeByte(code[0]))
		}
	}
	g.text = unligatured(text)
	return g
}

// ligatures are the letters that are set as one (Unicode FB00 to FB06).
var ligatures = strings.NewReplacer("ﬀ", "ff", "ﬁ", "fi", "ﬂ", "fl", "ﬃ", "ffi", "ﬄ", "ffl", "ﬅ", "st", "ﬆ", "st", "\u00a0", " ")

// texLigatures are where fonts made for TeX, which often do not say it, have
// letters that are set as one (encodings OT1 and T1), quotes and dashes.
var texLigatures = map[byte]string{
	0x0b: "ff", 0x0c: "fi", 0x0d: "fl", 0x0e: "ffi", 0x0f: "ffl",
	0x1b: "ff", 0x1c: "fi", 0x1d: "fl", 0x1e: "ffi", 0x1f: "ffl", 0x10: "“", 0x11: "”", 0x15: "–", 0x16: "—",
}

// unligatured spells out letters that were set as one.
func unligatured(s string) string { return ligatures.Replace(s) }
