package ui

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/ui/uitest"
)

// changedCopy returns the sample with its articles under paths, one of which, as if
// its file had been changed, begins with another block and has another ID, as have
// the events that it tells first.
func changedCopy(article int) *model.Collection {
	c := paths(uitest.Sample(true))
	a := &c.Articles[article]
	const more = "A line that was not there.\n\n"
	move := func(s model.Span) model.Span { return model.Span{Start: s.Start + len(more), End: s.End + len(more)} }
	a.ID, a.Text = "changed", more+a.Text
	a.Blocks = slices.Clone(a.Blocks)
	for i := range a.Blocks {
		a.Blocks[i].Span = move(a.Blocks[i].Span)
	}
	a.Blocks = append([]model.Block{{Kind: model.Paragraph, Span: model.Span{End: len(more) - 2}}}, a.Blocks...)
	for e := range c.Events {
		for i := range c.Events[e].Passages {
			if p := &c.Events[e].Passages[i]; p.Article == article {
				p.Span = move(p.Span)
				if i == 0 {
					c.Events[e].ID += " again"
				}
			}
		}
	}
	c.Timexes, c.Sentences = make([][]model.Timex, len(c.Articles)), make([][]model.Span, len(c.Articles))
	return c
}

// paths gives every article of c a path of its own.
func paths(c *model.Collection) *model.Collection {
	for i := range c.Articles {
		c.Articles[i].Path = "lune/" + c.Articles[i].ID + ".md"
	}
	return c
}

// again brings another reading of what is shown.
func again(m *Model, c *model.Collection) {
	m.load.box.put(arrived{update: Update{Collection: c, Again: true}, data: m.load.prep(Update{Collection: c, Again: true})})
	m.Update(m.load.box.take())
}

// What is read, chosen, hidden and searched stays where it is when the article that
// is open has been changed.
func TestThePlaceIsKeptInAChangedArticle(t *testing.T) {
	c := paths(uitest.Sample(true))
	m := New(Options{Theme: mono(), Collection: c, Load: func(context.Context, func(Update)) error { return nil }})
	m.Update(tea.WindowSizeMsg{Width: 120, Height: 14})
	event := slices.IndexFunc(c.Events, func(e model.Event) bool { return len(e.Passages) > 1 })
	m.choose(event, 0)
	article := c.Events[event].Passages[0].Article
	press(m, "tab", "j", "j", "j")
	other := (m.data.outletOf[article] + 1) % len(m.data.outlets)
	m.toggleOutlet(other)
	hidden := m.data.outlets[other].Name
	top := strings.Split(uitest.Plain(m.viewer.View()), "\n")
	chosen := m.chosen().Span.Of(m.data.Articles[article].Text)

	again(m, changedCopy(article))
	if m.sel.article != article || m.data.Articles[article].ID != "changed" {
		t.Fatalf("article %d is open", m.sel.article)
	}
	if got := strings.Split(uitest.Plain(m.viewer.View()), "\n"); strings.Join(got, "\n") != strings.Join(top, "\n") {
		t.Errorf("the article shows\n%s\nwas\n%s", strings.Join(got, "\n"), strings.Join(top, "\n"))
	}
	if p := m.chosen(); m.sel.event != event || p == nil || p.Span.Of(m.data.Articles[p.Article].Text) != chosen {
		t.Errorf("chosen is event %d, %v; was %d, %q", m.sel.event, p, event, chosen)
	}
	if at, _ := m.timeline.At(); at != event {
		t.Errorf("the timeline is at %d, was at %d", at, event)
	}
	for i, is := range m.timeline.Filter().Hidden {
		if is != (m.data.outlets[i].Name == hidden) {
			t.Errorf("%s hidden: %v", m.data.outlets[i].Name, is)
		}
	}
	if m.message != "1 changed: no new passage" {
		t.Errorf("it says %q", m.message)
	}
}

