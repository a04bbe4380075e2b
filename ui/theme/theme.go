// Package theme turns a handful of colour tokens into the styles that the
// screen is drawn with, and gives every outlet a colour, a mark and a name.
//
// A [Style] is a pair of strings worked out once, so that styling a run of
// text is a concatenation. lipgloss works the strings out, through a renderer
// whose profile and background are given: nothing here asks the terminal.
//
// No other package names a colour.
package theme

import (
	"io"
	"os"
	"strings"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"
)

// Profile is how many colours the terminal shows.
type Profile uint8

// The profiles, from none to all.
const (
	Ascii     Profile = iota // no colour: bold, underline and reverse only
	ANSI                     // 16
	ANSI256                  // 256
	TrueColor                // 24 bit
)

// Options says for which terminal a theme is made. The zero value is a
// monochrome one for a light background.
type Options struct {
	Dark    bool // the background of the terminal is dark
	Profile Profile
	ASCII   bool // rules, rails and marks in ASCII
	Words   bool // signs are words and there are no marks: what is drawn is to be heard

	Sheet   *Sheet          // the colours; nil for [Dark] or [Light]
	Outlets map[string]Look // how outlets look whatever the theme, by [Fold] of their names
}

// Look is how the reader wants an outlet to look. What is zero is as the theme
// has it.
type Look struct {
	Colour Colour
	Mark   string // one cell
	Short  string
}

// Fold returns the name of an outlet as [Options].Outlets has it.
func Fold(name string) string { return strings.ToLower(strings.Join(strings.Fields(name), " ")) }

// FromEnv returns the profile that the environment asks for, and whether only
// ASCII should be drawn. getenv is os.Getenv in the program. NO_COLOR wins
// (no-color.org), then TERM=dumb, COLORTERM, TERM.
func FromEnv(getenv func(string) string) (p Profile, ascii bool) {
	term := getenv("TERM")
	ascii = term == "dumb" || term == "vt100" || !utf8Locale(getenv)
	switch colorterm := strings.ToLower(getenv("COLORTERM")); {
	case getenv("NO_COLOR") != "" || term == "dumb" || term == "vt100":
		return Ascii, ascii
	case colorterm == "truecolor" || colorterm == "24bit":
		if strings.HasPrefix(term, "screen") { // GNU screen passes 256 at most
			return ANSI256, ascii
		}
		return TrueColor, ascii
	case strings.HasSuffix(term, "-direct"), getenv("WT_SESSION") != "":
		return TrueColor, ascii
	case strings.Contains(term, "256color"):
		return ANSI256, ascii
	case term == "":
		if os.PathSeparator == '\\' { // Windows sets no TERM
			return TrueColor, ascii
		}
		return Ascii, ascii
	}
	return ANSI, ascii
}

// utf8Locale reports whether the locale promises UTF-8. No locale at all is
// taken as UTF-8 where locales are not how it is said (Windows); "C" and
// "POSIX" are not.
func utf8Locale(getenv func(string) string) bool {
	for _, k := range [...]string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if v := strings.ToLower(getenv(k)); v != "" {
			return strings.Contains(v, "utf-8") || strings.Contains(v, "utf8")
		}
	}
	return os.PathSeparator == '\\' || getenv("TERM_PROGRAM") != ""
}

// Style is how a run of text looks. The zero Style changes nothing.
type Style struct {
	open  string
	alone bool // laid under a line, it takes the line's own styles away
}

// reset ends every style, so that a background can be laid under a line that
// is already styled; see [Style.Under].
const reset = "\x1b[0m"

// Render returns s in this style. s should not be styled already.
func (st Style) Render(s string) string {
	if st.open == "" || s == "" {
		return s
	}
	return st.open + s + reset
}

// Append writes s in this style to b.
func (st Style) Append(b *strings.Builder, s string) {
	if st.open == "" || s == "" {
		b.WriteString(s)
		return
	}
	b.WriteString(st.open)
	b.WriteString(s)
	b.WriteString(reset)
}

