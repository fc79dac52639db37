extension PersonLookup {
    /// Why two accounts, or two persons, are one; `nil` when they are not.
    func why(_ left: PersonReference, _ right: PersonReference, secret: SipHash.Key) throws -> Explanation? {
        let (first, second) = (try accounts(of: left), try accounts(of: right))
        guard let a = first.first, let b = second.first(where: { $0 != a }) ?? second.first else { return nil }
        return try explainer(around: [a, b], secret: secret).why(a, b)
    }

    /// Why they are not one: what speaks for it, and the rules that it did not pass.
    func whyNot(_ left: PersonReference, _ right: PersonReference, secret: SipHash.Key) throws -> Objection {
        let (first, second) = (try accounts(of: left), try accounts(of: right))
        return try explainer(around: first + second, secret: secret).whyNot(first, second)
    }

    /// How a person grew.
    func how(_ reference: PersonReference, secret: SipHash.Key) throws -> Growth {
        let members = try accounts(of: reference)
        guard let first = members.first else { throw ConcordError.noPerson }
        return try explainer(around: [first], secret: secret).how(first)
    }

    /// The account that a reference names, or the accounts of the person that it names: the one with its id first.
    private func accounts(of reference: PersonReference) throws -> [AccountID] {
        switch reference {
        case .account(let reference):
            guard let row = try accounts.find(reference).oldest else { throw ConcordError.noPerson }
            return [row.id]
        case .person(let id):
            guard case .person(let person)? = try find(reference) else { throw ConcordError.noPerson }
            let members = person.accounts.map(\.id)
            return members.filter { $0.ulid == id.ulid } + members.filter { $0.ulid != id.ulid }
        }
    }

    /// Cost: the whole neighbourhood, whatever its size.
    private func explainer(around members: [AccountID], secret: SipHash.Key) throws -> Explainer {
        var reader = try NeighbourhoodReader(accounts, secret: secret, limit: .max)
        guard let found = try reader.gather(members.compactMap(accounts.number)) else { throw ConcordError.noPerson }
        let input = found.input
        return Explainer(input, Resolver.resolve(input, accounts.catalogue.rules), accounts.catalogue.rules)
    }
}
