package codec

import (
	"reflect"
	"testing"
	"time"

	"github.com/kreader/kreader/model"
)

// sample has a field of each kind.
type sample struct {
	Yes   bool
	Near  int
	Far   uint64
	Part  float64
	Text  string
	When  time.Time
	Sum   [3]byte
	Spans []model.Span
	Deep  []struct {
		Name string
		More []string
	}
}

func TestEncodeDecode(t *testing.T) {
	full := sample{true, -3, 1 << 60, .1, "Lune", time.Unix(12, 34).UTC(), [3]byte{1, 2, 3}, []model.Span{{Start: 5, End: 9}, {Start: 2, End: 3}}, nil}
	full.Deep = append(full.Deep, struct {
		Name string
		More []string
	}{"a", []string{"Lune", "", "b"}})
	for name, v := range map[string]sample{"nothing": {}, "a value in each": full} {
		var got sample
		if err := Decode(Encode(&v), &got); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if !reflect.DeepEqual(got, v) {
			t.Errorf("%s: %+v became %+v", name, v, got)
		}
	}
}

func TestDamaged(t *testing.T) {
	v := sample{Text: "Lune", Near: 7}
	blob := Encode(&v)
	for n := range blob {
		var got sample
		if err := Decode(blob[:n], &got); err == nil {
			t.Errorf("the first %d of %d bytes were read as %+v", n, len(blob), got)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte("no frame"), false)
	f.Add([]byte{0}, true)
	f.Add([]byte{3, 'a', 'b', 'c', 2, 0, 3, 1}, true)
	f.Fuzz(func(_ *testing.T, data []byte, pressed bool) {
		if pressed { // what the check sum lets through
			data = compressor().EncodeAll(data, nil)
		}
		for _, v := range []any{&sample{}, &[]model.Article{}, &[]model.Mention{}} {
			_ = Decode(data, v)
		}
	})
}
