package correct

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/BurntSushi/toml"

	"github.com/kreader/kreader/model/source"
)

// MaxFile is how many bytes a file may have. Ten thousand corrections take five
// megabytes.
const MaxFile = 16 << 20

// File is what a file of corrections holds. What of it is not ours, comments
// and tables of others, is kept as it stands.
type File struct {
	segments []segment
	Problems []string // what could not be read, for people
}

// segment is a table of the file with all up to the next, as it stands.
type segment struct {
	text   string
	broken bool   // it is not TOML
	entry  *Entry // nil when it is not ours
}

var (
	header = regexp.MustCompile(`^\s*\[\[?\s*([A-Za-z0-9_."'-]+(?:\s*\.\s*[A-Za-z0-9_"'-]+)*)\s*\]`)
	// conflict is a line with which git marks what it could not merge. Both
	// sides of it are whole tables, and both are read.
	conflict = regexp.MustCompile(`^(<{7}|={7}|>{7}|\|{7})( |\r?\n|$)`)
)

// Parse reads a file. Every table is read by itself, so that one that is
// damaged costs no other.
func Parse(data []byte) *File {
	f := &File{}
	if !utf8.Valid(data) {
		f.Problems = append(f.Problems, "not UTF-8: it is not a text that kreader wrote")
		f.segments = []segment{{text: string(data), broken: true}}
		return f
	}
	text := strings.TrimPrefix(string(data), "\ufeff")
	seen := map[string]*Entry{}
	for _, p := range whole(chunks(text)) {
		s := segment{text: p.text}
		switch {
		case conflict.MatchString(p.text):
			s.broken = true
			f.Problems = append(f.Problems, "a merge was left unfinished: both sides are read; remove the lines of < = >")
		case p.err != nil:
			s.broken = true
			f.Problems = append(f.Problems, fmt.Sprintf("a table that begins with %q is damaged: %s", source.Line(first(p.text)), source.Line(p.err.Error())))
		default:
			f.read(&s, p.top, seen)
		}
		f.segments = append(f.segments, s)
	}
	return f
}

// read makes an entry of a table, if it is one of ours.
func (f *File) read(s *segment, top map[string]any, seen map[string]*Entry) {
	for _, t := range []Type{Correction, Note, Bookmark} {
		tables, ok := top[string(t)].([]map[string]any)
		if !ok || len(tables) != 1 {
			continue
		}
		e, err := entryOf(t, tables[0])
		if e.ID == "" {
			sum := sha256.Sum256([]byte(strings.TrimSpace(s.text)))
			e.ID = hex.EncodeToString(sum[:5])
		}
		if err == nil {
			err = e.Check()
		}
		if err != nil {
			f.Problems = append(f.Problems, fmt.Sprintf("%s %s is not heeded: %s", t, source.Line(e.ID), source.Line(err.Error())))
			return
		}
		if twin := seen[e.ID]; twin != nil { // a merge has brought it twice
			if twin.Undone.IsZero() {
				twin.Undone = e.Undone
			}
			return
		}
		seen[e.ID], s.entry = &e, &e
		return
	}
}

func first(chunk string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(chunk), "\n")
	return line
}

// chunks cuts a text before every line that may begin a table.
func chunks(text string) (out []string) {
	start := 0
	for at := 0; at < len(text); {
		end := strings.IndexByte(text[at:], '\n')
		if end < 0 {
			end = len(text)
		} else {
			end += at + 1
		}
		line := text[at:end]
		mark := conflict.MatchString(line)
		if (mark || header.MatchString(line)) && at > start {
			out = append(out, text[start:at])
			start = at
		}
		if mark {
			out = append(out, line)
			start = end
		}
		at = end
	}
	if start < len(text) {
		out = append(out, text[start:])
	}
	return out
}

// maxJoined is how many chunks a string of several lines, or a table with tables
// below it, may span.
const maxJoined = 40

// parsed is a part of the file that was read by itself.
type parsed struct {
	text string
	top  map[string]any
	err  error
}

func parse(text string) parsed {
	p := parsed{text: text}
	_, p.err = toml.Decode(text, &p.top)
	return p
}

// whole joins chunks that are one table: a string in it has a line that looks
// like the beginning of one, or tables follow that belong to it.
func whole(chunks []string) (out []parsed) {
	for i := 0; i < len(chunks); {
		one, n := parse(chunks[i]), 1
		if one.err != nil && !conflict.MatchString(one.text) {
			longer := one.text
			for k := 1; k < maxJoined && i+k < len(chunks); k++ {
				longer += chunks[i+k]
				if p := parse(longer); p.err == nil {
					one, n = p, k+1
					break
				}
			}
		}
		if h := header.FindStringSubmatch(one.text); h != nil {
			for i+n < len(chunks) {
				next := header.FindStringSubmatch(chunks[i+n])
				if next == nil || !strings.HasPrefix(next[1], h[1]+".") {
					break
				}
				p := parse(one.text + chunks[i+n])
				if p.err != nil {
					break
				}
				one = p
				n++
			}
		}
		out = append(out, one)
		i += n
	}
	return out
}

// Entries returns the entries in the order in which they were made; those that
// do not say when come first, as they stand in the file.
func (f *File) Entries() []Entry {
	var out []Entry
	for _, s := range f.segments {
		if s.entry != nil {
			out = append(out, *s.entry)
		}
	}
	slices.SortStableFunc(out, func(a, b Entry) int { return a.Made.Compare(b.Made) })
	return out
}

