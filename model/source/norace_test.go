//go:build !race

package source

const bombScale = 1
