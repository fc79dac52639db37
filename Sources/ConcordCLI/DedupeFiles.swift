import ConcordLinkage
import Foundation

extension Dedupe {
    /// Links the rows of files.
    func dedupeFiles() throws {
        let interruption = Interruption()
        defer { interruption.cancel() }
        let progress = ProgressLine()
        let linkage = try Linkage(configuration(progress))
        let outputs = try DedupeOutputs(self)
        var watch = ContinuousClock.now
        var reader = TableReader(threads: linkage.configuration.threads)
        reader.progress = { done, all in progress.show(.read, Double(done) / Double(max(1, all))) }
        let table = try reader.read(input)
        _ = try table.idColumnIndex(id)
        var seconds = ["read": watch.lap()]
        let result = try linkage.run(table)
        _ = watch.lap()
        progress.end()
        warn(table)
        try outputs.write(table, result, id: id)
        seconds["write"] = watch.lap()
        try DedupeSummary(table, result, seconds: seconds).print()
    }

    private func warn(_ table: Table) {
        guard table.problemCount > 0 else { return }
        let lines = table.problems.map { "\($0.file), line \($0.line): \($0.message)" }
        let more = table.problemCount - lines.count
        let text = lines + (more > 0 ? ["and \(more) rows more"] : [])
        FileHandle.standardError.write(Data((text.joined(separator: "\n") + "\n").utf8))
    }
}

extension ContinuousClock.Instant {
    /// The seconds since this moment, which becomes now.
    mutating func lap() -> Double {
        let now = ContinuousClock.now
        defer { self = now }
        return (now - self) / .seconds(1)
    }
}
