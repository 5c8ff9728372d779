"""The commands of the matrix; the package says what they are."""

import json
import sys
from collections import Counter

from .people import make_people
from .planted import PLANTED
from .principals import GUEST, PRINCIPALS
from .views import account, catalogs, held_by_hand, let_in_elsewhere, project_data, run_as, workspace_objects

VIEWS = (catalogs, project_data, workspace_objects, run_as, account, let_in_elsewhere, held_by_hand)


def _check():
    checked, disagreements = Counter(), []
    for view in VIEWS:
        with view.prepared():
            for cell in view.cells():
                checked[cell.view] += 1
                disagreements += _disagreements([cell])
    for view, count in checked.items():
        print(f"{view}: {count} cells")
    for each in disagreements:
        print(each)
    print(f"access matrix: {checked.total()} cells checked, {len(disagreements)} disagreements")
    return 1 if disagreements else 0


def _disagreements(cells):
    """A line for each cell that went otherwise than expected."""
    for cell in cells:
        got = cell.disagreement()
        if got is not None:
            yield (
                f"DISAGREEMENT [{cell.view}] {cell.principal} | {cell.securable} | {cell.action}: "
                f"expected {cell.expected}, got {got}"
            )


def _planted():
    failed = 0
    for title, plant, view, principal in PLANTED:
        with view.prepared():
            with plant():
                found = list(_disagreements(each for each in view.cells() if each.principal == principal.title))
            left = list(_disagreements(each for each in view.cells() if each.principal == principal.title))
        print(f"planted: {title}: {len(found)} disagreements, {len(left)} once it is removed")
        for each in [*(found[:1] if found else ["  NOT FOUND"]), *left]:
            print(f"  {each}")
        failed += 0 if found and not left else 1
    print(f"access matrix: {len(PLANTED)} wrong rights planted, {len(PLANTED) - failed} found")
    return 1 if failed else 0


def _people():
    make_people()
    print(json.dumps([each.name for each in (*PRINCIPALS, GUEST)]))
    return 0


if __name__ == "__main__":
    sys.exit({"people": _people, "check": _check, "planted": _planted}[sys.argv[1]]())
