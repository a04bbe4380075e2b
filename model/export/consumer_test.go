package export

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"
	"golang.org/x/net/html"

	"github.com/kreader/kreader/model"
)

// write returns what a format makes of a collection.
func write(t testing.TB, name string, c *model.Collection) []byte {
	t.Helper()
	f, ok := Lookup(name)
	if !ok {
		t.Fatalf("no format %q", name)
	}
	var b bytes.Buffer
	if err := f.Write(&b, c); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// eras is a collection with a date of every kind.
func eras(t testing.TB) *model.Collection {
	c := flood(t)
	p := c.Events[0].Passages[:1]
	c.Events = nil
	for _, s := range []string{"198X", "19XX", "1999", "2016/2022", "2021-11", "2021-11~", "2021-11-05/2021-11-07", "2021-11-07", "2021-11-07?", "2021-11-07~", "2021-11-08", "9999-12-31", "0000", ""} {
		c.Events = append(c.Events, model.Event{ID: "e" + s, Title: "It; happened, " + s + ": <b>so</b>\\n", When: date(t, s), Passages: p, Importance: 0.5})
	}
	return c
}

// A calendar program reads back what was written: all days of a month, a year
// and an interval, the day after the last as the end, and titles that say so.
func TestCalendar(t *testing.T) {
	c := eras(t)
	cal, err := ics.ParseCalendar(bytes.NewReader(write(t, "ics", c)))
	if err != nil {
		t.Fatal(err)
	}
	if n := len(cal.Events()) + len(cal.Journals()); n != len(c.Events) || len(cal.Journals()) != 2 {
		t.Fatalf("%d entries, %d of them without a date", n, len(cal.Journals()))
	}
	value := func(e *ics.VEvent, p ics.ComponentProperty) string {
		if v := e.GetProperty(p); v != nil {
			return v.Value
		}
		return ""
	}
	want := map[string]struct{ start, end, prefix, status string }{
		"198X":                  {"19800101", "19900101", "1980s: ", "TENTATIVE"},
		"19XX":                  {"19000101", "20000101", "1900–1999: ", "TENTATIVE"},
		"1999":                  {"19990101", "20000101", "1999: ", "TENTATIVE"},
		"2016/2022":             {"20160101", "20230101", "2016–2022: ", "TENTATIVE"},
		"2021-11":               {"20211101", "20211201", "Nov 2021: ", "TENTATIVE"},
		"2021-11~":              {"20211101", "20211201", "about Nov 2021: ", "TENTATIVE"},
		"2021-11-05/2021-11-07": {"20211105", "20211108", "5–7 Nov 2021: ", "TENTATIVE"},
		"2021-11-07":            {"20211107", "20211108", "", "CONFIRMED"},
		"2021-11-07?":           {"20211107", "20211108", "7 Nov 2021 (inferred): ", "TENTATIVE"},
		"2021-11-07~":           {"20211107", "20211108", "about 7 Nov 2021: ", "TENTATIVE"},
		"2021-11-08":            {"20211108", "20211109", "", "CONFIRMED"},
		"9999-12-31":            {"99991231", "", "", "CONFIRMED"},
	}
	seen := map[string]bool{}
	for _, e := range cal.Events() {
		edtf := value(e, "X-KREADER-EDTF")
		w, ok := want[edtf]
		if !ok {
			t.Errorf("an event of %q", edtf)
			continue
		}
		if got := value(e, ics.ComponentPropertyDtStart); got != w.start {
			t.Errorf("%s begins %s, not %s", edtf, got, w.start)
		}
		if got := value(e, ics.ComponentPropertyDtEnd); got != w.end {
			t.Errorf("%s ends before %s, not %s", edtf, got, w.end)
		}
		if got, want := value(e, ics.ComponentPropertySummary), w.prefix+"It; happened, "+edtf+": <b>so</b>\\n"; got != want {
			t.Errorf("%s reads %q, not %q", edtf, got, want)
		}
		if got := value(e, ics.ComponentPropertyStatus); got != w.status {
			t.Errorf("%s is %s", edtf, got)
		}
		if seen[e.Id()] {
			t.Errorf("%s: %s is twice there", edtf, e.Id())
		}
		seen[e.Id()] = true
		if _, err := e.GetAllDayStartAt(); err != nil {
			t.Errorf("%s: %v", edtf, err)
		}
	}
}

// The feed holds what RFC 4287, 4.1 asks for.
func TestAtomFeed(t *testing.T) {
	type entry struct {
		ID       []string `xml:"id"`
		Title    []string `xml:"title"`
		Updated  []string `xml:"updated"`
		Content  []string `xml:"content"`
		Category []struct {
			Term   string `xml:"term,attr"`
			Scheme string `xml:"scheme,attr"`
		} `xml:"category"`
		Link []struct {
			Href string `xml:"href,attr"`
			Rel  string `xml:"rel,attr"`
		} `xml:"link"`
	}
	var feed struct {
		XMLName xml.Name
		entry
		Author []string `xml:"author>name"`
		Entry  []entry  `xml:"entry"`
	}
	c := eras(t)
	if err := xml.Unmarshal(write(t, "atom", c), &feed); err != nil {
		t.Fatal(err)
	}
	if feed.XMLName.Space != "http://www.w3.org/2005/Atom" || feed.XMLName.Local != "feed" || len(feed.Author) != 1 || len(feed.Entry) != len(c.Events) {
		t.Errorf("%+v, %d authors, %d entries", feed.XMLName, len(feed.Author), len(feed.Entry))
	}
	seen := map[string]bool{}
	for i, e := range append([]entry{feed.entry}, feed.Entry...) {
		if len(e.ID) != 1 || len(e.Title) != 1 || len(e.Updated) != 1 || len(e.Content) > 1 {
			t.Fatalf("%+v", e)
		}
		if u, err := url.Parse(e.ID[0]); err != nil || u.Scheme != "urn" || seen[e.ID[0]] {
			t.Errorf("the id %q: %v", e.ID[0], err)
		}
		seen[e.ID[0]] = true
		if _, err := time.Parse(time.RFC3339, e.Updated[0]); err != nil {
			t.Error(err)
		}
		for _, l := range e.Link {
			if u, err := url.Parse(l.Href); err != nil || !u.IsAbs() || l.Rel == "" {
				t.Errorf("the link %+v: %v", l, err)
			}
		}
		if i == 0 {
			continue
		}
		ev := c.Events[i-1]
		if want := said(ev.When) + ": " + ev.Title; e.Title[0] != want || len(e.Content) != 1 {
			t.Errorf("the title %q, not %q", e.Title[0], want)
		}
		if v := ev.When.String(); v != "" && (e.Category[0].Term != v || e.Category[0].Scheme != edtfScheme) {
			t.Errorf("the date %+v, not %q", e.Category[0], v)
		}
	}
}

// Timesketch asks for three columns and a time of ISO 8601; no row says that
// something happened on a day when only a month or a year is known.
func TestTimesketch(t *testing.T) {
	c := eras(t)
	rows, err := csv.NewReader(bytes.NewReader(write(t, "timesketch", c))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(rows[0][:3], []string{"message", "datetime", "timestamp_desc"}) {
		t.Fatalf("columns %q", rows[0])
	}
	lines := bytes.Split(bytes.TrimSpace(write(t, "timesketch-jsonl", c)), []byte("\n"))
	if len(rows) != len(c.Events)+1 || len(lines) != len(c.Events) {
		t.Fatalf("%d rows, %d lines", len(rows), len(lines))
	}
	for i, r := range rows[1:] {
		if _, err := time.Parse(time.RFC3339, r[1]); err != nil || r[0] == "" || r[2] == "" {
			t.Errorf("%q: %v", r[:3], err)
		}
		v := c.Events[i].When
		if day := r[2] == "day of the event"; day != stated(v) || !day && !strings.HasPrefix(r[0], said(v)+": ") {
			t.Errorf("%s: %q, %q", v, r[0], r[2])
		}
		var s sketch
		if err := json.Unmarshal(lines[i], &s); err != nil || s.Message != r[0] || s.Datetime != r[1] || s.Timestamp != r[2] {
			t.Errorf("%s is not the row %q: %v", lines[i], r, err)
		}
	}
}

// The dates of TimelineJS are as coarse as those of the events.
func TestTimelineDates(t *testing.T) {
	for s, want := range map[string]string{
		"198X": "1980 0 0 – 1989 0 0", "1999": "1999 0 0", "2016/2022": "2016 0 0 – 2022 0 0", "2021-11~": "2021 11 0",
		"2021-07/2021-09": "2021 7 0 – 2021 9 0", "2021-11-05/2021-11-07": "2021 11 5 – 2021 11 7", "2021-11-07": "2021 11 7",
	} {
		from, to := slideDates(date(t, s))
		got := strings.Trim(strings.ReplaceAll(strings.Trim(jsonOf(t, from), "{}"), `"`, ""), " ")
		if to != nil {
			got += " – " + strings.Trim(strings.ReplaceAll(strings.Trim(jsonOf(t, to), "{}"), `"`, ""), " ")
		}
		if got != want {
			t.Errorf("%s: %s, not %s", s, got, want)
		}
	}
}

// jsonOf writes a date as "2021 11 0".
func jsonOf(t *testing.T, d *slideDate) string {
	t.Helper()
	b, err := json.Marshal([...]int{d.Year, d.Month, d.Day})
	if err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(strings.Trim(string(b), "[]"), ",", " ")
}

// chromium returns the document that headless Chromium makes of a page, and
// what it complains of.
func chromium(t *testing.T, page string) (dom, complaints string) {
	t.Helper()
	var program string
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "chrome"} {
		if p, err := exec.LookPath(name); err == nil {
			program = p
		}
	}
	if program == "" {
		t.Skip("Chromium is not installed: what a browser makes of it was not looked at")
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	c := exec.CommandContext(ctx, program, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--enable-logging=stderr", "--v=0",
		"--allow-file-access-from-files", "--user-data-dir="+t.TempDir(), "--virtual-time-budget=20000", "--timeout=60000", "--dump-dom", "file://"+page)
	var out, errs bytes.Buffer
	c.Stdout, c.Stderr = &out, &errs
	if err := c.Run(); err != nil {
		t.Fatalf("%v\n%s", err, errs.String())
	}
	for l := range strings.Lines(errs.String()) {
		if strings.Contains(l, "CONSOLE") {
			complaints += l
		}
	}
	return out.String(), complaints
}

// npm returns a file of a package that npm has installed for everybody.
func npm(t *testing.T, file string) string {
	t.Helper()
	root, err := exec.CommandContext(t.Context(), "npm", "root", "-g").Output()
	if err != nil {
		t.Skip("npm is not installed: what the package makes of it was not looked at")
	}
	p := filepath.Join(strings.TrimSpace(string(root)), filepath.FromSlash(file))
	if _, err := os.Stat(p); err != nil {
		t.Skipf("%s is not installed (npm install -g): what it makes of it was not looked at", file)
	}
	return p
}

func pageFile(t *testing.T, content []byte) string {
	t.Helper()
	p := filepath.Join(t.TempDir(), "page.html")
	if err := os.WriteFile(p, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return p
}

// texts returns the texts of the elements that match, and of the page.
func texts(t *testing.T, dom string, match func(*html.Node) bool) (matching []string, ids map[string]bool, links []string) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(dom))
	if err != nil {
		t.Fatal(err)
	}
	ids = map[string]bool{}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		for _, a := range n.Attr {
			switch a.Key {
			case "id":
				ids[a.Val] = true
			case "href":
				links = append(links, a.Val)
			}
		}
		if match(n) {
			var b strings.Builder
			for c := range n.Descendants() {
				if c.Type == html.TextNode {
					b.WriteString(c.Data)
				}
			}
			matching = append(matching, b.String())
		}
	}
	return matching, ids, links
}

