// Package action names everything the reader can be told to do, and says which
// keys do it where.
//
// There is one table, [Specs]. The keymap, the hints at the foot of the
// screen, the help and the tests are all made from it, so a key cannot do one
// thing and be documented as another. Panes are told actions, never keys.
package action

import (
	"fmt"
	"slices"
	"strings"
)

// ID names an action, as it would be spelt in a configuration file.
type ID string

// The actions.
const (
	None ID = ""

	Down         ID = "down"
	Up           ID = "up"
	HalfPageDown ID = "half-page-down"
	HalfPageUp   ID = "half-page-up"
	PageDown     ID = "page-down"
	PageUp       ID = "page-up"
	Top          ID = "top"
	Bottom       ID = "bottom"
	Choose       ID = "choose"

	NextPassage ID = "next-passage"
	PrevPassage ID = "previous-passage"
	NextEvent   ID = "next-event"
	PrevEvent   ID = "previous-event"
	NextArticle ID = "next-article"
	PrevArticle ID = "previous-article"

	SwitchPane    ID = "switch-pane"
	FocusTimeline ID = "focus-timeline"
	FocusArticle  ID = "focus-article"
	ZoomIn        ID = "zoom-in"
	ZoomOut       ID = "zoom-out"
	Narrower      ID = "narrower"
	Wider         ID = "wider"

	Search    ID = "search"
	NextMatch ID = "next-match"
	PrevMatch ID = "previous-match"
	EndSearch ID = "end-search"

	Filter          ID = "filter"
	ToggleOutlet    ID = "toggle-outlet" // which one: [Digit] of the key, or the row of the list
	ShowAll         ID = "show-all"
	DifferencesOnly ID = "differences-only"

	Why         ID = "why"
	Articles    ID = "articles"
	Outlets     ID = "outlets"
	Diagnostics ID = "diagnostics"
	Help        ID = "help"

	Accept     ID = "accept"
	Cancel     ID = "cancel"
	DeleteChar ID = "delete-character"
	DeleteWord ID = "delete-word"
	DeleteLine ID = "delete-line"

	Back    ID = "back"
	Escape  ID = "escape"
	Suspend ID = "suspend"
	Redraw  ID = "redraw"
	Quit    ID = "quit"
)

// Scope is where a binding holds.
type Scope uint8

// The scopes. Moving holds in both panes and in every list; Everywhere in
// everything but a line of input.
const (
	Everywhere Scope = iota
	Moving
	Panes    // timeline and article, when nothing lies over them
	Timeline // when it has the focus
	Article  // when it has the focus
	Matches  // in the article while a search is under way
	List     // a list over the panes
	Outlet   // the list of outlets
	Page     // a page over the panes
	Input    // a line of input
)

// String returns the heading of the scope in the help.
func (s Scope) String() string {
	return [...]string{"Anywhere", "Moving", "Reading", "In the timeline", "In the article", "While searching", "In a list", "In the list of outlets", "In a page like the help", "While typing"}[s]
}

// Spec says what an action does and which keys do it. Several specs may have
// the same ID in different scopes.
type Spec struct {
	ID    ID
	Scope Scope
	Keys  []string // as bubbletea names them
	Help  string   // one line, no full stop
	Hint  string   // one word for the foot of the screen, "" when it is not shown there
}

