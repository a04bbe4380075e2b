package source

import (
	"slices"
	"strings"
	"unicode"

	"github.com/kreader/kreader/model"
)

// The words of page furniture. They are what publishing systems print around
// articles of any outlet, compared by [key]. Each table is for one rule.
var (
	// A line made only of these is a row of controls: "Share", "font change",
	// "Print Email Save".
	controlWords = set(`share sharing tweet retweet print email mail save bookmark copy link facebook twitter x whatsapp telegram linkedin
		reddit pinterest instagram youtube messenger flipboard pocket sms font size change text increase decrease larger smaller
		reset a b advertisement ad ads advert close menu search login logout subscribe newsletter newsletters gift listen
		like likes comment follow us download pdf this article page story on by via to skip content main navigation home back top
		next previous prev view all show more less loading play pause mute expand collapse toggle sign up in log out register
		accept cookies`)
	// … and has one of these, so that it is not a short line of text.
	controlVerbs = set(`share tweet retweet print email bookmark facebook whatsapp telegram linkedin reddit pinterest font advertisement
		advert menu login subscribe newsletter newsletters skip loading copy download`)

	// After one of these come comments.
	commentHeads = set(`|leave a reply|leave a comment|leave a response|post a comment|add a comment|write a comment|join the conversation
		|join the discussion|view comments|show comments|reader comments|readers comments|comments|comments are closed|cancel reply
		|leave a reply cancel reply|have your say|kommentare|kommentar schreiben|schreibe einen kommentar|kommentar verfassen|hinterlasse eine antwort|leserkommentare
		|ihr kommentar|kommentar hinterlassen|commentaires|laisser un commentaire|laissez un commentaire|réagir|comentarios|deja un comentario|deja una respuesta
		|deja tu comentario|commenti|lascia un commento|comentários|deixe um comentário|reacties|geef een reactie|laat een reactie achter|komentarze|dodaj komentarz
		|kommentarer|yorumlar|комментарии|коментарі|komentari|komentáře|评论|コメント|댓글|التعليقات`)
	// After one of these comes a list of other articles.
	listHeads = set(`|related|related articles|related article|related stories|related story|related content|related news|related posts
		|related topics|related links|related coverage|related reading|recommended|recommended for you|recommended reading|recommended articles
		|recommended stories|we recommend|read next|up next|what to read next|more on this story|more on this topic|more on this
		|more stories|more news|most read|most popular|most viewed|most shared|popular|popular posts|trending|trending now|you may also like
		|you might also like|you may be interested in|you might be interested in|latest news|latest stories|latest articles|top stories
		|editors picks|editors choice|see also|also read|read also|read more|sponsored content|promoted content|promoted stories
		|from the web|around the web|from our partners|in this section|tags|filed under|topics|dont miss|more from this author
		|more by this author|other articles|other news|also in this section|keep reading|explore more|similar articles
		|das könnte sie auch interessieren|das könnte dich auch interessieren|dies könnte sie auch interessieren|auch interessant|mehr zum thema|zum thema
		|mehr dazu|weitere artikel|weitere meldungen|weitere nachrichten|weitere beiträge|weitere themen|weiterlesen|weiterführende links|lesen sie auch|lesen sie mehr
		|lies auch|lesetipps|meistgelesen|meistgelesene artikel|meist gelesen|viel gelesen|schon gelesen|schlagwörter|schlagworte|ähnliche artikel|ähnliche beiträge
		|verwandte artikel|verwandte themen|empfohlene artikel|aktuelle meldungen|themen|neueste beiträge|ebenfalls interessant
		|lire aussi|à lire aussi|à lire|a lire aussi|lisez aussi|articles similaires|articles liés|sur le même sujet|sur le même thème|dans la même rubrique|les plus lus
		|voir aussi|à voir aussi|nos articles|derniers articles|vous aimerez aussi|à découvrir|contenus sponsorisés
		|te puede interesar|te puede interesar también|también te puede interesar|lea también|lea además|lee también|leer más|noticias relacionadas|artículos relacionados
		|más leídas|lo más leído|lo más visto|más información|más noticias|contenido relacionado|archivado en|etiquetas|temas relacionados
		|leggi anche|leggi tutto|articoli correlati|potrebbe interessarti|potrebbe interessarti anche|ti potrebbe interessare|i più letti|altri articoli|vedi anche
		|leia também|leia mais|veja também|veja mais|saiba mais|mais lidas|notícias relacionadas|matérias relacionadas|artigos relacionados|últimas notícias
		|lees ook|lees meer|lees verder|meest gelezen|meer nieuws|meer over dit onderwerp|gerelateerde artikelen|ook interessant
		|les også|les mer|mest lest|mest leste|relaterte artikler|læs også|læs mere|mest læste|läs också|läs mer|mest läst|mest lästa|relaterade artiklar|lue myös|lue lisää|luetuimmat
		|czytaj także|czytaj też|czytaj więcej|zobacz także|zobacz też|przeczytaj także|najczęściej czytane|podobne artykuły|polecamy|powiązane artykuły
		|čtěte také|mohlo by vás zajímat|nejčtenější|související články|prečítajte si|viac k téme|súvisiace články|olvasta már|kapcsolódó cikkek|citește și|citiți și
		|читайте также|читать также|по теме|похожие статьи|материалы по теме|самое читаемое|популярное|читайте також|за темою|схожі новини|прочетете още|прочитајте и
		|pročitajte i|povezane vijesti|najčitanije|preberite tudi|ilgili haberler|benzer haberler|çok okunanlar|bunlar da ilginizi çekebilir|διαβάστε επίσης|διαβάστε ακόμη|σχετικά άρθρα
		|baca juga|berita terkait|artikel terkait|terpopuler|tin liên quan|đọc thêm|相关阅读|相关新闻|相关文章|推荐阅读|延伸閱讀|相關新聞|関連記事|あわせて読みたい|おすすめ記事|関連ニュース|관련기사|관련 기사|인기기사
		|اقرأ أيضا|اقرأ أيضًا|مواضيع ذات صلة|أخبار ذات صلة|الأكثر قراءة`)
	listPrefixes = []string{"mehr zu ", "mehr aus ", "mehr von ", "mehr über ", "weitere artikel ", "weitere beiträge ", "meistgelesene ", "die meistgelesenen ", "viel gelesen in ", "más sobre ", "más de ", "plus de ", "altro da ", "meer over ", "meer van ", "more from ", "more by ", "more on ", "more in ", "latest from ", "related articles ", "recommended for "}

	// After one of these come the other languages of the page.
	languageHeads = set(`|also available in|available in|read in|read this in|read this article in|other languages|this article is also available in|in other languages`)
	// After one of these comes who wrote it.
	authorHeads = set(`|about the author|about the authors|about the writer|about the writers|about the contributor|about the contributors
		|the author|the authors|author|authors|written by|contributor|contributors`)

	// What kind of article it is, printed above it.
	genres = set(`|analysis|brief analysis|policy analysis|news analysis|opinion|comment|commentary|editorial|op ed|interview|exclusive
		|exclusive interview|feature|features|profile|news|breaking news|breaking|report|reports|explainer|briefing|blog|review|special report
		|in depth|long read|longread|perspective|perspectives|viewpoint|q a|podcast|video|live|politics|world|business|middle east|top story`)

	// Lines that begin so lead away from the article.
	leadAways = []string{"read more: ", "read more:", "read also: ", "also read: ", "see also: ", "read next: ", "related: ", "more: ", "watch: ", "listen: ",
		"read: ", "recommended: ", "further reading: ", "photos: ", "video: ", "in pictures: ", "read more about ", "read more on ", "click here ", "follow us on ", "tags: ", "filed under: "}
)