// Open and Close return what goes before and after the text, for callers that
// write runs themselves.
func (st Style) Open() string { return st.open }

// Close returns what ends the style.
func (st Style) Close() string {
	if st.open == "" {
		return ""
	}
	return reset
}

// And returns the style that has the attributes of both; o wins where they
// differ.
func (st Style) And(o Style) Style { return Style{open: st.open + o.open} }

// Under returns a line that may be styled with this style (a background) laid
// under all of it.
func (st Style) Under(line string) string {
	if st.open == "" || line == "" {
		return line
	}
	if st.alone {
		return st.open + ansi.Strip(line) + reset
	}
	return st.open + strings.ReplaceAll(line, reset, reset+st.open) + reset
}

// Join returns line with text in style st after it. Where the line ends in that
// style the run goes on, which saves the bytes of ending and beginning it.
func (st Style) Join(line, text string) string {
	if body, ok := strings.CutSuffix(line, reset); ok && st.open != "" {
		i := strings.LastIndex(body, st.open)
		if i >= 0 && (i == 0 || strings.HasSuffix(body[:i], reset)) && !strings.Contains(body[i+1:], "\x1b") {
			return body + text + reset
		}
	}
	return line + st.Render(text)
}

// Glyphs are the signs that the screen is built of, each one cell wide but where
// they are words.
type Glyphs struct {
	Horizontal, Vertical, TeeDown, TeeUp string // rules between panes
	TopLeft, TopRight, BottomLeft        string // boxes
	BottomRight                          string
	Rail                                 string // left of what is chosen
	Exact, About, Inferred               string // how precisely a date is known
	RangeLeft, RangeRight                string // ends of a range of dates
	Ellipsis, From, Dot, Thumb, Differs  string
	Up, Down                             string    // more above, more below
	Hidden                               string    // stands before an outlet that is filtered out
	Bars                                 [9]string // of a histogram, from nothing to the most
	Shades                               [4]string // of a cell: one, two, three, more
	Block                                string    // before the number of a block of an article
	QuoteLeft, QuoteRight                string
	Prompt                               string // before what is typed
	New, Bookmark, Note                  string // on what was not there the last time, and on what the reader has marked
	Break                                string // a line break in what is typed
}

// Theme is everything the screen needs to know to draw itself.
type Theme struct {
	Options
	Glyphs Glyphs
	Styles

	outlets []Style
	own     map[string]Style // of outlets that the reader gave a colour
	marks   []string
}

// Styles are the styles by what they say, not by how they look.
type Styles struct {
	Text      Style // running text: the terminal's own foreground
	Bright    Style // titles, what is chosen
	Dim       Style // what may be overlooked
	Rule      Style // lines between panes
	Accent    Style // the cursor, warnings that matter
	Warn      Style // something could not be read
	Selected  Style // background under the row of the cursor; use Under
	Unfocused Style // the same in a pane without the focus
	Key       Style // a key in a hint
	Struck    Style // an outlet that is hidden

	Heading  Style // a heading in an article
	Emphasis Style
	Strong   Style
	Code     Style
	Link     Style
	Quote    Style
	Dated    Style // a temporal expression in an article: an underline
	Match    Style // a match of a search
	Current  Style // the match that the search stands on
}

// New returns the theme for a terminal.
func New(o Options) *Theme {
	if o.Sheet == nil {
		o.Sheet = builtin(map[bool]string{true: Dark, false: Light}[o.Dark])
	}
	o.Profile = min(o.Profile, o.Sheet.most)
	t := &Theme{Options: o, Glyphs: unicodeGlyphs, marks: unicodeMarks}
	if o.ASCII {
		t.Glyphs, t.marks = asciiGlyphs, asciiMarks
	}
	if o.Words {
		t.Glyphs, t.marks = wordGlyphs, []string{NoMark}
	}
	b := builder{renderer: lipgloss.NewRenderer(io.Discard), look: o.Sheet.on(o.Dark), profile: o.Profile}
	b.renderer.SetHasDarkBackground(o.Dark)
	// With no colours the attributes are still wanted, and lipgloss drops both
	// in termenv.Ascii; so that profile is made of 16 colours without any.
	b.renderer.SetColorProfile(map[Profile]termenv.Profile{
		Ascii: termenv.ANSI, ANSI: termenv.ANSI, ANSI256: termenv.ANSI256, TrueColor: termenv.TrueColor,
	}[o.Profile])
	t.Styles = b.styles()
	for _, p := range b.look.outlets {
		t.outlets = append(t.outlets, b.style(p))
	}
	t.own = make(map[string]Style, len(o.Outlets))
	for name, l := range o.Outlets {
		if l.Colour != (Colour{}) {
			t.own[name] = b.style(paint{colour: l.Colour})
		}
	}
	return t
}

