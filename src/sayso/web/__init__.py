"""The local page and the JSON API of a case: `sayso serve`."""
