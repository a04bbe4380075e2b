package action

import (
	"slices"
	"strings"
)

// Change gives an action other keys than those of the table.
type Change struct {
	ID    ID
	Scope Scope
	All   bool // in every scope that has the action, but for those in which one types
	Keys  []string
}

// touches reports whether the change is about a row of the table.
func (c Change) touches(s Spec) bool {
	return s.ID == c.ID && (c.All && !s.Scope.Typed() || !c.All && s.Scope == c.Scope)
}

// Known reports whether the change is about any row of the table.
func (c Change) Known() bool {
	return slices.ContainsFunc(Specs, c.touches)
}

// Changed returns the table with changes made to it, the later ones last. It is
// a copy. What quits at once keeps its key: there must always be a way out.
func Changed(specs []Spec, changes []Change) []Spec {
	out := slices.Clone(specs)
	for _, c := range changes {
		for i := range out {
			if !c.touches(out[i]) {
				continue
			}
			keys := slices.Clone(c.Keys)
			if c.ID == Quit && !slices.Contains(keys, wayOut) {
				keys = append(keys, wayOut)
			}
			out[i].Keys = keys
		}
	}
	return out
}

// wayOut is the key that always quits.
const wayOut = "ctrl+c"

// Preset is a set of keys for those who come from another reader.
type Preset struct {
	Name, Help string
	Changes    []Change
}

// Presets are the sets of keys there are, the usual one first.
var Presets = []Preset{
	{Name: "vim", Help: "as in the table: j k, gg G, / n N"},
	{Name: "less", Help: "as in less: g and < to the top, > to the end, f and e to go on, & to filter, m and a letter to mark; what begins with g begins with s", Changes: less},
	{Name: "newsboat", Help: "as in newsboat: J K for articles, F to filter, Q to quit", Changes: newsboat},
}

// PresetNamed returns the preset of that name.
func PresetNamed(name string) (Preset, bool) {
	i := slices.IndexFunc(Presets, func(p Preset) bool { return p.Name == name })
	if i < 0 {
		return Preset{}, false
	}
	return Presets[i], true
}

func everywhere(id ID, keys ...string) Change { return Change{ID: id, All: true, Keys: keys} }

// instead returns the changes by which what begins with one key begins with
// another.
func instead(of, with string) (out []Change) {
	for _, s := range Specs {
		keys := slices.Clone(s.Keys)
		for i, k := range keys {
			if rest, ok := strings.CutPrefix(k, of+" "); ok {
				keys[i] = with + " " + rest
			}
		}
		if !slices.Equal(keys, s.Keys) {
			out = append(out, Change{ID: s.ID, Scope: s.Scope, Keys: keys})
		}
	}
	return out
}

var less = append(instead("g", "s"),
	everywhere(Down, "j", "e", "down"),
	everywhere(Correct, "E"),
	everywhere(Up, "k", "up"),
	everywhere(PageDown, " ", "f", "pgdown", "ctrl+f", "ctrl+v"),
	everywhere(PageUp, "b", "pgup", "ctrl+b"),
	everywhere(Top, "g", "home", "<"),
	everywhere(Bottom, "G", "end", ">"),
	everywhere(Filter, "&"),
	everywhere(Mark, "m"),
	everywhere(Coverage, "C"),
	Change{ID: Back, Scope: Covering, Keys: []string{"C"}},
	everywhere(Narrower, "("),
	everywhere(Wider, ")"),
)

var newsboat = []Change{
	everywhere(Down, "j", "down"),
	everywhere(Up, "k", "up"),
	everywhere(Top, "home", "g g"),
	everywhere(NextArticle, "J"),
	everywhere(PrevArticle, "K"),
	everywhere(NextEvent, "]"),
	everywhere(PrevEvent, "["),
	everywhere(Filter, "F"),
	everywhere(Follow, "f"),
	everywhere(Quit, "Q"),
}