// set makes a set of words, or of phrases when they are separated by bars.
func set(s string) map[string]bool {
	m := map[string]bool{}
	if strings.HasPrefix(s, "|") {
		for _, p := range strings.Split(s, "|") {
			m[strings.TrimSpace(p)] = true
		}
	} else {
		for _, w := range strings.Fields(s) {
			m[w] = true
		}
	}
	delete(m, "")
	return m
}

// maxFurniture is the length in bytes past which a block is never furniture of
// the kind that is known by its words.
const maxFurniture = 240

// dropFurniture drops the lines that are furniture wherever they stand.
func (p *page) dropFurniture() {
	p.filter(func(i int) bool {
		q := &p.pieces[i]
		if len(q.Text) > maxFurniture || q.Kind == model.Code || q.Kind == model.Table || !furniture(q) {
			return true
		}
		if strings.Contains(q.Text, "©") || hasFold(q.Text, "copyright") {
			p.legal = append(p.legal, q.Text)
		}
		return false
	})
}

func furniture(q *Piece) bool {
	c := q.Text[0] | 0x20
	if boiler(q.Text, c) {
		return true
	}
	n := len(q.Text)
	if n <= 60 && controls(q.Text) || n <= 2 && key(q.Text) == "" {
		return true
	}
	if !ended(q.Text) && (c == 'r' || c == 'a' || c == 's' || c == 'm' || c == 'w' || c == 'l' || c == 'f' || c == 'p' || c == 'v' || c == 'i' || c == 'c' || c == 't') {
		for _, l := range leadAways {
			if hasFold(q.Text, l) && n > len(l) {
				return true
			}
		}
	}
	if t := strings.Trim(q.Text, "()[]<>"); t != "" && (t[0] == '/' || t[0] == 'h' || t[0] == 'w') && isAddress(t) {
		return true
	}
	return q.Text[0] >= '0' && q.Text[0] <= '9' && readingTime(q.Text)
}

