package source

import (
	"os"
	"testing"
)

// FuzzHTML feeds any bytes to the decoder of web pages: it never panics, and what
// comes out is sound.
func FuzzHTML(f *testing.F) {
	for _, file := range fixtures(f, "html") {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	for _, s := range []string{
		"<p>a<br>\x1b[2J<b>b<i>c</b>d</i>", "<h1>T<script>x</script></h1><p>t", "<table><tr><td>a\u200d<td>\u0301b</table>",
		`<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":"\u001b]0;x\u0007","author":{"@id":"#a"}},{"@id":"#a","name":["x","y"]}]}</script>`,
		`<meta property="og:title" content="a&#10;b&#x9b;"><meta name=date content="2031-02-31"><time datetime="31.12.2030 10:00">x</time>`,
		`<a href="javascript:x">y</a><a href="http://[::1">z</a><base href="//x"><link rel=canonical href="\x00">`,
		"<figure><img><figcaption>x</figcaption></figure><p><img><br><em>y</em></p>", "<!-- saved from url=(0014)http://a.b/c --><pre>\t\n x</pre>",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		as, _, err := Decode(Document{Path: "x.html", Rel: "x.html", URL: "https://site.example/2031/05/04/x", Data: data})
		if err != nil {
			return
		}
		for i := range as {
			sound(t, &as[i])
		}
	})
}
