package ui

import (
	"errors"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/ui/uitest"
)

func TestLinkTarget(t *testing.T) {
	for raw, want := range map[string]string{
		"https://example.org/a?b=1#c":           "https://example.org/a?b=1#c",
		" http://example.org:8080/x ":           "http://example.org:8080/x",
		"https://exаmple.org/":                  "https://xn--exmple-4nf.org/", // the third letter is Cyrillic
		"https://[2001:db8::1]:80/":             "https://[2001:db8::1]:80/",
		"https://user:secret@example.org/":      "",
		"javascript:alert(1)":                   "",
		"file:///etc/passwd":                    "",
		"data:text/html,x":                      "",
		"--help":                                "",
		"/relative":                             "",
		"https://":                              "",
		"https://a b/":                          "",
		"https://example.org/\x1b]0;x\a":        "",
		"HTTPS://example.org":                   "https://example.org",
		"https://example.org/" + `";touch x;"`:  "https://example.org/%22;touch%20x;%22",
		"https://example.org/$(touch x)`y`|z&w": "https://example.org/$%28touch%20x%29%60y%60%7Cz&w",
	} {
		got := ""
		if u, err := linkTarget(raw); err == nil {
			got = u.String()
		}
		if got != want && !(strings.Contains(want, "$") && !strings.ContainsAny(got, " `|")) {
			t.Errorf("%q leads to %q, want %q", raw, got, want)
		}
	}
}

func linked() *model.Collection {
	c := uitest.Sample(true)
	a := &c.Articles[0]
	at := func(w string) model.Span {
		i := strings.Index(a.Text, w)
		return model.Span{Start: i, End: i + len(w)}
	}
	for i := range a.Blocks {
		for words, to := range map[string]string{"the council voted": "https://example.org/vote", "Wharf Street": "javascript:alert(1)"} {
			if s := at(words); a.Blocks[i].Span.Contains(s) {
				a.Blocks[i].Inline = append(a.Blocks[i].Inline, model.Inline{Kind: model.Link, Span: s, URL: to})
			}
		}
	}
	return c
}

func TestLinks(t *testing.T) {
	var asked []string
	m := New(Options{Theme: mono(), Collection: linked(), Browse: func(a string) error {
		asked = append(asked, a)
		return errors.New("no such program")
	}})
	m.Update(tea.WindowSizeMsg{Width: 120, Height: 40})
	press(m, "a", "home", "enter", "home", "L", "home")
	cmd := press(m, "enter")
	if cmd == nil || len(asked) != 0 {
		t.Fatal("the browser is not opened by a command")
	}
	m.Update(cmd())
	if len(asked) != 1 || asked[0] != "https://example.org/vote" || !strings.Contains(m.message, "no such program") {
		t.Errorf("asked for %q, says %q", asked, m.message)
	}
	if cmd := press(m, "G", "enter"); cmd != nil || !strings.Contains(m.message, "only http") {
		t.Errorf("a script is not refused: %q", m.message)
	}
	m = open(uitest.Sample(true), 120, 40)
	if press(m, "L"); m.overlay != nil || !strings.Contains(m.message, "no links") {
		t.Errorf("an article without links: %q", m.message)
	}
}
