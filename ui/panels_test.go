package ui

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"golang.org/x/tools/txtar"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/correct"
	"github.com/kreader/kreader/ui/theme"
	"github.com/kreader/kreader/ui/uitest"
)

// sizes are those at which every panel is looked at.
var sizes = [][2]int{{80, 24}, {120, 40}, {200, 50}, {40, 10}}

// panel is something that the screen can show, and how to come to it. What the
// screen looks like, that it fits every window, and that every key does something is
// tested for each one of the table.
type panel struct {
	name string
	keys []string                 // the last one's command is run, with what follows of it
	of   func() *model.Collection // what is open; nil: the sample
	with func(*Options)           // what else is so at the start; nil: nothing
	then func(*Model)             // what happens before the keys; nil: nothing
	once bool                     // one of several that are alike: its frame is kept at one size
}

// panels are all that there are: TestPanelsAreComplete says when one is missing.
var panels = []panel{
	{name: "timeline"},
	{name: "timeline-key-events", keys: []string{"-"}, once: true},
	{name: "timeline-passages", keys: []string{"+", "j", "j"}},
	{name: "timeline-filter", keys: []string{"f", "crack"}},
	{name: "timeline-date", keys: []string{"g", "t", "2015"}, once: true},
	{name: "timeline-filtered-out", keys: []string{"f", "zzz", "enter"}, once: true},
	{name: "timeline-differences", keys: []string{"!"}, once: true},
	{name: "timeline-hidden-outlet", keys: []string{"alt+2"}, once: true},
	{name: "timeline-hidden-outlets", keys: []string{"alt+1", "alt+2", "alt+3", "alt+4"}, once: true},
	{name: "timeline-noted", of: uitest.Marked, keys: []string{"\""}, once: true},
	{name: "timeline-many", of: many, keys: []string{"G"}, once: true},
	{name: "timeline-new", with: withNews, keys: []string{"#"}},

	{name: "article", keys: []string{"enter", "n", "n"}},
	{name: "article-end", keys: []string{"enter", "G", "k", "k", "j"}, once: true},
	{name: "article-search-typing", keys: []string{"/", "bri"}, once: true},
	{name: "article-search-wide", keys: []string{"/", strings.Repeat("東京 ", 60) + "tram 橋"}, once: true},
	{name: "article-search", keys: []string{"enter", "/", "bridge", "enter", "n"}},
	{name: "article-selecting", keys: []string{"enter", "v", "j", "l"}},
	{name: "article-marked", of: uitest.Marked, keys: []string{"+", "enter"}},
	{name: "article-alone", keys: []string{"z", "z"}},
	{name: "article-hits", keys: []string{"g", "/", "crack", "down", "enter", "n"}, once: true},

	{name: "compare", keys: []string{"c"}},
	{name: "compare-moved", keys: []string{"c", "l", "j"}, once: true},
	{name: "compare-many", of: many, keys: []string{"c"}, once: true},
	{name: "coverage", keys: []string{"m"}},
	{name: "coverage-moved", keys: []string{"m", "l", "G"}, once: true},
	{name: "coverage-articles", keys: []string{"m", "tab", "s", "l", "j"}},
	{name: "coverage-many", of: many, keys: []string{"m", "l", "l", "l", "l", "l", "l", "l", "l"}, once: true},
	{name: "coverage-of-nothing", keys: []string{"m", "alt+1", "alt+2", "alt+3", "alt+4"}, once: true},

	{name: "articles", keys: []string{"a", "j"}},
	{name: "articles-new", with: withNews, keys: []string{"enter", "a"}, once: true},
	{name: "outlets", keys: []string{"o", "j", "enter"}},
	{name: "diagnostics", keys: []string{"D"}},
	{name: "why", keys: []string{"w"}},
	{name: "links", of: linked, keys: []string{"a", "home", "enter", "home", "L"}},
	{name: "differences", keys: []string{"g", "d"}},
	{name: "collections", keys: []string{"g", "c"}},
	{name: "themes", keys: []string{"T"}},
	{name: "citations", keys: []string{"g", "Y"}},
	{name: "corrections", keys: []string{"e"}},
	{name: "corrections-join", keys: []string{"e", "j", "j", "enter"}, once: true},
	{name: "corrections-difference", of: differing, keys: []string{"e", "5", "j", "enter"}, once: true},
	{name: "corrections-typing", keys: []string{"e", "enter"}, once: true},
	{name: "notes", of: uitest.Marked, keys: []string{"g", "n", "j"}},
	{name: "notes-narrowed", of: uitest.Marked, keys: []string{"g", "n", "/", "review"}, once: true},
	{name: "note-typing", keys: []string{"A", "which day? 橋 is it", "left", "left"}, once: true},
	{name: "help", keys: []string{"?"}},
	{name: "help-narrowed", keys: []string{"?", "/", "passage"}, once: true},

	{name: "keys-after-g", keys: []string{"g"}},
	{name: "keys-after-z", keys: []string{"z"}, once: true},
	{name: "letters", keys: []string{"g", "m", "a", "enter", "g", "m", "b", "'"}, once: true},
	{name: "palette", keys: []string{"ctrl+p"}},
	{name: "palette-typed", keys: []string{"ctrl+p", "crack", "down"}},
	{name: "palette-without-a-match", keys: []string{"ctrl+p", "zzz"}, once: true},
	{name: "commands", keys: []string{":"}, once: true},
	{name: "search-in-all", keys: []string{"g", "/", "crack pier"}},
	{name: "search-in-all-empty", keys: []string{"g", "/"}, once: true},
	{name: "search-in-all-in-vain", keys: []string{"g", "/", "zzz"}, once: true},

	{name: "first-run", with: func(o *Options) { o.First = true }, then: func(m *Model) { m.say(m.welcome()) }},
	{name: "empty", of: nothingIsOpen},
	{name: "empty-without-articles", of: func() *model.Collection { return &model.Collection{Diagnostics: uitest.Sample(true).Diagnostics} }, once: true},
	{name: "empty-without-events", of: func() *model.Collection { return uitest.Sample(false) }, keys: []string{"h"}, once: true},
	{name: "loading", of: nothingIsOpen, with: withLoad, then: arrives(Update{Stage: "reading", Done: 412, Total: 1000})},
	{name: "loading-articles", of: func() *model.Collection { return uitest.Sample(false) }, with: withLoad, then: arrives(Update{Stage: "joining", Done: 30, Total: 100, Stop: func() {}})},
	{name: "loading-failed", of: nothingIsOpen, with: withLoad, then: func(m *Model) { m.Update(arrived{last: true, err: errors.New("read the articles: the disk is gone")}) }, once: true},
	{name: "not-there", of: nothingIsOpen, with: func(o *Options) { o.Shelf.Missing = "~/clippings/flood" }, keys: []string{"g", "c"}, once: true},
}

