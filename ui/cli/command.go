package cli

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/kreader/kreader/model/edtf"
	"github.com/kreader/kreader/model/export"
	"github.com/kreader/kreader/model/lang"
	"github.com/kreader/kreader/ui/config"
	"github.com/kreader/kreader/ui/near"
	"github.com/kreader/kreader/ui/theme"
)

const (
	about = `Reads a story that several outlets have told. Give it the articles, as files,
folders or links, and it reads the dates in them, works out which sentences of
which articles tell the same event, and lays the events out as a timeline beside
the article. Without a path it opens what you read last, or a sample; --name opens
another by its name.`

	examples = `  kreader                                    the sample, or what you read last
  kreader --name flood                       what was once opened as --name flood PATH
  kreader flood/                             a folder of articles
  kreader flood/post.pdf flood/herald.html   these two; docs/formats.md says what it reads
  kreader https://example.org/flood.html     a page, or a feed, from the web
  kreader flood/ | less                      the timeline as text
  kreader timeline --format json flood/ | jq '.events[].title'
  curl -s https://example.org/a.md | kreader -`
)

// command builds the tree of commands.
func (a *app) command() *cobra.Command {
	cobra.MousetrapHelpText = "" // started by a double-click, it shows the sample
	o := &screenOptions{}
	root := &cobra.Command{
		Use:               "kreader [flags] [PATH|URL|-]...",
		Short:             "Read a story that several outlets have told, along one timeline",
		Long:              about,
		Example:           examples,
		Version:           a.program.version(),
		Args:              cobra.ArbitraryArgs,
		SilenceErrors:     true,
		SilenceUsage:      true,
		CompletionOptions: cobra.CompletionOptions{DisableDefaultCmd: true},
		RunE:              func(c *cobra.Command, args []string) error { return a.open(c, args, o) },
	}
	root.SetVersionTemplate("{{.Name}} {{.Version}}\n")
	root.SetFlagErrorFunc(flagError)
	o.filter.flags(root)
	o.links.flags(root)
	root.Flags().StringVar(&o.name, "name", "", "call the collection `NAME` from now on; without a path, open the one that is called so")
	root.Flags().StringVar(&o.theme, "theme", theme.Auto, "the `NAME` of a theme, or auto: dark or light, as the terminal is")
	root.Flags().BoolVar(&o.spoken, "accessible", false, "read without a screen: what is typed is a line with a key or an action's name, what it did is printed as lines")
	root.Flags().StringVar(&o.config, "config", "", "read the configuration from this `FILE`")
	root.Flags().BoolVar(&o.show, "print-config", false, "print the configuration that holds, and nothing else")
	noCache(root, &o.alone)
	root.Flags().BoolVar(&o.watch, "watch", false, "watch the files: what comes, changes or goes is shown at once")
	root.Flags().BoolVar(&o.sample, "sample", false, "open the embedded sample")
	root.PersistentFlags().SortFlags = false
	_ = root.RegisterFlagCompletionFunc("theme", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return append([]string{theme.Auto}, theme.Names(config.Themes())...), cobra.ShellCompDirectiveNoFileComp
	})
	_ = root.RegisterFlagCompletionFunc("name", func(*cobra.Command, []string, string) (names []string, _ cobra.ShellCompDirective) {
		cs, _ := remembered()
		for i := range cs {
			names = append(names, plain(label(&cs[i])))
		}
		return names, cobra.ShellCompDirectiveNoFileComp
	})
	root.AddCommand(a.timelineCommand(), a.articleCommand(), a.datesCommand(), a.configCommand(), a.cacheCommand(), a.collectionsCommand(), a.completionCommand(), a.manCommand())
	root.SetHelpCommand(&cobra.Command{Use: "help [COMMAND]", Short: "Show the help of a command", RunE: func(_ *cobra.Command, args []string) error {
		c, rest, err := root.Find(args)
		if err != nil || len(rest) > 0 {
			return usage(`"kreader --help" lists them`, "no command %q", strings.Join(args, " "))
		}
		return c.Help()
	}})
	return root
}

// filter keeps a part of the articles.
type filter struct {
	from, to dateFlag
	outlets  []string
}