// Specs is the table, in the order of the help; hints are shown in this order.
var Specs = []Spec{
	{NextMatch, Matches, []string{"n"}, "next match", "next match"},
	{PrevMatch, Matches, []string{"N"}, "previous match", "previous"},
	{EndSearch, Matches, []string{"esc"}, "end the search: n and N walk passages again", "end search"},

	{NextPassage, Panes, []string{"n"}, "next passage of the event, in whichever article it is", "passage"},
	{PrevPassage, Panes, []string{"N", "p"}, "previous passage of the event", ""},
	{NextEvent, Panes, []string{"J"}, "next event", "event"},
	{PrevEvent, Panes, []string{"K"}, "previous event", ""},
	{Why, Panes, []string{"w"}, "why: how the date was read and the passages were joined", "why"},
	{Search, Panes, []string{"/"}, "search in the article", "search"},
	{Filter, Panes, []string{"f"}, "filter the timeline by words or a date", "filter"},
	{ToggleOutlet, Panes, []string{"1", "2", "3", "4", "5", "6", "7", "8", "9"}, "hide or show an outlet, by its place in the legend", ""},
	{ShowAll, Panes, []string{"0"}, "show everything again: all events, no filter, no outlet hidden", ""},
	{DifferencesOnly, Panes, []string{"!"}, "only events about which outlets differ, and back", ""},
	{SwitchPane, Panes, []string{"tab", "shift+tab"}, "the other pane", "pane"},
	{FocusTimeline, Panes, []string{"h", "left"}, "to the timeline", ""},
	{FocusArticle, Panes, []string{"l", "right"}, "to the article", ""},
	{NextArticle, Panes, []string{"]"}, "next article", ""},
	{PrevArticle, Panes, []string{"["}, "previous article", ""},
	{ZoomIn, Panes, []string{"+", "="}, "more of the timeline: key events, all, with their passages", "zoom"},
	{ZoomOut, Panes, []string{"-", "_"}, "less of the timeline", ""},
	{Narrower, Panes, []string{"<"}, "timeline narrower", ""},
	{Wider, Panes, []string{">"}, "timeline wider", ""},

	{Choose, Timeline, []string{"enter"}, "go to the event's passage in the article", "read"},
	{Choose, Article, []string{"enter"}, "choose the event that the passage here tells", "choose"},

	{Down, Moving, []string{"j", "down"}, "down", ""},
	{Up, Moving, []string{"k", "up"}, "up", ""},
	{HalfPageDown, Moving, []string{"d", "ctrl+d"}, "half a page down", ""},
	{HalfPageUp, Moving, []string{"u", "ctrl+u"}, "half a page up", ""},
	{PageDown, Moving, []string{" ", "pgdown", "ctrl+f"}, "a page down", ""},
	{PageUp, Moving, []string{"b", "pgup", "ctrl+b"}, "a page up", ""},
	{Top, Moving, []string{"g", "home"}, "to the top", ""},
	{Bottom, Moving, []string{"G", "end"}, "to the end", ""},

	{Choose, List, []string{"enter"}, "open the article", "open"},
	{Back, List, []string{"q", "esc"}, "close the list", "close"},
	{ToggleOutlet, Outlet, []string{"enter", "x"}, "hide or show the outlet", "hide or show"},
	{ToggleOutlet, Outlet, []string{"1", "2", "3", "4", "5", "6", "7", "8", "9"}, "hide or show the outlet with this number", ""},
	{ShowAll, Outlet, []string{"0"}, "show all outlets", "all"},
	{Back, Outlet, []string{"q", "esc"}, "close the list", "close"},
	{Back, Page, []string{"q", "esc", "enter"}, "close the page", "close"},

	{Articles, Everywhere, []string{"a"}, "list of the articles", "articles"},
	{Outlets, Everywhere, []string{"o"}, "list of the outlets", ""},
	{Diagnostics, Everywhere, []string{"D"}, "what could not be read", ""},
	{Escape, Everywhere, []string{"esc"}, "back: end the search, drop the filter", ""},
	{Redraw, Everywhere, []string{"ctrl+l"}, "draw the screen again", ""},
	{Suspend, Everywhere, []string{"ctrl+z"}, "suspend; fg brings it back", ""},
	{Help, Everywhere, []string{"?", "f1"}, "help", "help"},
	{Back, Everywhere, []string{"q"}, "back, and when nothing is open: quit", "quit"},
	{Quit, Everywhere, []string{"ctrl+c"}, "quit at once", ""},

	{Accept, Input, []string{"enter"}, "keep what is typed", "keep"},
	{Cancel, Input, []string{"esc"}, "drop what is typed", "cancel"},
	{DeleteChar, Input, []string{"backspace", "ctrl+h"}, "delete a character", ""},
	{DeleteWord, Input, []string{"ctrl+w", "alt+backspace"}, "delete a word", ""},
	{DeleteLine, Input, []string{"ctrl+u"}, "delete all", ""},
	{Quit, Input, []string{"ctrl+c"}, "quit at once", ""},
	{Suspend, Input, []string{"ctrl+z"}, "suspend; fg brings it back", ""},
}

