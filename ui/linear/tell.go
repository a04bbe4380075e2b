package linear

import (
	"slices"
	"strings"

	"github.com/kreader/kreader/ui"
)

// here says what the cursor is on.
func here(s ui.Spoken) (out []string) {
	switch {
	case s.Asks != "":
		return asked(s)
	case s.Open != "" && s.Row != "":
		return []string{s.Row}
	case s.Open != "":
		return append([]string{sentence(s.Open)}, s.Page...)
	case s.Selected != "":
		return []string{s.Selected}
	case s.Match != "":
		return []string{s.Match}
	case !s.InArticle:
		return []string{s.Event}
	}
	return []string{s.Article, s.Paragraph}
}

// asked says what is to be typed, and what is there so far.
func asked(s ui.Spoken) []string {
	out := append([]string{sentence(s.Asks)}, s.Next...)
	out = append(out, s.Page...)
	if len(s.Page) > 0 {
		out = append(out, "Enter takes the first, a number another; other words search again, Esc ends it.")
	}
	return out
}

// difference says what is different now from what was told before.
func difference(was, now ui.Spoken) (out []string) {
	if now.Said != "" {
		out = append(out, sentence(now.Said))
	}
	switch {
	case now.Asks != "":
		if now.Asks != was.Asks || now.Open != was.Open {
			return append(out, asked(now)...)
		}
		if now.Row != was.Row && now.Row != "" {
			return append(out, now.Row)
		}
		return out
	case now.Open != "" && now.Open != was.Open:
		return append(append(out, sentence(now.Open)), unfolded(now)...)
	case now.Open != "" && !slices.Equal(now.Page, was.Page):
		return append(out, unfolded(now)...)
	case now.Open != "":
		if now.Row != was.Row || was.Asks != "" {
			out = append(out, now.Row)
		}
		return out
	case was.Open != "" || was.Asks != "" && now.Match == "" || was.InArticle != now.InArticle:
		return append(out, back(was, now)...)
	}
	return append(out, moved(was, now)...)
}

// unfolded says what a list, a page or a view shows: a page in full.
func unfolded(s ui.Spoken) []string {
	if len(s.Page) > 0 {
		return s.Page
	}
	if s.Row == "" {
		return nil
	}
	return []string{s.Row}
}

// back says where the reader is after something was closed, or in the other pane.
func back(was, now ui.Spoken) []string {
	if now.Selected != "" || now.Match != "" {
		return here(now)
	}
	if !now.InArticle {
		return []string{now.Event}
	}
	var out []string
	if now.Event != was.Event {
		out = append(out, now.Event)
	}
	switch {
	case now.Passage != "" && (now.Passage != was.Passage || !was.InArticle):
		return append(out, now.Passage, now.Paragraph)
	case now.Article != was.Article || was.Open != "" || !was.InArticle:
		out = append(out, now.Article)
	}
	return append(out, now.Paragraph)
}

// moved says where the reader has gone.
func moved(was, now ui.Spoken) (out []string) {
	switch {
	case now.Selected != "":
		return []string{now.Selected}
	case now.Match != "" && now.Match != was.Match:
		return []string{now.Match}
	}
	if now.Event != was.Event {
		out = append(out, now.Event)
	}
	switch {
	case now.Passage != was.Passage && now.Passage != "" && (now.InArticle || now.Event == was.Event):
		return append(out, now.Passage)
	case !now.InArticle:
		return out
	case now.Article != was.Article:
		out = append(out, now.Article)
	}
	if now.Paragraph != was.Paragraph || now.Article != was.Article {
		out = append(out, now.Paragraph)
	}
	return out
}

// sentence ends a text with a full stop where nothing else ends it.
func sentence(s string) string {
	if strings.HasSuffix(s, ".") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, "?") {
		return s
	}
	return s + "."
}
