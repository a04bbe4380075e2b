package cli

import (
	"strconv"

	"github.com/kreader/kreader/ui"
	"github.com/kreader/kreader/ui/config"
	"github.com/kreader/kreader/ui/theme"
)

// remembered uses the theme that was chosen the last time, unless something names
// another. One that is not there any more is as if none had been chosen.
func (m *manner) remembered(name string) {
	if m.fixed != "" || name == "" || name == theme.Auto {
		return
	}
	if s, err := theme.Named(name, config.Themes()); err == nil {
		m.Theme, m.sheet = name, s
	}
}

// looks returns the themes that the reader can change to, on a background that is
// dark or not.
func (m *manner) looks(dark bool) ui.Looks {
	return ui.Looks{
		Now: m.Theme, Fixed: m.fixed,
		List: func() []ui.Look {
			out := []ui.Look{{Name: theme.Auto, Help: "dark or light, as the terminal is"}}
			for _, name := range theme.Names(config.Themes()) {
				l := ui.Look{Name: name}
				if s, err := theme.Named(name, config.Themes()); err == nil {
					l.Help = s.Help
				} else {
					l.Help = "its file has a fault: kreader config check names it"
				}
				out = append(out, l)
			}
			return out
		},
		Make: func(name string) (*theme.Theme, error) {
			if name == theme.Auto {
				return m.dressed(nil, dark), nil
			}
			s, err := theme.Named(name, config.Themes())
			if err != nil {
				return nil, err
			}
			return m.dressed(s, dark), nil
		},
	}
}

// logical reports whether the terminal itself puts in order what is written from
// right to left. Those that are known to: VTE since 0.58 (GNOME Terminal and its
// kind), Konsole, mlterm, Apple's Terminal.
func (m *manner) logical(getenv func(string) string) bool {
	if m.RightToLeft != config.Auto {
		return m.RightToLeft == config.Terminal
	}
	vte, _ := strconv.Atoi(getenv("VTE_VERSION"))
	return vte >= 5800 || getenv("KONSOLE_VERSION") != "" || getenv("MLTERM") != "" || getenv("TERM_PROGRAM") == "Apple_Terminal"
}
