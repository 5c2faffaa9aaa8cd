package eval
import ("testing";"fmt";"os";"kiku/internal/digest/audit")
func TestZZ(t *testing.T){
 n := tellNewsroom(t)
 for i,d := range n.digests { if d.Lang=="ja" {
  one := copied(t,d); w := line("教育省は首都で新しい図書館の建設を始めた。", "")(&one, d)
  pg := asHTML(t, one); os.WriteFile(fmt.Sprintf("/tmp/aud/z%d.html",i), pg, 0o644)
  p,_ := audit.Read("x", pg)
  fmt.Println(d.Story, w, p.Lang, len(p.Passages))
  for _, l := range p.Lines { if l.Part==audit.Prose||l.Text==w {fmt.Println("  ", l.Part, l.ID, l.Elsewhere, l.Fixed, l.Text)} }
 }}
}
