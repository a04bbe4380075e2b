package cli

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// story writes articles of two outlets about one event, one of which spells a name
// otherwise, and returns their folder.
func (x *tmux) story() string {
	x.t.Helper()
	dir := filepath.Join(x.t.TempDir(), "story")
	for name, text := range map[string]string{
		"herald/dam.txt":   "The dam at Orla\n\n5 May 2031\n\nThe dam at Orla broke on 4 May 2031. Yusuf al-Harbadi, who built it, was not seen.\n\nThe mayor resigned on 6 May 2031.\n",
		"post/water.txt":   "Water in Orla\n\n7 May 2031\n\nOn 4 May 2031 the dam at Orla broke. Yousef el-Harbady built it.\n\nThe council met on 5 May 2031.\n",
		"courier/late.txt": "A year on\n\n4 May 2032\n\nThe dam at Orla broke on 4 May 2031, a year ago. A new one was begun on 2 March 2032.\n",
	} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			x.t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			x.t.Fatal(err)
		}
	}
	return dir
}

// Find an event by a few letters, and read all its passages.
func TestJourneyReadAnEvent(t *testing.T) {
	x := startTmux(t, "120", "30")
	x.keys("kreader "+x.story(), "Enter")
	x.sees(`3 articles · 3 outlets`)
	x.sees(`passage \d of \d`)
	x.keys("C-p")
	x.sees(`─ Find ─`)
	x.keys("dam broke")
	x.sees(`› dam broke`)
	x.keys("Enter")
	screen := x.sees(`passage 1 of 3`)
	seen := map[string]bool{}
	for _, n := range []string{"2", "3", "1"} {
		x.keys("n")
		screen = x.sees(`passage ` + n + ` of 3`)
		for _, outlet := range []string{"herald", "post", "courier"} {
			if regexp.MustCompile(`│ . ` + outlet).MatchString(screen) {
				seen[outlet] = true
			}
		}
	}
	if len(seen) != 3 {
		t.Errorf("n led to %v:\n%s", seen, screen)
	}
	x.keys("C-c")
}

// A story opened in the narrowest window that people use: one pane, and how to get
// to the other.
func TestJourneyNarrow(t *testing.T) {
	x := startTmux(t, "44", "16")
	x.keys("kreader "+x.story(), "Enter")
	x.sees(`timeline ─ Tab article`)
	x.keys("Tab")
	x.sees(`article ─ Tab timeline|timeline Tab ─ article`)
	x.keys("?")
	x.sees(`Help`)
	x.keys("C-c")
	x.sees(`ready> *\n*$`)
}

// Only one outlet, and all again.
func TestJourneyOneOutlet(t *testing.T) {
	x := startTmux(t, "120", "30")
	x.keys("kreader "+x.story(), "Enter")
	x.sees(`ouncil met`)
	x.keys("C-p")
	x.sees(`─ Find ─`)
	x.keys("-l", "@herald")
	x.sees(`› @herald`)
	x.keys("Enter")
	screen := x.sees(`0 drops the filters`)
	if regexp.MustCompile(`ouncil met`).MatchString(screen) {
		t.Errorf("another outlet's event is shown:\n%s", screen)
	}
	x.keys("0")
	x.sees(`ouncil met`)
	x.keys("C-c")
}

// A name is found however it is spelt, in all articles.
func TestJourneyOtherSpelling(t *testing.T) {
	x := startTmux(t, "120", "30")
	x.keys("kreader "+x.story(), "Enter")
	x.sees(`ouncil met`)
	x.keys("g", "/")
	x.sees(`all articles`)
	x.keys("-l", "harbady")
	x.sees(`2 in 2 articles|2 places`)
	x.keys("Enter")
	x.sees(`place 1 of 2`)
	x.keys("n")
	x.sees(`place 2 of 2`)
	x.keys("C-c")
}

// What outlets say of an event side by side, who tells which events, and why.
func TestJourneyCompare(t *testing.T) {
	x := startTmux(t, "120", "30")
	x.keys("kreader "+x.story(), "Enter")
	x.sees(`passage \d of \d`)
	x.keys("C-p")
	x.sees(`─ Find ─`)
	x.keys("-l", "dam broke")
	x.sees(`› dam broke`)
	x.keys("Enter")
	x.sees(`passage 1 of 3`)
	x.keys("c")
	x.sees(`told by 3 of 3 outlets`)
	x.keys("q", "m")
	x.sees(`Coverage +\d events × 3 outlets`)
	x.keys("Tab")
	x.sees(`× 3 articles`)
	x.keys("q", "w")
	x.sees(`─ Why ─`)
	x.sees(`told in 3 passages`)
	x.keys("C-c")
	x.sees(`ready> *\n*$`)
}

