"""Fleeting <-> Lab Streaming Layer, by the relay (npm run relay). Needs: pip install pylsl

What the app says goes out as an irregular stream of strings, "Fleeting", one JSON line a sample.
With --markers NAME, samples of that stream come in as markers.

The relay and this program share one machine and so one clock. LSL has a clock of its own; a sample is
stamped with the moment that the message names (time.pageMs), moved by the two clocks' difference.
"""

import argparse
import json
import socket
import threading
import time
import uuid

import pylsl


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--port", type=int, default=8901, help="TCP port of the relay")
    options.add_argument("--markers", help="name of an LSL stream whose samples become markers")
    chosen = options.parse_args()

    relay = socket.create_connection(("127.0.0.1", chosen.port))
    if chosen.markers:
        threading.Thread(target=markers_in, args=(relay, chosen.markers), daemon=True).start()

    info = pylsl.StreamInfo("Fleeting", "Markers", 1, pylsl.IRREGULAR_RATE, pylsl.cf_string, "fleeting")
    outlet = pylsl.StreamOutlet(info)
    for line in relay.makefile("r", encoding="utf-8"):
        message = json.loads(line)
        moment = message.get("time", {}).get("pageMs")
        now = pylsl.local_clock()
        stamp = now if moment is None else now + moment / 1000 - time.time()
        outlet.push_sample([line.strip()], stamp)


def markers_in(relay, name):
    inlet = pylsl.StreamInlet(pylsl.resolve_byprop("name", name)[0])
    while True:
        sample, stamp = inlet.pull_sample()
        sent = (time.time() + stamp + inlet.time_correction() - pylsl.local_clock()) * 1000
        message = {
            "fleeting": 1,
            "type": "marker",
            "text": str(sample[0]),
            "sentMs": sent,
            "request": uuid.uuid4().hex,
        }
        relay.sendall((json.dumps(message) + "\n").encode("utf-8"))


if __name__ == "__main__":
    main()
