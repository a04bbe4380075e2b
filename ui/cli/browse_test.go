package cli

import (
	"errors"
	"runtime"
	"strings"
	"testing"
)

func TestBrowser(t *testing.T) {
	there := func(names ...string) func(string) (string, error) {
		return func(name string) (string, error) {
			for _, n := range names {
				if n == name {
					return "/bin/" + n, nil
				}
			}
			return "", errors.New("not there")
		}
	}
	system := map[string]string{"darwin": "open", "windows": "rundll32"}[runtime.GOOS]
	if system == "" {
		system = "xdg-open"
	}
	sep := ":"
	if runtime.GOOS == "windows" {
		sep = ";"
	}
	for _, tt := range []struct {
		env   string
		there []string
		want  string
	}{
		{"", []string{system}, "/bin/" + system},
		{"lynx -nocolor" + sep + "w3m", []string{"lynx", "w3m"}, "/bin/lynx -nocolor"},
		{"lynx" + sep + "w3m %s", []string{"w3m", system}, "/bin/w3m"},
		{"lynx", []string{system}, "/bin/" + system},
		{"", nil, ""},
	} {
		got := strings.Join(browser(func(string) string { return tt.env }, there(tt.there...)), " ")
		if !strings.HasPrefix(got, tt.want) || tt.want == "" && got != "" {
			t.Errorf("BROWSER=%q with %v: %q, want %q", tt.env, tt.there, got, tt.want)
		}
	}
}
