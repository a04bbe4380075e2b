package cite

import "strings"

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

// when returns the date for people, in EDTF, and says when it was inferred.
func (c *Citation) when() string {
	v := c.Date
	v.Uncertain = false
	s := v.String()
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
