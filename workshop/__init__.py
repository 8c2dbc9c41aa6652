"""Ruang Kelas: a bilingual workshop kit for building virtual classrooms.

Notebooks import the faces they need, for example
``from workshop import exercises, widgets``; nothing is loaded before that, so
that ``import workshop`` costs nothing.
"""

__version__ = "0.1.0"
