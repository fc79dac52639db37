/// How far a rebuild has come.
struct RebuildState: Sendable, Equatable {
    /// What a rebuild does, in order.
    enum Phase: String, Sendable {
        /// Finds every account's identifiers by the policy.
        case identifiers
        /// Resolves every component.
        case persons
        /// Takes away the identifiers of the policy before, and the questions on what is none any more.
        case cleaning
    }

    var phase: Phase
    /// The number of the last account that the phase has done.
    var cursor: Int64
}

/// Reading and writing the row of `rebuild`.
enum RebuildTable {
    /// The rebuild under way, if there is one.
    static func state(on connection: Connection) throws -> RebuildState? {
        let statement = try PreparedStatement(connection, reading)
        defer { statement.reset() }
        guard try statement.step(), let phase = RebuildState.Phase(rawValue: statement.text(0)) else { return nil }
        return RebuildState(phase: phase, cursor: statement.integer(1))
    }

    static func set(_ state: RebuildState?, on connection: Connection) throws {
        guard let state else { return try PreparedStatement.run(deletion, on: connection) }
        let statement = try PreparedStatement(connection, setting)
        defer { statement.reset() }
        statement.bind(1, state.phase.rawValue)
        statement.bind(2, state.cursor)
        _ = try statement.step()
    }

    private static let reading = SQLText("SELECT phase, cursor FROM rebuild WHERE id = 1")
    private static let setting = SQLText(
        """
        INSERT INTO rebuild (id, phase, cursor) VALUES (1, ?1, ?2)
        ON CONFLICT (id) DO UPDATE SET phase = excluded.phase, cursor = excluded.cursor
        """
    )
    private static let deletion = SQLText("DELETE FROM rebuild")
}
