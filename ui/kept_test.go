package ui

import (
	"strings"
	"testing"

	"github.com/kreader/kreader/ui/uitest"
)

// TestSearchIsKept holds that a search stands on the same match when the articles
// have been analysed again.
func TestSearchIsKept(t *testing.T) {
	m := open(uitest.Sample(false), 120, 14)
	press(m, "l", "/", "b", "r", "i", "d", "g", "e", "enter", "n", "n")
	i, n := m.viewer.Match()
	was := uitest.Plain(m.viewer.View())
	m.Update(arrived{data: prepare(uitest.Sample(true), m.theme, &m.load.seats)})
	if at, of := m.viewer.Match(); !m.searching || at != i || of != n || i == 0 {
		t.Errorf("searching %v, match %d of %d, was %d of %d", m.searching, at, of, i, n)
	}
	if got := strings.ReplaceAll(uitest.Plain(m.viewer.View()), "▌", " "); got != strings.ReplaceAll(was, "▌", " ") {
		t.Errorf("the article shows\n%s\nwas\n%s", got, was)
	}
	press(m, "n")
	if at, _ := m.viewer.Match(); at != i%n+1 {
		t.Errorf("n goes to match %d after %d of %d", at, i, n)
	}
}

// TestHuntIsKept holds the same of the walk through what was found in all articles,
// also when they have come in another order.
func TestHuntIsKept(t *testing.T) {
	m := open(uitest.Sample(false), 120, 14)
	press(m, append(append([]string{"g", "/"}, letters("crack")...), "down", "enter", "n")...)
	at, n := m.hunt.at, len(m.hunt.hits)
	id := m.data.Articles[m.sel.article].ID
	m.Update(arrived{data: prepare(uitest.Sample(true), m.theme, &m.load.seats)})
	if !m.hunt.walking || m.hunt.at != at || len(m.hunt.hits) != n || m.data.Articles[m.sel.article].ID != id {
		t.Fatalf("walking %v, at %d of %d, was %d of %d", m.hunt.walking, m.hunt.at, len(m.hunt.hits), at, n)
	}
	for range n {
		press(m, "n")
		hit := m.hunt.hits[m.hunt.at]
		if words := hit.Matches[0].Of(m.data.Articles[hit.Article].Text); !strings.EqualFold(words[:5], "crack") || m.sel.article != hit.Article {
			t.Errorf("n goes to %q in article %d", words, m.sel.article)
		}
	}
	less := uitest.Sample(true)
	less.Articles[0].Text += "!"
	m.Update(arrived{data: prepare(less, m.theme, &m.load.seats)})
	if m.hunt.walking {
		t.Error("the walk goes on through an article that has changed")
	}
}
