"""People move: the post that a contact leaves ends, the one that she begins is written down beside it."""

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from db.current_ties import is_over
from db.queries import Row, list_ids, rows
from db.records.contact import Post
from db.views import Filter, Op, View
from db.writer import Writer


@dataclass(frozen=True)
class Move:
    """That a contact begins a post on a day, and which of her posts she leaves for it."""

    contact: str
    partner: str
    day: dt.date
    job_title: str = ""
    leaves: tuple[str, ...] = ()  # uids of posts


def current_posts(session: Session, contact: str) -> list[Row]:
    """The posts that a contact holds today, the main one first, then the newest."""
    view = View("post", filters=(Filter("contact", Op.IS, (contact,)),))
    today = dt.date.today()
    held = [row for row in rows(session, "post", list_ids(session, view)) if not is_over(row["ended"], today)]
    return sorted(newest_first(held), key=lambda row: not row["is_primary"])


def newest_first(posts: list[Row]) -> list[Row]:
    """Posts by when they began, the newest first; those of an unknown beginning last."""
    return sorted(posts, key=lambda row: row["started"] or "", reverse=True)


def move(writer: Writer, made: Move) -> str:
    """Write down a move; answers the uid of the new post.

    The posts that are left end on that day, the new one is the main post unless another one stays that,
    the contact's own job title becomes the new one, and she counts as verified today.
    """
    left = [writer.record("post", uid) for uid in made.leaves]
    others = (
        sa.select(sa.func.count())
        .select_from(Post)
        .where(Post.contact == made.contact, Post.is_primary.is_(True), Post.uid.not_in(made.leaves))
    )
    was_main = any(isinstance(post, Post) and post.is_primary for post in left)
    is_main = was_main or not writer.session.scalar(others)
    for post in left:
        writer.update("post", post.uid, {"ended": made.day.isoformat(), "is_primary": None})
    values = {"last_verified": dt.date.today()}
    if is_main:
        writer.update("contact", made.contact, {**values, "job_title": made.job_title or None})
    else:
        writer.update("contact", made.contact, values)
    return writer.create(
        "post",
        {
            "contact": made.contact, "partner": made.partner, "job_title": made.job_title,
            "started": made.day.isoformat(), "is_primary": is_main or None,
        },
    )  # fmt: skip
