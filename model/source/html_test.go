package source

import (
	"strings"
	"testing"

	"github.com/kreader/kreader/model"
)

// decodePage reads a page with head and body around a body of two paragraphs.
func decodePage(t *testing.T, address, head, top string) model.Article {
	t.Helper()
	page := "<html><head>" + head + "</head><body>" + top +
		"<p>The lighthouse was painted again in spring, after the council had found the money for it in a drawer.</p>" +
		"<p>It took three weeks and forty litres of white, and the gulls have come back to sit on the rail, as before.</p></body></html>"
	as, _, err := Decode(Document{Path: "p.html", Rel: "p.html", URL: address, Data: []byte(page)})
	if err != nil || len(as) != 1 {
		t.Fatal(len(as), err)
	}
	sound(t, &as[0])
	return as[0]
}

func TestHTMLTitle(t *testing.T) {
	const address = "https://www.coastpost.example/a/lighthouse-painted"
	for name, test := range map[string]struct{ head, top, want string }{
		"the heading":                       {"<title>Lighthouse painted white - Coast Post</title>", "<h1>Lighthouse painted white</h1>", "Lighthouse painted white"},
		"what most say":                     {`<title>Lighthouse painted white | Coast Post</title><meta property="og:title" content="Lighthouse painted white"><script type="application/ld+json">{"@type":"Article","headline":"Lighthouse painted white"}</script>`, "<h1>Welcome to our newspaper</h1>", "Lighthouse painted white"},
		"the heading before one of many":    {`<title>Lighthouse painted white</title>`, "<h1>Lighthouse painted white</h1><h1>Most read</h1>", "Lighthouse painted white"},
		"no logo":                           {"<title>Lighthouse painted white – Coast Post</title>", `<h1><a href="/">Coast Post</a></h1><h2>Lighthouse painted white</h2>`, "Lighthouse painted white"},
		"no site after the title":           {"<title>Lighthouse painted white :: Coast Post</title>", "", "Lighthouse painted white"},
		"no site before the title":          {"<title>Coast Post: news - Lighthouse painted white</title>", "<h1>Lighthouse painted white</h1>", "Lighthouse painted white"},
		"a heading with a line above it":    {`<meta property="og:title" content="Lighthouse painted white">`, "<h1><span>Harbour</span><span>Lighthouse painted white</span></h1>", "Lighthouse painted white"},
		"as it is printed":                  {`<title>Lighthouse - painted white</title><meta property="og:title" content="Lighthouse - painted white">`, "<h1><span>Harbour</span> Lighthouse – painted white</h1>", "Lighthouse – painted white"},
		"the marks between elements":        {`<meta property="og:title" content="Harbour: Lighthouse painted white">`, "<h1><span>Harbour</span><span>Lighthouse painted white</span></h1>", "Harbour: Lighthouse painted white"},
		"nothing for search engines":        {`<title>Lighthouse painted white - Harbours</title><meta property="og:title" content="Lighthouse painted white - Harbours">`, "<h1>Lighthouse painted white</h1><h1>Opinions of readers</h1>", "Lighthouse painted white"},
		"a lesser heading that is no title": {`<meta property="og:title" content="Lighthouse painted white">`, "<h2>Weather for the week</h2>", "Lighthouse painted white"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := decodePage(t, address, test.head, test.top).Title; got != test.want {
				t.Errorf("got %q", got)
			}
		})
	}
}

