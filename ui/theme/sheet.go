package theme

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/BurntSushi/toml"

	"github.com/kreader/kreader/ui/near"
)

// Sheet is a theme as its file gives it: how things look on a dark background,
// on a light one, or on either. Themes are data; see docs/themes.md.
type Sheet struct {
	Name  string
	Help  string
	most  Profile // how many colours it uses at most
	dark  *look   // nil when it is for light backgrounds only
	light *look
}

// look is how everything looks on one background.
type look struct {
	styles  map[string]paint
	outlets []paint
}

// paint is a style as a file gives it.
type paint struct {
	colour, sixteen         Colour // sixteen is used where there are no more
	background, under16     Colour
	bold, italic, underline bool
	strike, reverse, faint  bool
}

// Auto is the name of no theme, but of the choice between [Dark] and [Light] by
// the background of the terminal.
const (
	Auto  = "auto"
	Dark  = "dark"
	Light = "light"
)

//go:embed data/*.toml
var files embed.FS

// styleNames are the styles that a file may give, with what they are for.
var styleNames = []struct{ name, help string }{
	{"text", "running text"},
	{"bright", "titles, what is chosen"},
	{"dim", "what may be overlooked"},
	{"rule", "lines between panes"},
	{"accent", "the cursor, warnings that matter"},
	{"warn", "something could not be read"},
	{"selected", "the row of the cursor"},
	{"unfocused", "the same in a pane without the focus"},
	{"key", "a key in a hint"},
	{"struck", "an outlet that is hidden"},
	{"heading", "a heading in an article"},
	{"emphasis", "emphasis in an article"},
	{"strong", "strong emphasis"},
	{"code", "code in an article"},
	{"link", "a link"},
	{"quote", "a quotation"},
	{"dated", "words that give a date"},
	{"match", "a match of a search"},
	{"current", "the match that the search stands on"},
}

// Names returns the names of the themes there are, those that come with kreader
// first; user holds the user's own as NAME.toml, or is nil.
func Names(user fs.FS) []string {
	var out []string
	for _, dir := range []fs.FS{builtinFiles(), user} {
		if dir == nil {
			continue
		}
		names, _ := fs.Glob(dir, "*.toml") // an unreadable folder holds none
		for _, n := range names {
			if n = strings.TrimSuffix(n, ".toml"); !slices.Contains(out, n) {
				out = append(out, n)
			}
		}
	}
	return out
}

func builtinFiles() fs.FS {
	dir, err := fs.Sub(files, "data")
	if err != nil {
		panic(err) // the folder is embedded
	}
	return dir
}

// Named returns the theme of that name. A user's theme comes before one of
// kreader's of the same name. The error names every fault of its file, a line
// each, and says what is allowed.
func Named(name string, user fs.FS) (*Sheet, error) {
	if user != nil && fs.ValidPath(name) && !strings.Contains(name, "/") {
		data, err := fs.ReadFile(user, name+".toml")
		if err == nil {
			return parse(name, data)
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("theme %q: %w", name, err)
		}
	}
	if s := builtin(name); s != nil {
		return s, nil
	}
	names := append([]string{Auto}, Names(user)...)
	what := "there are " + strings.Join(names, ", ")
	if n := near.Word(name, names); n != "" {
		what = fmt.Sprintf("did you mean %q? %s", n, what)
	}
	return nil, fmt.Errorf("no theme %q; %s", name, what)
}

// read holds the themes that come with kreader, by name, once they have been
// asked for: they do not change.
var read sync.Map

// builtin returns the theme of that name that comes with kreader, nil when
// there is none.
func builtin(name string) *Sheet {
	if s, ok := read.Load(name); ok {
		return s.(*Sheet)
	}
	data, err := files.ReadFile(path.Join("data", name+".toml"))
	if err != nil {
		return nil
	}
	s, err := parse(name, data)
	if err != nil {
		panic(err) // a test reads them all
	}
	read.Store(name, s)
	return s
}

// Background reports whether the theme is for one background only, and which.
func (s *Sheet) Background() (dark, only bool) {
	return s.dark != nil, s.dark == nil || s.light == nil
}

// on returns how things look on a background; a theme for the other background
// looks the same on both.
func (s *Sheet) on(dark bool) *look {
	if dark && s.dark != nil || s.light == nil {
		return s.dark
	}
	return s.light
}

// parse reads a theme's file. What the file does not give is as in [Dark] and
// [Light].
func parse(name string, data []byte) (*Sheet, error) {
	var raw map[string]any
	if _, err := toml.Decode(string(data), &raw); err != nil {
		var p toml.ParseError
		if errors.As(err, &p) {
			return nil, fmt.Errorf("theme %q, line %d: %s", name, p.Position.Line, p.Message)
		}
		return nil, fmt.Errorf("theme %q: %w", name, err)
	}
	r := reader{theme: name}
	s := &Sheet{Name: name, most: TrueColor}
	for _, key := range slices.Sorted(maps.Keys(raw)) {
		switch v := raw[key]; key {
		case "help":
			s.Help = r.text(key, v)
		case "colours":
			s.most = r.profile(key, v)
		case "dark":
			s.dark = r.look(key, v)
		case "light":
			s.light = r.look(key, v)
		default:
			r.unknown("", key, []string{"help", "colours", "dark", "light"})
		}
	}
	if s.dark == nil && s.light == nil && r.faults == nil {
		r.fault("", "it says nothing: give it a table [dark], [light] or both")
	}
	if r.faults != nil {
		return nil, errors.Join(r.faults...)
	}
	s.complete()
	return s, nil
}

