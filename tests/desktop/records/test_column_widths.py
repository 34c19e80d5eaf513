"""Columns fill the room there is, and nothing that must be read in full is cut."""

from desktop.records.column_widths import LEAST, Wish, fitted


def test_spare_room_goes_to_the_texts() -> None:
    assert fitted([Wish(200, elastic=True), Wish(100)], 500) == [400, 100]


def test_texts_give_way_before_a_phone_number_does() -> None:
    widths = fitted([Wish(300, elastic=True), Wish(150), Wish(200, elastic=True)], 500)
    assert widths[1] == 150
    assert sum(widths) == 500
    assert min(widths[0], widths[2]) >= LEAST


def test_columns_without_room_follow_in_full_and_the_others_fill_the_view() -> None:
    widths = fitted([Wish(150, elastic=True), Wish(150), Wish(160), Wish(180)], 400)
    assert sum(widths[:2]) == 400
    assert widths[2:] == [160, 180]


def test_a_width_given_by_hand_stays() -> None:
    assert fitted([Wish(150, elastic=True, by_hand=90), Wish(150, elastic=True)], 400) == [90, 310]
