package source

import (
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"
)

func TestCharsets(t *testing.T) {
	french := "Le pont a été fermé lundi à la suite d’une inspection. « Personne n’est blessé », a déclaré le maire à Genève."
	russian := "Мост закрыли в понедельник после третьей проверки за неделю. Никто не пострадал, сказал мэр города."
	arabic := strings.Repeat("أغلق مكتب الميناء الطابق السفلي من الجسر يوم الاثنين بعد التفتيش الثالث. ", 4)
	japan := strings.Repeat("月曜日に三回目の検査の後で橋が閉鎖された。けが人はいない。", 4)
	wide := func(e unicode.Endianness, b unicode.BOMPolicy) encoding.Encoding { return unicode.UTF16(e, b) }
	for _, c := range []struct {
		name string
		e    encoding.Encoding
		text string
	}{
		{"UTF-8", unicode.UTF8, russian},
		{"UTF-8 with a mark", unicode.UTF8BOM, russian},
		{"UTF-16 little endian", wide(unicode.LittleEndian, unicode.UseBOM), russian},
		{"UTF-16 big endian", wide(unicode.BigEndian, unicode.UseBOM), russian},
		{"UTF-16 little endian without a mark", wide(unicode.LittleEndian, unicode.IgnoreBOM), one},
		{"UTF-16 big endian without a mark", wide(unicode.BigEndian, unicode.IgnoreBOM), one},
		{"windows-1252", charmap.Windows1252, french},
		{"windows-1251", charmap.Windows1251, russian},
		{"windows-1256", charmap.Windows1256, arabic},
		{"Shift_JIS", japanese.ShiftJIS, japan},
		{"ISO-2022-JP", japanese.ISO2022JP, japan},
	} {
		t.Run(c.name, func(t *testing.T) {
			data, err := c.e.NewEncoder().String(c.text)
			if err != nil {
				t.Fatal(err)
			}
			got, _, err := text([]byte(data))
			if err != nil || got != c.text {
				t.Errorf("got %q, %v", got, err)
			}
		})
	}
}

func TestDamagedText(t *testing.T) {
	for in, want := range map[string]string{
		"żółw \xff na moście":     "żółw \uFFFD na moście",
		"cut off at the \xe2\x82": "cut off at the \uFFFD\uFFFD",
		"+ACI-not UTF-7+ACI-":     "+ACI-not UTF-7+ACI-",
		"a stray \x00 byte":       "a stray  byte",
	} {
		if got, _, err := text([]byte(in)); got != want || err != nil {
			t.Errorf("%q: got %q, %v; want %q", in, got, err, want)
		}
	}
	_, notes, _ := text([]byte("żółw \xff na moście"))
	if len(notes) != 1 || !strings.Contains(notes[0].Message, "1 bytes") {
		t.Errorf("notes %v", notes)
	}
}

