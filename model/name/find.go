package name

import (
	"strings"

	"github.com/kreader/kreader/model/word"
)

// Found is a name in a sentence: the tokens from First to Last. Text is the
// name as printed, without the titles before it; it is empty when there are
// only titles ("the Prime Minister"). Role is those titles, folded; they begin
// at the token From.
type Found struct {
	From        int
	First, Last int
	Text        string
	Role        string
	Possessive  bool
	Quoted      bool // in quotation marks: a title of something
}

// connectors may stand inside a name when capitals follow.
var connectors = words(`of al el bin ibn ben bint de del della di da do dos das du la le van von der den the for y`)

// roleHeads are the titles that a role ends in; the rest of honorifics only
// goes before one of these.
var roleHeads = words(`mr mrs ms miss dr prof professor sir dame lord lady gen general col colonel lt lieutenant capt captain maj major
 sgt sergeant adm admiral cmdr commander sheikh shaikh sayyid sayed ayatollah imam hajj haji rev reverend fr father bishop archbishop
 cardinal pope king queen prince princess sultan emir president minister premier chancellor senator sen rep congressman congresswoman
 governor gov mayor judge justice ambassador secretary director chairman chairwoman ceo spokesman spokeswoman spokesperson coach chief
 actor actress singer author attorney lawyer detective officer sheriff leader`)

// groupWords end or make up the names of organisations and places, which are
// never taken for persons.
var groupWords = words(`isle strait cape mount board bureau society order house ministry group party service services university college school state states center centre company corporation
 corp inc ltd house zone force forces council bank street road avenue city island islands gulf river lake sea ocean league cup agency
 department office committee commission court union network foundation institute times post news press guard army navy police hospital
 clinic association organization organisation church museum hotel airport station park square bridge tower mountain valley beach
 kingdom republic nations north south east west new san los las united national international world alliance front movement brigade
 congress parliament senate assembly club team society trust fund project agreement treaty act law bill award awards prize war
 day week month show festival games film academy studio records magazine radio tv television summit conference campus district county
 province region territory base camp field fields airlines airways motors energy petroleum systems technologies laboratory laboratories
 horizon regime government administration security intelligence supreme federal central royal american european african asian`)

// Casing tells how the words of an article are written: what is capitalised
// inside a sentence is a name, what also occurs in lower case may not be.
type Casing struct {
	upper, lower map[string]int
}

// NewCasing returns an empty Casing.
func NewCasing() *Casing { return &Casing{map[string]int{}, map[string]int{}} }

// Add counts the words of a sentence. Sentences in title case count as
// nothing: their capitals say nothing.
func (c *Casing) Add(tokens []word.Token) {
	if TitleCase(tokens) {
		return
	}
	start := true
	for i := range tokens {
		t := &tokens[i]
		if t.Kind != word.Word {
			start = start || strings.Contains(`".:?!—`, t.Lower)
			continue
		}
		switch {
		case !t.Cap:
			c.lower[t.Lower]++
		case !start:
			c.upper[t.Lower]++
		}
		start = false
	}
}

// name reports whether the article writes w with a capital inside sentences,
// and more often so than without.
func (c *Casing) name(w string) bool { return c.upper[w] > c.lower[w] }

// headlineLower are the words that headlines leave in lower case.
var headlineLower = words(`a an and as at but by for from in into is of off on onto or over per than the to up via vs with after before
 about amid against between during under upon within without al bin de del la`)

// TitleCase reports whether nearly every word of a sentence that is no function
// word begins with a capital, as in a headline.
func TitleCase(tokens []word.Token) bool {
	n, caps := 0, 0
	for i := range tokens {
		if t := &tokens[i]; t.Kind == word.Word && !headlineLower[t.Lower] {
			n++
			if t.Cap {
				caps++
			}
		}
	}
	return n >= 4 && caps*20 >= n*19
}

// Find returns the names in a sentence, in order.
func Find(text string, tokens []word.Token, c *Casing) []Found {
	var out []Found
	title := TitleCase(tokens)
	start := true
	for i := 0; i < len(tokens); i++ {
		t := &tokens[i]
		if t.Kind != word.Word {
			start = start || strings.Contains(`".:?!—`, t.Lower)
			continue
		}
		first := start
		start = false
		if !t.Cap || !begins(t, first, title, c, next(tokens, i)) {
			continue
		}
		j := run(text, tokens, i, title, c)
		if f, ok := cut(text, tokens, i, j); ok {
			f.Quoted = i > 0 && tokens[i-1].Lower == `"` && j+1 < len(tokens) && (tokens[j+1].Lower == `"` || j+2 < len(tokens) && tokens[j+2].Lower == `"`)
			out = append(out, f)
		}
		i = j
	}
	return out
}

