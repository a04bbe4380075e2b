package cite

import (
	"fmt"
	"strings"

	"github.com/kreader/kreader/model/edtf"
)

var _ = register(Format{Name: Usual, Ext: ".txt", Help: "words, for any text", Write: plain})

// plain writes the quotation and, on the line below, its source.
func plain(c Citation) string {
	parts := append(names(c), nonEmpty(quoted(c.Title), c.Outlet, c.when())...)
	return "“" + c.Quote + "”\n— " + strings.Join(append(parts, c.at()), ", ") + "\n"
}

func names(c Citation) (out []string) {
	for _, a := range c.Authors {
		out = append(out, a.String())
	}
	return out
}

func quoted(s string) string {
	if s == "" {
		return ""
	}
	return "“" + s + "”"
}

// nonEmpty returns those of some texts that say something.
func nonEmpty(all ...string) (out []string) {
	for _, s := range all {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}

var months = [...]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}

// when returns the date for people, and says when it was inferred. A date that is
// no day, month or year is in EDTF.
func (c *Citation) when() string {
	v := c.Date
	v.Uncertain = false
	s := v.String()
	y, m, d := v.Lo.Date()
	switch {
	case v.Approx:
	case v.Gran == edtf.ByDay:
		s = fmt.Sprintf("%d %s %d", d, months[m-1], y)
	case v.Gran == edtf.ByMonth:
		s = fmt.Sprintf("%s %d", months[m-1], y)
	}
	if s != "" && c.Inferred {
		s += " (inferred)"
	}
	return s
}

// at returns where to find it: the link, else the file.
func (c *Citation) at() string {
	if c.Link != "" {
		return c.Link
	}
	return c.Path
}
