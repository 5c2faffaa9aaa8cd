package digest

import (
	"strings"
	"testing"
	"time"

	"kiku/internal/article"
)

// Every form of every verb leads back to one base, and a base is a form of itself.
func TestVerbFormsLeadBack(t *testing.T) {
	v := verbsEn()
	for base := range v.base {
		if v.third[thirdOf(base)] != base {
			t.Errorf("%s: %s is of %s", base, thirdOf(base), v.third[thirdOf(base)])
		}
		found := map[string]bool{}
		for _, forms := range []map[string]string{v.past, v.participle, v.gerund} {
			for form, b := range forms {
				if b == base {
					found[form] = true
				}
			}
		}
		if len(found) < 2 {
			t.Errorf("%s has only %v", base, found)
		}
	}
	for form, base := range map[string]string{"dies": "die", "dying": "die", "cutting": "cut", "fleeing": "flee", "vetoes": "veto", "denies": "deny", "employs": "employ", "agreeing": "agree", "winning": "win"} {
		if v.third[form] != base && v.gerund[form] != base {
			t.Errorf("%s: %q %q, want %q", form, v.third[form], v.gerund[form], base)
		}
	}
}

// Questions of the kinds that a reader asks: what somebody is to do, urged another to
// do, was accused of, why, how much, who; with names, sources and agreement.
func TestQuestionsOfKindsEnglish(t *testing.T) {
	for _, c := range []struct{ sentence, want string }{
		{"The city of Mirren agreed on Monday to close the old bridge.", "What did the city of Mirren agree to do? close the old bridge"},
		{"The city of Mirren is expected to close the old bridge in May.", "What is the city of Mirren expected to do? close the old bridge"},
		{"Officials were ordered to empty the harbour before the storm.", "What were officials ordered to do? empty the harbour"},
		{"Prime Minister Tomas Velin urged the fishing crews to leave the port.", "What did Prime Minister Tomas Velin urge the fishing crews to do? leave the port"},
		{"Prime Minister Tomas Velin called on the fishing crews to leave the port.", "What did Prime Minister Tomas Velin call on the fishing crews to do? leave the port"},
		{"Prime Minister Tomas Velin on Tuesday accused the port company of hiding its losses.", "What did Prime Minister Tomas Velin accuse the port company of? hiding its losses"},
		{"A former guard of the museum was charged with the theft of an old chart.", "What was a former guard of the museum charged with? the theft of an old chart"},
		{"Prime Minister Tomas Velin called for a new vote on the treaty.", "What did Prime Minister Tomas Velin call for? a new vote on the treaty"},
		{"Osta's farm minister Edda Rusk stepped down on Monday over a remark on herring.", "Why did Osta's farm minister Edda Rusk step down? over a remark on herring"},
		{"Osta's farm minister Edda Rusk resigned after telling farmers to eat less.", "Why did Osta's farm minister Edda Rusk resign? after telling farmers to eat less"},
		{"Norway appointed former judge Lena Harg as its envoy to Denmark.", "Who did Norway appoint as its envoy to Denmark? former judge Lena Harg"},
		{"Two old charts of the strait were returned to the museum in Mirren.", "What was returned to the museum in Mirren? Two old charts of the strait"},
		{"Norway will review a treaty on fishing, Prime Minister Tomas Velin said on Tuesday.", "What will Norway review, according to Tomas Velin? a treaty on fishing"},
		{"Norway has accepted a ferry from Denmark, three officials told the Ledger.", "What has Norway accepted, according to three officials? a ferry from Denmark"},
		{"Norway is building \"a safe harbour\" in the north.", "What is Norway building? \"a safe harbour\" in the north"},
		{"On May 19, Tomas Velin instructed the government to form a permanent delegation, but did not name its members.", "What did Tomas Velin instruct the government to do? form a permanent delegation"},
		{"Prime Minister Tomas Velin pledged Wednesday to take further steps to lower herring prices that have doubled over the past year, but again rejected calls for a tax cut.", "What did Prime Minister Tomas Velin pledge to do? take further steps to lower herring prices"},
		{"China is concerned about a Danish project to build a new lighthouse.", "What is China concerned about? a Danish project to build a new lighthouse"},
		{"The U.K.'s annual inflation rate hit 3.5% in April, coming in above what was expected.", "What level did the U.K.'s annual inflation rate hit? 3.5%"},
		{"Prime Minister Tomas Velin warned that the port could run out of water.", "What did Prime Minister Tomas Velin warn? the port could run out of water"},
	} {
		if got := asksAll("en", c.sentence); !hasLine(got, c.want) {
			t.Errorf("%s\n want %s\n got  %s", c.sentence, c.want, strings.Join(got, "\n      "))
		}
	}
}

