import Hummingbird

/// What the service is held against: Hummingbird, a router and Foundation's JSON, and no store behind them.
@main
struct BareService {
    static func main() async throws {
        let router = Router()
        router.post("/v1/chat/users/get-or-create") { request, context in
            let asked = try await request.decode(as: Asked.self, context: context)
            return Answered(
                user: User(
                    id: "user_01JD8Z5Q6W7E8R9T0Y1V2X3C4B",
                    createdAt: "2026-01-01T00:00:00.000Z",
                    updatedAt: "2026-01-01T00:00:00.000Z",
                    tags: asked.tags,
                    name: asked.name
                ),
                meta: Meta(created: false)
            )
        }
        let port = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 8_081
        try await Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: port))
        ).runService()
    }
}

private struct Asked: Decodable {
    let tags: [String: String]
    let name: String?
}

private struct Answered: ResponseEncodable {
    let user: User
    let meta: Meta
}

private struct User: Encodable {
    let id: String
    let createdAt: String
    let updatedAt: String
    let tags: [String: String]
    let name: String?
}

private struct Meta: Encodable {
    let created: Bool
}
