//go:build race

package source

// The race detector makes everything ten times slower: the bombs are smaller.
const bombScale = 10
