package linear

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"unicode"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/correct"
	"github.com/kreader/kreader/ui"
	"github.com/kreader/kreader/ui/action"
	"github.com/kreader/kreader/ui/theme"
	"github.com/kreader/kreader/ui/uitest"
)

// turn stands where a line may be typed.
const turn = "\x00"

// reading returns a reader of a collection, without a first line.
func reading(c *model.Collection) *Reader {
	keys := action.Default()
	m := ui.New(ui.Options{
		Theme: theme.New(theme.Options{Profile: theme.Ascii, ASCII: true, Words: true}), Words: true, Keys: keys, Collection: c,
		Copy:   func(string) error { return nil },
		Browse: func(string) error { return nil },
		Reread: func() {}, Watch: func(bool) string { return "the files are watched" },
		Correct: func(_ context.Context, c ui.Change) (correct.Entry, *model.Collection, error) {
			return c.Entry, nil, nil
		},
		Shelf: ui.Collections{
			List: func() []ui.Known {
				return []ui.Known{{Name: "The bridge", Where: "~/bridge", Paths: []string{"/bridge"}, Articles: 4, Opened: "today", Here: true}, {Name: "Flood", Where: "~/flood", Paths: []string{"/flood"}}}
			},
			Open: func(k ui.Known) tea.Msg { return k }, Forget: func(ui.Known) error { return nil },
		},
	})
	return &Reader{Model: m, Keys: keys, Prompt: turn, Suspend: func() {}}
}

// converse types lines, and returns what was printed before the first one and
// after each; less of it when the reader has ended.
func converse(t *testing.T, r *Reader, lines ...string) []string {
	t.Helper()
	var out bytes.Buffer
	r.In, r.Out = strings.NewReader(strings.Join(lines, "\n")+"\n"), &out
	if err := r.Run(t.Context()); err != nil {
		t.Fatalf("after %q: %v\n%s", lines, err, out.String())
	}
	for _, c := range out.String() {
		if unicode.IsControl(c) && c != '\n' && string(c) != turn || c == '\u2063' {
			t.Fatalf("after %q there is the control character %U:\n%q", lines, c, out.String())
		}
	}
	return strings.Split(out.String(), turn)
}

// TestConversations holds what is said, line by line.
func TestConversations(t *testing.T) {
	for name, lines := range map[string][]string{
		"reading":     {"j", "k", "J", "enter", "j", "}", "n", "n", "previous passage", "G", "]", "h", "gg", "3J", "5", "bottom", "j", "q"},
		"searching":   {"/bridge", "n", "N", "esc", "/ zzz", "g/ crack", "n", "q", "g/", "pier", "2", "search-articles nowhere", "esc"},
		"filtering":   {"f crack", "j", "0", "filter", "2019", "gt 2017", "gt zz", "o", "x", "q", "0", "!", "!", "t", "0", "+", "j", "-"},
		"lists":       {"a", "j", "", "a", "q", "D", "q", "L", "gd", "", "q", "gn", "j", "/ hand", "esc", "q", "gc", "j", "q", "T", "w", "q", "?", "/ passage", "q"},
		"comparing":   {"c", "l", "h", "n", "J", "w", "q", "c", "m", "j", "l", "s", "tab", "c", "q", "q"},
		"keeping":     {"B", "A", "Who says so?", "e", "j", "", "2018-01", "v", "j", "l", "y", "esc", "gm", "x", "G", "'", "x", "y", "Y", "gY", "", "gs", "gl"},
		"the palette": {"ctrl-p", "crack", "", ": zoom", "", ":", "nothing of the kind", "esc"},
		"mistakes":    {"foo", "g", "nxt-passage", "toggle-outlet", "0x", "Ctrl-", "99999999999999999999", "z", "Left Right", "\x1b[A", "quit", "j"},
	} {
		t.Run(name, func(t *testing.T) {
			said := converse(t, reading(uitest.Marked()), lines...)
			var b strings.Builder
			for i, s := range said {
				b.WriteString(s)
				if i < len(lines) && i < len(said)-1 {
					fmt.Fprintf(&b, "\n> %s\n", strings.ToValidUTF8(strings.ReplaceAll(lines[i], "\x1b", "␛"), "?"))
				}
			}
			uitest.Golden(t, strings.ReplaceAll(name, " ", "-")+".txt", strings.TrimRight(b.String(), "\n"))
		})
	}
}

