import GRDB

/// Something that every write maintains for the rows of a table, and that is filled in, slice by slice, for the rows that
/// were there before it: a discriminator for accounts, a listing's shape for persons.
protocol BuiltRecord: Sendable {
    /// What names the last row that a slice has filled in.
    associatedtype Cursor: DatabaseValueConvertible
    associatedtype Origin: RawRepresentable<String>

    /// The table of such records.
    static var table: String { get }

    var id: Int64 { get }
    var origin: Origin { get }
    var state: BuildState { get set }

    /// Replaces what a catalogue knows of the record.
    func record(in catalogue: inout Catalogue)

    /// Fills in the next rows, at most a slice of them.
    func fill(after cursor: Cursor, in transaction: WriteTransaction) throws -> (count: Int, last: Cursor)
}

extension WriteTransaction {
    /// Fills in the next rows of what is being built, and says whether it is ready.
    ///
    /// The cursor is in the table, so that any process can go on where another one stopped. Rows that were written since
    /// the registration are in it already; adding them again changes nothing.
    mutating func fillSlice<Record: BuiltRecord>(of record: Record) throws -> Bool {
        guard let progress = try CatalogueTable.progress(of: record, in: database), !progress.isReady else {
            return true
        }
        let (filled, last) = try record.fill(after: progress.cursor, in: self)
        let isDone = filled < context.configuration.registrationSlice
        try CatalogueTable.setProgress(of: record, cursor: last, state: isDone ? .ready : .building, in: database)
        if isDone {
            var ready = record
            ready.state = .ready
            try change { ready.record(in: &$0) }
        }
        return isDone
    }
}
