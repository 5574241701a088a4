"""Whether two years of a series say the same thing: before anybody draws a line."""

DEFINITION, METHOD = "definition", "method"


def difference(version, other) -> str:
    """Return what sets two versions of one indicator apart; empty where nothing does.

    DEFINITION: they follow different versions of it. METHOD: they were measured by
    another boundary, other ages or another variant of one source. What is stated of
    one only sets nothing apart.
    """
    if version.definition_id != other.definition_id:
        return DEFINITION
    one, two = version.observation, other.observation
    if one.source_id == two.source_id and one.variant != two.variant:
        return METHOD
    for name in ("boundary", "ages"):
        stated, compared = (_plain(getattr(each, name)) for each in (version, other))
        if stated and compared and stated != compared:
            return METHOD
    return ""


def _plain(text: str) -> str:
    """Return ages as 5-17, however the dash and the spaces were typed."""
    return "".join(text.split()).replace("–", "-").casefold()
