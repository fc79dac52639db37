#!/bin/sh
# The sample calls of the vendors' documents with curl, each with the body and the headers that its client sends.
# One answer a line: the status, then the body.
set -eu
url=$1 botpress=$2 usercom=$3 channel_id=$4 channel=$5

call() {
    curl --silent --show-error --max-time 30 --output - --write-out ' %{http_code}\n' "$@"
}

update_or_create() {
    call --request POST "$url/api/public/users/update_or_create/" --header "authorization: Token $usercom" "$@"
}

# Botpress: curl
call --request POST \
    --url "$url/v1/chat/users/get-or-create" \
    --header "Authorization: Bearer $botpress" \
    --header 'Content-Type: application/json' \
    --header 'x-bot-id: support' \
    --data '
{
"tags": {},
"integrationName": "<string>",
"name": "<string>",
"pictureUrl": "<string>",
"properties": {},
"attributes": {},
"discriminateByTags": [
"<string>"
]
}
'

# User.com: curl
curl --silent --show-error --max-time 30 --write-out ' %{http_code}\n' \
    -X POST -H "Authorization: Token $usercom" -H "Content-Type: application/json" -d '{
"user_id": "my_custom_id",
"first_name": "John",
"last_name": "Doe"
}' "$url/api/public/users/update_or_create/"
# User.com: jQuery and XMLHttpRequest, a form under the name of JSON
update_or_create --header 'content-type: application/json' \
    --data 'user_id=my_custom_id&first_name=John&last_name=Doe'
# User.com: Node's request with `form`, which sets the type itself
update_or_create --header 'content-type: application/x-www-form-urlencoded' \
    --data 'user_id=my_custom_id&first_name=John&last_name=Doe'
# User.com: PHP
update_or_create --http1.1 --header 'content-type: application/json' \
    --data "$(printf '{\n "user_id": "my_custom_id",\n "first_name": "John",\n "last_name": "Doe"\n}')"
# User.com: Python
update_or_create --header 'content-type: application/json' \
    --data "$(printf '{\n"user_id": "my_custom_id", \n"first_name":"John", \n"last_name":"Doe" \n}')"

# Channel.io: the body of the document, its misspelt member included
call --request PUT "$url/open/v4/users/@12345" \
    --header "x-access-key: $channel_id" --header "x-access-secret: $channel" \
    --header 'Content-Type: application/json' \
    --data '{
    "profile": {
      "name": "string", "empty": true, "email": "string", "avatarUrl": "string", "mobileNumber": "string",
      "additionalProp1": {}, "additionalProp2": {}, "additionalProp3": {}
    },
    "profileOnce": {
      "name": "string", "empty": true, "email": "string", "avatarUrl": "string", "mobileNumber": "string",
      "additionalProp1": {}, "additionalProp2": {}, "additionalProp3": {}
    },
    "tags": ["string"],
    "unsubscribeEmail": true,
    "unsubscribeTexing": true
}'
