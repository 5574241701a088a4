"""The rules of the style guide that a machine can check, for every module."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps

from tests.model_tables import NOT_SCOPED, NOT_TRACKED, SCOPED

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("alliance87", "pathfinders", "monitoring", "meetings")

# From left to right: each may import itself and what stands left of it.
APPS = ("core", "partners", "pathfinders", "monitoring", "meetings", "home", "project")
PACKAGES = {
    "alliance87.core": "core",
    "alliance87.partners": "partners",
    "pathfinders": "pathfinders",
    "monitoring": "monitoring",
    "meetings": "meetings",
    "alliance87.home": "home",
    "alliance87.urls": "project",
    "alliance87.settings": "project",
    "alliance87.wsgi": "project",
}
# It sets up a machine before any package is installed.
LAUNCH = "alliance87.launch"

# What each module of an app may import from the same app. A module that is not
# named here holds verbs that write, as `services` does.
READS = {"enums", "procedures", "rules", "models", "snapshots", "figures"}
WRITES = READS | {"milestones", "guards", "workflow"}
PAGES = WRITES | {
    *("services", "selectors", "letter_texts", "reports", "forms", "roles"),
    *("circulars", "digests", "inviting"),
}
LAYERS = {
    "apps": set(),
    "enums": set(),
    "procedures": {"enums"},
    "rules": {"enums"},
    "roles": {"enums"},
    "models": {"enums", "rules"},
    "snapshots": {"enums", "models"},
    "figures": {"enums", "models"},
    "milestones": {"enums", "models"},
    "guards": {"enums", "models", "procedures"},
    "workflow": READS | {"milestones", "guards"},
    "services": WRITES,
    "selectors": READS | {"guards", "workflow"},
    "letter_texts": READS,
    "reports": READS | {"selectors", "letter_texts"},
    # A form that guards against lost edits saves through the verb.
    "forms": READS | {"selectors", "milestones", "services"},
    "admin": PAGES,
    "management": PAGES,
    "jobs": PAGES,
    # How a record becomes public at its moment, with the document made of it.
    "publishers": PAGES,
    # Mails tell what pages show.
    "circulars": PAGES,
    "digests": PAGES,
    "inviting": PAGES,
    "views": PAGES,
    # What programs read is what pages show.
    "api": PAGES,
    "urls": {"views"},
}
LAYERED = ("partners", "pathfinders", "monitoring", "meetings")

# An import inside a function says why it is there.
REASON = re.compile(r"# noqa: (\w+, )*PLC0415 --? \w")

# Longer than a page allows, because they are tables and not code.
TABLES = {
    "alliance87/home/styleguide.py: _examples",
    "tests/core/sample_report.py: context",
    "tests/core/sample_report.py: priorities",
}

# --- Reading the code -------------------------------------------------------------


@cache
def modules() -> dict[str, Path]:
    """Return every module of the applications by its dotted name."""
    found = {}
    for folder in FOLDERS:
        for path in (ROOT / folder).rglob("*.py"):
            parts = path.relative_to(ROOT).with_suffix("").parts
            if "migrations" not in parts:
                found[".".join(parts).removesuffix(".__init__")] = path
    return found


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def imports(name: str) -> Iterator[str]:
    """Yield the modules that a module imports, as exactly as can be told."""
    for node in ast.walk(tree(modules()[name])):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in modules() else node.module


def app_of(name: str) -> str | None:
    """Return the app a module belongs to; None outside of ours."""
    for package, app in PACKAGES.items():
        if name == package or name.startswith(f"{package}."):
            return app
    return None


def layer_of(name: str) -> str:
    """Return `models` for `pathfinders.models.roadmap`; empty for the app itself."""
    package = next(key for key, app in PACKAGES.items() if app == app_of(name))
    layer = name.removeprefix(package).strip(".").split(".")[0]
    if layer.endswith("_urls"):
        return "urls"
    return layer if layer in {"", *LAYERS} else "services"


def python_files() -> list[Path]:
    tests = (ROOT / "tests").rglob("*.py")
    return sorted([*modules().values(), *tests, ROOT / "manage.py", ROOT / "run"])


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def own_models() -> dict[str, type]:
    """Return the models we wrote by label, without the history made from them."""
    return {
        model._meta.label: model
        for model in apps.get_models()
        if app_of(model.__module__) and not hasattr(model, "pgh_tracked_model")
    }


# --- Imports and relations ---------------------------------------------------------


def test_every_module_belongs_to_an_app():
    strange = [
        name
        for name in modules()
        if app_of(name) is None and not name.startswith(LAUNCH) and name != "alliance87"
    ]

    assert strange == []


def test_imports_between_apps_point_left():
    wrong = [
        f"{name} imports {target}"
        for name in modules()
        if app_of(name)
        for target in imports(name)
        if app_of(target) and APPS.index(app_of(target)) > APPS.index(app_of(name))
    ]

    assert wrong == []


def test_launch_and_the_apps_do_not_know_each_other():
    wrong = [
        f"{name} imports {target}"
        for name in modules()
        for target in imports(name)
        if (name.startswith(LAUNCH) and app_of(target))
        or (app_of(name) and target.startswith(LAUNCH))
    ]

    assert wrong == []


def test_relations_between_models_point_left():
    wrong = [
        f"{label}.{field.name} points to {field.related_model._meta.label}"
        for label, model in own_models().items()
        for field in model._meta.get_fields()
        if field.is_relation
        and field.concrete
        and (target := app_of(field.related_model.__module__))
        and APPS.index(target) > APPS.index(app_of(model.__module__))
    ]

    assert wrong == []


def test_layers_inside_an_app_are_kept():
    wrong = []
    for name in modules():
        if app_of(name) not in LAYERED or not (layer := layer_of(name)):
            continue
        allowed = LAYERS[layer] | {layer, ""}
        wrong += [
            f"{name} imports {target}"
            for target in imports(name)
            if app_of(target) == app_of(name) and layer_of(target) not in allowed
        ]

    assert wrong == []


def test_no_module_imports_itself_through_others():
    graph = {name: set(imports(name)) & set(modules()) for name in modules()}

    def cycle(name: str, path: tuple[str, ...]) -> list[str]:
        if name in path:
            return [*path[path.index(name) :], name]
        if name in safe:
            return []
        for target in graph[name] - {name}:
            if found := cycle(target, (*path, name)):
                return found
        safe.add(name)
        return []

    safe: set[str] = set()

    assert [found for name in graph if (found := cycle(name, ()))] == []


def test_only_core_pdf_imports_weasyprint():
    users = {
        name
        for name in modules()
        for target in imports(name)
        if target.split(".")[0] == "weasyprint"
    }

    assert users == {"alliance87.core.pdf"}


def test_imports_inside_functions_say_why():
    wrong = []
    for path in python_files():
        lines = path.read_text(encoding="utf-8").splitlines()
        wrong += [
            f"{path.relative_to(ROOT)}:{node.lineno}"
            for function in functions(path)
            for node in ast.walk(function)
            if isinstance(node, ast.Import | ast.ImportFrom)
            and not REASON.search(lines[node.lineno - 1])
        ]

    assert wrong == []


# --- Size ---------------------------------------------------------------------------


def test_files_have_at_most_400_lines():
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines())
        for path in python_files()
    }

    assert {path: lines for path, lines in lengths.items() if lines > 400} == {}


def test_functions_have_at_most_40_lines():
    """The docstring is not counted: it is there to be read."""
    wrong = set()
    for path in python_files():
        for function in functions(path):
            lines = function.end_lineno - function.lineno + 1
            first = function.body[0]
            if ast.get_docstring(function) is not None:
                lines -= first.end_lineno - first.lineno + 1
            if lines > 40:
                wrong.add(f"{path.relative_to(ROOT)}: {function.name}")

    assert wrong == TABLES


# --- Status ---------------------------------------------------------------------------


def writes_a_state(node: ast.AST) -> bool:
    if isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        return any(
            isinstance(target, ast.Attribute)
            and target.attr in {"status", "state"}
            and not (isinstance(target.value, ast.Name) and target.value.id == "self")
            for target in targets
        )
    if not isinstance(node, ast.Call):
        return False
    if isinstance(node.func, ast.Name) and node.func.id == "setattr":
        name = node.args[1]
        return isinstance(name, ast.Constant) and name.value in {"status", "state"}
    return (
        isinstance(node.func, ast.Attribute)
        and node.func.attr == "update"
        and any(keyword.arg in {"status", "state"} for keyword in node.keywords)
    )


def test_only_the_workflow_writes_a_state():
    wrong = [
        f"{name}:{node.lineno}"
        for name, path in modules().items()
        if app_of(name) and layer_of(name) != "workflow"
        for node in ast.walk(tree(path))
        if writes_a_state(node)
    ]

    assert wrong == []


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("country.status = 'on_hold'", True),
        ("roadmap.state: str = 'draft'", True),
        ("rows.update(state='draft')", True),
        ("setattr(country, 'status', new)", True),
        ("self.state = 'open'", False),
        ("country.name = 'x'", False),
        ("rows.filter(state='draft')", False),
        ("rows.update(number=1)", False),
    ],
)
def test_writing_a_state_is_recognised(code, expected):
    assert any(writes_a_state(node) for node in ast.walk(ast.parse(code))) is expected


# --- Records ------------------------------------------------------------------


def test_every_record_keeps_its_history():
    tracked = {
        model.pgh_tracked_model._meta.label
        for model in apps.get_models()
        if hasattr(model, "pgh_tracked_model")
    }

    assert set(own_models()) - tracked == set(NOT_TRACKED)


def test_every_model_says_who_sees_its_rows():
    scoped = {
        label
        for label, model in own_models().items()
        if hasattr(model._default_manager, "visible_to")
    }

    assert scoped == SCOPED
    assert set(own_models()) - scoped == set(NOT_SCOPED)
