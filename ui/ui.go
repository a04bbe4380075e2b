// Package ui is the screen: the one tea.Model, which holds what is selected,
// routes keys to the panes as actions, and lays the panes out.
//
// Panes are plain structs that are told things by method calls; they never
// know of each other. What grows with the collection is worked out while it is
// being loaded, in the goroutine that loads it (see [Options.Load]); a key
// touches what is visible.
package ui

import (
	"cmp"
	"context"
	"maps"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/cite"
	"github.com/kreader/kreader/model/index"
	"github.com/kreader/kreader/ui/action"
	"github.com/kreader/kreader/ui/theme"
	"github.com/kreader/kreader/ui/timeline"
	"github.com/kreader/kreader/ui/viewer"
)

// Options says what is opened. Theme is required.
type Options struct {
	Theme *theme.Theme
	Looks Looks          // the themes it can change to; the zero value has none
	Keys  *action.Keymap // nil is the default
	Title string         // of the collection, when it has none of its own
	Name  string         // what the reader calls it, "" when nothing: it comes before its title
	Shelf Collections    // what can be opened in its place

	Width    int  // of the article's text, in cells at most; 0 is the usual
	Timeline int  // its share of a wide window, in hundredths; 0 is the usual
	Mouse    bool // the terminal reports the mouse
	Logical  bool // the terminal itself puts in order what is written from right to left
	Words    bool // nothing is drawn: [Model.Spoken] says what there is; the theme is one of words

	// Citation is the format in which a passage is copied with its source; "" is
	// the usual. See model/cite.
	Citation string
	// Copy puts a text on the clipboard. It is called outside Update; nil when
	// there is no clipboard.
	Copy func(text string) error

	// Correct keeps what the reader puts right; nil: nothing can be. Root is what
	// the paths of the articles begin with.
	Correct Corrector
	Root    string

	// Collection is shown at once; nil when nothing has been read yet. Partial
	// and New are as in [Update].
	Collection *model.Collection
	Partial    bool
	New        map[string]bool
	First      bool // it is a sample, for somebody who opens kreader for the first time
	Resumed    bool // it was not asked for: it is what was open last
	// Memory is what [Model.Memory] returned the last time.
	Memory Memory
	// Watch begins to watch the files, or ends it, and returns how it does that. It is
	// called outside Update; nil: they cannot be watched. Watching: they are already.
	Watch    func(on bool) string
	Watching bool
	// Reread makes Load look at the files again; it does not block. nil: there are
	// none.
	Reread func()
	// Browse opens an http or https address in a browser; nil: there is none.
	Browse func(address string) error
	// Load, if not nil, goes on reading. It runs in a goroutine of its own
	// until it returns or ctx is done, which is when the program quits; report
	// may be called from any goroutine. Its error is shown to the reader. A
	// panic in it ends the program and is what [Model.Err] returns.
	Load func(ctx context.Context, report func(Update)) error
	Idle bool // Load has nothing to do for now
}

// Update is what [Options.Load] reports: how far it is, or a collection to
// show from now on, or both. Of two articles in successive collections those
// with the same ID are the same.
type Update struct {
	Collection  *model.Collection // nil: only progress
	Partial     bool              // more of its articles, or more of each, is to come; they go by their paths
	New         map[string]bool   // the IDs of its articles that were not there the last time; nil when that is not known
	Words       index.Kept        // what is kept of its texts for searching them; nil when nothing is
	Stage       string            // "reading", "tagging", "finding", "joining"; others are shown as they are
	Done, Total int               // of articles, files or links; while "joining", hundredths
	Again       bool              // it is what was shown before, read again: what has come is said
	Idle        bool              // there is nothing to do for now; later there may be
	Stopped     bool              // it is because the reader has stopped what was done
	Note        string            // to be said to the reader
	// Stop, if not nil, ends what this stage waits for, so that the loading goes
	// on with what there is. It does not block.
	Stop func()
}

// focus is which pane the keys go to.
type focus uint8

const (
	onTimeline focus = iota
	onArticle
)

// Model is the program's model. Make it with New.
type Model struct {
	theme  *theme.Theme
	keys   *action.Keymap
	title  string
	called string
	shelf  shelf

	timeline *timeline.Pane
	shaping  shaping
	viewer   *viewer.Pane
	data     *data
	sel      selection

	layout layout
	focus  focus
	split  int // the timeline's share of a wide window, in hundredths; 0 until the reader says

	overlay   *sheet // nil: nothing lies over the panes
	line      *input // nil: nothing is being typed
	searching bool   // n and N walk the matches of a search
	query     string // of that search
	mouseOn   bool   // the terminal reports the mouse
	dragging  bool   // the line between the panes, with the mouse
	prefix    prefix // of a binding of several keys, while it is being typed
	message   string // says what a key did, until the next one

	find  finding // of the palette
	looks dressing

	hunt    hunt // through all articles
	pick    pick // what is selected of the article
	count   int  // typed before a key
	jumps   jumps
	zen     bool // nothing but the article is seen
	logical bool // the terminal puts what is written from right to left in order
	words   bool // nothing is drawn; see words.go
	held    bool // the timeline does not follow the reading

	browse      func(string) error
	memory      memory
	last        string // ID of the article that was open the last time
	lastEvent   string // ID of the event that was chosen then
	lastPassage int    // of that event
	resumed     bool   // it is open again

	clipboard func(string) error
	cited     string // the format in which a source is copied

	covers  covers // the comparison and the coverage table
	correct correcting

	files   files
	load    loader
	touched bool // the reader has done something: leave the article where it is
	err     error
}

