"""How a line of a language file is written, and the tree of words that such lines become.

`[optional]`, `(one|other)`, `{class}`, `<name>`, `...`, `word*`, `=wörd`: the top of `en.toml` tells it to native speakers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from introd.read.languages.words import fold, split

_GAP = "..."
_NAME = "<name>"
_PIECE = re.compile(r"\{\w+\}|[\[\]()|]|[^\s\[\]()|{}]+")
_NO_STEMS: Mapping[str, tuple[Node, ...]] = MappingProxyType({})
_LATIN = "\u0250"  # where the letters end that Latin alphabets use
_MARKS = frozenset("[]()|")
ANY = "*"  # the key of what may begin with words that are not listed: a stem, a name, a gap


def lines(block: str) -> list[str]:
    """The phrases of one section: a phrase a line; lines that start with `#` are remarks."""
    return [line.strip() for line in block.splitlines() if line.strip() and not line.lstrip().startswith("#")]


@dataclass(slots=True)
class Node:
    """A place between two words of a phrase: what may follow, and what the phrase means if it ends here.

    Where hundreds of phrases begin alike, their nodes are seen as one (`merged`), which gathers what follows a word when it is first asked.
    """

    next: dict[str, tuple[Node, ...]] = field(default_factory=dict)
    stems: Mapping[str, tuple[Node, ...]] = field(default_factory=lambda: _NO_STEMS)
    gaps: tuple[Node, ...] = ()
    names: tuple[Node, ...] = ()
    means: tuple[tuple[str, str], ...] = ()  # (language, section)
    parts: tuple[Node, ...] = ()

    @classmethod
    def merged(cls, nodes: tuple[Node, ...]) -> Node:
        """One node for several."""
        one = cls(parts=nodes)
        for node in nodes:
            one._take_all_but_words(node)
        return one

    def following(self, word: str, *, merge: bool = False) -> tuple[Node, ...]:
        """The nodes to which a word leads; `merge`: as one, which is remembered."""
        nodes = self.next.get(word)
        if nodes is None and self.parts:
            nodes = self.next[word] = tuple(node for part in self.parts for node in part.following(word))
        if merge and nodes and len(nodes) > 1:
            nodes = self.next[word] = (Node.merged(nodes),)
        return nodes or ()

    def lead(self, word: str, *targets: Node) -> None:
        """Let a word lead to these nodes too."""
        self.next[word] = self.next.get(word, ()) + targets

    def take(self, other: Node) -> None:
        """Let everything follow here that may follow there."""
        for word, nodes in other.next.items():
            self.lead(word, *nodes)
        self._take_all_but_words(other)

    def _take_all_but_words(self, other: Node) -> None:
        if other.stems:
            self.stems = {stem: (*self.stems.get(stem, ()), *other.stems.get(stem, ())) for stem in {**self.stems, **other.stems}}
        self.gaps += other.gaps
        self.names += other.names
        self.means += tuple(meaning for meaning in other.means if meaning not in self.means)


@dataclass(slots=True, eq=False)
class _Group:
    """Alternatives, each a sequence of parts; `keys`: the words that may open it, `passes`: whether it may be left out."""

    alternatives: tuple[tuple[str | _Group, ...], ...]
    optional: bool
    keys: frozenset[str] = frozenset()
    passes: bool = False


_Part = str | _Group


class Notation:
    """Reads the lines of one language file into a tree; `words` and `exact` are those that it met.

    There are tens of thousands of lines, of which a text needs few: a line is planted when a word that may open it is first met (`keys`).
    """

    def __init__(self, respell: Mapping[str, str], classes: Mapping[str, str]) -> None:
        """`respell`: letters that are also written otherwise (ä: ae); `classes`: the choices that `{name}` stands for."""
        self.words: set[str] = set()
        self.exact: set[str] = set()
        self._classes = {name: _PIECE.findall(f"({choices})") for name, choices in classes.items()}
        self._respell = str.maketrans(dict(respell))
        self._folded: dict[str, list[list[str]]] = {}
        self._known: set[str] = set()  # pieces that were met
        self._groups: dict[str, _Group] = {}
        self._parsed: dict[str, tuple[_Part, ...]] = {}  # lines that were planted
        self._ends: dict[tuple[str, str], Node] = {}  # by meaning
        self._tails: dict[tuple[_Part, int], tuple[Node, Node]] = {}  # by part and the node that it leads to

    def keys(self, line: str) -> frozenset[str]:
        """The words, one of which opens every phrase of a line; `ANY` among them if there may be others. Raises KeyError for an unknown class."""
        pieces = _PIECE.findall(line)
        self._meet(pieces)
        keys, _ = self._opening(self._leading(pieces[::-1]))
        return keys

    def plant(self, root: Node, line: str, meaning: tuple[str, str], key: str = ANY) -> None:
        """Let the phrases of one line begin at `root`, their end marked with the meaning; `key`: only those that this word opens."""
        end = self._ends.setdefault(meaning, Node(means=(meaning,)))
        parts = self._parsed.get(line)
        if parts is None:
            parts = self._parsed[line] = self._sequence(_PIECE.findall(line)[::-1])
        if key == ANY:
            self._lead(root, parts, end)
        else:
            self._open(root, parts, end, key)

    def _meet(self, pieces: list[str]) -> None:
        """Remember the words of a line, and that its classes are known."""
        for piece in pieces:
            if piece in self._known:
                continue
            self._known.add(piece)
            if piece[0] == "{" and len(piece) > 1:
                self._meet(self._classes[piece[1:-1]])
            elif piece[0] == "=" and len(piece) > 1:
                self.exact.add(piece[1:].lower())
            elif piece not in _MARKS and piece not in (_GAP, _NAME) and not (piece[-1] == "*" and len(piece) > 1):
                self._folds(piece)

    def _leading(self, pieces: list[str]) -> tuple[_Part, ...]:
        """The parts of a line up to the first that may not be left out; `pieces` (the last first) is used up so far."""
        parts: list[_Part] = []
        while pieces:
            parts.append(self._part(pieces))
            if not self._opening((parts[-1],))[1]:
                break
        return tuple(parts)

    def _sequence(self, pieces: list[str]) -> tuple[_Part, ...]:
        """Pieces one behind the other, up to `|` or a closing bracket; `pieces` (the last first) is used up so far."""
        parts: list[_Part] = []
        while pieces and pieces[-1] not in ("|", "]", ")"):
            parts.append(self._part(pieces))
        return tuple(parts)

    def _part(self, pieces: list[str]) -> _Part:
        piece = pieces.pop()
        if piece in ("[", "("):
            return self._group(self._bracketed(piece, pieces))
        if piece[0] == "{" and len(piece) > 1:
            known = self._groups.get(piece)
            if known is None:
                known = self._groups[piece] = self._group(self._classes[piece[1:-1]])
            return known
        return piece

    @staticmethod
    def _bracketed(opening: str, pieces: list[str]) -> list[str]:
        """The pieces of a group with its brackets, as they stand."""
        group, depth = [opening], 1
        while depth and pieces:
            piece = pieces.pop()
            depth += 1 if piece in ("[", "(") else -1 if piece in ("]", ")") else 0
            group.append(piece)
        return group

    def _group(self, pieces: list[str]) -> _Group:
        """The group that these pieces with their brackets write; the same pieces are the same group."""
        text = " ".join(pieces)
        known = self._groups.get(text)
        if known is not None:
            return known
        rest = pieces[:0:-1]
        alternatives = [self._sequence(rest)]
        while rest and rest.pop() == "|":
            alternatives.append(self._sequence(rest))
        group = _Group(tuple(alternatives), pieces[0] == "[")
        openings = [self._opening(alternative) for alternative in alternatives]
        group.keys = frozenset().union(*(keys for keys, _ in openings))
        group.passes = group.optional or any(passes for _, passes in openings)
        self._groups[text] = group
        return group

    def _opening(self, parts: tuple[_Part, ...]) -> tuple[frozenset[str], bool]:
        """The words that may open a sequence, and whether all of it may be left out."""
        found: frozenset[str] = frozenset()
        for part in parts:
            found |= part.keys if isinstance(part, _Group) else self._opens(part)
            if not (isinstance(part, _Group) and part.passes):
                return found, False
        return found, True

    def _opens(self, part: str) -> frozenset[str]:
        """The key under which a word is looked up first."""
        if part in (_GAP, _NAME) or (part.endswith("*") and len(part) > 1):
            return frozenset({ANY})
        return frozenset({part.lower()} if part[0] == "=" and len(part) > 1 else {words[0] for words in self._folds(part)})

    def _open(self, node: Node, parts: tuple[_Part, ...], target: Node, key: str) -> None:
        """Link those ways from `node` through the parts that a word opens."""
        targets = [target]
        for part in reversed(parts[1:]):
            targets.append(self._before(part, targets[-1]))
        for part in parts:
            behind = targets.pop()
            if isinstance(part, _Group):
                for alternative in part.alternatives if key in part.keys else ():
                    self._open(node, alternative, behind, key)
                if not part.passes:
                    return
            else:
                if key in self._opens(part):
                    self._link(node, part, behind)
                return

    def _lead(self, node: Node, parts: tuple[_Part, ...], target: Node) -> None:
        """Link all ways from `node` through the parts, from the last to the first."""
        for part in reversed(parts[1:]):
            target = self._before(part, target)
        if parts:
            self._link(node, parts[0], target)
        else:
            node.take(target)

    def _before(self, part: _Part, target: Node) -> Node:
        """The node from which a part leads to `target`; lines that end alike share it."""
        key = (part, id(target))
        known = self._tails.get(key)
        if known is None:
            known = self._tails[key] = (Node(), target)  # the target is kept, so that its number is given to no other
            self._link(known[0], part, target)
        return known[0]

    def _link(self, node: Node, part: _Part, target: Node) -> None:
        if isinstance(part, _Group):
            for alternative in part.alternatives:
                self._lead(node, alternative, target)
            if part.optional:
                node.take(target)
        elif part == _GAP:
            node.gaps += (target,)
        elif part == _NAME:
            node.names += (target,)
        elif part.startswith("=") and len(part) > 1:
            self.exact.add(part[1:].lower())
            node.lead(part.lower(), target)
        elif part.endswith("*") and len(part) > 1:
            for spelling in {part, part.translate(self._respell)}:
                stem = fold(spelling[:-1])
                node.stems = {**node.stems, stem: (*node.stems.get(stem, ()), target)}
        else:
            for words in self._folds(part):
                self._chain(node, words, target)

    def _folds(self, part: str) -> list[list[str]]:
        """A word as it is compared, in each of its spellings; a contraction or a run of characters is several words."""
        known = self._folded.get(part)
        if known is None:
            spellings = {part, part.translate(self._respell)}
            plain = part.isalpha() and max(part) < _LATIN  # one word as it stands, the most by far
            known = (
                [[fold(spelling)] for spelling in spellings]
                if plain
                else [[word.folded for word in split(spelling) if word.folded != "'"] for spelling in spellings]
            )  # "d'", "l'"
            self._folded[part] = known
            for words in known:
                self.words.update(words)
        return known

    @staticmethod
    def _chain(node: Node, words: list[str], target: Node) -> None:
        for word in reversed(words[1:]):
            target = Node(next={word: (target,)})
        node.lead(words[0], target)
