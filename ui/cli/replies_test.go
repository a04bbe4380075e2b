package cli

import (
	"strings"
	"testing"
	"time"
)

const (
	white  = "\x1b]11;rgb:ffff/ffff/ffff\x1b\\"
	black  = "\x1b]11;rgb:00/00/00\a"
	device = "\x1b[?62;1;4c"
)

func owing() *replies { return &replies{owed: time.Now().Add(time.Minute)} }

// Answers never pass for keys and keys never for answers, in however many
// pieces they are read.
func TestReplies(t *testing.T) {
	for _, tt := range []struct {
		name, in, keys string
		dark, known    bool
	}{
		{"both", white + device, "", false, true},
		{"bell at the end", black + device, "", true, true},
		{"keys around", "j" + white + "k\x1b[A" + device + "q", "jk\x1b[Aq", false, true},
		{"only what it is", device + "n", "n", false, false},
		{"the other way round", "a" + device + "b" + black + "c", "abc", true, true},
		{"keys like answers", "\x1b]x\x1b[?z\x1bOP" + white + device, "\x1b]x\x1b[?z\x1bOP", false, true},
		{"nonsense for a colour", "\x1b]11;rgb:zz/1/2\a" + device, "", false, false},
		{"mouse", "\x1b[<0;10;5M" + white + device, "\x1b[<0;10;5M", false, true},
		{"text that nobody typed", "\x1b]11;rm -rf /\r\a" + device, "", false, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for size := 1; size <= len(tt.in); size++ {
				r := owing()
				var keys []byte
				for in := tt.in; in != ""; {
					n := min(size, len(in))
					keys = append(keys, r.take([]byte(in[:n]))...)
					in = in[n:]
				}
				if string(keys) != tt.keys {
					t.Fatalf("in pieces of %d: keys %q, want %q", size, keys, tt.keys)
				}
				if dark, known := r.background(); dark != tt.dark || known != tt.known {
					t.Fatalf("in pieces of %d: dark %v known %v", size, dark, known)
				}
			}
		})
	}
}

func TestRepliesWhenNoneIsOwed(t *testing.T) {
	r := &replies{owed: time.Now().Add(-time.Second)}
	if got := string(r.take([]byte(white + "q"))); got != white+"q" {
		t.Errorf("took away %q", got)
	}
	if r.waiting() {
		t.Error("still waits")
	}
}

// Esc alone is held back until nothing follows; if the rest of an answer comes
// after all, the rest is no key.
func TestLoneEscape(t *testing.T) {
	r := owing()
	if got := r.take([]byte("\x1b")); len(got) != 0 || !r.unsure() {
		t.Fatalf("let go at once: %q", got)
	}
	if got := string(r.release()); got != "\x1b" {
		t.Fatalf("release = %q", got)
	}
	if got := string(r.take([]byte(white[1:] + "q"))); got != "q" {
		t.Errorf("the rest of the answer passed for keys: %q", got)
	}
	r = owing()
	r.take([]byte("\x1b"))
	r.release()
	if got := string(r.take([]byte("j"))); got != "j" {
		t.Errorf("the key after Esc: %q", got)
	}
}

func TestAnswerWithoutEndIsGivenUp(t *testing.T) {
	r := owing()
	var keys string
	for range 2 * longestReply {
		keys += string(r.take([]byte("x")))
	}
	r.take([]byte("\x1b]11;"))
	for range 2 * longestReply {
		keys += string(r.take([]byte("y")))
	}
	if !strings.HasSuffix(keys, "yyyy") {
		t.Error("swallows every key for ever")
	}
}

func TestFromColorFGBG(t *testing.T) {
	for v, want := range map[string]string{"15;0": "dark", "0;15": "light", "0;default;15": "light", "12;8": "dark", "0;7": "light", "": "", "x": "", "0;default": "", "0;99": ""} {
		if got := fromColorFGBG(v); got != want {
			t.Errorf("COLORFGBG=%q: %q, want %q", v, got, want)
		}
	}
}

func FuzzReplies(f *testing.F) {
	for _, s := range []string{white + device, "\x1b\x1b]11;\x1b[?1c", "\x1b]11;rgb:0/0/0\x1bq"} {
		f.Add(s, uint8(1))
	}
	f.Fuzz(func(t *testing.T, s string, size uint8) {
		r := owing()
		n := 0
		for in := s; in != ""; {
			k := min(int(size)+1, len(in))
			n += len(r.take([]byte(in[:k])))
			in = in[k:]
		}
		if n+len(r.release()) > len(s) {
			t.Errorf("%q: more keys than were read", s)
		}
		r.background()
	})
}
