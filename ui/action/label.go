package action

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

var names = map[string]string{
	" ": "Space", "enter": "Enter", "esc": "Esc", "tab": "Tab", "backspace": "Backspace",
	"up": "Up", "down": "Down", "left": "Left", "right": "Right", "pgup": "PgUp", "pgdown": "PgDn",
	"home": "Home", "end": "End", "delete": "Del", "insert": "Ins",
	"f1": "F1", "f2": "F2", "f3": "F3", "f4": "F4", "f5": "F5", "f6": "F6", "f7": "F7", "f8": "F8", "f9": "F9", "f10": "F10", "f11": "F11", "f12": "F12",
}

// Label returns a key as people write it: "Ctrl-D", "Space", "J"; keys to be
// pressed in turn stand together, "gg", unless one has a name, "g Space".
func Label(key string) string {
	var out []string
	named := false
	for _, k := range Strokes(key) {
		l := label(k)
		named = named || utf8.RuneCountInString(l) > 1
		out = append(out, l)
	}
	if named {
		return strings.Join(out, " ")
	}
	return strings.Join(out, "")
}

func label(key string) string {
	if n, ok := names[key]; ok {
		return n
	}
	if c, ok := strings.CutPrefix(key, "alt+"); ok {
		return "Alt-" + label(c)
	}
	if c, ok := strings.CutPrefix(key, "shift+"); ok {
		return "Shift-" + label(c)
	}
	if c, ok := strings.CutPrefix(key, "ctrl+"); ok {
		if n, ok := names[c]; ok {
			return "Ctrl-" + n
		}
		return "Ctrl-" + strings.ToUpper(c)
	}
	return key
}

func labels(keys []string) []string {
	out := make([]string, len(keys))
	for i, key := range keys {
		out[i] = Label(key)
	}
	return out
}

// Labels returns the keys of s as people write them; a run of digits becomes
// its ends.
func (s Spec) Labels() []string {
	if len(s.Keys) == 9 && strings.HasSuffix(s.Keys[0], "1") && strings.HasSuffix(s.Keys[8], "9") {
		return []string{label(s.Keys[0]), "…", label(s.Keys[8])}
	}
	return labels(s.Keys)
}

// ParseKey returns a key, or several to be pressed in turn, as bubbletea names
// them: from "g g", "Ctrl-P", "ctrl+p", "Space" or "PgDn". The error says what
// keys there are.
func ParseKey(text string) (string, error) {
	if text == " " {
		return text, nil
	}
	var out string
	for _, word := range strings.Fields(text) {
		key, ok := parseStroke(word)
		if !ok {
			return "", fmt.Errorf("no key %q; a key is a character, Space, Enter, Esc, Tab, Backspace, Del, Up, Down, Left, Right, PgUp, PgDn, Home, End, F1 to F12, or one with Ctrl- or Alt- before it, and several in turn have a space between them", word)
		}
		if out == "" && key == " " && word != text {
			key = "space"
		}
		out = After(out, key)
	}
	if out == "" {
		return "", errors.New("a key is missing")
	}
	return out, nil
}

func parseStroke(word string) (key string, ok bool) {
	if utf8.RuneCountInString(word) == 1 {
		r, _ := utf8.DecodeRuneInString(word)
		return word, unicode.IsPrint(r)
	}
	lower := strings.ToLower(word)
	for _, mod := range []string{"ctrl", "alt", "shift"} {
		rest, cut := strings.CutPrefix(lower, mod)
		if !cut || len(rest) < 2 || rest[0] != '-' && rest[0] != '+' {
			continue
		}
		rest = rest[1:]
		if mod == "alt" && len(rest) == 1 {
			return "alt+" + word[len(word)-1:], true // Alt-A is not Alt-a
		}
		if mod == "ctrl" && len(rest) == 1 {
			if c := rest[0]; c >= 'a' && c <= 'z' || strings.IndexByte(`@[\]^_`, c) >= 0 {
				return "ctrl+" + rest, true
			}
			return "", false
		}
		key, ok = parseStroke(rest)
		if named := utf8.RuneCountInString(key) > 1; !ok || mod != "alt" && !named || mod == "shift" && !shifted[key] {
			return "", false
		}
		return mod + "+" + key, true
	}
	if lower == "space" {
		return " ", true
	}
	for key, name := range names {
		if lower == key || lower == strings.ToLower(name) {
			return key, true
		}
	}
	return "", false
}

// shifted are the keys that terminals send differently with Shift.
var shifted = map[string]bool{"tab": true, "up": true, "down": true, "left": true, "right": true, "home": true, "end": true}

// Prints reports whether pressing a key types a character.
func Prints(key string) bool { return utf8.RuneCountInString(Strokes(key)[0]) == 1 }
