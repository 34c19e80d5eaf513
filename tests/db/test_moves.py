"""People move: posts end and begin in one batch."""

import datetime as dt

from db.moves import Move, current_posts, move
from db.queries import Filter, Op, View, count, one, rows
from db.store import Store

DAY = dt.date(2026, 3, 1)


def test_a_move_ends_the_old_post_begins_the_new_one_and_is_one_batch(store: Store) -> None:
    with store.write("Add") as writer:
        old, new = (writer.create("partner", {"name": name}) for name in ("Ministry", "Clean Zone"))
        who = writer.create("contact", {"family_name": "Asanova", "job_title": "Doctor"})
        post = writer.create(
            "post", {"contact": who, "partner": old, "job_title": "Doctor", "is_primary": True}
        )
    with store.write("Moves") as writer:
        begun = move(writer, Move(who, new, DAY, "Director", (post,)))
    with store.read() as session:
        row, left, held = (
            one(session, "contact", who),
            one(session, "post", post),
            one(session, "post", begun),
        )
        assert row and left and held
        assert (left["ended"], left["is_primary"]) == ("2026-03-01", None)
        assert (held["started"], held["job_title"], held["is_primary"]) == ("2026-03-01", "Director", True)
        assert (row["job_title"], row["last_verified"]) == ("Director", dt.date.today())
        today = rows(session, "contact", [row.id], ["partner"], as_of_today=True)[0]
        assert [ref.title for ref in today["partner"]] == ["Clean Zone"]
        ever = rows(session, "contact", [row.id], ["partner"])[0]
        assert [ref.title for ref in ever["partner"]] == ["Clean Zone", "Ministry"]
        assert [each.uid for each in current_posts(session, who)] == [begun]
        for partner, people in ((old, 0), (new, 1)):
            assert count(session, View("contact", filters=(Filter("partner", Op.IS, (partner,)),))) == people
    store.undo()
    with store.read() as session:
        row = one(session, "contact", who)
        assert row and row["job_title"] == "Doctor" and not row["last_verified"]
        assert [each.uid for each in current_posts(session, who)] == [post]


def test_a_second_post_leaves_the_main_one_and_the_job_title_alone(store: Store) -> None:
    with store.write("Add") as writer:
        partners = [writer.create("partner", {"name": name}) for name in ("Ministry", "University")]
        who = writer.create("contact", {"family_name": "Asanova", "job_title": "Doctor"})
        main = writer.create("post", {"contact": who, "partner": partners[0], "is_primary": True})
    with store.write("Begins another") as writer:
        move(writer, Move(who, partners[1], DAY, "Lecturer"))
    with store.read() as session:
        row = one(session, "contact", who)
        assert row and row["job_title"] == "Doctor"
        assert next(each.uid for each in current_posts(session, who)) == main
