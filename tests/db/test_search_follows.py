"""After any changes, taken back and made again, the index says what one made anew would say."""

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from db.search import faults, rebuild
from db.store import Store
from db.values import Reach

NAMES = st.sampled_from(
    ["Асель", "Asel", "Жээнбекова", "Şükürow", "O'Brien", "State Service", "ГСИН", "", "7"]
)
PHONES = st.sampled_from([(), (Reach("0312 90 12 34", normal="+996312901234"),), (Reach("ask Asel"),)])
CONTACT = st.fixed_dictionaries(
    {}, optional={"family_name": NAMES, "given_name": NAMES, "note": NAMES, "phones": PHONES}
)
PARTNER = st.fixed_dictionaries(
    {}, optional={"name": NAMES, "name_ru": NAMES, "acronym": NAMES, "city": NAMES}
)
NUMBER = st.integers(0, 5)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("contact"), NUMBER, CONTACT),
        st.tuples(st.just("partner"), NUMBER, PARTNER),
        st.tuples(st.just("post"), NUMBER, NUMBER, NAMES),
        st.tuples(st.just("delete"), st.sampled_from(["contact", "partner", "post"]), NUMBER),
        st.tuples(st.sampled_from(["undo", "redo"])),
    ),
    max_size=12,
)


def indexed(session: Session) -> tuple[list[Any], list[Any]]:
    """All that the index says, whatever its numbers."""
    run = session.connection().exec_driver_sql
    texts = run(
        "SELECT e.uid, e.kind, e.owner_kind, e.owner, t.title, t.body, t.facets"
        " FROM search_text AS t LEFT JOIN search_entry AS e ON e.id = t.rowid ORDER BY e.uid"
    )
    words = run("SELECT word, sound FROM search_word ORDER BY word")
    return list(texts), list(words)


class Hands:
    """Does to a store what the steps say; the records of each kind are named by small numbers."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._made: dict[tuple[str, int], str] = {}

    def do(self, step: tuple[Any, ...]) -> None:
        """One step, one batch."""
        if step[0] in ("undo", "redo"):
            self._store.undo() if step[0] == "undo" else self._store.redo()
            return
        with self._store.write("Step") as writer:
            there = {key: uid for key, uid in self._made.items() if self._stands(writer.session, *key)}
            match step:
                case "delete", kind, number:
                    if uid := there.get((kind, number)):
                        writer.delete(kind, [uid])
                case "post", contact, partner, title:
                    ends = there.get(("contact", contact)), there.get(("partner", partner))
                    if all(ends):
                        values = {"contact": ends[0], "partner": ends[1], "job_title": title}
                        self._made["post", contact] = writer.create("post", values)
                case kind, number, values:
                    if uid := there.get((kind, number)):
                        writer.update(kind, uid, values)
                    else:
                        self._made[kind, number] = writer.create(kind, values)

    def _stands(self, session: Session, kind: str, number: int) -> bool:
        asked = (self._made[kind, number],)
        found = session.connection().exec_driver_sql(f"SELECT 1 FROM {kind} WHERE uid = ?", asked)
        return found.first() is not None


@settings(max_examples=settings().max_examples // 3)
@given(STEPS)
def test_the_index_says_what_a_new_one_would(steps: list[tuple[Any, ...]]) -> None:
    with tempfile.TemporaryDirectory(prefix="follows-") as folder:
        store = Store.open(Path(folder) / "dateline.db")
        hands = Hands(store)
        for step in steps:
            hands.do(step)
        with store.read() as session:
            assert faults(session) == 0
            before = indexed(session)
        with store.write("Rebuild") as writer:
            # Raises where the trigrams are not those of the words.
            check = "INSERT INTO search_inside(search_inside, rank) VALUES ('integrity-check', 1)"
            writer.session.connection().exec_driver_sql(check)
            rebuild(writer.session)
            assert indexed(writer.session) == before
        store.close()
