"""serve, work and invite: the site of a workspace, its worker, and who comes in first."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Annotated, Final

import typer

from opendisarm.access.roles import Role
from opendisarm.cli import door

FIRST: Final = "administrator"
_ROLES: Final = ", ".join(Role)


def add_to(app: typer.Typer) -> None:
    """Put the commands of this room on the command line."""
    app.command()(serve)
    app.command()(work)
    app.command()(invite)


def serve(
    folder: door.Folder = Path(),
    port: Annotated[int, typer.Option(help="Where to listen; 0 takes a free port.", min=0, max=65535)] = 8000,
    host: Annotated[
        str, typer.Option(help="The address to listen at; 0.0.0.0 for all of this machine's.")
    ] = "127.0.0.1",
    name: Annotated[list[str] | None, typer.Option(help="A host name that browsers ask for; may be repeated.")] = None,
    behind_tls: Annotated[bool, typer.Option("--behind-tls", help="Browsers come by https, through a proxy.")] = False,
    no_worker: Annotated[
        bool, typer.Option("--no-worker", help="Files that are brought wait for 'opendisarm work', run elsewhere.")
    ] = False,
) -> None:
    """Serve the site of a workspace until interrupted."""
    from opendisarm.desk.errors import DeskError
    from opendisarm.site.jobs.beside import memory_for_bodies, worker_beside
    from opendisarm.site.serving import serve as served
    from opendisarm.site.starting import start

    try:
        start(folder, name or (), behind_tls=behind_tls)
    except DeskError as why:
        door.stop(why.what, why.remedy)
    from opendisarm.site.members.inviting import nobody_yet

    def tell(address: str) -> None:
        door.say(f"The site is at {address} (stop it with Ctrl+C).")
        if nobody_yet():
            link = f"{address}invitation/{_invited(FIRST, Role.ADMINISTRATOR, 'opendisarm serve')}/"
            door.say(f"Nobody has an account yet. For the first administrator, once, within two days: {link}")

    try:
        with memory_for_bodies(folder), nullcontext() if no_worker else worker_beside(folder):
            served(folder, host, port, tell, behind_tls=behind_tls)
    except OSError as why:
        door.stop(f"The site cannot listen at {host}, port {port}: {why.strerror}.", "Choose another with --port.")


def work(
    folder: door.Folder = Path(),
    beside_server: Annotated[bool, typer.Option("--beside-server", hidden=True)] = False,
) -> None:
    """Do what the site's import has to do, until interrupted; `serve` starts one by itself unless told --no-worker."""
    from opendisarm.desk.errors import DeskError
    from opendisarm.site.starting import start

    try:
        start(folder)
    except DeskError as why:
        door.stop(why.what, why.remedy)
    from opendisarm.site.jobs.limits import end_with_parent
    from opendisarm.site.jobs.worker import Busy
    from opendisarm.site.jobs.worker import work as worked

    if beside_server:
        end_with_parent()
    try:
        worked(folder, door.say)
    except Busy:
        door.stop("A worker of this workspace runs already.", "Stop it first, or leave the work to it.")


def invite(
    username: Annotated[str, typer.Argument(help="The name for signing in; the journal will hold it.")],
    role: Annotated[str, typer.Option(help=f"One of: {_ROLES}.")],
    folder: door.Folder = Path(),
    org: Annotated[str, typer.Option(help="The only organisation whose records are seen; default: all.")] = "",
    area: Annotated[
        list[str] | None, typer.Option(help="A province to be seen; may be repeated; default: all.")
    ] = None,
    by: door.By = "",
) -> None:
    """Invite somebody to the site: prints the end of a link that makes one account, once, within two days."""
    from opendisarm.desk.errors import DeskError
    from opendisarm.site.starting import start

    if role not in set(Role):
        door.stop(f"There is no role '{role}'.", f"Choose one of: {_ROLES}.", code=2)
    try:
        start(folder)
        secret = _invited(username, Role(role), door.person(by), org, area or ())
    except DeskError as why:
        door.stop(why.what, why.remedy)
    except ValueError as why:
        door.stop(str(why), "Choose another name.", code=2)
    door.say(f"For {username}, once, within two days, at the site's address: /invitation/{secret}/")


def _invited(username: str, role: Role, by: str, org: str = "", areas: Sequence[str] = ()) -> str:
    from opendisarm.access.scope import areas_of
    from opendisarm.site.members.inviting import invite as invited

    return invited(username, role, by, door.now(), org, areas_of(areas))
