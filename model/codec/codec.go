// Package codec writes values of the model as bytes and reads them back.
//
// Values are written by what their types are, field after field, so that a new
// field of the model is kept without a line here. Nothing says which type it
// was: a blob is read by the engine that wrote it and by no other.
//
// Numbers are varints. Strings stand together at the front, each once, so that
// all of a blob's texts are one piece of memory, and the numbers, which are
// needed no longer, another. Spans count from the end of the one before.
package codec

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
	"sync"
	"time"

	"github.com/klauspost/compress/zstd"

	"github.com/kreader/kreader/model"
)

// ErrDamaged is what reading a blob fails with.
var ErrDamaged = errors.New("it is damaged")

// unique is up to how many bytes a string is looked for among those before it:
// longer ones are texts.
const unique = 200

type writer struct {
	text, nums []byte
	seen       map[string]uint64
	at         int // where the last span ended
}

func (w *writer) uint(n uint64) { w.nums = binary.AppendUvarint(w.nums, n) }
func (w *writer) int(n int64)   { w.nums = binary.AppendVarint(w.nums, n) }

func (w *writer) string(s string) {
	if n, ok := w.seen[s]; ok {
		w.uint(n)
		return
	}
	w.uint(0)
	w.uint(uint64(len(s)))
	w.text = append(w.text, s...)
	if len(s) <= unique {
		w.seen[s] = uint64(len(w.seen)) + 1
	}
}

// reader reads what a writer wrote. After a fault it gives zeros, and bad is
// true.
type reader struct {
	text string
	nums []byte
	seen []string
	at   int
	bad  bool
}

func (r *reader) fail() {
	r.bad, r.nums = true, nil
}

func (r *reader) uint() uint64 {
	n, k := binary.Uvarint(r.nums)
	if k <= 0 {
		r.fail()
		return 0
	}
	r.nums = r.nums[k:]
	return n
}

func (r *reader) int() int64 {
	n, k := binary.Varint(r.nums)
	if k <= 0 {
		r.fail()
		return 0
	}
	r.nums = r.nums[k:]
	return n
}

func (r *reader) string() string {
	if i := r.uint(); i > 0 {
		if i > uint64(len(r.seen)) {
			r.fail()
			return ""
		}
		return r.seen[i-1]
	}
	n := r.uint()
	if n > uint64(len(r.text)) {
		r.fail()
		return ""
	}
	s := r.text[:n]
	r.text = r.text[n:]
	if n <= unique {
		r.seen = append(r.seen, s)
	}
	return s
}

// kind is how values of a type are written and read.
type kind struct {
	put func(*writer, reflect.Value)
	get func(*reader, reflect.Value) // into an addressable zero value
}

var kinds sync.Map // reflect.Type → kind

func kindOf(t reflect.Type) kind {
	if k, ok := kinds.Load(t); ok {
		return k.(kind)
	}
	k := makeKind(t)
	kinds.Store(t, k)
	return k
}

func makeKind(t reflect.Type) kind {
	switch t {
	case reflect.TypeFor[model.Span]():
		return kind{putSpan, getSpan}
	case reflect.TypeFor[time.Time]():
		return kind{putTime, getTime}
	}
	switch t.Kind() {
	case reflect.Bool:
		return kind{
			func(w *writer, v reflect.Value) {
				if v.Bool() {
					w.nums = append(w.nums, 1)
				} else {
					w.nums = append(w.nums, 0)
				}
			},
			func(r *reader, v reflect.Value) { v.SetBool(r.uint() != 0) },
		}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return kind{
			func(w *writer, v reflect.Value) { w.int(v.Int()) },
			func(r *reader, v reflect.Value) { v.SetInt(r.int()) },
		}
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return kind{
			func(w *writer, v reflect.Value) { w.uint(v.Uint()) },
			func(r *reader, v reflect.Value) { v.SetUint(r.uint()) },
		}
	case reflect.Float64:
		return kind{putFloat, getFloat}
	case reflect.String:
		return kind{
			func(w *writer, v reflect.Value) { w.string(v.String()) },
			func(r *reader, v reflect.Value) { v.SetString(r.string()) },
		}
	case reflect.Slice:
		return sliceKind(t)
	case reflect.Array:
		return arrayKind(t)
	case reflect.Struct:
		return structKind(t)
	}
	panic(fmt.Sprintf("cache: values of type %s cannot be kept", t))
}

func putSpan(w *writer, v reflect.Value) {
	start, end := v.Field(0).Int(), v.Field(1).Int()
	w.int(start - int64(w.at))
	w.int(end - start)
	w.at = int(end)
}

func getSpan(r *reader, v reflect.Value) {
	start := int64(r.at) + r.int()
	end := start + r.int()
	r.at = int(end)
	v.Field(0).SetInt(start)
	v.Field(1).SetInt(end)
}

func putTime(w *writer, v reflect.Value) {
	b, _ := v.Interface().(time.Time).MarshalBinary() // fails on a zone with a part of a minute only
	w.string(string(b))
}

func getTime(r *reader, v reflect.Value) {
	var t time.Time
	if b := r.string(); b != "" && t.UnmarshalBinary([]byte(b)) != nil {
		r.fail()
	}
	v.Set(reflect.ValueOf(t))
}

