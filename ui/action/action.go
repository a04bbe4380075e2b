// Package action names everything the reader can be told to do, and says which
// keys do it where.
//
// There is one table, [Specs]. The keymap, the hints at the foot of the
// screen, the help and the tests are all made from it, so a key cannot do one
// thing and be documented as another. Panes are told actions, never keys.
package action

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
	NextPart     ID = "next-part" // the next paragraph, or heading of the timeline
	PrevPart     ID = "previous-part"
	Percent      ID = "percent"
	Top          ID = "top"
	Bottom       ID = "bottom"
	Choose       ID = "choose"

	NextPassage ID = "next-passage"
	PrevPassage ID = "previous-passage"
	NextEvent   ID = "next-event"
	PrevEvent   ID = "previous-event"
	NextArticle ID = "next-article"
	PrevArticle ID = "previous-article"

	JumpBack    ID = "jump-back"
	JumpForward ID = "jump-forward"
	Mark        ID = "mark" // which letter: the key that follows
	GoToMark    ID = "go-to-mark"

	SwitchPane    ID = "switch-pane"
	FocusTimeline ID = "focus-timeline"
	FocusArticle  ID = "focus-article"
	ZoomIn        ID = "zoom-in"
	ZoomOut       ID = "zoom-out"
	Narrower      ID = "narrower"
	Wider         ID = "wider"
	Zen           ID = "zen"
	Follow        ID = "follow"
	WiderText     ID = "wider-text"
	NarrowerText  ID = "narrower-text"

	Search    ID = "search"
	SearchAll ID = "search-articles"
	NextMatch ID = "next-match"
	PrevMatch ID = "previous-match"
	EndSearch ID = "end-search"

	Filter          ID = "filter"
	ToggleOutlet    ID = "toggle-outlet" // that of the row of the list
	NthOutlet       ID = "nth-outlet"    // which one: [Keymap.Nth] of the key
	ShowAll         ID = "show-all"
	DifferencesOnly ID = "differences-only"
	PeriodOnly      ID = "period-only"
	GoToDate        ID = "go-to-date"

	Compare     ID = "compare"
	Coverage    ID = "coverage"
	Differences ID = "differences"
	NextColumn  ID = "next-column"
	PrevColumn  ID = "previous-column"
	Sort        ID = "sort"
	ByArticle   ID = "by-article"

	Correct  ID = "correct"
	Undo     ID = "undo"
	Redo     ID = "redo"
	Bookmark ID = "bookmark"

	Note       ID = "note"
	RemoveNote ID = "remove-note"
	NoteList   ID = "notes"
	NotedOnly  ID = "noted-only"

	NextNew ID = "next-new"
	NewOnly ID = "new-only"

	Why         ID = "why"
	Articles    ID = "articles"
	Outlets     ID = "outlets"
	Links       ID = "links"
	Diagnostics ID = "diagnostics"
	Help        ID = "help"

	Copy         ID = "copy"
	CopyCited    ID = "copy-with-source"
	Citations    ID = "citation-formats"
	CopySentence ID = "copy-sentence"
	CopyLink     ID = "copy-link"
	Select       ID = "select"
	WordRight    ID = "word-right"
	WordLeft     ID = "word-left"
	OtherEnd     ID = "other-end"
	Mouse        ID = "mouse"

	Collections ID = "collections"
	Reread      ID = "look-again"
	Watch       ID = "watch"
	Forget      ID = "forget"

	Theme   ID = "theme"
	Palette ID = "palette"
	Command ID = "command"

	Accept      ID = "accept"
	Cancel      ID = "cancel"
	CursorLeft  ID = "cursor-left"
	CursorRight ID = "cursor-right"
	LineStart   ID = "line-start"
	LineEnd     ID = "line-end"
	DeleteChar  ID = "delete-character"
	DeleteNext  ID = "delete-next-character"
	DeleteWord  ID = "delete-word"
	DeleteLine  ID = "delete-line"
	DeleteRest  ID = "delete-rest"
	NewLine     ID = "new-line"

	Back    ID = "back"
	Escape  ID = "escape"
	Suspend ID = "suspend"
	Redraw  ID = "redraw"
	Quit    ID = "quit"
)

