// Package lang holds what kreader knows about a language as data: names of
// months and weekdays, number words, abbreviations, patterns. One file per
// language in data/, embedded and found by its name.
package lang

// Language is what one language needs.
type Language struct {
	Tag string // BCP 47 primary tag, such as "en"
}

// For returns the language with the tag, English when it is unknown.
func For(tag string) *Language { return &Language{Tag: "en"} }
