extension VendorRules {
    /// Botpress: tags are what a chat says of itself (design.md 5).
    public static let botpress = VendorRules(
        vendor: .botpress,
        trust: .declared,
        identifiers: [
            IdentifierMapping(.email, from: .tag("email"), .declared),
            IdentifierMapping(.phone, from: .tag("phone"), .declared),
        ],
        fields: [
            FieldRule("user.name", from: .field(.profile, BotpressFields.name)),
            FieldRule("user.firstName", from: .givenName(.profile, BotpressFields.name)),
            FieldRule("user.lastName", from: .familyName(.profile, BotpressFields.name)),
            FieldRule("user.pictureUrl", from: .field(.profile, BotpressFields.pictureURL)),
        ],
        rest: [
            RestRule(section: .properties, prefix: "botpress."),
            RestRule(section: .tags, prefix: "botpress.tags."),
            RestRule(section: .attributes, prefix: "botpress.attributes."),
        ]
    )
}
