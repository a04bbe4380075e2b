package cli

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/spf13/cobra"

	"github.com/kreader/kreader/model/edtf"
	"github.com/kreader/kreader/model/fetch"
	"github.com/kreader/kreader/model/source"
	"github.com/kreader/kreader/model/store"
	"github.com/kreader/kreader/ui"
	"github.com/kreader/kreader/ui/draw"
	"github.com/kreader/kreader/ui/near"
)

// label returns what a collection is called: by the reader, else after its
// folder or host, else after its files.
func label(c *store.Collection) string {
	if name := cmp.Or(c.Name, c.Title); name != "" || len(c.Paths) == 0 {
		return name
	}
	name := source.Line(filepath.Base(c.Paths[0]))
	if n := len(c.Paths) - 1; n > 0 {
		name += fmt.Sprintf(" and %d more", n)
	}
	return name
}

// where returns the paths of a collection as people write them, in one line.
func where(c *store.Collection) string {
	home, _ := os.UserHomeDir()
	out := make([]string, len(c.Paths))
	for i, p := range c.Paths {
		if rest, ok := strings.CutPrefix(p, home+string(filepath.Separator)); ok && home != "" {
			p = "~" + string(filepath.Separator) + rest
		}
		out[i] = source.Line(p)
	}
	return strings.Join(out, "  ")
}

// answerTime is how long the disks that paths are on may take to say whether they
// are there: a network folder whose server is gone takes minutes.
const answerTime = 500 * time.Millisecond

// gone returns the paths of those given that cannot be opened now, each with why
// not. Links always can.
func gone(paths []string) map[string]string {
	type answer struct{ path, why string }
	answers := make(chan answer, len(paths))
	asked := map[string]string{}
	for _, p := range paths {
		if _, twice := asked[p]; twice || fetch.IsAddress(p) {
			continue
		}
		asked[p] = "its disk does not answer"
		go func() {
			why := ""
			if _, err := os.Stat(p); err != nil {
				why = reason(err)
			}
			answers <- answer{p, why}
		}()
	}
	late := time.After(answerTime)
	for range len(asked) {
		select {
		case a := <-answers:
			if asked[a.path] = a.why; a.why == "" {
				delete(asked, a.path)
			}
		case <-late:
			return asked
		}
	}
	return asked
}

// missing says why a collection cannot be opened: "" when some of its paths can.
func missing(c *store.Collection, gone map[string]string) string {
	for _, p := range c.Paths {
		if _, is := gone[p]; !is {
			return ""
		}
	}
	return fmt.Sprintf("%s is not there now (%s); it stays listed until it is, or until you leave it out", plain(c.Paths[0]), gone[c.Paths[0]])
}

// lately says when something was, as one says it now.
func lately(then, now time.Time) string {
	if then.IsZero() {
		return ""
	}
	then = then.In(now.Location())
	day := func(t time.Time) edtf.Day { return edtf.DayOf(t.Year(), int(t.Month()), t.Day()) }
	switch day(now) - day(then) {
	case 0:
		return "today " + then.Format("15:04")
	case 1:
		return "yesterday"
	}
	return draw.Day(day(then))
}

// remembered returns the collections that were opened, the latest first.
func remembered() ([]store.Collection, error) {
	s, err := store.Open()
	if err != nil {
		return nil, err
	}
	st, err := s.Load()
	return st.Remembered(), err
}

// all returns the paths of collections.
func allPaths(cs []store.Collection) (out []string) {
	for i := range cs {
		out = append(out, cs[i].Paths...)
	}
	return out
}

// shelf returns the collections that the screen can open in place of that of r.
func (v *visits) shelf(r request) ui.Collections {
	here := r.lasting()
	return ui.Collections{
		Missing: r.missing,
		List: func() []ui.Known {
			cs, _ := remembered() // a state that does not read was told of when it was first read
			lost := gone(allPaths(cs))
			now := time.Now()
			var out []ui.Known
			for i := range cs {
				c := &cs[i]
				out = append(out, ui.Known{
					Name: label(c), Where: where(c), Paths: c.Paths, Articles: c.Articles, Opened: lately(c.Opened, now),
					Missing: missing(c, lost), Here: samePaths(c.Paths, here),
				})
			}
			return append(out, ui.Known{Name: sampleTitle, Where: "the sample that comes with kreader", Here: len(r.paths) == 0})
		},
		Open: func(k ui.Known) tea.Msg { return v.change(request{paths: k.Paths, links: linkFlags{offline: true}}) },
		Forget: func(k ui.Known) error {
			s, err := store.Open()
			if err != nil {
				return err
			}
			return s.Update(func(st *store.State) { st.Forget(k.Paths) })
		},
	}
}

func samePaths(a, b []string) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}

// called returns the collection of that name: one that the reader has called so,
// or else that is called so of itself.
func called(name string) (*store.Collection, error) {
	cs, err := remembered()
	if err != nil {
		return nil, failed("", "find the collection %q: %v", name, err)
	}
	for _, of := range []func(*store.Collection) string{func(c *store.Collection) string { return c.Name }, label} {
		if i := slices.IndexFunc(cs, func(c store.Collection) bool { return of(&c) == name }); i >= 0 {
			return &cs[i], nil
		}
	}
	var names []string
	for i := range cs {
		names = append(names, label(&cs[i]))
	}
	hint := `"kreader --name NAME PATH" gives one a name`
	if n := near.Word(name, names); n != "" {
		hint = fmt.Sprintf("did you mean %q?", n)
	} else if len(names) > 0 {
		hint = `"kreader collections" lists them`
	}
	return nil, failed(hint, "no collection is called %q", name)
}

// mayCall refuses a name that another collection has, unless that is gone: then it
// has moved.
func mayCall(name string, paths []string) error {
	cs, err := remembered()
	if err != nil {
		return nil //nolint:nilerr // it is said where the state is needed
	}
	st := store.State{Collections: cs}
	i := st.Called(name)
	if i < 0 || samePaths(cs[i].Paths, paths) || missing(&cs[i], gone(cs[i].Paths)) != "" {
		return nil
	}
	return usage("choose another, or open it with --name alone", "%q is what %q is called", name, cs[i].Paths[0])
}

// collectionsCommand lists the collections for people and scripts.
func (a *app) collectionsCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "collections",
		Short: "List the collections that were opened, the latest first",
		Long: `Lists the collections that were opened, the latest first: the name, how many
articles it has, when it was opened, its paths. A tab is between them.`,
		Args: cobra.NoArgs,
		Example: `  kreader collections
  kreader --name flood clippings/2031    gives one a name
  kreader --name flood                   opens it by its name`,
		RunE: func(*cobra.Command, []string) error {
			cs, err := remembered()
			if err != nil {
				return failed("", "list the collections: %v", err)
			}
			lost := gone(allPaths(cs))
			for i := range cs {
				c := &cs[i]
				opened := ""
				if !c.Opened.IsZero() {
					opened = c.Opened.Format(time.DateOnly)
				}
				paths := make([]string, len(c.Paths))
				for i, p := range c.Paths {
					if paths[i] = plain(p); lost[p] != "" {
						paths[i] += " (not there now: " + lost[p] + ")"
					}
				}
				fmt.Fprintf(a.stdout, "%s\t%d\t%s\t%s\n", plain(label(c)), c.Articles, opened, strings.Join(paths, "\t"))
			}
			return nil
		},
	}
}