// complete takes what the file did not give from the themes that do.
func (s *Sheet) complete() {
	for name, l := range map[string]*look{Dark: s.dark, Light: s.light} {
		if l == nil || s.Name == name {
			continue
		}
		base := builtin(name)
		if base == nil {
			continue
		}
		whole := base.on(name == Dark)
		for k, p := range whole.styles {
			if _, given := l.styles[k]; !given {
				l.styles[k] = p
			}
		}
		if l.outlets == nil {
			l.outlets = whole.outlets
		}
	}
}

// reader checks what a file gives, and collects what is wrong with it.
type reader struct {
	theme  string
	faults []error
}

func (r *reader) fault(key, format string, args ...any) {
	what := fmt.Sprintf(format, args...)
	if key != "" {
		what = key + ": " + what
	}
	r.faults = append(r.faults, fmt.Errorf("theme %q: %s", r.theme, what))
}

func (r *reader) unknown(table, key string, known []string) {
	if table != "" {
		table += "."
	}
	hint := "there are " + strings.Join(known, ", ")
	if n := near.Word(key, known); n != "" {
		hint = fmt.Sprintf("did you mean %q? %s", n, hint)
	}
	r.fault("", "no key %q; %s", table+key, hint)
}

func (r *reader) text(key string, v any) string {
	s, ok := v.(string)
	if !ok {
		r.fault(key, "%v is no text in quotes", v)
	}
	return s
}

// profiles are how many colours a theme may say it uses at most.
var profiles = map[string]Profile{"none": Ascii, "16": ANSI, "256": ANSI256, "all": TrueColor}

func (r *reader) profile(key string, v any) Profile {
	p, ok := profiles[fmt.Sprint(v)]
	if !ok {
		r.fault(key, `%v is not "none", 16, 256 or "all"`, v)
	}
	return p
}

func (r *reader) look(key string, v any) *look {
	table, ok := v.(map[string]any)
	if !ok {
		r.fault(key, "%v is no table of styles", v)
		return nil
	}
	var known []string
	for _, s := range styleNames {
		known = append(known, s.name)
	}
	l := &look{styles: map[string]paint{}}
	for _, name := range slices.Sorted(maps.Keys(table)) {
		at := key + "." + name
		switch {
		case name == "outlets":
			l.outlets = r.outlets(at, table[name])
		case slices.Contains(known, name):
			l.styles[name] = r.paint(at, table[name])
		default:
			r.unknown(key, name, append(known, "outlets"))
		}
	}
	return l
}

// mostOutlets bounds how many colours a file may give.
const mostOutlets = 64

func (r *reader) outlets(key string, v any) []paint {
	list, ok := v.([]any)
	if !ok || len(list) == 0 || len(list) > mostOutlets {
		r.fault(key, "it is a list of 1 to %d colours", mostOutlets)
		return nil
	}
	var out []paint
	for i, v := range list {
		out = append(out, r.paint(fmt.Sprintf("%s[%d]", key, i+1), v))
	}
	return out
}

// paint reads a style: a colour, or a table of attributes.
func (r *reader) paint(key string, v any) (p paint) {
	table, ok := v.(map[string]any)
	if !ok {
		p.colour = r.colour(key, v)
		return p
	}
	colours := map[string]*Colour{"colour": &p.colour, "sixteen": &p.sixteen, "background": &p.background, "background-sixteen": &p.under16}
	flags := map[string]*bool{"bold": &p.bold, "italic": &p.italic, "underline": &p.underline, "strike": &p.strike, "reverse": &p.reverse, "faint": &p.faint}
	for _, name := range slices.Sorted(maps.Keys(table)) {
		at := key + "." + name
		switch {
		case colours[name] != nil:
			if strings.HasSuffix(name, "sixteen") {
				*colours[name] = r.sixteen(at, table[name])
			} else {
				*colours[name] = r.colour(at, table[name])
			}
		case flags[name] != nil:
			b, ok := table[name].(bool)
			if !ok {
				r.fault(at, "%v is neither true nor false", table[name])
			}
			*flags[name] = b
		default:
			r.unknown(key, name, append(slices.Sorted(maps.Keys(colours)), slices.Sorted(maps.Keys(flags))...))
		}
	}
	return p
}

func (r *reader) colour(key string, v any) Colour {
	c, err := ParseColour(fmt.Sprint(v))
	if err != nil {
		r.fault(key, "%v", err)
	}
	return c
}

// none, in place of one of the 16 colours, leaves the terminal's own.
var none = Colour{"none"}

func (r *reader) sixteen(key string, v any) Colour {
	if v == none.code {
		return none
	}
	c, err := ParseColour(fmt.Sprint(v))
	if err != nil || !c.basic() {
		r.fault(key, "%v is none of the 16 colours; it is a number from 0 to 15, %q, or one of %s", v, none.code, strings.Join(colourNames, ", "))
	}
	return c
}
