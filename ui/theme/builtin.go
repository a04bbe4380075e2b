package theme

import (
	"strings"

	"github.com/charmbracelet/lipgloss"
)

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
	New: "∗", Bookmark: "⚑", Note: "✎", Break: "↵",
	Shades: [...]string{"░", "▒", "▓", "█"}, Block: "¶",
	Bars: [...]string{" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"},
}

var asciiGlyphs = Glyphs{
	Horizontal: "-", Vertical: "|", TeeDown: "+", TeeUp: "+",
	TopLeft: "+", TopRight: "+", BottomLeft: "+", BottomRight: "+",
	Rail: ">", Exact: "*", About: "~", Inferred: "?", RangeLeft: "[", RangeRight: "]",
	Ellipsis: "~", From: "<", Dot: "-", Thumb: "#", Differs: "!", Up: "^", Down: "v", Hidden: "x",
	QuoteLeft: `"`, QuoteRight: `"`, Prompt: ">",
	New: "N", Bookmark: "'", Note: "\"", Break: "|",
	Shades: [...]string{".", ":", "=", "#"}, Block: "p",
	Bars: [...]string{" ", ".", ".", ":", ":", "|", "|", "#", "#"},
}

// wordGlyphs say in words what the signs of a screen say; what only divides a
// screen is not there.
var wordGlyphs = Glyphs{
	Exact: "day", About: "about", Inferred: "inferred", Ellipsis: "...", From: "from", Dot: ",", Differs: "differ", Hidden: "hidden",
	QuoteLeft: `"`, QuoteRight: `"`, New: "new", Bookmark: "bookmark:", Note: "note:", Break: " ", Block: "paragraph ",
}

// builder makes styles for one terminal.
type builder struct {
	renderer *lipgloss.Renderer
	look     *look
	profile  Profile
}

// probe is what styles are worked out on: one cell, so that lipgloss puts the
// whole style before and after it.
const probe = "x"

// colour returns what lipgloss makes a colour of; in 16 colours that is what
// the theme gives for them, else the nearest.
func (b builder) colour(c, sixteen Colour) lipgloss.TerminalColor {
	if b.profile == ANSI && sixteen != (Colour{}) {
		c = sixteen
	}
	if c == (Colour{}) || c == none || b.profile == Ascii {
		return lipgloss.NoColor{}
	}
	return lipgloss.Color(c.code)
}

func (b builder) style(p paint) Style {
	s := b.renderer.NewStyle().Foreground(b.colour(p.colour, p.sixteen)).Background(b.colour(p.background, p.under16)).
		Bold(p.bold).Italic(p.italic).Underline(p.underline).Strikethrough(p.strike).Reverse(p.reverse).Faint(p.faint)
	if open, _, ok := strings.Cut(s.Render(probe), probe); ok {
		return Style{open: open}
	}
	return Style{}
}

func (b builder) styles() Styles {
	var s Styles
	for name, to := range map[string]*Style{
		"text": &s.Text, "bright": &s.Bright, "dim": &s.Dim, "rule": &s.Rule, "accent": &s.Accent, "warn": &s.Warn,
		"selected": &s.Selected, "unfocused": &s.Unfocused, "key": &s.Key, "struck": &s.Struck,
		"heading": &s.Heading, "emphasis": &s.Emphasis, "strong": &s.Strong, "code": &s.Code, "link": &s.Link,
		"quote": &s.Quote, "dated": &s.Dated, "match": &s.Match, "current": &s.Current,
	} {
		*to = b.style(b.look.styles[name])
	}
	if s.Selected == (Style{}) { // 16 colours or none: no background is quiet enough
		s.Selected = b.style(paint{reverse: true})
	}
	if b.look.styles["selected"].reverse || s.Selected == b.style(paint{reverse: true}) {
		s.Selected.alone = true // colours would become backgrounds
	}
	return s
}
