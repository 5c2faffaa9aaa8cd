package digest

import (
	"strings"
	"testing"
)

// FuzzAlign: what is kept of a source is, token for token, what is printed.
func FuzzAlign(f *testing.F) {
	f.Add("The mayor said the bridge will open.", "The mayor, who was tired, said on Monday the bridge will open.")
	f.Add("橋は月末に開く。", "市によると、橋は月末に開く。")
	f.Add("", "anything")
	f.Add("ΑΒ １２ ﾊﾝｶｸ", "ΑΒ, 12 と ハンカク")
	f.Fuzz(func(t *testing.T, printed, source string) {
		kept, ok := align(printed, source)
		if !ok {
			return
		}
		rs := []rune(source)
		var got, want []string
		at := 0
		for _, k := range kept {
			if k.Start < at || k.End > len(rs) || k.Start >= k.End {
				t.Fatalf("spans %v of %d runes", kept, len(rs))
			}
			at = k.End
			for _, tok := range tokens(string(rs[k.Start:k.End])) {
				got = append(got, tok.text)
			}
		}
		for _, tok := range tokens(trimEnd(printed)) {
			want = append(want, tok.text)
		}
		if strings.Join(got, "\x00") != strings.Join(want, "\x00") {
			t.Fatalf("kept %q of %q for %q", got, source, printed)
		}
	})
}
