extension IdentityEngine {
    /// The listing of bot users of Mercury.ai, for a project of the policy.
    public func mercury(project: String = Project.defaultID) -> MercuryUsers {
        MercuryUsers(engine: self, project: project)
    }
}

/// Mercury.ai's listing of bot users (mercury.ai/en/documentation/api/bot_users): persons with their golden records,
/// whichever vendors' accounts they have.
public struct MercuryUsers: Sendable {
    public let engine: IdentityEngine
    /// The project's id in the policy.
    public let project: String

    /// A page of the project's users; see ``IdentityEngine/persons(_:project:)`` for what it costs.
    ///
    /// - Throws: ``ConcordError``: `notFound` for an unknown project or start.
    public func users(_ request: MercuryListUsers = MercuryListUsers()) async throws -> MercuryUserPage {
        let page = try await engine.persons(request.query, project: project)
        return MercuryUserPage(items: page.persons.map(MercuryUser.init), nextStartID: page.next)
    }
}
