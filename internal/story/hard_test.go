package story

import (
	"strings"
	"testing"
)

// TestNearestEventIsChosenAmongAlike holds that two happenings of one sort, told
// in the same words, are told apart by who and where, in whatever order their
// reports come in.
func TestNearestEventIsChosenAmongAlike(t *testing.T) {
	fs := []Features{
		report("a1", "Harbour Post", 0, "en", "Coach Dario Fenn fired by Port Ennis Rovers",
			"Port Ennis Rovers fired coach Dario Fenn on Monday after nine defeats in a row, the club said.",
			"Assistant Lou Marrick takes over as interim coach for the rest of the season."),
		report("b1", "Daily Lantern", 1, "en", "Coach Ilse Tornquist fired by Corvale United",
			"Corvale United fired coach Ilse Tornquist on Monday after eight defeats in a row, the club said.",
			"Assistant Pim Okoro takes over as interim coach for the rest of the season."),
		report("a2", "Northern Wire", 2, "en", "Rovers sack Fenn after ninth defeat in a row",
			"Dario Fenn is out as coach of Port Ennis Rovers. Lou Marrick will lead the team for the rest of the season."),
		report("b2", "Evening Mirror", 3, "en", "Tornquist out at Corvale United",
			"Corvale United have parted with coach Ilse Tornquist. Pim Okoro will lead the team for the rest of the season."),
	}
	p := add(NewGrouper(), fs)
	if p["b1"].Event != "b1" {
		t.Errorf("b1 joined %s: %+v", p["b1"].Event, p["b1"].Reasons)
	}
	if p["a2"].Event != "a1" || p["b2"].Event != "b1" {
		t.Errorf("a2 is in %s, b2 in %s", p["a2"].Event, p["b2"].Event)
	}
}

// TestLateReportOfTheSameHeadlineJoins holds that a report with a wrong date,
// as archives have them, finds its event by what it says, and that a later step
// told in other words does not.
func TestLateReportOfTheSameHeadlineJoins(t *testing.T) {
	late := report("f8", "Archive Courier", 24*90, "en", "Ferry Morwenna with 212 aboard runs aground off Carrow Island",
		"The ferry Morwenna ran aground on rocks off Carrow Island with 212 people aboard. Lifeboats from Port Ennis took off all passengers, the coast guard said.",
		"Two sailors were hurt.")
	step := report("f9", "Daily Lantern", 24*30, "en", "Captain of the Morwenna goes on trial",
		"The captain of the ferry Morwenna pleaded not guilty on Thursday to leaving the channel off Carrow Island.",
		"The court in Port Ennis will hear forty witnesses.")
	p := add(NewGrouper(), append(ferry(), late, step))
	if p["f8"].Event != "f1" {
		t.Errorf("the late report is in %s: %+v", p["f8"].Event, p["f8"].Apart)
	}
	if p["f9"].Event != "f9" {
		t.Errorf("the trial joined %s with %.2f: %+v", p["f9"].Event, p["f9"].Score, p["f9"].Reasons)
	}
}

// TestAnniversaryIsNoReportOfTheDay holds that a look back does not join what it
// looks back on.
func TestAnniversaryIsNoReportOfTheDay(t *testing.T) {
	p := add(NewGrouper(), append(ferry(),
		report("f9", "Daily Lantern", 24*365, "en", "On this day: the Morwenna, a year on",
			"A year ago the ferry Morwenna struck rocks off Carrow Island. The village choir sang on the quay where the lifeboats had landed.")))
	if p["f9"].Event != "f9" {
		t.Errorf("the anniversary joined %s with %.2f: %+v", p["f9"].Event, p["f9"].Score, p["f9"].Reasons)
	}
}

// TestWireTextIsCountedOnce holds that two publishers who print one agency's
// text are one independent report.
func TestWireTextIsCountedOnce(t *testing.T) {
	body := []string{
		"The ferry Morwenna ran aground on rocks off Carrow Island on Tuesday with 212 people aboard, the coast guard said.",
		"Lifeboats from Port Ennis took off all passengers before nightfall, and two sailors were treated for cuts in the harbour clinic.",
		"An inquiry will ask why the ship left its channel, a spokesman for the harbour board said, and its recorder will be read on Friday.",
	}
	wire := append([]string{"PORT ENNIS (Northern Wire) - " + body[0]}, body[1:]...)
	g := NewGrouper()
	p := add(g, []Features{
		report("w1", "Harbour Post", 0, "en", "Ferry runs aground off Carrow Island", wire...),
		report("w2", "Daily Lantern", 3, "en", "212 saved from grounded ferry", append([]string{"By Northern Wire"}, body...)...),
	})
	if p["w2"].EchoOf != "w1" {
		t.Fatalf("w2: %+v", p["w2"])
	}
	for _, s := range g.Stories() {
		for _, e := range s.Events {
			if e.Independent() != 1 {
				t.Errorf("%d independent reports of one text", e.Independent())
			}
		}
	}
}

// TestReasonsNameTheNextBest holds that what kept two apart is printed with its
// share, the nearer rival among it.
func TestReasonsNameTheNextBest(t *testing.T) {
	p := add(NewGrouper(), append(ferry(), dam()...))["f2"]
	var names []string
	for _, r := range p.Reasons {
		names = append(names, r.Feature)
	}
	if all := strings.Join(names, " "); !strings.Contains(all, "margin") || !strings.Contains(all, "lead") {
		t.Errorf("reasons: %s", all)
	}
}
