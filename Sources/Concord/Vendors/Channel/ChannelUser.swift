/// Channel.io's user object.
///
/// Members that only the vendor's live sessions know are constants or absent in the answer (vendors.md decisions 42
/// and 58): this store never sees a session.
public struct ChannelUser: Sendable, Hashable {
    /// `user_` and a ULID.
    public let id: String
    /// The channel: the scope of the account's space.
    public let channelID: String
    /// The id that the company gives its user.
    public let memberID: String?
    /// All keys that are set, without the computed `empty`.
    public let profile: JSONObject
    /// The keys that `profileOnce` set, with their present values (decision 39).
    public let profileOnce: JSONObject
    public let tags: [String]
    public let unsubscribeEmail: Bool
    public let unsubscribeTexting: Bool
    public let createdAt: Timestamp
    /// The newest write that changed something; also the answer's `lastSeenAt`.
    public let updatedAt: Timestamp
    /// One more with each write that changed something.
    public let version: Int64
    /// The person's id, when the person has more accounts than this (decision 58).
    public let unifiedID: String?
    /// The person whom the user is an account of. Not part of the vendor's object.
    public let person: PersonID

    init(_ account: Account) {
        id = account.id.description
        channelID = account.space.scope
        memberID = account.key
        profile = account.fields[.profile]
        profileOnce = JSONObject(
            uniqueMembers: profile.members.lazy
                .filter { account.fields.isSetOnce(.profile, $0.name) }
                .map { ($0.name, $0.value) }
        )
        tags = account.fields[.settings, ChannelFields.tags]?.array?.compactMap(\.string) ?? []
        unsubscribeEmail = account.fields[.settings, ChannelFields.unsubscribeEmail]?.bool ?? false
        unsubscribeTexting = account.fields[.settings, ChannelFields.unsubscribeTexting]?.bool ?? false
        createdAt = account.createdAt
        updatedAt = account.updatedAt
        version = account.version
        person = account.person
        unifiedID = account.hasCompanions ? account.person.description : nil
    }

    /// `profile.name`, when it is a string.
    public var name: String? { profile["name"]?.string }
    /// `profile.email`, when it is a string.
    public var email: String? { profile["email"]?.string }
    /// `profile.mobileNumber`, when it is a string.
    public var mobileNumber: String? { profile["mobileNumber"]?.string }
    /// `profile.avatarUrl`, when it is a string.
    public var avatarURL: String? { profile["avatarUrl"]?.string }

    var json: JSONValue {
        var members: JSONObject = [
            "id": .string(id),
            "channelId": .string(channelID),
            "member": .bool(memberID != nil),
            "profile": ChannelUser.answered(profile),
            "profileOnce": ChannelUser.answered(profileOnce),
            "tags": .array(tags.map(JSONValue.string)),
            "unsubscribed": .bool(unsubscribeEmail && unsubscribeTexting),
            "unsubscribeEmail": .bool(unsubscribeEmail),
            "unsubscribeTexting": .bool(unsubscribeTexting),
            "createdAt": .integer(createdAt.milliseconds),
            "updatedAt": .integer(updatedAt.milliseconds),
            "lastSeenAt": .integer(updatedAt.milliseconds),
            "version": .integer(version),
        ]
        members["memberId"] = memberID.map(JSONValue.string)
        members["unifiedId"] = unifiedID.map(JSONValue.string)
        members["name"] = name.map(JSONValue.string)
        members["email"] = email.map(JSONValue.string)
        members["mobileNumber"] = mobileNumber.map(JSONValue.string)
        members["avatarUrl"] = avatarURL.map(JSONValue.string)
        for counter in ["alert", "unread", "sessionsCount", "managedKey"] { members[counter] = 0 }
        for flag in ["blocked", "hasChat", "hasPushToken"] { members[flag] = false }
        return .object(members)
    }

    /// A profile as answers show it, with the member that the vendor computes.
    private static func answered(_ profile: JSONObject) -> JSONValue {
        var answered = profile
        answered[ChannelFields.empty] = .bool(profile.isEmpty)
        return .object(answered)
    }
}

/// What an upsert, and every other operation on a user, answers.
public struct ChannelUserAnswer: Sendable, Hashable {
    public let user: ChannelUser
    /// Whether the call made the user. Not part of the vendor's answer.
    public let created: Bool

    init(_ outcome: AccountOutcome) {
        self.init(outcome.account, created: outcome.created)
    }

    init(_ account: Account, created: Bool = false) {
        user = ChannelUser(account)
        self.created = created
    }

    var json: JSONValue {
        [
            "user": user.json,
            "online": [
                "channelId": .string(user.channelID),
                "personType": "User",
                "personId": .string(user.id),
                "id": .string(user.id),
            ],
        ]
    }
}
