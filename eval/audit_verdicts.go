package eval

import _ "embed"

// auditVerdicts are the readings of reports without a label; see docs/quality.md.
//
//go:embed audit_verdicts.tsv
var auditVerdicts string
