import ConcordLinkage
import Foundation

/// The files that a run writes, claimed before it begins.
struct DedupeOutputs {
    private let clusters, pairs, report, model: OutputFile?
    private let title: String

    init(_ command: Dedupe) throws {
        clusters = try command.output.map(OutputFile.init)
        pairs = try command.pairs.map(OutputFile.init)
        report = try command.report.map(OutputFile.init)
        let isKnown = command.model.map { FileManager.default.fileExists(atPath: $0) } ?? true
        model = isKnown ? nil : try command.model.map(OutputFile.init)
        let inputs = command.database.map { [$0] } ?? command.input
        title = inputs.map { URL(fileURLWithPath: $0).lastPathComponent }.joined(separator: ", ")
    }

    func write(_ table: Table, _ result: LinkageResult, id: String?) throws {
        let writer = try ResultWriter(table: table, result: result, idColumn: id)
        try clusters.map(writer.writeClusters)
        try pairs.map(writer.writePairs)
        try model.map(writer.writeModel)
        try report.map { try writer.writeReport(to: $0, title: title) }
    }
}
