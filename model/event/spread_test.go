package event

import (
	"strings"
	"testing"
)

func TestSpread(t *testing.T) {
	out := make([]int, 1000)
	spread(len(out), func() func(int) { return func(i int) { out[i] += i + 1 } })
	for i, n := range out {
		if n != i+1 {
			t.Fatalf("number %d was done as %d", i, n)
		}
	}
	spread(0, func() func(int) { return nil })
}

func TestSpreadRaisesPanics(t *testing.T) {
	defer func() {
		if err, ok := recover().(error); !ok || !strings.Contains(err.Error(), "no such mill") {
			t.Errorf("raised %v", err)
		}
	}()
	spread(10, func() func(int) {
		return func(i int) {
			if i == 3 {
				panic("no such mill")
			}
		}
	})
}
