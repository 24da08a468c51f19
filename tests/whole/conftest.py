"""A mailroom on paper, and the daemon over real protocol, for each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from introd.sandbox.thread import MailWorldThread
from tests.post.conftest import SandboxPost
from tests.servers.real import RealPost
from tests.whole.paper import Paper
from tests.whole.scene import INTRO, JANE, JASON, LIZ, Scene

PEOPLE = (INTRO, LIZ, JANE, JASON, "ana@alpha.test", "bob@beta.test")
Stage = Callable[..., Scene]


@pytest.fixture
def paper(tmp_path: Path) -> Iterator[Paper]:
    """A mailroom on paper, on a Monday morning."""
    room = Paper(tmp_path)
    yield room
    room.store.close()


@pytest.fixture(params=["sandbox", pytest.param("servers", marks=pytest.mark.servers)])
def stage(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Stage]:
    """Sets a scene on the sandbox, then on Dovecot and Postfix."""
    scenes: list[Scene] = []

    def set_scene(post: Any, **named: Any) -> Scene:
        scenes.append(Scene(post, tmp_path, **named))
        scenes[-1].work()  # the first start leaves alone what lies there
        return scenes[-1]

    if request.param == "sandbox":
        with MailWorldThread(dict.fromkeys(PEOPLE, "secret word")) as running:
            yield lambda **named: set_scene(SandboxPost(running), **named)
            for scene in scenes:
                scene.close()
        return
    real: RealPost = request.getfixturevalue("real_post")
    for person in PEOPLE:
        real.clear(person)
    yield lambda **named: set_scene(real, **named)
    for scene in scenes:
        scene.close()


@pytest.fixture
def scene(stage: Stage) -> Scene:
    """An ordinary scene."""
    return stage()
