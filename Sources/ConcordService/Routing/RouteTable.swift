import HTTPTypes

/// All endpoints, found by path and method.
struct RouteTable: Sendable {
    /// An endpoint with the API that it belongs to.
    struct Entry: Sendable {
        let endpoint: Endpoint
        let api: any VendorAPI
    }

    /// What a path and a method mean.
    enum Match: Sendable {
        case endpoint(Entry, captures: [Substring])
        /// The path is there, for these methods only.
        case otherMethods([HTTPRequest.Method], any VendorAPI)
        case nothing(any VendorAPI)
    }

    let entries: [Entry]
    private let apis: [any VendorAPI]
    private let entriesByLength: [Int: [Entry]]

    /// - Parameter apis: the APIs; the last one has all paths that are no other's.
    init(_ apis: [any VendorAPI]) {
        precondition(!apis.isEmpty, "A service has at least one API")
        self.apis = apis
        entries = apis.flatMap { api in api.endpoints.map { Entry(endpoint: $0, api: api) } }
        entriesByLength = Dictionary(grouping: entries) {
            PathTemplate.split($0.endpoint.path.description).count
        }
    }

    /// Finds what a request is for. Of several templates that a path fits the first one counts, in the order of their
    /// declaration.
    func match(_ method: HTTPRequest.Method, path: String) -> Match {
        let segments = PathTemplate.split(path)
        let candidates = entriesByLength[segments.count] ?? []
        for (index, entry) in candidates.enumerated() {
            guard let captures = entry.endpoint.path.captures(in: segments) else { continue }
            let sameTemplate = candidates[index...].filter { $0.endpoint.path == entry.endpoint.path }
            if let found = sameTemplate.first(where: { $0.endpoint.method == method }) {
                return .endpoint(found, captures: captures)
            }
            return .otherMethods(RouteTable.withDerived(sameTemplate.map(\.endpoint.method)), entry.api)
        }
        let api = apis.first { api in api.prefixes.contains { path.hasPrefix($0) } }
        return .nothing(api ?? apis[apis.count - 1])
    }

    /// The methods of a path with those that each path has: `HEAD` beside `GET`, and `OPTIONS`.
    private static func withDerived(_ methods: [HTTPRequest.Method]) -> [HTTPRequest.Method] {
        methods.flatMap { $0 == .get ? [.get, .head] : [$0] } + [.options]
    }
}
