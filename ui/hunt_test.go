package ui

import (
	"fmt"
	"strings"
	"testing"

	"github.com/kreader/kreader/ui/uitest"
)

func hunting(t *testing.T, query string) *Model {
	t.Helper()
	m := open(uitest.Sample(true), 120, 40)
	press(m, "g", "/")
	press(m, letters(query)...)
	return m
}

// TestHunt holds that the list is grouped by outlet, that Enter goes to the
// sentence, and that n and N walk all of them, across articles, until Esc.
func TestHunt(t *testing.T) {
	m := hunting(t, "crack")
	if m.line.result != "4 in 3 articles" || m.overlay.foot != "● 1  ▲ 1  ■ 2" {
		t.Fatalf("%q, %q", m.line.result, m.overlay.foot)
	}
	last := -1
	for _, r := range m.hunt.rows {
		if o := m.data.outletOf[r.article]; o < last {
			t.Error("the articles are not grouped by their outlets")
		} else {
			last = o
		}
	}
	press(m, "enter")
	if m.overlay != nil || m.line != nil || m.focus != onArticle {
		t.Fatal("Enter does not go to the article")
	}
	var seen []string
	for i := range 5 {
		f := uitest.Plain(m.View())
		if want := fmt.Sprintf("place %d of 4", i%4+1); !strings.Contains(f, want) || !strings.Contains(f, "crack") {
			t.Errorf("the frame does not say %s and show a match:\n%s", want, f)
		}
		seen = append(seen, m.data.Articles[m.sel.article].ID)
		press(m, "n")
	}
	if got := strings.Join(seen, " "); got != "line9 review ferry ferry line9" {
		t.Errorf("n walks through %s", got)
	}
	press(m, "N", "N")
	if m.hunt.at != 3 {
		t.Errorf("N goes to place %d, want the last", m.hunt.at+1)
	}
	press(m, "]", "J") // looking elsewhere does not end it
	if !m.hunt.walking {
		t.Error("opening another article ends the walk")
	}
	press(m, "g", "/")
	if r := m.hunt.rows[m.overlay.cursor]; m.line.shown() != "crack" || r.hit != 3 {
		t.Errorf("g/ comes back to %q, row %+v", m.line.shown(), r)
	}
	press(m, "esc", "esc")
	if m.hunt.walking {
		t.Error("Esc does not end the walk")
	}
	event := m.sel.event
	if press(m, "n"); m.sel.event != event || m.hunt.walking {
		t.Error("after Esc n does not walk passages")
	}
}

func TestHuntSaysWhatIsNotThere(t *testing.T) {
	for query, want := range map[string]string{
		"":                 "",
		"zzz":              "not in these 4 articles",
		"crack after:soon": `"soon" is not a date such as 2021-11-07, 2021-11 or 2021`,
		"Reil":             "not in these 4 articles", // bylines are no text
		"solm":             "2 in 2 articles",
		"crack outlet:cou": "1 in 1 article",
	} {
		if m := hunting(t, query); m.line.result != want {
			t.Errorf("%q: %q, want %q", query, m.line.result, want)
		}
	}
}

// TestHuntIsTypedOver holds that what comes back of an earlier query is dropped,
// and that a new collection is searched for the same.
func TestHuntIsTypedOver(t *testing.T) {
	m := hunting(t, "crac")
	stale := m.hunts()
	press(m, "k")
	m.Update(stale())
	if len(m.hunt.hits) != 4 {
		t.Errorf("%d hits", len(m.hunt.hits))
	}
	_, cmd := m.Update(arrived{data: prepare(uitest.Large(400), m.theme, &m.load.seats), last: true})
	if len(m.hunt.hits) != 0 {
		t.Error("hits of the collection before are kept")
	}
	for cmd != nil {
		_, cmd = m.Update(cmd())
	}
	if m.line.result != "not in these 40 articles" {
		t.Errorf("%q", m.line.result)
	}
}

// TestHuntIsBounded holds that a message brings few hits, and that no more are
// kept than can be walked.
func TestHuntIsBounded(t *testing.T) {
	m := open(uitest.Large(20000), 120, 40)
	press(m, "g", "/")
	m.line.text = []rune("harbour")
	cmd := m.apply()
	for cmd != nil {
		was := len(m.hunt.hits)
		if _, cmd = m.Update(cmd()); len(m.hunt.hits)-was > mostAPart {
			t.Fatalf("%d hits in one message", len(m.hunt.hits)-was)
		}
	}
	if len(m.hunt.hits) != mostHits || !m.hunt.more || !strings.HasPrefix(m.line.result, "5000+ in ") {
		t.Errorf("%d hits, %q", len(m.hunt.hits), m.line.result)
	}
}

func TestPaletteSearchesTheArticles(t *testing.T) {
	for _, typed := range []string{"/solm", "zzz solm"} {
		m := open(uitest.Sample(true), 120, 40)
		press(m, "ctrl+p")
		press(m, letters(typed)...)
		press(m, "enter")
		if want := strings.TrimPrefix(typed, "/"); m.overlay == nil || m.overlay.kind != huntSheet || m.line.shown() != want {
			t.Errorf("%q does not lead to a search for %q:\n%s", typed, want, uitest.Plain(m.View()))
		}
	}
}
