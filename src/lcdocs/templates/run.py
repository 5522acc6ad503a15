"""Makes documents with templates: those that ship are trusted; others are looked at first, and run with limits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path, PurePath
from typing import Any

from lcdocs.limits import LimitError, run_limited
from lcdocs.problems import LcdocsError
from lcdocs.starter import is_changed
from lcdocs.templates.check import refuse_unfit


def render_with(templates: Mapping[str, Path], render: Callable[..., bytes], *args: Any) -> bytes:
    """What `render` makes of its arguments; in a limited process where one of the templates is not as it ships.

    `templates` are those that it uses, by the names of the usual ones, as `templates_for` gives them. `render` must be
    a function of a module, and its arguments picklable. Raises LcdocsError, with every reason, where a template cannot
    be used.
    """
    changed = {name: path for name, path in templates.items() if is_changed(path)}
    if not changed:
        return render(*args)
    for name, path in changed.items():
        refuse_unfit(path, PurePath(name).stem)
    named = " or ".join(map(str, changed.values()))
    try:
        return run_limited(render, *args)
    except LimitError as error:
        raise LcdocsError(f"A document cannot be made with {named}. {error}") from error
    except LcdocsError:
        raise
    except Exception as error:  # templates are code, so whatever goes wrong with changed ones is told as theirs
        raise LcdocsError(
            f"A document cannot be made: {str(error) or type(error).__name__}\nThis is most likely so because of "
            f"changes in {named}. Mend them, or delete them to have the usual ones."
        ) from error