// New returns the model of a program that has just been started.
func New(o Options) *Model {
	m := &Model{
		theme: o.Theme, keys: o.Keys, title: o.Title, called: o.Name, shelf: shelf{Collections: o.Shelf},
		timeline: timeline.New(o.Theme), viewer: viewer.New(o.Theme), sel: nothing,
	}
	if m.keys == nil {
		m.keys = action.Default()
	}
	if o.Timeline > 0 {
		m.split = min(max(o.Timeline, minSplit), maxSplit)
	}
	if o.Width > 0 {
		m.viewer.SetMaxWidth(o.Width)
	}
	m.logical, m.words = o.Logical || o.Words, o.Words
	m.viewer.SetLogical(m.logical)
	m.covers = m.newCovers()
	m.mouseOn, m.clipboard, m.browse = o.Mouse, o.Copy, o.Browse
	m.cited = cmp.Or(o.Citation, cite.Usual)
	m.last, m.lastEvent, m.lastPassage = o.Memory.Article, o.Memory.Event, o.Memory.Passage
	m.memory.Named, m.memory.Recent, m.memory.Read = o.Memory.Named, o.Memory.Recent, maps.Clone(o.Memory.Read)
	m.memory.Theme, m.memory.Zoom = o.Memory.Theme, o.Memory.Zoom
	m.looks.Looks, m.looks.worn = o.Looks, o.Looks.Now
	for id, at := range o.Memory.Places {
		m.viewer.Keep(id, at)
	}
	m.correct.keep, m.correct.root = o.Correct, o.Root
	m.files = files{o.Watch, o.Watching, o.Reread}
	m.load.seats.seat(o.Memory.Outlets)
	m.load.start(o)
	if m.words {
		m.resize(0, 0)
	}
	m.setFocus(onTimeline)
	if o.Collection != nil {
		m.show(m.load.prep(Update{Collection: o.Collection, Partial: o.Partial, New: o.New}))
	}
	switch {
	case o.First:
		m.say(m.welcome())
	case o.Shelf.Missing != "":
		m.say(m.tellMissing())
	case o.Resumed && m.message == "":
		m.say("what you read last, where you left it" + m.hint(action.Collections, "lists the other collections"))
	}
	return m
}

// Err returns what ended the program although nobody asked it to: a [Crash].
// It is for after the program has run.
func (m *Model) Err() error { return m.err }

// Close stops the loading. It may be called more than once.
func (m *Model) Close() { m.load.cancel() }

// settleAfter is how long after the start the screen may still be arranged
// around what comes in; later it would move under the reader's eyes.
const settleAfter = time.Second

type settled struct{}

// Init starts the loading.
func (m *Model) Init() tea.Cmd {
	var list tea.Cmd
	if m.shelf.Missing != "" {
		list = m.listCollections()
	}
	return m.due(tea.Batch(m.load.run(), m.load.listen(), list, tea.Tick(settleAfter, func(time.Time) tea.Msg { return settled{} })))
}

// Update takes a message.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.resize(msg.Width, msg.Height)
	case tea.KeyMsg:
		m.touched = true
		cmd := m.key(msg)
		m.syncCover()
		m.note()
		return m, m.due(m.dressing(cmd))
	case tea.MouseMsg:
		m.touched = true
		cmd := m.mouse(msg)
		m.note()
		return m, m.due(m.dressing(cmd))
	case tea.ResumeMsg:
		if m.mouseOn { // bubbletea leaves it off
			return m, tea.EnableMouseCellMotion
		}
	case looksListed:
		m.openLooks(msg)
	case dressed:
		return m, m.wear(msg)
	case collectionsListed:
		m.openCollections(msg)
	case watched:
		m.say(msg.says)
	case forgotten:
		return m, m.due(m.takeForgotten(msg))
	case found:
		m.showFound(msg)
	case copied:
		m.tellCopied(msg)
	case caught:
		return m, m.takeHits(msg)
	case hesitated:
		m.hesitate(msg)
	case settled:
		m.touched = true
	case amended:
		cmd := m.takeAmended(msg)
		m.syncCover()
		return m, m.due(cmd)
	case arrived:
		cmd := m.arrive(msg)
		m.syncCover()
		return m, m.due(cmd)
	case shaped:
		m.takeShape(msg)
		m.syncCover()
		return m, m.due(nil)
	case opened:
		m.linkOpened(msg)
	case crashed:
		m.err = msg.crash
		m.load.cancel()
		return m, tea.Quit
	}
	return m, nil
}

func (m *Model) setFocus(f focus) {
	if m.zen && f == onTimeline { // which is not seen
		m.setZen(false)
	}
	if f != onArticle {
		m.endPick()
	}
	m.focus = f
	m.timeline.SetFocus(f == onTimeline)
	m.tellProgress()
}
