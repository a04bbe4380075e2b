// Package config reads the reader's configuration: one file, config.toml, in
// the user's configuration folder, with a folder of themes beside it.
//
// A file is checked as a whole, and every fault is named with the key, the
// value and what is allowed; a file with a fault is not obeyed in part. Without
// a file everything is as usual. The settings are one table, [settings], from
// which the checks, the example and the manual are made.
package config

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"

	"github.com/kreader/kreader/model/cite"
	"github.com/kreader/kreader/model/store"
	"github.com/kreader/kreader/ui/action"
	"github.com/kreader/kreader/ui/near"
	"github.com/kreader/kreader/ui/theme"
)

// Config is what the reader wants otherwise than usual.
type Config struct {
	Theme    string // name of a theme, or theme.Auto
	Width    int    // of the article's text, in cells at most
	Timeline int    // share of the window, in hundredths; 0: the usual
	Mouse    bool
	// Accessible is to read without a screen.
	Accessible bool
	Citation   string // name of a format of citations
	Who        string // the name that corrections and notes carry; "" for none
	// RightToLeft is one of Auto, Kreader and Terminal.
	RightToLeft string

	Preset  string
	Keys    []action.Change // after those of the preset
	Outlets map[string]theme.Look
}

// Who puts in order what is written from right to left; Auto is the terminal where
// it is known to.
const (
	Auto     = "auto"
	Kreader  = "kreader"
	Terminal = "terminal"
)

// Default returns the usual.
func Default() Config {
	return Config{Theme: theme.Auto, Width: 76, Mouse: true, RightToLeft: Auto, Citation: cite.Usual, Preset: action.Presets[0].Name}
}

// Keymap returns the keys that the configuration asks for.
func (c *Config) Keymap() (*action.Keymap, error) {
	p, _ := action.PresetNamed(c.Preset)
	return action.NewKeymap(action.Changed(action.Specs, append(slices.Clone(p.Changes), c.Keys...)))
}

// Dir returns the folder of the configuration, which is [store.Folder] of it. It
// need not exist.
func Dir() (string, error) { return store.Folder(store.Config) }

// Path returns the file: what KREADER_CONFIG names, else config.toml in [Dir].
func Path() (string, error) {
	if p := os.Getenv("KREADER_CONFIG"); p != "" {
		return p, nil
	}
	dir, err := Dir()
	return filepath.Join(dir, "config.toml"), err
}

// Themes returns the folder of the user's themes, nil when there is none.
func Themes() fs.FS {
	dir, err := Dir()
	if err != nil {
		return nil
	}
	dir = filepath.Join(dir, "themes")
	if s, err := os.Stat(dir); err != nil || !s.IsDir() {
		return nil
	}
	return os.DirFS(dir)
}

// limit is how large a configuration may be; a larger file is something else.
const limit = 1 << 20

// Load reads the configuration from the file at path. Where there is none it
// returns the usual. The error has a line for each fault.
func Load(path string) (Config, error) {
	s, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return Default(), nil
	case err == nil && !s.Mode().IsRegular():
		err = errors.New("it is no file")
	case err == nil && s.Size() > limit:
		err = errors.New("it is too large for a configuration")
	}
	if err != nil {
		return Default(), fmt.Errorf("read %q: %w", path, err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return Default(), fmt.Errorf("read %q: %w", path, err)
	}
	return Parse(string(data), Themes())
}

// Parse reads a configuration; themes holds the user's themes, or is nil.
func Parse(text string, themes fs.FS) (Config, error) {
	var raw map[string]any
	if _, err := toml.Decode(strings.TrimPrefix(text, "\ufeff"), &raw); err != nil {
		var p toml.ParseError
		if errors.As(err, &p) {
			return Default(), fmt.Errorf("line %d: %s", p.Position.Line, p.Message)
		}
		return Default(), err
	}
	c := Default()
	r := reader{config: &c, themes: themes}
	r.table(raw)
	if r.faults == nil {
		if _, err := c.Keymap(); err != nil {
			for line := range strings.SplitSeq(err.Error(), "\n") {
				r.fault("keys", "%s; give one of them another key", line)
			}
		}
	}
	if r.faults != nil {
		return Default(), errors.Join(r.faults...)
	}
	return c, nil
}

// reader checks what a file gives, and collects what is wrong with it.
type reader struct {
	config *Config
	themes fs.FS
	faults []error
}

func (r *reader) fault(key, format string, args ...any) {
	r.faults = append(r.faults, fmt.Errorf("%s: %s", key, fmt.Sprintf(format, args...)))
}

