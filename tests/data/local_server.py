"""A server on this machine that gives files away, or behaves as badly as a test asks it to."""

import gc
import hashlib
import os
import socket
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from nnviz.data.downloads import Published, PublishedFile

os.environ["NO_PROXY"] = "127.0.0.1"

FILES = {"numbers.csv": b"x,y\n" + b"1.5,2.5\n" * 40_000, "labels.gz": bytes(range(256)) * 1_000}
"""What is published in tests."""


class LocalServer:
    """Answers in the way that ``ways`` has for a file: the way first in line, the last one for good.

    Ways: whole, or cut, wrong, longer, missing, ill, silent (nothing comes until ``release``), or slow (the first
    half comes, then nothing until ``release``).
    """

    def __init__(self, files):
        self.files = files
        self.ways = {}
        self.asked = []
        self.released = threading.Event()
        self.begun = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = False  # so that none of them outlives the test
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    @property
    def address(self):
        return f"http://127.0.0.1:{self._server.server_port}/"

    def way(self, name):
        ways = self.ways.get(name, ["whole"])
        return ways.pop(0) if len(ways) > 1 else ways[0]

    def close(self):
        self.released.set()
        self._server.shutdown()
        self._server.server_close()


def _handler(server):
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            name = self.path.strip("/")
            server.asked.append(name)
            body, way = server.files[name], server.way(name)
            if way in ("missing", "ill"):
                self.send_error({"missing": 404, "ill": 500}[way])
                return
            if way == "silent":
                server.begun.set()
                server.released.wait(20)
                return
            sent = {"wrong": bytes(len(body)), "longer": body * 3}.get(way, body)
            self.send_response(200)
            self.send_header("Content-Length", str(len(sent)))
            self.end_headers()
            half = len(sent) // 2
            self.wfile.write(sent[:half])
            if way == "slow":
                server.begun.set()
                server.released.wait(20)
            if way != "cut":
                self.wfile.write(sent[half:])

        def log_message(self, *_):
            pass

    return Handler


@contextmanager
def serving(files=FILES):
    """A server for as long as a test lasts, whose threads, and those of downloads, collect no garbage of windows."""
    collecting = gc.isenabled()
    gc.disable()
    server = LocalServer(files)
    try:
        yield server
    finally:
        server.close()
        for thread in threading.enumerate():
            if thread.name.startswith("download"):
                thread.join(10)
        if collecting:
            gc.enable()


def published(*addresses, files=FILES, name="numbers"):
    """Files that can be had at these addresses."""
    whole = tuple(PublishedFile(file, len(body), hashlib.sha256(body).hexdigest()) for file, body in files.items())
    return Published(name, name.title(), "Numbers and labels.", "CC0", "Nobody", addresses, whole)


def nobody_there():
    """An address at which no server listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{taken.getsockname()[1]}/"
