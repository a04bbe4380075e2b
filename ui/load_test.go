package ui

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/ui/action"
	"github.com/kreader/kreader/ui/uitest"
)

func TestLoading(t *testing.T) {
	m := New(Options{Theme: mono(), Load: func(_ context.Context, report func(Update)) error {
		for i := range 1000 {
			report(Update{Stage: "reading", Done: i, Total: 1000})
		}
		report(Update{Collection: uitest.Sample(false), Stage: "tagging", Total: 4})
		report(Update{Collection: uitest.Sample(true)})
		return nil
	}})
	m.Update(tea.WindowSizeMsg{Width: 120, Height: 40})
	if f := uitest.Plain(m.View()); !strings.Contains(f, "reading the articles") {
		t.Errorf("the first frame does not say what goes on:\n%s", f)
	}
	drain(t, m, m.Init())
	if f := uitest.Plain(m.View()); !strings.Contains(f, "Bridge closed to") || strings.Contains(f, "reading the") {
		t.Errorf("the events have not come:\n%s", f)
	}
}

// TestStopAStage holds that Esc ends what the loading waits for, and only that.
func TestStopAStage(t *testing.T) {
	stopped := make(chan struct{})
	m := New(Options{Theme: mono(), Load: func(ctx context.Context, report func(Update)) error {
		report(Update{Stage: "fetching valley.example", Total: 2, Stop: func() { close(stopped) }})
		select {
		case <-stopped:
		case <-ctx.Done():
			return ctx.Err()
		}
		report(Update{Collection: uitest.Sample(true)})
		return nil
	}})
	m.Update(tea.WindowSizeMsg{Width: 120, Height: 40})
	go m.load.run()()
	m.Update(m.load.listen()())
	if f := uitest.Plain(m.View()); !strings.Contains(f, "fetching valley.example, 0 of 2") || !strings.Contains(f, "Esc stops it") {
		t.Errorf("the frame does not say what goes on:\n%s", f)
	}
	press(m, "esc")
	if f := uitest.Plain(m.View()); strings.Contains(f, "Esc stops it") {
		t.Errorf("the frame offers to stop it again:\n%s", f)
	}
	press(m, "esc") // changes nothing
	for m.data == nil {
		m.Update(m.load.listen()())
	}
	if f := uitest.Plain(m.View()); !strings.Contains(f, "Bridge closed to trams") {
		t.Errorf("what has come is not shown:\n%s", f)
	}
	m.Close()
}

// TestEventsArriveWithoutMovingTheArticle holds that reading goes on undisturbed
// when the events come later than the articles.
func TestEventsArriveWithoutMovingTheArticle(t *testing.T) {
	m := New(Options{Theme: mono(), Load: func(context.Context, func(Update)) error { return nil }})
	m.Update(tea.WindowSizeMsg{Width: 120, Height: 12})
	m.Update(arrived{update: Update{Stage: "tagging", Total: 4}, data: prepare(uitest.Sample(false), m.theme, &m.load.seats)})
	press(m, "]", "j", "j", "j") // the keys go to the article while there is nothing else
	was := uitest.Plain(m.viewer.View())
	m.Update(arrived{data: prepare(uitest.Sample(true), m.theme, &m.load.seats)})
	if got := uitest.Plain(m.viewer.View()); got != was {
		t.Errorf("the article has moved:\n%s\nwas\n%s", got, was)
	}
	if f := uitest.Plain(m.View()); m.sel.event < 0 || !strings.HasSuffix(strings.Split(f, "\n")[10], fmt.Sprintf("%d passages", len(m.passages(m.sel.event)))) {
		t.Errorf("no event is at the cursor, or it is not said how often it is told:\n%s", f)
	}
	if m.focus != onArticle || !strings.Contains(m.View(), "9 events found: Tab goes to the timeline") {
		t.Error("the keys have gone to the timeline, or it is not said how to get there")
	}
}

