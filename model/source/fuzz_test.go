package source

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"runtime/metrics"
	"strings"
	"testing"

	"github.com/kreader/kreader/model"
)

// A fuzz target for each format, whose seeds are the format's fixtures and what has
// gone wrong elsewhere. TestFuzzTargets insists on them. What comes out of any bytes is
// sound, and costs memory in proportion to them.
func FuzzBookmarks(f *testing.F) {
	fuzzFormat(f, "bookmarks", "<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><p><DT><H3>\x1b[2J</H3><DL><A HREF='https://a.example/\x9b' ADD_DATE=-1>&#27;]0;x&#7;</A>")
}

func FuzzCSV(f *testing.F) {
	fuzzFormat(f, "csv", "title,text\n\"a\"\"b\n\x1b]0;x\a\",c\n", "text\ttitle\n\x00\t\n", "title;text;date;author\n;x;-1;,,,\n", "title,text\n"+strings.Repeat(",", 300))
}

func FuzzDocx(f *testing.F) { fuzzMembers(f, "docx") }

func FuzzEPUB(f *testing.F) { fuzzMembers(f, "epub") }

func FuzzFeed(f *testing.F) {
	fuzzFormat(f, "feed", feedHead+"<item><title>a &amp;#27;]0;x&amp;#7;</title><pubDate>Mon, 31 Feb 2031</pubDate><description><![CDATA[<p>x]]></description></item>",
		"<!DOCTYPE l [<!ENTITY a 'ha'>]><feed xmlns='http://www.w3.org/2005/Atom'><entry><title type='xhtml'>&a;<b>x</b></title><content src='file:///a'/></entry>",
		`{"version":"https://jsonfeed.org/version/1","items":[{"id":1,"content_html":"<p>x","authors":[null,{"name":"\u009b"}],"date_published":{}},null]}`)
}

func FuzzGzip(f *testing.F) {
	for _, file := range fixtures(f, "gzip") {
		z, err := gzip.NewReader(bytes.NewReader(contentOf(f, file)))
		if err != nil {
			f.Fatal(err)
		}
		data, err := io.ReadAll(z)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) { try(t, formatNamed(t, "gzip"), "x.gz", packedGzip(t, string(data))) })
}

func FuzzHTML(f *testing.F) {
	fuzzFormat(f, "html",
		"<p>a<br>\x1b[2J<b>b<i>c</b>d</i>", "<h1>T<script>x</script></h1><p>t", "<table><tr><td>a\u200d<td>\u0301b</table>",
		`<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":"\u001b]0;x\u0007","author":{"@id":"#a"}},{"@id":"#a","name":["x","y"]}]}</script>`,
		`<meta property="og:title" content="a&#10;b&#x9b;"><meta name=date content="2031-02-31"><time datetime="31.12.2030 10:00">x</time>`,
		`<a href="javascript:x">y</a><a href="http://[::1">z</a><base href="//x"><link rel=canonical href="\x00">`,
		"<figure><img><figcaption>x</figcaption></figure><p><img><br><em>y</em></p>", "<!-- saved from url=(0014)http://a.b/c --><pre>\t\n x</pre>")
}

func FuzzJSON(f *testing.F) {
	fuzzFormat(f, "json", `[{"title":"\u001b]0;x\u0007","text":"a\u0000b","date":1e300,"authors":[{"name":[]}]},null,3]`, `{"a":{"b":[{"title":{"rendered":"&#27;"},"content":{"rendered":"<p>x"}}]}}`, `{"title":"a"}{"title":`)
}

func FuzzMail(f *testing.F) {
	fuzzFormat(f, "mail", "From a Mon\nFrom: =?utf-8?B?G10w?= <a@b>\nSubject: =?x?Q?=1b?=\nContent-Type: multipart/alternative; boundary=\"b\"\n\n--b\nContent-Transfer-Encoding: base64\n\nG10w\n--b\n--b--\n",
		"Message-ID: <a>\nFrom: a\nContent-Type: message/rfc822\n\nSubject: b\nFrom: a\n\n\x9bc")
}

func FuzzMarkdown(f *testing.F) { fuzzFormat(f, "markdown", texts...) }

func FuzzMHTML(f *testing.F) {
	fuzzFormat(f, "mhtml", "From: <Saved by Blink>\nSnapshot-Content-Location: https://a.example/\x1b\nMIME-Version: 1.0\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"b\"\n\n--b\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n<p>=1b=9\n--b--\n")
}

func FuzzODT(f *testing.F) { fuzzMembers(f, "odt") }

func FuzzOPML(f *testing.F) {
	fuzzFormat(f, "opml", "<opml><head><title>&#27;</title></head><body><outline text='\x1b' xmlUrl='javascript:x'><outline text='a&#10;b' htmlUrl='https://a.example/&#155;'/>")
}

func FuzzPDF(f *testing.F) {
	fuzzFormat(f, "pdf", string(drawn(at(50, 600, "One line.", "Another\\033[2J line."), at(50, 600, "(fi) -\\", "end")+"/X Do BT /F 10 Tf 0 1 -1 0 20 300 Tm [(a) -600 <1b5d>] TJ ET")))
}

