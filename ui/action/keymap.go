package action

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Keymap resolves keys to actions.
//
// An action may be bound to one key or to several pressed in turn ("g g"). No
// key is both an action and the beginning of another in scopes that hold at the
// same time, so that nothing ever waits for a clock to tell which was meant.
type Keymap struct {
	specs  []Spec
	byKey  map[binding]ID
	begins map[binding]ID // what a longer binding begins with → one that it leads to
}

type binding struct {
	scope Scope
	key   string
}

// NewKeymap returns the keymap of specs. The error names, line by line, the
// actions that share a key in one scope, or in two that hold at the same time
// where the inner one is not meant to win.
func NewKeymap(specs []Spec) (*Keymap, error) {
	k := &Keymap{specs: specs, byKey: make(map[binding]ID, 2*len(specs)), begins: map[binding]ID{}}
	var conflicts []error
	for _, s := range specs {
		for _, key := range s.Keys {
			if err := k.bind(s, key); err != nil {
				conflicts = append(conflicts, err)
			}
		}
	}
	if conflicts != nil {
		return nil, errors.Join(conflicts...)
	}
	return k, nil
}

func (k *Keymap) bind(s Spec, key string) error {
	b := binding{s.Scope, key}
	if other, taken := k.byKey[b]; taken {
		return fmt.Errorf("%s: %q is both %s and %s", s.Scope, Label(key), other, s.ID)
	}
	for _, outer := range append([]Scope{s.Scope}, meet[s.Scope]...) {
		if other, taken := k.byKey[binding{outer, key}]; taken && outer != s.Scope && (closes(other) != closes(s.ID) || !closes(other) && other != s.ID) {
			return fmt.Errorf("%q is %s (%s) and %s (%s)", Label(key), s.ID, s.Scope, other, outer)
		}
		if other, taken := k.begins[binding{outer, key}]; taken {
			return fmt.Errorf("%q is %s (%s), and %s (%s) begins with it", Label(key), s.ID, s.Scope, other, outer)
		}
		for _, p := range prefixes(key) {
			if other, taken := k.byKey[binding{outer, p}]; taken {
				return fmt.Errorf("%q is %s (%s), and %s (%s) begins with it", Label(p), other, outer, s.ID, s.Scope)
			}
		}
	}
	k.byKey[b] = s.ID
	for _, p := range prefixes(key) {
		k.begins[binding{s.Scope, p}] = s.ID
	}
	return nil
}

// prefixes returns what must be pressed before the last key of a binding: "g"
// of "g g", nothing of "g".
func prefixes(key string) (out []string) {
	for i := 1; i < len(key)-1; i++ {
		if key[i] == ' ' {
			out = append(out, key[:i])
		}
	}
	return out
}

// After returns the binding of a key that is pressed after others: Bound to
// "g" and then "/" is "g /". before is "" when nothing is.
func After(before, key string) string {
	if before == "" {
		return key
	}
	if key == " " {
		key = "space"
	}
	return before + " " + key
}

// Strokes returns the keys of a binding, as bubbletea names them.
func Strokes(binding string) []string {
	if binding == " " {
		return []string{binding}
	}
	out := strings.Split(binding, " ")
	for i := range out {
		if out[i] == "space" {
			out[i] = " "
		}
	}
	return out
}

// meet lists, for a scope, those that hold at the same time and must not share
// a key with it. Matches may shadow Panes and Everywhere: that is what
// it is for.
var meet = map[Scope][]Scope{
	Panes:      {Everywhere, Moving, Timeline, Article},
	Timeline:   {Everywhere, Moving, Panes},
	Article:    {Everywhere, Moving, Panes},
	Comparing:  {Everywhere, Moving},
	Covering:   {Everywhere, Moving},
	Moving:     {Everywhere, Panes, Timeline, Article, List, Outlet, Shelf, Page, Matches, Comparing, Covering},
	List:       {Everywhere, Moving},
	Outlet:     {Everywhere, Moving},
	Shelf:      {Everywhere, Moving},
	Page:       {Everywhere, Moving},
	Everywhere: {Moving, Panes, Timeline, Article, List, Outlet, Shelf, Page, Comparing, Covering},
	Matches:    {Moving, Timeline, Article},
}

// closes reports whether an action closes what is open: those may share a key
// in scopes that meet, because they mean the same there.
func closes(id ID) bool { return id == Back || id == Escape }