func element(name string) func(*html.Node) bool {
	return func(n *html.Node) bool { return n.Data == name }
}

func class(name string) func(*html.Node) bool {
	return func(n *html.Node) bool {
		return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool {
			return a.Key == "class" && slices.Contains(strings.Fields(a.Val), name)
		})
	}
}

// The page in a browser: every passage stands there word for word, every link
// within it leads somewhere, and its policy has nothing to forbid.
func TestPageInBrowser(t *testing.T) {
	c := flood(t)
	c.Events[1].Title = `<script>document.title="run"</script>`
	page := write(t, "html", c)
	check := func(dom string) {
		quotes, ids, links := texts(t, dom, element("blockquote"))
		var want []string
		for _, e := range c.Events {
			for _, p := range e.Passages {
				want = append(want, line(p.Span.Of(c.Articles[p.Article].Text)))
			}
		}
		if !slices.Equal(quotes, want) {
			t.Errorf("passages %q, not %q", quotes, want)
		}
		within := 0
		for _, l := range links {
			if id, ok := strings.CutPrefix(l, "#"); ok {
				within++
				if !ids[id] {
					t.Errorf("%s leads nowhere", l)
				}
			}
		}
		if within < len(c.Events) {
			t.Errorf("%d links within the page", within)
		}
		if titles, _, _ := texts(t, dom, element("title")); !slices.Equal(titles, []string{c.Title}) {
			t.Errorf("the title is %q", titles)
		}
	}
	check(string(page))
	if t.Failed() {
		return
	}
	dom, complaints := chromium(t, pageFile(t, page))
	if complaints != "" {
		t.Error(complaints)
	}
	check(dom)
}

