package clip

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func env(pairs ...string) func(string) string {
	return func(k string) string {
		for _, p := range pairs {
			if v, ok := strings.CutPrefix(p, k+"="); ok {
				return v
			}
		}
		return ""
	}
}

func TestSequence(t *testing.T) {
	plain := "\x1b]52;c;YSBiCmM=\x07"
	for _, tt := range []struct {
		env  func(string) string
		want string
	}{
		{env(), plain},
		{env("TMUX=x"), plain + "\x1bPtmux;\x1b\x1b]52;c;YSBiCmM=\x07\x1b\\"},
		{env("STY=x"), "\x1bP\x1b]52;c;YSBiCmM=\x07\x1b\\"},
	} {
		if got, ok := Sequence("a b\nc", tt.env); !ok || got != tt.want {
			t.Errorf("%q, want %q", got, tt.want)
		}
	}
	if _, ok := Sequence(strings.Repeat("a", mostForTerminal+1), env()); ok {
		t.Error("the terminal is asked to take too much")
	}
	// Whatever is copied, it is within the sequence.
	if got, _ := Sequence("\x1b]0;x\x07\x9c", env()); strings.Count(got, "\x1b") != 1 || strings.Count(got, "\x07") != 1 {
		t.Errorf("%q", got)
	}
}

func TestWrite(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("needs a shell")
	}
	dir := t.TempDir()
	t.Setenv("PATH", dir+":"+os.Getenv("PATH"))
	script := func(name, body string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("#!/bin/sh\n"+body+"\n"), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	out := filepath.Join(dir, "out")
	script("wl-copy", "cat > "+out)
	script("xclip", "exit 3")
	if err := Write(context.Background(), "linux", "a “b”\nc", env("WAYLAND_DISPLAY=x", "DISPLAY=y")); err != nil {
		t.Fatal(err)
	}
	if got, _ := os.ReadFile(out); string(got) != "a “b”\nc" {
		t.Errorf("%q arrived", got)
	}
	if err := Write(context.Background(), "linux", "a", env("DISPLAY=y")); err == nil || !strings.Contains(err.Error(), "xclip") {
		t.Errorf("a program that fails: %v", err)
	}
	if err := Write(context.Background(), "linux", "a", env()); !errors.Is(err, ErrNone) {
		t.Errorf("without a desktop: %v", err)
	}
	if got := wide("aé"); got != "\xff\xfea\x00\xe9\x00" {
		t.Errorf("%q", got)
	}
}
