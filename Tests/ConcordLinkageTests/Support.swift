import ConcordTesting
import Foundation

@testable import ConcordLinkage

/// A folder that is gone after the test.
final class TemporaryFolder {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("linkage-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file and returns its path.
    func file(_ name: String, _ bytes: [UInt8]) throws -> String {
        let path = "\(path)/\(name)"
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return path
    }

    func file(_ name: String, _ text: String) throws -> String { try file(name, Array(text.utf8)) }
}

extension Table {
    /// A table of the given rows, the first of them the header.
    init(rows: [[String]]) {
        var builder = TableBuilder()
        builder.beginFile("rows.csv")
        let columns = rows[0].map { builder.column(named: $0) }
        for row in rows.dropFirst() { builder.append(Array(zip(columns, row)).map { (column: $0.0, value: $0.1) }) }
        self = builder.build()
    }

    /// Synthetic people, their truth in `entity_id`.
    static func people(_ count: Int, seed: UInt64) -> [[String]] {
        var rows = [PeopleGenerator.header]
        PeopleGenerator(seed: seed).forEachRow(count) { rows.append($0) }
        return rows
    }
}

extension LinkageConfiguration {
    /// What fits ``Table/people(_:seed:)``.
    static var people: LinkageConfiguration {
        var configuration = LinkageConfiguration()
        configuration.ignoredColumns = ["record_id", "source"]
        configuration.truthColumn = "entity_id"
        // Enough for small tables, and quick without optimisation.
        configuration.randomPairs = 20_000
        return configuration
    }
}

/// The clusters as sets of names, whatever their numbers.
func partition<Name: Hashable>(_ clusters: [Int], names: [Name]) -> Set<Set<Name>> {
    var groups: [Int: Set<Name>] = [:]
    for (cluster, name) in zip(clusters, names) { groups[cluster, default: []].insert(name) }
    return Set(groups.values)
}

/// All strings over an alphabet up to a length.
func strings(over alphabet: String, upTo length: Int) -> [String] {
    var all = [""]
    var last = [""]
    for _ in 0..<length {
        last = last.flatMap { head in alphabet.map { head + String($0) } }
        all += last
    }
    return all
}
