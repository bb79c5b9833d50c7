"""Text to tokens, in one linear pass.

Every character belongs to exactly one token (whitespace to the token after it), so that the lengths of the tokens give
their offsets. A blank line is a token of its own: no phrase goes across it.
"""

from __future__ import annotations

import re

# Alternatives in order: paragraph break; word that nothing below begins with (most are, so it comes first); ISO date
# and time; dotted abbreviation ("p.m.", "U.S."); abbreviation whose full stop ends no sentence ("Oct.", "Mr. Smith",
# "Acme Corp. will", "Mobile, Ala., was"); o'clock; word; possessive; number with its joints ("7:15", "1,000", "10-12",
# "1998-10-12", "1990s", "3rd"); any other character.
_TOKEN = re.compile(
    r"""(?:\r\n?|\n)[^\S\r\n]*+(?:\r\n?|\n)\s*+
    |\s*+(?:
      [^\W\d_]\w*+(?![.'’])
      |\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?
      |(?:[^\W\d_]\.){2,}
      |[aApP]\.[mM]\b
      |(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Wed|Thur?s?|Fri|Sat|Sun)\.
      |(?:[cC]a?|No|S)\.(?=\s?\d)
      |(?:Mrs?|Ms|Drs?|Messrs|Gen|Adm|Maj|Col|Lt|Capt|Cmdr|Sgt|Cpl|Sens?|Reps?|Gov|Prof|Rev|Hon|Supt)\.(?=\s[A-Z])
      |(?:Inc|Corp|Cos?|Ltd|Bros|vs?)\.(?=\s[a-z])|vs?\.(?=\s[A-Z])|[^\W\d_]\w*+\.(?=[,;:])
      |[A-HJ-Z]\.(?=\s[A-Z][a-z])(?!\s(?:The|An?|And|But|In|On|At|It|He|She|They|We|His|Her|Their|This|That|There|As|For|If|When|After)\b)
      |St\.(?=\s(?:Patrick|Valentine|Stephen|Andrew|George|David)\b)|Jr\.(?=\sDay\b)
      |[oO]['’]clock\b
      |[^\W\d_]\w*
      |['’][sS]\b
      |['’]\d\d(?!\d)s?
      |\d+(?:[.,:/–-]\d+)*[^\W_]*
      |\S
    )
    |\s++""",
    re.VERBOSE,
)


def tokenize(text: str) -> list[str]:
    """Tokens, each with the whitespace before it; joined they are the text (less whitespace at its very end).

    >>> tokenize("On Oct. 12, at 7:15 p.m.")
    ['On', ' Oct.', ' 12', ',', ' at', ' 7:15', ' p.m.']
    """
    return _TOKEN.findall(text)