// Default returns the keymap of [Specs]. A test holds that it has no conflict.
func Default() *Keymap {
	k, err := NewKeymap(Specs)
	if err != nil {
		panic(err) // a fault of the table, not of the user
	}
	return k
}

// Resolve returns the action of a key in the first of the scopes, the inner
// ones first, that binds it.
func (k *Keymap) Resolve(key string, scopes ...Scope) (ID, bool) {
	for _, s := range scopes {
		if id, ok := k.byKey[binding{s, key}]; ok {
			return id, true
		}
	}
	return None, false
}

// Leads reports whether a longer binding in one of the scopes begins with what
// has been pressed, and no inner scope binds it as it is.
func (k *Keymap) Leads(pressed string, scopes ...Scope) bool {
	for _, s := range scopes {
		if _, ok := k.byKey[binding{s, pressed}]; ok {
			return false
		}
		if _, ok := k.begins[binding{s, pressed}]; ok {
			return true
		}
	}
	return false
}

// Next is a key that may follow, and what it leads to.
type Next struct {
	Keys string // as people write them
	Help string
}

// Following returns what may follow after pressed in the scopes, in the order
// of the table, the inner scopes first.
func (k *Keymap) Following(pressed string, scopes ...Scope) []Next {
	var out []Next
	seen := map[string]bool{}
	for _, scope := range scopes {
		for _, s := range k.specs {
			if s.Scope != scope {
				continue
			}
			for _, key := range s.Keys {
				if rest, ok := strings.CutPrefix(key, pressed+" "); ok && rest != "" && !seen[rest] {
					seen[rest] = true
					out = append(out, Next{Label(rest), s.Help})
				}
			}
		}
	}
	return out
}

// Specs returns the table, in the order of the help.
func (k *Keymap) Specs() []Spec { return k.specs }

// Keys returns the labels of the keys of an action in a scope, such as "j ↓".
func (k *Keymap) Keys(id ID, scope Scope) []string {
	for _, s := range k.specs {
		if s.ID == id && s.Scope == scope {
			return labels(s.Keys)
		}
	}
	return nil
}

// Nth returns which of the keys of an action a key is, from 1; 0 when it is none
// of them. Actions that count (the n-th outlet) go by that.
func (k *Keymap) Nth(id ID, key string, scopes ...Scope) int {
	for _, s := range k.specs {
		if s.ID == id && slices.Contains(scopes, s.Scope) {
			if i := slices.Index(s.Keys, key); i >= 0 {
				return i + 1
			}
		}
	}
	return 0
}

// First returns the first key of an action, as people write it: where it has
// keys in several scopes, that of the widest; "" when it has none.
func (k *Keymap) First(id ID) string {
	best := -1
	for i, s := range k.specs {
		if s.ID == id && len(s.Keys) > 0 && !s.Scope.Typed() && (best < 0 || s.Scope < k.specs[best].Scope) {
			best = i
		}
	}
	if best < 0 {
		return ""
	}
	return Label(k.specs[best].Keys[0])
}

// Hint is a key and a word for the foot of the screen.
type Hint struct {
	ID         ID
	Keys, Word string
}

// pairs are shown as one hint: "n/N passage".
var pairs = map[ID]ID{NextPassage: PrevPassage, NextEvent: PrevEvent, NextMatch: PrevMatch, ZoomIn: ZoomOut, PrevColumn: NextColumn, Down: Up, HalfPageDown: HalfPageUp, WordRight: WordLeft}

// Hints returns what the foot of the screen says in the given scopes, those of
// the inner scopes first. An action whose key an inner scope has taken is left
// out.
func (k *Keymap) Hints(scopes ...Scope) []Hint {
	var out []Hint
	taken := map[string]bool{}
	for _, scope := range scopes {
		for _, s := range k.specs {
			if s.Scope != scope || s.Hint == "" || len(s.Keys) == 0 || taken[s.Keys[0]] {
				continue
			}
			keys := Label(s.Keys[0])
			if other, ok := pairs[s.ID]; ok {
				if i := slices.IndexFunc(k.specs, func(t Spec) bool { return t.ID == other && t.Scope == scope && len(t.Keys) > 0 }); i >= 0 {
					keys += "/" + Label(k.specs[i].Keys[0])
					if k.specs[i].Hint != "" {
						taken[k.specs[i].Keys[0]] = true
					}
				}
			}
			out = append(out, Hint{s.ID, keys, s.Hint})
		}
		for _, s := range k.specs {
			if s.Scope == scope {
				for _, key := range s.Keys {
					taken[key] = true
				}
			}
		}
	}
	return out
}
