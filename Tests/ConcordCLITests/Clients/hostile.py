"""What no client should send, over bare sockets. Prints a line for each, and the first line of the answer."""

import os
import signal
import socket
import sys
import time

port, process = int(sys.argv[1]), int(sys.argv[2])
HEAD = (
    "POST /v1/chat/users/get-or-create HTTP/1.1\r\nhost: localhost\r\nx-bot-id: support\r\n"
    "content-type: application/json\r\n"
).encode()
ADA = b'{"tags":{"email":"ada@example.com"}}'


def connect():
    return socket.create_connection(("127.0.0.1", port), timeout=30)


def first_line(connection):
    try:
        return connection.makefile("rb").readline().decode("latin-1").strip()
    except OSError:
        return ""


def show(name, data):
    with connect() as connection:
        connection.sendall(data)
        print(name, first_line(connection), sep=": ")


def get(path):
    with connect() as connection:
        connection.sendall(b"GET %s HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n" % path.encode())
        return connection.makefile("rb").read()


def endless():
    """A chunked body that never ends: it is refused while it still comes."""
    with connect() as connection:
        connection.sendall(HEAD + b"transfer-encoding: chunked\r\n\r\n")
        chunk = b"10000\r\n" + b" " * 0x10000 + b"\r\n"
        deadline = time.monotonic() + 60
        try:
            while time.monotonic() < deadline:
                connection.sendall(chunk)
        except OSError:
            print("endless: ended")
            return
        print("endless: taken")


def stop():
    """A request whose body comes after the signal to stop is answered."""
    with connect() as connection:
        connection.sendall(HEAD + b"content-length: %d\r\n\r\n" % len(ADA) + ADA[:5])
        # This one, and the one that asks.
        while b"concord_requests_under_way 2.0" not in get("/metrics"):
            pass
        os.kill(process, signal.SIGTERM)
        while True:
            try:
                connect().close()
            except OSError:
                break
        connection.sendall(ADA[5:])
        print("stop", first_line(connection), sep=": ")


show("plain", HEAD + b"content-length: %d\r\n\r\n" % len(ADA) + ADA)
show("malformed", b"NONSENSE\r\n\r\n")
show("two lengths", HEAD + b"content-length: 3\r\ncontent-length: 5\r\n\r\n{}{}")
show("long header", HEAD + b"x-long: " + b"a" * 100_000 + b"\r\n\r\n")
show("many headers", HEAD + b"".join(b"x-%d: a\r\n" % number for number in range(1_000)) + b"\r\n")
with connect() as unfinished:
    unfinished.sendall(HEAD + b"content-length: 100\r\n\r\n{")
endless()
print("still there", get("/healthz").split(b"\r\n")[0].decode(), sep=": ")
stop()
