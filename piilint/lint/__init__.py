"""From bytes to findings: source, parse, fields, detect, judge."""
