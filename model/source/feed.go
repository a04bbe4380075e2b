package source

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
	"github.com/mmcdole/gofeed/atom"
	"github.com/mmcdole/gofeed/rss"

	"github.com/kreader/kreader/model"
)

// RSS (0.9 to 2.0, with content:encoded and Dublin Core), Atom 1.0 and JSON
// Feed 1.1: an article an entry.
var _ = register(Format{
	Name: "feed",
	Exts: []string{".rss", ".atom", ".rdf", ".xml"},
	Magic: func(head []byte) bool {
		return root(head, "rss", "feed", "rdf") || jsonFeed(head)
	},
	Decode: decodeFeed,
})

// maxEntries is how many articles are read from one file; more are no
// collection that anybody reads.
const maxEntries = 10000

func jsonFeed(head []byte) bool {
	return beginsWith(head, "{") && bytes.Contains(head, []byte("//jsonfeed.org/version/"))
}

func decodeFeed(d Document) (out []Draft, err error) {
	defer func() {
		if r := recover(); r != nil {
			out, err = nil, errors.New("the feed is damaged in a way that cannot be read around")
		}
	}()
	var notes []model.Diagnostic
	s := string(d.Data)
	if !jsonFeed(opening(d.Data)) {
		var note string
		if s, note, err = wholeEntries(xmlText(d.Data)); err != nil {
			return nil, err
		}
		if note != "" {
			notes = append(notes, model.Diagnostic{Severity: model.Warning, Message: note})
		}
	}
	parser := gofeed.NewParser()
	parser.KeepOriginalFeed = true
	f, err := parser.ParseString(s)
	if err != nil {
		return nil, fmt.Errorf("the feed cannot be read: %s", Line(err.Error()))
	}
	seen := map[string]bool{}
	short := 0
	for i, e := range f.Items {
		part := e.GUID
		if part == "" {
			part = e.Link
		}
		if part != "" && seen[part] {
			continue
		}
		if seen[part] = true; part == "" {
			part = fmt.Sprint(i)
		}
		dr := entry(f, i)
		if dr.Part = part; e.Content == "" {
			short++
		}
		out = append(out, dr)
	}
	if len(out) > 0 && short == len(out) && f.FeedType != "json" {
		notes = append(notes, model.Diagnostic{Severity: model.Note, Message: "the feed gives only summaries of its articles; open their addresses for the whole text"})
	}
	return withNotes(d, out, notes, "the feed has no entries")
}

// entry makes the i-th entry of a feed a draft.
func entry(f *gofeed.Feed, i int) Draft {
	e := f.Items[i]
	m := Meta{
		Title: fieldLine(e.Title), URL: address(e.Link, f.Link), Language: Line(f.Language),
		Published: entryDate(e.Published, e.PublishedParsed), Modified: entryDate(e.Updated, e.UpdatedParsed),
	}
	if m.Published == "" {
		m.Published = m.Modified
	}
	var authors []string
	for _, a := range e.Authors {
		if name := fieldLine(a.Name); name != "" {
			authors = append(authors, name)
		}
	}
	m.Byline = strings.Join(authors, ", ")
	m.Outlet = entryOutlet(f.OriginalFeed(), i)
	// A feed that gathers from many sites has a name that is none of theirs.
	if f.Link == "" || m.URL == "" || siteOf(f.Link) == siteOf(m.URL) {
		m.Site = feedName(f.Title)
	}
	body := e.Content
	if body == "" {
		body = e.Description
	}
	return Draft{Meta: m, Pieces: fieldPieces(body, m.URL)}
}

// entryDate returns a date as the entry spells it, which is that of the clock
// where it was written; as the library reads it where kreader cannot.
func entryDate(spelt string, read *time.Time) string {
	if _, ok := parseDate(spelt); !ok && read != nil {
		return read.Format("2006-01-02")
	}
	return Line(spelt)
}

