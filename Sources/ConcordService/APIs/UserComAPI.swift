import Concord
import HTTPTypes

/// User.com's public API: `/api/public/users/` (vendors.md 2).
struct UserComAPI: VendorAPI {
    let name = "User.com"
    let vendor = Vendor.userCom
    let prefixes = ["/api/public/"]
    let errorSchema = "UserComError"
    let keyHeaders = ["Authorization: Token KEY"]
    let securitySchemes: [(name: String, scheme: JSONValue)] = [
        (
            "usercom",
            [
                "type": "apiKey", "in": "header", "name": "Authorization",
                "description": "`Token KEY`, with a key of the app.",
            ]
        )
    ]

    func key(in request: RequestHead) throws -> PresentedKey? {
        try authorization("token", in: request)
    }

    /// The key's app. Without keys it is the host's first label, as in `APP.user.com`.
    func space(of request: RequestHead, _ credential: Credential?) throws -> Space {
        if let credential { return credential.space }
        return Space(vendor: vendor, scope: UserComAPI.app(ofHost: request.host))
    }

    /// The first label of a host's name in lower case; the default scope for an address and for `localhost`.
    static func app(ofHost host: Substring) -> String {
        let host = host.lowercased()
        let isAddress = host.contains(":") || host.allSatisfy { $0.isNumber || $0 == "." }
        if isAddress || host == "localhost" { return Space.defaultScope }
        let label = host.prefix { $0 != "." }
        return label.isEmpty ? Space.defaultScope : String(label)
    }

    func answer(refusing error: any Error, _ engine: IdentityEngine) -> VendorAnswer {
        engine.userCom().answer(refusing: error)
    }

    /// The vendor sends none; only its 429 has Retry-After (vendors.md 2.4).
    func headers(of allowance: RateAllowance) -> HTTPFields { [:] }
}

extension UserComAPI {
    private static let root = "/api/public/users/"

    var endpoints: [Endpoint] {
        [updateOrCreate, list, search, searchByKey]
            + users("/api/public/users/{id}/", "a user by its number") { text in
                Int64(text).map(UserComUserReference.id)
            }
            + users("/api/public/users-by-id/{user_id}/", "a user by its user_id") { .userID($0) }
    }

    private static func body(_ schema: String, example: JSONValue? = nil) -> OperationDescription.Body {
        .init(
            contentTypes: ["application/json", "application/x-www-form-urlencoded"],
            schema: schema,
            isRequired: false,
            example: example
        )
    }

    private var updateOrCreate: Endpoint {
        Endpoint(
            .post, "\(UserComAPI.root)update_or_create/", .writer,
            OperationDescription(
                summary: "Update the user with a user_id, or create it",
                body: UserComAPI.body(
                    "UserComUpdateOrCreate",
                    example: ["user_id": "my_custom_id", "first_name": "John", "last_name": "Doe"]),
                answers: [200: "UserComCreated"]
            )
        ) { call in
            await call.userCom.updateOrCreate(body: call.body, contentType: call.contentType)
        }
    }

    private var list: Endpoint {
        Endpoint(
            .get, UserComAPI.root, .reader,
            OperationDescription(
                summary: "List users, oldest first",
                query: [.init(name: "cursor", meaning: "The cursor of another page's link.")],
                answers: [200: "UserComUsers"]
            )
        ) { call in
            let url = call.head.address + UserComAPI.root
            return await call.userCom.getUsers(cursor: try call.query()["cursor"], at: url)
        }
    }

    private var search: Endpoint {
        Endpoint(
            .get, "\(UserComAPI.root)search/", .reader,
            OperationDescription(
                summary: "Find a user by its e-mail address; with many=true all users with it",
                query: [
                    .init(name: "email", meaning: "The address, byte by byte.", isRequired: true),
                    .init(name: "many", meaning: "true for a list."),
                ],
                answers: [200: "UserComFound"]
            )
        ) { call in
            let query = try call.query()
            try query.check(names: ["email", "many"].contains)
            return await call.userCom.searchUsers(email: query["email"], many: query["many"]?.lowercased() == "true")
        }
    }

    private var searchByKey: Endpoint {
        Endpoint(
            .get, "/api/public/users-by-id/search/", .reader,
            OperationDescription(
                summary: "Find a user by its user_id",
                query: [.init(name: "user_id", meaning: "The company's own id.", isRequired: true)],
                answers: [200: "UserComUser"]
            )
        ) { call in
            await call.userCom.searchUser(userID: try call.query()["user_id"])
        }
    }

    /// The operations on one user, under one of its two addresses.
    private func users(
        _ path: String,
        _ what: String,
        reference: @escaping @Sendable (String) -> UserComUserReference?
    ) -> [Endpoint] {
        let endpoint = {
            (
                method: HTTPRequest.Method, path: String, role: Credential.Role, description: OperationDescription,
                run: @escaping @Sendable (UserComUsers, UserComUserReference, Call) async -> VendorAnswer
            ) in
            Endpoint(method, path, role, description) { call in
                guard let reference = reference(try call.capture(0)) else { throw ServiceError.noSuchUser }
                return await run(call.userCom, reference, call)
            }
        }
        return [
            endpoint(.get, path, .reader, .init(summary: "Get \(what)", answers: [200: "UserComUser"])) {
                users, user, _ in
                await users.getUser(user)
            },
            endpoint(
                .put, path, .writer,
                .init(
                    summary: "Update \(what)", body: UserComAPI.body("UserComUpdateOrCreate"),
                    answers: [200: "UserComUser"])
            ) {
                await $0.updateUser($1, body: $2.body, contentType: $2.contentType)
            },
            endpoint(.delete, path, .writer, .init(summary: "Erase \(what)", answers: [204: nil])) { users, user, _ in
                await users.removeUser(user)
            },
            endpoint(
                .post, "\(path)set_attribute/", .writer,
                .init(
                    summary: "Set a custom attribute of \(what)", body: UserComAPI.body("UserComAttribute"),
                    answers: [200: "UserComDone"])
            ) {
                await $0.setAttribute(of: $1, body: $2.body, contentType: $2.contentType)
            },
            endpoint(
                .post, "\(path)set_multiple_attributes/", .writer,
                .init(
                    summary: "Set custom attributes of \(what)", body: UserComAPI.body("AnyObject"),
                    answers: [200: "UserComDone"])
            ) {
                await $0.setMultipleAttributes(of: $1, body: $2.body, contentType: $2.contentType)
            },
        ]
    }
}

extension Call {
    fileprivate var userCom: UserComUsers { engine.userCom(app: space.scope) }
}
