package ui

import (
	"fmt"
	"slices"
	"strings"

	"github.com/kreader/kreader/ui/action"
	"github.com/kreader/kreader/ui/timeline"
)

// What is said where there is nothing to show: why, and what can be done. Keys
// are those of the live table.

// welcome is said when kreader is opened for the first time, until the first key.
func (m *Model) welcome() string {
	return "a sample: " + m.keys.First(action.Help) + " lists the keys, kreader FOLDER opens your own articles"
}

// tellProgress tells the panes what to say in place of what is not there. How far
// the loading is stands in the timeline; see [Model.why] for where that is not seen.
func (m *Model) tellProgress() {
	meanwhile := ""
	if m.load.going && m.sel.article >= 0 {
		meanwhile = "You can read meanwhile."
		if m.focus == onTimeline {
			meanwhile = "You can read meanwhile" + m.hint(action.SwitchPane, "goes to the article") + "."
		}
	}
	if keys := m.keys.Keys(action.Escape, action.Everywhere); m.load.stop != nil && len(keys) > 0 {
		meanwhile = strings.TrimLeft(meanwhile+" "+keys[0]+" stops it.", " ")
	}
	stopped := ""
	if m.load.stopped {
		stopped = "You have stopped the reading before the events were found" + m.hint(action.Reread, "goes on") + "."
	}
	m.timeline.SetNotice(m.progress(), timeline.Advice{
		More: m.hint(action.ZoomIn, "shows all"), Meanwhile: meanwhile, Hidden: m.whenHidden(), None: m.whenNone(), Stopped: stopped,
	})
	m.viewer.SetNotice(m.whenClosed())
}

// sayEmpty says why going from one pane to the other changes nothing, where both
// are empty.
func (m *Model) sayEmpty() {
	if m.data == nil || len(m.data.Articles) == 0 {
		m.sayNone("nothing is open")
	}
}

// keysDo returns sentences that say what keys do; an action without a key says
// nothing.
func (m *Model) keysDo(say ...[2]string) []string {
	var out []string
	for _, s := range say {
		if key := m.keys.First(action.ID(s[0])); key != "" {
			out = append(out, key+" "+s[1])
		}
	}
	if out == nil {
		return nil
	}
	return []string{strings.Join(out, ", ") + "."}
}

// whenHidden says what to do where the filter leaves no event.
func (m *Model) whenHidden() []string {
	return m.keysDo([2]string{string(action.ShowAll), "drops the filters"},
		[2]string{string(action.Filter), "changes the filter"},
		[2]string{string(action.SearchAll), "searches the words of the articles"})
}

// whenNone says what to do where no event was found, and why that may be.
func (m *Model) whenNone() []string {
	d := m.data
	if d == nil {
		return append([]string{"kreader FOLDER opens the articles of a folder."},
			m.keysDo([2]string{string(action.Collections), "lists what was opened lately"}, [2]string{string(action.Back), "quits"})...)
	}
	n := len(d.Articles)
	if n == 0 {
		return slices.Concat([]string{"There is no article either."},
			m.keysDo([2]string{string(action.Diagnostics), "says what could not be read"}, [2]string{string(action.Back), "quits"}))
	}
	out := []string{"kreader looks for sentences that tell when something happened; " + these(n) + map[bool]string{true: " has", false: " have"}[n == 1] + " none that it can date."}
	if d.undated > 0 {
		why := fmt.Sprintf("%s no date of publication, without which “Monday” or “last week” is no day", ofThem(d.undated, n, "has", "have"))
		if m.correct.keep != nil {
			why += m.hint(action.Correct, "gives an article its date")
		}
		out = append(out, why+".")
	}
	if d.foreign > 0 {
		out = append(out, ofThem(d.foreign, n, "is", "are")+" in another language than English: events are found in English only so far.")
	}
	keys := [][2]string{{string(action.FocusArticle), "reads the article"}, {string(action.Articles), "lists the articles"}}
	if len(d.Diagnostics) > 0 {
		keys = append(keys, [2]string{string(action.Diagnostics), "says what could not be read"})
	}
	return append(out, m.keysDo(keys...)...)
}

// ofThem says of how many articles something holds, with the verb for one or for
// several of them: "2 of 3 articles have".
func ofThem(some, of int, one, several string) string {
	switch {
	case of == 1:
		return "The article " + one
	case some == of:
		return "The articles " + several
	case some == 1:
		return fmt.Sprintf("1 of %d articles %s", of, one)
	}
	return fmt.Sprintf("%d of %d articles %s", some, of, several)
}

// whenClosed says what to do where no article is open.
func (m *Model) whenClosed() []string {
	if m.load.going && m.data == nil {
		return nil
	}
	return append([]string{"No article is open."}, m.keysDo([2]string{string(action.Articles), "lists the articles"})...)
}

// whenNotFound says what to do where a search across the articles finds nothing.
func (m *Model) whenNotFound() []string {
	h := &m.hunt
	switch {
	case h.problem != "":
		return []string{h.problem}
	case strings.TrimSpace(h.query) == "":
		return []string{
			"Type words: what has all of them is listed, outlet by outlet. Case and accents do not count, and a name is found in any spelling.",
			"Enter goes to a place, and then n and N walk from one to the next.",
		}
	case h.going:
		return nil
	}
	return []string{
		"No sentence of " + these(len(m.data.Articles)) + " has all these words.",
		"Try fewer of them, or another form; what stands in quotation marks must stand so in the article.",
	}
}

// eventHints are those of what can only be done where there are events.
var eventHints = []action.ID{
	action.NextPassage, action.NextEvent, action.Compare, action.Coverage, action.Why, action.Filter, action.ZoomIn, action.Choose,
}
