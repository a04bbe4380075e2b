package uitest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"
)

// Golden compares got with testdata/name of the package under test. With the
// environment variable UPDATE set it writes the file instead.
func Golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if os.Getenv("UPDATE") != "" {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v (UPDATE=1 go test writes it)", err)
	}
	if diff := cmp.Diff(strings.ReplaceAll(string(want), "\r\n", "\n"), got+"\n"); diff != "" {
		t.Errorf("%s differs (-want +got; UPDATE=1 go test accepts it):\n%s", path, diff)
	}
}

// Plain returns a frame without styles, trailing spaces cut.
func Plain(frame string) string {
	lines := strings.Split(ansi.Strip(frame), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " ")
	}
	return strings.Join(lines, "\n")
}

// Exact reports, as a test error, a frame that is not h lines of w cells; with
// atMost, lines may be narrower.
func Exact(t *testing.T, what, frame string, w, h int, atMost bool) {
	t.Helper()
	lines := strings.Split(frame, "\n")
	if len(lines) != h {
		t.Errorf("%s: %d lines, want %d", what, len(lines), h)
	}
	for i, l := range lines {
		if n := ansi.StringWidth(l); n > w || n < w && !atMost {
			t.Errorf("%s: line %d is %d cells wide, want %d: %q", what, i, n, w, ansi.Strip(l))
			return
		}
	}
}
