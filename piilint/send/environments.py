"""Where the service's environments are."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit

from piilint.errors import UsageError

__all__ = ["API_ROOTS", "api_root"]

API_ROOTS = {
    "production": "https://api.signering.posten.no/api",
    "difitest": "https://api.difitest.signering.posten.no/api",
    "difiqa": "https://api.difiqa.signering.posten.no/api",
}
"""The root that every path of the API stands below. Source: the service's documentation."""


def api_root(environment: str, url: str | None = None) -> SplitResult:
    """The API's root of an environment, or another one given for it, as its parts.

    Raises :class:`~piilint.errors.UsageError` where there is none, or it is no https address.
    """
    root = url or API_ROOTS.get(environment)
    if root is None:
        raise UsageError(f"{environment} has no address of its own; give one with --url")
    parts = urlsplit(root.rstrip("/"))
    port = -1
    try:
        port = parts.port or 443
    except ValueError:
        port = -1
    if parts.scheme != "https" or not parts.hostname or parts.username or port < 0:
        raise UsageError("the address must be https://host[:port]/path, without user or password")
    return parts
