// Package event joins mentions of different articles into events.
package event

import "github.com/kreader/kreader/model"

// Cluster joins the mentions that tell the same event. It reads c.Articles,
// c.Sentences, c.Timexes and c.Mentions, and returns the events by date,
// undated ones last.
func Cluster(c *model.Collection) []model.Event { return nil }
