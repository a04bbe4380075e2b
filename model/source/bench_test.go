package source

import (
	"fmt"
	"strings"
	"testing"
)

// long returns about n bytes of made-up paragraphs, as a long document has
// them.
func long(n int) string {
	var b strings.Builder
	for i := 0; b.Len() < n; i++ {
		if i%40 == 0 {
			fmt.Fprintf(&b, "## Part %d\n\n", i/40+1)
		}
		fmt.Fprintf(&b, "Line %07d: the harbour office said on 4 March 2031 that “nothing was lost”. Ferries left on time.\n\n", i)
	}
	return b.String()
}

func BenchmarkClean(b *testing.B) {
	for name, s := range map[string]string{
		"ascii":  strings.Repeat("The harbour office said that nothing was lost.\n", 1<<16),
		"quotes": long(3 << 20),
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(s)))
			b.ReportAllocs()
			for b.Loop() {
				Clean(s)
			}
		})
	}
}

func BenchmarkDecode(b *testing.B) {
	data := []byte(long(10 << 20))
	for _, name := range []string{"long.md", "long.txt"} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				if _, _, err := Decode(Document{Path: name, Rel: name, Data: data}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
