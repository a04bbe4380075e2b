package timex

import (
	"math/bits"
	"sort"
	"strings"
	"unicode/utf8"
)

// wordIndex finds the entry of a word whatever its case. Most words of a text
// are not in it, so that it says no from the first two letters, the last
// one and the length.
type wordIndex struct {
	lengths [1024]uint32 // by the first two letters: the lengths there are
	ends    [1024]uint32 // by the first and the last letter: the same
	mask    uint32
	slots   []wordSlot
}

type wordSlot struct {
	word string
	e    *entry
}

const longestWord = 31

func indexWords(words map[string]*entry) wordIndex {
	size := 1 << bits.Len(uint(4*len(words)))
	x := wordIndex{mask: uint32(size - 1), slots: make([]wordSlot, size)}
	sorted := make([]string, 0, len(words))
	for w := range words {
		sorted = append(sorted, w)
	}
	sort.Strings(sorted)
	for _, w := range sorted {
		x.lengths[startOf(w)] |= 1 << min(len(w), longestWord)
		x.ends[endsOf(w)] |= 1 << min(len(w), longestWord)
		i := hashOf(w) & x.mask
		for x.slots[i].e != nil {
			i = (i + 1) & x.mask
		}
		x.slots[i] = wordSlot{w, words[w]}
	}
	return x
}

// startOf returns a number for the first two letters of a word, the same for
// small and capital ones.
func startOf(w string) uint32 {
	k := uint32(w[0]&31) << 5
	if len(w) > 1 {
		k |= uint32(w[1] & 31)
	}
	return k
}

// endsOf is startOf for the first and the last letter.
func endsOf(w string) uint32 { return uint32(w[0]&31)<<5 | uint32(w[len(w)-1]&31) }

// hashOf is FNV-1a over a word in lower case.
func hashOf(w string) uint32 {
	h := uint32(2166136261)
	for i := range len(w) {
		h = (h ^ uint32(lowerByte(w[i]))) * 16777619
	}
	return h
}

// find returns the entry of a word, nil when there is none.
func (x *lexicon) find(w string) *entry {
	if w == "" || len(w) > longestWord || x.index.slots == nil {
		return nil
	}
	if w[0] < utf8.RuneSelf && (x.index.lengths[startOf(w)]&(1<<len(w)) == 0 || x.index.ends[endsOf(w)]&(1<<len(w)) == 0 && w[len(w)-1] < utf8.RuneSelf) {
		return nil
	}
	for i := range len(w) {
		if w[i] >= utf8.RuneSelf {
			w = strings.ToLower(w)
			break
		}
	}
	for i := hashOf(w) & x.index.mask; ; i = (i + 1) & x.index.mask {
		s := &x.index.slots[i]
		if s.e == nil {
			return nil
		}
		if equalFold(w, s.word) {
			return s.e
		}
	}
}

func lowerByte(b byte) byte {
	if 'A' <= b && b <= 'Z' {
		return b + 'a' - 'A'
	}
	return b
}
