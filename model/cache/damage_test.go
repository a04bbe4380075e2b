package cache

import (
	"bytes"
	"database/sql"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/codec"
)

// whole fails unless the index is sound and all that is named in it is there.
func whole(t *testing.T, dir string) {
	t.Helper()
	x, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	var check string
	var lost int
	if err := x.db.QueryRow("PRAGMA integrity_check").Scan(&check); err != nil || check != "ok" {
		t.Fatalf("integrity: %s, %v", check, err)
	}
	if err := x.db.QueryRow("SELECT count(*) FROM document WHERE pack NOT IN (SELECT id FROM pack)").Scan(&lost); err != nil || lost > 0 {
		t.Fatalf("%d documents have no pack, %v", lost, err)
	}
}

func TestDamagedIndexesAreSetAside(t *testing.T) {
	dir := library(t, 12)
	made := opening{cache: filepath.Join(t.TempDir(), "made"), paths: []string{dir}, later: time.Minute}
	made.step(t, "first", 13, 13, true)
	good, err := os.ReadFile(filepath.Join(made.cache, fileName))
	if err != nil {
		t.Fatal(err)
	}
	want := made.fresh(t)
	cases := map[string]func() []byte{
		"not a database":   func() []byte { return []byte(strings.Repeat("clippings ", 4000)) },
		"cut off":          func() []byte { return good[:len(good)/2] },
		"an empty file":    func() []byte { return nil },
		"head overwritten": func() []byte { return append(make([]byte, 100), good[100:]...) },
		"of another program": func() []byte {
			name := filepath.Join(t.TempDir(), "other.db")
			db, err := sql.Open("sqlite", name)
			if err != nil {
				t.Fatal(err)
			}
			defer db.Close()
			if _, err := db.Exec("CREATE TABLE bookmark (url TEXT)"); err != nil {
				t.Fatal(err)
			}
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			return data
		},
	}
	r := rand.New(rand.NewPCG(2, 2))
	for i := range 12 { // anywhere: in a page of the tables, in a pack, in a result
		cases["flipped "+strconv.Itoa(i)] = func() []byte {
			b := bytes.Clone(good)
			for range 1 + 40*(i%2) {
				b[100+r.IntN(len(b)-100)] ^= byte(1 << r.IntN(8))
			}
			return b
		}
	}
	for name, data := range cases {
		t.Run(name, func(t *testing.T) {
			o := made
			o.cache = t.TempDir()
			if err := os.WriteFile(filepath.Join(o.cache, fileName), data(), 0o600); err != nil {
				t.Fatal(err)
			}
			for range 3 { // the damage is met, a new one is made, it is used
				got, _, _, _ := o.read(t)
				same(t, got, want)
			}
			got, n, worked, fault := o.read(t)
			if n.opened > 0 || worked || fault != nil {
				t.Errorf("the fourth time: opened %d files, analysed %v, %v", n.opened, worked, fault)
			}
			same(t, got, want)
		})
	}
}

func TestALaterIndexIsLeftAlone(t *testing.T) {
	dir := library(t, 4)
	o := opening{cache: filepath.Join(t.TempDir(), "cache"), paths: []string{dir}}
	o.step(t, "first", 5, 5, true)
	x, err := Open(o.cache)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := x.db.Exec("PRAGMA user_version = 1000"); err != nil {
		t.Fatal(err)
	}
	x.Close()
	got, _, _, fault := o.read(t)
	if fault == nil || !strings.Contains(fault.Error(), "later kreader") {
		t.Errorf("the fault is %v", fault)
	}
	same(t, got, o.fresh(t))
	if _, err := os.Stat(filepath.Join(o.cache, fileName+".damaged")); err == nil {
		t.Error("it was set aside")
	}
}

func TestReadingWorksWithoutAnIndex(t *testing.T) {
	dir := library(t, 4)
	file := filepath.Join(t.TempDir(), "file")
	put(t, file, "")
	cases := map[string]struct{ cache, says string }{
		"the folder is a file": {file, "not a directory"},
		"within a file":        {filepath.Join(file, "cache"), "not a directory"},
	}
	if runtime.GOOS == "windows" {
		delete(cases, "within a file")
	}
	if os.Getuid() > 0 {
		locked := t.TempDir()
		if err := os.Chmod(locked, 0o500); err != nil {
			t.Fatal(err)
		}
		cases["read-only"] = struct{ cache, says string }{locked, "permission denied"}
	}
	for name, c := range cases {
		o := opening{cache: c.cache, paths: []string{dir}}
		got, _, _, fault := o.read(t)
		if fault == nil || !strings.Contains(fault.Error(), c.says) {
			t.Errorf("%s: the fault is %v, without %q", name, fault, c.says)
		}
		same(t, got, o.fresh(t))
	}
	if _, err := Open(""); err == nil {
		t.Error("an index without a folder")
	}
}

// A disk that is full is imitated by a limit on the pages of the file.
func TestAFullDisk(t *testing.T) {
	dir := library(t, 64)
	o := opening{cache: filepath.Join(t.TempDir(), "cache"), paths: []string{dir}, full: true}
	got, _, _, fault := o.read(t)
	if fault == nil || !strings.Contains(fault.Error(), "the disk is full") {
		t.Errorf("the fault is %v", fault)
	}
	same(t, got, o.fresh(t))
	whole(t, o.cache)
}

