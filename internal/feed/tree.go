package feed

import (
	"bytes"
	"strings"
)

// node is an element as far as a feed reader needs it.
type node struct {
	name     string // canonical
	attrs    []byte
	from, to int   // its inside
	parent   int32 // places in tree.nodes; -1 for none
	child    int32 // the first
	last     int32
	next     int32
	role     role
	markup   bool // there are tags inside that are part of its text
	closed   bool // its end was found
}

// maxDepth is how deep elements may lie in each other; deeper ones are not kept.
const maxDepth = 100

// maxNodes is how many elements of one item, or of the head of a feed, are kept.
const maxNodes = 20_000

// maxTokens is how many pieces of markup and text of one item are looked at.
const maxTokens = 200_000

// tree builds elements out of tokens, and forgives: end tags that are missing,
// misspelled or crossed close what they must have meant.
type tree struct {
	data  []byte
	names *names
	nodes []node
	stack []int32
	nest  int  // of a rich element: elements of its own name open inside
	line  int  // of a leaf: inline elements open inside
	loose bool // rich elements end where another element of a feed begins
}

// reset makes the tree one element without content.
func (t *tree) reset(name string, attrs []byte) {
	t.nodes = append(t.nodes[:0], node{name: name, role: roles[name], attrs: attrs, parent: -1, child: -1, last: -1, next: -1})
	t.stack = append(t.stack[:0], 0)
	t.nest, t.line, t.loose = 0, 0, false
}

// run takes in the tokens of data[from:to]. At the end everything but the root
// is closed.
func (t *tree) run(from, to int) {
	for tries := 0; ; tries++ {
		s := scanner{data: t.data[:to], pos: from}
		for range maxTokens {
			tok, ok := s.next()
			if !ok {
				break
			}
			switch tok.kind {
			case open, empty:
				t.start(tok)
			case shut:
				t.end(tok)
			case text:
				t.afterLink(tok)
			}
		}
		top := t.top()
		if len(t.stack) == 1 || top.role != rich || t.loose || !top.markup {
			break
		}
		// Its end tag is missing and it has swallowed what follows: read that
		// again, and let the next element end it.
		from, t.nest, t.loose, top.markup = top.from, 0, true, false
	}
	for len(t.stack) > 1 {
		t.pop(to, false)
	}
	t.loose = false
}

func (t *tree) top() *node { return &t.nodes[t.stack[len(t.stack)-1]] }

// pop closes the innermost open element. Elements of no known kind that were
// never closed give their children to their parent: they may be misspelled.
func (t *tree) pop(at int, closed bool) {
	i := t.stack[len(t.stack)-1]
	t.stack = t.stack[:len(t.stack)-1]
	n := &t.nodes[i]
	n.to, n.closed = max(at, n.from), closed
	t.nest, t.line = 0, 0
	if closed || n.child < 0 || n.parent < 0 {
		return
	}
	p := &t.nodes[n.parent]
	for c := n.child; c >= 0; c = t.nodes[c].next {
		t.nodes[c].parent = n.parent
	}
	n.next, p.last = n.child, n.last
	n.child, n.last = -1, -1
}

func (t *tree) start(tok token) {
	if len(t.nodes) >= maxNodes && t.top().role == box {
		return
	}
	if tok.b-tok.a > len("xmlns:a=''") {
		t.names.declareInner(t.data[tok.a:tok.b])
	}
	name := t.names.of(tok.name)
	for closing := true; closing && len(t.stack) > 1; {
		top := t.top()
		switch r := top.role; {
		case r == rich && !(t.loose && structural(name)):
			if name == top.name && tok.kind == open {
				t.nest++
			}
			top.markup = true
			return
		case r == leaf && roles[name] == unknown && !strings.Contains(name, ":"):
			if tok.kind == open {
				t.line++
			}
			top.markup = true
			return
		case r == rich, r == leaf:
			t.pop(tok.from, false)
		default:
			closing = false
		}
	}
	if len(t.nodes) >= maxNodes {
		return
	}
	parent := t.stack[len(t.stack)-1]
	if tok.kind == open && len(t.stack) >= maxDepth {
		return
	}
	i := int32(len(t.nodes))
	t.nodes = append(t.nodes, node{name: name, role: roles[name], attrs: t.data[tok.a:tok.b], from: tok.to, to: tok.to, parent: parent, child: -1, last: -1, next: -1, closed: true})
	if p := &t.nodes[parent]; p.last >= 0 {
		t.nodes[p.last].next = i
		p.last = i
	} else {
		p.child, p.last = i, i
	}
	if tok.kind == open {
		t.stack = append(t.stack, i)
		t.nest, t.line = 0, 0
	}
}