// TestEveryKeyWhileLoading holds that no key does harm while there is nothing
// yet, nor while there are articles and no events.
func TestEveryKeyWhileLoading(t *testing.T) {
	for _, c := range []*model.Collection{nil, uitest.Sample(false)} {
		for _, w := range []int{120, 60} {
			for _, first := range []string{"x", "tab", "?", "a", "/"} {
				m := New(Options{Theme: mono(), Load: func(context.Context, func(Update)) error { return nil }})
				m.Update(tea.WindowSizeMsg{Width: w, Height: 12})
				if c != nil {
					m.Update(arrived{update: Update{Stage: "tagging", Total: 4}, data: prepare(c, m.theme, &m.load.seats)})
				}
				press(m, first)
				for _, s := range action.Specs {
					for _, k := range s.Keys {
						press(m, k)
						m.View()
					}
				}
			}
		}
	}
}

// TestWhileLoading holds that what goes on is said in whole words, that it is
// not said that one can read before one can, and that a key which has to wait
// says so.
func TestWhileLoading(t *testing.T) {
	m := New(Options{Theme: mono(), Load: func(context.Context, func(Update)) error { return nil }})
	m.Update(tea.WindowSizeMsg{Width: 120, Height: 12})
	frame := func() string { return uitest.Plain(m.View()) }
	if f := frame(); strings.Contains(f, "read meanwhile") {
		t.Errorf("there is nothing to read:\n%s", f)
	}
	m.Update(arrived{update: Update{Stage: "tagging", Total: 4}, data: prepare(uitest.Sample(false), m.theme, &m.load.seats)})
	for stage, want := range map[string]string{"tagging": "step 1 of 3: finding dates, 2 of 4", "finding": "step 2 of 3: finding what is told, 2 of 4", "joining": "step 3 of 3: joining what tells the same event, 2 %"} {
		m.Update(arrived{update: Update{Stage: stage, Done: 2, Total: 4}})
		end := want[strings.LastIndex(want, ",")-5:] // it may be broken before that
		if f := frame(); strings.Count(f, end) != 1 || !strings.Contains(f, "You can read meanwhile.") {
			t.Errorf("%s is not on the screen, or twice:\n%s", want, f)
		}
		for _, k := range []string{"n", "J", "w"} {
			if press(m, k); m.message != "not yet: "+want {
				t.Errorf("%s while %s: %q", k, stage, m.message)
			}
		}
	}
	press(m, "tab")
	if f := frame(); !strings.Contains(f, "Tab goes to the") {
		t.Errorf("the timeline does not say how to get to the article:\n%s", f)
	}
}

// What was stopped is not said to hold no event.
func TestStoppedBeforeTheEvents(t *testing.T) {
	m := New(Options{Theme: mono(), Reread: func() {}, Load: func(context.Context, func(Update)) error { return nil }})
	m.Update(tea.WindowSizeMsg{Width: 120, Height: 20})
	m.Update(arrived{update: Update{Stage: "joining"}, data: prepare(uitest.Sample(false), m.theme, &m.load.seats)})
	m.Update(arrived{update: Update{Idle: true, Stopped: true}})
	if f := uitest.Plain(m.View()); !strings.Contains(f, "You have stopped the reading") || !strings.Contains(f, "gr goes on") {
		t.Errorf("it is not said that it was stopped:\n%s", f)
	}
	m.Update(arrived{update: Update{Stage: "finding"}})
	m.Update(arrived{update: Update{Idle: true}})
	if f := uitest.Plain(m.View()); strings.Contains(f, "You have stopped") || !strings.Contains(f, "No event was found.") {
		t.Errorf("it is still said that it was stopped:\n%s", f)
	}
}

func TestLoadingFails(t *testing.T) {
	m := New(Options{Theme: mono(), Load: func(context.Context, func(Update)) error { return errors.New("lune: no such folder") }})
	m.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	drain(t, m, m.Init())
	if f := uitest.Plain(m.View()); !strings.Contains(f, "lune: no such folder") {
		t.Errorf("the error is not shown:\n%s", f)
	}
}

