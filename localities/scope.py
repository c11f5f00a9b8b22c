"""The ground someone may act on, as a value that a query can be filtered by."""

from dataclasses import dataclass

from django.db.models import Q


def subtree(path: str, lookup: str = "") -> Q:
    """Rows at or below `path`, as a range: an index serves it on both databases (LIKE would scan on SQLite).

    `path` ends with "/"; "0" is the character after "/", so the range holds exactly what starts with `path`.
    """
    return starting_with(path, f"{lookup}__path" if lookup else "path")


def starting_with(path: str, column: str) -> Q:
    """Rows whose `column` holds a path at or below `path`: for tables that keep the path itself."""
    return Q(**{f"{column}__gte": path, f"{column}__lt": f"{path[:-1]}0"})


@dataclass(frozen=True, slots=True)
class AreaScope:
    """The ground someone may act on. Empty means nowhere, never everywhere."""

    roots: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.roots)

    def covers(self, path: str) -> bool:
        """Whether the place with this path lies on the ground."""
        return any(path.startswith(root) for root in self.roots)

    def q(self, lookup: str = "") -> Q:
        """The filter for rows whose place stands at `lookup` ("" when the rows are places)."""
        if not self.roots:
            return Q(pk__in=[])
        combined = Q()
        for root in self.roots:
            combined |= subtree(root, lookup)
        return combined
