package source

import (
	"strings"
	"testing"

	"github.com/kreader/kreader/model"
)

func TestPublished(t *testing.T) {
	title := "A bridge closes"
	for _, c := range []struct {
		what, path, in string
		want           string
		from           model.Origin
	}{
		{"front matter", "x.md", "---\ndate: 2031-03-05\n---\n\n" + one, "2031-03-05", model.FromMetadata},
		{"front matter with a time", "x.md", "---\ndate: 2031-03-05T23:10:00+02:00\n---\n\n" + one, "2031-03-05", model.FromMetadata},
		{"front matter in words", "x.md", "---\ndate: \"Wed, 5 March 2031\"\n---\n\n" + one, "2031-03-05", model.FromMetadata},
		{"a month", "x.md", "---\ndate: 2031-03\n---\n\n" + one, "2031-03", model.FromMetadata},
		{"an address", "x.md", "---\nurl: https://e.org/2031/03/05/x\n---\n\n" + one, "2031-03-05", model.FromMetadata},
		{"metadata before text before path", "2031-01-01.md", "---\ndate: 2031-03-05\n---\n\nMarch 4, 2031\n\n" + one, "2031-03-05", model.FromMetadata},
		{"a date line", "2031-01-01.txt", lines(title, "Mar 5, 2031", one), "2031-03-05", model.FromText},
		{"a date line with everything", "x.txt", lines(title, "Published on Wednesday, March 5th 2031 at 14:05 GMT | Updated: 6 March 2031", one), "2031-03-05", model.FromText},
		{"behind the byline", "x.txt", lines(title, "By Ana Ruiz | 5 March 2031", one), "2031-03-05", model.FromText},
		{"posted by", "x.txt", lines(title, "Posted by Ana Ruiz on March 5, 2031 at 9:10 pm", one), "2031-03-05", model.FromText},
		{"a name beside it", "x.txt", lines(title, "Ana Ruiz • March 5, 2031 • Updated March 6, 2031", one), "2031-03-05", model.FromText},
		{"in the byline", "x.txt", lines(title, "By Ana Ruiz, March 5, 2031", one), "2031-03-05", model.FromText},
		{"day first with dots", "x.txt", lines(title, "5.3.2031", one), "2031-03-05", model.FromText},
		{"day first beyond doubt", "x.txt", lines(title, "25/03/2031", one), "2031-03-25", model.FromText},
		{"run together", "x.txt", "EASTPORT | Wed Mar 5, 2031 5:44 am EST " + one, "2031-03-05", model.FromText},
		{"run together after the headline", "x.txt", "A bridge closes 09:53 GMT, Wednesday, 5 March 2031 " + one, "2031-03-05", model.FromText},
		{"at the start, before a bar", "x.txt", "March 5, 2031 | By Ana Ruiz " + one, "2031-03-05", model.FromText},
		{"a file name", "a/2031-03-05-17.txt", one, "2031-03-05", model.FromPath},
		{"a file name without dashes", "20310305.txt", one, "2031-03-05", model.FromPath},
		{"folders", "2031/03/05/x.txt", one, "2031-03-05", model.FromPath},

		{"none", "x.txt", lines(title, one), "", model.FromNone},
		{"a date in a sentence", "x.txt", "On March 5, 2031 at 7:12 the deck fell. " + one, "", model.FromNone},
		{"a caption's date", "x.txt", "March 5, 2031: the bridge at dawn. " + one, "", model.FromNone},
		{"a date at the end", "x.txt", lines(title, one, two, "March 5, 2031"), "", model.FromNone},
		{"when it was updated", "x.txt", lines(title, "Updated: March 5, 2031", one), "", model.FromNone},
		{"one of two days", "x.txt", lines(title, "05/03/2031", one), "", model.FromNone},
		{"31 February", "x.txt", lines(title, "31 February 2031", one), "", model.FromNone},
		{"31 February in a name", "2031-02-31.txt", one, "", model.FromNone},
		{"no month 13", "x.md", "---\ndate: 2031-13-05\n---\n\n" + one, "", model.FromNone},
		{"zeros", "0000-00-00.md", "---\ndate: 0000-00-00\n---\n\n" + one, "", model.FromNone},
		{"29 February 2100", "2100-02-29.txt", one, "", model.FromNone},
		{"the year 9999", "9999-12-31.txt", one, "", model.FromNone},
		{"another label", "x.txt", lines(title, "Last Crossing: Friday, March 5, 2031", one), "", model.FromNone},
		{"a number", "x-2031030512345.txt", one, "", model.FromNone},
	} {
		t.Run(c.what, func(t *testing.T) {
			a := read(t, c.path, c.in)
			if got := a.Published.String(); got != c.want || a.PublishedFrom != c.from {
				t.Errorf("got %q (%s), want %q (%s)", got, a.PublishedFrom, c.want, c.from)
			}
		})
	}
}

