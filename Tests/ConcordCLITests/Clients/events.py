"""Follows the log while another connection writes; prints each event's kind, until the service ends the stream."""

import http.client
import json
import os
import signal
import sys

port, process = int(sys.argv[1]), int(sys.argv[2])


def create(email):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {"x-bot-id": "support", "content-type": "application/json"}
    connection.request("POST", "/v1/chat/users/get-or-create", json.dumps({"tags": {"email": email}}), headers)
    connection.getresponse().read()


create("ada@example.com")
feed = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
feed.request("GET", "/concord/v1/events?after=1", headers={"accept": "text/event-stream"})
response = feed.getresponse()
print(response.status, response.getheader("content-type"))
created = 0
for line in response:
    if not line.startswith(b"data: "):
        continue
    event = json.loads(line[6:])
    print(event["seq"], event["kind"])
    if event["kind"] == "person.created":
        created += 1
        if created == 1:
            create("eve@example.com")
        else:
            os.kill(process, signal.SIGTERM)
print("end")
