package cache

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"reflect"
	"runtime"
	"time"

	"database/sql"

	"github.com/kreader/kreader/model/store"
)

// Key names something by what it is made of.
type Key [16]byte

// engineSum returns a sum of the program that runs. What an engine finds
// depends on its code, its data, which are compiled in, and the libraries and
// the compiler that it was built with; the bytes of the program cover all of
// these, whoever built it and however. What a build says of itself does not:
// of changes that are not committed it says only that there are some, of tests
// and of go run nothing, and a release may be built without any of it.
//
// The sum of a program that has been seen is looked up by what the file system
// knows of the file, which takes no time; see stamp for why that can be
// trusted.
func (x *Index) engineSum() (Key, error) {
	name := "/proc/self/exe" // the program that runs, also where another has taken its place
	if runtime.GOOS != "linux" {
		var err error
		if name, err = os.Executable(); err != nil {
			return Key{}, fmt.Errorf("which kreader this is cannot be told: %w", store.Cause(err))
		}
	}
	f, err := os.Open(name)
	if err != nil {
		return Key{}, fmt.Errorf("which kreader this is cannot be told: %w", store.Cause(err))
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return Key{}, store.Cause(err)
	}
	at := stampOf(info)
	program := fmt.Sprint(at)
	var k Key
	var sum []byte
	if err := x.db.QueryRow("SELECT sum FROM engine WHERE program = ?", program).Scan(&sum); err == nil && len(sum) == len(k) {
		return Key(sum), nil
	} else if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return k, err
	}
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return k, store.Cause(err)
	}
	k = Key(h.Sum(nil))
	if at.settled(x.began) {
		_, err = x.db.Exec("INSERT OR REPLACE INTO engine (program, sum) VALUES (?, ?)", program, k[:])
	}
	return k, err
}

// stamp is what the file system tells of a file without opening it: where all
// of it is the same, the bytes are. Change is the time of the last change of
// the file or of what is known of it, which no program can set back; systems
// without it, and without numbers of files, leave zeros.
type stamp struct {
	Size, Mod, Change int64
	File              uint64
}

func stampOf(info fs.FileInfo) stamp {
	s := stamp{Size: info.Size(), Mod: info.ModTime().UnixNano()}
	v := reflect.Indirect(reflect.ValueOf(info.Sys()))
	if v.Kind() != reflect.Struct {
		return s
	}
	if n := v.FieldByName("Ino"); n.IsValid() && n.CanUint() {
		s.File = n.Uint()
	}
	for _, name := range []string{"Ctim", "Ctimespec"} { // Linux and most others; macOS and NetBSD
		if t := v.FieldByName(name); t.IsValid() && t.Kind() == reflect.Struct && t.NumField() >= 2 && t.Field(0).CanInt() && t.Field(1).CanInt() {
			s.Change = t.Field(0).Int()*int64(time.Second) + t.Field(1).Int()
		}
	}
	return s
}

// granularity is how far apart two changes of a file may be and have the same
// time: two seconds on FAT, less elsewhere.
const granularity = 2 * time.Second

// settled reports whether a file that was read after that time had been left
// alone for long enough: a change since then shows in its times. A file that
// was written just before it was read may be written again within the same
// tick of the clock, and one from the future may be at any time.
func (s stamp) settled(read time.Time) bool {
	latest := max(s.Mod, s.Change)
	return latest < read.Add(-granularity).UnixNano()
}
