package intake

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/fetch"
	"github.com/kreader/kreader/model/source"
)

// Links gets the pages and feeds behind addresses; now is the time. Addresses
// that lead to the same page give it once. tell, which may be nil, is told what
// is being fetched. The documents come by path, which is the address.
//
// There is no error: the diagnostics have a Failure for each address that gave
// nothing, also when that is because ctx was done, a Warning for each that
// could not be asked and opens from its copy, and a Note for what else the
// reader should know of a copy.
func Links(ctx context.Context, c *fetch.Client, addresses []string, now time.Time, tell fetch.Progress) ([]source.Document, []model.Diagnostic) {
	l := &links{now: now, seen: map[string]string{}}
	var asked []fetch.Address
	for _, s := range slices.Compact(slices.Sorted(slices.Values(addresses))) {
		a, err := fetch.Parse(s)
		if err != nil {
			l.report(s[:min(len(s), 200)], model.Failure, err.Error())
			continue
		}
		if _, ok := l.seen[a.String()]; !ok {
			l.seen[a.String()] = a.String()
			asked = append(asked, a)
		}
	}
	for i, r := range c.All(ctx, asked, now, tell) {
		l.add(asked[i].String(), r)
	}
	slices.SortStableFunc(l.docs, func(a, b source.Document) int { return strings.Compare(a.Path, b.Path) })
	slices.SortStableFunc(l.diagnostics, func(a, b model.Diagnostic) int { return strings.Compare(a.Path, b.Path) })
	return l.docs, l.diagnostics
}

// links is one run of Links.
type links struct {
	now         time.Time
	seen        map[string]string // address, asked or led to → the address that was asked
	docs        []source.Document
	diagnostics []model.Diagnostic
}

func (l *links) report(address string, s model.Severity, message string) {
	l.diagnostics = append(l.diagnostics, model.Diagnostic{Path: source.Visible(address), Article: -1, Stage: "fetch", Severity: s, Message: source.Line(message)})
}

// add takes on what an address gave.
func (l *links) add(address string, r fetch.Result) {
	if r.Err != nil {
		l.report(address, model.Failure, "not fetched: "+r.Err.Error())
		return
	}
	p := &r.Page
	if first, ok := l.seen[p.URL]; ok && first != address {
		l.report(address, model.Note, "leads to the same page as "+first+", which is opened once")
		return
	}
	l.seen[p.URL] = address
	d := document(address, &p.Reading)
	if p.Copied && (p.Trouble != nil || onDay(p.Checked) != onDay(l.now)) {
		d.Note = "Saved copy, fetched on " + onDay(p.Checked)
	}
	switch {
	case p.Copied && p.Trouble != nil:
		l.report(address, model.Warning, fmt.Sprintf("not fetched: %v; what opens is the copy saved on %s", p.Trouble, at(p.Checked)))
	case p.Trouble != nil:
		l.report(address, model.Note, p.Trouble.Error())
	case p.Copied:
		l.report(address, model.Note, "opened from the copy saved on "+at(p.Checked)+"; --refresh fetches it anew")
	}
	l.docs = append(l.docs, d)
	if p.First != nil && changed(document(address, p.First), d) {
		l.report(address, model.Note, fmt.Sprintf("its text has changed since it was first read, on %s; --first opens it as it was then", at(p.First.Fetched)))
	}
}

func document(address string, r *fetch.Reading) source.Document {
	return source.Document{Path: address, URL: r.URL, Charset: r.Charset, Type: r.Type, Data: r.Data}
}

// changed reports whether the same article reads otherwise in two readings of a
// page: what changes around it does not count, and that a feed has new items
// goes without saying.
func changed(first, last source.Document) bool {
	was, _, err1 := source.Decode(first)
	is, _, err2 := source.Decode(last)
	return err1 == nil && err2 == nil && len(was) == 1 && len(is) == 1 && was[0].Text != is[0].Text
}

func onDay(t time.Time) string { return t.Format("2 January 2006") }

func at(t time.Time) string { return t.Format("2 January 2006 at 15:04") }
