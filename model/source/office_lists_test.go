package source

import (
	"strings"
	"testing"

	"github.com/kreader/kreader/model"
)

// markers writes the lists of an article, an item a word: its number and its text.
func markers(a *model.Article) string {
	var out []string
	for i := range a.Blocks {
		if b := &a.Blocks[i]; b.Kind == model.List {
			out = append(out, b.Marker+b.Span.Of(a.Text))
		}
	}
	return strings.Join(out, " ")
}

// TestOfficeLists checks that the items of lists in office documents have the numbers
// that the office program prints.
func TestOfficeLists(t *testing.T) {
	word := func(list, level, text string) string {
		return `<w:p><w:pPr><w:numPr><w:ilvl w:val="` + level + `"/><w:numId w:val="` + list + `"/></w:numPr></w:pPr><w:r><w:t>` + text + `</w:t></w:r></w:p>`
	}
	numbering := `<w:numbering><w:abstractNum w:abstractNumId="7">` +
		`<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>` +
		`<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl></w:abstractNum>` +
		`<w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:start w:val="4"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="(%1)"/></w:lvl></w:abstractNum>` +
		`<w:abstractNum w:abstractNumId="9"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl></w:abstractNum>` +
		`<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="9"/></w:num>` +
		`<w:num w:numId="4"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num></w:numbering>`
	styles := `<w:styles><w:style w:styleId="Aufz"><w:name w:val="list number"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style></w:styles>`
	odtList := func(more, inner string) string { return `<text:list` + more + `>` + inner + `</text:list>` }
	odtItem := func(text, inner string) string {
		return `<text:list-item><text:p>` + text + `</text:p>` + inner + `</text:list-item>`
	}
	odt := `<o xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="t" xmlns:style="s"><text:list-style style:name="L1">` +
		`<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>` +
		`<text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")" text:display-levels="2"/></text:list-style><office:text>`
	one := ` text:style-name="L1"`
	for name, c := range map[string]struct {
		file    string
		members []member
		want    string
	}{
		"numbers, letters, and numbers that go on": {"a.docx", []member{{"word/numbering.xml", numbering},
			{"word/document.xml", "<w:body>" + word("1", "0", "rust") + word("1", "1", "age") + word("1", "1", "wind") + word("1", "0", "salt") + word("1", "1", "sand") + "</w:body>"}}, "1.rust 1.a)age 1.b)wind 2.salt 2.a)sand"},
		"Roman numerals from four, bullets": {"a.docx", []member{{"word/numbering.xml", numbering},
			{"word/document.xml", "<w:body>" + word("2", "0", "rust") + word("3", "0", "age") + word("2", "0", "wind") + "</w:body>"}}, "(IV)rust age (V)wind"},
		"a list that begins anew": {"a.docx", []member{{"word/numbering.xml", numbering},
			{"word/document.xml", "<w:body>" + word("1", "0", "rust") + word("1", "0", "age") + word("4", "0", "wind") + word("4", "0", "salt") + "</w:body>"}}, "1.rust 2.age 1.wind 2.salt"},
		"of a style": {"a.docx", []member{{"word/numbering.xml", numbering}, {"word/styles.xml", styles},
			{"word/document.xml", `<w:body><w:p><w:pPr><w:pStyle w:val="Aufz"/></w:pPr><w:r><w:t>rust</w:t></w:r></w:p></w:body>`}}, "(IV)rust"},
		"without a word on their numbers": {"a.docx", []member{{"word/document.xml", "<w:body>" + word("1", "0", "rust") + "</w:body>"}}, "rust"},
		"OpenDocument": {"a.odt", []member{{"content.xml", odt + odtList(one, odtItem("rust", odtList("", odtItem("age", "")+odtItem("wind", "")))+odtItem("salt", "")) +
			"<text:p>And then:</text:p>" + odtList(one+` text:continue-numbering="true"`, odtItem("sand", "")) + odtList(one, odtItem("tide", ""))}}, "1.rust 1.a)age 1.b)wind 2.salt 3.sand 1.tide"},
		"a page": {"a.html", nil, "C.rust D.age iv.wind"},
	} {
		data := []byte(`<html><p>The bridge was closed for several reasons, which the harbour office gave on Monday:</p><ol type="A" start="3"><li>rust</li><li>age</li></ol><p>The harbour office had others, which it gave later:</p><ol type=i start=4><li>wind</li></ol>`)
		if c.members != nil {
			data = zipped(t, c.members...)
		}
		as, _ := opened(t, c.file, data)
		if got := markers(&as[0]); got != c.want {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}
