package help

import (
	"strings"

	"github.com/kreader/kreader/ui/action"
	"github.com/kreader/kreader/ui/theme"
)

// Markdown returns the help as a page of Markdown, which is docs/keys.md. It
// holds what [Lines] holds, in the same order.
func Markdown(k *action.Keymap, t *theme.Theme) string {
	var b strings.Builder
	b.WriteString("<!-- Written by `UPDATE=1 go test ./ui/help` from the table in ui/action; change it there. -->\n\n# Keys\n")
	for _, s := range intro {
		b.WriteString("\n" + s + "\n")
	}
	heading := func(name, left, right string) {
		b.WriteString("\n## " + name + "\n\n| " + left + " | " + right + " |\n|---|---|\n")
	}
	row := func(left, right string) { b.WriteString("| " + left + " | " + right + " |\n") }
	Each(k, func(scope action.Scope) { heading(scope.String(), "Keys", "What they do") }, func(s action.Spec) { row(keys(s), s.Help) })
	heading("Signs", "Sign", "What it says of a date")
	for i, s := range glyphs(t.Glyphs) {
		row(code(s), signs[i])
	}
	heading("Mouse", "Mouse", "What it does")
	for _, s := range mouse {
		row(s[0], s[1])
	}
	return b.String()
}

// keys returns the keys of an action, each as code.
func keys(s action.Spec) string {
	labels := s.Labels()
	for i, l := range labels {
		if l != "…" {
			labels[i] = code(l)
		}
	}
	return strings.Join(labels, " ")
}

// code returns s as code in the cell of a table.
func code(s string) string { return "`" + strings.ReplaceAll(s, "|", "\\|") + "`" }
