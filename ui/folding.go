package ui

import (
	"fmt"
	"hash/maphash"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/ui/action"
)

// What comes while the reader reads on: files that have been added, changed or
// removed are folded into what is shown, and it is said what that came to.

// news is what another reading of a collection has brought.
type news struct {
	articles, changed, gone int // articles that are new, were changed, are gone
	passages, events        int // passages that are new, and how many events they tell

	open bool // the article that was open is among those that are gone
}

// newsOf returns what d has that old has not. It is worked out where data is
// prepared, away from the keys.
func newsOf(old, d *data) (n news) {
	paths := make(map[string]int, len(old.Articles)) // those that are not in d under the same ID
	for i := range old.Articles {
		a := &old.Articles[i]
		if _, ok := d.articles[a.ID]; !ok {
			paths[a.Path]++
		}
	}
	left := 0
	for _, k := range paths {
		left += k
	}
	for i := range d.Articles {
		a := &d.Articles[i]
		if _, ok := old.articles[a.ID]; ok {
			continue
		}
		if paths[a.Path] > 0 {
			paths[a.Path]--
			left--
			n.changed++
		} else {
			n.articles++
		}
	}
	n.gone = left
	seed := maphash.MakeSeed()
	key := func(d *data, e, i int) uint64 {
		p := &d.Events[e].Passages[i]
		a := &d.Articles[p.Article]
		return maphash.Comparable(seed, [2]string{a.Path, p.Span.Of(a.Text)})
	}
	was := map[uint64]bool{}
	for e := range old.Events {
		for i := range old.Events[e].Passages {
			was[key(old, e, i)] = true
		}
	}
	for e := range d.Events {
		before := n.passages
		for i := range d.Events[e].Passages {
			if !was[key(d, e, i)] {
				n.passages++
			}
		}
		if n.passages > before {
			n.events++
		}
	}
	return n
}

// String says it in a line.
func (n news) String() string {
	var what []string
	add := func(k int, of string) {
		if k > 0 {
			what = append(what, fmt.Sprintf(of, k))
		}
	}
	switch {
	case n.articles == 1:
		what = append(what, "1 new article")
	case n.articles > 1:
		add(n.articles, "%d new articles")
	}
	add(n.changed, "%d changed")
	switch {
	case n.open && n.gone == 1:
		what = append(what, "1 gone, which was open")
	case n.open:
		add(n.gone, "%d gone, of which one was open")
	default:
		add(n.gone, "%d gone")
	}
	says := strings.Join(what, ", ")
	switch {
	case n.passages > 0:
		told := fmt.Sprintf("%s in %s", plural(n.passages, "new passage"), plural(n.events, "event"))
		if says == "" {
			return told
		}
		return says + ": " + told
	case n.articles+n.changed > 0:
		return says + ": no new passage"
	case says == "":
		return "what is shown was read again"
	}
	return says
}

// chosenAgain returns which event of d is the one that was chosen of old, and which
// of its passages was; -1 for what is gone. An event has another ID when its first
// passage is another one: then it is the one that a sentence of it tells.
func (d *data) chosenAgain(old *data, was selection) (event, passage int) {
	e := &old.Events[was.event]
	event, ok := d.events[e.ID]
	if !ok {
		event = -1
	}
	if was.passage >= 0 {
		if k, i := d.telling(old, &e.Passages[was.passage], event); k >= 0 {
			return k, i
		}
	}
	for i := range e.Passages {
		if event >= 0 {
			break
		}
		event, _ = d.telling(old, &e.Passages[i], -1)
	}
	return event, -1
}

// telling returns which passage of d, and of which event, is the sentence of a
// passage of old: of the given event, unless that is negative; -1 when none is.
func (d *data) telling(old *data, p *model.Passage, event int) (int, int) {
	at := d.again(old, p.Article)
	if at < 0 {
		return -1, -1
	}
	words, text := p.Span.Of(old.Articles[p.Article].Text), d.Articles[at].Text
	for _, k := range d.marks[at] {
		if k.Span.Of(text) != words || event >= 0 && k.Event != event {
			continue
		}
		for i := range d.Events[k.Event].Passages {
			if q := &d.Events[k.Event].Passages[i]; q.Article == at && q.Span == k.Span {
				return k.Event, i
			}
		}
	}
	return -1, -1
}

// stillHidden returns which outlets are hidden of those of d, nil when none is.
func (d *data) stillHidden(old *data, hidden []bool) []bool {
	seats := map[int]bool{}
	for i, is := range hidden {
		if is && i < len(old.seatOf) {
			seats[old.seatOf[i]] = true
		}
	}
	if len(seats) == 0 {
		return nil
	}
	out, any := make([]bool, len(d.seatOf)), false
	for i, seat := range d.seatOf {
		out[i] = seats[seat]
		any = any || out[i]
	}
	if !any {
		return nil
	}
	return out
}

// reopen opens the article that was open of old, at the words at which it was, and
// with the search that was under way.
func (m *Model) reopen(old *data, article int, searching bool) {
	at := m.data.again(old, article)
	if at < 0 {
		m.searching, m.query = false, ""
		m.viewer.EndSearch()
		return
	}
	was, is := &old.Articles[article], &m.data.Articles[at]
	m.viewer.Renew(was, is)
	m.openArticle(at)
	m.searching = searching
	if searching && !strings.HasPrefix(is.Text, was.Text) {
		here := m.viewer.Here()
		if m.viewer.Search(m.query) == 0 {
			m.endSearch()
		}
		m.viewer.Return(here)
	}
}

// tellNews says what has come.
func (m *Model) tellNews(n news) {
	says := n.String()
	if n.passages > 0 && m.data.kept.freshly > 0 {
		says += m.hint(action.NextNew, "goes to them")
	}
	m.say(says)
}

// reread has the files looked at again.
func (m *Model) reread() {
	switch {
	case m.files.reread == nil:
		m.say("there are no files to look at again")
	case m.load.going:
		m.say("not yet: " + m.progress())
	default:
		m.say("looking at the files " + m.theme.Glyphs.Ellipsis)
		m.files.reread()
	}
}

// files is what can be done about the files of the collection.
type files struct {
	watch    func(on bool) string // nil: they cannot be watched
	watching bool
	reread   func()
}

// watched says how the files are watched now.
type watched struct{ says string }

// watch begins to watch the files, or ends it.
func (m *Model) watch() tea.Cmd {
	f := &m.files
	if f.watch == nil {
		m.say("there are no files to watch: links are fetched only when you open them")
		return nil
	}
	f.watching = !f.watching
	watch, on := f.watch, f.watching
	return guard(func() tea.Msg { return watched{watch(on)} })
}
