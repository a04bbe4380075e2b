package ui

import (
	"context"
	"fmt"
	"iter"
	"sort"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/index"
	"github.com/kreader/kreader/ui/action"
	"github.com/kreader/kreader/ui/draw"
)

// hunt is a search through all articles: its list of results, and the walk
// through them when the list is closed. It runs outside Update, in commands that
// each bring some of the hits; what comes back of a query that has been typed
// over is dropped.
type hunt struct {
	gen    int
	cancel context.CancelFunc

	query   string
	hits    []index.Hit
	rows    []huntRow
	from    map[int]int // article → its first hit
	counts  []int       // outlet → its hits
	problem string
	going   bool
	more    bool // there are more than are kept

	walking bool // n and N walk the hits
	at      int  // the hit that the reader is at
}

// huntRow is a row of the list: the heading of an article when hit is -1.
type huntRow struct{ article, hit int }

// mostHits is how many hits are kept: a walk through more is no walk.
const mostHits = 5000

// caught carries some hits back to Update, and how to get more.
type caught struct {
	gen  int
	hits []index.Hit
	next func() (index.Hit, bool)
	stop func()
	done bool
}

// A command brings hits for at most this long, and at most so many, so that the
// first are on the screen at once and no message is large.
const (
	patience  = 12 * time.Millisecond
	mostAPart = 200
)

// openHunt opens the list of results, with the last query, or with another.
func (m *Model) openHunt(query string) tea.Cmd {
	if m.data == nil || len(m.data.Articles) == 0 {
		m.sayNone("nothing is open")
		return nil
	}
	m.closeOverlay()
	again := query == "" || query == m.hunt.query
	if again {
		query = m.hunt.query
	}
	m.line = &input{id: action.SearchAll, label: m.theme.Glyphs.Prompt, text: []rune(query), sel: m.sel}
	m.overlay = m.newSheet(huntSheet)
	m.overlay.line = m.line
	m.resizeOverlay()
	if again && m.hunt.hits != nil {
		m.tellHunt()
		m.overlay.cursor = m.hunt.rowOf(m.hunt.at)
		m.overlay.reveal()
		return nil
	}
	return m.apply()
}

func (m *Model) huntSheet() *sheet {
	s := &sheet{title: "Search all articles", count: len(m.hunt.rows)}
	s.draw, s.empty = m.huntRow, m.whenNotFound
	return s
}

// hunts starts the search for what is typed.
func (m *Model) hunts() tea.Cmd {
	m.endHunt()
	h := &m.hunt
	d, query := m.data, m.line.shown()
	q, problems := index.ParseQuery(query)
	h.query, h.problem = query, strings.Join(problems, "; ")
	h.counts, h.from = make([]int, len(d.outlets)), map[int]int{}
	h.going = !q.Empty()
	ctx, cancel := context.WithCancel(m.load.ctx)
	h.cancel = cancel
	gen := h.gen
	m.showHunt()
	return guard(func() tea.Msg {
		x := d.texts() // made when it is first asked for, also while nothing is typed yet
		next, stop := iter.Pull(x.Search(ctx, q, d.byOutlet()))
		return catch(caught{gen: gen, next: next, stop: stop})
	})
}

// catch brings the next hits.
func catch(c caught) caught {
	c.hits = nil
	for end := time.Now().Add(patience); len(c.hits) < mostAPart; {
		h, ok := c.next()
		if !ok {
			c.done = true
			break
		}
		c.hits = append(c.hits, h)
		if time.Now().After(end) {
			break
		}
	}
	return c
}

// takeHits takes what a command has brought, and asks for more.
func (m *Model) takeHits(c caught) tea.Cmd {
	h := &m.hunt
	if c.gen != h.gen {
		c.stop()
		return nil
	}
	for _, hit := range c.hits {
		if len(h.hits) == mostHits {
			h.more, c.done = true, true
			break
		}
		if _, known := h.from[hit.Article]; !known {
			h.from[hit.Article] = len(h.hits)
			h.rows = append(h.rows, huntRow{hit.Article, -1})
		}
		h.rows = append(h.rows, huntRow{hit.Article, len(h.hits)})
		h.hits = append(h.hits, hit)
		h.counts[m.data.outletOf[hit.Article]]++
	}
	h.going = !c.done
	m.showHunt()
	if c.done {
		c.stop()
		return nil
	}
	return guard(func() tea.Msg { return catch(c) })
}

// endHunt forgets the search and what it has found.
func (m *Model) endHunt() {
	if m.hunt.cancel != nil {
		m.hunt.cancel()
	}
	m.hunt = hunt{gen: m.hunt.gen + 1, query: m.hunt.query}
}

