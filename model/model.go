// Package model holds the values that kreader is about: articles and their
// blocks, the temporal expressions in them, the mentions of events, the
// events, and the collection that ties them together.
//
// Values only: no I/O, no clock, nothing of the terminal. Each stage that
// turns one of these into the next is a package below this one; the words are
// explained in docs/glossary.md.
//
// All spans are half-open byte offsets into [Article.Text], which never
// changes once model/source has made it.
package model

import (
	"time"

	"github.com/kreader/kreader/model/edtf"
)

// Span is the half-open range of bytes [Start, End) of an article's text.
type Span struct{ Start, End int }

// Len returns the number of bytes in s.
func (s Span) Len() int { return s.End - s.Start }

// Contains reports whether t lies wholly within s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// Overlaps reports whether s and t share at least one byte.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// Of returns the part of text that s names.
func (s Span) Of(text string) string { return text[s.Start:s.End] }

// Origin says where something that an article is known by was found.
type Origin string

// The origins, from the most to the least trusted; see contract "A
// collection". None means that it is unknown.
const (
	FromUser     Origin = "user"     // the reader said so
	FromMetadata Origin = "metadata" // front matter, JSON-LD, <meta>, feed fields
	FromText     Origin = "text"     // a date line, a byline, a credit in the text
	FromPath     Origin = "path"     // the name of the file or of its folder
	FromInferred Origin = "inferred" // worked out from other articles
	FromNone     Origin = "none"
)

// Article is one cleaned article.
type Article struct {
	ID   string // short, stable for the same path and content, unique in a collection
	Path string // as given by the user, with slashes
	URL  string // canonical address, "" when unknown

	Title  string
	Byline string // authors separated by ", "

	Outlet     string // "" when unknown: the article then stands for itself
	OutletFrom Origin

	Published     edtf.Value // zero when unknown
	PublishedFrom Origin
	PublishedWhy  string // for people, when it was inferred: from what
	Modified      edtf.Value
	Note          string // a line the reader must see above the body, such as "digest written for kreader"

	Language string // BCP 47 primary tag, "en" when undecided

	Text   string  // the blocks' texts joined by blank lines ("\n\n")
	Blocks []Block // in order; their spans lie in Text, do not overlap, and leave out only the blank lines
	Words  int     // words in the body
}

// BlockKind is what a block is.
type BlockKind uint8

// The kinds of block.
const (
	Paragraph BlockKind = iota
	Heading
	Quote    // a block quotation
	List     // one item of a list
	Caption  // the caption of a picture: shown, and evidence, but not part of the body
	Question // a question of an interview
	Code     // text shown as it stands, line breaks kept
	Table    // rows separated by "\n", cells by "\t", the first row is the heading
)

// String returns the name of k as the contract spells it.
func (k BlockKind) String() string {
	return [...]string{"paragraph", "heading", "quote", "list", "caption", "question", "code", "table"}[k]
}

// Block is one block of an article. Its text is plain: markup of the source
// has become Inline spans, so that nothing of an outlet's own markup is ever
// rendered.
type Block struct {
	Kind    BlockKind
	Level   int    // headings 1..6; lists and quotes: depth of nesting from 1, capped at 16
	Marker  string // lists: "" for a bullet, else the ordinal as printed, such as "3."
	Span    Span
	Inline  []Inline // in order of Start; may nest
	Repeats bool     // a pull quote: says again what a sentence of the body says; never evidence
}

// InlineKind is what a run of text inside a block is.
type InlineKind uint8

// The kinds of inline run.
const (
	Emphasis InlineKind = iota
	Strong
	CodeSpan
	Link
)

// Inline is a run of text inside a block that the source set apart.
type Inline struct {
	Kind InlineKind
	Span Span   // in Article.Text
	URL  string // links only
}

// TimexType is the type of a temporal expression, as in TimeML 1.2.1.
type TimexType string

// The four types of TIMEX3.
const (
	Date     TimexType = "DATE"
	Time     TimexType = "TIME"
	Duration TimexType = "DURATION"
	Set      TimexType = "SET"
)

// Timex is a temporal expression: the words and the time they mean.
type Timex struct {
	Span  Span
	Type  TimexType
	Value string     // TIMEX3 value: "2021-11-07", "P3Y", "PAST_REF", "XXXX-WXX-5"
	Mod   string     // TIMEX3 mod: START MID END APPROX MORE_THAN LESS_THAN EQUAL_OR_MORE EQUAL_OR_LESS, or ""
	When  edtf.Value // the calendar interval it denotes; zero when it denotes none (durations, sets, "recently")
	Why   string     // how it was read, for people: `the Sunday before publication on 2021-11-09`
	// Stated reports that the words themselves give the date; otherwise it was
	// worked out from an anchor.
	Stated bool
}

// Mention is a sentence, or a clause of one, that tells an event.
type Mention struct {
	Article  int  // index into Collection.Articles
	Block    int  // index into Article.Blocks
	Sentence Span // the sentence as printed
	Clause   Span // the part of it that tells this event; equals Sentence when it tells one
	Timex    int  // index into the article's temporal expressions, -1 when it has none of its own

	When edtf.Value // zero when undated
	Why  string     // how the date was come by, for people

	Class   string // class of the trigger, such as ATTACK; "" when none
	Trigger Span   // the word that tells it
	// Hedged reports that it is said not to have happened, or only possibly:
	// negated, modal, conditional, planned.
	Hedged bool

	Evidence Evidence
}