func TestModified(t *testing.T) {
	a := read(t, "x.txt", lines("A bridge closes", "Published: March 5, 2031 / Updated: March 6, 2031, 9:10 pm", one))
	if a.Modified.String() != "2031-03-06" || a.Published.String() != "2031-03-05" {
		t.Errorf("published %v, modified %v", a.Published, a.Modified)
	}
}

func TestOutlet(t *testing.T) {
	title := "A bridge closes"
	for _, c := range []struct {
		what, path, in string
		want           string
		from           model.Origin
	}{
		{"said outright", "North/x.md", "---\noutlet: The Lantern\nurl: https://e.org/x\n---\n\n" + one, "The Lantern", model.FromMetadata},
		{"the folder before the site", "The Lantern/x.md", "---\nsite: Other\n---\n\n" + one, "The Lantern", model.FromPath},
		{"past folders of dates and shelves", "The Lantern/articles/2031/03/x.txt", one, "The Lantern", model.FromPath},
		{"no folder", "x.txt", one, "", model.FromNone},
		{"a shelf", "articles/x.txt", one, "", model.FromNone},
		{"the site", "x.md", "---\nsite: Lantern Online\nurl: https://e.org/x\n---\n\n" + one, "Lantern Online", model.FromMetadata},
		{"the host", "x.md", "---\nurl: https://www.lantern.example.org:8080/x\n---\n\n" + one, "lantern.example.org", model.FromMetadata},
		{"no host in a file", "x.md", "---\nurl: file:///home/x\n---\n\n" + one, "", model.FromNone},

		{"the byline", "x.txt", lines(title, "By Ana Ruiz, The Lantern News", one), "The Lantern News", model.FromText},
		{"an agency's dateline", "x.txt", "EASTPORT, March 5 (Tidewire) - " + one, "Tidewire", model.FromText},
		{"to whom one speaks, twice", "x.txt", lines(title, "The mayor tells The Lantern why she left.", one+" She speaks to The Lantern about it."), "The Lantern", model.FromText},
		{"a fellow of an institute", "x.txt", lines(title, "By Ana Ruiz", one, two, "Ana Ruiz is a fellow at the Harbour Institute, and lives in Graz."), "the Harbour Institute", model.FromText},
		{"whose rights", "x.txt", lines(title, one, two, "© 2031 Lantern Media. All rights reserved."), "Lantern Media", model.FromText},
		{"who contributed", "x.txt", lines(title, one, two, "Lantern News' Ana Ruiz and Lantern News's Li Wei contributed to this report"), "", model.FromNone},

		{"whom an agency quotes", "x.txt", lines(title, one, "“It was cold,” a docker told AFP."), "", model.FromNone},
		{"to whom one spoke once", "x.txt", lines(title, "The mayor tells The Lantern why she left.", one), "", model.FromNone},
		{"somebody's employer", "x.txt", lines(title, one, "Petra Holm, a fellow at the Harbour Institute, disagreed with all of it."), "", model.FromNone},
		{"two of them", "x.txt", lines(title, one, two, "© 2031 Lantern Media", "© 2031 Tide Press"), "", model.FromNone},
	} {
		t.Run(c.what, func(t *testing.T) {
			a := read(t, c.path, c.in)
			if a.Outlet != c.want || a.OutletFrom != c.from {
				t.Errorf("got %q (%s), want %q (%s)", a.Outlet, a.OutletFrom, c.want, c.from)
			}
		})
	}
}