// Outlet is how an outlet is shown, everywhere: its colour, mark and names.
type Outlet struct {
	Name  string // in full
	Short string // for narrow places
	Mark  string // one cell, not styled
	Style Style  // its colour
	// Unknown reports that this stands for a single article whose outlet is
	// not known; Name is then the article's title, and so is Short, in quotes.
	Unknown bool
}

// NoMark is the mark of every outlet where there are no marks: a character that no
// text from outside has, so that it can be taken away with the space after it.
const NoMark = "\u2063"

// Marked returns the mark in the outlet's colour.
func (o Outlet) Marked() string { return o.Style.Render(o.Mark) }

// Outlet returns how the i-th outlet is shown; i counts from 0 and may be as
// large as there are outlets. Colours repeat after those that the theme has,
// marks much later, so that the first repeats differ in their mark. What the
// reader wants for an outlet of that name comes first.
func (t *Theme) Outlet(i int, name string) Outlet {
	o := Outlet{Name: name, Short: Short(name), Mark: t.marks[i%len(t.marks)], Style: t.outlets[i%len(t.outlets)]}
	if len(t.Outlets) == 0 {
		return o
	}
	key := Fold(name)
	own := t.Outlets[key]
	if st, ok := t.own[key]; ok {
		o.Style = st
	}
	if own.Mark != "" && !t.Words && (!t.ASCII || own.Mark < "\x7f") {
		o.Mark = own.Mark
	}
	if own.Short != "" {
		o.Short = own.Short
	}
	return o
}

// Unknown returns how the article with this title is shown, whose outlet is
// not known: it stands for itself, as the i-th outlet.
func (t *Theme) Unknown(i int, title string) Outlet {
	o := t.Outlet(i, title)
	o.Unknown = true
	short, whole := cut(title)
	if !whole {
		short += t.Glyphs.Ellipsis
	}
	o.Short = t.Glyphs.QuoteLeft + short + t.Glyphs.QuoteRight
	return o
}

// ShortIn returns the short name of an outlet in at most w cells. A title
// stays in its quotes.
func (t *Theme) ShortIn(o Outlet, w int) string {
	if !o.Unknown || ansi.StringWidth(o.Short) <= w {
		return ansi.Truncate(o.Short, w, t.Glyphs.Ellipsis)
	}
	end := t.Glyphs.Ellipsis + t.Glyphs.QuoteRight
	return strings.TrimRight(ansi.Truncate(o.Short, max(w-2, 0), ""), spare) + end
}

// spare is what a name that was cut does not end with.
const spare = " ,:;–—-"

// Short returns a short name: a leading article dropped, and the whole cut at
// a word when it is long.
func Short(name string) string {
	s := strings.TrimPrefix(strings.TrimPrefix(name, "The "), "the ")
	if s == "" {
		s = name
	}
	s, _ = cut(s)
	return s
}

// cut returns the first words of s, and whether that is all of it.
func cut(s string) (short string, whole bool) {
	const most = 22
	r := []rune(strings.TrimSpace(s))
	if len(r) <= most {
		return strings.TrimRight(string(r), spare), true
	}
	s = string(r[:most])
	if i := strings.LastIndexByte(s, ' '); i > most/2 && r[most] != ' ' {
		s = s[:i]
	}
	return strings.TrimRight(s, spare), false
}
