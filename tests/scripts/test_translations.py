# SPDX-License-Identifier: GPL-3.0-or-later
"""Every text for users is in the translations, finished and fit to be shown."""

from __future__ import annotations

import ast
import re
import shutil
from collections import Counter
from string import Formatter

import pytest

from exogenous.host import parameter_names

#: What French sets a no-break space before (U+202F would do as well).
SPACED = re.compile(
    r"(?<![\u00a0\u202f])[;?!»](?=\s|$)|(?<=[\w»)])[ ]:|«(?![\u00a0\u202f])"
)

NUMBER = re.compile("%n")


@pytest.fixture
def strings(script):
    return script("i18n.strings")


@pytest.fixture
def translations(script):
    return script("i18n.translations")


@pytest.fixture
def french(script, translations):
    return script("i18n.ts").read(translations.FOLDER / "exogenous_fr.ts")


def fields(text):
    """Return the placeholders of a text, however their values are written."""
    try:
        names = [name or "" for _, name, _, _ in Formatter().parse(text)]
    except ValueError:  # the braces of an example
        names = []
    return Counter([*filter(str.isidentifier, names), *NUMBER.findall(text)])


@pytest.mark.parametrize("language", ["en", "fr"])
def test_translation_is_up_to_date_and_finished(script, translations, language):
    path = translations.FOLDER / f"exogenous_{language}.ts"
    wanted = tuple(
        text
        for text in script("i18n.strings").texts()
        if text.is_counted or language != "en"
    )
    problems = translations._problems(path, wanted, script("i18n.ts").read(path))
    assert not problems, "run `make translations`, then translate:\n" + "\n".join(
        problems
    )


def test_no_translation_is_empty(french):
    assert all(form.strip() for one in french.values() for form in one.forms)


def test_placeholders_are_those_of_the_source(strings, french):
    for text in strings.texts():
        for form in french[text.source].forms:
            if "{" in text.source and not fields(text.source):
                continue  # an example with braces, shown as it is
            assert fields(form) == fields(text.source), text.source


def test_examples_and_names_of_options_are_kept(strings, french):
    """What a user types is the same in every language."""
    typed = re.compile(r"[A-Z_]{4,}(?:=\w+)?|EPSG:\d+|\.\w{3,4}\b|https?://\S+")
    for text in strings.texts():
        kept = {word for word in typed.findall(text.source) if "{" not in word}
        kept -= {"JSON"}
        for form in french[text.source].forms:
            assert not (missing := {w for w in kept if w not in form}), (
                text.source,
                missing,
            )


def test_french_has_its_typography(french):
    for one in french.values():
        for form in one.forms:
            assert not SPACED.search(form), form


def test_beginnings_and_ends_agree(strings, french):
    """A full stop, an ellipsis or a list of tags ends as its source does."""
    for text in strings.texts():
        for form in french[text.source].forms:
            for end in (".", "…"):
                assert form.endswith(end) == text.source.endswith(end) or (
                    form.endswith("Id.")
                ), text.source


def test_accelerators_are_as_many_as_in_the_source(strings, french):
    letter = re.compile(r"&(?=\w)")
    for text in strings.texts():
        for form in french[text.source].forms:
            assert len(letter.findall(form)) == len(letter.findall(text.source))


def test_text_that_is_not_written_out_is_refused(script, tmp_path, monkeypatch):
    module = tmp_path / "plugin.py"
    module.write_text("tr(name)\n")
    strings = script("i18n.strings")
    monkeypatch.setattr(strings, "ROOT", tmp_path)
    monkeypatch.setattr(strings, "_PARTS", ("plugin.py",))
    with pytest.raises(script("root").SetupError, match=r"plugin.py:1: write the text"):
        strings.texts()


def test_new_texts_come_in_unfinished_and_old_ones_go(script, tmp_path):
    ts, strings = script("i18n.ts"), script("i18n.strings")
    path = tmp_path / "exogenous_xx.ts"
    one = strings.Text(source="a < b", file="x.py", is_counted=False)
    many = strings.Text(source="%n row(s)", file="x.py", is_counted=True)
    done = ts.Translation(forms=("x & y",), is_finished=True)
    ts.write(path, "xx", [one], {"a < b": done, "gone": done}, 3)
    assert ts.read(path) == {"a < b": done}
    ts.write(path, "xx", [one, many], ts.read(path), 3)
    unfinished = ts.Translation(forms=("", "", ""), is_finished=False)
    assert ts.read(path) == {"a < b": done, "%n row(s)": unfinished}


def test_translations_compile(script, translations, tmp_path):
    for path in translations.FOLDER.glob("*.ts"):
        shutil.copy(path, tmp_path)
        qm = tmp_path / f"{path.stem}.qm"
        script("i18n.lrelease").compile_translation(tmp_path / path.name, qm)
        assert qm.stat().st_size > 100


def test_every_text_of_the_core_that_is_raised_is_a_message(strings):
    """What an error says in plain text would stay English."""
    leaves = {
        "InvalidRequest": 2,
        "InvalidLayer": 1,
        "MalformedExo": 0,
        "UnknownProduct": 1,
        "InvalidProduct": 1,
    }
    plain = []
    for path in (strings.ROOT / "core").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                first = leaves.get(node.func.id)
                said = node.args[first:] if first is not None else []
                plain += [
                    f"{path.name}:{node.lineno}"
                    for one in said
                    if isinstance(one, ast.JoinedStr)
                    or (isinstance(one, ast.Constant) and " " in str(one.value))
                ]
    assert not plain


def test_core_says_keys_of_commands_with_their_place_in_the_dialog(strings):
    """The core speaks through both doors, and a dialog shows labels, not keys."""
    known = {name for name in vars(parameter_names) if name.isupper()}
    spoken = [
        text.source
        for text in strings.texts()
        if text.file.startswith("core/")
        and known & set(re.findall(r"[A-Z_]{3,}", text.source))
    ]
    assert len(spoken) > 2
    assert [words for words in spoken if "in the dialog" not in words] == []
