"""Old phones read the style sheet, too: what they do not know stands beside what they do.

We write logical properties, so that one sheet serves both directions. The short forms came to
browsers in 2020 and 2021; so did the gap between things in a row. Longer forms are older, and
were known to phones of 2012 under names of their own, which follow the direction as well.
"""

import re

RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
LOGICAL = re.compile(r"(margin|padding|inset|border)-(inline|block)(?:-(start|end))?(-[a-z]+)?")
# Values are split at spaces that stand outside of brackets.
SPACE = re.compile(r"\s+(?![^(]*\))")
SIDES = {"block": ("top", "bottom"), "inline": ("left", "right")}
# Whoever knows this property knows gaps between things in a row.
WITHOUT_GAPS = "@supports not (inset:0)"


def for_old_browsers(sheet: str) -> str:
    """A minified sheet that says in old words what it says in new ones."""
    return RULE.sub(lambda rule: _translated(rule[1], rule[2]), sheet)


def _translated(selector: str, body: str) -> str:
    declarations, mirrored = [], []
    for declaration in filter(None, body.split(";")):
        name, _, value = declaration.partition(":")
        match = LOGICAL.fullmatch(name)
        if match is None:
            declarations.append(declaration)
        elif match[1] == "inset" and match[2] == "inline":
            start, end = _both(value, match[3])
            declarations += _sides(left=start, right=end)
            if start != end:
                mirrored += _sides(left=end, right=start)
        else:
            declarations += _old_words(match, name, value)
    rules = f"{selector}{{{';'.join(declarations)}}}"
    if mirrored:
        right_to_left = ",".join(f"[dir=rtl] {each}" for each in selector.split(","))
        rules += f"{right_to_left}{{{';'.join(mirrored)}}}"
    return rules + _without_gaps(selector, declarations)


def _both(value: str, side: str | None) -> tuple[str, str]:
    """The values at the start and at the end; the side that is not named stays as it is."""
    if side:
        return (value, "auto") if side == "start" else ("auto", value)
    values = SPACE.split(value.strip())
    return values[0], values[-1]


def _sides(left: str, right: str) -> list[str]:
    return [f"left:{left}", f"right:{right}"]


def _old_words(match: re.Match, name: str, value: str) -> list[str]:
    """Up and down are the same in every direction; start and end have old names in phones."""
    kind, axis, side, rest = match[1], match[2], match[3], match[4] or ""
    prefix = "" if kind == "inset" else f"{kind}-"
    if axis == "block" and side:
        return [f"{prefix}{SIDES['block'][side == 'end']}{rest}:{value}"]
    if side:
        return [f"-webkit-{kind}-{side}{rest}:{value}", f"{name}:{value}"]
    values = [value] if kind == "border" else SPACE.split(value.strip())
    if axis == "block" or values[0] == values[-1]:
        pairs = zip(SIDES[axis], (values[0], values[-1]), strict=True)
        return [f"{prefix}{place}{rest}:{each}" for place, each in pairs]
    return [
        old
        for place, each in zip(("start", "end"), values, strict=True)
        for old in (f"-webkit-{kind}-{place}:{each}", f"{kind}-inline-{place}:{each}")
    ]


def _without_gaps(selector: str, declarations: list[str]) -> str:
    """Half a gap around each thing in a row, where a browser leaves no gaps itself."""
    values = dict(each.split(":", 1) for each in declarations)
    gap = values.get("gap", "0")
    if gap == "0" or "grid" in values.get("display", ""):
        return ""
    things = ",".join(f"{each}>*" for each in selector.split(","))
    halves = " ".join(_half(each) for each in gap.split())
    return f"{WITHOUT_GAPS}{{{things}{{margin:{halves}}}}}"


def _half(length: str) -> str:
    match = re.fullmatch(r"([\d.]+)([a-z]*)", length)
    return f"{float(match[1]) / 2:g}{match[2]}" if match else length