func (r *reader) unknown(key string, name string, what string, known []string) {
	hint := "there are " + strings.Join(known, ", ")
	if n := near.Word(name, known); n != "" {
		hint = fmt.Sprintf("did you mean %q? %s", n, hint)
	}
	r.faults = append(r.faults, fmt.Errorf("no %s %q; %s", what, key, hint))
}

func (r *reader) table(raw map[string]any) {
	known := []string{}
	for _, s := range settings {
		known = append(known, s.name)
	}
	known = append(known, "keys", "outlets")
	for _, key := range slices.Sorted(maps.Keys(raw)) {
		i := slices.IndexFunc(settings, func(s setting) bool { return s.name == key })
		switch {
		case i >= 0:
			if err := settings[i].set(r, raw[key]); err != nil {
				r.fault(key, "%v", err)
			}
		case key == "keys":
			if t, ok := r.within(key, raw[key]); ok {
				r.keys(t)
			}
		case key == "outlets":
			if t, ok := r.within(key, raw[key]); ok {
				r.outlets(t)
			}
		default:
			r.unknown(key, key, "key", known)
		}
	}
}

func (r *reader) within(key string, v any) (map[string]any, bool) {
	t, ok := v.(map[string]any)
	if !ok {
		r.fault(key, "%v is no table", v)
	}
	return t, ok
}

// keys reads the table of keys: actions by their names, and tables of actions
// by the names of the places in which they hold.
func (r *reader) keys(table map[string]any) {
	for _, name := range slices.Sorted(maps.Keys(table)) {
		scope, isScope := action.ScopeNamed(name)
		inner, isTable := table[name].(map[string]any)
		switch {
		case isTable && isScope:
			for _, id := range slices.Sorted(maps.Keys(inner)) {
				r.key("keys."+name, id, inner[id], action.Change{Scope: scope})
			}
		case isTable:
			r.unknown("keys."+name, name, "place", action.ScopeNames())
		default:
			r.key("keys", name, table[name], action.Change{All: true})
		}
	}
}

func (r *reader) key(table, id string, v any, c action.Change) {
	at := table + "." + id
	c.ID = action.ID(id)
	if !c.Known() {
		var known []string
		for _, s := range action.Specs {
			if !slices.Contains(known, string(s.ID)) && (c.All && !s.Scope.Typed() || !c.All && s.Scope == c.Scope) {
				known = append(known, string(s.ID))
			}
		}
		r.unknown(at, id, "action", known)
		return
	}
	list, ok := v.([]any)
	if !ok {
		list = []any{v}
	}
	c.Keys = []string{}
	for _, k := range list {
		text, ok := k.(string)
		if !ok {
			r.fault(at, `%v is no key: write it in quotes, such as "n", "Ctrl-P" or "g /"`, k)
			return
		}
		key, err := action.ParseKey(text)
		if err == nil && !c.All && c.Scope.Typed() && action.Prints(key) {
			err = fmt.Errorf("%q is typed there, so it can do nothing else", text)
		}
		if err != nil {
			r.fault(at, "%v", err)
			return
		}
		c.Keys = append(c.Keys, key)
	}
	r.config.Keys = append(r.config.Keys, c)
}

// outlets reads how outlets shall look.
func (r *reader) outlets(table map[string]any) {
	r.config.Outlets = map[string]theme.Look{}
	for _, name := range slices.Sorted(maps.Keys(table)) {
		at := fmt.Sprintf("outlets.%q", name)
		v := table[name]
		if _, isTable := v.(map[string]any); !isTable {
			v = map[string]any{"colour": v}
		}
		var l theme.Look
		given := v.(map[string]any)
		for _, key := range slices.Sorted(maps.Keys(given)) {
			text := fmt.Sprint(given[key])
			var err error
			switch key {
			case "colour":
				l.Colour, err = theme.ParseColour(text)
			case "mark":
				l.Mark, err = theme.ParseMark(text)
			case "short":
				if l.Short = strings.Join(strings.Fields(text), " "); l.Short == "" || len(l.Short) > 60 {
					err = fmt.Errorf("%q is no name of 1 to 60 bytes", text)
				}
			default:
				r.unknown(at+"."+key, key, "key", []string{"colour", "mark", "short"})
			}
			if err != nil {
				r.fault(at+"."+key, "%v", err)
			}
		}
		r.config.Outlets[theme.Fold(name)] = l
	}
}
