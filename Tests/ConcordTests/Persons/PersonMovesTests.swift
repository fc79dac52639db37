import Testing

@testable import Concord

/// The difference between the persons that are stored and those of a settlement.
@Suite struct PersonMovesTests {
    private func id(_ number: Int) -> PersonID { PersonID(ULID(high: 0, low: UInt64(number))) }

    /// An account that is stored in a person.
    private func account(_ number: Int, in person: Int) -> Account {
        Account(
            id: AccountID(ULID(high: 0, low: UInt64(number))),
            number: Int64(number),
            space: Space(vendor: "shop"),
            key: nil,
            fields: AccountFields(),
            createdAt: Timestamp(milliseconds: 0),
            updatedAt: Timestamp(milliseconds: 0),
            version: 1,
            person: id(person),
            hasCompanions: false
        )
    }

    private func moves(_ persons: [Int: [Account]]) -> PersonMoves {
        PersonMoves(
            to: persons.sorted { $0.key < $1.key }.map { Settlement.Settled(id: id($0.key), accounts: $0.value) })
    }

    private func described(_ moves: PersonMoves) -> [String] {
        moves.all.map { move in
            let numbers = move.accounts.map { String($0.number) }.joined(separator: ",")
            return "\(move.from.ulid.low)>\(move.to.ulid.low) \(numbers)\(moves.isWhole(move) ? " whole" : "")"
        }
    }

    private func events(_ moves: PersonMoves) -> [String] {
        moves.events(Resolution(persons: [], joins: [:], reviews: []), cause: "policy").map { event in
            "\(event.kind.rawValue) \(event.person?.ulid.low ?? 0) \(event.into?.ulid.low ?? 0)"
        }
    }

    @Test func whoStaysMovesNothingAndTellsNothing() {
        let moves = moves([1: [account(1, in: 1), account(2, in: 1)]])
        #expect(described(moves) == ["1>1 1,2 whole"])
        #expect(moves.gone.isEmpty && events(moves).isEmpty && !moves.changes(id(1)))
    }

    @Test func aPersonThatJoinsAnotherGoesAsAWhole() {
        let moves = moves([1: [account(1, in: 1), account(2, in: 2), account(3, in: 2)]])
        #expect(described(moves) == ["1>1 1 whole", "2>1 2,3 whole"])
        #expect(moves.gone == [id(2)] && moves.changes(id(1)))
        #expect(events(moves) == ["person.joined 2 1"])
    }

    @Test func partsOfAPersonAreNoWhole() {
        let moves = moves([1: [account(1, in: 1)], 2: [account(2, in: 1)]])
        #expect(described(moves) == ["1>1 1", "1>2 2"])
        #expect(moves.gone.isEmpty && moves.changes(id(1)) && moves.changes(id(2)))
        #expect(events(moves) == ["person.split 1 2"])
    }

    /// By the person that they are stored in, one would take along what the other has brought.
    @Test(arguments: [[2, 3], [3, 2]]) func whoTakesAnothersPlaceIsNoWhole(persons: [Int]) {
        let moves = moves([1: [account(1, in: persons[0])], persons[0]: [account(persons[0], in: persons[1])]])
        #expect(moves.all.count == 2 && !moves.all.contains(where: moves.isWhole))
        #expect(moves.gone == [id(persons[1])])
    }
}