func TestPanicInLoadEndsTheProgram(t *testing.T) {
	m := New(Options{Theme: mono(), Load: func(context.Context, func(Update)) error { panic("wrong") }})
	drain(t, m, m.Init())
	var crash *Crash
	if !errors.As(m.Err(), &crash) || crash.Value != "wrong" || len(crash.Stack) == 0 {
		t.Errorf("Err() = %v", m.Err())
	}
}

func TestQuitCancelsTheLoading(t *testing.T) {
	ended := make(chan struct{})
	m := New(Options{Theme: mono(), Load: func(ctx context.Context, _ func(Update)) error {
		<-ctx.Done()
		close(ended)
		return ctx.Err()
	}})
	m.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	go m.load.run()()
	press(m, "q")
	select {
	case <-ended:
	case <-time.After(5 * time.Second):
		t.Error("the loading goes on")
	}
}

func TestMailboxKeepsTheCollection(t *testing.T) {
	b := newMailbox()
	d := &data{}
	b.put(arrived{data: d, update: Update{Stage: "tagging"}})
	b.put(arrived{update: Update{Stage: "joining"}})
	b.put(arrived{last: true})
	if got := b.take(); got.data != d || !got.last || got.update.Stage != "joining" {
		t.Errorf("took %+v", got)
	}
}

func TestCollectionArrivesWhileTyping(t *testing.T) {
	m := open(uitest.Sample(true), 120, 20)
	press(m, "G", "f", "c")
	m.Update(arrived{data: prepare(uitest.Sample(false), m.theme, &m.load.seats)})
	press(m, "esc") // what was chosen is gone
	if m.sel.event >= 0 {
		t.Errorf("event %d is chosen in a collection that has none", m.sel.event)
	}
	press(m, "a", "G")
	m.Update(arrived{data: prepare(&model.Collection{}, m.theme, &m.load.seats)})
	press(m, "enter")
	m.View()
}

// TestCollectionDoesNotWait holds that only progress is held back.
func TestCollectionDoesNotWait(t *testing.T) {
	m := New(Options{Theme: mono(), Load: func(context.Context, func(Update)) error { return nil }})
	later := m.load.listenLater()
	m.load.box.put(arrived{data: &data{}})
	begun := time.Now()
	if mail, ok := later().(arrived); !ok || mail.data == nil {
		t.Fatalf("got %+v", mail)
	}
	if waited := time.Since(begun); waited >= pause {
		t.Errorf("the collection waited %v", waited)
	}
	m.load.box.put(arrived{update: Update{Stage: "tagging"}})
	begun = time.Now()
	m.load.listenLater()()
	if waited := time.Since(begun); waited < pause {
		t.Errorf("progress was delivered after %v", waited)
	}
}

// TestPartial holds that the beginning of an article becomes the whole of it
// under the reader's eyes: the same words stay where they are.
func TestPartial(t *testing.T) {
	whole := uitest.Large(2000)
	part := uitest.Large(2000)
	part.Events = nil
	part.Articles = part.Articles[:1]
	a := &part.Articles[0]
	whole.Articles[0].Path, a.Path, a.ID = "a.md", "a.md", "other"
	a.Blocks = a.Blocks[:20]
	a.Text = a.Text[:a.Blocks[19].Span.End]
	m := New(Options{Theme: mono(), Collection: part, Partial: true})
	m.Update(tea.WindowSizeMsg{Width: 120, Height: 20})
	press(m, "j", "j", "d", "j")
	was := uitest.Plain(m.viewer.View())
	if press(m, "G", "j"); m.message != "the rest is still being read" {
		t.Errorf("at the end of what is read it says %q", m.message)
	}
	press(m, "g", "g", "j", "j", "d", "j")
	m.show(prepare(whole, m.theme, &m.load.seats))
	if got := uitest.Plain(m.viewer.View()); got != was {
		t.Errorf("the whole article shows\n%s\nits beginning showed\n%s", got, was)
	}
}
