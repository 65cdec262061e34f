"""Carries every packet between two cards, and takes its time.

delay-bridge.py NEAR FAR MS JITTER DUPLICATE REORDER: each packet takes MS ± JITTER milliseconds, in its order; DUPLICATE
percent come twice, REORDER percent are not held back and so overtake the ones before them. Prints one line once packets pass.
"""

import heapq
import random
import select
import socket
import sys
import time

EVERYTHING = 3  # ETH_P_ALL
BIGGEST = 65536
# A packet that leaves by a card is also handed to whoever listens there.
OUTGOING = 4


def main() -> None:
    near, far = (open_card(name) for name in sys.argv[1:3])
    ms, jitter, duplicate, reorder = (float(figure) for figure in sys.argv[3:7])
    across = {near: far, far: near}
    waiting = []  # (due, number, card, packet), the next one first
    last = {near: 0.0, far: 0.0}
    number = 0
    print('ready', flush=True)
    while True:
        pause = max(0.0, waiting[0][0] - time.monotonic()) if waiting else None
        for card in select.select([near, far], [], [], pause)[0]:
            packet, address = card.recvfrom(BIGGEST)
            if address[2] == OUTGOING:
                continue
            now = time.monotonic()
            due = now + max(0.0, ms + random.uniform(-jitter, jitter)) / 1000
            if random.uniform(0, 100) < reorder:
                due = now
            else:
                # Jitter alone changes no order.
                due = last[card] = max(due, last[card])
            for _ in range(2 if random.uniform(0, 100) < duplicate else 1):
                number += 1
                heapq.heappush(waiting, (due, number, across[card], packet))
        while waiting and waiting[0][0] <= time.monotonic():
            _, _, card, packet = heapq.heappop(waiting)
            send(card, packet)


def open_card(name: str) -> socket.socket:
    card = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(EVERYTHING))
    card.bind((name, 0))
    return card


def send(card: socket.socket, packet: bytes) -> None:
    try:
        card.send(packet)
    except OSError:
        # The cable behind it is out: the packet is lost, as on any other wire.
        pass


main()
