package cli

import (
	"os"
	"path/filepath"
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