// NO_COLOR is obeyed: bold and the marks remain.
func TestJourneyNoColor(t *testing.T) {
	x := startTmux(t, "120", "30")
	x.keys("NO_COLOR=1 kreader "+x.story(), "Enter")
	x.sees(`passage \d of \d`)
	styled := x.run("capture-pane", "-p", "-e")
	if m := regexp.MustCompile("\x1b\\[[0-9;]*(3[0-8]|4[0-8]|9[0-7])[;m]").FindString(styled); m != "" {
		t.Errorf("there is colour: %q", m)
	}
	if !regexp.MustCompile("\x1b\\[1m").MatchString(styled) {
		t.Errorf("nothing is bold:\n%q", styled)
	}
	x.keys("C-c")
}

// However often and wildly the window changes, the same words are there in the end.
func TestJourneyResizeStorm(t *testing.T) {
	x := startTmux(t, "120", "30")
	x.keys("kreader "+x.story(), "Enter")
	x.sees(`passage 1 of \d`)
	x.sees(`dam at Orla broke`)
	for i := range 30 {
		x.run("resize-window", "-x", strconv.Itoa(20+i*37%180), "-y", strconv.Itoa(5+i*13%50))
	}
	x.run("resize-window", "-x", "120", "-y", "30")
	x.sees(`(?s)3 articles · 3 outlets.*dam at Orla broke.*passage 1 of \d`)
	x.keys("C-c")
	x.sees(`ready> *\n*$`)
}

// A click chooses, the line between the panes is drawn, and M gives
// the mouse to the terminal.
func TestJourneyMouse(t *testing.T) {
	x := startTmux(t, "120", "30")
	x.keys("kreader "+x.story(), "Enter")
	screen := x.sees(`ouncil met`)
	row := 0
	for i, l := range strings.Split(screen, "\n") {
		if strings.Contains(l, "ouncil met") && row == 0 {
			row = i + 1
		}
	}
	at := "12;" + strconv.Itoa(row)
	x.keys("-l", "\x1b[<0;"+at+"M\x1b[<0;"+at+"m")
	x.sees(`(?m)^▌.*ouncil met`)
	divider := strings.Index(strings.Split(x.screen(), "\n")[1], "┬") / len("─")
	drawn := func(x int, end string) string { return "\x1b[<0;" + strconv.Itoa(x) + ";10" + end }
	x.keys("-l", drawn(divider+1, "M")+"\x1b[<32;71;10M"+drawn(71, "m"))
	x.sees(`(?m)^─{70}┬`)
	x.keys("M")
	x.sees(`mouse`)
	x.keys("C-c")
}

// Where the terminal can show no screen, the same is read line by line: find an event,
// read its passages, compare, search, and leave.
func TestJourneyDumb(t *testing.T) {
	x := startTmux(t, "200", "60")
	x.keys("TERM=dumb kreader "+x.story()+"; echo ended with $?", "Enter")
	x.sees(`3 articles, 3 outlets(?s:.*)Event \d of \d: (?s:.*)> *\n*$`)
	x.keys("C-p", "Enter") // the terminal shows it as it likes; the reader takes it for no key
	x.keys("ctrl-p", "Enter")
	x.sees(`Type some letters`)
	x.keys("-l", "dam broke")
	x.keys("Enter", "Enter")
	x.sees(`Passage 1 of 3: `)
	x.keys("n", "Enter")
	x.sees(`Passage 2 of 3: `)
	x.keys("c", "Enter")
	x.sees(`told by 3 of 3 outlets`)
	x.keys("q", "Enter")
	x.keys("-l", "g/ harbady")
	x.keys("Enter")
	x.sees(`2 in 2 articles`)
	x.keys("2", "Enter")
	x.sees(`Place 1 of 2: `)
	x.keys("quit", "Enter")
	x.sees(`ended with 0`)
}

// What outlets differ about is listed, and each entry opens the comparison; the source
// of a passage is copied in a format that is chosen from a list.
func TestJourneyDifferAndCite(t *testing.T) {
	x := startTmux(t, "120", "30")
	dir := x.story()
	for name, toll := range map[string]string{"herald/toll.txt": "11", "post/toll.txt": "14"} {
		text := "The toll\n\n8 May 2031\n\nThe flood at Orla killed " + toll + " people on 4 May 2031.\n"
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	x.keys("kreader "+dir, "Enter")
	x.sees(`5 articles · 3 outlets`)
	x.sees(`passage \d of \d`)
	x.keys("g", "d")
	x.sees(`1 difference ─(?s:.*)killed: . 11  . 14`)
	x.keys("Enter")
	x.sees(`differ +killed`)
	x.keys("q")
	x.sees(`1 difference ─`)
	x.keys("q")
	x.sees(`c compare`)
	x.keys("g", "Y")
	x.sees(`BibTeX`)
	x.keys("C-c")
	x.sees(`ready> *\n*$`)
}
