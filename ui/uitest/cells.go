package uitest

import (
	"fmt"
	"image/color"
	"reflect"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/cellbuf"

	"github.com/kreader/kreader/ui/theme"
)

// Grid returns the cells that a terminal of w×h shows of a frame.
func Grid(frame string, w, h int) *cellbuf.Buffer {
	b := cellbuf.NewBuffer(w, h)
	cellbuf.SetContent(b, frame)
	return b
}

// Styled says how the cells of a frame are styled that are not plain: for each row,
// from 0, or for several that are alike, the columns, from 1, and the names that
// the theme has for their looks.
func Styled(frame string, w, h int, t *theme.Theme) string {
	grid, named := Grid(frame, w, h), namesOf(t)
	var out []string
	first, was := 0, ""
	flush := func(next int) {
		switch {
		case was == "":
		case next-first == 1:
			out = append(out, fmt.Sprintf("%d: %s", first, was))
		default:
			out = append(out, fmt.Sprintf("%d-%d: %s", first, next-1, was))
		}
	}
	for y := range h {
		if row := named.row(grid.Line(y), w); row != was {
			flush(y)
			first, was = y, row
		}
	}
	flush(h)
	return strings.Join(out, "\n")
}

// names are what a theme calls its colours.
type names struct{ fg, bg map[string]string }

// namesOf returns the names of the colours of a theme; the first one of a colour
// that has several.
func namesOf(t *theme.Theme) names {
	n := names{map[string]string{}, map[string]string{}}
	add := func(name string, st theme.Style) {
		look := Grid(st.Render("x"), 1, 1).Cell(0, 0).Style
		for c, to := range map[string]map[string]string{hex(look.Fg): n.fg, hex(look.Bg): n.bg} {
			if c != "" && to[c] == "" {
				to[c] = name
			}
		}
	}
	styles := reflect.ValueOf(t.Styles)
	for i := range styles.NumField() {
		add(strings.ToLower(styles.Type().Field(i).Name), styles.Field(i).Interface().(theme.Style))
	}
	for i := range 8 {
		add(fmt.Sprint("outlet", i+1), t.Outlet(i, "").Style)
	}
	return n
}

func hex(c color.Color) string {
	if c == nil {
		return ""
	}
	r, g, b, _ := c.RGBA()
	return fmt.Sprintf("#%02x%02x%02x", r>>8, g>>8, b>>8)
}

// row says how a row is styled. A blank goes with what stands before it where
// nobody could see the difference.
func (n names) row(line cellbuf.Line, w int) string {
	var runs []string
	from, to := 0, 0 // of the run, to where something is seen of it
	look, ground := "", ""
	flush := func() {
		switch {
		case look == "" || to <= from:
		case to-from == 1:
			runs = append(runs, fmt.Sprintf("%d %s", to, look))
		default:
			runs = append(runs, fmt.Sprintf("%d-%d %s", from+1, to, look))
		}
	}
	for x := range w {
		c := line.At(x)
		if c == nil || c.Width == 0 { // the second half of a wide character
			to = x + 1
			continue
		}
		l, g := n.look(c.Style), n.ground(c.Style)
		if c.Rune == ' ' {
			if g == ground {
				if g != "" {
					to = x + 1
				}
				continue
			}
			l = g
		}
		if l != look {
			flush()
			from, look = x, l
		}
		ground, to = g, x+1
	}
	flush()
	return strings.Join(runs, ", ")
}

// look names a style; "" for what is plain.
func (n names) look(s cellbuf.Style) string {
	var is []string
	for _, a := range []struct {
		mask cellbuf.AttrMask
		name string
	}{{cellbuf.BoldAttr, "bold"}, {cellbuf.FaintAttr, "faint"}, {cellbuf.ItalicAttr, "italic"}} {
		if s.Attrs.Contains(a.mask) {
			is = append(is, a.name)
		}
	}
	if c := hex(s.Fg); c != "" {
		if n.fg[c] != "" {
			c = n.fg[c]
		}
		is = append(is, c)
	}
	if g := n.ground(s); g != "" {
		is = append(is, g)
	}
	return strings.Join(is, " ")
}

// ground names what is seen of a style behind a blank.
func (n names) ground(s cellbuf.Style) string {
	var is []string
	if s.UlStyle != ansi.UnderlineStyleNone {
		is = append(is, "underlined")
	}
	if s.Attrs.Contains(cellbuf.StrikethroughAttr) {
		is = append(is, "struck")
	}
	if s.Attrs.Contains(cellbuf.ReverseAttr) {
		is = append(is, "reversed")
	}
	if c := hex(s.Bg); c != "" {
		if n.bg[c] != "" {
			c = n.bg[c]
		}
		is = append(is, "on "+c)
	}
	return strings.Join(is, " ")
}
