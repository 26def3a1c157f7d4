"""Recall and precision on labelled values that were written for the project."""
