"""Static files as a site serves them: hashed, compressed, our own modules importing one another by hashed names."""

from whitenoise.storage import CompressedManifestStaticFilesStorage as Base

# Not every module: a comment in one that a package ships looks like an import of a file that does not exist.
OWN_MODULES = ("entry.js", "keep.js", "parts/*.js")


_IMPORTS = Base._js_module_import_aggregation_patterns[1]


class StaticFilesStorage(Base):
    """Writes hashed names into the imports of our own modules too: a new release is never half an old one."""

    patterns = (*Base.patterns, *((module, _IMPORTS) for module in OWN_MODULES))
