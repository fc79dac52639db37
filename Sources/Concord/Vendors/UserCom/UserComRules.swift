extension VendorRules {
    /// User.com: the company's own backend sets the attributes (design.md 5).
    public static let userCom = VendorRules(
        vendor: .userCom,
        trust: .verified,
        identifiers: [
            IdentifierMapping(.customerID, from: .key, .verified),
            IdentifierMapping(.email, from: .field(.profile, "email"), .verified),
            IdentifierMapping(.phone, from: .field(.profile, "phone_number"), .verified),
        ],
        fields: [
            FieldRule("user.name", from: .joined(.profile, ["first_name", "last_name"])),
            FieldRule("user.firstName", from: .field(.profile, "first_name")),
            FieldRule("user.lastName", from: .field(.profile, "last_name")),
            FieldRule("user.pictureUrl", from: .field(.profile, "gravatar_url")),
            FieldRule("user.company", all: "user.companies", from: .elements(.settings, UserComField.companies)),
            FieldRule("user.city", from: .field(.profile, "city")),
            FieldRule("user.country", from: .field(.profile, "country")),
            FieldRule("user.region", from: .field(.profile, "region")),
            FieldRule("user.timezone", from: .field(.profile, "timezone")),
            FieldRule("user.gender", from: .field(.profile, "gender")),
            FieldRule("user.unsubscribedEmail", from: .field(.settings, "unsubscribed")),
            FieldRule("user.unsubscribedText", from: .field(.settings, "unsubscribed")),
        ],
        rest: [
            RestRule(section: .profile, prefix: "usercom."),
            RestRule(section: .attributes, prefix: "usercom."),
            RestRule(section: .settings, prefix: "usercom."),
        ]
    )
}
