package article

import "math"

// Tree is one tree of a chooser: at a node the block goes left when its feature
// is at most Limit. A node without a feature (Feature < 0) is a leaf.
type Tree []TreeNode

// TreeNode is one question of a tree, or its answer.
type TreeNode struct {
	Feature     int // place among the features of a block, -1 for a leaf
	Limit       float32
	Left, Right int     // places in the tree
	Value       float64 // of a leaf: what is added to the log odds
}

// Value returns the value of the leaf that features lead to.
func (t Tree) Value(v []float32) float64 {
	at := 0
	for t[at].Feature >= 0 {
		if v[t[at].Feature] <= t[at].Limit {
			at = t[at].Left
		} else {
			at = t[at].Right
		}
	}
	return t[at].Value
}

// Chooser decides which blocks of a page are the report, by boosted trees
// (Friedman 2001).
type Chooser struct {
	Bias      float64
	Trees     []Tree
	Threshold float64 // a block at least this probable is part of the report
}

// Odds returns the probability that a block with these features belongs to the
// report.
func (c *Chooser) Odds(v []float32) float64 {
	z := c.Bias
	for _, t := range c.Trees {
		z += t.Value(v)
	}
	return 1 / (1 + math.Exp(-z))
}
