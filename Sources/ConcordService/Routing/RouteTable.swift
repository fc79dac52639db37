import HTTPTypes

/// All endpoints, found by path and method.
struct RouteTable: Sendable {
    /// An endpoint with the API that it belongs to. A class, because each request hands it around.
    final class Entry: Sendable {
        let endpoint: Endpoint
        let api: any VendorAPI

        init(_ endpoint: Endpoint, _ api: any VendorAPI) {
            self.endpoint = endpoint
            self.api = api
        }
    }

    /// The entries of one template, a method each.
    private typealias Place = [Entry]

    /// What a path and a method mean.
    enum Match: Sendable {
        case endpoint(Entry, captures: [Substring])
        /// The path is there, for these methods only.
        case otherMethods([HTTPRequest.Method], any VendorAPI)
        case nothing(any VendorAPI)
    }

    let entries: [Entry]
    private let apis: [any VendorAPI]
    /// In the order of their declaration.
    private let placesByLength: [Int: [Place]]
    /// Those of templates without names, by the path: most requests go there.
    private let placesByPath: [String: Place]

    /// - Parameter apis: the APIs; the last one has all paths that are no other's.
    init(_ apis: [any VendorAPI]) {
        precondition(!apis.isEmpty, "A service has at least one API")
        self.apis = apis
        let entries = apis.flatMap { api in api.endpoints.map { Entry($0, api) } }
        var places: [Place] = []
        for entry in entries {
            if let index = places.firstIndex(where: { $0[0].endpoint.path == entry.endpoint.path }) {
                places[index].append(entry)
            } else {
                places.append([entry])
            }
        }
        let placesByLength = Dictionary(grouping: places) { PathTemplate.split($0[0].endpoint.path.description).count }
        let literals = places.filter { $0[0].endpoint.path.isLiteral }.map { ($0[0].endpoint.path.description, $0) }
        placesByPath = Dictionary(uniqueKeysWithValues: literals).filter { path, _ in
            // Else a template with names comes before it.
            RouteTable.find(path, in: placesByLength)?.captures.isEmpty ?? false
        }
        self.entries = entries
        self.placesByLength = placesByLength
    }

    /// Finds what a request is for. Of several templates that a path fits the first one counts, in the order of their
    /// declaration.
    func match(_ method: HTTPRequest.Method, path: String) -> Match {
        let literal = placesByPath[path].map { (place: $0, captures: [Substring]()) }
        guard let (place, captures) = literal ?? RouteTable.find(path, in: placesByLength) else {
            let api = apis.first { api in api.prefixes.contains { path.hasPrefix($0) } }
            return .nothing(api ?? apis[apis.count - 1])
        }
        if let entry = place.first(where: { $0.endpoint.method == method }) {
            return .endpoint(entry, captures: captures)
        }
        return .otherMethods(RouteTable.withDerived(place.map(\.endpoint.method)), place[0].api)
    }

    private static func find(_ path: String, in places: [Int: [Place]]) -> (place: Place, captures: [Substring])? {
        let segments = PathTemplate.split(path)
        for place in places[segments.count] ?? [] {
            if let captures = place[0].endpoint.path.captures(in: segments) { return (place, captures) }
        }
        return nil
    }

    /// The methods of a path with those that each path has: `HEAD` beside `GET`, and `OPTIONS`.
    private static func withDerived(_ methods: [HTTPRequest.Method]) -> [HTTPRequest.Method] {
        methods.flatMap { $0 == .get ? [.get, .head] : [$0] } + [.options]
    }
}
