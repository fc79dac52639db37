import Concord
import HTTPTypes

/// Channel.io's Open API in its versions 4 and 5: `/open/v4/users/…` (vendors.md 3).
struct ChannelAPI: VendorAPI {
    let name = "Channel.io"
    let vendor = Vendor.channel
    let prefixes = ["/open/"]
    let errorSchema = "ChannelError"
    let keyHeaders = ["x-access-key: KEY_ID", "x-access-secret: KEY"]
    let securitySchemes: [(name: String, scheme: JSONValue)] = [
        ("channelKey", ["type": "apiKey", "in": "header", "name": "x-access-key", "description": "The key's id."]),
        ("channelSecret", ["type": "apiKey", "in": "header", "name": "x-access-secret", "description": "The key."]),
    ]

    private static let accessKey = HTTPField.Name("x-access-key")!
    private static let accessSecret = HTTPField.Name("x-access-secret")!
    private static let limit = HTTPField.Name("x-ratelimit-limit")!
    private static let remaining = HTTPField.Name("x-ratelimit-remaining")!
    private static let reset = HTTPField.Name("x-ratelimit-reset")!

    /// `x-access-key` is the key's id, and `x-access-secret` the key.
    func key(in request: RequestHead) throws -> PresentedKey? {
        guard let id = try request.header(ChannelAPI.accessKey), !id.isEmpty,
            let secret = try request.header(ChannelAPI.accessSecret), !secret.isEmpty
        else { return nil }
        return PresentedKey(id: id, secret: secret)
    }

    /// The key's channel; without keys the default one.
    func space(of request: RequestHead, _ credential: Credential?) throws -> Space {
        credential?.space ?? Space(vendor: vendor)
    }

    func answer(refusing error: any Error, _ engine: IdentityEngine) -> VendorAnswer {
        engine.channel().answer(refusing: error)
    }

    /// vendors.md 3.4; the reset is in seconds since 1970.
    func headers(of allowance: RateAllowance) -> HTTPFields {
        [
            ChannelAPI.limit: String(allowance.limit),
            ChannelAPI.remaining: String(max(0, allowance.remaining)),
            ChannelAPI.reset: String(allowance.reset.milliseconds / 1_000),
        ]
    }
}

extension ChannelAPI {
    var endpoints: [Endpoint] {
        [("v4", ChannelAPIVersion.v4), ("v5", .v5)].flatMap { name, version in
            byMemberID("/open/\(name)/users/@{memberId}", version) + byID("/open/\(name)/users/{userId}", version)
        }
    }

    private static let body = OperationDescription.Body(
        contentTypes: ["application/json"], schema: "ChannelUpsertUser", isRequired: false,
        example: ["profile": ["name": "Ada"], "tags": ["vip"]])

    private func byMemberID(_ path: String, _ version: ChannelAPIVersion) -> [Endpoint] {
        [
            Endpoint(
                .put, path, .writer,
                .init(
                    summary: "Update the user with a member id, or create it", body: ChannelAPI.body,
                    answers: [200: "ChannelUserAnswer"])
            ) { call in
                await call.channel(version).upsertUser(
                    memberSegment: String(call.captures[0]), body: call.body, contentType: call.contentType)
            },
            Endpoint(
                .get, path, .reader,
                .init(summary: "Get a user by its member id", answers: [200: "ChannelUserAnswer"])
            ) { call in
                await call.channel(version).getUser(memberSegment: String(call.captures[0]))
            },
            Endpoint(
                .patch, path, .writer,
                .init(
                    summary: "Update a user by its member id", body: ChannelAPI.body,
                    answers: [200: "ChannelUserAnswer"])
            ) { call in
                await call.channel(version).patchUser(
                    memberSegment: String(call.captures[0]), body: call.body, contentType: call.contentType)
            },
            Endpoint(
                .delete, path, .writer, .init(summary: "Erase a user by its member id", answers: [204: nil])
            ) { call in
                await call.channel(version).removeUser(memberSegment: String(call.captures[0]))
            },
        ]
    }

    private func byID(_ path: String, _ version: ChannelAPIVersion) -> [Endpoint] {
        [
            Endpoint(
                .get, path, .reader, .init(summary: "Get a user by its id", answers: [200: "ChannelUserAnswer"])
            ) { call in
                await call.channel(version).getUser(id: try call.capture(0))
            },
            Endpoint(
                .patch, path, .writer,
                .init(summary: "Update a user by its id", body: ChannelAPI.body, answers: [200: "ChannelUserAnswer"])
            ) { call in
                await call.channel(version).patchUser(
                    id: try call.capture(0), body: call.body, contentType: call.contentType)
            },
            Endpoint(
                .delete, path, .writer, .init(summary: "Erase a user by its id", answers: [204: nil])
            ) { call in
                await call.channel(version).removeUser(id: try call.capture(0))
            },
        ]
    }
}

extension Call {
    fileprivate func channel(_ version: ChannelAPIVersion) -> ChannelUsers {
        engine.channel(id: space.scope, version: version)
    }
}
