"""The names of users, as systems make them of the first letters of a person's names."""

from __future__ import annotations

__all__ = ["BY", "DONE", "USER_FOLDERS", "USER_KEYS", "user_names"]

_LEAST = 6
"""Letters that are enough to know somebody by."""
_GIVEN_FIRST = ((3, 3), (2, 4), (4, 4), (1, 5), (1, 7))
_SURNAME_FIRST = ((3, 3), (2, 4), (4, 4), (1, 5), (2, 6), (1, 7))
"""How many letters of the given name and of the surname make the name of a user."""


def user_names(first: str, last: str) -> list[str]:
    """What a given name and a surname are cut down to: karnor, kanord, nordka, nordmaka."""
    names = [first[:given] + last[:family] for given, family in _GIVEN_FIRST]
    names += [last[:family] + first[:given] for given, family in _SURNAME_FIRST]
    return [name for name in names if len(name) >= _LEAST]


USER_KEYS = frozenset(
    {
        *("bruker", "brukar", "brukernavn", "brukarnamn", "user", "username", "usr", "uid", "u"),
        *("login", "loggedin", "innlogget", "ident", "signer", "signatar", "undertegner"),
        *("kunde", "eier", "eigar", "owner", "ansatt", "tilsett", "employee", "saksbehandler"),
        *("saksbehandlar", "saksbeh", "behandler", "elev", "pasient", "medlem", "assignee"),
        *("agent", "rådgiver", "radgiver", "raadgiver", "advisor", "megler", "meklar", "author"),
        *("innsender", "avsender", "ansvarlig", "ansvarleg", "kontakt", "kontaktperson"),
        *("leder", "manager", "createdby", "opprettetav", "av", "by", "attestant", "approver"),
    }
)
"""Keys whose value is somebody: bruker=r_lund, opprettet_av=jkvamme."""
USER_FOLDERS = frozenset(
    {"u", "user", "users", "bruker", "brukere", "brukarar", "profil", "profile", "employee", "home"}
)
"""Parts of a path after which somebody's follows: /users/jkvamme."""
DONE = frozenset(
    {
        *("opprettet", "oppretta", "bestilt", "godkjent", "godkjend", "registrert", "endret"),
        *("endra", "oppdatert", "signert", "sendt", "initiert", "avbrutt", "attestert", "lagret"),
        *("importert", "generert", "behandlet", "behandla", "avvist", "kontrollert", "korrigert"),
        *("rettet", "retta", "laget", "laga", "skrevet", "skrive", "sjekket", "sjekka", "testet"),
        *("testa", "kjørt", "køyrt", "committet", "committa", "pushet", "pusha", "merget", "merga"),
        *("fikset", "fiksa", "slettet", "sletta", "låst", "åpnet", "opna", "kommentert", "hentet"),
        *("eksportert", "flyttet", "flytta", "tildelt", "verifisert", "validert", "publisert"),
        *("revidert", "utført", "meldt", "rapportert", "redigert", "reviewet", "deployet"),
        *("created", "updated", "changed", "fixed", "committed", "approved", "reviewed", "signed"),
        *("added", "modified", "edited", "merged", "deployed", "reported", "requested", "assigned"),
        *("written", "tested"),
    }
)
"""What is done, before "av" or "by" and the name of the user who did it: bestilt av jfossum."""
BY = frozenset({"av", "by"})
"""What stands between the two; one word with them in LastChangedBy."""
