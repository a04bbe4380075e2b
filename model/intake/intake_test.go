package intake

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/source"
)

// tree writes files, and returns the folder that holds them; the working
// directory becomes the folder above it, so that paths are short.
func tree(t *testing.T, files map[string]string) string {
	t.Helper()
	t.Chdir(t.TempDir())
	for name, text := range files {
		name = filepath.Join("c", filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return "c"
}

func read(t *testing.T, paths ...string) (rels []string, diagnostics []string) {
	t.Helper()
	docs, ds, err := Documents(context.Background(), paths, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range docs {
		rels = append(rels, d.Rel)
	}
	return rels, show(ds)
}

func show(ds []model.Diagnostic) (out []string) {
	for _, d := range ds {
		out = append(out, string("NWF"[d.Severity])+" "+d.Path+": "+d.Message)
	}
	return out
}

func want(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("%s: %s", what, d)
	}
}

func TestFolder(t *testing.T) {
	c := tree(t, map[string]string{
		"b.txt": "b", "North/a.md": "a", "North/.secret.txt": "x", ".git/x.txt": "x",
		"North/logo.png": "x", "x.xlsx": "x", "y.xlsx": "x", "README": "x", "odd.md/z.txt": "z",
	})
	rels, ds := read(t, c)
	want(t, "documents", rels, "North/a.md", "b.txt", "odd.md/z.txt")
	want(t, "diagnostics", ds, "N c: not read: 1 .png, 2 .xlsx, 1 without extension (kreader reads "+Readable()+")")
}

func TestUnknownNamesAreLookedInto(t *testing.T) {
	archive := "PK\x05\x06" + strings.Repeat("\x00", 18)
	c := tree(t, map[string]string{
		"saved": archive, "saved.part": archive, "picture.png": archive, "notes": "text is not recognised",
		"page.html": "x", "page_files/frame.txt": "x", "other_files/a.txt": "a",
	})
	rels, ds := read(t, c)
	rels = slices.DeleteFunc(rels, func(s string) bool { return s == "page.html" })
	want(t, "documents", rels, "other_files/a.txt", "saved", "saved.part")
	var all string
	for _, d := range ds {
		all += d + "\n"
	}
	if !strings.Contains(all, "1 folder of what a browser saved along with a page") || !strings.Contains(all, "1 .png") {
		t.Error(all)
	}
}

func TestNothingToRead(t *testing.T) {
	c := tree(t, map[string]string{"x.xlsx": "x"})
	if err := os.Mkdir("empty", 0o755); err != nil {
		t.Fatal(err)
	}
	_, ds := read(t, c, "empty", "missing", "")
	want(t, "diagnostics", ds,
		"F : an empty path; name a file or a folder, or . for the current folder",
		"F c: no articles found: kreader reads "+Readable()+"; this folder holds 1 .xlsx",
		"F empty: no articles found: the folder is empty; kreader reads "+Readable(),
		"F missing: no such file or folder")
	if _, _, err := Documents(context.Background(), nil, Options{}); err == nil {
		t.Error("no error for no paths")
	}
}

func TestSameFileOnce(t *testing.T) {
	c := tree(t, map[string]string{"North/a.txt": "a", "South/copy.txt": "a"})
	if err := os.Link("c/North/a.txt", "c/hard.txt"); err != nil {
		t.Skip("no hard links here:", err)
	}
	if err := os.Symlink("North/a.txt", "c/soft.txt"); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	for _, args := range [][]string{{c}, {c, c}, {c, "c/North/a.txt"}, {"c/North/a.txt", c}} {
		rels, ds := read(t, args...)
		// A copy is another file, perhaps of another outlet.
		want(t, strings.Join(args, " "), rels, "North/a.txt", "South/copy.txt")
		want(t, "diagnostics", ds)
	}
}

// Paths that lead to the same folder, and a folder and one in it, are no
// reason to say that there is nothing.
func TestSameFolderTwice(t *testing.T) {
	c := tree(t, map[string]string{"North/a.txt": "a", "North/b.txt": "b"})
	for _, args := range [][]string{{c, "c/"}, {"./c", c}, {c, "c/North"}, {"c/North", c, "c/North/a.txt"}} {
		rels, ds := read(t, args...)
		want(t, strings.Join(args, " "), rels, "North/a.txt", "North/b.txt")
		want(t, "diagnostics of "+strings.Join(args, " "), ds)
	}
}

func TestLinks(t *testing.T) {
	c := tree(t, map[string]string{"a.txt": "a", "sub/b.txt": "b"})
	if err := os.WriteFile("outside.txt", []byte("o"), 0o644); err != nil {
		t.Fatal(err)
	}
	for link, to := range map[string]string{"c/loop": ".", "c/sub/up": "..", "c/out.txt": "../outside.txt", "c/outdir": "..", "c/dead.txt": "nowhere.txt"} {
		if err := os.Symlink(to, link); err != nil {
			t.Skip("no symbolic links here:", err)
		}
	}
	rels, ds := read(t, c)
	want(t, "documents", rels, "a.txt", "sub/b.txt")
	want(t, "diagnostics", ds,
		"N c: not followed: 2 links that lead out of the folder; name what it leads to if you want it",
		"W c/dead.txt: not read: the link leads nowhere")
	_, ds = read(t, "c/dead.txt")
	want(t, "a named link", ds, "F c/dead.txt: the link leads nowhere")
	rels, _ = read(t, "c/out.txt", "c/loop")
	want(t, "named links", rels, "a.txt", "sub/b.txt", "out.txt")
}

func TestSeveralPathsNameOutlets(t *testing.T) {
	tree(t, map[string]string{"North/a.txt": "a", "South/b.txt": "b"})
	rels, _ := read(t, "c/North/a.txt", "c/South/b.txt")
	want(t, "files", rels, "North/a.txt", "South/b.txt")
	rels, _ = read(t, "c/South", "c/North")
	want(t, "folders", rels, "North/a.txt", "South/b.txt")
	rels, _ = read(t, "c/South")
	want(t, "one folder", rels, "b.txt")
	rels, _ = read(t, "c/South/b.txt")
	want(t, "one file", rels, "b.txt")
}

func TestHugeFile(t *testing.T) {
	c := tree(t, map[string]string{"a.txt": "a", "huge.txt": ""})
	if err := os.Truncate("c/huge.txt", 1<<40); err != nil {
		t.Skip("no sparse files here:", err)
	}
	rels, ds := read(t, c)
	want(t, "documents", rels, "a.txt")
	want(t, "diagnostics", ds, "W c/huge.txt: not read: 1048576 MB; kreader reads files of up to 256 MB")
}

func TestNamesAreVisible(t *testing.T) {
	name := "esc\x1b]0;CANARY\a\u202e.txt"
	c := tree(t, map[string]string{name: "a"})
	docs, _, err := Documents(context.Background(), []string{c, "no\x1b[2Jne"}, Options{})
	if err != nil || len(docs) != 1 {
		t.Fatal(docs, err)
	}
	want(t, "path", []string{docs[0].Path}, `c/esc\x1b]0;CANARY\x07\u202e.txt`)
	_, ds := read(t, "no\x1b[2Jne")
	want(t, "diagnostics", ds, `F no\x1b[2Jne: no such file or folder`)
}

func TestStdin(t *testing.T) {
	docs, ds, err := Documents(context.Background(), []string{"-"}, Options{Stdin: strings.NewReader("x")})
	if err != nil || len(ds) != 0 {
		t.Fatal(ds, err)
	}
	if d := cmp.Diff([]source.Document{{Path: "-", Rel: "-", Data: []byte("x")}}, docs); d != "" {
		t.Error(d)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	r, _ := io.Pipe() // never answers
	if _, _, err := Documents(ctx, []string{"-"}, Options{Stdin: r}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: got %v", err)
	}
}

func TestCancel(t *testing.T) {
	c := tree(t, map[string]string{"a.txt": "a"})
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if docs, _, err := Documents(ctx, []string{c}, Options{}); !errors.Is(err, context.Canceled) || docs != nil {
		t.Errorf("got %v, %v", docs, err)
	}
}
