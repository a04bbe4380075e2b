package source

import "testing"

// page is a made-up page as it was saved, and what is to be read of it.
type savedPage struct{ address, page, title, date, outlet, authors string }

// TestHTMLPages checks what is read of whole pages that publishers' systems make, each
// with the fields that go together there.
func TestHTMLPages(t *testing.T) {
	text := "<p>The lighthouse was painted again in spring, after the council had found the money for it in a drawer.</p><p>It took three weeks and forty litres of white, and the gulls have come back to sit on the rail, as before.</p>"
	og := func(title, site string) string {
		return `<meta property="og:title" content="` + title + `"><meta property="og:site_name" content="` + site + `">`
	}
	for name, c := range map[string]savedPage{
		"graph yoast": {"https://coastpost.example/harbour/lighthouse/", `<title>Lighthouse painted white - The Coast Post</title>` + og("Lighthouse painted white - The Coast Post", "The Coast Post") + `<meta property="article:published_time" content="2031-05-04T10:00:00+00:00">` +
			jsonLD(`{"@context":"https://schema.org","@graph":[{"@type":"NewsArticle","@id":"https://coastpost.example/harbour/lighthouse/#article","isPartOf":{"@id":"https://coastpost.example/harbour/lighthouse/"},"author":[{"@id":"https://coastpost.example/#/schema/person/1"},{"@id":"https://coastpost.example/#/schema/person/2"}],"headline":"Lighthouse painted white","datePublished":"2031-05-04T10:00:00+00:00","publisher":{"@id":"https://coastpost.example/#organization"}},{"@type":"WebPage","@id":"https://coastpost.example/harbour/lighthouse/","name":"Lighthouse painted white - The Coast Post","datePublished":"2031-05-04T10:00:00+00:00"},{"@type":"WebSite","@id":"https://coastpost.example/#website","name":"The Coast Post","publisher":{"@id":"https://coastpost.example/#organization"}},{"@type":"Organization","@id":"https://coastpost.example/#organization","name":"Harbour Media Ltd"},{"@type":"Person","@id":"https://coastpost.example/#/schema/person/1","name":"Anna Example"},{"@type":"Person","@id":"https://coastpost.example/#/schema/person/2","name":"Ben Sample"}]}`) + `<h1>Lighthouse painted white</h1>` + text,
			"Lighthouse painted white", "2031-05-04", "The Coast Post", "Anna Example, Ben Sample"},
		"live": {"https://www.coastpost.example/live/1", `<title>Storm live: harbour closed - Coast Post</title>` + jsonLD(`{"@type":"LiveBlogPosting","headline":"Storm live: harbour closed","datePublished":"2031-05-04T06:00:00Z","author":[{"@type":"Person","name":"Anna Example"}],"publisher":{"@type":"NewsMediaOrganization","name":"Coast Post"},"liveBlogUpdate":[{"@type":"BlogPosting","headline":"Trains stop","datePublished":"2031-05-05T07:00:00Z","author":{"@type":"Person","name":"Ben Sample"}}]}`) + `<h1>Storm live: harbour closed</h1>` + text,
			"Storm live: harbour closed", "2031-05-04", "Coast Post", "Anna Example"},
		"live in article": {"https://www.coastpost.example/live/1", jsonLD(`[{"@type":"LiveBlogPosting","@id":"x","liveBlogUpdate":[{"@type":"BlogPosting","headline":"Trains stop","datePublished":"2031-05-05T07:00:00Z"}],"coverageStartTime":"2031-05-04T06:00:00Z","headline":"Storm live","datePublished":"2031-05-04T06:00:00Z"},{"@type":"BreadcrumbList","itemListElement":[{"@type":"ListItem","item":{"@id":"/","name":"Home"}}]}]`) + og("Storm live: the harbour is closed", "coastpost.example") + `<h1>Storm live: the harbour is closed</h1>` + text,
			"Storm live: the harbour is closed", "2031-05-04", "coastpost.example", ""},
		"author orgs":               {"https://www.coastpost.example/a/1", newsLD(`"author":[{"@type":"Organization","name":"Coast Post","url":"https://www.coastpost.example"},{"@type":"Person","name":"Anna Example"}],"datePublished":"2031-05-04T23:30:00-07:00","publisher":{"@type":"Organization","name":"Coast Post"}`) + text, "Lighthouse painted white", "2031-05-04", "Coast Post", "Anna Example"},
		"url only author":           {"https://www.coastpost.example/a/1", newsLD(`"author":[{"@type":"Person","url":"https://www.coastpost.example/author/anna-example"}],"datePublished":"2031-05-04"`) + `<h1>Lighthouse painted white</h1><div class="meta"><a href="https://www.coastpost.example/author/anna-example">Anna Example</a></div>` + text, "Lighthouse painted white", "2031-05-04", "coastpost.example", "Anna Example"},
		"author e":                  {"https://www.coastpost.example/a/1", newsLD(`"author":"Anna Esempio e Ben Campione"`) + text, "Lighthouse painted white", "", "coastpost.example", "Anna Esempio, Ben Campione"},
		"author single y":           {"https://www.coastpost.example/a/1", newsLD(`"author":{"name":"Ana Ejemplo, Benito Muestra y Cora Prueba"}`) + text, "Lighthouse painted white", "", "coastpost.example", "Ana Ejemplo, Benito Muestra, Cora Prueba"},
		"author und comma":          {"https://www.coastpost.example/a/1", newsLD(`"author":"Anna Beispiel, Ben Muster und Cora Probe"`) + text, "Lighthouse painted white", "", "coastpost.example", "Anna Beispiel, Ben Muster, Cora Probe"},
		"author location":           {"https://www.coastpost.example/a/1", newsLD(`"author":"Anna Beispiel, Heronsburg"`) + text, "Lighthouse painted white", "", "coastpost.example", "Anna Beispiel"},
		"author de la":              {"https://www.coastpost.example/a/1", newsLD(`"author":"Par Anna Exemple avec AFP"`) + text, "Lighthouse painted white", "", "coastpost.example", "Anna Exemple, AFP"},
		"author alternate":          {"https://www.coastpost.example/a/1", newsLD(`"author":{"@type":"Person","name":"","alternateName":"Anna Example"}`) + text, "Lighthouse painted white", "", "coastpost.example", "Anna Example"},
		"author null":               {"https://www.coastpost.example/a/1", newsLD(`"author":[null,{"@type":"Person","name":null}]`) + `<meta name="author" content="Anna Example">` + text, "Lighthouse painted white", "", "coastpost.example", "Anna Example"},
		"author obj of names":       {"https://www.coastpost.example/a/1", newsLD(`"author":{"@type":"Person","name":"Anna Example, Ben Sample"}`) + text, "Lighthouse painted white", "", "coastpost.example", "Anna Example, Ben Sample"},
		"editor":                    {"https://www.coastpost.example/a/1", newsLD(`"editor":"Cora Muster","author":{"@type":"Person","name":"Anna Example"}`) + text, "Lighthouse painted white", "", "coastpost.example", "Anna Example"},
		"role":                      {"https://www.coastpost.example/a/1", newsLD(`"author":{"@type":"Person","name":"Anna Example - Harbour Correspondent"}`) + text, "Lighthouse painted white", "", "coastpost.example", "Anna Example"},
		"outlet in name":            {"https://www.coastpost.example/a/1", newsLD(`"author":{"@type":"Person","name":"Anna Example | Coast Post"},"publisher":{"name":"Coast Post"}`) + text, "Lighthouse painted white", "", "Coast Post", "Anna Example"},
		"for outlet":                {"https://www.coastpost.example/a/1", newsLD(`"author":{"@type":"Person","name":"Anna Example for the Coast Post"},"publisher":{"name":"Coast Post"}`) + text, "Lighthouse painted white", "", "Coast Post", "Anna Example"},
		"slogan colon":              {"https://www.coastpost.example/a/1", `<title>Lighthouse painted white</title>` + og("Lighthouse painted white", "Coast Post: Breaking News, Sport &amp; Weather") + text, "Lighthouse painted white", "", "Coast Post", ""},
		"slogan dash":               {"https://www.coastpost.example/a/1", og("Lighthouse painted white", "Coast Post - News, Sport &amp; Weather") + text, "Lighthouse painted white", "", "Coast Post", ""},
		"slogan comma":              {"https://www.coastpost.example/a/1", og("Lighthouse painted white", "Coast Post, el diario del puerto") + text, "Lighthouse painted white", "", "Coast Post", ""},
		"slogan bullet":             {"https://www.coastpost.example/a/1", og("Lighthouse painted white", "Coast Post • Noticias") + text, "Lighthouse painted white", "", "Coast Post", ""},
		"slogan bar":                {"https://www.coastpost.example/a/1", og("Lighthouse painted white", "Latest news from the harbour | Coast Post") + text, "Lighthouse painted white", "", "Coast Post", ""},
		"news first":                {"https://www.coastpost.example/a/1", og("Lighthouse painted white", "News from the harbour - Coast Post") + text, "Lighthouse painted white", "", "Coast Post", ""},
		"online":                    {"https://www.coastpost.example/a/1", og("Lighthouse painted white", "Coast Post Online") + newsLD(`"publisher":{"name":"Coast Post"}`) + text, "Lighthouse painted white", "", "Coast Post Online", ""},
		"domain name":               {"https://www.coastpost.example/a/1", `<title>Lighthouse painted white - Coast Post</title>` + og("Lighthouse painted white", "coastpost.example") + newsLD(`"publisher":{"name":"Harbour Media Group"}`) + text, "Lighthouse painted white", "", "Coast Post", ""},
		"www domain":                {"https://www.coastpost.example/a/1", `<title>Lighthouse painted white - Coast Post</title>` + og("Lighthouse painted white", "www.coastpost.example") + text, "Lighthouse painted white", "", "Coast Post", ""},
		"https domain":              {"https://www.coastpost.example/a/1", `<title>Lighthouse painted white - Coast Post</title>` + og("Lighthouse painted white", "https://www.coastpost.example") + text, "Lighthouse painted white", "", "Coast Post", ""},
		"company":                   {"https://www.coastpost.example/a/1", `<title>Lighthouse painted white | Coast Post</title>` + newsLD(`"publisher":{"name":"Coast Post Verlagsgesellschaft mbH"}`) + text, "Lighthouse painted white", "", "Coast Post", ""},
		"company2":                  {"https://www.cp.example/a/1", `<title>Lighthouse painted white | Coast Post</title>` + og("Lighthouse painted white", "Coast Post") + newsLD(`"publisher":{"name":"CP Media Ltd."}`) + text, "Lighthouse painted white", "", "Coast Post", ""},
		"unrelated host":            {"https://www.kh24.example/a/1", `<title>Lighthouse painted white - Coast Post</title>` + og("Lighthouse painted white", "Coast Post") + newsLD(`"publisher":{"name":"Coast Post"}`) + text, "Lighthouse painted white", "", "Coast Post", ""},
		"unrelated host only title": {"https://www.kh24.example/a/1", `<title>Lighthouse painted white - Coast Post</title>` + og("Lighthouse painted white", "") + `<h1>Lighthouse painted white</h1>` + text, "Lighthouse painted white", "", "Coast Post", ""},
		"unrelated only ld":         {"https://www.kh24.example/a/1", `<title>Lighthouse painted white - Harbour</title>` + newsLD(`"publisher":{"name":"Coast Post"}`) + `<h1>Lighthouse painted white</h1>` + text, "Lighthouse painted white", "", "Coast Post", ""},
		"agency":                    {"https://www.coastpost.example/a/1", newsLD(`"author":{"@type":"Organization","name":"Gull Agency"},"publisher":{"name":"Gull Agency"}`) + og("Lighthouse painted white", "Coast Post") + text, "Lighthouse painted white", "", "Coast Post", "Gull Agency"},
		"app":                       {"https://www.coastpost.example/a/1", `<meta name="application-name" content="CoastPost App"><meta name="apple-mobile-web-app-title" content="Coast Post">` + text, "", "", "Coast Post", ""},
		"cyr":                       {"https://bereg.example/a/1", `<title>Маяк покрасили — Берег. Новости</title>` + og("Маяк покрасили", "Берег") + text, "Маяк покрасили", "", "Берег", ""},
		"jp":                        {"https://www.umi.example/a/1", `<title>灯台を白く塗り直す：海岸新聞オンライン</title>` + og("灯台を白く塗り直す：海岸新聞オンライン", "海岸新聞オンライン") + `<h1>灯台を白く塗り直す</h1>` + text, "灯台を白く塗り直す", "", "海岸新聞オンライン", ""},
		"twice":                     {"https://www.coastpost.example/a/1", `<title>&amp;quot;White&amp;quot; lighthouse &amp;amp; the gulls</title>` + og("&amp;quot;White&amp;quot; lighthouse &amp;amp; the gulls", "Coast Post") + text, `"White" lighthouse & the gulls`, "", "Coast Post", ""},
		"twice ld":                  {"https://www.coastpost.example/a/1", jsonLD(`{"@type":"NewsArticle","headline":"The keeper&amp;#8217;s lighthouse"}`) + text, `The keeper’s lighthouse`, "", "coastpost.example", ""},
		"kicker":                    {"https://www.coastpost.example/a/1", `<title>Harbour: Lighthouse painted white - Coast Post</title>` + og("Harbour: Lighthouse painted white", "Coast Post") + newsLD(`"publisher":{"name":"Coast Post"}`) + `<h1><span class="kicker">Harbour</span> <span class="headline">Lighthouse painted white</span></h1>` + text, "Lighthouse painted white", "", "Coast Post", ""},
		"title only suffix2":        {"https://www.coastpost.example/a/1", `<title>Lighthouse painted white | Harbour | Coast Post</title>` + text, "Lighthouse painted white", "", "Coast Post", ""},
		"title prefix":              {"https://www.coastpost.example/a/1", `<title>Coast Post | Lighthouse painted white</title>` + text, "Lighthouse painted white", "", "Coast Post", ""},
		"title suffix dash in":      {"https://www.coastpost.example/a/1", `<title>Lighthouse - painted white - Coast Post</title>` + text, "Lighthouse - painted white", "", "Coast Post", ""},
		"next":                      {"https://www.coastpost.example/a/1", `<title>Lighthouse painted white</title><script id="__NEXT_DATA__" type="application/json">{"props":{"pageProps":{"article":{"headline":"Lighthouse painted white","publishedDate":"2031-05-04T10:00:00.000Z","authors":[{"name":"Anna Example"}]}}}}</script><h1>Lighthouse painted white</h1>` + text, "Lighthouse painted white", "2031-05-04", "coastpost.example", ""},
		"mod only":                  {"https://www.coastpost.example/a/1", newsLD(`"dateModified":"2031-05-05T10:00:00Z"`) + `<time datetime="2031-05-04T09:00:00Z">4 May</time>` + text, "Lighthouse painted white", "2031-05-04", "coastpost.example", ""},
		"hatom":                     {"https://www.coastpost.example/a/1", `<title>x</title><article class="hentry"><h1 class="entry-title">Lighthouse painted white</h1><span class="published" title="2031-05-04T10:00:00+0200">yesterday</span><span class="updated">2031-06-01</span><span class="vcard author"><span class="fn">Anna Example</span></span>` + text + `</article>`, "Lighthouse painted white", "2031-05-04", "coastpost.example", "Anna Example"},
		"amp":                       {"https://amp.coastpost.example/a/1", `<html amp><link rel="canonical" href="https://www.coastpost.example/a/1">` + newsLD(`"author":["By Anna Example"],"datePublished":"2031-05-04T10:00:00+09:00","publisher":{"name":"Coast Post"}`) + `<h1>Lighthouse painted white</h1>` + text, "Lighthouse painted white", "2031-05-04", "Coast Post", "Anna Example"},
		"breadcrumb ld first":       {"https://www.coastpost.example/a/1", jsonLD(`{"@type":"BreadcrumbList","itemListElement":[{"@type":"ListItem","position":1,"name":"Harbour","item":"https://www.coastpost.example/harbour"}]}`) + jsonLD(`{"@type":"NewsMediaOrganization","name":"Coast Post","legalName":"Harbour Media Ltd"}`) + jsonLD(`{"@type":"ReportageNewsArticle","headline":"Lighthouse painted white","datePublished":"2031-05-04 10:00:00","author":"anna example"}`) + text, "Lighthouse painted white", "2031-05-04", "Coast Post", "anna example"},
		"date offset utc":           {"https://www.coastpost.example/a/1", newsLD(`"datePublished":"2031-05-04T22:30:00Z"`) + `<h1>Lighthouse painted white</h1><time datetime="2031-05-05T00:30:00+02:00">5 May 2031</time>` + text, "Lighthouse painted white", "2031-05-05", "coastpost.example", ""},
		"date offset other":         {"https://www.coastpost.example/a/1", newsLD(`"datePublished":"2031-05-04T22:30:00Z"`) + `<meta property="article:published_time" content="2031-05-05T00:30:00+02:00"><h1>Lighthouse painted white</h1>` + text, "Lighthouse painted white", "2031-05-05", "coastpost.example", ""},
		"graph article in webpage":  {"https://www.coastpost.example/a/1", jsonLD(`{"@context":"https://schema.org","@type":"WebPage","name":"Lighthouse painted white","publisher":{"@type":"Organization","name":"Coast Post"},"mainEntity":{"@type":"AnalysisNewsArticle","headline":"Lighthouse painted white","datePublished":"2031-05-04T10:00:00Z","author":{"@type":"Person","name":["Anna Example"]}}}`) + text, "Lighthouse painted white", "2031-05-04", "Coast Post", "Anna Example"},
		"headline trimmed":          {"https://www.coastpost.example/a/1", jsonLD(`{"@type":"NewsArticle","headline":"Lighthouse painted white after the council found the money in…"}`) + og("Lighthouse painted white after the council found the money in a drawer of the hall", "Coast Post") + text, "Lighthouse painted white after the council found the money in a drawer of the hall", "", "Coast Post", ""},
		"og title differs":          {"https://www.coastpost.example/a/1", `<title>Why the lighthouse turned white | Coast Post</title>` + og("Why the lighthouse turned white", "Coast Post") + newsLD(`"publisher":{"name":"Coast Post"}`) + `<h1>Lighthouse painted white</h1>` + text, "Lighthouse painted white", "", "Coast Post", ""},
	} {
		t.Run(name, func(t *testing.T) {
			as, _, err := Decode(Document{Path: "p.html", Rel: "p.html", URL: c.address, Data: []byte("<html><head><meta charset=utf-8></head><body>" + c.page)})
			if err != nil || len(as) != 1 {
				t.Fatal(err)
			}
			a := as[0]
			if c.title != "" && a.Title != c.title {
				t.Errorf("title %q", a.Title)
			}
			if a.Published.String() != c.date {
				t.Errorf("date %q", a.Published.String())
			}
			if a.Outlet != c.outlet {
				t.Errorf("outlet %q", a.Outlet)
			}
			if a.Byline != c.authors {
				t.Errorf("authors %q", a.Byline)
			}
		})
	}
}
