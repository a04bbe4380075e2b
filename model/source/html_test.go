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
		"kicker by class":                   {`<title>Lighthouse painted white - Coast Post</title>`, `<h1><span class="kicker">Harbour</span> Lighthouse painted white</h1>`, "Lighthouse painted white"},
		"kicker no win":                     {`<title>Harbour: Lighthouse painted white | Coast Post</title><meta property="og:title" content="Harbour: Lighthouse painted white">`, `<h1><div class="topic-label">Harbour</div>Lighthouse painted white</h1>`, "Lighthouse painted white"},
		"kicker in ld":                      {headlineLD("Harbour: Lighthouse painted white"), `<h1><span class="c-headline__kicker">Harbour</span><span>Lighthouse painted white</span></h1>`, "Harbour: Lighthouse painted white"},
		"kicker not in ld":                  {headlineLD("Lighthouse painted white"), `<h1><span class="overline">Harbour</span><span>Lighthouse painted white</span></h1>`, "Lighthouse painted white"},
		"badge":                             {`<title>Lighthouse painted white</title>`, `<h1><span class="badge-premium">Plus</span> Lighthouse painted white</h1>`, "Lighthouse painted white"},
		"sr-only":                           {`<title>Lighthouse painted white</title>`, `<h1><span class="sr-only">Subscribers only</span>Lighthouse painted white</h1>`, "Lighthouse painted white"},
		"svg title":                         {`<title>Lighthouse painted white</title>`, `<h1><svg><title>Lock</title></svg>Lighthouse painted white</h1>`, "Lighthouse painted white"},
		"cjk":                               {`<title>港の灯台が白く塗り替えられた：海岸新聞</title><meta property="og:title" content="港の灯台が白く塗り替えられた：海岸新聞"><meta property="og:site_name" content="海岸新聞">`, `<h1>港の灯台が白く塗り替えられた</h1>`, "港の灯台が白く塗り替えられた"},
		"cjk2":                              {`<title>港口灯塔被重新刷成白色_海岸新闻网</title>`, `<h1>港口灯塔被重新刷成白色</h1>`, "港口灯塔被重新刷成白色"},
		"cjk3":                              {`<title>港口灯塔被重新刷成白色-海岸新闻网</title>`, ``, "港口灯塔被重新刷成白色"},
		"cjk4":                              {`<title>港口灯塔被重新刷成白色_要闻_海岸新闻网</title>`, ``, "港口灯塔被重新刷成白色"},
		"cjk5":                              {`<title>港の灯台が白く塗り替えられた | 海岸新聞デジタル</title>`, `<h1>港の灯台が白く塗り替えられた</h1><h1>特集</h1>`, "港の灯台が白く塗り替えられた"},
		"cjk6 short":                        {`<title>灯台が白く | 海岸新聞デジタル</title><meta property="og:title" content="灯台が白く | 海岸新聞デジタル">`, `<h1>灯台が白く</h1>`, "灯台が白く"},
		"ko":                                {`<title>항구 등대 하얗게 칠해져 - 해안신문</title><meta property="og:title" content="항구 등대 하얗게 칠해져"><meta property="og:site_name" content="해안신문">`, `<h1>해안신문</h1><h3 class="title">항구 등대 하얗게 칠해져</h3>`, "항구 등대 하얗게 칠해져"},
		"itemprop":                          {``, `<div itemprop="headline">Lighthouse painted white</div><h2>Weather</h2>`, "Lighthouse painted white"},
		"itemprop kick":                     {`<title>White tower: what it cost | post</title>`, `<div itemprop="headline"><span class="highline">Harbour</span> Lighthouse painted white</div>`, "Lighthouse painted white"},
		"entry title":                       {`<title>Coast Post</title>`, `<h2 class="entry-title">Lighthouse painted white</h2>`, "Lighthouse painted white"},
		"section h1":                        {`<title>Coast Post | Lighthouse painted white - with the mayor</title><meta property="og:title" content="Lighthouse painted white - with the mayor">`, `<h1>Politics</h1><h2>Lighthouse painted white</h2><h3>with the mayor</h3>`, "Lighthouse painted white"},
		"section h1 3 words":                {`<title>coastpost.example - Harbour - Lighthouse painted white</title><meta property="og:title" content="coastpost.example - Harbour - Lighthouse painted white">`, `<h1>Harbour news entry</h1><h2>Lighthouse painted white</h2>`, "Lighthouse painted white"},
		"cut headline":                      {headlineLD("The lighthouse at the old harbour was painted white again this spring, after long ...") + `<meta property="og:title" content="Lighthouse white again"><title>Lighthouse white again</title>`, `<h1>The lighthouse at the old harbour was painted white again this spring, after long debates</h1>`, "The lighthouse at the old harbour was painted white again this spring, after long debates"},
		"markup in ld":                      {headlineLD("Lighthouse <em>painted</em> white") + `<meta property="og:title" content="Lighthouse painted white">`, ``, "Lighthouse painted white"},
		"markup in og":                      {`<meta property="og:title" content="Lighthouse &lt;i&gt;painted&lt;/i&gt; white">`, ``, "Lighthouse painted white"},
		"double escape":                     {`<meta property="og:title" content="The &amp;quot;white&amp;quot; lighthouse again">`, ``, `The "white" lighthouse again`},
		"double escape ld":                  {headlineLD("The &amp;quot;white&amp;quot; lighthouse"), ``, `The "white" lighthouse`},
		"segments":                          {`<title>Friends of the Coast - Lighthouse painted white by the council - Press - News</title>`, ``, "Lighthouse painted white by the council"},
		"lookalike bar":                     {`<title>Blog: Tower ǀ Lighthouse painted white — Coast Post</title><meta property="og:title" content="Tower - Lighthouse painted white">` + headlineLD("Tower Lighthouse painted white"), `<h1>Lighthouse painted white</h1>`, "Lighthouse painted white"},
		"live":                              {`<title>Lighthouse painted white</title>`, `<h1><span class="live-label">LIVE</span>Lighthouse painted white</h1>`, "Lighthouse painted white"},
		"seo vs h1":                         {`<title>Lighthouse: what it costs | Coast Post</title><meta property="og:title" content="Lighthouse: what it costs">` + headlineLD("Lighthouse: what it costs"), `<h1>Our tower is white again</h1>`, "Lighthouse: what it costs"},
		"ld h1 vs og":                       {`<title>Tower: cost | Coast Post</title><meta property="og:title" content="Tower: cost of paint">` + headlineLD("Our tower is white again"), `<h1>Our tower is white again</h1>`, "Our tower is white again"},
		"og suffix hyphen":                  {`<meta property="og:title" content="Lighthouse painted white - The Coast Post"><meta property="og:site_name" content="The Coast Post">`, ``, "Lighthouse painted white"},
		"og suffix no name":                 {`<meta property="og:title" content="Lighthouse painted white | Gulls and more">`, ``, "Lighthouse painted white"},
		"og suffix short":                   {`<meta property="og:title" content="Painted white | CP">`, ``, "Painted white"},
		"prefix live":                       {`<title>LIVE Lighthouse painted white</title><meta property="og:title" content="Lighthouse painted white">`, `<h1>Lighthouse painted white</h1>`, "Lighthouse painted white"},
		"two word headline":                 {`<title>Painted white | Coast Post</title><meta property="og:title" content="Painted white"><meta property="og:site_name" content="Coast Post">`, `<h1>Painted white</h1>`, "Painted white"},
		"two word seo":                      {`<title>Why the lighthouse is white now | Coast Post</title><meta property="og:title" content="Why the lighthouse is white now">` + headlineLD("Painted white"), `<h1>Painted white</h1>`, "Painted white"},
		"one h1 in header":                  {`<title>Lighthouse painted white</title>`, `<header class="banner"><h1>Coast Post</h1></header><h1>Lighthouse painted white</h1>`, "Lighthouse painted white"},
		"arabic":                            {`<title>طلاء المنارة باللون الأبيض | صحيفة الساحل</title><meta property="og:title" content="طلاء المنارة باللون الأبيض">`, `<h1>طلاء المنارة باللون الأبيض</h1>`, "طلاء المنارة باللون الأبيض"},
		"thai":                              {`<title>ประภาคารทาสีขาวอีกครั้ง - ข่าวชายฝั่ง</title>`, `<h1>ประภาคารทาสีขาวอีกครั้ง</h1><h1>ข่าวล่าสุด</h1>`, "ประภาคารทาสีขาวอีกครั้ง"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := decodePage(t, address, test.head, test.top).Title; got != test.want {
				t.Errorf("got %q", got)
			}
		})
	}
}

