package ui

import (
	"errors"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/cite"
	"github.com/kreader/kreader/ui/uitest"
)

// copying returns a model whose clipboard is what the second result points at.
func copying(c *model.Collection) (*Model, *string) {
	var clipboard string
	m := New(Options{Theme: mono(), Collection: c, Mouse: true, Copy: func(s string) error {
		if strings.Contains(s, "fail") {
			return errors.New("it is broken")
		}
		clipboard = s
		return nil
	}})
	m.Update(tea.WindowSizeMsg{Width: 60, Height: 24}) // so narrow that everything is wrapped
	return m, &clipboard
}

// send presses keys and brings back what the last one asked for.
func send(m *Model, keys ...string) {
	if cmd := press(m, keys...); cmd != nil {
		m.Update(cmd())
	}
}

// sentences gives the sample its sentences, which its makers leave out.
func sentences(c *model.Collection) *model.Collection {
	for i := range c.Articles {
		for _, b := range c.Articles[i].Blocks {
			start := b.Span.Start
			text := c.Articles[i].Text
			for at := start; at < b.Span.End; at++ {
				if at+1 == b.Span.End || text[at] == '.' && text[at+1] == ' ' {
					c.Sentences[i] = append(c.Sentences[i], model.Span{Start: start, End: at + 1})
					start = at + 2
				}
			}
		}
	}
	return c
}

func TestCopy(t *testing.T) {
	c := sentences(uitest.Sample(true))
	c.Articles[0].URL = "https://example.org/ferry"
	passage := "On Monday the bridge was closed to trams until further notice."
	source := "— Ines Vark, “The bridge that will not carry the trams”, The Harbour Post, 14 Mar 2019, https://example.org/ferry#:~:text=On%20Monday%20the%20bridge%20was%20closed%20to%20trams%20until%20further%20notice\n"
	first := "An inspector found a crack as long as a hand in the northern pier on 2 February 2017."
	for _, tt := range []struct {
		keys []string
		want string
	}{
		{[]string{"y"}, passage},
		{[]string{"enter", "y"}, passage},
		{[]string{"Y"}, "“" + passage + "”\n" + source},
		{[]string{"enter", "g", "s"}, passage},
		{[]string{"enter", "g", "l"}, "https://example.org/ferry"},
		{[]string{"enter", "v", "y"}, passage},
		{[]string{"enter", "v", "o", "k", "y"}, "The finding was kept from the council. " + passage},
		{[]string{"enter", "v", "o", "u", "y"}, first + " The finding was kept from the council. " + passage},
		{[]string{"enter", "v", "h", "h", "enter"}, "On Monday the bridge was closed to trams until"},
		{[]string{"enter", "v", "o", "w", "w", "y"}, "the bridge was closed to trams until further notice."},
		{[]string{"enter", "v", "j", "j", "k", "y"}, passage + "\n\nThe closure three days ago left 4,000 commuters to the ferries."},
		{[]string{"enter", "v", "d", "}", "{", "y"}, passage + "\n\nThe closure three days ago left 4,000 commuters to the ferries. A petition had asked for it in 2018."},
		{[]string{"enter", "v", "Y"}, "“" + passage + "”\n" + source},
	} {
		m, clipboard := copying(c)
		send(m, tt.keys...)
		if *clipboard != tt.want {
			t.Errorf("%v copies\n%q\nwant\n%q", tt.keys, *clipboard, tt.want)
		}
		if !strings.HasPrefix(m.message, "copied the ") || m.pick.on {
			t.Errorf("%v: %q, still selecting: %v", tt.keys, m.message, m.pick.on)
		}
	}
}