func nothingIsOpen() *model.Collection { return nil }

// many are events of eight outlets.
func many() *model.Collection { return uitest.Large(60) }

func withNews(o *Options) {
	o.New = map[string]bool{o.Collection.Articles[len(o.Collection.Articles)-1].ID: true}
}

func withLoad(o *Options) {
	o.Load = func(ctx context.Context, _ func(Update)) error { return ctx.Err() }
}

// arrives brings a report of the loading.
func arrives(u Update) func(*Model) { return func(m *Model) { m.Update(arrived{update: u}) } }

// differing has an event about which outlets differ twice.
func differing() *model.Collection {
	c := uitest.Sample(true)
	c.Events[5].Differences = append(c.Events[5].Differences, model.Difference{About: "number", What: "commuters", Values: []model.DifferingValue{{Value: "4000", Passages: []int{1}}, {Value: "6000", Passages: []int{4}}}})
	return c
}

// show opens the panel in a window, with everything that the reader can do.
func (p panel) show(t *testing.T, look *theme.Theme, w, h int) *Model {
	t.Helper()
	c := uitest.Sample(true)
	if p.of != nil {
		c = p.of()
	}
	o := Options{
		Theme: look, Title: "untitled", Collection: c, Root: "bridge", Shelf: shelfOf(),
		Looks: Looks{Now: "dark", List: looks().List, Make: func(string) (*theme.Theme, error) { return look, nil }},
		Copy:  func(string) error { return nil }, Browse: func(string) error { return nil }, Reread: func() {}, Watch: func(bool) string { return "the files are watched" },
		Correct: func(_ context.Context, c Change) (correct.Entry, *model.Collection, error) { return c.Entry, nil, nil },
	}
	if p.with != nil {
		p.with(&o)
	}
	m := New(o)
	t.Cleanup(m.Close)
	m.Update(tea.WindowSizeMsg{Width: w, Height: h})
	if p.of == nil || c != nil {
		m.message = "" // how many files could not be read
	}
	if p.then != nil {
		p.then(m)
	}
	for i, k := range p.keys {
		cmd := press(m, k)
		if i == len(p.keys)-1 && !m.prefix.waits() {
			settle(m, cmd)
		}
	}
	m.Update(hesitated{m.prefix.gen})
	return m
}

// TestPanels holds what every panel looks like: its characters and, by the names
// that the theme has for them, its styles.
func TestPanels(t *testing.T) {
	look := theme.New(theme.Options{Dark: true, Profile: theme.TrueColor})
	for _, p := range panels {
		t.Run(p.name, func(t *testing.T) {
			t.Parallel()
			a := txtar.Archive{Comment: []byte("keys: " + strings.Join(p.keys, " ") + "\n")}
			for i, size := range sizes {
				if i > 0 && p.once {
					break
				}
				w, h := size[0], size[1]
				frame := p.show(t, look, w, h).View()
				uitest.Exact(t, p.name, frame, w, h, true)
				name := fmt.Sprintf("%dx%d", w, h)
				a.Files = append(a.Files, txtar.File{Name: name, Data: []byte(uitest.Plain(frame))}, txtar.File{Name: name + " styles", Data: []byte(uitest.Styled(frame, w, h, look))})
			}
			uitest.Golden(t, "panels/"+p.name+".txtar", strings.TrimSuffix(string(txtar.Format(&a)), "\n"))
		})
	}
}

// TestPanelsAreComplete holds that each kind of sheet is in the table.
func TestPanelsAreComplete(t *testing.T) {
	seen := map[sheetKind]bool{}
	for _, p := range panels {
		if m := p.show(t, mono(), 120, 40); m.overlay != nil {
			seen[m.overlay.kind] = true
		}
	}
	for k := range sheetKinds {
		if !seen[k] {
			t.Errorf("no panel shows sheet %d", k)
		}
	}
}