// Keymap resolves keys to actions.
type Keymap struct {
	specs []Spec
	byKey map[binding]ID
}

type binding struct {
	scope Scope
	key   string
}

// NewKeymap returns the keymap of specs. The error names two actions that
// share a key in one scope, or in two that hold at the same time where the
// inner one is not meant to win.
func NewKeymap(specs []Spec) (*Keymap, error) {
	k := &Keymap{specs: specs, byKey: make(map[binding]ID, 2*len(specs))}
	for _, s := range specs {
		for _, key := range s.Keys {
			b := binding{s.Scope, key}
			if other, taken := k.byKey[b]; taken {
				return nil, fmt.Errorf("%s: %q is both %s and %s", s.Scope, Label(key), other, s.ID)
			}
			for _, outer := range meet[s.Scope] {
				if other, taken := k.byKey[binding{outer, key}]; taken && closes(other) != closes(s.ID) || taken && !closes(other) && other != s.ID {
					return nil, fmt.Errorf("%q is %s (%s) and %s (%s)", Label(key), s.ID, s.Scope, other, outer)
				}
			}
			k.byKey[b] = s.ID
		}
	}
	return k, nil
}

// meet lists, for a scope, those that hold at the same time and must not share
// a key with it. Matches may shadow Panes and Everywhere: that is what
// it is for.
var meet = map[Scope][]Scope{
	Panes:      {Everywhere, Moving, Timeline, Article},
	Timeline:   {Everywhere, Moving, Panes},
	Article:    {Everywhere, Moving, Panes},
	Moving:     {Everywhere, Panes, Timeline, Article, List, Outlet, Page, Matches},
	List:       {Everywhere, Moving},
	Outlet:     {Everywhere, Moving},
	Page:       {Everywhere, Moving},
	Everywhere: {Moving, Panes, Timeline, Article, List, Outlet, Page},
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

// Hint is a key and a word for the foot of the screen.
type Hint struct{ Keys, Word string }

// pairs are shown as one hint: "n/N passage".
var pairs = map[ID]ID{NextPassage: PrevPassage, NextEvent: PrevEvent, NextMatch: PrevMatch, ZoomIn: ZoomOut}

// Hints returns what the foot of the screen says in the given scopes, those of
// the inner scopes first. An action whose key an inner scope has taken is left
// out.
func (k *Keymap) Hints(scopes ...Scope) []Hint {
	var out []Hint
	taken := map[string]bool{}
	for _, scope := range scopes {
		for _, s := range k.specs {
			if s.Scope != scope || s.Hint == "" || taken[s.Keys[0]] {
				continue
			}
			keys := Label(s.Keys[0])
			if other, ok := pairs[s.ID]; ok {
				if i := slices.IndexFunc(k.specs, func(t Spec) bool { return t.ID == other && t.Scope == scope }); i >= 0 {
					keys += "/" + Label(k.specs[i].Keys[0])
					if k.specs[i].Hint != "" {
						taken[k.specs[i].Keys[0]] = true
					}
				}
			}
			out = append(out, Hint{keys, s.Hint})
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
	"home": "Home", "end": "End", "f1": "F1", "alt+backspace": "Alt-Backspace",
}

// Label returns a key as people write it: "Ctrl-D", "Space", "J".
func Label(key string) string {
	if n, ok := names[key]; ok {
		return n
	}
	if c, ok := strings.CutPrefix(key, "ctrl+"); ok {
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
func (s Spec) Labels() string {
	if len(s.Keys) == 9 && Digit(s.Keys[0]) == 1 {
		return "1 … 9"
	}
	return strings.Join(labels(s.Keys), " ")
}
