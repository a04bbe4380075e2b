package source

import (
	"strings"
	"testing"
	"time"

	"github.com/kreader/kreader/model"
)

func TestHTMLPieces(t *testing.T) {
	tests := []struct{ name, html, want string }{
		{"paragraphs", "<p>One  two\n three.</p><p>Four.</p>loose <b>words</b>", "paragraph: One two three.\nparagraph: Four.\nparagraph: loose words\n    [strong] \"words\"\n"},
		{"line breaks", "<p>a<br>b<br/><br>c</p>", "paragraph: a\nparagraph (tight): b\nparagraph: c\n"},
		{"headings", "<h1>A<br>title</h1><div><h3>Sub</h3>text</div>", "heading 1: A title\nheading 3: Sub\nparagraph: text\n"},
		{"lists", "<ol start=3><li>x<ul><li>y</ul><li><p>z</p><p>zz</p></ol><li>stray", "list 1 3.: x\nlist 2: y\nlist 1 4.: z\nlist 1 4.: zz\nlist 1: stray\n"},
		{"quotes", "<blockquote><p>a</p><blockquote>b</blockquote></blockquote>", "quote 1: a\nquote 2: b\n"},
		{"code", "<pre>a\n  b <b>c</b>\n</pre><p>an <code>x  y</code>", "code: a\n      b c\nparagraph: an x y\n    [code] \"x y\"\n"},
		{"a table of data", "<table><caption>T</caption><tr><th>a<th>b<tr><td>1<td>2 <i>x</i></table>", "caption: T\ntable: a\tb\n    1\t2 x\n"},
		{"a table of layout", "<table><tr><td><p>left</p><td><table><tr><td>right</table></table>", "paragraph: left\nparagraph: right\n"},
		{"links", `<p><a href="/x y">a</a> <a href="javascript:1">b</a> <a href="data:,x">c</a> <a href="file:///etc">d</a> <a href="#n">e</a> <a href=" HTTPS://Host/p ">f</a> <a href="mailto:a@b.c">g</a>`,
			"paragraph: a b c d e f g\n    [link] \"a\" https://site.example/x%20y\n    [link] \"f\" https://Host/p\n    [link] \"g\" mailto:a@b.c\n"},
		{"a link around blocks", `<a href="/x"><h2> A </h2><p>b</p></a>`, "heading 2: A\n    [link] \"A\" https://site.example/x\nparagraph: b\n    [link] \"b\" https://site.example/x\n"},
		{"nested runs", "<p><em>a <strong>b</strong></em>", "paragraph: a b\n    [emphasis] \"a b\"\n    [strong] \"b\"\n"},
		{"spaces around runs", "<p>a<b> b </b>c", "paragraph: a b c\n    [strong] \"b\"\n"},
		{"hidden", `<p>a</p><p hidden>b</p><p style="Display : none">c</p><p aria-hidden=true>d</p><p class="x sr-only">e</p><script>f</script><svg><text>g</text></svg><p style="background:none">h`, "paragraph: a\nparagraph: h\n"},
		{"captions", "<figure><img alt=no><figcaption>What is<br>seen</figcaption></figure>", "caption: What is seen\n"},
		{"quotation marks", "<p>He said <q>yes</q>.", "paragraph: He said “yes”.\n"},
		{"control characters", "<p>a\x1b]0;x\x07b&#27;[2J&#x202e;c&#x9b;31md</p>", "paragraph: abc›31md\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := dumpPieces(htmlPieces(htmlTree(test.html), "https://site.example/a/b.html")); got != test.want {
				t.Errorf("got\n%swant\n%s", got, test.want)
			}
		})
	}
}

func dumpPieces(ps []Piece) string {
	var b strings.Builder
	for i := range ps {
		a := model.Article{}
		assemble(&a, ps[i:i+1])
		_, blocks, _ := strings.Cut(dump(&a), "\n\n")
		if ps[i].Tight {
			blocks = strings.Replace(blocks, ":", " (tight):", 1)
		}
		b.WriteString(strings.ReplaceAll(blocks, " \n", "\n"))
	}
	return b.String()
}

// TestHTMLPiecesHostile gives the walker what was made to stall it. A quadratic
// step would take minutes.
func TestHTMLPiecesHostile(t *testing.T) {
	n := 100_000 / bombScale
	r := strings.Repeat
	for name, page := range map[string]string{
		"nested divs":         r("<div>", n) + "text" + r("</div>", n),
		"nested lists":        r("<ul><li>", n) + "text",
		"nested quotes":       r("<blockquote>", n) + "text",
		"nested tables":       r("<table><tr><td>", n) + "text",
		"misnested runs":      r("<b><i></b>", n/4) + "text",
		"unclosed runs":       r("<p><b id=x><i class=y>", n/4) + "text",
		"runs over lines":     "<b>" + r("x<br><i>y</i>", n) + "text",
		"attributes":          "<p " + r("a=b ", n) + ">text",
		"distinct attributes": "<p " + distinct(n/4) + ">text",
		"references":          "<p>" + r("&#x2028;&amp;", n) + "text",
		"a wide table":        "<table>" + r("<tr>"+r("<td>x", 200), 500) + "</table>text",
		"colspan":             "<table><tr><td colspan=1000000000>a<td rowspan=1000000000>b<tr><td>c</table>text",
		"one word":            r("x", 20*n) + " text",
		"an open comment":     "text<!--" + r("x", 20*n),
		"foreign content":     r("<svg><math><mi><foreignObject>", n/8) + "text",
		"links":               r("<a href=/x>x</a> ", n) + "text",
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			ps := htmlPieces(htmlTree(page), "https://site.example/")
			if took := time.Since(start); took > 20*time.Second {
				t.Errorf("took %v", took)
			}
			found := false
			for i := range ps {
				found = found || strings.Contains(ps[i].Text, "text")
				if ps[i].Level > maxNesting {
					t.Fatalf("level %d", ps[i].Level)
				}
			}
			if !found {
				t.Error("its text is lost")
			}
		})
	}
}

func distinct(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString("a" + strings.Repeat("b", i%7) + string(rune('a'+i%26)) + string(rune('a'+i/26%26)) + string(rune('a'+i/676%26)) + "=1 ")
	}
	return b.String()
}