func TestASearchIsKeptInAChangedArticle(t *testing.T) {
	c := paths(uitest.Sample(true))
	m := New(Options{Theme: mono(), Collection: c, Load: func(context.Context, func(Update)) error { return nil }})
	m.Update(tea.WindowSizeMsg{Width: 120, Height: 14})
	m.openArticle(0)
	press(m, "l", "/", "b", "r", "i", "d", "g", "e", "enter", "n", "n")
	_, n := m.viewer.Match()
	was := uitest.Plain(m.viewer.View())
	again(m, changedCopy(0))
	if _, of := m.viewer.Match(); !m.searching || of != n || n == 0 {
		t.Errorf("searching %v, %d matches, were %d", m.searching, of, n)
	}
	if got := uitest.Plain(m.viewer.View()); got != was {
		t.Errorf("the article shows\n%s\nwas\n%s", got, was)
	}
	less := paths(uitest.Sample(true))
	less.Articles[0].ID, less.Articles[0].Text = "less", strings.Repeat("x", len(less.Articles[0].Text))
	again(m, less)
	if m.searching {
		t.Error("it goes on in an article that has none of it")
	}
}

// without returns the sample without its last article, which is the given one: the
// others keep their indexes.
func without(article int) *model.Collection {
	c := paths(uitest.Sample(true))
	c.Articles = c.Articles[:article]
	var events []model.Event
	for _, e := range c.Events {
		e.Passages = slices.DeleteFunc(slices.Clone(e.Passages), func(p model.Passage) bool { return p.Article == article })
		if len(e.Passages) > 0 {
			events = append(events, e)
		}
	}
	c.Events = events
	return c
}

// What has come is said: articles, passages, and of how many events.
func TestNews(t *testing.T) {
	all := paths(uitest.Sample(true))
	last := len(all.Articles) - 1
	passages, events := 0, 0
	for _, e := range all.Events {
		n := len(slices.DeleteFunc(slices.Clone(e.Passages), func(p model.Passage) bool { return p.Article != last }))
		passages += n
		if n > 0 {
			events++
		}
	}
	m := New(Options{Theme: mono(), Collection: without(last), Load: func(context.Context, func(Update)) error { return nil }})
	m.Update(tea.WindowSizeMsg{Width: 120, Height: 14})
	again(m, paths(uitest.Sample(true)))
	if want := (news{articles: 1, passages: passages, events: events}); m.data.came != want || passages == 0 {
		t.Errorf("%+v, want %+v", m.data.came, want)
	}
	again(m, without(last))
	if want := (news{gone: 1}); m.data.came != want || m.message != "1 gone" {
		t.Errorf("%+v, %q; want %+v", m.data.came, m.message, want)
	}
	for _, tt := range []struct {
		n    news
		want string
	}{
		{news{}, "what is shown was read again"}, {news{articles: 1}, "1 new article: no new passage"},
		{news{articles: 2, changed: 1, gone: 3, passages: 3, events: 2}, "2 new articles, 1 changed, 3 gone: 3 new passages in 2 events"},
		{news{passages: 1, events: 1}, "1 new passage in 1 event"},
		{news{gone: 1, open: true}, "1 gone, which was open"}, {news{changed: 1, gone: 2, open: true}, "1 changed, 2 gone, of which one was open: no new passage"},
	} {
		if got := tt.n.String(); got != tt.want {
			t.Errorf("%q, want %q", got, tt.want)
		}
	}
}

// The keys for the files say what they cannot do, and what goes on.
func TestLookAgainAndWatch(t *testing.T) {
	m := open(uitest.Sample(true), 120, 14)
	if press(m, "g", "r"); !strings.Contains(m.message, "no files") {
		t.Errorf("gr: %q", m.message)
	}
	if press(m, "g", "w"); !strings.Contains(m.message, "no files") {
		t.Errorf("gw: %q", m.message)
	}
	looks := 0
	m = New(Options{
		Theme: mono(), Collection: uitest.Sample(true), Idle: true, Load: func(context.Context, func(Update)) error { return nil },
		Reread: func() { looks++ }, Watch: func(on bool) string { return map[bool]string{true: "watching", false: "not watching"}[on] },
	})
	m.Update(tea.WindowSizeMsg{Width: 200, Height: 14})
	if press(m, "g", "r"); looks != 1 {
		t.Errorf("%d looks, %q", looks, m.message)
	}
	m.Update(arrived{update: Update{Stage: "checking the files", Done: 1, Total: 9}})
	if press(m, "g", "r"); looks != 1 || m.message != "not yet: checking the files, 1 of 9" {
		t.Errorf("while it is done: %d looks, %q", looks, m.message)
	}
	m.Update(arrived{update: Update{Idle: true, Note: "nothing has changed"}})
	if m.message != "nothing has changed" || m.progress() != "" {
		t.Errorf("idle: %q, %q", m.message, m.progress())
	}
	drain(t, m, press(m, "g", "w"))
	if m.message != "watching" || !strings.Contains(m.View(), "watched") {
		t.Errorf("gw: %q", m.message)
	}
	drain(t, m, press(m, "g", "w"))
	if m.message != "not watching" || strings.Contains(m.View(), "watched") {
		t.Errorf("gw again: %q", m.message)
	}
	m.Update(arrived{update: Update{Idle: true, Stopped: true}})
	if m.message != "stopped: gr goes on" {
		t.Errorf("stopped: %q", m.message)
	}
}

