package config

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/kreader/kreader/ui/action"
	"github.com/kreader/kreader/ui/draw"
)

// Example returns a configuration that says what is usual, each line after a
// "# " that makes it a comment: what is not changed follows kreader.
func Example() string {
	var b strings.Builder
	b.WriteString("## The configuration of kreader. Every line that begins with a single # is what\n## holds without it; take the \"# \" away from those that you want to change.\n## \"kreader config check\" says whether the file is in order.\n")
	c := Default()
	for _, s := range settings {
		b.WriteByte('\n')
		comment(&b, s.help)
		b.WriteString("# " + s.name + " = " + s.value(&c) + "\n")
	}
	b.WriteString("\n")
	comment(&b, "What an outlet looks like, whatever the theme: a colour, or a table. A colour is a number from 0 to 255, \"#rrggbb\", or a name such as \"bright-blue\".")
	b.WriteString("# [outlets]\n# \"The Harbour Post\" = 208\n# \"Lune Courier\" = { colour = \"#5fafd7\", mark = \"■\", short = \"Courier\" }\n\n")
	comment(&b, "Keys. An action has a key, or several in a list, or none in an empty one; \"g g\" is two pressed in turn. In [keys] an action is given in every place that has it, in [keys.PLACE] in that place alone; where one types there is only the latter. A key is no use without the line in brackets above it.")
	b.WriteString("# [keys]\n")
	writeKeys(&b, action.Specs, "# ")
	return b.String()
}

// writeKeys writes the keys of a table, place by place.
func writeKeys(b *strings.Builder, specs []action.Spec, before string) {
	for _, name := range action.ScopeNames() {
		scope, _ := action.ScopeNamed(name)
		lines := false
		for _, s := range specs {
			if s.Scope != scope {
				continue
			}
			if !lines {
				b.WriteString("\n" + before + "[keys." + name + "]\n")
				lines = true
			}
			b.WriteString(before + string(s.ID) + " = " + list(s.Keys) + "  # " + s.Help + "\n")
		}
	}
}

// list returns keys as the file gives them.
func list(keys []string) string {
	out := make([]string, len(keys))
	for i, k := range keys {
		strokes := action.Strokes(k)
		for j := range strokes {
			strokes[j] = action.Label(strokes[j])
		}
		out[i] = strconv.Quote(strings.Join(strokes, " "))
	}
	if len(out) == 1 {
		return out[0]
	}
	return "[" + strings.Join(out, ", ") + "]"
}

// comment writes a text as comments, wrapped.
func comment(b *strings.Builder, text string) {
	for _, l := range draw.Wrap(text, 76) {
		b.WriteString("## " + l + "\n")
	}
}

// Text returns the configuration as a file that gives all of it.
func (c *Config) Text() string {
	var b strings.Builder
	for _, s := range settings {
		b.WriteString(s.name + " = " + s.value(c) + "\n")
	}
	if len(c.Outlets) > 0 {
		b.WriteString("\n[outlets]\n")
		for _, name := range slices.Sorted(maps.Keys(c.Outlets)) {
			l := c.Outlets[name]
			var parts []string
			for _, p := range [][2]string{{"colour", l.Colour.String()}, {"mark", l.Mark}, {"short", l.Short}} {
				if p[1] != "" {
					parts = append(parts, p[0]+" = "+strconv.Quote(p[1]))
				}
			}
			b.WriteString(strconv.Quote(name) + " = { " + strings.Join(parts, ", ") + " }\n")
		}
	}
	p, _ := action.PresetNamed(c.Preset)
	writeKeys(&b, action.Changed(action.Specs, append(slices.Clone(p.Changes), c.Keys...)), "")
	return b.String()
}
