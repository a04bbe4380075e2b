package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// Collections are found again by the names that they were given, without one the
// last one opens where it was left, and one that is missing stays listed.
func TestJourneyCollections(t *testing.T) {
	x := startTmux(t, "120", "30")
	story := x.story()
	mill := filepath.Join(t.TempDir(), "mill")
	x.write(filepath.Join(mill, "herald", "mill.txt"), "The mill\n\n5 May 2031\n\nThe mill at Orla burned on 4 May 2031.\n\nThe miller left on 6 May 2031.\n")
	x.keys("clear; kreader --name 'Orla dam' "+story, "Enter")
	x.sees(`Orla dam +3 articles · 3 outlets`)
	x.sees(`passage \d of \d`)
	x.keys("G")
	x.sees(`(?m)^▌.*Mayor resigned`)
	x.keys("q")
	x.sees(`ready> *\n*$`)
	x.keys("clear; kreader "+mill, "Enter")
	x.sees(`mill +1 article`)
	x.keys("g", "c")
	x.sees(`─ Collections ─(?s:.*)mill.*open now(?s:.*)Orla dam.*3 articles.*today`)
	x.keys("j", "Enter")
	screen := x.sees(`Orla dam +3 articles · 3 outlets(?s:.*)\n▌.*Mayor resigned`)
	if strings.Contains(screen, "Collections") {
		t.Errorf("the list is still open:\n%s", screen)
	}
	x.keys("q")
	x.sees(`ready> *\n*$`)
	x.keys("clear; kreader", "Enter") // the last
	x.sees(`Orla dam +3 articles · 3 outlets(?s:.*)\n▌.*Mayor resigned`)
	x.keys("q")
	x.sees(`ready> *\n*$`)
	x.keys("clear; kreader --name mill", "Enter")
	x.sees(`mill +1 article`)
	x.keys("q")
	x.sees(`ready> *\n*$`)
	if err := os.Rename(mill, mill+"s"); err != nil {
		t.Fatal(err)
	}
	x.keys("clear; kreader", "Enter") // the last, which is not there
	x.sees(`─ Collections ─(?s:.*)mill +.*not there(?s:.*)Orla dam`)
	x.sees(`not there now: .*mill`)
	x.keys("Enter")
	x.sees(`is not there now \(no such file or directory\)`)
	x.keys("x")
	x.sees(`mill is not listed any more`)
	x.keys("q", "q")
	x.sees(`ready> *\n*$`)
	x.keys("clear; kreader collections; echo ended with $?", "Enter")
	if screen := x.sees(`ended with 0`); !strings.Contains(screen, "Orla dam") || strings.Contains(screen, "mill") {
		t.Errorf("listed are\n%s", screen)
	}
	x.keys("clear; kreader --name 'Orla dam' "+mill+"s; echo ended with $?", "Enter")
	x.sees(`"Orla dam" is what ".*story" is called; choose another(?s:.*)ended with 2`)
}

// write writes a file and the folders that it is in.
func (x *tmux) write(name, text string) {
	x.t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		x.t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		x.t.Fatal(err)
	}
}

// paper writes so many articles of made-up outlets, each with an event of its own.
func (x *tmux) paper(n int) string {
	x.t.Helper()
	dir := filepath.Join(x.t.TempDir(), "valley")
	for i := range n {
		x.write(filepath.Join(dir, "outlet"+strconv.Itoa(i%3), fmt.Sprintf("%02d.txt", i)),
			fmt.Sprintf("Notes %d\n\n%d May 2031\n\nThe mill at Orla number %d burned on %d May 2031.\n", i, 2+i, i, 1+i))
	}
	return dir
}

// What was read is there at once the next time, where it was left; what has changed
// since is folded in, and the reader stays where he is.
func TestJourneySavedThenChecked(t *testing.T) {
	x := startTmux(t, "120", "30")
	dir := x.paper(20)
	x.keys("clear; kreader "+dir, "Enter")
	x.sees(`valley +20 articles · 3 outlets · 20 events`)
	x.keys("g", "g", "j", "j", "j")
	x.sees(`(?m)^▌.* 4 May .*number 3`)
	x.keys("q")
	x.sees(`ready> *\n*$`)
	x.write(filepath.Join(dir, "outlet1", "new.txt"), "More\n\n9 May 2031\n\nThe council of Orla resigned on 3 May 2031. The bridge at Orla fell on 2 May 2031.\n")
	x.write(filepath.Join(dir, "outlet0", "18.txt"), "Notes 18\n\n20 May 2031\n\nA new mill at Orla was opened on 19 May 2031.\n")
	if err := os.Remove(filepath.Join(dir, "outlet1", "19.txt")); err != nil {
		t.Fatal(err)
	}
	x.keys("clear; kreader "+dir, "Enter")
	screen := x.sees(`valley +20 articles · 3 outlets · 21 events · 2 new(?s:.*)1 new article, 1 changed, 1 gone: 3 new passages in 3 events: # goes to them`)
	if !regexp.MustCompile(`(?m)^▌.* 4 May .*number 3`).MatchString(screen) {
		t.Errorf("the place is lost:\n%s", screen)
	}
	x.keys("#")
	x.sees(`(?m)^▌.*New mill`)
	x.keys("q")
	x.sees(`ready> *\n*$`)
	if err := os.Rename(dir, dir+"s"); err != nil {
		t.Fatal(err)
	}
	x.keys("clear; kreader", "Enter")
	x.sees(`─ Collections ─`)
	x.keys("C-c")
	x.sees(`ready> *\n*$`)
}

