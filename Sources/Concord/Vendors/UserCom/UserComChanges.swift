/// What a request's attributes change in an account, as a pure function.
struct UserComChanges {
    let changes: [FieldChange]

    /// - Throws: ``ConcordError`` with the first field that holds a value it does not take.
    init(_ attributes: JSONObject, _ options: SpaceOptions) throws {
        var changes: [FieldChange] = []
        for member in attributes.members {
            switch UserComChanges.meaning(of: member.name, options) {
            case .field(let field):
                changes.append(.set(field.section, field.name, try field.stored(member.value)))
            case .tags:
                changes += try UserComChanges.tags(member.value)
            case .custom:
                changes.append(try UserComCustomAttribute.change(member.name, member.value))
            case .key, .company, .nothing: break
            }
        }
        if let company = try UserComChanges.company(attributes) { changes.append(company) }
        self.changes = changes
    }

    /// The names that nothing is done with.
    static func ignoredFields(_ attributes: JSONObject, _ options: SpaceOptions) -> [String] {
        attributes.members.map(\.name).filter { name in
            if case .nothing = meaning(of: name, options) { true } else { false }
        }
    }

    private enum Meaning {
        case key, company, tags, field(UserComField), custom, nothing
    }

    private static func meaning(of name: String, _ options: SpaceOptions) -> Meaning {
        if let field = UserComField.named(name) { return .field(field) }
        if UserComField.companyNames.contains(where: { Bytewise.equal($0, name) }) { return .company }
        if UserComKey.names.contains(where: { Bytewise.equal($0, name) }) { return .key }
        if options.acceptsAdditiveTags ?? false, Bytewise.equal(name, UserComField.tags) { return .tags }
        // A name that no custom attribute can have stays ignored: an unlisted field never refuses a request.
        let isStored = options.storesUnlistedFields ?? false
        return isStored && UserComCustomAttribute.isName(name) ? .custom : .nothing
    }

    /// Adds the user to a company, or takes it out of the newest one (decisions 22 and 57).
    private static func company(_ attributes: JSONObject) throws -> FieldChange? {
        let companies = try UserComField.companyNames.compactMap { name in
            try attributes[name].map { $0 == .null ? .null : try UserComField.identifier($0, name) }
        }
        guard let company = companies.first else { return nil }
        if companies.contains(where: { $0 != company }) {
            throw UserComRefusal.of(
                "company_custom_id",
                "company_id and company_custom_id are different",
                remedy: "Send one of them, or the same value in both"
            )
        }
        return company == .null
            ? .removeNewest(.settings, UserComField.companies)
            : .insertNewest(.settings, UserComField.companies, company)
    }

    /// Tags are only ever added (decision 24); a form has no lists, so one string is one tag.
    private static func tags(_ value: JSONValue) throws -> [FieldChange] {
        if value == .null { return [] }
        return try (value.array ?? [value]).map { tag in
            let name = try UserComField.text(tag, UserComField.tags)
            guard name != .null else {
                throw UserComRefusal.of(UserComField.tags, "A tag may not be blank", remedy: "Send names")
            }
            return .insert(.settings, UserComField.tags, name)
        }
    }
}

/// The attributes that a company defines for itself, in a section of their own.
enum UserComCustomAttribute {
    /// How deep a value may nest: a value at the reader's own bound could be stored but not read back.
    static let maximumDepth = 32

    static func isName(_ name: String) -> Bool {
        !name.isEmpty && !name.utf8.contains(0)
            && (name.utf8.count <= UserComField.text || name.unicodeScalars.count <= UserComField.text)
    }

    /// Sets an attribute to any JSON, which the vendor's attribute types include; null and "" clear it. Strings in it may
    /// hold the character NUL: they are JSON and no text fields.
    ///
    /// - Parameters:
    ///   - nameField: the member of the request that an error about the name is about; the name itself when `nil`.
    ///   - valueField: the same for the value.
    static func change(
        _ name: String,
        _ value: JSONValue,
        nameField: String? = nil,
        valueField: String? = nil
    ) throws -> FieldChange {
        try UserComRefusal.checkNull(name, nameField ?? name)
        guard isName(name) else {
            throw UserComRefusal.of(
                nameField ?? name,
                "Ensure the name of an attribute has 1 to \(UserComField.text) characters",
                remedy: "Send another name"
            )
        }
        guard isFlatter(value, than: maximumDepth) else {
            throw UserComRefusal.of(
                valueField ?? name,
                "Ensure this value has no more than \(maximumDepth) levels",
                remedy: "Send a flatter value"
            )
        }
        return .set(.attributes, name, value == "" ? .null : value)
    }

    private static func isFlatter(_ value: JSONValue, than depth: Int) -> Bool {
        switch value {
        case .array(let elements): depth > 0 && elements.allSatisfy { isFlatter($0, than: depth - 1) }
        case .object(let object): depth > 0 && object.members.allSatisfy { isFlatter($0.value, than: depth - 1) }
        default: true
        }
    }
}
