"""Lets the SVG of a chart into a document: known shapes and attributes only, written anew.

Charts are made by our own code, but their labels come from officers and their text from files; what is not on the
lists (scripts, links, foreign content, styles, event handlers) is a mistake of the program and is refused.
"""

import re
from xml.etree import ElementTree

from reports.documents.markup import Markup, tag

_SVG = "{http://www.w3.org/2000/svg}"
_SHAPES = frozenset(
    ["svg", "g", "title", "desc", "defs", "pattern", "clipPath", "text", "tspan"]
    + ["rect", "line", "path", "polyline", "polygon", "circle", "ellipse"]
)
_ATTRIBUTES = frozenset(
    ["aria-label", "aria-labelledby", "aria-describedby", "aria-hidden", "role", "class", "id", "lang", "focusable"]
    + ["viewBox", "preserveAspectRatio", "width", "height", "x", "y", "x1", "y1", "x2", "y2", "dx", "dy"]
    + ["cx", "cy", "r", "rx", "ry", "d", "points", "transform", "clip-path", "clipPathUnits", "vector-effect"]
    + ["fill", "fill-opacity", "fill-rule", "opacity", "shape-rendering"]
    + ["stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-linecap", "stroke-linejoin"]
    + ["font-family", "font-size", "font-style", "font-weight", "text-anchor", "letter-spacing"]
    + ["dominant-baseline", "alignment-baseline", "patternUnits", "patternTransform", "patternContentUnits"]
)
_LOCAL_REFERENCE = re.compile(r"url\(#[\w-]+\)$")
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}"


class UnsafePicture(ValueError):
    """The SVG holds something a chart has no use for."""


def inline_svg(svg: str) -> Markup:
    """The picture as inline SVG; UnsafePicture when anything in it is not on the lists."""
    if "<!" in svg or "<?" in svg.removeprefix('<?xml version="1.0" encoding="UTF-8"?>'):
        raise UnsafePicture("Declarations, comments and instructions have no place in a chart")
    try:
        root = ElementTree.fromstring(svg)  # no declarations, so no entities, came this far
    except ElementTree.ParseError as problem:
        raise UnsafePicture(f"Not well-formed: {problem}") from problem
    if root.tag.removeprefix(_SVG) != "svg":
        raise UnsafePicture(f"Not a picture: {root.tag!r}")
    return _written(root)


def _written(element: ElementTree.Element) -> Markup:
    name = element.tag.removeprefix(_SVG)
    if name not in _SHAPES:
        raise UnsafePicture(f"Element {element.tag!r} is not allowed in a chart")
    attributes = {_checked(name, key, value): value for key, value in element.attrib.items()}
    inside: list[str] = [element.text or ""]
    for child in element:
        inside += [_written(child), child.tail or ""]
    return tag(name, *inside, **attributes)


def _checked(element: str, name: str, value: str) -> str:
    name = name.removeprefix(_XML_SPACE)
    if name not in _ATTRIBUTES:
        raise UnsafePicture(f"Attribute {name!r} of {element!r} is not allowed in a chart")
    if "url" in value.lower() and not _LOCAL_REFERENCE.match(value):
        raise UnsafePicture(f"{name!r} refers outside the picture: {value!r}")
    return name