// Scope is where a binding holds.
type Scope uint8

// The scopes, the widest first. Moving holds in both panes and in every list; Everywhere in
// everything but a line of input.
const (
	Everywhere Scope = iota
	Moving
	Panes     // timeline and article, when nothing lies over them
	Timeline  // when it has the focus
	Article   // when it has the focus
	Matches   // in the article while a search is under way
	Comparing // the comparison, in place of the panes
	Covering  // the coverage table, in place of the panes
	List      // a list over the panes
	Outlet    // the list of outlets
	Notes     // the list of notes and bookmarks
	Shelf     // the list of collections
	Page      // a page over the panes
	Selecting // in the article while a part of it is selected
	Finder    // a list that is narrowed by typing
	Input     // a line of input
)

// scopes are the names of the scopes in a configuration file and their headings
// in the help.
var scopes = [...]struct{ name, heading string }{
	{"anywhere", "Anywhere"}, {"moving", "Moving"}, {"reading", "Reading"}, {"timeline", "In the timeline"}, {"article", "In the article"},
	{"searching", "While searching"}, {"compare", "In the comparison"}, {"coverage", "In the coverage table"}, {"list", "In a list"}, {"outlets", "In the list of outlets"}, {"notes", "In the list of notes and bookmarks"}, {"collections", "In the list of collections"}, {"page", "In a page like the help"},
	{"selecting", "While selecting"}, {"palette", "In the palette"}, {"typing", "While typing"},
}

// String returns the heading of the scope in the help.
func (s Scope) String() string { return scopes[s].heading }

// Name returns how a configuration file calls the scope.
func (s Scope) Name() string { return scopes[s].name }

// ScopeNamed returns the scope that a configuration file calls so.
func ScopeNamed(name string) (Scope, bool) {
	for i := range scopes {
		if scopes[i].name == name {
			return Scope(i), true
		}
	}
	return 0, false
}

// ScopeNames returns what [ScopeNamed] knows.
func ScopeNames() (out []string) {
	for _, s := range scopes {
		out = append(out, s.name)
	}
	return out
}

// Typed reports whether characters are typed in the scope, so that a key that
// gives one can do nothing else there.
func (s Scope) Typed() bool { return s == Finder || s == Input }