// Damaged reports whether a part of the file is not TOML.
func (f *File) Damaged() bool {
	return slices.ContainsFunc(f.segments, func(s segment) bool { return s.broken && !conflict.MatchString(s.text) })
}

// Bytes returns the file. What is damaged has become a comment, so that the rest
// reads with any reader of TOML; what was not has not changed.
func (f *File) Bytes() []byte {
	var b strings.Builder
	for _, s := range f.segments {
		switch {
		case !s.broken:
			b.WriteString(s.text)
		case conflict.MatchString(s.text):
		default:
			b.WriteString("# damaged, kept by kreader:\n")
			for line := range strings.Lines(strings.ToValidUTF8(s.text, "\ufffd")) {
				b.WriteString("# " + comment(strings.TrimRight(line, "\r\n")) + "\n")
			}
		}
		if b.Len() > 0 && !strings.HasSuffix(b.String()[max(0, b.Len()-1):], "\n") {
			b.WriteByte('\n')
		}
	}
	return []byte(b.String())
}

// comment leaves out of a line what TOML does not allow in comments.
func comment(line string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' || r == 0x7f {
			return '\ufffd'
		}
		return r
	}, line)
}

// after returns a time of today's clock that is not before anything in the file:
// the clocks of those who write one file differ.
func (f *File) after(now time.Time) time.Time {
	now = now.UTC().Truncate(time.Millisecond)
	for _, s := range f.segments {
		if s.entry == nil {
			continue
		}
		for _, t := range []time.Time{s.entry.Made, s.entry.Undone} {
			if !now.After(t) {
				now = t.Truncate(time.Millisecond).Add(time.Millisecond)
			}
		}
	}
	return now
}

// Add appends an entry at the end. Without an ID it is given one. An entry of
// the same ID that is there already stays the only one.
func (f *File) Add(e Entry) (Entry, error) {
	e.Made = f.after(e.Made)
	if err := e.Check(); err != nil {
		return e, err
	}
	if e.ID == "" {
		e.ID = f.newID(format(&e))
	}
	if f.entry(e.ID) == nil {
		text := format(&e)
		if parse(text).err != nil {
			return e, errors.New("internal error: the entry does not read back")
		}
		f.segments = append(f.segments, segment{text: text, entry: &e})
	}
	return e, nil
}

func (f *File) newID(seed string) string {
	for n := 0; ; n++ {
		sum := sha256.Sum256(fmt.Appendf(nil, "%s%d", seed, n))
		if id := hex.EncodeToString(sum[:5]); f.entry(id) == nil {
			return id
		}
	}
}

func (f *File) entry(id string) *segment {
	for i := range f.segments {
		if e := f.segments[i].entry; e != nil && e.ID == id {
			return &f.segments[i]
		}
	}
	return nil
}

// ErrNothing is the answer when there is nothing to undo or redo.
var ErrNothing = errors.New("nothing is left")

// Undo takes back the entry that was made last of those that hold. It stays in
// the file, marked as undone at that time.
func (f *File) Undo(at time.Time) (Entry, error) {
	var last *segment
	for i := range f.segments {
		s := &f.segments[i]
		if s.entry != nil && s.entry.Holds() && (last == nil || !s.entry.Made.Before(last.entry.Made)) {
			last = s
		}
	}
	if last == nil {
		return Entry{}, ErrNothing
	}
	return f.mark(last, f.after(at))
}

// Redo gives back the entry that was undone last, unless something has been
// made since.
func (f *File) Redo() (Entry, error) {
	var last *segment
	var made time.Time
	for i := range f.segments {
		s := &f.segments[i]
		switch {
		case s.entry == nil:
		case s.entry.Holds():
			if s.entry.Made.After(made) {
				made = s.entry.Made
			}
		case last == nil, s.entry.Undone.After(last.entry.Undone),
			s.entry.Undone.Equal(last.entry.Undone) && s.entry.Made.Before(last.entry.Made):
			last = s
		}
	}
	if last == nil || made.After(last.entry.Undone) {
		return Entry{}, ErrNothing
	}
	return f.mark(last, time.Time{})
}

var undoneLine = regexp.MustCompile(`(?m)^[ \t]*undone[ \t]*=.*\n?`)

// mark writes when an entry was undone, or with the zero time that it was not.
func (f *File) mark(s *segment, at time.Time) (Entry, error) {
	text := undoneLine.ReplaceAllString(s.text, "")
	e := *s.entry
	e.Undone = at
	if !at.IsZero() {
		// After the header: what follows the last key may be a comment on the
		// next table.
		i := strings.IndexByte(text, '\n')
		for h := text; ; { // comments may stand before it
			line, rest, more := strings.Cut(h, "\n")
			if header.MatchString(line) {
				i = len(text) - len(rest) - 1
				break
			}
			if !more {
				break
			}
			h = rest
		}
		if i < 0 {
			return e, fmt.Errorf("cannot mark %s %s as undone: take its table out of %s", e.Type, e.ID, FileName)
		}
		text = text[:i+1] + "undone = " + stamp(at) + "\n" + text[i+1:]
	}
	if parse(text).err != nil {
		return e, fmt.Errorf("cannot mark %s %s as undone: take its table out of %s", e.Type, e.ID, FileName)
	}
	s.text, s.entry = text, &e
	return e, nil
}

func stamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000Z") }
