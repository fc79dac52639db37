extension VendorRules {
    /// Channel.io: the company's own backend sets its members' profiles (design.md 5).
    public static let channel = VendorRules(
        vendor: .channel,
        trust: .verified,
        identifiers: [
            IdentifierMapping(.customerID, from: .key, .verified),
            IdentifierMapping(.email, from: .field(.profile, "email"), .verified),
            IdentifierMapping(.phone, from: .field(.profile, "mobileNumber"), .verified),
        ],
        fields: [
            FieldRule("user.name", from: .field(.profile, "name")),
            FieldRule("user.firstName", from: .field(.profile, "firstName"), .givenName(.profile, "name")),
            FieldRule("user.lastName", from: .field(.profile, "lastName"), .familyName(.profile, "name")),
            FieldRule("user.pictureUrl", from: .field(.profile, "avatarUrl")),
            FieldRule("user.company", all: "user.companies", from: .elements(.profile, "company")),
            FieldRule("user.city", from: .field(.profile, "city")),
            FieldRule("user.country", from: .field(.profile, "country")),
            FieldRule("user.region", from: .field(.profile, "region")),
            FieldRule("user.timezone", from: .field(.profile, "timezone")),
            FieldRule("user.locale", from: .field(.profile, "locale"), .field(.profile, "language")),
            FieldRule("user.gender", from: .field(.profile, "gender")),
            FieldRule("user.unsubscribedEmail", from: .field(.settings, ChannelFields.unsubscribeEmail)),
            FieldRule("user.unsubscribedText", from: .field(.settings, ChannelFields.unsubscribeTexting)),
        ],
        rest: [
            RestRule(section: .profile, prefix: "channel."),
            RestRule(section: .settings, prefix: "channel."),
        ]
    )
}
