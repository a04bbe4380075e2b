package correct

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/BurntSushi/toml"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

var noon = time.Date(2024, 5, 1, 12, 0, 0, 0, time.UTC)

func dateOf(n int) Entry {
	return Entry{
		Type: Correction, Kind: Date, Value: fmt.Sprintf("2021-11-%02d", n%28+1), Who: "ann", Made: noon.Add(time.Duration(n) * time.Minute),
		At: Anchor{Article: "post/bridge.md", Title: "The bridge", Exact: "The bridge closed on Sunday.", Prefix: "It rained. ", Suffix: " Ferries ran"},
	}
}

func mustAdd(t testing.TB, f *File, e Entry) Entry {
	t.Helper()
	e, err := f.Add(e)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func TestEntriesReadBack(t *testing.T) {
	at := dateOf(1).At
	for _, e := range []Entry{
		dateOf(3),
		{Type: Correction, Kind: Title, Value: `A "quoted" title \ with a slash`, At: at},
		{Type: Correction, Kind: Join, At: at, With: Anchor{Article: "herald/bridge.md", Exact: "Nobody crossed,\tit said"}},
		{Type: Correction, Kind: Alias, Of: "Ovrenko", Value: "Avrenko"},
		{Type: Correction, Kind: Outlet, Value: "The Herald", At: Anchor{Article: "x.md"}},
		{Type: Correction, Kind: Pin, At: at, Who: "ann"},
		{Type: Note, Text: "ask the harbour\nabout [[correction]]\n\x01", At: at},
		{Type: Bookmark, At: Anchor{Title: "The bridge"}},
	} {
		f := Parse([]byte("# ours\n"))
		e.Text = strings.ReplaceAll(e.Text, "\x01", "") // what comes back is clean
		e = mustAdd(t, f, e)
		var strict any
		if _, err := toml.Decode(string(f.Bytes()), &strict); err != nil {
			t.Errorf("%s is no TOML: %v", f.Bytes(), err)
		}
		back := Parse(f.Bytes())
		if got := back.Entries(); len(got) != 1 || !reflect.DeepEqual(got[0], e) {
			t.Errorf("%s\nreads as %+v, want %+v (%v)", f.Bytes(), got, e, back.Problems)
		}
	}
}

func TestEntriesAreChecked(t *testing.T) {
	at := Anchor{Exact: "The bridge closed"}
	for want, e := range map[string]Entry{
		`"soon" is no date`:    {Type: Correction, Kind: Date, Value: "soon", At: at},
		`"2021-13" is no date`: {Type: Correction, Kind: Published, Value: "2021-13", At: Anchor{Article: "a"}},
		"is no language":       {Type: Correction, Kind: Language, Value: "English", At: Anchor{Article: "a"}},
		"is empty":             {Type: Correction, Kind: Title, Value: " \t", At: at},
		"is not one of":        {Type: Correction, Kind: "improve", At: at},
		"needs exact":          {Type: Correction, Kind: Pin, At: Anchor{Article: "a"}},
		"needs with":           {Type: Correction, Kind: Join, At: at},
		"needs of":             {Type: Correction, Kind: Alias, Value: "Avrenko"},
		"needs a place":        {Type: Note, Text: "hm"},
		"are allowed":          {Type: Correction, Kind: Title, Value: strings.Repeat("x", maxValue+1), At: at},
	} {
		if err := e.Check(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%+v: %v, want %q", e, err, want)
		}
		if _, err := Parse(nil).Add(e); err == nil {
			t.Errorf("%+v was added", e)
		}
	}
}

const others = `# Corrections of the bridge story. Ask Ann before you add to it.
theirs = 7

[[correction]] # by hand
kind = "title"   # short
value = "Bridge closed"
exact = '''The bridge closed
[[correction]] on Sunday.'''

# about the next table
[[correction.sources]]
page = 3

[tool.other]
keep = ["this", "too"]
`

func TestWhatOthersWroteStays(t *testing.T) {
	f := Parse([]byte(others))
	if len(f.Problems) > 0 || len(f.Entries()) != 1 || f.Entries()[0].At.Exact != "The bridge closed\n[[correction]] on Sunday." {
		t.Fatalf("%v %+v", f.Problems, f.Entries())
	}
	if diff := cmp.Diff(others, string(f.Bytes())); diff != "" {
		t.Error(diff)
	}
	mustAdd(t, f, dateOf(1))
	if !strings.HasPrefix(string(f.Bytes()), others) {
		t.Error("what was there has changed")
	}
	for range 2 {
		if _, err := f.Undo(noon.Add(time.Hour)); err != nil {
			t.Fatal(err)
		}
	}
	f = Parse(f.Bytes())
	for _, e := range f.Entries() {
		if e.Holds() {
			t.Errorf("%+v holds", e)
		}
	}
	for range 2 {
		if _, err := f.Redo(); err != nil {
			t.Fatal(err)
		}
	}
	if !strings.HasPrefix(string(f.Bytes()), others) {
		t.Errorf("undoing and redoing has left\n%s", f.Bytes())
	}
}

// A file that was cut anywhere still has every table that is whole, and an
// entry can be added to what is left without losing a byte of it.
func TestCutAtEveryByte(t *testing.T) {
	f := Parse([]byte(others))
	for n := range 3 {
		mustAdd(t, f, dateOf(n))
	}
	whole := f.Bytes()
	for n := range len(whole) + 1 {
		part := Parse(whole[:n])
		if !strings.HasPrefix(string(whole), strings.TrimSuffix(string(join(part)), "\n")) {
			t.Fatalf("cut at %d: bytes are lost", n)
		}
		complete := 0
		for _, e := range f.Entries() {
			if strings.Contains(string(whole[:n]), fmt.Sprintf("id = %q\n", e.ID)) {
				complete++
			}
		}
		if got := len(part.Entries()); got < complete {
			t.Fatalf("cut at %d: %d entries, %d are whole", n, got, complete)
		}
		added := mustAdd(t, part, dateOf(9))
		var strict any
		if _, err := toml.Decode(string(part.Bytes()), &strict); err != nil && !strings.Contains(err.Error(), "already") { // the cut one is whole and half
			t.Fatalf("cut at %d, with an entry added, is no TOML: %v\n%s", n, err, part.Bytes())
		}
		if again := Parse(part.Bytes()); again.entry(added.ID) == nil {
			t.Fatalf("cut at %d: the entry that was added is not there", n)
		}
	}
}

func join(f *File) (out []byte) {
	for _, s := range f.segments {
		out = append(out, s.text...)
	}
	return out
}

func TestUndoAndRedoAreAStack(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for round := range 12 {
		var data []byte
		var holds, undone []string
		for step := range 40 {
			f := Parse(data)
			now := noon.Add(time.Duration(r.IntN(100)) * time.Minute) // clocks differ
			switch n := r.IntN(4); {
			case n < 2:
				e := dateOf(step)
				e.Made = now
				holds = append(holds, mustAdd(t, f, e).ID)
				undone = nil
			case n == 2:
				e, err := f.Undo(now)
				if len(holds) == 0 {
					if !errors.Is(err, ErrNothing) {
						t.Fatalf("round %d: undo gave %v", round, err)
					}
					continue
				}
				if last := holds[len(holds)-1]; err != nil || e.ID != last {
					t.Fatalf("round %d, step %d: undid %s, want %s (%v)", round, step, e.ID, last, err)
				}
				holds, undone = holds[:len(holds)-1], append(undone, e.ID)
			default:
				e, err := f.Redo()
				if len(undone) == 0 {
					if !errors.Is(err, ErrNothing) {
						t.Fatalf("round %d: redo gave %+v, %v", round, e, err)
					}
					continue
				}
				if last := undone[len(undone)-1]; err != nil || e.ID != last {
					t.Fatalf("round %d, step %d: redid %s, want %s (%v)", round, step, e.ID, last, err)
				}
				holds, undone = append(holds, e.ID), undone[:len(undone)-1]
			}
			data = f.Bytes()
			var got []string
			for _, e := range Parse(data).Entries() {
				if e.Holds() {
					got = append(got, e.ID)
				}
			}
			if diff := cmp.Diff(holds, got, cmpopts.EquateEmpty()); diff != "" {
				t.Fatalf("round %d, step %d: %s", round, step, diff)
			}
		}
	}
}

func TestConflictMarkersCostNothing(t *testing.T) {
	a, b := Parse(nil), Parse(nil)
	mustAdd(t, a, dateOf(1))
	mustAdd(t, b, dateOf(2))
	data := "<<<<<<< HEAD\n" + string(a.Bytes()) + "=======\n" + string(b.Bytes()) + ">>>>>>> theirs\n"
	f := Parse([]byte(data))
	if len(f.Entries()) != 2 || len(f.Problems) == 0 {
		t.Errorf("%d entries, %v", len(f.Entries()), f.Problems)
	}
	if s := string(f.Bytes()); strings.Contains(s, "<<<") || len(Parse([]byte(s)).Entries()) != 2 {
		t.Errorf("written as\n%s", s)
	}
}

// With merge=union git keeps the tables of both sides whole, even where two
// people correct the same passage in the same way.
func TestGitMergesBothSides(t *testing.T) {
	git, err := exec.LookPath("git")
	if err != nil {
		t.Skip("git is not here to merge with")
	}
	base := Parse([]byte(others))
	mustAdd(t, base, dateOf(0))
	for _, same := range []bool{true, false} {
		ours, theirs := Parse(base.Bytes()), Parse(base.Bytes())
		for n := range 3 {
			e := dateOf(5)
			e.Made = noon.Add(time.Duration(60+n) * time.Minute)
			mustAdd(t, ours, e)
			e.Made = e.Made.Add(7 * time.Second)
			if !same {
				e.Kind, e.Value = Title, "Bridge shut"
			}
			mustAdd(t, theirs, e)
		}
		dir := t.TempDir()
		for name, f := range map[string]*File{"base": base, "ours": ours, "theirs": theirs} {
			if err := os.WriteFile(filepath.Join(dir, name), f.Bytes(), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		cmd := exec.Command(git, "merge-file", "-p", "--union", "ours", "base", "theirs")
		cmd.Dir = dir
		out, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		if f := Parse(out); len(f.Entries()) != 8 || len(f.Problems) > 0 {
			t.Errorf("same %v: %d entries, want 8: %v\n%s", same, len(f.Entries()), f.Problems, out)
		}
	}
}

// The example of the documentation is what is read.
func TestExampleOfTheDocumentation(t *testing.T) {
	doc, err := os.ReadFile("../../docs/corrections.md")
	if err != nil {
		t.Fatal(err)
	}
	_, after, _ := strings.Cut(string(doc), "```toml\n")
	example, _, ok := strings.Cut(after, "```")
	f := Parse([]byte(example))
	if !ok || len(f.Problems) > 0 {
		t.Fatalf("%v", f.Problems)
	}
	kinds := map[Kind]bool{}
	types := map[Type]bool{}
	for _, e := range f.Entries() {
		kinds[e.Kind], types[e.Type] = true, true
	}
	for _, k := range Kinds {
		if !kinds[k] || !strings.Contains(string(doc), "`"+string(k)+"`") {
			t.Errorf("kind %q is not in the example or not in the table", k)
		}
	}
	if len(types) != 3 {
		t.Errorf("types: %v", types)
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(others))
	f.Add([]byte("[[correction]]\nkind = \"date\"\nexact = \"\"\"\n[[note]]\n"))
	f.Add([]byte("<<<<<<< a\n[[note]]\n=======\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		file := Parse(data)
		added := mustAdd(t, file, dateOf(1))
		again := Parse(file.Bytes())
		if again.entry(added.ID) == nil {
			t.Errorf("an entry added to %q is not there", data)
		}
		if n, m := len(file.Entries()), len(again.Entries()); m < n {
			t.Errorf("%d entries of %d are left", m, n)
		}
	})
}
