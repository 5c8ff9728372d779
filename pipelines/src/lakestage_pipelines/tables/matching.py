"""The condition by which a merge matches rows."""

from collections.abc import Sequence


def on_equal_keys(key: Sequence[str]) -> str:
    """SQL that matches rows of `source` and `target` by all columns of the key."""
    return " AND ".join(f"target.{column} = source.{column}" for column in key)