func (f *filter) flags(c *cobra.Command) {
	c.Flags().Var(&f.from, "published-from", "keep articles published on that `DATE` (2021, 2021-11, 2021-11-07) or later")
	c.Flags().Var(&f.to, "published-to", "keep articles published on that `DATE` or earlier")
	c.Flags().StringArrayVar(&f.outlets, "outlet", nil, "keep articles of the outlet `NAME` (may be given several times)")
}

// dateFlag is a flag whose value is a date.
type dateFlag struct{ edtf.Value }

// Set implements pflag.Value.
func (d *dateFlag) Set(s string) error {
	v, err := edtf.Parse(s)
	if err != nil || v.IsZero() {
		return fmt.Errorf("%q is not a date such as 2021-11-07, 2021-11 or 2021", s)
	}
	d.Value = v
	return nil
}

// Type implements pflag.Value.
func (*dateFlag) Type() string { return "DATE" }

// complete offers values for a flag to the shell.
func complete(c *cobra.Command, flag string, values ...string) {
	_ = c.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp))
}

// choose returns the item of that name, or an error that names the nearest and
// lists all.
func choose[T any](what, name string, items []T, nameOf func(T) string) (T, error) {
	var names []string
	for _, it := range items {
		if nameOf(it) == name {
			return it, nil
		}
		names = append(names, nameOf(it))
	}
	var none T
	list := strings.Join(names, ", ")
	if n := near.Word(name, names); n != "" {
		return none, usage(fmt.Sprintf("did you mean %q? there are %s", n, list), "no %s %q", what, name)
	}
	return none, usage("there are "+list, "no %s %q", what, name)
}

func formatHelp[T any](items []T, name, help func(T) string) string {
	var b strings.Builder
	longest := 0
	for _, it := range items {
		longest = max(longest, len(name(it)))
	}
	for _, it := range items {
		fmt.Fprintf(&b, "\n  %-*s %s", longest, name(it), help(it))
	}
	return b.String()
}

func (a *app) timelineCommand() *cobra.Command {
	var (
		f      filter
		links  linkFlags
		format string
		sample bool
		alone  bool
	)
	all := export.Formats()
	name := func(f export.Format) string { return f.Name }
	c := &cobra.Command{
		Use:   "timeline [flags] PATH|URL...",
		Short: "Print the timeline of articles",
		Long:  "Prints the events that the articles tell, by date.\n\nFormats:" + formatHelp(all, name, func(f export.Format) string { return f.Help }),
		Example: `  kreader timeline flood/
  kreader timeline --format md --published-from 2021-11 flood/ > flood.md
  kreader timeline --format json --outlet "Valley Post" flood/`,
		RunE: func(c *cobra.Command, args []string) error {
			out, err := choose("format", format, all, name)
			if err != nil {
				return err
			}
			if len(args) == 0 && !sample {
				return usage(`give it files, folders, links or "-" for stdin`, "no PATH for %q", c.CommandPath())
			}
			if err := links.check(); err != nil {
				return err
			}
			return a.timeline(c.Context(), out, a.wanted(args, sample, f, links).with(alone))
		},
	}
	c.Flags().StringVarP(&format, "format", "f", "text", "what to write, a `FORMAT` of those above")
	c.Flags().BoolVar(&sample, "sample", false, "read the embedded sample")
	f.flags(c)
	links.flags(c)
	noCache(c, &alone)
	var names []string
	for _, f := range all {
		names = append(names, f.Name)
	}
	complete(c, "format", names...)
	return c
}

func (a *app) articleCommand() *cobra.Command {
	var (
		format string
		r      request
	)
	all := export.ArticleFormats()
	name := func(f export.ArticleFormat) string { return f.Name }
	c := &cobra.Command{
		Use:   "article [flags] FILE|URL|-",
		Short: "Print one article, cleaned",
		Long:  "Prints an article without menus, captions, share buttons and what else is not part\nof it.\n\nFormats:" + formatHelp(all, name, func(f export.ArticleFormat) string { return f.Help }),
		Example: `  kreader article saved.md
  kreader article --format json --url https://example.org/a saved.md`,
		RunE: func(c *cobra.Command, args []string) error {
			out, err := choose("format", format, all, name)
			if err != nil {
				return err
			}
			path, err := single(c, args)
			if err != nil {
				return err
			}
			if err := r.links.check(); err != nil {
				return err
			}
			return a.article(c.Context(), out, path, r)
		},
	}
	c.Flags().StringVarP(&format, "format", "f", "md", "what to write, a `FORMAT` of those above")
	c.Flags().StringVar(&r.url, "url", "", "the `URL` that the file was saved from")
	r.links.flags(c)
	complete(c, "format", "json", "md", "text")
	return c
}

