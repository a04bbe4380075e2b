package source

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// bodyNames are what publishing systems call the element that holds the body of
// an article, in the words of nameWords.
var bodyNames = []string{"article body", "articlebody", "article content", "article text", "article main", "entry content", "entry body", "post content", "post body",
	"post text", "post entry", "story body", "story content", "story text", "content body", "body content", "body text", "body copy", "bodycopy", "single content", "news content",
	"news text", "news body", "blog content", "blog post", "blogpost", "page content", "text content", "main content", "full text", "fulltext", "rich text", "richtext", "article copy",
	"article detail", "article section", "article inner", "artikel text", "artikel inhalt", "article wrapper"}

// markedBody reports an element that is named as the body of an article.
func markedBody(n *html.Node) bool {
	switch attr(n, "itemprop") {
	case "articleBody", "reviewBody":
		return true
	}
	switch n.DataAtom {
	case atom.Body, atom.Html, atom.P, atom.Ul, atom.Ol, atom.Li:
		return false
	}
	words := nodeWords(n)
	if words == "" {
		return false
	}
	for _, b := range bodyNames {
		if has(words, b) {
			return true
		}
	}
	return false
}

// furnitureNames are words in the names of elements around articles, with how
// sure they make: the share of its page's running text, in percent, up to which
// an element so named is no part of the article.
var furnitureNames = func() map[string]int {
	m := map[string]int{}
	for share, names := range map[int]string{
		90: `comments comment commentlist respond disqus livefyre cookie cookies consent gdpr outbrain taboola breadcrumb breadcrumbs
			sharedaddy addtoany sharebar sharebuttons sharing jp pagination pager postnav`,
		60: `related recommended recommendation recommendations recirc recirculation newsletter newsletters subscribe subscription signup
			promo promos sponsor sponsored advert advertisement advertising adsbygoogle ads adsense nav navigation navbar menu sidebar footer
			popup modal lightbox tags taglist trending popular mostread share social teaser teasers cards readmore morestories login register
			masthead banner donate donation legal copyright disclaimer toc`,
		30: `byline author authors bio authorbox meta postmeta tools toolbar print widget credit credits dateline timestamp published info`,
	} {
		for w := range strings.FieldsSeq(names) {
			m[w] = share
		}
	}
	return m
}()

// furniture reports whether b is part of the page and not of its article.
func (f *bodyFinder) furniture(b *box) bool {
	n := b.n
	switch n.DataAtom {
	case atom.Html, atom.Body, atom.Main, 0:
		if n.Type == html.DocumentNode || n.DataAtom != 0 {
			return false
		}
	case atom.Aside, atom.Footer:
		return !b.headline && b.n.Parent != nil && b.n.Parent.DataAtom != atom.Blockquote
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.P, atom.Td, atom.Tr, atom.Tbody, atom.Li:
	}
	switch attr(n, "role") {
	case "navigation", "complementary", "banner", "contentinfo", "search", "dialog", "alert":
		return !b.headline
	}
	if b.headline || b.marked {
		return false
	}
	// Made of links: a menu, a list of other articles.
	if b.chars > 0 && b.blocks == 0 && b.linked*10 > b.chars*6 && n.DataAtom != atom.P && n.DataAtom != atom.Li && n.DataAtom != atom.Td && n.DataAtom != atom.Tr {
		return true
	}
	for w := range strings.FieldsSeq(nodeWords(n)) {
		switch share := furnitureNames[w]; {
		case share >= 60 && b.weight < 3000, share == 90, share == 30 && b.weight < 500:
			return true
		}
	}
	return false
}
