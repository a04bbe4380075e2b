package cli

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/kreader/kreader/ui/action"
	"github.com/kreader/kreader/ui/config"
	"github.com/kreader/kreader/ui/uitest"
)

// TestSoak reads two collections with keys at random, in a window whose size changes
// and with files that come, change and go: nothing panics, no frame outgrows the
// window, and the memory that is in use stays what it was. KREADER_SOAK says how many
// keys; 20,000 take some minutes.
func TestSoak(t *testing.T) {
	keys := 400
	if testing.Short() {
		keys = 200
	}
	if n, err := strconv.Atoi(os.Getenv("KREADER_SOAK")); err == nil {
		keys = n
	}
	s := newSoak(t)
	const rests = 10
	var used []uint64
	for i := range keys {
		s.step()
		if i%(keys/rests) == keys/rests-1 {
			s.rest()
			least := uint64(0)
			if len(used) > 0 {
				least = used[0]
			}
			used = append(used, s.memory(least))
			t.Logf("after %d keys: %.2f MB in use, %.0f MB resident, %d goroutines, %d changes of files, opened %d times", i+1,
				float64(used[len(used)-1])/(1<<20), resident(), runtime.NumGoroutine(), s.changes, s.opened)
		}
	}
	// What is filled once and for all is filled when half is done.
	if half, end := used[rests/2-1], used[rests-1]; keys >= 2000 && end > half+half/20 {
		t.Errorf("%d bytes are in use at the end, %d were after half of the keys", end, half)
	}
}

// soak drives the model that the terminal has, as bubbletea does.
type soak struct {
	t       *testing.T
	rng     *rand.Rand
	v       *visits
	dir     string
	keys    []string
	w, h    int
	news    chan tea.Msg
	waiting int // commands that have not answered
	changes int // of files
	opened  int // how often a collection was
}

const soakFiles = 20

func newSoak(t *testing.T) *soak {
	for _, name := range []string{"XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"} {
		t.Setenv(name, t.TempDir())
	}
	s := &soak{t: t, rng: rand.New(rand.NewPCG(8, 8)), dir: t.TempDir(), w: 120, h: 40, news: make(chan tea.Msg)}
	for _, spec := range action.Specs {
		switch spec.ID {
		case action.Copy, action.CopyCited, action.CopySentence, action.CopyLink: // the clipboard is not the test's
			continue
		}
		s.keys = append(s.keys, spec.Keys...)
	}
	s.write("other/one.md", "# The other story\n\nOn 3 June 2031 the mill at Arn was sold.\n")
	for i := range soakFiles {
		s.write(soakName(i), soakText(i, 0))
	}
	s.open(filepath.Join(s.dir, "other"))
	s.quit()
	s.open(filepath.Join(s.dir, "story"))
	return s
}

func soakName(i int) string {
	return fmt.Sprintf("story/%s/%02d.md", [...]string{"Arn Courier", "Harbour Post", "Mill Review"}[i%3], i)
}

// soakText is what article i says in one of its versions.
func soakText(i, version int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# Report %d from the harbour\n\n2031-05-%02d\n\n", i, 1+i)
	for k := range 12 {
		n := (i*5 + k*3 + version) % 40
		fmt.Fprintf(&b, "On %d April 2031 the gate of lock %d was closed, and %d boats were turned back. ", 1+n%28, 1+n%7, 10+n+version)
		if k%4 == 3 {
			b.WriteString("\n\n> Nobody had asked the river.\n\n")
		}
	}
	return b.String()
}

func (s *soak) write(name, text string) {
	p := filepath.Join(s.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
		s.t.Fatal(err)
	}
	if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
		s.t.Fatal(err)
	}
}

// open begins to read, as [app.read] does.
func (s *soak) open(path string) {
	null, err := os.OpenFile(os.DevNull, os.O_RDWR, 0)
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { null.Close() })
	a := &app{program: Program{Version: "test", Sample: os.DirFS(filepath.Join(s.dir, "other"))}, stdin: null, stdout: null, stderr: null}
	req := request{paths: []string{path}, watched: true}.with(false)
	ctx, leave := context.WithCancel(s.t.Context())
	memory, lost := a.recall(&req)
	l := a.startLoading(ctx, req)
	how := manner{Config: config.Default(), keys: action.Default()}
	v := &visits{app: a, ctx: s.t.Context(), tty: &terminal{keys: null, out: &screenWriter{File: null}}, how: how, dark: true}
	l.firstFrame()
	v.open = v.visit(req, l, leave, how, memory, lost)
	v.Model = v.open.m
	s.v = v
	s.opened++
	s.run(v.Init())
	s.send(tea.WindowSizeMsg{Width: s.w, Height: s.h})
}

// quit ends the reading, as [app.read] does.
func (s *soak) quit() {
	if err := s.v.save(); err != nil {
		s.t.Fatal(err)
	}
	s.v.Close()
	s.v.open.cancel()
	l := s.v.open.l
	if l.finished() { // else it ends between articles
		<-l.kept
	}
	for s.waiting > 0 {
		<-s.news
		s.waiting--
	}
}

