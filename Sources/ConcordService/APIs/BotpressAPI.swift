import Concord
import HTTPTypes

/// Botpress's Runtime API: `/v1/chat/users` (vendors.md 1).
struct BotpressAPI: VendorAPI {
    let name = "Botpress"
    let vendor = Vendor.botpress
    let prefixes = ["/v1/chat/"]
    let errorSchema = "BotpressError"
    let keyHeaders = ["Authorization: Bearer KEY"]
    let scopeHeaders: [OperationDescription.Parameter] = [
        .init(name: "x-bot-id", meaning: "The bot.", isRequired: true, schema: identifierSchema),
        .init(name: "x-integration-id", meaning: "The integration in it.", schema: identifierSchema),
    ]
    let securitySchemes: [(name: String, scheme: JSONValue)] = [
        (
            "botpress",
            ["type": "http", "scheme": "bearer", "description": "A key of the bot, or of the integration in it."]
        )
    ]

    private static let identifierSchema: JSONValue = [
        "type": "string", "pattern": "^[A-Za-z0-9_.-]{1,200}$", "examples": ["support"],
    ]
    private static let bot = HTTPField.Name("x-bot-id")!
    private static let integration = HTTPField.Name("x-integration-id")!
    private static let alias = HTTPField.Name("x-integration-alias")!
    /// The most characters of a header that names something (vendors.md decision 60).
    private static let maximumLength = 200

    func key(in request: RequestHead) throws -> PresentedKey? {
        try authorization("bearer", in: request)
    }

    /// The bot, or the integration in it. Neither may hold a slash, which is what parts them in a scope.
    func space(of request: RequestHead, _ credential: Credential?) throws -> Space {
        guard let bot = try identifier(in: BotpressAPI.bot, of: request) else {
            throw BotpressAPI.refusal(BotpressAPI.bot, "The header x-bot-id is missing", "Send the bot's id in it")
        }
        let integration = try identifier(in: BotpressAPI.integration, of: request)
        _ = try identifier(in: BotpressAPI.alias, of: request)
        return Space(vendor: vendor, scope: integration.map { "\(bot)/\($0)" } ?? bot)
    }

    private func identifier(in header: HTTPField.Name, of request: RequestHead) throws -> String? {
        guard let value = try request.header(header), !value.isEmpty else { return nil }
        guard value.utf8.count <= BotpressAPI.maximumLength else {
            throw BotpressAPI.refusal(
                header,
                "The header \(header.canonicalName) is longer than \(BotpressAPI.maximumLength) bytes",
                "Send the id as the vendor gave it"
            )
        }
        guard header == BotpressAPI.alias || !value.utf8.contains(UInt8(ascii: "/")) else {
            throw BotpressAPI.refusal(header, "The header \(header.canonicalName) holds a slash", "Send the id alone")
        }
        return value
    }

    private static func refusal(_ header: HTTPField.Name, _ message: String, _ remedy: String) -> ConcordError {
        ConcordError(.invalidWrite, message, remedy: remedy, field: header.canonicalName)
    }

    func answer(refusing error: any Error, _ engine: IdentityEngine) -> VendorAnswer {
        engine.botpress().answer(refusing: error)
    }

    /// vendors.md 1.4; the reset is in seconds from now.
    func headers(of allowance: RateAllowance) -> HTTPFields { allowance.fields }
}

extension BotpressAPI {
    var endpoints: [Endpoint] { [getOrCreate, list, get, update, remove] }

    private var getOrCreate: Endpoint {
        Endpoint(
            .post, "/v1/chat/users/get-or-create", .writer,
            OperationDescription(
                summary: "Get or create a user by its discriminating tags",
                body: .init(
                    contentTypes: ["application/json"], schema: "BotpressGetOrCreateUser",
                    example: ["tags": ["email": "ada@example.com"], "name": "Ada"]),
                answers: [200: "BotpressCreatedUser"]
            )
        ) { call in
            await call.botpress.getOrCreateUser(body: call.body, contentType: call.contentType)
        }
    }

    private var list: Endpoint {
        Endpoint(
            .get, "/v1/chat/users", .reader,
            OperationDescription(
                summary: "List users, newest first",
                query: [
                    .init(name: "nextToken", meaning: "The nextToken of the page before."),
                    .init(
                        name: "tags", meaning: "Only users with these tags, as tags[NAME]=VALUE.",
                        schema: ["type": "object", "additionalProperties": ["type": "string"]]),
                ],
                answers: [200: "BotpressUsers"]
            )
        ) { call in
            let query = try call.query()
            try query.check { $0 == "nextToken" || BotpressAPI.tagName($0) != nil }
            let tags = query.items.compactMap { item in
                BotpressAPI.tagName(item.name).map { (name: $0, value: item.value) }
            }
            return await call.botpress.getUsers(tags: Tags(tags), nextToken: query["nextToken"])
        }
    }

    /// The `NAME` of `tags[NAME]`.
    private static func tagName(_ name: String) -> String? {
        guard name.hasPrefix("tags["), name.hasSuffix("]") else { return nil }
        return String(name.dropFirst(5).dropLast())
    }

    private var get: Endpoint {
        Endpoint(
            .get, "/v1/chat/users/{id}", .reader,
            OperationDescription(summary: "Get a user", answers: [200: "BotpressUserAnswer"])
        ) { call in
            await call.botpress.getUser(id: try call.capture(0))
        }
    }

    private var update: Endpoint {
        Endpoint(
            .put, "/v1/chat/users/{id}", .writer,
            OperationDescription(
                summary: "Update a user",
                body: .init(contentTypes: ["application/json"], schema: "BotpressUpdateUser"),
                answers: [200: "BotpressUserAnswer"]
            )
        ) { call in
            await call.botpress.updateUser(
                id: try call.capture(0), body: call.body, contentType: call.contentType)
        }
    }

    private var remove: Endpoint {
        Endpoint(
            .delete, "/v1/chat/users/{id}", .writer,
            OperationDescription(summary: "Erase a user", answers: [200: "EmptyObject"])
        ) { call in
            await call.botpress.removeUser(id: try call.capture(0))
        }
    }
}

extension Call {
    fileprivate var botpress: BotpressUsers { engine.botpress(bot: space.scope) }
}
