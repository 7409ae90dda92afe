"""Debian's PostgreSQL for tests: a server of their own on a free port, in a folder that goes away."""

import itertools
import os
import shutil
import socket
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

_NUMBERS = itertools.count(1)
SERVER_USER = "postgres"
"""Who runs the server where the tests run as root, which PostgreSQL refuses."""


def programs():
    """The newest PostgreSQL's folder of programs, or None."""
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if on_path := shutil.which("initdb"):
        found.append(Path(on_path).parent)
    return max(found, key=lambda path: path.parent.name.zfill(3), default=None)


@contextmanager
def postgresql(bin_folder):
    """A running server; gives the URL of its database."""
    folder = Path(tempfile.mkdtemp(prefix="sct-pg-"))
    user = None
    if os.geteuid() == 0:
        import pwd  # not on every system

        user = SERVER_USER
        shutil.chown(folder, user)
    who = {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []} if user else {}
    data = folder / "data"
    options = ["-A", "trust", "-U", "sct", "--no-sync", "--locale=C.UTF-8", "-E", "UTF8"]
    run = {"check": True, "cwd": folder, "stdout": subprocess.DEVNULL, **who}
    try:
        subprocess.run([bin_folder / "initdb", "-D", data, *options], **run)
        port = free_port()
        settings = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        subprocess.run([bin_folder / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", settings, "start"], **run)
        try:
            yield f"postgresql://sct@127.0.0.1:{port}/postgres"
        finally:
            subprocess.run([bin_folder / "pg_ctl", "-D", data, "-m", "immediate", "stop"], **run)
    finally:
        shutil.rmtree(folder)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def new_schema(server):
    """The URL of an empty schema of a server."""
    import psycopg

    name = f"t{os.getpid()}_{next(_NUMBERS)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}")
    return f"{server}?options=-csearch_path%3D{name}"
