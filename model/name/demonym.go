package name

import "strings"

// demonym reports whether a folded word is an adjective of a nation, a people,
// a religion or a part of the world: it goes before names and is none.
func demonym(w string) bool {
	if demonyms[w] || demonyms[strings.TrimSuffix(w, "s")] {
		return true
	}
	for _, s := range []string{"-backed", "-led", "-born", "-based", "-aligned", "-american", "-style", "-run", "-owned", "-occupied", "-held"} {
		if strings.HasSuffix(w, s) {
			return true
		}
	}
	return false
}

var demonyms = words(`afghan african albanian algerian american angolan arab arabian argentine argentinian armenian asian australian austrian
 azerbaijani bahraini bangladeshi basque belarusian belgian bolivian bosnian brazilian british bulgarian burmese cambodian cameroonian
 canadian catalan chechen chilean chinese christian colombian congolese croatian cuban cypriot czech danish dutch ecuadorian egyptian
 english eritrean estonian ethiopian european filipino finnish french georgian german ghanaian greek guatemalan haitian honduran
 hungarian icelandic indian indonesian iranian iraqi irish islamic islamist israeli italian ivorian jamaican japanese jewish jordanian
 kashmiri kazakh kenyan korean kosovan kurdish kuwaiti kyrgyz latin latvian lebanese liberian libyan lithuanian macedonian malaysian
 malian maltese mexican moldovan mongolian moroccan muslim nepali nepalese nicaraguan nigerian norwegian omani pakistani palestinian
 panamanian paraguayan persian peruvian polish portuguese qatari romanian russian rwandan salvadoran saudi scottish senegalese serbian
 shia shiite sicilian singaporean slovak slovenian somali soviet spanish sudanese sunni swedish swiss syrian taiwanese tajik tamil
 tanzanian thai tibetan tunisian turkish turkmen ugandan ukrainian uruguayan uyghur uzbek venezuelan vietnamese welsh western yemeni
 zimbabwean catholic protestant orthodox northern southern eastern democrat democratic republican`)