func TestBinaryIsRefused(t *testing.T) {
	noise := make([]byte, 4096)
	for i := range noise {
		noise[i] = byte(i * i >> 3)
	}
	for name, data := range map[string]string{
		"a PDF document": "%PDF-1.7\n…", "a zip archive": "PK\x03\x04…", "binary data": string(noise), "binary": strings.Repeat("\x00\x01\x02\xff", 1000),
	} {
		_, _, err := Decode(Document{Path: "x.txt", Rel: "x.txt", Data: []byte(data)})
		if err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Nothing that a few megabytes can hold may take long to read. Each of these
// takes a tenth of a second; those that once were quadratic took up to a minute.
func TestBombs(t *testing.T) {
	rep := func(s string, n int) string { return strings.Repeat(s, max(1, n/bombScale)) }
	for name, in := range map[string]string{
		"quotes.md":        rep("> ", 20000) + "x",
		"brackets.md":      rep("[", 50000) + "x" + rep("]", 50000),
		"links.md":         rep("[a](", 50000),
		"titles.md":        "x " + rep("[a](b \"", 50000),
		"parens.md":        "x " + rep("[a](b((", 30000),
		"pictures.md":      rep("![a](", 50000),
		"pictures-2.md":    rep("![a", 50000) + rep("]", 50000),
		"attributes.md":    "x " + rep("<a b='", 50000),
		"opened.md":        "x " + rep("<a ", 50000),
		"inline-html.md":   "x " + rep("<!-- ", 50000),
		"cdata.md":         "x " + rep("<![CDATA[", 50000),
		"processing.md":    "x " + rep("<?", 50000),
		"autolinks.md":     "x " + rep("<https://a", 50000),
		"struck.md":        "x " + rep("~~a ~b", 50000),
		"underscores.md":   "x " + rep("_a __b", 50000),
		"labels.md":        "x " + rep("[a][", 50000),
		"hard.md":          rep("x  \n", 100000),
		"headings.md":      rep("# ", 50000) + rep("\n#\n", 20000),
		"definitions-2.md": rep("[a]: x '", 30000),
		"indents.md":       rep("    ", 20000) + "x" + rep("\n    x", 20000),
		"fences.md":        rep("```\n\nx\n\n", 20000),
		"emphasis.md":      rep("*a **a ", 20000) + rep("a** a*", 20000),
		"ticks.md":         rep("`x``", 20000),
		"lists.md":         rep("- ", 3000) + "x",
		"table.md":         rep("|a", 2000) + "|\n" + rep("|-", 2000) + "|\n" + rep(rep("|b", 2000)+"|\n", 20),
		"definitions.md":   rep("[a]: <"+rep("x", 90)+">\n", 20000),
		"references.md":    rep("&#27;]0;x&#7;", 20000),
		"tags.md":          rep("<div>", 20000) + "x",
		"comments.md":      rep("<!-- ", 20000),
		"scripts.md":       "<div>" + rep("<script>", 20000),
		"front.md":         "---\n" + rep("a: &a [*a,*a]\n", 2000) + "---\nx",
		"nested.md":        "---\na: " + rep("[", 3000) + "\n---\nx",
		"escapes.txt":      rep("\x1b]", 500000),
		"sequences.txt":    rep("\x1b[1", 500000),
		"stars.txt":        rep("**a ", 100000),
		"brackets.txt":     rep("[", 200000),
		"parens.txt":       rep("[a](", 100000),
		"angles.txt":       rep("<http://a", 100000),
		"line.txt":         rep("The bridge fell on 4 March 2031. ", 100000),
		"empty.txt":        rep("\n", 4000000),
		"tabs.txt":         rep("\t", 200000),
		"marks.txt":        "a" + rep("\u0301", 500000),
		"joiners.txt":      rep("\u200d", 500000),
		"same.txt":         rep("The harbour office closed the bridge on Monday\n\n", 20000),
		"words.txt":        rep("a a a a a a a a\n\n", 60000),
		"dates.txt":        rep("4 March 2031 ", 100000),
		"credits.txt":      rep("A / B\nC\n", 50000),
		"stops.txt":        rep(".", 500000),
		"quotes.txt":       rep("\"", 500000),
		"bars.txt":         rep("By A | ", 50000),
		"addresses.txt":    rep("https://a.example/ ", 50000),
		"asked.txt":        rep("Do you?\n\nI do.\n\n", 50000),
		"lowercase.txt":    rep("a very long line of eight words that ends [x](http://y)\n\nb\n\n", 20000),
		"stray-quote.txt":  rep("a. \" ", 100000),
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			as, _, err := Decode(Document{Path: name, Rel: name, Data: []byte(in)})
			if took := time.Since(start); took > 5*time.Second {
				t.Errorf("took %v", took)
			}
			for i := range as {
				sound(t, &as[i])
			}
			if err != nil {
				t.Error(err)
			}
		})
	}
}

// What is said of a file counts after what its bytes say beyond doubt.
func TestSaidCharset(t *testing.T) {
	const want = "Żółw na moście, jeż w wodzie"
	latin2 := "\xafó³w na mo\xb6cie, je\xbf w wodzie"
	latin2 = strings.NewReplacer("ó", "\xf3", "³", "\xb3").Replace(latin2)
	for said, in := range map[string]string{"iso-8859-2": latin2, "latin2": latin2, "iso-8859-1": want, "utf-7": want, "nonsense": want} {
		if got, _, err := text([]byte(in), said); got != want || err != nil {
			t.Errorf("said to be %s: %q, %v", said, got, err)
		}
	}
	if got, _, _ := text([]byte("\xef\xbb\xbf"+want), "iso-8859-1"); got != want {
		t.Errorf("with a mark: %q", got)
	}
	if got, _, _ := text([]byte("a \xe9\xe8 +ADw-script+AD4-"), "utf-7", "iso-2022-kr", "windows-1252"); got != "a éè +ADw-script+AD4-" {
		t.Errorf("charsets that are never decoded: %q", got)
	}
}

// What the server says of a page comes before what the page says.
func TestPageCharset(t *testing.T) {
	const latin2 = "<title>Mo\xb6ci\xb1</title><p>na mo\xb6cie, je\xbf w wodzie, \xf3w \xbfó\xb3w"
	for _, c := range []struct{ server, page, want string }{
		{"", `<meta charset="iso-8859-2">`, "na moście"},
		{"", `<META http-equiv=Content-Type content='text/html; charset="ISO-8859-2"'>`, "na moście"},
		{"iso-8859-2", `<meta charset="windows-1252">`, "na moście"},
		{"", `<meta charset="windows-1252">`, "na mo¶cie"},
		{"", `<meta charset="utf-16"><meta charset="iso-8859-2">`, "na moście"},
		{"", `<meta name="description" content="of charsets"><meta charset=iso-8859-2>`, "na moście"},
	} {
		s, _, err := htmlText(Document{Charset: c.server, Data: []byte(c.page + strings.ReplaceAll(latin2, "ó", "\xf3"))})
		if err != nil || !strings.Contains(s, c.want) {
			t.Errorf("server %q, page %s: %q, %v", c.server, c.page, s, err)
		}
	}
}
