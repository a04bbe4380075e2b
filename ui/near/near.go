// Package near finds what a mistyped word was meant to be.
package near

import "strings"

// Word returns the candidate that word was most likely meant to be, "" when
// none is near: within two edits and a third of its length.
func Word(word string, candidates []string) string {
	best, distance := "", 3
	for _, c := range candidates {
		if d := edits(strings.ToLower(word), strings.ToLower(c)); d < distance && 3*d <= len(c) {
			best, distance = c, d
		}
	}
	return best
}

// edits returns the least number of bytes to insert, delete, replace, or swap
// with a neighbour, that turns a into b (optimal string alignment).
func edits(a, b string) int {
	before, last, now := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := range len(a) {
		now[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			now[j+1] = min(last[j]+cost, last[j+1]+1, now[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				now[j+1] = min(now[j+1], before[j-1]+1)
			}
		}
		before, last, now = last, now, before
	}
	return last[len(b)]
}
