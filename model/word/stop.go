package word

import (
	"strings"
	"sync"
)

// Stop reports whether a word in lower case says nothing about what a sentence
// is about: function words, the verbs of saying and being, words for time.
func Stop(w string) bool { return stops()[w] }

var stops = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(stopList) {
		m[w] = true
	}
	return m
})

const stopList = `a about above across after again against ago all almost along already also although always am amid among an and another any
anyone anything are around as aside at away back be became because become been before began begin being below between both but by
came can cannot come could day days did do does doing done down during each early earlier either else end enough especially even ever
every everyone everything far few first following for former four from further gave get gets getting give given go goes going gone got
had has have having he her here hers herself him himself his hour hours how however i if in including indeed instead into is it its itself
just keep kept know known last late later least left less let like likely long made make makes making man many may maybe me mean meanwhile
might mine month months more most mr mrs ms much must my myself near nearly neither never new next night no none nor not nothing now of off
often on once one only onto or other others our ours ourselves out over own part per perhaps place put quite rather really recent recently
said same saw say saying says second see seem seemed seen set several shall she should show since so some someone something soon still such
take taken takes taking tell tells than that the their theirs them themselves then there therefore these they thing things this those though
three through throughout thus time times to today together told tomorrow tonight too took toward towards two under until up upon us use used
using very via want wants was way ways we week weeks well went were what whatever when where whether which while who whole whom whose why
will with within without would year years yesterday yet you your yours
added according announced asked called despite five hit reported reports six ten told week's it's he's she's they're don't didn't isn't wasn't i'm
i've we're we've you're that's there's can't won't couldn't wouldn't doesn't aren't haven't hasn't hadn't let's what's who's
january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday
morning afternoon evening noon midnight jan feb mar apr jun jul aug sept sep oct nov dec am pm a.m p.m a.m. p.m.`
