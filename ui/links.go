package ui

import (
	"errors"
	"net/url"
	"strings"

	tea "github.com/charmbracelet/bubbletea"
	"golang.org/x/net/idna"

	"github.com/kreader/kreader/ui/draw"
	"github.com/kreader/kreader/ui/viewer"
)

// mostLinks is how many links of an article are listed.
const mostLinks = 2000

// linkSheet lists the links of the open article; Enter opens one. Where a link
// leads is always to be seen before it is followed.
func (m *Model) linkSheet() *sheet {
	links, first := m.viewer.Links(mostLinks)
	a := &m.data.Articles[m.sel.article]
	t := m.theme
	s := &sheet{title: plural(len(links), "link"), count: len(links), cursor: first, foot: "Enter opens it in the browser"}
	s.draw = func(i, w int, cursor bool) string {
		style := t.Text
		if cursor {
			style = t.Bright
		}
		target, err := linkTarget(links[i].URL)
		right := t.Warn.Render("not opened")
		if err == nil {
			right = t.Dim.Render(draw.Truncate(target.Host, w/2, t.Glyphs.Ellipsis))
		}
		return draw.Ends(style.Render(draw.Truncate(linkWords(links[i], a.Text), max(w-draw.Width(right)-2, 1), t.Glyphs.Ellipsis)), right, w, "")
	}
	s.detailed = 2
	s.detail = func(i, w int) []string {
		target, err := linkTarget(links[i].URL)
		if err != nil {
			return append(draw.Wrap(err.Error(), w), draw.Line(links[i].URL))
		}
		return draw.Wrap(target.String(), w)
	}
	s.links = links
	return s
}

func linkWords(l viewer.Link, text string) string {
	words := draw.Line(l.Span.Of(text))
	if strings.TrimSpace(words) == "" {
		return draw.Line(l.URL)
	}
	return words
}

// linkTarget returns what a link leads to, its host in ASCII, so that a letter
// that only looks like another is seen for what it is. The error says why
// kreader does not open it.
func linkTarget(raw string) (*url.URL, error) {
	u, err := url.Parse(strings.TrimSpace(raw))
	switch {
	case err != nil:
		return nil, errors.New("this is no address that can be read")
	case u.Scheme != "http" && u.Scheme != "https":
		return nil, errors.New("only http and https addresses are opened")
	case u.Hostname() == "":
		return nil, errors.New("it names no host")
	case u.User != nil:
		return nil, errors.New("it names a user before the host, as addresses do that mean to deceive")
	}
	host, err := idna.ToASCII(u.Hostname())
	if err != nil || strings.ContainsFunc(host, func(r rune) bool { return r <= ' ' || r >= 0x7f }) {
		return nil, errors.New("the name of its host is not valid")
	}
	if strings.Contains(host, ":") {
		host = "[" + host + "]"
	}
	if port := u.Port(); port != "" {
		host += ":" + port
	}
	u.Host = host
	return u, nil
}

// opened says how the opening of a link went.
type opened struct {
	host string
	err  error
}

// openLink opens a link of the list in the browser.
func (m *Model) openLink(s *sheet) tea.Cmd {
	if s.cursor >= len(s.links) {
		m.say("this article has no links")
		return nil
	}
	target, err := linkTarget(s.links[s.cursor].URL)
	switch {
	case err != nil:
		m.say(err.Error())
		return nil
	case m.browse == nil:
		m.say("there is no browser here: " + target.String())
		return nil
	}
	browse := m.browse
	m.say("opening " + target.Host + " …")
	return func() tea.Msg { return opened{target.Host, browse(target.String())} }
}

func (m *Model) linkOpened(o opened) {
	if o.err != nil {
		m.say("open " + o.host + ": " + o.err.Error())
		return
	}
	m.say(o.host + " is opened in the browser")
}
