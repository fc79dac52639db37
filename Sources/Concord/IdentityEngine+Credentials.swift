extension IdentityEngine {
    /// Keeps a key's digest, so that the service takes the key from now on, in every process that has the file open.
    ///
    /// - Throws: ``ConcordError``.
    public func add(_ credential: Credential) async throws {
        try await store.queue.write { try CredentialTable.insert(credential, on: $0.connection) }
    }

    /// The credential with an id, or `nil`. Cost: one probe.
    public func credential(id: String) throws -> Credential? {
        try store.readOnce { try CredentialTable.find(id, on: $0.connection) }
    }

    /// Every credential, the oldest first.
    public func credentials() throws -> [Credential] {
        try store.readOnce { try CredentialTable.all(on: $0.connection) }
    }

    /// Forgets a key: from now on it opens nothing.
    ///
    /// - Throws: ``ConcordError`` `notFound`.
    public func revokeCredential(id: String) async throws {
        let isRemoved = try await store.queue.write { try CredentialTable.remove(id, on: $0.connection) }
        guard isRemoved else {
            throw ConcordError(.notFound, "No key has this id", remedy: "List the keys to see their ids")
        }
    }

    /// Fails unless the store can be written: begins and ends a transaction that changes nothing.
    ///
    /// - Throws: ``ConcordError``.
    public func checkWritable() async throws {
        try await store.queue.write { _ in }
    }

    /// How many writes wait for the next transaction.
    public var waitingWrites: Int { store.queue.waitingSteps }
}
