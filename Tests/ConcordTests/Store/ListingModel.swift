import ConcordTesting
import Foundation
import GRDB

@testable import Concord

/// A listing the slow way: every person of the database, read in full, filtered, sorted by the specification, cut.
struct ListingModel {
    private let persons: [ListedPerson]
    private let project: Project
    private var spaces: [PersonID: [Space]] = [:]

    init(of engine: IdentityEngine, project: Project) async throws {
        (persons, spaces) = try await engine.store.pool.read { database in
            let persons = try Row.fetchAll(database, sql: "SELECT id, updated_at, properties FROM person").map { row in
                ListedPerson(
                    id: PersonID(ULID(row["id"])),
                    lastInteraction: Timestamp(milliseconds: row["updated_at"]),
                    properties: try JSONValue(parsing: (row["properties"] as String).utf8).object ?? [:]
                )
            }
            var spaces: [PersonID: [Space]] = [:]
            let accounts = "SELECT a.person, s.vendor, s.scope FROM account a JOIN space s ON s.id = a.space"
            for row in try Row.fetchAll(database, sql: accounts) {
                let space = Space(vendor: Vendor(rawValue: row["vendor"]), scope: row["scope"])
                spaces[PersonID(ULID(row["person"])), default: []].append(space)
            }
            return (persons, spaces)
        }
        self.project = project
    }

    var ids: [PersonID] { persons.map(\.id) }

    /// The ids of the page and of the next one's start.
    func page(_ query: PersonQuery) -> (ids: [PersonID], next: PersonID?)? {
        let members = persons.compactMap(member).sorted { ValueOrder.precedes($0, $1, by: query.order) }
        var rest = members[...]
        if let start = query.start {
            guard let place = members.firstIndex(where: { $0.id == start }) else { return nil }
            rest = members[place...]
        }
        let listed = rest.filter { person in
            let isInStage = query.stages?.contains { person.stages.contains($0) } ?? true
            return isInStage && query.filters.allSatisfy { $0.keeps(person) }
        }
        return (listed.prefix(query.limit).map(\.id), listed.dropFirst(query.limit).first?.id)
    }

    private func member(_ person: ListedPerson) -> ListedPerson? {
        let spaces = (spaces[person.id] ?? []).filter(project.shows)
        if spaces.isEmpty { return nil }
        var person = person
        person.stages = Set(spaces.flatMap(project.stages)).sorted()
        return person
    }

    /// The rows that `listing_key` has to have for a shape.
    func keys(of shape: ListingShape) -> Set<ListingPlace> {
        Set(persons.flatMap { person in shape.keys(of: person).map { ListingPlace(key: $0, id: person.id) } })
    }
}

/// The rows of `listing_key`.
enum ListingKeys {
    static func all(of shape: Int64, in engine: IdentityEngine) async throws -> Set<ListingPlace> {
        try await engine.store.pool.read { database in
            let sql = "SELECT key, person FROM listing_key WHERE shape = ?"
            return Set(
                try Row.fetchAll(database, sql: sql, arguments: [shape]).map { row in
                    ListingPlace(key: OrderedKey(bytes: [UInt8](row["key"] as Data)), id: PersonID(ULID(row["person"])))
                }
            )
        }
    }
}

extension ULID {
    init(_ bytes: Data) {
        let words = [bytes.prefix(8), bytes.dropFirst(8)].map { $0.reduce(UInt64(0)) { $0 << 8 | UInt64($1) } }
        self.init(high: words[0], low: words[1])
    }
}