// Spec says what an action does and which keys do it. Several specs may have
// the same ID in different scopes.
type Spec struct {
	ID    ID
	Scope Scope
	Keys  []string // as bubbletea names them; several to be pressed in turn have a space between them
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
	{Compare, Panes, []string{"c"}, "compare the outlets' passages about the event, side by side", "compare"},
	{Coverage, Panes, []string{"m"}, "coverage: which outlets, and which articles, tell which events", "coverage"},
	{Differences, Panes, []string{"g d"}, "list of all that outlets differ about", ""},
	{Why, Panes, []string{"w"}, "why: how the date was read and the passages were joined", "why"},
	{Correct, Panes, []string{"e"}, "put right: a date, a title, what is one event, an article's outlet; or note something", ""},
	{Undo, Panes, []string{"U"}, "take back what was put right last", ""},
	{Redo, Panes, []string{"ctrl+r"}, "give it back", ""},
	{Note, Panes, []string{"A"}, "write a note on the event, the passage, or what is selected; or change it", ""},
	{Bookmark, Panes, []string{"B"}, "put a bookmark there, or take it away", ""},
	{NoteList, Panes, []string{"g n"}, "list of your notes and bookmarks", ""},
	{NextNew, Panes, []string{"#"}, "next event that an article tells which was not there the last time", ""},
	{NewOnly, Panes, []string{"*"}, "only what is new since the last time, and back", ""},
	{NotedOnly, Panes, []string{"\""}, "only events with a note or a bookmark, and back", ""},
	{Search, Panes, []string{"/"}, "search in the article", "search"},
	{SearchAll, Panes, []string{"g /"}, "search in all articles: words, phrases, names in any spelling", ""},
	{Filter, Panes, []string{"f"}, "filter the timeline by words, a date, or a span of time such as 2019..2021-05", "filter"},
	{NthOutlet, Panes, []string{"alt+1", "alt+2", "alt+3", "alt+4", "alt+5", "alt+6", "alt+7", "alt+8", "alt+9"}, "hide or show an outlet, by its place in the legend", ""},
	{ShowAll, Panes, []string{"0"}, "drop all filters: words, dates, hidden outlets, only this or that", ""},
	{DifferencesOnly, Panes, []string{"!"}, "only events about which outlets differ, and back", ""},
	{GoToDate, Panes, []string{"g t"}, "go to a date in the timeline: 2020, 2020-05, May 2020, 7 May 2020", ""},
	{PeriodOnly, Panes, []string{"t"}, "only the time that the chosen event's heading names, and back", ""},
	{Collections, Panes, []string{"g c"}, "list of the collections that were opened lately, to open another", ""},
	{Reread, Panes, []string{"g r"}, "look at the files again, and read what has changed", ""},
	{Watch, Panes, []string{"g w"}, "watch the files: what comes, changes or goes is shown at once; and watch no more", ""},
	{SwitchPane, Panes, []string{"tab", "shift+tab"}, "the other pane", "pane"},
	{FocusTimeline, Panes, []string{"h", "left"}, "to the timeline", ""},
	{FocusArticle, Panes, []string{"l", "right"}, "to the article", ""},
	{JumpBack, Panes, []string{"ctrl+o", "alt+left"}, "back to where the last jump began", ""},
	{JumpForward, Panes, []string{"alt+right"}, "forward again", ""},
	{Mark, Panes, []string{"g m"}, "mark this place with a letter, which is pressed next", ""},
	{GoToMark, Panes, []string{"'"}, "go to the mark of a letter, which is pressed next; the same key again: where the last jump began", ""},
	{Links, Panes, []string{"L"}, "links of the article: where they lead, and Enter opens one in the browser", ""},
	{NextArticle, Panes, []string{"]"}, "next article", ""},
	{PrevArticle, Panes, []string{"["}, "previous article", ""},
	{ZoomIn, Panes, []string{"+", "="}, "more of the timeline: key events, all, with their passages", "zoom"},
	{ZoomOut, Panes, []string{"-", "_"}, "less of the timeline", ""},
	{Narrower, Panes, []string{"<"}, "timeline narrower", ""},
	{Wider, Panes, []string{">"}, "timeline wider", ""},
	{Follow, Panes, []string{"F"}, "follow: the timeline moves with the reading, or stays", ""},
	{Zen, Panes, []string{"z z"}, "nothing but the article, and back", ""},
	{WiderText, Panes, []string{"z +", "z ="}, "longer lines in the article", ""},
	{NarrowerText, Panes, []string{"z -"}, "shorter lines in the article", ""},

	{Copy, Panes, []string{"y"}, "copy the passage, or what is selected", ""},
	{CopyCited, Panes, []string{"Y"}, "copy it with its source", ""},
	{Citations, Panes, []string{"g Y"}, "copy it with its source in a format to choose: BibTeX, CSL-JSON, Markdown, RIS", ""},
	{CopySentence, Panes, []string{"g s"}, "copy the sentence that is being read", ""},
	{CopyLink, Panes, []string{"g l"}, "copy the link in what is being read, or the article's own address", ""},
	{Select, Panes, []string{"v"}, "select, beginning with the sentence that is being read", ""},

	{Copy, Selecting, []string{"y", "enter"}, "copy what is selected", "copy"},
	{Back, Selecting, []string{"esc", "q", "v"}, "select no more", "end"},
	{Down, Selecting, []string{"j", "down"}, "one sentence further", "sentence"},
	{Up, Selecting, []string{"k", "up"}, "one sentence back", ""},
	{HalfPageDown, Selecting, []string{"d", "}", "ctrl+d"}, "one paragraph further", "paragraph"},
	{HalfPageUp, Selecting, []string{"u", "{", "ctrl+u"}, "one paragraph back", ""},
	{WordRight, Selecting, []string{"l", "right", "w"}, "one word further", "word"},
	{WordLeft, Selecting, []string{"h", "left", "b"}, "one word back", ""},
	{OtherEnd, Selecting, []string{"o"}, "move the other end", "other end"},
	{CopyCited, Selecting, []string{"Y"}, "copy it with its source", ""},
	{Note, Selecting, []string{"A"}, "write a note on it", "note"},

	{Choose, Timeline, []string{"enter"}, "go to the event's passage in the article", "read"},
	{Choose, Article, []string{"enter"}, "choose the event that the passage here tells", "choose"},

	{PrevColumn, Comparing, []string{"h", "left"}, "the outlet to the left", "outlet"},
	{NextColumn, Comparing, []string{"l", "right"}, "the outlet to the right", ""},
	{NextPassage, Comparing, []string{"n"}, "next passage of the event, in whichever article it is", ""},
	{PrevPassage, Comparing, []string{"N", "p"}, "previous passage of the event", ""},
	{Choose, Comparing, []string{"enter"}, "read the passage in its article", "read"},
	{NextEvent, Comparing, []string{"J"}, "compare the next event", "event"},
	{PrevEvent, Comparing, []string{"K"}, "compare the previous event", ""},
	{Why, Comparing, []string{"w"}, "why: how the date was read and the passages were joined", "why"},
	{Coverage, Comparing, []string{"m"}, "the coverage table", "coverage"},
	{Differences, Comparing, []string{"g d"}, "list of all that outlets differ about", ""},
	{Back, Comparing, []string{"c"}, "close the comparison", ""},

	{PrevColumn, Covering, []string{"h", "left"}, "the column to the left", "move"},
	{NextColumn, Covering, []string{"l", "right"}, "the column to the right", ""},
	{Choose, Covering, []string{"enter"}, "read the first passage that the cell counts", "read"},
	{Compare, Covering, []string{"c"}, "compare the outlets' passages about the event", "compare"},
	{Sort, Covering, []string{"s"}, "sort by date, or by importance", "sort"},
	{ByArticle, Covering, []string{"tab"}, "a column for each article, or for each outlet", "articles"},
	{DifferencesOnly, Covering, []string{"!"}, "only events about which outlets differ, and back", ""},
	{NthOutlet, Covering, []string{"alt+1", "alt+2", "alt+3", "alt+4", "alt+5", "alt+6", "alt+7", "alt+8", "alt+9"}, "hide or show an outlet, by its place in the legend", ""},
	{ShowAll, Covering, []string{"0"}, "drop all filters", ""},
	{Why, Covering, []string{"w"}, "why: how the date was read and the passages were joined", "why"},
	{Back, Covering, []string{"m"}, "close the table", ""},

	{Down, Moving, []string{"j", "down"}, "down", ""},
	{Up, Moving, []string{"k", "up"}, "up", ""},
	{HalfPageDown, Moving, []string{"d", "ctrl+d"}, "half a page down", ""},
	{HalfPageUp, Moving, []string{"u", "ctrl+u"}, "half a page up", ""},
	{PageDown, Moving, []string{" ", "pgdown", "ctrl+f"}, "a page down", ""},
	{PageUp, Moving, []string{"b", "pgup", "ctrl+b"}, "a page up", ""},
	{NextPart, Panes, []string{"}"}, "next paragraph; in the timeline, next heading", ""},
	{PrevPart, Panes, []string{"{"}, "previous paragraph or heading", ""},
	{Percent, Panes, []string{"%"}, "after a number: to so many hundredths of the article or the timeline", ""},
	{Top, Moving, []string{"g g", "home"}, "to the top", ""},
	{Bottom, Moving, []string{"G", "end"}, "to the end; after a number, to that paragraph, event or row", ""},

	{Choose, List, []string{"enter"}, "open the article, the link, or the comparison", "open"},
	{Back, List, []string{"q", "esc"}, "close the list", "close"},
	{ToggleOutlet, Outlet, []string{"enter", "x"}, "hide or show the outlet", "hide or show"},
	{NthOutlet, Outlet, []string{"1", "2", "3", "4", "5", "6", "7", "8", "9"}, "hide or show the outlet with this number", ""},
	{ShowAll, Outlet, []string{"0"}, "show all outlets", "all"},
	{Back, Outlet, []string{"q", "esc"}, "close the list", "close"},
	{Choose, Notes, []string{"enter"}, "go to its place", "go"},
	{Search, Notes, []string{"/"}, "narrow the list to what has the words that are typed", "narrow"},
	{Note, Notes, []string{"e", "A"}, "change the note", "change"},
	{RemoveNote, Notes, []string{"x"}, "remove the note or the bookmark", "remove"},
	{Undo, Notes, []string{"U"}, "take back what was changed last", ""},
	{Redo, Notes, []string{"ctrl+r"}, "give it back", ""},
	{Back, Notes, []string{"q", "esc"}, "close the list", "close"},
	{Choose, Shelf, []string{"enter"}, "open the collection in place of this one", "open"},
	{Forget, Shelf, []string{"x"}, "leave it out of the list; its files stay where they are", "leave out"},
	{Back, Shelf, []string{"q", "esc"}, "close the list", "close"},
	{Search, Page, []string{"/"}, "narrow the help to what has the words that are typed", "narrow"},
	{Back, Page, []string{"q", "esc", "enter"}, "close the page", "close"},

	{Palette, Everywhere, []string{"ctrl+p"}, "find an event, an article, an outlet or a command", "find"},
	{Command, Everywhere, []string{":"}, "find a command", ""},
	{Articles, Everywhere, []string{"a"}, "list of the articles", "articles"},
	{Outlets, Everywhere, []string{"o"}, "list of the outlets", ""},
	{Diagnostics, Everywhere, []string{"D"}, "what could not be read", ""},
	{Escape, Everywhere, []string{"esc"}, "back: end the search, drop the filter", ""},
	{Mouse, Everywhere, []string{"M"}, "leave the mouse to the terminal, so that it selects, and back", ""},
	{Theme, Everywhere, []string{"T"}, "list of the themes: what the cursor is on is seen at once, Enter keeps it", ""},
	{Redraw, Everywhere, []string{"ctrl+l"}, "draw the screen again", ""},
	{Suspend, Everywhere, []string{"ctrl+z"}, "suspend; fg brings it back", ""},
	{Help, Everywhere, []string{"?", "f1"}, "help", "help"},
	{Back, Everywhere, []string{"q"}, "back, and when nothing is open: quit", "quit"},
	{Quit, Everywhere, []string{"ctrl+c"}, "quit at once", ""},

	{Choose, Finder, []string{"enter"}, "go there, or do it", "go"},
	{Down, Finder, []string{"down", "ctrl+n", "ctrl+j", "tab"}, "the next one", ""},
	{Up, Finder, []string{"up", "ctrl+p", "ctrl+k", "shift+tab"}, "the one before", ""},
	{PageDown, Finder, []string{"pgdown"}, "a page down", ""},
	{PageUp, Finder, []string{"pgup"}, "a page up", ""},
	{Cancel, Finder, []string{"esc"}, "close the list", "close"},

	{Accept, Input, []string{"enter"}, "keep what is typed", "keep"},
	{Cancel, Input, []string{"esc"}, "drop what is typed", "cancel"},
	{CursorLeft, Input, []string{"left", "ctrl+b"}, "a character to the left", ""},
	{CursorRight, Input, []string{"right", "ctrl+f"}, "a character to the right", ""},
	{WordLeft, Input, []string{"ctrl+left", "alt+left", "alt+b"}, "a word to the left", ""},
	{WordRight, Input, []string{"ctrl+right", "alt+right", "alt+f"}, "a word to the right", ""},
	{LineStart, Input, []string{"home", "ctrl+a"}, "to the beginning", ""},
	{LineEnd, Input, []string{"end", "ctrl+e"}, "to the end", ""},
	{DeleteChar, Input, []string{"backspace", "ctrl+h"}, "delete a character", ""},
	{DeleteNext, Input, []string{"delete", "ctrl+d"}, "delete the character at the cursor", ""},
	{DeleteWord, Input, []string{"ctrl+w", "alt+backspace"}, "delete a word", ""},
	{DeleteLine, Input, []string{"ctrl+u"}, "delete all before the cursor", ""},
	{DeleteRest, Input, []string{"ctrl+k"}, "delete all from the cursor on", ""},
	{NewLine, Input, []string{"alt+enter"}, "another line, in a note", ""},
	{Quit, Input, []string{"ctrl+c"}, "quit at once", ""},
	{Suspend, Input, []string{"ctrl+z"}, "suspend; fg brings it back", ""},
}