func TestPace(t *testing.T) {
	now := time.Now()
	for _, tt := range []struct {
		took                time.Duration
		before, done, total int
		want                string
	}{
		{time.Second / 2, 0, 100, 1000, "100 of 1000"}, {2 * time.Second, 0, 0, 1000, "0 of 1000"},
		{2 * time.Second, 100, 300, 1000, "300 of 1000, 100 a second, 7 s left"},
		{10 * time.Second, 0, 5, 1000, "5 of 1000, 0.5 a second, 33 min left"}, {time.Minute, 0, 60, 10000, "60 of 10000, 1.0 a second, 2 h 46 min left"},
		{10 * time.Second, 0, 990, 1000, "990 of 1000"}, {10 * time.Second, 0, 20, 100, "20 %, 40 s left"}, {time.Second / 2, 0, 1, 100, "1 %"},
	} {
		l := &loader{since: now.Add(-tt.took), before: tt.before, done: tt.done, total: tt.total}
		if got := l.far(now, tt.total == 100); got != tt.want {
			t.Errorf("%+v: %q", tt, got)
		}
	}
}

// When the article that is open has gone, what else tells the chosen event is
// shown, and nothing is left of it on the screen.
func TestTheOpenArticleIsGone(t *testing.T) {
	m := New(Options{Theme: mono(), Collection: paths(uitest.Sample(true)), Load: func(context.Context, func(Update)) error { return nil }})
	m.Update(tea.WindowSizeMsg{Width: 120, Height: 20})
	gone := len(m.data.Articles) - 1
	for e := range m.data.Events {
		ps := m.data.Events[e].Passages
		if last := len(ps) - 1; ps[0].Article != gone && ps[last].Article == gone { // told elsewhere as well
			m.choose(e, last)
		}
	}
	event := m.data.Events[m.sel.event].Title
	press(m, "l", "/", "t", "h", "e", "enter")
	if m.sel.article != gone || !m.searching {
		t.Fatalf("article %d is open, searching %v", m.sel.article, m.searching)
	}
	again(m, without(gone))
	f := uitest.Plain(m.View())
	if m.sel.article < 0 || m.data.Events[m.sel.event].Title != event || m.searching || !strings.Contains(m.message, "1 gone, which was open") {
		t.Fatalf("article %d, event %q, searching %v, %q", m.sel.article, m.data.Events[m.sel.event].Title, m.searching, m.message)
	}
	if words := m.chosen().Span.Of(m.data.Articles[m.sel.article].Text); !strings.Contains(f, words) {
		t.Errorf("%q is not on the screen:\n%s", words, f)
	}
	again(m, &model.Collection{})
	if f := uitest.Plain(m.View()); m.sel.article >= 0 || !strings.Contains(f, "No article is open.") {
		t.Errorf("after all have gone:\n%s", f)
	}
}

// What was sent by the collection that was open before concerns nobody.
func TestMailOfAnother(t *testing.T) {
	m, other := open(uitest.Sample(true), 120, 20), open(uitest.Sample(false), 120, 20)
	other.load.box.put(arrived{data: other.data, update: Update{Note: "stray"}})
	m.Update(other.load.box.take())
	if len(m.data.Events) == 0 || m.message == "stray" {
		t.Errorf("%d events, %q", len(m.data.Events), m.message)
	}
}
