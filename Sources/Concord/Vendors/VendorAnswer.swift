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
    /// The person whom that account belongs to.
    public let person: PersonID?

    public init(
        status: Int,
        body: [UInt8],
        headers: [String: String] = [:],
        account: AccountID? = nil,
        person: PersonID? = nil
    ) {
        self.status = status
        self.body = body
        self.headers = headers
        self.account = account
        self.person = person
    }

    init(
        status: Int,
        _ body: JSONValue,
        headers: [String: String] = [:],
        account: AccountID? = nil,
        person: PersonID? = nil
    ) {
        self.init(status: status, body: body.printed(), headers: headers, account: account, person: person)
    }
}

/// What became of one request of many.
public struct AnsweredRequest: Sendable {
    /// The vendor's answer.
    public let answer: VendorAnswer
    /// What the engine did, or why the request was refused.
    public let outcome: Result<AccountOutcome, any Error>

    public init(answer: VendorAnswer, outcome: Result<AccountOutcome, any Error>) {
        self.answer = answer
        self.outcome = outcome
    }
}

/// A vendor's upsert as bytes in and bytes out, one request at a time or many in few transactions.
///
/// What a request means and what an answer looks like is the adapter's; matching and writing is the engine's.
public protocol VendorUpserts: Sendable {
    var engine: IdentityEngine { get }

    /// Reads and validates one request, given as the bytes of one body: a JSON object, or what else the vendor takes
    /// for one.
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
    /// - Parameter lines: the requests, each as the bytes of one body.
    /// - Returns: what became of each request, in the same order.
    public func upsert(lines: [[UInt8]]) async -> [AnsweredRequest] {
        await upsert(requests: lines.map { line in Result { try write(fromLine: line) } })
    }

    /// Does requests that were read before; those that could not be read are answered with the reason.
    public func upsert(requests: [Result<AccountWrite, any Error>]) async -> [AnsweredRequest] {
        var outcomes = await engine.upsert(batch: requests.compactMap { try? $0.get() })[...]
        return requests.map { request in
            do {
                let write = try request.get()
                let outcome = try outcomes.removeFirst().get()
                return AnsweredRequest(answer: answer(to: outcome, of: write), outcome: .success(outcome))
            } catch {
                return AnsweredRequest(answer: answer(refusing: error), outcome: .failure(error))
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