// Mermaid draws the diagram, with every title as it is.
func TestMermaidDraws(t *testing.T) {
	lib := npm(t, "mermaid/dist/mermaid.min.js")
	c := eras(t)
	c.Title = `A "title": with #quot; %%{init: {}}%% & <b>`
	for i, s := range []string{"a : b", "#35; and #x", "<br> & &amp;", "`c` {d} [e] (f)", "title g", "section h", `i "j" 'k'`, "%% l", "m; n\\o", "100% $p_q* ~r"} {
		c.Events[i].Title = s
	}
	source, err := json.Marshal(string(write(t, "mermaid", c))) // it escapes what would end a script
	if err != nil {
		t.Fatal(err)
	}
	page := `<!DOCTYPE html><meta charset="utf-8"><body><pre id="out">nothing</pre><script src="file://` + lib + `"></script><script>
	mermaid.initialize({startOnLoad: false});
	mermaid.render("drawn", ` + string(source) + `).then(
		r => { document.body.innerHTML = '<div class="drawing">' + r.svg + "</div>"; },
		e => { document.getElementById("out").textContent = "ERROR " + e; });
	</script>`
	dom, _ := chromium(t, pageFile(t, []byte(page)))
	drawn, _, _ := texts(t, dom, class("drawing"))
	if len(drawn) != 1 {
		failed, _, _ := texts(t, dom, element("pre"))
		t.Fatalf("not drawn: %q\n%s", failed, source)
	}
	space := regexp.MustCompile(`\s+`)
	without := func(s string) string { return space.ReplaceAllString(s, "") } // lines are broken anew
	for _, e := range c.Events {
		for _, s := range []string{e.Title, said(e.When)} {
			if !strings.Contains(without(drawn[0]), without(s)) {
				t.Errorf("%q is not in the drawing:\n%s", s, drawn[0])
			}
		}
	}
	if !strings.Contains(without(drawn[0]), without(c.Title)) {
		t.Errorf("the title is not in the drawing:\n%s", drawn[0])
	}
}

