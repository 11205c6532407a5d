"""Names of people as a step of an address: every name that can be taken has one."""


class PersonName:
    """A path converter. A stroke within a name would begin another step: ``~1`` stands for it."""

    regex = "[^/]+"

    def to_python(self, value: str) -> str:
        return value.replace("~1", "/").replace("~0", "~")

    def to_url(self, value: str) -> str:
        return value.replace("~", "~0").replace("/", "~1")
