/// A page of User.com's users, oldest first.
public struct UserComPage: Sendable, Hashable {
    /// How many users the app has, on all pages.
    public let count: Int
    /// The page's users by their ids, the smallest first.
    public let results: [UserComUser]
    /// The cursor of the page after this one; `nil` on the last page.
    public let next: String?
    /// The cursor of the page before this one; `nil` on the first page.
    public let previous: String?
}

extension UserComUsers {
    /// The vendor's page size (vendors.md 2.4).
    public static let pageSize = 100

    /// A page of users by their ids, the oldest first, so that users who come during a walk are met at its end.
    ///
    /// - Parameters:
    ///   - cursor: the `next` or `previous` of another page; `nil` for the first page.
    ///   - limit: the most users of the page, at least 1.
    /// - Throws: ``ConcordError`` `invalidWrite` for a cursor that no listing gave.
    public func listUsers(cursor: String? = nil, limit: Int = UserComUsers.pageSize) async throws -> UserComPage {
        let cursor = try cursor.map(UserComCursor.init(text:)) ?? .after(0)
        let accounts = try await page(cursor, limit: limit)
        // An empty page still knows which side of it the cursor came from.
        let (first, last) = (accounts.first?.number ?? cursor.end, accounts.last?.number ?? cursor.start)
        return UserComPage(
            count: try await engine.accountCount(in: space),
            results: accounts.map(UserComUser.init),
            next: try await cursorIfAny(.after(last)),
            previous: try await cursorIfAny(.before(first))
        )
    }

    private func page(_ cursor: UserComCursor, limit: Int) async throws -> [Account] {
        switch cursor {
        case .after(let number):
            try await engine.accounts(in: space, after: number, limit: limit)
        case .before(let number):
            try await engine.accounts(in: space, after: number, limit: limit, order: .newestFirst).reversed()
        }
    }

    private func cursorIfAny(_ cursor: UserComCursor) async throws -> String? {
        try await page(cursor, limit: 1).isEmpty ? nil : cursor.text
    }
}

/// Where a page begins or ends, as an opaque word for clients.
private enum UserComCursor {
    case after(Int64)
    case before(Int64)

    private static let range = Int64(0)..<Int64.max

    init(text: String) throws {
        let number = Int64(text.dropFirst())
        switch (text.utf8.first, number) {
        case (UInt8(ascii: "a"), let number?) where UserComCursor.range.contains(number): self = .after(number)
        case (UInt8(ascii: "b"), let number?) where UserComCursor.range.contains(number): self = .before(number)
        default:
            throw ConcordError(
                .invalidWrite,
                "Invalid cursor",
                remedy: "Send it as a listing gave it",
                field: "cursor"
            )
        }
    }

    var text: String {
        switch self {
        case .after(let number): "a\(number)"
        case .before(let number): "b\(number)"
        }
    }

    /// The greatest number that lies before a page with this cursor, if the page is empty.
    var start: Int64 {
        switch self {
        case .after(let number): number
        case .before(let number): number - 1
        }
    }

    /// The smallest number that lies behind a page with this cursor, if the page is empty.
    var end: Int64 { start + 1 }
}
