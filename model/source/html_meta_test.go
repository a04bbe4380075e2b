package source

import (
	"strings"
	"testing"
)

// jsonLD wraps the text of a script.
func jsonLD(s string) string { return `<script type="application/ld+json">` + s + `</script>` }

// newsLD is the JSON-LD of an article with the members given.
func newsLD(members string) string {
	return jsonLD(`{"@context":"https://schema.org","@type":"NewsArticle","headline":"Lighthouse painted white",` + members + `}`)
}

const metaAddress = "https://www.coastpost.example/a/lighthouse"

// TestHTMLAuthors checks every shape in which publishers name the authors.
func TestHTMLAuthors(t *testing.T) {
	for name, test := range map[string]struct{ head, top, want string }{
		"a string":                      {newsLD(`"author":"Anna Example"`), "", "Anna Example"},
		"two in a string":               {newsLD(`"author":"Anna Example and Ben Sample"`), "", "Anna Example, Ben Sample"},
		"strings":                       {newsLD(`"author":["Anna Example","Ben Sample"]`), "", "Anna Example, Ben Sample"},
		"an object":                     {newsLD(`"author":{"@type":"Person","name":"Anna Example","url":"https://x.example/anna"}`), "", "Anna Example"},
		"objects":                       {newsLD(`"author":[{"@type":"Person","name":"Anna Example"},{"@type":"Person","name":"Ben Sample"}]`), "", "Anna Example, Ben Sample"},
		"an object with names":          {newsLD(`"author":{"@type":"Person","name":["Anna Example","Ben Sample"]}`), "", "Anna Example, Ben Sample"},
		"a name with a word before":     {newsLD(`"author":{"@type":"Person","name":"By Anna Example and Ben Sample"}`), "", "Anna Example, Ben Sample"},
		"a list object":                 {newsLD(`"author":{"@list":[{"name":"Anna Example"},"Ben Sample"]}`), "", "Anna Example, Ben Sample"},
		"given and family name":         {newsLD(`"author":{"givenName":"Anna","familyName":"Example"}`), "", "Anna Example"},
		"a value with a language":       {newsLD(`"author":{"name":{"@value":"Anna Example","@language":"en"}}`), "", "Anna Example"},
		"a reference":                   {jsonLD(`{"@graph":[{"@type":"Article","headline":"L","author":{"@id":"#1"}},{"@type":"Person","@id":"#1","name":"Anna Example"}]}`), "", "Anna Example"},
		"the creator":                   {newsLD(`"creator":["Anna Example"]`), "", "Anna Example"},
		"an address for a name":         {newsLD(`"author":{"name":"https://x.example/anna-example"}`), `<p class="byline">By Anna Example</p>`, "Anna Example"},
		"a conjunction inside a name":   {newsLD(`"author":{"name":"Ana Ruiz y Muestra"}`), "", "Ana Ruiz y Muestra"},
		"the name of a desk":            {newsLD(`"author":{"@type":"Organization","name":"Food and Harbour Desk"}`), "", "Food and Harbour Desk"},
		"a person and an agency":        {newsLD(`"author":[{"name":"Anna Example"},{"@type":"Organization","name":"Gull Agency"}]`), "", "Anna Example, Gull Agency"},
		"a name with a post":            {newsLD(`"author":"Anna Example, Senior Reporter"`), "", "Anna Example"},
		"a name with a handle":          {newsLD(`"author":"Anna Example @annaex"`), "", "Anna Example"},
		"a junior":                      {newsLD(`"author":"Ben Sample Jr."`), "", "Ben Sample Jr."},
		"a particle":                    {newsLD(`"author":{"name":"Cora van der Muster"}`), "", "Cora van der Muster"},
		"nested in the page":            {jsonLD(`{"@type":"WebPage","mainEntity":{"@type":"NewsArticle","headline":"L","author":{"name":"Anna Example"}}}`), "", "Anna Example"},
		"an array of types":             {jsonLD(`[{"@type":["NewsArticle","Article"],"headline":"L","author":"Anna Example"}]`), "", "Anna Example"},
		"a type with its address":       {jsonLD(`{"@type":"http://schema.org/newsArticle","headline":"L","author":"Anna Example"}`), "", "Anna Example"},
		"in the second script":          {jsonLD(`{"@type":"Organization","name":"Coast Post"}`) + newsLD(`"author":"Anna Example"`), "", "Anna Example"},
		"raw line breaks":               {newsLD("\"description\":\"one\ntwo\tthree\",\"author\":\"Anna Example\""), "", "Anna Example"},
		"commas before brackets":        {newsLD(`"keywords":["a","b",],"author":"Anna Example",`), "", "Anna Example"},
		"quotation marks inside":        {newsLD(`"description":"the "white" tower","author":"Anna Example"`), "", "Anna Example"},
		"quotation marks before commas": {newsLD(`"description":"the "white", or pale, tower","author":"Anna Example"`), "", "Anna Example"},
		"an unknown escape":             {newsLD(`"description":"the keeper\'s tower","author":"Anna Example"`), "", "Anna Example"},
		"entities":                      {jsonLD(`{&quot;@type&quot;:&quot;Article&quot;,&quot;headline&quot;:&quot;L&quot;,&quot;author&quot;:&quot;Anna Example&quot;}`), "", "Anna Example"},
		"entities in the name":          {newsLD(`"author":"Zo&euml; Example"`), "", "Zoë Example"},
		"CDATA":                         {jsonLD("\n//<![CDATA[\n{\"@type\":\"Article\",\"headline\":\"L\",\"author\":\"Anna Example\"}\n//]]>\n"), "", "Anna Example"},
		"a comment":                     {jsonLD(`<!-- {"@type":"Article","headline":"L","author":"Anna Example"} -->`), "", "Anna Example"},
		"several values":                {jsonLD(`{"@type":"WebSite","name":"Coast Post"} {"@type":"Article","headline":"L","author":"Anna Example"};`), "", "Anna Example"},
		"cut off":                       {jsonLD(`{"@type":"Article","headline":"L","author":"Anna Example","articleBody":"The lighthouse was`), "", "Anna Example"},
		"by its address":                {jsonLD(`[{"@type":"Article","headline":"One","url":"https://www.coastpost.example/a/one","author":"Other Author"},{"@type":"Article","headline":"Two","url":"https://www.coastpost.example/a/lighthouse/","author":"Anna Example"}]`) + `<link rel="canonical" href="/a/lighthouse">`, "", "Anna Example"},

		"an address in article:author": {`<meta property="article:author" content="https://www.social.example/authors/coastpost">`, `<p class="byline">By Anna Example</p>`, "Anna Example"},
		"a path in article:author":     {`<meta property="article:author" content="social.example/coastpost">`, `<p class="byline">By Anna Example</p>`, "Anna Example"},
		"meta author":                  {`<meta name="author" content="Anna Example, Ben Sample">`, "", "Anna Example, Ben Sample"},
		"parsely":                      {`<meta name="parsely-author" content="Anna Example"><meta name="parsely-author" content="Ben Sample">`, "", "Anna Example, Ben Sample"},
		"sailthru":                     {`<meta name="sailthru.author" content="Anna Example">`, "", "Anna Example"},
		"Dublin Core":                  {`<meta name="DC.creator" content="Example, Anna">`, "", "Anna Example"},
		"citations":                    {`<meta name="citation_author" content="Example, Anna B."><meta name="citation_author" content="Ben Sample">`, "", "Anna B. Example, Ben Sample"},
		"two agencies are no family":   {newsLD(`"author":"Gull, Heron"`), "", "Gull, Heron"},
		"byl":                          {`<meta name="byl" content="By Anna Example">`, "", "Anna Example"},
		"the card":                     {`<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Anna Example">`, "", "Anna Example"},
		"the card in German":           {`<meta name="twitter:label2" content="Verfasst von"><meta name="twitter:data2" content="Anna Example">`, "", "Anna Example"},
		"another card":                 {`<meta name="twitter:label1" content="Reading time"><meta name="twitter:data1" content="Five minutes">`, "", ""},
		"rel":                          {"", `<h1>Painted</h1><a rel="author" href="/x">Anna Example</a>`, "Anna Example"},
		"rel in the article's foot":    {"", `<h1>Painted</h1><footer class="entry-footer">Posted by <a rel="author" href="/x">Anna Example</a> at 18:52</footer>`, "Anna Example"},
		"microdata":                    {"", `<h1>Painted</h1><span itemprop="author" itemscope><span itemprop="name">Anna Example</span>, Reporter</span>`, "Anna Example"},
		"an element of its own":        {"", `<h1>Painted</h1><byline>Von Anna Example</byline>`, "Anna Example"},
		"a byline with a date":         {"", `<h1>Painted</h1><p class="byline__author">VON <a href="/x">Anna Example</a> am 4. Mai 2031</p>`, "Anna Example"},
		"a line with a time before":    {"", `<h1>Lighthouse painted white</h1><div>04.05.2031 13:30 von Anna</div>`, "Anna"},
		"labels":                       {"", `<h1>Lighthouse painted white</h1><div>Datum: 4.5.2031 Autor: Anna Example Quelle: Gull</div>`, "Anna Example"},
		"a first name alone":           {"", `<h1>Lighthouse painted white</h1><div>Posted by Anna in Harbours</div>`, "Anna"},
		"pictures too":                 {"", `<h1>Lighthouse painted white</h1><div>Text und Fotos: Anna Example</div>`, "Anna Example"},
		"a line before the site":       {`<meta name="author" content="Coast Post">`, `<h1>Lighthouse painted white</h1><div>Von Anna Example</div>`, "Anna Example"},
		"a line before a handle":       {newsLD(`"author":"anna_example"`), `<h1>Lighthouse painted white</h1><div>By Anna Example</div>`, "Anna Example"},
		"only the site":                {`<meta name="author" content="Coast Post">`, "", "Coast Post"},
		"only a post":                  {newsLD(`"author":"Staff Reporter"`), "", "Staff Reporter"},
		"no name at all":               {`<meta name="author" content="admin">`, "", ""},
		"a label without a name":       {"", `<h1>Painted</h1><span class="author-label">Autor:</span>`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			if got := decodePage(t, metaAddress, test.head, test.top).Byline; got != test.want {
				t.Errorf("got %q", got)
			}
		})
	}
}

