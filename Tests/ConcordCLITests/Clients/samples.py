"""The sample calls of the vendors' documents with Python's requests. One answer a line: the body, then the status."""

import sys

import requests

url, botpress, usercom, channel_id, channel = sys.argv[1:]


def show(response):
    print(response.text, response.status_code)


show(
    requests.post(
        url + "/v1/chat/users/get-or-create",
        headers={"Authorization": "Bearer " + botpress, "x-bot-id": "support"},
        json={"tags": {"email": "john@example.com"}, "name": "John"},
        timeout=30,
    )
)

# As the document has it.
payload = '{\n"user_id": "my_custom_id", \n"first_name":"John", \n"last_name":"Doe" \n}'
headers = {"authorization": "Token " + usercom, "content-type": "application/json"}
address = url + "/api/public/users/update_or_create/"
show(requests.request("POST", address, data=payload, headers=headers, timeout=30))

# A form, and a body in chunks.
show(requests.post(address, data={"user_id": "my_custom_id"}, headers={"authorization": headers["authorization"]}, timeout=30))
show(requests.post(address, data=iter([payload[:9].encode(), payload[9:].encode()]), headers=headers, timeout=30))

show(
    requests.put(
        url + "/open/v4/users/@12345",
        headers={"x-access-key": channel_id, "x-access-secret": channel},
        json={"profile": {"name": "Gabrielle Chanel"}, "profileOnce": {"utmSource": "google"}, "tags": ["tag1", "tag2"]},
        timeout=30,
    )
)