func FuzzText(f *testing.F) { fuzzFormat(f, "text", texts...) }

func FuzzWARC(f *testing.F) {
	fuzzFormat(f, "warc", "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/\x1b\r\nContent-Length: 60\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>a\x9bb\r\n\r\n")
}

func FuzzZip(f *testing.F) { fuzzMembers(f, "zip") }

// FuzzDecode feeds any bytes under any extension to all that decides what they are.
func FuzzDecode(f *testing.F) {
	for i, format := range Formats() {
		for _, file := range fixtures(f, format.Name) {
			f.Add(uint8(i), contentOf(f, file))
		}
	}
	f.Fuzz(func(t *testing.T, format uint8, data []byte) {
		fs := Formats()
		name := "x" + fs[int(format)%len(fs)].Exts[0]
		tryAs(t, Document{Path: name, Rel: name, Data: data}, Decode)
	})
}

// texts are what texts have gone wrong with.
var texts = []string{
	"\x1b]0;x\a", "# &#27;]0;x&#7;\n\n&#x202e;abc", "a\x01b\n\n```\nplain\n\nmore\n```", "a &#1; b\n\n\x01",
	"[x](<y&#10;z>)", "**a (<https://x.y/>)**", "[\\(/a\\)](#)", "|a|b|\n|-|-|\n|\t|c|", "---\na: [*b]\n---\n# T", "> > > a\n- - b",
	"By A B\n\nMay 2, 2031\n\nText.", "Q: a?\n\nA: b.\n\nQ: c?\n\nA: d.", "\u200d\u0301\u0301a\u0301", "AFP\nSome caption here\n\nText",
}

// fuzzFormat feeds bytes to the decoder of a format, whatever they look like.
func fuzzFormat(f *testing.F, name string, seeds ...string) {
	for _, file := range fixtures(f, name) {
		f.Add(contentOf(f, file))
	}
	for _, s := range seeds {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		format := formatNamed(t, name)
		try(t, format, "x"+format.Exts[0], data)
	})
}

// fuzzMembers feeds bytes to a format that is a zip archive, as one of the members of
// its first fixture: bytes that are no archive come to nothing.
func fuzzMembers(f *testing.F, name string) {
	file := fixtures(f, name)[0]
	a, err := openZip(contentOf(f, file))
	if err != nil {
		f.Fatal(err)
	}
	var ms []member
	for _, z := range a.files {
		data, err := a.read(z)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(uint8(len(ms)), data)
		ms = append(ms, member{z.Name, string(data)})
	}
	f.Fuzz(func(t *testing.T, which uint8, data []byte) {
		packed := append([]member(nil), ms...)
		packed[int(which)%len(ms)].text = string(data)
		try(t, formatNamed(t, name), filepath.Base(file), zipped(t, packed...))
	})
}

// try decodes data by a format and checks what comes of it.
func try(t *testing.T, format Format, name string, data []byte) {
	t.Helper()
	tryAs(t, Document{Path: name, Rel: name, Data: data}, format.read)
}

// What a document may cost, above what one of its size costs that is not made up to
// cost much.
const (
	mostAllocated = 256 << 20
	mostPerByte   = 10_000
)

func tryAs(t *testing.T, d Document, decode func(Document) ([]model.Article, []model.Diagnostic, error)) {
	t.Helper()
	before := allocated()
	as, ds, err := decode(d)
	if n := allocated() - before; n > mostAllocated+mostPerByte*uint64(len(d.Data)) {
		t.Errorf("%d bytes cost %d MB of memory", len(d.Data), n>>20)
	}
	if err != nil && Clean(err.Error()) != err.Error() {
		t.Errorf("the reason is not clean: %q", err)
	}
	for _, n := range ds {
		if Line(n.Message) != n.Message || Line(n.Path) != n.Path {
			t.Errorf("a note is not clean: %q of %q", n.Message, n.Path)
		}
	}
	for i := range as {
		sound(t, &as[i])
	}
}

// allocated returns how many bytes this process has allocated so far.
func allocated() uint64 {
	s := []metrics.Sample{{Name: "/gc/heap/allocs:bytes"}}
	metrics.Read(s)
	return s[0].Value.Uint64()
}

func formatNamed(t testing.TB, name string) Format {
	t.Helper()
	for _, f := range formats {
		if f.Name == name {
			return f
		}
	}
	t.Fatalf("no format %s", name)
	return Format{}
}

func contentOf(t testing.TB, file string) []byte {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestFuzzTargets insists on a target for each format in this file.
func TestFuzzTargets(t *testing.T) {
	text := string(contentOf(t, "fuzz_test.go"))
	for _, f := range Formats() {
		named := false
		for _, call := range []string{"fuzzFormat(f, ", "fuzzMembers(f, ", "formatNamed(t, "} {
			named = named || strings.Contains(text, call+`"`+f.Name+`"`)
		}
		if !named {
			t.Errorf("no fuzz target for %s", f.Name)
		}
	}
}
