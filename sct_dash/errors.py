"""What a user is told. Anything else that is raised is a bug and is meant to show."""


class UserError(Exception):
    """Something the user can put right: one line that says what is wrong and what to do.

    The shells (command line, pages) catch this class and nothing wider.
    """
