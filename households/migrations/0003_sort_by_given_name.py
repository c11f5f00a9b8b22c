"""Households stand in the order of Vietnamese lists of people: by given name, middle names, family name.

The order of letters and tones is copied here as it was on the day of this migration (`localities.text`), so that it can
be run for ever, whatever becomes of that module.
"""

import re
import unicodedata

from django.db import migrations

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONES = "\u0300\u0309\u0303\u0301\u0323"
RANK = {letter: f"{rank:02d}" for rank, letter in enumerate(ALPHABET, start=10)}
LONGEST = 400
BATCH = 1000


def bare(char):
    tone, base = 0, []
    for part in unicodedata.normalize("NFD", char):
        if part in TONES:
            tone = TONES.index(part) + 1
        else:
            base.append(part)
    return unicodedata.normalize("NFC", "".join(base)), tone


def text_key(value):
    letters, tones = [], []
    for part in re.findall(r"[0-9]+|.", value.casefold(), re.S):
        if part.isdecimal():
            letters.append(f"0{min(len(part), 9)}{part}")
            continue
        letter, tone = bare(part)
        letters.append(RANK.get(letter, "00" if letter == " " else "0" + letter))
        tones.append(str(tone))
    return f"{''.join(letters)} {''.join(tones)}"


def by_given_name(name):
    family, *rest = name.split() or [""]
    middle, given = (rest[:-1], rest[-1]) if rest else ([], family)
    return "  ".join(text_key(part) for part in (given, " ".join(middle), family if rest else ""))


def sort(households, key):
    rows = []
    for household in households.only("head_name").iterator(BATCH):
        household.sort_key = key(household.head_name)[:LONGEST]
        rows.append(household)
    households.bulk_update(rows, ["sort_key"], batch_size=BATCH)


def forwards(apps, schema_editor):
    sort(apps.get_model("households", "Household")._base_manager, by_given_name)


def backwards(apps, schema_editor):
    sort(apps.get_model("households", "Household")._base_manager, text_key)


class Migration(migrations.Migration):
    dependencies = [("households", "0002_review_season")]

    operations = [migrations.RunPython(forwards, backwards)]
