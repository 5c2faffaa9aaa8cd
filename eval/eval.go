// Package eval measures quality: how well events and stories agree with what
// people labelled, beside a plain baseline, and what weights such labels teach.
// It reads labelled sets from a folder outside the repository and returns
// figures; the scores that were reached are kept in history.
//
// B-cubed asks for every document which part of its group belongs there
// (precision) and which part of its happening was found (recall); F1 is their
// harmonic mean. "online" is one pass in order of publication, as a stream is
// read; "repaired" adds the repairing pass; "baseline" joins each document to
// the nearest earlier one by TF-IDF. "cv" figures come from weights that have
// seen no document of the measured story.
package eval
