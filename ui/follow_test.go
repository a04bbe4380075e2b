package ui

import (
	"strings"
	"testing"

	"github.com/kreader/kreader/ui/uitest"
)

// TestFollow holds that the timeline moves with the reading until it is told to
// stay, and that the screen says which of the two it does.
func TestFollow(t *testing.T) {
	m := open(uitest.Large(400), 120, 16)
	axis := func() string { // the rows of the timeline, without their marks
		return strings.NewReplacer("▌", " ").Replace(uitest.Plain(m.timeline.View()))
	}
	read := func() (moved bool) {
		press(m, "home")
		was := axis()
		for range 40 {
			if press(m, "d"); axis() != was {
				return true
			}
		}
		return false
	}
	state := func() string {
		lines := strings.Split(uitest.Plain(m.View()), "\n")
		return lines[len(lines)-1]
	}
	press(m, "a", "home", "enter")
	if !strings.HasSuffix(state(), "timeline follows") || !read() {
		t.Errorf("the timeline does not follow: %s", state())
	}
	press(m, "F")
	if !strings.HasSuffix(state(), "timeline stays") || read() {
		t.Errorf("the timeline moves although it should stay: %s", state())
	}
	was := axis()
	press(m, "F")
	if !strings.HasSuffix(state(), "timeline follows") || axis() == was {
		t.Errorf("it does not follow again at once: %s", state())
	}
}