// Mermaid refuses large diagrams: what matters most is left, and it says so.
func TestMermaidFits(t *testing.T) {
	c := flood(t)
	for range 2000 {
		e := c.Events[1]
		e.Title = strings.Repeat("water; ", 10)
		c.Events = append(c.Events, e)
	}
	got := string(write(t, "mermaid", c))
	if len(got) > 50_000 || !strings.Contains(got, "of 2003 events that matter most") || !strings.Contains(got, "Orla dam breaks") || strings.Contains(got, "Water rises") {
		t.Errorf("%d bytes:\n%.300s", len(got), got)
	}
}

// TimelineJS shows the slides with the dates as they are written out.
func TestTimelineJSShows(t *testing.T) {
	lib := npm(t, "@knight-lab/timelinejs/dist/js/timeline.js")
	c := eras(t)
	page := `<!DOCTYPE html><meta charset="utf-8"><body style="height:800px"><div id="line" style="width:1000px;height:700px"></div>
	<script src="file://` + lib + `"></script><script>window.timeline = new TL.Timeline("line", ` + string(write(t, "timelinejs", c)) + `);</script>`
	dom, _ := chromium(t, pageFile(t, []byte(page)))
	var want []string
	for _, e := range c.Events {
		if years(e.When) {
			want = append(want, e.Title)
		}
	}
	got, _, _ := texts(t, dom, class("tl-timemarker"))
	if len(got) != len(want) {
		t.Fatalf("%d events, not %d: %q", len(got), len(want), got)
	}
	for _, w := range want {
		if !slices.ContainsFunc(got, func(s string) bool { return strings.Contains(s, w) }) {
			t.Errorf("%q is not among %q", w, got)
		}
	}
}
