package cli

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
)

// browse opens an address, which the screen has checked, in the user's browser.
// No shell sees it: it is one argument.
func browse(address string) error {
	args := browser(os.Getenv, exec.LookPath)
	if args == nil {
		return errors.New("no browser was found; set BROWSER to the name of one")
	}
	c := exec.Command(args[0], append(args[1:], address)...) //nolint:gosec // the program is the user's choice, the address an argument
	if err := c.Start(); err != nil {
		return errors.New(args[0] + " does not start")
	}
	go func() { _ = c.Wait() }()
	return nil
}

// browser returns the program and its first arguments: the first of BROWSER that
// there is, else what the system opens addresses with.
func browser(getenv func(string) string, find func(string) (string, error)) []string {
	var commands []string
	for _, b := range filepath.SplitList(getenv("BROWSER")) {
		commands = append(commands, strings.ReplaceAll(b, "%s", ""))
	}
	switch runtime.GOOS {
	case "darwin":
		commands = append(commands, "open")
	case "windows":
		commands = append(commands, "rundll32 url.dll,FileProtocolHandler")
	default:
		commands = append(commands, "xdg-open", "wslview", "www-browser")
	}
	for _, c := range commands {
		args := strings.Fields(c)
		if len(args) == 0 {
			continue
		}
		if path, err := find(args[0]); err == nil {
			args[0] = path
			return args
		}
	}
	return nil
}
