"""The languages, one gettext file each; this package holds no code."""
