package ui

import (
	"fmt"
	"sort"
	"strings"
	"unicode/utf8"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/cite"
	"github.com/kreader/kreader/ui/action"
	"github.com/kreader/kreader/ui/draw"
)

// copied says what came of copying.
type copied struct {
	what string
	text string
	err  error
}

// copyAs copies what an action names. What is copied of an article are its own
// words, as [copyText] has them.
func (m *Model) copyAs(id action.ID) tea.Cmd {
	if m.data == nil || m.sel.article < 0 {
		m.sayNone("nothing is open")
		return nil
	}
	if id == action.CopyLink {
		return m.copyLink()
	}
	article, span, what := m.toCopy(id)
	text := copyText(&m.data.Articles[article], span)
	if text == "" {
		m.say("there is nothing to copy here")
		return nil
	}
	if id == action.CopyCited {
		text, what = m.citation().Write(cite.Of(&m.data.Articles[article], span, text)), what+" with its source"
		if m.cited != cite.Usual {
			what += " (" + m.cited + ")"
		}
	}
	m.endPick()
	return m.copyText(what, text)
}

// citation returns the format in which the source is copied.
func (m *Model) citation() cite.Format {
	f, ok := cite.Named(m.cited)
	if !ok {
		f, _ = cite.Named(cite.Usual)
	}
	return f
}

// openCitations lists the formats of citations. What is chosen holds until the
// program ends.
func (m *Model) openCitations() {
	if m.data == nil || m.sel.article < 0 {
		m.sayNone("nothing is open")
		return
	}
	m.overlay = m.newSheet(citationSheet)
	m.resizeOverlay()
}

func (m *Model) citationSheet() *sheet {
	formats := cite.Formats()
	s := &sheet{title: "Copy with its source as", count: len(formats), foot: "citation = in the configuration sets the usual"}
	for i, f := range formats {
		if f.Name == m.cited {
			s.cursor = i
		}
	}
	s.draw = func(i, w int, cursor bool) string {
		return m.row(" "+draw.PadRight(formats[i].Name, 10)+"  "+formats[i].Help, w, cursor)
	}
	return s
}

// chooseCitation copies in a format, and in that from now on.
func (m *Model) chooseCitation(i int) tea.Cmd {
	m.closeOverlay()
	m.cited = cite.Formats()[i].Name
	return m.copyAs(action.CopyCited)
}

// toCopy returns what is meant: what is selected, else the passage, else the
// sentence at the reading line; an action for sentences always means that.
func (m *Model) toCopy(id action.ID) (article int, span model.Span, what string) {
	if m.pick.on {
		return m.sel.article, m.pick.span, "selection"
	}
	if id != action.CopySentence {
		if p := m.chosen(); p != nil && m.focus == onTimeline {
			return p.Article, p.Span, "passage"
		}
		if mark, ok := m.reading(); ok {
			return m.sel.article, mark.Span, "passage"
		}
	}
	if mark, ok := m.reading(); ok {
		return m.sel.article, m.unitAt(mark.Span.Start), "sentence"
	}
	return m.sel.article, m.unitAt(m.viewer.Reading()), "sentence"
}

// unitAt returns the sentence of the open article at a byte of its text, or the
// block where sentences are not known; after the last, that.
func (m *Model) unitAt(at int) model.Span {
	units := m.units()
	i := sort.Search(len(units), func(i int) bool { return units[i].End > at })
	if len(units) == 0 {
		return model.Span{}
	}
	return units[min(i, len(units)-1)]
}

// units returns the sentences of the open article; its blocks as long as the
// sentences are not known.
func (m *Model) units() []model.Span {
	d := m.data
	if i := m.sel.article; i < len(d.Sentences) && len(d.Sentences[i]) > 0 {
		return d.Sentences[i]
	}
	return d.blocks(m.sel.article)
}

// copyLink copies the address of the first link in what is read, else that of
// the article.
func (m *Model) copyLink() tea.Cmd {
	article, span, what := m.toCopy(action.CopyLink)
	a := &m.data.Articles[article]
	b := sort.Search(len(a.Blocks), func(i int) bool { return a.Blocks[i].Span.End > span.Start })
	for ; b < len(a.Blocks) && a.Blocks[b].Span.Start < span.End; b++ {
		for _, l := range a.Blocks[b].Inline {
			if l.Kind == model.Link && l.URL != "" && l.Span.Overlaps(span) {
				return m.copyText("link in the "+what, l.URL)
			}
		}
	}
	if a.URL == "" {
		m.say("this article has no address")
		return nil
	}
	return m.copyText("article's address", a.URL)
}

func (m *Model) copyText(what, text string) tea.Cmd {
	put := m.clipboard
	if put == nil {
		m.say("there is no clipboard here")
		return nil
	}
	return guard(func() tea.Msg { return copied{what, text, put(text)} })
}

// tellCopied says what was copied, so that it can be seen whether it was meant.
func (m *Model) tellCopied(c copied) {
	if c.err != nil {
		m.say("not copied: " + c.err.Error())
		return
	}
	n := utf8.RuneCountInString(c.text)
	g := m.theme.Glyphs
	m.say(fmt.Sprintf("copied the %s, %s: %s%s%s", c.what, plural(n, "character"), g.QuoteLeft, draw.Truncate(draw.Line(c.text), 60, g.Ellipsis), g.QuoteRight))
}

// copyText returns a part of an article as it is copied: the words of the source,
// paragraphs a blank line apart. A line break within a paragraph is where its
// source was wrapped, as the screen shows it: it becomes a space. In code and
// tables it stays.
func copyText(a *model.Article, s model.Span) string {
	var out []string
	b := sort.Search(len(a.Blocks), func(i int) bool { return a.Blocks[i].Span.End > s.Start })
	for ; b < len(a.Blocks) && a.Blocks[b].Span.Start < s.End; b++ {
		block := &a.Blocks[b]
		part := model.Span{Start: max(s.Start, block.Span.Start), End: min(s.End, block.Span.End)}.Of(a.Text)
		if block.Kind != model.Code && block.Kind != model.Table {
			part = strings.ReplaceAll(part, "\n", " ")
		}
		if part = strings.Trim(part, " \n"); part != "" {
			out = append(out, part)
		}
	}
	return strings.Join(out, "\n\n")
}
