"""Kills the service under load and looks whether every write that was answered is there, round by round on one database.

Usage: kill.py CONCORD DATABASE ROUNDS. A round: several threads create users; once enough are answered the service is
killed by SIGKILL; the next one is asked for each user that was answered, none of which may be new; it is stopped, and
`concord check` has to pass. Prints a line a round; the exit code is 1 when a round fails.
"""

import http.client
import json
import signal
import subprocess
import sys
import threading
from urllib.parse import urlsplit

PATH = "/v1/chat/users/get-or-create"
HEADERS = {"x-bot-id": "support", "content-type": "application/json"}
THREADS, ENOUGH = 16, 500


class Service:
    def __init__(self, concord, database):
        serve = [concord, "serve", "--database", database, "--port", "0", "--no-auth", "--rate-limit", "0"]
        self.process = subprocess.Popen(serve + ["--log-level", "error"], stdout=subprocess.PIPE, text=True)
        self.port = urlsplit(self.process.stdout.readline().split()[-1]).port

    def connect(self):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)

    def end(self, number):
        self.process.send_signal(number)
        return self.process.wait(timeout=60)


def create(connection, email):
    connection.request("POST", PATH, json.dumps({"tags": {"email": email}}), HEADERS)
    response = connection.getresponse()
    answer = json.load(response)
    if response.status != 200:
        sys.exit("status %d" % response.status)
    return answer["meta"]["created"]


def write_and_kill(service, number):
    """The users whose creation was answered."""
    answered = []

    def write(thread):
        connection = service.connect()
        try:
            for count in range(1_000_000):
                email = "r%d-t%d-%d@example.com" % (number, thread, count)
                create(connection, email)
                answered.append(email)
                if len(answered) == ENOUGH:
                    service.end(signal.SIGKILL)
        except (OSError, http.client.HTTPException, ValueError):
            pass

    workers = [threading.Thread(target=write, args=(thread,)) for thread in range(THREADS)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return answered


def round_of(concord, database, number):
    answered = write_and_kill(Service(concord, database), number)
    next_service = Service(concord, database)
    connection = next_service.connect()
    lost = sum(create(connection, email) for email in answered)
    end = next_service.end(signal.SIGTERM)
    check = subprocess.run([concord, "check", "--database", database], stdout=subprocess.DEVNULL).returncode
    print(
        "round %d: %s answered, %d lost, stopped with %d, check %d"
        % (number, "enough" if len(answered) >= ENOUGH else "too few", lost, end, check)
    )
    return len(answered) >= ENOUGH and lost == end == check == 0


rounds = [round_of(sys.argv[1], sys.argv[2], number) for number in range(1, int(sys.argv[3]) + 1)]
sys.exit(0 if all(rounds) else 1)
