#!/usr/bin/env python3
"""Behaves like cloudflared or tailscale, well or badly, as the file `mode` says:

good     carries connections to the desk and says that it is ready
unready  says that it is not ready
nameless carries connections, but does not know its address yet
silent   takes every connection and question, and never answers
rubbish  writes rubbish and ends
dies     says why and ends
"""
import json
import os
import socket
import sys
import threading

folder = "@FOLDER@"


def read(name):
    with open(f"{folder}/{name}") as file:
        return file.read()


def leave(name, text):
    with open(f"{folder}/{name}.new", "w") as file:
        file.write(text)
    os.replace(f"{folder}/{name}.new", f"{folder}/{name}")


def hang():
    threading.Event().wait()


def rubbish():
    for _ in range(300):
        os.write(1, os.urandom(65536))
        os.write(2, os.urandom(65536) + b"\n")
    sys.exit(1)


def pump(source, sink):
    while data := source.recv(65536):
        sink.sendall(data)
    sink.shutdown(socket.SHUT_WR)


def carry(outside):
    if read("mode") == "silent":
        hang()
    host, port = read("leads-to").rsplit(":", 1)
    inside = socket.create_connection((host, int(port)))
    threading.Thread(target=pump, args=(inside, outside), daemon=True).start()
    pump(outside, inside)


def metrics(asker):
    mode, question = read("mode"), asker.recv(65536)
    if mode == "silent":
        hang()
    status = "503 Service Unavailable" if mode == "unready" else "200 OK"
    hostname = f"http://127.0.0.1:{read('port')}" if quick and mode != "nameless" else ""
    text = json.dumps({"hostname": hostname}) if b"quicktunnel" in question else "ok"
    head = f"HTTP/1.1 {status}\r\nContent-Length: {len(text)}\r\nConnection: close\r\n\r\n"
    asker.sendall((head + text).encode())
    asker.close()


def funnel_status():
    mode = read("mode")
    if mode == "silent":
        hang()
    if mode == "unready":
        return "{}"
    host = f"http://127.0.0.1:{read('port')}"
    proxy = {"Handlers": {"/": {"Proxy": f"http://{read('leads-to')}"}}}
    served = {"Web": {host: proxy}, "AllowFunnel": {host: True}}
    return json.dumps({"Foreground": {"session": served}})


def serve(address, answer):
    listener = socket.create_server(address)
    while True:
        connection, _ = listener.accept()
        threading.Thread(target=answer, args=(connection,), daemon=True).start()


arguments = sys.argv[1:]
quick = "--url" in arguments
if arguments[:2] == ["funnel", "status"]:
    print(funnel_status())
    sys.exit()
leave("token", os.environ.get("TUNNEL_TOKEN", ""))
leave("pid", str(os.getpid()))
if read("mode") == "rubbish":
    rubbish()
if read("mode") == "dies":
    sys.exit("this tunnel was deleted")
if "--metrics" in arguments:
    host, port = arguments[arguments.index("--metrics") + 1].rsplit(":", 1)
    threading.Thread(target=serve, args=((host, int(port)), metrics), daemon=True).start()
serve(("127.0.0.1", int(read("port"))), carry)
