package source

import (
	"strings"
	"testing"
)

// TestHTMLLeads checks which pages hold no article: lists of links and the front pages
// of sections.
func TestHTMLLeads(t *testing.T) {
	link := `<li><a href="/1">Storm of 3 May closes the harbour</a></li>`
	card := `<div class="card"><h3><a href="/1">Storm of 3 May closes the harbour</a></h3><p>The storm closed the harbour on 3 May 2031 for a day.</p></div>`
	for name, c := range map[string]struct {
		page    string
		article bool
	}{
		"a list of links":               {"<h1>Useful links</h1><ul>" + strings.Repeat(link, 6) + "</ul>", false},
		"the front page of a section":   {"<h1>Harbour</h1>" + strings.Repeat(card, 4), false},
		"a note without other words":    {"<h1>Closed today</h1>", true},
		"a few links":                   {"<h1>See</h1><ul>" + strings.Repeat(link, 2) + "</ul>", true},
		"an article with links":         {"<h1>Harbour closed</h1><p>The storm closed the harbour on 3 May 2031 for a day.</p><ul>" + strings.Repeat(link, 6) + "</ul>", true},
		"an article before the teasers": {"<h1>Harbour closed</h1><p>The storm closed the harbour on 3 May 2031 for a day, and nobody could leave it until the morning.</p>" + strings.Repeat(card, 4), true},
		"it says that it is one":        {newsLD(`"datePublished":"2031-05-04"`) + "<h1>Useful links</h1><ul>" + strings.Repeat(link, 6) + "</ul>", true},
	} {
		for _, address := range []string{metaAddress, ""} {
			as, _, err := Decode(Document{Path: "p.html", Rel: "p.html", URL: address, Data: []byte("<html><meta charset=utf-8><title>Coast</title><body>" + c.page)})
			if got := err == nil && len(as) == 1; got != c.article {
				t.Errorf("%s: an article: %v, %v", name, got, err)
			}
			if err != nil && !strings.Contains(err.Error(), "links to others") {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}
