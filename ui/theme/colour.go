package theme

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"github.com/charmbracelet/x/ansi"
)

// Colour is a colour as files write it: the number of one of 256, "#rrggbb", or
// the name of one of the 16 that every terminal has. The zero Colour is the
// terminal's own.
type Colour struct{ code string } // as lipgloss takes it

// colourNames are the 16 in the order of their numbers.
var colourNames = []string{
	"black", "red", "green", "yellow", "blue", "magenta", "cyan", "white",
	"bright-black", "bright-red", "bright-green", "bright-yellow", "bright-blue", "bright-magenta", "bright-cyan", "bright-white",
}

// whatColours says what [ParseColour] takes.
var whatColours = `a number from 0 to 255, "#rrggbb", or one of ` + strings.Join(colourNames, ", ")

// ParseColour reads a colour. The error says what is allowed.
func ParseColour(s string) (Colour, error) {
	name := strings.ToLower(strings.TrimSpace(s))
	for i, n := range colourNames {
		if n == name {
			return Colour{strconv.Itoa(i)}, nil
		}
	}
	if n, err := strconv.Atoi(name); err == nil && n >= 0 && n <= 255 {
		return Colour{strconv.Itoa(n)}, nil
	}
	if hex, ok := strings.CutPrefix(name, "#"); ok && len(hex) == 6 {
		if _, err := strconv.ParseUint(hex, 16, 32); err == nil {
			return Colour{name}, nil
		}
	}
	return Colour{}, fmt.Errorf("%q is no colour; it is %s", s, whatColours)
}

// String returns the colour as [ParseColour] reads it, "" for the terminal's own.
func (c Colour) String() string { return c.code }

// ParseMark reads the mark of an outlet: one character, one cell wide.
func ParseMark(s string) (string, error) {
	if cluster, w := ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth); w != 1 || cluster != s || !graphic(s) {
		return "", fmt.Errorf("%q is no mark; it is one character that is one cell wide, such as %s", s, strings.Join(unicodeMarks[:8], " "))
	}
	return s, nil
}

func graphic(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsGraphic(r) || unicode.IsSpace(r) || r == unicode.ReplacementChar })
}

// basic reports whether the colour is one of the 16.
func (c Colour) basic() bool {
	n, err := strconv.Atoi(c.code)
	return err == nil && n < 16
}
