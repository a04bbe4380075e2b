package source

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// bound returns a book of chapters, in order, with a table of contents that
// lists those of toc.
func bound(t testing.TB, toc []string, chapters ...member) []byte {
	t.Helper()
	var items, refs, nav strings.Builder
	ms := []member{{"mimetype", "application/epub+zip"}, {"META-INF/container.xml", `<container><rootfiles><rootfile full-path="c.opf"/></rootfiles></container>`}}
	for i, c := range chapters {
		fmt.Fprintf(&items, `<item id="i%d" href="%s"/>`, i, c.name)
		fmt.Fprintf(&refs, `<itemref idref="i%d"/>`, i)
		if c.text != "" {
			ms = append(ms, c)
		}
	}
	for _, name := range toc {
		fmt.Fprintf(&nav, `<a href="%s">About %s</a>`, name, name)
	}
	opf := `<package><metadata><dc:title>The Book</dc:title><dc:creator>Ana Ruiz</dc:creator><dc:publisher>Quay Press</dc:publisher><dc:date>2031-05</dc:date></metadata><manifest>` +
		`<item id="nav" href="nav.xhtml" properties="nav"/>` + items.String() + `</manifest><spine>` + refs.String() + `</spine></package>`
	return zipped(t, append(ms, member{"c.opf", opf}, member{"nav.xhtml", nav.String()})...)
}

func TestBooks(t *testing.T) {
	long := func(title string) string {
		return "<html><head><title>" + title + "</title></head><body><p>" + title + ": " + one + "</p><p>" + two + "</p><p>" + three + "</p></body></html>"
	}
	for _, c := range []struct {
		what     string
		toc      []string
		chapters []member
		want     []string
	}{
		{"chapters of the table of contents", []string{"a", "b"}, []member{{"a", long("A")}, {"b", long("B")}}, []string{"About a", "About b"}},
		{"a chapter in two files", []string{"a", "c"}, []member{{"a", long("A")}, {"b", long("B")}, {"c", long("C")}}, []string{"About a", "About c"}},
		{"no table of contents", nil, []member{{"a", long("A")}, {"b", long("B")}}, []string{"A", "B"}},
		{"a title page", nil, []member{{"a", "<p>The Book</p>"}, {"b", long("B")}}, []string{"B"}},
		{"one chapter", nil, []member{{"a", long("A")}}, []string{"The Book"}},
		{"only short texts", nil, []member{{"a", "<h1>A</h1><p>Rain.</p>"}}, []string{"A"}},
		{"a missing chapter", []string{"a", "b"}, []member{{"a", ""}, {"b", long("B")}}, []string{"About b"}},
		{"a chapter elsewhere", nil, []member{{"https://a.example/x", ""}, {"b", long("B")}}, []string{"B"}},
	} {
		as, ds := opened(t, "x.epub", bound(t, c.toc, c.chapters...))
		if d := cmp.Diff(c.want, titles(as)); d != "" {
			t.Errorf("%s: %s", c.what, d)
			continue
		}
		if a := as[0]; a.Byline != "Ana Ruiz" || a.Outlet != "Quay Press" || a.Published.String() != "2031-05" {
			t.Errorf("%s: by %q of %q, %v", c.what, a.Byline, a.Outlet, a.Published)
		}
		if (strings.Contains(c.what, "missing") || strings.Contains(c.what, "elsewhere")) && (len(ds) != 1 || !strings.Contains(ds[0].Message, "a part of the book is missing")) {
			t.Errorf("%s: %v", c.what, ds)
		}
	}
	locked := zipped(t, member{"META-INF/container.xml", "x"}, member{"META-INF/encryption.xml", `<e><CipherReference URI="a.xhtml"/></e>`})
	if s := refused(t, "x.epub", locked); !strings.Contains(s, "encrypted") {
		t.Error(s)
	}
	away := zipped(t, member{"META-INF/container.xml", `<container><rootfile full-path="../../etc/passwd"/></container>`})
	if s := refused(t, "x.epub", away); !strings.Contains(s, "etc/passwd") {
		t.Error(s)
	}
}

// Documents of office programs: nothing in them takes long, and what is no
// text of theirs stays out.
func TestOfficeDocuments(t *testing.T) {
	deep := strings.Repeat("<w:p>", 100000)
	for name, ms := range map[string][]member{
		"a.docx": {{"word/document.xml", "<w:document><w:body><w:p><w:r><w:t>Before.</w:t></w:r></w:p>" + deep}},
		"b.docx": {{"word/document.xml", `<!DOCTYPE l [<!ENTITY a "ha">]><w:p><w:r><w:t>Before. &a;</w:t></w:r><w:del><w:r><w:t>gone</w:t></w:r></w:del></w:p>`}},
		"c.odt":  {{"content.xml", `<o xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"><office:text><p>Before.</p>` + strings.Repeat("<list>", 100000)}},
	} {
		as, _ := opened(t, name, zipped(t, ms...))
		if len(as) != 1 || !strings.Contains(as[0].Text, "Before.") || strings.Contains(as[0].Text, "gone") || strings.Contains(as[0].Text, "ha") {
			t.Errorf("%s: %+v", name, as)
		}
	}
	for what, ms := range map[string][]member{
		"no text":     {{"word/document.xml", "<w:document/>"}},
		"spreadsheet": {{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}, {"content.xml", "<o/>"}},
		"encrypted":   {{"META-INF/manifest.xml", "<encryption-data/>"}, {"content.xml", "<o/>"}},
	} {
		if s := refused(t, "x.odt", zipped(t, ms...)); !strings.Contains(s, what) {
			t.Errorf("%s: %s", what, s)
		}
	}
}