// entryOutlet returns the outlet that an entry itself names as its source.
func entryOutlet(original any, i int) string {
	switch f := original.(type) {
	case *rss.Feed:
		if i < len(f.Items) {
			if s := f.Items[i].Source; s != nil {
				return fieldLine(s.Title)
			}
		}
	case *atom.Feed:
		if i < len(f.Entries) {
			if s := f.Entries[i].Source; s != nil {
				return fieldLine(s.Title)
			}
		}
	}
	return ""
}

// feedName returns the name of a site from that of its feed.
func feedName(title string) string {
	s := fieldLine(title)
	for _, suffix := range []string{"RSS Feed", "RSS feed", "Atom Feed", "RSS", "Feed", "feed"} {
		if cut, ok := strings.CutSuffix(s, suffix); ok && cut != "" {
			s = strings.TrimRight(cut, " -–—|:»·")
			break
		}
	}
	return s
}

// siteOf returns the part of an address that names a site: the last two labels
// of its host.
func siteOf(address string) string {
	labels := strings.Split(host(address), ".")
	return strings.Join(labels[max(0, len(labels)-2):], ".")
}

// address returns ref as an address of the web, read against base; "" when it
// is none.
func address(ref, base string) string {
	u, err := url.Parse(strings.TrimSpace(ref))
	if err != nil || ref == "" {
		return ""
	}
	if b, err := url.Parse(strings.TrimSpace(base)); err == nil {
		u = b.ResolveReference(u)
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	return Line(u.String())
}

// wholeEntries returns a feed with what follows the last entry that can be read
// cut off, when it breaks off or is ill-formed, and what is to be said about it.
func wholeEntries(s string) (whole, note string, err error) {
	d := xml.NewDecoder(strings.NewReader(s))
	d.Strict = false
	d.Entity = xml.HTMLEntity
	var open []string // the tags that are open
	end, entries, closers := 0, 0, ""
	for {
		t, err := d.RawToken()
		if err != nil || entries == maxEntries {
			return cutFeed(s, end, entries, len(open), closers, err)
		}
		switch t := t.(type) {
		case xml.StartElement:
			if open = append(open, rawName(t.Name)); len(open) > maxXMLDepth {
				return cutFeed(s, end, entries, len(open), closers, errDeep)
			}
		case xml.EndElement:
			// Elements that were never closed end with the one around them.
			name := rawName(t.Name)
			for n := len(open); n > 0; n-- {
				if open[n-1] == name {
					open = open[:n-1]
					break
				}
			}
			if l := strings.ToLower(t.Name.Local); (l == "item" || l == "entry") && len(open) <= 2 {
				end = int(d.InputOffset())
				entries++
				if closers = ""; len(open) > 0 {
					for n := len(open); n > 0; n-- {
						closers += "</" + open[n-1] + ">"
					}
				}
			}
		}
	}
}

func rawName(n xml.Name) string {
	if n.Space != "" {
		return n.Space + ":" + n.Local
	}
	return n.Local
}

// cutFeed says what becomes of a feed of which entries were read, up to end,
// before err; open is the number of elements that were not closed.
func cutFeed(s string, end, entries, open int, closers string, err error) (whole, note string, _ error) {
	why := ""
	switch {
	case entries == maxEntries:
		return s[:end] + closers, fmt.Sprintf("only its first %d entries are read", maxEntries), nil
	case errors.Is(err, io.EOF) && open == 0:
		return s, "", nil
	case errors.Is(err, io.EOF) || strings.Contains(err.Error(), "unexpected EOF"):
		why = "the feed is cut off"
	case errors.Is(err, errDeep):
		why = err.Error()
	default:
		why = "the feed is ill-formed: " + strings.TrimPrefix(Line(err.Error()), "XML syntax error ")
	}
	if entries == 0 {
		return "", "", errors.New(why + "; it has no entry that can be read")
	}
	return s[:end] + closers, fmt.Sprintf("%s; read before that: %d", why, entries), nil
}