// controls reports a line made only of the names of controls.
func controls(s string) bool {
	k := key(s)
	verb, n := false, 0
	for w := range strings.FieldsSeq(k) {
		if n++; n > 8 || !controlWords[w] {
			return false
		}
		verb = verb || controlVerbs[w]
	}
	return verb
}

// boiler reports the sentences that sites print on every page. c is the first
// letter of s in lower case.
func boiler(s string, c byte) bool {
	begins := func(prefixes ...string) bool {
		for _, p := range prefixes {
			if hasFold(s, p) {
				return true
			}
		}
		return false
	}
	switch c {
	case 'y':
		return begins("your email address will not be published", "you must be logged in", "you need to be logged in", "you have no more free articles", "your browser does not support")
	case 'r':
		return begins("required fields are marked", "reproduction in whole or in part")
	case 'w':
		return begins("we use cookies", "we and our partners use cookies", "we value your privacy")
	case 't':
		return begins("this site uses cookies", "this website uses cookies", "this site is protected by recaptcha", "this page uses cookies", "this video cannot be played", "this content is not available")
	case 'b':
		return begins("by continuing to use this", "by continuing to browse", "by using this site", "by clicking ", "by subscribing", "by signing up")
	case 's':
		return begins("sign up for our", "sign up to our", "sign up for the", "sign up to receive", "sign up here", "subscribe to our", "subscribe now", "save my name, email", "support our journalism", "skip to main content", "skip to content", "skip to navigation")
	case 'p':
		return begins("please enable javascript", "please enter your", "please log in", "please sign in", "please subscribe") || begins("powered by ") && words(s) <= 5
	case 'a':
		return begins("all rights reserved", "already a subscriber", "already have an account", "article continues below")
	case 'j':
		return begins("javascript is ", "javascript must")
	case 'c':
		return begins("copyright ©", "copyright (c)", "click here to", "click to share", "cookie policy", "copyright 19", "copyright 20")
	case 'g':
		return begins("get our newsletter", "get the latest news", "get our free")
	case 'f':
		return begins("follow us on", "find us on facebook", "for more information about cookies")
	case 'l':
		return begins("like us on facebook", "log in to comment")
	case 'n':
		return begins("notify me of ")
	case 'e':
		return begins("enter your email", "enable javascript")
	}
	return strings.HasPrefix(s, "©") || strings.HasPrefix(s, "(c) 20")
}

// readingTime reports "5 min read" and the like.
func readingTime(s string) bool {
	k := key(s)
	_, rest, _ := strings.Cut(k, " ")
	switch rest {
	case "min read", "mins read", "minute read", "minutes read", "min", "minutes", "min reading time", "shares", "comments", "comment", "views":
		return true
	}
	return false
}

// heading reports whether a short line is one of a set of headings, alone or
// with a number behind it, as "Comments (12)".
func headOf(q *Piece, heads map[string]bool) bool {
	if len(q.Text) > 60 {
		return false
	}
	k := strings.Trim(key(q.Text), " 0123456789")
	return heads[k]
}

func listHead(q *Piece) bool {
	if len(q.Text) > 60 {
		return false
	}
	if headOf(q, listHeads) {
		return true
	}
	if ended(q.Text) {
		return false
	}
	k := key(q.Text) + " "
	for _, pre := range listPrefixes {
		if strings.HasPrefix(k, pre) && len(strings.Fields(k)) <= 6 {
			return true
		}
	}
	return false
}

