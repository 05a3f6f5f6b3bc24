"""This machine: the names and addresses under which others on the network find it."""

from __future__ import annotations

import fcntl
import ipaddress
import socket
import struct

from signage.core.hosts import is_host_name

_SIOCGIFADDR = 0x8915


def names() -> tuple[str, ...]:
    """Host name, its full form, localhost, and the addresses; IPv4 alone: those of IPv6 change by themselves."""
    host = socket.gethostname().lower()
    full = socket.getfqdn(host).lower()
    hosts = [name for name in (host, full) if is_host_name(name) and not name.startswith("localhost")]
    return tuple(dict.fromkeys((*hosts, "localhost", "127.0.0.1", "::1", *_addresses())))


def _addresses() -> list[str]:
    """The address of each network device, asked of the kernel: no name server is needed, nor a route."""
    found = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        for _, device in socket.if_nameindex():
            try:
                answer = fcntl.ioctl(asked, _SIOCGIFADDR, struct.pack("256s", device.encode()[:15]))
            except OSError:
                continue  # it has none
            address = ipaddress.ip_address(answer[20:24])
            if not (address.is_loopback or address.is_link_local):
                found.append(str(address))
    return sorted(found)
