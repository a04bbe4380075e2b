package viewer

import (
	"testing"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/ui/action"
	"github.com/kreader/kreader/ui/theme"
)

func TestScrolling(t *testing.T) {
	a := mixed()
	p := pane(a, 60, 10)
	var down []place
	for {
		down = append(down, p.top)
		before := p.top
		p.Do(action.Down)
		if p.top == before {
			break
		}
	}
	if _, more := p.doc.next(p.screen()[9]); more || len(p.screen()) != 10 {
		t.Error("scrolling stopped before the end, or ran over it")
	}
	if p.Percent() != 100 {
		t.Errorf("%d %% at the end", p.Percent())
	}
	for i := len(down) - 1; i >= 0; i-- {
		if p.top != down[i] {
			t.Fatalf("going up: at %v, on the way down at %v", p.top, down[i])
		}
		p.Do(action.Up)
	}
	if p.top != p.doc.first() {
		t.Error("up does not end at the top")
	}
	p.Do(action.Bottom)
	if p.top != down[len(down)-1] {
		t.Errorf("bottom is %v, scrolling ends at %v", p.top, down[len(down)-1])
	}
	p.Do(action.PageUp)
	p.Do(action.HalfPageUp)
	p.Do(action.HalfPageDown)
	p.Do(action.PageDown)
	if p.top != down[len(down)-1] {
		t.Error("as much down as up does not lead back")
	}
	if p.Do(action.NextEvent) || p.Do(action.Quit) {
		t.Error("took an action that is not its own")
	}
}

func TestPercentGrows(t *testing.T) {
	p := pane(story(3000), 60, 20)
	last := -1
	for range 1000 {
		if got := p.Percent(); got < last || got < 0 || got > 100 {
			t.Fatalf("%d %% after %d %%", got, last)
		} else {
			last = got
		}
		p.Do(action.Down)
	}
	if last != 100 {
		t.Errorf("%d %% at the end", last)
	}
}

// A resize keeps the words at the top, and there and back changes nothing.
func TestResizeKeepsTheWords(t *testing.T) {
	a := mixed()
	p := pane(a, 60, 10)
	for range 60 {
		p.Do(action.Down)
		_, r := p.doc.row(p.top)
		want, wasGap, top := r.span.Start, r.gap, p.top
		for _, w := range []int{100, 20, 33, 12, 77} {
			p.SetSize(w, 10)
			rows := p.screen()
			_, first := p.doc.row(rows[0])
			_, more := p.doc.next(rows[len(rows)-1])
			if more && (first.gap != wasGap || first.span.Start > want || p.top.block != top.block ||
				!first.gap && first.part == nil && first.span.End < want) {
				t.Errorf("byte %d was at the top; at width %d it is %v", want, w, first.span)
			}
		}
		p.SetSize(60, 10)
		if p.top != top {
			t.Fatalf("at the top was %v, after resizing there and back %v", top, p.top)
		}
	}
}

func TestPositionIsKeptPerArticle(t *testing.T) {
	a, b := mixed(), story(2000)
	p := pane(a, 60, 10)
	p.Do(action.PageDown)
	at := p.top
	p.Show(b, Outlet{}, nil)
	if p.top != p.doc.first() {
		t.Error("a new article does not begin at its top")
	}
	p.Do(action.Bottom)
	p.Show(a, Outlet{}, nil)
	if p.top != at {
		t.Errorf("left at %v, came back to %v", at, p.top)
	}
	p.SetTheme(theme.New(theme.Options{ASCII: true}))
	if p.top != at {
		t.Error("another theme moved the text")
	}
}

func TestChooseIsAlwaysOnScreen(t *testing.T) {
	for _, h := range []int{1, 2, 3, 9, 24} {
		for _, w := range []int{8, 30, 90} {
			p := pane(mixed(), w, h)
			for _, s := range sentences(p.article) {
				p.Choose(s)
				shown := false
				for _, pl := range p.screen() {
					_, r := p.doc.row(pl)
					shown = shown || pl.block >= 0 && p.railed(r) && (r.part != nil || r.span.Start <= s.Start || h == 1)
				}
				if !shown {
					t.Errorf("%d×%d: the beginning of %q is not on screen", w, h, s.Of(p.article.Text))
				}
			}
		}
	}
}

func TestAtFollowsTheReader(t *testing.T) {
	p := pane(story(3000), 60, 30)
	var marks []Mark
	for i, b := range p.article.Blocks {
		marks = append(marks, Mark{Span: b.Span, Event: i, Dates: []model.Span{{Start: b.Span.Start, End: b.Span.Start + 4}}})
	}
	p.Show(p.article, p.outlet, marks)
	seen, last := map[int]bool{}, 0
	for range 1000 {
		m, ok := p.At()
		if !ok || m.Event < last {
			t.Fatalf("at event %d after %d", m.Event, last)
		}
		last = m.Event
		seen[last] = true
		p.Do(action.Down)
	}
	if len(seen) != len(marks) {
		t.Errorf("%d of %d passages were read on the way down", len(seen), len(marks))
	}
}

func TestClickRow(t *testing.T) {
	p := pane(mixed(), 64, 24)
	a := p.article
	whole := a.Blocks[0].Span
	first := Mark{Span: model.Span{Start: whole.Start, End: whole.Start + 20}, Event: 1}
	p.Show(a, p.outlet, []Mark{{Span: whole, Event: 2}, first})
	if p.ClickRow(0) || p.ClickRow(-1) || p.ClickRow(99) {
		t.Error("a passage was found outside the text")
	}
	for _, want := range []int{2, 1, 2} {
		if !p.ClickRow(4) {
			t.Fatal("no passage on the first row")
		}
		if m, _ := p.At(); m.Event != want {
			t.Errorf("event %d, want %d", m.Event, want)
		}
	}
	top := p.top
	if m, _ := p.At(); m.Span != whole {
		t.Error("wrong passage")
	}
	p.Choose(whole)
	if p.top != top {
		t.Error("choosing what is on screen moved the text")
	}
}

func TestMarksMayBeUnordered(t *testing.T) {
	p := pane(mixed(), 64, 24)
	a := p.article
	marks := []Mark{{Span: a.Blocks[1].Span, Event: 1}, {Span: a.Blocks[0].Span, Event: 0}}
	p.Show(a, p.outlet, marks)
	p.Choose(a.Blocks[0].Span)
	if m, ok := p.At(); !ok || m.Event != 0 {
		t.Errorf("at %v, %v", m, ok)
	}
	if marks[0].Event != 1 {
		t.Error("the caller's marks were changed")
	}
}

// What was chosen before the pane had a size is on screen when it has one, with
// the title above it when there is room for both.
func TestChooseBeforeSize(t *testing.T) {
	a := mixed()
	for _, tt := range []struct {
		block int
		title bool
	}{{0, true}, {len(a.Blocks) - 1, false}} {
		p := New(dark())
		p.Show(a, Outlet{}, nil)
		p.Choose(a.Blocks[tt.block].Span)
		p.SetSize(60, 20)
		if !p.onScreen(p.chosen) {
			t.Errorf("block %d is not on screen", tt.block)
		}
		if got := p.top == p.doc.first(); got != tt.title {
			t.Errorf("block %d: at the top %v, want %v", tt.block, got, tt.title)
		}
	}
}
