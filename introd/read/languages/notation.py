"""How a line of a language file is written, and the tree of words that such lines become.

`[optional]`, `(one|other)`, `{class}`, `<name>`, `...`, `word*`, `=wörd`: the top of `en.toml` tells it to native speakers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from introd.read.languages.words import fold, split

_GAP = "..."
_NAME = "<name>"
_CLASS = re.compile(r"\{(\w+)\}")
_PIECE = re.compile(r"[\[\]()|]|[^\s\[\]()|]+")


@dataclass(slots=True)
class Node:
    """A place between two words of a phrase: what may follow, and what the phrase means if it ends here."""

    next: dict[str, list[Node]] = field(default_factory=dict)
    stems: dict[str, list[Node]] = field(default_factory=dict)
    gaps: list[Node] = field(default_factory=list)
    names: list[Node] = field(default_factory=list)
    means: list[tuple[str, str]] = field(default_factory=list)  # (language, section)

    @classmethod
    def merged(cls, nodes: list[Node]) -> Node:
        """One node for several."""
        one = cls()
        for node in nodes:
            one.take(node)
        return one

    def take(self, other: Node) -> None:
        """Let everything follow here that may follow there."""
        for word, nodes in other.next.items():
            self.next.setdefault(word, []).extend(nodes)
        for stem, nodes in other.stems.items():
            self.stems.setdefault(stem, []).extend(nodes)
        self.gaps.extend(other.gaps)
        self.names.extend(other.names)
        self.means.extend(meaning for meaning in other.means if meaning not in self.means)


class Notation:
    """Reads the lines of one language file into a tree; `words` and `exact` are those that it met."""

    def __init__(self, respell: Mapping[str, str], classes: Mapping[str, str]) -> None:
        """`respell`: letters that are also written otherwise (ä: ae); `classes`: the choices that `{name}` stands for."""
        self.words: set[str] = set()
        self.exact: set[str] = set()
        self._classes: dict[str, str] = {}
        for name, choices in classes.items():
            self._classes[name] = f"({self._spelt_out(' '.join(choices.split()))})"
        self._respell = str.maketrans(dict(respell))
        self._folded: dict[str, list[list[str]]] = {}
        self._ends: dict[tuple[str, str], Node] = {}  # by meaning
        self._tails: dict[tuple[str, int], tuple[Node, Node]] = {}  # by piece and the node that it leads to

    def plant(self, root: Node, line: str, meaning: tuple[str, str]) -> None:
        """Let the phrases of one line begin at `root`, their end marked with the meaning."""
        end = self._ends.setdefault(meaning, Node(means=[meaning]))
        self._choices(root, _PIECE.findall(self._spelt_out(line))[::-1], end)

    def _spelt_out(self, line: str) -> str:
        """The line with each `{class}` replaced by the choices of that name."""
        return _CLASS.sub(lambda found: self._classes[found[1]], line) if "{" in line else line

    def _choices(self, node: Node, pieces: list[str], target: Node) -> None:
        """Alternatives up to a closing bracket lead from `node` to `target`; `pieces` (the last first) is used up."""
        while True:
            self._sequence(node, pieces, target)
            if not pieces or pieces.pop() != "|":
                return

    def _sequence(self, node: Node, pieces: list[str], target: Node) -> None:
        """Pieces one behind the other, up to `|` or a closing bracket, linked from the last to the first."""
        parts: list[str | list[str]] = []
        while pieces and pieces[-1] not in ("|", "]", ")"):
            piece = pieces.pop()
            parts.append(self._group(piece, pieces) if piece in ("[", "(") else piece)
        for part in reversed(parts[1:]):
            target = self._before(part, target)
        if parts:
            self._link(node, parts[0], target)
        else:
            node.take(target)

    def _before(self, part: str | list[str], target: Node) -> Node:
        """The node from which a piece leads to `target`; lines that end alike share it."""
        key = (part if isinstance(part, str) else " ".join(part), id(target))
        known = self._tails.get(key)
        if known is None:
            known = self._tails[key] = (Node(), target)  # the target is kept, so that its number is given to no other
            self._link(known[0], part, target)
        return known[0]

    @staticmethod
    def _group(opening: str, pieces: list[str]) -> list[str]:
        """The pieces of a group with its brackets, as they stand."""
        group, depth = [opening], 1
        while depth and pieces:
            piece = pieces.pop()
            depth += 1 if piece in ("[", "(") else -1 if piece in ("]", ")") else 0
            group.append(piece)
        return group

    def _link(self, node: Node, part: str | list[str], target: Node) -> None:
        if isinstance(part, list):
            self._choices(node, part[:0:-1], target)
            if part[0] == "[":
                node.take(target)
        elif part == _GAP:
            node.gaps.append(target)
        elif part == _NAME:
            node.names.append(target)
        elif part.startswith("=") and len(part) > 1:
            self.exact.add(part[1:].lower())
            node.next.setdefault(part.lower(), []).append(target)
        elif part.endswith("*") and len(part) > 1:
            for spelling in {part, part.translate(self._respell)}:
                node.stems.setdefault(fold(spelling[:-1]), []).append(target)
        else:
            for words in self._folds(part):
                self._chain(node, words, target)

    def _folds(self, part: str) -> list[list[str]]:
        """A word as it is compared, in each of its spellings; a contraction or a run of characters is several words."""
        known = self._folded.get(part)
        if known is None:
            spellings = {part, part.translate(self._respell)}
            known = [[word.folded for word in split(spelling) if word.folded != "'"] for spelling in spellings]  # "d'", "l'"
            self._folded[part] = known
            for words in known:
                self.words.update(words)
        return known

    @staticmethod
    def _chain(node: Node, words: list[str], target: Node) -> None:
        for word in reversed(words[1:]):
            target = Node(next={word: [target]})
        node.next.setdefault(words[0], []).append(target)
