package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/kreader/kreader/ui/action"
	"github.com/kreader/kreader/ui/help"
)

// manual returns the manual page kreader(1) of the tree of commands, in the
// macros of man(7).
func manual(root *cobra.Command) string {
	var b strings.Builder
	section := func(title string) { fmt.Fprintf(&b, ".SH %s\n", title) }
	fmt.Fprintf(&b, ".TH KREADER 1 \"\" %s \"User Commands\"\n", roffWord("kreader "+root.Version))
	section("NAME")
	fmt.Fprintf(&b, "kreader \\- %s\n", roff(strings.ToLower(root.Short[:1])+root.Short[1:]))
	section("SYNOPSIS")
	fmt.Fprintf(&b, ".B kreader\n%s\n", roff(strings.TrimPrefix(root.Use, "kreader ")))
	for _, c := range documented(root) {
		words := strings.SplitN(c.Use, " ", 2)
		fmt.Fprintf(&b, ".br\n.B kreader %s\n", roff(words[0]))
		if len(words) > 1 {
			fmt.Fprintln(&b, roff(words[1]))
		}
	}
	section("DESCRIPTION")
	fmt.Fprintln(&b, roff(root.Long))
	section("OPTIONS")
	roffFlags(&b, root)
	section("COMMANDS")
	for _, c := range documented(root) {
		fmt.Fprintf(&b, ".SS %s\n", roff(c.Use))
		text := c.Long
		if text == "" {
			text = c.Short + "."
		}
		intro, formats, found := strings.Cut(text, "\n\nFormats:\n")
		fmt.Fprintln(&b, roff(intro))
		if found {
			fmt.Fprintf(&b, ".PP\nFormats:\n%s", verbatim(formats))
		}
		roffFlags(&b, c)
	}
	section("EXAMPLES")
	b.WriteString(verbatim(root.Example))
	for _, c := range documented(root) {
		if c.Example != "" {
			b.WriteString(verbatim(c.Example))
		}
	}
	section("KEYS")
	help.Each(action.Default(), func(s action.Scope) { fmt.Fprintf(&b, ".SS %s\n", roff(s.String())) }, func(s action.Spec) {
		fmt.Fprintf(&b, ".TP\n.B %s\n%s\n", roff(strings.Join(s.Labels(), ", ")), roff(s.Help))
	})
	section("EXIT STATUS")
	for _, s := range [][2]string{
		{"0", "Done."},
		{"1", "Nothing could be read, or the run failed."},
		{"2", "Wrong usage."},
		{"3", "Done, but some inputs could not be read; each is named on standard error."},
		{"70", "A defect of kreader; the message names a file with the details."},
		{"128+n", "Ended by signal n."},
	} {
		fmt.Fprintf(&b, ".TP\n.B %s\n%s\n", s[0], roff(s[1]))
	}
	section("ENVIRONMENT")
	for _, s := range [][2]string{
		{"KREADER_THEME", "The name of a theme, or auto; --theme comes first, the configuration last."},
		{"KREADER_CONFIG", "The configuration, instead of the usual file; --config comes first."},
		{"NO_COLOR", "When set, no colour is used."},
		{"CLICOLOR_FORCE", "When set and not 0, colour is used even where TERM promises none."},
		{"TERM, COLORTERM, COLORFGBG", "What the terminal can show; where TERM is dumb or not set, the reader is one of lines, as with --accessible."},
		{"XDG_CONFIG_HOME", "Where the configuration is, by default ~/.config."},
		{"XDG_STATE_HOME", "Where the state is kept, by default ~/.local/state."},
		{"XDG_CACHE_HOME", "Where the saved index and copies of links are kept, by default ~/.cache."},
		{"HTTP_PROXY, HTTPS_PROXY, NO_PROXY", "The proxies through which links are fetched."},
	} {
		fmt.Fprintf(&b, ".TP\n.B %s\n%s\n", roff(s[0]), roff(s[1]))
	}
	section("FILES")
	for _, s := range [][2]string{
		{"~/.config/kreader/config.toml", "The configuration; \"kreader config example\" prints one that says what is usual."},
		{"~/.config/kreader/themes/NAME.toml", "A theme of your own."},
		{"~/.local/state/kreader/state.json", "The collections that were opened, and the place in each article."},
		{"~/.cache/kreader/index.db", "The saved index: what larger collections were read as. It can be removed."},
		{"~/.cache/kreader/pages/", "Copies of links, as WARC files: of each, the first reading and the last."},
	} {
		fmt.Fprintf(&b, ".TP\n.I %s\n%s\n", roff(s[0]), roff(s[1]))
	}
	return b.String()
}

// documented returns the subcommands that users see.
func documented(root *cobra.Command) []*cobra.Command {
	var out []*cobra.Command
	for _, c := range root.Commands() {
		if !c.Hidden && c.Name() != "help" {
			out = append(out, c)
		}
	}
	return out
}

func roffFlags(b *strings.Builder, c *cobra.Command) {
	c.LocalFlags().VisitAll(func(f *pflag.Flag) {
		if f.Hidden || c.HasParent() && f.Name == "help" {
			return
		}
		value, help := pflag.UnquoteUsage(f)
		fmt.Fprint(b, ".TP\n")
		if f.Shorthand != "" {
			fmt.Fprintf(b, "\\fB\\-%s\\fP, ", f.Shorthand)
		}
		fmt.Fprintf(b, "\\fB%s\\fP", roff("--"+f.Name))
		if value != "" {
			fmt.Fprintf(b, " \\fI%s\\fP", roff(value))
		}
		fmt.Fprintf(b, "\n%s\n", roff(strings.ToUpper(help[:1])+help[1:]+"."))
	})
}

// verbatim returns text as an example, its lines kept.
func verbatim(text string) string {
	return ".PP\n.nf\n" + roff(text) + "\n.fi\n"
}

// roff returns text as roff shows it, on every terminal: backslashes and hyphens
// escaped, and no line that begins with a control character of roff.
func roff(text string) string {
	lines := strings.Split(strings.NewReplacer(`\`, `\e`, "-", `\-`, "…", "...").Replace(text), "\n")
	for i, l := range lines {
		if l != "" && (l[0] == '.' || l[0] == '\'') {
			lines[i] = `\&` + l
		}
		if l == "" {
			lines[i] = ".PP"
		}
	}
	return strings.Join(lines, "\n")
}

// roffWord returns text as one quoted argument of a macro.
func roffWord(text string) string {
	return `"` + strings.ReplaceAll(roff(text), `"`, `\(dq`) + `"`
}
