package source

import "testing"

// TestHTMLWindowTitles checks what tells the headline and the outlet apart in the titles
// that publishers give their windows.
func TestHTMLWindowTitles(t *testing.T) {
	text := "<p>The lighthouse was painted again in spring, after the council had found the money for it in a drawer.</p><p>It took three weeks and forty litres of white, and the gulls have come back to sit on the rail, as before.</p>"
	for _, c := range []struct{ address, window, og, site, h1, title, outlet string }{
		{"https://www.coastpost.example/a/1", "Lighthouse painted white - 04/05/2031 - Harbour - Coast Post", "", "", "", "Lighthouse painted white", "Coast Post"},
		{"https://www.coastpost.example/a/1", "Lighthouse painted white – Coast Post – 05/04/2031", "Lighthouse painted white – Coast Post – 05/04/2031", "", "Lighthouse painted white", "Lighthouse painted white", "Coast Post"},
		{"https://www.coastpost.example/a/1", "Lighthouse painted white – Coast Post – 05/04/2031", "Lighthouse painted white – Coast Post – 05/04/2031", "", "", "Lighthouse painted white", "Coast Post"},
		{"https://bereg.example/a/1", "Маяк на мысе снова белый - Берег Новости, 04.05.2031", "Маяк на мысе снова белый", "Берег Новости", "Маяк на мысе снова белый", "Маяк на мысе снова белый", "Берег Новости"},
		{"https://bereg.example/a/1", "Маяк на мысе снова белый - Берег Новости, 04.05.2031", "", "Берег Новости", "", "Маяк на мысе снова белый", "Берег Новости"},
		{"https://bereg.example/a/1", "Маяк на мысе снова белый // Новости Берег", "", "Берег", "", "Маяк на мысе снова белый", "Берег"},
		{"https://coast.example/a/1", "Coast: Lighthouse painted white", "Lighthouse painted white", "Coast", "", "Lighthouse painted white", "Coast"},
		{"https://coast.example/a/1", "Coast: Lighthouse painted white", "", "", "", "Lighthouse painted white", "Coast"},
		{"https://coast.example/a/1", "Coast - Lighthouse painted white again", "", "", "", "Lighthouse painted white again", "Coast"},
		{"https://coastpost.example/a/1", "Lighthouse painted white again | Harbour - Coast Post", "", "The Coast Post", "", "Lighthouse painted white again", "The Coast Post"},
		{"https://coastpost.example/a/1", "Lighthouse painted white again - by Anna Example", "Lighthouse painted white again", "", "", "Lighthouse painted white again", "coastpost.example"},
		{"https://coastpost.example/a/1", "Lighthouse painted white again | by Anna Example | Harbour Letters | Coast", "Lighthouse painted white again", "Coast", "Lighthouse painted white again", "Lighthouse painted white again", "Coast"},
		{"https://coastpost.example/a/1", "Lighthouse painted white again : Coast Post", "", "", "", "Lighthouse painted white again", "Coast Post"},
		{"https://coastpost.example/a/1", "Lighthouse painted white again, Coast Post", "", "Coast Post", "", "Lighthouse painted white again", "Coast Post"},
		{"https://coastpost.example/a/1", "Lighthouse painted white again (Coast Post)", "", "Coast Post", "", "Lighthouse painted white again", "Coast Post"},
		{"https://coastpost.example/a/1", "Lighthouse painted white again [Coast Post]", "", "Coast Post", "", "Lighthouse painted white again", "Coast Post"},
		{"https://coastpost.example/a/1", "Lighthouse painted white again › coastpost", "", "", "", "Lighthouse painted white again", "coastpost"},
		{"https://coastpost.example/a/1", "Lighthouse painted white again &#8211; Coast Post", "", "", "", "Lighthouse painted white again", "Coast Post"},
		{"https://coastpost.example/a/1", "Lighthouse painted white again | Coast Post | Harbour", "", "", "", "Lighthouse painted white again", "Coast Post"},
		{"https://coastpost.example/a/1", "WATCH: Lighthouse painted white again - Coast Post", "", "", "WATCH: Lighthouse painted white again", "WATCH: Lighthouse painted white again", "Coast Post"},
		{"https://coastpost.example/a/1", "Lighthouse painted white again • Coast Post • News from the harbour", "", "", "", "Lighthouse painted white again", "Coast Post"},
		{"https://coastpost.example/a/1", "Lighthouse painted white again, 04.05.2031 - Coast Post", "", "", "", "Lighthouse painted white again, 04.05.2031", "Coast Post"},
		{"https://www.cpnet.example/a/1", "Lighthouse painted white again | Coast Post", "Lighthouse painted white again", "", "Lighthouse painted white again", "Lighthouse painted white again", "Coast Post"},
		{"https://www.umi.example/a/1", "灯台を白く塗り直す（海岸新聞） - Yomimonoニュース", "灯台を白く塗り直す（海岸新聞） - Yomimonoニュース", "Yomimonoニュース", "灯台を白く塗り直す", "灯台を白く塗り直す", "Yomimonoニュース"},
		{"https://www.umi.example/a/1", "灯台を白く塗り直す | 海岸新聞", "灯台を白く塗り直す | 海岸新聞", "海岸新聞", "", "灯台を白く塗り直す", "海岸新聞"},
		{"https://www.haian.example/a/1", "灯塔重新漆成白色-海岸网", "", "", "灯塔重新漆成白色", "灯塔重新漆成白色", "海岸网"},
		{"https://www.haian.example/a/1", "燈塔重新漆成白色 | 社會 | 海岸社 HNA", "燈塔重新漆成白色 | 社會 | 海岸社 HNA", "海岸社 HNA", "燈塔重新漆成白色", "燈塔重新漆成白色", "海岸社 HNA"},
		{"https://www.haian.example/a/1", "燈塔重新漆成白色 - 政治 - 海岸時報電子報", "燈塔重新漆成白色 - 政治 - 海岸時報電子報", "海岸時報電子報", "燈塔重新漆成白色", "燈塔重新漆成白色", "海岸時報電子報"},
		{"https://www.badaya.example/a/1", "등대, 다시 하얗게 칠하다 : 바다신문", "등대, 다시 하얗게 칠하다", "바다신문", "등대, 다시 하얗게 칠하다", "등대, 다시 하얗게 칠하다", "바다신문"},
		{"https://www.sahil.example/a/1", "إعادة طلاء المنارة باللون الأبيض | صحيفة الساحل", "إعادة طلاء المنارة باللون الأبيض | صحيفة الساحل", "صحيفة الساحل", "", "إعادة طلاء المنارة باللون الأبيض", "صحيفة الساحل"},
		{"https://www.sahil.example/a/1", "إعادة طلاء المنارة باللون الأبيض", "إعادة طلاء المنارة باللون الأبيض", "صحيفة الساحل", "إعادة طلاء المنارة باللون الأبيض", "إعادة طلاء المنارة باللون الأبيض", "صحيفة الساحل"},
		{"https://elpuerto.example/a/1", "Pintan de blanco el faro del cabo | Cultura | EL PUERTO", "Pintan de blanco el faro del cabo", "El Puerto", "Pintan de blanco el faro del cabo", "Pintan de blanco el faro del cabo", "El Puerto"},
		{"https://elpuerto.example/a/1", "Pintan de blanco el faro del cabo | Cultura | EL PUERTO", "", "", "", "Pintan de blanco el faro del cabo", "EL PUERTO"},
		{"https://www.obala.example/a/1", "Svjetionik ponovno bijel - Obala.example", "Svjetionik ponovno bijel", "obala.example", "Svjetionik ponovno bijel", "Svjetionik ponovno bijel", "Obala.example"},
		{"https://www.coastpost.example/a/1", "Harbour - Lighthouse painted white again - Coast Post", "Harbour - Lighthouse painted white again", "Coast Post", "Lighthouse painted white again", "Lighthouse painted white again", "Coast Post"},
		{"https://www.coastpost.example/a/1", "Lighthouse painted white again - Page 2 - Coast Post", "", "Coast Post", "Lighthouse painted white again", "Lighthouse painted white again", "Coast Post"},
		{"https://www.coastpost.example/a/1", "Lighthouse painted white again - Halaman all - Coastpost.example", "Lighthouse painted white again - Coastpost.example", "Coastpost.example", "", "Lighthouse painted white again", "Coastpost.example"},
		{"https://cp.example/a/1", "Lighthouse painted white again | CP", "", "", "", "Lighthouse painted white again", "CP"},
		{"https://www.cbn.example/news/1", "Lighthouse painted white again | CBN News", "Lighthouse painted white again | CBN News", "CBN", "Lighthouse painted white again", "Lighthouse painted white again", "CBN"},
		{"https://www.nos1.example/news/1", "Premium: Lighthouse painted white again", "Lighthouse painted white again", "", "Lighthouse painted white again", "Lighthouse painted white again", "nos1.example"},
	} {
		page := "<title>" + c.window + "</title>"
		if c.og != "" {
			page += `<meta property="og:title" content="` + c.og + `">`
		}
		if c.site != "" {
			page += `<meta property="og:site_name" content="` + c.site + `">`
		}
		if c.h1 != "" {
			page += "<h1>" + c.h1 + "</h1>"
		}
		as, _, err := Decode(Document{Path: "p.html", Rel: "p.html", URL: c.address, Data: []byte("<html><head><meta charset=utf-8></head><body>" + page + text)})
		if err != nil || len(as) != 1 {
			t.Fatal(err)
		}
		if a := as[0]; a.Title != c.title || a.Outlet != c.outlet {
			t.Errorf("%s\n      title %q outlet %q", page, a.Title, a.Outlet)
		}
	}
}
