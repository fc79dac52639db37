extension WriteTransaction {
    /// Pins a field on the account whose id is the person's.
    mutating func pin(
        _ reference: PersonReference,
        _ key: String,
        _ value: JSONValue,
        _ signature: Signature
    ) throws {
        let person = try livingPerson(reference)
        let account = try bearer(of: person)
        let pin = Pin(
            account: account.id,
            key: key,
            value: value,
            at: readClock(),
            by: signature.by,
            because: signature.because
        )
        // One pin a field and person: those that joined persons brought along end here.
        for other in person.accounts { _ = try PinTable.delete(key, account: other.number, on: connection) }
        try PinTable.put(pin, account: account.number, on: connection)
        try store(recordOf: person.id, accounts: person.accounts)
    }

    mutating func unpin(_ reference: PersonReference, _ key: String) throws {
        let person = try livingPerson(reference)
        let removed = try person.accounts.map { try PinTable.delete(key, account: $0.number, on: connection) }
        guard removed.contains(true) else {
            throw ConcordError(
                .notFound,
                "The field is not pinned",
                remedy: "Look at the person's provenance for the fields that are",
                field: key
            )
        }
        try store(recordOf: person.id, accounts: person.accounts)
    }

    private func livingPerson(_ reference: PersonReference) throws -> Person {
        let lookup = PersonLookup(accounts: lookup)
        guard case .person(let person)? = try lookup.find(reference) else { throw ConcordError.noPerson }
        return person
    }

    /// The account that carries the person's id.
    private func bearer(of person: Person) throws -> Account {
        if let account = person.accounts.first(where: { PersonID(of: $0.id) == person.id }) { return account }
        guard case .account(let number)? = try CarriedIDTable.carrier(of: person.id.ulid, on: connection),
            let account = person.accounts.first(where: { $0.number == number })
        else { preconditionFailure("A person's id is carried by one of its accounts") }
        return account
    }
}

extension Pin {
    /// - Throws: ``ConcordError`` `invalidWrite`.
    static func validate(_ key: String, _ value: JSONValue) throws {
        if key.isEmpty || key.utf8.contains(0) {
            throw ConcordError(
                .invalidWrite,
                "A field of the golden record has a name",
                remedy: "Name it as the record does, such as user.email",
                field: "key"
            )
        }
        if value.isEmpty || !value.isStorable(levels: JSONValue.maximumDepth - 1) {
            throw ConcordError(
                .invalidWrite,
                "The value is empty, nests too deep, or holds a number that is not finite",
                remedy: "Pin a value, or unpin the field to let it follow the accounts",
                field: key
            )
        }
    }
}
