"""Who is at the page, as the login in front of the server says, and whether they may change anything.

Streamlit's `st.user` holds what that login says where ``server.trustedUserHeaders`` names its headers; without a login
it is empty, and a name is typed. Whoever may look may look at everything.
"""

import os

import streamlit as st

EDITORS = "SCT_DASH_EDITORS"
"""Names who may change records: mail addresses, or domains such as ``@crcog.org``, parted by commas."""
_UNKNOWN = (
    "You can look at everything. Nothing can be changed, since the login of this server does not say who you are."
)


def name() -> str:
    """The mail address, or else the name, of who is signed in; '' where that is not known."""
    return str(st.user.get("email") or st.user.get("name") or "").strip()


def refusal() -> str:
    """Why whoever is at the page may change nothing, for a sentence on the page; '' where they may."""
    named = os.environ.get(EDITORS, "")
    editors = [one.strip().casefold() for one in named.split(",") if one.strip()]
    who = name()
    if not who:
        return _UNKNOWN if named or st.user else ""
    if named and not any(_is_among(who.casefold(), one) for one in editors):
        return f"You can look at everything. {who} is not among those who may change records on this server."
    return ""


def _is_among(who: str, editor: str) -> bool:
    return who.endswith(editor) if editor.startswith("@") else who == editor
