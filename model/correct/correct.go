// Package correct is what a reader has put right, noted or marked, and how it
// is kept: the file kreader.toml, and what becomes of it when the articles are
// read again.
//
// In: the bytes of the file, and the values of a stage. Out: the entries of the
// file, new bytes with a change made, or the values put right. The stages of
// package pipeline call [Set.Articles], [Set.Mentions] and [Set.Events] in that
// order; each is a function of its arguments. What finds no place in the
// articles is an orphan: it stays in the file and is said.
//
// The format is described in docs/corrections.md.
package correct

import (
	"fmt"
	"strings"
	"time"

	"github.com/kreader/kreader/model/edtf"
	"github.com/kreader/kreader/model/source"
)

// FileName is the name of the file beside the articles.
const FileName = "kreader.toml"

// Type is which of the three tables an entry is.
type Type string

// The types.
const (
	Correction Type = "correction"
	Note       Type = "note"
	Bookmark   Type = "bookmark"
)

// Kind is what a correction puts right.
type Kind string

// The kinds of correction, by the stage at which they are replayed.
const (
	Outlet    Kind = "outlet"    // of an article: a name
	Published Kind = "published" // of an article: a date
	Language  Kind = "language"  // of an article: a tag such as "en"
	Alias     Kind = "alias"     // two spellings of one name: Of is read as Value

	Date     Kind = "date"      // of a passage: a date
	NotEvent Kind = "not-event" // a passage that tells no event

	EventDate    Kind = "event-date"       // of an event: a date
	Title        Kind = "title"            // of an event: words
	Join         Kind = "join"             // the event of a passage is that of the passage With
	Split        Kind = "split"            // a passage that tells an event of its own
	Pin          Kind = "pin"              // an event that matters as much as any
	Hide         Kind = "hide"             // an event that is left out
	NoDifference Kind = "not-a-difference" // about: "date", or what is counted
)

// Kinds lists the kinds in the order in which they are offered.
var Kinds = []Kind{EventDate, Date, Title, Join, Split, NotEvent, Pin, Hide, Outlet, Published, Language, Alias, NoDifference}

// stage is when a kind is replayed.
type stage uint8

const (
	onArticles stage = iota
	onMentions
	onEvents
)

// stageOf returns when a kind is replayed; ok reports whether it is one.
func stageOf(k Kind) (s stage, ok bool) {
	switch k {
	case Outlet, Published, Language:
		return onArticles, true
	case Date, NotEvent, Alias:
		return onMentions, true
	case EventDate, Title, Join, Split, Pin, Hide, NoDifference:
		return onEvents, true
	}
	return 0, false
}

// Entry is one table of the file.
type Entry struct {
	Type   Type
	ID     string // unique in the file
	Kind   Kind   // of a correction; of a note or a bookmark, OnEvent or nothing
	Value  string // what is right; its meaning depends on Kind
	Of     string // alias: the spelling that is another for Value; note, bookmark: the ID of the one that it replaces
	Text   string // of a note or a bookmark
	At     Anchor
	With   Anchor // join: a passage of the other event
	Who    string
	Made   time.Time // zero when it does not say
	Undone time.Time // when it was taken back; zero while it holds
}

// Anchor is a place in the articles that is found again when they have changed
// a little: the quote with its context of the TextQuoteSelector of the W3C Web
// Annotation Data Model, section 4.2.4, and the article that it was taken from.
type Anchor struct {
	Article string // path, from the folder of the file, with slashes
	Title   string // of the article
	Exact   string // the words; "" for the article as a whole
	Prefix  string // what stands right before them
	Suffix  string // what stands right after them
}

// IsZero reports whether a points nowhere.
func (a Anchor) IsZero() bool { return a == Anchor{} }

// Holds reports whether e has not been taken back.
func (e *Entry) Holds() bool { return e.Undone.IsZero() }

// Check says what is wrong with an entry, nil when nothing is.
func (e *Entry) Check() error {
	if e.Type != Correction {
		if e.At.IsZero() {
			return fmt.Errorf("a %s needs a place: exact, article or article_title", e.Type)
		}
		if e.Kind != "" && e.Kind != OnEvent {
			return fmt.Errorf("the kind of a %s is %q, or it has none; it is not %q", e.Type, OnEvent, e.Kind)
		}
		return nil
	}
	if _, ok := stageOf(e.Kind); !ok {
		return fmt.Errorf("kind %q is not one of %s", e.Kind, list(Kinds))
	}
	if err := CheckValue(e.Kind, e.Value); err != nil {
		return err
	}
	switch e.Kind {
	case Outlet, Published, Language:
		if e.At.IsZero() {
			return fmt.Errorf("kind %q needs article or article_title", e.Kind)
		}
	case Alias:
		if strings.TrimSpace(e.Of) == "" {
			return fmt.Errorf(`kind "alias" needs of, the other spelling of %q`, e.Value)
		}
	default:
		if e.At.Exact == "" {
			return fmt.Errorf("kind %q needs exact, the words of a passage", e.Kind)
		}
		if e.Kind == Join && e.With.Exact == "" {
			return fmt.Errorf(`kind "join" needs with = {exact = "…"}, the words of a passage of the other event`)
		}
	}
	return nil
}

// maxValue is how many bytes a value may have.
const maxValue = 500

// CheckValue says what is wrong with the value of a kind, for people; nil when
// nothing is.
func CheckValue(k Kind, value string) error {
	if len(value) > maxValue {
		return fmt.Errorf("the value has %d bytes; %d are allowed", len(value), maxValue)
	}
	switch k {
	case Date, EventDate, Published:
		v, err := edtf.Parse(value)
		if err != nil || v.IsZero() {
			return fmt.Errorf("%q is no date: write 2021-11-07, 2021-11, 2021, 198X, 2021-11-05/2021-11-07, or 2021-11~ for about", value)
		}
	case Language:
		if n := len(value); n < 2 || n > 3 || strings.Trim(value, "abcdefghijklmnopqrstuvwxyz") != "" {
			return fmt.Errorf("%q is no language: write its tag, such as en or de", value)
		}
	case Title, Outlet, Alias, NoDifference:
		if source.Line(value) == "" {
			return fmt.Errorf("the value of %q is empty", k)
		}
	}
	return nil
}

func list[T ~string](all []T) string {
	var s []string
	for _, k := range all {
		s = append(s, string(k))
	}
	return strings.Join(s, ", ")
}
