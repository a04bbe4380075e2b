package viewer

import "testing"

// A cell is the same however much text follows it: rows are measured within
// their block and drawn alone.
func TestCellOfInvalidBytes(t *testing.T) {
	for _, tt := range []struct {
		text string
		n    int
		out  string
		w    int
	}{
		{"\xf300", 1, "\uFFFD", 1},
		{"\xf300 and more", 1, "\uFFFD", 1},
		{"0\xf3", 1, "0", 1},
		{"0\xf300", 1, "0", 1},
		{"é\xe2\x80", 2, "é", 1},
		{"e\u0301\xff\u0301", 3, "e\u0301", 1},
		{"\uFFFDx", 3, "\uFFFD", 1},
	} {
		if n, out, w := cell(tt.text, " "); n != tt.n || out != tt.out || w != tt.w {
			t.Errorf("cell(%q) = %d, %q, %d, want %d, %q, %d", tt.text, n, out, w, tt.n, tt.out, tt.w)
		}
	}
}
