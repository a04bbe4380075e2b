package action

import (
	"strings"
	"unicode/utf8"
)

// Digit returns the number that a key of ToggleOutlet names, from 1, or 0.
func Digit(key string) int {
	if len(key) == 1 && key[0] >= '1' && key[0] <= '9' {
		return int(key[0] - '0')
	}
	return 0
}

var names = map[string]string{
	" ": "Space", "enter": "Enter", "esc": "Esc", "tab": "Tab", "shift+tab": "Shift-Tab", "backspace": "Backspace",
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
	if len(s.Keys) == 9 && Digit(s.Keys[0]) == 1 {
		return []string{"1", "…", "9"}
	}
	return labels(s.Keys)
}
