import GRDB

/// What every write of one engine needs besides its transaction.
struct WriteContext: Sendable {
    let secret: SipHash.Key
    let configuration: StoreConfiguration
}

/// One immediate transaction on the writer, with the catalogue as the transaction sees it.
///
/// What a write does is in the extensions, by topic. The catalogue is a value: a member of a group that fails gets the
/// one from before it back, and the last one is published after the commit.
struct WriteTransaction {
    let database: Database
    let connection: Connection
    let context: WriteContext
    private(set) var catalogue: Catalogue
    /// When the write under way began, by the engine's clock.
    private(set) var now = Timestamp(milliseconds: 0)
    /// Whether each step can be taken back by itself.
    private let hasSavepoints: Bool
    /// As SQLite counts the connection's changed rows.
    private let changesBefore: Int

    /// Begins on a catalogue that may be old: another process's changes are read here.
    ///
    /// - Precondition: the database is in an immediate transaction.
    init(
        _ database: Database,
        _ connection: Connection,
        _ context: WriteContext,
        remembered catalogue: Catalogue,
        hasSavepoints: Bool
    ) throws {
        self.database = database
        self.hasSavepoints = hasSavepoints
        changesBefore = database.totalChangesCount
        self.connection = connection
        self.context = context
        let isCurrent = try CatalogueTable.version(on: connection) == catalogue.version
        self.catalogue =
            isCurrent ? catalogue : try CatalogueTable.load(from: database, context.configuration.vendors)
    }

    /// Whether the transaction has changed a row.
    var hasWritten: Bool { database.totalChangesCount != changesBefore }

    /// Runs `body`: all of it is done, or nothing.
    ///
    /// - Throws: the error of `body` when nothing of it is done; ``AbandonedTransaction`` when that takes an end of the
    ///   whole transaction.
    mutating func atomically<Result>(_ body: (inout WriteTransaction) throws -> Result) throws -> Result {
        let (catalogueBefore, changesBefore) = (catalogue, database.totalChangesCount)
        if hasSavepoints { try PreparedStatement.run(WriteTransaction.save, on: connection) }
        do {
            let result = try body(&self)
            if hasSavepoints { try PreparedStatement.run(WriteTransaction.release, on: connection) }
            return result
        } catch {
            catalogue = catalogueBefore
            guard database.isInsideTransaction else { throw AbandonedTransaction.lost(cause: error) }
            if hasSavepoints {
                try PreparedStatement.run(WriteTransaction.rollBack, on: connection)
                try PreparedStatement.run(WriteTransaction.release, on: connection)
            } else if database.totalChangesCount != changesBefore {
                throw AbandonedTransaction.halfDone
            }
            throw error
        }
    }

    private static let save = SQLText("SAVEPOINT member")
    private static let release = SQLText("RELEASE member")
    private static let rollBack = SQLText("ROLLBACK TO member")

    /// The space's record; a space that is new is made.
    mutating func record(of space: Space) throws -> SpaceRecord {
        if let record = catalogue.spaces[space] { return record }
        let id = try CatalogueTable.insert(space, in: database)
        let record = SpaceRecord(id: id, space: space, options: catalogue.policy.options(for: space))
        try change { $0.record(record) }
        try registerDeclared(in: space)
        return catalogue.spaces[space] ?? record
    }

    /// Replaces the policy, also where it stays the same: its version names what was derived by it.
    mutating func replacePolicy(with policy: ResolutionPolicy) throws {
        _ = try ResolvingRules(policy, context.configuration.vendors)
        try CatalogueTable.replacePolicy(with: policy, in: database)
        catalogue = try CatalogueTable.load(from: database, context.configuration.vendors)
        for space in catalogue.names.sorted(by: { $0.key < $1.key }).map(\.value) { try registerDeclared(in: space) }
    }

    /// Begins a write: everything that it does happens at the time that this gives.
    mutating func readClock() -> Timestamp {
        now = context.configuration.clock()
        return now
    }

    /// Finding accounts in what the transaction has done so far.
    var lookup: AccountLookup { AccountLookup(connection: connection, catalogue: catalogue) }

    /// Adds an event to the log.
    func log(_ event: EventDraft) throws {
        try EventTable.append(event, at: now, on: connection)
    }

    /// Changes the catalogue in memory, for what the transaction has changed on disk.
    mutating func change(_ body: (inout Catalogue) -> Void) throws {
        body(&catalogue)
        catalogue.version = try CatalogueTable.advanceVersion(in: database)
    }
}

/// Why a transaction cannot go on after a step of it has failed.
enum AbandonedTransaction: Error {
    /// SQLite has rolled back everything, which it may do when the disk is full, on an I/O error and without memory
    /// (sqlite.org/lang_transaction.html).
    case lost(cause: any Error)
    /// The step had written already, and there is no savepoint to go back to.
    case halfDone
}
