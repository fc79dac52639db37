/// What a match without a write found: the account with the smallest number of those that match.
public struct AccountMatch: Sendable {
    /// The account's id.
    public var id: AccountID { row.id }
    /// The account's number in the store.
    public var number: Int64 { row.number }
    /// Whether more than one account matches.
    public let isAmbiguous: Bool

    private let row: AccountRow

    init(row: AccountRow, isAmbiguous: Bool) {
        self.row = row
        self.isAmbiguous = isAmbiguous
    }

    /// The account as it was when it matched. Decoded here and not by the match, because that would double its cost:
    /// about a microsecond.
    ///
    /// - Throws: ``ConcordError`` `storage` when the stored fields are damaged.
    public func account() throws -> Account { try row.decoded() }
}
