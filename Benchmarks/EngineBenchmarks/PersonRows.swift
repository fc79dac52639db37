import Benchmark
import Concord
import ConcordLinkage
import Foundation
import Synchronization

/// What persons cost: a write that joins two, and making all of them anew.
func personRows(_ size: Int) {
    let joining = Pairing("join two persons of 20 accounts, durable", size, beside: "the upsert without identifiers")
    Benchmark(joining.name) { (benchmark: Benchmark, groups: JoiningGroups) in
        let (joins, plain) = try await groups.next(joinings)
        var last: AccountOutcome?
        try await joining.measure(benchmark, calls: joinings) {
            for write in joins { last = try await groups.engine.upsert(write) }
        } baseline: {
            for write in plain { blackHole(try await groups.engine.upsert(write)) }
        }
        let number = last?.account.number ?? 0
        guard case .person(let person)? = try await groups.engine.person(.account(.number(number))) else { return }
        precondition(person.accounts.count == 2 * JoiningGroups.accounts + 1, "The write joins two persons")
    } setup: {
        JoiningGroups(try await Fixture(size, for: .engine))
    }

    let rebuilding = Pairing("rebuild, an account", size, beside: "the limit, a minute of a million")
    Benchmark(rebuilding.name, configuration: repeating(1)) { (benchmark: Benchmark, fixture: Fixture) in
        let count = try await fixture.engine.accountCounts().reduce(0) { $0 + $1.accounts }
        let time = try await ContinuousClock().measure { try await fixture.engine.rebuild() }
        try rebuilding.record(benchmark, time / .nanoseconds(1) / Double(count), 60_000)
    } setup: {
        try await Fixture(size, for: .engine)
    }

    let linking = Pairing("dedupe, a record", size, beside: "reading the file alone")
    Benchmark(linking.name, configuration: repeating(1)) { (benchmark: Benchmark, file: URL) in
        var configuration = LinkageConfiguration()
        configuration.threads = ProcessInfo.processInfo.activeProcessorCount
        let (linkage, reader) = (try Linkage(configuration), TableReader(threads: configuration.threads))
        try await linking.measure(benchmark, calls: size) {
            blackHole(try linkage.run(try reader.read([file.path])).clusters)
        } baseline: {
            blackHole(try reader.read([file.path]).rowCount)
        }
    } setup: {
        try peopleFile(size)
    }
}

private let joinings = 10

/// Persons of some accounts each, and writes that carry the e-mail of one and the phone of another.
private final class JoiningGroups: Sendable {
    /// Half of them share an e-mail and half a phone, as each value has fewer carriers than would make it generic.
    static let accounts = 20
    private static let space = Space(vendor: .botpress, scope: "joins")

    let engine: IdentityEngine
    private let group: Mutex<Int>

    init(_ fixture: Fixture) {
        engine = fixture.engine
        // Another beginning in each run, as the copy of the store may have grown.
        group = Mutex(Int(Date().timeIntervalSince1970) % 1_000_000 * 100)
    }

    /// Writes that each join two persons, which are made now, and the same writes under names that say nothing.
    func next(_ count: Int) async throws -> (joins: [AccountWrite], plain: [AccountWrite]) {
        let first = group.withLock { group in
            defer { group += count }
            return group
        }
        var (carriers, joins, plain): ([AccountWrite], [AccountWrite], [AccountWrite]) = ([], [], [])
        for group in first..<first + count {
            let (left, right) = (JoiningGroups.person(2 * group), JoiningGroups.person(2 * group + 1))
            carriers += left.accounts + right.accounts
            joins.append(JoiningGroups.write(["id": "\(group)-c", "email": left.email, "phone": right.phone]))
            plain.append(JoiningGroups.write(["id": "\(group)-d", "words": left.email, "digit": right.phone]))
        }
        for result in await engine.upsert(batch: carriers) { _ = try result.get() }
        return (joins, plain)
    }

    /// Accounts that an e-mail and a phone make one: the one in the middle carries both.
    private static func person(_ number: Int) -> (email: String, phone: String, accounts: [AccountWrite]) {
        let (email, phone) = ("group\(number)@example.com", "+447\(100_000_000 + number % 800_000_000)")
        let half = JoiningGroups.accounts / 2
        let accounts = (0..<JoiningGroups.accounts).map { account in
            // An empty value is no tag.
            write([
                "id": "\(number)-\(account)", "email": account <= half ? email : "",
                "phone": account >= half ? phone : "",
            ])
        }
        return (email, phone, accounts)
    }

    private static func write(_ tags: Tags) -> AccountWrite {
        AccountWrite(
            space: space, match: .tags(tags, discriminateBy: nil), changes: [.set(.properties, "plan", "free")])
    }
}

/// A file of people in which every fifth record is another one's again, with a typing error in the name.
private func peopleFile(_ size: Int) throws -> URL {
    var text = "first_name,last_name,email,city,birth_date\n"
    for number in 0..<size {
        let isAgain = number % 5 == 4
        let person = (isAgain ? number - 1 : number) &* 7_919 % 1_000_003
        let (first, last) = (names[person % 97 % names.count], names[person / 97 % names.count])
        let family = "\(last)\(names[person / 1_009 % names.count].lowercased())"
        let day = String(format: "19%02d-%02d-%02d", 40 + person % 60, 1 + person % 12, 1 + person % 28)
        let spelled = isAgain ? String(family.dropLast()) : family
        text += "\(first),\(spelled),\(first.lowercased()).\(person)@example.com,City \(person % 509),\(day)\n"
    }
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("concord-benchmarks/people-\(size).csv")
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
    return file
}

private let names = [
    "Ada", "Grace", "Alan", "Edsger", "Barbara", "Donald", "Frances", "John", "Leslie", "Margaret", "Niklaus", "Radia",
    "Robin", "Shafi", "Tim", "Vint", "Whitfield", "Adele", "Butler", "Cynthia", "Dana", "Edgar", "Fernando", "Hedy",
]
