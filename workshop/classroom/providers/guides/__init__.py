"""Platforms that a person builds by hand: their providers write every step and every text."""

from workshop.classroom.providers.guides.platforms import (
    discord,
    facebook,
    telegram,
    whatsapp,
    x,
    youtube,
)

__all__ = ["discord", "facebook", "telegram", "whatsapp", "x", "youtube"]
