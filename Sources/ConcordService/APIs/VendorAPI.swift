import Concord
import HTTPTypes

/// One vendor's API over HTTP: its paths, how its callers show their key, and how it says no.
///
/// The meaning of bodies is the adapter's in `Concord`; this maps HTTP to it and nothing else.
protocol VendorAPI: Sendable {
    /// The vendor as people write it.
    var name: String { get }
    /// The vendor as keys and metrics name it.
    var vendor: Vendor { get }
    /// The beginnings of the paths that are this API's, also where there is no endpoint.
    var prefixes: [String] { get }
    var endpoints: [Endpoint] { get }
    /// How callers show their key, in OpenAPI's words: schemes by name, all of which a request has to have.
    var securitySchemes: [(name: String, scheme: JSONValue)] { get }
    /// The headers that show a key, for examples.
    var keyHeaders: [String] { get }
    /// The headers that name a scope.
    var scopeHeaders: [OperationDescription.Parameter] { get }
    /// The name of the schema of the vendor's errors, of ``OpenAPISchemas``.
    var errorSchema: String { get }

    /// The key that a request shows, or `nil` for none.
    func key(in request: RequestHead) throws -> PresentedKey?
    /// The space that a request is about.
    ///
    /// - Parameter credential: the caller's; `nil` where the service asks for none.
    func space(of request: RequestHead, _ credential: Credential?) throws -> Space
    /// The vendor's answer to a request that is refused.
    func answer(refusing error: any Error, _ engine: IdentityEngine) -> VendorAnswer
    /// The headers by which the vendor tells a caller about its rate limit.
    func headers(of allowance: RateAllowance) -> HTTPFields
}

extension VendorAPI {
    var scopeHeaders: [OperationDescription.Parameter] { [] }

    /// The key of an `Authorization` header of the form `SCHEME KEY`.
    ///
    /// - Parameter scheme: in lower-case letters.
    func authorization(_ scheme: String, in request: RequestHead) throws -> PresentedKey? {
        guard let header = try request.header(.authorization) else { return nil }
        let space = UInt8(ascii: " ")
        let bytes = header.utf8.drop { $0 == space }
        let word = bytes.prefix { $0 != space }
        // The only bytes that this bit makes a letter of are that letter, in either case.
        guard word.elementsEqual(scheme.utf8, by: { $0 | 0x20 == $1 }) else { return nil }
        let secret = bytes[word.endIndex...].filter { $0 != space }
        return secret.isEmpty ? nil : PresentedKey(id: nil, secret: String(decoding: secret, as: UTF8.self))
    }
}
