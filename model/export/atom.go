package export

import (
	"bufio"
	"cmp"
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/edtf"
)

var _ = register(Format{
	Name:  "atom",
	Ext:   ".atom",
	Help:  "an Atom feed, an entry for each event",
	Write: writeAtom,
})

// edtfScheme says of a category that its term is a date in EDTF.
const edtfScheme = "https://www.loc.gov/standards/datetime/"

// writeAtom writes a feed (RFC 4287). The dates of a feed say when something was
// written, never when it happened: an entry is as new as the last article that
// tells it (the first of January 1970 when none is dated). When an event was
// stands in its title, and as EDTF in a category.
func writeAtom(w io.Writer, c *model.Collection) error {
	return buffered(w, func(b *bufio.Writer) error {
		ids := make([]string, len(c.Articles))
		for i := range c.Articles {
			ids[i] = c.Articles[i].ID
		}
		title := cmp.Or(c.Title, "Timeline")
		fmt.Fprintf(b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n")
		fmt.Fprintf(b, "<id>urn:uuid:%s</id>\n<title>%s</title>\n<subtitle>%s</subtitle>\n", uuid("collection", c.Title+"\n"+strings.Join(ids, "\n")), xmlText(title), xmlText(summary(c)))
		fmt.Fprintf(b, "<updated>%s</updated>\n<author><name>kreader</name></author>\n<generator>kreader</generator>\n", atomDay(latest(c.Articles)))
		for i := range c.Events {
			atomEntry(b, c, &c.Events[i])
		}
		fmt.Fprintln(b, "</feed>")
		return nil
	})
}

func atomEntry(b *bufio.Writer, c *model.Collection, e *model.Event) {
	fmt.Fprintf(b, "<entry>\n<id>urn:uuid:%s</id>\n", uuid("event", e.ID))
	fmt.Fprintf(b, "<title>%s</title>\n", xmlText(said(e.When)+": "+e.Title))
	fmt.Fprintf(b, "<updated>%s</updated>\n", atomDay(publishedLast(c, e)))
	if !e.When.IsZero() {
		fmt.Fprintf(b, "<category scheme=\"%s\" term=\"%s\"/>\n", edtfScheme, xmlText(e.When.String()))
	}
	for _, o := range outletsOf(c, e) {
		fmt.Fprintf(b, "<category term=\"%s\"/>\n", xmlText(o))
	}
	linked := map[string]bool{}
	for _, p := range e.Passages {
		if a := &c.Articles[p.Article]; webAddress(a.URL) && !linked[a.URL] {
			linked[a.URL] = true
			fmt.Fprintf(b, "<link rel=\"related\" href=\"%s\" title=\"%s\"/>\n", xmlText(address(a.URL)), xmlText(source(a)))
		}
	}
	fmt.Fprintf(b, "<content type=\"html\">%s</content>\n</entry>\n", xmlText(quotations(c, e)))
}

// atomDay returns the beginning of a day as RFC 3339 writes it.
func atomDay(d edtf.Day, known bool) string {
	if !known {
		d = 0
	}
	return d.String() + "T00:00:00Z"
}

// xmlText returns s as the text of an element or the value of an attribute.
// What XML 1.0 does not allow becomes U+FFFD.
func xmlText(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(lines(s))) // a Builder takes everything
	return b.String()
}
