package eval

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"kiku/internal/digest"
)

var missed = flag.String("missed", "", "print faults of a class that pass the check (or true lines that are refused, with true)")

// TestPlantedFaults plants faults by the thousand in both languages.
func TestPlantedFaults(t *testing.T) {
	dir := shared(t)
	planting, err := plantedIn(dir, func(class string, l trueLine, p digest.Printed, err error) {
		if *missed == "" || *missed != "all" && !strings.HasPrefix(class, *missed) || (err == nil) == (class == "true") {
			return
		}
		fmt.Fprintf(os.Stderr, "%s\t%s\t%s\n\tline  %s [%s]\n\tsays  %s [%s]\n\tcited %s\n\t%v\n", class, l.Lang, p.Kind, l.Text, l.Speaker, p.Text, p.Speaker, l.cited[0].Text, err)
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range planting.figures() {
		t.Log(f)
	}
}
