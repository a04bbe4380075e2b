package source

import "testing"

// TestHTMLOutlet checks where the name of the site is found.
func TestHTMLOutlet(t *testing.T) {
	for name, test := range map[string]struct{ head, top, want string }{
		"og:site_name":        {`<meta property="og:site_name" content="The Coast Post">`, "", "The Coast Post"},
		"with what it is":     {`<meta property="og:site_name" content="Coast Post - News from the harbour">`, "", "Coast Post"},
		"the application":     {`<meta name="application-name" content="Coast Post">`, "", "Coast Post"},
		"publisher":           {newsLD(`"publisher":{"@type":"Organization","name":"Coast Post"}`), "", "Coast Post"},
		"a list of them":      {newsLD(`"publisher":[{"@type":"NewsMediaOrganization","name":"Coast Post"}]`), "", "Coast Post"},
		"a string":            {newsLD(`"publisher":"Coast Post"`), "", "Coast Post"},
		"a reference":         {jsonLD(`{"@graph":[{"@type":"NewsArticle","headline":"L","publisher":{"@id":"#o"}},{"@type":"Organization","@id":"#o","name":"Coast Post"}]}`), "", "Coast Post"},
		"an organisation":     {jsonLD(`{"@type":"NewsMediaOrganization","name":"Coast Post"}`), "", "Coast Post"},
		"the window":          {"<title>Lighthouse painted white | Coast Post</title>", "", "Coast Post"},
		"the feed":            {`<link rel="alternate" type="application/rss+xml" title="Coast Post &raquo; Feed" href="/feed">`, "", "Coast Post"},
		"the search":          {`<link rel="search" type="application/opensearchdescription+xml" title="Coast Post" href="/s.xml">`, "", "Coast Post"},
		"the logo":            {"", `<header><a href="/"><img src="/l.png" alt="Coast Post Logo"></a></header>`, "Coast Post"},
		"the way home":        {"", `<header><a href="/" aria-label="Coast Post Homepage"><svg></svg></a></header>`, "Coast Post"},
		"the handle":          {`<meta name="twitter:site" content="@CoastPost">`, "", "CoastPost"},
		"somebody's handle":   {`<meta name="twitter:site" content="@gull_media">`, "", "coastpost.example"},
		"a section's logo":    {"", `<header><a href="/"><img src="/l.png" alt="Weather"></a></header>`, "coastpost.example"},
		"nothing":             {"", "", "coastpost.example"},
		"the publisher's own": {`<meta property="og:site_name" content="coastpost.example">` + newsLD(`"publisher":{"name":"Coast Post"}`), "", "Coast Post"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := decodePage(t, metaAddress, test.head, test.top).Outlet; got != test.want {
				t.Errorf("got %q", got)
			}
		})
	}
}

// TestHTMLOutletOfFile checks what names the outlet of a page whose address nobody gave.
func TestHTMLOutletOfFile(t *testing.T) {
	text := "<h1>Lighthouse painted white</h1><p>The lighthouse was painted again in spring, after the council had found the money for it in a drawer.</p>"
	for name, c := range map[string][2]string{
		"canonical domain": {`<link rel=canonical href="https://www.coastpost.example/">` + text, "coastpost.example"},
		"canonical":        {`<link rel=canonical href="https://www.coastpost.example/a/b">` + text, "coastpost.example"},
		"og url":           {`<meta property=og:url content="https://www.coastpost.example">` + text, "coastpost.example"},
		"ld url":           {newsLD(`"url":"https://www.coastpost.example/x/y"`) + text, "coastpost.example"},
		"ld publisher url": {newsLD(`"publisher":{"@type":"Organization","url":"https://www.coastpost.example"}`) + text, "coastpost.example"},
		"singlefile":       {"<!DOCTYPE html> <html lang=en><!--\n Page saved with SingleFile \n url: https://www.coastpost.example/a/lighthouse \n saved date: Sun May 04 2031 10:00:00 GMT+0200 (CEST)\n--><meta charset=utf-8>" + text, "coastpost.example"},
		"ie":               {"<!-- saved from url=(0040)https://www.coastpost.example/a/lighthouse --><html>" + text, "coastpost.example"},
		"wget":             {"<html>" + text + "</html><!-- Mirrored from www.coastpost.example/a/lighthouse.html by HTTrack Website Copier/3.x, Sun, 04 May 2031 10:00:00 GMT -->", "coastpost.example"},
		"logo only":        {`<a href="https://www.coastpost.example/"><img alt="Coast Post"></a>` + text, ""},
		"rss only":         {`<link rel=alternate type="application/rss+xml" title="Coast Post" href="https://www.coastpost.example/feed">` + text, ""},
		"amphtml":          {`<link rel=amphtml href="https://www.coastpost.example/amp/a">` + text, "coastpost.example"},
		"hreflang":         {`<link rel=alternate hreflang=en href="https://www.coastpost.example/en/a">` + text, "coastpost.example"},
		"base":             {`<base href="https://www.coastpost.example/en/">` + text, "coastpost.example"},
		"shortlink":        {`<link rel=shortlink href="https://www.coastpost.example/?p=1">` + text, "coastpost.example"},
		"og site title":    {`<title>Lighthouse painted white - Coast Post</title><meta property="og:title" content="Lighthouse painted white">` + text, "Coast Post"},
	} {
		as, _, err := Decode(Document{Path: "a.html", Rel: "a.html", Data: []byte(c[0])})
		if err != nil || as[0].Outlet != c[1] {
			t.Errorf("%s: %q %q %v", name, as[0].Outlet, as[0].URL, err)
		}
	}
}
