"""The workshop as an event."""

from workshop.event.agenda import Agenda, AgendaItem, agenda

__all__ = ["Agenda", "AgendaItem", "agenda"]
