/// The body of User.com's `POST /users/update_or_create/`.
///
/// ```swift
/// UserComUpdateOrCreate(userID: "my_custom_id", attributes: ["first_name": "John", "last_name": "Doe"])
/// ```
public struct UserComUpdateOrCreate: Sendable, Hashable {
    /// The id that the company gives its user: compared byte by byte, at most 255 code points.
    ///
    /// `nil` is refused, unless the space's `createsWithoutKey` makes each such request a new user (decision 20).
    public var userID: String?
    /// What to merge, by the vendor's names: assigned_to, city, company_id, country, email, facebook_url, first_name,
    /// gender, google_url, gravatar_url, last_name, linkedin_url, notifications, phone_number, region, score, status,
    /// timezone, twitter_url, unsubscribed.
    ///
    /// `null` and `""` clear. `company_id` adds the user to a company, and `null` takes it out of the newest one
    /// (decision 57). Other names are ignored, unless the space's options store them (decisions 23 and 24).
    public var attributes: JSONObject

    /// A request for the user with this `user_id`, with what to merge.
    public init(userID: String?, attributes: JSONObject = [:]) {
        self.userID = userID
        self.attributes = attributes
    }

    /// Reads the members of a body.
    init(_ body: RequestBody) throws {
        userID = try UserComKey.read(body.members)
        attributes = body.members
        for name in UserComKey.names { attributes[name] = nil }
    }

    /// The write that the request means.
    ///
    /// - Throws: ``ConcordError`` with the field, when a value is of another type or too long.
    func write(in space: Space, _ options: SpaceOptions) throws -> AccountWrite {
        let key = try userID.flatMap { try UserComKey.checked($0, field: "user_id") }
        try UserComKey.check(attributes, are: key)
        guard key != nil || options.createsWithoutKey ?? false else { throw UserComRefusal.required("user_id") }
        return AccountWrite(
            space: space,
            match: key.map(AccountWrite.Match.key) ?? .none,
            changes: try UserComChanges(attributes, options).changes
        )
    }

    /// The attributes that a write leaves out, sorted by name (decision 23).
    func ignoredFields(_ options: SpaceOptions) -> [String] {
        UserComChanges.ignoredFields(attributes, options)
    }
}

/// What `update_or_create` answers.
public struct UserComUpdateOrCreateAnswer: Sendable, Hashable {
    /// Whether the call made the user.
    public let created: Bool
    /// User.com's own integer: positive, never reused, apart from `userID` (decision 31).
    public let id: Int64
    /// The id that the company gave its user; `nil` for a user that was made without one.
    public let userID: String?
    /// The id that Concord knows the account by. Not part of the vendor's answer.
    public let account: AccountID
    /// The person whom the user is an account of. Not part of the vendor's object.
    public let person: PersonID
    /// The names of the request that nothing was done with, sorted. Not part of the vendor's answer.
    public let ignoredFields: [String]

    init(_ outcome: AccountOutcome, ignoredFields: [String] = []) {
        created = outcome.created
        id = outcome.account.number
        userID = outcome.account.key
        account = outcome.account.id
        person = outcome.account.person
        self.ignoredFields = ignoredFields
    }

    var json: JSONValue {
        ["created": .bool(created), "id": .integer(id)]
    }
}
