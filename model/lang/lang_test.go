package lang

import (
	"slices"
	"strings"
	"testing"
)

func TestEveryLanguageReads(t *testing.T) {
	tags := Tags()
	if len(tags) == 0 {
		t.Fatal("no language is embedded")
	}
	for _, tag := range tags {
		l := For(tag)
		if l.Tag != tag || l.Name == "" {
			t.Errorf("data/%s.toml says tag %q, name %q", tag, l.Tag, l.Name)
		}
		if n := len(l.Time.Words["month"]); n != 12 {
			t.Errorf("%s: %d months", tag, n)
		}
		if n := len(l.Time.Words["weekday"]); n != 7 {
			t.Errorf("%s: %d weekdays", tag, n)
		}
		if len(l.Time.Patterns) == 0 {
			t.Errorf("%s: no patterns", tag)
		}
	}
}

// A text is only read in a language that it can be known to be in.
func TestEveryLanguageIsRecognised(t *testing.T) {
	names, err := files.ReadDir("common")
	if err != nil {
		t.Fatal(err)
	}
	count := map[string]int{}
	for w, tags := range having() {
		if w != strings.ToLower(w) {
			t.Errorf("%q is not in lower case", w)
		}
		if len(slices.Compact(slices.Clone(tags))) != len(tags) {
			t.Errorf("%q stands twice in common/%s.txt", w, tags[0])
		}
		for _, tag := range tags {
			count[tag]++
		}
	}
	for _, n := range names {
		if tag := strings.TrimSuffix(n.Name(), ".txt"); count[tag] < 20 {
			t.Errorf("common/%s.txt has %d words, want 20 at least", tag, count[tag])
		}
	}
	for _, tag := range Tags() {
		if count[tag] == 0 {
			t.Errorf("data/%s.toml has no common/%s.txt", tag, tag)
		}
	}
}

func TestForFallsBackToEnglish(t *testing.T) {
	for tag, want := range map[string]string{"": "en", "xx": "en", "en-GB": "en", "EN": "en"} {
		if got := For(tag).Tag; got != want {
			t.Errorf("For(%q) is %q, want %q", tag, got, want)
		}
	}
	if For("en") != For("en") {
		t.Error("a language is read more than once")
	}
}

func BenchmarkParse(b *testing.B) {
	for b.Loop() {
		cache.byTag = nil
		For("en")
	}
}
