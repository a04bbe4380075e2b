package cli

import (
	"context"
	"errors"
	"io"
	"os"
	"runtime"
	"sync"
	"time"

	"github.com/kreader/kreader/ui/clip"
)

// screenWriter is the terminal that the screen is drawn on. It is a file, so
// that bubbletea knows it for a terminal, and takes one write at a time, so that
// what is said to the terminal beside the screen never lands in the middle of a
// frame.
type screenWriter struct {
	*os.File
	mu sync.Mutex
}

// Write implements [io.Writer].
func (w *screenWriter) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.File.Write(p)
}

// WriteString implements [io.StringWriter]; the file's own would not wait.
func (w *screenWriter) WriteString(s string) (int, error) { return w.Write([]byte(s)) }

// copyBound is how long a program of the desktop may take.
const copyBound = 2 * time.Second

// copy puts text on the clipboard: the terminal's, and that of the desktop if
// there is one on this machine. It is an error when there is neither way.
func (t *terminal) copy(text string) error {
	seq, asked := clip.Sequence(text, os.Getenv)
	asked = asked && !t.spoken
	if asked {
		if _, err := io.WriteString(t.out, seq); err != nil {
			return err
		}
	}
	ctx, cancel := context.WithTimeout(context.Background(), copyBound)
	defer cancel()
	err := clip.Write(ctx, runtime.GOOS, text, os.Getenv)
	if asked {
		return nil // the terminal does not say whether it has
	}
	if errors.Is(err, clip.ErrNone) && !t.spoken {
		return errors.New("it is too long for the terminal, and " + err.Error())
	}
	return err
}