// into says how to get to each scope.
var into = map[action.Scope][][]string{
	action.Everywhere: {{"tab", "/bridge"}, {"j", "?"}},
	action.Moving:     {{"home"}, {"G"}, {"home", "enter", "home"}, {"a", "home"}, {"a", "G"}, {"?", "home"}, {"?", "G"}},
	action.Panes:      {{"j"}, {"tab"}, {"G", "j", "j"}},
	action.Timeline:   {{"home"}},
	action.Article:    {{"tab", "j"}, {"tab", "3G"}},
	action.Matches:    {{"/bridge"}},
	action.List:       {{"a", "j"}},
	action.Page:       {{"?"}, {"w"}},
	action.Outlet:     {{"o"}, {"Alt-1", "o"}},
	action.Shelf:      {{"gc"}, {"gc", "j"}},
	action.Notes:      {{"gn"}, {"gn", "j"}},
	action.Selecting:  {{"tab", "j", "v"}, {"tab", "3G", "v", "o"}},
	action.Comparing:  {{"J", "J", "c"}, {"c", "l"}},
	action.Covering:   {{"Alt-1", "m", "l"}, {"+", "m", "l", "tab"}},
	action.Finder:     {{"ctrl-p"}, {": e"}, {": e", "down"}},
	action.Input:      {{"f"}, {"/"}, {"A"}},
}

// TestEveryAction holds that each action of the help does its thing in words, or
// says why not, by its key and by its name: what is said is not what a line that
// changes nothing says.
func TestEveryAction(t *testing.T) {
	for _, s := range action.Specs {
		if len(s.Keys) == 0 {
			t.Errorf("%s has no key", s.ID)
			continue
		}
		if s.ID == action.Redraw { // says again where one is: that is what it is for
			continue
		}
		for _, line := range []string{action.Label(s.Keys[0]), string(s.ID)} {
			if line == string(s.ID) && (s.ID == action.NthOutlet || s.Scope.Typed()) {
				continue // it is its key that says which; a name is what is typed
			}
			did, tried := 0, 0
			for _, before := range into[s.Scope] {
				r := reading(uitest.Marked())
				still := converse(t, r, append(before, string(action.Redraw))...)
				if scopes := r.Model.Scopes(); !s.Scope.Typed() && !holdsIn(s.Scope, scopes) {
					t.Fatalf("%v does not lead to %s but to %v", before, s.Scope, scopes)
				}
				quiet := still[len(before)+1]
				r = reading(uitest.Marked())
				stopped := false
				r.Suspend = func() { stopped = true }
				said := converse(t, r, append(before, line)...)
				tried++
				switch said := said[len(before)+1]; {
				case r.over, stopped:
					did++
				case said == "":
					t.Errorf("%s: %q after %q says nothing", s.Scope, line, before)
				case said != quiet:
					did++
				}
			}
			if did == 0 || did < tried && s.Scope != action.Moving && s.Scope != action.Everywhere {
				t.Errorf("%s: %q (%s) does something in %d of %d places", s.Scope, line, s.ID, did, tried)
			}
		}
	}
}

func holdsIn(s action.Scope, scopes []action.Scope) bool {
	for _, t := range scopes {
		if s == t {
			return true
		}
	}
	return false
}

// TestRun holds how it ends, and that what is asked for is waited for.
func TestRun(t *testing.T) {
	if said := converse(t, reading(nil), "j", "enter", "w", "?", "q", "q"); len(said) < 5 {
		t.Errorf("without articles it says %q", said)
	}
	r := reading(uitest.Sample(true))
	r.In, r.Out = iotest{errors.New("gone")}, io.Discard
	if err := r.Run(t.Context()); err == nil || !strings.Contains(err.Error(), "gone") {
		t.Errorf("lines that cannot be read: %v", err)
	}
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(errors.New("a signal"))
	r = reading(uitest.Sample(true))
	in, hold := io.Pipe()
	defer hold.Close()
	r.In, r.Out = in, io.Discard
	if err := r.Run(ctx); err == nil || err.Error() != "a signal" {
		t.Errorf("ended by a signal: %v", err)
	}
	r = reading(uitest.Sample(true))
	r.In, r.Out = in, broken{}
	if err := r.Run(t.Context()); err == nil {
		t.Error("what cannot be written is no error")
	}
	r = reading(uitest.Sample(true))
	r.In, r.Out = in, io.Discard
	r.Model = panics{r.Model}
	if _, ok := errors.AsType[*ui.Crash](r.Run(t.Context())); !ok {
		t.Error("a panic in a command is no crash")
	}
}

type iotest struct{ err error }

