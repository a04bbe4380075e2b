package export

import (
	"bufio"
	"io"

	"github.com/kreader/kreader/model"
)

var _ = register(Format{
	Name:  "jsonl",
	Ext:   ".jsonl",
	Help:  "one event a line, for programs",
	Write: writeJSONL,
})

// writeJSONL writes each event as the JSON format does, a line each, without
// the articles.
func writeJSONL(w io.Writer, c *model.Collection) error {
	return buffered(w, func(b *bufio.Writer) error {
		j := newJSONStream(b)
		for i := range c.Events {
			j.value(eventOf(c, &c.Events[i]))
			j.raw("\n")
		}
		return j.err
	})
}
