"""The error that ends a command in one clear line."""


class Problem(Exception):
    """Something went wrong that a person can act on: what, where, and what to do about it.

        Problem            the work could not be done        exit code 1
        └── WrongUse       the command was asked wrongly     exit code 2

    `where` is a file, a file and line, or an address. `remedy` is the next thing to do. `retry`
    says whether the same call may succeed later with nothing changed.
    """

    exit_code = 1

    def __init__(
        self, what: str, *, where: str = "", remedy: str = "", retry: bool = False
    ) -> None:
        super().__init__(what)
        self.what, self.where, self.remedy, self.retry = what, where, remedy, retry

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        remedy = f" — {self.remedy}" if self.remedy else ""
        return f"{place}{self.what}{remedy}"


class WrongUse(Problem):
    """The command, an option or a setting cannot mean what was written."""

    exit_code = 2
