package linear

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/kreader/kreader/ui/action"
	"github.com/kreader/kreader/ui/near"
)

// command is what a line asks for.
type command struct {
	id     action.ID
	key    string // the binding, "" when the action was named
	count  int    // before it; 0 for none
	text   string // what is to be typed then, "" for nothing
	answer bool   // text is what was asked for, and there is no action
}

// asking are the actions after which the rest of the line is what is typed.
var asking = []action.ID{
	action.Search, action.SearchAll, action.Filter, action.GoToDate, action.Palette, action.Command, action.Note, action.Mark, action.GoToMark,
}

// parse reads a line. An empty one is the key Enter. While something is being typed a
// line is that, unless it is the name of a key: a character by itself is none then.
func parse(line string, k *action.Keymap, scopes []action.Scope, typing bool) (command, error) {
	s := strings.TrimSpace(line)
	if line == " " {
		s = "Space"
	}
	if s == "" {
		s = "Enter"
	}
	if key, err := action.ParseKey(s); err == nil && (!typing || !action.Prints(key)) {
		if id, ok := k.Resolve(key, scopes...); ok {
			return command{id: id, key: key}, nil
		}
	}
	if typing {
		if n, err := strconv.Atoi(s); err == nil && n > 0 && n < 100 && scopes[0] == action.Finder {
			return command{id: action.Bottom, count: n}, nil
		}
		return command{text: line, answer: true}, nil
	}
	digits := len(s) - len(strings.TrimLeft(s, "0123456789"))
	if digits > 0 && s[0] == '0' {
		digits = 0
	}
	count, _ := strconv.Atoi(s[:min(digits, 6)])
	rest := strings.TrimSpace(s[digits:])
	if rest == "" {
		return command{id: action.Bottom, count: count}, nil
	}
	for _, read := range []func(string, *action.Keymap, []action.Scope) (command, bool){keyed, named, struck} {
		if c, ok := read(rest, k, scopes); ok {
			c.count = count
			return c, nil
		}
	}
	return command{}, unknown(rest, k, scopes)
}

// keyed reads a key by its name.
func keyed(s string, k *action.Keymap, scopes []action.Scope) (c command, ok bool) {
	key, err := action.ParseKey(s)
	if err != nil {
		return c, false
	}
	id, ok := k.Resolve(key, scopes...)
	return command{id: id, key: key}, ok
}

// named reads the name of an action, "next passage" as well as "next-passage", with
// what is to be typed after it where it asks for something.
func named(s string, k *action.Keymap, scopes []action.Scope) (command, bool) {
	whole := action.ID(strings.Join(strings.Fields(strings.ToLower(s)), "-"))
	if holds(whole, k, scopes) {
		return command{id: whole}, true
	}
	word, text, _ := strings.Cut(s, " ")
	if id := action.ID(strings.ToLower(word)); holds(id, k, scopes) && slices.Contains(asking, id) {
		return command{id: id, text: strings.TrimSpace(text)}, true
	}
	return command{}, false
}

// holds reports whether there is an action of that name in one of the scopes.
func holds(id action.ID, k *action.Keymap, scopes []action.Scope) bool {
	return slices.ContainsFunc(k.Specs(), func(s action.Spec) bool { return s.ID == id && slices.Contains(scopes, s.Scope) })
}

// struck reads keys that are written together, "gg", with what is to be typed after
// them where they ask for something: after a letter it stands apart, so that a word
// that is no action is not taken for one.
func struck(s string, k *action.Keymap, scopes []action.Scope) (command, bool) {
	pressed := ""
	for i, r := range s {
		pressed = action.After(pressed, string(r))
		id, ok := k.Resolve(pressed, scopes...)
		if !ok {
			if !k.Leads(pressed, scopes...) {
				return command{}, false
			}
			continue
		}
		rest := s[i+utf8.RuneLen(r):]
		text := strings.TrimSpace(rest)
		letter := id == action.Mark || id == action.GoToMark
		switch {
		case rest == "":
		case !slices.Contains(asking, id), letter && utf8.RuneCountInString(text) > 1,
			!letter && unicode.IsLetter(r) && !unicode.IsSpace(rune(rest[0])):
			return command{}, false
		}
		return command{id: id, key: pressed, text: text}, true
	}
	return command{}, false
}

// unknown says that a line is none, and what may have been meant.
func unknown(s string, k *action.Keymap, scopes []action.Scope) error {
	pressed := ""
	for _, r := range s {
		pressed = action.After(pressed, string(r))
	}
	if k.Leads(pressed, scopes...) {
		var next []string
		for _, n := range k.Following(pressed, scopes...) {
			next = append(next, action.Label(pressed)+n.Keys+" "+n.Help)
		}
		return fmt.Errorf("%s is the beginning of: %s", action.Label(pressed), strings.Join(next, "; "))
	}
	var names []string
	here := map[string]bool{}
	for _, spec := range k.Specs() {
		names = append(names, string(spec.ID))
		here[string(spec.ID)] = here[string(spec.ID)] || slices.Contains(scopes, spec.Scope)
	}
	word := strings.Join(strings.Fields(strings.ToLower(s)), "-")
	switch n := near.Word(word, names); {
	case slices.Contains(names, word):
		return fmt.Errorf("%s does nothing here: %s", word, where(action.ID(word), k))
	case n != "" && here[n]:
		return fmt.Errorf("no key or action %q: did you mean %s?", s, n)
	}
	return fmt.Errorf("no key or action %q here: %s lists them", s, k.First(action.Help))
}

// where says where an action holds.
func where(id action.ID, k *action.Keymap) string {
	var out []string
	for _, s := range k.Specs() {
		if name := strings.ToLower(s.Scope.String()[:1]) + s.Scope.String()[1:]; s.ID == id && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return strings.Join(out, ", ")
}
