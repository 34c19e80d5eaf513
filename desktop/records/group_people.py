"""The people of a group on its form: who is there by hand, who by its rule, and what is done with all."""

from PySide6.QtCore import Signal

from db.language import tr
from desktop.records.record_reading import Tie, TiedList
from desktop.records.related_list import RelatedList
from desktop.widgets.link_label import LinkLabel
from desktop.workspace import Workspace

_OF_GROUP = "membership.group"


class GroupPeople(RelatedList):
    """The list of a group's people, with links that lead to the list of contacts and copy their addresses."""

    list_requested = Signal()
    copy_requested = Signal()

    def __init__(self, workspace: Workspace, tie: Tie) -> None:
        super().__init__(workspace, tie)
        self.show_in_list = LinkLabel(tr("Show in the list"))
        self.copy_addresses = LinkLabel(tr("Copy e-mail addresses"))
        self.show_in_list.activated.connect(self.list_requested)
        self.copy_addresses.activated.connect(self.copy_requested)
        for link in (self.show_in_list, self.copy_addresses):
            # Before the stretch at the end.
            self.foot.insertWidget(self.foot.count() - 1, link)

    def show_list(self, uid: str, title: str, listed: TiedList) -> None:
        """Show the people of a group, and how many they are."""
        super().show_list(uid, title, listed)
        self.show_count(listed.count)
        for link in (self.show_in_list, self.copy_addresses):
            link.setVisible(bool(listed.count))


def list_for(workspace: Workspace, tie: Tie) -> RelatedList:
    """The list that shows a tie on a form."""
    return GroupPeople(workspace, tie) if tie.key == _OF_GROUP else RelatedList(workspace, tie)
