import Concord
import ConcordLinkage
import Foundation

extension Dedupe {
    /// Links the accounts of a database, and writes the run there where that is asked for.
    func dedupe(database path: String) async throws {
        let interruption = Interruption()
        defer { interruption.cancel() }
        let progress = ProgressLine()
        let configuration = try configuration(progress)
        _ = try Linkage(configuration)
        let outputs = try DedupeOutputs(self)
        var database = DatabaseOption()
        database.path = path
        let engine = try link ? database.openAndMigrate() : database.openReadOnly()
        defer { try? engine.close() }
        var watch = ContinuousClock.now
        progress.show(.read, 0)
        if link { try await engine.resolvePending() }
        let input = try await engine.linkageInput()
        var seconds = ["read": watch.lap()]
        let result = try input.run(configuration)
        _ = watch.lap()
        progress.end()
        // Before the run is written: a file that cannot be leaves the database as it is.
        try outputs.write(input.table, result, id: LinkageInput.idColumn)
        seconds["write"] = watch.lap()
        let run = link ? try await write(result, of: input, to: engine) : nil
        if link { seconds["link"] = watch.lap() }
        try DedupeSummary(input.table, result, seconds: seconds, run: run).print()
    }

    private func write(
        _ result: LinkageResult,
        of input: LinkageInput,
        to engine: IdentityEngine
    ) async throws -> LinkageRun {
        let line = ProgressText()
        defer { line.end() }
        return try await engine.link(result, of: input) { line.show("link: \($0) groups of accounts resolved") }
    }
}
