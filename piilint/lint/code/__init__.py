"""Requests built in source code; the way in is :func:`piilint.lint.code.program.read`."""
