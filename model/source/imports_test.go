package source

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/kreader/kreader/model"
)

// titles returns the titles of articles, for tests that are about which there
// are.
func titles(as []model.Article) (out []string) {
	for _, a := range as {
		out = append(out, a.Title)
	}
	return out
}

// packedGzip returns s packed by gzip.
func packedGzip(t testing.TB, s string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte(s)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const (
	feedHead = `<?xml version="1.0"?><rss version="2.0"><channel><title>The Lantern</title><link>https://lantern.example/</link>`
	pageHead = "<!doctype html><html><head><title>Bridge closed</title></head><body><p>"
)

// Whatever a file is called, its content says what it is.
func TestFormatOfContent(t *testing.T) {
	for _, c := range []struct{ name, data, want string }{
		{"a.pdf", pageHead, "html"},
		{"a.txt", "%PDF-1.4\n", "pdf"},
		{"a", "junk before it\n%PDF-1.4\n", "pdf"},
		{"a.txt", feedHead, "feed"},
		{"a.html", "\xef\xbb\xbf" + feedHead, "feed"},
		{"a.dat", "<!-- made up --><feed xmlns='http://www.w3.org/2005/Atom'>", "feed"},
		{"a.json", `{"version": "https://jsonfeed.org/version/1.1", "items": []}`, "feed"},
		{"a.json", `{"title": "x"}`, "json"},
		{"a.dat", `[{"title": "x"}]`, "json"},
		{"a.dat", "title,url,text\n1,2,3", "csv"},
		{"a.dat", "A title, a url, and text.", "text"},
		{"a.xml", "<?xml version='1.0'?><!DOCTYPE opml [<!ENTITY a 'b'>]><opml version='2.0'>", "opml"},
		{"a.html", "<!DOCTYPE NETSCAPE-Bookmark-file-1>", "bookmarks"},
		{"a.txt", "WARC/1.0\r\n", "warc"},
		{"a.txt", "From a@b Mon May  5 2031\nFrom: a\n", "mail"},
		{"a.txt", "Received: x\nSubject: y\n\nz", "mail"},
		{"a.txt", "From: the mayor\nTo: the town\nDate: Monday\n\nA letter to the editor.", "text"},
		{"a.txt", "From here on it rained.\nAll day: nothing.\n", "text"},
	} {
		if f := formatOf(Document{Path: c.name, Data: []byte(c.data)}); f.Name != c.want {
			t.Errorf("%s %.30q is %q, want %s", c.name, c.data, f.Name, c.want)
		}
	}
	for name, c := range map[string][2]string{
		"a.txt":  {"<?xml version='1.0'?><invoice/>", "XML of a kind"},
		"b.xml":  {"<invoice/>", "XML of a kind"},
		"c.txt":  {"{\\rtf1 text}", "RTF"},
		"d.docx": {"Only text.", "no .docx file"},
		"e.pdf":  {"Only text.", "no .pdf file"},
		"f.docx": {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Office document"},
	} {
		if s := refused(t, name, []byte(c[0])); !strings.Contains(s, c[1]) {
			t.Errorf("%s: %s", name, s)
		}
	}
}

func TestBrokenFeeds(t *testing.T) {
	item := func(n int) string {
		return fmt.Sprintf("<item><title>Item %d</title><guid>%d</guid><description>Text.</description></item>", n, n)
	}
	for _, c := range []struct {
		what, in string
		want     []string
		note     string
	}{
		{"cut off in an entry", feedHead + item(1) + item(2) + "<item><title>Half", []string{"Item 1", "Item 2"}, "cut off; read before that: 2"},
		{"ill-formed after an entry", feedHead + item(1) + "<item a=<b></item></channel></rss>", []string{"Item 1"}, "ill-formed"},
		{"nested too deep after an entry", feedHead + item(1) + strings.Repeat("<a>", 100000), []string{"Item 1"}, "nested"},
		{"one id twice", feedHead + item(1) + item(1) + item(2) + "</channel></rss>", []string{"Item 1", "Item 2"}, "only summaries"},
		{"a stray less-than sign", feedHead + "<item><title>1 < 2 & 3</title><description>x</description></item></channel></rss>", []string{"1 < 2 & 3"}, "only summaries"},
	} {
		as, ds := opened(t, "x.rss", []byte(c.in))
		if d := cmp.Diff(c.want, titles(as)); d != "" {
			t.Errorf("%s: %s", c.what, d)
		}
		if len(ds) == 0 || !strings.Contains(ds[0].Message, c.note) {
			t.Errorf("%s: diagnostics %v", c.what, ds)
		}
	}
	bomb := `<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>`
	as, _ := opened(t, "x.rss", []byte(bomb+"<rss><channel><item><title>T &b; &x;</title><description>Text.</description></item></channel></rss>"))
	if len(as) != 1 || strings.Contains(as[0].Title, "ha") || strings.Contains(as[0].Title, "root") {
		t.Errorf("entities: %q", titles(as))
	}
	for what, in := range map[string]string{"nested": feedHead + strings.Repeat("<a>", 100000), "no entries": feedHead + "</channel></rss>"} {
		if s := refused(t, "x.rss", []byte(in)); !strings.Contains(s, what) {
			t.Errorf("%s: %s", what, s)
		}
	}
}

// A feed that gathers from many sites names the outlet of none of them.
func TestOutletsOfEntries(t *testing.T) {
	in := feedHead + `<item><title>A</title><link>https://www.lantern.example/a</link><description>x</description></item>` +
		`<item><title>B</title><link>https://tide.example/b</link><description>x</description></item></channel></rss>`
	as, _ := opened(t, "x.rss", []byte(in))
	if len(as) != 2 || as[0].Outlet != "The Lantern" || as[1].Outlet != "tide.example" {
		t.Errorf("%+v", as)
	}
}

func TestColumns(t *testing.T) {
	for in, want := range map[string]string{
		"headline,source,pubdate,body\nT,The Tide,2031-05-05,Text.":                    "T|The Tide|2031-05-05||",
		"Title\tAuthor\tText\nT\tHolm, Petra\tText.":                                   "T|||Petra Holm|",
		"title;authors;content;date\nT;Ana Ruiz | Li Wei;<p>Text.</p>;1935828000":      "T||2031-05-06|Ana Ruiz, Li Wei|",
		"TITLE,URL,FullText,PublishedAt\nT,https://tide.example/a,Text.,1935828000000": "T|tide.example|2031-05-06||https://tide.example/a",
		"title,text,date,author\nT,Text.,2031-02-31,The Tide staff, and others\n":      "T|||The Tide staff|",
		"title,domain,text\nT,https://x,Text.\n\"unclosed,x,y":                         "T|https://x|||",
	} {
		as, _ := opened(t, "x.csv", []byte(in))
		if len(as) == 0 {
			t.Errorf("%q: nothing", in)
			continue
		}
		a := as[0]
		if got := strings.Join([]string{a.Title, a.Outlet, a.Published.String(), a.Byline, a.URL}, "|"); got != want || !strings.Contains(a.Text, "Text.") {
			t.Errorf("%q: got %q, want %q; %q", in, got, want, a.Text)
		}
	}
	if s := refused(t, "x.csv", []byte("a,b,c\n1,2,3\n")); !strings.Contains(s, "a, b, c") {
		t.Error(s)
	}
	_, ds := opened(t, "x.csv", []byte("title,text\nA,Text.\nB,\n"))
	if len(ds) != 1 || !strings.Contains(ds[0].Message, "1 of its 2 rows") {
		t.Errorf("diagnostics %v", ds)
	}
}

func TestJSON(t *testing.T) {
	for in, want := range map[string][]string{
		`{"title": "A", "text": "x"}`: {"A"},
		"{\"title\": \"A\", \"text\": \"x\"}\n{\"title\": \"B\", \"text\": \"y\"}\n{\"tit": {"A", "B"},
		`[{"title": "A", "text": "x"}, {"title": "B", "te`:                                 {"A"},
		`{"response": {"docs": [{"headline": {"main": 1, "title": "A"}, "body": "x"}]}}`:   {"A"},
		`{"title": {"rendered": "A"}, "content": {"rendered": "<p>x</p>"}}`:                {"A"},
	} {
		as, _ := opened(t, "x.json", []byte(in))
		if d := cmp.Diff(want, titles(as)); d != "" {
			t.Errorf("%s: %s", in, d)
		}
	}
	for _, in := range []string{"plain text", "{}", "[1, 2]", strings.Repeat("[", 100000), `{"a": ` + strings.Repeat(`{"a":`, 50000)} {
		refused(t, "x.json", []byte(in))
	}
}

func TestLetters(t *testing.T) {
	long := strings.Repeat("The harbour office closed the lower deck of the bridge. ", 20)
	letter := func(kind, body string) string {
		return "Message-ID: <1@x>\nFrom: news@tide.example\nSubject: T\nContent-Type: " + kind + "\n\n" + body
	}
	parts := func(plain, rich string) string {
		return letter(`multipart/alternative; boundary="b"`, "--b\nContent-Type: text/plain\n\n"+plain+"\n--b\nContent-Type: text/html\n\n"+rich+"\n--b--\n")
	}
	for what, c := range map[string][2]string{
		"plain text":                   {letter("text/plain", "Plain."), "Plain."},
		"a stub beside the page":       {parts("See it in your browser.", "<p>"+long+"</p>"), "lower deck"},
		"text as long as the page":     {parts("First. "+long, "<p>"+long+"</p>"), "First."},
		"text full of addresses":       {parts(strings.Repeat("Bridge https://tide.example/a ", 50), "<p>"+long+"</p>"), "lower deck"},
		"no end of the last part":      {strings.TrimSuffix(parts("", "<p>"+long+"</p>"), "\n--b--\n"), "lower deck"},
		"a letter as an attachment":    {letter(`multipart/mixed; boundary="b"`, "--b\nContent-Type: message/rfc822\n\n"+letter("text/plain", "Inner.")+"\n--b--\n"), "Inner."},
		"quoted-printable in Latin-1":  {"Message-ID: <1@x>\nFrom: a@b.example\nContent-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\ncaf=E9 =\nopen", "café open"},
		"a charset that is not known":  {letter("text/plain; charset=x-made-up", "Plain."), "Plain."},
		"a type that cannot be parsed": {letter(";;;", "Plain."), "Plain."},
	} {
		as, _ := opened(t, "x.eml", []byte(c[0]))
		if len(as) != 1 || !strings.Contains(as[0].Text, c[1]) {
			t.Errorf("%s: %+v", what, as)
		}
	}
	deep := letter("text/plain", "Deep.")
	for i := range 100 {
		deep = letter(fmt.Sprintf(`multipart/mixed; boundary="b%d"`, i), fmt.Sprintf("--b%d\n%s\n--b%d--\n", i, deep, i))
	}
	refused(t, "x.eml", []byte(deep))
}

func TestLinksWithoutTexts(t *testing.T) {
	as, ds := opened(t, "x.opml", []byte(`<opml><body>`+strings.Repeat(`<outline text="a">`, 100)+`<outline text="B" xmlUrl="https://b.example/f"/>`))
	if len(as) != 1 || len(ds) != 2 || !strings.Contains(ds[1].Message, "list of 1 link ") || !strings.Contains(as[0].Text, "https://b.example/f") {
		t.Errorf("%v %v", as, ds)
	}
	as, _ = opened(t, "x.html", []byte("<!DOCTYPE NETSCAPE-Bookmark-file-1><DL>"+strings.Repeat("<DL><p><H3>f</H3>", 100000)+`<A HREF="https://b.example/">B</A><A HREF="file:///etc/passwd">C</A>`))
	if len(as) != 1 || strings.Contains(as[0].Text, "passwd") {
		t.Errorf("%v", as)
	}
}

func TestPacked(t *testing.T) {
	as, _ := opened(t, "2031-05-05.md.gz", packedGzip(t, "# A bridge\n\nIt closed."))
	if len(as) != 1 || as[0].Title != "A bridge" || as[0].Published.String() != "2031-05-05" || as[0].Path != "in/2031-05-05.md.gz/2031-05-05.md" {
		t.Errorf("%+v", as)
	}
	twice := packedGzip(t, "text")
	for range 6 {
		twice = packedGzip(t, string(twice))
	}
	for what, data := range map[string][]byte{
		"too deep":    twice,
		"tar archive": packedGzip(t, strings.Repeat("\x00", 257)+"ustar"+strings.Repeat("\x00", 300)),
		"cut off":     packedGzip(t, strings.Repeat("abcdefgh 12345678\n", 1000))[:60],
	} {
		if s := refused(t, "x.gz", data); !strings.Contains(s, what) {
			t.Errorf("%s: %s", what, s)
		}
	}
}

func TestWebArchives(t *testing.T) {
	page := func(uri, body string) string {
		answer := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
		return fmt.Sprintf("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: %s\r\nContent-Type: application/http\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", uri, len(answer), answer)
	}
	two := page("https://a.example/1", pageHead+one+"<p>"+two+"<p>"+three) + page("https://a.example/2", pageHead+three+"<p>"+one+"<p>"+two)
	as, ds := opened(t, "x.warc", []byte(two+"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999999\r\n\r\nHTTP"))
	if len(as) != 2 || as[0].URL != "https://a.example/1" || as[0].ID == as[1].ID {
		t.Errorf("%d articles, %v", len(as), ds)
	}
	as, ds = opened(t, "x.warc", []byte(two+"nothing like a record"))
	if len(as) != 2 || len(ds) == 0 || !strings.Contains(ds[0].Message, "damaged") {
		t.Errorf("%d articles, %v", len(as), ds)
	}
	refused(t, "x.warc", []byte("WARC/1.0\r\nContent-Length: -1\r\n\r\n"))
}
