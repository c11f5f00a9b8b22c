"""Reads a .po file and writes the .mo file that the app ships, without the gettext programs.

After a change of accounts/locale/vi/LC_MESSAGES/django.po:   python -m tests.unit.accounts.messages_file
"""

import ast
import struct
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[3] / "accounts" / "locale" / "vi" / "LC_MESSAGES" / "django.po"
COMPILED = SOURCE.with_suffix(".mo")

Messages = dict[str, str]


def read_po(text: str) -> Messages:
    """What is translated to what. A plural form's key is "one\\0many", as the .mo format has it."""
    messages: Messages = {}
    entry: dict[str, str] = {}
    field = ""
    for line in [*text.splitlines(), ""]:
        if line.startswith('"'):
            entry[field] += ast.literal_eval(line)
        elif line and not line.startswith("#"):
            field, value = line.split(" ", 1)
            entry[field] = ast.literal_eval(value)
        elif not line and entry:
            key, message = _message(entry)
            if key in messages:
                raise ValueError(f"Translated twice: {key}")
            messages[key] = message
            entry = {}
    return messages


def _message(entry: dict[str, str]) -> tuple[str, str]:
    key = entry["msgid"]
    if "msgid_plural" in entry:
        return f"{key}\0{entry['msgid_plural']}", entry["msgstr[0]"]  # Vietnamese has one form
    return key, entry["msgstr"]


def write_mo(messages: Messages) -> bytes:
    """The GNU .mo format: header, two tables of lengths and places, then the texts, each ended by a zero byte."""
    pairs = sorted((key.encode(), message.encode()) for key, message in messages.items())
    texts = b""
    tables: list[list[tuple[int, int]]] = [[], []]
    start = 28 + 16 * len(pairs)
    for table, column in zip(tables, zip(*pairs, strict=True), strict=True):
        for text in column:
            table.append((len(text), start + len(texts)))
            texts += text + b"\0"
    header = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, start)
    return header + b"".join(struct.pack("<2I", *row) for table in tables for row in table) + texts


if __name__ == "__main__":
    COMPILED.write_bytes(write_mo(read_po(SOURCE.read_text())))
