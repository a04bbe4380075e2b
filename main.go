// Kreader reads a story that several outlets have told, along one timeline.
package main

import (
	"os"

	"github.com/kreader/kreader/ui/cli"
)

func main() { os.Exit(cli.Main(os.Args[1:])) }
