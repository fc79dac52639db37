extension IdentityEngine {
    /// Resolves the whole store anew, in slices between which other writes go on; with a policy, by that policy from the
    /// first moment on.
    ///
    /// Safe to interrupt: the next call goes on where this one stopped. What the persons are afterwards is what a fresh
    /// store with the same accounts and policy would have. Cost: some tens of microseconds an account on two cores; a slice
    /// of some thousands keeps other writes waiting for a part of a second.
    ///
    /// - Throws: ``ConcordError`` `policy`; `busy`, `diskFull`, `storage`. `CancellationError` when its task is cancelled.
    public func rebuild(
        policy: ResolutionPolicy? = nil,
        progress: @Sendable (RebuildProgress) -> Void = { _ in }
    ) async throws {
        try await store.queue.write { try $0.beginRebuild(policy) }
        try await store.rebuild(progress)
        _ = try await resolvePending()
    }

    /// Resolves what writes have left for later because it was more than the policy's `maximumComponent`.
    ///
    /// - Returns: how many components it resolved.
    @discardableResult
    public func resolvePending() async throws -> Int {
        try await store.resolvePending()
    }

    /// What is in force where a policy says nothing, as a policy that says it.
    public static let defaultPolicy = ResolutionPolicy.defaults(VendorRules.all)

    /// Refuses a policy that could not be followed.
    ///
    /// - Throws: ``ConcordError`` `policy`, with the option at fault as its field.
    public static func validate(_ policy: ResolutionPolicy) throws {
        try policy.validate(VendorRules.all)
    }

    /// The policy in force.
    public func policy() async throws -> ResolutionPolicy {
        try await store.read { $0.catalogue.policy }
    }

    /// How many accounts' persons wait to be resolved; `nil` while a rebuild is under way or was interrupted.
    public func pendingCount() async throws -> Int? {
        try await store.read { lookup in
            try RebuildTable.state(on: lookup.connection) == nil ? PendingTable.count(on: lookup.connection) : nil
        }
    }
}
