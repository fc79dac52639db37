"""Writes from several threads until some writes are answered, kills the service, and prints what was answered.

With the word `again` it reads those lines from a file instead, sends each once more and prints how many are new.
"""

import http.client
import json
import os
import signal
import sys
import threading

PATH = "/v1/chat/users/get-or-create"


def create(connection, email):
    body = json.dumps({"tags": {"email": email}})
    headers = {"x-bot-id": "support", "content-type": "application/json"}
    connection.request("POST", PATH, body, headers)
    response = connection.getresponse()
    answer = json.loads(response.read())
    if response.status != 200:
        raise SystemExit("status %d" % response.status)
    return answer["meta"]["created"]


def again(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    print(sum(create(connection, line.strip()) for line in open(path)))


def write_and_kill(port, process, threads, enough):
    answered = []

    def write(thread):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        number = 0
        try:
            while True:
                email = "t%d-%d@example.com" % (thread, number)
                create(connection, email)
                answered.append(email)
                number += 1
                if len(answered) == enough:
                    os.kill(process, signal.SIGKILL)
        except (OSError, http.client.HTTPException, ValueError):
            pass

    workers = [threading.Thread(target=write, args=(thread,)) for thread in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    print("\n".join(answered))


if sys.argv[1] == "again":
    again(int(sys.argv[2]), sys.argv[3])
else:
    write_and_kill(int(sys.argv[1]), int(sys.argv[2]), threads=16, enough=500)
