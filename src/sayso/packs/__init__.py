"""The rule packs that come with sayso, a folder each: data, read by `sayso.kit.packs`."""
