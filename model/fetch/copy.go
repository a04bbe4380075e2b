package fetch

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"crypto/sha256"
	"encoding/hex"

	"github.com/kreader/kreader/model/store"
)

// Dir returns the folder of this user's copies, which is in [store.Folder] of
// caches; "" when there is no home. Nothing is created until a page is fetched.
func Dir() string {
	dir, err := store.Folder(store.Caches)
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "pages")
}

// saved is the copies of a page. Of one reading, first and last are the same.
type saved struct {
	first, last *Reading
	checked     time.Time // when the server was last known to have the last
}

// in sets the location of the times.
func (s *saved) in(l *time.Location) {
	if s.last == nil {
		return
	}
	s.first.Fetched, s.last.Fetched, s.checked = s.first.Fetched.In(l), s.last.Fetched.In(l), s.checked.In(l)
}

// freshAt reports whether the server need not be asked. A copy from the future
// was made by a clock that was wrong then or is wrong now.
func (s *saved) freshAt(now time.Time) bool {
	age := now.Sub(s.checked)
	return age > -time.Minute && age < fresh
}

// page returns the last reading as a page that is a copy because of trouble.
func (s *saved) page(trouble error) Page {
	p := Page{Reading: *s.last, Copied: true, Checked: s.checked, Trouble: trouble}
	if s.first != s.last {
		p.First = s.first
	}
	return p
}

// add takes on a new reading; one that says the same only shows that nothing is
// new.
func (s *saved) add(r *Reading) {
	s.checked = r.Fetched
	switch {
	case s.last == nil:
		s.first, s.last = r, r
	case string(s.last.Data) == string(r.Data):
		r.Fetched = s.last.Fetched
		*s.last = *r
	default:
		s.last = r
	}
}

// file returns the file of a page's copies. Its name begins with what is
// unique, and is made of nothing but letters, digits, dots and hyphens.
func (c *Client) file(a Address) string {
	sum := sha256.Sum256([]byte(a.String()))
	host := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '.' {
			return r
		}
		return '-'
	}, a.url.Hostname())
	return filepath.Join(c.Dir, hex.EncodeToString(sum[:10])+"-"+host[:min(len(host), 80)]+".warc")
}

// load reads the copies of a page. The error says that there are some which
// cannot be read; those that can be are returned all the same.
func (c *Client) load(a Address) (*saved, error) {
	if c.Dir == "" {
		return &saved{}, nil
	}
	name := c.file(a)
	info, err := os.Lstat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, fs.ErrInvalid):
		return &saved{}, nil
	case err == nil && !info.Mode().IsRegular():
		err = errors.New("not a regular file")
	}
	if err != nil {
		return &saved{}, fmt.Errorf("the saved copy %q cannot be read: %w", name, store.Cause(err))
	}
	f, err := os.Open(name)
	if err != nil {
		return &saved{}, fmt.Errorf("the saved copy %q cannot be read: %w", name, store.Cause(err))
	}
	defer f.Close()
	s, err := readCopies(io.LimitReader(f, 2*MaxPage+1<<20))
	if err != nil {
		return s, fmt.Errorf("the saved copy %q is damaged", name)
	}
	return s, nil
}

// save writes the copies of a page.
func (c *Client) save(a Address, s *saved) error {
	if c.Dir == "" {
		return nil
	}
	if err := store.Private(c.Dir); err != nil {
		return fmt.Errorf("folder %q: %w", c.Dir, err)
	}
	name := c.file(a)
	if err := store.Replace(name, writeCopies(s)); err != nil {
		return fmt.Errorf("write %q: %w", name, err)
	}
	return nil
}