// Evidence is what mentions are compared by when they are joined into events.
// All of it is taken from the mention's clause; pronouns and offices are
// already resolved within the article.
type Evidence struct {
	Triggers []string // the stems of the words that tell events, the main one first
	Classes  []string // their classes, the main one first, no repeats
	Words    []string // stems of the words that carry meaning, names apart, no repeats
	Names    []string // names, each as fully as the article gives it, no repeats
	Person   string   // the person it is about, as fully as the article gives it
	Patient  string   // whom it is done to
	Speaker  string   // who says so, when the sentence attributes it
	Numbers  []Quantity
	Place    int  // number of sentences of the body before this one
	Nominal  bool // told by a noun: "the attack"
	Definite bool // it refers back to something known: "the attack", "this week's attack"
	Refers   bool // the date is a point of reference ("after 7 October"), not the time of a happening
	Generic  bool // told of a state or a habit, not of one happening
	Inferred bool // the date is that of publication, because an article opens with it
}

// Quantity is a number and what it counts.
type Quantity struct {
	Low, High float64 // the interval meant; High is +Inf for "at least"
	Noun      string  // stem of what is counted
	Text      string  // the number as printed, with its qualifier
}

// Passage is a mention as the reader meets it: the sentence of an article that
// tells an event.
type Passage struct {
	Article int // index into Collection.Articles
	Block   int // index into Article.Blocks
	// Span is the sentence, in Article.Text; the part of it that tells this
	// event when the sentence tells events of different dates.
	Span     Span
	Sentence Span // the whole sentence
	When     edtf.Value
	Says     string // the words that date it, "" when it has none
	Why      string // how those words were read, or how it was joined
}

// Difference is something about which the passages of an event disagree.
type Difference struct {
	// About is the kind: "date", "number", "tenure" (from when to when an office was
	// held), "means" (how what struck something was used), "place", "attribution"
	// (who is said to have done it) or "name" (how it is spelled).
	About string
	// What says more: what is counted, such as "drones", or the kind of place, such as
	// "village"; "" for dates. No two differences of an event have the same.
	What   string
	Values []DifferingValue
}

// Key names the difference among those of its event: what is counted, or what it
// is about.
func (d *Difference) Key() string {
	if d.What != "" {
		return d.What
	}
	return d.About
}

// DifferingValue is one of the values of a Difference and who gives it.
type DifferingValue struct {
	Value    string
	Passages []int // indexes into Event.Passages
}

// Event is what one or more passages tell.
type Event struct {
	ID          string // stable for the same input
	When        edtf.Value
	Title       string
	Importance  float64   // 0..1, how much it matters to the story
	Passages    []Passage // in reading order: by article (publication date, then path), then place
	Differences []Difference
	// Accounts are the articles that tell it, indexes into Collection.Articles,
	// those together that copy one another or are one outlet's: what is told
	// independently. In the order of the passages.
	Accounts [][]int
	// Corrected says in lines for people what the reader has put right in it,
	// and what it was before; the dates of passages say so themselves.
	Corrected []string
}

// Told returns in how many articles the event is told.
func (e *Event) Told() int {
	n := 0
	for _, a := range e.Accounts {
		n += len(a)
	}
	return n
}

// Account returns which of the accounts an article belongs to, -1 when it does
// not tell the event.
func (e *Event) Account(article int) int {
	for i, a := range e.Accounts {
		for _, k := range a {
			if k == article {
				return i
			}
		}
	}
	return -1
}

// Mark is what the reader has put on a passage, an event or an article: a note,
// or a bookmark.
type Mark struct {
	ID       string
	Bookmark bool
	Note     string // the reader's words; a bookmark may have none
	OnEvent  bool   // it is about the whole event that the passage tells
	// Article is an index into Collection.Articles, -1 for an orphan: its place
	// is not found any more.
	Article int
	Span    Span   // in Article.Text; empty when it is on the article as a whole
	Quote   string // the words that it was put on, as they were then
	Source  string // the article that it was put on, as it was named then
	Who     string
	Made    time.Time // zero when it does not say
}

// On reports whether m is on the words of p.
func (m *Mark) On(p *Passage) bool { return m.Article == p.Article && m.Span.Overlaps(p.Span) }

// Severity says how much a diagnostic matters.
type Severity uint8

// The severities.
const (
	Note    Severity = iota // nothing is lost
	Warning                 // part of an article could not be read
	Failure                 // an article could not be read at all
)

// Diagnostic is something about the content that the reader should know.
type Diagnostic struct {
	Path     string // the file it is about
	Article  int    // index into Collection.Articles, -1 when it opened as none
	Stage    string
	Severity Severity
	Message  string
}

// Collection is a set of articles read together, and what they tell. It is
// frozen once built: any goroutine may read it.
type Collection struct {
	Title       string
	Articles    []Article // by publication date, then path
	Outlets     []string  // names, most articles first, then by name; unknown outlets are not listed
	Sentences   [][]Span  // for each article, in order
	Timexes     [][]Timex // for each article, in order, not overlapping
	Mentions    []Mention // by article, then place; only until they are joined, see mention.Of
	Events      []Event   // by date, undated ones last
	Diagnostics []Diagnostic
	Marks       []Mark // the reader's notes and bookmarks by place, orphans last
}