// structural are the elements that end a rich one whose own end is missing.
// Names that HTML has as well are none of them.
func structural(name string) bool {
	switch name {
	case "link", "title", "source", "summary", "content", "body", "cite", "category":
		return name == "category"
	}
	return roles[name] != unknown
}

func (t *tree) end(tok token) {
	if len(t.stack) == 1 {
		return
	}
	top := t.top()
	if len(t.nodes) >= maxNodes && top.role == unknown {
		return // hostile: nothing of it is kept
	}
	name := t.names.of(tok.name)
	switch r := top.role; {
	case name == top.name:
		if r == rich && t.nest > 0 {
			t.nest--
			return
		}
		t.pop(tok.from, true)
		return
	case r == rich:
		top.markup = true
		return
	case r == leaf && t.line > 0:
		t.line--
		return
	}
	for i := len(t.stack) - 1; i > 0; i-- {
		if t.nodes[t.stack[i]].name != name {
			continue
		}
		for len(t.stack) > i+1 {
			t.pop(tok.from, false)
		}
		t.pop(tok.from, true)
		return
	}
	if top.role == leaf { // a misspelled end
		t.pop(tok.from, true)
	}
}

// afterLink gives an address that stands behind an empty link element to it:
// what becomes of RSS that was written as HTML.
func (t *tree) afterLink(tok token) {
	top := t.top()
	if top.role != box || top.last < 0 {
		return
	}
	l := &t.nodes[top.last]
	if l.name == "link" && l.from == l.to && len(l.attrs) == 0 && isWeb(strings.TrimSpace(string(t.data[tok.from:min(tok.to, tok.from+20)]))) {
		l.from, l.to = tok.from, tok.to
	}
}

// children calls f for each child of a node, until f returns false.
func (t *tree) children(of int32, f func(i int32, n *node) bool) {
	for i := t.nodes[of].child; i >= 0; i = t.nodes[i].next {
		if !f(i, &t.nodes[i]) {
			return
		}
	}
}

// first returns the first child of a node that has one of the names and is not
// empty, trying the names in turn; nil when there is none.
func (t *tree) first(of int32, list ...string) *node {
	for _, name := range list {
		for i := t.nodes[of].child; i >= 0; i = t.nodes[i].next {
			if n := &t.nodes[i]; n.name == name && n.from < n.to {
				return n
			}
		}
	}
	return nil
}

// source returns the inside of an element as text or, when it is markup, as the
// source of that; references are resolved once.
func (t *tree) source(n *node) string {
	if n == nil {
		return ""
	}
	raw := bytes.TrimSpace(t.data[n.from:n.to])
	if bytes.IndexByte(raw, '<') < 0 {
		return resolve(raw)
	}
	var b strings.Builder
	s := scanner{data: raw}
	for {
		tok, ok := s.next()
		if !ok {
			break
		}
		switch {
		case tok.kind == cdata:
			b.WriteString(tidy(raw[tok.a:tok.b]))
		case tok.kind == text && !n.markup && n.child < 0:
			b.WriteString(resolve(raw[tok.from:tok.to]))
		default:
			b.WriteString(tidy(raw[tok.from:tok.to]))
		}
	}
	return strings.TrimSpace(b.String())
}

// plain returns the inside of an element as text on one line.
func (t *tree) plain(n *node) string {
	if n == nil || n.from == n.to {
		return ""
	}
	return plain(clip(t.source(n), maxLine))
}

// reference returns the inside of an element that holds an address. An "&copy"
// in it begins a parameter, not a sign; "&amp;" may have been escaped twice.
func (t *tree) reference(n *node) string {
	s := t.source(n)
	if strings.IndexByte(s, '<') >= 0 {
		return plain(clip(s, maxLine))
	}
	return strings.ReplaceAll(s, "&amp;", "&")
}
