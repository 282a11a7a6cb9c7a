"""Run the site of a case on this machine, and on no other."""

import socket
import threading

import uvicorn
from litestar import Litestar

from sayso.kit.config import Config
from sayso.model.errors import ConfigError
from sayso.store.address import Address
from sayso.web import asking
from sayso.web.app import make_app

LOOPBACK = "127.0.0.1"
WAIT_TO_WARM = 3.0
"""How many seconds the first pages have to themselves before the parser is loaded for the first sentence to be checked."""


def bind(port: int) -> socket.socket:
    """Return a socket of this machine's own at a port (0: any that is free).

    Raises:
        ConfigError: the port is taken, or may not be used.
    """
    found = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        found.bind((LOOPBACK, port))
        # Whoever opens the address before the site is ready waits and is not turned away.
        found.listen()
    except (OSError, OverflowError) as error:
        found.close()
        raise ConfigError(f"port {port} of {LOOPBACK} cannot be used: {error}", remedy="name another, or --port 0") from error
    return found


def serve(case: Address, config: Config, bound: socket.socket, token: str | None) -> None:
    """Serve a case until it is stopped."""
    app = make_app(case, config, token)
    waiting = threading.Timer(WAIT_TO_WARM, asking.warm, [app.state.site])
    waiting.daemon = True
    waiting.start()
    running(app).run(sockets=[bound])
    waiting.cancel()


def running(app: Litestar) -> uvicorn.Server:
    """Return the server of a site, to be run on a socket that is bound to this machine."""
    settings = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, lifespan="off", ws="none")
    return uvicorn.Server(settings)
