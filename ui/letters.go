package ui

import (
	"slices"
	"strings"
	"unicode/utf8"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/ui/action"
	"github.com/kreader/kreader/ui/draw"
)

// NamedPlace is a place in an article that the reader has given a letter, to come
// back to. A letter names one place in the articles that are open together; in
// others it may name another.
type NamedPlace struct {
	Letter  string // one, from a to z or A to Z
	Article string // ID
	At      Place
}

// letter returns the letter that a key types, "" when it types none.
func letter(msg tea.KeyMsg) string {
	if msg.Type != tea.KeyRunes || msg.Alt || msg.Paste || len(msg.Runes) != 1 {
		return ""
	}
	if r := msg.Runes[0]; 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' {
		return string(r)
	}
	return ""
}

// askLetter waits for the letter that an action needs.
func (m *Model) askLetter(id action.ID) tea.Cmd {
	if m.data == nil || m.sel.article < 0 {
		m.sayNone("nothing is open")
		return nil
	}
	if id == action.GoToMark && len(m.named()) == 0 && m.jumps.at == 0 {
		m.say("no place is marked yet" + m.hint(action.Mark, "and a letter mark this one"))
		return nil
	}
	return m.await(prefix{letter: id})
}

// takeLetter takes the key after an action that needs a letter. The key of the
// action itself, pressed again, goes back to where the last jump began.
func (m *Model) takeLetter(msg tea.KeyMsg) {
	id := m.prefix.letter
	m.dropPrefix()
	from, somewhere := m.here()
	l := letter(msg)
	switch again, _ := m.keys.Resolve(msg.String(), m.scopes()...); {
	case !somewhere || msg.Type == tea.KeyEsc:
	case again == id && id == action.GoToMark:
		m.jump(action.JumpBack)
	case l == "":
		m.say("a mark is a letter from a to z or A to Z")
	case id == action.Mark:
		m.name(l, from)
	default:
		m.goToLetter(l)
		m.leapt(id, from, true)
	}
}

// name gives a letter to a place, and takes it from another of these articles.
func (m *Model) name(l string, at spot) {
	k := &m.memory
	k.mu.Lock()
	defer k.mu.Unlock()
	rest := slices.DeleteFunc(slices.Clone(k.Named), func(p NamedPlace) bool {
		_, here := m.data.articles[p.Article]
		return p.Letter == l && here
	})
	k.Named = append([]NamedPlace{{l, at.article, at.at}}, rest...)
	key := m.keys.First(action.GoToMark)
	m.say("marked: " + key + " and " + l + " go back here")
}

// goToLetter goes to the place that a letter names.
func (m *Model) goToLetter(l string) {
	for _, p := range m.named() {
		if p.Letter == l {
			m.land(spot{article: p.Article, at: p.At})
			m.setFocus(onArticle)
			return
		}
	}
	m.say("no mark " + l + m.hint(action.Mark, "and "+l+" set it here"))
}

// named returns the places in these articles that have letters, in the order of
// those; of two with one letter, the later.
func (m *Model) named() []NamedPlace {
	var out []NamedPlace
	seen := map[string]bool{}
	for _, p := range m.memory.Named { // only this goroutine changes it
		if _, here := m.data.articles[p.Article]; here && !seen[p.Letter] {
			seen[p.Letter] = true
			out = append(out, p)
		}
	}
	slices.SortFunc(out, func(a, b NamedPlace) int { return strings.Compare(a.Letter, b.Letter) })
	return out
}

// letterRows returns what may follow an action that needs a letter: the letters
// that name places, and where those are.
func (m *Model) letterRows() (title string, rows []action.Next) {
	title = "mark this place with a letter"
	if m.prefix.letter == action.GoToMark {
		title = "go to"
		if m.jumps.at > 0 {
			rows = append(rows, action.Next{Keys: m.keys.First(action.GoToMark), Help: "where the last jump began"})
		}
	}
	for _, p := range m.named() {
		a := &m.data.Articles[m.data.articles[p.Article]]
		at := draw.Truncate(draw.Line(titleOf(a)), 30, m.theme.Glyphs.Ellipsis)
		if words := wordsAt(a, p.At); words != "" {
			at += ": " + words
		}
		rows = append(rows, action.Next{Keys: p.Letter, Help: at})
	}
	return title, rows
}

// wordsAt returns the words at a place, as many as a line may need.
func wordsAt(a *model.Article, at Place) string {
	if at.Block < 0 || at.Block >= len(a.Blocks) {
		return ""
	}
	s := a.Blocks[at.Block].Span
	from := min(s.Start+max(at.Offset, 0), s.End)
	const most = 200
	return draw.Line(cutRune(a.Text[from:min(s.End, from+most)]))
}

// cutRune returns s without the part of a character at its end.
func cutRune(s string) string {
	for i := 1; i <= min(len(s), utf8.UTFMax); i++ {
		if tail := s[len(s)-i:]; utf8.RuneStart(tail[0]) {
			if !utf8.FullRuneInString(tail) {
				return s[:len(s)-i]
			}
			break
		}
	}
	return s
}
