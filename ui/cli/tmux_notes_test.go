package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// storyFolder writes two articles about one event into a folder and returns it.
func storyFolder(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "story")
	for name, text := range map[string]string{
		"Valley Post/dam.md":    "---\ntitle: The dam\ndate: 2031-05-05\n---\n\nThe Orla dam broke on 3 May 2031. Some 400 people were moved to the school.\n",
		"Orla Mail/broken.md":   "---\ntitle: Broken\ndate: 2031-05-06\n---\n\nOn 3 May 2031 the Orla dam broke after a week of rain. On 10 June 2030 it had been inspected by the county.\n",
		"Orla Mail/pictures.md": "---\ntitle: Pictures\ndate: 2031-05-07\n---\n\nThe school was full when we came.\n",
	} {
		p := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// A note that is written is in the file beside the articles, is listed the next
// time, leads back to its place, and is in what is exported.
func TestJourneyNotes(t *testing.T) {
	x := startTmux(t, "110", "30")
	dir := storyFolder(t)
	x.keys("cd "+dir+" && clear && kreader .", "Enter")
	x.sees(`3 articles · 2 outlets`)
	x.sees(`passage \d+ of \d+`)
	x.keys("A")
	x.sees(`note on the event:`)
	x.keys("-l", "who counted them?")
	x.keys("Enter")
	x.sees(`kept: note who counted them\?: U takes it back`)
	x.sees(`✎`)
	x.keys("B")
	x.sees(`kept: bookmark`)
	x.keys("q")
	x.sees(`ready> *\n*$`)
	file, err := os.ReadFile(filepath.Join(dir, "kreader.toml"))
	if err != nil || !strings.Contains(string(file), `text = "who counted them?"`) {
		t.Fatalf("%v\n%s", err, file)
	}
	x.keys("clear; kreader .", "Enter")
	x.sees(`3 articles · 2 outlets`)
	x.sees(`✎`)
	x.keys("g", "n")
	x.sees(`1 note, 1 bookmark`)
	x.keys("/")
	x.keys("-l", "counted")
	x.sees(`1 of 2`)
	x.keys("Enter")
	x.sees(`The Orla dam broke|the Orla dam broke`)
	x.keys("C-c")
	x.sees(`ready> *\n*$`)
	x.keys("clear; kreader timeline -f md . | grep -A1 Note", "Enter")
	x.sees(`Note on the event, .*who counted them`)
}

// An article that is added is new the next time, and how much was read of the
// others is known.
func TestJourneyNewArticle(t *testing.T) {
	x := startTmux(t, "120", "30")
	dir := storyFolder(t)
	x.keys("cd "+dir+" && clear && kreader .", "Enter")
	x.sees(`3 articles · 2 outlets`)
	x.sees(`passage \d+ of \d+`)
	x.keys("Enter")
	x.sees(`100 % read`)
	x.keys("C-c")
	x.sees(`ready> *\n*$`)
	added := "---\ntitle: Later\ndate: 2031-05-09\n---\n\nThe mayor of Orla resigned on 8 May 2031.\n"
	if err := os.WriteFile(filepath.Join(dir, "Valley Post", "later.md"), []byte(added), 0o600); err != nil {
		t.Fatal(err)
	}
	x.keys("clear; kreader .", "Enter")
	x.sees(`4 articles · 2 outlets · \d+ events · 1 new`)
	x.sees(`100 % read`)
	x.keys("#")
	x.sees(`1 article new since the last time`)
	x.sees(`resigned on 8 May 2031`)
	x.keys("*")
	x.sees(`only what is new +1 of \d`)
	x.keys("C-c")
	x.sees(`ready> *\n*$`)
	x.keys("clear; kreader .", "Enter")
	screen := x.sees(`4 articles · 2 outlets · \d+ events +[●▲]`)
	if strings.Contains(screen, "new") {
		t.Errorf("it is new again:\n%s", screen)
	}
	x.keys("C-c")
	x.sees(`ready> *\n*$`)
}