func TestHTMLMetadata(t *testing.T) {
	ld := func(s string) string { return `<script type="application/ld+json">` + s + `</script>` }
	for name, test := range map[string]struct{ head, top, byline, published, outlet string }{
		"JSON-LD with references": {ld(`{"@graph":[{"@type":"NewsArticle","headline":"L","datePublished":"2031-05-04T10:00:00+02:00","author":[{"@id":"#a"},"Ben Sample"],"publisher":{"name":"Coast Post"}},{"@id":"#a","name":"Anna Example"}]}`),
			"", "Anna Example, Ben Sample", "2031-05-04", "Coast Post"},
		"JSON-LD with slips": {ld("<!-- [{\"@type\":\"BlogPosting\",\"datePublished\":\"2031-05-04\",\"description\":\"two\nlines\",\"author\":{\"name\":\"Anna Example\"},}]; -->"),
			"", "Anna Example", "2031-05-04", "coastpost.example"},
		"only the page's own": {`<title>Own</title>` + ld(`[{"@type":"NewsArticle","headline":"Other","author":"Other Author","datePublished":"2030-01-01"},{"@type":"NewsArticle","headline":"Own","author":"Anna Example","datePublished":"2031-05-04"}]`),
			"<h1>Own</h1>", "Anna Example", "2031-05-04", "coastpost.example"},
		"Dublin Core and citations": {`<meta name="DC.date.issued" content="2031-05-04"><meta name="citation_author" content="Example, Anna"><meta name="citation_author" content="Sample, Ben"><meta name="citation_journal_title" content="Annals of Coast">`,
			"", "Anna Example, Ben Sample", "2031-05-04", "coastpost.example"},
		"Open Graph": {`<meta property="article:published_time" content="2031-05-04T08:00:00Z"><meta property="og:site_name" content="The Coast Post"><meta name="author" content="By Anna Example and Ben Sample">`,
			"", "Anna Example, Ben Sample", "2031-05-04", "The Coast Post"},
		"elements": {"", `<h1>Painted</h1><p class="byline">By <a rel="author" href="/x">Anna Example</a></p><time datetime="2031-05-04">4 May</time>`, "Anna Example", "2031-05-04", "coastpost.example"},
		"lines in another language": {`<meta name="author" content="Coast Post">`, `<h1>Painted</h1><div>Von Anna Example</div><div>4. Mai 2031, 20.15 Uhr</div>`,
			"Anna Example", "2031-05-04", "coastpost.example"},
		"not the comments'": {"", `<h1>Painted</h1><div class="author">Anna Example</div><div id="comments"><span class="comment-author">Ben Sample</span><time datetime="2032-01-01">x</time></div>`,
			"Anna Example", "", "coastpost.example"},
		"the day where it was published": {`<meta property="article:published_time" content="2031-05-04T23:30:00Z">`, `<h1>Painted</h1><span class="date">5 May 2031</span>`, "", "2031-05-05", "coastpost.example"},
	} {
		t.Run(name, func(t *testing.T) {
			a := decodePage(t, "https://www.coastpost.example/a/b", test.head, test.top)
			if a.Byline != test.byline || a.Published.String() != test.published || a.Outlet != test.outlet {
				t.Errorf("got %q, %q, %q", a.Byline, a.Published, a.Outlet)
			}
		})
	}
}

// TestHTMLBody checks what is left of the parts around an article.
func TestHTMLBody(t *testing.T) {
	card := `<div class="c"><h3><a href="/x">A storm is on its way to the coast</a></h3><p>Forecasters say that it will come at night, with rain and wind from the west.</p></div>`
	for name, test := range map[string]struct {
		top  string
		want bool // its text is kept
	}{
		"a menu":                 {"<ul><li><a href=/a>MARK</a><li><a href=/b>Sport</a><li><a href=/c>Culture</a></ul>", false},
		"cookies":                {`<div class="cookie-banner"><p>MARK: we would like to store some things on your device, if you agree to it.</p></div>`, false},
		"cards":                  {"<div>" + card + card + strings.Replace(card, "A storm", "MARK", 1) + "</div>", false},
		"a hidden paragraph":     {`<p style="display: none">MARK: text that nobody should see, since it is for machines alone.</p>`, false},
		"a list of sentences":    {"<ul><li>MARK was the first to climb the new ladder.<li>Then the mayor came.</ul>", true},
		"a paragraph with links": {`<p>MARK, said <a href="/m">the mayor</a>, is what he had been waiting for since the winter before last.</p>`, true},
		"a quotation":            {"<blockquote>MARK is a word that I would like to be quoted with, in full.</blockquote>", true},
	} {
		t.Run(name, func(t *testing.T) {
			a := decodePage(t, "", "<title>Painted</title>", "<h1>Painted</h1>"+test.top)
			if got := strings.Contains(a.Text, "MARK"); got != test.want {
				t.Errorf("kept: %v\n%s", got, a.Text)
			}
			if !strings.Contains(a.Text, "forty litres") {
				t.Errorf("the article is lost:\n%s", a.Text)
			}
		})
	}
}

// TestHTMLBodyElsewhere checks that a page that shows less of its article than
// its JSON-LD holds is read from there.
func TestHTMLBodyElsewhere(t *testing.T) {
	long := strings.Repeat("The keeper of the light wrote down the weather, as every day for thirty years. ", 12)
	page := `<title>Painted</title><script type="application/ld+json">{"@type":"Article","headline":"Painted","articleBody":"` + long + `"}</script><h1>Painted</h1><p>Subscribe to read on; it costs less than you may think, and helps us.</p>`
	as, _, err := Decode(Document{Path: "p.html", Rel: "p.html", Data: []byte(page)})
	if err != nil || len(as) != 1 {
		t.Fatal(as, err)
	}
	if !strings.Contains(as[0].Text, "The keeper of the light") || strings.Contains(as[0].Text, "Subscribe") {
		t.Error(as[0].Text)
	}
}
