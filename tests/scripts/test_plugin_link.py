# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def module(script):
    return script("setup.plugin_link")


@pytest.fixture
def link(tmp_path):
    return tmp_path / "python" / "plugins" / "exogenous"


def plugin_folder(folder, name):
    folder.mkdir(parents=True)
    (folder / "metadata.txt").write_text(f"[general]\nname={name}\n")
    return folder


def test_link_is_made_once(module, link):
    assert module.ensure_link(link)
    assert link.resolve() == ROOT
    assert not module.ensure_link(link)


def test_link_to_another_checkout_is_replaced(module, link, tmp_path):
    link.parent.mkdir(parents=True)
    link.symlink_to(plugin_folder(tmp_path / "older", "Exogenous"))
    assert module.ensure_link(link)
    assert link.resolve() == ROOT


def test_link_to_a_checkout_that_is_gone_is_replaced(module, link, tmp_path):
    link.parent.mkdir(parents=True)
    link.symlink_to(tmp_path / "gone")
    assert module.ensure_link(link)
    assert link.resolve() == ROOT


def test_link_to_another_plugin_is_refused(module, link, tmp_path):
    other = plugin_folder(tmp_path / "other", "Other")
    link.parent.mkdir(parents=True)
    link.symlink_to(other)
    with pytest.raises(module.SetupError, match="links to another plugin"):
        module.ensure_link(link)
    assert link.resolve() == other


def test_an_installed_copy_is_refused_and_kept(module, link):
    plugin_folder(link, "Exogenous")
    with pytest.raises(module.SetupError, match="installed copy"):
        module.ensure_link(link)
    assert (link / "metadata.txt").exists()
