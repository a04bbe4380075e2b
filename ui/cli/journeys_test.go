package cli

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

// story writes articles of two outlets about one event, one of which spells a name
// otherwise, and returns their folder.
func (x *tmux) story() string {
	x.t.Helper()
	dir := filepath.Join(x.t.TempDir(), "story")
	for name, text := range map[string]string{
		"herald/dam.txt":   "The dam at Orla\n\n5 May 2031\n\nThe dam at Orla broke on 4 May 2031. Yusuf al-Harbadi, who built it, was not seen.\n\nThe mayor resigned on 6 May 2031.\n",
		"post/water.txt":   "Water in Orla\n\n7 May 2031\n\nOn 4 May 2031 the dam at Orla broke. Yousef el-Harbady built it.\n\nThe council met on 5 May 2031.\n",
		"courier/late.txt": "A year on\n\n4 May 2032\n\nThe dam at Orla broke on 4 May 2031, a year ago. A new one was begun on 2 March 2032.\n",
	} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			x.t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			x.t.Fatal(err)
		}
	}
	return dir
}

// Find an event by a few letters, and read all its passages.
func TestJourneyReadAnEvent(t *testing.T) {
	x := startTmux(t, "120", "30")
	x.keys("kreader "+x.story(), "Enter")
	x.sees(`3 articles · 3 outlets`)
	x.sees(`passage \d of \d`)
	x.keys("C-p")
	x.sees(`─ Find ─`)
	x.keys("dam broke")
	x.sees(`› dam broke`)
	x.keys("Enter")
	screen := x.sees(`passage 1 of 3`)
	seen := map[string]bool{}
	for _, n := range []string{"2", "3", "1"} {
		x.keys("n")
		screen = x.sees(`passage ` + n + ` of 3`)
		for _, outlet := range []string{"herald", "post", "courier"} {
			if regexp.MustCompile(`│ . ` + outlet).MatchString(screen) {
				seen[outlet] = true
			}
		}
	}
	if len(seen) != 3 {
		t.Errorf("n led to %v:\n%s", seen, screen)
	}
	x.keys("C-c")
}
