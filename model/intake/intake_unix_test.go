//go:build unix

package intake

import (
	"context"
	"fmt"
	"io"
	"net"
	"os"
	"syscall"
	"testing"
	"time"
)

// Nothing in a folder may make the reader wait.
func TestPipesSocketsDevices(t *testing.T) {
	c := tree(t, map[string]string{"a.txt": "a"})
	if err := syscall.Mkfifo("c/pipe.txt", 0o644); err != nil {
		t.Skip("no pipes here:", err)
	}
	l, err := net.Listen("unix", "c/socket.md")
	if err != nil {
		t.Skip("no sockets here:", err)
	}
	defer l.Close()
	done := make(chan bool)
	go func() {
		defer close(done)
		rels, ds := read(t, c)
		want(t, "documents", rels, "a.txt")
		want(t, "diagnostics", ds,
			"W c/pipe.txt: not read: a named pipe, not a file",
			"W c/socket.md: not read: a socket, not a file")
		_, ds = read(t, "c/pipe.txt", "/dev/null")
		want(t, "named", ds, "F /dev/null: a device, not a file", "F c/pipe.txt: a named pipe, not a file")
		// One that took a file's place after the walk.
		if _, _, bad := contents("c/pipe.txt"); bad != "a named pipe, not a file" {
			t.Errorf("contents of a pipe: %q", bad)
		}
	}()
	select {
	case <-done:
	case <-time.After(10 * time.Second):
		t.Fatal("blocked")
	}
}

// What a shell makes of <(…) is read to its end.
func TestDescriptor(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	name := fmt.Sprintf("/dev/fd/%d", r.Fd())
	if _, err := os.Stat(name); err != nil {
		t.Skip("no such names here:", err)
	}
	go func() {
		io.WriteString(w, "The dam broke.")
		w.Close()
	}()
	docs, ds, err := Documents(context.Background(), []string{name}, Options{})
	if err != nil || len(ds) != 0 || len(docs) != 1 || docs[0].Path != name || string(docs[0].Data) != "The dam broke." {
		t.Errorf("%v, %v, %v", docs, ds, err)
	}
}

func TestUnreadable(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root reads everything")
	}
	c := tree(t, map[string]string{"a.txt": "a", "b.txt": "b", "sub/c.txt": "c"})
	if err := os.Chmod("c/b.txt", 0); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod("c/sub", 0); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod("c/sub", 0o755)
	rels, ds := read(t, c)
	want(t, "documents", rels, "a.txt")
	want(t, "diagnostics", ds,
		"F c/b.txt: not read: permission denied",
		"W c/sub: cannot be read: permission denied")
	_, ds = read(t, "c/sub", "c/b.txt", "c/sub/c.txt")
	want(t, "named", ds,
		"F c/b.txt: not read: permission denied",
		"F c/sub: cannot be read: permission denied",
		"F c/sub/c.txt: permission denied")
}
