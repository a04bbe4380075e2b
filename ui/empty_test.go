package ui

import (
	"errors"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/ui/action"
	"github.com/kreader/kreader/ui/uitest"
)

// spoken returns what a frame says, and then each pane, without the lines around
// them.
func spoken(m *Model) string {
	all := uitest.Plain(m.View()) + "\n" + uitest.Plain(m.timeline.View()) + "\n" + uitest.Plain(m.viewer.View())
	bare := strings.NewReplacer("│", "", "┃", "", "─", "").Replace(all)
	return strings.Join(strings.Fields(bare), " ")
}

// TestEmpty holds that where there is nothing to show, the screen says why, and
// what to do, with the keys that do it.
func TestEmpty(t *testing.T) {
	articles := func(change func(*model.Collection)) *model.Collection {
		c := uitest.Sample(false)
		c.Diagnostics = nil
		change(c)
		return c
	}
	german := articles(func(c *model.Collection) { c.Articles[1].Language, c.Articles[2].Language = "de", "de" })
	one := articles(func(c *model.Collection) { c.Articles = c.Articles[3:] })
	unread := &model.Collection{Diagnostics: uitest.Sample(true).Diagnostics}
	for name, tt := range map[string]struct {
		c    *model.Collection
		keys []string
		want []string
	}{
		"nothing is open":  {nil, nil, []string{"Nothing is open."}},
		"no article":       {&model.Collection{}, nil, []string{"No event was found.", "There is no article either.", "D says what could not be read, q quits.", "No article is open."}},
		"diagnostics only": {unread, nil, []string{"There is no article either.", "D says what could not be read"}},
		"what they are":    {unread, []string{"D"}, []string{"not read lune/plan.md", "not text: binary data"}},
		"no events": {german, nil, []string{"these 4 articles have none that it can date", "1 of 4 articles has no date of publication, without which “Monday”",
			"2 of 4 articles are in another language than English: events are found in English only so far.", "l reads the article, a lists the articles."}},
		"one article":       {one, nil, []string{"this article has none", "The article has no date of publication"}},
		"the filter":        {uitest.Sample(true), append([]string{"f"}, append(letters("zzz"), "enter")...), []string{"Nothing is left.", "All 9 events are left out by the filter “zzz”.", "0 drops the filters, f changes the filter, g/ searches the words of the articles."}},
		"hidden outlets":    {uitest.Sample(true), []string{"alt+1", "alt+2", "alt+3", "alt+4"}, []string{"left out by hiding 4 outlets", "0 drops the filters"}},
		"not in this":       {uitest.Sample(true), append([]string{"/"}, append(letters("zzz"), "enter")...), []string{"not in this article: zzz: g/ searches all articles for it"}},
		"nor in the others": {uitest.Sample(true), append([]string{"/"}, append(letters("zzz"), "enter", "g", "/")...), []string{"zzz▌ not in these 4 articles", "No sentence of these 4 articles has all these words.", "Try fewer of them"}},
		"nothing typed":     {uitest.Sample(true), []string{"g", "/"}, []string{"Type words: what has all of them is listed", "Enter goes to a place"}},
		"no recent places":  {uitest.Sample(true), []string{"'"}, []string{"no place is marked yet: gm and a letter mark this one"}},
	} {
		m := New(Options{Theme: mono(), Collection: tt.c, Load: nil})
		m.Update(tea.WindowSizeMsg{Width: 140, Height: 40})
		press(m, tt.keys...)
		got := spoken(m)
		for _, want := range tt.want {
			if !strings.Contains(got, want) {
				t.Errorf("%s: the screen does not say %q:\n%s", name, want, uitest.Plain(m.View()))
			}
		}
	}
}

// TestEmptySaysOwnKeys holds that the keys are those of the reader, and that an
// action without a key is not advised.
func TestEmptySaysOwnKeys(t *testing.T) {
	keys, err := action.NewKeymap(action.Changed(action.Specs, []action.Change{
		{ID: action.ShowAll, All: true, Keys: []string{"X"}}, {ID: action.Filter, All: true, Keys: nil},
	}))
	if err != nil {
		t.Fatal(err)
	}
	m := New(Options{Theme: mono(), Keys: keys, Collection: uitest.Sample(true)})
	m.Update(tea.WindowSizeMsg{Width: 120, Height: 30})
	press(m, "alt+1", "alt+2", "alt+3", "alt+4")
	if got := spoken(m); !strings.Contains(got, "X drops the filters, g/ searches") {
		t.Errorf("it says\n%s", uitest.Plain(m.View()))
	}
}

// TestHintsWithoutEvents holds that the foot of the screen promises nothing that
// cannot be done.
func TestHintsWithoutEvents(t *testing.T) {
	m := open(uitest.Sample(false), 200, 20)
	lines := strings.Split(uitest.Plain(m.View()), "\n")
	foot := lines[len(lines)-1]
	if strings.Contains(foot, "passage") || strings.Contains(foot, "compare") || !strings.Contains(foot, "/ search") || !strings.Contains(foot, "a articles") {
		t.Errorf("the hints are %q", foot)
	}
}

// TestWelcome holds that who opens kreader for the first time is told what is
// open and what to do, until the first key.
func TestWelcome(t *testing.T) {
	m := New(Options{Theme: mono(), Collection: uitest.Sample(true), First: true})
	m.Update(tea.WindowSizeMsg{Width: 120, Height: 30})
	if got := spoken(m); !strings.Contains(got, "a sample: ? lists the keys, kreader FOLDER opens your own articles") {
		t.Errorf("it says\n%s", uitest.Plain(m.View()))
	}
	if press(m, "j"); strings.Contains(spoken(m), "a sample") {
		t.Error("it is still said after a key")
	}
}

// TestReadingFailed holds that the reason is on the screen where nothing opens.
func TestReadingFailed(t *testing.T) {
	m := New(Options{Theme: mono()})
	m.Update(tea.WindowSizeMsg{Width: 80, Height: 20})
	m.Update(arrived{last: true, err: errors.New("the disk is on fire")})
	for _, pane := range []string{"timeline", "article"} {
		if got := spoken(m); !strings.Contains(got, "the disk is on fire") {
			t.Errorf("the %s says\n%s", pane, uitest.Plain(m.View()))
		}
		press(m, "tab")
	}
}
