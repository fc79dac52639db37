public import ConcordLinkage

extension IdentityEngine {
    /// Finds out which accounts are one person by batch linkage, and makes them so.
    ///
    /// Reads one snapshot, links it, and writes a run: as accepted links the best pairs that make each cluster one, beyond
    /// what decisions and identifiers make one already, and as possible links all pairs across clusters that are at least
    /// that, which become review items. The links take the place of those between the same accounts that earlier runs
    /// wrote; they stand from one moment on, and the persons follow slice by slice (``pendingCount()``). Decisions win,
    /// and so do the rules of what evidence may join. A run that finds what stands already changes nothing.
    ///
    /// Safe to interrupt: nothing is written before the links are, and afterwards the next run, undoing or
    /// ``resolvePending()`` goes on. Time and memory are linkage's, and some tens of microseconds for each account whose
    /// links have changed.
    ///
    /// - Parameter configuration: its columns are ``LinkageInput/table``'s.
    /// - Parameter progress: is told the phase and its share, from 0 to 1, from any thread.
    /// - Throws: ``ConcordError`` `busy` while a rebuild is under way, `diskFull`, `storage`; `LinkageError` when the
    ///   accounts or the configuration allow no linkage; `CancellationError`.
    @discardableResult
    @concurrent
    public func link(
        configuration: LinkageConfiguration = LinkageConfiguration(),
        progress: @escaping @Sendable (LinkagePhase, Double) -> Void = { _, _ in }
    ) async throws -> LinkageRun {
        try await resolvePending()
        progress(.read, 0)
        let input = try await linkageInput()
        progress(.read, 1)
        var configuration = configuration
        configuration.progress = progress
        return try await link(try input.run(configuration), of: input)
    }

    /// Writes a result as a run; see ``link(configuration:progress:)``, of which this is the last step.
    ///
    /// - Parameter progress: is told how many groups of accounts are resolved.
    /// - Throws: ``ConcordError``; `CancellationError`.
    @discardableResult
    public func link(
        _ result: LinkageResult,
        of input: LinkageInput,
        progress: @Sendable (Int) -> Void = { _ in }
    ) async throws -> LinkageRun {
        let plan = LinkPlan(result, of: input)
        let (accounts, last) = (input.accounts.count, input.last)
        let run = try await store.queue.write { try $0.link(plan, accounts: accounts, upTo: last) }
        _ = try await store.resolvePending(cause: run.id.map { "run \($0)" }, progress)
        return run
    }

    /// All accounts as of one moment, as batch linkage reads them; what is pending is as it was.
    ///
    /// Cost: some microseconds an account. Memory is that of the columns: each distinct value once, and four bytes for
    /// each account and column.
    public func linkageInput() async throws -> LinkageInput {
        let secret = store.secret
        return try await store.read { try $0.linkageInput(secret: secret) }
    }

    /// The runs that changed something, oldest first.
    public func runs() async throws -> [LinkageRun] {
        try await store.read { try RunTable.all(on: $0.connection) }
    }

    /// Deletes a run's links and resolves their accounts again, as if the run had found nothing.
    ///
    /// The links that the run replaced do not come back; a new run finds them again.
    ///
    /// - Throws: ``ConcordError`` `notFound` for a run that never was or is undone already, `busy` while a rebuild is under
    ///   way; `CancellationError`.
    @discardableResult
    public func undo(run id: Int64) async throws -> LinkageRun {
        try await resolvePending()
        let run = try await store.queue.write { try $0.undo(run: id) }
        _ = try await store.resolvePending(cause: "run \(id) undone")
        return run
    }
}
