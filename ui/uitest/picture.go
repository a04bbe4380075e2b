package uitest

import (
	"encoding/xml"
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/cellbuf"
)

// The cells of a picture, in pixels, and the colours of the terminal that it is of.
const (
	cellWidth, cellHeight = 8.4, 18.0
	fontSize, baseline    = 14, 13.0
	edge                  = 12.0
	paper, ink            = "#121214", "#d7d7d7"
)

// Picture draws a frame as an SVG image, cell by cell, with a title for those who do
// not see it. What is written stands where its cells are, whichever fixed-width font
// the viewer has; lines, blocks and shades are drawn, so that they join.
func Picture(frame string, w, h int, title string) string {
	p := picture{grid: Grid(frame, w, h), w: w, h: h, strokes: map[string]*strings.Builder{}}
	width, height := float64(w)*cellWidth+2*edge, float64(h)*cellHeight+2*edge
	fmt.Fprintf(&p.out, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %g %g" width="%g" height="%g" role="img">`+"\n", width, height, width, height)
	fmt.Fprintf(&p.out, "<title>%s</title>\n", escaped(title))
	p.out.WriteString("<style>text{white-space:pre;font:" + fmt.Sprint(fontSize) + `px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono","Liberation Mono",monospace}.b{font-weight:700}.i{font-style:italic}.u{text-decoration:underline}.s{text-decoration:line-through}.m{text-anchor:middle}</style>` + "\n")
	fmt.Fprintf(&p.out, `<rect width="%g" height="%g" rx="8" fill="%s"/>`+"\n", width, height, paper)
	fmt.Fprintf(&p.out, `<g transform="translate(%g %g)" fill="%s">`+"\n", edge, edge, ink)
	for y := range h {
		p.grounds(y)
	}
	for y := range h {
		p.row(y)
	}
	for _, colour := range p.colours {
		fmt.Fprintf(&p.out, `<path stroke="%s" d="%s"/>`+"\n", colour, p.strokes[colour])
	}
	p.out.WriteString("</g>\n</svg>")
	return p.out.String()
}

type picture struct {
	grid    *cellbuf.Buffer
	w, h    int
	out     strings.Builder
	colours []string // of lines, in the order in which they come
	strokes map[string]*strings.Builder
}

func escaped(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a Builder takes everything
	return b.String()
}

// look returns the colours of a cell, "" for those of the terminal.
func look(s cellbuf.Style) (fg, bg string) {
	fg, bg = hex(s.Fg), hex(s.Bg)
	if s.Attrs.Contains(cellbuf.ReverseAttr) {
		if fg == "" {
			fg = ink
		}
		if bg == "" {
			bg = paper
		}
		return bg, fg
	}
	return fg, bg
}

// at returns a cell; the second half of a wide character is nil.
func (p *picture) at(x, y int) *cellbuf.Cell {
	if c := p.grid.Cell(x, y); c != nil && c.Width > 0 {
		return c
	}
	return nil
}

// grounds draws what lies behind a row.
func (p *picture) grounds(y int) {
	from, was := 0, ""
	flush := func(to int) {
		if was != "" {
			fmt.Fprintf(&p.out, `<rect x="%.4g" y="%g" width="%.4g" height="%g" fill="%s"/>`+"\n", float64(from)*cellWidth, float64(y)*cellHeight, float64(to-from)*cellWidth, cellHeight, was)
		}
	}
	for x := range p.w {
		if c := p.at(x, y); c != nil {
			if _, bg := look(c.Style); bg != was {
				flush(x)
				from, was = x, bg
			}
		}
	}
	flush(p.w)
}

// row draws what stands in a row: lines and blocks, signs one by one, and words.
func (p *picture) row(y int) {
	for x := 0; x < p.w; {
		c := p.at(x, y)
		if c == nil || c.Rune == ' ' {
			x++
			continue
		}
		if n := p.line(x, y, c); n > 0 {
			x += n
			continue
		}
		if !latin(c) {
			p.text(x, y, c, c.String(), c.Width, true)
			x += c.Width
			continue
		}
		words, to := "", x
		for to < p.w {
			next := p.at(to, y)
			if next == nil || next.Style != c.Style || !latin(next) || next.Rune == ' ' && (to+1 == p.w || !p.goesOn(to+1, y, c)) {
				break
			}
			words += next.String()
			to++
		}
		p.text(x, y, c, words, to-x, false)
		x = to
	}
}

// goesOn reports whether the words that begin with cell c go on at x after a space.
func (p *picture) goesOn(x, y int, c *cellbuf.Cell) bool {
	next := p.at(x, y)
	return next != nil && next.Rune != ' ' && next.Style == c.Style && latin(next)
}

// latin reports whether every fixed-width font has the character in one cell.
func latin(c *cellbuf.Cell) bool {
	return c.Width == 1 && (c.Rune < 0x250 || c.Rune >= 0x2010 && c.Rune <= 0x2026)
}

// text writes what takes n cells.
func (p *picture) text(x, y int, c *cellbuf.Cell, s string, n int, middle bool) {
	var class []string
	for _, is := range []struct {
		so   bool
		name string
	}{
		{c.Style.Attrs.Contains(cellbuf.BoldAttr), "b"}, {c.Style.Attrs.Contains(cellbuf.ItalicAttr), "i"},
		{c.Style.UlStyle != ansi.UnderlineStyleNone, "u"}, {c.Style.Attrs.Contains(cellbuf.StrikethroughAttr), "s"}, {middle, "m"},
	} {
		if is.so {
			class = append(class, is.name)
		}
	}
	left := float64(x) * cellWidth
	if middle {
		left += float64(n) * cellWidth / 2
	}
	fmt.Fprintf(&p.out, `<text x="%.4g" y="%g"`, left, float64(y)*cellHeight+baseline)
	if !middle && n > 1 {
		fmt.Fprintf(&p.out, ` textLength="%.4g" lengthAdjust="spacingAndGlyphs"`, float64(n)*cellWidth)
	}
	if class != nil {
		fmt.Fprintf(&p.out, ` class="%s"`, strings.Join(class, " "))
	}
	if fg, _ := look(c.Style); fg != "" {
		fmt.Fprintf(&p.out, ` fill="%s"`, fg)
	}
	fmt.Fprintf(&p.out, ">%s</text>\n", escaped(s))
}

// arms are the lines that leave the middle of a cell: left, right, up and down.
var arms = map[rune]string{
	'─': "lr", '│': "ud", '┬': "lrd", '┴': "lru", '├': "rud", '┤': "lud", '┼': "lrud", '╭': "rd", '╮': "ld", '╰': "ru", '╯': "lu", '┃': "ud",
}

// line draws a line or a block, and returns how many cells that took; 0 when the
// cell holds another character.
func (p *picture) line(x, y int, c *cellbuf.Cell) int {
	fg, _ := look(c.Style)
	if fg == "" {
		fg = ink
	}
	left, top := float64(x)*cellWidth, float64(y)*cellHeight
	block := func(dx, dy, w, h, opacity float64) int {
		fmt.Fprintf(&p.out, `<rect x="%.5g" y="%.5g" width="%.4g" height="%.4g" fill="%s"`, left+dx, top+dy, w, h, fg)
		if opacity < 1 {
			fmt.Fprintf(&p.out, ` fill-opacity="%g"`, opacity)
		}
		p.out.WriteString("/>\n")
		return 1
	}
	switch r := c.Rune; {
	case r == '█' || r >= '▁' && r <= '▇':
		part := float64(r-'▁'+1) / 8 * cellHeight
		return block(0, cellHeight-part, cellWidth, part, 1)
	case r == '▌':
		return block(0, 0, cellWidth/2, cellHeight, 1)
	case r >= '░' && r <= '▓':
		return block(0, 0, cellWidth, cellHeight, float64(r-'░'+1)/4)
	case r == '┃':
		return block(cellWidth/2-1.5, 0, 3, cellHeight, 1)
	case arms[r] == "":
		return 0
	}
	d := p.strokes[fg]
	if d == nil {
		d = &strings.Builder{}
		p.strokes[fg], p.colours = d, append(p.colours, fg)
	}
	n := 1
	if c.Rune == '─' {
		for next := p.at(x+n, y); x+n < p.w && next != nil && next.Rune == '─' && next.Style == c.Style; next = p.at(x+n, y) {
			n++
		}
		fmt.Fprintf(d, "M%.5g %gh%.5g", left, top+cellHeight/2, float64(n)*cellWidth)
		return n
	}
	for _, arm := range arms[c.Rune] {
		fmt.Fprintf(d, "M%.5g %g", left+cellWidth/2, top+cellHeight/2)
		fmt.Fprintf(d, map[rune]string{'l': "h-%[1]g", 'r': "h%[1]g", 'u': "v-%[2]g", 'd': "v%[2]g"}[arm], cellWidth/2, cellHeight/2)
	}
	return n
}