func (a *app) datesCommand() *cobra.Command {
	var (
		format    string
		language  string
		published dateFlag
	)
	all := export.DatesFormats()
	tags := lang.Tags()
	name := func(f export.DatesFormat) string { return f.Name }
	c := &cobra.Command{
		Use:   "dates [flags] FILE|-",
		Short: "Print the temporal expressions of a text and what they mean",
		Long:  "Prints the expressions of time in a text, taken as it is, and the dates they mean\n(TIMEX3 and EDTF).\n\nFormats:" + formatHelp(all, name, func(f export.DatesFormat) string { return f.Help }),
		Example: `  echo "The dam broke last Sunday." | kreader dates --published 2031-05-06 -
  kreader dates --format jsonl notes.txt`,
		RunE: func(c *cobra.Command, args []string) error {
			out, err := choose("format", format, all, name)
			if err != nil {
				return err
			}
			if !slices.Contains(tags, language) {
				return usage("give one of "+strings.Join(tags, ", "), "no language %q", language)
			}
			path, err := single(c, args)
			if err != nil {
				return err
			}
			return a.dates(c.Context(), out, path, lang.For(language), published.Value)
		},
	}
	c.Flags().StringVarP(&format, "format", "f", "text", "what to write, a `FORMAT` of those above")
	c.Flags().StringVar(&language, "language", lang.Default, "the `TAG` of the language it is in: "+strings.Join(tags, ", "))
	c.Flags().Var(&published, "published", "the `DATE` on which the text was published; \"yesterday\" is the day before")
	complete(c, "format", "jsonl", "text")
	complete(c, "language", tags...)
	return c
}

// single returns the only argument.
func single(c *cobra.Command, args []string) (string, error) {
	switch len(args) {
	case 1:
		return args[0], nil
	case 0:
		return "", usage(`give it a file or "-" for stdin`, "no FILE for %q", c.CommandPath())
	}
	return "", usage("give it one at a time", "%q takes one FILE, not %d", c.CommandPath(), len(args))
}

var shells = []string{"bash", "fish", "powershell", "zsh"}

func (a *app) completionCommand() *cobra.Command {
	return &cobra.Command{
		Use:       "completion bash|zsh|fish|powershell",
		Short:     "Print what makes a shell complete kreader's commands and flags",
		ValidArgs: shells,
		Args:      cobra.ArbitraryArgs,
		Example: `  kreader completion bash > ~/.local/share/bash-completion/completions/kreader
  kreader completion zsh > "${fpath[1]}/_kreader"
  kreader completion fish > ~/.config/fish/completions/kreader.fish
  kreader completion powershell >> $PROFILE`,
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usage("one of "+strings.Join(shells, ", "), "%q needs the name of one shell", c.CommandPath())
			}
			if _, err := choose("completion for shell", args[0], shells, func(s string) string { return s }); err != nil {
				return err
			}
			write := map[string]func(io.Writer) error{
				"bash":       func(w io.Writer) error { return c.Root().GenBashCompletionV2(w, true) },
				"zsh":        c.Root().GenZshCompletion,
				"fish":       func(w io.Writer) error { return c.Root().GenFishCompletion(w, true) },
				"powershell": c.Root().GenPowerShellCompletionWithDesc,
			}
			return write[args[0]](a.stdout)
		},
	}
}

func (a *app) manCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "man",
		Short:   "Print the manual page",
		Example: "  kreader man > ~/.local/share/man/man1/kreader.1",
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usage("", "%q takes no arguments", c.CommandPath())
			}
			_, err := io.WriteString(a.stdout, manual(c.Root()))
			return err
		},
	}
}

// commandNear returns the name of the command that a mistyped path was most
// likely meant to be, "" when none is near.
func (a *app) commandNear(word string) string {
	var names []string
	for _, c := range a.command().Commands() {
		names = append(names, c.Name())
	}
	slices.Sort(names)
	if _, err := os.Lstat(word); err == nil {
		return ""
	}
	return near.Word(word, names)
}
