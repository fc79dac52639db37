extension Vendor {
    /// User.com, whose scopes are its apps.
    public static let userCom = Vendor(rawValue: "usercom")
}

extension IdentityEngine {
    /// The users of a User.com app.
    public func userCom(app: String = Space.defaultScope) -> UserComUsers {
        UserComUsers(engine: self, space: Space(vendor: .userCom, scope: app))
    }
}

/// What names one user of User.com.
public enum UserComUserReference: Sendable, Hashable {
    /// User.com's own integer: `/users/{id}/`.
    case id(Int64)
    /// The id that the company gave: `/users-by-id/{user_id}/`.
    case userID(String)
}

/// User.com's user operations, as version 1 of its public API has them (user.com/en/api, "Update or create user").
///
/// Attributes go by the vendor's own names (`first_name`, `email`, …); `null` and `""` clear one, an absent one stays as
/// it is (vendors.md decision 25). Every failure is a ``ConcordError`` whose `field` is the vendor's name.
///
/// ## Topics
///
/// - Writing: ``updateOrCreate(_:)``, ``updateUser(_:attributes:)``, ``deleteUser(_:)``
/// - Custom attributes: ``setAttribute(_:to:of:)``, ``setAttributes(_:of:)``
/// - Reading: ``user(_:)``, ``listUsers(cursor:limit:)``
public struct UserComUsers: Sendable {
    public let engine: IdentityEngine
    /// The app's key space.
    public let space: Space

    var options: SpaceOptions { engine.options(of: space) }

    /// Finds the user with the request's `user_id`, or makes it, and merges what the request brings.
    ///
    /// - Throws: ``ConcordError``; see ``IdentityEngine/upsert(_:)``.
    public func updateOrCreate(_ request: UserComUpdateOrCreate) async throws -> UserComUpdateOrCreateAnswer {
        let options = options
        let outcome = try await engine.upsert(request.write(in: space, options))
        return UserComUpdateOrCreateAnswer(outcome, ignoredFields: request.ignoredFields(options))
    }

    /// The user that a reference means.
    ///
    /// - Throws: ``ConcordError`` `notFound`, also for a user of another app.
    public func user(_ reference: UserComUserReference) async throws -> UserComUser {
        UserComUser(try await account(reference))
    }

    /// Merges attributes into a user; never creates one.
    ///
    /// - Parameter attributes: as in ``UserComUpdateOrCreate/attributes``. A `user_id` among them has to be the user's:
    ///   keys do not change.
    /// - Throws: ``ConcordError``, `notFound` among its codes.
    public func updateUser(
        _ reference: UserComUserReference,
        attributes: JSONObject
    ) async throws -> UserComUser {
        let plan = try UserComChanges(attributes, options)
        let account = try await account(reference)
        try UserComKey.check(attributes, are: account.key)
        return UserComUser(try await apply(plan.changes, to: account))
    }

    /// Erases a user; a later call with the same `user_id` makes a new one.
    ///
    /// - Throws: ``ConcordError`` `notFound`.
    public func deleteUser(_ reference: UserComUserReference) async throws {
        try await engine.delete(.id(try await account(reference).id))
    }

    /// Sets one custom attribute of a user: `set_attribute`.
    ///
    /// - Parameters:
    ///   - name: 1 to 255 code points. Names of the vendor's own attributes are names like any other here.
    ///   - value: any JSON; `null` and `""` clear the attribute.
    /// - Throws: ``ConcordError``, `notFound` among its codes.
    @discardableResult
    public func setAttribute(
        _ name: String,
        to value: JSONValue,
        of reference: UserComUserReference
    ) async throws -> UserComUser {
        let change = try UserComCustomAttribute.change(name, value, nameField: "attribute", valueField: "value")
        return UserComUser(try await apply([change], to: account(reference)))
    }

    /// Sets several custom attributes of a user: `set_multiple_attributes`.
    ///
    /// - Parameter attributes: names and values as in ``setAttribute(_:to:of:)``; attributes that are not named stay.
    /// - Throws: ``ConcordError``, `notFound` among its codes.
    @discardableResult
    public func setAttributes(
        _ attributes: JSONObject,
        of reference: UserComUserReference
    ) async throws -> UserComUser {
        let changes = try attributes.members.map { member in
            try UserComCustomAttribute.change(
                member.name,
                member.value,
                nameField: member.name,
                valueField: member.name
            )
        }
        return UserComUser(try await apply(changes, to: account(reference)))
    }

    func account(_ reference: UserComUserReference) async throws -> Account {
        let account: Account? =
            switch reference {
            case .id(let number): try await engine.account(.number(number))
            case .userID(let key): try await engine.account(.key(key, in: space))
            }
        guard let account, account.space == space else { throw IdentityEngine.notFound }
        return account
    }

    private func apply(_ changes: [FieldChange], to account: Account) async throws -> Account {
        try await engine.upsert(AccountWrite(space: space, match: .id(account.id), changes: changes)).account
    }
}
