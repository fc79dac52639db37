/// What the function makes of a neighbourhood: read, and not yet written.
struct Settlement {
    /// Some of the neighbourhood's accounts as one person.
    struct Settled {
        let id: PersonID
        let accounts: [Account]
        /// The person's record, where it has to be made anew.
        fileprivate(set) var record: PersonRecord?
    }

    let found: Neighbourhood
    let resolution: Resolution
    /// By id.
    let persons: [Settled]
    let moves: PersonMoves

    /// - Parameter touched: the accounts whose persons' records must be made anew even where nobody joins or parts; `nil`
    ///   for all.
    init(of found: Neighbourhood, touched: Set<AccountID>? = nil, _ lookup: AccountLookup) throws {
        self.found = found
        resolution = Resolver.resolve(found.input, lookup.catalogue.rules)
        var persons = try resolution.persons.map { group in
            let accounts = group.compactMap { found.members[$0]?.account }
            return Settled(id: try lookup.person(of: accounts), accounts: accounts)
        }
        persons.sort { $0.id < $1.id }
        moves = PersonMoves(to: persons)
        for (index, person) in persons.enumerated() {
            let isTouched = touched.map { touched in person.accounts.contains { touched.contains($0.id) } } ?? true
            guard isTouched || moves.changes(person.id) else { continue }
            persons[index].record = try lookup.record(of: person.accounts)
        }
        self.persons = persons
    }
}