func next(tokens []word.Token, i int) *word.Token {
	if i+1 < len(tokens) {
		return &tokens[i+1]
	}
	return nil
}

// begins reports whether a capitalised token can begin a name.
func begins(t *word.Token, first, title bool, c *Casing, next *word.Token) bool {
	if word.Stop(t.Lower) || particles[t.Lower] && !strings.Contains("al el", t.Lower) && next == nil {
		return false
	}
	if len(t.Lower) == 1 && (next == nil || !next.Cap) {
		return false
	}
	if c.name(t.Lower) {
		return true
	}
	if title {
		return false
	}
	if !first {
		return true
	}
	if c.lower[t.Lower] > 0 || strings.HasSuffix(t.Lower, "ing") && next != nil && next.Cap {
		return false // "Watching Chile"
	}
	// A capital at the start of a sentence shows nothing by itself.
	return acronym(t) || t.Possessive || roleHeads[t.Lower] || (next != nil && next.Cap && next.Kind == word.Word && !word.Stop(next.Lower))
}

func acronym(t *word.Token) bool { return t.Len() >= 2 && strings.ToUpper(t.Lower) == t.Lower }

// run returns the last token of the name that begins at i.
func run(text string, tokens []word.Token, i int, title bool, c *Casing) int {
	j := i
	for !tokens[j].Possessive {
		k := j + 1
		if k < len(tokens) && tokens[k].Lower == "." && tokens[k].Start == tokens[j].End && tokens[j].Len() <= 3 && k+1 < len(tokens) && tokens[k+1].Cap {
			k++ // an initial or an abbreviation: "J.", "Gen."
		}
		last := k
		for n := 0; n < 2 && last < len(tokens) && !tokens[last].Cap && connectors[tokens[last].Lower]; n++ {
			last++
		}
		if last >= len(tokens) {
			return j
		}
		t := &tokens[last]
		gap := text[tokens[j].End:t.Start]
		if !t.Cap || t.Kind != word.Word || strings.ContainsAny(gap, ",;:()\"“”\n") || (word.Stop(t.Lower) && !connectors[t.Lower]) {
			return j
		}
		if title && !c.name(t.Lower) {
			return j
		}
		if last > k && (tokens[k].Lower == "of" || tokens[k].Lower == "for" || tokens[k].Lower == "the") && !groupWords[tokens[j].Lower] {
			return j // "The Harvest of Ana Ruiz" is not a name, "Bank of Peru" is
		}
		if last > k && (roleHeads[tokens[j].Lower] || demonym(tokens[j].Lower)) {
			return j // "President of Chile" is a role and a name
		}
		j = last
	}
	return j
}

// cut takes the titles and nationalities off the front of the run from i to j.
// It reports false when nothing is left to call a name or a role.
func cut(text string, tokens []word.Token, i, j int) (Found, bool) {
	f := Found{From: i, First: i, Last: j, Possessive: tokens[j].Possessive}
	first, role := i, -1
	for k := i; k <= j; k++ {
		w := tokens[k].Lower
		if w == "." {
			continue
		}
		if !honorifics[w] && !demonym(w) && !strings.HasPrefix(w, "ex-") && !strings.HasPrefix(w, "then-") {
			break
		}
		if roleHeads[w] {
			role = k
		}
	}
	if role >= 0 {
		f.Role = Fold(text[tokens[i].Start:tokens[role].End])
		first = role + 1
		for first <= j && tokens[first].Kind == word.Mark {
			first++
		}
	} else {
		for first < j && (demonym(tokens[first].Lower) || tokens[first].Lower == "former") && !groupWords[tokens[j].Lower] {
			first++
		}
		if first == j && demonym(tokens[j].Lower) {
			return f, false
		}
	}
	f.First = min(first, j)
	if first <= j {
		f.Text = text[tokens[first].Start:tokens[j].End]
	}
	return f, f.Text != "" || f.Role != ""
}
