"""What stands beside a date and says whose or what it is, as patterns."""

from __future__ import annotations

import re
from functools import cache

__all__ = [
    "cohort",
    "consent",
    "counted",
    "dated_key",
    "initial",
    "mask",
    "of_many",
    "sign",
    "time",
    "until",
]


@cache
def sign() -> re.Pattern[str]:
    """What says right before a date that it is somebody's birth date."""
    return re.compile(
        r"(?<![^\W_])(?:føds?e?ls?dato|f(?:ø|oe?)dsels(?:dato|dag|(?:å|aa?)r)|fødsdato|født|fødd"
        r"|fodt|fodd|foed[td]"
        r"|f\.?[ ]?dato|føds?\.?[ ]?dato|fødselsd|føds|fødeår|f\.?[ ]?år|bday|d\.o\.b"
        r"|fdt|f|født[ ]dato|geb|ur|dob|date[ _-]of[ _-]birth|birth[ _-]?date|birthday|born|birth"
        r"|fyl(?:te|ler)[ ]\d{1,3}(?:[ ]år)?|fødde|bursdag(?:en)?|fødselsd\.?|f\.?[ ]?dag|årgang"
        r"|nyf(?:ø|oe?)d[dt]|newborn|barn[ _-]?[1-9](?=[-_:(=\v])"
        r"|né(?:e|\(e\))?|n[ée]e?[ _-]le|nacid[oa](?:[ _-]el)?|nat[oa][ _-]il"
        r"|nascid[oa](?:[ _-]em)?"
        r"|geb(?:oren)?\.?(?:[ _-]am)?|född|ur(?:odz(?:on[ya])?)?|syntynyt|gimė|rođena?|doğum"
        r"|[fp]\.?nr|fødselsn(?:r|ummer)|fodselsn(?:r|ummer)|personn(?:r|ummer)"
        r"|dateofbirth|f\.d|(?:b|bd|fd|f|bdate|birthyear)(?=[=\v])|(?:(?<=, )|(?<=\())b(?=\. ?$))"
        r"(?:[ _-]?(?:on|den|i|in)|[ ](?:i|på)[ ][^\W\d_]{2,14})?[ .:=_()/\"'\v-]{0,3}$"
        r"|(?:fdato|fodt|f(?:ø|oe?)dt|dob|birth(?:date|day|year)|f(?:ø|oe?)dselsdato)[=\v]$"
        r"|(?:fdato|f(?:ø|oe?)dsels(?:dato|dag))[ ](?:[^\W\d]{2,14}[ ]){0,3}(?:er|is|var)[ ]$",
        re.IGNORECASE,
    )


@cache
def cohort() -> re.Pattern[str]:
    """Many people right before, who are born in a year: Elever født i 2012."""
    return re.compile(
        r"(?<![^\W_])(?:elever|elevar|alle|jenter|gutter|gutar|ungdommer|ungdomar|medlemmer|medlemer"
        r"|spillere|spelarar|personer|personar|innbyggere|de|dei|kull|årskull)"
        r"[ ](?:som[ ]er[ ])?\Z",
        re.IGNORECASE,
    )


@cache
def of_many() -> re.Pattern[str]:
    """The same right after: Årgang 2013 jenter."""
    return re.compile(
        r" (?:jenter|gutter|gutar|spillere|spelarar|lag|laget|elever|elevar|født|fødd|og)(?![^\W_])"
    )


@cache
def mask() -> re.Pattern[str]:
    """What stands for the last five digits of an identity number that begins with the date."""
    return re.compile(r"[ -]?(?:\*{5}|[xX]{5}|•{5}|#{5})(?![*xX•#])")


@cache
def counted() -> re.Pattern[str]:
    """Those who have a running number, right before it: ansatt_100234, medlem 100482."""
    return re.compile(
        r"(?:ansatt|tilsett|medlem|kunde|employee|member|customer)(?:nr)?[ _.:#-]{0,2}\Z",
        re.IGNORECASE,
    )


@cache
def until() -> re.Pattern[str]:
    """The other end of a time that a date begins: 01.01.2025-31.12.2026."""
    return re.compile(
        r"(?: ?[-–] ?|[ _-](?:til|to)[ _-])"
        r"(?:[0-3]?[0-9][./][01]?[0-9][./](?:20)?[0-9]{2}|20[0-9]{2}-[01][0-9]-)"
    )


@cache
def time() -> re.Pattern[str]:
    """The time of day, to the second, right after a day."""
    return re.compile("[_T](?:[01][0-9]|2[0-3])[0-5][0-9][0-5][0-9](?![0-9])")


@cache
def dated_key() -> re.Pattern[str]:
    """A key of a URL's query whose value is a date."""
    return re.compile(r"[&;\v](?:dato|date|dag|d|fd|fdato)[=\v]\Z", re.IGNORECASE)


@cache
def initial() -> re.Pattern[str]:
    """A given name and an initial, as children are called."""
    return re.compile(r"[a-zæøåé] [A-ZÆØÅ]\.?[ ,(]{1,3}\Z")


@cache
def consent() -> re.Pattern[str]:
    """What somebody consents to for a child."""
    return re.compile(r"samtykke|tillat(?:else|ing)|(?<![^\W_])turer|bading|allergi", re.IGNORECASE)