func TestTitleAndByline(t *testing.T) {
	for _, c := range []struct{ what, name, in, title, byline string }{
		{"first line", "x.txt", lines("A bridge closes", one), "A bridge closes", ""},
		{"a question", "x.txt", lines("Why did the bridge close?", one), "Why did the bridge close?", ""},
		{"after the date", "x.txt", lines("5 March 2031", "A bridge closes", one), "A bridge closes", ""},
		{"a heading before it", "x.md", "Eastport\n\n# A bridge closes\n\n" + one, "A bridge closes", ""},
		{"front matter", "x.md", "---\ntitle: A bridge closes\n---\n\nSome line\n\n" + one, "A bridge closes", ""},
		{"none: how it begins", "x.txt", lines(one, two), "The harbour office closed the lower deck of the bridge on Monday, after the…", ""},
		{"none: behind the dateline", "x.txt", "EASTPORT, March 5 (Tidewire) - The bridge closed. " + one, "The bridge closed. The harbour office closed the lower deck of the bridge on…", ""},
		{"run together with the date", "x.txt", "A bridge closes at last EASTPORT | Wed Mar 5, 2031 5:44 am EST " + one, "A bridge closes at last", ""},
		{"nothing at all", "notes/empty.txt", "", "empty", ""},
		{"two authors", "x.txt", lines("A bridge closes", "By Ana Ruiz and Li Wei", one), "A bridge closes", "Ana Ruiz, Li Wei"},
		{"particles", "x.txt", lines("A bridge closes", "by Omar al-Amin & Jan van der Berg", one), "A bridge closes", "Omar al-Amin, Jan van der Berg"},
		{"a post", "x.txt", lines("A bridge closes", "By Ana Ruiz, Staff Writer", one), "A bridge closes", "Ana Ruiz"},
		{"an outlet", "x.txt", lines("A bridge closes", "By Ana Ruiz, TNN", one), "A bridge closes", "Ana Ruiz"},
		{"by and on", "x.txt", lines("A bridge closes", "Posted by Ana Ruiz on March 5, 2031", one), "A bridge closes", "Ana Ruiz"},
		{"after the date", "x.txt", lines("A bridge closes", "March 5, 2031 by Ana Ruiz and Li Wei", one), "A bridge closes", "Ana Ruiz, Li Wei"},
		{"beside the date", "x.txt", lines("A bridge closes", "Ana Ruiz | March 5, 2031", one), "A bridge closes", "Ana Ruiz"},
		{"a place beside the date", "x.txt", lines("A bridge closes", "EASTPORT | March 5, 2031", one), "A bridge closes", ""},
		{"no byline", "x.txt", lines("A bridge closes", "By noon it was over.", one), "A bridge closes", ""},
		{"authors with names", "x.md", "---\nauthors:\n  - name: Ana Ruiz\n  - Li Wei\n---\n\n# T\n\n" + one, "T", "Ana Ruiz, Li Wei"},
	} {
		t.Run(c.what, func(t *testing.T) {
			a := read(t, c.name, c.in)
			if a.Title != c.title || a.Byline != c.byline {
				t.Errorf("got %q by %q, want %q by %q", a.Title, a.Byline, c.title, c.byline)
			}
		})
	}
}

func TestLanguage(t *testing.T) {
	german := strings.Repeat("Die Brücke wurde von der Stadt gesperrt, und das war nicht die erste, die in dem Jahr mit Rost zu tun hatte. ", 3)
	for _, c := range []struct{ said, text, want string }{
		{"", one + two, "en"},
		{"pt-BR", one, "pt"},
		{"EN_gb", german, "en"},
		{"a language of the sea", one, "en"},
		{"", german, "de"},
		{"", "Ja.", "en"},
		{"", strings.Repeat("أُغلق الجسر يوم الإثنين بعد التفتيش الثالث. ", 3), "ar"},
		{"", strings.Repeat("月曜日に橋が閉鎖された。", 5), "ja"},
	} {
		if got := language(c.said, []Piece{{Text: c.text}}); got != c.want {
			t.Errorf("said %q, %.20q: %s, want %s", c.said, c.text, got, c.want)
		}
	}
}

func TestID(t *testing.T) {
	id := func(rel, text string) string {
		as, _, _ := Decode(Document{Path: "any/" + rel, Rel: rel, Data: []byte(text)})
		return as[0].ID
	}
	if a, b := id("a.txt", one), id("a.txt", one); a != b {
		t.Errorf("%s, then %s", a, b)
	}
	if id("a.txt", one) == id("b.txt", one) || id("a.txt", one) == id("a.txt", two) {
		t.Error("two articles have one ID")
	}
}
