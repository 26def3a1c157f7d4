"""Detectors: text in, evidence out; a module a family."""
