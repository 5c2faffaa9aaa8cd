package pattern

import (
	"reflect"
	"regexp"
	"strings"
	"testing"
)

var exprs = []string{
	`(?i)©|\ball rights reserved\b|\bsubscrib|https?://|@[a-z]{2}|続きを読む|^(?:correction)\b`,
	`\b(?:may|might|could|reportedly|is (?:likely|expected) to)\b`,
	`(見通し|可能性|とみられ)(る|だ)?`,
	`a*b?`, `[ab]c|de`, `(?i)kelvin|straße|ΣΑΣ`, `x{2,3}y|zz{0}w`, `(?i)is`, ``, `日|月`, `^$`,
	`(?:not|never) (?:yet )?(?:agreed|signed)`, `(?i)(a|)b`, `(?:ab|c+d|)e`, `[A-Z]x`, `日?月`, `(?i)k`, `\bs\b|k.{0,3}z`,
}

var texts = []string{
	"", "a", "is", "IS", "ſs", "Kelvin", "\u212aelvin", "ALL RIGHTS RESERVED", "STRASSE", "STRAẞE", "σας", "ΣΑΣ",
	"The council may sign, and it could not agree.", "It has never yet agreed.", "雨の可能性がある。", "続きを読む", "xxy", "zw", "zzw", "十二月三日",
	"Correction: the mayor", "@ab", "http://", "HTTPS://", "\xff\xfe", "da\xe3", "bb",
}

// TestAnswersAsRegexp compares every method with package regexp.
func TestAnswersAsRegexp(t *testing.T) {
	t.Parallel()
	for _, e := range exprs {
		for _, s := range texts {
			same(t, e, s)
			same(t, e, "x "+strings.ToUpper(s)+" y")
		}
	}
}

func same(t *testing.T, expr, s string) {
	t.Helper()
	re, err := regexp.Compile(expr)
	if err != nil {
		return
	}
	p := MustCompile(expr)
	for name, pair := range map[string][2]any{
		"MatchString":                {re.MatchString(s), p.MatchString(s)},
		"FindString":                 {re.FindString(s), p.FindString(s)},
		"FindStringIndex":            {re.FindStringIndex(s), p.FindStringIndex(s)},
		"FindStringSubmatch":         {re.FindStringSubmatch(s), p.FindStringSubmatch(s)},
		"FindStringSubmatchIndex":    {re.FindStringSubmatchIndex(s), p.FindStringSubmatchIndex(s)},
		"FindAllStringIndex":         {re.FindAllStringIndex(s, -1), p.FindAllStringIndex(s, -1)},
		"FindAllStringSubmatchIndex": {re.FindAllStringSubmatchIndex(s, 2), p.FindAllStringSubmatchIndex(s, 2)},
	} {
		if !reflect.DeepEqual(pair[0], pair[1]) {
			t.Errorf("%s of %q in %q: %v, regexp says %v", name, expr, s, pair[1], pair[0])
		}
	}
}

func TestSievesWhatItCan(t *testing.T) {
	t.Parallel()
	for expr, want := range map[string]bool{exprs[0]: true, exprs[1]: true, exprs[2]: true, `a*b?`: false, `(?i)straße`: false, `(?:not|never) yet`: true} {
		if got := MustCompile(expr).sieve != nil; got != want {
			t.Errorf("%q has a sieve: %v", expr, got)
		}
	}
	if p := MustCompile(exprs[1]); p.passes("The harbour was closed on Friday.") {
		t.Error("a sentence without any of the words passes")
	}
}

func FuzzAnswersAsRegexp(f *testing.F) {
	for _, e := range exprs {
		for _, s := range texts {
			f.Add(e, s)
		}
	}
	f.Fuzz(func(t *testing.T, expr, s string) {
		if len(expr) < 200 && len(s) < 500 {
			same(t, expr, s)
		}
	})
}

func BenchmarkPattern(b *testing.B) {
	s := strings.Repeat("The old harbour of Velin was closed on Friday, and ships lay outside. ", 2)
	b.Run("regexp", func(b *testing.B) {
		re := regexp.MustCompile(exprs[0])
		for b.Loop() {
			re.MatchString(s)
		}
	})
	b.Run("pattern", func(b *testing.B) {
		p := MustCompile(exprs[0])
		for b.Loop() {
			p.MatchString(s)
		}
	})
}
