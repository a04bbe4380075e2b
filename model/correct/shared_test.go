package correct_test

import (
	"fmt"
	"os"
	"os/exec"
	"sync"
	"testing"
	"time"

	"github.com/kreader/kreader/model/correct"
	"github.com/kreader/kreader/model/store"
)

// added is how many corrections each of two programs adds.
func added() int {
	if os.Getenv("KREADER_LONG") != "" {
		return 250
	}
	return 50
}

const adder = "KREADER_TEST_ADDER"

// TestAdder is one of the programs of TestTwoReaders.
func TestAdder(t *testing.T) {
	who := os.Getenv(adder)
	if who == "" {
		t.Skip("it is run by another test")
	}
	e := store.Store{}.Beside(os.Getenv("KREADER_TEST_DIR"), correct.FileName, correct.MaxFile)
	for n := range added() {
		err := e.Edit(func(old []byte) ([]byte, bool, error) {
			f := correct.Parse(old)
			_, err := f.Add(correct.Entry{
				Type: correct.Correction, Kind: correct.Title, Value: fmt.Sprintf("title %d of %s", n, who), Who: who, Made: time.Now(),
				At: correct.Anchor{Article: "post/bridge.md", Exact: "The bridge closed on Sunday."},
			})
			return f.Bytes(), f.Damaged(), err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// Two readers who correct one collection at the same time lose nothing: every
// correction of either is there, each once, with its own ID. KREADER_LONG=1 has 500
// of them.
func TestTwoReaders(t *testing.T) {
	if os.Getenv(adder) != "" {
		t.Skip("this is one of them")
	}
	dir := t.TempDir()
	var both sync.WaitGroup
	for _, who := range []string{"Ann", "Ben"} {
		both.Go(func() {
			cmd := exec.Command(os.Args[0], "-test.run", "^TestAdder$")
			cmd.Env = append(os.Environ(), adder+"="+who, "KREADER_TEST_DIR="+dir)
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Errorf("%s: %v\n%s", who, err, out)
			}
		})
	}
	both.Wait()
	data, err := store.Store{}.Beside(dir, correct.FileName, correct.MaxFile).Read()
	if err != nil {
		t.Fatal(err)
	}
	f := correct.Parse(data)
	if len(f.Problems) > 0 || f.Damaged() {
		t.Errorf("the file is damaged: %v", f.Problems)
	}
	titles, ids := map[string]int{}, map[string]bool{}
	for _, e := range f.Entries() {
		titles[e.Value]++
		ids[e.ID] = true
	}
	for _, who := range []string{"Ann", "Ben"} {
		for n := range added() {
			if title := fmt.Sprintf("title %d of %s", n, who); titles[title] != 1 {
				t.Fatalf("%q is there %d times", title, titles[title])
			}
		}
	}
	if len(titles) != 2*added() || len(ids) != 2*added() {
		t.Errorf("%d titles and %d IDs of %d corrections", len(titles), len(ids), 2*added())
	}
}
