"""Creates users one at a time, and looks after each answer whether the service has flushed to the disk since the one before.

The flushes are the lines of strace's file that tell of one that succeeded; strace writes a line before the call returns.
"""

import http.client
import json
import sys


def create(connection, number):
    body = json.dumps({"tags": {"email": "p%d@example.com" % number}})
    headers = {"x-bot-id": "support", "content-type": "application/json"}
    connection.request("POST", "/v1/chat/users/get-or-create", body, headers)
    response = connection.getresponse()
    return response.status == 200 and json.loads(response.read())["meta"]["created"]


def flushes(path):
    with open(path) as lines:
        return sum("sync" in line and line.rstrip().endswith("= 0") for line in lines)


port, trace, count = int(sys.argv[1]), sys.argv[2], int(sys.argv[3])
connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
created = flushed = 0
before = flushes(trace)
for number in range(count):
    created += create(connection, number)
    after = flushes(trace)
    flushed += after > before
    before = after
print("%d created, %d of them behind a new flush" % (created, flushed))
