import ConcordTesting
import Testing

@testable import Concord

/// The function against the slow, obvious model.
@Suite struct ResolverModelTests {
    /// The ways to give each of `count` accounts one of some values or none, values named in the order of appearance.
    private static func assignments(_ count: Int) -> [[Int?]] {
        var assignments: [[Int?]] = [[]]
        for _ in 0..<count {
            assignments = assignments.flatMap { partial in
                let next = (partial.compactMap { $0 }.max() ?? -1) + 1
                return [partial + [nil]] + (0...next).map { partial + [$0] }
            }
        }
        return assignments
    }

    private static func graph(_ customers: [Int?], _ emails: [Int?], reversed: Bool = false) -> [AccountEvidence] {
        zip(customers, emails).enumerated().map { index, values in
            // Names against the order of appearance, so that ties by bytes fall both ways.
            func name(_ value: Int) -> String { "\(reversed ? 9 - value : value)" }
            let carried =
                (values.0.map { [Identifier(.customerID, "c" + name($0))] } ?? [])
                + (values.1.map { [Identifier(.email, name($0) + "@a.com")] } ?? [])
            return Evidences.account(index, carried)
        }
    }

    private static func check(_ input: ResolvingInput, _ comment: @autoclosure () -> String) -> Bool {
        let resolution = Resolver.resolve(input, People.rules)
        let model = ResolverModel(input, People.rules)
        let isEqual =
            Set(resolution.persons.map(Set.init)) == model.persons
            && Set(resolution.reviews.map(\.subject)) == model.reviews
            && resolution.reviews.count == model.reviews.count
        if !isEqual { Issue.record("\(comment()): \(resolution) is not \(model.persons), \(model.reviews)") }
        return isEqual
    }

    /// Every graph of five accounts, the customer ids up to the accounts' order, which only breaks ties.
    @Test(arguments: 1...5) func everyGraphOfTwoKindsOfIdentifiersHasTheModelsPersons(count: Int) {
        let assignments = Self.assignments(count)
        let shapes = assignments.filter { shape in
            zip(shape, shape.dropFirst()).allSatisfy { ($0.0 ?? 99) <= ($0.1 ?? 99) }
        }
        for customers in shapes {
            for (index, emails) in assignments.enumerated() {
                let accounts = Self.graph(customers, emails, reversed: index % 2 == 1)
                if !Self.check(ResolvingInput(accounts: accounts), "\(customers) \(emails)") { return }
            }
        }
    }

    @Test func everySetOfDecisionsOnThreeAccountsIsFollowed() {
        let choices: [Decision.Kind?] = [nil, .same, .different]
        let pairs = [(0, 1), (1, 2), (0, 2)]
        let assignments = Self.assignments(3)
        for number in 0..<27 {
            let kinds = [choices[number % 3], choices[number / 3 % 3], choices[number / 9]]
            let decisions = zip(kinds, pairs).compactMap { kind, pair in
                kind.map { Decision($0, [People.id(pair.0)], [People.id(pair.1)]) }
            }
            for customers in assignments {
                for emails in assignments {
                    let input = ResolvingInput(accounts: Self.graph(customers, emails), decisions: decisions)
                    if !Self.check(input, "\(customers) \(emails) \(decisions)") { return }
                }
            }
        }
    }

    @Test(arguments: 0..<200 as Range<UInt64>) func randomEvidenceHasTheModelsPersons(seed: UInt64) {
        _ = Self.check(Evidences.random(seed: seed), "seed \(seed)")
    }

    @Test(arguments: 0..<100 as Range<UInt64>) func componentsApartGiveWhatTheWholeGives(seed: UInt64) {
        let input = Evidences.random(seed: seed)
        let apart = input.components().map { Resolver.resolve($0, People.rules) }
        #expect(Resolution(components: apart) == Resolver.resolve(input, People.rules), "seed \(seed)")
    }

    @Test(arguments: 0..<100 as Range<UInt64>) func theOrderOfTheInputIsNoPartOfTheAnswer(seed: UInt64) {
        let input = Evidences.random(seed: seed)
        let expected = Resolver.resolve(input, People.rules)
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<5 {
            var shuffled = input
            shuffled.accounts.shuffle(using: &generator)
            shuffled.decisions.shuffle(using: &generator)
            shuffled.links.shuffle(using: &generator)
            #expect(Resolver.resolve(shuffled, People.rules) == expected, "seed \(seed)")
        }
    }
}

/// Evidence without accounts behind it.
enum Evidences {
    static func account(
        _ number: Int,
        _ identifiers: [Identifier],
        _ trust: Trust = .verified,
        space: Space = Space(vendor: "shop"),
        key: String? = nil,
        name: String? = nil
    ) -> AccountEvidence {
        AccountEvidence(
            account: People.id(number),
            number: Int64(number),
            space: space,
            cleanKey: key,
            identifiers: identifiers.map { CarriedIdentifier(identifier: $0, trust: trust, source: .key) },
            blocked: [],
            fullName: name
        )
    }

    /// Up to ten accounts with a few values, shared ones among them, decisions, links and ids of erased accounts.
    static func random(seed: UInt64) -> ResolvingInput {
        var generator = SeededGenerator(seed: seed)
        let values =
            (0..<3).map { Identifier(.customerID, "c\($0)") } + (0..<7).map { Identifier(.email, "e\($0)@a.com") }
            + (0..<3).map { Identifier(.phone, "+6141000000\($0)") }
        let count = Int.random(in: 2...10, using: &generator)
        let accounts = (0..<count).map { number in
            let carried = (0..<3).filter { _ in generator.once(in: 2) }.map { _ in generator.pick(values) }
            let space = Space(vendor: "shop", scope: generator.pick(["a", "b"]))
            let trust: Trust = generator.once(in: 3) ? .declared : .verified
            let key = generator.once(in: 3) ? "k\(number)" : nil
            return account(number, Set(carried).sorted(), trust, space: space, key: key)
        }
        var input = ResolvingInput(accounts: accounts)
        // One more id than accounts: an erased one.
        func anyone() -> AccountID { People.id(Int.random(in: 0...count, using: &generator)) }
        for value in values where generator.once(in: 8) {
            input.sharing[value] = generator.pick([Sharing.shared, .sharedByDeclared])
        }
        for _ in 0..<Int.random(in: 0...3, using: &generator) {
            let kind: Decision.Kind = generator.once(in: 2) ? .same : .different
            input.decisions.append(Decision(kind, [anyone()], [anyone(), anyone()]))
        }
        for _ in 0..<Int.random(in: 0...4, using: &generator) {
            let (a, b) = (anyone(), anyone())
            let isKnown = input.links.contains { $0.a == min(a, b) && $0.b == max(a, b) }
            if a == b || isKnown { continue }
            let weight = Double(Int.random(in: 1...3, using: &generator))
            let state: Link.State = generator.once(in: 3) ? .possible : .accepted
            input.links.append(Link(a, b, weight: weight, probability: 0.9, state: state))
        }
        return input
    }
}
