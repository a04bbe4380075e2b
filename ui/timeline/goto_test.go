package timeline

import (
	"testing"

	"github.com/kreader/kreader/model/edtf"
	"github.com/kreader/kreader/ui/uitest"
)

func TestReadDate(t *testing.T) {
	near, _ := edtf.Parse("2031-08-09")
	for text, want := range map[string]string{
		"2020": "2020", " 2020-05 ": "2020-05", "2020-05-07": "2020-05-07", "2020-5": "2020-05", "2020-5-7": "2020-05-07", "2020.5.7": "2020-05-07",
		"May 2020": "2020-05", "may 2020": "2020-05", "Sept 2020": "2020-09", "2020 May": "2020-05", "7 May 2020": "2020-05-07", "May 7, 2020": "2020-05-07",
		"7th may 2020": "2020-05-07", "22nd May 2020": "2020-05-22", "7.5.2020": "2020-05-07", "5.2020": "2020-05", "may": "2031-05", "7 May": "2031-05-07",
		"1990s": "199X", "202x": "202X", "0000": "0000",
		"": "", "2": "", "20": "", "202": "", "ma": "", "2020-13": "", "31 june 2020": "", "2020-05-07-1": "", "2020 2021 2022": "", "7": "", "somewhere": "",
		"99999999999999999999": "", "may may 2020": "", "may x": "",
	} {
		v, ok := ReadDate(text, near)
		if ok != (want != "") || ok && v.String() != want {
			t.Errorf("%q is %q (%v), want %q", text, v.String(), ok, want)
		}
	}
	if v, ok := ReadDate("May", edtf.Value{}); ok {
		t.Errorf("May of no year is %s", v)
	}
}

func FuzzReadDate(f *testing.F) {
	f.Add("7 May 2020")
	f.Add("2020-5-7")
	f.Fuzz(func(t *testing.T, text string) {
		if v, ok := ReadDate(text, edtf.InYear(2020)); ok && (v.IsZero() || v.Lo > v.Hi) {
			t.Errorf("%q is %v", text, v)
		}
	})
}

func TestGoToDate(t *testing.T) {
	p := pane(uitest.Sample(true), 60, 20)
	for _, tt := range []struct {
		date, title string
		n           int
	}{
		{"2015", "First tram crosses", 1},
		{"2019-03", "Bridge closed to trams", 3},
		{"2016", "Crack found in the northern pier", 0}, // the next one
		{"1900", "Council votes for a bridge", 0},
		{"2100", "Inquiry hears nineteen witnesses", 0}, // the last one
	} {
		v, _ := edtf.Parse(tt.date)
		n, ok := p.GoToDate(v)
		e, _ := p.At()
		if title := p.event(int32(e)).Title; !ok || n != tt.n || title != tt.title {
			t.Errorf("%s: %d events, at %q (%v); want %d, at %q", tt.date, n, title, ok, tt.n, tt.title)
		}
	}
	p.SetFilter(View{Zoom: AllEvents, Text: "fair on"})
	if _, ok := p.GoToDate(edtf.InYear(2015)); ok {
		t.Error("it goes to an event without a date")
	}
}