// sections drops the parts of a page that a heading of their own announces:
// comments, lists of other articles, other languages, who the author is.
func (p *page) sections() {
	total := 0
	for i := range p.pieces {
		total += len(p.pieces[i].Text)
	}
	drop := make([]bool, len(p.pieces))
	before := 0
	for i := 0; i < len(p.pieces); i++ {
		q := &p.pieces[i]
		n := len(q.Text)
		if n > 60 {
			before += n
			continue
		}
		switch {
		case i > 0 && headOf(q, commentHeads) && before*2 >= total:
			for j := i; j < len(drop); j++ {
				drop[j] = true
			}
			i = len(drop)
		case listHead(q):
			i = p.dropWhile(drop, i, func(j int) bool { return !body(&p.pieces[j]) })
		case headOf(q, languageHeads):
			i = p.dropWhile(drop, i, func(j int) bool { return languageLine(&p.pieces[j]) })
		case headOf(q, authorHeads):
			i = p.dropAuthor(drop, i)
		default:
			before += n
		}
	}
	p.filter(func(i int) bool { return !drop[i] })
}

// dropWhile marks piece i and those after it as long as more holds, and returns
// the last marked.
func (p *page) dropWhile(drop []bool, i int, more func(j int) bool) int {
	drop[i] = true
	for i+1 < len(p.pieces) && more(i+1) {
		i++
		drop[i] = true
	}
	return i
}

// languageLine reports a line that is the name of a language or a link to
// another version.
func languageLine(q *Piece) bool { return len(q.Text) < 80 && (linkOnly(q) || words(q.Text) == 1) }

// dropAuthor marks the heading i, the names under it and the paragraphs that
// begin with such a name.
func (p *page) dropAuthor(drop []bool, i int) int {
	names := splitNames(p.byline)
	j := i + 1
	for ; j < len(p.pieces) && len(p.pieces[j].Text) <= 80 && !ended(p.pieces[j].Text) && looksLikeNames(p.pieces[j].Text); j++ {
		names = append(names, splitNames(p.pieces[j].Text)...)
	}
	last := j
	for ; j < len(p.pieces) && aboutAuthor(p.pieces[j].Text, names); j++ {
		p.biography = append(p.biography, p.pieces[j].Text)
		last = j + 1
	}
	if last == i+1 && j == i+1 {
		return i // no names, no biography: a heading of the text
	}
	for k := i; k < last; k++ {
		drop[k] = true
	}
	if p.byline == "" && len(names) > 0 {
		p.byline = strings.Join(names, ", ")
	}
	return last - 1
}

// closingBiography drops the paragraphs at the end that say who the author is.
func (p *page) closingBiography() {
	names := splitNames(p.byline)
	for n := len(p.pieces); n > 2 && aboutAuthor(p.pieces[n-1].Text, names); n-- {
		p.biography = append(p.biography, p.pieces[n-1].Text)
		p.pieces = p.pieces[:n-1]
	}
}

// aboutAuthor reports whether s begins with one of names and goes on to say who
// that is.
func aboutAuthor(s string, names []string) bool {
	for _, n := range names {
		rest, ok := strings.CutPrefix(s, n)
		if !ok {
			continue
		}
		for _, verb := range []string{" is a ", " is an ", " is the ", " is ", " was ", " has ", " writes ", " covers ", " reports ", " joined ", ", "} {
			if strings.HasPrefix(rest, verb) {
				return true
			}
		}
	}
	return false
}

// signature finds the author in the last line, where nothing else gives one: a
// name alone, set apart from the text.
func (p *page) signature() {
	n := len(p.pieces)
	if n < 3 || p.byline != "" || p.meta.Byline != "" {
		return
	}
	q := &p.pieces[n-1]
	name := withoutBy(strings.Trim(q.Text, "()[]–—- "))
	apart := name != q.Text || slices.ContainsFunc(q.Inline, func(x model.Inline) bool {
		return x.Kind != model.Link && x.Span.Start == 0 && x.Span.End == len(q.Text)
	})
	if w := words(name); q.Kind == model.Paragraph && apart && w >= 2 && w <= 4 && !ended(q.Text) && looksLikeNames(name) && unicode.IsUpper(firstRune(name)) {
		p.byline = strings.Join(splitNames(name), ", ")
		p.pieces = p.pieces[:n-1]
	}
}

// tail drops what trails behind the last sentence: dates, links, and the short
// lines that come with them.
func (p *page) tail() {
	n := len(p.pieces)
	junk := false
	for n > 1 {
		q := &p.pieces[n-1]
		_, _, dated := dateLine(q.Text)
		switch {
		case sameName(q.Text, p.byline) || sameName(q.Text, p.meta.Byline): // a signature
		case dated, linkOnly(q) && !ended(q.Text), listHead(q), key(q.Text) == "":
			junk = true
		case junk && !ended(q.Text) && words(q.Text) <= 12 && q.Kind == model.Paragraph:
		default:
			p.pieces = p.pieces[:n]
			return
		}
		n--
	}
	p.pieces = p.pieces[:n]
}
