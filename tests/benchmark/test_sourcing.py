"""The ranges of independent voices hold against thirty patterns of sourcing whose truth is known."""

from benchmark.sourcing import Answer, Pattern, answers, patterns


def test_ranges_are_right_and_none_is_too_confident() -> None:
    found = list(answers(patterns()))
    assert len(found) >= 30
    assert [each.pattern.name for each in found if each.is_too_confident] == []
    assert sum(each.is_right for each in found) >= 27, [each.pattern.name for each in found if not each.is_right]
    assert sum(each.right for each in found) >= 48
    assert [edge for each in found for edge in each.beyond] == []


def test_a_range_is_too_confident_where_it_promises_or_rules_out_too_much() -> None:
    pattern = Pattern(name="x", claim="x", articles=(), rests=(), range=(1, 2))
    wide, promising, ruling = (Answer(pattern=pattern, range=each) for each in ((0, 3), (2, 2), (1, 1)))
    assert [each.is_too_confident for each in (wide, promising, ruling)] == [False, True, True]
    assert not wide.is_right
