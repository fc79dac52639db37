import Concord
import Foundation
import HTTPTypes

/// A request without its body.
struct RequestHead: Sendable {
    let method: HTTPRequest.Method
    /// The path as it came, still encoded.
    let path: String
    /// What stands behind the `?`, still encoded; empty for none.
    let query: String
    /// The host that the caller asked for, with its port.
    let authority: String
    let headers: HTTPFields
    /// Whether it came through the service's own TLS.
    private let isSecure: Bool

    init(_ request: HTTPRequest, isSecure: Bool) {
        method = request.method
        let target = request.path ?? "/"
        let mark = target.utf8.firstIndex(of: UInt8(ascii: "?"))
        path = mark.map { String(target[..<$0]) } ?? target
        query = mark.map { String(target[$0...].dropFirst()) } ?? ""
        authority = request.authority ?? ""
        headers = request.headerFields
        self.isSecure = isSecure
    }

    /// The value of a header that may come once, or `nil` where it did not come.
    ///
    /// - Throws: ``ConcordError`` `invalidWrite` when it came twice: nobody can say which one is meant.
    func header(_ name: HTTPField.Name) throws -> String? {
        guard headers.contains(name) else { return nil }
        let values = headers[values: name]
        guard values.count < 2 else {
            throw ConcordError(
                .invalidWrite,
                "The header \(name.canonicalName) came \(values.count) times",
                remedy: "Send it once",
                field: name.canonicalName
            )
        }
        return values.first
    }

    /// The content type; two of them are none that an endpoint takes.
    var contentType: String? {
        let values = headers[values: .contentType]
        return values.count > 1 ? values.joined(separator: ", ") : values.first
    }

    /// Whether the caller asks for server-sent events.
    var wantsEvents: Bool {
        headers[values: .accept].contains { $0.lowercased().contains("text/event-stream") }
    }

    /// The address that the caller used, without a path. Behind a proxy the proxy says which protocol that was.
    var address: String {
        let isSecure = isSecure || headers[values: .forwardedProtocol].first == "https"
        return "\(isSecure ? "https" : "http")://\(authority)"
    }

    /// The host without its port.
    var host: Substring {
        if authority.hasPrefix("[") { return authority.prefix { $0 != "]" }.dropFirst() }
        return authority.prefix { $0 != ":" }
    }
}

/// One request that was let in, with all that an endpoint needs to answer it.
struct Call: Sendable {
    let engine: IdentityEngine
    let head: RequestHead
    /// The space that the caller may work in.
    let space: Space
    /// What the path's names stand for, still encoded, in the template's order.
    let captures: [Substring]
    let body: [UInt8]

    var contentType: String? { head.contentType }

    /// A name's value, decoded.
    ///
    /// - Throws: ``ConcordError`` `malformedBody` for bad escapes.
    func capture(_ index: Int) throws -> String {
        try QueryItems.decoded(captures[index])
    }

    func query() throws -> QueryItems { try QueryItems(head.query) }
}

extension HTTPField.Name {
    fileprivate static let forwardedProtocol = HTTPField.Name("x-forwarded-proto")!
}
