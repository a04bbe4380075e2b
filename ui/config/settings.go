package config

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"github.com/kreader/kreader/model/cite"
	"github.com/kreader/kreader/ui/action"
	"github.com/kreader/kreader/ui/near"
	"github.com/kreader/kreader/ui/theme"
)

// setting is a key at the top of the file.
type setting struct {
	name, help string
	set        func(r *reader, v any) error
	value      func(c *Config) string // as the file gives it
}

// settings are the keys at the top of the file, in the order of the example.
var settings = []setting{
	{
		"theme", "colours: auto (dark or light, by the background of the terminal) or the name of a theme",
		func(r *reader, v any) error {
			name, ok := v.(string)
			if !ok {
				return fmt.Errorf("%v is no name in quotes", v)
			}
			r.config.Theme = name
			if name == theme.Auto {
				return nil
			}
			_, err := theme.Named(name, r.themes)
			return err
		},
		func(c *Config) string { return strconv.Quote(c.Theme) },
	},
	{
		"width", "the widest that a line of an article may be, in cells",
		func(r *reader, v any) (err error) { r.config.Width, err = number(v, 20, 300); return err },
		func(c *Config) string { return strconv.Itoa(c.Width) },
	},
	{
		"timeline", "the timeline's share of a wide window, in hundredths; 0: at least 38, and what the article leaves",
		func(r *reader, v any) (err error) {
			if v != int64(0) {
				r.config.Timeline, err = number(v, 24, 60)
			}
			return err
		},
		func(c *Config) string { return strconv.Itoa(c.Timeline) },
	},
	{
		"mouse", "whether kreader takes the mouse; false leaves it to the terminal",
		func(r *reader, v any) (err error) { r.config.Mouse, err = truth(v); return err },
		func(c *Config) string { return strconv.FormatBool(c.Mouse) },
	},
	{
		"accessible", "read without a screen, as with --accessible: what is typed and what is printed are lines",
		func(r *reader, v any) (err error) { r.config.Accessible, err = truth(v); return err },
		func(c *Config) string { return strconv.FormatBool(c.Accessible) },
	},
	{
		"right-to-left", "who puts in order what is written from right to left: kreader, the terminal, or auto (the terminal where it is known to)",
		func(r *reader, v any) error {
			for _, who := range []string{Auto, Kreader, Terminal} {
				if v == who {
					r.config.RightToLeft = who
					return nil
				}
			}
			return fmt.Errorf("%v is none of auto, kreader, terminal", v)
		},
		func(c *Config) string { return strconv.Quote(c.RightToLeft) },
	},
	{
		"citation", "the format in which Y copies a passage with its source: " + citations(),
		func(r *reader, v any) error {
			name, _ := v.(string)
			if _, ok := cite.Named(name); ok {
				r.config.Citation = name
				return nil
			}
			hint := ""
			if n := near.Word(name, citationNames()); n != "" {
				hint = fmt.Sprintf("did you mean %q? ", n)
			}
			return fmt.Errorf("no format %q; %sthere are %s", fmt.Sprint(v), hint, strings.Join(citationNames(), ", "))
		},
		func(c *Config) string { return strconv.Quote(c.Citation) },
	},
	{
		"who", "the name that your corrections, notes and bookmarks carry, for those you share them with; empty: none",
		func(r *reader, v any) error {
			name, ok := v.(string)
			if !ok || len(name) > longestName || strings.ContainsFunc(name, unicode.IsControl) {
				return fmt.Errorf("%v is no name in quotes, on one line and of at most %d bytes", v, longestName)
			}
			r.config.Who = strings.TrimSpace(name)
			return nil
		},
		func(c *Config) string { return strconv.Quote(c.Who) },
	},
	{
		"preset", "the keys to begin with: " + presets(),
		func(r *reader, v any) error {
			name, _ := v.(string)
			if _, ok := action.PresetNamed(name); ok {
				r.config.Preset = name
				return nil
			}
			hint := ""
			if n := near.Word(name, presetNames()); n != "" {
				hint = fmt.Sprintf("did you mean %q? ", n)
			}
			return fmt.Errorf("no preset %q; %sthere are %s", fmt.Sprint(v), hint, strings.Join(presetNames(), ", "))
		},
		func(c *Config) string { return strconv.Quote(c.Preset) },
	},
}

// longestName bounds the name of a person.
const longestName = 100

func citationNames() (out []string) {
	for _, f := range cite.Formats() {
		out = append(out, f.Name)
	}
	return out
}

func citations() string {
	var out []string
	for _, f := range cite.Formats() {
		out = append(out, f.Name+" ("+f.Help+")")
	}
	return strings.Join(out, "; ")
}

func presetNames() (out []string) {
	for _, p := range action.Presets {
		out = append(out, p.Name)
	}
	return out
}

func presets() string {
	var out []string
	for _, p := range action.Presets {
		out = append(out, p.Name+" ("+p.Help+")")
	}
	return strings.Join(out, "; ")
}

func truth(v any) (bool, error) {
	on, ok := v.(bool)
	if !ok {
		return false, fmt.Errorf("%v is neither true nor false", v)
	}
	return on, nil
}

func number(v any, low, high int) (int, error) {
	n, ok := v.(int64)
	if !ok || n < int64(low) || n > int64(high) {
		return 0, fmt.Errorf("%v is no whole number from %d to %d", v, low, high)
	}
	return int(n), nil
}
