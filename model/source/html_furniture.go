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
// much they say: 3, the element is no part of the article; 2, it is none unless
// it holds a good deal of running text; 1, it is none when it holds little.
var furnitureNames = func() map[string]int {
	m := map[string]int{}
	for strength, names := range map[int]string{
		3: `comments comment commentlist commentform respond disqus livefyre cookie cookies consent gdpr outbrain taboola breadcrumb breadcrumbs
			sharedaddy addtoany sharebar sharebuttons sharing pagination pager postnav kommentare kommentar commentaires comentarios comentários commenti
			reacties komentarze kommentarer yorumlar komentar komentari adsbygoogle`,
		2: `related recommended recommendation recommendations recirc recirculation newsletter newsletters subscribe subscription signup
			promo promos sponsor sponsored advert advertisement advertising ads adsense nav navigation navbar menu sidebar footer
			popup modal lightbox tags taglist trending popular mostread share social teasers cards readmore morestories login register
			masthead banner donate donation legal copyright disclaimer toc werbung anzeige publicidad publicite pubblicita reklama
			abonnement abo relacionadas relacionados verwandte weiterlesen correlati similaires`,
		1: `byline author authors bio authorbox meta postmeta tools toolbar print widget credit credits dateline timestamp published autor autoren`,
	} {
		for w := range strings.FieldsSeq(names) {
			m[w] = strength
		}
	}
	return m
}()

// furnitureStems are how such words begin when publishers run them together with
// others.
var furnitureStems = []string{"comment", "kommentar", "related", "recommend", "newsletter", "breadcrumb", "cookie", "sponsor", "outbrain", "taboola", "socialshar", "sharethis", "teaserlist", "mostread", "relatedlinks"}

// besideName returns how much the names in words say that their element is
// furniture.
func besideName(words string) int {
	most := 0
	for w := range strings.FieldsSeq(words) {
		s := furnitureNames[w]
		for _, stem := range furnitureStems {
			if s < 2 && len(w) > len(stem)+2 && strings.HasPrefix(w, stem) && w != "commentary" {
				s = 2
			}
		}
		most = max(most, s)
	}
	return most
}

// Bounds on the running text of furniture, in bytes.
const (
	maxNamed = 3000 // of an element of strength 2
	maxMinor = 500  // of one of strength 1
	maxCard  = 700  // of all text of one of a row of other articles
)

// furniture reports whether b is part of the page and not of its article.
func (f *bodyFinder) furniture(b *box) bool {
	n := b.n
	switch n.DataAtom {
	case atom.Html, atom.Body, atom.Main:
		return false
	case 0:
		if n.Type == html.DocumentNode {
			return false
		}
	case atom.Aside, atom.Footer:
		return !b.headline && !f.lenient && n.Parent != nil && n.Parent.DataAtom != atom.Blockquote
	}
	if b.headline || b.marked && b.blocks > 0 {
		return false
	}
	switch attr(n, "role") {
	case "navigation", "complementary", "banner", "contentinfo", "search", "dialog", "alert":
		return true
	}
	cell := n.DataAtom == atom.P || n.DataAtom == atom.Li || n.DataAtom == atom.Td || n.DataAtom == atom.Tr || headingLevelOf(n) > 0
	// Made of links: a menu, a list of other articles.
	if b.chars > 0 && b.blocks == 0 && b.linked*10 > b.chars*6 && !cell {
		return true
	}
	if !cell && row(b) {
		return true
	}
	if f.lenient {
		return false
	}
	strength := besideName(nodeWords(n))
	if strength == 1 && b.blocks == 1 && f.described(nodeLine(n, 1000)) {
		return false
	}
	return strength == 3 || strength == 2 && b.weight < maxNamed || strength == 1 && b.weight < maxMinor
}

// row reports a row of other articles, three or more: each short, with a link
// for a heading or mostly made of links.
func row(b *box) bool {
	cards, others := 0, 0
	for _, c := range b.children {
		switch {
		case c.furnish || c.chars == 0:
		case headingLevelOf(c.n) > 0 || c.n.DataAtom == atom.P:
			others += c.blocks
		case c.chars < maxCard && c.linked > 0 && c.blocks <= 3 && (c.leading || c.linked*2 > c.chars):
			cards++
		default:
			others++
		}
	}
	return cards >= 3 && cards >= 4*others
}