func TestAnotherProgramHoldsIt(t *testing.T) {
	dir := library(t, 4)
	o := opening{cache: filepath.Join(t.TempDir(), "cache"), paths: []string{dir}, hasty: true}
	x, err := Open(o.cache)
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	tx, err := x.db.Begin() // immediate: it may write
	if err != nil {
		t.Fatal(err)
	}
	got, _, _, fault := o.read(t)
	if fault == nil || !strings.Contains(fault.Error(), "another program holds it") {
		t.Errorf("the fault is %v", fault)
	}
	same(t, got, o.fresh(t))
	if err := tx.Rollback(); err != nil {
		t.Fatal(err)
	}
}

func TestSeveralAtOnce(t *testing.T) {
	dir := library(t, 30)
	o := opening{cache: filepath.Join(t.TempDir(), "cache"), paths: []string{dir}, later: time.Minute}
	want := o.fresh(t)
	var wg sync.WaitGroup
	got := make([]*model.Collection, 6)
	for i := range got {
		wg.Go(func() { got[i], _, _, _ = o.read(t) })
	}
	wg.Wait()
	for i := range got {
		same(t, got[i], want)
	}
	whole(t, o.cache)
	o.step(t, "afterwards", 0, 0, false)
}

// childDir makes the test binary a kreader that fills an index.
const childDir = "KREADER_CACHE_TEST_DIR"

func TestMain(m *testing.M) {
	if dir := os.Getenv(childDir); dir != "" {
		o := opening{cache: filepath.Join(dir, "cache"), paths: []string{filepath.Join(dir, "flood")}, later: time.Minute}
		for {
			o.read(&testing.T{})
			if x, err := Open(o.cache); err == nil { // and again from the beginning
				for _, table := range []string{"result", "ledger", "document", "pack"} {
					_, _ = x.db.Exec("DELETE FROM " + table)
				}
				x.Close()
			}
		}
	}
	os.Exit(m.Run())
}

// Killed at any moment, it leaves an index that is right as far as it goes.
// KREADER_KILLS is how often, a dozen times when it is not set.
func TestKilledAtAnyMoment(t *testing.T) {
	kills := 12
	if n, err := strconv.Atoi(os.Getenv("KREADER_KILLS")); err == nil {
		kills = n
	}
	dir := library(t, 70)
	o := opening{cache: filepath.Join(filepath.Dir(dir), "cache"), paths: []string{dir}, later: time.Minute}
	want := o.fresh(t)
	r := rand.New(rand.NewPCG(3, 3))
	for range kills {
		child := exec.Command(os.Args[0])
		child.Env = append(os.Environ(), childDir+"="+filepath.Dir(dir))
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(20+r.IntN(400)) * time.Millisecond) // any moment will do
		_ = child.Process.Kill()
		_ = child.Wait()
		whole(t, o.cache)
		got, _, _, fault := o.read(t)
		if fault != nil {
			t.Fatal(fault)
		}
		same(t, got, want)
		got, n, worked, _ := o.read(t)
		if n.opened > 0 || worked {
			t.Errorf("the second time after it: opened %d files, analysed %v", n.opened, worked)
		}
		same(t, got, want)
	}
}

// Every field of what is kept comes back, those that do not exist yet included.
func TestEveryFieldIsKept(t *testing.T) {
	for _, v := range []any{&entry{}, &outcome{}, &ledger{}, &[]model.Mention{}} {
		p := reflect.ValueOf(v).Elem()
		n := 0
		fill(t, p, &n)
		back := reflect.New(p.Type())
		if err := codec.Decode(codec.Encode(v), back.Interface()); err != nil {
			t.Fatalf("%s: %v", p.Type(), err)
		}
		if !reflect.DeepEqual(back.Elem().Interface(), p.Interface()) {
			t.Errorf("%s came back as\n%+v\nnot\n%+v", p.Type(), back.Elem(), p)
		}
	}
}

// fill puts another value into every field.
func fill(t *testing.T, v reflect.Value, n *int) {
	*n++
	switch v.Kind() {
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		v.SetInt(int64(*n % 100 * (1 - *n%2*2)))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		v.SetUint(uint64(*n % 200))
	case reflect.Float64:
		v.SetFloat(float64(*n) / 3)
	case reflect.String:
		v.SetString("value " + strconv.Itoa(*n) + strings.Repeat("·", *n%3*100))
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 3, 3))
		for i := range 2 {
			fill(t, v.Index(i), n)
		}
	case reflect.Array:
		for i := range v.Len() {
			fill(t, v.Index(i), n)
		}
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[time.Time]() {
			v.Set(reflect.ValueOf(time.Unix(int64(*n), 0).UTC()))
			return
		}
		for i := range v.NumField() {
			fill(t, v.Field(i), n)
		}
	default:
		t.Fatalf("a value of kind %s", v.Kind())
	}
}

// What analysing adds to a collection is known to outcome.
func TestOutcomeKnowsEveryField(t *testing.T) {
	known := " Title Articles Outlets Sentences Timexes Mentions Events Diagnostics Marks "
	typ := reflect.TypeFor[model.Collection]()
	for i := range typ.NumField() {
		if name := typ.Field(i).Name; !strings.Contains(known, " "+name+" ") {
			t.Errorf("model.Collection has a field %s: if pipeline.Analyse sets it, outcome must keep it", name)
		}
	}
}
