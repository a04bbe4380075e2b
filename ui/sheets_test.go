package ui

import (
	"strings"
	"testing"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/edtf"
	"github.com/kreader/kreader/ui/uitest"
)

func TestWhyShowsTheChosenPassage(t *testing.T) {
	m := open(uitest.Sample(true), 80, 14)
	for i := range 6 {
		p := m.data.Events[m.sel.event].Passages[m.sel.passage]
		words := strings.Join(strings.Fields(p.Span.Of(m.data.Articles[p.Article].Text))[:3], " ")
		press(m, "w")
		if f := uitest.Plain(m.View()); !strings.Contains(f, "▌ "+words) {
			t.Errorf("passage %d is not in sight:\n%s", i+1, f)
		}
		press(m, "w", "n")
	}
}

// TestHelpIsNarrowed holds that the help is narrowed by typing, kept so by Enter,
// and whole again after Esc.
func TestHelpIsNarrowed(t *testing.T) {
	m := open(uitest.Sample(true), 80, 24)
	press(m, "?", "/", "w", "i", "d", "e", "r")
	if f := uitest.Plain(m.View()); !strings.Contains(f, "timeline wider") || strings.Contains(f, "next passage") {
		t.Errorf("it is not narrowed:\n%s", f)
	}
	press(m, "down", "enter")
	if f := uitest.Plain(m.View()); m.line != nil || !strings.Contains(f, "timeline wider") || strings.Contains(f, "next passage") {
		t.Errorf("after Enter:\n%s", f)
	}
	press(m, "/", "esc")
	if f := uitest.Plain(m.View()); m.overlay == nil || m.line != nil || !strings.Contains(f, "next passage") {
		t.Errorf("after Esc:\n%s", f)
	}
	if press(m, "/", "backspace", "q"); m.overlay != nil {
		t.Error("q does not close the help")
	}
}

// TestInferredDatesAreExplained holds that the date of an article that was
// worked out looks it, with the reason.
func TestInferredDatesAreExplained(t *testing.T) {
	c := uitest.Sample(true)
	a := &c.Articles[3]
	a.Published, _ = edtf.Parse("2019-03-13?")
	a.PublishedFrom, a.PublishedWhy = model.FromInferred, `"the day" in it agrees with "Monday" in another, of 2019-03-14`
	for _, width := range []int{120, 80, 50, 30} {
		m := open(c, width, 30)
		press(m, "a", "G")
		f := uitest.Plain(m.View())
		if !strings.Contains(f, "inferred") && !strings.Contains(f, "○ 13 Mar 2019") {
			t.Errorf("%d columns: the list does not tell an inferred date from another:\n%s", width, f)
		}
		if squeezed := strings.Join(strings.Fields(strings.NewReplacer("│", "", "┃", "").Replace(f)), " "); width >= 80 &&
			!strings.Contains(squeezed, `lune/notes.md 13 Mar 2019 is inferred: "the day" in it agrees with "Monday" in another, of 14 Mar 2019 `) {
			t.Errorf("%d columns: the list does not say why:\n%s", width, f)
		}
		press(m, "q", "w", "G")
		if f := uitest.Plain(m.View()); !strings.Contains(f, "is inferred:") || !strings.Contains(f, "agrees") {
			t.Errorf("%d columns: why does not say it:\n%s", width, f)
		}
	}
}

func TestEndOfALongPathIsSeen(t *testing.T) {
	c := uitest.Sample(true)
	c.Articles[0].Path = strings.Repeat("folder/", 40) + "ferry.md"
	m := open(c, 80, 24)
	press(m, "a")
	if f := uitest.Plain(m.View()); !strings.Contains(f, "…") || !strings.Contains(f, "folder/ferry.md │") {
		t.Errorf("the name of the file is not seen:\n%s", f)
	}
}

func TestUnreadFilesAreAnnounced(t *testing.T) {
	c := uitest.Sample(true)
	m := begin(c, 200, 20)
	if f := uitest.Plain(m.View()); !strings.Contains(f, "9 events · 1 not read") || !strings.Contains(f, "1 file could not be read: D says why") {
		t.Errorf("it is not said that a file could not be read:\n%s", f)
	}
	c.Diagnostics = c.Diagnostics[1:] // a note
	m = begin(c, 200, 20)
	if f := uitest.Plain(m.View()); strings.Contains(f, "not read") || strings.Contains(f, "could not") {
		t.Errorf("all was read:\n%s", f)
	}
}