// What is cited is in the format of the configuration, or in one that is chosen,
// which then holds.
func TestCitationFormats(t *testing.T) {
	c := sentences(uitest.Sample(true))
	for _, f := range cite.Formats() {
		m, clipboard := copying(c)
		m.cited = f.Name
		send(m, "Y")
		if want := f.Write(cite.Of(&c.Articles[0], m.chosen().Span, "On Monday the bridge was closed to trams until further notice.")); *clipboard != want {
			t.Errorf("%s copies\n%q\nwant\n%q", f.Name, *clipboard, want)
		}
	}
	m, clipboard := copying(c)
	send(m, "g", "Y")
	if m.overlay == nil || m.overlay.kind != citationSheet || m.overlay.count != len(cite.Formats()) {
		t.Fatal("no list of formats")
	}
	send(m, "g", "g", "enter")
	if !strings.HasPrefix(*clipboard, "@misc{") || !strings.Contains(m.message, "bibtex") || m.overlay != nil {
		t.Errorf("the first format copies %q, said %q", *clipboard, m.message)
	}
	*clipboard = ""
	send(m, "Y")
	if !strings.HasPrefix(*clipboard, "@misc{") {
		t.Errorf("the format does not hold: %q", *clipboard)
	}
}

// TestCopyIsTheSource holds that what is copied has no line break of the screen's
// nor of the file's own wrapping, and keeps those of code and tables.
func TestCopyIsTheSource(t *testing.T) {
	text := "One line\nand another.\n\na\tb\nc\td\n\nif x {\n}"
	a := &model.Article{Text: text, Blocks: []model.Block{
		{Span: model.Span{Start: 0, End: 21}}, {Kind: model.Table, Span: model.Span{Start: 23, End: 30}}, {Kind: model.Code, Span: model.Span{Start: 32, End: 40}},
	}}
	if got, want := copyText(a, model.Span{Start: 4, End: len(text)}), "line and another.\n\na\tb\nc\td\n\nif x {\n}"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := copyText(a, model.Span{}); got != "" {
		t.Errorf("of nothing: %q", got)
	}
}

func TestCopyLinkInThePassage(t *testing.T) {
	c := sentences(uitest.Sample(true))
	p := c.Events[5].Passages[0]
	c.Articles[p.Article].Blocks[p.Block].Inline = []model.Inline{{Kind: model.Link, Span: model.Span{Start: p.Span.Start + 3, End: p.Span.Start + 9}, URL: "https://example.org/monday"}}
	m, clipboard := copying(c)
	send(m, "enter", "g", "l")
	if *clipboard != "https://example.org/monday" || !strings.Contains(m.message, "link in the passage") {
		t.Errorf("%q, %q", *clipboard, m.message)
	}
	m, clipboard = copying(sentences(uitest.Sample(true)))
	send(m, "enter", "g", "l")
	if *clipboard != "" || m.message != "this article has no address" {
		t.Errorf("%q, %q", *clipboard, m.message)
	}
}

func TestCopyFails(t *testing.T) {
	c := uitest.Sample(true)
	c.Articles[0].Text = strings.Replace(c.Articles[0].Text, "notice", "failin", 1)
	m, _ := copying(c)
	send(m, "y")
	if m.message != "not copied: it is broken" {
		t.Errorf("%q", m.message)
	}
	m = open(uitest.Sample(true), 80, 24)
	if press(m, "y"); m.message != "there is no clipboard here" {
		t.Errorf("%q", m.message)
	}
}

func TestSelectingEnds(t *testing.T) {
	for _, keys := range [][]string{{"esc"}, {"q"}, {"v"}, {"tab"}, {"]"}} {
		m, _ := copying(sentences(uitest.Sample(true)))
		press(m, "enter", "v")
		if !m.pick.on || !strings.Contains(uitest.Plain(m.View()), "Esc end") {
			t.Fatalf("v does not select:\n%s", uitest.Plain(m.View()))
		}
		if press(m, keys...); m.pick.on {
			t.Errorf("%v does not end the selection", keys)
		}
	}
}

func TestMouseIsGiven(t *testing.T) {
	m, _ := copying(uitest.Sample(true))
	cmd := press(m, "M")
	if cmd == nil || m.mouseOn || !strings.Contains(m.message, "M takes it back") {
		t.Errorf("M: %q", m.message)
	}
	if _, cmd := m.Update(tea.ResumeMsg{}); cmd != nil {
		t.Error("after a pause the mouse is taken although it was given")
	}
	if cmd := press(m, "M"); cmd == nil || !m.mouseOn {
		t.Error("M does not take the mouse back")
	}
	if _, cmd := m.Update(tea.ResumeMsg{}); cmd == nil {
		t.Error("after a pause the mouse is not taken again")
	}
}
