/// An answer in a vendor's own shape: what its API would send for the same request.
public struct VendorAnswer: Sendable, Hashable {
    /// The HTTP status.
    public let status: Int
    /// Headers beyond the content type, by lower-case name.
    public let headers: [String: String]
    /// The body in UTF-8; empty for an answer without one.
    public let body: [UInt8]
    /// The account that the answer is about.
    public let account: AccountID?

    public init(status: Int, body: [UInt8], headers: [String: String] = [:], account: AccountID? = nil) {
        self.status = status
        self.body = body
        self.headers = headers
        self.account = account
    }

    init(status: Int, _ body: JSONValue, headers: [String: String] = [:], account: AccountID? = nil) {
        self.init(status: status, body: body.printed(), headers: headers, account: account)
    }

    /// Whether the request was done.
    public var isSuccess: Bool { (200..<300).contains(status) }
}

/// A vendor's upsert as bytes in and bytes out, one request at a time or many in few transactions.
///
/// What a request means and what an answer looks like is the adapter's; matching and writing is the engine's.
public protocol VendorUpserts: Sendable {
    var engine: IdentityEngine { get }

    /// Reads and validates one request, given as the bytes of one JSON object.
    ///
    /// - Throws: ``ConcordError`` that names the field and what is allowed.
    func write(fromLine line: [UInt8]) throws -> AccountWrite

    /// The vendor's answer to a write that was done.
    func answer(to outcome: AccountOutcome, of write: AccountWrite) -> VendorAnswer

    /// The vendor's answer to a request that was refused.
    func answer(refusing error: any Error) -> VendorAnswer
}

extension VendorUpserts {
    /// Does many requests, in their order and in few transactions; one bad request harms no other.
    ///
    /// - Parameter lines: the requests, each as the bytes of one JSON object.
    /// - Returns: an answer for each request, in the same order.
    public func upsert(lines: [[UInt8]]) async -> [VendorAnswer] {
        let writes = lines.map { line in Result { try write(fromLine: line) } }
        var outcomes = await engine.upsert(batch: writes.compactMap { try? $0.get() })[...]
        return writes.map { write in
            do {
                let write = try write.get()
                return answer(to: try outcomes.removeFirst().get(), of: write)
            } catch {
                return answer(refusing: error)
            }
        }
    }

    /// Does one write and answers it.
    func answer(_ write: () throws -> AccountWrite) async -> VendorAnswer {
        do {
            let write = try write()
            return answer(to: try await engine.upsert(write), of: write)
        } catch {
            return answer(refusing: error)
        }
    }

    /// Does anything else of the vendor's API and answers it, refusals included.
    func answering(_ body: () async throws -> VendorAnswer) async -> VendorAnswer {
        do {
            return try await body()
        } catch {
            return answer(refusing: error)
        }
    }
}
