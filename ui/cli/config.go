package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/charmbracelet/lipgloss"
	"github.com/spf13/cobra"

	"github.com/kreader/kreader/ui/action"
	"github.com/kreader/kreader/ui/config"
	"github.com/kreader/kreader/ui/theme"
)

// manner is how the reader looks and acts: what the flags say, else the
// environment, else the configuration.
type manner struct {
	config.Config
	keys  *action.Keymap
	sheet *theme.Sheet // nil: dark or light, by the background
	fixed string       // what names the theme, so that none is remembered; "" when nothing does
}

// manner finds it out; the error has been said.
func (a *app) manner(c *cobra.Command, o *screenOptions) (manner, error) {
	cfg, err := a.configuration(o.config)
	if err != nil {
		return manner{}, err
	}
	m := manner{Config: cfg}
	switch env := os.Getenv("KREADER_THEME"); {
	case c.Flags().Changed("theme"):
		m.Theme, m.fixed = o.theme, "--theme"
	case env != "":
		m.Theme, m.fixed = env, "KREADER_THEME"
	case m.Theme != theme.Auto:
		m.fixed = "config.toml"
	}
	if m.Theme != theme.Auto {
		if m.sheet, err = theme.Named(m.Theme, config.Themes()); err != nil {
			return manner{}, a.faults(exitUsage, "", err)
		}
	}
	if m.keys, err = m.Keymap(); err != nil {
		return manner{}, a.faults(exitUsage, "", err)
	}
	return m, nil
}

// background returns the background that the theme is for, "" when the terminal
// must be asked.
func (m *manner) background() string {
	if m.sheet == nil {
		return ""
	}
	switch dark, only := m.sheet.Background(); {
	case !only:
		return ""
	case dark:
		return theme.Dark
	}
	return theme.Light
}

// look returns the theme for a background that is dark or not.
func (m *manner) look(dark bool) *theme.Theme {
	lipgloss.SetHasDarkBackground(dark) // so that no library asks the terminal
	return m.dressed(m.sheet, dark)
}

// dressed returns a theme, nil for dark or light, as the terminal can show it.
func (m *manner) dressed(sheet *theme.Sheet, dark bool) *theme.Theme {
	profile, ascii := theme.FromEnv(os.Getenv)
	if force := os.Getenv("CLICOLOR_FORCE"); profile == theme.Ascii && force != "" && force != "0" && os.Getenv("NO_COLOR") == "" {
		profile = theme.ANSI // bixense.com/clicolors
	}
	return theme.New(theme.Options{Dark: dark, Profile: profile, ASCII: ascii, Sheet: sheet, Outlets: m.Outlets})
}

// configuration reads the file that a flag names, else the usual one.
func (a *app) configuration(path string) (config.Config, error) {
	named := path != "" || os.Getenv("KREADER_CONFIG") != ""
	if path == "" {
		var err error
		if path, err = config.Path(); err != nil { // without a home there is no file
			return config.Default(), nil //nolint:nilerr // and everything is as usual
		}
	}
	if _, err := os.Stat(path); named && err != nil {
		return config.Config{}, usage("", "read the configuration: %v", err)
	}
	cfg, err := config.Load(path)
	if err != nil {
		return config.Config{}, a.faults(exitUsage, path, err)
	}
	return cfg, nil
}

// faults says each line of an error and returns what ends the run.
func (a *app) faults(status int, path string, err error) error {
	for line := range strings.SplitSeq(err.Error(), "\n") {
		if path != "" {
			line = fmt.Sprintf("%q: %s", path, line)
		}
		a.say("%s", plain(line))
	}
	return &failure{status: status}
}

var configWords = []string{"where", "example", "check", "show"}

func (a *app) configCommand() *cobra.Command {
	var path string
	c := &cobra.Command{
		Use:   "config where|example|check|show",
		Short: "Say where the configuration is, show an example, or check it",
		Long: `where prints the path of the configuration, a file that need not exist; example
prints one that says what is usual; check says what is wrong with yours and with
your themes; show prints what holds, in full.`,
		ValidArgs: configWords,
		Args:      cobra.ArbitraryArgs,
		Example: `  mkdir -p "$(dirname "$(kreader config where)")"
  kreader config example > "$(kreader config where)"
  $EDITOR "$(kreader config where)"; kreader config check`,
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usage("one of "+strings.Join(configWords, ", "), "%q needs one word", c.CommandPath())
			}
			word, err := choose("word", args[0], configWords, func(s string) string { return s })
			if err != nil {
				return err
			}
			switch word {
			case "example":
				_, err = io.WriteString(a.stdout, config.Example())
			case "show":
				err = a.showConfig(path)
			case "check":
				err = a.checkConfig(path)
			default:
				if path == "" {
					if path, err = config.Path(); err != nil {
						return failed("", "find the configuration: %v", err)
					}
				}
				_, err = fmt.Fprintln(a.stdout, path)
			}
			return err
		},
	}
	c.Flags().StringVar(&path, "config", "", "read this `FILE` instead of the usual one")
	return c
}

func (a *app) showConfig(path string) error {
	c, err := a.configuration(path)
	if err != nil {
		return err
	}
	_, err = io.WriteString(a.stdout, c.Text())
	return err
}

// checkConfig checks the configuration and every theme of the user's.
func (a *app) checkConfig(path string) error {
	_, err := a.configuration(path)
	themes, own := config.Themes(), 0
	if themes != nil {
		ours := theme.Names(nil)
		for _, name := range theme.Names(themes)[len(ours):] {
			own++
			if _, fault := theme.Named(name, themes); fault != nil {
				err = errors.Join(err, a.faults(exitFailed, "", fault))
			}
		}
	}
	if err != nil {
		return &failure{status: exitFailed, what: strings.TrimSpace(said(err))}
	}
	_, err = fmt.Fprintln(a.stdout, "in order")
	return err
}

// said returns what of an error has not been said yet.
func said(err error) string {
	var f *failure
	if errors.As(err, &f) {
		return f.what
	}
	return err.Error()
}
