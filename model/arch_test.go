package model_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/kreader/kreader/"

// The map of docs/architecture.md. Import edges within the module that are not
// here are faults; so is a package that is not here. "*" stands for the pane's
// whole layer. A new edge takes a line here and there.
var mayImport = map[string][]string{
	".":      {"ui/cli"},
	"ui/cli": {"ui", "ui/shared", "ui/config", "ui/linear", "ui/help", "ui/clip", "ui/cli/early", "model", "model/edtf", "model/lang", "model/timex", "model/source", "model/intake", "model/fetch", "model/pipeline", "model/export", "model/store", "model/correct", "model/cache", "model/watch", "model/index"},
	"ui":     {"ui/pane", "ui/shared", "model", "model/edtf", "model/index", "model/coverage", "model/store", "model/correct", "model/cite", "model/why"},
	"panes":  {"ui/shared", "model", "model/edtf", "model/index", "model/fold", "model/coverage", "model/mention"},
	"shared": {"ui/shared", "model", "model/edtf"},

	"ui/cli/early": {},
	"ui/clip":      {},
	"ui/config":    {"ui/shared", "model/store", "model/cite"},
	"ui/linear":    {"ui", "ui/shared"},

	"model":          {"model/edtf"},
	"model/edtf":     {},
	"model/lang":     {},
	"model/pipeline": {"model", "model/edtf", "model/source", "model/segment", "model/timex", "model/anchor", "model/mention", "model/event", "model/correct", "model/index", "model/lang"},
	"model/correct":  {"model", "model/edtf", "model/source", "model/name"},
	"model/intake":   {"model", "model/source", "model/fetch"},
	"model/fetch":    {"model/store"},
	"model/cache":    {"model", "model/codec", "model/source", "model/pipeline", "model/store", "model/index", "model/fold"},
	"model/codec":    {"model"},
	"model/export":   {"model", "model/edtf"},
	"model/store":    {"model"},
	"model/watch":    {},
	"model/coverage": {"model"},
	"model/anchor":   {"model", "model/edtf", "model/lang", "model/word", "model/timex"},
	"model/event":    {"model", "model/edtf", "model/lang", "model/name", "model/word", "model/mention", "model/account"},
	"model/account":  {"model", "model/word"},
	"model/cite":     {"model", "model/edtf"},
	"model/why":      {"model", "model/edtf", "model/lang", "model/name", "model/word", "model/mention"},
	"stage":          {"model", "model/edtf", "model/lang", "model/name", "model/word", "model/fold"},
}

// layers gives the packages that are alike their common line above.
var layers = map[string]string{
	"ui/timeline": "panes", "ui/viewer": "panes", "ui/compare": "panes", "ui/matrix": "panes",
	"ui/finder": "panes", "ui/help": "panes", "ui/status": "panes",
	"ui/action": "shared", "ui/theme": "shared", "ui/draw": "shared", "ui/near": "shared",
	"model/source": "stage", "model/segment": "stage", "model/timex": "stage", "model/mention": "stage",
	"model/index": "stage", "model/fold": "stage", "model/name": "stage", "model/word": "stage",
}

// terminal are the modules that know of a terminal.
var terminal = []string{
	"github.com/charmbracelet/", "github.com/muesli/", "github.com/mattn/", "github.com/rivo/uniseg", "golang.org/x/term",
	module + "ui", "os/signal", "syscall",
}

func TestImportsPointDownwards(t *testing.T) {
	for pkg, imports := range imports(t) {
		if pkg == "ui/uitest" { // support for tests
			continue
		}
		line := pkg
		if l, ok := layers[pkg]; ok {
			line = l
		}
		allowed, ok := mayImport[line]
		if !ok {
			t.Errorf("%s is not in the table: say in model/arch_test.go and docs/architecture.md what it may import", pkg)
			continue
		}
		for imp, file := range imports {
			in, own := strings.CutPrefix(imp, module)
			if !own {
				continue
			}
			kind := map[string]string{"panes": "ui/pane", "shared": "ui/shared"}[layers[in]]
			if !slices.Contains(allowed, in) && !slices.Contains(allowed, kind) {
				t.Errorf("%s imports %s, which %s may not (it may: %s)", file, in, pkg, strings.Join(allowed, ", "))
			}
		}
	}
}

func TestModelKnowsNoTerminal(t *testing.T) {
	checked := 0
	for pkg, imports := range imports(t) {
		if pkg != "model" && !strings.HasPrefix(pkg, "model/") {
			continue
		}
		checked++
		for imp, file := range imports {
			for _, bad := range terminal {
				// intake tells files apart by inode, fetch looks at connections before they are made
				if imp != bad && !strings.HasPrefix(imp, bad) || (pkg == "model/intake" || pkg == "model/fetch") && imp == "syscall" {
					continue
				}
				t.Errorf("%s imports %s: the model must not know of a terminal", file, imp)
			}
		}
	}
	if checked < 10 {
		t.Errorf("only %d packages of the model were found", checked)
	}
}

// Only fetch and the command line, which sets it up, know of the network: what
// does not go through them opens no socket.
func TestOnlyFetchKnowsTheNetwork(t *testing.T) {
	for pkg, imports := range imports(t) {
		for imp, file := range imports {
			if (imp == "net" || imp == "net/http") && pkg != "model/fetch" && pkg != "ui/cli" {
				t.Errorf("%s imports %s", file, imp)
			}
		}
	}
}

// imports returns, for each package by its folder, what its files import, and
// which file does. Files for tests and for other systems count as well, those
// named _test.go do not.
func imports(t *testing.T) map[string]map[string]string {
	t.Helper()
	const root = ".."
	out := map[string]map[string]string{}
	err := filepath.WalkDir(root, func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if e.IsDir() {
			if base := e.Name(); base == "testdata" || base != ".." && strings.HasPrefix(base, ".") {
				return fs.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		rel, err := filepath.Rel(root, name)
		if err != nil {
			return err
		}
		src, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, src, parser.ImportsOnly)
		if err != nil {
			return err
		}
		pkg := path.Dir(filepath.ToSlash(rel))
		if out[pkg] == nil {
			out[pkg] = map[string]string{}
		}
		for _, i := range f.Imports {
			p, err := strconv.Unquote(i.Path.Value)
			if err != nil {
				return err
			}
			out[pkg][p] = filepath.ToSlash(rel)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
