"""Who gave a picture out is kept with its caption."""

import pytest

from sayso.clean.zones import find_zones

BEFORE = "The minister said on Monday that the talks had ended without a deal. Nobody was hurt."
AFTER = "Police later confirmed the account in a statement to reporters."


@pytest.mark.parametrize(
    ("caption", "provider"),
    [
        (
            "In this photo provided by the North Korean government, a train, right, stands at a station near Pyongyang",
            "North Korean government",
        ),
        (
            "In this undated image released by the Defence Ministry of Lisse on Tuesday, a ship leaves port",
            "Defence Ministry of Lisse",
        ),
        ("This handout photo made available by Harbour Police shows the broken quay", "Harbour Police"),
        ("In this photo taken on Sunday, a soldier stands beside a burnt car", None),
        ("In this photo, a soldier stands beside trucks of aid provided by Lisse at the border crossing", None),
        ("A soldier stands beside a burnt car at the border crossing near the river", None),
    ],
)
def test_the_provider_of_a_picture(caption: str, provider: str | None) -> None:
    text = "\n\n".join((BEFORE, caption, AFTER))
    zones = find_zones(text)
    assert [zone.kind for zone in zones] == ["body", "caption", "body"]
    assert [zone.provider.cut(text) if zone.provider else None for zone in zones] == [None, provider, None]


def test_what_is_provided_in_the_article_is_no_provider() -> None:
    text = f"{BEFORE}\n\nThe figures were provided by the ministry, officials said.\n\n{AFTER}"
    assert [(zone.kind, zone.provider) for zone in find_zones(text)] == [("body", None)] * 3
