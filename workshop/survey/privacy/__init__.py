"""Which answers may be shared, and what has to go before."""

from workshop.survey.privacy.publication import Publishable, publishable

__all__ = ["Publishable", "publishable"]