// headlineLD is the JSON-LD of an article with a headline.
func headlineLD(h string) string {
	return jsonLD(`{"@context":"https://schema.org","@type":"NewsArticle","headline":"` + h + `"}`)
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
			"", "Anna Example, Ben Sample", "2031-05-04", "Annals of Coast"},
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
		"a menu":                          {"<ul><li><a href=/a>MARK</a><li><a href=/b>Sport</a><li><a href=/c>Culture</a></ul>", false},
		"cookies":                         {`<div class="cookie-banner"><p>MARK: we would like to store some things on your device, if you agree to it.</p></div>`, false},
		"cards":                           {"<div>" + card + card + strings.Replace(card, "A storm", "MARK", 1) + "</div>", false},
		"a byline below the introduction": {"<p>The lighthouse has a new colour, and it is the one that it had before the war, says the mayor.</p><p>Text: Ana MARK</p>", false},
		"a date below the introduction":   {"<meta itemprop=datePublished content=2031-05-04><p>The lighthouse has a new colour, and it is the one that it had before the war, says the mayor.</p><p>4 May 2031 - MARK</p>", false},
		"a hidden paragraph":              {`<p style="display: none">MARK: text that nobody should see, since it is for machines alone.</p>`, false},
		"a list of sentences":             {"<ul><li>MARK was the first to climb the new ladder.<li>Then the mayor came.</ul>", true},
		"a paragraph with links":          {`<p>MARK, said <a href="/m">the mayor</a>, is what he had been waiting for since the winter before last.</p>`, true},
		"a quotation":                     {"<blockquote>MARK is a word that I would like to be quoted with, in full.</blockquote>", true},
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