// While the files are watched, what comes, changes and goes is seen at once, and
// the article stays where it is.
func TestJourneyWatch(t *testing.T) {
	x := startTmux(t, "120", "30")
	dir := x.story()
	x.keys("clear; kreader --watch "+dir, "Enter")
	x.sees(`story +3 articles · 3 outlets · \d events · watched`)
	x.keys("C-p")
	x.sees(`─ Find ─`)
	x.keys("-l", "council")
	x.sees(`› council`)
	x.keys("Enter")
	x.sees(`(?m)^▌.*ouncil met`)
	at := x.sees(`│ . post · 7 May 2031`)
	x.write(filepath.Join(dir, "gazette", "mill.txt"), "The mill\n\n8 May 2031\n\nThe mill at Orla burned on 1 May 2031.\n")
	screen := x.sees(`1 new article: 1 new passage in 1 event: # goes to them`)
	if !strings.Contains(screen, "4 articles · 4 outlets · 4 events") {
		t.Errorf("it is not folded in:\n%s", screen)
	}
	x.sees(`│ . post · 7 May 2031`)
	x.write(filepath.Join(dir, "post", "water.txt"), "Water in Orla\n\n7 May 2031\n\nA bell rang.\n\nOn 4 May 2031 the dam at Orla broke. Yousef el-Harbady built it.\n\nThe council met on 5 May 2031. The mayor spoke on 6 May 2031.\n")
	screen = x.sees(`1 changed: 1 new passage in 1 event`)
	if !strings.Contains(screen, "A bell rang") || !regexp.MustCompile(`▌ The council met`).MatchString(screen) {
		t.Errorf("the changed article is not shown, or the chosen passage is lost; before:\n%s\nafter:\n%s", at, screen)
	}
	if err := os.Remove(filepath.Join(dir, "gazette", "mill.txt")); err != nil {
		t.Fatal(err)
	}
	x.sees(`3 articles · 3 outlets · 3 events(?s:.*)1 gone`)
	x.keys("g", "w")
	screen = x.sees(`the files are not watched any more`)
	if strings.Contains(screen, "· watched") {
		t.Errorf("they are still watched:\n%s", screen)
	}
	x.write(filepath.Join(dir, "gazette", "fire.txt"), "Fire\n\n8 May 2031\n\nThe school at Orla burned on 1 May 2031.\n")
	x.keys("g", "r")
	x.sees(`1 new article: 1 new passage in 1 event`)
	x.keys("g", "r")
	x.sees(`nothing has changed`)
	x.keys("C-c")
	x.sees(`ready> *\n*$`)
}

// A date is gone to, and what was read last opens from what is saved, is watched, and
// takes in what comes behind it; the reader stays where he is.
func TestJourneyDateThenSavedAndWatched(t *testing.T) {
	x := startTmux(t, "120", "30")
	dir := x.paper(20)
	x.keys("clear; kreader "+dir, "Enter")
	x.sees(`valley +20 articles · 3 outlets · 20 events`)
	x.keys("g", "t")
	x.sees(`go to date:`)
	x.keys("-l", "9 may")
	x.sees(`go to date: 9 may.*9 May 2031: 1 event`)
	x.keys("Enter")
	x.sees(`(?m)^▌.* 9 May .*number 8`)
	x.keys("q")
	x.sees(`ready> *\n*$`)
	x.keys("clear; kreader --watch", "Enter")
	x.sees(`20 events · watched(?s:.*)\n▌.* 9 May .*number 8`)
	x.write(filepath.Join(dir, "outlet1", "new.txt"), "More\n\n9 May 2031\n\nThe council of Orla resigned on 3 May 2031. The bridge at Orla fell on 2 May 2031.\n")
	x.sees(`21 articles · 3 outlets · 22 events · .*watched(?s:.*)\n▌.* 9 May .*number 8(?s:.*)1 new article: 2 new passages in 2 events`)
	x.keys("C-c")
	x.sees(`ready> *\n*$`)
}
