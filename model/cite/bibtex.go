package cite

import (
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

var _ = register(Format{Name: "bibtex", Ext: ".bib", Help: "an entry for BibTeX and biblatex", Write: bibtex})

var monthMacros = [...]string{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}

// bibtex writes an entry as BibTeX 0.99d reads it; the text is UTF-8, for which
// biber, or bibtex with inputenc, is needed where it is not plain ASCII. The
// quotation is the annotation, which styles do not print.
func bibtex(c Citation) string {
	var b strings.Builder
	field := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, ",\n  %s = %s", name, value)
		}
	}
	braced := func(s string) string {
		if s == "" {
			return ""
		}
		return "{" + escapeTeX(line(s)) + "}"
	}
	fmt.Fprintf(&b, "@misc{%s", key(c))
	var by []string
	for _, a := range c.Authors {
		switch {
		case a.Literal != "":
			by = append(by, "{"+escapeTeX(a.Literal)+"}")
		default:
			by = append(by, escapeTeX(a.Family)+", "+escapeTeX(a.Given))
		}
	}
	if len(by) > 0 {
		field("author", "{"+strings.Join(by, " and ")+"}")
	}
	if c.Title != "" {
		field("title", "{"+braced(c.Title)+"}") // the inner braces keep its capitals
	}
	field("howpublished", braced(c.Outlet))
	if year, month, day := c.parts(); year != 0 {
		field("year", fmt.Sprintf("{%d}", year))
		if month > 0 {
			field("month", monthMacros[month-1])
		}
		if day > 0 {
			field("day", fmt.Sprintf("{%d}", day))
		}
	}
	if c.Link != "" {
		field("url", "{"+strings.NewReplacer("{", "%7B", "}", "%7D", "\\", "%5C").Replace(c.Link)+"}") // read as it stands
	}
	if c.Inferred && !c.Date.IsZero() {
		field("note", "{date inferred}")
	}
	if c.Link == "" {
		field("file", braced(c.Path))
	}
	field("annote", braced("“"+c.Quote+"”"))
	b.WriteString("\n}\n")
	return b.String()
}

// parts returns what is known of the date; 0 for what is not.
func (c *Citation) parts() (year, month, day int) {
	if c.Date.IsZero() {
		return 0, 0, 0
	}
	y, m, d := c.Date.Lo.Date()
	y2, m2, d2 := c.Date.Hi.Date()
	switch {
	case y != y2:
		return y, 0, 0
	case m != m2:
		return y, 0, 0
	case d != d2:
		return y, m, 0
	}
	return y, m, d
}

// key makes the name by which an entry is cited: family name, year and the first
// longer word of the title, in plain letters.
func key(c Citation) string {
	who := c.Outlet
	if len(c.Authors) > 0 {
		if who = c.Authors[0].Family; who == "" {
			who = c.Authors[0].Literal
		}
	}
	year := ""
	if y, _, _ := c.parts(); y > 0 {
		year = fmt.Sprint(y)
	}
	word := ""
	for _, w := range strings.Fields(c.Title) {
		if w = ascii(w); len(w) > 3 {
			word = w
			break
		}
	}
	if k := ascii(who) + year + word; k != "" {
		return k
	}
	return "article"
}

// ascii returns the letters and digits of a text without their accents, in lower
// case.
func ascii(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			return unicode.ToLower(r)
		}
		return -1
	}, norm.NFD.String(s))
}

// escapeTeX writes the ten characters that TeX keeps for itself, so that braces
// balance whatever the text. A backslash begins no command.
var texEscapes = map[rune]string{
	'\\': `\textbackslash{}`, '{': `\{`, '}': `\}`, '$': `\$`, '&': `\&`, '#': `\#`, '%': `\%`, '_': `\_`, '^': `\^{}`, '~': `\textasciitilde{}`,
}

func escapeTeX(s string) string {
	var b strings.Builder
	for _, r := range s {
		if e, ok := texEscapes[r]; ok {
			b.WriteString(e)
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}
