package cite

import (
	"fmt"
	"strings"
)

var _ = register(Format{Name: "ris", Ext: ".ris", Help: "a record for EndNote, Mendeley and Zotero", Write: ris})

// ris writes a record of the RIS format: a tag of two characters, two spaces, a
// hyphen, a space and the value on each line, TY first and ER last, ended by
// carriage return and line feed.
func ris(c Citation) string {
	var b strings.Builder
	tag := func(name, value string) {
		if value = line(value); value != "" || name == "ER" {
			b.WriteString(name + "  - " + value + "\r\n")
		}
	}
	if c.Outlet != "" {
		tag("TY", "NEWS")
	} else {
		tag("TY", "GEN")
	}
	for _, a := range c.Authors {
		if a.Literal != "" {
			// A comma would part a family name from a given one.
			tag("AU", strings.ReplaceAll(a.Literal, ",", " "))
			continue
		}
		tag("AU", a.Family+", "+a.Given)
	}
	tag("TI", c.Title)
	tag("T2", c.Outlet)
	if y, m, d := c.parts(); y != 0 {
		tag("PY", fmt.Sprintf("%04d", y))
		date := fmt.Sprintf("%04d/", y)
		if m > 0 {
			date += fmt.Sprintf("%02d", m)
		}
		date += "/"
		if d > 0 {
			date += fmt.Sprintf("%02d", d)
		}
		date += "/"
		if c.Inferred {
			date += "inferred"
		}
		tag("DA", date)
	}
	tag("UR", c.Link)
	if c.Link == "" {
		tag("L1", c.Path)
	}
	tag("LA", c.Language)
	tag("N1", "“"+c.Quote+"”")
	tag("ER", "")
	return b.String()
}