func putFloat(w *writer, v reflect.Value) {
	w.nums = binary.LittleEndian.AppendUint64(w.nums, math.Float64bits(v.Float()))
}

func getFloat(r *reader, v reflect.Value) {
	if len(r.nums) < 8 {
		r.fail()
		return
	}
	v.SetFloat(math.Float64frombits(binary.LittleEndian.Uint64(r.nums)))
	r.nums = r.nums[8:]
}

// sliceKind keeps nil and empty slices apart, as some of the model does. A slice
// of structs is written field by field, each of all elements: what is alike then
// stands together.
func sliceKind(t reflect.Type) kind {
	columns := columnsOf(t.Elem(), nil)
	return kind{
		func(w *writer, v reflect.Value) {
			if v.IsNil() {
				w.uint(0)
				return
			}
			n := v.Len()
			w.uint(uint64(n) + 1)
			for _, c := range columns {
				for i := range n {
					c.put(w, c.of(v.Index(i)))
				}
			}
		},
		func(r *reader, v reflect.Value) {
			n := r.uint()
			switch {
			case n == 0:
				return
			case n-1 > uint64(len(r.nums)):
				r.fail()
				return
			case n == 1:
				v.Set(reflect.MakeSlice(t, 0, 0))
				return
			}
			v.Grow(int(n - 1))
			v.SetLen(int(n - 1))
			for _, c := range columns {
				for i := range int(n - 1) {
					c.get(r, c.of(v.Index(i)))
				}
			}
		},
	}
}

// column is a field of a struct, or of a struct in it.
type column struct {
	kind
	path []int
}

func (c *column) of(v reflect.Value) reflect.Value {
	for _, i := range c.path {
		v = v.Field(i)
	}
	return v
}

// columnsOf returns the fields of a type, those of a struct within it in its
// place; the type itself when it has none.
func columnsOf(t reflect.Type, path []int) []column {
	if t.Kind() != reflect.Struct || t == reflect.TypeFor[model.Span]() || t == reflect.TypeFor[time.Time]() {
		return []column{{kindOf(t), path}}
	}
	var out []column
	for i := range t.NumField() {
		if !t.Field(i).IsExported() {
			panic(fmt.Sprintf("cache: %s.%s cannot be kept: it is not exported", t, t.Field(i).Name))
		}
		out = append(out, columnsOf(t.Field(i).Type, append(slices.Clone(path), i))...)
	}
	return out
}

func arrayKind(t reflect.Type) kind {
	el := kindOf(t.Elem())
	return kind{
		func(w *writer, v reflect.Value) {
			for i := range v.Len() {
				el.put(w, v.Index(i))
			}
		},
		func(r *reader, v reflect.Value) {
			for i := range v.Len() {
				el.get(r, v.Index(i))
			}
		},
	}
}

func structKind(t reflect.Type) kind {
	columns := columnsOf(t, nil)
	return kind{
		func(w *writer, v reflect.Value) {
			for i := range columns {
				columns[i].put(w, columns[i].of(v))
			}
		},
		func(r *reader, v reflect.Value) {
			for i := range columns {
				columns[i].get(r, columns[i].of(v))
			}
		},
	}
}

// The compressors are made when they are first needed; each can be used by
// several goroutines at once.
var (
	compressor = sync.OnceValue(func() *zstd.Encoder {
		e, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedDefault), zstd.WithLowerEncoderMem(true), zstd.WithWindowSize(window))
		if err != nil {
			panic(err) // the options are wrong
		}
		return e
	})
	decompressor = sync.OnceValue(func() *zstd.Decoder {
		d, err := zstd.NewReader(nil, zstd.WithDecoderMaxMemory(largest))
		if err != nil {
			panic(err)
		}
		return d
	})
)

// window is how far back what is alike is looked for. A pack is hardly larger, and an
// encoder takes twice as much memory.
const window = 1 << 20

// largest is how many bytes a blob may have: a document of 256 MB with all that
// was found in it.
const largest = 4 << 30

// Encode returns the value that v points to as a blob, compressed and with a
// check sum.
func Encode(v any) []byte {
	w := &writer{seen: map[string]uint64{}}
	p := reflect.ValueOf(v).Elem()
	kindOf(p.Type()).put(w, p)
	head := binary.AppendUvarint(make([]byte, 0, len(w.text)+len(w.nums)+binary.MaxVarintLen64), uint64(len(w.text)))
	return compressor().EncodeAll(append(append(head, w.text...), w.nums...), nil)
}

// Decode reads a blob into the zero value that v points to. Its error is ErrDamaged.
func Decode(blob []byte, v any) error {
	data, err := decompressor().DecodeAll(blob, nil)
	if err != nil {
		return ErrDamaged
	}
	n, k := binary.Uvarint(data)
	if k <= 0 || n > uint64(len(data)-k) {
		return ErrDamaged
	}
	text := string(data[k : k+int(n)])
	r := &reader{text: text, nums: data[k+int(n):]}
	p := reflect.ValueOf(v).Elem()
	kindOf(p.Type()).get(r, p)
	if r.bad || len(r.nums) > 0 || r.text != "" {
		return ErrDamaged
	}
	return nil
}
