package cite

import (
	"strings"
)

var _ = register(Format{Name: "markdown", Ext: ".md", Help: "a block quotation and a link, for Markdown", Write: markdown})

// markdown writes a block quotation (CommonMark 0.31, section 5.1) that ends with
// its source. Nothing in the texts is Markdown to it.
func markdown(c Citation) string {
	var b strings.Builder
	for _, p := range strings.Split(c.Quote, "\n") {
		b.WriteString(strings.TrimRight("> "+escapeMarkdown(p), " ") + "\n")
	}
	b.WriteString(">\n> — ")
	var parts []string
	for _, n := range names(c) {
		parts = append(parts, escapeMarkdown(n))
	}
	title := c.Title
	if title == "" {
		title = c.Path
	}
	if title = escapeMarkdown(title); c.Link != "" {
		title = "[" + title + "](<" + address(c.Link) + ">)"
	}
	parts = append(parts, title)
	if c.Outlet != "" {
		parts = append(parts, "*"+escapeMarkdown(c.Outlet)+"*")
	}
	b.WriteString(strings.Join(append(parts, nonEmpty(c.when())...), ", ") + "\n")
	return b.String()
}

// escapeMarkdown takes the meaning off what Markdown would read. Line begins need
// no more: a quotation marker or a space stands before them, but numbers of lists
// and headings do.
func escapeMarkdown(s string) string {
	var b strings.Builder
	for i, r := range s {
		first := strings.TrimSpace(s[:i]) == ""
		switch {
		case strings.ContainsRune("\\`*_[]<>&|~$", r), first && strings.ContainsRune("#+-=:", r), (r == '.' || r == ')') && i > 0 && digits(strings.TrimSpace(s[:i])):
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

func digits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// address returns an address between angle brackets, which it cannot end.
func address(s string) string {
	return strings.NewReplacer("<", "%3C", ">", "%3E", "\\", "%5C").Replace(s)
}
