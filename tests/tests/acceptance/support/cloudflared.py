#!/usr/bin/env python3
"""Behaves like cloudflared: carries connections to the desk and answers /ready."""
import os
import socket
import sys
import threading

folder, port = "@FOLDER@", @PORT@
metrics = sys.argv[sys.argv.index("--metrics") + 1].rsplit(":", 1)
local = open(folder + "/leads-to").read().rsplit(":", 1)


def pump(source, sink):
    while data := source.recv(65536):
        sink.sendall(data)
    sink.shutdown(socket.SHUT_WR)


def carry(outside):
    inside = socket.create_connection((local[0], int(local[1])))
    threading.Thread(target=pump, args=(inside, outside), daemon=True).start()
    pump(outside, inside)


def ready(asker):
    asker.recv(65536)
    asker.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok")
    asker.close()


def serve(address, answer):
    listener = socket.create_server(address, reuse_port=False)
    while True:
        connection, _ = listener.accept()
        threading.Thread(target=answer, args=(connection,), daemon=True).start()


open(folder + "/token", "w").write(os.environ.get("TUNNEL_TOKEN", ""))
open(folder + "/pid.new", "w").write(str(os.getpid()))
os.replace(folder + "/pid.new", folder + "/pid")
threading.Thread(target=serve, args=((metrics[0], int(metrics[1])), ready), daemon=True).start()
serve(("127.0.0.1", port), carry)
