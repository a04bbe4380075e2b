package source

import (
	"net/url"
	"path"
	"strings"

	"github.com/kreader/kreader/model"
)

// shelves are the names of folders that hold articles of any outlet.
var shelves = set(`articles article pages page html htm text texts txt md markdown pdf pdfs files file docs documents data raw src
	downloads download saved clippings clips news input corpus stories story archive archives misc other tmp temp new`)

// outlet says which outlet published the page: what its metadata say outright,
// the folder that holds it, the site's name, the host of its address, or what
// the text gives away.
func (p *page) outlet() (string, model.Origin) {
	if p.meta.Outlet != "" {
		return p.meta.Outlet, model.FromMetadata
	}
	for dir := path.Dir(p.doc.Rel); dir != "." && dir != "/"; dir = path.Dir(dir) {
		name := path.Base(dir)
		if key(name) != "" && !shelves[strings.ToLower(name)] && !numeric(name) {
			return Visible(name), model.FromPath
		}
	}
	if p.meta.Site != "" {
		return p.meta.Site, model.FromMetadata
	}
	if h := host(p.url); h != "" {
		return h, model.FromMetadata
	}
	if name := p.outletInText(); name != "" {
		return name, model.FromText
	}
	return "", model.FromNone
}

// numeric reports a name without a letter, or that of a month: a folder of
// dates.
func numeric(s string) bool {
	if months[strings.ToLower(s)] > 0 {
		return true
	}
	return strings.IndexFunc(s, func(r rune) bool { return !strings.ContainsRune("0123456789-_. ", r) }) < 0
}

// host returns the host of an address, without the prefixes that do not tell
// sites apart.
func host(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	h := strings.ToLower(u.Hostname())
	for _, pre := range []string{"www.", "m.", "amp.", "edition.", "mobile."} {
		h = strings.TrimPrefix(h, pre)
	}
	return Visible(h)
}

// outletInText looks for the outlet's own words about itself.
func (p *page) outletInText() string { return "" }
