"""Names that are as often a season, a thing or a trade."""

from __future__ import annotations

from piilint.detect.parties import MONTHS

__all__ = ["FIELDS", "FIELDS_TOO", "ROADS", "SEASONS", "SIDES", "THINGS"]

SEASONS = MONTHS.union(
    ("vinter", "vår", "sommer", "sommar", "høst", "haust", "winter", "spring", "summer", "summers"),
    ("jul", "juul", "påske", "dag", "day", "dager", "uke", "veke", "år", "august", "sol"),
)
"""Names that say when: with a number they are a time."""
THINGS = SEASONS.union(
    ("ask", "asp", "ball", "bile", "bind", "bjørk", "blind", "blom", "bratt", "brun", "busk"),
    ("buss", "bær", "bølgen", "bonde", "dam", "dammen", "due", "dyb", "egg", "egge", "ek"),
    ("elv", "elve", "eng", "engel", "fallet", "fatty", "finnes", "fink", "fisk", "fisker"),
    (
        "fjell",
        "fjeld",
        "gjerde",
        "hekk",
        "fjæra",
        "flate",
        "flaten",
        "flo",
        "frisk",
        "frost",
        "glad",
        "gran",
    ),
    ("grande", "grind", "gul", "hage", "hagen", "hai", "hammer", "hamre", "hane"),
    ("hare", "hassel", "hatt", "hauk", "havn", "heia", "hjelm", "hjort", "holt", "horn"),
    ("huser", "hval", "hytte", "høvding", "høyer", "jord", "jordet", "klokk", "krage", "kraft"),
    ("krone", "kroner", "kose", "kvist", "kvile", "lam", "land", "lande", "lang", "lange"),
    ("lid", "lim", "lin", "lind", "lykke", "lyng", "mark", "minde", "mose", "myr"),
    ("myra", "mørk", "nyhus", "ost", "palm", "plassen"),
    ("pris", "prins", "prest", "rad", "rand", "ravn", "rein", "reise", "ren", "ring", "ringen"),
    ("ringer", "ripe", "ripel", "ris", "rise", "rose", "roser", "rød", "sag", "sagen"),
    ("sand", "sanden", "salt", "sau", "sauer", "selje", "sild", "silke", "sjø", "skare", "skog"),
    ("skogen", "skorpe", "skott", "skov", "skriver", "skytte", "slette", "sletten", "slåtten"),
    ("snø", "sorte", "staal", "stål", "stamme", "stav", "stave", "stein", "stien", "stige"),
    ("stillas", "stol", "stole", "stolen", "storm", "strand", "stranden", "strøm", "sture"),
    ("sund", "sundt", "svane", "svarte", "svingen", "sylte", "sæter", "takle", "tam", "tang"),
    ("tange", "teig", "teigen", "telt", "tok", "topp", "torp", "torv", "trane", "trolle"),
    ("tuft", "tur", "ulv", "ulven", "vann", "varde", "vatn", "vend", "vinge", "voll", "vold"),
    ("ørn", "øre", "øyer", "bank", "banks", "barber", "bell", "berry", "bill", "bird"),
    ("bishop", "black", "bond", "bright", "brown", "bull", "bush", "butler"),
    ("church", "clay", "cook", "cooper", "cross", "field", "fields", "fisher"),
    ("flood", "ford", "forest", "fox", "gardener", "grant", "gray", "green", "grey"),
    ("hill", "house", "hunt", "hunter", "ice", "king", "kiss", "lamb", "lane"),
    ("little", "long", "love", "major", "marin", "may", "merino", "mercado"),
    ("mill", "miller", "moody", "north", "page", "park", "parks", "parts"),
    ("pastor", "porter", "power", "price", "prince", "read", "rice", "rich", "rode"),
    ("roll", "salmon", "savage", "sharp", "shire", "short", "silver", "singer"),
    ("small", "south", "stone", "stones", "strong", "sun", "swift"),
    ("wall", "ward", "ware", "waters", "weaver", "west", "white", "wild"),
    ("will", "wit", "with", "wolf", "wood", "woods", "young", "baker"),
)
"""Surnames that are things, qualities or trades, where little tells of the name: skog-12."""
SIDES = frozenset(
    {
        *("Søre", "Søndre", "Nordre", "Nørdre", "Øvre", "Nedre", "Vestre", "Østre", "Øystre"),
        *("Indre", "Ytre", "Midtre", "Heimre"),
    }
)
"""What parts of farms and villages are called by, before their name: Søre Bjørnstad."""
FIELDS = frozenset(
    {
        *("sleipner", "oseberg", "gullfaks", "statfjord", "ekofisk", "eldfisk"),
        *("snøhvit", "goliat"),
        *("draugen", "valhall", "åsgard", "visund", "kvitebjørn", "veslefrikk", "norne", "skarv"),
        *("gjøa", "tyrihans", "ringhorne", "alvheim", "ormen", "njord", "troll", "grane"),
    }
)
"""Oil fields that nobody is called after."""
FIELDS_TOO = frozenset(
    {
        *("gudrun", "heidrun", "kristin", "maria", "snorre", "vigdis", "tordis", "brage", "balder"),
        *("gyda", "oda", "embla", "ula", "tor", "ivar", "edvard", "gina", "johan"),
        *("martin", "vega"),
        *("mikkel", "frøy", "frigg", "odin", "idun", "urd", "sigyn", "solveig", "huldra", "trym"),
    }
)
"""Those that somebody may be: things beside one of the others (Gudrun og Sleipner)."""

ROADS = ("gata", "gate", "gaten", "veien", "vegen", "vei", "veg", "gt", "vn")
"""What the names of streets end in."""