// TestHTMLDates checks every shape in which pages say when they were published.
func TestHTMLDates(t *testing.T) {
	for name, test := range map[string]struct{ address, head, top, want string }{
		"JSON-LD":                    {"", newsLD(`"datePublished":"2031-05-04T10:00:00+02:00"`), "", "2031-05-04"},
		"milliseconds behind colons": {"", newsLD(`"datePublished":"2031-05-04T10:00:00:684Z"`), "", "2031-05-04"},
		"seconds since 1970":         {"", newsLD(`"datePublished":1936000000`), "", "2031-05-08"},
		"milliseconds since 1970":    {"", newsLD(`"datePublished":"1936000000000"`), "", "2031-05-08"},
		"Java's":                     {"", newsLD(`"datePublished":"Sun May 04 10:00:00 CEST 2031"`), "", "2031-05-04"},
		"JavaScript's":               {"", newsLD(`"datePublished":"Sun May 04 2031 10:00:00 GMT+0200"`), "", "2031-05-04"},
		"of mail":                    {"", newsLD(`"datePublished":"Sun, 04 May 2031 10:00:00 +0000"`), "", "2031-05-04"},
		"in words":                   {"", newsLD(`"datePublished":"domingo, 4 de mayo de 2031 - 10:00"`), "", "2031-05-04"},
		"of an empty field":          {"", newsLD(`"datePublished":"1970-01-01T00:00:00Z"`) + `<meta name="date" content="2031-05-04">`, "", "2031-05-04"},
		"a year before a day":        {"", `<meta name="citation_date" content="2031">`, `<time datetime="2031-05-04">4 May</time>`, "2031-05-04"},
		"only a year":                {"", `<meta name="citation_date" content="2031">`, "", "2031"},
		"on the page's object":       {"", jsonLD(`{"@type":"WebPage","datePublished":"2031-05-04"}`), "", "2031-05-04"},
		"a recipe's or a guide's":    {"", jsonLD(`{"@type":"HowTo","name":"L","datePublished":"2031-05-04"}`), "", "2031-05-04"},
		"article:published_time":     {"", `<meta property="article:published_time" content="2031-05-04 10:00">`, "", "2031-05-04"},
		"dc.date":                    {"", `<meta name="dc.date" content="2031-05-04">`, "", "2031-05-04"},
		"parsely":                    {"", `<meta name="parsely-pub-date" content="2031-05-04T10:00:00Z">`, "", "2031-05-04"},
		"sailthru":                   {"", `<meta name="sailthru.date" content="2031-05-04 10:00:00 +0000">`, "", "2031-05-04"},
		"day first, with its country": {"", `<meta name="date" content="05/04/2031"><meta http-equiv="content-language" content="fr">`,
			"", ""},
		"the address":                   {"https://www.coastpost.example/2031/05/04/lighthouse", "", "", "2031-05-04"},
		"the canonical":                 {"", `<link rel="canonical" href="https://www.coastpost.example/2031/05/04/lighthouse">`, "", "2031-05-04"},
		"German":                        {"", "", "<h1>Painted white again</h1><div>Veröffentlicht am 4. Mai 2031</div>", "2031-05-04"},
		"short":                         {"", "", "<h1>Painted white again</h1><div>Anna Example | 04.05.31</div>", "2031-05-04"},
		"Hungarian":                     {"", "", "<h1>Painted white again</h1><div>2031. május 4., 10:00</div>", "2031-05-04"},
		"Lithuanian":                    {"", "", "<h1>Painted white again</h1><div>2031 m. gegužės 4 d.</div>", "2031-05-04"},
		"Bulgarian":                     {"", "", "<h1>Painted white again</h1><div>4 юни 2031</div>", "2031-06-04"},
		"Serbian":                       {"", "", "<h1>Painted white again</h1><div>4. avgust 2031.</div>", "2031-08-04"},
		"Slovak":                        {"", "", "<h1>Painted white again</h1><div>4. októbra 2031</div>", "2031-10-04"},
		"Hebrew":                        {"", "", "<h1>Painted white again</h1><div>4 במאי 2031</div>", "2031-05-04"},
		"Icelandic":                     {"", "", "<h1>Painted white again</h1><div>4. nóvember 2031</div>", "2031-11-04"},
		"Japanese":                      {"", "", "<h1>Painted white again</h1><div>2031年5月4日</div>", "2031-05-04"},
		"a name of the publisher's own": {"", `<meta name="coast:article-publish-date" content="2031-05-04T10:00:00Z"><meta name="coast:publisher-since" content="1931-05-04">`, "", "2031-05-04"},
		"an attribute for scripts":      {"", "", `<h1>Painted white again</h1><coast-timestamp data-timestamp="1936000000000"></coast-timestamp><span class="date" data-published="2031-05-08">yesterday</span>`, "2031-05-08"},
		"an element of its own":         {"", "", `<h1>Painted white again</h1><relative-time datetime="2031-05-04T10:00:00Z">3 weeks ago</relative-time>`, "2031-05-04"},
		"a note over it":                {"", "", `<h1>Painted white again</h1><time title="4 May 2031, 10:00">3 weeks ago</time>`, "2031-05-04"},
		"the nearest to the headline":   {"", "", `<time datetime="2030-01-01">1 Jan</time><p>` + strings.Repeat("The weather was fine. ", 80) + `</p><time datetime="2031-05-04">4 May</time><h1>Painted white again</h1>`, "2031-05-04"},
		"none of a list of others":      {"", "", `<h1>Painted white again</h1>` + strings.Repeat(`<div><time datetime="2030-01-01">1 Jan</time><a href="/x">A storm is on its way to us</a></div>`, 3) + `<i><time datetime="2031-05-04">4 May</time></i>`, "2031-05-04"},
		"none of another":               {"", "", `<h1>Painted white again</h1>` + strings.Repeat("<p>The keeper of the light wrote down the weather, as every day for thirty years, and then he slept.</p>", 20) + `<div><time datetime="2030-01-01">1 Jan</time><a href="/x">A storm is on its way to us</a></div>`, ""},
		"a label before it":             {"", "", `<h1>Painted white again</h1><dl><dt>Last updated:</dt><dd>1 June 2031</dd><dt>Published:</dt><dd>4 May 2031</dd></dl>`, "2031-05-04"},
		"the state of a page":           {"", `<script id="__NEXT_DATA__" type="application/json">{"props":{"stories":[{"title":"A storm is on its way","publishedAt":"2030-01-01T10:00:00Z"},{"title":"Lighthouse painted white","publishedAt":"2031-05-04T10:00:00Z","updatedAt":"2031-06-01"}]}}</script>`, "<h1>Lighthouse painted white</h1>", "2031-05-04"},
		"state that is no JSON":         {"", `<script>window.__STATE__ = {page: {firstPublishedDate: '2031-05-04 10:00', createdAt: 1900000000, expires: "2032-01-01"}};</script>`, "<h1>Lighthouse painted white</h1>", "2031-05-04"},
		"state in a string":             {"", `<script>self.push("{\"datePublished\":\"2031-05-04T10:00:00\",\"headline\":\"x\"}")</script>`, "<h1>Lighthouse painted white</h1>", "2031-05-04"},
		"state that is at odds":         {"", `<script>var a = [{"published_at": "2031-05-04"}, {"published_at": "2031-05-05"}]</script>`, "<h1>Lighthouse painted white</h1>", ""},
		"only when it was made":         {"", `<script>dataLayer.push({"pageCreated": "2031-05-04", "userCreated": "2020-01-01"})</script>`, "<h1>Lighthouse painted white</h1>", "2031-05-04"},
		"before the first words":        {"", "", "<h1>Painted white again</h1><p>4.5.2031 – The keeper of the light wrote down the weather, as every day for thirty years.</p>", "2031-05-04"},
		"of a press release":            {"", "", "<h1>Painted white again</h1><p>GULL PORT, Westland, May 4, 2031 (COAST WIRE) -- The keeper of the light wrote down the weather, as every day.</p>", "2031-05-04"},
		"of a letter":                   {"", "", "<h1>Painted white again</h1><p>Gull Port, den 4. Mai 2031 – Der Wärter schrieb das Wetter auf, wie an jedem Tag seit dreißig Jahren, und schlief.</p>", "2031-05-04"},
		"no chronicle": {"", "", "<h1>Painted white again</h1><p>4.5.2031 – The keeper of the light wrote down the weather, as every day for thirty years.</p>" +
			"<p>5.6.2032 – The keeper of the light wrote down the weather, as every day for thirty years.</p>", ""},
		"after a move":         {"https://www.coastpost.example/2031/5/4/lighthouse", newsLD(`"datePublished":"2033-01-02T10:00:00Z"`), "", "2031-05-04"},
		"no date of a picture": {"", "", "<h1>Painted white again</h1><figure><img src=x><figcaption>The lighthouse on 1 January 2030</figcaption></figure>", ""},
		"only a change":        {"", "", "<h1>Painted white again</h1><div>Stand: 04. Mai 2031</div>", "2031-05-04"},
		"only a change, too":   {"", `<meta property="article:modified_time" content="2031-05-04T10:00:00Z">`, "", "2031-05-04"},
		"a change at the foot": {"", "", "<h1>Painted white again</h1>" + strings.Repeat("<p>The keeper of the light wrote down the weather, as every day for thirty years, and then he slept.</p>", 9) +
			"<footer><p>Diese Seite wurde zuletzt am 4. Mai 2031 um 13:22 Uhr geändert.</p></footer>", "2031-05-04"},
		"no change before it": {"", `<meta property="article:modified_time" content="2031-06-01T10:00:00Z">`,
			"<h1>Painted white again</h1><div>Posted on May 4, 2031</div>", "2031-05-04"},
	} {
		t.Run(name, func(t *testing.T) {
			address := test.address
			if address == "" {
				address = metaAddress
			}
			a := decodePage(t, address, test.head, test.top)
			if got := a.Published.String(); got != test.want {
				t.Errorf("got %q", got)
			}
		})
	}
}
