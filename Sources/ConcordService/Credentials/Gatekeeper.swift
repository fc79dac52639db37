import Concord

/// Who may come in: looks at a request's key, at its space and at what it wants to do there.
struct Gatekeeper: Sendable {
    let engine: IdentityEngine
    /// Whether callers need a key at all.
    let asksForKeys: Bool

    /// A caller who was let in.
    struct Guest: Sendable {
        let space: Space
        /// The key's id, or the vendor's name where no keys are asked for: whose requests are counted together.
        let name: String
    }

    /// Lets a request in, or says why not.
    ///
    /// Cost: one digest and one probe of the database, so that a revoked key is refused at once in every process.
    ///
    /// - Throws: ``ConcordError`` `unauthorized`, `forbidden`; `invalidWrite` for headers that name no space.
    func admit(_ request: RequestHead, to api: any VendorAPI, as role: Credential.Role) throws -> Guest {
        guard asksForKeys else {
            return Guest(space: try api.space(of: request, nil), name: api.vendor.rawValue)
        }
        let credential = try credential(of: request, for: api)
        let space = try api.space(of: request, credential)
        guard credential.space == space else { throw Gatekeeper.otherSpace }
        guard role == .reader || credential.role == .writer else { throw Gatekeeper.onlyReads }
        return Guest(space: space, name: credential.id)
    }

    private func credential(of request: RequestHead, for api: any VendorAPI) throws -> Credential {
        guard let key = try api.key(in: request) else { throw Gatekeeper.noKey }
        let digest = ServiceKey.digest(of: key.secret)
        let id = Credential.id(ofDigest: digest)
        guard key.id == nil || key.id == id, let credential = try engine.credential(id: id),
            credential.matches(digest: digest)
        else { throw Gatekeeper.unknownKey }
        guard credential.space.vendor == api.vendor else { throw Gatekeeper.otherSpace }
        return credential
    }

    private static let noKey = ConcordError(
        .unauthorized,
        "The request shows no key",
        remedy: "Send a key that 'concord key add' printed, as this API wants it"
    )
    private static let unknownKey = ConcordError(
        .unauthorized,
        "The key is not known",
        remedy: "Check it, or have a new one made"
    )
    private static let otherSpace = ConcordError(
        .forbidden,
        "The key is another scope's",
        remedy: "Use the key of the scope that the request is about"
    )
    private static let onlyReads = ConcordError(
        .forbidden,
        "The key may only read",
        remedy: "Use a key with the role writer"
    )
}
