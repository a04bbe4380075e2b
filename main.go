// Kreader reads a story that several outlets have told, along one timeline.
package main

import (
	"embed"
	"io/fs"
	"os"

	"github.com/kreader/kreader/ui/cli"
)

//go:embed docs/sample/*.md
var docs embed.FS

// Set by the release's build (-ldflags -X).
var version, commit, date string

func main() {
	sample, err := fs.Sub(docs, "docs/sample")
	if err != nil {
		panic(err) // the name above is not a valid path
	}
	os.Exit(cli.Main(cli.Program{Version: version, Commit: commit, Date: date, Sample: sample}, os.Args[1:]))
}
