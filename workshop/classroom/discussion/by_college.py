"""Participation by college; colleges in which figures would be about persons are hidden."""

from collections import Counter

import pandas as pd

from workshop.classroom.discussion.figures import FEWEST, Figures
from workshop.classroom.discussion.measures import share


def large(found: Figures) -> frozenset[str]:
    """Return the keys of the colleges with enough students to be shown.

    One that is hidden alone could be worked out from the totals: then the next smallest is
    hidden with it.
    """
    sizes = Counter(person.college for person in found.learners)
    ordered = sorted(sizes, key=lambda key: (sizes[key], key))
    small = sum(sizes[key] < FEWEST for key in ordered)
    return frozenset(ordered[2 if small == 1 else small :])


def table(found: Figures) -> pd.DataFrame:
    """Return one row a college, in the order of the blueprint; small ones show no figures."""
    rows = []
    shown = large(found)
    for college in found.blueprint.colleges:
        keys = {person.key for person in found.learners if person.college == college.key}
        said = [one for one in found.said if one.person.key in keys]
        active = len({one.person.key for one in said})
        figures = (len(keys), active, share(active, len(keys)), len(said))
        if keys:
            hidden = (None,) * len(figures)
            rows.append((college.key, college.name, *(figures if college.key in shown else hidden)))
    columns = ["key", "college", "students", "wrote", "share", "messages"]
    return pd.DataFrame(rows, columns=columns)


def between(found: Figures) -> pd.DataFrame:
    """Count the replies that went from one college (rows) to another; small ones are left out."""
    shown = large(found)
    kept = [one for one in found.blueprint.colleges if one.key in shown]
    counts = Counter((one.sender.college, one.to.college) for one in found.answers)
    return pd.DataFrame(
        [[counts[row.key, column.key] for column in kept] for row in kept],
        index=pd.Index([one.name for one in kept], name="from"),
        columns=pd.Index([one.name for one in kept], name="to"),
    )
