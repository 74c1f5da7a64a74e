"""Loaded by every Python that tests/offline starts where it cannot cut the network."""

import socket

_LOCAL = {None, "", "localhost", "127.0.0.1", "::1", "0.0.0.0", socket.gethostname()}
_getaddrinfo = socket.getaddrinfo


def _only_this_computer(host, *arguments, **options):
    name = host.decode() if isinstance(host, bytes) else host
    if name not in _LOCAL:
        raise socket.gaierror(socket.EAI_NONAME, f"the network is cut: no address for {name}")
    return _getaddrinfo(host, *arguments, **options)


socket.getaddrinfo = _only_this_computer
