"""Typed jobs, their XML out and in, and the gate that every submission passes."""
