/// What the function makes of a neighbourhood: read, and not yet written.
struct Settlement {
    let found: Neighbourhood
    let resolution: Resolution
    /// The neighbourhood's accounts by the persons that they are stored in.
    let before: [PersonID: [Account]]
    /// The same by the persons that they are to belong to.
    let persons: [PersonID: [Account]]
    /// The records of the persons that have to be made anew.
    let records: [PersonID: PersonRecord]

    /// - Parameter touched: the accounts whose persons' records must be made anew even where nobody joins or parts; `nil`
    ///   for all.
    init(of found: Neighbourhood, touched: Set<AccountID>? = nil, _ lookup: AccountLookup) throws {
        self.found = found
        resolution = Resolver.resolve(found.input, lookup.catalogue.rules)
        before = Dictionary(grouping: found.members.values.map(\.account), by: \.person)
        var persons: [PersonID: [Account]] = [:]
        var records: [PersonID: PersonRecord] = [:]
        for group in resolution.persons {
            let accounts = group.compactMap { found.members[$0]?.account }
            let person = try lookup.person(of: accounts)
            persons[person] = accounts
            let isSame = Set(before[person, default: []].map(\.id)) == Set(group)
            let isTouched = touched.map { touched in group.contains(where: touched.contains) } ?? true
            if isTouched || !isSame { records[person] = try lookup.record(of: accounts) }
        }
        self.persons = persons
        self.records = records
    }
}
