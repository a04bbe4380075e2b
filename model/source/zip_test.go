package source

import (
	"archive/zip"
	"bytes"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/kreader/kreader/model"
)

// member is one of the files that zipped packs.
type member struct{ name, text string }

// zipped returns a zip archive. Members come in the order given.
func zipped(t testing.TB, members ...member) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, m := range members {
		h := &zip.FileHeader{Name: m.name, Method: zip.Deflate}
		if m.name == "mimetype" {
			h.Method = zip.Store
		}
		f, err := w.CreateHeader(h)
		if err == nil {
			_, err = f.Write([]byte(m.text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// opened decodes data as a file of the given name.
func opened(t testing.TB, name string, data []byte) ([]model.Article, []model.Diagnostic) {
	t.Helper()
	as, ds, err := Decode(Document{Path: "in/" + name, Rel: name, Data: data})
	if err != nil {
		t.Fatal(err)
	}
	for i := range as {
		sound(t, &as[i])
	}
	return as, ds
}

// refused returns why a file of the given name cannot be read.
func refused(t testing.TB, name string, data []byte) string {
	t.Helper()
	as, _, err := Decode(Document{Path: name, Rel: name, Data: data})
	if err == nil {
		t.Fatalf("%s was read: %d articles", name, len(as))
	}
	return err.Error()
}

func TestZipMembersAreFilesOfAFolder(t *testing.T) {
	inner := zipped(t, member{"The Beacon/2031-05-06.txt", "The harbour opened again."})
	as, ds := opened(t, "clippings.zip", zipped(t,
		member{"The Lantern/2031-05-04.txt", "The harbour closed."},
		member{"../../etc/The Tide/2031/05/05/x.md", "# Nobody was told\n\nNobody was told of it."},
		member{"C:\\evil\\y.txt", "A name from elsewhere."},
		member{"more.zip", string(inner)},
		member{"logo.png", "x"}, member{"__MACOSX/._a.txt", "x"}, member{".hidden.txt", "x"}, member{"empty/", ""},
	))
	var got []string
	for _, a := range as {
		got = append(got, a.Path+" | "+a.Outlet+" | "+a.Published.String())
	}
	want := []string{
		"in/clippings.zip/The Lantern/2031-05-04.txt | The Lantern | 2031-05-04",
		"in/clippings.zip/etc/The Tide/2031/05/05/x.md | The Tide | 2031-05-05",
		"in/clippings.zip/evil/y.txt | evil | ",
		"in/clippings.zip/more.zip/The Beacon/2031-05-06.txt | The Beacon | 2031-05-06",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if len(ds) != 1 || !strings.Contains(ds[0].Message, "1 of its members") {
		t.Errorf("diagnostics %v", ds)
	}
}

func TestZipSaysWhatItCouldNotRead(t *testing.T) {
	data := zipped(t, member{"a.txt", "One."}, member{"b.txt", string([]byte{0, 1, 2, 3, 0, 1, 2, 0}) + strings.Repeat("\x00", 100)})
	as, ds := opened(t, "x.zip", data)
	if len(as) != 1 || len(ds) != 1 || ds[0].Path != "in/x.zip/b.txt" || ds[0].Severity != model.Failure {
		t.Errorf("%d articles, diagnostics %+v", len(as), ds)
	}
	for what, data := range map[string][]byte{
		"damaged": data[:len(data)-30], "no articles": zipped(t, member{"a.png", "x"}), "spreadsheet": zipped(t, member{"xl/workbook.xml", "x"}),
	} {
		if s := refused(t, "x.zip", data); !strings.Contains(s, what) {
			t.Errorf("%s: %s", what, s)
		}
	}
}

func TestZipBombs(t *testing.T) {
	big := strings.Repeat("a", maxMember+1)
	as, ds := opened(t, "x.zip", zipped(t, member{"a.txt", "One."}, member{"b.txt", big}))
	if len(as) != 1 || len(ds) != 1 || !strings.Contains(ds[0].Message, "32 MB") {
		t.Errorf("%d articles, %v", len(as), ds)
	}
	data := zipped(t, member{"z.txt", "Deep."})
	for range 5 {
		data = zipped(t, member{"y.zip", string(data)})
	}
	if s := refused(t, "x.zip", data); !strings.Contains(s, "too deep") {
		t.Error(s)
	}
}

func TestZipLinksAreNotFollowed(t *testing.T) {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	h := &zip.FileHeader{Name: "link.txt"}
	h.SetMode(fs.ModeSymlink | 0o777)
	f, _ := w.CreateHeader(h)
	_, _ = f.Write([]byte("/etc/passwd"))
	w.Close()
	if s := refused(t, "x.zip", b.Bytes()); !strings.Contains(s, "a link") {
		t.Error(s)
	}
}

func TestWhatAFileIsIsDecidedByItsContent(t *testing.T) {
	lantern := zipped(t, member{"a.txt", "The harbour closed."})
	for _, c := range []struct{ name, data, want string }{
		{"a.txt", string(lantern), "zip"},
		{"a", string(lantern), "zip"},
		{"a.txt", "# A heading", "text"},
		{"a.dat", "# A heading", "markdown"},
		{"a.md", "Only text.", "markdown"},
		{"a.dat", "Only text.", "text"},
	} {
		if f := formatOf(Document{Path: c.name, Data: []byte(c.data)}); f.Name != c.want {
			t.Errorf("%s %.20q is %s, want %s", c.name, c.data, f.Name, c.want)
		}
	}
	if s := refused(t, "a.zip", []byte("Only text.")); !strings.Contains(s, "no .zip file") {
		t.Error(s)
	}
	if !slices.ContainsFunc(Formats(), func(f Format) bool { return f.Name == "zip" }) {
		t.Error("no zip")
	}
}