// What is too long to stand by itself is asked for, and the sentence answers; sums, days
// to come, what somebody told whom, a purpose, lists and asides are read.
func TestQuestionsOfWholeSentencesEnglish(t *testing.T) {
	for _, c := range []struct{ sentence, want string }{
		{"Norway's prime minister on Tuesday denied accusations that the offer of a ferry to the mayor of Mirren was meant to win his vote on the treaty over fishing and on the new port in the north of the strait.", "What did Norway's prime minister deny? "},
		{"Prime Minister Tomas Velin on Tuesday unveiled a plan to build ships designed to find, follow and lift nets.", "What did Prime Minister Tomas Velin unveil? "},
		{"A man charged over a theft at Norway's embassy in the Danish capital, Copenhagen, was jailed on Wednesday, the court said.", "What happened to a man charged over a theft at Norway's embassy in the Danish capital? "},
		{"The government of Norway will spend 3 billion crowns on new ferries.", "How much will the government of Norway spend on new ferries? 3 billion crowns"},
		{"The vote on the treaty will take place on 14 June, the council said.", "When will the vote on the treaty take place, according to the council? on 14 June"},
		{"Danes have taken to the streets in southern Norway to protest against the treaty.", "Why have Danes taken to the streets in southern Norway? to protest against the treaty"},
		{"Orbena, Taluva and Kisela signed a new treaty on fishing in the strait.", "What did Orbena, Taluva and Kisela sign? a new treaty on fishing in the strait"},
		{"Norway will review the old treaty on fishing, a Danish official said on Monday.", "What will Norway review, according to a Danish official? the old treaty on fishing"},
		{"Norway signed a treaty on fishing in the strait, and the port will close.", "What did Norway sign? a treaty on fishing in the strait"},
		{"Tomas Velin told the harbour council that the crews would be paid for the nets.", "What did Tomas Velin tell the harbour council? the crews would be paid for the nets"},
		{"The city of Mirren will investigate why an alarm apparently gave no warning, its mayor said on Monday.", "What will the city of Mirren investigate, according to its mayor? "},
	} {
		if got := asksAll("en", c.sentence); !hasLine(got, c.want) {
			t.Errorf("%s\n want %s\n got  %s", c.sentence, c.want, strings.Join(got, "\n      "))
		}
	}
}

// An answer is known that the title over it holds, be it a name by the surname, a number
// in figures or a word in another form.
func TestKnownAnswers(t *testing.T) {
	for _, c := range []struct {
		title, sentence, answer string
		least, most             float64
	}{
		{"Velin signs treaty on fishing", "Prime Minister Tomas Velin signed the treaty.", "Prime Minister Tomas Velin", 1, 1},
		{"Norway jails 5 fishers over nets", "Norway jailed five fishers.", "five fishers", 1, 1},
		{"Velin visits Mirren", "Tomas Velin visited the northern Mirren region.", "the northern Mirren region", 1, 1},
		{"Norway signs treaty", "Norway signed a treaty on herring with Denmark.", "a treaty on herring with Denmark", 0.1, 0.5},
		{"Norway and Denmark agree", "Norway signed a plan for three ferries.", "a plan for three ferries", 0, 0},
	} {
		at := time.Date(2026, 5, 20, 0, 0, 0, 0, time.UTC)
		a := article.Article{ID: "a", Lang: "en", Title: c.title, Paragraphs: []string{c.sentence}, Published: at, Publisher: "P"}
		r := &report{reading: newReading(a, surface.Read("en", a.Title, a.Paragraphs, at))}
		if got := (chapter{}).knownAnswer(r, r.text.Sentences[0], c.answer); got < c.least || got > c.most {
			t.Errorf("%q under %q is known to %.2f, want %.2f to %.2f", c.answer, c.title, got, c.least, c.most)
		}
	}
}

