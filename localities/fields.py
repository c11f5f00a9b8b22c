"""Form and model fields that every app shares: text with one spelling, paths with one order."""

from django import forms
from django.db import models

from localities.text import normalise, normalise_lines


class VietnameseText(forms.CharField):
    """One spelling per name: composed form, single spaces."""

    def to_python(self, value):
        return normalise(super().to_python(value))


class VietnameseLines(forms.CharField):
    """Text of several lines, each with one spelling."""

    widget = forms.Textarea

    def to_python(self, value):
        return normalise_lines(super().to_python(value))


class NormalisedCharField(models.CharField):
    """A column whose text is normalised whoever writes it: a form, an import or a command."""

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return normalise(value) if value else value

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": VietnameseText, **kwargs})


class BytewiseCharField(models.CharField):
    """A path of codes or a sort key, compared byte by byte, so that order and prefix ranges agree on both databases.

    PostgreSQL would otherwise order by the server's language, where "/" has no weight.
    """

    def db_parameters(self, connection):
        parameters = super().db_parameters(connection)
        if connection.vendor == "postgresql":
            parameters["collation"] = "C"
        return parameters
