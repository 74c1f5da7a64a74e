"""Web servers that do not do as they should, for pages that are to be read all the same."""

import threading
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, *given, types, headers, **named):
        self.types, self.headers_sent = types, headers
        super().__init__(*given, **named)

    def guess_type(self, path):
        return self.types.get(str(path).rpartition(".")[2], super().guess_type(path))

    def end_headers(self):
        for name, value in self.headers_sent.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *_):
        pass


@contextmanager
def serving(folder, types=None, headers=None):
    """The address of a server of ``folder``.

    ``types``: a name's ending -> the Content-Type that is sent for it. ``headers``: sent with all.
    """
    handler = partial(_Handler, directory=str(folder), types=types or {}, headers=headers or {})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
