/// The body of Channel.io's `PUT /open/v4/users/@{memberId}`, and of the `PATCH` of a user.
///
/// Every member may be absent. Members that only answers have, and unknown ones, are ignored: clients send back what
/// they read (vendors.md decision 40).
public struct ChannelUpsertUser: Sendable, Hashable {
    /// Merged into the stored profile: a `null` removes its key, `.null` removes them all.
    public var profile: ChannelPatch<JSONObject>
    /// As the profile, but only for keys that are unset once `profile` is applied (decision 32).
    public var profileOnce: JSONObject?
    /// Replaces the stored tags; lower-cased, each once (decision 35).
    public var tags: ChannelPatch<[String]>
    /// Whether the user wants no marketing e-mail.
    public var unsubscribeEmail: Bool?
    /// Whether the user wants no marketing text message.
    public var unsubscribeTexting: Bool?
    /// Both of the above, for each that is absent (decision 36).
    public var unsubscribed: Bool?

    public init(
        profile: ChannelPatch<JSONObject> = .absent,
        profileOnce: JSONObject? = nil,
        tags: ChannelPatch<[String]> = .absent,
        unsubscribeEmail: Bool? = nil,
        unsubscribeTexting: Bool? = nil,
        unsubscribed: Bool? = nil
    ) {
        self.profile = profile
        self.profileOnce = profileOnce
        self.tags = tags
        self.unsubscribeEmail = unsubscribeEmail
        self.unsubscribeTexting = unsubscribeTexting
        self.unsubscribed = unsubscribed
    }

    /// Reads the members of a body.
    init(_ body: RequestBody) throws {
        profile = try body.patch("profile", body.object)
        profileOnce = try body.object("profileOnce")
        tags = try body.patch("tags", body.strings)
        unsubscribeEmail = try body.bool("unsubscribeEmail")
        // The vendor's document names the member "unsubscribeTexing" in its sample body and nowhere else.
        let misspelt = try body.bool("unsubscribeTexing")
        unsubscribeTexting = try body.bool("unsubscribeTexting") ?? misspelt
        unsubscribed = try body.bool("unsubscribed")
    }

    /// The write that an upsert by member id means.
    ///
    /// - Throws: ``ConcordError`` with the field, when a value is not allowed.
    func write(
        memberID: String,
        in space: Space,
        _ options: SpaceOptions,
        _ version: ChannelAPIVersion
    ) throws -> AccountWrite {
        try ChannelMemberID.check(memberID)
        return AccountWrite(space: space, match: .key(memberID), changes: try changes(options, version))
    }

    /// The write that a `PATCH` means: the same changes, of a user that has to be there.
    func update(
        _ match: AccountWrite.Match,
        in space: Space,
        _ options: SpaceOptions,
        _ version: ChannelAPIVersion
    ) throws -> AccountWrite {
        AccountWrite(
            space: space,
            match: match,
            changes: try changes(options, version),
            createsWhenMissing: false
        )
    }

    /// `profileOnce` comes behind `profile`: whether a key is present is judged on what the call itself leaves.
    private func changes(_ options: SpaceOptions, _ version: ChannelAPIVersion) throws -> [FieldChange] {
        try ChannelFields.profile(profile, options)
            + ChannelFields.profileOnce(profileOnce, options)
            + ChannelFields.tags(tags, maximum: options.maximumTags ?? version.maximumTags)
            + ChannelFields.flag(ChannelFields.unsubscribeEmail, unsubscribeEmail ?? unsubscribed)
            + ChannelFields.flag(ChannelFields.unsubscribeTexting, unsubscribeTexting ?? unsubscribed)
    }
}
