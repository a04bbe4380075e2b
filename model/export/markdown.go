package export

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/kreader/kreader/model"
)

var _ = register(Format{
	Name:  "md",
	Ext:   ".md",
	Help:  "the events with every passage, for documents",
	Write: writeMarkdown,
})

// writeMarkdown writes CommonMark: a heading for each year and event, a
// quotation for each passage, the articles at the end.
func writeMarkdown(w io.Writer, c *model.Collection) error {
	return buffered(w, func(b *bufio.Writer) error {
		title := c.Title
		if title == "" {
			title = "Timeline"
		}
		fmt.Fprintf(b, "# %s\n\n%s\n", escape(line(title)), summary(c))
		heading := ""
		for i := range c.Events {
			e := &c.Events[i]
			if h := group(e.When); h != heading {
				heading = h
				fmt.Fprintf(b, "\n## %s\n", h)
			}
			date := within(e.When)
			if date != "" {
				date += ": "
			}
			fmt.Fprintf(b, "\n### %s%s\n\n%s, %s\n", date, escape(line(e.Title)), opening(escape(tellers(c, e))), told(e))
			for _, d := range e.Differences {
				fmt.Fprintf(b, "\n%s\n", strong(difference(d)))
			}
			for _, p := range e.Passages {
				a := &c.Articles[p.Article]
				fmt.Fprintf(b, "\n> %s\n>\n> — %s\n", opening(escape(line(p.Span.Of(a.Text)))), escape(source(a)))
				if says := dated(p); says != "" {
					fmt.Fprintf(b, ">\n> %s\n", opening(escape(says)))
				}
				for _, m := range notesOn(c, &p) {
					fmt.Fprintf(b, "\n%s %s\n", strong(noted(m)+":"), escape(line(m.Note)))
				}
			}
		}
		for i, m := range elsewhere(c) {
			if i == 0 {
				fmt.Fprint(b, "\n## Other notes\n")
			}
			fmt.Fprintf(b, "\n> %s\n\n%s %s\n", opening(escape(placed(c, m))), strong(noted(m)+":"), escape(line(m.Note)))
		}
		fmt.Fprint(b, "\n## Articles\n\n")
		for i := range c.Articles {
			a := &c.Articles[i]
			fmt.Fprintf(b, "- %s", opening(escape(source(a))))
			if webAddress(a.URL) {
				fmt.Fprintf(b, ", <%s>", address(a.URL))
			}
			fmt.Fprintln(b)
		}
		return nil
	})
}

// escape returns s as CommonMark that shows s. Any ASCII punctuation may be
// escaped with a backslash (CommonMark 0.31.2, 2.4); these could mean
// something inside a line.
func escape(s string) string {
	if !strings.ContainsAny(s, "\\`*_[]<>&~|$!") {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + 8)
	for i := range len(s) {
		if strings.IndexByte("\\`*_[]<>&~|$", s[i]) >= 0 {
			b.WriteByte('\\')
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// opening escapes what would make the line that s begins something other than
// a paragraph: a heading, a list item, a rule, an indented code block.
func opening(s string) string {
	s = strings.TrimLeft(s, " \t")
	if s == "" {
		return s
	}
	if strings.IndexByte("#+-=", s[0]) >= 0 {
		return `\` + s
	}
	digits := 0
	for digits < len(s) && '0' <= s[digits] && s[digits] <= '9' {
		digits++
	}
	if digits > 0 && digits < len(s) && (s[digits] == '.' || s[digits] == ')') {
		return s[:digits] + `\` + s[digits:]
	}
	return s
}

// strong returns s as CommonMark that shows it in bold. Space at its ends would
// keep it from being so.
func strong(s string) string { return "**" + escape(strings.TrimSpace(s)) + "**" }

// webAddress reports whether a link may be written as one that opens.
func webAddress(url string) bool {
	return strings.HasPrefix(url, "https://") || strings.HasPrefix(url, "http://")
}

// address returns a URL as it may stand between angle brackets: those
// characters percent-encoded that would end it.
func address(url string) string {
	return strings.NewReplacer("<", "%3C", ">", "%3E", " ", "%20", `\`, "%5C").Replace(line(url))
}