func (i iotest) Read([]byte) (int, error) { return 0, i.err }

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("no room") }

type panics struct{ Model }

func (panics) Init() tea.Cmd { return func() tea.Msg { panic("in a command") } }

// TestPatience holds that the first line waits until the articles are read, and
// that somebody who types hears how far that is.
func TestPatience(t *testing.T) {
	for _, patient := range []bool{true, false} {
		go_ := make(chan struct{})
		m := ui.New(ui.Options{
			Theme: theme.New(theme.Options{Profile: theme.Ascii, ASCII: true, Words: true}), Words: true,
			Load: func(_ context.Context, report func(ui.Update)) error {
				report(ui.Update{Stage: "reading", Total: 4})
				<-go_
				report(ui.Update{Collection: uitest.Sample(true), Idle: true})
				return nil
			},
		})
		in, type_ := io.Pipe()
		var out bytes.Buffer
		r := &Reader{Model: m, Keys: action.Default(), In: in, Out: &out, Patient: patient}
		done := make(chan error, 1)
		go func() { done <- r.Run(t.Context()) }()
		if !patient {
			_, _ = io.WriteString(type_, "j\n\n") // taken, one after the other, before anything is there
			close(go_)
		} else {
			close(go_)
			_, _ = io.WriteString(type_, "home\n")
		}
		type_.Close()
		if err := <-done; err != nil {
			t.Fatal(err)
		}
		said := out.String()
		if patient && !strings.Contains(said, "Event 1 of 9: ") {
			t.Errorf("all at once: it says\n%s", said)
		}
		if !patient && !strings.Contains(said, "reading the articles") {
			t.Errorf("typed: it says\n%s", said)
		}
	}
}

// TestParse holds how a line is read.
func TestParse(t *testing.T) {
	k := action.Default()
	panes := []action.Scope{action.Timeline, action.Panes, action.Moving, action.Everywhere}
	for line, want := range map[string]command{
		"j": {id: action.Down, key: "j"}, "": {id: action.Choose, key: "enter"}, " ": {id: action.PageDown, key: " "},
		"5j": {id: action.Down, key: "j", count: 5}, "5 down": {id: action.Down, key: "down", count: 5}, "42": {id: action.Bottom, count: 42},
		"gg": {id: action.Top, key: "g g"}, "g g": {id: action.Top, key: "g g"}, "Ctrl-P": {id: action.Palette, key: "ctrl+p"},
		"Next Passage": {id: action.NextPassage}, "next-passage": {id: action.NextPassage},
		"/two words": {id: action.Search, key: "/", text: "two words"}, "search two words": {id: action.Search, text: "two words"},
		"g/ x": {id: action.SearchAll, key: "g /", text: "x"}, "f 2019": {id: action.Filter, key: "f", text: "2019"},
		"gm x": {id: action.Mark, key: "g m", text: "x"}, "50%": {id: action.Percent, key: "%", count: 50}, "0": {id: action.ShowAll, key: "0"},
	} {
		if got, err := parse(line, k, panes, false); err != nil || got != want {
			t.Errorf("%q is %+v (%v), want %+v", line, got, err, want)
		}
	}
	typed := []action.Scope{action.Input}
	for line, want := range map[string]command{
		"j": {text: "j", answer: true}, "next-passage": {text: "next-passage", answer: true}, "": {id: action.Accept, key: "enter"}, "Esc": {id: action.Cancel, key: "esc"},
	} {
		if got, err := parse(line, k, typed, true); err != nil || got != want {
			t.Errorf("typed, %q is %+v (%v), want %+v", line, got, err, want)
		}
	}
	for line, want := range map[string]string{
		"foo": `no key or action "foo" here: ? lists them`, "nxt-passage": "did you mean next-passage?", "g": "g is the beginning of: g", "toggle-outlet": "does nothing here: in the list of outlets",
		"zebra": `no key or action "zebra" here`,
	} {
		if got, err := parse(line, k, panes, false); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q is %+v, %v; want an error with %q", line, got, err, want)
		}
	}
}

// FuzzLines holds that no line does harm.
func FuzzLines(f *testing.F) {
	f.Add("j\n5G\n/bridge\n?\nq")
	f.Add("A\nx\ne\n3\n\n\x1b[31m\n' '\ngm\n")
	f.Fuzz(func(t *testing.T, lines string) {
		if len(lines) > 200 {
			return
		}
		converse(t, reading(uitest.Marked()), strings.Split(lines, "\n")...)
	})
}
