/// One company's accounts in one SQLite file: the front door of Concord.
///
/// ```swift
/// let engine = try IdentityEngine(path: "people.db")
/// let outcome = try await engine.upsert(
///     AccountWrite(
///         space: Space(vendor: "shop"), match: .key("42"),
///         changes: [.set(.profile, "email", "john@example.com")]))
/// print(outcome.account.id, outcome.created)
/// ```
///
/// The first engine of a process turns off SQLite's memory statistics (`sqlite3_memory_used` and its kin), a lock that
/// all connections share, unless the process has opened a database of its own before.
///
/// Safe to share between tasks; several engines, also of other processes, may open one file at the same time. Every
/// failure is a ``ConcordError``.
///
/// ## Topics
///
/// - Writing: ``upsert(_:)``, ``upsert(batch:)``, ``delete(_:)``
/// - Finding: ``match(tags:discriminateByTags:in:)``, ``account(_:)``, ``accounts(in:after:limit:order:where:)``
/// - Discriminators: ``register(discriminator:in:)``
/// - Listing persons: ``persons(_:project:)``, ``register(order:filteredBy:)``
/// - Linking: ``link(configuration:progress:)``, ``linkageInput()``, ``runs()``, ``undo(run:)``
/// - Upkeep: ``check(progress:)``, ``backup(to:progress:)``, ``finishUpkeep(within:)``, ``close()``, ``options(of:)``
public final class IdentityEngine: Sendable {
    let store: Store

    /// What the engine was opened with.
    public var configuration: StoreConfiguration { store.configuration }

    /// Opens the database at `path`; makes it and migrates it where the configuration allows.
    ///
    /// Cost: some milliseconds. Lists of discriminating tags that the policy declares are registered here and filled in
    /// by the first calls that need them, or by ``register(discriminator:in:)``.
    ///
    /// - Throws: ``ConcordError`` `missingDatabase`, `unusableDatabase`, `newerDatabase`, `policy`.
    public init(path: String, configuration: StoreConfiguration = StoreConfiguration()) throws {
        var configuration = configuration
        configuration.vendors = VendorRules.all
        store = try Store(path: path, configuration: configuration)
    }

    /// Waits for the writes under way and closes the file. Calls after this fail.
    public func close() throws {
        try store.close()
    }

    /// How a space behaves, by the policy that the engine has last seen.
    public func options(of space: Space) -> SpaceOptions {
        store.queue.catalogue.policy.options(for: space)
    }
}
