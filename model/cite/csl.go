package cite

import (
	"bytes"
	"encoding/json"
)

var _ = register(Format{Name: "csl-json", Ext: ".json", Help: "an item for Zotero, Pandoc and citeproc", Write: csl})

// cslItem is an item as the CSL-JSON schema of Citation Style Language 1.0.2 has
// it, with the fields that are of use here.
type cslItem struct {
	ID        string    `json:"id"`
	Type      string    `json:"type"`
	Title     string    `json:"title,omitempty"`
	Author    []cslName `json:"author,omitempty"`
	Container string    `json:"container-title,omitempty"`
	Issued    *cslDate  `json:"issued,omitempty"`
	URL       string    `json:"URL,omitempty"`
	Archive   string    `json:"archive_location,omitempty"`
	Language  string    `json:"language,omitempty"`
	Note      string    `json:"note,omitempty"`
}

type cslName struct {
	Family  string `json:"family,omitempty"`
	Given   string `json:"given,omitempty"`
	Literal string `json:"literal,omitempty"`
}

type cslDate struct {
	Parts [][]int `json:"date-parts"`
	Circa bool    `json:"circa,omitempty"`
}

// csl writes a list of one item. A date that was inferred, or is only about, is
// marked as circa; the quotation is the note.
func csl(c Citation) string {
	item := cslItem{
		ID: key(c), Type: "article-newspaper", Title: c.Title, Container: c.Outlet, Issued: c.issued(), URL: c.Link, Language: c.Language,
		Note: "“" + c.Quote + "”",
	}
	if c.Outlet == "" {
		item.Type = "webpage"
	}
	if c.Link == "" {
		item.Archive, item.Type = c.Path, "article-newspaper"
	}
	for _, a := range c.Authors {
		item.Author = append(item.Author, cslName{a.Family, a.Given, a.Literal})
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode([]cslItem{item}); err != nil {
		panic(err) // strings and numbers always encode
	}
	return b.String()
}

// issued returns the date in parts: one day, month or year, or from one to another.
func (c *Citation) issued() *cslDate {
	if c.Date.IsZero() {
		return nil
	}
	out := &cslDate{Circa: c.Inferred || c.Date.Approx}
	part := func(y, m, d int) {
		p := []int{y}
		if m > 0 {
			p = append(p, m)
		}
		if m > 0 && d > 0 {
			p = append(p, d)
		}
		out.Parts = append(out.Parts, p)
	}
	y, m, d := c.parts()
	y2, m2, d2 := c.Date.Hi.Date()
	y1, m1, d1 := c.Date.Lo.Date()
	whole := m1 == 1 && d1 == 1 && m2 == 12 && d2 == 31
	switch {
	case d > 0 || m > 0 && d1 == 1 && c.Date.Days() >= 28 || whole && y1 == y2:
		part(y, m, d)
	case whole:
		part(y1, 0, 0)
		part(y2, 0, 0)
	default:
		part(y1, m1, d1)
		part(y2, m2, d2)
	}
	return out
}
