package source

import (
	"testing"

	"github.com/goccy/go-yaml"
)

// TestPlainYAML checks that what is read without the library means the same to it.
func TestPlainYAML(t *testing.T) {
	for s, plain := range map[string]bool{
		"title: \"Lighthouse painted: white\"\ndate: 2031-05-04\n": true,
		"title: \"\"\n":                           true,
		"title: \"# 'x' & *y\"  \n":               true,
		"title: Lighthouse's – painted, white!\n": true,
		"title: 2031 in white\n":                  false,
		"title: White: the tower\n":               false,
		"title: White #2\n":                       false,
		"title: Yes\n":                            false,
		"title: é-mail\n":                         false,
		"date: 2031\nlanguage: en\n":              true,
		"date: 0777\n":                            false,
		"title: \"a \\\"white\\\" tower\"\n":      false,
		"title: \"white\" # or grey\n":            false,
		"title: 'white'\n":                        false,
		"title: \"white\n  tower\"\n":             false,
		"authors:\n  - Ana\n":                     false,
		"title: \"a\"\ntitle: \"b\"\n":            false,
		"\"title\": \"a\"\n":                      false,
		"title: \"a\"\n\ndate: \"2031-05-04\"":    false,
		"no: 1\n":                                 false,
		"date: 2031-05-0x\n":                      false,
	} {
		got, ok := plainYAML(s)
		if ok != plain {
			t.Errorf("%q: plain %v", s, ok)
		}
		var want map[string]any
		if ok && yaml.Unmarshal([]byte(s), &want) != nil || ok && len(got) != len(want) {
			t.Errorf("%q: got %v, the library reads %v", s, got, want)
		}
		for k := range want {
			if scalar(got[k]) != scalar(want[k]) {
				t.Errorf("%q: got %v, the library reads %v", s, got[k], want[k])
			}
		}
	}
}
