// Package help writes the help from the live table of actions: what the table
// does not bind, the help does not name.
package help

import (
	"slices"
	"strings"

	"github.com/kreader/kreader/ui/action"
	"github.com/kreader/kreader/ui/draw"
	"github.com/kreader/kreader/ui/theme"
)

// order is the order of the scopes: what a reader needs first comes first.
var order = []action.Scope{
	action.Panes, action.Moving, action.Timeline, action.Article, action.Matches, action.Selecting, action.Comparing, action.Covering,
	action.Everywhere, action.List, action.Outlet, action.Notes, action.Shelf, action.Page, action.Finder, action.Input,
}

var intro = []string{
	"The timeline shows what the articles tell, in order of time; the article is in the outlet's own words.",
	"Moving on the timeline shows where an event is told; n and N walk through every passage that tells it, article by article.",
}

var signs = []string{
	"the day is stated", "a month, a year, or about then", "worked out, not stated",
	"from one day to another", "outlets give different dates or numbers",
	"you have put a note on it", "you have put a bookmark on it", "it was not there the last time",
}

var mouse = [][2]string{
	{"wheel", "scrolls what is under it"},
	{"click", "on an event chooses it; again goes to its passage"},
	{"click", "on a dated passage chooses its event"},
	{"click", "on the row of bars above the timeline goes to what happened then"},
	{"click", "on an outlet in the legend hides or shows it"},
	{"drag", "the line between the panes moves it"},
}

// Lines returns the help in lines of at most w cells: all of it, or what has all
// the words of narrow in it, in the keys, in what they do, or in the heading.
func Lines(k *action.Keymap, t *theme.Theme, w int, narrow string) []string {
	var out []string
	words := strings.Fields(strings.ToLower(narrow))
	if len(words) == 0 {
		for _, s := range intro {
			for _, l := range draw.Wrap(s, w) {
				out = append(out, t.Dim.Render(l))
			}
		}
	}
	column := 0
	for _, s := range k.Specs() {
		column = max(column, draw.Width(labels(s)))
	}
	column = min(column, w/3)
	under, written := "", true
	heading := func(s string) { under, written = s, false }
	entry := func(left, right string) {
		if !has(under+" "+left+" "+right, words) {
			return
		}
		if !written {
			out = append(out, "", t.Heading.Render(draw.Truncate(under, w, t.Glyphs.Ellipsis)))
			written = true
		}
		left = draw.PadRight(draw.Truncate(left, column, t.Glyphs.Ellipsis), column)
		for i, l := range draw.Wrap(right, max(w-column-4, 1)) {
			if i > 0 {
				left = draw.Spaces(column)
			}
			out = append(out, draw.Truncate("  "+t.Key.Render(left)+"  "+l, w, ""))
		}
	}
	Each(k, func(scope action.Scope) { heading(scope.String()) }, func(s action.Spec) { entry(labels(s), s.Help) })
	heading("Signs")
	for i, s := range glyphs(t.Glyphs) {
		entry(s, signs[i])
	}
	heading("Mouse")
	for _, s := range mouse {
		entry(s[0], s[1])
	}
	switch {
	case len(out) == 0:
		return []string{t.Dim.Render(draw.Truncate("Nothing here says "+draw.Line(narrow)+".", w, t.Glyphs.Ellipsis))}
	case len(words) > 0: // without the blank line before the first heading
		return out[1:]
	}
	return out
}

// Words writes the help for those who hear it: a line for each action, with its
// keys and the name that can be typed instead, where it can.
func Words(k *action.Keymap, narrow string) (out []string) {
	words := strings.Fields(strings.ToLower(narrow))
	under := ""
	heading := func(s action.Scope) { under = s.String() }
	last := ""
	Each(k, heading, func(s action.Spec) {
		names := slices.Clone(s.Labels())
		switch {
		case s.Scope.Typed(): // a name is what is typed there
			if len(names) == 0 {
				return
			}
		case len(names) == 0:
			names = []string{string(s.ID)}
		default:
			names = append(names, "or "+string(s.ID))
		}
		entry := strings.Join(names, ", ") + ": " + s.Help + "."
		if !has(under+" "+entry, words) {
			return
		}
		if under != last {
			out = append(out, under+":")
			last = under
		}
		out = append(out, entry)
	})
	if out == nil {
		return []string{"Nothing here says " + draw.Line(narrow) + "."}
	}
	return out
}

// has reports whether all the words occur in a text.
func has(text string, words []string) bool {
	text = strings.ToLower(text)
	for _, w := range words {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}

// labels returns the keys of an action in one string.
func labels(s action.Spec) string { return strings.Join(s.Labels(), " ") }

// Each goes through the table in the order of the help.
func Each(k *action.Keymap, heading func(action.Scope), entry func(action.Spec)) {
	for _, scope := range order {
		named := false
		for _, s := range k.Specs() {
			if s.Scope != scope {
				continue
			}
			if !named {
				heading(scope)
				named = true
			}
			entry(s)
		}
	}
}

// glyphs returns what signs explains.
func glyphs(g theme.Glyphs) []string {
	return []string{g.Exact, g.About, g.Inferred, g.RangeLeft + g.Horizontal + g.RangeRight, g.Differs, g.Note, g.Bookmark, g.New}
}
