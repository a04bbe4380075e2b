package event

// title returns a headline of at most ten words for a cluster.
func (j *joiner) title(c *cluster) string {
	m := c.items[0].m
	return m.Clause.Of(j.c.Articles[m.Article].Text)
}
