package near

import "testing"

func TestWord(t *testing.T) {
	names := []string{"--format", "--published-from", "--outlet"}
	for word, want := range map[string]string{"--fromat": "--format", "--FORMAT": "--format", "--formt": "--format", "--publishd-from": "--published-from", "--x": "", "": ""} {
		if got := Word(word, names); got != want {
			t.Errorf("Word(%q) = %q, want %q", word, got, want)
		}
	}
	if got := Word("ab", []string{"cd", "a"}); got != "" {
		t.Errorf("short words are not near: %q", got)
	}
}