// keepHunt keeps what was found, and the walk through it, where another collection
// has the same articles; it reports whether it does.
func (m *Model) keepHunt(old *data) bool {
	h, d := &m.hunt, m.data
	if !h.walking || h.going || old == nil {
		return false
	}
	now := make(map[int]int, len(h.from)) // article that has hits → which it is now
	for i := range h.from {
		a := &old.Articles[i]
		at, ok := d.articles[a.ID]
		if !ok || len(d.Articles[at].Text) != len(a.Text) {
			return false
		}
		now[i] = at
	}
	from := make(map[int]int, len(now))
	for i, first := range h.from {
		from[now[i]] = first
	}
	h.from, h.counts = from, make([]int, len(d.outlets))
	for i := range h.hits {
		h.hits[i].Article = now[h.hits[i].Article]
		h.counts[d.outletOf[h.hits[i].Article]]++
	}
	for i := range h.rows {
		h.rows[i].article = now[h.rows[i].article]
	}
	if a := m.sel.article; a >= 0 {
		m.viewer.ShowFound(h.in(a), model.Span{})
		m.viewer.ShowFound(h.in(a), h.hits[h.at].Context)
	}
	return true
}

// rowOf returns the row of a hit: those of an article stand below its heading.
func (h *hunt) rowOf(hit int) int {
	return sort.Search(len(h.rows), func(i int) bool {
		if r := h.rows[i]; r.hit < 0 {
			return h.from[r.article] > hit
		}
		return h.rows[i].hit >= hit
	})
}

// showHunt fits the list to what has been found so far.
func (m *Model) showHunt() {
	s := m.overlay
	if s == nil || s.kind != huntSheet {
		return
	}
	if s.count == 0 { // stand on the first hit, not on its heading
		s.cursor, s.offset = 1, 0
	}
	s.count = len(m.hunt.rows)
	s.reveal()
	m.tellHunt()
}

// tellHunt says in the list how much has been found, and by whom.
func (m *Model) tellHunt() {
	h, t := &m.hunt, m.theme
	plus := ""
	if h.more || h.going {
		plus = "+"
	}
	m.line.result = fmt.Sprintf("%d%s in %s", len(h.hits), plus, plural(len(h.from), "article"))
	switch {
	case h.problem != "":
		m.line.result = h.problem
	case strings.TrimSpace(h.query) == "":
		m.line.result = ""
	case len(h.hits) == 0 && h.going:
		m.line.result = t.Glyphs.Ellipsis
	case len(h.hits) == 0:
		m.line.result = "not in " + these(len(m.data.Articles))
	}
	var by []string
	for o, n := range h.counts {
		if n > 0 && len(by) < 12 {
			by = append(by, fmt.Sprintf("%s %d", m.data.outlets[o].Mark, n))
		}
	}
	m.overlay.foot = strings.Join(by, "  ")
	if by == nil {
		m.overlay.foot = `"next to each other"   -without   outlet:name   after:2021-11   before:2022   event:title`
	}
}

// these says what something is not in, with how many there are.
func these(articles int) string {
	if articles == 1 {
		return "this article"
	}
	return fmt.Sprintf("these %d articles", articles)
}

// huntRow draws a row of the list: an article, or a sentence with what matched.
func (m *Model) huntRow(i, w int, cursor bool) string {
	d, t, row := m.data, m.theme, m.hunt.rows[i]
	a := &d.Articles[row.article]
	if row.hit >= 0 {
		hit := m.hunt.hits[row.hit]
		return "  " + excerpt(t, a.Text, hit.Context, hit.Matches, max(w-2, 1), cursor)
	}
	o := d.outlets[d.outletOf[row.article]]
	right := t.Dim.Render("  " + published(a))
	name := ""
	if !o.Unknown {
		name = o.Style.Render(t.ShortIn(o, 24)) + "  "
	}
	left := draw.Truncate(o.Marked()+" "+name+draw.Line(titleOf(a)), max(w-draw.Width(right), 0), t.Glyphs.Ellipsis)
	return draw.Ends(left, right, w, t.Glyphs.Ellipsis)
}

// chooseHit closes the list and goes to the hit at its cursor; n and N then walk
// from there.
func (m *Model) chooseHit() tea.Cmd {
	h, s := &m.hunt, m.overlay
	if s.cursor >= len(h.rows) || len(h.hits) == 0 {
		m.say("there is no place to go to")
		return nil
	}
	row := h.rows[s.cursor]
	m.closeOverlay()
	m.uncover()
	m.endSearch()
	h.walking, h.at = true, max(row.hit, h.from[row.article])
	m.goToHit()
	return nil
}

// goToHit shows the hit that the walk is at.
func (m *Model) goToHit() {
	hit := m.hunt.hits[m.hunt.at]
	m.openArticle(hit.Article)
	m.setFocus(onArticle)
	m.viewer.ShowFound(m.hunt.in(hit.Article), hit.Context)
	m.follow()
}

// in returns all that was found in an article.
func (h *hunt) in(article int) (out []model.Span) {
	i, ok := h.from[article]
	for ; ok && i < len(h.hits) && h.hits[i].Article == article; i++ {
		out = append(out, h.hits[i].Matches...)
	}
	return out
}

// stepHit walks the hits, round at the ends.
func (m *Model) stepHit(step int) {
	h := &m.hunt
	n := len(h.hits)
	if n == 1 {
		m.say("found once: there is no other place")
	}
	switch to := h.at + step; {
	case to >= n && n > 1:
		m.say("round to the first place")
	case to < 0 && n > 1:
		m.say("round to the last place")
	}
	h.at = (h.at + step + n) % n
	m.goToHit()
}
