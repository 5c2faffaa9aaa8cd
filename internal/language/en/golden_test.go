package en

import (
	"strings"
	"testing"
)

// TestSentencesKeepTheGoldenRules has a sentence of our own for each of the
// published golden rules of sentence ends (pragmatic_segmenter, MIT). "|" stands
// where a sentence ends.
func TestSentencesKeepTheGoldenRules(t *testing.T) {
	for rule, list := range map[string][]string{
		"end marks":                    {"Greta came home.| Her name is Berg.", "What is it called?| It is a ferry.", "There it goes!| We saw it."},
		"capital initial":              {"The mayor is Greta B. Lindqvist.", "We asked Karel K. Novak about it."},
		"small letter before a number": {"See p. 12 of the report.", "It is on pp. 12 and 13 of the list."},
		"co. inside":                   {"Was Anna with her friends and co. at the pier?", "They sold it to Berg, Olsen & Co. on Friday."},
		"co. at the end":               {"We asked Anna and co.| They had no idea.", "They sold it to Berg, Olsen & Co.| It was sold on Friday."},
		"mount and saint":              {"We saw Mt. Ansel from the boat.", "St. Olaf's School is on 3rd st. by the quay.", "The road to Ft. Ansel is closed."},
		"possessive short form":        {"It was Karel Novak Jr.'s boat.", "This is Berg Sr.'s house."},
		"country inside":               {"She flew to the U.S.A. in spring.", "I have lived in the U.K. for ten years.", "He works for the U.S. Army in Ansel."},
		"country at the end":           {"They moved to the U.K.| Where do you live?", "We left the E.U.| What now?", "She was born in the U.S.| He was not."},
		"time of day":                  {"At 7 a.m. Mrs. Berg took the boat.| She came back at 9 P.M.| Mrs. Berg then slept.", "He called at 6 p.m. on Friday.", "The bridge opened at 5 p.m.| It closed at six."},
		"money":                        {"It costs $12.50 a day.", "It costs $12.50.| Nobody pays it."},
		"sentence in brackets":         {"Berg runs the port (She was a pilot for nine years.) in the north.", "He left (so they say).| Nobody saw it."},
		"mail address":                 {"Write to anna.berg@example.org.| She will answer."},
		"web address":                  {"It is at: https://www.example.7.org/old-page/long_story.html.| Have a look.", "See www.example.org/a.b for more."},
		"quotation and its teller":     {"She looked at us, 'It is shut.' she said.", `She looked at us, "It is shut." she said.`, "She looked at us, “It is shut.” she said."},
		"quotation, then another":      {`She looked at us, "It is shut."| She gave us the key.`, "She looked at us, “It is shut.”| He gave us the key."},
		"two marks":                    {"Stop!!| You cannot pass.", "Well??| What did he say?", "Really!?| Are you sure?", "Really?!| Are you sure?"},
		"list 1.)":                     {"1.) A new bridge| 2.) A new pier", "1.) A new bridge.| 2.) A new pier."},
		"list 1)":                      {"1) A new bridge| 2) A new pier", "1) A new bridge.| 2) A new pier."},
		"list 1.":                      {"1. A new bridge| 2. A new pier", "1. A new bridge.| 2. A new pier."},
		"list with bullets":            {"• 3. A new bridge| • 4. A new pier", "⁃3. A new bridge| ⁃4. A new pier"},
		"list a.":                      {"a. A new bridge| b. A new pier| c. A new road"},
		"line broken in a sentence":    {"The harbour was shut\nthroughout the winter.", "It was a dark \nmorning at the quay."},
		"lines of a list":              {"plans\n|harbour board\n|news, notices\n"},
		"number sign":                  {"It is kept under N°. 2043.118.| That is where the map is.", "We read No. 12 twice."},
		"mark in a name":               {"He works at Yahoo! in the finance team."},
		"the pronoun I":                {"They went there, Anna and I.| Have you met Karel I. Novak?"},
		"ellipsis in a quotation":      {"Novak says that with a plain boat, “the laws of the sea will seem less hard. . . .”", "“Berg [...] wrote of two piers [...]” (Novak 55)."},
		"ellipsis and a full stop":     {"When words are left out at the end of a sentence, one prints the dots and then the full stop . . . .| The next one.", "We did not see that....| She went to the pier."},
		"ellipsis inside":              {"I did not ... well, what I say...look . . . what I want to say, the point is . . . I did not do it."},
		"ellipsis opens":               {"A custom that grew weaker . . . was that of tying boats into long chains.| . . . The custom was not given up. . . ."},
		"no space after the full stop": {"The bridge is shut.Today is Friday.|Mr. Berg went to the quay and paid 2,000.|It was too much."},
	} {
		for _, want := range list {
			want = strings.Replace(want, "shut.Today", "shut.|Today", 1)
			s := strings.ReplaceAll(want, "|", "")
			var got []string
			r := []rune(s)
			for _, x := range Sentences(s) {
				got = append(got, string(r[x.Start:x.End]))
			}
			wants := strings.Split(want, "|")
			for i := range wants {
				wants[i] = strings.TrimSpace(wants[i])
			}
			if strings.Join(got, "|") != strings.Join(wants, "|") {
				t.Errorf("%s:\n got %q\nwant %q", rule, got, wants)
			}
		}
	}
}
