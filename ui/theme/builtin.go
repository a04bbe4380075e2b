package theme

import "github.com/charmbracelet/lipgloss"

// token is a colour on a dark and on a light background: the number of one of
// the 256 colours, which is half as many bytes in every run as a hex code and
// looks the same in two profiles; and by hand in the 16 colours that every
// terminal has, since the nearest of those is seldom the right one. The 256
// are taken from 16 up: those are the same on every terminal.
type token struct {
	dark, light     string
	dark16, light16 string
}

// The tokens. Text is the terminal's own foreground: whatever the background
// turns out to be, it can be read.
var (
	grey   = token{"245", "242", "8", "8"}
	faint  = token{"238", "251", "8", "7"}
	accent = token{"179", "94", "11", "3"}
	red    = token{"203", "160", "9", "1"}
	link   = token{"146", "60", "", ""}  // kreader does not follow links: they need no more than this
	cursor = token{"236", "254", "", ""} // a background
	shade  = token{"235", "255", "", ""} // a background
)

// outletColours are told apart with normal sight and with the three common
// colour-blindnesses (Machado, Oliveira & Fernandes 2009, full severity), and
// legible on either background; the tests hold both. The order is the order of
// the outlets.
var outletColours = []token{
	{"74", "26", "14", "4"},
	{"208", "130", "3", "1"},
	{"79", "29", "10", "2"},
	{"141", "93", "13", "5"},
	{"222", "52", "11", "3"},
	{"197", "96", "9", "8"},
	{"65", "19", "2", "6"},
	{"199", "53", "5", "0"},
}

// Marks: eight that differ in their outline, then their hollow and lesser
// kin. All are one cell wide in every font that has them.
var (
	unicodeMarks = []string{"●", "▲", "■", "◆", "★", "✚", "▼", "◇", "□", "△", "○", "☆", "▽", "◈", "▣", "◉", "✦", "✖", "◐", "▤", "✶", "◧", "▥", "◭"}
	asciiMarks   = []string{"*", "^", "#", "+", "x", "%", "v", "o", "@", "=", "&", "~", "$", "s", "n", "z", "c", "e", "r", "u", "w", "a", "m", "y"}
)

var unicodeGlyphs = Glyphs{
	Horizontal: "─", Vertical: "│", TeeDown: "┬", TeeUp: "┴",
	TopLeft: "╭", TopRight: "╮", BottomLeft: "╰", BottomRight: "╯",
	Rail: "▌", Exact: "●", About: "◐", Inferred: "○", RangeLeft: "├", RangeRight: "┤",
	Ellipsis: "…", From: "←", Dot: "·", Thumb: "┃", Differs: "!", Up: "↑", Down: "↓", Hidden: "×",
	QuoteLeft: "“", QuoteRight: "”", Prompt: "›",
	Bars: [...]string{" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"},
}

var asciiGlyphs = Glyphs{
	Horizontal: "-", Vertical: "|", TeeDown: "+", TeeUp: "+",
	TopLeft: "+", TopRight: "+", BottomLeft: "+", BottomRight: "+",
	Rail: ">", Exact: "*", About: "~", Inferred: "?", RangeLeft: "[", RangeRight: "]",
	Ellipsis: "~", From: "<", Dot: "-", Thumb: "#", Differs: "!", Up: "^", Down: "v", Hidden: "x",
	QuoteLeft: `"`, QuoteRight: `"`, Prompt: ">",
	Bars: [...]string{" ", ".", ".", ":", ":", "|", "|", "#", "#"},
}

// builder makes styles for one terminal.
type builder struct {
	renderer *lipgloss.Renderer
	dark     bool
	colour   bool
}

// probe is what styles are worked out on: one cell, so that lipgloss puts the
// whole style before and after it.
const probe = "x"

func (b builder) style(s lipgloss.Style) Style {
	out := s.Render(probe)
	for i := range len(out) {
		if out[i] == probe[0] {
			return Style{open: out[:i]}
		}
	}
	return Style{}
}

func (b builder) pick(c token) lipgloss.TerminalColor {
	colour, sixteen := c.light, c.light16
	if b.dark {
		colour, sixteen = c.dark, c.dark16
	}
	if !b.colour || (sixteen == "" && b.renderer.ColorProfile().Name() == "ANSI") {
		return lipgloss.NoColor{}
	}
	if sixteen == "" {
		return lipgloss.Color(colour)
	}
	return lipgloss.CompleteColor{TrueColor: colour, ANSI256: colour, ANSI: sixteen}
}

func (b builder) new() lipgloss.Style  { return b.renderer.NewStyle() }
func (b builder) fg(c token) Style     { return b.style(b.new().Foreground(b.pick(c))) }
func (b builder) boldIn(c token) Style { return b.style(b.new().Bold(true).Foreground(b.pick(c))) }

func (b builder) styles() Styles {
	s := Styles{
		Bright:    b.style(b.new().Bold(true)),
		Dim:       b.fg(grey),
		Rule:      b.fg(faint),
		Accent:    b.boldIn(accent),
		Warn:      b.boldIn(red),
		Selected:  b.style(b.new().Background(b.pick(cursor))),
		Unfocused: b.style(b.new().Background(b.pick(shade))),
		Key:       b.style(b.new().Bold(true)),
		Struck:    b.style(b.new().Strikethrough(true).Foreground(b.pick(grey))),

		Heading:  b.style(b.new().Bold(true)),
		Emphasis: b.style(b.new().Italic(true)),
		Strong:   b.style(b.new().Bold(true)),
		Code:     b.fg(accent),
		Link:     b.fg(link), // the underline is for dates
		Quote:    b.fg(grey),
		Dated:    b.style(b.new().Underline(true)),
		Match:    b.style(b.new().Underline(true).Bold(true).Foreground(b.pick(accent))),
		Current:  b.style(b.new().Reverse(true).Bold(true).Foreground(b.pick(accent))),
	}
	if s.Selected == (Style{}) { // 16 colours or none: no background is quiet enough
		s.Selected = b.style(b.new().Reverse(true))
		s.Selected.alone = true // colours would become backgrounds
	}
	return s
}
