"""sayso reads a pile of news and shows who said what, on whose word it rests, when it happened, and what nobody knows."""

__version__ = "0.1.0"
