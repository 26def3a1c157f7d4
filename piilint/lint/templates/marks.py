"""The marks of template languages: what opens and closes a placeholder, statement or comment."""

from __future__ import annotations

import re

__all__ = [
    "BALANCE",
    "CLOSERS",
    "COMMENTS",
    "COMMON",
    "IS_RAZOR",
    "IS_VELOCITY",
    "LITERAL_IF_OPEN",
    "RAZOR_NAMES",
    "WITH_RAZOR",
    "WITH_VELOCITY",
    "WITH_XSLT",
]

_OPENERS = r"""
    (?P<handlebars_comment>\{\{!--)
  | (?P<triple>\{\{\{)
  | (?P<braces>\{\{)
  | (?P<statement>\{%)
  | (?P<comment>\{\#)
  | (?P<unescaped>\{!!)
  | (?P<jsp_comment><%--)
  | (?P<erb><%)
  | (?P<php><\?(?:php\b|=))
  | (?P<freemarker_comment><\#--)
  | (?P<t4><\#[=+@])
  | (?P<freemarker></?[\#@](?=[A-Za-z]))
  | (?P<inlined>\[[\[(](?=[$\#*]\{))
  | (?P<dollar>[$\#*]!?\{)
  | (?P<shell>\$\()
  | (?P<percent>%\((?P<percent_name>[^()\s]{1,80})\)[-+ \#0-9.]{0,8}[a-zA-Z])
  | (?P<variable>\$!?(?P<variable_name>[A-Za-z_]\w*+(?:\.[A-Za-z_]\w*+(?:\(\))?)*+))
  | (?P<filtered>@(?P<filtered_name>[A-Za-z][\w.-]{0,80})@)
  | (?P<format>
        \{(?P<format_name>[$@]?(?:[^\W\d]|/)(?:[\w.\[\]'"/@$()]|->?){0,120}|[0-9]{1,2}|)
        (?:![rsa])?(?::(?:[^{}\n]?[<>=^])?[^{}<>\n]{0,40})?\})
  | (?P<tag>
        </?(?:xsl|c|jsp|fmt|x|spring|s|bean|logic|html):(?P<tag_name>[\w-]++)
        (?P<tag_attributes>(?:[^<>"']++|"[^"<]*"|'[^'<]*')*+)>)
"""
_VELOCITY = r"""
  | (?P<velocity_comment>\#\#[^\n]*|\#\*)
  | (?P<velocity>\#(?:set|if|elseif|foreach|macro|parse|include|define|evaluate)\s*\()
  | (?P<velocity_word>\#\{?(?:else|end|stop|break)\b\}?)
"""
_RAZOR = r"""
  | (?P<razor_comment>@\*)
  | (?P<razor_line>
        @(?:model|using|inherits|inject|namespace|page|layout|addTagHelper|extends|section)\b
        (?!\s*\()[^\n]*)
  | (?P<razor_code>@\{)
  | (?P<razor_statement>
        @(?:if|foreach|forelse|for|while|switch|using|elseif|unless|isset|empty)\b\s*\()
  | (?P<razor_word>@(?:else|php|end[a-z]+|csrf|break|default)\b)
  | (?P<razor_group>@\()
  | (?P<razor>
        (?<![\w.@])@(?P<razor_name>[A-Za-z_]\w*+
        (?:(?:\??\.[A-Za-z_]\w*+)|\((?:[^()<>\n]|=>){0,80}\)|\[[^\[\]<>\n]{0,80}\])*+))
  | (?P<razor_brace>\}\s*else(?:\s+if\s*\([^<>\n]{0,200}\))?\s*\{|[{}](?=\s))
"""
_XSLT = r"""
  | (?P<computed>\{(?P<computed_name>[^{}<>\n]{1,300})\})
"""
COMMON = re.compile(_OPENERS, re.VERBOSE)
WITH_VELOCITY = re.compile(_OPENERS + _VELOCITY, re.VERBOSE)
WITH_XSLT = re.compile(_OPENERS + _XSLT, re.VERBOSE)
WITH_RAZOR = re.compile(_RAZOR.strip().lstrip("|") + "|" + _OPENERS, re.VERBOSE)

IS_VELOCITY = re.compile(r"#(?:set|foreach|if)\s*\(|#end\b")
IS_RAZOR = re.compile(
    r"(?<![\w.@])@(?:Model\b|model\b|Html\.|foreach\s*\(|if\s*\(|end(?:if|foreach)\b)"
)
RAZOR_NAMES = (".cshtml", ".razor", ".vbhtml", ".blade.php")

CLOSERS = {
    "handlebars_comment": "--}}",
    "triple": "}}}",
    "braces": "}}",
    "statement": "%}",
    "comment": "#}",
    "unescaped": "!!}",
    "jsp_comment": "--%>",
    "erb": "%>",
    "freemarker_comment": "-->",
    "t4": "#>",
    "velocity_comment": "*#",
    "razor_comment": "*@",
}
"""What ends what was opened under a name; the rest are read in balance."""
COMMENTS = (
    "handlebars_comment",
    "comment",
    "jsp_comment",
    "freemarker_comment",
    "velocity_comment",
    "razor_comment",
)
LITERAL_IF_OPEN = (
    "comment",
    "unescaped",
    "shell",
    "inlined",
    "velocity_comment",
    "razor_comment",
    "t4",
)
"""What is plain text where nothing closes it."""

BALANCE = {
    f"{opening}{closing}": re.compile(
        rf"""[{re.escape(opening + closing)}]|"(?:[^"\\\n]|\\.)*+"|'(?:[^'\\\n]|\\.)*+'"""
    )
    for opening, closing in ("{}", "()", "<>")
}
"""What counts in finding the bracket that closes: brackets of the kind, and quoted text."""
