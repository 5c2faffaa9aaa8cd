package article

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// errChooser says that a chooser's file is not one.
var errChooser = errors.New("not a chooser")

// String returns the chooser as it is kept: one line with bias and threshold,
// then one line a tree, its nodes behind each other in the order of a walk from
// the root, left before right. A node is "feature<limit", a leaf "=value".
func (c *Chooser) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\t%s\n", short(c.Bias), short(c.Threshold))
	for _, t := range c.Trees {
		for i, n := range t {
			if i > 0 {
				b.WriteByte(' ')
			}
			if n.Feature < 0 {
				b.WriteString("=" + short(n.Value))
			} else {
				fmt.Fprintf(&b, "%s<%s", features[n.Feature], strconv.FormatFloat(float64(n.Limit), 'g', 5, 32))
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func short(f float64) string { return strconv.FormatFloat(f, 'g', 4, 64) }

// ParseChooser reads what String writes. A feature that blocks do not have
// is an error.
func ParseChooser(s string) (*Chooser, error) {
	head, rest, _ := strings.Cut(s, "\n")
	var c Chooser
	if _, err := fmt.Sscanf(head, "%g\t%g", &c.Bias, &c.Threshold); err != nil {
		return nil, fmt.Errorf("%w: first line: %w", errChooser, err)
	}
	for line := range strings.Lines(rest) {
		words := strings.Fields(line)
		var t Tree
		left, err := readTree(&t, words)
		if err != nil {
			return nil, fmt.Errorf("%w: tree %d: %w", errChooser, len(c.Trees), err)
		}
		if len(left) > 0 {
			return nil, fmt.Errorf("%w: tree %d: %d words too many", errChooser, len(c.Trees), len(left))
		}
		c.Trees = append(c.Trees, t)
	}
	return &c, nil
}

// readTree adds the node that the words begin with, and those below it.
func readTree(t *Tree, words []string) (left []string, err error) {
	if len(words) == 0 {
		return nil, errors.New("a node is missing")
	}
	at := len(*t)
	if value, ok := strings.CutPrefix(words[0], "="); ok {
		v, err := strconv.ParseFloat(value, 64)
		*t = append(*t, TreeNode{Feature: -1, Value: v})
		return words[1:], err
	}
	name, limit, _ := strings.Cut(words[0], "<")
	n := TreeNode{Feature: slices.Index(features, name)}
	l, err := strconv.ParseFloat(limit, 32)
	if n.Feature < 0 || err != nil {
		return nil, fmt.Errorf("bad node %q", words[0])
	}
	n.Limit = float32(l)
	*t = append(*t, n)
	(*t)[at].Left = len(*t)
	if words, err = readTree(t, words[1:]); err != nil {
		return nil, err
	}
	(*t)[at].Right = len(*t)
	return readTree(t, words)
}