// What leaves out who says it, a doubt, a half of a pair or of a quotation, or reads a
// participle as a verb, is not asked.
func TestQuestionsNotAskedEnglish(t *testing.T) {
	for _, c := range []struct{ sentence, never string }{
		{"Norway did not agree to close the bridge.", "agree"},
		{"Norway reportedly agreed to close the bridge.", "agree"},
		{"Norway agreed to close the bridge, Tomas Velin said.", "What did Norway agree to do?"},
		{"The ships sent to the strait were stopped by the guard of the port.", "send"},
		{"Norway held talks between Mirren and the city of Osta on a new plan for all of the ports of the north.", "Mirren"},
		{"Norway gave the town a bridge.", "What did Norway give"},
		{"He agreed to close the bridge.", "What"},
		{"Norway signed the \"fairest treaty of all\" with Denmark if the crews agree.", "What"},
		{"Norway has always welcomed the crews of Denmark.", "Norway has"},
	} {
		for _, got := range asksAll("en", c.sentence) {
			if strings.Contains(got, c.never) {
				t.Errorf("%s\n asks %s", c.sentence, got)
			}
		}
	}
}

// Whatever is asked of a sentence stands in it, passes the check and is told in no more
// words than a reader takes in at a glance.
func TestQuestionsPassTheirCheckEnglish(t *testing.T) {
	subjects := []string{"Norway", "Prime Minister Tomas Velin", "The city of Mirren", "Norway and Denmark", "Osta's mayor"}
	verbs := []string{"signed", "has signed", "will sign", "is reviewing", "rejected", "refused to sign", "was accused of hiding", "called for", "urged Denmark to sign", "warned of"}
	objects := []string{"a treaty on fishing in the strait", "the new plan for the port", "three of its old ferries", "\"the fairest of plans\" for the crews"}
	ends := []string{"", " on Monday", " after the storm", ", Lena Harg said", " because the crews asked for it", ", and the port closed"}
	asked := 0
	for _, s := range subjects {
		for _, v := range verbs {
			for _, o := range objects {
				for _, e := range ends {
					sentence := s + " " + v + " " + o + e + "."
					r, c := readOne("en", sentence)
					for _, q := range r.inquiries(c.sentence) {
						asked++
						if err := asks("en", q.Question, q.Answer, []cited{c}); err != nil {
							t.Errorf("%s\n %s %s: %v", sentence, q.Question, q.Answer, err)
						}
						if !q.Whole && !holds(sentence, q.Answer) || len(strings.Fields(q.Answer)) > widestAnswerEn || !balanced(q.Answer) || q.Whole != (q.Answer == "") {
							t.Errorf("%s\n answer %q", sentence, q.Answer)
						}
						if e == ", Lena Harg said" && !strings.Contains(q.Question, "Harg") {
							t.Errorf("%s\n %s leaves out who says it", sentence, q.Question)
						}
						if asks("en", strings.Replace(q.Question, "What", "Where", 1), q.Answer, []cited{c}) == nil && strings.HasPrefix(q.Question, "What") {
							t.Errorf("%s\n asks where: %s", sentence, q.Question)
						}
					}
				}
			}
		}
	}
	if asked < 500 {
		t.Errorf("only %d questions asked", asked)
	}
}
