import Concord

/// The schemas of `/openapi.json`, by name.
enum OpenAPISchemas {
    static let all: JSONObject = [
        "Text": text,
        "AnyObject": ["type": "object"],
        "EmptyObject": ["type": "object", "maxProperties": 0],
        "Status": object(["status": text]),
        "ConcordError": object([
            "error": object(["code": text, "message": text, "remedy": text], optional: ["field": text])
        ]),

        "Person": object([
            "id": text, "ids": array(of: text), "accounts": array(of: ["type": "object"]),
            "properties": ["type": "object"], "provenance": ["type": "object"], "updatedAt": time,
        ]),
        "Steps": object(["steps": array(of: ["type": "object"])]),
        "Why": object(["steps": ["type": ["array", "null"]]]),
        "Findings": object(["findings": array(of: ["type": "object"])]),
        "DecisionRequest": object(["with": text], optional: ["by": limited(1_000), "because": limited(1_000)]),
        "Decision": object(["decision": integer]),
        "Decisions": object(["decisions": array(of: integer)]),
        "Erasure": object(["accounts": array(of: text), "complete": ["type": "boolean"]]),
        "Events": object(["events": array(of: reference("Event"))]),
        "Event": object(["seq": integer, "at": time, "kind": text, "accounts": array(of: text)]),
        "Reviews": object(["reviews": array(of: ["type": "object"])]),
        "Statistics": object([
            "spaces": array(of: ["type": "object"]), "pending": ["type": ["integer", "null"]],
            "waitingWrites": integer,
        ]),

        "BotpressGetOrCreateUser": closed(
            ["tags": map(value: ["type": ["string", "null"], "maxLength": 500])],
            optional: [
                "name": limited(200), "pictureUrl": limited(40_000), "integrationName": limited(200),
                "properties": map(value: ["type": ["string", "null"], "maxLength": 200]),
                "attributes": map(value: ["type": ["string", "null"], "maxLength": 200]),
                "discriminateByTags": ["type": "array", "items": limited(500)],
            ]
        ),
        "BotpressUpdateUser": closed(
            [:],
            optional: [
                "tags": map(value: ["type": ["string", "null"], "maxLength": 500]),
                "name": ["type": ["string", "null"], "maxLength": 200],
                "pictureUrl": ["type": ["string", "null"], "maxLength": 40_000],
                "properties": map(value: ["type": ["string", "null"], "maxLength": 200]),
                "attributes": map(value: ["type": ["string", "null"], "maxLength": 200]),
            ]
        ),
        "BotpressUser": object(
            ["id": text, "createdAt": time, "updatedAt": time, "tags": map(value: text)],
            optional: [
                "name": text, "pictureUrl": text, "properties": map(value: text), "attributes": map(value: text),
            ]
        ),
        "BotpressUserAnswer": object(["user": reference("BotpressUser")]),
        "BotpressCreatedUser": object([
            "user": reference("BotpressUser"), "meta": object(["created": ["type": "boolean"]]),
        ]),
        "BotpressUsers": object([
            "users": array(of: reference("BotpressUser")), "meta": object([:], optional: ["nextToken": text]),
        ]),
        "BotpressError": object([
            "id": text, "code": integer, "type": text, "message": text, "description": text, "status": integer,
        ]),

        "UserComUpdateOrCreate": object([:], optional: ["user_id": ["type": ["string", "integer"]]]),
        "UserComAttribute": object(["attribute": text, "value": [:]]),
        "UserComCreated": object(["created": ["type": "boolean"], "id": integer]),
        "UserComDone": object(["status": text]),
        "UserComUser": object([
            "id": integer, "user_id": ["type": ["string", "null"]], "companies": array(of: ["type": "object"]),
            "attributes": array(of: ["type": "object"]), "created_at": time, "updated_at": time,
        ]),
        "UserComUsers": object([
            "count": integer, "next": ["type": ["string", "null"]], "previous": ["type": ["string", "null"]],
            "results": array(of: reference("UserComUser")),
        ]),
        "UserComFound": ["anyOf": [reference("UserComUser"), array(of: reference("UserComUser"))]],
        "UserComError": ["type": "object", "minProperties": 1],

        "MercuryUsers": object([
            "success": ["type": "boolean"],
            "data": object(["items": array(of: ["type": "object"])], optional: ["nextStartId": text]),
        ]),
        "MercuryError": object(["success": ["type": "boolean"], "error": object(["code": text, "message": text])]),

        "ChannelUpsertUser": object(
            [:],
            optional: [
                "profile": ["type": ["object", "null"]], "profileOnce": ["type": ["object", "null"]],
                "tags": ["type": ["array", "null"], "items": text],
                "unsubscribed": flag, "unsubscribeEmail": flag, "unsubscribeTexting": flag,
            ]
        ),
        "ChannelUserAnswer": object([
            "user": object([
                "id": text, "channelId": text, "profile": ["type": "object"], "tags": array(of: text),
                "createdAt": integer, "updatedAt": integer, "version": integer,
            ]),
            "online": object(["channelId": text, "personType": text, "personId": text, "id": text]),
        ]),
        "ChannelError": object([
            "status": integer, "commonErrorCode": text, "message": text, "details": array(of: ["type": "object"]),
        ]),
    ]

    private static let text: JSONValue = ["type": "string"]
    private static let integer: JSONValue = ["type": "integer"]
    private static let time: JSONValue = ["type": "string", "format": "date-time"]
    private static let flag: JSONValue = ["type": ["boolean", "null"]]

    private static func limited(_ length: Int64) -> JSONValue { ["type": "string", "maxLength": .integer(length)] }
    private static func array(of items: JSONValue) -> JSONValue { ["type": "array", "items": items] }
    private static func map(value: JSONValue) -> JSONValue { ["type": "object", "additionalProperties": value] }
    private static func reference(_ name: String) -> JSONValue { ["$ref": .string("#/components/schemas/\(name)")] }

    /// An object with members that are always there, and others that may be.
    private static func object(_ required: JSONObject, optional: JSONObject = [:]) -> JSONValue {
        var members = required
        for member in optional.members { members[member.name] = member.value }
        return [
            "type": "object", "properties": .object(members),
            "required": .array(required.members.map { .string($0.name) }),
        ]
    }

    /// An object with these members and no others.
    private static func closed(_ required: JSONObject, optional: JSONObject) -> JSONValue {
        var schema = object(required, optional: optional).object ?? [:]
        schema["additionalProperties"] = false
        return .object(schema)
    }
}
