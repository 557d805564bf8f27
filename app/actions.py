"""Every action of the window in one table: its words, icon, shortcut and tip. Menus, tool bars and the list of shortcuts are made from it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from app import theme


@dataclass(frozen=True)
class _Entry:
    words: str
    icon: str = ""
    keys: tuple[str, ...] = ()
    tip: str = ""
    checkable: bool = False


TABLE: dict[str, _Entry] = {
    "open_image": _Entry("Open photograph…", "open-image", ("Ctrl+O",), "Open a photograph"),
    "open_project": _Entry("Open project…", "open-project", ("Ctrl+Shift+O",), "Open a project or an observation"),
    "save": _Entry("Save project", "save", ("Ctrl+S",), "Save the photograph's project"),
    "save_as": _Entry("Save project as…", "", ("Ctrl+Shift+S",)),
    "export": _Entry(
        "Export…", "export", ("Ctrl+E",), "Export the refined body: npz, JSON, OBJ, PLY, GLB, overlay picture"
    ),
    "close": _Entry("Close photograph", "", ("Ctrl+W",)),
    "quit": _Entry("Quit", "", ("Ctrl+Q",)),
    "undo": _Entry("Undo", "undo", ("Ctrl+Z",)),
    "redo": _Entry("Redo", "redo", ("Ctrl+Shift+Z", "Ctrl+Y")),
    "run": _Entry("Run again", "run", ("F5",), "Run the guided diffusion again"),
    "cancel": _Entry("Cancel", "cancel", ("Esc",), "Stop asking the describer, or stop the run after its current step"),
    "describe": _Entry(
        "Describe all parts", "describe", ("Ctrl+D",), "Let the chosen describer write all ten descriptions anew"
    ),
    "describe_part": _Entry(
        "Describe the selected part again",
        "",
        ("Ctrl+Shift+D",),
        "Let the chosen describer write the selected part's description anew",
    ),
    "describer": _Entry("Describer…", "settings", ("Ctrl+,",), "Choose who writes the descriptions, and try it out"),
    "ask_me": _Entry(
        "Ask me", "ask-me", ("Q",), "Be asked the question whose answer settles most about this body; one click answers"
    ),
    "ask_limb": _Entry(
        "Ask me about the selected limb", "", ("Shift+Q",), "Be asked about the selected limb only, as when it looks wrong"
    ),
    "readings": _Entry(
        "Other readings", "readings", ("R",), "Sample eight bodies and show which other readings of the photograph there are"
    ),
    "doubt": _Entry(
        "Doubt", "doubt", ("U",), "Colour the body and the keypoints by how unsure each joint is", checkable=True
    ),
    "pin": _Entry("Pin the selected part", "pin", ("P",), "Pin the selected part as it is now, or let go of it: no run moves its joints"),
    "unpin_all": _Entry("Unpin all parts"),
    "accept": _Entry(
        "Accept the refined body", "accept", ("Ctrl+Return",), "Make the refined body the initial body of further edits"
    ),
    "assume_focal": _Entry("Assume the focal length", "", (), "Forget the focal length that was typed"),
    "next_person": _Entry("Next person", "", ("]",)),
    "previous_person": _Entry("Previous person", "", ("[",)),
    "next_part": _Entry("Next part", "", ("Alt+Down",)),
    "previous_part": _Entry("Previous part", "", ("Alt+Up",)),
    "no_part": _Entry("Select no part", "", ("Alt+0",)),
    "edit_part": _Entry("Edit the selected part's description", "", ("F2",)),
    "select": _Entry("Select and move", "select", ("V",), "Select parts and people, move keypoints", checkable=True),
    "pan": _Entry("Pan", "pan", ("H",), "Move the photograph (the middle button does so always)", checkable=True),
    "box": _Entry("Draw a box", "box", ("B",), "Draw a box around a person whom the detector missed", checkable=True),
    "fit": _Entry("Fit the photograph", "fit", ("F",), "Show the whole photograph"),
    "skeleton": _Entry("Skeleton", "skeleton", ("K",), "Show or hide the keypoints", checkable=True),
    "overlay": _Entry(
        "Body over the photograph", "overlay", ("O",), "Show or hide the body over the photograph", checkable=True
    ),
    "ghost": _Entry("Initial body", "ghost", ("G",), "Show or hide the initial body as a ghost", checkable=True),
    "view_front": _Entry("From the front", "view-front", ("1",), "Look at the body from the front", checkable=True),
    "view_side": _Entry("From the side", "view-side", ("2",), "Look at the body from its left", checkable=True),
    "view_top": _Entry("From above", "view-top", ("3",), "Look at the body from above", checkable=True),
    "view_camera": _Entry(
        "As the camera", "view-camera", ("4",), "Look as the photograph's camera does", checkable=True
    ),
    "recentre": _Entry("Centre the body", "fit", ("C",), "Bring the body back into the middle of the 3D view"),
    "theme": _Entry("Dark theme", "theme", ("Ctrl+T",), "Switch between the light and the dark theme", checkable=True),
    "difference": _Entry(
        "Differences",
        "difference",
        ("D",),
        "Show what the body does that the texts do not say, and how far it is off",
        checkable=True,
    ),
    "guide": _Entry("What can be said", "help", ("F1",), "Show what can be said in a description, with examples"),
    "shortcuts": _Entry("Keyboard shortcuts", "", ("Ctrl+F1",), "Show all shortcuts"),
    "about": _Entry("About Contrapposto"),
}
EXCLUSIVE = (("select", "pan", "box"), ("view_front", "view_side", "view_top", "view_camera"))


class Actions(QObject):
    """The window's actions by name: ``actions["save"]``."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._actions: dict[str, QAction] = {}
        for name, entry in TABLE.items():
            action = self._actions[name] = QAction(entry.words, self)
            action.setObjectName(name)
            action.setCheckable(entry.checkable)
            action.setShortcuts([QKeySequence(keys) for keys in entry.keys])
            keys = (
                f" ({QKeySequence(entry.keys[0]).toString(QKeySequence.SequenceFormat.NativeText)})"
                if entry.keys
                else ""
            )
            action.setToolTip((entry.tip or entry.words.rstrip("…")) + keys)
            action.setStatusTip(entry.tip)
        for names in EXCLUSIVE:
            group = QActionGroup(self)
            group.setExclusionPolicy(
                QActionGroup.ExclusionPolicy.ExclusiveOptional
                if "view_front" in names
                else QActionGroup.ExclusionPolicy.Exclusive
            )
            for name in names:
                group.addAction(self._actions[name])
        self.dress()

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def all(self) -> list[QAction]:
        """Every action, in the table's order."""
        return list(self._actions.values())

    def dress(self) -> None:
        """Takes on the current theme."""
        for name, entry in TABLE.items():
            if entry.icon:
                self._actions[name].setIcon(theme.icon(entry.icon))

    def shortcut_rows(self) -> list[tuple[str, str]]:
        """(keys, what they do) of every action that has a shortcut."""
        rows = []
        for name, action in self._actions.items():
            keys = [k.toString(QKeySequence.SequenceFormat.NativeText) for k in action.shortcuts()]
            if keys:
                rows.append((" or ".join(keys), TABLE[name].words.rstrip("…")))
        return [
            *rows,
            ("Ctrl+Space", "Suggest phrases in a description"),
            ("Middle drag", "Move the photograph"),
            ("Wheel", "Zoom at the cursor"),
            ("Drag / wheel in 3D", "Turn / zoom the body"),
        ]
