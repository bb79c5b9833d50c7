"""A real server with the pipeline's stand-in: `python -m tests.api.serve_stub DATABASE_URL`. Prints its port."""

from __future__ import annotations

import socket
import sys

import uvicorn

from api.app import create_app
from api.settings import Settings
from tests.api import stub


def main() -> None:
    settings = Settings(database_url=sys.argv[1], workers=0, queue_size=100, log_level="error")
    listener = socket.create_server(("127.0.0.1", 0))
    print(listener.getsockname()[1], flush=True)
    app = create_app(settings, reconstruct=stub.reconstruct)
    uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False)).run(sockets=[listener])


if __name__ == "__main__":
    main()
