package store

import (
	"path/filepath"
	"runtime"
	"testing"
)

func TestFolder(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the paths are those of Unix")
	}
	for _, tt := range []struct {
		kind            Kind
		variable, value string
		home, want      string
	}{
		{Config, "XDG_CONFIG_HOME", "/there", "/home/ann", "/there/kreader"},
		{Config, "XDG_CONFIG_HOME", "", "/home/ann", "/home/ann/.config/kreader"},
		{Config, "XDG_CONFIG_HOME", "there", "/home/ann", "/home/ann/.config/kreader"},
		{States, "XDG_STATE_HOME", "", "/home/ann", "/home/ann/.local/state/kreader"},
		{States, "XDG_STATE_HOME", "/there", "", "/there/kreader"},
		{Caches, "XDG_CACHE_HOME", "", "/home/ann", "/home/ann/.cache/kreader"},
		{Caches, "XDG_CACHE_HOME", "", "", ""},
		{Caches, "XDG_CACHE_HOME", "", "home", ""},
	} {
		t.Setenv("HOME", tt.home)
		t.Setenv(tt.variable, tt.value)
		got, err := Folder(tt.kind)
		if filepath.ToSlash(got) != tt.want || (err != nil) != (tt.want == "") {
			t.Errorf("%s=%q HOME=%q: %q, %v; want %q", tt.variable, tt.value, tt.home, got, err, tt.want)
		}
	}
}
