package article

import (
	_ "embed"
	"regexp"
	"strings"
)

// furnitureTable holds forms of sentences that a site prints around every
// report: to its readers, about itself, never about the world. Each form speaks
// of the site's own business with the reader, so that a report about cookies,
// subscriptions or copyright keeps its sentences.
//
//go:embed furniture.tsv
var furnitureTable string

// form is one form of sentence. The literals are there for speed: most
// sentences hold none of them, and looking for a word costs a hundredth of what
// an expression does.
type form struct {
	literals []string
	re       *regexp.Regexp
}

// anyForms hold anywhere in a text. tailForms recognise what follows a report:
// who helped, who wrote, where it was first printed; in the middle of a report
// such sentences would be news.
var anyForms, tailForms = readForms(furnitureTable)

func readForms(table string) (anywhere, tail []form) {
	for line := range strings.Lines(table) {
		where, rest, _ := strings.Cut(strings.TrimRight(line, "\n"), "\t")
		literals, expression, ok := strings.Cut(rest, "\t")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		f := form{strings.Split(literals, "|"), regexp.MustCompile(expression)}
		if where == "tail" {
			tail = append(tail, f)
		} else {
			anywhere = append(anywhere, f)
		}
	}
	return anywhere, tail
}

func matches(forms []form, sentence string) bool {
	s := strings.ToLower(sentence)
	for _, f := range forms {
		for _, l := range f.literals {
			if strings.Contains(s, l) {
				if f.re.MatchString(s) {
					return true
				}
				break
			}
		}
	}
	return false
}

// credit matches a picture's credit behind its caption: something in brackets
// between two sentences that is no sentence itself.
var credit = regexp.MustCompile(`[\p{Ll}\d][.!?][”"']? (\([^()]*(?:\([^()]*\)[^()]*)?[^.!?()”" ] ?(?:\) ?)?\))(?: [\p{Lu}"“‘]|$)`)

// IsFurniture reports whether a sentence is what a site prints around its reports:
// to its readers, about itself, never about the world. Articles that were cleaned
// as they came in have hardly any; those read in another way may.
func IsFurniture(sentence string) bool { return isFurniture(sentence) }

// isFurniture reports whether a sentence is a site's furniture. Long ones are
// prose whatever they hold: the forms were written for lines.
func isFurniture(sentence string) bool {
	return len(sentence) < 500 && matches(anyForms, sentence)
}

func isTail(sentence string) bool {
	return len(sentence) < 300 && matches(tailForms, sentence)
}
