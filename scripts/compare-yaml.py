"""Compares what taskbox reads from YAML files with what PyYAML and ruamel.yaml read, value by value.

Both give the structure, the text and the style of each scalar; the meaning of plain scalars is decided here, by the
core schema of YAML 1.2, since the two libraries follow YAML 1.1. A file that only one of them takes as taskbox does is no
difference: they are known to differ from each other.
"""

import json
import math
import re
import subprocess
import sys

import yaml
from ruamel.yaml import YAML

PROBE = sys.argv[1]
CORE = {
    "null": re.compile(r"null|Null|NULL|~|"), "true": re.compile(r"true|True|TRUE"),
    "false": re.compile(r"false|False|FALSE"), "int": re.compile(r"[-+]?[0-9]+"), "oct": re.compile(r"0o[0-7]+"),
    "hex": re.compile(r"0x[0-9a-fA-F]+"),
    "float": re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"),
    "inf": re.compile(r"[-+]?\.(inf|Inf|INF)"), "nan": re.compile(r"\.(nan|NaN|NAN)"),
}


def plain(text):
    """The value of a plain scalar."""
    kind = next((name for name, pattern in CORE.items() if pattern.fullmatch(text)), None)
    if kind == "null": return None
    if kind in ("true", "false"): return kind == "true"
    if kind == "int": return int(text)
    if kind in ("oct", "hex"): return int(text, 0)
    if kind == "float": return float(text)
    if kind in ("inf", "nan"): return None  # JSON has none of them
    return text


class Unusual(Exception):
    """Something that taskbox refuses on purpose."""


def value(node, seen=()):
    if id(node) in seen: raise Unusual("recursive")
    kind = type(node).__name__
    tag = node.tag if isinstance(node.tag, str) else str(node.tag)
    if kind == "ScalarNode":
        style = node.style
        if tag == "!" or style not in (None, ""): return node.value
        if getattr(node, "was_tagged", False): return ("tagged", node.value)
        return plain(node.value)
    seen = seen + (id(node),)
    if kind == "SequenceNode": return [value(item, seen) for item in node.value]
    result, merged = {}, []
    for key, item in node.value:
        if type(key).__name__ == "ScalarNode" and key.value == "<<" and key.style in (None, "") and not getattr(key, "was_tagged", False):
            merged += item.value if type(item).__name__ == "SequenceNode" else [item]
            continue
        name = key.value if type(key).__name__ == "ScalarNode" else json.dumps(value(key, seen))
        if name in result: raise Unusual("duplicate key")
        result[name] = value(item, seen)
    for source in merged:
        if type(source).__name__ != "MappingNode": raise Unusual("merge of no mapping")
        for name, item in value(source, seen).items(): result.setdefault(name, item)
    return result


def with_pyyaml(text):
    nodes = list(yaml.compose_all(text, Loader=yaml.CSafeLoader))
    tagged = {(event.start_mark.index): event.tag for event in yaml.parse(text, Loader=yaml.CSafeLoader)
              if isinstance(event, yaml.ScalarEvent) and event.tag}
    def mark(node, done):
        if id(node) in done: return
        done.add(id(node))
        if isinstance(node, yaml.ScalarNode): node.was_tagged = node.start_mark.index in tagged
        elif isinstance(node, yaml.SequenceNode):
            for item in node.value: mark(item, done)
        else:
            for key, item in node.value:
                mark(key, done)
                mark(item, done)
    for node in nodes:
        if node is not None: mark(node, set())
    return [value(node) for node in nodes if node is not None]


def with_ruamel(text):
    reader = YAML(typ="safe", pure=True)
    reader.version = (1, 2)
    nodes = list(reader.compose_all(text))
    return [value(node) for node in nodes if node is not None]


def same(ours, theirs):
    if isinstance(theirs, tuple): return True  # a tag of its own: what it means is a matter of taste
    if isinstance(theirs, dict): return isinstance(ours, dict) and ours.keys() == theirs.keys() and all(same(ours[k], theirs[k]) for k in ours)
    if isinstance(theirs, list): return isinstance(ours, list) and len(ours) == len(theirs) and all(map(same, ours, theirs))
    if isinstance(theirs, bool) or isinstance(ours, bool): return ours is theirs
    if isinstance(theirs, float) and isinstance(ours, (int, float)): return ours == theirs or math.isclose(ours, theirs, rel_tol=1e-15)
    return type(ours) is type(theirs) and ours == theirs


def first_difference(ours, theirs, path=""):
    if isinstance(ours, dict) and isinstance(theirs, dict):
        for key in list(ours) + list(theirs):
            if key not in ours or key not in theirs: return f"{path}.{key} is missing on one side"
            if not same(ours[key], theirs[key]): return first_difference(ours[key], theirs[key], f"{path}.{key}")
    if isinstance(ours, list) and isinstance(theirs, list) and len(ours) == len(theirs):
        for index, pair in enumerate(zip(ours, theirs)):
            if not same(*pair): return first_difference(*pair, f"{path}[{index}]")
    return f"{path}: {str(ours)[:80]!r} here, {str(theirs)[:80]!r} there"


def judgement(reader, text):
    try:
        return reader(text), None
    except Unusual as reason:
        return None, f"on purpose: {reason}"
    except RecursionError:
        return None, "too deep"
    except Exception as error:
        return None, str(error).replace("\n", " ")[:200]


def main():
    paths = sys.stdin.read().split("\n")
    answers = subprocess.run([PROBE, "values"], input="\n".join(paths), capture_output=True, text=True, check=True).stdout
    counts = {"same": 0, "both refuse": 0, "refused on purpose": 0, "different": 0}
    for line in answers.split("\n"):
        if not line: continue
        answer = json.loads(line)
        data = open(answer["path"], "rb").read()
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data
        refused = bool(answer["errors"])
        reasons = []
        for reader in (with_pyyaml, with_ruamel):
            theirs, error = judgement(reader, text)
            if refused and error: outcome = "refused on purpose" if error.startswith("on purpose") else "both refuse"
            elif refused: outcome = f"only taskbox refuses it: {answer['errors'][0]}"
            elif error: outcome = f"only {reader.__name__} refuses it: {error}"
            elif same(answer["documents"], theirs): outcome = "same"
            else: outcome = f"{reader.__name__}: {first_difference(answer['documents'], theirs)}"
            if outcome in counts: break
            reasons.append(outcome)
        else:
            counts["different"] += 1
            print(answer["path"], *reasons, sep="\n    ")
            continue
        counts[outcome] += 1
    print(", ".join(f"{name}: {count}" for name, count in counts.items()))
    sys.exit(1 if counts["different"] else 0)


main()