// run runs a command; what it answers comes to [soak.news].
func (s *soak) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	s.waiting++
	go func() { s.news <- cmd() }()
}

func (s *soak) send(msg tea.Msg) {
	_, cmd := s.v.Update(msg)
	s.run(cmd)
}

// take takes in what a command has answered.
func (s *soak) take(msg tea.Msg) {
	s.waiting--
	switch msg := msg.(type) {
	case nil:
	case tea.BatchMsg:
		for _, cmd := range msg {
			s.run(cmd)
		}
	case tea.QuitMsg:
		if err := s.v.Err(); err != nil {
			s.t.Fatal(err)
		}
		s.quit()
		s.open(filepath.Join(s.dir, "story"))
	default:
		s.send(msg)
	}
}

// drain takes in what has been answered so far.
func (s *soak) drain() {
	for {
		select {
		case msg := <-s.news:
			s.take(msg)
		default:
			return
		}
	}
}

// step presses a key, and now and then does something else.
func (s *soak) step() {
	k := s.keys[s.rng.IntN(len(s.keys))]
	for _, stroke := range action.Strokes(k) {
		if quits := stroke == "ctrl+c" || stroke == "q" || stroke == "Q"; quits && s.rng.IntN(20) > 0 {
			continue
		}
		s.press(stroke)
	}
	switch s.rng.IntN(60) {
	case 0, 1, 2:
		s.w, s.h = 1+s.rng.IntN(200), 1+s.rng.IntN(60)
		if s.rng.IntN(2) == 0 {
			s.w, s.h = 120, 40
		}
		s.send(tea.WindowSizeMsg{Width: s.w, Height: s.h})
	case 3:
		s.changes++
		i := s.rng.IntN(soakFiles)
		if version := s.rng.IntN(4); version > 0 {
			s.write(soakName(i), soakText(i, version))
		} else {
			os.Remove(filepath.Join(s.dir, filepath.FromSlash(soakName(i))))
		}
	case 4:
		s.send(tea.MouseMsg{X: s.rng.IntN(s.w), Y: s.rng.IntN(s.h), Button: tea.MouseButtonLeft, Action: tea.MouseActionPress})
	case 5:
		s.settle()
	}
	s.drain()
	uitest.Exact(s.t, k, s.v.View(), s.w, s.h, true)
	if s.t.Failed() {
		s.t.FailNow()
	}
}

func (s *soak) press(stroke string) {
	for t := tea.KeyType(-100); t < 128; t++ { // the names that bubbletea has for keys
		if k := (tea.KeyMsg{Type: t}); t != tea.KeyRunes && k.String() == stroke {
			s.send(k)
			return
		}
	}
	text, alt := strings.CutPrefix(stroke, "alt+")
	s.send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(text), Alt: alt})
}

// settle waits until all that is there has been read. Two commands wait for ever: the
// loading, and what listens to it.
func (s *soak) settle() {
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	idle := func() bool {
		l := s.v.open.l
		l.mu.Lock()
		defer l.mu.Unlock()
		return s.waiting <= 2 && l.latest.Idle && len(l.look) == 0
	}
	for still := 0; still < 5; {
		select {
		case msg := <-s.news:
			s.take(msg)
			still = 0
		case <-tick.C:
			if still++; !idle() {
				still = 0
			}
		}
	}
}

// rest puts everything as it was in the beginning: files, window, views and filters.
func (s *soak) rest() {
	for i := range soakFiles {
		s.write(soakName(i), soakText(i, 0))
	}
	os.Remove(filepath.Join(s.dir, "story", "kreader.toml"))
	s.w, s.h = 120, 40
	s.send(tea.WindowSizeMsg{Width: s.w, Height: s.h})
	if open := s.v.open.req.paths; len(open) == 0 || filepath.Base(open[0]) != "story" {
		s.quit()
		s.open(filepath.Join(s.dir, "story"))
	}
	for range 10 { // out of everything that is open
		s.press("esc")
	}
	for _, k := range []string{"0", "tab", "home", "g", "r"} {
		s.press(k)
	}
	s.settle()
}

// memory returns how many bytes are in use. What is let go later than the screen shows
// is waited for, for a while: until no more than enough is in use.
func (s *soak) memory(enough uint64) (used uint64) {
	for range 20 {
		debug.FreeOSMemory()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		if used == 0 || m.HeapAlloc < used {
			used = m.HeapAlloc
		}
		if used <= enough+enough/50 {
			break
		}
		s.settle()
	}
	return used
}

// resident returns how much memory the system has given, in megabytes, 0 where it
// does not say.
func resident() float64 {
	status, _ := os.ReadFile("/proc/self/status")
	_, after, _ := strings.Cut(string(status), "VmRSS:")
	var kb float64
	_, _ = fmt.Sscan(after, &kb)
	return kb / 1024
}
