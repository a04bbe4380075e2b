package source

import "strings"

// language returns the BCP 47 primary tag of an article: what it says, else
// English.
func language(said string, ps []Piece) string {
	tag, _, _ := strings.Cut(strings.ReplaceAll(strings.ToLower(said), "_", "-"), "-")
	if len(tag) == 2 || len(tag) == 3 {
		return tag
	}
	return "en"
}
