/// Every account's person is what the pure function makes of its component, and so are the persons' rows.
extension StoreCheck {
    static let partition = StoreCheck(
        name: "persons",
        compares:
            "whose each account is, and every golden record, with what accounts, decisions, links and policy make",
        unit: "accounts"
    ) { snapshot, findings in
        var persons = 0
        try snapshot.forEachComponent { found in
            findings.examine(found.members.count)
            let settlement = try Settlement(of: found, snapshot.lookup)
            persons += settlement.persons.count
            for person in settlement.persons { try compare(person, snapshot, &findings) }
        }
        let stored = try snapshot.count("SELECT count(*) FROM person")
        guard try PendingTable.count(on: snapshot.connection) == 0, stored > persons else { return }
        findings.add(CheckFinding(.superfluous, "Persons without accounts are stored", table: "person"))
    }

    private static func compare(
        _ person: Settlement.Settled,
        _ snapshot: CheckedSnapshot,
        _ findings: inout CheckFindings
    ) throws {
        for account in person.accounts where !account.isStored(in: person.id, of: person.accounts.count) {
            let message = "The account belongs to another person than the one that is stored"
            findings.add(
                CheckFinding(.invalid, message, table: "account", row: account.number, account: account.id)
            )
        }
        if try PersonTable.find(person.id, on: snapshot.connection) != person.record {
            let message = "The golden record is not what its accounts make of it"
            findings.add(CheckFinding(.invalid, message, table: "person", account: person.accounts[0].id))
        }
    }

    static let reviews = StoreCheck(
        name: "reviews",
        compares: "the open review items with those that the persons make necessary, both ways",
        unit: "items"
    ) { snapshot, findings in
        var there = 0
        try snapshot.forEachComponent { found in
            for subject in try wanted(in: found, snapshot) {
                findings.examine()
                if try ReviewTable.contains(subject, on: snapshot.connection) {
                    there += 1
                } else {
                    findings.add(CheckFinding(.missing, "A review item is not open", table: "review"))
                }
            }
        }
        // Those on links between two components are counted from both sides; a row is one all the same.
        let isPending = try PendingTable.count(on: snapshot.connection) > 0
        if try !isPending && snapshot.count("SELECT count(*) FROM review") > there {
            findings.add(CheckFinding(.superfluous, "A review item is open without a reason", table: "review"))
        }
    }

    /// The items of a component; one of a pair is the component's with its smaller account.
    private static func wanted(in found: Neighbourhood, _ snapshot: CheckedSnapshot) throws -> Set<ReviewSubject> {
        let resolution = Resolver.resolve(found.input, snapshot.catalogue.rules)
        let items = resolution.reviews.map { ReviewSubject($0.subject, secret: snapshot.secret) }
        let questions = try snapshot.lookup.questions(of: found).filter {
            if case .possible(let first, _) = $0 { found.members[first] != nil } else { true }
        }
        return Set(items + questions)
    }
}

extension CheckedSnapshot {
    var lookup: AccountLookup { AccountLookup(connection: connection, catalogue: catalogue) }

    /// Gives every evidence component once, without those that have pending accounts, which are not resolved yet.
    func forEachComponent(_ body: (Neighbourhood) throws -> Void) throws {
        var seen: Set<Int64> = []
        var cursor: Int64 = 0
        while true {
            let numbers = try AccountTable.numbers(after: cursor, limit: 1_000, on: connection)
            guard let last = numbers.last else { return }
            for number in numbers where seen.remove(number) == nil {
                guard let found = try neighbourhood(of: number) else { continue }
                let members = found.members.values.map(\.account.number)
                seen.formUnion(members.filter { $0 > number })
                if try !members.contains(where: { try PendingTable.contains($0, on: connection) }) { try body(found) }
            }
            cursor = last
        }
    }

    /// `nil` where an account cannot be read, which is the finding of another check.
    private func neighbourhood(of number: Int64) throws -> Neighbourhood? {
        var reader = try NeighbourhoodReader(lookup, secret: secret, limit: .max)
        do {
            return try reader.gather([number])
        } catch let error as ConcordError where error.code == .storage {
            return nil
        }
    }
}
